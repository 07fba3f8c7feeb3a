"""Sending one claimed delivery, part by part: write ahead, send, keep the receipt; nothing is ever sent on a guess."""

from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime

from scheduler.clock import Clock
from scheduler.connector.base import Connector, Handed
from scheduler.errors import Fault, SchedulerError
from scheduler.flow import hand, owed
from scheduler.flow.beginning import Beginnings, Begun, NotMine, Sending, round_of
from scheduler.flow.budgets import Budgets
from scheduler.flow.calling import called
from scheduler.flow.objections import Objection, unsendable
from scheduler.flow.owed import Owed
from scheduler.flow.parts import PUT_OFF, missing
from scheduler.flow.readying import Doubts, Readying
from scheduler.flow.setbacks import Setbacks
from scheduler.flow.strangers import Strangers
from scheduler.flow.voices import SILENCE, Mute, Voices
from scheduler.model.delivery import Delivery, Event, Handing, Receipt, State
from scheduler.model.failure import Failure, Kind
from scheduler.store import attempts, deliveries
from scheduler.store.attempts import Attempt
from scheduler.store.blobs import Blobs
from scheduler.store.database import Database
from scheduler.store.rows import changed

Then = Callable[[Delivery | BaseException], None]
"""Told what became of a delivery: the row as it stands, or what went wrong. It is quick, and never raises."""


@dataclass(frozen=True, slots=True)
class _Answer:
    """What came of one attempt, until it is written down."""

    delivery: Delivery
    attempt: Attempt
    outcome: Receipt | Handed | Failure
    opened: datetime | None


