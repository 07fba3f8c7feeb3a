"""Gathering what evaluation is asked with: of each post what it needs, and no text but of those that the report may name."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from scheduler.errors import Problem
from scheduler.flow import heard
from scheduler.flow.evaluate.question import Followers, Operation, Published, Question, operation, titled, window
from scheduler.model.campaign import Campaign
from scheduler.model.delivery import SETTLED, State
from scheduler.model.effort import Clearance, Logged
from scheduler.model.greeting import is_greeting
from scheduler.model.picture import Picture, Rights
from scheduler.model.surroundings import AccountFigure, PlatformNote
from scheduler.store import accounts, minutes, outside, readings
from scheduler.store.database import Database

DAY = timedelta(days=1)
LOGGED_BEFORE, LOGGED_AFTER = timedelta(weeks=60), timedelta(weeks=8)
"""Minutes are read so far around an operation: its preparation and its baseline before it, its report after it."""


def question(
    database: Database,
    slug: str,
    campaigns: Mapping[str, Campaign],
    *,
    now: datetime,
    titles: Mapping[str, str],
    version: str,
    notes: Sequence[PlatformNote] = (),
) -> Question:
    """What is asked about the campaign `slug` of `campaigns`, those applied. Raises `Problem` where it has no day.

    The readings are read while `evaluate` goes through them: ask it while the database is open.
    """
    campaign = campaigns[slug]
    posts, ids = _published(database, campaign.accounts, _minutes(campaigns.values()))
    posts += _past(database, campaign.accounts)
    days = window(campaign, posts)
    if days is None:
        raise Problem("campaign-without-days", where=slug)
    unsent, withdrawn = _left(database, slug)
    return Question(
        campaign=slug,
        title=campaign.title,
        zone=campaign.timezone,
        first=days[0],
        last=days[1],
        # What was read is not younger than its reading, whatever this clock says: the demo's week lies ahead of it.
        now=max(now, readings.newest(database) or now),
        posts=_named(database, posts, ids, _span(days, campaign.timezone), slug),
        snapshots=readings.Stored(database, campaign.accounts),
        accounts=campaign.accounts,
        titles=titles,
        days={day.day: day.theme for day in campaign.days},
        objectives=campaign.objectives,
        weeks=campaign.baseline.weeks if campaign.baseline else 8,
        others=_others(slug, campaigns),
        followers=_followers(database, campaign.accounts),
        unsent=unsent,
        withdrawn=withdrawn,
        version=version,
        notes=notes,
        account_figures=_figures(database, campaign.accounts),
        observed=outside.select(database),
        logged=_logged(database, days),
        clearances=cleared(campaign),
        voices=heard.voices(database, campaign, days[0], {one.account: one.network for one in posts}),
    )


def cleared(campaign: Campaign) -> tuple[Clearance, ...]:
    """Each picture of the campaign once, with what its rights say of cost and of the days until the answer."""
    found: dict[str, Clearance] = {}
    for picture in _pictures(campaign):
        rights = picture.rights or Rights(status="")
        asked, answered = rights.asked_on, rights.cleared_on
        found[picture.file] = Clearance(
            file=picture.file,
            amount=rights.cost.amount if rights.cost else None,
            currency=rights.cost.currency if rights.cost else "",
            days=(answered - asked).days if asked and answered else None,
        )
    return tuple(found.values())


def _pictures(campaign: Campaign) -> Iterable[Picture]:
    for post in campaign.posts:
        for content in (post.content, *post.rotate, *(one.content for one in post.overrides.values())):
            yield from content.media or ()
        for reply in post.replies:
            yield from reply.content.media or ()


def _logged(database: Database, days: tuple[date, date]) -> tuple[Logged, ...]:
    """What people wrote down, from the longest baseline's first week on."""
    first, last = days[0] - LOGGED_BEFORE, days[1] + LOGGED_AFTER
    return tuple(
        Logged(day=one.day, minutes=one.minutes, by=one.by, campaign=one.campaign, post=one.post)
        for one in minutes.between(database, first, last)
    )


def everything(database: Database, names: Sequence[str]) -> list[Published]:
    """All that ever went out on the accounts `names`, by this program or before it."""
    posts, _ = _published(database, names, {})
    return [*posts, *_past(database, names)]


