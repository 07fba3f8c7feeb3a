"""The week: seven days side by side, always; a post on as many lines as the height allows, its networks' letters below."""

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from textual import events
from textual.geometry import Size
from textual.message import Message
from textual.reactive import reactive
from textual.scroll_view import ScrollView
from textual.strip import Strip

from scheduler.sentences import label
from scheduler.tui import signs
from scheduler.tui.pen import Line
from scheduler.tui.tokens import Palette, palette
from scheduler.tui.weekplan import PARTS, Plan, Row, Spot, beside, columns, plan
from scheduler.tui.widgets.post_cells import KINDS, PostCells
from scheduler.tui.widgets.week_head import HEAD, draw_head

if TYPE_CHECKING:
    from scheduler.app.agenda import Agenda, Entry


class WeekGrid(ScrollView, can_focus=True, inherit_bindings=False):
    """Draws its own lines: one widget, however many posts. `chosen` is the key of the chosen post."""

    chosen = reactive("")

    class Chosen(Message):
        """Another post was chosen."""

        def __init__(self, key: str) -> None:
            super().__init__()
            self.key = key

    class Opened(Message):
        """The chosen post is to be opened."""

    class Ticked(Message):
        """The chosen post is to be ticked, or its tick taken away."""

    class Turned(Message):
        """Another week is asked for: `weeks` later."""

        def __init__(self, weeks: int) -> None:
            super().__init__()
            self.weeks = weeks

    class Dragged(Message):
        """The chosen post was dragged to another place: a day of the week from 0, and an hour where the place has one."""

        def __init__(self, day: int, hour: str) -> None:
            super().__init__()
            self.day = day
            self.hour = hour

    def __init__(self, language: str, *, id: str | None = None) -> None:  # noqa: A002 - Textual's name
        super().__init__(id=id)
        self.language = language
        self.agenda: Agenda | None = None
        self.entries: tuple[Entry, ...] = ()
        self.problems: frozenset[str] = frozenset()
        """Keys of posts whose file has an error: they bear the sign of trouble."""
        self.changed: frozenset[str] = frozenset()
        """Keys of posts that their files have otherwise than the queue."""
        self.ticked: frozenset[str] = frozenset()
        self.saying: Mapping[str, str] = {}
        """What stands in place of a post's text: the rules of the place where it would be put down."""
        self._cells = PostCells(self)
        self._dragged = ""
        self._plan = Plan(rows=(), style="hours")

    # -- what is shown

    def show(self, agenda: "Agenda", entries: "Sequence[Entry]", chosen: str) -> None:
        """Show a week, filtered to `entries`; the cursor goes to `chosen` if that is in it."""
        self.agenda, self.entries = agenda, tuple(entries)
        known = {one.key for one in self.entries}
        self._lay()
        self.chosen = chosen if chosen in known else (self.entries[0].key if self.entries else "")
        self._keep_in_view()
        self.refresh()

    @property
    def entry(self) -> "Entry | None":
        """The chosen post."""
        return next((one for one in self.entries if one.key == self.chosen), None)

    def _lay(self) -> None:
        if self.agenda is None or not self.size.width:
            return
        now = self.agenda.now
        self._plan = plan(
            self.entries,
            self.agenda.monday,
            f"{now:%H:%M}",
            now.date(),
            width=self.size.width,
            height=max(self.size.height - HEAD, 1),
        )
        self.virtual_size = Size(self.size.width, HEAD + len(self._plan.rows))

    def on_resize(self) -> None:
        """Lay the week out again; the chosen post stays in view."""
        self._lay()
        self._keep_in_view()
        self.refresh()

    def watch_chosen(self, before: str, after: str) -> None:
        """Draw the two posts again, and tell."""
        if before != after:
            self._keep_in_view()
            self.refresh()
            self.post_message(self.Chosen(after))

    def _keep_in_view(self) -> None:
        span = self._plan.span(self.chosen)
        if span is None:
            return
        room = max(self.size.height - HEAD, 1)
        top = round(self.scroll_y)
        if span[0] < top or span[1] > top + room:
            wanted = span[0] if span[0] < top else span[1] - room
            self.scroll_to(y=max(wanted, 0), animate=False, force=True)

    # -- moving

    def step(self, *, days: int = 0, posts: int = 0) -> None:
        """Go a day or a post on; beyond the week's end, to the next week."""
        if self.agenda is None:
            return
        found = beside(self.entries, self.chosen, self.agenda.monday, days=days, posts=posts)
        if found is not None and found.key != self.chosen:
            self.chosen = found.key
        elif days:
            self.post_message(self.Turned(1 if days > 0 else -1))

    def to_end(self, *, last: bool) -> None:
        """Go to the first post of the first day, or of the last one."""
        if self.entries:
            day = self.entries[-1 if last else 0].day
            self.chosen = next(one.key for one in self.entries if one.day == day)

    def on_mouse_scroll_down(self, event: events.MouseScrollDown) -> None:
        """Scroll."""
        self.scroll_to(y=self.scroll_y + 3, animate=False)
        event.stop()

    def on_mouse_scroll_up(self, event: events.MouseScrollUp) -> None:
        """Scroll."""
        self.scroll_to(y=self.scroll_y - 3, animate=False)
        event.stop()

    def on_mouse_down(self, event: events.MouseDown) -> None:
        """Perhaps a post is dragged from here."""
        found = self.at(event.x, event.y)
        self._dragged = found.key if found else ""

    def on_mouse_up(self, event: events.MouseUp) -> None:
        """A post that was dragged to another place goes there."""
        key, self._dragged = self._dragged, ""
        day, hour = self._place(event.x, event.y)
        found = self.at(event.x, event.y)
        if key and day >= 0 and (found is None or found.key != key):
            self.chosen = key
            self.post_message(self.Dragged(day, hour))

    def _place(self, x: int, y: int) -> tuple[int, str]:
        """The day at a place (-1: none), and the hour under which it lies."""
        gutter, wide = columns(self.size.width)
        edges = [gutter + sum(wide[: day + 1]) for day in range(7)]
        day = next((n for n, edge in enumerate(edges) if gutter <= x < edge), -1)
        line = min(y - HEAD + round(self.scroll_y), len(self._plan.rows) - 1)
        if y < HEAD or self._plan.style != "hours":
            return day, ""
        hours = [row.label for row in self._plan.rows[: line + 1] if row.label and not row.now]
        return day, hours[-1] if hours else ""

    def on_click(self, event: events.Click) -> None:
        """Choose what was clicked; twice opens it."""
        found = self.at(event.x, event.y)
        if found is None:
            return
        self.chosen = found.key
        if event.ctrl:
            self.post_message(self.Ticked())
        elif event.chain == 2:
            self.post_message(self.Opened())

    def at(self, x: int, y: int) -> "Entry | None":
        """The post at a place of the widget."""
        line = y - HEAD + round(self.scroll_y)
        if y < HEAD or not 0 <= line < len(self._plan.rows):
            return None
        gutter, wide = columns(self.size.width)
        left = gutter
        for day, each in enumerate(wide):
            if left <= x < left + each:
                spot = self._plan.rows[line].spots[day]
                return spot.entry if spot else None
            left += each
        return None

    # -- drawing

    @property
    def blocked(self) -> Mapping[str, str]:
        """Accounts that wait for a person to connect them again."""
        return self.agenda.blocked if self.agenda else {}

    @property
    def _palette(self) -> Palette:
        return palette(self.app.theme)

    def render_line(self, y: int) -> Strip:
        """One line of the widget: of the header, or of what stands at this height now."""
        line = Line(self._palette)
        if self.agenda is None:
            return line.strip(self.size.width)
        gutter, wide = columns(self.size.width)
        if y < HEAD:
            draw_head(self, line, y)
            return line.strip(self.size.width)
        place = y - HEAD + round(self.scroll_y)
        if place >= len(self._plan.rows):
            self._under(line, gutter, wide)
        elif self._plan.rows[place].rule:
            self._rule(line, self._plan.rows[place], gutter, wide)
        else:
            self._row(line, self._plan.rows[place], gutter, wide)
        return line.strip(self.size.width)

    def _under(self, line: Line, gutter: int, wide: Sequence[int]) -> None:
        line.add("", most=gutter)
        for each in wide:
            line.add("│", "line").add("", most=each - 1)

    def _rule(self, line: Line, row: Row, gutter: int, wide: Sequence[int]) -> None:
        line.add(f"▸{row.label}" if row.now else "", "trouble", most=gutter, bold=True)
        for day, each in enumerate(wide):
            line.add("┼", "line")
            if row.spots[day] is None:
                line.add("─" * (each - 1), "line")
            else:
                word = f" {label('review-now', self.language)} "
                line.add(("━━" + word).ljust(each - 1, "━")[: each - 1], "trouble", bold=True)

    def _row(self, line: Line, row: Row, gutter: int, wide: Sequence[int]) -> None:
        name = label(f"review-part-{row.label}", self.language) if row.label in PARTS else row.label
        line.add(f" {name}" if name and gutter > 3 else "", "muted", most=gutter)
        for day, each in enumerate(wide):
            line.add("│", "line")
            spot = row.spots[day]
            if spot is None:
                line.add("", most=each - 1)
            elif spot.entry is None:
                assert self.agenda is not None
                line.add(f"━{self.agenda.now:%H:%M}".ljust(each - 1, "━"), "trouble", bold=True)
            else:
                self._spot(line, spot, spot.entry, day, each - 1)

    def sign(self, one: "Entry") -> signs.Sign:
        """The gravest sign of a post; an error in its file counts, as long as nothing of it went out."""
        found = signs.of_entry(one, self.agenda.blocked if self.agenda else ())
        if one.key in self.problems and found not in signs.DONE:
            return signs.gravest([found, signs.BLOCKED])
        return found

    def _spot(self, line: Line, spot: Spot, one: "Entry", day: int, room: int) -> None:
        chosen = one.key == self.chosen
        line.on = "selection" if chosen else "background"
        ticked = one.key in self.ticked
        line.add("█" if chosen and ticked else "▌" if chosen else "■" if ticked else " ", f"theme-{day}")
        body = room - 2
        kind = KINDS[self._plan.style, spot.of][spot.line]
        before = line.length
        self._cells.draw(kind, line, one, body)
        line.add("", most=body - (line.length - before))
        line.on = "background"
        line.add(" ")
