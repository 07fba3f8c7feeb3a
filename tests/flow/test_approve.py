"""People's decisions: who may, about what, and what follows; or a problem with a way out, and nothing done."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from scheduler.errors import NeedsPerson, Problem
from scheduler.flow import approve, consent
from scheduler.model.account import Role
from scheduler.model.delivery import TRANSITIONS, Delivery, Event, Receipt, State
from scheduler.model.failure import Failure, Kind
from scheduler.sentences import say, sentences
from scheduler.sentences.stored import said
from scheduler.store import approvals, attempts, deliveries, history
from scheduler.store.database import Database
from scheduler.store.deliveries import Cancel, Move, Replace
from scheduler.store.tables import deliveries as table
from tests.store.making import HOUR, LEASE, NOW, add, new, opened

ROLES = {
    "curator": Role(key="curator", name="Conservation", people=("a.martin",), deputies=("p.leroy",)),
    "press": Role(key="press", name="Presse", people=("l.diallo",)),
    "head": Role(key="head", name="Direction"),
}
LATER = NOW + 24 * HOUR


@pytest.fixture
def database(tmp_path: Path) -> Iterator[Database]:
    one = opened(tmp_path)
    yield one
    one.close()


def problem(act: Callable[[], object]) -> Problem:
    with pytest.raises(Problem) as raised:
        act()
    error = raised.value
    assert error.code in sentences()
    for language in ("fr", "en"):
        assert str(say(error.code, error.arguments, language))
    return error


def yes(
    database: Database, *names: str, role: str = "curator", by: str = "a.martin", how: str = "mail"
) -> list[Delivery]:
    return consent.approve(database, names, role=role, by=by, how=how, roles=ROLES, at=NOW)


def states(found: list[Delivery]) -> list[State]:
    return [one.state for one in found]


def post(database: Database, *, roles: tuple[str, ...] = ("curator",), **other: Any) -> tuple[Delivery, Delivery]:
    first, second = add(
        database, new(due=LATER, roles=roles, **other), new(due=LATER, roles=roles, account="musee-x", **other)
    )
    return first, second


def put(database: Database, one: Delivery, state: State, **values: object) -> Delivery:
    """Set a state past the table, so that each can be tried without living through it."""
    with database.write() as connection:
        connection.execute(table.update().where(table.c.id == one.id).values(state=state.value, **values))
    found = deliveries.get(database, one.id)
    assert found
    return found


# -- names


def test_a_delivery_has_many_names(database: Database) -> None:
    first, second = post(database)
    other, reply = add(database, new("autre"), new(occurrence="once+reponse"))

    def ids(*names: str) -> list[int]:
        return [one.id for one in approve.named(database, names)]

    assert ids(str(first.id)) == ids(f"#{first.id}") == ids(first.tag) == [first.id]
    assert (
        ids(first.code)
        == ids(first.code.lower())
        == ids(f" {first.code[:2]}-{first.code[2:]} ")
        == [first.id, second.id]
    )
    assert ids("museumweek-2027/reserves") == [reply.id, first.id, second.id]
    assert ids("museumweek-2027/reserves/once") == [first.id, second.id]
    assert ids(second.tag, "museumweek-2027/autre", second.code) == [second.id, other.id, first.id]


@pytest.mark.parametrize(
    "name",
    [
        "museumweek-2027/reservs",
        "museumweek-2027/reserves/once/musee-mastodn",
        "museumweek-2027",
        "99",
        "ZZZZ",
        "x",
        "",
        "/",
        "%",
    ],
)
def test_what_names_nothing_is_said_with_what_was_meant(database: Database, name: str) -> None:
    post(database)
    error = problem(lambda: approve.named(database, [name]))
    assert error.code.startswith("no-such-delivery")
    if "/" in name and len(name) > 1:
        assert error.arguments["meant"] in {"museumweek-2027/reserves", "museumweek-2027/reserves/once/musee-mastodon"}
    assert problem(lambda: approve.named(database, [])).code == "nothing-named"


def test_a_tag_that_was_cancelled_and_planned_anew_is_the_new_one(database: Database) -> None:
    (old,) = add(database, new())
    deliveries.apply(database, [Cancel(old.id)], by="a", at=NOW, campaigns={})
    assert states(approve.named(database, [old.tag])) == [State.CANCELLED]
    (fresh,) = [one for one in add(database, new()) if one.state is not State.CANCELLED]
    assert [one.id for one in approve.named(database, [old.tag])] == [fresh.id]


def test_the_code_of_an_older_text_is_refused_with_the_new_one(database: Database) -> None:
    first, second = post(database)
    deliveries.apply(
        database, [Replace(first.id, new(due=LATER, roles=("curator",), text="Neuf."))], by="a", at=NOW, campaigns={}
    )
    now = deliveries.get(database, first.id)
    assert now
    error = problem(lambda: yes(database, first.code))
    assert error.code == "code-of-older-text"
    assert error.arguments == {"code": first.code, "post": "museumweek-2027/reserves", "current": now.code}
    assert states(deliveries.select(database)) == [State.AWAITING, State.AWAITING]
    assert states(yes(database, now.code)) == [State.READY, State.READY]
    assert second.id


def test_a_code_that_two_posts_bear_is_asked_about(database: Database) -> None:
    one, two = add(database, new("a"), new("b"))
    with database.write() as connection:
        connection.execute(table.update().values(code=one.code))
    assert problem(lambda: approve.named(database, [one.code])).code == "code-of-several-posts"
    assert [each.id for each in approve.named(database, [two.tag])] == [two.id]


# -- yes


def test_one_yes_of_a_role_covers_all_networks_of_a_post(database: Database) -> None:
    first, _ = post(database, roles=("curator", "press"))
    assert states(yes(database, first.code)) == [State.AWAITING, State.AWAITING]
    done = yes(database, first.code, role="press", by="l.diallo", how="paper")
    assert states(done) == [State.READY, State.READY]
    given = done[0].approvals[1]
    assert (given.role, given.by, given.how, given.at, given.digest, given.not_before, given.identity) == (
        "press", "l.diallo", "paper", NOW, first.digest, LATER, "none",
    )  # fmt: skip
    assert [entry.event for entry in history.of(database, first.id)] == [
        "planned, approvals missing", "yes given", "yes given", "approved",
    ]  # fmt: skip


def test_a_yes_said_twice_is_written_once(database: Database) -> None:
    first, _ = post(database, roles=("curator", "press"))
    yes(database, first.code)
    yes(database, first.tag, by="p.leroy")
    found = deliveries.get(database, first.id)
    assert found
    assert [one.by for one in found.approvals] == ["a.martin"]


def test_only_its_people_speak_for_a_role(database: Database) -> None:
    first, _ = post(database, roles=("curator", "head"))
    error = problem(lambda: yes(database, first.code, by="a.martn"))
    assert (error.code, error.arguments["meant"]) == ("person-not-in-role-meant", "a.martin")
    assert problem(lambda: yes(database, first.code, by="inconnu")).code == "person-not-in-role"
    assert problem(lambda: yes(database, first.code, role="currator")).arguments["meant"] == "curator"
    assert problem(lambda: yes(database, first.code, role="maire")).code == "role-unknown"
    assert states(yes(database, first.code, by="p.leroy")) == [State.AWAITING, State.AWAITING]
    assert states(yes(database, first.code, role="head", by="anybody")) == [State.READY, State.READY]


def test_a_role_that_is_not_asked_for_is_told(database: Database) -> None:
    first, _ = post(database)
    assert problem(lambda: yes(database, first.code, role="press", by="l.diallo")).code == "role-not-asked"
    (free,) = add(database, new("libre"))
    assert problem(lambda: yes(database, free.tag)).code == "no-yes-needed"


def test_of_a_post_what_is_out_already_is_left_alone(database: Database) -> None:
    first, second = post(database)
    put(database, first, State.PUBLISHED)
    assert [one.id for one in yes(database, first.code)] == [second.id]
    assert problem(lambda: yes(database, first.tag)).code == "not-while-published"
    put(database, second, State.SENDING)
    assert problem(lambda: yes(database, first.code)).code in {"not-while-published", "not-while-sending"}


def test_a_held_one_can_be_approved_and_stays_held(database: Database) -> None:
    first, _ = post(database)
    approve.hold(database, [first.tag], why="", by="a.martin", at=NOW)
    assert states(yes(database, first.tag)) == [State.HELD]
    assert states(approve.unhold(database, [first.tag], why="", by="a.martin", at=NOW)) == [State.READY]


def test_a_text_that_changed_while_the_yes_was_typed_is_not_approved(database: Database) -> None:
    first, _ = post(database)
    seen = replace(first, digest="1:seen")
    error = problem(
        lambda: approvals.give(database, [first.id], role="curator", by="a.martin", how="", seen=[seen], at=NOW)
    )
    assert error.code == "changed-meanwhile"


def test_a_yes_can_be_taken_back(database: Database) -> None:
    first, second = post(database)
    yes(database, first.code)

    def back(*names: str) -> list[Delivery]:
        about = {"role": "curator", "by": "a.martin", "why": "faute"}
        found = consent.take_back(database, names, **about, roles=ROLES, at=NOW)
        if found.refused:
            raise found.refused[0].problem
        return list(found.given)

    assert states(back(first.tag)) == [State.AWAITING]
    assert problem(lambda: back(first.tag)).code == "no-yes-to-take-back"
    assert states(back(second.code)) == [State.AWAITING]
    assert states(yes(database, first.code)) == [State.READY, State.READY], "it can be given again"
    assert history.replay(history.of(database, first.id)) is State.READY


def test_moving_earlier_asks_for_the_yes_again(database: Database) -> None:
    first, _ = post(database)
    yes(database, first.code)
    earlier = Move(id=first.id, due=NOW + HOUR, local=NOW + HOUR, zone="Europe/Paris", too_late_at=None)
    deliveries.apply(database, [earlier], by="a", at=NOW, campaigns={})
    assert states(deliveries.select(database)) == [State.AWAITING, State.READY]
    assert states(yes(database, first.code)) == [State.READY, State.READY]


# -- questions, holding


def test_a_question_holds_the_post_and_stays_with_it(database: Database) -> None:
    first, _ = post(database)
    found = approve.ask(database, [first.code], question="La date est-elle sûre ?", by="l.diallo", at=NOW)
    assert states(found) == [State.HELD, State.HELD]
    assert "La date est-elle sûre ?" in said(found[0].reason, "fr")
    assert "l.diallo" in said(found[0].reason, "en")
    asked = [(entry.event, entry.why, entry.by) for entry in history.of(database, first.id)]
    assert asked[1:] == [
        ("asked", "La date est-elle sûre ?", "l.diallo"),
        ("held", "La date est-elle sûre ?", "l.diallo"),
    ]
    again = approve.ask(database, [first.tag], question="Et le crédit ?", by="p.leroy", at=NOW)
    assert states(again) == [State.HELD]
    assert "Et le crédit ?" in said(again[0].reason, "fr")
    free = approve.unhold(database, [first.code], why="oui, vérifiée", by="a.martin", at=NOW)
    assert states(free) == [State.AWAITING, State.AWAITING]
    assert free[0].reason == ""
    assert history.of(database, first.id)[-1].why == "oui, vérifiée"
    assert problem(lambda: approve.ask(database, [first.code], question=" ", by="a", at=NOW)).code == "question-empty"


def test_a_question_is_not_passed_over_without_an_answer(database: Database) -> None:
    (one,) = add(database, new())
    approve.ask(database, [one.tag], question="qui a validé la photo ?", by="l.diallo", at=NOW)
    with pytest.raises(NeedsPerson) as refused:
        approve.unhold(database, [one.tag], why=" ", by="a.martin", at=NOW)
    assert refused.value.code == "question-unanswered"
    assert refused.value.arguments["question"] == "qui a validé la photo ?"
    assert states(approve.unhold(database, [one.tag], why="moi", by="a.martin", at=NOW)) == [State.READY]


def test_nobody_confirms_an_absence_while_the_request_may_still_arrive(database: Database) -> None:
    (one,) = add(database, new())
    (mine,) = deliveries.claim(database, now=NOW, lease=LEASE, most=1)
    deadline = NOW + timedelta(minutes=1)
    tried = attempts.begin(database, mine, part=0, key="k", at=NOW, deadline=deadline, by="test")
    assert tried
    lost = Failure(kind=Kind.UNKNOWN, code="answer-lost")
    attempts.end(database, mine, tried, failure=lost, event=Event.LOST, by="test", at=NOW)
    with pytest.raises(NeedsPerson) as refused:
        approve.confirm(database, [one.tag], url=None, by="a", at=NOW, life=timedelta(minutes=2))
    assert refused.value.code == "request-may-arrive"
    later = NOW + timedelta(minutes=4)
    assert states(approve.confirm(database, [one.tag], url=None, by="a", at=later, life=timedelta(minutes=2))) == [
        State.READY
    ]


def test_what_would_be_refused_is_refused_before_anything_is_asked(database: Database) -> None:
    one = put(database, add(database, new())[0], State.PUBLISHED)
    for asked in (
        lambda: approve.cancellable(database, [one.tag]),
        lambda: approve.doubtful(database, [one.tag], out=False, at=NOW),
    ):
        refused = problem(asked)
        assert (refused.code, refused.where) == ("not-while-published", ""), "its sentence names the tag once"


def test_a_calendar_without_roles_says_so(database: Database) -> None:
    (one,) = add(database, new(roles=("curator",)))
    refused = problem(
        lambda: consent.approve(database, [one.tag], role="curator", by="a", how="mail", roles={}, at=NOW)
    )
    assert refused.code == "role-none"


def test_holding_says_who_and_why(database: Database) -> None:
    (one,) = add(database, new())
    (held,) = approve.hold(database, [one.tag], why="deuil national", by="a.martin", at=NOW)
    assert said(held.reason, "fr").endswith("deuil national")
    assert problem(lambda: approve.hold(database, [one.tag], why="", by="a", at=NOW)).code == "not-while-held"
    (free,) = approve.unhold(database, [one.tag], why="", by="a.martin", at=NOW)
    assert free.state is State.READY
    assert problem(lambda: approve.unhold(database, [one.tag], why="", by="a", at=NOW)).code == "not-while-ready"


# -- cancel, retry, now


@pytest.mark.parametrize("state", list(State))
def test_each_decision_is_refused_exactly_where_the_table_has_no_such_move(database: Database, state: State) -> None:
    decisions: dict[Event, Callable[[str], list[Delivery]]] = {
        Event.CANCELLED: lambda tag: approve.cancel(database, [tag], why="", by="a", at=NOW),
        Event.RETRIED: lambda tag: approve.retry(database, [tag], why="", by="a", at=NOW),
        Event.HELD: lambda tag: approve.hold(database, [tag], why="", by="a", at=NOW),
        Event.UNHELD_READY: lambda tag: approve.unhold(database, [tag], why="", by="a", at=NOW),
    }
    for number, (event, decide) in enumerate(decisions.items()):
        one = put(database, add(database, new(f"p{number}"))[0], state)
        if (state, event) in TRANSITIONS:
            assert states(decide(one.tag)) == [TRANSITIONS[(state, event)]]
        else:
            assert problem(lambda one=one, decide=decide: decide(one.tag)).code == f"not-while-{state.value}"  # type: ignore[misc]
            assert deliveries.get(database, one.id) == one


def test_cancelling_keeps_the_reason(database: Database) -> None:
    first, _ = post(database)
    assert states(approve.cancel(database, [first.code], why="reporté", by="a.martin", at=NOW)) == [State.CANCELLED] * 2
    last = history.of(database, first.id)[-1]
    assert (last.event, last.why, last.by) == ("cancelled", "reporté", "a.martin")


def test_a_retry_counts_lateness_from_now_and_begins_a_new_round(database: Database) -> None:
    (one,) = add(database, new(due=NOW - 9 * HOUR))
    put(database, one, State.MISSED, attempts=5, not_before=NOW + HOUR)
    (back,) = approve.retry(database, [one.tag], why="", by="a.martin", at=NOW)
    assert (back.state, back.due, back.too_late_at) == (State.READY, one.due, NOW + 2 * HOUR)
    assert (back.attempts, back.not_before) == (0, None)
    assert [each.id for each in deliveries.claim(database, now=NOW, lease=LEASE, most=1)] == [one.id]


def test_a_retry_without_its_yeses_awaits_them(database: Database) -> None:
    (one,) = add(database, new(roles=("curator",)))
    put(database, one, State.MISSED)
    assert states(approve.retry(database, [one.tag], why="", by="a", at=NOW)) == [State.AWAITING]


def test_sending_now_what_was_missed(database: Database) -> None:
    (one,) = add(database, new(due=NOW - 9 * HOUR))
    put(database, one, State.MISSED)
    (now,) = approve.send_now(database, [one.tag], by="a.martin", at=NOW)
    assert (now.state, now.too_late_at) == (State.READY, NOW + 2 * HOUR)
    assert deliveries.overdue(database, NOW) == []


def test_a_live_moment_is_due_when_a_person_says_so(database: Database) -> None:
    (one,) = add(database, new(due=None, local=None, too_late_at=None, closes=NOW + HOUR))
    assert deliveries.claim(database, now=NOW, lease=LEASE, most=1) == []
    (now,) = approve.send_now(database, [one.tag], by="a.martin", at=NOW)
    assert (now.state, now.due, now.closes) == (State.READY, NOW, None)
    assert now.local
    assert now.local.isoformat() == "2027-06-07T08:00:00+02:00"
    assert [each.id for each in deliveries.claim(database, now=NOW, lease=LEASE, most=1)] == [one.id]


def test_a_live_moment_that_was_missed_can_be_sent_after_all(database: Database) -> None:
    (one,) = add(database, new(due=None, local=None, too_late_at=None, closes=NOW - HOUR))
    missed = deliveries.move(database, one, Event.TOO_LATE, by="d", at=NOW)
    assert missed
    (now,) = approve.send_now(database, [one.tag], by="a.martin", at=NOW)
    assert (now.state, now.due) == (State.READY, NOW)
    assert deliveries.overdue(database, NOW) == []


def test_sending_before_its_hour_asks_again_those_who_said_yes_to_that_hour(database: Database) -> None:
    first, _ = post(database)
    yes(database, first.code)
    (now,) = approve.send_now(database, [first.tag], by="a.martin", at=NOW)
    assert (now.state, now.missing_roles) == (State.AWAITING, ("curator",))
    (free,) = add(database, new("libre", due=LATER))
    assert states(approve.send_now(database, [free.tag], by="a", at=NOW)) == [State.READY]
    (held,) = approve.hold(database, [free.tag], why="", by="a", at=NOW)
    assert problem(lambda: approve.send_now(database, [held.tag], by="a", at=NOW)).code == "not-while-held"


# -- settling

URL = "https://social.example/@musee/113524"


def unknown(database: Database, parts: int = 1) -> Delivery:
    add(database, new(parts=parts))
    (one,) = deliveries.claim(database, now=NOW, lease=LEASE, most=1)
    assert attempts.begin(database, one, part=0, key="k", at=NOW, deadline=NOW, by="d")
    return attempts.recover(database, at=NOW).unknown[0]


def test_an_unknown_one_that_is_out_is_published_with_its_address(database: Database) -> None:
    one = unknown(database)
    (done,) = approve.confirm(database, [one.tag], url=URL, remote_id="113524", by="a.martin", at=NOW)
    assert done.state is State.PUBLISHED
    assert done.receipts == (Receipt(part=0, remote_id="113524", url=URL, at=NOW),)
    assert history.of(database, one.id)[-1].why == URL
    assert history.replay(history.of(database, one.id)) is State.PUBLISHED


def test_of_a_thread_the_rest_goes_on(database: Database) -> None:
    one = unknown(database, parts=2)
    (rest,) = approve.confirm(database, [one.tag], url=URL, by="a.martin", at=NOW)
    assert (rest.state, [each.part for each in rest.receipts]) == (State.READY, [0])


def test_an_unknown_one_that_is_certainly_not_out_is_ready(database: Database) -> None:
    one = unknown(database)
    (back,) = approve.confirm(database, [one.tag], url=None, by="a.martin", at=NOW)
    assert (back.state, back.receipts) == (State.READY, ())


def test_what_was_handed_to_a_person_is_settled_either_way(database: Database) -> None:
    one, two = add(database, new("a"), new("b"))
    put(database, one, State.EXPECTED)
    put(database, two, State.EXPECTED)
    assert states(approve.confirm(database, [one.tag], url=URL, by="a", at=NOW)) == [State.PUBLISHED]
    assert states(approve.confirm(database, [two.tag], url=None, by="a", at=NOW)) == [State.MISSED]


@pytest.mark.parametrize("state", [State.FAILED, State.MISSED, State.PARTIAL])
def test_what_a_person_posted_by_hand_after_all_is_settled(database: Database, state: State) -> None:
    one = put(database, add(database, new())[0], state)
    assert (
        problem(lambda: approve.confirm(database, [one.tag], url=None, by="a", at=NOW)).code
        == f"not-while-{state.value}"
    )
    assert states(approve.confirm(database, [one.tag], url=URL, by="a", at=NOW)) == [State.PUBLISHED]


def test_settling_is_one_at_a_time(database: Database) -> None:
    first, _ = post(database)
    assert problem(lambda: approve.confirm(database, [first.code], url=URL, by="a", at=NOW)).code == "names-several"
    assert problem(lambda: approve.confirm(database, [first.tag], url=URL, by="a", at=NOW)).code == "not-while-awaiting"


@pytest.mark.parametrize(
    "url",
    [
        "",
        "x",
        "ftp://a.example/1",
        "https://",
        "https://a.example",
        "https://a.example/",
        "javascript:alert(1)",
        "https://a.example/1 2",
        "http://[::1",
        "file:///etc/passwd",
    ],
)
def test_only_the_address_of_a_post_is_proof(database: Database, url: str) -> None:
    one = unknown(database)
    assert problem(lambda: approve.confirm(database, [one.tag], url=url, by="a", at=NOW)).code == "not-a-post-address"
    assert deliveries.get(database, one.id) == one


def test_hostile_words_are_kept_but_shown_harmless(database: Database) -> None:
    (one,) = add(database, new())
    (held,) = approve.ask(database, [one.tag], question="\x1b[2J{why} %s \u202e[/b]", by="\x1b]52;c;x\x07", at=NOW)
    shown = said(held.reason, "fr")
    assert "\x1b" not in shown
    assert "\u202e" not in shown
    assert "{why} %s" in shown
