"""The report's charts: from its values to drawings, each with its finding and its description in words."""

from collections.abc import Sequence

from scheduler.model.report import Decomposition, Figure, Kind, Metric, Report, Role, Sensitivity, Verdict, WeekRow
from scheduler.plain import one_line
from scheduler.render import charts, charts_time
from scheduler.render.charts import RatioRow
from scheduler.render.charts_time import DotRow, Panel, Point
from scheduler.render.drawing import Picture
from scheduler.render.report_page import Chart
from scheduler.render.report_words import FIXED, Words, decimals

SHAPES = {Verdict.MORE: "up", Verdict.ORDINARY: "circle", Verdict.LESS: "down", Verdict.TOO_LITTLE: "circle"}
SIGNS = ("■", "○", "▲", "◇", "▼", "✚")
"""The signs of networks in words, in the order of `charts_time.KINDS`."""
DOTS = (1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 2000, 5000, 10000, 50000, 100000, 1000000)


def axis_ticks(words: Words, axis: charts.Log) -> dict[float, str]:
    """The ticks of a ratio axis, written short: x2, x1,5."""
    return {tick: words.say("report-times", ratio=_short(words, tick)) for tick in axis.ticks()}


def _short(words: Words, value: float) -> str:
    text = f"{value:g}"
    return text.replace(".", ",") if words.language == "fr" else text


def place(figure: Figure) -> tuple[float, float, float, float] | None:
    """Value, low, middle and high of a figure that has a range."""
    around = figure.ordinary
    return None if around is None or figure.value is None else (figure.value, around.low, around.middle, around.high)


def strip(words: Words, figure: Figure, name: str = "") -> Picture | None:
    """The small picture of a key figure, called `name` where it is no metric of ours; None where there is no range."""
    if figure.ordinary is None or figure.value is None:
        return None
    kind, ordinary = decimals(figure), figure.ordinary
    label = words.say(
        "report-strip",
        metric=name or words.say(f"report-metric-{figure.metric.value}"),
        value=words.number(figure.value, kind),
        low=words.number(ordinary.low, kind),
        high=words.number(ordinary.high, kind),
    )
    shape = SHAPES[figure.verdict]
    drawing = charts.strip(figure.value, ordinary.low, ordinary.middle, ordinary.high, shape)
    return Picture(drawing, figure.metric.value, label)


def decomposition(words: Words, parts: Decomposition, weeks: int) -> Chart:
    """How many more posts, and how much better each was followed."""
    given = {
        "volume": words.number(parts.volume, Kind.RATIO),
        "each": words.number(parts.per_post, Kind.RATIO),
        "total": words.number(parts.total, Kind.RATIO),
    }
    axis = charts.ratio_axis((parts.volume, parts.total))
    labels = [
        f"{words.say(f'report-chart-parts-{name}')} {words.times(value)}"
        for name, value in (("volume", parts.volume), ("each", parts.per_post), ("total", parts.total))
    ]
    drawing = charts.parts(
        (parts.volume, parts.per_post, parts.total),
        (labels[0], labels[1], labels[2]),
        axis_ticks(words, axis),
        axis,
    )
    finding = words.say("report-chart-parts", **given)
    low, high = _short(words, axis.low), _short(words, axis.high)
    description = words.say("report-chart-parts-desc", low=low, high=high, **given)
    how = words.say("report-chart-parts-how", weeks=weeks)
    return Chart(finding=finding, how=how, picture=Picture(drawing, "parts", finding, description))


def week_label(words: Words, row: WeekRow) -> str:
    """`S23`, as calendars write ISO weeks."""
    return words.say("report-week", number=str(row.first.isocalendar().week))


