"""The tables: by day and theme, by network, by category, the posts that stand out, the hours it took."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date, timedelta
from statistics import median

from scheduler.flow.evaluate.ages import Measured, Standing
from scheduler.flow.evaluate.verdicts import FEWEST_POSTS, figure
from scheduler.flow.evaluate.weeks import Study, Week
from scheduler.model.report import Group, Metric, NetworkRow, PostRow, Role, WeekRow

MOST, LEAST = 5, 3
ENOUGH_TO_RANK = 10
"""Posts below which the least followed are not named: they would be the most followed too."""


def group(study: Study, key: str, posts: Sequence[Measured], day: date | None = None) -> Group:
    """One line over `posts`; what would be derived from fewer than five is left out."""
    measured = [one for one in posts if study.value(one, Metric.ENGAGEMENT) is not None]
    values = study.values(measured, Metric.ENGAGEMENT)
    few = len(values) < FEWEST_POSTS
    return Group(
        key=key,
        day=day,
        contents=len({(one.post.campaign, one.post.post) for one in posts}),
        posts=len(values),
        engagement=sum(values) if values else None,
        replies=total(study, measured, Metric.CONVERSATION),
        shares=total(study, measured, Metric.AMPLIFICATION),
        reactions=total(study, measured, Metric.APPLAUSE),
        per_post=None if few else sum(values) / len(values),
        median=None if few else median(values),
        few=few,
        values=tuple((one.post.network, value) for one, value in zip(measured, values, strict=True)),
    )


def total(study: Study, posts: Iterable[Measured], metric: Metric) -> float | None:
    """The sum of what is given; None where no post has it."""
    values = study.values(posts, metric)
    return sum(values) if values else None


def days(study: Study) -> tuple[Group, ...]:
    """The campaign's posts by theme in the calendar's order, then its posts without a theme, then those of everyday life."""
    question, posts = study.question, study.operation.posts
    own = [one for one in posts if one.post.campaign == question.campaign]
    rest = [one for one in posts if one.post.campaign != question.campaign]
    found = []
    for day in sorted(question.days):
        of_day = [one for one in own if study.day(one) == day and one.post.theme == question.days[day]]
        found.append(group(study, question.days[day], of_day, day))
    themed = {(day, theme) for day, theme in question.days.items()}
    loose = [one for one in own if (study.day(one), one.post.theme) not in themed]
    if loose:
        found.append(group(study, "", loose))
    if rest:
        found.append(group(study, "*", rest))
    return tuple(found)


def categories(study: Study) -> tuple[Group, ...]:
    """The campaign's posts by the category that its author gave them, largest first; none given, none shown."""
    own = [one for one in study.operation.posts if one.post.campaign == study.question.campaign]
    by: dict[str, list[Measured]] = {}
    for one in own:
        by.setdefault(one.post.category, []).append(one)
    if set(by) <= {""}:
        return ()
    rows = [group(study, key, posts) for key, posts in by.items()]
    return tuple(sorted(rows, key=lambda row: (row.key == "", -(row.engagement or 0), row.key)))


def networks(study: Study, gained: Mapping[str, int]) -> tuple[NetworkRow, ...]:
    """Each network by itself, in the order of its name."""
    found = []
    for name in sorted({one.post.network for one in study.operation.posts}):
        part = study.only(lambda one, name=name: one.post.network == name)  # type: ignore[misc]
        posts = part.operation.posts
        views = [one.views for one in posts if one.standing is Standing.MEASURED]
        found.append(
            NetworkRow(
                network=name,
                components=tuple(sorted(study.components.get(name, frozenset()))),
                posts=len(part.values(posts, Metric.ENGAGEMENT)),
                engagement=total(part, posts, Metric.ENGAGEMENT),
                replies=total(part, posts, Metric.CONVERSATION),
                shares=total(part, posts, Metric.AMPLIFICATION),
                reactions=total(part, posts, Metric.APPLAUSE),
                views=sum(one for one in views if one is not None) if views and None not in views else None,
                figure=figure(part, Metric.ENGAGEMENT),
                gained=gained.get(name),
            )
        )
    return tuple(found)


def gained(study: Study) -> dict[str, int]:
    """Followers won or lost during the window by network, where every account of it was read around both its ends."""
    by_account: dict[str, list[tuple[date, int]]] = {}
    for one in sorted(study.question.followers, key=lambda one: one.taken):
        by_account.setdefault(one.account, []).append((study.local(one.taken).date(), one.count))
    networks = {one.post.account: one.post.network for one in study.operation.posts}
    found: dict[str, int] = {}
    holes: set[str] = set()
    for account, network in networks.items():
        readings = by_account.get(account, [])
        start = [count for day, count in readings if _near(day, study.question.first)]
        end = [count for day, count in readings if _near(day, study.question.last + timedelta(days=1))]
        if start and end:
            found[network] = found.get(network, 0) + end[-1] - start[-1]
        else:
            holes.add(network)
    return {network: count for network, count in found.items() if network not in holes}


def _near(day: date, wanted: date) -> bool:
    return wanted - timedelta(days=1) <= day <= wanted


def standouts(study: Study) -> tuple[tuple[PostRow, ...], tuple[PostRow, ...]]:
    """The most and the least followed posts of the operation, each against the median of its own network."""
    medians = {
        name: median(values)
        for name in {one.post.network for one in study.operation.posts}
        if (
            values := study.values(
                (one for one in study.operation.posts if one.post.network == name), Metric.ENGAGEMENT
            )
        )
    }
    rows = [
        _post(one, value, medians[one.post.network], study)
        for one in study.operation.posts
        if (value := study.value(one, Metric.ENGAGEMENT)) is not None
    ]
    order: Callable[[PostRow], tuple[float, float, str]] = lambda row: (row.ratio or 0.0, row.engagement, row.tag)  # noqa: E731
    ranked = sorted(rows, key=order, reverse=True)
    least = tuple(reversed(ranked[-LEAST:])) if len(ranked) >= ENOUGH_TO_RANK else ()
    return tuple(ranked[:MOST]), least


def _post(one: Measured, value: float, middle: float, study: Study) -> PostRow:
    return PostRow(
        tag=one.post.tag,
        title=one.post.title or one.post.post,
        network=one.post.network,
        account=one.post.account,
        at=study.local(one.post.at),
        url=one.post.url,
        engagement=value,
        reactions=one.reactions,
        replies=one.replies,
        shares=one.shares,
        median=middle,
        ratio=value / middle if middle else None,
    )


def week_rows(study: Study) -> tuple[WeekRow, ...]:
    """The weeks before with those that are no reference, the operation, and the weeks after that have posts to show."""
    after = [week for week in study.after(1, 8) if week.last + study.age < study.today and _any_measured(study, week)]
    rows = [*study.before(study.question.weeks), study.operation, *after]
    return tuple(_row(study, week) for week in rows)


def _any_measured(study: Study, week: Week) -> bool:
    return bool(study.values(week.posts, Metric.ENGAGEMENT))


def _row(study: Study, week: Week) -> WeekRow:
    n, engagement = study.tally(week.posts, Metric.ENGAGEMENT)
    ripe = week.role is Role.BASELINE or (week.role is Role.OPERATION and study.today >= study.ripe)
    whole = ripe or n == len(week.posts)
    return WeekRow(
        label=week.label,
        first=week.first,
        last=week.last,
        role=week.role,
        posts=len(week.posts),
        engagement=engagement * week.scale if n and whole else None,
        per_post=engagement / n if n else None,
        title=week.title,
    )
