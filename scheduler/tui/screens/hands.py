"""What a person does with their hands in the room: posts ticked, moved and copied, their texts edited."""

from collections.abc import Sequence
from datetime import date, time, timedelta
from typing import TYPE_CHECKING

from textual import events, on, work

from scheduler.app.reviewing import monday_of
from scheduler.sentences import label
from scheduler.tui.acts import ACTS
from scheduler.tui.screens.penned import Penned
from scheduler.tui.widgets.week_grid import WeekGrid

if TYPE_CHECKING:
    from scheduler.app.agenda import Agenda, Entry
    from scheduler.tui.moving import Moving
    from scheduler.tui.screens.questions import Asked

ARROWS = (
    ("up", "move(0, -1)", ""),
    ("down", "move(0, 1)", ""),
    ("left", "move(-1, 0)", ""),
    ("right", "move(1, 0)", ""),
    ("home", "end(False)", ""),
    ("end", "end(True)", ""),
    ("pageup", "turn(-1)", ""),
    ("pagedown", "turn(1)", ""),
    ("shift+up", "shift(0, -1)", ""),
    ("shift+down", "shift(0, 1)", ""),
    ("shift+left", "shift(-1, 0)", ""),
    ("shift+right", "shift(1, 0)", ""),
)
"""Keys that choose; with Shift they move a post at once."""
WHILE_MOVING = frozenset({"open", "back", "help", "leave", "theme", "today"})


