"""Charts of lengths: shares of a whole, amounts that add up, hours, people who came back, engagement by post age.

What is told apart is told apart by pattern and words: plain, dots, lines, hatching; colour comes third.
"""

import itertools
import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from scheduler.render.charts_time import KINDS
from scheduler.render.drawing import ACCENT, BAND, EDGE, GRID, INK, MUTED, PAPER, SLATE, TINT, Drawing


@dataclass(frozen=True, slots=True, kw_only=True)
class Stack:
    """A bar of parts: (fill, length, words under it). `strong`: the operation's own."""

    label: str
    parts: Sequence[tuple[str, float, str]]
    strong: bool = False


def stacks(rows: Sequence[Stack], longest: float) -> Drawing:
    """Bars whose parts add up, each part's words under it; `longest` is as wide as the picture."""
    drawing = Drawing(64 * len(rows) - 4)
    for number, row in enumerate(rows):
        y, start = 64.0 * number, 0.0
        drawing.text(0, y + 13, row.label, colour=INK, size=13, weight=600 if row.strong else 400)
        for fill, length, _ in row.parts:
            end = start + 100 * length / longest
            drawing.box(start, end, y + 20, 17, fill, PAPER, 1.5)
            start = end
        # In one line: under a short part its words would run into the next one's.
        drawing.text(0, y + 52, " · ".join(words for _, _, words in row.parts))
    return drawing


@dataclass(frozen=True, slots=True, kw_only=True)
class Bar:
    """One length with its value in words at the right; `share` of the longest."""

    label: str
    text: str
    share: float


def bars(rows: Sequence[Bar]) -> Drawing:
    """Thin bars, the label above each."""
    drawing = Drawing(38 * len(rows))
    for number, row in enumerate(rows):
        y = 38.0 * number
        drawing.text(0, y + 13, row.label, colour=INK, size=13)
        drawing.text(100, y + 13, row.text, colour=INK, size=13, weight=600, anchor="end")
        drawing.box(0, 100, y + 19, 7, GRID)
        drawing.box(0, 100 * row.share, y + 19, 7, SLATE)
    return drawing


@dataclass(frozen=True, slots=True, kw_only=True)
class Share:
    """A share with the range of ordinary weeks; None where it may not be shown or is not known: `text` says why."""

    label: str
    text: str
    value: float | None
    low: float | None = None
    middle: float | None = None
    high: float | None = None


def shares(rows: Sequence[Share], top: float, ticks: Mapping[float, str]) -> Drawing:
    """A bar a share from 0, hatched, on the band of ordinary weeks."""
    drawing = Drawing(24 + 46 * len(rows))
    for tick, words in ticks.items():
        x = 98.0 * tick / top
        drawing.line(x, 20, x, drawing.height, INK if tick == 0 else GRID)
        drawing.text(x, 13, words, anchor="start" if tick == 0 else "end" if x > 95 else "middle")
    for number, row in enumerate(rows):
        y = 24.0 + 46 * number
        drawing.text(0, y + 14, f"{row.label}, {row.text}", colour=INK, size=13, shift=4, kind="halo")
        if row.low is not None and row.high is not None:
            drawing.box(98 * row.low / top, 98 * min(row.high, top) / top, y + 20, 20, BAND, EDGE, 0.8)
        if row.value is not None:
            drawing.box(0, 98 * row.value / top, y + 25, 10, "hatch", ACCENT)
        if row.middle is not None:
            drawing.line(98 * row.middle / top, y + 18, 98 * row.middle / top, y + 42, SLATE, 2)
    return drawing


@dataclass(frozen=True, slots=True, kw_only=True)
class Curve:
    """What share of its engagement a network's posts have at each age, in hours."""

    label: str
    place: int
    """Among the networks: it gives the sign."""
    points: Sequence[tuple[float, float]]


HEIGHT, TOP, LEFT, RIGHT = 210.0, 14.0, 8.0, 97.0


def curves(rows: Sequence[Curve], ages: Mapping[float, str], ticks: Mapping[float, str]) -> Drawing:
    """One line a network, over the logarithm of the age; the share from 0 to 1."""
    drawing = Drawing(TOP + HEIGHT + 26)
    last = max(ages)

    def at(hours: float) -> float:
        return LEFT + (RIGHT - LEFT) * math.log1p(hours) / math.log1p(last)

    def up(share: float) -> float:
        return TOP + HEIGHT * (1 - min(share, 1.05) / 1.05)

    drawing.box(at(last) - 1.2, at(last) + 1.2, TOP, HEIGHT, TINT)
    for share, words in ticks.items():
        drawing.line(LEFT, up(share), 100, up(share), GRID)
        drawing.text(LEFT - 1, up(share) + 4, words, anchor="end")
    for hours, words in ages.items():
        # On a telephone the last two would run into each other.
        near = "alt" if hours != last and at(last) - at(hours) < 18 else ""
        anchor = "end" if hours == last else "middle"
        drawing.text(at(hours), drawing.height - 6, words, anchor=anchor, colour=MUTED, kind=near)
    for row in rows:
        points = [(0.0, 0.0), *row.points]
        for (x1, y1), (x2, y2) in itertools.pairwise(points):
            drawing.line(at(x1), up(y1), at(x2), up(y2), SLATE, 1.3)
        for hours, share in row.points:
            drawing.mark(KINDS[row.place % len(KINDS)], at(hours), up(share), PAPER if row.place % 2 else SLATE, SLATE)
    return drawing
