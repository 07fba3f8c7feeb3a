"""What a person does in the review, and the way back from it while there is one, and forth again.

Every act is the command line's own, about deliveries as they were shown: what changed meanwhile is refused, never covered.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import date, timedelta
from functools import cached_property
from typing import TYPE_CHECKING

from scheduler.app.agenda import MOVABLE, Entry, target
from scheduler.app.queue import Queue
from scheduler.app.reviewing import Changes, Reviewing, ids_of
from scheduler.app.steps import Deed, Undo
from scheduler.errors import Problem, SchedulerError
from scheduler.flow.roles import may
from scheduler.model.delivery import CANCELLABLE, SENDABLE, UNSENT, Delivery, State
from scheduler.sentences.stored import told
from scheduler.store import approvals

if TYPE_CHECKING:
    from scheduler.app.alone import Outcome
    from scheduler.app.editing import Draft, Editing, Written
    from scheduler.campaigns.writer import Place

STEPS = 100
"""Of undo, in one session."""
HOW = "review"


class Acts:
    """The acts of one session, with its stack of undo. Called from one thread at a time."""

    def __init__(self, reviewing: Reviewing) -> None:
        self._reviewing = reviewing
        self.stack: list[Deed] = []
        self.undone: list[Deed] = []

    def approve(self, entries: Sequence[Entry], roles: Sequence[str]) -> Deed:
        """Say the yes of `roles` to `entries` as they were shown. A text or hour that is another by now is refused."""
        one = self._reviewing
        wanted: dict[str, list[Delivery]] = {}
        for role in roles:
            may(role, one.by, one.scheduler.config.roles)
            wanted[role] = [each for each in ids_of(entries, UNSENT) if role in each.missing_roles]
        seen = tuple({each.id: each for some in wanted.values() for each in some}.values())
        if not seen:
            raise Problem("review-nothing-to-approve")
        yeses = {role: tuple(each.id for each in some) for role, some in wanted.items() if some}
        database, at = one.scheduler.ground.database, one.scheduler.ground.clock.now()
        approvals.give_all(database, yeses, by=one.by, how=HOW, seen=seen, at=at)
        given = {(each.campaign, each.post, each.occurrence) for each in seen}
        names = [one.role_name(role) for role in yeses]
        undo = Undo(back="take-back", yeses=yeses, seen=seen)
        return self._done("review-approved", (undo,), n=len(given), what=_named(entries), roles=names)

    def hold(self, entries: Sequence[Entry], why: str = "") -> Deed:
        """Hold back what is unsent of `entries`."""
        ids = _ids(ids_of(entries, UNSENT - {State.HELD}))
        self._queue.hold(ids or [entries[0].key], why=why, by=self._reviewing.by)
        return self._done("review-held", (Undo(back="unhold", ids=ids),), n=len(entries), what=_named(entries))

    def unhold(self, entries: Sequence[Entry], answer: str = "") -> Deed:
        """Let what is held go on; a question that holds it wants an `answer` (`NeedsPerson`)."""
        found = ids_of(entries, [State.HELD])
        ids = _ids(found)
        self._queue.unhold(ids or [entries[0].key], why=answer, by=self._reviewing.by)
        why = next((told(one.reason).get("why", "") for one in found), "")
        undo = () if answer else (Undo(back="hold", ids=ids, why=why),)
        return self._done("review-unheld", undo, n=len(entries), what=_named(entries))

    def ask(self, entries: Sequence[Entry], question: str) -> Deed:
        """Keep a question with `entries`, and hold them until it is answered; never published."""
        ids = _ids(ids_of(entries, UNSENT))
        self._queue.ask(ids or [entries[0].key], question=question, by=self._reviewing.by)
        return self._done("review-asked", (), n=len(entries), what=_named(entries))

    def cancel(self, entries: Sequence[Entry]) -> Deed:
        """Cancel what is not out of `entries`, for good."""
        ids = _ids(ids_of(entries, CANCELLABLE))
        self._queue.cancel(ids or [entries[0].key], why="", by=self._reviewing.by)
        return self._done("review-cancelled", (), n=len(entries), what=_named(entries))

    def send_now(self, entries: Sequence[Entry]) -> Deed:
        """Make what may be sent of `entries` due at this moment."""
        ids = _ids(ids_of(entries, SENDABLE))
        self._queue.send_now(ids or [entries[0].key], by=self._reviewing.by)
        return self._done("review-sent", (), n=len(entries), what=_named(entries))

    def confirm(self, one: Delivery, *, url: str | None, anyway: bool = False) -> Deed:
        """Settle an unknown or handed-off delivery: out at `url`, or (None) certainly absent."""
        self._queue.confirm(str(one.id), url=url, by=self._reviewing.by, anyway=anyway)
        return self._done("review-confirmed" if url else "review-absent", (), what=one.post, account=one.account)

    # -- what is written into the files

    @cached_property
    def editing(self) -> "Editing":
        """The files, in this person's hands; what reads and writes them is loaded when it is first used."""
        from scheduler.app.editing import Editing  # noqa: PLC0415 - the room's first frame needs none of it

        return Editing(self._reviewing)

    def move(self, entries: Sequence[Entry], by: timedelta) -> Deed:
        """Move `entries` by so much of the wall clock, file and queue in one go; what cannot be moved is named, not skipped."""
        before, now = entries[0], target(entries[0], by)
        made, failed = self._each(entries, lambda one: self.editing.move(one, by))
        notes = [*self._notes([(one, outcome) for one, _, outcome in made]), *failed]
        undo = tuple(self._step(written) for _, written, _ in made)
        arguments = {
            "n": len(made),
            "what": _named([one for one, _, _ in made]),
            "was": before.hour or before.day,
            "now": now,
        }
        days = (now.date(), before.day)
        return self._done("review-moved", undo, notes, files=True, days=days, **arguments)

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
        saved = self.editing.save(draft, words, over=over)
        notes: list[tuple[str, dict[str, object]]] = [("review-saved-ahead", {"post": draft.post})]
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
        notes: list[tuple[str, dict[str, object]]] = [("review-saved-ahead", {"post": draft.post})]
        if saved.outcome is not None:
            notes = self._told(saved.outcome, before, self._standing(draft))
        undo = (self._step(saved.written),)
        return self._done("review-saved", undo, notes, files=True, what=draft.reply or draft.post)

    def apply(self, changes: Changes) -> Deed:
        """Take what others wrote into the files, as it was shown."""
        self._queue.apply(changes.proposal, by=self._reviewing.by)
        self._reviewing.scheduler.applied()
        return self._done("review-applied", (), files=True, n=len(changes.posts))

    def _each(
        self, entries: Sequence[Entry], act: "Callable[[Entry], tuple[Written, Outcome]]"
    ) -> "tuple[list[tuple[Entry, Written, Outcome]], list[tuple[str, dict[str, object]]]]":
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

    def _notes(
        self, made: "Sequence[tuple[Entry, Outcome]]", *, fresh: bool = False
    ) -> list[tuple[str, dict[str, object]]]:
        """Whose yes is asked for again, what an error keeps as it is, what waits for an answer."""
        notes: list[tuple[str, dict[str, object]]] = []
        for one, outcome in made:
            now = () if fresh else self._missing(one.campaign, one.post, one.occurrence)
            notes += self._told(outcome, one.missing, now)
        return list({str(note): note for note in notes}.values())

    def _told(
        self, outcome: "Outcome", before: Sequence[str], now: Sequence[str]
    ) -> list[tuple[str, dict[str, object]]]:
        notes: list[tuple[str, dict[str, object]]] = []
        again = [self._reviewing.role_name(role) for role in now if role not in before]
        if again:
            notes.append(("review-asks-again", {"roles": again}))
        if outcome.faults:
            first = outcome.faults[0]
            notes += [("review-kept-as-queued", {"n": len(outcome.faults)}), (first.code, dict(first.arguments))]
        notes += [("review-asked-of-you", {"why": one.reason}) for one in outcome.asked[:1]]
        return notes

    def _standing(self, draft: "Draft") -> tuple[str, ...]:
        return self._missing(draft.campaign, draft.post, f"once+{draft.reply}" if draft.reply else "once")

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

    def _still_ours(self, one: Undo, written: "Written") -> None:
        """What went out since the act stays as it went out, and so does its file."""
        before = {each.id for each in one.seen if each.state in MOVABLE}
        gone = [each for each in self._of(written) if each.id in before and each.state not in MOVABLE]
        if gone:
            raise Problem("review-went-out", post=written.post, networks=[each.network for each in gone])

    # -- back and forth

    def undo(self) -> Deed:
        """Take the last act back that can be. Raises `Problem` where there is none, or where it went too far since."""
        if not self.stack:
            raise Problem("review-nothing-to-undo")
        last = self.stack.pop()
        for one in reversed(last.undo):
            self._take_back(one)
        self.undone.append(last)
        what = last.arguments.get("what", "")
        return Deed(code="review-undone", arguments={"what": what}, files=last.files, at=last.was)

    def redo(self) -> Deed:
        """Do what was undone last once more. Raises `Problem` where nothing was, or where it cannot be any more."""
        if not self.undone:
            raise Problem("review-nothing-to-redo")
        last = self.undone.pop()
        for one in last.undo:
            self._do_again(one)
        self.stack.append(last)
        return Deed(code=last.code, arguments=last.arguments, undo=last.undo, files=last.files, at=last.at)

    def _take_back(self, one: Undo) -> None:
        reviewing = self._reviewing
        if one.back == "unhold":
            self._queue.unhold(one.ids, why="", by=reviewing.by)
        elif one.back == "hold":
            self._queue.hold(one.ids, why=one.why, by=reviewing.by)
        elif one.written is not None:
            self._still_ours(one, one.written)
            self.editing.take(_turned(one.written))
        else:
            ground = reviewing.scheduler.ground
            approvals.take_all_back(ground.database, one.yeses, by=reviewing.by, at=ground.clock.now())

    def _do_again(self, one: Undo) -> None:
        reviewing = self._reviewing
        if one.back == "unhold":
            self._queue.hold(one.ids, why=one.why, by=reviewing.by)
        elif one.back == "hold":
            self._queue.unhold(one.ids, why="", by=reviewing.by)
        elif one.written is not None:
            self._still_ours(one, one.written)
            self.editing.take(one.written)
        else:
            for role in one.yeses:
                may(role, reviewing.by, reviewing.scheduler.config.roles)
            ground = reviewing.scheduler.ground
            at = ground.clock.now()
            approvals.give_all(ground.database, one.yeses, by=reviewing.by, how=HOW, seen=one.seen, at=at)

    @property
    def _queue(self) -> Queue:
        return self._reviewing.scheduler.queue

    def _done(
        self,
        code: str,
        undo: tuple[Undo, ...],
        notes: Sequence[tuple[str, dict[str, object]]] = (),
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


def _turned(one: "Written") -> "Written":
    """The way back: what it wrote must still stand there."""
    return replace(one, before=one.after, after=one.before)


def _ids(found: Sequence[Delivery]) -> tuple[str, ...]:
    return tuple(str(one.id) for one in found)


def _named(entries: Sequence[Entry]) -> str:
    """What the act was about, for its sentence: one post by its name, several by the first."""
    return entries[0].reply or entries[0].post
