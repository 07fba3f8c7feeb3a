"""What surrounds the counts: purges, growth beyond its own trend, visits, series from outside, three kinds of nothing."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from scheduler.connector.platforms import shipped
from scheduler.flow.evaluate import Followers, Published, Question, evaluate
from scheduler.model.campaign import Objective
from scheduler.model.engagement import AGES, Counts, Snapshot
from scheduler.model.figure import Finding
from scheduler.model.notice import Where
from scheduler.model.report import Reached, Report, Verdict, to_json
from scheduler.model.surroundings import AccountFigure, Gap, Growth, Observed, PlatformNote, Sort
from tests.flow.evaluation_data import FIRST, LAST, NOW, ZONE, post, reading

DAY = timedelta(days=1)
WEEKS = 9


def asked(**other: object) -> Question:
    """An operation of a week after nine weeks of three posts each, on one account."""
    posts = [
        post(FIRST - timedelta(weeks=week) + DAY * number, number, campaign="week" if not week else "daily")
        for week in range(WEEKS + 1)
        for number in range(5)
    ]
    values: dict[str, object] = {
        "campaign": "week",
        "title": "Week",
        "zone": ZONE,
        "first": FIRST,
        "last": LAST,
        "now": NOW,
        "posts": posts,
        "snapshots": [reading(one, AGES[4], Counts(reactions=9, replies=1, shares=2)) for one in posts],
    }
    return Question(**(values | other))  # type: ignore[arg-type]


def report(**other: object) -> Report:
    return evaluate(asked(**other))


def followed(counts: Iterable[int], first: date = FIRST - timedelta(weeks=WEEKS)) -> list[Followers]:
    """One count a day, at noon."""
    return [
        Followers(account="musee-mastodon", taken=datetime(day.year, day.month, day.day, 10, tzinfo=UTC), count=count)
        for day, count in ((first + DAY * number, count) for number, count in enumerate(counts))
    ]


def steady(*, gain: int = 10, wobble: int = 1, during: int = 10) -> list[int]:
    """A thousand followers, some more each week (not the same), and `during` in the operation's."""
    found = [10_000]
    for week in range(WEEKS):
        found += [found[-1] + gain + wobble * (-1) ** week] * 7
    return [*found, *[found[-1] + during] * 7]


def growth(counts: Iterable[int], **other: object) -> Growth:
    (found,) = report(followers=followed(counts), **other).growth
    return found


def purge(first: date, last: date | None = None, **other: object) -> PlatformNote:
    said = Finding(code="platform-own", arguments={"text": "purge"})
    values = {"name": "own-1", "first": first, "last": last or first, "sort": Sort.PURGE, "said": said, "own": True}
    return PlatformNote(**(values | other))  # type: ignore[arg-type]


# -- growth


def test_growth_is_what_goes_beyond_the_accounts_own_trend() -> None:
    ordinary, strong = growth(steady()), growth(steady(during=60))
    assert (ordinary.gained, ordinary.weeks, ordinary.verdict) == (10, 8, Verdict.ORDINARY)
    assert ordinary.net == pytest.approx(0, abs=1e-4)
    assert (strong.gained, strong.verdict) == (60, Verdict.MORE)
    assert strong.rate is not None
    assert strong.trend is not None
    assert strong.net == pytest.approx(strong.rate - strong.trend)
    assert strong.high is not None
    assert strong.rate > strong.high


def test_growth_that_shrinks_is_judged_too() -> None:
    found = growth(steady(gain=-10, during=-80))
    assert (found.gained, found.verdict) == (-80, Verdict.LESS)


def test_a_week_with_a_purge_is_no_reference_for_followers() -> None:
    """Without the note the purge makes every week ordinary, the strong one included."""
    counts = steady(during=60)
    day = 7 * (WEEKS - 3) + 2
    counts = [*counts[:day], *(one - 2_500 for one in counts[day:])]
    blind = growth(counts)
    fallen = FIRST - timedelta(weeks=3) + DAY
    seen = growth(counts, notes=[purge(fallen)])
    assert (blind.verdict, blind.purged) == (Verdict.ORDINARY, ())
    assert (seen.verdict, seen.weeks, len(seen.purged)) == (Verdict.MORE, 7, 1)
    assert seen.purged == (f"{fallen.isocalendar()[0]}-W{fallen.isocalendar()[1]:02}",)


