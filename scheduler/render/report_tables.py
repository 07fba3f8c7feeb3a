"""The report's tables: each row's words and numbers. «trop peu» under five posts; «n. d.» for what is missing."""

from collections.abc import Sequence

from scheduler.model.figure import COUNTED_ON_POSTS
from scheduler.model.report import (
    Figure,
    Kind,
    Metric,
    Objective,
    Reached,
    Report,
    Role,
    Verdict,
    WeekRow,
)
from scheduler.plain import one_line, visible
from scheduler.render import report_pictures as pictures
from scheduler.render.report_addressed import addressed, lines, turned
from scheduler.render.report_page import Cell, Column, Paragraph, Table
from scheduler.render.report_words import Words, decimals


def columns(words: Words, *names: str, numbers: Sequence[str] = ()) -> list[Column]:
    """Columns by their names; `numbers` are those of numbers."""
    return [Column(title=words.say(f"report-column-{name}"), number=name in numbers) for name in names]


def aged(words: Words, report: Report) -> str:
    """The age at which posts were counted, and that exports counted theirs when they were made, where there are any."""
    age = words.age(report.age)
    exports = any(one.code.startswith("at-export") for one in report.reservations)
    return words.say("report-age-exports", age=age) if exports else age


def verdict_cell(words: Words, verdict: Verdict) -> Cell:
    """A verdict: its word, with its sign wherever it is drawn."""
    return Cell(text=words.verdict(verdict), verdict=verdict)


def ordinary(words: Words, figure: Figure | Objective, kind: Kind) -> str:
    """The ordinary range, or «n. d.»."""
    if figure.ordinary is None:
        return words.say("report-unknown")
    return words.between(figure.ordinary.low, figure.ordinary.high, kind)


def objectives(words: Words, report: Report) -> Table | None:
    """What was fixed before the week; «reached» and the finding are two columns."""
    if not report.objectives:
        return None
    rows = []
    for one in report.objectives:
        kind = Kind.COUNT if one.metric in {Metric.POSTS.value, Metric.TOTAL.value} else Kind.FINE
        kind = Kind.RATE if one.metric == Metric.ENGAGEMENT.value and (one.value or 0) >= 3 else kind
        kind = {"people": Kind.COUNT, "new_engagers": Kind.COUNT, "new-share": Kind.SHARE}.get(one.metric, kind)
        target = visible(one_line(one.target))
        aim = words.optional(one.aim, kind) if one.aim is not None else target
        shown = one.ratio is not None and one.value is not None
        rows.append(
            [
                Cell(text=one_line(one.name), more=words.age(one.age), strong=True),
                Cell(text=aim, more=f"({words.target(target)})" if one.aim is not None else ""),
                Cell(
                    text=words.optional(one.value, kind),
                    more=f"({words.number((one.ratio or 1) - 1, Kind.CHANGE)})" if shown else "",
                    strong=True,
                ),
                Cell(text=ordinary(words, one, kind)),
                Cell(text=_reached(words, one)),
                verdict_cell(words, one.verdict),
            ]
        )
    named = columns(words, "objective", "target", "observed", "ordinary-week", "reached", "verdict")
    table = Table(caption=words.say("report-objectives-caption"), columns=named, rows=rows)
    return addressed(table, lines("objectives", report.objectives), ("", "aim", "value"))


def _reached(words: Words, one: Objective) -> str:
    if one.reached is Reached.YES and one.verdict is not Verdict.MORE:
        return words.say("report-reached-yes-ordinary")
    if one.reached is Reached.UNKNOWN and one.on:
        return words.say("report-why-not-yet-on", on=words.day(one.on))
    return words.say(f"report-reached-{one.reached.value}")


