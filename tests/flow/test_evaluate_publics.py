"""Who was new, who came back, and who is of the house: counted as by hand, judged beside like weeks, or refused for a reason."""

import random
from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta

import pytest

from scheduler.flow.evaluate import Question, evaluate
from scheduler.flow.evaluate.judging import Spread, judged
from scheduler.model.campaign import Objective
from scheduler.model.notice import Where
from scheduler.model.publics import Acted, Circle, Crowd, PublicRow, Publics, Sort
from scheduler.model.report import Reached, Verdict
from tests.flow.crowd_data import (
    BACK,
    FRESH,
    INSTITUTIONS,
    KNOWN,
    WEEK,
    acts_with,
    asked,
    heard,
    monday,
    people_of,
    posts_of,
)
from tests.flow.evaluation_data import FIRST, LAST, flat

SHARES = (Circle.KNOWN, Circle.RETURNING, Circle.NEW, Circle.INSTITUTIONS, Circle.INDIVIDUALS)


@pytest.fixture(scope="module")
def question() -> Question:
    return asked()


@pytest.fixture(scope="module")
def found(question: Question) -> Publics:
    return told(question)


def told(question: Question) -> Publics:
    made = evaluate(question).publics
    assert made is not None
    return made


def crowd_of(question: Question) -> Crowd:
    assert question.crowd is not None
    return question.crowd


def row(found: Publics, circle: Circle) -> PublicRow:
    one = found.row(circle)
    assert one is not None, circle
    return one


def by_hand(week: int) -> dict[Circle, int]:
    """The week's people, counted from who was invented for it."""
    people, days = set(people_of(week)), 180
    before = {
        who
        for earlier in range(week - 38, week)
        if (monday(week) - monday(earlier)).days - 3 <= days  # its last post is of the fourth day
        for who in people_of(earlier)
    }
    known = people & set(KNOWN)
    new = people - known - before
    institutions = len(people & set(INSTITUTIONS))
    return {
        Circle.EVERYBODY: len(people),
        Circle.KNOWN: len(known),
        Circle.RETURNING: len(people - known - new),
        Circle.NEW: len(new),
        Circle.INSTITUTIONS: institutions,
        Circle.INDIVIDUALS: len(people) - institutions,
    }


def test_people_are_counted_as_by_hand(found: Publics) -> None:
    for circle, number in by_hand(0).items():
        assert row(found, circle).people == number
    assert row(found, Circle.NEW).people == FRESH
    assert (found.networks, found.posts, found.heard, found.weeks) == (("mastodon",), 4, 4, 8)


def test_each_share_is_judged_beside_the_eight_weeks_before(found: Publics) -> None:
    weeks = [by_hand(week) for week in range(-8, 0)]
    for circle in SHARES:
        mine, shares = row(found, circle), [one[circle] / one[Circle.EVERYBODY] for one in weeks]
        assert mine.share is not None
        wanted = judged(mine.share, shares, spread=Spread.SHARE)
        assert (mine.ordinary, mine.verdict, mine.reason) == (wanted.ordinary, wanted.verdict, "")
        sums = sum(one[circle] for one in weeks), sum(one[Circle.EVERYBODY] for one in weeks)
        assert mine.mean == pytest.approx(sums[0] / sums[1])
    assert row(found, Circle.NEW).verdict is Verdict.MORE
    assert row(found, Circle.EVERYBODY).verdict is Verdict.MORE


def test_the_three_circles_are_everybody_and_so_are_the_two(found: Publics) -> None:
    everybody = row(found, Circle.EVERYBODY).people
    for circles in ((Circle.KNOWN, Circle.RETURNING, Circle.NEW), (Circle.INSTITUTIONS, Circle.INDIVIDUALS)):
        assert sum(row(found, one).people or 0 for one in circles) == everybody


