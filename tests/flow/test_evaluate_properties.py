"""What must not change the report, what must, and what it refuses to say."""

import html
import random
import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta

import pytest

from scheduler.flow.evaluate import Operation, Published, Question, evaluate
from scheduler.model.campaign import Objective
from scheduler.model.engagement import AGES, Counts, Snapshot
from scheduler.model.notice import Where
from scheduler.model.report import Kind, Metric, Quantity, Reached, Report, Role, Verdict
from scheduler.render.report_formats import rendered
from tests.flow.evaluation_data import FIRST, LAST, NOW, flat, museum_week, post, reading

WEEK = timedelta(days=7)
FIRST_INSTANT = post(FIRST).at


def scaled(snapshots: Sequence[Snapshot], by: int) -> list[Snapshot]:
    names = ("reactions", "replies", "shares")
    return [
        replace(one, counts=Counts(**{name: (getattr(one.counts, name) or 0) * by for name in names}))
        for one in snapshots
    ]


def verdicts(report: Report) -> list[Verdict]:
    return [figure.verdict for figure in report.figures]


def ratios(report: Report) -> list[float | None]:
    return [figure.ratio for figure in report.figures]


@pytest.fixture(scope="module")
def question() -> Question:
    return museum_week()


@pytest.fixture(scope="module")
def report(question: Question) -> Report:
    return evaluate(question)


def test_counting_ten_times_as_much_changes_no_ratio(question: Question, report: Report) -> None:
    found = evaluate(replace(question, snapshots=scaled(list(question.snapshots), 10)))
    assert ratios(found) == pytest.approx(ratios(report))
    assert found.figure(Metric.ENGAGEMENT).verdict is report.figure(Metric.ENGAGEMENT).verdict
    assert found.effect is not None
    assert report.effect is not None
    assert found.effect.phi == pytest.approx(10 * report.effect.phi)


def test_the_order_in_which_posts_come_changes_nothing(question: Question, report: Report) -> None:
    posts, snapshots = list(question.posts), list(question.snapshots)
    random.Random(1).shuffle(posts)
    random.Random(2).shuffle(snapshots)
    assert evaluate(replace(question, posts=posts, snapshots=snapshots)) == report


def test_a_week_later_everything_is_the_same(question: Question, report: Report) -> None:
    moved = replace(
        question,
        first=question.first + WEEK,
        last=question.last + WEEK,
        now=question.now + WEEK,
        posts=[replace(one, at=one.at + WEEK) for one in question.posts],
        snapshots=[replace(one, taken=one.taken + WEEK) for one in question.snapshots],
        days={day + WEEK: theme for day, theme in question.days.items()},
    )
    assert ratios(evaluate(moved)) == pytest.approx(ratios(report))


def test_a_reading_later_than_those_around_the_age_changes_nothing(question: Question, report: Report) -> None:
    # Those at 28 days; the objective that is read at that age is left out.
    kept = [one for one in question.snapshots if one.age < AGES[5]]
    objectives = [one for one in question.objectives if one.age == WEEK]
    found = evaluate(replace(question, snapshots=kept, objectives=objectives))
    assert found.figures == report.figures
    alone = [replace(one, adjusted=None) for one in found.objectives]
    assert alone == [replace(one, adjusted=None) for one in report.objectives[:2]], "corrected for two, not for three"


def test_younger_posts_are_excluded_and_counted(question: Question, report: Report) -> None:
    now = question.posts[0].at
    monday = max(one.at for one in question.posts if one.campaign == "museumweek-2027") + timedelta(days=5)
    found = evaluate(museum_week(now=monday))
    assert found.coverage.young > 0
    assert found.coverage.measured + found.coverage.young + found.coverage.missing == found.coverage.published
    assert found.brief[0].code == "report-brief-so-far"
    assert found.brief[1].code == "report-brief-each"
    assert next(row for row in found.weeks if row.role is Role.OPERATION).engagement is None
    assert found.effort is not None
    assert found.effort.per_hour is None
    total = found.figure(Metric.TOTAL)
    assert (total.verdict, total.reason, total.ratio, found.decomposition) == (
        Verdict.TOO_LITTLE,
        "report-why-unripe",
        None,
        None,
    )
    assert now < monday < report.made