def key_figures(words: Words, report: Report) -> Table:
    """Each key figure on its ordinary range."""
    rows = []
    for figure in report.figures:
        kind = decimals(figure)
        verdict = verdict_cell(words, figure.verdict)
        if figure.metric is Metric.POSTS and not figure.reason:
            verdict = Cell(text=words.say("report-verdict-choice"))
        picture = pictures.strip(words, figure)
        rows.append(
            [
                Cell(text=words.say(f"report-metric-{figure.metric.value}"), strong=True, note=figure.metric.value),
                Cell(text=words.optional(figure.value, kind), strong=True),
                Cell(text=ordinary(words, figure, kind)),
                Cell(text="" if picture else _reason(words, figure), picture=picture, strip=pictures.place(figure)),
                verdict,
                Cell(text=words.times(figure.ratio)),
            ]
        )
    titles, span = (
        ("measure", "week", "range", "place", "verdict", "ratio"),
        words.span((report.last - report.first).days + 1),
    )
    columns = [
        Column(
            title=span if name == "week" and report.scale != 1 else words.say(f"report-column-{name}"),
            number=name in {"week", "range", "ratio"},
            short=words.say(f"report-column-{name}") if name in {"range", "ratio"} else "",
            drawn=name == "place",
        )
        for name in titles
    ]
    weeks = max((figure.ordinary.weeks for figure in report.figures if figure.ordinary), default=0)
    code = "report-key-caption" if weeks else "report-key-caption-no-range"
    given = {"weeks": weeks} if weeks else {}
    table = Table(
        caption=words.say(code, age=aged(words, report), **given), columns=columns, rows=rows, kind="key stack"
    )
    return addressed(table, lines("figures", report.figures), ("", "value", "ordinary/high", "", "", "ratio"))


def _reason(words: Words, figure: Figure) -> str:
    return words.say(figure.reason) if figure.reason else ""


def _counted(row: WeekRow, report: Report) -> float | None:
    """The engagement of a week as it was counted; of the operation, that of its own days."""
    if row.role is Role.OPERATION and row.engagement is not None:
        return row.engagement / report.scale
    return row.engagement


def weeks(words: Words, report: Report) -> Table:
    """The weeks as columns, as calendars lie."""
    rate = decimals(report.figure(Metric.ENGAGEMENT))
    columns = [Column(title=words.say("report-column-week"))]
    for row in report.weeks:
        star = "*" if row.role is Role.OTHER else ""
        columns.append(Column(title=pictures.week_label(words, row) + star, number=True))
    operation = [row.role is Role.OPERATION for row in report.weeks]

    def line(code: str, values: Sequence[str]) -> list[Cell]:
        cells = [Cell(text=text, strong=ours) for text, ours in zip(values, operation, strict=True)]
        return [Cell(text=words.say(code), strong=True), *cells]

    rows = [
        line("report-metric-posts", [words.number(row.posts, Kind.COUNT) for row in report.weeks]),
        line("report-column-engagement", [words.optional(_counted(row, report)) for row in report.weeks]),
        line("report-column-per-post", [words.optional(row.per_post, rate) for row in report.weeks]),
    ]
    table = Table(caption=words.say("report-weeks-caption"), columns=columns, rows=rows, kind="tight")
    return turned(table, lines("weeks", report.weeks), ("posts", "engagement", "per_post"))


def definitions(words: Words, report: Report) -> Table:
    """What each measure is, and what it rests on."""
    rows, ids = [], []
    for number, metric in enumerate(COUNTED_ON_POSTS, 1):
        name = metric.value
        given = {"age": aged(words, report)} if metric is Metric.TOTAL else {}
        ids.append(name)
        rows.append(
            [
                Cell(text=words.say(f"report-metric-{name}"), strong=True, more=f"({number})"),
                Cell(text=words.say(f"report-define-{name}")),
                Cell(text=words.say(f"report-source-{name}", **given)),
            ]
        )
    return Table(caption="", columns=columns(words, "measure", "formula", "source"), rows=rows, ids=ids)


def note(text: str) -> Paragraph:
    """A small paragraph."""
    return Paragraph(text=text, small=True)
