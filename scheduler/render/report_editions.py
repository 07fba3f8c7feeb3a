"""Section 14: editions beside each other, each against its own ordinary weeks; a forest of their ratios and a table."""

import math
from collections.abc import Mapping

from scheduler.model.comparison import Comparison, Edition, Pooled, Step
from scheduler.model.report import Kind
from scheduler.plain import one_line
from scheduler.render import charts
from scheduler.render.charts import RatioRow
from scheduler.render.drawing import Picture
from scheduler.render.report_page import Block, Bullets, Cell, Chart, Table
from scheduler.render.report_pictures import axis_ticks
from scheduler.render.report_tables import columns, note, verdict_cell
from scheduler.render.report_words import Words

Z = 1.959964
"""The 97.5th percentile of the normal law."""


def editions(words: Words, found: Comparison | None) -> list[Block | None]:
    """Nothing for fewer than two editions."""
    if found is None or len(found.editions) < 2:
        return []
    said = [words.finding(one) for one in found.findings]
    return [
        _forest(words, found),
        _table(words, found),
        Bullets(items=said) if said else None,
        note(words.say("report-editions-note")),
    ]


def _forest(words: Words, found: Comparison) -> Chart | None:
    known = [one for one in found.editions if one.ratio is not None and one.error is not None]
    if len(known) < 2:
        return None
    rows = [_row(words, one) for one in known]
    if found.pooled is not None:
        rows.append(_pooled(words, found.pooled))
    reach = [one for row in rows for one in (row.value, *(row.reach or ())) if one]
    axis = charts.ratio_axis(reach, around=True)
    listed = words.listed(f"{row.label} {row.text}" for row in rows)
    finding = _finding(words, found)
    description = words.say("report-chart-editions-desc", list=listed)
    picture = Picture(charts.ratios(rows, axis_ticks(words, axis), axis), "editions", finding, description)
    return Chart(finding=finding, how=words.say("report-chart-editions-how"), picture=picture)


def _finding(words: Words, found: Comparison) -> str:
    if found.pooled is None:
        return words.say("report-chart-editions", n=len(found.editions))
    low, high = (words.number(one, Kind.RATIO) for one in (found.pooled.low, found.pooled.high))
    ratio = words.number(found.pooled.ratio, Kind.RATIO)
    code = "report-chart-editions-one" if found.pooled.low <= 1 <= found.pooled.high else "report-chart-editions-off"
    return words.say(code, n=found.pooled.editions, ratio=ratio, low=low, high=high)


def _row(words: Words, one: Edition) -> RatioRow:
    assert one.ratio is not None
    assert one.error is not None
    reach = (one.ratio * math.exp(-Z * one.error), one.ratio * math.exp(Z * one.error))
    return RatioRow(
        label=one_line(one.title), value=one.ratio, text=_text(words, one.ratio, reach), reach=reach, chosen=True
    )


def _pooled(words: Words, one: Pooled) -> RatioRow:
    reach = (one.low, one.high)
    label = words.say("report-editions-together", n=one.editions)
    return RatioRow(label=label, value=one.ratio, text=_text(words, one.ratio, reach), reach=reach)


def _text(words: Words, ratio: float, reach: tuple[float, float]) -> str:
    return f"{words.times(ratio)} ({words.between(*reach, Kind.RATIO)})"


def _table(words: Words, found: Comparison) -> Table:
    names = ("edition", "posts", "engagement", "volume", "per-post", "total", "verdict")
    steps: Mapping[str, Step] = {one.later: one for one in found.steps}
    rows = []
    for one in found.editions:
        rows.append(_edition(words, one))
        if (step := steps.get(one.campaign)) is not None:
            rows.append(_step(words, step, found))
    named = columns(words, *names, numbers=names[1:6])
    return Table(caption=words.say("report-editions-caption"), columns=named, rows=rows, kind="wide")


def _edition(words: Words, one: Edition) -> list[Cell]:
    parts = one.parts
    ratios = (parts.volume, parts.per_post, parts.total) if parts else (None, None, None)
    return [
        Cell(text=one_line(one.title), more=words.say(one.reason) if one.reason else "", strong=True),
        Cell(text=words.number(one.posts, Kind.COUNT)),
        Cell(text=words.optional(one.engagement)),
        *(Cell(text=words.times(value)) for value in ratios),
        verdict_cell(words, one.verdict),
    ]


def _step(words: Words, one: Step, found: Comparison) -> list[Cell]:
    """The later edition over the one before, net of what each year's ordinary weeks were."""
    titles = {each.campaign: one_line(each.title) for each in found.editions}
    reach = words.between(one.low, one.high, Kind.RATIO) if one.low is not None and one.high is not None else ""
    name = words.say(
        "report-editions-step", later=titles.get(one.later, one.later), earlier=titles.get(one.earlier, one.earlier)
    )
    return [
        Cell(text=name),
        Cell(text=""),
        Cell(text=""),
        *(Cell(text=words.times(value)) for value in (one.net_volume, one.net, one.net_total)),
        Cell(text=reach or (words.say(one.reason) if one.reason else "")),
    ]
