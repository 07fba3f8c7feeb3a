"""One grammar of charts: ordinary is a slate band with an edge and a middle line; the operation is an accent mark, and nothing
else has that fill.
"""

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from scheduler.render.drawing import ACCENT, BAND, EDGE, GRID, HATCH, INK, PAPER, RULE, SLATE, Drawing

TICKS = (0.01, 0.02, 0.05, 0.1, 0.2, 0.25, 0.33, 0.5, 0.67, 0.8, 1, 1.25, 1.5, 2, 3, 4, 5, 8, 10, 15, 20, 50, 100)
LADDERS = (
    TICKS,
    (0.01, 0.02, 0.05, 0.1, 0.25, 0.5, 1, 2, 4, 8, 15, 20, 50, 100),
    (0.01, 0.05, 0.25, 1, 4, 20, 100),
    (0.01, 0.1, 1, 10, 100),
)
"""Where the ticks of ratios stand, from fine to coarse."""


@dataclass(frozen=True, slots=True)
class Log:
    """A logarithmic axis between two ticks, on `start` to `end` per cent of the width."""

    low: float
    high: float
    start: float = 1.5
    end: float = 98.0

    def __call__(self, value: float) -> float:
        value = min(max(value, self.low), self.high)
        span = math.log(self.high) - math.log(self.low)
        return self.start + (self.end - self.start) * (math.log(value) - math.log(self.low)) / span

    def ticks(self, most: int = 6) -> list[float]:
        """At most `most` ticks, 1 among them, from the finest ladder that is not crowded."""
        for ladder in LADDERS:
            inside = [tick for tick in ladder if self.low <= tick <= self.high]
            if len(inside) <= most:
                break
        return inside


def ratio_axis(values: Iterable[float], *, around: bool = False) -> Log:
    """The axis that holds all `values` and 1, widened to the next tick; `around` keeps 1 off its ends."""
    known = [value for value in (*values, 1.0) if value > 0]
    low = max((tick for tick in TICKS if tick <= min(known)), default=TICKS[0])
    high = min((tick for tick in TICKS if tick >= max(known)), default=TICKS[-1])
    if low == high or (around and low == 1):
        low = 0.8
    if low == high or (around and high == 1):
        high = 1.25
    return Log(low, high)


def nice(value: float) -> tuple[float, float]:
    """A round (maximum, step) for a linear axis from 0 that holds `value`, in two to five steps."""
    if value <= 0:
        return 1.0, 1.0
    size = 10.0 ** math.floor(math.log10(value))
    for step in (size / 5, size / 2, size, size * 2, size * 5):
        count = math.ceil(value / step)
        if count <= 5:
            return count * step, step
    return size * 10, size * 5


def strip(value: float, low: float, middle: float, high: float, shape: str) -> Drawing:
    """The small picture of a table's row: band, middle, mark; from 0."""
    top = max(value, high) * 1.08 or 1.0
    drawing = Drawing(22)
    x = [2 + 96 * one / top for one in (value, low, middle, high)]
    drawing.line(2, 11, 98, 11, RULE)
    drawing.box(x[1], x[3], 5, 12, BAND, EDGE, 0.8)
    drawing.line(x[2], 4, x[2], 18, SLATE, 2)
    drawing.mark(shape, x[0], 11, ACCENT)
    return drawing


def parts(
    factors: tuple[float, float, float], labels: tuple[str, str, str], ticks: dict[float, str], axis: Log
) -> Drawing:
    """Two lengths that add on a logarithmic axis from x1, and their total outlined below; each label above its bar."""
    volume, _, total = factors
    drawing = Drawing(166)
    for tick, text in ticks.items():
        edge = "start" if tick == axis.low else "end" if tick == axis.high else "middle"
        drawing.line(axis(tick), 8, axis(tick), 142, INK if tick == 1 else GRID)
        drawing.text(axis(tick), 160, text, anchor=edge)
    spans = ((1.0, volume, SLATE, ""), (volume, total, HATCH, ACCENT), (1.0, total, "none", INK))
    for row, ((start, end, fill, edge), words) in enumerate(zip(spans, labels, strict=True)):
        y = 4 + row * 46
        right = axis((start * end) ** 0.5) > 55
        drawing.text(
            max(axis(start), axis(end)) if right else min(axis(start), axis(end)),
            y + 13,
            words,
            colour=ACCENT if row == 1 else INK,
            size=13,
            weight=600,
            anchor="end" if right else "start",
            shift=-5 if right else 5,
            kind="halo",
        )
        drawing.box(axis(start), axis(end), y + 20, 18, fill, edge, 1.5 if row == 2 else 1)
    drawing.line(axis(volume), 24, axis(volume), 88, SLATE, 1)
    drawing.line(axis(total), 70, axis(total), 134, INK, 1)
    return drawing


@dataclass(frozen=True, slots=True, kw_only=True)
class RatioRow:
    """One row of a chart of ratios: its label above, its value at the mark."""

    label: str
    value: float | None
    text: str
    low: float | None = None
    high: float | None = None
    chosen: bool = False
    reach: tuple[float, float] | None = None
    """The interval of the value itself, drawn as a line through its mark."""


def ratios(rows: Sequence[RatioRow], ticks: dict[float, str], axis: Log) -> Drawing:
    """One mark a row on a logarithmic axis; a band where the row has an ordinary range; the chosen one is filled."""
    drawing = Drawing(22 + 42 * len(rows))
    for tick, text in ticks.items():
        edge = "start" if tick == axis.low else "end" if tick == axis.high else "middle"
        drawing.line(axis(tick), 22, axis(tick), drawing.height, INK if tick == 1 else GRID)
        drawing.text(axis(tick), 13, text, anchor=edge)
    for number, row in enumerate(rows):
        y = 22 + 42 * number
        # Over a band the value could not be read: it then stands in the label.
        beside = row.low is None and row.reach is None and row.value is not None
        label = row.label if beside else f"{row.label}, {row.text}"
        drawing.text(0, y + 15, label, colour=INK, size=13, weight=600 if row.chosen else 400, kind="halo")
        if row.low is not None and row.high is not None:
            drawing.box(axis(row.low), axis(row.high), y + 22, 12, BAND, EDGE, 0.8)
        if row.value is None or row.value <= 0:
            continue
        x = axis(row.value)
        if row.reach is not None:
            left, right = axis(row.reach[0]), axis(row.reach[1])
            drawing.line(left, y + 28, right, y + 28, ACCENT, 1.6)
            drawing.line(left, y + 24, left, y + 32, ACCENT, 1.6)
            drawing.line(right, y + 24, right, y + 32, ACCENT, 1.6)
        drawing.mark("diamond" if row.chosen else "circle", x, y + 28, ACCENT if row.chosen else PAPER, ACCENT)
        if not beside:
            continue
        left = x > 82
        drawing.text(
            x,
            y + 32,
            row.text,
            colour=ACCENT if row.chosen else INK,
            size=13,
            weight=700 if row.chosen else 400,
            anchor="end" if left else "start",
            shift=-11 if left else 11,
            kind="halo",
        )
    return drawing
