"""Looking for what may have gone out: an unknown delivery is never sent again before the network, or a person, has answered."""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta

from scheduler.clock import Clock
from scheduler.connector.base import Ability, Absent, CannotTell, Connector, Found, Outgoing, SendFailure, Unsupported
from scheduler.errors import Fault
from scheduler.flow.objections import Objection, objection
from scheduler.flow.objections import under as stands_under
from scheduler.flow.parts import FIRST, key_of, left_by, missing, outgoing, since_of
from scheduler.flow.voices import Mute, Voices
from scheduler.model.delivery import Delivery, Event, Receipt
from scheduler.model.failure import Failure, Kind
from scheduler.sentences.stored import stored
from scheduler.store import attempts, deliveries, history, stops
from scheduler.store.attempts import Attempt
from scheduler.store.blobs import Blobs
from scheduler.store.database import Database

LOOKS = tuple(timedelta(minutes=minutes) for minutes in (0, 1, 5, 15, 60, 360, 1440))
"""When to look after a request can no longer take effect. After the last one only a person can tell."""

IN_VAIN = "looked-in-vain"
"""The code with which an attempt is closed again after a look that could not tell: it says when that was."""
UNANSWERED = "look-unanswered"
"""The code after a look that got no answer: it has told nothing, and counts as none."""
OFTEN, RARELY = timedelta(hours=1), timedelta(days=1)
"""How soon, and how late, a look without an answer is made again once the hours of all LOOKS have passed."""


def open_attempt(delivery: Delivery, tried: list[Attempt]) -> Attempt | None:
    """The attempt of which nobody knows what became; None where nothing was in flight."""
    number = missing(delivery)
    last = next((one for one in reversed(tried) if one.part == number), None)
    return last if last and last.outcome in {"", Kind.UNKNOWN.value} else None


def next_look(attempt: Attempt, life: timedelta, answered: int) -> datetime | None:
    """When to look for what `attempt` may have sent, after `answered` looks that could not tell; None: a person must.

    Never before `life` (the longest time in which a request takes effect) has passed since bytes can last have left:
    absence would prove nothing. However late the first look is made, there are as many; one without an answer counts as none.
    """
    settled = left_by(attempt) + life
    if attempt.code not in {IN_VAIN, UNANSWERED} or attempt.ended is None:
        return settled
    if attempt.code == UNANSWERED:
        following = next((settled + after for after in LOOKS if settled + after > attempt.ended), None)
        return following or attempt.ended + min(max(OFTEN, (attempt.ended - settled) / 8), RARELY)
    if answered >= len(LOOKS):
        return None
    return max(settled + LOOKS[answered], attempt.ended + LOOKS[answered] - LOOKS[max(answered - 1, 0)])


