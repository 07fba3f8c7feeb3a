"""What may be shared: rounded logarithms, bands and components; small cells refused, and nothing that says how many."""

import json
import math
from dataclasses import fields, replace
from datetime import UTC, datetime, time, timedelta
from itertools import product
from typing import cast

import pytest

from scheduler.app.insight import Insight
from scheduler.app.sharing import contributed, written
from scheduler.errors import Problem
from scheduler.flow.evaluate import Followers, Question
from scheduler.flow.evaluate.sharing import VOLUME_DECIMALS, contribution
from scheduler.model.sharing import Entry, size_of
from scheduler.sentences import say
from tests.flow.evaluation_data import FIRST, LAST, NOW, ZONE, flat, post

WEEK = timedelta(days=7)
PLANTED = 4_273
"""Followers: a number that must be nowhere."""


def question(reactions: int = 20, number: int = 6, **other: object) -> Question:
    """Eight weeks of five posts a week that vary, and an operation of `number` posts, on two networks; the second is quiet."""
    before = [
        (post(FIRST - back * WEEK + timedelta(days=day), network=network), (10 + back) if network == "mastodon" else 1)
        for back in range(1, 9)
        for day in range(5)
        for network in ("mastodon", "bluesky")
    ]
    during = [
        (
            post(FIRST + timedelta(days=day), network=network, campaign="semaine"),
            reactions if network == "mastodon" else 1,
        )
        for day in range(number)
        for network in ("mastodon", "bluesky")
    ]
    everything = [*before, *during]
    snapshots = [each for one, level in everything for each in flat([one], level)]
    read = Followers(account="musee-mastodon", taken=during[0][0].at, count=PLANTED)
    values: dict[str, object] = {
        "campaign": "semaine", "title": "Semaine", "zone": ZONE, "first": FIRST, "last": LAST, "now": NOW,
        "posts": [one for one, _ in everything], "snapshots": snapshots, "followers": [read],
    }  # fmt: skip
    return Question(**values | other)  # type: ignore[arg-type]


def only(found: tuple[Entry, ...]) -> Entry:
    (one,) = found
    return one


def test_an_entry_is_rounded_and_its_parts_are_the_reports() -> None:
    found = contribution(question(), operation="museumweek-2027")
    one = only(found.entries)
    assert (one.network, one.weeks, one.size, one.components) == (
        "mastodon",
        8,
        "1-5k",
        ("reactions", "replies", "shares"),
    )
    assert one.log_volume == round(math.log(6 / 5), 1)
    mean = sum(10 + back for back in range(1, 9)) / 8
    assert one.log_per_post == round(math.log(20 / mean), 2)
    for value in (one.log_ratio, one.se, one.log_volume, one.log_per_post):
        assert value == round(value, 2)
    assert [(each.network, each.reason) for each in found.refused] == [("bluesky", "report-why-few-counts")]


def test_it_says_nothing_of_how_many() -> None:
    """Every number of the file is known: a field that is added must be thought over here."""
    found = contribution(question(), operation="museumweek-2027")
    text = written(found, country="fr", kind="musée")
    value = json.loads(text)
    assert set(value) == {
        "format",
        "version",
        "tool",
        "operation",
        "week",
        "days",
        "age_hours",
        "institution",
        "entries",
    }
    assert set(value["entries"][0]) == {one.name for one in fields(Entry)}
    assert value["institution"] == {"country": "FR", "kind": "musée"}
    for planted in (
        str(PLANTED),
        "4 273",
        "4,273",
        "120",
        "musee-mastodon",
        "semaine",
        "https:",
        "Publication",
        "2027-06-0",
    ):
        assert planted not in text, planted


def test_the_ratio_of_publications_never_tells_their_number() -> None:
    """Over eight weeks of any activity, each shared value fits several numbers: two decimals would leave cells of one."""
    fitting: dict[int, dict[float, set[int]]] = {1: {}, 2: {}}
    for decimals, number, past in product((1, 2), range(5, 31), range(8, 721)):
        fitting[decimals].setdefault(round(math.log(number * 8 / past), decimals), set()).add(number)
    told = {
        decimals: min(
            len(fitting[decimals][round(math.log(number * 8 / past), decimals)])
            for number, past in product(range(5, 21), range(8, 161))
        )
        for decimals in (1, 2)
    }
    assert told[2] == 1
    assert told[VOLUME_DECIMALS] > 10
    seven, five = (only(contribution(question(number=n), operation="o").entries).log_volume for n in (7, 5))
    assert (seven, five) == (0.3, 0.0)


