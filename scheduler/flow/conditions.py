"""What an author set as a condition, judged right before something is sent: decided from values, gathered where there are any."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from scheduler.flow.objections import POST_SOON, Objection
from scheduler.model.condition import Condition, Kind, Then, read
from scheduler.model.delivery import Delivery, Event, State
from scheduler.model.greeting import free_at
from scheduler.sentences.stored import stored
from scheduler.store import history, neighbours
from scheduler.store.database import Database
from scheduler.store.neighbours import Other

IN_HAND = frozenset({State.CLAIMED, State.SENDING, State.UNKNOWN, State.EXPECTED})
"""States in which nobody knows yet whether it goes out."""
IS_OUT = frozenset({State.PUBLISHED, State.PARTIAL})
THEN = {Then.CANCEL: Event.CANCELLED, Then.HOLD: Event.HELD}


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts:
    """What conditions ask about. `others` are the deliveries of each post that is named, `last` when the account last posted,
    `messages` when it last wrote to single people, oldest first.
    """

    others: Mapping[str, Sequence[Other]] = field(default_factory=dict)
    last: datetime | None = None
    messages: Sequence[datetime] = ()


def against(database: Database, delivery: Delivery, now: datetime) -> Objection | None:
    """What the conditions of `delivery` say against sending it at `now`; None where it has none, or all is well.

    What a person let go on after it was held is not held for the same again.
    """
    conditions = read(delivery.conditions)
    if not conditions:
        return None
    known = facts(database, delivery, conditions, now)
    while (found := objection(delivery, conditions, known, now)) is not None:
        if found.then is not Event.HELD or not _let_pass(database, delivery, found.why):
            break
        # The others are still asked: who let one thing pass has not seen the next.
        conditions = tuple(one for one in conditions if objection(delivery, [one], known, now) != found)
    return found


def cancels(database: Database, delivery: Delivery, now: datetime) -> str:
    """Why what is too late now would have been cancelled, as a stored reason; "" where nothing says so."""
    conditions = tuple(one for one in read(delivery.conditions) if one.then is Then.CANCEL)
    if not conditions:
        return ""
    found = objection(delivery, conditions, facts(database, delivery, conditions, now), now)
    return found.why if found is not None and found.then is Event.CANCELLED else ""


def facts(database: Database, delivery: Delivery, conditions: Sequence[Condition], now: datetime) -> Facts:
    """What is asked about, and nothing else."""
    kinds = {one.kind for one in conditions}
    names = [one.post for one in conditions if one.kind is Kind.NOT_OUT]
    account, day = delivery.account, now - timedelta(days=1)
    return Facts(
        others={name: neighbours.of_post(database, *name.split("/", 1)) for name in names},
        last=neighbours.last_out(database, account, but=delivery.id) if Kind.YOUNGER in kinds else None,
        messages=neighbours.messages(database, account, since=day) if Kind.PACE in kinds else (),
    )


def objection(delivery: Delivery, conditions: Sequence[Condition], known: Facts, now: datetime) -> Objection | None:
    """What speaks against sending `delivery` at `now`: what cancels it first, then what holds it, then what it waits for."""
    found = [one for each in conditions if (one := _judged(delivery, each, known, now)) is not None]
    rank = {Event.CANCELLED: 0, Event.HELD: 1}
    return min(found, key=lambda one: rank.get(one.then, 2) if one.then else 2, default=None)


def _judged(delivery: Delivery, one: Condition, known: Facts, now: datetime) -> Objection | None:
    if one.kind is Kind.PASSED:
        assert one.at is not None
        at = one.at.astimezone(ZoneInfo(delivery.zone))
        return _met(one, "passed", at=f"{at:%Y-%m-%d %H:%M}") if now >= one.at else None
    if one.kind is Kind.NOT_OUT:
        return _not_out(delivery, one, known.others.get(one.post, ()), now)
    if one.kind is Kind.YOUNGER:
        return _younger(delivery, one, known.last, now)
    assert one.span is not None
    free = free_at(now, known.messages, spread=one.span, most=one.most, quiet=one.quiet, zone=delivery.zone)
    return Objection(why=stored("proviso-waits-pace"), not_before=free) if free > now else None


def _not_out(delivery: Delivery, one: Condition, others: Sequence[Other], now: datetime) -> Objection | None:
    mine = [each for each in others if each.account == delivery.account] or list(others)
    turn = _turn(mine, delivery.due or now)
    if any(each.state in IS_OUT for each in turn):
        return None
    going = [each for each in turn if each.state in IN_HAND or (each.state is State.READY and _due(each, now))]
    if going:
        return Objection(why=stored("proviso-waits-post", tag=one.post), not_before=now + POST_SOON)
    state = turn[0].state.value if turn else "absent"
    return _met(one, f"not-out-{state}", tag=one.post)


def _turn(others: Sequence[Other], at: datetime) -> list[Other]:
    """Of a series the occurrence that came last at that hour; of a dated post itself."""
    before = [one for one in others if one.due is None or one.due <= at] or list(others)
    newest = max((one.due for one in before if one.due), default=None)
    return [one for one in before if one.due in {newest, None}]


def _due(one: Other, now: datetime) -> bool:
    return one.due is not None and one.due <= now


def _younger(delivery: Delivery, one: Condition, last: datetime | None, now: datetime) -> Objection | None:
    assert one.span is not None
    until = last + one.span if last is not None else now
    if until <= now:
        return None
    minutes = str(int(one.span.total_seconds()) // 60)
    if one.then is Then.CANCEL:
        return _met(one, "younger", n=minutes)
    at = until.astimezone(ZoneInfo(delivery.zone))
    return Objection(why=stored("proviso-waits-younger", n=minutes, at=f"{at:%H:%M}"), not_before=until)


def _met(one: Condition, what: str, **about: str) -> Objection:
    done = "cancelled" if one.then is Then.CANCEL else "held"
    return Objection(why=stored(f"proviso-{done}-{what}", **about), then=THEN[one.then])


def _let_pass(database: Database, delivery: Delivery, why: str) -> bool:
    """Whether it was held for just that before: whoever let it go on has seen it."""
    return any(line.event == Event.HELD.value and line.why == why for line in history.of(database, delivery.id))
