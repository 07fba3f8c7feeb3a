"""A post's texts edited in place, with what each network would make of them beside."""

from datetime import date

from rich.text import Text
from textual import on, work
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Horizontal
from textual.screen import Screen
from textual.timer import Timer
from textual.widgets import Static, TextArea

from scheduler.app.agenda import Entry
from scheduler.app.editing import Draft, Place, Wording
from scheduler.plain import visible
from scheduler.render.days import day_name
from scheduler.sentences import label
from scheduler.tui import messages, signs
from scheduler.tui.cells import cells
from scheduler.tui.host import Host
from scheduler.tui.mending import Mend, proposed
from scheduler.tui.pen import Line
from scheduler.tui.screens.editor_side import beside
from scheduler.tui.widgets.drawn import Drawn

CSS = """
Editor #title { dock: top; height: 2; }
Editor #hints { dock: bottom; height: 1; }
Editor TextArea { width: 1fr; height: 1fr; border: none; padding: 0 1; background: $background; color: $foreground; }
Editor TextArea:focus { border: none; }
Editor TextArea > .text-area--cursor { color: $background; background: $foreground; }
Editor #beside { width: 41; height: 1fr; padding: 0 1; border-left: solid $primary; }
"""
PAUSE = 0.25
"""Seconds without a key after which the words are tried."""
ROOMY = 70
"""Columns from which the counters stand beside the text."""


class Title(Drawn):
    """Which post and which of its texts; the texts to turn to."""

    draft: Draft
    at = 0
    dirty = False

    def draw(self, line: Line, y: int) -> None:
        """One of two lines."""
        one = self.draft.wordings[self.at]
        if y == 0:
            self.hot(line, 0, " ◂ ", "back", "muted")
            line.add(f"{cells(self.draft.reply or self.draft.post)}  ", bold=True)
            line.add(wording_name(one, self.language), "text")
            line.add(f"  {cells(self.draft.file.name)}:{one.line}", "muted")
            if self.dirty:
                line.add(f"  ± {label('review-edit-changed', self.language)}", "accent", bold=True)
            return
        line.add(" ")
        for n, each in enumerate(self.draft.wordings):
            name = wording_name(each, self.language)
            self.hot(line, 1, f"[{name}]" if n == self.at else f" {name} ", f"turn {n}", "text", bold=n == self.at)


def wording_name(one: Wording, language: str) -> str:
    """«Commun», «XT», «alt ruche.jpg»."""
    name = cells(f"{label('review-edit-alt', language)} {one.picture}") if one.kind == "alt" else ""
    where = (
        (signs.MARKS.get(one.own) or cells(one.own))
        if one.own
        else ""
        if name
        else label("review-edit-common", language)
    )
    if one.day:
        day = label("review-edit-date", language, day=_day(one.day, language))
        where = day if where == label("review-edit-common", language) else f"{day} {where}".rstrip()
    number = f"{one.number}/" if one.number else ""
    return " ".join(each for each in (where, f"{number}{cells(one.language) or name}".rstrip("/")) if each)


def _day(written: str, language: str) -> str:
    """«jeu. 17 juin», or as the file has it, where that is no plain date."""
    try:
        return day_name(date.fromisoformat(written), "short", language)
    except ValueError:
        return cells(written)


