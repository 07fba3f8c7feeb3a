"""Attempts are written before the call, closed after it, and never simply run again."""

from dataclasses import replace

import pytest

from scheduler.model.delivery import Delivery, Event, Receipt, State
from scheduler.model.failure import Failure, Kind
from scheduler.plain import REDACTED, redact
from scheduler.store import attempts, deliveries, history
from scheduler.store.attempts import Attempt
from scheduler.store.database import Database
from tests.store.making import HOUR, LEASE, NOW, add, claimed, new


def begun(database: Database, one: Delivery, part: int = 0) -> Attempt:
    attempt = attempts.begin(
        database, one, part=part, key=f"key-{part}", at=NOW, deadline=NOW + HOUR, by="d", identity="me"
    )
    assert attempt
    return attempt


def receipt(part: int = 0) -> Receipt:
    return Receipt(part=part, remote_id=str(100 + part), url=f"https://m.example/{part}", at=NOW)


def state(database: Database, one: Delivery) -> State:
    found = deliveries.get(database, one.id)
    assert found
    return found.state


def test_an_attempt_is_there_before_anything_is_sent(database: Database) -> None:
    add(database, new())
    one = claimed(database)
    attempt = begun(database, one)
    assert state(database, one) is State.SENDING
    (kept,) = attempts.of(database, one.id)
    assert kept == attempt
    assert (kept.part, kept.number, kept.key, kept.started, kept.deadline, kept.outcome, kept.ended, kept.identity) == (
        0, 1, "key-0", NOW, NOW + HOUR, "", None, "me",
    )  # fmt: skip
    found = deliveries.get(database, one.id)
    assert found
    assert (found.attempts, found.token) == (1, 1)


def test_no_attempt_without_the_claim(database: Database) -> None:
    (one,) = add(database, new())
    assert attempts.begin(database, one, part=0, key="k", at=NOW, deadline=NOW, by="d") is None, "not claimed"
    taken = claimed(database)
    assert attempts.begin(database, replace(taken, token=2), part=0, key="k", at=NOW, deadline=NOW, by="d") is None
    assert deliveries.move(database, taken, Event.GIVEN_BACK, by="d", at=NOW)
    assert attempts.begin(database, taken, part=0, key="k", at=NOW, deadline=NOW, by="d") is None
    again = claimed(database)
    assert attempts.begin(database, taken, part=0, key="k", at=NOW, deadline=NOW, by="zombie") is None, "an old token"
    begun(database, again)
    assert len(attempts.of(database, one.id)) == 1


def test_a_thread_goes_part_by_part_under_one_claim(database: Database) -> None:
    add(database, new(parts=3))
    one = claimed(database)
    for part in range(2):
        between = attempts.end(database, one, begun(database, one, part), receipt=receipt(part), by="d", at=NOW)
        assert between
        assert (between.state, len(between.receipts)) == (State.SENDING, part + 1)
    done = attempts.end(database, one, begun(database, one, 2), receipt=receipt(2), event=Event.SENT, by="d", at=NOW)
    assert done
    assert (done.state, [one.remote_id for one in done.receipts], done.attempts) == (
        State.PUBLISHED,
        ["100", "101", "102"],
        1,
    )
    assert [attempt.outcome for attempt in attempts.of(database, one.id)] == ["sent"] * 3
    assert history.replay(history.of(database, one.id)) is State.PUBLISHED


def test_a_failure_is_kept_with_its_attempt_without_secrets(database: Database) -> None:
    add(database, new())
    one = claimed(database)
    redact.remember("s3cr3t-t0ken")
    failure = Failure(kind=Kind.NOT_SENT, code="rate-limited", detail="token s3cr3t-t0ken", status=429)
    back = attempts.end(
        database,
        one,
        begun(database, one),
        failure=failure,
        event=Event.NOT_SENT,
        by="d",
        at=NOW,
        reason="rate-limited",
        not_before=NOW + HOUR,
    )
    assert back
    assert (back.state, back.not_before, back.reason) == (State.READY, NOW + HOUR, "rate-limited")
    (attempt,) = attempts.of(database, one.id)
    assert (attempt.outcome, attempt.code, attempt.detail, attempt.status, attempt.ended) == (
        "not-sent", "rate-limited", f"token {REDACTED}", 429, NOW,
    )  # fmt: skip
    again = deliveries.claim(database, now=NOW + HOUR, lease=LEASE, most=1)[0]
    assert begun(database, again).number == 2


def test_who_an_attempt_spoke_as_is_kept_without_secrets(database: Database) -> None:
    add(database, new())
    redact.remember("s3cr3t-t0ken")
    values = {"part": 0, "key": "k", "at": NOW, "deadline": NOW + HOUR, "by": "d"}
    attempt = attempts.begin(database, claimed(database), identity="s3cr3t-t0ken@x", **values)  # type: ignore[arg-type]
    assert attempt
    assert attempt.identity == f"{REDACTED}@x"


