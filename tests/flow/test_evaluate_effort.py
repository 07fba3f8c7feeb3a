"""What an operation cost: minutes declared and written down, hours of ordinary weeks, rights; nothing where nothing is known."""

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

import pytest

from scheduler.flow.evaluate import Published, Question, evaluate
from scheduler.model.effort import Clearance, Effort, Logged
from tests.flow.evaluation_data import FIRST, LAST, NOW, ZONE, flat, post

WEEK = timedelta(days=7)


def question(**other: object) -> Question:
    """Eight ordinary weeks of five posts, and a week of five contents on two networks, each post with 30 engagements."""
    before = [post(FIRST - number * WEEK + timedelta(days=day)) for number in range(1, 9) for day in range(5)]
    during = [
        post(FIRST + timedelta(days=day), network=network, campaign="semaine", post=f"c{day}", minutes=30 + 10 * day)
        for day in range(5)
        for network in ("mastodon", "bluesky")
    ]
    posts: list[Published] = [*before, *during]
    values: dict[str, object] = {
        "campaign": "semaine", "title": "Semaine", "zone": ZONE, "first": FIRST, "last": LAST, "now": NOW, "posts": posts,
        "snapshots": flat(posts, 20, 4, 6),
    }  # fmt: skip
    return Question(**values | other)  # type: ignore[arg-type]


def effort(**other: object) -> Effort:
    found = evaluate(question(**other)).effort
    assert found is not None
    return found


def logged(minutes: int, day: date = FIRST, by: str = "a.martin", **about: str) -> Logged:
    return Logged(day=day, minutes=minutes, by=by, **about)


def test_the_file_alone() -> None:
    found = effort()
    assert (found.minutes, found.contents, found.of) == (30 + 40 + 50 + 60 + 70, 5, 5)
    assert found.per_hour == pytest.approx(300 * 60 / 250)
    assert (found.people, found.usual, found.usual_per_hour, found.rights) == ((), None, None, None)


def test_what_was_written_down_for_a_content_counts_in_place_of_the_files() -> None:
    found = effort(logged=[logged(90, campaign="semaine", post="c0"), logged(-15, campaign="semaine", post="c0")])
    assert found.minutes == 75 + 40 + 50 + 60 + 70
    assert [(one.name, one.minutes) for one in found.people] == [("", 220), ("a.martin", 75)]


def test_minutes_for_the_whole_campaign_are_added_and_everybody_is_named() -> None:
    found = effort(
        logged=[
            logged(60, campaign="semaine"),
            logged(20, by="l.diallo", campaign="semaine"),
            logged(500, campaign="autre"),
        ]
    )
    assert found.minutes == 250 + 80
    assert found.per_hour == pytest.approx(300 * 60 / 330)
    assert [one.name for one in found.people] == ["", "a.martin", "l.diallo"]
    assert sum(one.minutes for one in found.people) == found.minutes


def test_an_ordinary_week_is_that_of_the_weeks_of_which_minutes_are_known() -> None:
    weeks = [logged(120, FIRST - number * WEEK, campaign="quotidien") for number in (1, 2, 3, 4)]
    found = effort(logged=weeks)
    assert (found.usual, found.weeks) == (120, 4)
    assert found.usual_per_hour == pytest.approx(5 * 30 * 60 / 120)


def test_preparing_the_operation_is_no_ordinary_work() -> None:
    weeks = [logged(120, FIRST - number * WEEK, campaign="quotidien") for number in (1, 2)]
    preparing = [logged(600, FIRST - WEEK, campaign="semaine"), logged(90, FIRST - WEEK, campaign="semaine", post="c0")]
    found = effort(logged=[*weeks, *preparing])
    assert (found.usual, found.weeks) == (120, 2)


def test_minutes_that_were_taken_back_leave_those_of_the_file() -> None:
    asked = question()
    posts = [replace(one, minutes=40) if one.campaign == "daily" else one for one in asked.posts]
    (first, *_) = posts
    row = {"campaign": first.campaign, "post": first.post}
    undone = [logged(60, first.at.date(), **row), logged(-60, first.at.date(), **row)]
    found, without = evaluate(replace(asked, posts=posts, logged=undone)).effort, evaluate(replace(asked, posts=posts))
    assert found is not None
    assert without.effort is not None
    assert (found.usual, found.weeks) == (without.effort.usual, 8) == (200, 8)


def test_a_content_declared_at_no_minute_is_of_unknown_time() -> None:
    asked = question()
    posts = [replace(one, minutes=0) if one.post == "c0" else one for one in asked.posts]
    found = evaluate(replace(asked, posts=posts)).effort
    assert found is not None
    assert (found.contents, found.of, found.dearest) == (4, 5, ())


def test_hours_given_to_what_did_not_go_out_buy_nothing_of_what_did() -> None:
    found = effort(logged=[logged(240, campaign="semaine", post="never-sent")])
    assert (found.minutes, found.contents, found.of) == (250 + 240, 5, 5)
    assert found.per_hour == pytest.approx(300 * 60 / 250)


def test_rights_cost_by_currency_and_the_days_they_took() -> None:
    pictures = [
        Clearance(file="a.jpg", amount=Decimal("120.50"), currency="EUR", days=28),
        Clearance(file="b.jpg", amount=Decimal("59.50"), currency="EUR", days=4),
        Clearance(file="c.jpg", amount=Decimal(10), currency="CHF"),
        Clearance(file="d.jpg"),
    ]
    rights = effort(clearances=pictures).rights
    assert rights is not None
    assert (rights.pictures, rights.paid, rights.amounts) == (4, 3, (("CHF", "10"), ("EUR", "180.00")))
    assert (rights.answered, rights.median, rights.least, rights.most) == (2, 16, 4, 28)


def test_contents_that_got_little_for_their_time_are_named_from_five_on() -> None:
    assert [one.post for one in effort().dearest] == ["c4", "c3", "c2"]
    fewer = question()
    fewer = replace(fewer, posts=[one for one in fewer.posts if one.post != "c0"])
    found = evaluate(fewer).effort
    assert found is not None
    assert found.dearest == ()


def test_where_nothing_was_written_down_nothing_is_said() -> None:
    bare = question()
    assert evaluate(replace(bare, posts=[replace(one, minutes=None) for one in bare.posts])).effort is None
    young = evaluate(replace(question(), snapshots=())).effort
    assert young is not None
    assert (young.per_hour, young.dearest) == (None, ())
