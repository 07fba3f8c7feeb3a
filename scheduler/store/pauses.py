"""What people have paused: as files in the state folder, which work while the database is locked, and in the database itself.

The file stops this machine at once; the rows tell every other worker of the same database within a second. Both last until
somebody resumes.
"""

import json
import os
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path
from urllib.parse import quote, unquote

import sqlalchemy as sa

from scheduler.model.pause import Pause, Scope
from scheduler.plain import redact
from scheduler.store import accounts
from scheduler.store.database import Database
from scheduler.store.files import replace
from scheduler.store.journal import Line, append
from scheduler.store.place import private_folder
from scheduler.store.tables import facts

PAUSED = "PAUSED"
"""The file that pauses everything; `PAUSED.account.NAME` and `PAUSED.campaign.NAME` pause one of them."""
_FACT = "paused/"


def file_of(folder: Path, scope: Scope, name: str) -> Path:
    """The file of a pause in the state folder."""
    return folder / (PAUSED if scope is Scope.ALL else f"{PAUSED}.{scope}.{quote(name, safe='')}")


def pull(folder: Path, pause: Pause) -> Path:
    """Write a pause down where no lock is needed: it holds when this returns. An earlier one of the same scope is replaced."""
    file = file_of(folder, pause.scope, pause.name)
    text = json.dumps(
        {"by": redact(pause.by), "reason": redact(pause.reason), "at": _iso(pause.at)}, ensure_ascii=False
    )
    private_folder(folder)
    try:
        replace(file, (text + "\n").encode())
    except OSError:  # a full disk has room for a name
        file.touch()
    return file


def lift(folder: Path, pause: Pause) -> None:
    """Remove the file of a pause."""
    file_of(folder, pause.scope, pause.name).unlink(missing_ok=True)


def files(folder: Path) -> list[Pause]:
    """The pauses that lie in the state folder as files, whoever made them. Never raises."""
    try:
        names = sorted(one for one in os.listdir(folder) if one.partition(".")[0] == PAUSED)  # noqa: PTH208 - it is cheaper
    except OSError:
        return []
    return [pause for name in names if (pause := _of_file(folder / name)) is not None]


def keep(database: Database, pause: Pause) -> None:
    """Tell every worker of this database, and the journal."""
    value = {"by": redact(pause.by), "reason": redact(pause.reason), "at": _iso(pause.at)}
    at = pause.at or database.clock.now()
    accounts.remember(database, "", {_fact(pause): value}, at=at)
    _note(database, pause, "paused", by=pause.by, why=pause.reason, at=at)


def forget(database: Database, pause: Pause, *, by: str, at: datetime) -> None:
    """Take it back for every worker of this database."""
    with database.write() as connection:
        connection.execute(sa.delete(facts).where(facts.c.account == "", facts.c.name == _fact(pause)))
    _note(database, pause, "resumed", by=by, why="", at=at)


def kept(database: Database) -> list[Pause]:
    """The pauses that the database has."""
    query = sa.select(facts).where(facts.c.account == "", facts.c.name.startswith(_FACT, autoescape=True))
    with database.read() as connection:
        rows = connection.execute(query.order_by(facts.c.name)).all()
    return [_pause(row.name.removeprefix(_FACT), "/", row.value, "") for row in rows]


def together(lying: Sequence[Pause], told: Sequence[Pause]) -> list[Pause]:
    """Each pause once, that of its file first."""
    return list({one.key: one for one in (*told, *lying)}.values())


def _note(database: Database, pause: Pause, event: str, *, by: str, why: str, at: datetime) -> None:
    details = {"scope": pause.scope.value, "name": pause.name}
    with database.write() as connection:
        append(connection, [Line(at=at, event=event, by=by, why=why, details=details)])


def _fact(pause: Pause) -> str:
    return f"{_FACT}{pause.scope}/{pause.name}"


def _of_file(file: Path) -> Pause | None:
    try:
        value = json.loads(file.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        value = None  # made by hand, or a link to nowhere: it stops all the same
    told = value if isinstance(value, dict) else {}
    return _pause(unquote(file.name.removeprefix(PAUSED).removeprefix(".")), ".", told, str(file))


def _pause(name: str, parted: str, value: dict[str, str], file: str) -> Pause:
    word, _, name = name.partition(parted)
    # A scope that is not known (a later version's, a slip) stops everything: a brake errs to that side.
    known = word in set(Scope) and (word == Scope.ALL or bool(name))
    scope = Scope(word) if known else Scope.ALL
    try:
        at = datetime.fromisoformat(value["at"])
    except (KeyError, TypeError, ValueError):
        at = None
    by, reason = (str(value.get(one) or "") for one in ("by", "reason"))
    return Pause(scope=scope, name=name if known else "", reason=reason, by=by, at=at, file=file)


def _iso(at: datetime | None) -> str:
    return at.isoformat() if at else ""