class Editor(Screen[None]):
    """Ctrl+S writes; Escape leaves, and asks where something was changed."""

    CSS = CSS
    BINDINGS = [  # noqa: RUF012 - Textual's way
        Binding("ctrl+s", "save", priority=True),
        Binding("escape", "leave", priority=True),
        Binding("f4,ctrl+e", "outside", priority=True),
        Binding("f8", "mend", priority=True),
        Binding("tab", "turn(1)", priority=True),
        Binding("shift+tab", "turn(-1)", priority=True),
    ]

    def __init__(self, app: Host, draft: Draft, at: int, entry: Entry | None) -> None:
        super().__init__()
        self.review, self.draft, self.entry = app, draft, entry
        self.language = app.reviewing.language
        self.at = at
        self.words: dict[Place, str] = {one.place: one.text for one in draft.wordings}
        self._timer: Timer | None = None
        self.mend: Mend | None = None
        """What F8 would do."""

    def compose(self) -> ComposeResult:
        """The text, and beside it what becomes of it."""
        title = Title(self.language, id="title")
        title.draft, title.at = self.draft, self.at
        yield title
        with Horizontal():
            yield TextArea(soft_wrap=True, show_line_numbers=False, tab_behavior="focus", theme="css")
            yield Static(id="beside")
        yield Static(Text(" " + label("review-edit-hints", self.language)), id="hints")

    def on_mount(self) -> None:
        """Begin in the text."""
        self._fill()
        area = self.query_one(TextArea)
        area.cursor_blink = self.app.animation_level != "none"
        area.focus()
        self.try_out()

    def on_resize(self) -> None:
        """Where there is no room for two, the text has it all."""
        self.query_one("#beside").display = self.app.size.width >= ROOMY

    @property
    def wording(self) -> Wording:
        """The text that is edited."""
        return self.draft.wordings[self.at]

    @property
    def dirty(self) -> bool:
        """Whether anything was changed."""
        return any(self.words[one.place].strip() != one.text for one in self.draft.wordings)

    def _fill(self) -> None:
        area, text = self.query_one(TextArea), self.words[self.wording.place]
        # What a terminal would obey, or nobody would see, is not put before a person as if it were plain text.
        hidden = visible(text) != text
        area.read_only = hidden
        area.load_text(visible(text) if hidden else text)
        area.move_cursor(area.document.end)
        if hidden:
            self.review.say(label("review-edit-hidden", self.language), grave=True)

    @on(TextArea.Changed)
    def changed(self) -> None:
        """Keep the words, and try them after a pause."""
        area = self.query_one(TextArea)
        if area.read_only:
            return
        self.words[self.wording.place] = area.text
        self._tell()
        if self._timer is not None:
            self._timer.stop()
        self._timer = self.set_timer(PAUSE, self.try_out)

    def try_out(self) -> None:
        """Have the words tried."""
        self.review.try_draft(self, dict(self.words))

    def _tell(self) -> None:
        title = self.query_one(Title)
        title.at, title.dirty = self.at, self.dirty
        title.refresh()

    @on(messages.Tried)
    def tried(self, event: messages.Tried) -> None:
        """Show what each network would make of it."""
        found = event.found
        notices = [*found.notices, *(each for one in found.shown for each in one.variant.notices)]
        self.mend = proposed(notices, [self.words[one.place] for one in self.draft.wordings], self.at)
        told = beside(found, self.language, self.app.theme, self._role, self.mend)
        self.query_one("#beside", Static).update(told)

    def action_mend(self) -> None:
        """Put what is proposed in place of what a notice finds fault with; Ctrl+Z takes it back."""
        mend = self.mend
        if mend is None or not self.words[self.draft.wordings[mend.text].place].startswith(mend.old, mend.at):
            self.review.say(label("review-no-mend", self.language), grave=False)
            return
        if mend.text != self.at:
            self._to(mend.text)
        area = self.query_one(TextArea)
        if area.read_only:
            return
        self.mend = None
        area.replace(mend.new, _location(area.text, mend.at), _location(area.text, mend.at + len(mend.old)))

    def _role(self, key: str) -> str:
        return self.review.reviewing.role_name(key)

    def action_turn(self, by: int) -> None:
        """To the next of the post's texts."""
        self._to((self.at + by) % len(self.draft.wordings))

    def _to(self, at: int) -> None:
        self.at = at
        self._fill()
        self._tell()

    @on(Drawn.Pressed)
    def pressed(self, event: Drawn.Pressed) -> None:
        """A text's name was clicked, or the way back."""
        if event.act.startswith("turn "):
            self._to(int(event.act.removeprefix("turn ")))
        else:
            self.action_leave()

    def action_save(self) -> None:
        """Write what was changed."""
        if self.dirty:
            self.review.save_draft(self, dict(self.words))
        else:
            self.dismiss()

    def saved(self) -> None:
        """It is written."""
        self.dismiss()

    @work
    async def action_leave(self) -> None:
        """Back; what was changed is asked about."""
        if not self.dirty:
            self.dismiss()
            return
        answers = ["review-edit-stay", "review-edit-save", "review-edit-drop"]
        question = label("review-edit-leave", self.language, post=self.draft.post)
        chosen = await self.review.choose(question, [label(one, self.language) for one in answers])
        if chosen == 1:
            self.action_save()
        elif chosen == 2:
            self.dismiss()

    @work
    async def action_outside(self) -> None:
        """The file at this line in one's own editor; what was changed here must be written or dropped first."""
        if self.dirty:
            self.review.say(label("review-edit-first", self.language), grave=False)
            return
        self.dismiss()
        self.review.edit_outside(self.draft.file, self.wording.line, self.draft)

    @on(messages.Conflicting)
    @work
    async def conflicting(self, event: messages.Conflicting) -> None:
        """Somebody changed the same words meanwhile: theirs are shown, nothing is overwritten unasked."""
        theirs = event.conflict.theirs
        listed = [f"{label('review-edit-theirs', self.language)} {text}" for text in theirs.values()]
        listed += [
            f"{label('review-edit-mine', self.language)} {self.words[place]}" for place in theirs if place in self.words
        ]
        answers = ["review-edit-stay", "review-edit-take-theirs", "review-edit-take-mine", "review-edit-both"]
        question = label("review-edit-conflict", self.language, post=self.draft.post, file=self.draft.file.name)
        chosen = await self.review.choose(question, [label(one, self.language) for one in answers], listed)
        if chosen == 1:
            self.dismiss()
            if self.draft.occurrence and self.entry is not None:
                self.review.open_date(self.entry)
            else:
                self.review.open_draft(self.draft.campaign, self.draft.post, self.draft.reply, outside=False)
        elif chosen == 2:
            self.review.save_draft(self, dict(self.words), over=True)
        elif chosen == 3:
            self.app.copy_to_clipboard(self.words[self.wording.place])
            self.dismiss()
            self.review.edit_outside(self.draft.file, self.wording.line, None)


def _location(text: str, at: int) -> tuple[int, int]:
    """The line and the column of a place in `text`."""
    return text.count("\n", 0, at), at - (text.rfind("\n", 0, at) + 1)


def open_at(draft: Draft, line: int) -> int:
    """Which of a draft's texts stands at `line` of the file, or nearest to it; of two, what is missing."""
    near = [(abs(one.line - line), not one.missing, n) for n, one in enumerate(draft.wordings)]
    return min(near)[2]
