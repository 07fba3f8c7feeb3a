"""What the lines of a post say in the week's grid, each in the cells that a column has."""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Protocol

from scheduler.sentences import label
from scheduler.tui import signs
from scheduler.tui.cells import cells, wrapped
from scheduler.tui.pen import Line
from scheduler.tui.weekplan import slot

if TYPE_CHECKING:
    from scheduler.app.agenda import Entry


class Grid(Protocol):
    """What is drawn for."""

    language: str
    chosen: str
    changed: frozenset[str]
    saying: Mapping[str, str]

    @property
    def blocked(self) -> Mapping[str, str]: ...

    def sign(self, one: "Entry") -> signs.Sign: ...


class PostCells:
    """Draws for one grid."""

    def __init__(self, grid: Grid) -> None:
        self._grid = grid

    def draw(self, kind: str, line: Line, one: "Entry", room: int) -> None:
        """Draw the line of that kind in at most `room` cells."""
        getattr(self, f"_draw_{kind}")(line, one, room)

    def _called(self, one: "Entry") -> str:
        changed = "±" if one.key in self._grid.changed else ""
        return changed + cells(f"↳ {one.post}" if one.reply else one.post)

    def _draw_title(self, line: Line, one: "Entry", room: int) -> None:
        sign = self._grid.sign(one)
        line.add(f"{sign.glyph} ", sign.token, bold=True)
        done = sign in signs.DONE and one.key != self._grid.chosen
        line.add(self._called(one), "muted" if done else "text", most=room - 2, bold=one.key == self._grid.chosen)

    def _draw_hour(self, line: Line, one: "Entry", room: int) -> None:
        sign = self._grid.sign(one)
        line.add(sign.glyph, sign.token, bold=True)
        line.add(f"{slot(one)} {len(one.deliveries)}", "muted" if sign in signs.DONE else "text", most=room - 1)

    def _draw_hour_title(self, line: Line, one: "Entry", room: int) -> None:
        sign = self._grid.sign(one)
        line.add(sign.glyph, sign.token, bold=True)
        hour = f"{one.hour:%H:%M} " if one.hour and room > 11 else f"{one.hour:%H} " if one.hour else ""
        line.add(hour, "muted")
        line.add(self._called(one), "muted" if sign in signs.DONE else "text", most=room - 1 - len(hour))

    def _draw_name(self, line: Line, one: "Entry", room: int) -> None:
        done = self._grid.sign(one) in signs.DONE
        line.add(self._called(one), "muted" if done else "text", most=room, bold=one.key == self._grid.chosen)

    def _draw_text(self, line: Line, one: "Entry", room: int) -> None:
        line.add(self._said(one, room, 1)[0], "muted", most=room)

    def _draw_first(self, line: Line, one: "Entry", room: int) -> None:
        line.add(self._said(one, room, 2)[0], "muted", most=room)

    def _draw_second(self, line: Line, one: "Entry", room: int) -> None:
        said = self._said(one, room, 2)
        line.add(said[1] if len(said) > 1 else "", "muted", most=room)

    def _said(self, one: "Entry", room: int, lines: int) -> list[str]:
        saying = self._grid.saying.get(one.key, "")
        if saying:
            return wrapped(saying, room, lines)
        before = f"({label('review-key-hand', self._grid.language)}) " if one.by_hand else ""
        return wrapped(before + cells(one.text[:200]), room, lines)

    def _draw_hour_marks(self, line: Line, one: "Entry", room: int) -> None:
        done = self._grid.sign(one) in signs.DONE and one.key != self._grid.chosen
        line.add(f"{slot(one)} ", "muted" if done else "text")
        if saying := self._grid.saying.get(one.key, ""):
            line.add(wrapped(saying, max(room - 6, 4), 1)[0], "awaiting", most=room - 6)
            return
        self._draw_marks(line, one, room - 6)

    def _draw_marks(self, line: Line, one: "Entry", room: int) -> None:
        shown = signs.marks(one, self._grid.blocked)
        signed = sum(1 for _, sign in shown if sign)
        need = 2 * len(shown) + signed
        if need > room:
            shown, left = _told(shown, room)
        else:
            left = 0
        spare = room - 2 * len(shown) - signed - (2 if left else 0)
        apart = spare >= sum(1 for _, sign in shown[:-1] if not sign)
        for place, (letters, sign) in enumerate(shown):
            line.add(letters, "text" if sign else "muted")
            if sign:
                line.add(sign.glyph, sign.token, bold=True)
            elif apart and place < len(shown) - 1:
                line.add(" ")
        if left:
            line.add(f"{'+' if shown else '×'}{left}", "muted")


def _told(shown: list[tuple[str, signs.Sign | None]], room: int) -> tuple[list[tuple[str, signs.Sign | None]], int]:
    """What of the networks fits beside how many more there are: those that stand otherwise first."""
    first = sorted(shown, key=lambda pair: pair[1] is None)
    taken: list[tuple[str, signs.Sign | None]] = []
    for pair in first:
        if 2 + bool(pair[1]) > room - 2:
            break
        taken.append(pair)
        room -= 2 + bool(pair[1])
    return taken, len(shown) - len(taken)


KINDS = {
    ("hours", 4): ("title", "first", "second", "marks"),
    ("hours", 3): ("title", "text", "marks"),
    ("parts", 4): ("title", "first", "second", "hour_marks"),
    ("parts", 3): ("title", "text", "hour_marks"),
    ("parts", 2): ("title", "hour_marks"),
    ("parts", 1): ("hour_title",),
    ("narrow", 3): ("hour", "name", "marks"),
    ("narrow", 2): ("hour", "name"),
    ("narrow", 1): ("hour_title",),
}
"""What each line of a post says, by how the week is laid out and by how many lines the post has."""
