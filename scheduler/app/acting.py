"""What a person does in the review, and the way back from it while there is one, and forth again.

Every act is the command line's own, about deliveries as they were shown: what changed meanwhile is refused, never covered.
"""

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from scheduler.app.agenda import MOVABLE, Entry
from scheduler.app.filing import Filing, named, numbers
from scheduler.app.reviewing import Changes, ids_of
from scheduler.app.steps import Deed, Undo
from scheduler.errors import Problem
from scheduler.flow.roles import may
from scheduler.model.delivery import SENDABLE, UNSENT, Delivery, State
from scheduler.sentences.stored import told
from scheduler.store import approvals

if TYPE_CHECKING:
    from scheduler.app.editing import Written

HOW = "review"


class Acts(Filing):
    """The acts of one session, with its stack of undo. Called from one thread at a time."""

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
        made = approvals.give_all(database, yeses, by=one.by, how=HOW, seen=seen, at=at)
        names = [one.role_name(role) for role in made.said or yeses]
        if not made.fresh:  # somebody else said it since this was shown
            return Deed(code="review-approved-already", arguments={"what": named(entries), "roles": names})
        given = {(each.campaign, each.post, each.occurrence) for each in made.fresh}
        undo = Undo(back="take-back", yeses=made.said, seen=seen)
        return self._done("review-approved", (undo,), n=len(given), what=named(entries), roles=names)

    def hold(self, entries: Sequence[Entry], why: str = "") -> Deed:
        """Hold back what is unsent of `entries`."""
        ids = numbers(ids_of(entries, UNSENT - {State.HELD}))
        self._queue.hold(ids or [entries[0].key], why=why, by=self._reviewing.by)
        return self._done("review-held", (Undo(back="unhold", ids=ids),), n=len(entries), what=named(entries))

    def unhold(self, entries: Sequence[Entry], answer: str = "") -> Deed:
        """Let what is held go on; a question that holds it wants an `answer` (`NeedsPerson`)."""
        found = ids_of(entries, [State.HELD])
        ids = numbers(found)
        self._queue.unhold(ids or [entries[0].key], why=answer, by=self._reviewing.by)
        why = next((told(one.reason).get("why", "") for one in found), "")
        undo = () if answer else (Undo(back="hold", ids=ids, why=why),)
        return self._done("review-unheld", undo, n=len(entries), what=named(entries))

    def ask(self, entries: Sequence[Entry], question: str) -> Deed:
        """Keep a question with `entries`, and hold them until it is answered; never published."""
        ids = numbers(ids_of(entries, UNSENT))
        self._queue.ask(ids or [entries[0].key], question=question, by=self._reviewing.by)
        return self._done("review-asked", (), n=len(entries), what=named(entries))

    def send_now(self, entries: Sequence[Entry]) -> Deed:
        """Make what may be sent of `entries` due at this moment."""
        ids = numbers(ids_of(entries, SENDABLE))
        self._queue.send_now(ids or [entries[0].key], by=self._reviewing.by)
        return self._done("review-sent", (), n=len(entries), what=named(entries))

    def confirm(self, one: Delivery, *, url: str | None, anyway: bool = False) -> Deed:
        """Settle an unknown or handed-off delivery: out at `url`, or (None) certainly absent."""
        self._queue.confirm(str(one.id), url=url, by=self._reviewing.by, anyway=anyway)
        return self._done("review-confirmed" if url else "review-absent", (), what=one.post, account=one.account)

    def apply(self, changes: Changes) -> Deed:
        """Take what others wrote into the files, as it was shown."""
        self._queue.apply(changes.proposal, by=self._reviewing.by)
        self._reviewing.scheduler.applied()
        return self._done("review-applied", (), files=True, n=len(changes.posts))

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
            for back in _turned(one.written):
                self.editing.take(back)
            self._agreed_again(one.key)
        else:
            ground = reviewing.scheduler.ground
            approvals.take_all_back(ground.database, one.yeses, by=reviewing.by, at=ground.clock.now())

    def _agreed_again(self, key: str) -> None:
        """What was left out and comes back as it was has the yeses that it had."""
        ground = self._reviewing.scheduler.ground
        back = [one for one in self._queue.named([key]) if one.state is State.AWAITING] if key else []
        if back:
            approvals.covered(ground.database, back, by=self._reviewing.by, at=ground.clock.now())

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


def _turned(one: "Written") -> "tuple[Written, ...]":
    """The way back: what it wrote must still stand there."""
    if not one.by_way:
        return (replace(one, before=one.after, after=one.before),)
    return replace(one, before=one.after, after=one.by_way), replace(one, before=one.by_way, after=one.before)