def test_newcomers_who_came_back_within_four_weeks_beside_weeks_that_end_before_the_operation(found: Publics) -> None:
    mine = row(found, Circle.NEW_BACK_4)
    assert (mine.people, mine.of) == (BACK, FRESH)
    assert mine.verdict is Verdict.LESS
    back = []
    for week in range(-12, -4):  # the eight whose four weeks after end before the operation
        people, after = by_hand(week)[Circle.NEW], {who for w in range(week + 1, week + 5) for who in people_of(w)}
        back.append(len({who for who in people_of(week) if who.startswith(f"n{week}-")} & after) / people)
    assert mine.share is not None
    assert mine.ordinary == judged(mine.share, back, spread=Spread.SHARE).ordinary
    whole = row(found, Circle.BACK_4)
    assert whole.of == row(found, Circle.EVERYBODY).people
    assert (whole.people or 0) > BACK


def test_eight_weeks_are_said_when_they_can_be_read(found: Publics, question: Question) -> None:
    later = row(found, Circle.NEW_BACK_8)
    assert (later.people, later.reason, later.on) == (None, "publics-why-not-yet", LAST + 8 * WEEK + timedelta(days=8))


def test_between_ourselves_counts_what_institutions_did_not_how_many_they_are(
    found: Publics, question: Question
) -> None:
    tags = {one.tag for one in posts_of(0)}
    acts = [one for one in crowd_of(question).acts if one.tag in tags]
    mine = row(found, Circle.INSIDE)
    assert (mine.people, mine.of) == (sum(one.pseudonym in INSTITUTIONS for one in acts), len(acts))


def test_who_was_seen_just_within_the_look_back_is_no_newcomer_and_just_outside_is(question: Question) -> None:
    crowd = crowd_of(question)
    person, now = "somebody", acts_with(posts_of(0), ["somebody"])

    def new(day: date) -> int:
        (once,) = [one for week in range(-38, 0) for one in posts_of(week) if one.at.date() == day]
        before = acts_with([once], [person])[:1]
        return (
            row(told(replace(question, crowd=replace(crowd, acts=[*crowd.acts, *now, *before]))), Circle.NEW).people
            or 0
        )

    edge = FIRST - timedelta(days=180)
    days = sorted(one.at.date() for week in range(-38, 0) for one in posts_of(week))
    inside, outside = min(day for day in days if day >= edge), max(day for day in days if day < edge)
    assert (new(inside), new(outside)) == (FRESH, FRESH + 1)


# Refusals


def test_where_the_data_do_not_reach_back_far_enough_nobody_is_called_new(question: Question) -> None:
    short = asked(before=33)  # 180 days before the oldest of eight weeks are 33 weeks and five days
    found = told(short)
    assert found.reason == "publics-why-short"
    for circle in (Circle.NEW, Circle.RETURNING, Circle.NEW_BACK_4):
        assert (row(found, circle).people, row(found, circle).verdict) == (None, Verdict.TOO_LITTLE)
        assert row(found, circle).reason == "publics-why-short"
    assert row(found, Circle.KNOWN).people == 12
    (why,) = [one for one in found.cannot if one.code == "publics-cannot-short"]
    assert why.arguments["since"] == monday(-33)
    assert [one for one in evaluate(short).cannot if one.code == "publics-cannot-short"]
    assert told(asked(before=34)).reason == ""
    assert told(replace(short, crowd=replace(crowd_of(short), look_back=timedelta(days=120)))).reason == ""


def test_a_network_that_is_known_for_a_short_time_is_left_out_and_named(question: Question) -> None:
    crowd = crowd_of(question)
    young = [one for week in range(-10, 1) for one in posts_of(week, "bluesky")]
    silent = posts_of(0, "x")
    acts = [*crowd.acts, *acts_with(young, [f"b{number}" for number in range(90)])]
    posts = [*question.posts, *young, *silent]
    more = replace(
        question,
        posts=posts,
        snapshots=flat(posts, 20, 4, 6),
        crowd=replace(crowd, acts=acts, heard=[*crowd.heard, *heard(young)]),
    )
    found = told(more)
    assert (found.networks, found.late, found.silent) == (("mastodon",), ("bluesky",), ("x",))
    assert row(found, Circle.NEW).people == FRESH
    assert any(one.code == "publics-late" and one.arguments["networks"] == ("Bluesky",) for one in found.said)
    assert any(one.arguments.get("networks") == ("X",) for one in found.cannot)


