"""The report for partners: drawn of `model.indices` alone, so that no count, handle, follower or post can slip in."""

from collections.abc import Iterable

from scheduler.model.figure import Finding, Metric
from scheduler.model.indices import Indices, indices
from scheduler.model.report import Decomposition, Kind, Report, Sensitivity, Verdict
from scheduler.plain import one_line, visible
from scheduler.render import report_pictures as pictures
from scheduler.render.report_page import Block, Bullets, Cell, Column, Page, Paragraph, Section, Table
from scheduler.render.report_tables import note, verdict_cell
from scheduler.render.report_words import Words


def partners(report: Report, language: str) -> Page:
    """What partners get of `report`, in `language`."""
    words, found = Words(language), indices(report)
    titles = {name: one_line(report.titles.get(name, name)) for name in found.networks}
    title = one_line(found.title)
    lead = _lead(words, found)
    return Page(
        language=words.language,
        kicker=words.say("report-kicker"),
        title=words.say("report-page-title", title=title),
        heading=title,
        meta=". ".join((words.days(found.first, found.last), ", ".join(titles.values()))) + ".",
        banner=words.say("report-simulated-banner") if found.simulated else "",
        badge=words.say("report-simulated-short") if found.simulated else "",
        description=lead,
        first_title=words.say("report-partners-for"),
        lead=lead,
        first=[*_first(words, found), note(words.say("report-partners-rule"))],
        contents=words.say("report-contents"),
        sections=[one for one in _sections(words, found, titles) if one.blocks],
        closing=words.say("report-privacy"),
    )


def _lead(words: Words, found: Indices) -> str:
    if found.total is None or found.volume is None or found.per_post is None:
        reason = found.reason or next((one.reason for one in found.figures if one.reason), "report-why-no-baseline")
        return words.say("report-partners-nothing", reason=words.say(reason))
    return words.say(
        "report-partners-lead",
        span=words.span((found.last - found.first).days + 1),
        total=words.number(found.total, Kind.RATIO),
        volume=words.number(found.volume, Kind.RATIO),
        each=words.number(found.per_post, Kind.RATIO),
    )


def _first(words: Words, found: Indices) -> Iterable[Block]:
    if found.total is not None and found.volume is not None and found.per_post is not None:
        parts = Decomposition(volume=found.volume, per_post=found.per_post, total=found.total, posts=0, rate=0)
        yield pictures.decomposition(words, parts, sum(one.role == "baseline" for one in found.weeks))
    if found.figures:
        rows = [
            [
                Cell(text=words.say(f"report-metric-{one.metric.value}"), strong=True),
                Cell(text=words.times(one.ratio)),
                _verdict(words, one.metric, one.verdict),
            ]
            for one in found.figures
        ]
        yield Table(
            caption=words.say("report-partners-caption"),
            columns=[_column(words, "measure"), _column(words, "ratio", number=True), _column(words, "verdict")],
            rows=rows,
        )
    if found.objectives:
        yield _objectives(words, found)


def _verdict(words: Words, metric: Metric, verdict: Verdict) -> Cell:
    choice = metric is Metric.POSTS and verdict is not Verdict.TOO_LITTLE
    return Cell(text=words.say("report-verdict-choice")) if choice else verdict_cell(words, verdict)


def _column(words: Words, name: str, *, number: bool = False) -> Column:
    return Column(title=words.say(f"report-column-{name}"), number=number)


def _objectives(words: Words, found: Indices) -> Table:
    rows = [
        [
            Cell(text=one_line(one.name), strong=True),
            Cell(text=words.target(visible(one_line(one.target))) or words.say("report-unknown")),
            Cell(text=words.times(one.ratio)),
            Cell(text=words.say(f"report-reached-{one.reached.value}")),
            verdict_cell(words, one.verdict),
        ]
        for one in found.objectives
    ]
    names = ("objective", "target", "ratio", "reached", "verdict")
    columns = [_column(words, name, number=name == "ratio") for name in names]
    return Table(caption=words.say("report-section-objectives"), columns=columns, rows=rows)


def _sections(words: Words, found: Indices, titles: dict[str, str]) -> Iterable[Section]:
    def section(name: str, *blocks: Block | None) -> Section:
        return Section(title=words.say(f"report-section-{name}"), blocks=[one for one in blocks if one is not None])

    if found.effect is not None and found.low is not None and found.high is not None and found.detectable is not None:
        given = {name: words.number(getattr(found, name), Kind.RATIO) for name in ("low", "high", "detectable")}
        effect = words.say(
            "report-effect", ratio=words.number(found.effect, Kind.RATIO), low=given["low"], high=given["high"]
        )
        sure = words.say("report-effect-detectable", detectable=given["detectable"])
        yield section("parts", Paragraph(text=f"{effect} {sure}"))
    yield section("weeks", _weeks(words, found), _after(words, found))
    yield section("networks", _networks(words, found, titles))
    others = [
        Sensitivity(by=one.by, weeks=one.weeks, per_post=one.per_post, total=one.total) for one in found.sensitivity
    ]
    yield section("other-baselines", pictures.sensitivity(words, others))
    cannot = [words.finding(one) for one in _cannot(found)]
    yield Section(
        title=words.say("report-section-cannot"),
        blocks=[Bullets(items=[*cannot, words.say("report-partners-rule")], lead=True)],
        boxed=True,
    )


def _cannot(found: Indices) -> Iterable[Finding]:
    if found.simulated:
        yield Finding(code="report-cannot-real")
    yield Finding(code="report-cannot-visitors")


def _weeks(words: Words, found: Indices) -> Table | None:
    rows = [
        [
            Cell(text=words.week(one.label), strong=one.role == "operation"),
            Cell(text=words.say(f"report-role-{one.role.value}")),
            Cell(text=words.optional(one.engagement)),
            Cell(text=words.optional(one.per_post)),
        ]
        for one in found.weeks
    ]
    columns = [
        _column(words, name, number=name in {"total", "per-post"}) for name in ("week", "role", "total", "per-post")
    ]
    return Table(caption=words.say("report-partners-weeks"), columns=columns, rows=rows, kind="wide") if rows else None


def _after(words: Words, found: Indices) -> Table | None:
    rows = [
        [
            Cell(text=words.say("report-partners-after-row", first=one.first, last=one.last), strong=True),
            Cell(
                text=words.times(one.per_post)
                if one.on is None
                else words.say("report-why-not-yet-on", on=words.day(one.on))
            ),
            verdict_cell(words, one.verdict),
        ]
        for one in found.aftermath
    ]
    columns = [_column(words, "week"), _column(words, "ratio", number=True), _column(words, "verdict")]
    return Table(caption=words.say("report-partners-after"), columns=columns, rows=rows) if rows else None


def _networks(words: Words, found: Indices, titles: dict[str, str]) -> Table | None:
    rows = [
        [
            Cell(text=titles.get(one.network, one.network), strong=True),
            Cell(text=words.times(one.ratio)),
            verdict_cell(words, one.verdict),
        ]
        for one in found.per_network
    ]
    columns = [_column(words, "network"), _column(words, "ratio", number=True), _column(words, "verdict")]
    return Table(caption=words.say("report-partners-networks"), columns=columns, rows=rows) if rows else None
