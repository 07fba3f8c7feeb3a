"""Counts from an export: one late reading stands for the age, and no verdict rests on comparing it with another kind."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from scheduler.flow.evaluate import Published, Question, evaluate
from scheduler.flow.evaluate.ages import Standing, at_age, measure
from scheduler.flow.evaluate.exported import REASON
from scheduler.model.engagement import Counts, Snapshot
from scheduler.model.report import Metric, Verdict
from tests.flow.evaluation_data import ZONE, flat, post

FIRST = date(2026, 6, 1)
TAKEN = datetime(2026, 11, 20, tzinfo=UTC)
NOW = datetime(2026, 12, 1, tzinfo=UTC)
WEEK = timedelta(days=7)


def exported(posts: Sequence[Published], reactions: int) -> tuple[list[Published], list[Snapshot]]:
    """The same posts with the one count of an export."""
    marked = [replace(one, at_export=True) for one in posts]
    counts = Counts(reactions=reactions, replies=0, shares=0)
    return marked, [Snapshot(tag=one.tag, part=1, age=TAKEN - one.at, taken=TAKEN, counts=counts) for one in marked]


def collected(posts: Sequence[Published], reactions: int) -> tuple[list[Published], list[Snapshot]]:
    return list(posts), flat(posts, reactions)


def past(level: int = 10) -> list[tuple[list[Published], int]]:
    """Eight ordinary weeks of five posts, and what a post of each gathers."""
    weeks = [FIRST - WEEK * back for back in range(8, 0, -1)]
    return [([post(first + timedelta(days=day)) for day in range(5)], level + n % 3) for n, first in enumerate(weeks)]


def asked(now: int, *, days_exported: bool, past_exported: bool) -> Question:
    days = [post(FIRST + timedelta(days=day), campaign="week") for day in range(5)]
    posts, readings = (exported if days_exported else collected)(days, now)
    for week, level in past():
        more, read = (exported if past_exported else collected)(week, level)
        posts, readings = posts + more, readings + read
    return Question(
        campaign="week",
        title="Week",
        zone=ZONE,
        first=FIRST,
        last=FIRST + timedelta(days=6),
        now=NOW,
        posts=posts,
        snapshots=readings,
    )


def test_a_late_reading_stands_for_the_age_only_where_it_came_with_an_export() -> None:
    assert at_age([(4000.0, 30.0)], 168) is None
    assert at_age([(4000.0, 30.0), (5000.0, 31.0)], 168, late=True) == 30
    assert at_age([(24.0, 30.0)], 168, late=True) is None, "an earlier one says nothing of the age"
    (one,), readings = exported([post(FIRST)], 9)
    assert [each.reactions for each in measure([one], readings, age=WEEK, now=NOW)] == [9]
    (other,) = measure([replace(one, at_export=False)], readings, age=WEEK, now=NOW)
    assert other.standing is Standing.MISSING


def test_like_is_compared_with_like_and_the_report_says_so() -> None:
    report = evaluate(asked(200, days_exported=True, past_exported=True))
    assert report.figure(Metric.ENGAGEMENT).verdict is Verdict.MORE
    assert report.reservations[0].code == "at-export-all"
    plain = evaluate(asked(200, days_exported=False, past_exported=False))
    assert plain.figure(Metric.ENGAGEMENT).ratio == report.figure(Metric.ENGAGEMENT).ratio
    assert not [one.code for one in plain.reservations if one.code.startswith("at-export")]


@pytest.mark.parametrize(
    ("now", "days", "given", "code"),
    [
        (200, False, Verdict.MORE, "at-export-reference"),
        (1, False, Verdict.TOO_LITTLE, "at-export-reference"),
        (200, True, Verdict.TOO_LITTLE, "at-export-days"),
        (1, True, Verdict.LESS, "at-export-days"),
    ],
)
def test_an_export_on_one_side_makes_no_verdict_that_it_alone_could_have_made(
    now: int, days: bool, given: Verdict, code: str
) -> None:
    report = evaluate(asked(now * 5, days_exported=days, past_exported=not days))
    figure = report.figure(Metric.TOTAL)
    assert figure.verdict is given
    assert (figure.reason == REASON) is (given is Verdict.TOO_LITTLE)
    assert report.reservations[0].code == code
    assert report.figure(Metric.POSTS).reason != REASON, "how many went out, no export changes"


def test_an_export_draws_no_curve_of_growth_it_never_saw() -> None:
    exported_report = evaluate(asked(200, days_exported=True, past_exported=True))
    assert exported_report.accumulation == (), "one reading months later says nothing of the first day"
    posts = [post(FIRST + timedelta(days=day), campaign="week") for day in range(5)]
    late = evaluate(
        replace(asked(200, days_exported=False, past_exported=False), posts=posts, snapshots=flat(posts, 9))
    )
    assert late.accumulation == (), "nor does one at seven days"


def test_an_operation_to_come_is_no_operation_without_posts() -> None:
    question = asked(200, days_exported=False, past_exported=False)
    ahead = replace(
        question,
        now=datetime(2026, 5, 31, 12, tzinfo=UTC),
        posts=[one for one in question.posts if one.at.month < 6 and one.campaign != "week"],
    )
    found = evaluate(ahead)
    assert [one.code for one in found.brief] == ["report-brief-ahead"]
    assert {one.ratio for one in found.figures} == {None}, "nothing was published: that is no ratio of nought"
    past = evaluate(replace(ahead, now=NOW))
    assert [one.code for one in past.brief] == ["report-brief-nothing"]
