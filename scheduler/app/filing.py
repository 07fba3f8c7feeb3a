"""Acts that write files: a post moved, copied, reworded, left out. The file and the queue change in one go, and back again."""

from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from dataclasses import replace
from datetime import date, timedelta
from functools import cached_property
from typing import TYPE_CHECKING

from scheduler.app.agenda import Entry, of_series, target
from scheduler.app.queue import Queue
from scheduler.app.reviewing import Reviewing, ids_of
from scheduler.app.steps import Deed, Undo
from scheduler.errors import Problem, SchedulerError
from scheduler.model.delivery import CANCELLABLE, UNSENT, Delivery

if TYPE_CHECKING:
    from scheduler.app.alone import Outcome
    from scheduler.app.dating import Dating
    from scheduler.app.editing import Draft, Editing, Written
    from scheduler.campaigns.writer import Place

STEPS = 100
"""Of undo, in one session."""
Note = tuple[str, dict[str, object]]


class Filing:
    """One session's acts on files, with the stack of undo that all its acts share."""

    def __init__(self, reviewing: Reviewing) -> None:
        self._reviewing = reviewing
        self.stack: list[Deed] = []
        self.undone: list[Deed] = []

    def cancel(self, entries: Sequence[Entry]) -> Deed:
        """Cancel what is not out of `entries`, and leave it out of the files, too, which undo takes back.

        What cannot be written into its file is cancelled all the same, for good, and the reason is said.
        """
        steps: list[Undo] = []
        notes: list[Note] = []
        refused: list[SchedulerError] = []
        back: list[Undo] = []
        for one in entries:
            step, said = self._left_out(one)
            steps += [step] if step else []
            notes += said
            try:
                rest = self._cancel_rest(one, alone=step is None)
                back += [step] if step and rest < len(ids_of([one], CANCELLABLE)) else []
            except SchedulerError as problem:
                refused.append(problem)
        if len(refused) == len(entries) and not steps:
            raise refused[0]
        notes = [*notes, *((one.code, one.arguments) for one in refused)]
        code = "review-left-out" if back else "review-cancelled"
        return self._done(code, tuple(back), notes, files=bool(steps), n=len(entries), what=named(entries))

    def _left_out(self, entry: Entry) -> tuple[Undo | None, list[Note]]:
        """Write into its file that `entry` does not go out; where that cannot be, why not. The queue follows the file."""
        from scheduler.app import omitting  # noqa: PLC0415 - as `editing`

        try:
            written = omitting.left_out(self._reviewing, self.editing, self.dating, entry)
        except (SchedulerError, OSError) as problem:
            why = omitting.why(problem)
            return None, [("review-file-kept", {"what": named([entry])}), (why.code, why.arguments)]
        return (replace(self._step(written), key=entry.key) if written else None), []

    def _cancel_rest(self, entry: Entry, *, alone: bool) -> int:
        """Cancel what the files did not take along; how many there were."""
        wanted = {one.id for one in ids_of([entry], CANCELLABLE)}
        with suppress(Problem):
            now = self._queue.named([f"{entry.campaign}/{entry.post}/{entry.occurrence}"])
            wanted = {one.id for one in now if one.id in wanted and one.state in CANCELLABLE}
        if not wanted and not alone:
            return 0
        self._queue.cancel(sorted(map(str, wanted)) or [entry.key], why="", by=self._reviewing.by)
        return len(wanted)

    @cached_property
    def editing(self) -> "Editing":
        """The files, in this person's hands; what reads and writes them is loaded when it is first used."""
        from scheduler.app.editing import Editing  # noqa: PLC0415 - the room's first frame needs none of it

        return Editing(self._reviewing)

    @cached_property
    def dating(self) -> "Dating":
        """The single dates of series, in this person's hands."""
        from scheduler.app.dating import Dating  # noqa: PLC0415 - as above

        return Dating(self._reviewing, self.editing)

    def move(self, entries: Sequence[Entry], by: timedelta) -> Deed:
        """Move `entries` by so much of the wall clock, file and queue in one go; what cannot be moved is named, not skipped."""
        before, now = entries[0], target(entries[0], by)
        made, failed = self._each(entries, lambda one: self._move_of(one)(one, by))
        notes = [*self._notes([(one, outcome) for one, _, outcome in made]), *failed]
        undo = tuple(self._step(written) for _, written, _ in made)
        arguments = {
            "n": len(made),
            "what": named([one for one, _, _ in made]),
            "was": before.hour or before.day,
            "now": now,
        }
        days = (now.date(), before.day)
        return self._done("review-moved", undo, notes, files=True, days=days, **arguments)

    def _move_of(self, entry: Entry) -> "Callable[[Entry, timedelta], tuple[Written, Outcome]]":
        return self.dating.move if of_series(entry) else self.editing.move

    def duplicate(self, entry: Entry, by: timedelta) -> Deed:
        """Set a copy of `entry` beside it, under a new id, so much later or earlier."""
        written, outcome = self.editing.duplicate(entry, by)
        notes = self._notes([(entry, outcome)], fresh=True)
        undo = (self._step(written),)
        now = target(entry, by)
        days = (now.date(), entry.day)
        arguments = {"what": entry.post, "id": written.post, "now": now}
        return self._done("review-copied", undo, notes, files=True, days=days, **arguments)

    def save(self, draft: "Draft", words: "Mapping[Place, str]", *, over: bool = False) -> Deed:
        """Write edited texts. Raises `Conflict` where somebody changed the same words meanwhile and `over` does not say mine."""
        before = self._standing(draft)
        saved = (self.dating if draft.occurrence else self.editing).save(draft, words, over=over)
        notes: list[Note] = [("review-saved-ahead", {"post": draft.post})]
        if saved.outcome is not None:
            notes = self._told(saved.outcome, before, self._standing(draft))
        undo = (self._step(saved.written),)
        return self._done("review-saved", undo, notes, files=True, what=draft.reply or draft.post)

    def edited_outside(self, draft: "Draft") -> Deed:
        """Take what a person wrote in their own editor into the queue, for the post that they went there for."""
        before = self._standing(draft)
        saved = self.editing.taken(draft)
        if saved is None:
            return Deed(code="review-unchanged", arguments={"what": draft.post})
        notes: list[Note] = [("review-saved-ahead", {"post": draft.post})]
        if saved.outcome is not None:
            notes = self._told(saved.outcome, before, self._standing(draft))
        undo = (self._step(saved.written),)
        return self._done("review-saved", undo, notes, files=True, what=draft.reply or draft.post)

    def _each(
        self, entries: Sequence[Entry], act: "Callable[[Entry], tuple[Written, Outcome]]"
    ) -> "tuple[list[tuple[Entry, Written, Outcome]], list[Note]]":
        """Each of `entries`; those that cannot be are told of beside the others. Raises the first refusal where none can."""
        made: list[tuple[Entry, Written, Outcome]] = []
        failed: list[SchedulerError] = []
        for one in entries:
            try:
                made.append((one, *act(one)))
            except SchedulerError as problem:
                failed.append(problem)
        if not made:
            raise failed[0]
        return made, [(one.code, one.arguments) for one in failed]

    def _notes(self, made: "Sequence[tuple[Entry, Outcome]]", *, fresh: bool = False) -> list[Note]:
        """Whose yes is asked for again, what an error keeps as it is, what waits for an answer."""
        notes: list[Note] = []
        for one, outcome in made:
            now = () if fresh else self._missing(one.campaign, one.post, one.occurrence)
            notes += self._told(outcome, one.missing, now)
        return list({str(note): note for note in notes}.values())

    def _told(self, outcome: "Outcome", before: Sequence[str], now: Sequence[str]) -> list[Note]:
        notes: list[Note] = []
        again = [self._reviewing.role_name(role) for role in now if role not in before]
        if again:
            notes.append(("review-asks-again", {"roles": again}))
        if outcome.faults:
            first = outcome.faults[0]
            notes += [("review-kept-as-queued", {"n": len(outcome.faults)}), (first.code, dict(first.arguments))]
        notes += [("review-asked-of-you", {"why": one.reason}) for one in outcome.asked[:1]]
        return notes

    def _standing(self, draft: "Draft") -> tuple[str, ...]:
        occurrence = draft.occurrence or (f"once+{draft.reply}" if draft.reply else "once")
        return self._missing(draft.campaign, draft.post, occurrence)

    def _missing(self, campaign: str, post: str, occurrence: str) -> tuple[str, ...]:
        """The roles whose yes is missing on a post as the queue has it now."""
        try:
            found = self._queue.named([f"{campaign}/{post}/{occurrence}"])
        except Problem:
            return ()
        return tuple(dict.fromkeys(role for one in found if one.state in UNSENT for role in one.missing_roles))

    def _step(self, written: "Written") -> Undo:
        return Undo(back="file", written=written, seen=tuple(self._of(written)))

    def _of(self, written: "Written") -> Sequence[Delivery]:
        """The deliveries of the post that a file was written for, as they are now."""
        try:
            return self._queue.named([f"{written.campaign}/{written.post}"])
        except Problem:
            return ()

    @property
    def _queue(self) -> Queue:
        return self._reviewing.scheduler.queue

    def _done(
        self,
        code: str,
        undo: tuple[Undo, ...],
        notes: Sequence[Note] = (),
        *,
        files: bool = False,
        days: tuple[date | None, date | None] = (None, None),
        **arguments: object,
    ) -> Deed:
        at, was = days
        deed = Deed(code=code, arguments=arguments, undo=undo, notes=tuple(notes), files=files, at=at, was=was)
        if undo:
            self.stack = [*self.stack[-STEPS + 1 :], deed]
            self.undone = []
        return deed


def numbers(found: Sequence[Delivery]) -> tuple[str, ...]:
    """Deliveries as the queue is asked for them."""
    return tuple(str(one.id) for one in found)


def named(entries: Sequence[Entry]) -> str:
    """What the act was about, for its sentence: one post by its name, several by the first."""
    return entries[0].reply or entries[0].post
