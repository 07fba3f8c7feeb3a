"""Reading counts back, and what they mean: the values that evaluation is asked with, gathered from the queue."""

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

from scheduler import __version__
from scheduler.app import applied
from scheduler.app.ground import Ground
from scheduler.connector.base import Connector
from scheduler.errors import Problem
from scheduler.flow import figures
from scheduler.flow.collect import Collected, collect
from scheduler.model.campaign import Campaign
from scheduler.model.delivery import SETTLED, Delivery, State
from scheduler.model.engagement import Counts
from scheduler.model.report import Report
from scheduler.model.spelling import nearest
from scheduler.store import accounts, deliveries, documents, snapshots

if TYPE_CHECKING:
    from scheduler.flow.evaluate.question import Question


class Insight:
    """What came back, for one calendar."""

    def __init__(self, ground: Ground, connectors: Callable[[str], Connector]) -> None:
        self._ground = ground
        self._connectors = connectors

    def collect(self) -> Collected:
        """Read counts back for every post that has reached an age and was not yet read at it."""
        return collect(self._ground.database, self._connectors, self._ground.clock)

    def has_figures(self, name: str) -> Delivery:
        """The one delivery of that name that is out. Raises `Problem` for another."""
        return figures.delivery_of(self._ground.database, name)

    def type_in(self, name: str, counts: Counts, *, at: str | None, by: str) -> figures.Typed:
        """Keep what a person read on the network, at `at` by the campaign's wall clock (None: now)."""
        one, now = self._ground, self._ground.clock.now()
        read = figures.instant(at, self.has_figures(name).zone, now=now) if at else None
        return figures.type_in(one.database, name, counts, at=read, by=by, now=now)

    def report(self, slug: str) -> Report:
        """Judge a campaign as it was applied. Raises `Problem` for one that was not, or that has no day."""
        from scheduler.flow.evaluate import evaluate  # noqa: PLC0415 - the daemon only reads counts back

        campaigns = self._applied()
        if slug not in campaigns:
            meant = nearest(slug, campaigns)
            raise Problem("campaign-not-applied", where=slug, meant=meant or ", ".join(sorted(campaigns)) or "–")
        return evaluate(self._question(campaigns[slug], campaigns))

    def page(self, slug: str, language: str) -> str:
        """The report as one HTML file."""
        from scheduler.render.report_formats import rendered  # noqa: PLC0415 - as above

        return rendered(self.report(slug), "html", language)

    def _applied(self) -> Mapping[str, Campaign]:
        found = documents.applied(self._ground.database)
        return {slug: applied.read(text) for slug, text in found.items()}

    def _question(self, campaign: Campaign, campaigns: Mapping[str, Campaign]) -> "Question":
        from scheduler.flow.evaluate import question as asked  # noqa: PLC0415 - as above

        one = self._ground
        rows = deliveries.select(one.database)
        minutes = {
            (each.slug, post.id): post.minutes
            for each in campaigns.values()
            for post in each.posts
            if post.minutes is not None
        }
        posts = asked.published(rows, minutes)
        days = asked.window(campaign, posts)
        if days is None:
            raise Problem("campaign-without-days", where=campaign.slug)
        readings = snapshots.select(one.database)
        # What was read is not younger than its reading, whatever this clock says: the demo's week lies ahead of it.
        now = max([one.clock.now(), *(reading.taken for reading in readings)])
        mine = [row for row in rows if row.campaign == campaign.slug]
        return asked.Question(
            campaign=campaign.slug,
            title=campaign.title,
            zone=campaign.timezone,
            first=days[0],
            last=days[1],
            now=now,
            posts=posts,
            snapshots=readings,
            accounts=campaign.accounts,
            titles={rules.network: rules.title for rules in one.rulebook.rules.values()},
            days={day.day: day.theme for day in campaign.days},
            objectives=campaign.objectives,
            weeks=campaign.baseline.weeks if campaign.baseline else 8,
            others=tuple(
                other for each in campaigns.values() if each.slug != campaign.slug and (other := asked.operation(each))
            ),
            followers=tuple(
                asked.Followers(account=each.account, taken=each.at, count=each.count, simulated=each.simulated)
                for name in campaign.accounts
                for each in accounts.followers(one.database, name)
            ),
            unsent=_unsent([row.state.value for row in mine if row.state not in SETTLED]),
            withdrawn=sum(1 for row in mine if row.state is State.WITHDRAWN),
            version=__version__,
        )


def _unsent(states: list[str]) -> Mapping[str, int]:
    return {state: states.count(state) for state in dict.fromkeys(states)}
