"""The report's tables: each row's words and numbers. «trop peu» under five posts; «n. d.» for what is missing."""

from collections.abc import Sequence

from scheduler.model.figure import COUNTED_ON_POSTS
from scheduler.model.report import (
    Figure,
    Group,
    Kind,
    Metric,
    NetworkRow,
    Objective,
    PostRow,
    Reached,
    Report,
    Role,
    Verdict,
    WeekRow,
)
from scheduler.plain import one_line, visible
from scheduler.render import report_pictures as pictures
from scheduler.render.report_page import Card, Cell, Column, Paragraph, Table
from scheduler.render.report_words import Words, decimals


def _columns(words: Words, *names: str, numbers: Sequence[str] = ()) -> list[Column]:
    return [Column(title=words.say(f"report-column-{name}"), number=name in numbers) for name in names]


def verdict_cell(words: Words, verdict: Verdict) -> Cell:
    """A verdict: its word, with its sign wherever it is drawn."""
    return Cell(text=words.verdict(verdict), verdict=verdict)


def _range(words: Words, figure: Figure | Objective, kind: Kind) -> str:
    if figure.ordinary is None:
        return words.say("report-unknown")
    low, high = (words.number(one, kind) for one in (figure.ordinary.low, figure.ordinary.high))
    # On one line: a range that is broken in two reads as two numbers.
    return words.say("report-range", low=low, high=high).replace(" ", "\u00a0")


def objectives(words: Words, report: Report) -> Table | None:
    """What was fixed before the week; «reached» and the finding are two columns."""
    if not report.objectives:
        return None
    rows = []
    for one in report.objectives:
        kind = Kind.COUNT if one.metric in {Metric.POSTS.value, Metric.TOTAL.value} else Kind.FINE
        kind = Kind.RATE if one.metric == Metric.ENGAGEMENT.value and (one.value or 0) >= 3 else kind
        target = visible(one_line(one.target))
        aim = words.optional(one.aim, kind) if one.aim is not None else target
        shown = one.ratio is not None and one.value is not None
        rows.append(
            [
                Cell(text=one_line(one.name), more=words.age(one.age), strong=True),
                Cell(text=aim, more=f"({_target(words, target)})" if one.aim is not None else ""),
                Cell(
                    text=words.optional(one.value, kind),
                    more=f"({words.number((one.ratio or 1) - 1, Kind.CHANGE)})" if shown else "",
                    strong=True,
                ),
                Cell(text=_range(words, one, kind)),
                Cell(text=_reached(words, one)),
                verdict_cell(words, one.verdict),
            ]
        )
    columns = _columns(words, "objective", "target", "observed", "ordinary-week", "reached", "verdict")
    return Table(caption=words.say("report-objectives-caption"), columns=columns, rows=rows)


def _target(words: Words, text: str) -> str:
    bare = text.replace(" ", "").replace("-", "\u2212")
    return bare.replace("%", f"{chr(160)}%") if words.language == "fr" else bare


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
                Cell(text=_range(words, figure, kind)),
                Cell(text="" if picture else _reason(words, figure), picture=picture, strip=_strip(figure)),
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
    return Table(
        caption=words.say(code, age=words.age(report.age), **given), columns=columns, rows=rows, kind="key stack"
    )


def _strip(figure: Figure) -> tuple[float, float, float, float] | None:
    ordinary = figure.ordinary
    if ordinary is None or figure.value is None:
        return None
    return figure.value, ordinary.low, ordinary.middle, ordinary.high


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
    return Table(caption=words.say("report-weeks-caption"), columns=columns, rows=rows, kind="tight")


def days(words: Words, report: Report) -> Table:
    """By day and theme, in the calendar's order; the sum is the whole week."""
    names = ("theme", "day", "posts", "engagement", "per-post", "median", "replies", "shares")
    rows = [
        [
            Cell(text=_theme(words, group), strong=True),
            Cell(text=words.day(group.day, year=False) if group.day else "–"),
            *_counts(words, group),
            Cell(text=words.optional(group.replies)),
            Cell(text=words.optional(group.shares)),
        ]
        for group in report.days
    ]
    each = report.figure(Metric.ENGAGEMENT)
    rows.append(
        [
            Cell(text=words.say("report-row-week"), strong=True),
            Cell(text=""),
            Cell(text=words.number(sum(group.posts for group in report.days), Kind.COUNT)),
            Cell(text=words.optional(_sum([group.engagement for group in report.days]))),
            Cell(text=words.optional(each.value, decimals(each))),
            Cell(text=""),
            Cell(text=words.optional(_sum([group.replies for group in report.days]))),
            Cell(text=words.optional(_sum([group.shares for group in report.days]))),
        ]
    )
    columns = _columns(words, *names, numbers=names[2:])
    return Table(caption=words.say("report-days-caption"), columns=columns, rows=rows, kind="wide", total=True)


