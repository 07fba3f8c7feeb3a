"""What stands on an account before a post of ours goes out: a colleague's post by hand, or one that another copy of us sent.

Read where that is cheap, and where somebody said that it may cost. A post is no stranger if a receipt names it, or if something
of ours could be it that is in flight, unknown, or with a person. A reading that fails stops nothing.
"""

import logging
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from functools import partial
from threading import Lock

from scheduler.clock import Clock
from scheduler.connector.base import Ability, Connector, SendFailure, Unsupported
from scheduler.connector.shown import Shown
from scheduler.errors import SchedulerError
from scheduler.flow.likeness import FEW, bare, nearly, verbatim
from scheduler.flow.objections import Objection
from scheduler.flow.objections import told as reason_of
from scheduler.flow.voices import Mute, Voices
from scheduler.model.delivery import Delivery, Event, State
from scheduler.model.failure import Kind
from scheduler.plain import redact
from scheduler.sentences.stored import stored, told
from scheduler.store import accounts, attempts, history, ours
from scheduler.store.database import Database
from scheduler.store.ours import Ours

log = logging.getLogger(__name__)

MOST = 20
"""Posts that are looked at."""
RECENT = timedelta(hours=72)
"""An older post is no reason to hold one of ours: what was said last Monday may be said again; over a weekend it may not."""
FRESH = timedelta(minutes=2)
"""A reading is good for so long: posts that go out together on one account are held against one."""
RESTS = timedelta(minutes=10)
"""After a reading that failed the account is not read for so long: a slow network costs one wait, not one a post."""
EARLIER = timedelta(minutes=2)
"""A network's clock may be so far behind ours."""
NEAR = timedelta(days=7)
"""Posts due so long before or after now are held against what stands there already at the start."""
SOON = timedelta(hours=1)
"""Accounts of which something falls due so soon after a start are scanned at once."""
SLEPT = timedelta(minutes=1)
"""The wall clock ran on by so much more than the one that stands still while a machine sleeps: it slept, or was set."""
SEVERAL = 2
"""So many texts of ours, missed or tried before, are no colleague's rescue by hand."""
HELD = "held-stranger"
FACT = "strangers"


