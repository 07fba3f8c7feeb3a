"""A report that has every part: a museum week with people, voices, visits and what platforms did, all of them invented."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

from scheduler.model.comparison import Comparison, Edition, Pooled, Step
from scheduler.model.conversation import Contributions, Conversations, Listened, Subject, Usual, Verbatim
from scheduler.model.effort import Effort, Person, Rights
from scheduler.model.figure import Decomposition, Figure, Finding, Metric, Range, Verdict
from scheduler.model.publics import Circle, PublicRow, Publics
from scheduler.model.report import Report
from scheduler.model.surroundings import Gap, Growth, Outside, PlatformNote, Sort, VisitRow, Visits
from tests.render.reports import week

HANDLE = "@marguerite.dupont"
"""Nobody's, and nowhere in a report."""
READ = datetime(2027, 7, 19, 8, tzinfo=UTC)


def _range(low: float, middle: float, high: float) -> Range:
    return Range(low=low, middle=middle, high=high, weeks=8)


def _row(circle: Circle, people: int, of: int, mean: float, ordinary: Range, verdict: Verdict) -> PublicRow:
    share = people / of
    return PublicRow(circle=circle, people=people, of=of, share=share, mean=mean, ordinary=ordinary, verdict=verdict)


def publics() -> Publics:
    """As bilan.html has them."""
    usual = Verdict.ORDINARY
    return Publics(
        rows=(
            _row(Circle.KNOWN, 33, 148, 0.24, _range(0.18, 0.24, 0.30), usual),
            _row(Circle.RETURNING, 46, 148, 0.33, _range(0.31, 0.33, 0.35), usual),
            _row(Circle.NEW, 69, 148, 0.43, _range(0.37, 0.43, 0.50), usual),
            _row(Circle.INSTITUTIONS, 40, 148, 0.31, _range(0.25, 0.31, 0.38), usual),
            PublicRow(
                circle=Circle.EVERYBODY, people=148, of=148, mean=54, ordinary=_range(21, 50, 121), verdict=Verdict.MORE
            ),
            _row(Circle.BACK_4, 61, 148, 0.46, _range(0.38, 0.45, 0.53), usual),
            _row(Circle.NEW_BACK_4, 9, 69, 0.21, _range(0.14, 0.21, 0.30), Verdict.LESS),
            PublicRow(circle=Circle.BACK_8, of=148, reason="report-why-not-yet", on=date(2027, 8, 16)),
        ),
        networks=("mastodon", "bluesky"),
        silent=("x", "facebook"),
        weeks=8,
        since=date(2026, 12, 7),
        posts=28,
        heard=27,
        declared=True,
    )


def conversations() -> Conversations:
    """Replies, questions, and what is to be passed on."""
    return Conversations(
        replies=94,
        mentions=31,
        sorted=120,
        unsorted=5,
        questions=31,
        answered=27,
        timed=25,
        delay=timedelta(hours=2, minutes=10),
        waiting=4,
        waiting_at=(Subject(theme="", number=4, department="conservation"),),
        passing=(
            Subject(theme="accès par l’entrée nord en fauteuil", number=4, department="accueil"),
            Subject(theme="horaires d’été introuvables sur le site", number=3, department="communication"),
        ),
        usual=Usual(value=94, mean=36, ratio=2.6, ordinary=_range(12, 34, 71), verdict=Verdict.MORE, weeks=8),
        unconsented=1,
        gone=2,
        listened=(
            Listened(
                account="musee-mastodon", network="mastodon", what="replies", since=datetime(2027, 3, 1, tzinfo=UTC)
            ),
        ),
    )


def verbatims() -> tuple[Verbatim, ...]:
    """Two, cited with consent."""
    return (
        Verbatim(
            wording="Mon grand-père a cloué cette caisse. Il disait « celle de la toile trop grande ».",
            attribution="Une visiteuse",
            network="facebook",
            day=date(2027, 6, 7),
        ),
        Verbatim(
            wording="J’ai compris ce que fait un doreur en quarante secondes.",
            attribution="Un enseignant",
            network="bluesky",
            day=date(2027, 6, 8),
        ),
    )


def contributions() -> Contributions:
    """Pictures of the public."""
    return Contributions(
        hashtags=("#GestesMW", "#JardinsMW"),
        seen=31,
        received=23,
        accepted=14,
        aside={"off-topic": 6, "no-consent": 3},
        unjudged=8,
        contributors=16,
        accepted_contributors=11,
        credited=14,
        consented=12,
    )


