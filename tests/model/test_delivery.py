"""The table of states is refused if it is wrong, and says what the design says."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone

import pytest

from scheduler.model.delivery import (
    FINAL,
    NEEDS_PERSON,
    SETTLED,
    TRANSITIONS,
    UNSENT,
    Approval,
    Delivery,
    Event,
    State,
    after,
    check,
)
from scheduler.model.variant import Part, Role, Variant
from tests.store.making import HOUR, NOW

S, E = State, Event


def delivery(**other: object) -> Delivery:
    variant = Variant(account="a", network="x", parts=(Part(role=Role.POST, text="t", length=1, limit=9),))
    values: dict[str, object] = {
        "id": 1,
        "campaign": "semaine",
        "post": "reserves",
        "occurrence": "once",
        "account": "musee-x",
        "network": "x",
        "state": S.AWAITING,
        "variant": variant,
        "digest": variant.digest,
        "code": "7F3K",
        "due": NOW,
        "local": NOW,
        "zone": "Europe/Paris",
        "too_late_at": NOW + HOUR,
    }
    return Delivery(**values | other)  # type: ignore[arg-type]


def reachable(start: State | None, without: set[State] = frozenset()) -> set[State]:  # type: ignore[assignment]
    found: set[State] = set()
    edge = {start}
    while edge:
        nexts = {end for (begin, _), end in TRANSITIONS.items() if begin in edge and end not in without}
        edge = {*nexts - found}
        found |= nexts
    return found


def test_every_state_is_reached_and_only_final_ones_are_never_left() -> None:
    assert reachable(None) == set(State)
    assert {start for start, _ in TRANSITIONS if start} == set(State) - FINAL


@pytest.mark.parametrize("state", sorted(set(State) - FINAL))
def test_from_everywhere_an_end_can_be_reached(state: State) -> None:
    assert reachable(state) & (SETTLED | FINAL)


def test_nothing_goes_out_without_an_attempt_written() -> None:
    """PUBLISHED is reached from SENDING, or by a person's word; SENDING only from CLAIMED, CLAIMED only from READY."""
    into = {end: {(start, event) for (start, event), there in TRANSITIONS.items() if there is end} for end in State}
    assert into[S.SENDING] == {(S.CLAIMED, E.ATTEMPTED)}
    assert into[S.CLAIMED] == {(S.READY, E.CLAIMED)}
    persons = {E.CONFIRMED, E.SETTLED}
    assert {start for start, event in into[S.PUBLISHED] if event not in persons} == {S.SENDING, S.UNKNOWN}


def test_what_may_be_out_is_never_ready_again_without_being_looked_for() -> None:
    back = {event for (start, event), end in TRANSITIONS.items() if start is S.UNKNOWN and end is S.READY}
    assert back == {E.FOUND_PARTLY, E.ABSENT}
    back = {event for (start, event), end in TRANSITIONS.items() if start is S.SENDING and end is S.READY}
    assert back == {E.NOT_SENT}


def test_nothing_in_flight_is_cancelled_or_held() -> None:
    for state in (S.CLAIMED, S.SENDING, S.UNKNOWN, S.EXPECTED):
        for event in (E.CANCELLED, E.HELD):
            with pytest.raises(ValueError, match="no move"):
                after(state, event)


def test_the_groups_of_states_agree() -> None:
    assert FINAL <= SETTLED
    assert not UNSENT & SETTLED
    assert not NEEDS_PERSON & SETTLED
    for state in UNSENT:
        assert after(state, E.CANCELLED) is S.CANCELLED


def without(*keys: tuple[State | None, Event]) -> list[tuple[tuple[State | None, Event], State]]:
    return [(key, end) for key, end in TRANSITIONS.items() if key not in keys]


def test_a_wrong_table_is_refused() -> None:
    check(TRANSITIONS.items())
    with pytest.raises(ValueError, match="unreachable"):
        check(without((S.SENDING, E.HANDED_OFF)))
    with pytest.raises(ValueError, match="without an exit"):
        check(without((S.EXPECTED, E.CONFIRMED), (S.EXPECTED, E.GIVEN_UP)))
    with pytest.raises(ValueError, match="exits from final"):
        check([*TRANSITIONS.items(), ((S.CANCELLED, E.RETRIED), S.READY)])
    with pytest.raises(ValueError, match="move nothing"):
        check(without((S.READY, E.CHANGED)))


@pytest.mark.parametrize("name", ["due", "closes", "not_before", "too_late_at"])
def test_naive_instants_are_refused(name: str) -> None:
    with pytest.raises(ValueError, match="naive"):
        delivery(**{name: datetime(2027, 6, 7, 9)})  # noqa: DTZ001 - the point of the test


def yes(role: str = "curator", **other: object) -> Approval:
    values: dict[str, object] = {"role": role, "by": "a", "how": "", "at": NOW, "digest": delivery().digest}
    return Approval(**values | other)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("approvals", "missing"),
    [
        ((), ("curator", "press")),
        ((yes(),), ("press",)),
        ((yes(), yes("press")), ()),
        ((yes(), yes("head")), ("press",)),
        ((yes(digest="1:other"), yes("press")), ("curator",)),
        ((yes(not_before=NOW), yes("press", not_before=NOW - HOUR)), ()),
        ((yes(not_before=NOW + timedelta(microseconds=1)), yes("press")), ("curator",)),
        ((yes(not_before=NOW + HOUR), yes(not_before=NOW), yes("press")), ()),
    ],
)
def test_a_yes_holds_for_this_text_at_this_hour_or_a_later_one(
    approvals: tuple[Approval, ...], missing: tuple[str, ...]
) -> None:
    assert delivery(roles=("curator", "press"), approvals=approvals).missing_roles == missing


PARIS = timezone(timedelta(hours=2))


@pytest.mark.parametrize(
    ("given", "hour"),
    [
        ({}, NOW),
        ({"due": None, "local": NOW + HOUR, "closes": NOW + 3 * HOUR}, NOW + HOUR),
        ({"due": None, "local": None, "closes": NOW}, datetime(2027, 6, 7, tzinfo=PARIS)),
        (
            {"due": None, "local": None, "closes": datetime(2027, 6, 6, 22, 30, tzinfo=UTC)},
            datetime(2027, 6, 7, tzinfo=PARIS),
        ),
        ({"due": None, "local": None}, None),
    ],
)
def test_a_yes_is_bound_to_the_hour_the_opening_or_the_day(given: dict[str, object], hour: datetime | None) -> None:
    assert delivery(**given).hour == hour


def test_a_yes_for_a_manual_post_holds_from_its_opening_on() -> None:
    asked = delivery(due=None, local=NOW, roles=("curator",), approvals=(yes(not_before=NOW),))
    assert asked.missing_roles == ()
    assert replace(asked, local=NOW - HOUR).missing_roles == ("curator",)
    assert replace(asked, due=NOW - HOUR).missing_roles == ("curator",), "sent by hand before"
    assert replace(asked, local=None).missing_roles == (), "nothing is known of its hour"


def test_the_tag_names_occurrence_and_account() -> None:
    assert delivery().tag == "semaine/reserves/once/musee-x"
    assert delivery(due=NOW.astimezone(PARIS)).due == NOW
