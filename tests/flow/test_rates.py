"""Two averages of one rate, reproduced on 500 real posts to the printed digits.

The posts: those that S. Moro, P. Rita and B. Vala published beside «Predicting social media performance metrics and evaluation of
the impact on brand building», Journal of Business Research 69 (2016), https://doi.org/10.1016/j.jbusres.2016.02.010, for research
and with the wish to be cited; the UCI Machine Learning Repository gives them out (https://doi.org/10.24432/C5QK55). Eight
columns, values untouched. Blank counts (1 like, 4 shares) are taken as 0 in the published sums, and as missing by us.
"""

import csv
import os
from dataclasses import dataclass, replace
from datetime import timedelta
from functools import cache
from pathlib import Path
from statistics import median, variance

import pytest

from scheduler.flow.evaluate import Followers
from scheduler.flow.evaluate.evidence import evidence
from scheduler.model.engagement import AGES
from scheduler.model.evidence import Standing
from scheduler.model.rates import Rates, mean_of_ratios, per_post, ratio_of_sums
from tests.flow.evaluation_data import museum_week

POSTS = Path(os.environ.get("SCHEDULER_DATA") or Path(__file__).parents[3] / "shared" / "data") / "facebook-metrics.csv"


@dataclass(frozen=True, kw_only=True)
class Row:
    """One post of the published table; blanks are None."""

    followers: int | None
    reach: float | None
    views: float | None
    engaged: float | None
    comments: float | None
    likes: float | None
    shares: float | None

    @property
    def engagement(self) -> float | None:
        given = (self.comments, self.likes, self.shares)
        return None if None in given else sum(one for one in given if one is not None)

    @property
    def total(self) -> float:
        """As the published sums have it: a blank is 0."""
        return sum(one or 0 for one in (self.comments, self.likes, self.shares))


@cache
def posts() -> tuple[Row, ...]:
    def number(text: str) -> float | None:
        return float(text) if text else None

    if not POSTS.exists():
        pytest.skip(f"no published posts at {POSTS.name}")
    with POSTS.open(encoding="utf-8-sig", newline="") as file:
        return tuple(
            Row(
                followers=int(row["Page_T_Likes"]),
                reach=number(row["T_Reach"]),
                views=number(row["T_Impression"]),
                engaged=number(row["Engaged_Users"]),
                comments=number(row["comment"]),
                likes=number(row["like"]),
                shares=number(row["share"]),
            )
            for row in csv.DictReader(file, delimiter=";")
        )


def test_the_sums_of_the_published_table() -> None:
    sums = {name: sum(getattr(one, name) or 0 for one in posts()) for name in ("reach", "views", "engaged")}
    assert sums == {"reach": 6_951_680, "views": 14_792_974, "engaged": 460_172}
    counts = {name: sum(getattr(one, name) or 0 for one in posts()) for name in ("comments", "likes", "shares")}
    assert counts == {"comments": 3_741, "likes": 88_795, "shares": 13_524}
    assert sum(one.total for one in posts()) == 106_060


def test_the_rate_by_reach_is_1_5_percent_as_ratio_of_sums_and_2_4_as_mean_of_ratios() -> None:
    pairs = [(one.total, one.reach) for one in posts()]
    assert f"{100 * (ratio_of_sums(pairs) or 0):.4f}" == "1.5257"
    assert f"{100 * (mean_of_ratios(pairs) or 0):.4f}" == "2.4071"
    assert f"{100 * median(top / (bottom or 1) for top, bottom in pairs):.4f}" == "2.1234"


def test_the_rate_by_views_and_by_followers() -> None:
    pairs = [(one.total, one.views) for one in posts()]
    assert f"{100 * (ratio_of_sums(pairs) or 0):.4f}" == "0.7170"
    assert f"{100 * (mean_of_ratios(pairs) or 0):.4f}" == "1.3691"
    assert f"{100 * (mean_of_ratios([(one.total, one.followers) for one in posts()]) or 0):.5f}" == "0.17344"
    assert f"{100 * (ratio_of_sums([(one.engaged, one.reach) for one in posts()]) or 0):.4f}" == "6.6196"


def test_conversation_amplification_and_applause_per_post() -> None:
    given = {name: per_post([getattr(one, name) or 0 for one in posts()]) for name in ("comments", "shares", "likes")}
    assert given == {"comments": 7.482, "shares": 27.048, "likes": 177.59}
    totals = [one.total for one in posts()]
    assert (per_post(totals), median(totals)) == (212.12, 123.5)
    assert f"{variance(totals):.1f}" == "144577.2"


def test_a_blank_count_is_missing_and_its_post_in_no_rate() -> None:
    found = Rates.of("facebook", posts())
    assert found.by_reach_posts == 496, "four posts lack a like or a share"
    whole = [one for one in posts() if one.engagement is not None]
    assert found.by_reach == sum(one.total for one in whole) / sum(one.reach or 0 for one in whole)


def test_a_rate_without_a_whole_pair_is_none_and_nothing_is_divided_by_zero() -> None:
    assert ratio_of_sums([]) is None
    assert mean_of_ratios([(None, 3.0), (3.0, None), (3.0, 0)]) is None
    assert per_post([None]) is None
    assert Rates.of("mastodon", []) == Rates(network="mastodon", reason="rates-not-seen")


def test_a_report_gives_rates_where_a_network_says_what_was_seen() -> None:
    question = museum_week()
    seen = evidence(question)
    assert [one.network for one in seen.rates] == ["facebook", "x"]
    found = next(one for one in seen.rates if one.network == "x")
    mine = [
        one for one in seen.posts if one.network == "x" and one.week == "2027-W23" and one.standing is Standing.MEASURED
    ]
    assert found.by_views_posts == len(mine) == 21
    assert found.by_views == pytest.approx(
        sum(one.engagement or 0 for one in mine) / sum(one.views or 0 for one in mine)
    )
    assert found.by_reach is None, "no reach was given"
    assert found.reason == "rates-not-seen"


def test_followers_are_those_read_last_before_the_post_and_not_a_month_ago() -> None:
    question = museum_week()
    post = next(one for one in question.posts if one.network == "x" and one.campaign == "museumweek-2027")
    readings = [
        Followers(account="musee-x", taken=post.at - timedelta(days=days), count=count)
        for days, count in ((30, 1), (3, 1000), (1, 1010), (-1, 2000))
    ]
    found = {one.tag: one.followers for one in evidence(replace(question, followers=readings)).posts}
    assert found[post.tag] == 1010
    old = [replace(one, taken=post.at - timedelta(days=30)) for one in readings[:1]]
    assert {one.followers for one in evidence(replace(question, followers=old)).posts if one.tag == post.tag} == {None}


def test_reach_is_read_at_the_compared_age_and_never_added_up_over_a_thread() -> None:
    question = museum_week()
    post = next(one for one in question.posts if one.network == "facebook" and one.campaign == "museumweek-2027")
    given = [
        replace(one, counts=replace(one.counts, reach=500)) if one.tag == post.tag and one.age == AGES[4] else one
        for one in question.snapshots
    ]
    found = {one.tag: one.reach for one in evidence(replace(question, snapshots=given)).posts}
    assert found[post.tag] == 500
    threads = [replace(one, parts=2) if one.tag == post.tag else one for one in question.posts]
    whole = evidence(replace(question, snapshots=given, posts=threads)).posts
    assert {one.reach for one in whole if one.tag == post.tag} == {None}