def visits() -> Visits:
    """Of a site."""
    site = Figure(
        metric=Metric.VISITS,
        value=2310,
        mean=1980,
        ratio=1.17,
        ordinary=_range(1640, 1960, 2350),
        verdict=Verdict.ORDINARY,
    )
    rows = tuple(VisitRow(content=f"p{n}.once.musee-x", visits=60 - 9 * n, title=f"Coulisses {n}") for n in range(4))
    return Visits(
        source="matomo",
        method="Actions.get",
        collected=READ,
        site=site,
        tagged=214,
        share=214 / 2310,
        goals={"newsletter": 12},
        rows=rows,
        measured=7,
        of=7,
    )


def _edition(year: int, posts: int, engagement: float, ratios: tuple[float, float], error: float) -> Edition:
    volume, each = ratios
    return Edition(
        campaign=f"museumweek-{year}",
        title=f"MuseumWeek {year}",
        first=date(year, 6, 7),
        last=date(year, 6, 13),
        accounts=("musee-x",),
        networks=("x",),
        components=("reactions", "replies", "shares"),
        posts=posts,
        engagement=engagement,
        per_post=engagement / posts,
        parts=Decomposition(volume=volume, per_post=each, total=volume * each, posts=posts / volume, rate=10.0),
        ordinary=_range(6.0, 10.0, 16.0),
        verdict=Verdict.ORDINARY,
        total_verdict=Verdict.MORE,
        ratio=each,
        error=error,
        weeks=8,
        spread=0.3,
        simulated=False,
        age=timedelta(days=7),
    )


def comparison() -> Comparison:
    """Three editions, the last one this week's."""
    step = Step(
        earlier="museumweek-2026",
        later="museumweek-2027",
        total=2.0,
        per_post=1.12,
        net_total=2.27,
        net_volume=1.98,
        net=1.15,
        low=0.71,
        high=1.86,
    )
    return Comparison(
        editions=(
            _edition(2025, 24, 191, (1.70, 0.74), 0.31),
            _edition(2026, 24, 298, (1.52, 1.05), 0.26),
            _edition(2027, 43, 597, (3.02, 1.20), 0.14),
        ),
        steps=(step,),
        pooled=Pooled(ratio=1.09, low=0.87, high=1.37, heterogeneity=2.1, tau2=0.004, editions=3),
        findings=(),
    )


def effort() -> Effort:
    """Hours that five people wrote down, and rights."""
    people = (
        ("Community manager", 1720),
        ("Conservation", 250),
        ("Presse", 120),
        ("Photographe", 80),
        ("Direction", 40),
    )
    return Effort(
        minutes=2210,
        contents=21,
        of=21,
        per_hour=27.2,
        posts_per_hour=1.9,
        people=tuple(Person(name=name, minutes=minutes) for name, minutes in people),
        usual=435.0,
        usual_per_hour=22.8,
        weeks=8,
        new_per_hour=1.9,
        rights=Rights(pictures=14, paid=3, amounts=(("EUR", "180"),), answered=12, median=9.0, least=4, most=28),
    )


def full() -> Report:
    """The week of the tests with every part."""
    admissions = Figure(
        metric=Metric.OUTSIDE, value=None, mean=None, ratio=None, ordinary=None, verdict=Verdict.TOO_LITTLE
    )
    return replace(
        week(),
        comparison=comparison(),
        effort=effort(),
        publics=publics(),
        conversations=conversations(),
        contributions=contributions(),
        verbatims=verbatims(),
        visits=(visits(),),
        outside=(
            Outside(
                name="Entrées",
                source="caisse.csv",
                method="csv",
                collected=READ,
                figure=admissions,
                measured=5,
                of=7,
                gap=Gap.MISSING,
            ),
        ),
        growth=(
            Growth(
                account="musee-mastodon",
                network="mastodon",
                start=1204,
                end=1221,
                gained=17,
                rate=0.0141,
                trend=0.0052,
                net=0.0089,
                low=0.001,
                high=0.012,
                verdict=Verdict.ORDINARY,
                weeks=8,
            ),
            Growth(
                account="musee-x",
                network="x",
                start=8031,
                end=8025,
                gained=-6,
                rate=-0.0007,
                trend=-0.0004,
                net=-0.0003,
                low=-0.003,
                high=0.002,
                verdict=Verdict.ORDINARY,
                weeks=8,
            ),
        ),
        notes=(
            PlatformNote(
                name="purge",
                first=date(2027, 5, 10),
                last=date(2027, 5, 10),
                sort=Sort.PURGE,
                said=Finding(code="report-nd-note"),
                networks=("x",),
                source="https://example.org/purge",
                read=date(2027, 5, 12),
            ),
        ),
    )