class Reconciler:
    """Finds out what became of UNKNOWN deliveries. Threads may share it as long as no two have one account's."""

    def __init__(
        self,
        database: Database,
        voices: Voices,
        blobs: Blobs,
        clock: Clock,
        *,
        by: str,
        brake: Callable[[Delivery], str] = lambda _: "",
    ) -> None:
        self._database = database
        self._voices = voices
        self._blobs = blobs
        self._clock = clock
        self._by = by
        self._brake = brake

    def due(self, delivery: Delivery, life: timedelta) -> datetime | None:
        """When the next look at `delivery` is worth it; None: never by itself."""
        attempt = open_attempt(delivery, attempts.of(self._database, delivery.id))
        if attempt is None:
            return self._clock.now()
        return next_look(attempt, life, self._answered(attempt) if attempt.code == IN_VAIN else 0)

    def _answered(self, attempt: Attempt) -> int:
        """How many looks for what `attempt` may have sent could not tell: the journal has a line of each."""
        about = {"part": attempt.part, "number": attempt.number, "code": IN_VAIN}
        lines = history.of(self._database, attempt.delivery_id)
        return sum(about.items() <= line.details.items() for line in lines)

    def look(self, delivery: Delivery) -> Delivery:
        """Look once for the part of `delivery` (UNKNOWN) that was in flight, and act on what is certain.

        Found: its receipt is kept. Certainly absent: READY. Anything else, an account that cannot be asked or is somebody
        else's included: it stays UNKNOWN. Returns the row as it stands then.
        """
        tried = attempts.of(self._database, delivery.id)
        attempt = open_attempt(delivery, tried)
        if attempt is None:
            return self._nothing_in_flight(delivery)
        failure = Failure(kind=Kind.UNKNOWN, code=IN_VAIN)
        try:
            connector = self._voices.of(delivery.account, afresh=True)
            # A person may have connected the account to somebody else since: nothing is found or proved absent in a wrong place.
            same = attempt.identity in {"", self._voices.identity(delivery.account)}
            answer = self._ask(connector, delivery, attempt, tried) if same else CannotTell()
        except (Unsupported, Fault) as unable:
            answer, failure = CannotTell(), replace(failure, detail=str(unable))
        except (SendFailure, Mute) as silent:
            answer, failure = CannotTell(), replace(failure, code=UNANSWERED, detail=str(silent))
        except Exception as fault:  # noqa: BLE001 - a look that breaks has told nothing
            answer, failure = CannotTell(), replace(failure, code=UNANSWERED, detail=f"{type(fault).__name__}: {fault}")
        match answer:
            case Found(receipt=receipt):
                return self._found(delivery, attempt, replace(receipt, part=attempt.part))
            case Absent():
                gone = Failure(kind=Kind.NOT_SENT, code="proved-absent")
                return self._end(delivery, attempt, event=Event.ABSENT, failure=gone)
            case CannotTell():
                return self._end(delivery, attempt, event=None, failure=failure, reason=stored(failure.code))

    def _ask(
        self, connector: Connector, delivery: Delivery, attempt: Attempt, tried: list[Attempt]
    ) -> Found | Absent | CannotTell:
        post: Receipt | Objection | None = None
        if delivery.under and attempt.part == FIRST:
            above = deliveries.select(self._database, tags=[delivery.under])
            newest = max(above, key=lambda one: one.id, default=None)
            post = stands_under(delivery, newest, self._clock.now())
        if isinstance(post, Objection):
            return CannotTell()
        since = since_of(tried, attempt.part)
        latest = left_by(attempt)
        sought = outgoing(delivery, attempt.part, under=post, read=self._blobs.get, since=since, latest=latest)
        sought = replace(sought, key=attempt.key)
        answer: Found | Absent | CannotTell = CannotTell()
        if Ability.FIND in connector.can:
            answer = connector.find(sought)
        if isinstance(answer, Found):
            return answer
        if isinstance(answer, Absent) and Ability.PROVE_ABSENCE in connector.can:
            return answer
        return self._ask_by_key(connector, delivery, sought)

    def _ask_by_key(self, connector: Connector, delivery: Delivery, sought: Outgoing) -> Found | CannotTell:
        """Where the same key cannot double, sending again is the surest way to look: the answer is the post's own receipt.

        It may also be the first to arrive, so it is done only while sending is still right, and never from a database in doubt.
        """
        same = sought.key == key_of(delivery, sought.number)
        if Ability.NATIVE_KEY not in connector.can or not same:
            return CannotTell()
        if self._database.doubt or self._brake(delivery) or objection(delivery, self._clock.now()):
            return CannotTell()
        if stops.asked(self._database, delivery):
            return CannotTell()
        receipt = connector.publish(sought)
        return Found(receipt=receipt) if receipt.remote_id else CannotTell()

    def _nothing_in_flight(self, delivery: Delivery) -> Delivery:
        """The process ended between two parts: what has a receipt is out, the rest was never begun."""
        event = Event.FOUND if missing(delivery) is None else Event.FOUND_PARTLY
        return self._or_as_it_is(
            delivery,
            deliveries.move(self._database, delivery, event, by=self._by, at=self._clock.now(), not_before=None),
        )

    def _found(self, delivery: Delivery, attempt: Attempt, receipt: Receipt) -> Delivery:
        out = replace(delivery, receipts=(*delivery.receipts, receipt))
        event = Event.FOUND if missing(out) is None else Event.FOUND_PARTLY
        return self._end(delivery, attempt, event=event, receipt=receipt)

    def _end(
        self,
        delivery: Delivery,
        attempt: Attempt,
        *,
        event: Event | None,
        receipt: Receipt | None = None,
        failure: Failure | None = None,
        reason: str = "",
    ) -> Delivery:
        ended = attempts.end(
            self._database,
            delivery,
            attempt,
            receipt=receipt,
            failure=failure,
            event=event,
            by=self._by,
            at=self._clock.now(),
            not_before=None,
            reason=reason,
        )
        return self._or_as_it_is(delivery, ended)

    def _or_as_it_is(self, delivery: Delivery, moved: Delivery | None) -> Delivery:
        return moved or deliveries.select(self._database, ids=[delivery.id])[0]
