"""Before the week: what its planned posts could tell from chance. Reads the files and what came back; writes nothing."""

from collections.abc import Iterable, Mapping
from datetime import date
from zoneinfo import ZoneInfo

from scheduler import __version__
from scheduler.app import applied, lying
from scheduler.app.ground import Ground
from scheduler.errors import Problem
from scheduler.flow import gathering
from scheduler.flow.evaluate import window
from scheduler.flow.evaluate.forecast import forecast
from scheduler.flow.prepared import Prepared
from scheduler.model.campaign import Campaign
from scheduler.model.forecast import Forecast
from scheduler.model.spelling import nearest
from scheduler.store import documents


def foresee(ground: Ground, slug: str) -> Forecast:
    """What could be detected in the week of the campaign `slug`, as its file says it now, applied or not.

    Raises `Problem` for a campaign that is not there, whose file has errors, that has no day, or that is over.
    """
    week = ground.calendar.week(look=lying.look(ground))
    campaigns = {**_applied(ground), **{one.slug: one for one in week.campaigns}}
    if slug not in campaigns and slug in week.broken:
        raise Problem("forecast-broken", where=slug)
    if slug not in campaigns:
        meant = nearest(slug, campaigns) or ", ".join(sorted(campaigns)) or "–"
        raise Problem("forecast-unknown", where=slug, meant=meant)
    campaign = campaigns[slug]
    days = window(campaign)
    if days is None:
        raise Problem("campaign-without-days", where=slug)
    question = gathering.question(
        ground.database,
        slug,
        campaigns,
        now=ground.clock.now(),
        titles={rules.network: rules.title for rules in ground.rulebook.rules.values()},
        version=__version__,
    )
    if question.last < question.now.astimezone(ZoneInfo(campaign.timezone)).date():
        raise Problem("forecast-over", where=slug, last=question.last)
    return forecast(
        question,
        planned=len(list(_planned(week.items, campaign, days))),
        drafts=sum(1 for post in campaign.posts if post.draft or (post.day is None and post.repeat is None)),
    )


def _applied(ground: Ground) -> Mapping[str, Campaign]:
    return {slug: applied.read(text) for slug, text in documents.applied(ground.database).items()}


def _planned(items: Iterable[Prepared], campaign: Campaign, days: tuple[date, date]) -> Iterable[Prepared]:
    """What goes out on the operation's days on its accounts, other campaigns' posts included: the report counts them, too."""
    for item in items:
        occurrence = item.occurrence
        if item.account.name not in campaign.accounts or occurrence.reply or occurrence.follower:
            continue
        day = _day(item, campaign)
        if day is not None and days[0] <= day <= days[1]:
            yield item


def _day(item: Prepared, campaign: Campaign) -> date | None:
    """The local day, in the operation's zone; that of its post where a person chooses the hour."""
    due = item.occurrence.due or item.occurrence.closes
    return due.astimezone(ZoneInfo(campaign.timezone)).date() if due else item.occurrence.post.day