def test_before_the_posts_are_of_age_there_is_a_date_and_no_number(question: Question) -> None:
    now = posts_of(0)[-1].at + timedelta(days=6)
    (only,) = told(replace(question, now=now)).rows
    assert (only.circle, only.people, only.on) == (Circle.EVERYBODY, None, LAST + timedelta(days=8))


def test_of_fewer_than_five_nothing_is_shown_nor_what_would_tell_of_them(question: Question) -> None:
    crowd = crowd_of(question)
    few = replace(question, crowd=replace(crowd, known={f"k{number}": Sort.INSTITUTION for number in range(4)}))
    found = told(few)
    known, returning = row(found, Circle.KNOWN), row(found, Circle.RETURNING)
    assert (known.people, known.share, known.reason) == (None, None, "publics-why-small")
    assert (returning.people, returning.share) == (None, None), (
        "the whole minus newcomers and regulars would be the four"
    )
    assert row(found, Circle.NEW).people == FRESH
    assert (row(found, Circle.INSTITUTIONS).people, row(found, Circle.INDIVIDUALS).people) == (None, None)
    assert row(found, Circle.INSIDE).people is None
    tags = {one.tag for one in posts_of(0)}
    four = [one for one in crowd.acts if one.tag not in tags or one.pseudonym in {"k0", "k1", "k2", "k3"}]
    (only,) = told(replace(question, crowd=replace(crowd, acts=four))).rows
    assert (only.people, only.reason) == (None, "publics-why-small")


def test_of_fewer_than_twenty_there_is_no_verdict(question: Question) -> None:
    crowd, tags = crowd_of(question), {one.tag for one in posts_of(0)}
    some = (
        {f"k{number}" for number in range(6)} | {f"n0-{number}" for number in range(8)} | {"r0", "r1", "r2", "r3", "r4"}
    )
    found = told(
        replace(
            question, crowd=replace(crowd, acts=[a for a in crowd.acts if a.tag not in tags or a.pseudonym in some])
        )
    )
    mine = row(found, Circle.NEW)
    assert (mine.people, mine.of, mine.verdict, mine.reason) == (8, 19, Verdict.TOO_LITTLE, "publics-why-few-people")


def test_posts_of_which_it_is_not_known_who_engaged_are_counted_and_too_many_refuse(question: Question) -> None:
    crowd, posts = crowd_of(question), posts_of(0)
    without = replace(crowd, heard=[one for one in crowd.heard if one.tag != posts[0].tag])
    found = told(replace(question, crowd=without))
    assert (found.posts, found.heard) == (4, 3)
    assert row(found, Circle.EVERYBODY).reason == "publics-why-unread"
    lacking = {one.tag for week in range(-30, -10) for one in posts_of(week)[:2]}
    gaps = replace(crowd, heard=[one for one in crowd.heard if one.tag not in lacking])
    assert told(replace(question, crowd=gaps)).reason == "publics-why-gaps"


def test_without_a_list_nothing_is_said_of_the_known(question: Question) -> None:
    found = told(replace(question, crowd=replace(crowd_of(question), known={}, declared=False)))
    for circle in (Circle.KNOWN, Circle.INSTITUTIONS, Circle.INDIVIDUALS):
        assert (row(found, circle).people, row(found, circle).reason) == (None, "publics-why-undeclared")
    assert found.row(Circle.INSIDE) is None
    assert row(found, Circle.NEW).people == FRESH


def test_people_of_an_operation_that_is_no_week_are_not_judged_in_number(question: Question) -> None:
    found = told(replace(question, last=FIRST + timedelta(days=3)))
    mine = row(found, Circle.EVERYBODY)
    assert (mine.people, mine.verdict, mine.reason) == (
        by_hand(0)[Circle.EVERYBODY],
        Verdict.TOO_LITTLE,
        "publics-why-length",
    )


