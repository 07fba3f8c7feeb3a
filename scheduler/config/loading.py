"""`config.toml` read and checked: all problems at once, each with its line."""

import re
import tomllib
from collections.abc import Collection, Iterator, Mapping
from datetime import timedelta
from pathlib import Path
from typing import Any

from scheduler.config import around
from scheduler.config.lines import Places, places
from scheduler.config.tables import ACCOUNT, MISTAKEN, ROLE, SECRET, TABLES, Setting, secret
from scheduler.config.values import Config, Engaged, Invalid
from scheduler.config.words import shown
from scheduler.model import line_reading
from scheduler.model.account import Account, Role
from scheduler.model.line import Line
from scheduler.model.notice import Notice, Where, blocking, error
from scheduler.model.slot import Grid
from scheduler.model.spelling import Misspelt, nearest, slug

Keys = tuple[str, ...]


def load(path: Path, *, networks: Collection[str] = ()) -> Config:
    """Read the configuration. Raises `Invalid` with every problem; warnings stand in `Config.notices`.

    `networks` are the names that no account may bear: an override for a network could not be told from one for an account.
    """
    text = _read(path)
    try:
        given = tomllib.loads(text)
    except tomllib.TOMLDecodeError as failed:
        raise Invalid(path, [_broken(path, text, str(failed))]) from None
    loading = _Loading(path, places(text), networks)
    config = loading.config(given)
    if config is None or blocking(loading.notices):
        raise Invalid(path, loading.notices)
    return config


def load_named(path: Path, table: str, settings: Mapping[str, Setting]) -> dict[str, tuple[Where, dict[str, Any]]]:
    """The tables `[table.NAME]` of a file that holds nothing else, each with its place. Raises `Invalid` with every problem."""
    text = _read(path)
    try:
        given = tomllib.loads(text)
    except tomllib.TOMLDecodeError as failed:
        raise Invalid(path, [_broken(path, text, str(failed))]) from None
    loading = _Loading(path, places(text), ())
    for name in given:
        if name != table:
            loading.unknown((name,), (table,))
    named = list(loading.named(table, given.get(table, {})))
    found = {name: (loading.where((table, name)), loading.table((table, name), one, settings)) for name, one in named}
    if blocking(loading.notices):
        raise Invalid(path, loading.notices)
    return found


def _read(path: Path) -> str:
    top = Where(file=str(path), line=1, column=1)
    try:
        return path.read_bytes().decode("utf-8-sig").replace("\r\n", "\n")
    except UnicodeDecodeError:
        raise Invalid(path, [error("config-encoding", top)]) from None
    except FileNotFoundError:
        raise Invalid(path, [error("config-missing", Where(file=str(path)))]) from None
    except OSError as failed:
        reason = failed.strerror or type(failed).__name__
        raise Invalid(path, [error("file-unreadable", Where(file=str(path)), reason=reason)]) from None


_REASONS = (
    (r"Cannot (?:overwrite|declare|mutate)|[Dd]uplicate", "toml-twice"),
    (r"Invalid value", "toml-value"),
    (r"[Uu]nescaped|Invalid (?:hex|escape)|backslash", "toml-backslash"),
    (r"Expected '=' after a key|Invalid (?:initial character|statement)", "toml-statement"),
    (r"Illegal character|Unterminated|Expected (?:newline|'\]'|'\}')|Unclosed", "toml-unclosed"),
)


def _broken(path: Path, text: str, said: str) -> Notice:
    """Tell the parser's complaint as what was probably written by mistake."""
    place = re.search(r"\(at line (\d+), column (\d+)\)", said)
    lines = text.split("\n")
    where = (
        Where(file=str(path), line=int(place[1]), column=int(place[2]))
        if place
        else Where(file=str(path), line=len(lines))
    )
    code = next((one for shape, one in _REASONS if re.search(shape, said)), "toml-broken")
    return error(code, where, written=lines[where.line - 1].strip() if code == "toml-statement" else "")


