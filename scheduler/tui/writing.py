"""What the application does with files: a post's texts opened in place or in one's own editor, saved, changes taken."""

import subprocess
from collections.abc import Callable, Mapping
from functools import cached_property
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING, Any, cast

from textual import work
from textual.app import SuspendNotSupported

from scheduler.errors import SchedulerError
from scheduler.plain import harmless
from scheduler.render.days import day_name
from scheduler.sentences import label
from scheduler.tui import messages, outside
from scheduler.tui.doing import Doing
from scheduler.tui.host import Host
from scheduler.tui.screens.acting import OfPost

if TYPE_CHECKING:
    from scheduler.app.acting import Acts
    from scheduler.app.agenda import Entry
    from scheduler.app.editing import Draft, Place
    from scheduler.app.steps import Deed
    from scheduler.tui.screens.editor import Editor


class Writing(Doing):
    """The acts that write files."""

    acting: Lock

    @cached_property
    def acts(self) -> "Acts":
        """What the person may do, loaded with the first act."""
        from scheduler.app.acting import Acts  # noqa: PLC0415 - the queue's acts, and the files' writer

        return Acts(self.reviewing)

    @property
    def acted(self) -> bool:
        """Whether anything was done yet: before that there is nothing to undo, and no act need be loaded."""
        return "acts" in self.__dict__

    # -- from the screen of one post

    def act_move(self) -> None:
        """In the week: there its place can be seen."""
        self._from_post("move")

    def act_duplicate(self) -> None:
        """As moving."""
        self._from_post("duplicate")

    def _from_post(self, name: str) -> None:
        if isinstance(self.screen, OfPost) and self.screen.entry is not None:
            self.room.chosen = self.screen.entry.key
            self.pop_screen()
            self.room.look("week")
            self.room.action_act(name)

    def act_edit(self) -> None:
        """The open post's texts; those of the card that is looked at first."""
        self._edit_open(outside=False)

    def act_editor(self) -> None:
        """The open post's file."""
        self._edit_open(outside=True)

    def do(self, act: "Callable[[], Deed]") -> Any:
        """Do an act, one at a time."""

    def _edit_open(self, *, outside: bool) -> None:
        if isinstance(self.screen, OfPost) and (one := self.screen.entry) is not None:
            if not outside:
                self.edit(one, self.screen.account)
                return
            self.open_draft(one.campaign, one.post, one.reply, outside=True, account=self.screen.account)

    # -- one date, or the whole series

    async def which(self, entry: "Entry", whole: str) -> str:
        """«date», unless somebody answers «series», or (nothing) leaves it; what is no series is not asked about."""
        from scheduler.app.agenda import of_series  # noqa: PLC0415 - the first frame knows no post

        if not of_series(entry):
            return "series"
        language = self.reviewing.language
        day = day_name(entry.day, "short", language)
        question = label("review-which", language, post=entry.post, day=day)
        answers = [label(code, language) for code in ("review-which-date", whole)]
        return {0: "date", 1: "series"}.get(await self.choose(question, answers, (), "ds"), "")

    @work
    async def edit(self, entry: "Entry", account: str = "") -> None:
        """The texts of a post in place; of a series those of this date, or all of them."""
        meant = await self.which(entry, "review-which-texts")
        if meant == "date":
            self.open_date(entry)
        elif meant:
            self.open_draft(entry.campaign, entry.post, entry.reply, outside=False, account=account)

    @work(thread=True, exclusive=True, group="draft")
    def open_date(self, entry: "Entry") -> None:
        """The words of one date of a series."""
        try:
            draft = self.acts.dating.draft(entry)
        except SchedulerError as problem:
            self.post_message(messages.Refused(problem))
            return
        self.call_later(self._show_draft, draft, 0)

    @work(thread=True, exclusive=True, group="draft")
    def open_rule(self, entry: "Entry") -> None:
        """The days and hours of a series, where its file says them, in one's own editor."""
        try:
            file, data, found = self.acts.editing.found(entry.campaign, entry.post)
        except SchedulerError as problem:
            self.post_message(messages.Refused(problem))
            return
        after = data.decode(errors="replace").split("\n")[found.line - 1 :]
        line = next((n for n, text in enumerate(after, found.line) if "repeat:" in text), found.line)
        self.call_later(self.edit_outside, file, line, None)

    # -- opening

    @work(thread=True, exclusive=True, group="draft")
    def open_draft(self, campaign: str, post: str, reply: str = "", *, outside: bool, account: str = "") -> None:
        """The texts of a post; those of `account` first, where it has its own."""
        editing = self.acts.editing
        try:
            if outside and (place := editing.welcome(campaign, post)) is not None:
                self.call_later(self.edit_outside, *place, None)
                return
            draft = editing.draft(campaign, post, reply)
        except SchedulerError as problem:
            self.post_message(messages.Refused(problem))
            return
        if outside:
            self.call_later(self.edit_outside, draft.file, draft.found.line, draft)
            return
        rule = self.reviewing.scheduler.config.accounts.get(account)
        names = {account, rule.network if rule else ""} - {""}
        at = next((n for n, one in enumerate(draft.wordings) if one.own in names), 0)
        self.call_later(self._show_draft, draft, at)

    @work(thread=True, exclusive=True, group="draft")
    def open_fault(self, file: str, line: int, post: str, *, outside: bool) -> None:
        """The place of a fault: the text of the post at that line, or, where that cannot be, the file."""
        from scheduler.tui.screens.editor import open_at  # noqa: PLC0415 - loaded when a text is first edited

        path = Path(file)
        draft: Draft | None = None
        try:
            draft = self.acts.editing.draft_of(path, post) if post else None
        except SchedulerError as problem:
            if not outside:
                self.post_message(messages.Refused(problem))
                return
        if draft is None or outside:
            self.call_later(self.edit_outside, path, line, draft)
        else:
            self.call_later(self._show_draft, draft, open_at(draft, line))

    def _show_draft(self, draft: "Draft", at: int) -> None:
        from scheduler.tui.screens.editor import Editor  # noqa: PLC0415 - as above

        occurrence = draft.occurrence or (f"once+{draft.reply}" if draft.reply else "once")
        agenda = self.room.agenda
        entry = agenda.find(f"{draft.campaign}/{draft.post}/{occurrence}") if agenda else None
        here = self.screen.entry if isinstance(self.screen, OfPost) else self.room.entry
        if here is not None and (here.campaign, here.post) == (draft.campaign, draft.post):
            entry = here
        self.push_screen(Editor(cast("Host", self), draft, at, entry))

    # -- trying and saving

    @work(thread=True, exclusive=True, group="trial")
    def try_draft(self, editor: "Editor", words: "Mapping[Place, str]") -> None:
        """What the words would become; told to the editor."""
        from scheduler.app.trial import tried  # noqa: PLC0415 - as above

        try:
            found = tried(self.reviewing, editor.draft, words, editor.entry)
        except SchedulerError:
            return  # what cannot be written is said when it is to be saved
        editor.post_message(messages.Tried(found))

    @work(thread=True, group="acts")
    def save_draft(self, editor: "Editor", words: "Mapping[Place, str]", *, over: bool = False) -> None:
        """Write the words; what somebody else changed meanwhile is asked about."""
        from scheduler.app.editing import Conflict  # noqa: PLC0415 - as above

        try:
            with self.acting:
                deed = self.acts.save(editor.draft, words, over=over)
        except Conflict as conflict:
            editor.post_message(messages.Conflicting(conflict))
        except SchedulerError as problem:
            self.post_message(messages.Refused(problem))
        else:
            self.call_later(editor.saved)
            self.post_message(messages.Done(deed))

    # -- one's own editor

    def edit_outside(self, file: Path, line: int, draft: "Draft | None") -> None:
        """Suspend the room, open the file at its line, and take the post once the editor is closed."""
        command = outside.command(file, line)
        language = self.reviewing.language
        if not command:
            self.say(label("review-no-editor", language), grave=True)
            return
        try:
            with self.suspend():
                subprocess.run(command, check=False)  # noqa: S603 - the person's own editor
        except SuspendNotSupported:
            self.say(label("review-no-suspend", language, file=file.name, line=line), grave=True)
            return
        except OSError as failed:
            reason = harmless(failed.strerror or type(failed).__name__)
            self.say(label("review-editor-failed", language, command=harmless(command[0]), reason=reason), grave=True)
            return
        self.refresh(layout=True)
        if draft is None:
            self.reload(files=True)
        else:
            acts = self.acts
            self.do(lambda: acts.edited_outside(draft))