class Hands(Penned):
    """A screen in whose posts one can act with one's hands. `moving` is what is on its way, `ticked` what acts are about."""

    agenda: "Agenda | None"
    day: date | None
    chosen: str
    view: str

    def __init__(self) -> None:
        super().__init__()
        self.moving: Moving | None = None
        self._where: Asked | None = None
        self.ticked: dict[str, Entry] = {}

    # -- ticking

    def do_tick(self) -> None:
        """Tick the chosen post, or take the tick away."""
        entry = self.entry
        if entry is None:
            return
        if entry.key in self.ticked:
            del self.ticked[entry.key]
        else:
            self.ticked[entry.key] = entry
        self.redraw()

    @on(WeekGrid.Ticked)
    def clicked(self) -> None:
        """A click with Ctrl."""
        self.chosen = self.query_one(WeekGrid).chosen
        self.do_tick()

    @property
    def picked(self) -> "tuple[Entry, ...]":
        """The ticked posts as they are now, in the order of their hour."""
        now = {one.key: one for one in self.shown}
        return tuple(now.get(key, one) for key, one in self.ticked.items())

    # -- moving

    def do_move(self) -> None:
        """Take the chosen post up; arrows carry it, Enter puts it down. Of a series it is asked: this date, or its rule."""
        from scheduler.app.agenda import of_series  # noqa: PLC0415 - the first frame knows no post
        from scheduler.tui.moving import Moving  # noqa: PLC0415 - loaded when something is first moved

        entry = self.entry
        if entry is not None and of_series(entry):
            self._move_of_series(entry)
        elif entry is not None:
            self.begin(Moving(entries=(entry,)))

    @work
    async def _move_of_series(self, entry: "Entry") -> None:
        from scheduler.tui.moving import Moving  # noqa: PLC0415 - as above

        meant = await self.review.which(entry, "review-which-rule")
        if meant == "date":
            self.begin(Moving(entries=(entry,)))
        elif meant:
            self.review.open_rule(entry)

    def do_move_many(self) -> None:
        """Take the ticked posts up, the chosen one ahead."""
        from scheduler.tui.moving import Moving  # noqa: PLC0415 - as above

        ahead = sorted(self.picked, key=lambda one: one.key != self.chosen)
        self.begin(Moving(entries=tuple(ahead)))

    def do_duplicate(self) -> None:
        """A copy of the chosen post, to be put down on another day."""
        from scheduler.tui.moving import Moving  # noqa: PLC0415 - as above

        entry = self.entry
        if entry is not None:
            self.begin(Moving(entries=(entry,), by=timedelta(days=1), copy=True))

    def begin(self, what: "Moving") -> None:
        """Show `what` on its way, in the week."""
        if self.view != "week":
            self.look("week")
        self.moving = what
        self._carry(what)

    @on(WeekGrid.Dragged)
    def dragged(self, event: WeekGrid.Dragged) -> None:
        """A post was dragged: it is on its way, and put down by Enter."""
        why = self.refused("move")
        if self.entry is None or self.agenda is None or why:
            self.review.say(why, grave=False)
            return
        from scheduler.tui.moving import Moving  # noqa: PLC0415 - as above

        at = time.fromisoformat(event.hour) if event.hour else None
        self.begin(Moving(entries=(self.entry,)).to(self.agenda.monday + timedelta(days=event.day), at))

    def carry(self, *, days: int = 0, hours: int = 0) -> bool:
        """An arrow while something is on its way; False where nothing is."""
        if self.moving is None:
            return False
        self._carry(self.moving.farther(days=days, hours=hours))
        return True

    def _carry(self, what: "Moving") -> None:
        self.moving = what
        day = what.ghost.day
        if self.view == "day":
            self.day = day
        if self.agenda is not None and monday_of(day) != self.agenda.monday:
            self.review.load_week(monday_of(day))
        self.redraw()

    def put_down(self) -> None:
        """Do it: the file is written, and the queue follows. What could not stand there stays on its way."""
        never = next((text for colour, text in self.rules() if colour == "trouble"), "")
        if never:
            self.review.say(never, grave=False)
            return
        what, self.moving = self.moving, None
        if what is None or not what.by:
            self.redraw()
            return
        acts = self.review.acts
        self.chosen = what.chosen.key
        self.ticked = {}
        if what.copy:
            self.review.do(lambda: acts.duplicate(what.chosen, what.by))
        else:
            self.review.do(lambda: acts.move(what.entries, what.by))

    def let_be(self) -> None:
        """Leave everything as it was."""
        what, self.moving = self.moving, None
        if what is not None and self.view == "day":
            self.day = what.chosen.day
        if what is not None and self.agenda is not None and monday_of(what.chosen.day) != self.agenda.monday:
            self.review.load_week(monday_of(what.chosen.day))
        self.redraw()

    def action_shift(self, days: int, hours: int) -> None:
        """Move the chosen post at once, or what is on its way."""
        if self.carry(days=days, hours=hours):
            return
        entry, acts = self.entry, self.review.acts
        why = self.refused("move")
        if entry is None or why:
            self.review.say(why, grave=False)
            return
        self.review.do(lambda: acts.move([entry], timedelta(days=days, hours=hours)))

    def lay(self, grid: WeekGrid, agenda: "Agenda") -> None:
        """Show the week; what is on its way stands where it would be put down."""
        what, rules = self.moving, self.rules()
        grid.saying = {what.ghost.key: rules[0][1]} if what and rules else {}
        grid.show(agenda, *self.laid())

    def laid(self) -> "tuple[tuple[Entry, ...], str]":
        """The posts with what is on its way where it would be put down, and the key of what is chosen."""
        what = self.moving
        return (what.laid(self.shown), what.ghost.key) if what else (self.shown, self.chosen)

    def on_its_way(self) -> list[tuple[str, str]]:
        """What the strip says while something moves."""
        from scheduler.tui import moving  # noqa: PLC0415 - as above

        assert self.moving is not None
        hint = label("review-move-hint", self.language)
        return [("accent", moving.told(self.moving, self.language)), *self.rules(), ("muted", hint)]

    def rules(self) -> list[tuple[str, str]]:
        """What is to be known of the place where what moves would stand."""
        if self.moving is None:
            return []
        from scheduler.tui import moving  # noqa: PLC0415 - as above

        found = moving.rules(self.moving, self.shown, self.review.reviewing.now(), self.language)
        names = self.review.reviewing.role_name
        again = [role for role in self.moving.ghost.missing if role not in self.moving.chosen.missing]
        told = label("review-rule-again", self.language, roles=[names(role) for role in again])
        plain = label("review-rule-again", self.language, roles=again)
        return [(token, told if text == plain else text) for token, text in found]

    def action_act(self, name: str) -> None:
        """While something is on its way, Enter and Escape are about it, and a letter begins the place to go to."""
        if self.moving is None and name == "back" and self.ticked:
            self.ticked = {}
            self.redraw()
        elif self.moving is None:
            super().action_act(name)
        elif name == "open":
            self.put_down()
        elif name == "back":
            self.let_be()
        elif name in WHILE_MOVING:
            super().action_act(name)
        else:
            typed = next((one.shown for one in ACTS if one.name == name), "")
            typed = " " if name == "tick" else typed
            self._place(typed if len(typed) == 1 and (typed.isalnum() or self._where) else "")

    def on_key(self, event: events.Key) -> None:
        """A letter or figure that is no key of its own begins the place, too."""
        sign = event.character or ""
        if self.moving is not None and sign and (sign.isalnum() or (self._where and event.is_printable)):
            event.stop()
            self._place(sign)

    def _place(self, typed: str) -> None:
        """Begin a place, or go on with the one that is begun: who types fast is ahead of the line that takes it."""
        if self._where is not None:
            self._where.more(typed)
            return
        from scheduler.tui.screens.questions import Asked  # noqa: PLC0415 - loaded with the first question

        question = label("review-move-where", self.language)
        self._where = Asked(question, self.language, value=typed.strip(), whole=False)
        self._ask_place(self._where)

    @work
    async def _ask_place(self, asked: "Asked") -> None:
        from scheduler.tui import moving  # noqa: PLC0415 - as above

        said = await self.review.push_screen_wait(asked)
        self._where = None
        found = moving.meant(said, self.moving, self.language) if said and self.moving else None
        if found is not None:
            self._carry(found)
        elif said:
            self.review.say(label("review-move-no-place", self.language, said=said), grave=False)

    def refused(self, name: str) -> str:
        """As everywhere; and what moves must be able to, what is edited must be a post's."""
        if name in {"edit", "editor"} and self.fault is not None:
            return ""
        if name.endswith("-many") and not self.ticked and name in {"move-many", "cancel-many"}:
            return label("review-none-ticked", self.language)
        for one in self.picked if name == "move-many" else ():
            from scheduler.app.agenda import unmovable  # noqa: PLC0415 - the first frame knows no post

            code, arguments = unmovable(one)
            if code:
                return label(code, self.language, **arguments)
        return super().refused(name)

    # -- several at once

    @work
    async def do_cancel_many(self) -> None:
        """The ticked posts, for good: each is named first."""
        from scheduler.tui import may  # noqa: PLC0415 - as above

        found = [one for one in self.picked if may.cancellable(one)]
        acts = self.review.acts
        if found and await self._sure("review-cancel-many", "review-answer-cancel", found):
            self.ticked = {}
            self.review.do(lambda: acts.cancel(found))

    async def _sure(self, code: str, answer: str, found: "Sequence[Entry]") -> bool:
        answers = [label(one, self.language) for one in ("review-answer-leave", answer)]
        question = label(code, self.language, n=len(found))
        return await self.review.choose(question, answers, self.named(found)) == 1

    # -- what a room provides

    def redraw(self) -> None:
        """Draw again."""

    def look(self, view: str, asked: str = "") -> None:
        """Turn to a view."""