class Publisher:
    """Publishes what was claimed. Threads may share it as long as no two of them have deliveries of one account.

    `brake` is asked before each attempt: a stored reason not to, or "". `glance` right before each send, with the instant by
    `asked` after which, at the earliest, what it goes by was seen. `waits` says who must be left alone, `strangers` what stands
    on the account already. `doubts` says why a yes that is there is not believed, or "". `by` names this process in the
    journal.
    """

    def __init__(
        self,
        database: Database,
        voices: Voices,
        blobs: Blobs,
        clock: Clock,
        *,
        by: str,
        brake: Callable[[Delivery], str] = lambda _: "",
        waits: Budgets | None = None,
        strangers: Strangers | None = None,
        doubts: Doubts = lambda _delivery, _at: "",
        asked: Callable[[], float] = lambda: 0.0,
        glance: Callable[[Delivery, float], str] | None = None,
    ) -> None:
        self._database = database
        self._voices = voices
        self._clock = clock
        self._by = by
        self._brake = brake
        self._waits = waits or Budgets(database, clock, {})
        self._strangers = strangers or Strangers(database, voices, clock, by=by)
        self._setbacks = Setbacks(database, voices, clock, self._waits)
        self._glance = glance or (lambda delivery, _: brake(delivery))
        readying = Readying(
            database, voices, blobs, clock, brake=brake, waits=self._waits, strangers=self._strangers, doubts=doubts
        )
        self._beginnings = Beginnings(database, voices, readying, clock, by=by, asked=asked)
        self._owed: list[_Answer] = []

    def publish(self, delivery: Delivery, *, claimed: float | None = None) -> Delivery:
        """Send what is missing of `delivery` (CLAIMED, or SENDING between two parts); return the row as it stands after.

        `claimed` is the monotonic time of its claim. Whatever happens at the network ends in a state. Raises `Owed` where
        the answer could not be written down; a row that another process took over is returned as that process left it.
        """
        sent = self.send(Sending(delivery, claimed), None)
        assert sent is not None, "nobody else is told"
        return sent

    def begin(self, sendings: Sequence[Sending]) -> None:
        """Write down at once the attempts of those of `sendings` for which nobody need be asked, just before they are sent."""
        self._beginnings.ahead(sendings)

    def send(self, sending: Sending, then: Then | None) -> Delivery | None:
        """As `publish`; with `then`, it does not wait until the receipt of the last part is kept.

        It returns None then, and `then` is told what `publish` would return or raise, once that receipt is kept or cannot be.
        Until then nothing may begin for its account.
        """
        since = self._clock.monotonic() if sending.claimed is None else sending.claimed
        opened, begun = round_of(sending.delivery, self._clock), sending.begun
        now: Delivery | None = sending.delivery
        try:
            while now and now.state in {State.CLAIMED, State.SENDING}:
                now, begun = self._next_part(now, since, opened, begun, then), None
                since = self._clock.monotonic()
        except NotMine:
            return self._as_it_is(sending.delivery)
        return now

    def _as_it_is(self, delivery: Delivery) -> Delivery:
        return deliveries.select(self._database, ids=[delivery.id])[0]

    @property
    def owes(self) -> bool:
        """Whether answers wait in memory because the store could not take them."""
        return bool(self._owed)

    def pay(self) -> list[Delivery]:
        """Write down what is owed; return those deliveries as they stand (a thread's rest is SENDING: publish it).

        Raises `Owed` where the store still cannot take it; nothing is lost then.
        """
        paid = []
        while self._owed:
            answer = self._owed.pop(0)
            with suppress(NotMine):
                paid.append(self._keep(answer))
            owed.paid(self._database, answer.delivery, answer.attempt, answer.outcome)
        return paid

    def release(self, delivery_id: int, why: str) -> Delivery:
        """Put a delivery whose job broke where it belongs: it waits (`why` is ""), or is held for that reason.

        What may have left is UNKNOWN, as after a death. Call it only when nobody works on the delivery any more.
        """
        delivery = deliveries.select(self._database, ids=[delivery_id])[0]
        if delivery.state not in {State.CLAIMED, State.SENDING}:
            return delivery
        flying = next((one for one in attempts.of(self._database, delivery_id) if not one.ended), None)
        if delivery.state is State.SENDING and flying and flying.key == attempts.BY_HAND:
            failure = Failure(kind=Kind.NOT_SENT, code="handing-interrupted")
            delivery = self._end(_Answer(delivery, flying, failure, None), event=Event.NOT_SENT, failure=failure)
            return self._move(delivery, Event.HELD, why) if why else delivery
        if delivery.state is State.SENDING and flying:
            failure = Failure(kind=Kind.UNKNOWN, code="send-interrupted")
            return self._end(_Answer(delivery, flying, failure, None), event=Event.LOST, failure=failure, reason=why)
        later = None if why else self._clock.now() + SILENCE
        return self._give_back(delivery, Objection(why=why, then=Event.HELD if why else None, not_before=later))

    def _next_part(
        self,
        delivery: Delivery,
        claimed: float,
        opened: datetime | None,
        begun: Callable[[], Begun] | None,
        then: Then | None,
    ) -> Delivery | None:
        try:
            one = begun() if begun else self._beginnings.one(delivery, claimed, opened)
        except Mute as mute:
            return self._give_back(delivery, mute.objection)
        except Fault as fault:
            return self._give_back(delivery, unsendable(delivery, fault))
        answer = _Answer(changed(delivery, state=State.SENDING), one.attempt, self._send(one), one.opened)
        return self._answered(answer, one.connector, then)

    def _answered(self, answer: _Answer, connector: Connector, then: Then | None) -> Delivery | None:
        """From here on the network may have it: what goes wrong below must never look like a failed send."""
        delivery, outcome = answer.delivery, answer.outcome
        if then is not None and isinstance(outcome, Receipt) and missing(delivery, outcome.part) is None:
            self._waits.after(delivery.account, connector)  # first: once it is kept, the account's next may begin
            self._keep_later(answer, outcome, then)
            return None
        with owed.chalked(self._database, delivery, answer.attempt, outcome):
            kept = self._keep(answer)
        self._waits.after(delivery.account, connector)
        return kept

    def _send(self, begun: Begun) -> Receipt | Handed | Failure:
        # The brake reads a disk, which may take its time: the clocks are asked last, right before the bytes leave. Both: a
        # suspended machine's monotonic clock stands still, and its wall clock may have been set back.
        stop, until = self._glance(begun.delivery, begun.asked), begun.attempt.deadline
        if stop or self._clock.monotonic() > begun.deadline or self._clock.now() > until:
            return Failure(kind=Kind.NOT_SENT, code=PUT_OFF)
        return called(begun.connector, begun.parts)

    def _keep(self, answer: _Answer) -> Delivery:
        try:
            if isinstance(answer.outcome, Receipt):
                return self._received(answer, answer.outcome)
            if isinstance(answer.outcome, Handed):
                return self._handed(answer, answer.outcome)
            return self._failed(answer, answer.outcome)
        except SchedulerError as error:
            raise self._owing(answer) from error

    def _keep_later(self, answer: _Answer, receipt: Receipt, then: Then) -> None:
        def kept(after: Delivery | BaseException | None) -> None:
            try:
                if isinstance(after, SchedulerError):
                    after = self._owing(answer)
                    owed.chalk(self._database, answer.delivery, answer.attempt, receipt)
                then(self._as_it_is(answer.delivery) if after is None else after)
            except Exception as fault:  # noqa: BLE001 - who writes for others goes on
                then(fault)

        at = self._clock.now()
        attempts.end_later(self._database, answer.delivery, answer.attempt, kept, receipt=receipt, by=self._by, at=at)

    def _owing(self, answer: _Answer) -> Owed:
        self._owed.append(answer)
        return Owed(answer.delivery.tag)

    def _received(self, answer: _Answer, receipt: Receipt) -> Delivery:
        delivery = answer.delivery
        last = missing(delivery, receipt.part) is None
        return self._end(answer, event=Event.SENT if last else None, receipt=receipt)

    def _handed(self, answer: _Answer, handed: Handed) -> Delivery:
        given = hand.handing_of(handed, self._clock.now())
        return self._end(answer, event=Event.HANDED_OFF, reason=hand.why(given), handed=given)

    def _failed(self, answer: _Answer, failure: Failure) -> Delivery:
        if failure.code == PUT_OFF:
            return self._end(answer, event=Event.NOT_SENT, failure=failure, reason=self._brake(answer.delivery))
        back = self._setbacks.of(answer.delivery, answer.attempt, failure, answer.opened)
        ended = self._end(answer, event=back.event, failure=failure, reason=back.why, not_before=back.not_before)
        return self._move(ended, Event.HELD, back.why) if back.held else ended

    def _end(
        self,
        answer: _Answer,
        *,
        event: Event | None,
        receipt: Receipt | None = None,
        failure: Failure | None = None,
        reason: str = "",
        not_before: datetime | None = None,
        handed: Handing | None = None,
    ) -> Delivery:
        ended = attempts.end(
            self._database,
            answer.delivery,
            answer.attempt,
            receipt=receipt,
            failure=failure,
            event=event,
            by=self._by,
            at=self._clock.now(),
            reason=reason,
            not_before=not_before,
            handed=handed,
        )
        if ended is None:
            raise NotMine(answer.delivery.tag)
        return ended

    def _give_back(self, delivery: Delivery, against: Objection) -> Delivery:
        if delivery.state is State.SENDING and against.then is Event.TOO_LATE_PARTLY:
            return self._move(delivery, Event.UNFINISHED, against.why)
        event = Event.GIVEN_BACK if delivery.state is State.CLAIMED else Event.NOT_SENT
        back = self._move(delivery, event, against.why, not_before=against.not_before)
        return self._move(back, against.then, against.why) if against.then else back

    def _move(self, delivery: Delivery, event: Event, why: str, not_before: datetime | None = None) -> Delivery:
        moved = deliveries.move(
            self._database,
            delivery,
            event,
            by=self._by,
            at=self._clock.now(),
            reason=why,
            not_before=not_before,
        )
        if moved is None:
            raise NotMine(delivery.tag)
        return moved
