"""Who engages, for one calendar: collected under a key of its own, kept for a while, let go; and the list of who is known."""

from collections.abc import Callable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import date, timedelta
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from scheduler import __version__
from scheduler.app.ground import Ground
from scheduler.config.values import Engaged
from scheduler.connector import discover
from scheduler.connector.base import Ability, Connector
from scheduler.errors import Problem, SchedulerError
from scheduler.model.account import Account
from scheduler.model.publics import AGE, Crowd, Sort, key_id, months_before, pseudonym
from scheduler.store import engagers, publics_kept, secret_key, welcomed
from scheduler.store.publics_kept import Kept, Week

if TYPE_CHECKING:
    from scheduler.flow.engagers import Gathered


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """What is kept, and under which rules."""

    collects: bool
    keep: int
    """Months."""
    look_back: timedelta
    expires: date
    """Whatever was seen before this day is let go today."""
    kept: Kept
    weeks: tuple[Week, ...]
    key: Path
    key_state: str
    """`there`, `none` (nothing was collected yet), `lost` or `other`."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """One page of the register of processing."""

    collects: bool
    months: int
    controller: str
    contact: str
    basis: str
    recipients: tuple[str, ...]
    read: tuple[str, ...]
    """Networks on which it is read who engages; `unread` those of the calendar on which it is not."""
    unread: tuple[str, ...]
    server: bool
    """Whether the database lies on one."""
    made: date
    version: str


class People:
    """All that a command or the daemon does with who engaged."""

    def __init__(self, ground: Ground, connectors: Callable[[str], Connector] | None = None) -> None:
        self._ground = ground
        self._connectors = connectors

    @property
    def _rules(self) -> Engaged:
        return self._ground.config.publics or Engaged(collect=False)

    # Collecting

    def gather(self, *, apps: Mapping[str, str] | None = None) -> "Gathered":
        """Read who engaged with what has come to an age."""
        from scheduler.flow.engagers import gather  # noqa: PLC0415 - a waiting daemon does without

        one = self._ground
        assert self._connectors is not None, "only who has connectors gathers"
        return gather(
            one.database, self._connectors, one.clock, key=self._key, allowed=self._rules.collect, apps=apps or {}
        )

    def _key(self) -> bytes:
        """The key, made where there was none ever. Raises `Problem` for one that is gone, or is another than before."""
        one = self._ground
        state = self.key_state()
        path = str(one.state / secret_key.PUBLICS)
        if state == "lost":
            raise Problem("publics-key-lost", where=path)
        key = secret_key.find(one.state, secret_key.PUBLICS) or secret_key.make(one.state, secret_key.PUBLICS)
        if engagers.bind(one.database, key_id(key)) != key_id(key):
            raise Problem("publics-key-other", where=path)
        return key

    def key_state(self) -> str:
        """`there`, `none` (nothing was collected yet), `lost`, or `other`: not the one that the pseudonyms were made with."""
        key, known = secret_key.find(self._ground.state, secret_key.PUBLICS), engagers.bound(self._ground.database)
        if key is None:
            return "lost" if known else "none"
        return "there" if known in {"", key_id(key)} else "other"

    # Judging

    def crowd(self) -> Crowd:
        """What evaluation asks with; what cannot be read leaves a reason in it."""
        one, rules = self._ground, self._rules
        empty = Crowd(collected=rules.collect, look_back=rules.look_back)
        state = self.key_state()
        if state != "there" or not engagers.bound(one.database):
            return replace(empty, fault="publics-why-key") if state in {"lost", "other"} else empty
        key = self._key()
        known = self._known(key)
        return replace(
            empty,
            acts=engagers.acts(one.database, key_id(key), age=AGE),
            heard=engagers.heard(one.database, key_id(key), age=AGE),
            known=known,
            declared=bool(rules.known or rules.institutions),
        )

    def _known(self, key: bytes) -> dict[str, Sort]:
        """The declared people by pseudonyms; an institution where both lists name one."""
        found: dict[str, Sort] = {}
        for path, sort in (
            (self._rules.known, Sort.INDIVIDUAL),
            (self._rules.institutions, Sort.INSTITUTION),
        ):
            for handle in handles(path) if path else ():
                names = self._hashes(key, handle)
                found |= dict.fromkeys(names, sort)
                found |= dict.fromkeys(engagers.called(self._ground.database, names).values(), sort)
        return found

    def _hashes(self, key: bytes, handle: str) -> set[str]:
        """All that a handle could be kept under, on every network: without a host also as somebody of an account's own server."""
        bare = handle.strip().removeprefix("@")
        accounts = self._ground.config.accounts.values()
        networks = {one.network for one in accounts} | engagers.networks(self._ground.database)
        found = {pseudonym(key, network, bare) for network in networks}
        if "@" not in bare:
            for one in accounts:
                if host := urlsplit(one.base_url).hostname:
                    found.add(pseudonym(key, one.network, f"{bare}@{host}"))
        return found

    # Keeping and letting go

    def standing(self) -> Standing:
        """What is kept now."""
        one, rules = self._ground, self._rules
        key = secret_key.find(one.state, secret_key.PUBLICS)
        return Standing(
            collects=rules.collect,
            keep=rules.keep,
            look_back=rules.look_back,
            expires=self.expiry(),
            kept=publics_kept.kept(one.database, key_id(key) if key else engagers.bound(one.database)),
            weeks=tuple(publics_kept.weeks(one.database)),
            key=one.state / secret_key.PUBLICS,
            key_state=self.key_state(),
        )

    def expiry(self) -> date:
        """The day before which nothing is kept."""
        return months_before(self._ground.clock.now().date(), self._rules.keep)

    def purge(self, before: date | None = None) -> int:
        """Let go of what was seen before that day (by default: of what has expired); the numbers of its weeks stay."""
        database, day = self._ground.database, before or self.expiry()
        if publics_kept.any_before(database, day):
            self.fold(at_once=before is not None)
        gone = publics_kept.purge(database, day)
        if gone:
            self._flush()
        return gone

    def purge_lost(self) -> int:
        """Let go of what was kept under keys that are lost. Raises `Problem` where the key that holds is not there."""
        gone = publics_kept.drop_lost(self._ground.database, key_id(self._key()))
        self._flush()
        return gone

    def fold(self, *, at_once: bool = False) -> int:
        """Keep the numbers of weeks of which no more is read; 0 where no key says who is who."""
        from scheduler.flow import publics_weeks  # noqa: PLC0415 - once a day

        one, rules = self._ground, self._rules
        if self.key_state() != "there" or not engagers.bound(one.database):
            return 0
        key = self._key()
        crowd = publics_weeks.crowd(one.database, key_id(key), look_back=rules.look_back)
        with suppress(Problem):  # a list that cannot be read keeps nothing from expiring
            crowd = replace(crowd, known=self._known(key))
        return publics_weeks.fold(one.database, crowd, zone=one.config.timezone, now=one.clock.now(), at_once=at_once)

    def rotate(self, *, by: str) -> int:
        """Let go of everything and begin with a new key; the numbers of weeks stay. Return how many acts were kept."""
        one = self._ground
        with suppress(SchedulerError):  # a key that is odd: whoever changes it wants it gone
            self.fold(at_once=True)
        key = secret_key.change(one.state, secret_key.PUBLICS)
        gone = publics_kept.clear(one.database, key_id(key), at=one.clock.now(), by=by)
        self._flush()
        return gone

    def forget(self, handle: str, *, by: str) -> int:
        """Let go of all that is kept of somebody, on every network, and keep nothing again. Return how many acts that were.

        Raises `Problem` without a handle, or where the key is lost: then nobody can say what is whose.
        """
        if not handle.strip().removeprefix("@"):
            raise Problem("forget-nobody", where="scheduler forget")
        key = self._key()
        one = self._ground
        gone = engagers.forget(one.database, self._hashes(key, handle), key=key_id(key), at=one.clock.now(), by=by)
        self._flush()
        return gone

    def kept_of(self, handle: str) -> int:
        """How many acts are kept of somebody. Raises `Problem` where the key is lost."""
        return engagers.kept_of(self._ground.database, self._hashes(self._key(), handle))

    def sheet(self) -> Sheet:
        """What the register says of it, by the configuration."""
        one, rules = self._ground, self._rules
        kinds = {name: discover.load(each.through, one.config.networks_allowed) for name, each in _real(one).items()}
        told = {name for name, kind in kinds.items() if Ability.ENGAGERS in kind.can}
        networks = {name: one.rulebook.rules[name].title for name in kinds if name in one.rulebook.rules}
        return Sheet(
            collects=rules.collect,
            months=rules.keep,
            controller=rules.controller,
            contact=rules.contact,
            basis=rules.basis,
            recipients=rules.recipients,
            read=tuple(sorted({networks[name] for name in told & networks.keys()})),
            unread=tuple(sorted({networks[name] for name in networks.keys() - told})),
            server=one.database.several,
            made=one.clock.now().date(),
            version=__version__,
        )

    def _flush(self) -> None:
        """Leave nothing of it in the database's log either."""
        welcomed.flush(self._ground.database)


def _real(ground: Ground) -> Mapping[str, Account]:
    """The accounts that are not rehearsed: a simulated audience is nobody's data."""
    return {name: one for name, one in ground.config.accounts.items() if one.through != "rehearsal"}


def handles(path: Path) -> Iterator[str]:
    """The handles in a file, one a line; # begins a remark."""
    try:
        text = path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError):
        raise Problem("publics-list-unreadable", where=str(path)) from None
    for line in text.splitlines():
        handle = line.partition("#")[0].strip().removeprefix("@")
        if handle:
            yield handle
