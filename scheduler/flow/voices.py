"""The accounts' connectors as the engine uses them: made once, and trusted only after they are who they were."""

import logging
from collections.abc import Callable, Collection
from datetime import datetime, timedelta
from threading import Lock

from scheduler.clock import Clock
from scheduler.connector.base import Ability, Connector, SendFailure
from scheduler.errors import SchedulerError
from scheduler.flow.objections import Objection, told
from scheduler.model.failure import Kind
from scheduler.plain import redact
from scheduler.sentences.stored import stored
from scheduler.store import accounts
from scheduler.store.database import Database

log = logging.getLogger(__name__)

SILENCE = timedelta(minutes=2)
"""How long an account that could not be asked who it is, or whose secret is missing, is left alone."""

_NEVER: tuple[str, datetime | None] = ("", None)
_UNREAD = object()


class Voices:
    """`of` an account is its connector; an account that is someone else is blocked.

    Its identity is checked once a process, and again when a person has connected it. Raises `Mute` with what speaks against
    sending: nothing has been sent then, and nothing is spent.
    """

    def __init__(self, database: Database, connectors: Callable[[str], Connector], clock: Clock, *, by: str) -> None:
        self._database = database
        self._connectors = connectors
        self._clock = clock
        self._by = by
        self._known: dict[str, tuple[str, datetime | None]] = {}
        self._connected: dict[str, datetime | None] = {}
        self._tried: set[str] = set()
        self._lock = Lock()

    def of(self, account: str, *, afresh: bool = False) -> Connector:
        """The connector of `account`; `afresh` asks the network again who it is, as before any reconciling."""
        try:
            connector = self._connectors(account)
            since = self._connected_at(account)
            if afresh or self._known.get(account, _NEVER)[1] != since or account not in self._known:
                # A network that says our secret back as a name is told apart by the mark that stands for it.
                self._recognise(account, redact(connector.identity()), since)
        except SendFailure as silent:
            if silent.failure.kind is Kind.BLOCKED:
                raise self.block(account, told(silent.failure)) from silent
            raise self._later(told(silent.failure)) from silent
        except SchedulerError as problem:
            raise self._later(stored(problem.code, **problem.arguments)) from problem
        return connector

    def expect(self, names: Collection[str]) -> None:
        """Read at once, for all the accounts `names`, what `of` would read for each: it is about to be asked of them."""
        found = accounts.connected_among(self._database, names)
        self._connected.update({name: found.get(name) for name in names})

    def meet(self, account: str) -> None:
        """Load the connector of `account` and ask who it is, so that it need not be asked when a post is due.

        What speaks against it is told then: nothing is lost by asking in vain.
        """
        self._tried.add(account)
        try:
            self.of(account)
        except Mute:
            return
        except Exception:
            log.debug("%s", account, exc_info=True)

    def met(self, account: str) -> bool:
        """Whether `account` has been asked in this process who it is, or was met in vain: then a post of it asks again."""
        return account in self._known or account in self._tried

    def knows(self, account: str) -> bool:
        """Whether `of` asks nobody: who `account` is was asked, and it was not connected again since, as `expect` has read."""
        asked, read = self._known.get(account), self._connected.get(account, _UNREAD)
        return asked is not None and read is not _UNREAD and asked[1] == read

    def _connected_at(self, account: str) -> datetime | None:
        try:
            return self._connected.pop(account)
        except KeyError:
            return accounts.connected_at(self._database, account)

    def identity(self, account: str) -> str:
        """Who the network said that `account` is, when it was last asked; "" before that."""
        return self._known.get(account, _NEVER)[0]

    def can(self, account: str) -> Ability:
        """What the connector of `account` can do; nothing where it cannot be made. Asks no network."""
        try:
            return self._connectors(account).can
        except SchedulerError:
            return Ability.NONE

    def life(self, account: str) -> timedelta:
        """How long a request of `account` may still take effect; a minute where its connector cannot be made."""
        try:
            return timedelta(seconds=self._connectors(account).request_life)
        except SchedulerError:
            return timedelta(seconds=Connector.request_life)

    def block(self, account: str, why: str) -> "Mute":
        """Stop everything for `account` until a person has connected it again; return what its delivery is told."""
        accounts.block(self._database, account, why, at=self._clock.now(), by=self._by)
        return Mute(Objection(why=why), blocked=True)

    def _later(self, why: str) -> "Mute":
        return Mute(Objection(why=why, not_before=self._clock.now() + SILENCE))

    def _recognise(self, account: str, identity: str, since: datetime | None) -> None:
        pinned = accounts.pinned(self._database, account)
        if pinned is None and account not in accounts.blocked(self._database):
            # Its first check pins it; a pin also lifts a block, which only a person may do.
            accounts.pin(self._database, account, identity=identity, at=self._clock.now(), by=self._by)
        elif pinned and pinned.identity and identity != pinned.identity:
            raise self.block(
                account, stored("account-is-another", account=account, found=identity, pinned=pinned.identity)
            )
        with self._lock:
            self._known[account] = (identity, since)


class Mute(Exception):
    """The account cannot be spoken for now. `blocked`: a person must act first."""

    def __init__(self, objection: Objection, *, blocked: bool = False) -> None:
        super().__init__(objection.why)
        self.objection = objection
        self.blocked = blocked