def test_adding_a_post_younger_than_the_age_changes_no_verdict() -> None:
    now = FIRST_INSTANT + timedelta(days=11)
    asked = museum_week(now=now)
    young = post(LAST, 7, hour=11)
    before = evaluate(asked)
    after = evaluate(replace(asked, posts=[*asked.posts, young], snapshots=[*asked.snapshots, *flat([young], 999)]))
    assert verdicts(after) == verdicts(before)
    assert after.figure(Metric.ENGAGEMENT) == before.figure(Metric.ENGAGEMENT)
    assert after.coverage.young == before.coverage.young + 1


def test_posts_without_a_reading_are_said_and_the_whole_is_still_judged(question: Question) -> None:
    tag = next(one.tag for one in question.posts if one.campaign == "museumweek-2027")
    found = evaluate(replace(question, snapshots=[one for one in question.snapshots if one.tag != tag]))
    assert found.brief[0].code == "report-brief-happened-part"
    assert found.figure(Metric.TOTAL).verdict is Verdict.MORE


def test_themes_and_networks_add_up_to_the_week(report: Report) -> None:
    total = report.figure(Metric.TOTAL).value
    assert sum(group.engagement or 0 for group in report.days) == pytest.approx(total)
    assert sum(row.engagement or 0 for row in report.per_network) == pytest.approx(total)
    assert sum(group.engagement or 0 for group in report.categories) == pytest.approx(total)
    assert sum(group.posts for group in report.days) == report.coverage.measured
    parts = report.decomposition
    assert parts is not None
    assert parts.total == pytest.approx(parts.volume * parts.per_post)


def test_posts_of_everyday_life_count_in_the_week_but_in_no_theme(question: Question) -> None:
    extra = [post(FIRST, number, hour=20) for number in range(3)]
    asked = replace(question, posts=[*question.posts, *extra], snapshots=[*question.snapshots, *flat(extra, 4)])
    found = evaluate(asked)
    rest = next(group for group in found.days if group.key == "*")
    assert (rest.posts, rest.engagement, rest.few, rest.per_post, rest.median) == (3, 12, True, None, None)
    assert sum(group.engagement or 0 for group in found.days) == pytest.approx(found.figure(Metric.TOTAL).value)


def test_announcements_are_neither_in_the_week_nor_in_the_baseline(question: Question, report: Report) -> None:
    early = post(FIRST - timedelta(days=6), campaign="museumweek-2027", hour=18)
    found = evaluate(
        replace(question, posts=[*question.posts, early], snapshots=[*question.snapshots, *flat([early], 900)])
    )
    assert found.figures == report.figures
    assert found.coverage.outside == 1
    assert "report-cannot-outside" in [one.code for one in found.cannot]


def test_weeks_of_another_operation_are_no_reference_and_the_baseline_reaches_further_back(question: Question) -> None:
    night = Operation(title="Nuit des musées", first=FIRST - timedelta(days=20), last=FIRST - timedelta(days=19))
    found = evaluate(replace(question, others=(night,)))
    roles = [row.role for row in found.weeks]
    assert (roles.count(Role.OTHER), roles.count(Role.BASELINE)) == (1, 8)
    assert next(row for row in found.weeks if row.role is Role.OTHER).title == "Nuit des musées"
    assert len([row for row in found.weeks if row.last < FIRST]) == 9


def test_weeks_without_a_post_are_no_reference(question: Question) -> None:
    closed = FIRST - timedelta(days=14)
    kept = [one for one in question.posts if not closed <= one.at.date() < closed + WEEK]
    found = evaluate(replace(question, posts=kept))
    roles = [row.role for row in found.weeks]
    assert (roles.count(Role.EMPTY), roles.count(Role.BASELINE)) == (1, 8)


def test_another_account_is_another_matter(question: Question) -> None:
    found = evaluate(replace(question, accounts=("musee-x",)))
    assert found.networks == ("x",)
    assert found.coverage.published == 21


# --- refusals: a reason, never a number -----------------------------------------------------------------------------


