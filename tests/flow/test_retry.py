"""What follows a failed send: every kind, the back-off, and the one rule that nothing that may be there goes again."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scheduler.flow.retry import BACKOFF, FARTHEST, MOST, Again, Block, Fail, Look, WaitForPerson, decide
from scheduler.model.failure import Failure, Kind

NOW = datetime(2027, 6, 7, 7, tzinfo=UTC)


def failure(kind: Kind = Kind.NOT_SENT, *, status: int | None = None, retry_at: datetime | None = None) -> Failure:
    return Failure(kind=kind, code="network-unreachable", status=status, retry_at=retry_at)


@given(
    st.builds(
        Failure,
        kind=st.sampled_from(Kind),
        code=st.just("x"),
        status=st.sampled_from([None, 401, 408, 429, 500, 503]),
        retry_at=st.none() | st.timedeltas(timedelta(0), timedelta(days=400)).map(lambda after: NOW + after),
    ),
    st.integers(0, MOST + 3),
    st.none() | st.timedeltas(timedelta(0), timedelta(hours=6)).map(lambda after: NOW + after),
    st.floats(0, 1),
)
def test_only_what_is_certainly_not_there_is_tried_again(
    failed: Failure, attempts: int, give_up_at: datetime | None, jitter: float
) -> None:
    decision = decide(failed, attempts=attempts, now=NOW, give_up_at=give_up_at, jitter=jitter)
    if isinstance(decision, Again):
        assert failed.kind is Kind.NOT_SENT
        assert NOW <= decision.at <= NOW + FARTHEST
        assert give_up_at is None or decision.at <= give_up_at
    if failed.kind is Kind.UNKNOWN:
        assert decision == Look()


@pytest.mark.parametrize(
    ("kind", "decision"), [(Kind.REFUSED, Fail()), (Kind.BLOCKED, Block()), (Kind.UNKNOWN, Look())]
)
def test_each_other_kind_has_one_answer(kind: Kind, decision: object) -> None:
    assert decide(failure(kind), attempts=0, now=NOW, give_up_at=None, jitter=0) == decision


@pytest.mark.parametrize("attempts", range(MOST - 1))
def test_pauses_grow_and_then_stay(attempts: int) -> None:
    decision = decide(failure(), attempts=attempts, now=NOW, give_up_at=None, jitter=0)
    assert decision == Again(at=NOW + BACKOFF[min(attempts, len(BACKOFF) - 1)])


def test_jitter_spreads_by_a_quarter() -> None:
    late = decide(failure(), attempts=2, now=NOW, give_up_at=None, jitter=1)
    assert late == Again(at=NOW + BACKOFF[2] * 1.25)


def test_after_the_last_attempt_a_person_looks() -> None:
    assert decide(failure(), attempts=MOST - 1, now=NOW, give_up_at=None, jitter=0) == WaitForPerson()


def test_too_many_requests_spend_no_attempt_however_often() -> None:
    back = NOW + timedelta(minutes=15)
    for attempts in (0, MOST, 10 * MOST):
        told = decide(failure(status=429, retry_at=back), attempts=attempts, now=NOW, give_up_at=None, jitter=0)
        assert told == Again(at=back + timedelta(seconds=1))
        untold = decide(failure(status=429), attempts=attempts, now=NOW, give_up_at=None, jitter=0)
        assert isinstance(untold, Again)
        assert untold.at > NOW


def test_a_reset_already_past_means_soon_not_never() -> None:
    decision = decide(
        failure(status=429, retry_at=NOW - timedelta(days=1)), attempts=0, now=NOW, give_up_at=None, jitter=0
    )
    assert decision == Again(at=NOW + timedelta(seconds=1))


def test_nothing_is_put_off_past_the_hour_from_which_it_is_too_late() -> None:
    close = NOW + timedelta(seconds=10)
    assert decide(failure(), attempts=0, now=NOW, give_up_at=close, jitter=0) == Again(at=close)
