"""The application as one that hangs pictures: it asks the terminal for its ways once, and draws over each frame what fits."""

import os
import sys
from collections import deque
from collections.abc import Sequence
from threading import Lock
from typing import TYPE_CHECKING

from textual import on, work
from textual.app import App
from textual.message import Message

from scheduler.tui import hearing

if TYPE_CHECKING:
    from rich.console import RenderableType
    from textual.screen import Screen

    from scheduler.app.reviewing import Reviewing
    from scheduler.app.thumbnails import Brush, Drawing
    from scheduler.tui.easel import Easel, Spot

Size = tuple[str, int, int]
"""A picture's digest, its columns and rows of cells."""


class Drawn(Message):
    """A picture was drawn with `brush`."""

    def __init__(self, size: Size, drawing: "Drawing", brush: "Brush") -> None:
        super().__init__()
        self.size = size
        self.drawing = drawing
        self.brush = brush


class Hanging(App[None]):
    """What is drawn stands over half-blocks in the same cells: where nothing is heard, or nothing can be drawn, they stay."""

    reviewing: "Reviewing"

    def __init__(self, *, ansi_color: bool | None) -> None:
        super().__init__(ansi_color=ansi_color)
        self.easel: Easel | None = None
        """None: pictures are half-blocks, or not yet anything else."""
        self.hears = False
        """Whether answers are kept away from the keys: else nothing may be asked."""
        self._asked = False
        self._said: dict[str, tuple[int, ...]] = {}
        self._lacking: deque[Size] = deque()
        self._drawing = False
        self._handing = Lock()

    @property
    def pictures(self) -> str:
        """How the configuration wants them."""
        return self.reviewing.scheduler.config.review_pictures

    @property
    def shape(self) -> float:
        """How many times as high as wide a cell is."""
        wide, high = self.easel.brush.cell if self.easel is not None else (1, 2)
        return high / wide

    def hang_pictures(self) -> None:
        """Ask the terminal for its ways to draw, once, now that there is a picture; nothing waits for the answer."""
        silent = self._asked or not self.hears or self.is_headless or self.is_web
        if silent or sys.__stdin__ is None or not sys.__stdin__.isatty():
            return
        self._asked = True
        if asked := hearing.questions(self.pictures, os.environ):
            self._tell(asked)
            self._choose()

    def ask_cells(self) -> None:
        """The window changed, and perhaps the size of its letters."""
        if self.easel is not None:
            self._tell(hearing.CELL)

    @on(hearing.Heard)
    def heard(self, event: hearing.Heard) -> None:
        """Keep what was said; the last answer decides. A cell may change later, with the size of the letters."""
        if self._asked and ("itself" not in self._said or event.answer.what == "cell"):
            self._said[event.answer.what] = event.answer.numbers
            if event.answer.what == "itself" or self.easel is not None:
                self._choose()

    def _choose(self) -> None:
        from scheduler.tui.easel import Easel, brush_of  # noqa: PLC0415 - the first frame has no picture

        way = hearing.way(self.pictures, self._said, os.environ)
        brush = brush_of(way, self._said, _dots())
        if way and (self.easel is None or self.easel.brush != brush):
            self.put_pictures_away()
            self.easel = Easel(brush)
            self.screen.refresh()
            if (anew := getattr(self.screen, "draw_anew", None)) is not None:
                anew()

    def put_pictures_away(self) -> None:
        """Nothing of ours stays in the terminal: before another program has it, and at the end."""
        if self.easel is not None:
            self._tell(self.easel.away())

    # -- each frame

    def _display(self, screen: "Screen[object]", renderable: "RenderableType | None") -> None:
        if self.easel is not None and renderable is not None:
            self.easel.touch(getattr(renderable, "spans", None))
        super()._display(screen, renderable)

    def _end_update(self) -> None:
        """Within the same frame: terminals that show a frame at once show no half-blocks first."""
        if self.easel is not None:
            spots = self._spots()
            self._tell(self.easel.paint(spots))
            if lacking := self.easel.lacking(spots):
                self._hand(lacking)
        super()._end_update()

    def _spots(self) -> "Sequence[Spot]":
        from textual.app import ScreenStackError  # noqa: PLC0415 - as above

        try:
            spots = getattr(self.screen, "spots", None)
        except ScreenStackError:
            return ()  # it is being left
        return spots() if spots is not None else ()

    def _tell(self, words: str) -> None:
        if words and self._driver is not None:
            self._driver.write(words)

    # -- drawing, in a thread

    def _hand(self, lacking: Sequence[Size]) -> None:
        """What is seen now is drawn next; what was left meanwhile is not."""
        with self._handing:
            self._lacking = deque(lacking)
            begin, self._drawing = not self._drawing, True
        if begin:
            self._draw()

    @work(thread=True, group="drawings")
    def _draw(self) -> None:
        while True:
            with self._handing:
                easel = self.easel
                if easel is None or not self._lacking or not self.is_running:
                    self._drawing = False
                    return
                size = self._lacking.popleft()
            self.post_message(Drawn(size, self.reviewing.drawing(*size, easel.brush), easel.brush))

    @on(Drawn)
    def hang(self, event: Drawn) -> None:
        """Show it, if it is still seen."""
        if self.easel is not None and self.easel.brush == event.brush:
            self.easel.take(event.size, event.drawing)
            self._begin_update()
            self._end_update()
            if self._driver is not None:
                self._driver.flush()


def _dots() -> tuple[int, int]:
    """The dots of a cell as the system knows them; zeros where it does not."""
    try:
        from fcntl import ioctl  # noqa: PLC0415 - not on every system
        from struct import unpack  # noqa: PLC0415 - with it
        from termios import TIOCGWINSZ  # noqa: PLC0415 - with it

        lines, columns, wide, high = unpack("HHHH", ioctl(0, TIOCGWINSZ, bytes(8)))
    except (ImportError, OSError):
        return 0, 0
    return (wide // columns, high // lines) if columns and lines else (0, 0)