def test_a_purge_elsewhere_touches_nobody_here() -> None:
    note = purge(FIRST - DAY, networks=("x",))
    assert growth(steady(), notes=[note]).weeks == 8
    assert growth(steady(), notes=[replace(note, networks=("mastodon",))]).weeks == 7
    assert growth(steady(), notes=[replace(note, networks=(), accounts=("musee-x",))]).weeks == 8


def test_a_purge_in_the_operation_forbids_a_verdict_not_the_number() -> None:
    found = growth(steady(during=-900), notes=[purge(LAST)])
    assert (found.gained, found.verdict, found.reason, found.net) == (
        -900,
        Verdict.TOO_LITTLE,
        "growth-why-purge",
        None,
    )


def test_growth_that_cannot_be_read_is_no_zero() -> None:
    counts = steady()
    late, early = growth(counts[: 7 * WEEKS - 3]), growth(counts[:-9], now=datetime(2027, 6, 9, 8, tzinfo=UTC))
    assert (late.gained, late.gap, late.reason) == (None, Gap.MISSING, "growth-why-unread")
    assert (early.gained, early.gap) == (None, Gap.NOT_YET)


def test_too_few_weeks_give_a_number_and_no_verdict() -> None:
    counts = steady()[7 * 5 :]
    (found,) = report(followers=followed(counts, FIRST - timedelta(weeks=4))).growth
    assert (found.gained, found.verdict, found.reason) == (10, Verdict.TOO_LITTLE, "report-why-few-weeks")


def test_an_account_that_began_with_nobody_has_no_rate() -> None:
    found = growth([0] * (7 * WEEKS + 1) + [5] * 7)
    assert (found.gained, found.rate, found.reason) == (5, None, "growth-why-none")


def test_what_else_a_network_says_of_an_account_stands_beside() -> None:
    at = datetime(2027, 6, 8, tzinfo=UTC)
    said = [
        AccountFigure(account="musee-mastodon", name="posts", taken=at + DAY * day, value=400 + day) for day in (0, 2)
    ]
    assert growth(steady(), account_figures=said).others == {"posts": 402}


# -- platform notes


def test_the_report_shows_the_notes_that_touch_its_weeks() -> None:
    notes = [
        purge(FIRST - timedelta(weeks=20), name="long-ago"),
        purge(FIRST - timedelta(weeks=2), name="baseline"),
        purge(LAST, name="operation"),
        purge(FIRST, name="elsewhere", networks=("x",)),
    ]
    assert [one.name for one in report(notes=notes).notes] == ["baseline", "operation"]


def test_shipped_notes_say_where_and_when_they_were_read() -> None:
    notes = shipped()
    assert len({one.name for one in notes}) == len(notes) >= 8
    assert all(one.source.startswith("https://") and one.read and one.networks and not one.own for one in notes)
    removed = next(one for one in notes if "post_impressions" in one.metrics)
    assert (removed.first, removed.sort) == (date(2025, 11, 15), Sort.RENAMED)
    assert any(one.touches(date(2025, 4, 21), date(2025, 4, 21)) for one in notes)
    assert any(one.sort is Sort.PURGE and one.touches(date(2015, 3, 20), date(2015, 3, 20)) for one in notes)


# -- missing, zero and not yet


def gaps(now: datetime = NOW, **counts: int) -> dict[str, Gap]:
    base = asked()
    given = Counts(**counts) if counts else Counts(reactions=9, replies=1)
    snapshots = [reading(one, AGES[4], given) for one in base.posts]
    (row,) = evaluate(replace(base, snapshots=snapshots, now=now)).per_network
    return dict(row.gaps)


def test_three_kinds_of_nothing() -> None:
    assert gaps()["shares"] is Gap.NOT_GIVEN
    assert gaps(shares=0) == {"reactions": Gap.NOT_GIVEN, "replies": Gap.NOT_GIVEN} | {
        "views": Gap.NOT_GIVEN,
        "gained": Gap.MISSING,
    }
    early = gaps(datetime(2027, 6, 13, 8, tzinfo=UTC))
    assert {early[name] for name in ("engagement", "replies", "gained")} == {Gap.NOT_YET}


