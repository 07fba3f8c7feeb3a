"""The answers of a question: the chosen one bears the room's bar, so that it is told apart without colour and without weight."""

from collections.abc import Sequence

from rich.segment import Segment
from rich.text import Text
from textual.strip import Strip
from textual.widgets import OptionList
from textual.widgets.option_list import Option

BAR = "▌ "


class Answers(OptionList):
    """A list of plain words."""

    def __init__(self, words: Sequence[str]) -> None:
        super().__init__(*(Option(Text(one)) for one in words))

    def _get_left_gutter_width(self) -> int:
        """Room for the bar: Textual's own lists of ticks make theirs so."""
        return len(BAR)

    def render_line(self, y: int) -> Strip:
        """A line, the bar before it where it is of the chosen answer."""
        drawn = super().render_line(y)
        place = self.scroll_offset.y + y
        mine = place < len(self._lines) and self._lines[place][0] == self.highlighted
        style = next((part.style for part in drawn), None)
        return Strip([Segment(BAR if mine else " " * len(BAR), style), *drawn]).crop(
            0, self.scrollable_content_region.width
        )