class _Loading:
    """One file's reading: gathers notices and makes values."""

    def __init__(self, path: Path, found: Places, networks: Collection[str]) -> None:
        self.path = path
        self.base = path.absolute().parent
        self.places = found
        self.networks = networks
        self.notices: list[Notice] = []

    def where(self, keys: Keys) -> Where:
        """The place of a key, or of the nearest table around it that has one."""
        while keys and keys not in self.places:
            keys = keys[:-1]
        line, column = self.places.get(keys, (0, 0))
        return Where(file=str(self.path), line=line, column=column)

    def say(self, keys: Keys, code: str, /, **arguments: object) -> None:
        subject = f"account {keys[1]}" if keys[0] == "accounts" and len(keys) > 1 else ""
        self.notices.append(error(code, self.where(keys), subject, **arguments))

    def unknown(self, keys: Keys, known: Collection[str]) -> None:
        meant = nearest(keys[-1], known, {word: right for word, right in MISTAKEN.items() if right in known})
        if meant:
            self.say(keys, "key-unknown-meant", key=keys[-1], meant=meant)
        else:
            self.say(keys, "key-unknown", key=keys[-1], known=tuple(known))

    def table(
        self, keys: Keys, given: object, settings: Mapping[str, Setting], *, rest: bool = False
    ) -> dict[str, Any]:
        """The values of one table; `rest` lets keys that no setting has pass for the caller to read."""
        if not isinstance(given, dict):
            self.say(keys, "setting-not-table", given=shown(given))
            return {}
        values: dict[str, Any] = {}
        for name, value in given.items():
            if name in settings:
                try:
                    values[name] = settings[name].read(value)
                except Misspelt as wrong:
                    self.say((*keys, name, str(wrong.arguments.get("key", ""))), wrong.code, **wrong.arguments)
            elif not rest:
                self.unknown((*keys, name), tuple(settings))
        for name, setting in settings.items():
            if setting.required and name not in given:
                self.say(keys, "key-missing", key=name)
        return values

    def config(self, given: Mapping[str, Any]) -> Config | None:
        """Every table read; None where what nothing can be made without is missing."""
        known = (*TABLES, "roles", "accounts", "events", "line")
        for name in given:
            if name not in known:
                self.unknown((name,), known)
        read = {name: self.table((name,), given.get(name, {}), settings) for name, settings in TABLES.items()}
        roles = dict(self.roles(given.get("roles", {})))
        zone = read["calendar"].get("timezone", "UTC")
        accounts = dict(self.accounts(given.get("accounts", {}), roles, zone))
        line = self.line(given["line"]) if "line" in given else None
        calendar = read["calendar"]
        folder = self.folder(calendar.get("folder", "."))
        if read["publishing"].get("workers") == "many" and not read["database"].get("url", "").startswith("postgresql"):
            self.say(("publishing", "workers"), "workers-need-server")
        if "id" not in calendar:
            return None
        return Config(
            path=self.path.absolute(),
            calendar_id=calendar["id"],
            folder=folder,
            timezone=zone,
            language=calendar.get("language", "en"),
            database_url=self.database(read["database"].get("url", "")),
            database_password=read["database"].get("password", ""),
            own_hosts=read["links"].get("own_hosts", ()),
            **(read["queue"] | read["publishing"]),
            roles=roles,
            media_roots=tuple(self.base / Path(one).expanduser() for one in read["media"].get("roots", ())),
            rights_required=read["media"].get("rights") == "required",
            accounts=accounts,
            notify_urls=read["notify"].get("urls", ()),
            heartbeat_url=read["notify"].get("heartbeat_url", ""),
            digest=read["notify"].get("digest"),
            review_name=read["review"].get("name", ""),
            review_mail=read["review"].get("mail", ""),
            review_motion=read["review"].get("motion", True),
            review_pictures=read["review"].get("pictures", "auto"),
            networks_allowed=read["networks"].get("allow", ()),
            prices=self.base / Path(prices).expanduser() if (prices := read["costs"].get("prices")) else None,
            budget=read["costs"].get("budget"),
            publics=self.engaged(read["publics"]) if "publics" in given else None,
            counters=tuple(around.counters(self, read["visits"])),
            events=tuple(around.events(self, given.get("events", []))),
            line=line,
            notices=tuple(self.notices),
        )

    def line(self, given: object) -> Line:
        made, notices = line_reading.read(given, lambda keys: self.where(("line", *keys)))
        self.notices += notices
        return made

    def engaged(self, read: Mapping[str, Any]) -> Engaged:
        lists = {
            name: self.base / Path(read[name]).expanduser() for name in ("known", "institutions") if read.get(name)
        }
        return Engaged(**{**read, **lists})

    def folder(self, written: str) -> Path:
        folder = self.base / Path(written).expanduser()
        if not folder.is_dir():
            self.say(("calendar", "folder"), "folder-missing", folder=written)
        return folder

    def database(self, url: str) -> str:
        """A relative SQLite path starts at the configuration's folder."""
        relative = re.fullmatch(r"(sqlite(?:\+\w+)?):(?://)?/?([^/:].*|\./.*)", url)
        if not relative or relative[2].startswith(":memory:") or url.split(":", 1)[1].startswith("////"):
            return url
        return f"{relative[1]}:///{(self.base / relative[2]).as_posix()}"

    def roles(self, given: object) -> Iterator[tuple[str, Role]]:
        for name, one in self.named("roles", given):
            values = self.table(("roles", name), one, ROLE)
            people, deputies = values.get("people", ()), values.get("deputies", ())
            signed, signers = values.get("proof") == "signed", values.get("allowed_signers", "")
            if not people and not deputies:
                self.say(("roles", name), "role-empty", role=name)
            if signed and not signers:
                self.say(("roles", name, "proof"), "role-signers-missing", role=name)
            signers = str(self.base / Path(signers).expanduser()) if signers else ""
            about = {"people": people, "deputies": deputies, "signed": signed, "signers": signers}
            yield name, Role(key=name, name=values.get("name") or name, **about)

    def accounts(self, given: object, roles: Mapping[str, Role], zone: str) -> Iterator[tuple[str, Account]]:
        for name, one in self.named("accounts", given):
            keys = ("accounts", name)
            values = self.table(keys, one, ACCOUNT, rest=True)
            if name in self.networks:
                self.say(keys, "account-named-as-network", name=name)
            for role in values.get("approvals", ()):
                if role not in roles:
                    meant = nearest(role, roles)
                    code = "account-role-unknown-meant" if meant else "account-role-unknown"
                    self.say((*keys, "approvals"), code, role=role, meant=meant, known=tuple(roles))
            if "network" in values:
                yield (
                    name,
                    Account(
                        name=name,
                        network=values["network"],
                        through=values.get("through") or values["network"],
                        where=self.where(keys),
                        base_url=values.get("base_url", ""),
                        approvals=values.get("approvals", ()),
                        languages=values.get("languages", ()),
                        budget=values.get("budget"),
                        limits=values.get("limits", {}),
                        app=values.get("app", ""),
                        grid=Grid(
                            slots=values.get("slots", ()), distance=values.get("distance", timedelta(0)), zone=zone
                        ),
                        settings=dict(self.settings(keys, one)),
                    ),
                )

    def named(self, table: str, given: object) -> Iterator[tuple[str, Any]]:
        """The tables `[roles.x]` or `[accounts.x]`, each with a name that can stand in a tag."""
        if not isinstance(given, dict):
            self.say((table,), "setting-not-table", given=shown(given))
            return
        for name, one in given.items():
            try:
                slug(name)
            except Misspelt as wrong:
                self.say((table, name), wrong.code, **wrong.arguments)
            if not isinstance(one, dict):
                self.say((table, name), "setting-not-table", given=shown(one))
                continue
            yield name, one

    def settings(self, keys: Keys, given: Mapping[str, object]) -> Iterator[tuple[str, str]]:
        """The network's own options, as text; what looks like a secret must be a reference to one."""
        for name, value in given.items():
            if name in ACCOUNT:
                continue
            if (meant := MISTAKEN.get(name)) in {"slots", "distance"}:
                self.say((*keys, name), "key-unknown-meant", key=name, meant=meant)
                continue
            if isinstance(value, int) and not isinstance(value, bool):
                value = str(value)  # noqa: PLW2901 - a page id is often written without quotes
            try:
                if SECRET.search(name):
                    yield name, secret(value)
                elif isinstance(value, str):
                    yield name, value.strip()
                else:
                    self.say((*keys, name), "setting-not-text", given=shown(value))
            except Misspelt as wrong:
                self.say((*keys, name), wrong.code, key=name, account=keys[1], **wrong.arguments)