def weeks(words: Words, report: Report) -> Chart | None:
    """The weeks before, the operation and the weeks after, in two panels."""
    rows, each = report.weeks, report.figure(Metric.ENGAGEMENT)
    total = report.figure(Metric.TOTAL).times(report.scale)  # here everything is a week
    if len(rows) < 2 or total.value is None or each.value is None:
        return None
    panels = (
        _panel(words, "report-chart-weeks-total", rows, [row.engagement for row in rows], total),
        _panel(words, "report-chart-weeks-each", rows, [row.per_post for row in rows], each),
    )
    finding, description = _weeks_said(words, rows, total, each)
    drawing = charts_time.weeks(panels, words.say("report-chart-weeks-band"))
    return Chart(
        finding=finding,
        how=words.say("report-chart-weeks-how"),
        picture=Picture(drawing, "weeks", finding, description),
    )


def _weeks_said(words: Words, rows: Sequence[WeekRow], total: Figure, each: Figure) -> tuple[str, str]:
    """The finding and the description of the chart of weeks."""
    given = {
        "first": week_label(words, rows[0]),
        "last": week_label(words, rows[-1]),
        "total": words.optional(total.value),
        "rate": words.optional(each.value, decimals(each)),
    }
    if total.reason == "report-why-unripe":
        description = words.say("report-chart-weeks-desc-plain", **given)
        return words.say("report-chart-weeks-unripe", each=words.verdict(each.verdict)), description
    if total.ordinary is None or each.ordinary is None:
        description = words.say("report-chart-weeks-desc-plain", **given)
        return words.say("report-chart-weeks-plain"), description
    inside = total.verdict is Verdict.ORDINARY
    code = "report-chart-weeks-in" if inside else "report-chart-weeks-out"
    description = words.say(
        "report-chart-weeks-desc",
        **given,
        low=words.number(total.ordinary.low, Kind.COUNT),
        high=words.number(total.ordinary.high, Kind.COUNT),
        rate_low=words.number(each.ordinary.low, decimals(each)),
        rate_high=words.number(each.ordinary.high, decimals(each)),
    )
    return words.say(code, each=words.verdict(each.verdict)), description


def _panel(words: Words, title: str, rows: Sequence[WeekRow], values: Sequence[float | None], figure: Figure) -> Panel:
    points = [
        Point(
            label=week_label(words, row),
            value=value,
            operation=row.role is Role.OPERATION,
            hollow=row.role is Role.OTHER,
            note=_cut(one_line(row.title)) if row.role is Role.OTHER else "",
        )
        for row, value in zip(rows, values, strict=True)
    ]
    ordinary = figure.ordinary
    band = (ordinary.low, ordinary.middle, ordinary.high) if ordinary else None
    top, ticks = charts_time.scale(points, band)
    return Panel(
        title=words.say(title),
        points=points,
        band=band,
        value=words.optional(figure.value, decimals(figure)),
        top=top,
        texts={tick: words.number(tick, Kind.COUNT if top >= 4 else Kind.RATE) for tick in ticks},
    )


def _cut(text: str, most: int = 18) -> str:
    return text if len(text) <= most else text[: most - 1].rstrip() + "…"


