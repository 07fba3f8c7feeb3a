"""Drawing a line of a widget: pieces of text with their styles, one after another, to an exact width."""

from rich.segment import Segment
from rich.style import Style
from textual.strip import Strip

from scheduler.tui.cells import fit, width
from scheduler.tui.tokens import Palette


class Line:
    """One line being drawn. Text must have passed `cells` if it came from outside."""

    def __init__(self, palette: Palette, *, on: str = "background") -> None:
        self.palette = palette
        self.on = on
        self.length = 0
        self._segments: list[Segment] = []

    def add(
        self,
        text: str,
        token: str = "text",  # noqa: S107 - a colour's name
        *,
        most: int | None = None,
        on: str = "",
        bold: bool = False,
        underline: bool = False,
    ) -> "Line":
        """Write `text`; with `most` in exactly so many cells."""
        shown = text if most is None else fit(text, most)
        if shown:
            style = self.palette.style(token, on=on or self.on, bold=bold, underline=underline)
            self._segments.append(Segment(shown, style))
            self.length += width(shown)
        return self

    def strip(self, wide: int) -> Strip:
        """The line in exactly `wide` cells; one that is longer ends in an ellipsis."""
        blank: Style = self.palette.style("text", on=self.on)
        made = Strip(self._segments, self.length)
        if self.length > wide > 1:
            return Strip.join([made.crop(0, wide - 1), Strip([Segment("…", blank)], 1)])
        return made.adjust_cell_length(wide, blank)
