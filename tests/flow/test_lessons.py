"""What an edition teaches: which contents were little followed, which targets were met, in sentences of both languages."""

from dataclasses import replace
from datetime import timedelta
from functools import cache

import pytest

from scheduler.flow.evaluate import Question, evaluate
from scheduler.flow.evaluate.evidence import evidence
from scheduler.flow.evaluate.lessons import contents, lessons, plain
from scheduler.flow.evaluate.objectives import target as read_target
from scheduler.model.figure import Role
from scheduler.model.lessons import Lessons
from scheduler.render.learnt import notes
from tests.flow.evaluation_data import FIRST, NOW, museum_week


@cache
def question() -> Question:
    return museum_week()


def learnt(asked: Question) -> Lessons:
    return lessons(evaluate(asked), evidence(asked))


def weakened(asked: Question, name: str, factor: float) -> Question:
    """The same week, one content followed so many times as much."""
    return replace(
        asked,
        snapshots=[
            replace(
                one,
                counts=replace(
                    one.counts, **{kind: round((getattr(one.counts, kind) or 0) * factor) for kind in KINDS}
                ),
            )
            if f"/{name}/" in one.tag
            else one
            for one in asked.snapshots
        ],
    )


KINDS = ("reactions", "replies", "shares")


def test_a_content_is_compared_with_its_own_networks_only() -> None:
    behind = evidence(question())
    mine = [one for one in behind.posts if one.campaign == "museumweek-2027" and one.role is Role.OPERATION]
    ratios = contents(mine, behind.posts)
    assert len(ratios) == 21
    loud = [
        replace(one, engagement=one.engagement and one.engagement * 1000) if one.network == "x" else one
        for one in behind.posts
    ]
    again = contents([one for one in loud if one in mine or one.campaign == "museumweek-2027"], loud)
    for name, ratio in ratios.items():
        if not any(one.post == name and one.network == "x" for one in mine):
            assert again[name] == ratio


def test_the_least_followed_are_marked_and_never_more_than_a_quarter() -> None:
    found = learnt(weakened(question(), "p0609-13-0", 0.02))
    assert found.least[0] == "p0609-13-0"
    assert len(found.least) <= 21 // 4
    assert found.contents["p0609-13-0"][0].code == "lesson-content-least"
    strong = learnt(weakened(question(), "p0609-13-0", 30))
    assert strong.contents["p0609-13-0"][0].code == "lesson-content-much"
    assert {one.code for one in found.head} >= {"lesson-fewer-minutes", "lesson-from", "lesson-caution", "lesson-fill"}


def test_too_few_contents_are_not_told_apart() -> None:
    few = museum_week()
    kept = [one for one in few.posts if one.campaign != "museumweek-2027" or one.at.date() == FIRST]
    found = learnt(replace(few, posts=kept))
    assert found.least == ()
    assert "lesson-contents" in {one.code for one in found.head}


@pytest.mark.parametrize(("target", "proposed"), [("+30%", "+40%"), ("x2", "+40%")])
def test_a_target_is_proposed_from_what_was_observed(target: str, proposed: str) -> None:
    asked = question()
    objective = replace(asked.objectives[0], target=target)
    found = learnt(replace(asked, objectives=(objective,)))
    assert found.objectives["Conversations"].target == proposed


def test_a_number_is_proposed_for_a_number_and_nothing_where_less_than_ordinary_came() -> None:
    asked = question()
    objective = replace(asked.objectives[0], target="3")
    assert learnt(replace(asked, objectives=(objective,))).objectives["Conversations"].target == "2"
    poor = replace(
        asked,
        snapshots=[
            replace(one, counts=replace(one.counts, replies=0)) if "museumweek" in one.tag else one
            for one in asked.snapshots
        ],
    )
    assert learnt(poor).objectives["Conversations"].target == ""


def test_what_can_not_be_read_yet_is_said_and_no_target_is_made_up() -> None:
    early = learnt(museum_week(now=NOW - timedelta(days=33)))
    assert {one.target for one in early.objectives.values()} == {""}
    assert {one.said[0].code for one in early.objectives.values()} == {"lesson-aim-unknown"}


@pytest.mark.parametrize("language", ["fr", "en"])
def test_every_lesson_has_its_words_on_one_line(language: str) -> None:
    for asked in (question(), weakened(question(), "p0609-13-0", 0.02), museum_week(now=NOW - timedelta(days=33))):
        found = notes(learnt(asked), language)
        said = [
            *found.head,
            *(
                line
                for group in (found.objectives, found.days, found.contents)
                for one in group.values()
                for line in one
            ),
        ]
        assert said
        assert all(line and "\n" not in line and "{" not in line for line in said)
    assert found.blank == ("À COMPLÉTER" if language == "fr" else "TBD")


def test_a_simulated_audience_is_said_first() -> None:
    assert [one.code for one in learnt(museum_week(simulated=True)).head][1] == "lesson-simulated"


@pytest.mark.parametrize(
    ("value", "written"),
    [(1_234_567, "1200000"), (1234, "1200"), (13.9, "14"), (2.19, "2.2"), (0.0456, "0.046"), (0.00001234, "0.000012")],
)
def test_a_proposed_target_is_written_as_a_file_may_hold_it(value: float, written: str) -> None:
    assert plain(value) == written
    assert read_target(written) is not None