def days(words: Words, report: Report) -> Chart | None:
    """One mark a post, a line a day; only for themed days."""
    groups = [group for group in report.days if group.day]
    values = [value for group in groups for _, value in group.values]
    if not values:
        return None
    places = {name: number for number, name in enumerate(report.networks)}
    rows = [
        DotRow(
            label=_cut(one_line(group.key), 32) or words.say("report-row-no-theme"),
            more=f"{words.day(group.day, year=False)}, n{FIXED}={FIXED}{group.posts}",
            dots=[(places[network], value) for network, value in group.values],
            median=group.median,
        )
        for group in groups
        if group.day
    ]
    top = next((tick for tick in DOTS if tick >= max(values)), DOTS[-1])
    shown = [tick for tick in DOTS if tick <= top]
    thin = shown[:: max(1, len(shown) // 6)]
    usual = words.say("report-chart-days-usual", median=words.optional(report.past_median, Kind.RATE))
    texts = {float(tick): words.number(tick, Kind.COUNT) for tick in thin}
    drawing = charts_time.dots(rows, report.past_median, top, texts, usual)
    medians = [group.median for group in groups if group.median is not None]
    counts = [group.posts for group in groups if group.posts]
    finding = words.say("report-chart-days-few")
    if len(medians) > 1:
        given = {"low": words.number(min(medians), Kind.RATE), "high": words.number(max(medians), Kind.RATE)}
        finding = words.say("report-chart-days", **given, posts=words.posts(min(counts), max(counts)))
    legend = ", ".join(
        f"{sign}{FIXED}{report.titles[name]}" for sign, name in zip(SIGNS, report.networks, strict=False)
    )
    description = words.say("report-chart-days-desc", low="1", high=words.number(top, Kind.COUNT))
    how = words.say("report-chart-days-how", networks=legend)
    return Chart(finding=finding, how=how, picture=Picture(drawing, "days", finding, description))


def networks(words: Words, report: Report) -> Chart | None:
    """Each network's ratio on its own ordinary range, and all together last."""
    named = [(report.titles[row.network], row.figure) for row in report.per_network]
    named.append((words.say("report-networks-all"), report.figure(Metric.ENGAGEMENT)))
    if all(figure.ratio is None for _, figure in named):
        return None
    rows = [
        _network_row(words, name, figure, last=number == len(named)) for number, (name, figure) in enumerate(named, 1)
    ]
    reach = [one for row in rows for one in (row.value, row.low, row.high) if one]
    axis = charts.ratio_axis(reach, around=True)
    verdicts = [
        words.say("report-chart-networks-verdict", network=name, verdict=words.verdict(figure.verdict))
        for name, figure in named[:-1]
    ]
    finding = words.say("report-chart-networks", verdicts=words.listed(verdicts))
    listed = ", ".join(f"{row.label} {row.text}" for row in rows)
    description = words.say("report-chart-networks-desc", list=listed)
    picture = Picture(charts.ratios(rows, axis_ticks(words, axis), axis), "networks", finding, description)
    return Chart(finding=words.typeset(finding), how=words.say("report-chart-networks-how"), picture=picture)


def _network_row(words: Words, name: str, figure: Figure, *, last: bool) -> RatioRow:
    ordinary = figure.ordinary if figure.mean else None
    mean = figure.mean or 1.0
    text = words.times(figure.ratio) if figure.ratio is not None else words.say(figure.reason or "report-unknown")
    return RatioRow(
        label=_cut(name, 32),
        value=figure.ratio,
        text=text,
        low=ordinary.low / mean if ordinary else None,
        high=ordinary.high / mean if ordinary else None,
        chosen=True if not last else figure.ratio is not None,
    )


def sensitivity(words: Words, found: Sequence[Sensitivity]) -> Chart | None:
    """One dot a baseline, the chosen one filled."""
    if len(found) < 2:
        return None
    rows = [
        RatioRow(label=_by(words, one), value=one.per_post, text=words.times(one.per_post), chosen=one.chosen)
        for one in found
    ]
    values = [one.per_post for one in found]
    low, high = (words.number(value, Kind.RATIO) for value in (min(values), max(values)))
    finding = words.say("report-chart-sensitivity", low=low, high=high)
    description = words.say("report-chart-sensitivity-desc", list=", ".join(f"{row.label} {row.text}" for row in rows))
    axis = charts.ratio_axis(values, around=True)
    picture = Picture(charts.ratios(rows, axis_ticks(words, axis), axis), "sensitivity", finding, description)
    return Chart(finding=finding, how=words.say("report-chart-sensitivity-how"), picture=picture)


def _by(words: Words, one: Sensitivity) -> str:
    if one.by == "weeks":
        return words.say("report-by-weeks-chosen" if one.chosen else "report-by-weeks", n=one.weeks)
    return words.say(f"report-by-{one.by}")
