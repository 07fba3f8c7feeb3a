"""The review's application: it loads in threads, keeps what was loaded, and turns to screens. `run` opens it."""

import os
from collections.abc import Callable
from datetime import date
from threading import Lock
from typing import TYPE_CHECKING, ClassVar, cast

from textual import on, work
from textual.worker import WorkerFailed, get_current_worker

from scheduler.app.reviewing import Reviewing, monday_of
from scheduler.errors import SchedulerError
from scheduler.plain import harmless
from scheduler.render.days import day_name
from scheduler.render.deeds import told
from scheduler.render.unbroken import keep_words_whole
from scheduler.sentences import label, say
from scheduler.tui import messages, signs, terminals
from scheduler.tui.dress import Dressed
from scheduler.tui.hearing import listening
from scheduler.tui.host import Host
from scheduler.tui.look import CSS
from scheduler.tui.screens.acting import OfPost
from scheduler.tui.screens.room import Room
from scheduler.tui.viewing import Looking
from scheduler.tui.widgets.small import LEAST
from scheduler.tui.writing import Writing

if TYPE_CHECKING:
    from collections.abc import Mapping

    from textual.command import Provider
    from textual.driver import Driver

    from scheduler.app.agenda import Agenda, Checked, Entry
    from scheduler.app.steps import Deed
    from scheduler.model.network import Rules

POLL = 1.0
"""Seconds between two looks at the queue's end and the files' ages."""


def _commands() -> "type[Provider]":
    from scheduler.tui.commands import Commands  # noqa: PLC0415 - loaded with the first look at the palette

    return Commands