def test_an_error_is_never_nothing() -> None:
    """Who pools weighs by its square: 0.00 would outweigh all the others together."""
    base = question()
    alike = [
        replace(each, counts=replace(each.counts, reactions=10_000 + sum(map(ord, each.tag)) % 7))
        for each in base.snapshots
    ]
    found = contribution(replace(base, snapshots=alike), operation="o")
    assert [one.se for one in found.entries] == [0.01, 0.01]


def test_an_operation_that_still_runs_is_refused_as_such() -> None:
    base = question(reactions=40)
    early = datetime.combine(LAST + timedelta(days=6), time(8), UTC)
    found = contribution(replace(base, now=early), operation="o")
    assert found.entries == ()
    assert {one.network: one.reason for one in found.refused}["mastodon"] == "report-why-unripe"


def test_invented_followers_give_no_band() -> None:
    base = question()
    (read,) = base.followers
    found = contribution(replace(base, followers=[replace(read, simulated=True)]), operation="o")
    assert only(found.entries).size == ""


def test_ten_times_the_counts_share_the_same_ratios() -> None:
    """An index says nothing of size: only the error is smaller, which is why it is rounded and few counts are refused."""
    one = only(contribution(question(), operation="o").entries)
    base = question()
    larger = [
        replace(each, counts=replace(each.counts, reactions=(each.counts.reactions or 0) * 10))
        for each in base.snapshots
        if "mastodon" in each.tag
    ]
    ten = only(contribution(replace(base, snapshots=larger), operation="o").entries)
    assert (ten.log_ratio, ten.log_volume, ten.log_per_post) == (one.log_ratio, one.log_volume, one.log_per_post)


@pytest.mark.parametrize(
    ("asked", "reason"),
    [
        ({"reactions": 3}, "report-why-few-counts"),
        ({"number": 4}, "report-why-few-posts"),
        ({"weeks": 5}, "report-why-few-weeks"),
    ],
)
def test_small_cells_are_refused(asked: dict[str, int], reason: str) -> None:
    found = contribution(question(**asked), operation="o")
    assert found.entries == ()
    assert reason in {one.reason for one in found.refused}


def test_nineteen_are_refused_and_twenty_are_not() -> None:
    for total, there in ((19, False), (20, True)):
        base = question(reactions=4, number=5)
        (last,) = [one for one in base.snapshots if "mastodon" in one.tag and "0611-9" in one.tag and one.age == WEEK]
        more = replace(last, counts=replace(last.counts, reactions=4 - (20 - total)))
        snapshots = [more if one is last else one for one in base.snapshots if one.tag != last.tag or one is last]
        assert bool(contribution(replace(base, snapshots=snapshots), operation="o").entries) is there


class Asked:
    """What `contributed` asks: one question."""

    def __init__(self, one: Question) -> None:
        self.one = one

    def question(self, _slug: str) -> Question:
        return self.one


@pytest.mark.parametrize(
    ("asked", "english", "french"),
    [
        ({"weeks": 5}, "under six ordinary weeks", "semaines ordinaires"),
        ({"posts": [], "snapshots": []}, "no post went out", "aucune publication"),
    ],
)
def test_where_nothing_may_be_shared_the_reason_is_said(asked: dict[str, object], english: str, french: str) -> None:
    with pytest.raises(Problem) as caught:
        contributed(cast("Insight", Asked(question(**asked))), "semaine", operation="")  # type: ignore[arg-type]
    for language, words in (("en", english), ("fr", french)):
        assert words in say(caught.value.code, caught.value.arguments, language).text


@pytest.mark.parametrize(
    ("followers", "band"),
    [(None, ""), (0, "<1k"), (999, "<1k"), (1_000, "1-5k"), (19_999, "5-20k"), (20_000, "20-100k"), (100_000, ">100k")],
)
def test_followers_are_told_as_a_band(followers: int | None, band: str) -> None:
    assert size_of(followers) == band


def test_what_exports_counted_is_shared_without_an_age_and_not_where_only_one_side_is() -> None:
    asked = question()
    whole = replace(asked, posts=[replace(one, at_export=True) for one in asked.posts])
    found = contribution(whole, operation="semaine")
    assert found.age is None
    assert json.loads(written(found))["age_hours"] is None
    assert json.loads(written(contribution(asked, operation="semaine")))["age_hours"] == 168
    half = replace(asked, posts=[replace(one, at_export=one.campaign == "semaine") for one in asked.posts])
    assert {one.reason for one in contribution(half, operation="semaine").refused} >= {"at-export-why"}
    assert not contribution(half, operation="semaine").entries