def weekly(count: int, *, each: int = 4, reactions: int = 10, during: int = 8) -> Question:
    """`count` weeks of `each` posts with the same counts, and an operation of `during` posts."""
    posts = [
        post(FIRST - timedelta(weeks=week) + timedelta(days=n), n) for week in range(1, count + 1) for n in range(each)
    ]
    operation = [post(FIRST, n, campaign="museumweek-2027", theme="Coulisses") for n in range(during)]
    snapshots = [*flat(posts, reactions, 1, 1), *flat(operation, 12, 2, 2)]
    return replace(museum_week(), posts=[*posts, *operation], snapshots=snapshots)


@pytest.mark.parametrize(
    ("asked", "reason"),
    [
        (weekly(5), "report-why-few-weeks"),
        (weekly(0), "report-why-few-weeks"),
        (weekly(8, during=4), "report-why-few-posts"),
        (weekly(8, during=0), "report-why-no-post"),
        (replace(weekly(8), snapshots=[]), "report-why-no-count"),
        (
            replace(weekly(8), snapshots=flat([one for one in weekly(8).posts if one.campaign != "daily"], 9)),
            "report-why-few-weeks",
        ),
    ],
)
def test_too_little_data_gives_a_reason_and_no_range(asked: Question, reason: str) -> None:
    found = evaluate(asked)
    figure = found.figure(Metric.ENGAGEMENT)
    assert (figure.verdict, figure.reason, figure.ordinary) == (Verdict.TOO_LITTLE, reason, None)
    assert found.effect is None
    assert found.brief


def test_under_twenty_engagements_nothing_is_concluded() -> None:
    asked = weekly(8)
    low = [replace(one, counts=Counts(reactions=2, replies=0, shares=0)) for one in asked.snapshots]
    assert evaluate(replace(asked, snapshots=low)).figure(Metric.ENGAGEMENT).reason == "report-why-few-counts"


def test_a_baseline_of_zeros_gives_no_ratio() -> None:
    asked = weekly(8)
    zero = {one.tag for one in asked.posts if one.campaign == "daily"}
    counts = Counts(reactions=0, replies=0, shares=0)
    found = evaluate(
        replace(asked, snapshots=[replace(one, counts=counts) if one.tag in zero else one for one in asked.snapshots])
    )
    figure = found.figure(Metric.ENGAGEMENT)
    assert (figure.reason, figure.ratio, found.decomposition) == ("report-why-zero-baseline", None, None)


def test_mixed_components_are_not_compared() -> None:
    """The network gave shares in the weeks before, and gives none now: a drop would be the network's, not the week's."""
    asked = weekly(8, during=12)
    now = {one.tag for one in asked.posts if one.campaign != "daily"}
    counts = Counts(reactions=12, replies=2)
    found = evaluate(
        replace(asked, snapshots=[replace(one, counts=counts) if one.tag in now else one for one in asked.snapshots])
    )
    assert found.figure(Metric.CONVERSATION).verdict is not Verdict.TOO_LITTLE
    assert found.figure(Metric.AMPLIFICATION).value is None
    assert (found.figure(Metric.ENGAGEMENT).value, found.figure(Metric.ENGAGEMENT).ratio) == (None, None)
    assert found.decomposition is None


def test_a_component_that_a_network_never_gives_is_named_and_not_zero(question: Question) -> None:
    without = [
        replace(one, counts=replace(one.counts, shares=None)) if "/musee-x" in one.tag else one
        for one in question.snapshots
    ]
    found = evaluate(replace(question, snapshots=without))
    row = next(row for row in found.per_network if row.network == "x")
    assert (row.components, row.shares) == (("reactions", "replies"), None)
    assert found.figure(Metric.AMPLIFICATION).networks == ("bluesky", "facebook", "mastodon")
    (said,) = [one for one in found.cannot if one.code == "report-cannot-component"]
    assert (said.arguments["networks"], said.labels["component"]) == (("X",), ("report-component-shares",))


def test_one_missing_component_makes_a_post_missing_not_smaller(question: Question, report: Report) -> None:
    tag = next(one.tag for one in question.posts if one.campaign == "museumweek-2027")
    torn = [
        replace(one, counts=replace(one.counts, shares=None)) if one.tag == tag else one for one in question.snapshots
    ]
    found = evaluate(replace(question, snapshots=torn))
    assert (found.coverage.missing, found.coverage.measured) == (1, report.coverage.measured - 1)
    assert "report-missing" in [one.code for one in found.reservations]