def test_what_was_not_read_in_time_is_missing_where_the_network_gives_it() -> None:
    base = asked()
    during = [one for one in base.posts if one.campaign == "week"]
    snapshots: list[Snapshot] = [one for one in base.snapshots if not any(one.tag == each.tag for each in during)]
    (row,) = evaluate(replace(base, snapshots=snapshots)).per_network
    assert (row.engagement, row.gaps["engagement"], row.gaps["shares"]) == (None, Gap.MISSING, Gap.MISSING)


def test_kinds_of_nothing_reach_the_json() -> None:
    found = to_json(report())
    assert isinstance(found, dict)
    assert found["per_network"][0]["gaps"] == {"views": "not-given", "gained": "missing"}


# -- visits and series


def counted(values: Iterable[tuple[date, float]], source: str = "matomo", **other: str) -> list[Observed]:
    """One number a day."""
    given = {"series": "visits", "method": "api"} | other
    return [Observed(day=day, value=value, source=source, collected=NOW, **given) for day, value in values]


def weeks(during: float, ordinary: float = 100) -> list[tuple[date, float]]:
    """Each day of nine weeks (they differ a little), and of the operation's."""
    return [
        (FIRST - timedelta(weeks=week) + DAY * day, during if not week else ordinary + week)
        for week in range(WEEKS + 1)
        for day in range(7)
    ]


def test_visits_are_judged_by_the_ordinary_weeks() -> None:
    (more,), (ordinary,) = report(observed=counted(weeks(180))).visits, report(observed=counted(weeks(105))).visits
    assert (more.site.value, more.site.verdict, more.measured, more.of, more.gap) == (1260, Verdict.MORE, 7, 7, None)
    assert ordinary.site.verdict is Verdict.ORDINARY
    assert more.site.ratio == pytest.approx(1260 / (7 * 104.5))


def test_a_day_without_a_number_leaves_no_sum() -> None:
    holed = [one for one in counted(weeks(180)) if one.day != FIRST + DAY]
    (found,) = report(observed=holed).visits
    assert (found.site.value, found.site.reason, found.gap, found.measured) == (
        None,
        "visits-why-unmeasured",
        Gap.MISSING,
        6,
    )
    (zero,) = report(observed=[*holed, *counted([(FIRST + DAY, 0)])]).visits
    assert (zero.site.value, zero.gap) == (6 * 180, None)


def test_days_to_come_are_not_missing() -> None:
    now = datetime(2027, 6, 9, 8, tzinfo=UTC)
    (found,) = report(observed=[one for one in counted(weeks(180)) if one.day < now.date()], now=now).visits
    assert (found.site.value, found.gap, found.measured) == (None, Gap.NOT_YET, 2)


def test_a_holed_ordinary_week_is_left_out() -> None:
    numbers = [one for one in counted(weeks(180)) if one.day != FIRST - DAY]
    (found,) = report(observed=numbers).visits
    assert found.site.ordinary is not None
    assert found.site.ordinary.weeks == 7


def test_two_sources_stand_side_by_side_and_are_never_added() -> None:
    both = [*counted(weeks(180)), *counted(weeks(170), "export.csv")]
    assert [(one.source, one.site.value) for one in report(observed=both).visits] == [
        ("export.csv", 1190),
        ("matomo", 1260),
    ]


def test_links_of_the_campaign_are_told_by_content() -> None:
    tag = "p0607-9-0.once.musee-mastodon"
    links = [
        *counted([(FIRST + DAY * day, 7) for day in range(7)], campaign="week"),
        *counted([(FIRST, 5)], campaign="week", content=tag),
        *counted([(FIRST, 2)], campaign="week", content="newsletter"),
        *counted([(FIRST, 90)], campaign="other"),
        *counted([(FIRST, 3)], campaign="week", series="goal:Billetterie"),
        *counted([(FIRST, 1)], campaign="week", content=tag, series="goal:Billetterie"),
    ]
    (found,) = report(observed=[*counted(weeks(180)), *links]).visits
    assert (found.tagged, found.share, dict(found.goals)) == (49, 49 / 1260, {"Billetterie": 3})
    assert [(row.content, row.visits, row.account) for row in found.rows] == [
        (tag, 5, "musee-mastodon"),
        ("newsletter", 2, ""),
    ]
    assert found.rows[0].title
    assert dict(found.rows[0].goals) == {"Billetterie": 1}


