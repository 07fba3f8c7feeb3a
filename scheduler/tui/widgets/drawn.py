"""Widgets of a few lines that draw themselves and know what stands where, for the mouse."""

from rich.text import Text
from textual import events
from textual.message import Message
from textual.strip import Strip
from textual.widget import Widget

from scheduler.tui.pen import Line
from scheduler.tui.tokens import Palette, palette


class Drawn(Widget):
    """Draws line by line; a stretch drawn with `hot` sends `Pressed` where it is clicked."""

    GROUND = "panel"

    class Pressed(Message):
        """A stretch was clicked: `act` says which."""

        def __init__(self, act: str) -> None:
            super().__init__()
            self.act = act

    def __init__(self, language: str, *, id: str | None = None) -> None:  # noqa: A002 - Textual's name
        super().__init__(id=id)
        self.language = language
        self._hot: dict[tuple[int, int, int], str] = {}

    def draw(self, line: Line, y: int) -> None:
        """Draw line `y`: nothing, until a widget says what."""

    @property
    def palette(self) -> Palette:
        """The colours of now."""
        return palette(self.app.theme)

    def hot(self, line: Line, y: int, text: str, act: str, token: str, *, bold: bool = False) -> None:
        """Draw `text`; a click on it asks for `act`."""
        left = line.length
        line.add(text, token, bold=bold)
        self._hot[y, left, line.length] = act

    def render(self) -> Text:
        """Nothing: lines are drawn one by one."""
        return Text()

    def render_line(self, y: int) -> Strip:
        """One line."""
        self._hot = {place: act for place, act in self._hot.items() if place[0] != y}
        line = Line(self.palette, on=self.GROUND)
        self.draw(line, y)
        return line.strip(self.size.width)

    def on_click(self, event: events.Click) -> None:
        """Ask for what was clicked."""
        for (y, left, right), act in self._hot.items():
            if y == event.y and left <= event.x < right:
                self.post_message(self.Pressed(act))
                return