def _theme(words: Words, group: Group) -> str:
    if group.key == "*":
        return words.say("report-row-everyday")
    return one_line(group.key) or words.say("report-row-no-theme")


def _counts(words: Words, group: Group) -> list[Cell]:
    few = words.say("report-few") if group.posts else words.say("report-unknown")
    return [
        Cell(text=words.number(group.posts, Kind.COUNT)),
        Cell(text=words.optional(group.engagement)),
        Cell(text=few if group.per_post is None else words.number(group.per_post, Kind.RATE)),
        Cell(text=few if group.median is None else words.number(group.median, Kind.RATE)),
    ]


def _sum(values: Sequence[float | None]) -> float | None:
    known = [value for value in values if value is not None]
    return sum(known) if known else None


def networks(words: Words, report: Report) -> Table:
    """Each network beside its own weeks."""
    gained = any(row.gained is not None for row in report.per_network)
    names = ["network", "posts", "engagement", "per-post", "mean", "range", "verdict", "views"]
    rows = []
    for row in report.per_network:
        kind = decimals(row.figure)
        cells = [
            Cell(text=report.titles[row.network], strong=True),
            Cell(text=words.number(row.posts, Kind.COUNT)),
            Cell(text=words.optional(row.engagement)),
            Cell(text=words.optional(row.figure.value, kind)),
            Cell(text=words.optional(row.figure.mean, kind)),
            Cell(text=_range(words, row.figure, kind)),
            verdict_cell(words, row.figure.verdict),
            Cell(text=words.optional(row.views)),
        ]
        rows.append([*cells, Cell(text=_gained(words, row))] if gained else cells)
    names += ["followers"] if gained else []
    numbers = ("posts", "engagement", "per-post", "mean", "range", "views", "followers")
    caption = words.say("report-networks-caption")
    return Table(caption=caption, columns=_columns(words, *names, numbers=numbers), rows=rows, kind="wide")


def _gained(words: Words, row: NetworkRow) -> str:
    if row.gained is None:
        return words.say("report-unknown")
    text = words.number(abs(row.gained), Kind.COUNT)
    return f"+{text}" if row.gained > 0 else f"\u2212{text}" if row.gained < 0 else text


def categories(words: Words, report: Report) -> Table:
    """By the category that the author gave."""
    names = ("category", "contents", "posts", "engagement", "per-post", "median", "replies")
    rows = [
        [
            Cell(text=_category(words, group.key), strong=True),
            Cell(text=words.number(group.contents, Kind.COUNT)),
            *_counts(words, group),
            Cell(text=words.optional(group.replies)),
        ]
        for group in report.categories
    ]
    caption = words.say("report-categories-caption")
    return Table(caption=caption, columns=_columns(words, *names, numbers=names[1:]), rows=rows, kind="wide")


KNOWN = ("sharing-experience", "promoting-participation", "interacting", "promoting-informing")


def _category(words: Words, key: str) -> str:
    if key in KNOWN:
        return words.say(f"report-category-{key}")
    return one_line(key) or words.say("report-row-no-category")


def card(words: Words, report: Report, row: PostRow) -> Card:
    """One post that stands out."""
    counts = [
        words.say(f"report-n-{name}", n=round(value))
        for name, value in (("reactions", row.reactions), ("replies", row.replies), ("shares", row.shares))
        if value is not None
    ]
    given = {"n": round(row.engagement), "list": ", ".join(counts)}
    if row.ratio is None:
        text = words.say("report-post-counts-plain", **given)
    else:
        ratio, middle = words.number(row.ratio, Kind.RATE), words.number(row.median, Kind.RATE)
        text = words.say("report-post-counts", **given, ratio=ratio, median=middle)
    return Card(
        title=one_line(row.title),
        place=words.say("report-post-place", network=report.titles[row.network], when=words.moment(row.at)),
        counts=text,
        url=row.url if row.url.startswith(("https://", "http://")) else "",
    )


def definitions(words: Words, report: Report) -> Table:
    """What each measure is, and what it rests on."""
    rows, ids = [], []
    for number, metric in enumerate(COUNTED_ON_POSTS, 1):
        name = metric.value
        given = {"age": words.age(report.age)} if metric is Metric.TOTAL else {}
        ids.append(name)
        rows.append(
            [
                Cell(text=words.say(f"report-metric-{name}"), strong=True, more=f"({number})"),
                Cell(text=words.say(f"report-define-{name}")),
                Cell(text=words.say(f"report-source-{name}", **given)),
            ]
        )
    return Table(caption="", columns=_columns(words, "measure", "formula", "source"), rows=rows, ids=ids)


def note(text: str) -> Paragraph:
    """A small paragraph."""
    return Paragraph(text=text, small=True)
