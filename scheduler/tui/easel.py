"""Pictures that the terminal draws itself, over the half-blocks that stand in the same cells.

Whatever covers a picture, moves it or ends it is a matter of the text: where the text is written again, the half-blocks stand
again, and the picture is drawn anew over what is free of them. kitty keeps its pictures apart from the text, and is told.
"""

from collections import OrderedDict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from os import getpid

from scheduler.app.thumbnails import Brush, Drawing
from scheduler.render import inline

KEPT = 64
"""Drawings that are kept, here and in the terminal; one is about 150 kB."""
KEEP, BACK = "\x1b7", "\x1b8"
"""The cursor's place, and how it writes."""
CELLS = range(4, 129)
"""Dots that a cell may have in one direction."""
USUAL = (10, 20)
"""A cell of DEC's, which terminals without dots of their own speak of."""


@dataclass(frozen=True, slots=True)
class Spot:
    """Where a picture stands: its upper left cell, its size in cells, and which of its rows are free."""

    name: str
    digest: str
    x: int
    y: int
    columns: int
    high: int
    free: frozenset[int]

    @property
    def size(self) -> tuple[str, int, int]:
        """What is drawn there: the picture and its size in cells."""
        return self.digest, self.columns, self.high


class Easel:
    """What is drawn in one terminal, with one brush."""

    def __init__(self, brush: Brush) -> None:
        self.brush = brush
        self._drawings: OrderedDict[tuple[str, int, int], Drawing] = OrderedDict()
        self._rows: dict[tuple[int, int], tuple[str, int, int, int]] = {}
        self._touched: list[tuple[int, int, int]] | None = []
        """Lines and columns that text was written over; None: all of them."""
        self._numbers: dict[tuple[str, int, int], int] = {}
        self._places: dict[str, int] = {}
        self._placed: dict[tuple[int, int], tuple[int, ...]] = {}
        self._next = (getpid() & 0x7FFF) << 9

    def touch(self, spans: Iterable[tuple[int, int, int]] | None) -> None:
        """Text is being written over these parts of lines, (line, from, to); None: over the whole screen."""
        if spans is None:
            self._touched = None
        elif self._touched is not None:
            self._touched.extend(spans)

    def take(self, size: tuple[str, int, int], drawing: Drawing) -> None:
        """Keep a drawing, and forget the one that was not looked at for longest."""
        self._drawings[size] = drawing
        while len(self._drawings) > KEPT:
            self._drawings.popitem(last=False)

    def lacking(self, spots: Iterable[Spot]) -> list[tuple[str, int, int]]:
        """What must be drawn before it can be shown there."""
        return [size for size in dict.fromkeys(one.size for one in spots if one.free) if size not in self._drawings]

    def paint(self, spots: Iterable[Spot]) -> str:
        """What to tell the terminal so that it shows these pictures and no others."""
        ready = [one for one in spots if one.size in self._drawings and self._drawings[one.size].high]
        for one in ready:
            self._drawings.move_to_end(one.size)
        told = "".join(self._kitty(ready) if self.brush.way == "kitty" else self._strips(ready))
        self._touched = []
        return f"{KEEP}{told}{BACK}" if told else ""

    def away(self) -> str:
        """What to tell the terminal so that it shows and keeps none."""
        told = "".join(inline.forgotten(one) for one in self._numbers.values())
        self._numbers, self._placed, self._rows, self._touched = {}, {}, {}, None
        return told

    # -- drawn by rows: text that is written there ends them

    def _strips(self, spots: Iterable[Spot]) -> Iterator[str]:
        before, self._rows = self._rows, {}
        for spot in spots:
            drawing = self._drawings[spot.size]
            for row in sorted(spot.free):
                at, shown = (spot.x, spot.y + row), (*spot.size, row)
                self._rows[at] = shown
                if before.get(at) != shown or self._is_touched(*at, spot.columns):
                    yield f"{_to(*at)}{drawing.rows[row]}"

    def _is_touched(self, x: int, y: int, columns: int) -> bool:
        if self._touched is None:
            return True
        return any(line == y and begin < x + columns and x < end for line, begin, end in self._touched)

    # -- kept by the terminal, and shown at places: text neither ends nor moves them

    def _kitty(self, spots: Sequence[Spot]) -> Iterator[str]:
        yield from self._sent(spots)
        wanted = dict(self._wanted(spots))
        # A new frame may come with a new size of the window, after which a terminal shows its pictures elsewhere.
        before = self._placed if self._touched is not None else {}
        for key in set(self._placed) - set(wanted):
            yield inline.taken(*key)
        for (number, place), strip in wanted.items():
            if before.get((number, place)) != strip:
                x, y, top, rows, columns = strip
                high = self.brush.cell[1]
                part = (top * high, columns * self.brush.cell[0], rows * high)
                yield _to(x, y) + inline.placed(number, place, part=part, cells=(columns, rows))
        self._placed = wanted

    def _sent(self, spots: Iterable[Spot]) -> Iterator[str]:
        """Hand over what the terminal has not got yet; let it forget what is kept here no longer."""
        for size in [one for one in self._numbers if one not in self._drawings]:
            yield inline.forgotten(self._numbers.pop(size))
        for spot in spots:
            if spot.size not in self._numbers:
                self._next += 1
                self._numbers[spot.size] = self._next
                yield inline.sent(self._next, self._drawings[spot.size].png)

    def _wanted(self, spots: Iterable[Spot]) -> Iterator[tuple[tuple[int, int], tuple[int, ...]]]:
        for spot in spots:
            for nth, (top, rows) in enumerate(_runs(spot.free)):
                place = self._places.setdefault(f"{spot.name} {nth}", len(self._places) + 1)
                yield (self._numbers[spot.size], place), (spot.x, spot.y + top, top, rows, spot.columns)


def brush_of(way: str, said: Mapping[str, tuple[int, ...]], window: tuple[int, int]) -> Brush:
    """The brush for a terminal that said this; `window` are the dots of a cell as the system knows them, or zeros."""
    told = (said.get("cell", (0, 0)), window, USUAL)
    wide, high = next(one for one in told if all(part in CELLS for part in one))
    many = said.get("colours", (256,))[0]
    return Brush(way=way, cell=(wide, high), colours=min(max(many, 2), 256))


def _to(x: int, y: int) -> str:
    return f"\x1b[{y + 1};{x + 1}H"


def _runs(rows: Iterable[int]) -> list[tuple[int, int]]:
    """Rows that follow each other: the first, and how many."""
    runs: list[tuple[int, int]] = []
    for row in sorted(rows):
        if runs and sum(runs[-1]) == row:
            runs[-1] = (runs[-1][0], runs[-1][1] + 1)
        else:
            runs.append((row, 1))
    return runs