def test_a_week_twice_as_good_is_called_more_and_half_as_good_less() -> None:
    rng = random.Random(5)
    asked = weekly(8)
    noisy = [
        replace(one, counts=Counts(reactions=10 + rng.randrange(4), replies=2, shares=2)) for one in asked.snapshots
    ]

    def judged(by: float) -> Verdict:
        now = {one.tag for one in asked.posts if one.campaign != "daily"}
        changed = [
            replace(one, counts=Counts(reactions=round(12 * by), replies=round(2 * by), shares=round(2 * by)))
            if one.tag in now
            else one
            for one in noisy
        ]
        return evaluate(replace(asked, snapshots=changed)).figure(Metric.ENGAGEMENT).verdict

    assert [judged(by) for by in (0.4, 1, 2)] == [Verdict.LESS, Verdict.ORDINARY, Verdict.MORE]


# --- objectives, after, standouts, effort ---------------------------------------------------------------------------


def test_objectives_are_judged_at_their_own_age_and_apart_from_the_verdict(report: Report) -> None:
    first, _, relays = report.objectives
    assert (first.reached, first.verdict, relays.age) == (Reached.YES, Verdict.ORDINARY, timedelta(days=28))
    assert first.aim == pytest.approx(1.3 * (report.figure(Metric.CONVERSATION).mean or 0))


def test_an_objective_that_is_not_ripe_says_when_it_will_be() -> None:
    found = evaluate(museum_week(now=NOW - timedelta(days=20))).objectives
    assert [one.reached for one in found] == [Reached.YES, Reached.YES, Reached.UNKNOWN]
    assert (found[2].reason, found[2].on, found[2].value) == (
        "report-why-not-yet",
        LAST + timedelta(days=29),
        None,
    )


@pytest.mark.parametrize(
    ("metric", "target", "reached", "reason"),
    [
        ("engagement-total", "900", Reached.YES, ""),
        ("engagement-total", "1 200", Reached.NO, ""),
        ("engagement", "x3", Reached.NO, ""),
        ("replies", "×1,2", Reached.YES, ""),
        ("applause", "-10 %", Reached.NO, ""),
        ("sales", "+30%", Reached.UNKNOWN, "report-why-unknown-metric"),
        ("engagement", "beaucoup", Reached.UNKNOWN, "report-why-unknown-target"),
        ("engagement", "30%", Reached.UNKNOWN, "report-why-unknown-target"),
        ("engagement-total", "1,200", Reached.UNKNOWN, "report-why-unknown-target"),
        ("engagement-total", "1.200", Reached.UNKNOWN, "report-why-unknown-target"),
    ],
)
def test_targets_as_people_write_them(
    question: Question, metric: str, target: str, reached: Reached, reason: str
) -> None:
    objective = replace(question.objectives[0], metric=metric, target=target)
    (found,) = evaluate(replace(question, objectives=(objective,))).objectives
    assert (found.reached, found.reason) == (reached, reason)


def test_posts_that_could_not_be_read_are_no_posts_that_were_not_sent(question: Question) -> None:
    """Of seventy posts twelve were read: their sum is no total of the week, and seventy were sent."""
    own = [one.tag for one in question.posts if one.campaign == question.campaign]
    unread = set(own[:-12])
    objective = question.objectives[0]
    goals = [replace(objective, metric="engagement-total", target=one) for one in ("900", "150", "+10%")]
    asked = replace(
        question, snapshots=[one for one in question.snapshots if one.tag not in unread], objectives=tuple(goals)
    )
    found, whole = evaluate(asked), evaluate(question)
    total = next(one for one in found.figures if one.metric is Metric.TOTAL)
    assert (total.verdict, total.reason, total.ratio) == (Verdict.TOO_LITTLE, "judged-why-unread", None)
    assert found.decomposition is not None
    assert whole.decomposition is not None
    assert found.decomposition.volume == pytest.approx(whole.decomposition.volume)
    assert [one.reached for one in found.objectives] == [Reached.UNKNOWN, Reached.YES, Reached.UNKNOWN]
    assert found.brief[0].code == "report-brief-alone-part", "no ratio of a part to a whole week"


