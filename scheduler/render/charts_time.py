"""The charts over time: two panels by week that share their x, and one mark a post by day."""

import itertools
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from scheduler.render.charts import Log, nice
from scheduler.render.drawing import ACCENT, BAND, EDGE, GRID, INK, MUTED, PAPER, SLATE, TINT, Drawing

LEFT = 6.0
"""Per cent of the width kept for the numbers of the y axis."""
KINDS = ("square", "circle", "up", "diamond", "down", "cross")
"""Networks are told apart by shape, in the report's order."""
PANEL, TOP = 150.0, 48.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Point:
    """One week of a panel. `hollow`: left out of the reference."""

    label: str
    value: float | None
    operation: bool = False
    hollow: bool = False
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Panel:
    """One measure by week, with its ordinary range where there is one. `texts` are the axis numbers, `value` the operation's."""

    title: str
    points: Sequence[Point]
    band: tuple[float, float, float] | None
    value: str
    top: float
    texts: Mapping[float, str]


def scale(points: Sequence[Point], band: tuple[float, float, float] | None) -> tuple[float, list[float]]:
    """The top of a panel's axis and its ticks."""
    highest = max([one.value or 0 for one in points] + ([band[2]] if band else []))
    top, step = nice(highest)
    return top, [n * step for n in range(round(top / step) + 1)]


def weeks(panels: Sequence[Panel], band_label: str) -> Drawing:
    """The panels one above the other, sharing x; each has its own y from 0."""
    points = panels[0].points
    drawing = Drawing(len(panels) * (PANEL + TOP) + 24)
    step = (100 - LEFT) / max(len(points), 1)
    xs = [LEFT + step * (n + 0.5) for n in range(len(points))]
    for x, point in zip(xs, points, strict=True):
        if point.operation:
            drawing.box(x - step * 0.45, x + step * 0.45, 4, drawing.height - 28, TINT)
    for number, panel in enumerate(panels):
        _panel(drawing, panel, xs, number * (PANEL + TOP) + TOP, band_label if number == 0 else "", number)
    for number, (x, point) in enumerate(zip(xs, points, strict=True)):
        drawing.text(
            x,
            drawing.height - 6,
            point.label + ("*" if point.hollow else ""),
            colour=ACCENT if point.operation else MUTED,
            weight=700 if point.operation else 400,
            anchor="middle",
            kind="alt" if number % 2 and len(points) > 7 and not point.operation else "",
        )
    return drawing


def _panel(drawing: Drawing, panel: Panel, xs: Sequence[float], y: float, band_label: str, number: int) -> None:
    def at(value: float) -> float:
        return y + PANEL * (1 - value / panel.top)

    drawing.text(0, y - 20, panel.title, colour=INK, size=13, weight=600)
    if panel.band:
        low, _, high = panel.band
        drawing.box(LEFT, 100, at(high), at(low) - at(high), BAND, EDGE, 0.8)
    for tick, text in panel.texts.items():
        drawing.line(LEFT, at(tick), 100, at(tick), GRID)
        drawing.text(LEFT - 1, at(tick) + 4, text, anchor="end")
    if panel.band:
        drawing.line(LEFT, at(panel.band[1]), 100, at(panel.band[1]), SLATE, 1.2, "5 4")
        if band_label:
            drawing.text(99.2, at(panel.band[2]) - 5, band_label, colour=SLATE, weight=600, anchor="end", kind="halo")
    pairs = list(zip(xs, panel.points, strict=True))
    for (x1, a), (x2, b) in itertools.pairwise(pairs):
        if a.value is not None and b.value is not None:
            drawing.line(x1, at(a.value), x2, at(b.value), INK, 1.6, "2 4" if a.hollow or b.hollow else "")
    for x, point in pairs:
        if point.value is None:
            continue
        if point.operation:
            below = panel.band is not None and point.value < panel.band[1]
            drawing.mark("diamond", x, at(point.value), ACCENT)
            label = at(point.value) + (21 if below else -11)
            drawing.text(x, label, panel.value, colour=ACCENT, size=14, weight=700, anchor="middle")
        else:
            drawing.mark("circle", x, at(point.value), PAPER if point.hollow else INK, INK if point.hollow else PAPER)
            if point.note and number == 0:
                drawing.text(x, at(point.value) - 10, point.note, anchor="middle", kind="halo alt")


@dataclass(frozen=True, slots=True, kw_only=True)
class DotRow:
    """One day: its label above, one mark a post (network's place, engagement), its median where enough posts carry one."""

    label: str
    more: str
    dots: Sequence[tuple[int, float]]
    median: float | None


def dots(rows: Sequence[DotRow], past: float | None, top: float, ticks: Mapping[float, str], usual: str) -> Drawing:
    """One line a day on a logarithmic axis from 1 (0 stands at its left end); `usual` names the dashed line of the past."""
    drawing = Drawing(24 + 44 * len(rows) + (18 if past else 0))
    axis = Log(1.0, max(top, 2.0), 5.0, 97.0)

    def at(value: float) -> float:
        return axis(value) if value >= 1 else 1.5

    for tick, text in ticks.items():
        drawing.line(at(tick), 22, at(tick), 24 + 44 * len(rows), GRID)
        drawing.text(at(tick), 13, text, anchor="middle")
    if past:
        drawing.line(at(past), 22, at(past), drawing.height - 16, SLATE, 1.2, "5 4")
        drawing.text(at(past), drawing.height - 4, usual, colour=SLATE, weight=600, anchor="middle")
    for number, row in enumerate(rows):
        y = 24 + 44 * number
        drawing.text(0, y + 13, row.label, colour=INK, size=13, weight=600, kind="halo", more=row.more)
        drawing.line(1.5, y + 29, 98, y + 29, GRID)
        for kind, value in row.dots:
            drawing.mark(KINDS[kind % len(KINDS)], at(value), y + 29, PAPER if kind % 2 else SLATE, SLATE, 1.1)
        if row.median is not None:
            drawing.line(at(row.median), y + 19, at(row.median), y + 39, ACCENT, 3.5)
    return drawing