def test_a_calendar_that_does_not_collect_says_how_it_begins(question: Question) -> None:
    off = told(replace(question, crowd=Crowd(collected=False)))
    assert (off.rows, off.reason, [one.code for one in off.cannot]) == ((), "publics-why-off", ["publics-cannot-off"])
    assert evaluate(replace(question, crowd=Crowd())).publics is None
    assert evaluate(replace(question, crowd=None)).publics is None
    lost = told(replace(question, crowd=Crowd(fault="publics-why-key")))
    assert [one.labels for one in lost.cannot if one.code == "publics-cannot-new"] == [{"reason": ("publics-why-key",)}]


# What must not change it


def turned(question: Question) -> Question:
    crowd = crowd_of(question)
    acts, known = list(crowd.acts), list(crowd.heard)
    random.Random(7).shuffle(acts)
    random.Random(8).shuffle(known)
    return replace(question, crowd=replace(crowd, acts=acts, heard=known))


def renamed(question: Question) -> Question:
    """Another key: every pseudonym is another."""
    crowd = crowd_of(question)
    known = {f"other {name}": sort for name, sort in crowd.known.items()}
    acts = [replace(one, pseudonym=f"other {one.pseudonym}") for one in crowd.acts]
    return replace(question, crowd=replace(crowd, acts=acts, known=known))


def joined_by_bots(question: Question) -> Question:
    crowd = crowd_of(question)
    bots = acts_with(posts_of(0), [f"bot{number}" for number in range(30)], sort=Sort.BOT)
    return replace(question, crowd=replace(crowd, acts=[*crowd.acts, *bots]))


def shifted(question: Question) -> Question:
    by, crowd = timedelta(days=364), crowd_of(question)
    return replace(
        question,
        first=question.first + by,
        last=question.last + by,
        now=question.now + by,
        posts=[replace(one, at=one.at + by) for one in question.posts],
        snapshots=[replace(one, taken=one.taken + by) for one in question.snapshots],
        crowd=replace(crowd, heard=[replace(one, at=one.at + by) for one in crowd.heard]),
    )


@pytest.mark.parametrize("change", [turned, renamed, joined_by_bots, shifted])
def test_the_numbers_stay(change: Callable[[Question], Question], question: Question, found: Publics) -> None:
    other = told(change(question))
    assert [replace(one, on=None) for one in other.rows] == [replace(one, on=None) for one in found.rows]


def test_what_somebody_does_twice_counts_once_among_people(question: Question, found: Publics) -> None:
    crowd = crowd_of(question)
    again: list[Acted] = [replace(one, tag=posts_of(0)[3].tag) for one in crowd.acts if one.tag == posts_of(0)[0].tag]
    other = told(replace(question, crowd=replace(crowd, acts=[*crowd.acts, *again])))
    assert [row(other, one).people for one in SHARES] == [row(found, one).people for one in SHARES]


# Objectives


@pytest.mark.parametrize(
    ("metric", "target", "reached", "aim"),
    [
        ("new-share", "50%", Reached.YES, 0.5),
        ("new-share", "60 %", Reached.NO, 0.6),
        ("new-share", "+10%", Reached.YES, None),
        ("people", "60", Reached.YES, 60),
        ("people", "x3", Reached.NO, None),
        ("new_engagers", "40", Reached.YES, 40),
        ("new_engagers", "+10%", Reached.UNKNOWN, None),
    ],
)
def test_objectives_about_people(
    question: Question, metric: str, target: str, reached: Reached, aim: float | None
) -> None:
    goal = Objective(name="Publics", metric=metric, target=target, age=timedelta(days=7), where=Where(file="c.yaml"))
    (one,) = evaluate(replace(question, objectives=[goal])).objectives
    assert one.reached is reached
    if aim is not None:
        assert one.aim == aim
    assert one.value is not None