def test_weeks_before_that_could_not_be_read_make_no_total_rise(question: Question) -> None:
    past = [one.tag for one in question.posts if one.campaign != question.campaign and one.at.date() < FIRST]
    unread = set(past[::2])
    found = evaluate(replace(question, snapshots=[one for one in question.snapshots if one.tag not in unread]))
    total = next(one for one in found.figures if one.metric is Metric.TOTAL)
    assert (total.verdict, total.reason) == (Verdict.TOO_LITTLE, "judged-why-unread")
    known = evaluate(question).decomposition
    assert found.decomposition is not None
    assert known is not None
    assert found.decomposition.volume == pytest.approx(known.volume, rel=0.02)


def test_a_brief_says_of_each_part_only_what_was_judged() -> None:
    """Replies alone are too few to be judged: they are not called ordinary; a week that is less is said first."""
    asked = weekly(8, during=12)
    now = {one.tag for one in asked.posts if one.campaign != "daily"}
    rng = random.Random(4)
    mixed = [
        replace(
            one,
            counts=Counts(
                reactions=9 + rng.randrange(5) if one.tag in now else 30 + rng.randrange(9), replies=1, shares=2
            ),
        )
        for one in asked.snapshots
    ]
    found = evaluate(replace(asked, snapshots=mixed))
    codes = [one.code for one in found.brief]
    assert (codes[:2], codes[-1]) == (["report-brief-less", "report-brief-happened"], "report-brief-new-usual")
    assert found.brief[0].labels["metrics"][-1] == "report-metric-applause"
    assert found.brief[-1].labels["metrics"] == ("report-metric-amplification",)
    assert "report-power" not in [one.code for one in found.reservations]


def test_weeks_after_are_read_when_they_are_ripe(report: Report) -> None:
    near, far = report.aftermath
    assert (near.on, near.verdict) == (None, Verdict.ORDINARY)
    assert near.per_post == pytest.approx(1, abs=0.25)
    # The eighth week after ends on 8 August; its last posts are a week old when the 15th is over.
    assert (far.per_post, far.on) == (None, LAST + timedelta(days=64))


def test_posts_are_ranked_against_their_own_network(report: Report) -> None:
    ratios_ = [row.ratio or 0 for row in report.most]
    assert ratios_ == sorted(ratios_, reverse=True)
    assert len(report.most) == 5
    assert len(report.least) == 3
    assert {row.tag for row in report.most}.isdisjoint(row.tag for row in report.least)
    assert all(row.ratio == pytest.approx(row.engagement / row.median) for row in report.most)


def test_what_rests_on_one_post_is_said() -> None:
    asked = weekly(8)
    star = next(one for one in asked.posts if one.campaign != "daily")
    rng = random.Random(3)
    noisy = [
        replace(one, counts=Counts(reactions=900 if one.tag == star.tag else 9 + rng.randrange(4), replies=1, shares=1))
        for one in asked.snapshots
    ]
    top = evaluate(replace(asked, snapshots=noisy)).top
    assert top is not None
    assert top.share > 0.8
    assert top.changes


def test_a_network_without_ordinary_weeks_is_not_taken_for_a_better_reception(question: Question) -> None:
    """A network that only the operation used, and that counts by the hundred, lifts the mean of all posts by itself."""
    fresh = [
        post(FIRST + timedelta(days=n), n, network="instagram", campaign="museumweek-2027", hour=19) for n in range(7)
    ]
    found = evaluate(
        replace(question, posts=[*question.posts, *fresh], snapshots=[*question.snapshots, *flat(fresh, 300, 30, 30)])
    )
    plain = evaluate(question)
    assert found.decomposition is not None
    assert plain.decomposition is not None
    assert found.decomposition.per_post > 2 * plain.decomposition.per_post
    assert found.newcomers is not None
    assert found.newcomers.networks == ("instagram",)
    assert found.newcomers.per_post == pytest.approx(plain.decomposition.per_post)
    assert found.newcomers.total == pytest.approx(plain.decomposition.total)
    assert found.newcomers.changes
    assert found.reservations[0].code == "report-new-networks-change"
    assert "without-new" in [one.by for one in found.sensitivity]
    assert plain.newcomers is None


