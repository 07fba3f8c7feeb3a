"""A list of posts, each on some lines: the day, what needs a person, what a search found."""

from collections.abc import Sequence
from dataclasses import dataclass

from textual import events
from textual.geometry import Size
from textual.message import Message
from textual.reactive import reactive
from textual.scroll_view import ScrollView
from textual.strip import Strip

from scheduler.tui.pen import Line
from scheduler.tui.tokens import palette

Piece = tuple[str, str, bool]
"""Text that has passed `cells`, its colour's token, and whether it is bold."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """Something to choose, under its key; without one, a heading."""

    key: str
    lines: tuple[tuple[Piece, ...], ...]


class Listing(ScrollView, can_focus=True, inherit_bindings=False):
    """Draws its own lines; `chosen` is the key of the chosen item."""

    chosen = reactive("")

    class Chosen(Message):
        """Another item was chosen."""

        def __init__(self, key: str) -> None:
            super().__init__()
            self.key = key

    class Opened(Message):
        """The chosen item is to be opened."""

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002 - Textual's name
        super().__init__(id=id)
        self.items: tuple[Item, ...] = ()
        self._lines: list[tuple[Item, int]] = []
        self.ticked: frozenset[str] = frozenset()

    def show(self, items: Sequence[Item], chosen: str) -> None:
        """Show these; the cursor goes to `chosen`, else stays at its place in the list."""
        place = next((n for n, one in enumerate(self._choices) if one.key == self.chosen), 0)
        self.items = tuple(items)
        self._lines = [(one, n) for one in items for n in range(len(one.lines))]
        self.virtual_size = Size(self.size.width, len(self._lines))
        keys = [one.key for one in self._choices]
        nearest = keys[min(place, len(keys) - 1)] if keys else ""
        self.chosen = chosen if chosen in keys else nearest
        self._keep_in_view()
        self.refresh()

    @property
    def _choices(self) -> list[Item]:
        return [one for one in self.items if one.key]

    @property
    def keys(self) -> list[str]:
        """The key of the item on each line."""
        return [one.key for one, _ in self._lines]

    def watch_chosen(self, before: str, after: str) -> None:
        """Draw again, and tell."""
        if before != after:
            self._keep_in_view()
            self.refresh()
            self.post_message(self.Chosen(after))

    def step(self, *, posts: int) -> None:
        """Go up or down the list."""
        keys = [one.key for one in self._choices]
        if keys:
            place = keys.index(self.chosen) + posts if self.chosen in keys else 0
            self.chosen = keys[min(max(place, 0), len(keys) - 1)]

    def to_end(self, *, last: bool) -> None:
        """Go to the first item, or to the last."""
        if self._choices:
            self.chosen = self._choices[-1 if last else 0].key

    def _keep_in_view(self) -> None:
        mine = [n for n, (one, _) in enumerate(self._lines) if one.key and one.key == self.chosen]
        if not mine or not self.size.height:
            return
        top = round(self.scroll_y)
        if mine[0] < top or mine[-1] >= top + self.size.height:
            wanted = mine[0] if mine[0] < top else mine[-1] + 1 - self.size.height
            self.scroll_to(y=max(wanted - (mine[0] == 1), 0), animate=False, force=True)

    def on_resize(self) -> None:
        """Keep the chosen item in view."""
        self._keep_in_view()

    def on_click(self, event: events.Click) -> None:
        """Choose what was clicked; twice opens it."""
        place = event.y + round(self.scroll_y)
        if place < len(self._lines) and (key := self._lines[place][0].key):
            self.chosen = key
            if event.chain == 2:
                self.post_message(self.Opened())

    def render_line(self, y: int) -> Strip:
        """One line."""
        colours = palette(self.app.theme)
        place = y + round(self.scroll_y)
        if place >= len(self._lines):
            return Line(colours).strip(self.size.width)
        one, n = self._lines[place]
        chosen = bool(one.key) and one.key == self.chosen
        line = Line(colours, on="selection" if chosen else "background")
        ticked = one.key in self.ticked
        line.add("█" if chosen and ticked else "▌" if chosen else "■" if ticked else " ", "accent")
        for text, token, bold in one.lines[n]:
            line.add(text, token, bold=bold)
        return line.strip(self.size.width)
