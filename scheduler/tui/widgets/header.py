"""The two lines at the top: where one is, what else there is, and what is wrong."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING

from scheduler.render.days import day_name, week_name
from scheduler.sentences import label
from scheduler.tui import signs
from scheduler.tui.cells import cells, fit, width
from scheduler.tui.pen import Line
from scheduler.tui.weekplan import WIDE
from scheduler.tui.widgets.drawn import Drawn

if TYPE_CHECKING:
    from scheduler.app.agenda import Agenda

VIEWS = ("week", "day", "month", "todo")


@dataclass(frozen=True, slots=True, kw_only=True)
class Seen:
    """What the header tells beside the agenda."""

    view: str = "week"
    day: date | None = None
    faults: int = 0
    """Errors in the files."""
    changes: int = 0
    """What applying the files would do."""
    filtered: str = ""
    """What the week is filtered by, in words."""
    busy: bool = False
    ticked: int = 0


class Header(Drawn):
    """Line one: title, views, week, totals, sign of life. Line two: what waits, and what stands in the way."""

    agenda: "Agenda | None" = None
    seen = Seen()

    def show(self, agenda: "Agenda | None", seen: Seen) -> None:
        """Show these."""
        self.agenda, self.seen = agenda, seen
        self.refresh()

    def draw(self, line: Line, y: int) -> None:
        """One of the two."""
        if y == 0:
            self._first(line)
        elif self.agenda is not None:
            self._second(line, self.agenda)

    def _first(self, line: Line) -> None:
        one, wide = self.agenda, self.size.width >= WIDE
        title = (one.title if one else "") or label("review-title", self.language)
        line.add(" ").add(
            _cut(cells(title), 32 if self.size.width >= 140 else 22 if wide else 12), "accent", bold=True
        ).add("  ")
        for number, view in enumerate(VIEWS, start=1):
            n = self._waiting if view == "todo" else 0
            name = f"{number} {label(f'review-view-{view}', self.language)}" + (f" ({n})" if n else "")
            here = view == self.seen.view
            self.hot(line, 0, name, view, "text" if here else "muted", bold=here)
            line.add("  " if wide else " ")
        if one is None:
            return
        self.hot(line, 0, "◂", "before", "muted")
        line.add(f" {self._where(one, wide=wide)} ")
        self.hot(line, 0, "▸", "after", "muted")
        self._right(line, one, wide=wide)

    @property
    def _waiting(self) -> int:
        one = self.agenda
        return one.troubled + one.awaiting + one.hand + len(one.blocked) + self.seen.faults if one else 0

    def _where(self, one: "Agenda", *, wide: bool) -> str:
        if self.seen.view == "month":
            return day_name(one.monday + timedelta(days=3), "month", self.language)
        if self.seen.view == "day" and self.seen.day is not None:
            return day_name(self.seen.day, "long" if wide else "short", self.language)
        return label("review-week-of", self.language, week=week_name(one.monday, self.language, long=wide))

    def _right(self, line: Line, one: "Agenda", *, wide: bool) -> None:
        beat, token = label("review-beat-none", self.language) if wide else "♥ –", "trouble"
        if one.beat is not None:
            token = "published" if one.publishes else "trouble"
            beat = f"♥ {one.beat:%H:%M}" if one.publishes else label("review-beat-stopped", self.language, at=one.beat)
        counts = ""
        if wide:
            n = sum(len(each.deliveries) for each in one.entries)
            posts = label("review-posts", self.language, n=len(one.entries))
            counts = f"{posts} · {label('review-deliveries', self.language, n=n)}  "
        room = self.size.width - line.length - 1
        if width(counts + beat) + 1 > room:
            counts, beat = (
                "",
                beat if width(beat) < room else beat[: max(room - 1, 0)][:1],
            )  # the sign alone: no hour cut short
        line.add("", most=max(room - width(counts + beat), 0)).add(counts, "muted").add(beat, token)

    def _second(self, line: Line, one: "Agenda") -> None:
        seen = self.seen
        line.add(" ")
        if seen.filtered:
            line.add(f"{cells(seen.filtered)}   ", "accent", bold=True)
        if seen.ticked:
            line.add(f"■ {label('review-ticked', self.language, n=seen.ticked)}   ", "accent", bold=True)
        troubled = one.troubled + len(one.blocked) + seen.faults
        if troubled:
            self.hot(line, 1, f"! {label('review-troubled', self.language, n=troubled)}", "next", "trouble", bold=True)
            line.add("   ")
        if one.awaiting:
            said_ = f"{signs.AWAITING.glyph} {label('review-awaiting', self.language, n=one.awaiting)}"
            self.hot(line, 1, said_, "next", "awaiting", bold=True)
            line.add("   ")
        if one.hand:
            said_ = f"{signs.READY.glyph} {label('review-hand', self.language, n=one.hand)}"
            self.hot(line, 1, said_, "todo", "ready", bold=True)
            line.add("   ")
        if seen.changes:
            self.hot(
                line, 1, f"± {label('review-changes', self.language, n=seen.changes)}", "apply", "accent", bold=True
            )
            line.add("   ")
        for name in one.blocked:
            line.add(f"! {cells(name)} {label('review-blocked', self.language)}   ", "trouble")
        if seen.busy:
            line.add(label("review-checking", self.language), "muted")
        elif line.length == 1:
            line.add(f"✓ {label('review-all-well', self.language)}", "published")


def _cut(text: str, most: int) -> str:
    return text if width(text) <= most else fit(text, most).rstrip()
