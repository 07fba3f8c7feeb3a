"""Who must be left alone for how long: an account by its own limit, and all accounts of an app by the app's.

A limit met by one account of an app keeps the others from meeting it, each with a request of its own; after the reset they come
back one after the other. Kept in the database: neither a restart nor a second worker asks sooner.
"""

import logging
from collections import Counter
from collections.abc import Mapping
from threading import Lock

from scheduler.clock import Clock
from scheduler.connector.base import Connector
from scheduler.flow.objections import Objection, patience
from scheduler.flow.retry import TOO_MANY, fraction, spread
from scheduler.model.delivery import Delivery
from scheduler.model.failure import Failure, Kind
from scheduler.plain import redact
from scheduler.sentences.stored import LONGEST, stored
from scheduler.store import budgets
from scheduler.store.budgets import Wait, Waits
from scheduler.store.database import Database

log = logging.getLogger(__name__)

REREAD = 5.0
"""Seconds after which what other workers have learnt is read again."""


class Budgets:
    """`apps` names the app of each account that shares one. Threads may share it."""

    def __init__(self, database: Database, clock: Clock, apps: Mapping[str, str]) -> None:
        self._database = database
        self._clock = clock
        self._apps = apps
        self._sizes = Counter(apps.values())
        self._waits: Waits | None = None
        self._read_at = 0.0
        self._lock = Lock()

    def objection(self, delivery: Delivery) -> Objection | None:
        """Why `delivery` waits, and until when: past the reset by a share of its own of the time in which all come back."""
        waits, app = self._known(), self.app(delivery.account)
        own, shared = waits.accounts.get(delivery.account), waits.apps.get(app) if app else None
        wait = max((one for one in (own, shared) if one), key=lambda one: one.until, default=None)
        if wait is None or wait.until <= self._clock.now():
            return None
        size = self.size(delivery.account) if wait is shared else 1
        at = wait.until + spread(fraction(delivery.id, delivery.attempts), size)
        limit = patience(delivery)
        return Objection(why=self.why(delivery.account, wait), not_before=min(at, limit) if limit else at)

    def waits(self, account: str) -> Wait | None:
        """Until when `account` wants to be left alone now, for itself or for its app; None: it does not."""
        waits, app = self._known(), self.app(account)
        both = (waits.accounts.get(account), waits.apps.get(app) if app else None)
        last = max((one for one in both if one), key=lambda one: one.until, default=None)
        return last if last and last.until > self._clock.now() else None

    def app(self, account: str) -> str:
        """The app that `account` shares with others; "" where it shares none."""
        app = self._apps.get(account, "")
        return app if self._sizes[app] > 1 else ""

    def size(self, account: str) -> int:
        """How many accounts speak through the app of `account`, itself included."""
        return self._sizes[self.app(account)] or 1

    def met(self, account: str, failure: Failure) -> str:
        """Keep what a limit says of an account and of its app; return a stored reason, "" where it is no limit with a reset."""
        if failure.kind is not Kind.NOT_SENT or failure.status != TOO_MANY or failure.retry_at is None:
            return ""
        return self._keep(account, Wait(until=failure.retry_at, why=failure.detail), own=failure.own)

    def after(self, account: str, connector: Connector) -> None:
        """Keep that, by the answer that `connector` had last, no calls are left. Never raises: the answer is kept already."""
        try:
            full = connector.full()
            if full is not None:
                self._keep(account, Wait(until=full.until), own=full.own)
        except Exception:  # what is not known is learnt from the next refusal
            log.debug("%s", account, exc_info=True)

    def why(self, account: str, wait: Wait) -> str:
        """The reason to wait, as stored."""
        app = self.app(account)
        shared = bool(app) and self._known().apps.get(app) == wait
        return stored("waits-for-app" if shared else "waits-for-account", app=app, account=account, detail=wait.why)

    def _keep(self, account: str, wait: Wait, *, own: bool) -> str:
        app = "" if own else self.app(account)
        wait = Wait(until=wait.until, why=redact(wait.why)[:LONGEST])
        budgets.keep(self._database, wait, account=account, app=app, at=self._clock.now())
        with self._lock:
            self._waits = None
        return self.why(account, wait)

    def _known(self) -> Waits:
        now = self._clock.monotonic()
        with self._lock:
            if self._waits is None or now - self._read_at >= REREAD:
                self._waits, self._read_at = budgets.waits(self._database), now
            return self._waits
