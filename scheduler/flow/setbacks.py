"""What becomes of a delivery whose send brought no receipt: the pure decision, and what it means for its account and its app."""

from dataclasses import dataclass
from datetime import datetime

from scheduler.clock import Clock
from scheduler.flow.budgets import Budgets
from scheduler.flow.objections import patience, told
from scheduler.flow.parts import spent
from scheduler.flow.retry import Again, Block, Fail, Look, WaitForPerson, decide, fraction
from scheduler.flow.voices import Voices
from scheduler.model.delivery import Delivery, Event
from scheduler.model.failure import Failure, Kind
from scheduler.sentences.stored import stored
from scheduler.store import attempts, budgets
from scheduler.store.attempts import Attempt
from scheduler.store.database import Database
from scheduler.store.scrubbed import discreet

FORBIDDEN = 403


@dataclass(frozen=True, slots=True, kw_only=True)
class Setback:
    """The event that follows, and why; `held`: a person must look before it is tried again."""

    event: Event
    why: str
    not_before: datetime | None = None
    held: bool = False


class Setbacks:
    """Judges failed attempts. Threads may share it as long as no two have one account's."""

    def __init__(self, database: Database, voices: Voices, clock: Clock, waits: Budgets) -> None:
        self._database = database
        self._voices = voices
        self._clock = clock
        self._waits = waits

    def of(self, delivery: Delivery, attempt: Attempt, failure: Failure, opened: datetime | None) -> Setback:
        """What follows `failure`; an account that may not go on is blocked, and a limit is kept for all whom it concerns."""
        if delivery.follower:  # what is said of a failure goes into the journal, which keeps it for ever
            failure = discreet(failure, delivery.follower)
        limit = patience(delivery, opened)
        tried = spent(attempts.of(self._database, delivery.id), attempt.part, delivery)
        decision = decide(
            failure,
            attempts=tried,
            now=self._clock.now(),
            give_up_at=limit,
            jitter=fraction(delivery.id, attempt.number),
            accounts=1 if failure.own else self._waits.size(delivery.account),
        )
        why = self._waits.met(delivery.account, failure) or told(failure)
        match decision:
            case Look():
                return Setback(event=Event.LOST, why=why)
            case Fail():
                self._strike(delivery, failure)
                return Setback(event=Event.REFUSED_PARTLY if delivery.receipts else Event.REFUSED, why=why)
            case Block():
                self._voices.block(delivery.account, why)
                return Setback(event=Event.NOT_SENT, why=why)
            case WaitForPerson():
                return Setback(event=Event.NOT_SENT, why=why, held=True)
            case Again(at=at):
                if delivery.receipts and at == limit:
                    return Setback(event=Event.UNFINISHED, why=why)
                return Setback(event=Event.NOT_SENT, why=why, not_before=at)

    def _strike(self, delivery: Delivery, failure: Failure) -> None:
        """Two posts forbidden one after the other are no fault of the second: the account stops before a third is burnt."""
        if failure.kind is not Kind.REFUSED or failure.status != FORBIDDEN:
            return
        if budgets.refused_before(self._database, delivery.account, delivery.id, FORBIDDEN):
            self._voices.block(delivery.account, stored("account-forbidden-twice", detail=failure.detail))