class Look(StrEnum):
    """When an account's newest posts are read before something is sent there."""

    NEVER = "never"
    CHEAP = "cheap"
    ALWAYS = "always"
    """Also where each reading is paid for."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Reading:
    shown: Sequence[Shown] | None
    until: float


def strangers(shown: Sequence[Shown], known: Ours, *, since: datetime) -> list[Shown]:
    """Those of `shown`, made since `since`, that nothing of ours can be; decided from values alone."""
    return [
        one
        for one in shown
        if one.at is not None
        and one.at >= since
        and not {one.remote_id, one.url} & known.marks
        and not any(_may_be(one, each, begun) for each, begun in known.doubtful)
    ]


def _may_be(one: Shown, delivery: Delivery, begun: datetime) -> bool:
    if one.at is not None and one.at < begun - EARLIER:
        return False
    return any(nearly(one.text, part.text) for part in delivery.variant.parts)


def same(one: Shown, delivery: Delivery) -> bool:
    """Whether a post nearly says what `delivery` would: by its first part, or by all of a thread."""
    texts = [part.text for part in delivery.variant.parts]
    return nearly(one.text, texts[0]) or (len(texts) > 1 and nearly(one.text, " ".join(texts)))


class Strangers:
    """Asked by the publisher before the first part of each delivery, and by the dispatcher at its start. Threads may share it."""

    def __init__(self, database: Database, voices: Voices, clock: Clock, *, by: str, look: Look = Look.CHEAP) -> None:
        self._database = database
        self._voices = voices
        self._clock = clock
        self._by = by
        self._look = look
        self._read: dict[str, _Reading] = {}
        self._lock = Lock()
        self._ahead: timedelta | None = None
        self._awaited: set[str] | None = None
        self._unread: set[str] = set()

    def objection(self, delivery: Delivery, connector: Connector) -> Objection | None:
        """What stands on the account already and nearly says the same; a person decides. Not what somebody let pass before.

        Raises `Mute` where the network refuses the account itself: it is blocked then, as by a send.
        """
        if delivery.under or delivery.receipts:
            return None
        alike = [one for one in self._newest(delivery.account, connector) if same(one, delivery)]
        if not alike:
            return None
        since = self._clock.now() - RECENT
        found = strangers(alike, ours.since(self._database, delivery.account, since, but=delivery.id), since=since)
        passed = self._passed(delivery)
        fresh = next((one for one in found if (one.url or one.remote_id) not in passed), None)
        if fresh is None:
            return None
        why = stored(HELD, url=fresh.url or fresh.remote_id, tag=delivery.tag, account=delivery.account)
        return Objection(why=why, then=Event.HELD)

    def scan(self, account: str) -> None:
        """Hold the whole account where it shows a text of ours that this database has still to send: another copy may publish.

        Both would send the next post at its hour, neither seeing the other's. What is missed is not sent by itself and is often
        a colleague's rescue by hand, and what was tried or named to a person has been looked at: only several of those hold the
        account. Told once: whoever lets the account go on has seen it. Never raises for a network.
        """
        try:
            if Ability.NEWEST not in self._voices.can(account):
                self._unread.add(account)
                return
            shown = self._newest(account, self._voices.of(account))
        except Mute:
            return
        now = self._clock.now()
        unsent = ours.unsent(self._database, account, now - NEAR, now + NEAR) if shown else []
        texts = ((one.variant.parts[0].text, one) for one in unsent)
        waiting = {verbatim(text): one for text, one in texts if len(bare(text)) >= FEW}
        known = ours.since(self._database, account, now - RECENT)
        carried = [
            (one, waiting[text])
            for one in strangers(shown, known, since=now - RECENT)
            if (text := verbatim(one.text)) in waiting
        ]
        kept = accounts.remembered(self._database, account).get(FACT) if carried else None
        before: list[str] = list(kept.value) if kept else []
        fresh = [(one, delivery) for one, delivery in carried if one.remote_id not in before]
        several = len({delivery.id for _, delivery in carried}) >= SEVERAL
        if not fresh or not (several or any(self._unheard_of(one, delivery) for one, delivery in fresh)):
            return
        accounts.remember(self._database, account, {FACT: [one.remote_id for one, _ in carried]}, at=now)
        why = stored("account-shows-unsent", account=account, tag=fresh[0][1].tag, url=fresh[0][0].url)
        self._voices.block(account, why)

    def _unheard_of(self, one: Shown, delivery: Delivery) -> bool:
        """Whether nothing of ours explains that `one` has the text of `delivery`, which would go out by itself."""
        if delivery.state is State.MISSED or attempts.of(self._database, delivery.id):
            return False
        return (one.url or one.remote_id) not in self._passed(delivery)

    def _passed(self, delivery: Delivery) -> set[object]:
        """The strangers for which `delivery` was held before: a person has seen them."""
        return {told(line.why).get("url") for line in history.of(self._database, delivery.id) if _held(line.why)}

    def unscanned(self, *, patient: bool) -> frozenset[str]:
        """The accounts of which something falls due soon (for a pass: is due) and that were not scanned since the start.

        A machine that slept has its accounts scanned anew: another may have sent meanwhile.
        """
        if self._slept():
            self._awaited, self._read = None, {}
        if self._awaited is None:
            until = self._clock.now() + (SOON if patient else timedelta(microseconds=1))
            self._awaited = set(ours.awaited(self._database, until)) if self._look is not Look.NEVER else set()
        return frozenset(self._awaited)

    def scanning(self, account: str) -> Callable[[], None]:
        """The job of scanning `account`, which is begun with this."""
        if self._awaited is not None:
            self._awaited.discard(account)
        return partial(self.scan, account)

    def meet(self, account: str) -> None:
        """Read what stands on `account`, once it is known who it is, so that no post waits for it. Never raises."""
        self._voices.meet(account)
        if self._voices.met(account):
            with suppress(Mute):
                self._newest(account, self._voices.of(account))

    def met(self, account: str) -> bool:
        """Whether what stands on `account` was read a moment ago, or is not read at all."""
        if self._look is Look.NEVER or account in self._unread:
            return True
        kept = self._read.get(account)
        return kept is not None and kept.until >= self._clock.monotonic()

    def _slept(self) -> bool:
        """Whether the machine slept, or its clock was set, since this was asked last."""
        ahead = timedelta(seconds=self._clock.now().timestamp() - self._clock.monotonic())
        before, self._ahead = self._ahead, ahead
        return before is not None and ahead - before >= SLEPT

    def _newest(self, account: str, connector: Connector) -> Sequence[Shown]:
        paid = connector.newest_is_paid and self._look is not Look.ALWAYS
        if Ability.NEWEST not in connector.can or paid or self._look is Look.NEVER:
            self._unread.add(account)
            return ()
        with self._lock:
            kept = self._read.get(account)
        if kept is None or kept.until < self._clock.monotonic():
            kept = self._asked(account, connector)
            with self._lock:
                self._read[account] = kept
        return kept.shown or ()

    def _asked(self, account: str, connector: Connector) -> _Reading:
        try:
            shown: Sequence[Shown] | None = tuple(connector.newest(MOST))
        except (SendFailure, Unsupported, SchedulerError) as silent:
            if isinstance(silent, SendFailure) and silent.failure.kind is Kind.BLOCKED:  # nor would the post be taken
                raise self._voices.block(account, reason_of(silent.failure)) from silent
            log.warning("newest-unread %s", account, extra={"account": account, "why": redact(str(silent))})
            shown = None
        except Exception:  # whatever a connector does, a look that breaks stops no post
            log.exception("newest-unread %s", account, extra={"account": account})
            shown = None
        lasts = FRESH if shown is not None else RESTS
        return _Reading(shown=shown, until=self._clock.monotonic() + lasts.total_seconds())


def _held(why: str) -> bool:
    return why.partition(" ")[0] == HELD
