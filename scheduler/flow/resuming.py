"""What becomes of what a pause stopped: nothing goes out late, and nothing is lost, without a person's word."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from scheduler.flow import approve
from scheduler.flow.objections import too_late
from scheduler.model.delivery import Delivery, Event, State
from scheduler.model.pause import Late, Pause, Scope
from scheduler.sentences.stored import stored
from scheduler.store import decisions, deliveries
from scheduler.store.database import Database
from scheduler.store.transitions import Columns


def covers(pause: Pause, one: Delivery) -> bool:
    """Whether a pause stops a delivery."""
    return {
        Scope.ALL: True,
        Scope.ACCOUNT: one.account == pause.name,
        Scope.CAMPAIGN: one.campaign == pause.name,
    }[pause.scope]


def late(database: Database, lifted: Pause, left: Sequence[Pause], now: datetime) -> list[Delivery]:
    """What would go out at once if `lifted` were let go of, and what was missed since it began; `left` are the other pauses."""
    due = deliveries.select(database, states=[State.READY], due_until=now + timedelta(microseconds=1))
    since = lifted.at or now
    gone = [
        one
        for one in deliveries.select(database, states=[State.MISSED], due_until=now)
        if one.too_late_at is not None and since <= one.too_late_at <= now
    ]
    mine = (one for one in (*due, *gone) if covers(lifted, one) and not any(covers(each, one) for each in left))
    return sorted(mine, key=lambda one: (one.due or now, one.id))


def stopped(database: Database, pause: Pause, until: datetime) -> tuple[list[Delivery], list[Delivery]]:
    """What a pause keeps from going out before `until`, and what is being sent this moment: no brake stops that."""
    waiting = deliveries.select(database, states=[State.READY], due_until=until)
    flying = deliveries.select(database, states=[State.SENDING])
    return [one for one in waiting if covers(pause, one)], [one for one in flying if covers(pause, one)]


def settle(database: Database, chosen: Sequence[tuple[Delivery, Late]], *, by: str, at: datetime) -> None:
    """Do what was chosen, before the brake is let go of. Raises `Problem` where one is no longer as it was seen."""
    moves: list[tuple[Delivery, Event, Columns]] = []
    for one, choice in chosen:
        if one.state is State.READY and choice is Late.MISSED:
            moves.append((one, too_late(one), {"reason": stored("missed-paused", by=by)}))
        elif one.state is State.READY and choice is Late.HOLD:
            moves.append((one, Event.HELD, {"reason": stored("held-after-pause", by=by)}))
    if moves:
        decisions.move(database, moves, by=by, at=at)
    again = [str(one.id) for one, choice in chosen if choice is Late.SEND and one.state is State.MISSED]
    if again:
        approve.retry(database, again, why="", by=by, at=at)