def test_a_content_costs_its_minutes_once(report: Report) -> None:
    effort = report.effort
    assert effort is not None
    assert (effort.minutes, effort.contents, effort.of) == (7 * (40 + 30 + 20), 21, 21)
    assert effort.per_hour == pytest.approx((report.figure(Metric.TOTAL).value or 0) / 10.5)


def test_followers_gained_need_a_count_at_both_ends(question: Question) -> None:
    from scheduler.flow.evaluate import Followers

    midnight = question.posts[0].at.replace(hour=4)
    start = midnight.replace(year=2027, month=6, day=7)
    counted = (
        Followers(account="musee-x", taken=start, count=100),
        Followers(account="musee-x", taken=start + WEEK, count=93),
        Followers(account="musee-mastodon", taken=start, count=50),
    )
    rows = {row.network: row.gained for row in evaluate(replace(question, followers=counted)).per_network}
    assert (rows["x"], rows["mastodon"], rows["bluesky"]) == (-7, None, None)


def test_simulated_counts_are_called_simulated(report: Report) -> None:
    found = evaluate(museum_week(simulated=True))
    assert (report.simulated, found.simulated) == (False, True)
    assert found.cannot[0].code == "report-cannot-real"
    assert found.figures == report.figures


def test_where_one_account_is_rehearsed_only_that_one_is_called_simulated(question: Question) -> None:
    mixed = [replace(one, simulated="/musee-x" in one.tag) for one in question.snapshots]
    found = evaluate(replace(question, snapshots=mixed))
    assert (found.simulated, found.simulated_accounts) == (True, ("musee-x",))
    others = tuple(account for account in found.accounts if account != "musee-x")
    assert not evaluate(replace(question, snapshots=mixed, accounts=others)).simulated


def test_an_operation_of_two_days_is_brought_to_seven() -> None:
    asked = replace(weekly(8), last=FIRST + timedelta(days=1))
    found = evaluate(asked)
    parts = found.decomposition
    assert found.scale == pytest.approx(3.5)
    assert found.brief[0].code == "report-brief-happened-long"
    assert found.brief[0].arguments["total"] == Quantity(8 * 16.0, Kind.COUNT)
    assert parts is not None
    assert parts.volume == pytest.approx(8 / 4 * 7 / 2)


def test_a_day_is_judged_as_a_week_and_shown_as_what_was_counted() -> None:
    where = Where(file="a.yaml", line=1, column=1)
    goals = [Objective(name="goal", metric="posts", target=one, age=WEEK, where=where) for one in ("20", "x2")]
    week = evaluate(weekly(8))
    found = evaluate(replace(weekly(8), last=FIRST, objectives=goals))
    posts, total = found.figure(Metric.POSTS), found.figure(Metric.TOTAL)
    assert posts.value == pytest.approx(8)
    assert total.value == pytest.approx(8 * 16.0)
    assert [row.posts for row in found.weeks if row.role is Role.OPERATION] == [8]
    wide = week.figure(Metric.TOTAL).ordinary
    assert total.ordinary is not None
    assert wide is not None
    assert total.ordinary.high == pytest.approx(wide.high / 7)
    assert total.ratio == pytest.approx(found.decomposition.total if found.decomposition else 0)
    assert [one.reached for one in found.objectives] == [Reached.NO, Reached.YES], "8 posts are not 20; 8 a day are"
    for language, span in (("fr", "1 jour"), ("en", "1 day")):
        for form in ("terminal", "md", "html"):
            page = html.unescape(rendered(found, form, language)).replace("\u00a0", " ").replace("\u202f", " ")
            assert span in page
            assert f"{span}s" not in page.split("baseline")[0]
            assert "56" not in [cell.strip() for cell in re.split(r"[|│<>]", page)], "seven times what went out"


def test_times_without_a_zone_and_days_that_end_before_they_begin_are_refused(question: Question) -> None:
    with pytest.raises(ValueError, match="naive"):
        replace(question, now=NOW.replace(tzinfo=None))
    with pytest.raises(ValueError, match="ends on"):
        replace(question, last=FIRST - timedelta(days=1))
    with pytest.raises(ValueError, match="naive"):
        Published(
            tag="t",
            campaign="c",
            post="p",
            network="x",
            account="a",
            at=reading(question.posts[0], WEEK, Counts()).taken.replace(tzinfo=None),
        )