def _minutes(campaigns: Iterable[Campaign]) -> Mapping[tuple[str, str], int]:
    return {(each.slug, post.id): post.minutes for each in campaigns for post in each.posts if post.minutes is not None}


def _others(slug: str, campaigns: Mapping[str, Campaign]) -> tuple[Operation, ...]:
    """The other operations of the same accounts: what other accounts do disturbs no week of ours."""
    mine = set(campaigns[slug].accounts)
    return tuple(
        other
        for each in campaigns.values()
        if each.slug != slug and mine & set(each.accounts) and (other := operation(each))
    )


def _followers(database: Database, names: Sequence[str]) -> tuple[Followers, ...]:
    return tuple(
        Followers(account=each.account, taken=each.at, count=each.count, simulated=each.simulated)
        for name in names
        for each in accounts.followers(database, name)
    )


def _figures(database: Database, names: Sequence[str]) -> tuple[AccountFigure, ...]:
    return tuple(
        AccountFigure(account=one.account, name=one.name, taken=one.at, value=one.value)
        for name in names
        for one in accounts.figures(database, name)
    )


def _left(database: Database, slug: str) -> tuple[Mapping[str, int], int]:
    """(the campaign's deliveries that are not settled, by state; those that were taken back)."""
    states = readings.states(database, slug)
    unsent = {state: count for state, count in states.items() if State(state) not in SETTLED}
    return unsent, states.get(State.WITHDRAWN.value, 0)


def _published(
    database: Database, names: Sequence[str], minutes: Mapping[tuple[str, str], int]
) -> tuple[list[Published], dict[str, int]]:
    """(the posts that went out whole, each with the number of our own replies under it; their deliveries, by tag)."""
    replies: dict[str, int] = {}
    found: list[Published] = []
    ids: dict[str, int] = {}
    for row in readings.out(database, names):
        if row.under:  # a timed reply is part of the conversation, not a post
            replies[row.under] = replies.get(row.under, 0) + row.sent
        elif row.state == State.PUBLISHED.value and not is_greeting(row.occurrence):
            ids[row.tag] = row.id
            found.append(_post(row, minutes.get((row.campaign, row.post))))
    for place, post in enumerate(found):
        if post.tag in replies:
            found[place] = replace(post, own_replies=post.own_replies + replies[post.tag])
    return found, ids


def _post(row: readings.Out, minutes: int | None) -> Published:
    return Published(
        tag=row.tag,
        campaign=row.campaign,
        post=row.post,
        network=row.network,
        account=row.account,
        at=row.at,
        theme=row.theme,
        category=row.category,
        minutes=minutes,
        # Under one address a person confirmed all of them: what is read there is read of the whole.
        parts=max(1, row.known),
        own_replies=row.sent - 1,
    )


def _past(database: Database, names: Sequence[str]) -> list[Published]:
    """What went out before this program: its words are few, and kept."""
    return [
        Published(
            tag=row.tag,
            campaign=row.campaign,
            post=row.post or row.tag,
            network=row.network,
            account=row.account,
            at=row.at,
            theme=row.theme,
            category=row.category,
            title=row.title,
            url=row.url,
            parts=row.parts,
            own_replies=row.parts - 1,
            at_export=True,
            day_only=row.day_only,
        )
        for row in readings.past(database, names)
    ]


def _span(days: tuple[date, date], zone: str) -> tuple[datetime, datetime]:
    """A day more on both sides: posts are named where their day may be the operation's, by any clock."""
    place = ZoneInfo(zone)
    first, last = (datetime(one.year, one.month, one.day, tzinfo=place) for one in days)
    return first - DAY, last + 2 * DAY


def _named(
    database: Database, posts: list[Published], ids: Mapping[str, int], span: tuple[datetime, datetime], slug: str
) -> tuple[Published, ...]:
    """`posts`, the operation's and the campaign's with the beginning of what they say and their address."""
    wanted = [post.tag for post in posts if post.tag in ids and (post.campaign == slug or span[0] <= post.at < span[1])]
    words = readings.named(database, [ids[tag] for tag in wanted])
    for place, post in enumerate(posts):
        if post.tag in words:
            text, url = words[post.tag]
            posts[place] = replace(post, title=titled(text) or post.post, url=url)
    return tuple(posts)