def test_what_a_source_says_last_holds() -> None:
    later = [replace(one, value=200, collected=NOW + DAY) for one in counted([(FIRST, 0)])]
    (found,) = report(observed=[*later, *counted(weeks(180))]).visits
    assert found.site.value == 200 + 6 * 180


def wanted(target: str, metric: str = "visits", **other: object) -> tuple[Reached, str, float | None]:
    objective = Objective(
        name="Visites", metric=metric, target=target, age=AGES[4], where=Where(file="week.yaml", line=3)
    )
    (found,) = report(objectives=[objective], **other).objectives
    return found.reached, found.reason, found.aim


def test_objectives_about_visits() -> None:
    numbers = counted(weeks(180))
    reached, reason, aim = wanted("+20%", observed=numbers)
    assert (reached, reason) == (Reached.YES, "")
    assert aim == pytest.approx(7 * 104.5 * 1.2)
    assert wanted("x2", observed=numbers)[0] is Reached.NO
    assert wanted("1300", observed=numbers) == (Reached.NO, "", 1300)
    assert wanted("+20%") == (Reached.UNKNOWN, "visits-why-no-source", None)
    assert wanted("lots", observed=numbers) == (Reached.UNKNOWN, "report-why-unknown-target", None)
    holed = [one for one in numbers if one.day != LAST]
    assert wanted("+20%", observed=holed)[:2] == (Reached.UNKNOWN, "visits-why-unmeasured")
    now = datetime(2027, 6, 9, 8, tzinfo=UTC)
    assert wanted("+20%", observed=numbers, now=now)[:2] == (Reached.UNKNOWN, "report-why-not-yet")


def test_the_campaigns_own_links_have_a_target_and_no_ordinary_week() -> None:
    links = [*counted(weeks(180)), *counted([(FIRST + DAY * day, 7) for day in range(7)], campaign="week")]
    assert wanted("40", "visits-campaign", observed=links)[0] is Reached.YES
    assert wanted("50", "visits-campaign", observed=links)[0] is Reached.NO
    assert wanted("+20%", "visits-campaign", observed=links)[:2] == (Reached.UNKNOWN, "report-why-no-baseline")


def test_a_series_from_outside_is_compared_and_its_sources_disagree_aloud() -> None:
    numbers = [
        *counted(weeks(60, 40), "caisse.csv", series="admissions"),
        *counted([(FIRST, 61), (LAST, 60)], "compteur.csv", series="admissions"),
    ]
    found = report(observed=numbers)
    said, unsaid = ("report-cannot-visitors-beside", "report-cannot-visitors")
    assert [one.code for one in found.cannot if one.code in {said, unsaid}] == [said]
    assert unsaid in {one.code for one in report().cannot}, "where nothing was brought, that is said"
    first, second = found.outside
    assert (first.name, first.source, first.figure.value, first.figure.verdict) == (
        "admissions",
        "caisse.csv",
        420,
        Verdict.MORE,
    )
    assert (first.disagrees, second.disagrees) == (("compteur.csv",), ("caisse.csv",))
    assert (second.figure.value, second.measured, second.days[1]) == (None, 2, (FIRST + DAY, None))


def test_an_operation_of_three_days_is_brought_to_seven_and_shown_as_counted() -> None:
    base = [one for one in weeks(150) if one[0] <= FIRST + 2 * DAY]
    posts: list[Published] = [one for one in asked().posts if one.at.date() <= FIRST + 2 * DAY]
    (found,) = report(observed=counted(base), last=FIRST + 2 * DAY, posts=posts).visits
    assert (found.site.value, found.of) == (450, 3)
    assert found.site.verdict is Verdict.MORE
    assert found.site.ordinary is not None
    assert found.site.ordinary.middle == pytest.approx(3 * 104.5, rel=0.02)