class Review(Writing, Looking, Dressed):
    """The room for one calendar and one person."""

    CSS = CSS
    ENABLE_COMMAND_PALETTE = True
    COMMANDS: ClassVar = {_commands}
    BINDINGS: ClassVar = []
    HORIZONTAL_BREAKPOINTS = [(0, "-little"), (LEAST[0], "-enough")]  # noqa: RUF012 - Textual's way
    VERTICAL_BREAKPOINTS = [(0, "-low"), (LEAST[1], "-high")]  # noqa: RUF012 - as above

    def __init__(self, reviewing: Reviewing, *, theme: str = "", poll: float = POLL, checks: bool = True) -> None:
        # Asked for no colour, Textual takes it away whole only where it was told at its start that the terminal has its own.
        super().__init__(ansi_color=True if os.environ.get("NO_COLOR") else None)
        keep_words_whole()
        self.dress(theme)
        self.reviewing = reviewing
        self.role: tuple[str, ...] | None = None
        """The roles for which this session says yes, once that was asked."""
        self.rules: Mapping[str, Rules] = {}
        self.checked: Checked | None = None
        self.checking = False
        self.unready: SchedulerError | None = None
        """Why there is nothing to review."""
        self.misread = False
        """Whether the first frame was in another language than the configuration's."""
        self.room = Room(cast("Host", self))
        self.acting = Lock()
        self.counts = {}
        self._pulse: tuple[int, int] | None = None
        self._poll = poll
        self._checks = checks
        self.title = label("review-title", reviewing.language)

    def keep_still(self) -> None:
        """Let nothing glide or blink where the configuration asks for that: what changes is there at once."""
        if not self.reviewing.scheduler.config.review_motion:
            self.animation_level = "none"

    @property
    def posts(self) -> Room:
        """The room's posts, for the screen of one of them."""
        return self.room

    def get_default_screen(self) -> Room:
        """The room: an empty screen below it would be laid out and drawn for nobody."""
        return self.room

    def on_mount(self) -> None:
        """The first frame is drawn before anything is read."""
        self.tell_terminal(terminals.KEEP_TITLE)
        # A thread that loads the store at the same time would keep the frame waiting.
        self.room.call_after_refresh(self.load_opening)
        if self._poll:
            self.set_interval(self._poll, self.look_for_changes)

    # -- loading: in threads, which post what they found and touch nothing else. None waits for the room to take it: who left it
    #    meanwhile would wait at their prompt for ever, for a thread that waits for a room that is gone.

    @work(thread=True, exclusive=True, group="week")
    def load_opening(self) -> None:
        """The week to begin with, once the configuration is read; then the rules and the files."""
        try:
            _ = self.reviewing.scheduler
        except SchedulerError as problem:
            self.call_later(self._end_with, problem)
            return
        if self.reviewing.language != self.room.language:
            self.call_later(self._end_with, None)
            return
        self.call_later(self.keep_still)
        self._loaded(lambda: messages.WeekLoaded(self.reviewing.begin()))
        # What reads the files loads the store first, and would keep the week's frame waiting.
        self.room.call_after_refresh(self.check_files)

    @work(thread=True, exclusive=True, group="week")
    def load_week(self, monday: date) -> None:
        """A week."""
        self._loaded(lambda: messages.WeekLoaded(self.reviewing.week(monday)))

    @work(thread=True, exclusive=True, group="month")
    def load_month(self, first: date) -> None:
        """Six weeks' counts."""
        self._loaded(lambda: messages.MonthLoaded(first, self.reviewing.days(first, 42)))

    @work(thread=True, exclusive=True, group="todo")
    def load_todo(self) -> None:
        """What needs a person."""
        self._loaded(lambda: messages.TodoLoaded(self.reviewing.todo()))

    @work(thread=True, exclusive=True, group="todo")
    def load_search(self, text: str) -> None:
        """What a search finds."""
        self._loaded(lambda: messages.TodoLoaded(self.reviewing.search(text), text))

    def find(self, text: str) -> None:
        """Go to the post that a code, an id, a tag or a name means."""
        self._find(text)

    @work(thread=True, exclusive=True, group="find")
    def _find(self, text: str) -> None:
        try:
            found = self.reviewing.named(text)
        except SchedulerError as problem:
            self.post_message(messages.Refused(problem))
            return
        self.call_later(self.room.find, found)

    @work(thread=True, exclusive=True, group="check")
    def check_files(self) -> None:
        """What the files say; it takes as long as `scheduler plan`."""
        rules = self.reviewing.rules
        self.call_later(setattr, self, "rules", rules)
        if not self._checks:
            return
        self.call_later(self._begin_check)
        self._loaded(lambda: messages.FilesChecked(self.reviewing.check()))
        self.call_later(self._end_check)

    @work(thread=True, exclusive=True, group="pulse")
    def look_for_changes(self) -> None:
        """Whether anything changed elsewhere since the last look."""
        try:
            seen = self.reviewing.pulse()
        except SchedulerError:
            return  # what is wrong with the database is said by whatever reads it next
        before, self._pulse = self._pulse, seen
        if before is not None and before != seen and not get_current_worker().is_cancelled:
            self.room.post_message(messages.Changed(queue=before[0] != seen[0], files=before[1] != seen[1]))

    def _loaded(self, load: Callable[[], "messages.Loaded"]) -> None:
        try:
            found = load()
        except SchedulerError as problem:
            self.post_message(messages.Refused(problem))
            return
        if not get_current_worker().is_cancelled:
            (self if isinstance(found, messages.FilesChecked) else self.room).post_message(found)

    @work(thread=True, group="acts")
    def do(self, act: "Callable[[], Deed]") -> None:
        """Do an act, one at a time, and tell what came of it."""
        with self.acting:
            try:
                deed = act()
            except SchedulerError as problem:
                self.post_message(messages.Refused(problem))
                return
        self.post_message(messages.Done(deed))

    def _end_with(self, problem: SchedulerError | None) -> None:
        """Leave: there is nothing to review; or the calendar speaks another language than the first frame, and is opened anew."""
        self.unready, self.misread = problem, problem is None
        self.exit()

    def _begin_check(self) -> None:
        self.checking = True

    def _end_check(self) -> None:
        self.checking = False
        self.room.checked_anew()

    # -- what came of it

    @on(messages.FilesChecked)
    def files_checked(self, event: messages.FilesChecked) -> None:
        """The signs of trouble, and how many changes wait to be applied."""
        self.checked = event.checked
        self.room.checked_anew()

    @on(messages.Changed)
    def changed(self, event: messages.Changed) -> None:
        """Read again what is shown; the cursor stays with its post."""
        self.reload(files=event.files)

    @on(messages.Done)
    def done(self, event: messages.Done) -> None:
        """Say it, and show what is so now."""
        self.say(told(event.deed, self.reviewing.language), grave=False)
        self.reload(files=event.deed.files, day=event.deed.at)

    @on(messages.Refused)
    def refused(self, event: messages.Refused) -> None:
        """Say why, and what to do; show what is so now."""
        problem = event.problem
        said = str(say(problem.code, problem.arguments, self.reviewing.language))
        where = f"{harmless(problem.where)}: " if problem.where else ""
        self.say(where + said, grave=True)

    def reload(self, *, files: bool, day: date | None = None) -> None:
        """Read the week, that of `day` where one is named, and the list where it is shown."""
        agenda = self.room.agenda
        if agenda is None:
            self.load_opening()
            return
        self.load_week(monday_of(day) if day else agenda.monday)
        if self.room.view == "todo" and not self.room.asked:
            self.load_todo()
        if files:
            self.check_files()

    async def week_shown(self, agenda: "Agenda") -> None:
        """An open post is shown as it is now; what came back is read once the week is there."""
        self.call_after_refresh(self.read_counts, agenda.entries)
        top = self.screen
        if isinstance(top, OfPost) and top.entry is not None:
            found = agenda.find(top.entry.key)
            if found is not None and found != top.entry:
                await top.show(found)

    def _fatal_error(self) -> None:
        """End. Textual would print what broke with the values of all variables, texts and secrets among them."""
        self.bell()
        self._close_messages_no_wait()

    # -- telling

    def say(self, text: str, *, grave: bool) -> None:
        """A line at the side, for a while, in place of the one before; outside text in it is harmless by now."""
        if not grave:
            for one in [one for one in self._notifications if one.severity == "information"]:
                self._unnotify(one)  # else a yes after a yes would pile up over the post that is read
        self.notify(text, severity="error" if grave else "information", markup=False, timeout=8 if grave else 4)

    def name_window(self, entry: "Entry | None", sign: signs.Sign) -> None:
        """Keep in words what is chosen, as the application's title: «abeilles, ven. 11 juin 11:00, à valider»."""
        language = self.reviewing.language
        if entry is None:
            return
        hour = f" {entry.hour:%H:%M}" if entry.hour else ""
        word = signs.word_of(sign, language)
        self.sub_title = f"{entry.reply or entry.post}, {day_name(entry.day, 'short', language)}{hour}, {word}"
        self.tell_terminal(terminals.title(self.sub_title))
        self.call_after_refresh(self.place_cursor)

    def place_cursor(self) -> None:
        """Put the terminal's cursor where the choice is."""
        at = terminals.place(self.screen.focused)
        if at is not None:
            self.cursor_position = at

    def tell_terminal(self, words: str) -> None:
        """Say something to the terminal that is no part of the screen."""
        if self._driver is not None and not self.is_headless:
            self._driver.write(words)

    def get_driver_class(self) -> "type[Driver]":
        """The platform's own, which hears what the terminal answers; where it has no UTF-8, one that sends it letters."""
        charset = terminals.spoken()
        kind = listening(super().get_driver_class())
        return terminals.in_letters(kind, charset) if charset else kind


def run(reviewing: Reviewing, *, theme: str = "", headless: bool = False) -> None:
    """Open the room; returns when the person leaves it. Raises what broke it, if something did: the command says so."""
    app = Review(reviewing, theme=theme)
    with terminals.lent(app.is_headless or headless):
        app.run(headless=headless)
    if app.misread:
        run(reviewing, theme=theme, headless=headless)
    broke = app.unready or app._exception  # noqa: SLF001 - it is public nowhere
    if broke is not None:
        raise broke.error if isinstance(broke, WorkerFailed) else broke