def test_an_unknown_one_found_on_the_network_is_settled_on_its_attempt(database: Database) -> None:
    add(database, new())
    one = claimed(database)
    attempt = begun(database, one)
    lost = attempts.end(
        database, one, attempt, failure=Failure(kind=Kind.UNKNOWN, code="x"), event=Event.LOST, by="d", at=NOW
    )
    assert lost
    assert lost.state is State.UNKNOWN
    found = attempts.end(database, lost, attempt, receipt=receipt(), event=Event.FOUND, by="d", at=NOW + HOUR)
    assert found
    assert (found.state, found.receipts) == (State.PUBLISHED, (receipt(),))
    assert [each.outcome for each in attempts.of(database, one.id)] == ["sent"]


def test_a_late_answer_touches_nothing_but_is_seen(database: Database) -> None:
    add(database, new())
    zombie = claimed(database)
    attempt = begun(database, zombie)
    unknown = deliveries.move(database, replace(zombie, state=State.SENDING), Event.LOST, by="d", at=NOW)
    assert unknown
    ready = deliveries.move(database, unknown, Event.ABSENT, by="a.martin", at=NOW)
    assert ready
    again = claimed(database)
    assert attempts.end(database, zombie, attempt, receipt=receipt(), event=Event.SENT, by="zombie", at=NOW) is None
    now = deliveries.get(database, again.id)
    assert now
    assert (now.state, now.receipts, now.token) == (State.CLAIMED, (), 2)
    last = history.of(database, again.id)[-1]
    assert (last.event, last.by, last.details["remote_id"]) == ("late answer", "zombie", "100")
    assert [each.outcome for each in attempts.of(database, again.id)] == ["sent"]
    assert history.replay(history.of(database, again.id)) is State.CLAIMED


def test_the_first_receipt_of_a_part_stands(database: Database) -> None:
    add(database, new(parts=2))
    one = claimed(database)
    attempt = begun(database, one)
    assert attempts.end(database, one, attempt, receipt=receipt(), by="d", at=NOW)
    second = replace(receipt(), remote_id="other")
    now = attempts.end(database, one, attempt, receipt=second, by="d", at=NOW)
    assert now
    assert [each.remote_id for each in now.receipts] == ["100"]


def test_what_a_person_brings_is_kept_with_the_move(database: Database) -> None:
    add(database, new())
    one = claimed(database)
    begun(database, one)
    lost = deliveries.move(database, replace(one, state=State.SENDING), Event.LOST, by="d", at=NOW)
    assert lost
    done = attempts.settle(database, lost, Event.CONFIRMED, found=[receipt()], by="a.martin", at=NOW + HOUR)
    assert done
    assert (done.state, done.receipts) == (State.PUBLISHED, (receipt(),))
    assert [each.ended for each in attempts.of(database, one.id)] == [NOW + HOUR]
    assert attempts.settle(database, lost, Event.CONFIRMED, found=[receipt(1)], by="a", at=NOW) is None


def test_recovering_sorts_what_a_dead_dispatcher_left(database: Database) -> None:
    names = ("claimed", "open", "between", "whole", "ready")
    add(database, *(new(name, account=name, parts=2) for name in names))
    flying = {one.post: one for one in deliveries.claim(database, now=NOW, lease=LEASE, most=9, busy=["ready"])}
    begun(database, flying["open"])
    for name, parts in (("between", 1), ("whole", 2)):
        for part in range(parts):
            attempt = begun(database, flying[name], part)
            assert attempts.end(database, flying[name], attempt, receipt=receipt(part), by="d", at=NOW)
    found = attempts.recover(database, at=NOW)
    assert [one.post for one in found.ready] == ["claimed", "between"]
    assert [one.post for one in found.unknown] == ["open"]
    assert [one.post for one in found.published] == ["whole"]
    assert {one.post: one.state for one in deliveries.select(database)} == {
        "claimed": State.READY,
        "open": State.UNKNOWN,
        "between": State.READY,
        "whole": State.PUBLISHED,
        "ready": State.READY,
    }
    assert attempts.recover(database, at=NOW) == attempts.Recovered()
    assert history.verify(database) is None


def test_an_attempt_left_open_in_an_earlier_round_does_not_haunt_the_next(database: Database) -> None:
    add(database, new(parts=2))
    one = claimed(database)
    begun(database, one)
    (unknown,) = attempts.recover(database, at=NOW).unknown
    assert deliveries.move(database, unknown, Event.ABSENT, by="a.martin", at=NOW)
    second = claimed(database)
    assert attempts.end(database, second, begun(database, second), receipt=receipt(), by="d", at=NOW)
    assert [each.post for each in attempts.recover(database, at=NOW).ready] == ["reserves"]


@pytest.mark.parametrize("event", [Event.CLAIMED, Event.APPROVED])
def test_an_end_that_the_table_does_not_have_undoes_the_receipt_too(database: Database, event: Event) -> None:
    add(database, new())
    one = claimed(database)
    attempt = begun(database, one)
    with pytest.raises(ValueError, match="no move"):
        attempts.end(database, one, attempt, receipt=receipt(), event=event, by="d", at=NOW)
    found = deliveries.get(database, one.id)
    assert found
    assert (found.state, found.receipts) == (State.SENDING, ())
