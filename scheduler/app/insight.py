"""Reading counts back, and what they mean."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

from scheduler import __version__
from scheduler.app import applied, observing
from scheduler.app.ground import Ground
from scheduler.app.publics import People
from scheduler.connector.base import Connector
from scheduler.errors import Problem
from scheduler.flow import figures
from scheduler.flow.collect import Collected, collect
from scheduler.model.campaign import Campaign
from scheduler.model.delivery import Delivery
from scheduler.model.engagement import Counts
from scheduler.model.report import Report
from scheduler.model.spelling import nearest
from scheduler.store import accounts, documents

if TYPE_CHECKING:
    from scheduler.flow.evaluate.question import Question
    from scheduler.model.comparison import Comparison, Edition
    from scheduler.model.evidence import Evidence
    from scheduler.model.lessons import Notes
    from scheduler.model.why import Why


class Insight:
    """What came back, for one calendar."""

    def __init__(
        self, ground: Ground, connectors: Callable[[str], Connector], apps: Callable[[], Mapping[str, str]]
    ) -> None:
        self._ground = ground
        self._connectors = connectors
        self._apps = apps

    def collect(self) -> Collected:
        """Read counts back for every post that has reached an age and was not yet read at it; then who engaged with it."""
        one, config = self._ground, self._ground.config
        connected = accounts.connected_among(one.database, config.accounts)
        found = collect(one.database, self._connectors, one.clock, apps=self._apps(), connected=connected)
        return replace(found, people=People(one, self._connectors).gather(apps=self._apps()))

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

        asked = self.question(slug)
        return evaluate(replace(asked, earlier=self._earlier(slug, asked.first)))

    def _earlier(self, slug: str, first: date) -> "Sequence[Edition]":
        """The editions of the same operation before `slug`, which begins on `first`, oldest first."""
        from scheduler.flow.evaluate import editions, operation  # noqa: PLC0415 - as above

        days = {name: (one.first, one.last) for name, each in self._applied().items() if (one := operation(each))}
        return [editions.edition(self.question(name)) for name in editions.earlier(slug, first, days)]

    def evidence(self, slug: str) -> "Evidence":
        """Each post that the report looks at, with its readings. Raises `Problem` as `report` does."""
        from scheduler.flow.evaluate.evidence import evidence  # noqa: PLC0415 - as above

        return evidence(self.question(slug))

    def why(self, slug: str, cell: str) -> "Why":
        """Where a number of the report comes from. Raises `Problem` as `report` does, and for a number that is not in it."""
        from scheduler.flow.evaluate.why import why  # noqa: PLC0415 - as above

        return why(self.question(slug), cell)

    def compare(self, slugs: Sequence[str]) -> "Comparison":
        """Editions beside each other. Raises `Problem` as `report` does, and for fewer than two."""
        from scheduler.flow.evaluate.editions import compare, edition  # noqa: PLC0415 - as above

        if twice := next((one for one in slugs if slugs.count(one) > 1), None):
            raise Problem("compare-same", where=twice, name=twice)
        if len(slugs) < 2:
            raise Problem("compare-too-few", where=" ".join(slugs), one=" ".join(slugs))
        return compare([edition(self.question(slug)) for slug in slugs])

    def lessons(self, slug: str, language: str) -> "Notes":
        """What the edition `slug` teaches the next one, as comments. Raises `Problem` as `report` does."""
        from scheduler.flow.evaluate import lessons  # noqa: PLC0415 - as above
        from scheduler.render.learnt import notes  # noqa: PLC0415 - as above

        return notes(lessons.lessons(self.report(slug), self.evidence(slug)), language)

    def question(self, slug: str) -> "Question":
        """All that is known of a campaign as it was applied. Raises `Problem` as `report` does; ask while this is open."""
        from scheduler.flow import gathering  # noqa: PLC0415 - as above
        from scheduler.flow.evaluate.resampling import DRAWS  # noqa: PLC0415 - as above

        campaigns = self._applied()
        if slug not in campaigns:
            if not campaigns:
                raise Problem("campaign-none-applied", where=slug)
            meant = nearest(slug, campaigns)
            raise Problem("campaign-not-applied", where=slug, meant=meant or ", ".join(sorted(campaigns)))
        one = self._ground
        asked = gathering.question(
            one.database,
            slug,
            campaigns,
            now=one.clock.now(),
            titles={rules.network: rules.title for rules in one.rulebook.rules.values()},
            version=__version__,
            notes=observing.notes(one),
        )
        return replace(asked, crowd=People(one).crowd(), draws=DRAWS)

    def page(self, slug: str, language: str) -> str:
        """The report as one HTML file."""
        from scheduler.render.report_formats import rendered  # noqa: PLC0415 - as above

        return rendered(self.report(slug), "html", language)

    def _applied(self) -> Mapping[str, Campaign]:
        found = documents.applied(self._ground.database)
        return {slug: applied.read(text) for slug, text in found.items()}
