"""The ten promises of the engine, judged after every step from the network's log, the rows and the journal."""

from collections.abc import Iterator
from datetime import datetime, timedelta

from scheduler.flow.parts import spent
from scheduler.flow.retry import TOO_MANY
from scheduler.model.delivery import NEEDS_PERSON, SETTLED, Delivery, State
from scheduler.model.failure import Kind
from scheduler.store import accounts, attempts, history
from tests.explore.universe import Left, Universe
from tests.flow import judge
from tests.flow.remote import Blind, Doubtful, Keyed

STALE = timedelta(seconds=60)
"""The window to send: who was in time when it claimed may still be a little later."""


def at_most_once(universe: Universe) -> None:
    """1 and 6: each part is on the network at most once, in order, part k+1 under part k."""
    judge.never_twice(universe.network)


def published_is_there(universe: Universe) -> None:
    """2: what has a receipt is there, with the text that was frozen; PUBLISHED has all of it."""
    judge.receipts_are_true(universe.observer, universe.network)


def nothing_early_or_unintended(universe: Universe) -> None:
    """3: nothing left before its hour, nor without an attempt that was committed before."""
    for one in universe.left:
        state, _, due, closes, tried = _row(one)
        assert tried, f"{one.tag} part {one.number} left without an attempt"
        assert due <= micros(one.wall), f"{one.tag} left before its hour"
        stale = micros(one.checked - STALE) > closes and one.number == 0
        assert not stale, f"{one.tag} was sent after it was too late"
        assert state in {"sending", "unknown"}, f"{one.tag} left while it was {state}"


def nothing_absent(universe: Universe) -> None:
    """4: all that was planned is there, in exactly the state that its journal leads to."""
    judge.never_lost(universe.observer)
    there = {one.tag for one in universe.rows()}
    assert set(universe.tags) <= there, "a delivery has gone"


def tokens_rise(universe: Universe) -> None:
    """5: a token never falls, and no effect has an older one than was there before."""
    for one in universe.rows():
        assert one.token >= universe.tokens.get(one.id, 0), f"{one.tag}: the token fell"
        universe.tokens[one.id] = one.token
        moved = [line.token for line in history.of(universe.observer, one.id) if line.before != line.after]
        assert moved == sorted(moved), f"{one.tag}: an effect with an old token"


def nothing_old(universe: Universe) -> None:
    """7: what left was the version that was frozen when it left."""
    for one in universe.left:
        version = next(row for row in universe.rows() if row.tag == one.tag and row.digest == _row(one)[1])
        assert version.variant.parts[one.number].text == one.text, f"{one.tag} went out in an old version"


def only_failures_spend(universe: Universe) -> None:
    """8: a definite failure spends an attempt; a limit, a dead token and our own brake spend none."""
    for one in universe.rows():
        tried = attempts.of(universe.observer, one.id)
        for part in range(len(one.variant.parts)):
            mine = [at for at in tried if at.part == part and at.ended is not None]
            limits = [at for at in mine if at.status == TOO_MANY or at.outcome == Kind.BLOCKED.value]
            failed = [at for at in mine if at.outcome == Kind.NOT_SENT.value and at.code == "send-interrupted"]
            counted = spent(tried, part, one)
            assert counted <= len(mine) - len(limits), f"{one.tag}: a limit was counted against it"
            definite = [at for at in failed if at not in limits]
            assert counted >= min(len(definite), one.attempts), f"{one.tag}: a failure was not counted"


def lateness_said(universe: Universe) -> None:
    """10: what waits for a person says why; what was missed was really too late."""
    for one in universe.rows():
        if one.state in NEEDS_PERSON - {State.AWAITING}:
            assert one.reason, f"{one.tag} is {one.state} and does not say why"
        if one.state is State.MISSED:
            assert one.too_late_at is not None
            assert universe.latest >= one.too_late_at, f"{one.tag} was missed too early"


STEP = (
    at_most_once,
    published_is_there,
    nothing_early_or_unintended,
    nothing_absent,
    tokens_rise,
    nothing_old,
    only_failures_spend,
    lateness_said,
)


def settles(universe: Universe) -> None:
    """9: once the faults have ended, each delivery is out, refused, blocked, or a question that only a person can answer."""
    blocked = accounts.blocked(universe.observer)
    for one in universe.rows():
        assert universe.befallen or one.state is State.PUBLISHED, f"{one.tag} is {one.state} though nothing befell it"
        assert one.state in SETTLED | NEEDS_PERSON or one.account in blocked, f"{one.tag} is left {one.state}"
        assert one.state is not State.UNKNOWN or _unknowable(universe, one), (
            f"{one.tag} is UNKNOWN where one could look"
        )


def _unknowable(universe: Universe, one: Delivery) -> bool:
    """Whether nobody could look: the network has no way, the account is blocked, or a person has stopped it."""
    kind = universe.scope.kind
    if kind in {Blind, Doubtful} or one.account in accounts.blocked(universe.observer):
        return True
    return kind is Keyed and (universe.latest >= (one.too_late_at or universe.latest))


def problems(universe: Universe, *, ended: bool) -> Iterator[str]:
    """What is wrong now, in words; nothing where all is well."""
    for holds in (*STEP, settles) if ended else STEP:
        try:
            holds(universe)
        except AssertionError as wrong:
            yield f"{holds.__name__}: {wrong}"


def micros(instant: datetime) -> int:
    """An instant as the database writes it."""
    return round(instant.timestamp() * 1_000_000)


def _row(one: Left) -> tuple[str, str, int, int, int]:
    assert one.row is not None, f"{one.tag} left and is in no queue"
    state, digest, due, closes, tried = one.row
    return str(state), str(digest), int(due), int(closes), int(tried)
