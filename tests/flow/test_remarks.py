"""Questions and remarks: they stay with their post whatever becomes of its text, and nothing of them is ever published."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from scheduler.errors import NeedsPerson, Problem
from scheduler.flow import approve
from scheduler.model.delivery import Delivery, Event, State
from scheduler.store import deliveries, history, remarks
from scheduler.store.codes import post_key
from scheduler.store.database import Database
from scheduler.store.deliveries import Replace
from tests.store.making import HOUR, NOW, add, new, opened

LATER = NOW + 24 * HOUR
POST = "museumweek-2027/reserves"


@pytest.fixture
def database(tmp_path: Path) -> Iterator[Database]:
    one = opened(tmp_path)
    yield one
    one.close()


def post(database: Database) -> list[Delivery]:
    return add(database, *(new(due=LATER, account=each) for each in ("musee-mastodon", "musee-x")))


def ask(database: Database, text: str, *, holds: bool = False, by: str = "l.diallo") -> list[Delivery]:
    return approve.ask(database, [POST], question=text, by=by, at=NOW, holds=holds)


def answer(database: Database, text: str) -> list[Delivery]:
    return approve.answer(database, [POST], answer=text, by="cm", at=NOW + HOUR)


def test_a_remark_holds_nothing_and_is_answered(database: Database) -> None:
    first, _ = post(database)
    assert {one.state for one in ask(database, "La date est-elle sûre ?")} == {State.READY}
    (said,) = remarks.open_ones(database)
    assert (said.key, said.by, said.text, said.code, said.open) == (
        post_key(first), "l.diallo", "La date est-elle sûre ?", first.code, True,
    )  # fmt: skip
    assert {one.state for one in answer(database, "Oui, au registre.")} == {State.READY}
    (kept,) = remarks.of_posts(database, [post_key(first)])[post_key(first)]
    assert (kept.answer, kept.answered_by, kept.answered_at, kept.open) == (
        "Oui, au registre.",
        "cm",
        NOW + HOUR,
        False,
    )
    assert remarks.open_ones(database) == []
    told = [(entry.event, entry.why, entry.by) for entry in history.of(database, first.id)][1:]
    assert told == [("asked", "La date est-elle sûre ?", "l.diallo"), ("answered", "Oui, au registre.", "cm")]
    assert history.verify(database) is None


def test_a_question_holds_until_it_is_answered_either_way(database: Database) -> None:
    post(database)
    assert {one.state for one in ask(database, "Qui a validé ?", holds=True)} == {State.HELD}
    assert {one.state for one in answer(database, "Moi.")} == {State.READY}
    ask(database, "Et le crédit ?", holds=True)
    freed = approve.unhold(database, [POST], why="Il y est.", by="cm", at=NOW)
    assert {one.state for one in freed} == {State.READY}
    assert [one.answer for one in remarks.of_posts(database, [post_key(freed[0])])[post_key(freed[0])]] == [
        "Moi.",
        "Il y est.",
    ]


def test_an_answer_lets_nothing_go_that_was_held_for_another_reason(database: Database) -> None:
    post(database)
    approve.hold(database, [POST], why="Deuil national.", by="cm", at=NOW)
    ask(database, "La date est-elle sûre ?", holds=True)
    answered = answer(database, "Oui, au registre.")
    assert {one.state for one in answered} == {State.HELD}
    assert all(one.reason.startswith("held-by-person-for ") for one in answered)
    ask(database, "Et le crédit ?", holds=True)
    with pytest.raises(NeedsPerson) as refused:
        approve.unhold(database, [POST], why="", by="cm", at=NOW)
    assert (refused.value.code, refused.value.arguments["question"]) == ("question-unanswered", "Et le crédit ?")
    assert {one.state for one in approve.unhold(database, [POST], why="Il y est.", by="cm", at=NOW)} == {State.READY}
    assert remarks.open_ones(database) == []


def test_it_stays_with_the_post_when_the_text_changes(database: Database) -> None:
    first, _ = post(database)
    ask(database, "Un doute.")
    deliveries.apply(database, [Replace(first.id, new(due=LATER, text="Neuf."))], by="a", at=NOW, campaigns={})
    (kept,) = remarks.open_ones(database)
    assert (kept.text, kept.code) == ("Un doute.", first.code), "the code says which text it was about"
    assert all("Un doute" not in part.text for one in deliveries.select(database) for part in one.variant.parts)


def test_what_holds_for_another_reason_stays_held(database: Database) -> None:
    post(database)
    approve.hold(database, [POST], why="deuil national", by="a.martin", at=NOW)
    ask(database, "Jusqu'à quand ?")
    assert {one.state for one in answer(database, "Jusqu'à lundi.")} == {State.HELD}


def test_nothing_to_say_or_to_answer_is_refused(database: Database) -> None:
    post(database)
    refusals: list[tuple[Callable[[], object], str]] = [
        (lambda: ask(database, "  "), "question-empty"),
        (lambda: answer(database, " "), "answer-empty"),
        (lambda: answer(database, "Oui."), "nothing-asked"),
        (lambda: approve.ask(database, ["ZZZZ"], question="?", by="a", at=NOW), "no-such-delivery"),
    ]
    for act, code in refusals:
        with pytest.raises(Problem) as refused:
            act()
        assert refused.value.code == code
    assert remarks.open_ones(database) == []


def test_even_of_what_is_out_something_may_be_asked(database: Database) -> None:
    first, second = post(database)
    approve.cancel(database, [second.tag], why="", by="a", at=NOW)
    ask(database, "Pourquoi pas sur X ?")
    assert [one.text for one in remarks.open_ones(database)] == ["Pourquoi pas sur X ?"]
    assert remarks.of_posts(database, []) == {}
    assert first.id


@pytest.mark.long
def test_more_posts_than_an_expression_may_be_deep_are_answered_in_one_go(database: Database) -> None:
    many = add(database, *(new(f"post-{number}", due=LATER) for number in range(1100)))
    remarks.ask(database, many, text="Crédit ?", by="l.diallo", at=NOW)
    assert remarks.answer(database, many, text="Vérifié.", by="cm", at=NOW) == 1100
    assert remarks.open_ones(database) == []


def test_an_account_that_comes_to_a_post_with_an_open_question_is_held_for_it(database: Database) -> None:
    post(database)
    ask(database, "Le prêteur est-il d'accord ?", holds=True)
    (late, other) = add(
        database, new(due=LATER, account="musee-bluesky"), new("quiz", due=LATER, account="musee-bluesky")
    )
    assert (late.state, other.state) == (State.HELD, State.READY)
    assert "Le prêteur est-il d'accord ?" in late.reason
    assert history.replay(history.of(database, late.id)) is State.HELD
    assert {one.state for one in answer(database, "Oui.")} == {State.READY}
    (after,) = add(database, new(due=LATER, account="musee-facebook"))
    assert after.state is State.READY, "what is answered holds nobody"


def test_what_was_missed_under_a_question_does_not_go_out_before_the_answer(database: Database) -> None:
    first, second = post(database)
    ask(database, "Le prêteur est-il d'accord ?", holds=True)
    for one in (first, second):
        held = deliveries.get(database, one.id)
        assert held
        deliveries.move(database, held, Event.TOO_LATE, by="dispatcher", at=LATER)
    with pytest.raises(NeedsPerson, match="question-first"):
        approve.retry(database, [POST], why="", by="cm", at=LATER)
    with pytest.raises(NeedsPerson, match="question-first"):
        approve.send_now(database, [POST], by="cm", at=LATER)
    edited = new(due=LATER, account=first.account, text="Un autre texte.")
    deliveries.apply(database, [Replace(first.id, edited)], by="a", at=NOW, campaigns={})
    mended = deliveries.get(database, first.id)
    assert mended
    assert mended.state is State.HELD, "an edit brings it back, and the question is still open"
    answer(database, "Oui.")
    assert approve.retry(database, [second.tag], why="", by="cm", at=LATER)[0].state is State.READY
