"""The user's workspaces: one client each, a folder with its own configuration, secrets and database, under a short name.

They stand in `workspaces.toml` in the user's configuration folder. To name one finds a configuration and says nothing else:
the references to secrets in it are trusted where the folder was added, or where the file is named by `--config`.
"""

import os
import re
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from scheduler.config.chosen import NAME, users_folder
from scheduler.errors import Problem
from scheduler.model.notice import Where
from scheduler.model.spelling import nearest

FILE = "workspaces.toml"
TABLE = "workspaces"
PERIODS = ("month", "week", "year")
HEAD = "# The workspaces of `scheduler --workspace NAME`: one client each. `scheduler workspaces add NAME FOLDER` writes here.\n"


@dataclass(frozen=True, slots=True, kw_only=True)
class Workspace:
    """One client. `budget`: minutes that a period may take; None: nothing was agreed."""

    name: str
    folder: Path
    budget: int | None = None
    period: str = "month"
    where: Where | None = None

    @property
    def config(self) -> Path:
        """The client's configuration, by its absolute path."""
        return self.folder if self.folder.suffix == ".toml" else self.folder / NAME


@dataclass(frozen=True, slots=True, kw_only=True)
class Glance:
    """What a configuration says of its own place, read without judging the rest of it."""

    calendar_id: str = ""
    database: str = ""
    references: frozenset[str] = frozenset()


def path() -> Path:
    """Where the list of this user's workspaces is, or would be."""
    return users_folder() / FILE


def load() -> dict[str, Workspace]:
    """All of them by name, in the order of the file; none where there is no file. Raises `Invalid` with every problem."""
    file = path()
    if not file.exists():
        return {}
    from scheduler.config.loading import load_named  # noqa: PLC0415 - who has no workspaces needs no reader

    return {
        name: Workspace(name=name, folder=_folder(file, values["folder"]), where=where, **_agreed(values))
        for name, (where, values) in load_named(file, TABLE, _settings()).items()
    }


def named(name: str) -> Workspace:
    """The workspace of that name. Raises `Problem` where there is none."""
    known = load()
    if name not in known:
        if not known:
            raise Problem("workspaces-none", where="--workspace", name=name, file=str(path()))
        meant = nearest(name, known)
        code = "workspace-unknown-meant" if meant else "workspace-unknown"
        raise Problem(code, where="--workspace", name=name, meant=meant, known=tuple(known))
    return known[name]


def of(config: Path) -> Workspace | None:
    """The workspace that this configuration is, if it is one."""
    place = os.path.realpath(config)
    return next((one for one in load().values() if os.path.realpath(one.config) == place), None)


def glance(config: Path) -> Glance:
    """What the file at `config` seems to say; nothing of a file that cannot be read: whoever loads it says why."""
    try:
        given = tomllib.loads(config.read_bytes().decode("utf-8-sig").replace("\r\n", "\n"))
    except (OSError, ValueError):
        return Glance()
    calendar, database = (one if isinstance(one := given.get(key), dict) else {} for key in ("calendar", "database"))
    return Glance(
        calendar_id=str(calendar.get("id", "")),
        database=_database(str(database.get("url", "")), config.absolute().parent),
        references=frozenset(_references(given)),
    )


def clash(one: Workspace, others: Sequence[Workspace]) -> tuple[str, Workspace] | None:
    """What keeps `one` from being a client of its own beside `others`: a code, and which other; None where nothing does."""
    mine = glance(one.config)
    for other in others:
        if other.name == one.name:
            continue
        if os.path.realpath(other.config) == os.path.realpath(one.config):
            return "workspace-same-folder", other
        its = glance(other.config)
        if mine.calendar_id and mine.calendar_id == its.calendar_id:
            return "workspace-same-id", other
        if mine.database and mine.database == its.database:
            return "workspace-same-database", other
    return None


def must_be_alone(one: Workspace) -> None:
    """Raise `Problem` where another workspace bears the same calendar id, or keeps its queue in the same database."""
    if found := clash(one, list(load().values())):
        code, other = found
        raise Problem(code, where=str(one.config), name=one.name, other=other.name, file=str(other.config))


def written(text: str, name: str, values: Mapping[str, Any] | None) -> str:
    """The list with this workspace as `values` say, or without it (None); what is others' stays byte for byte."""
    import tomlkit  # noqa: PLC0415 - only who adds or removes one writes

    document = tomlkit.parse(text or HEAD)
    table = document.setdefault(TABLE, tomlkit.table(is_super_table=True))
    if values is None:
        table.remove(name)
    else:
        fresh = tomlkit.table()
        for key, value in values.items():
            fresh[key] = value
        table[name] = fresh
    return tomlkit.dumps(document)


def _settings() -> Mapping[str, Any]:
    from scheduler.config.tables import WORKSPACE  # noqa: PLC0415 - as above

    return WORKSPACE


def _folder(file: Path, given: str) -> Path:
    return file.absolute().parent / Path(given).expanduser()


def _agreed(values: Mapping[str, Any]) -> dict[str, Any]:
    return {key: values[key] for key in ("budget", "period") if key in values}


def _database(url: str, base: Path) -> str:
    """The place that an address means: two that differ only in how they are written are one."""
    if not url.startswith("sqlite"):
        return re.sub(r"^postgresql\+\w+", "postgresql", re.sub(r"//[^@/]*@", "//", url)).rstrip("/")
    file = re.sub(r"^sqlite(\+\w+)?:(//)?/?", "", url)  # four slashes begin an absolute path, three one from `base`
    return "" if not file or file.startswith(":memory:") else os.path.realpath(base / file)


def _references(given: object) -> list[str]:
    if isinstance(given, dict):
        return [found for value in given.values() for found in _references(value)]
    if isinstance(given, list):
        return [found for value in given for found in _references(value)]
    return [given.strip()] if isinstance(given, str) and re.match(r"(env|keyring):\s*\S", given.strip()) else []
