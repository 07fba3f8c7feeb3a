"""What a person does in the review, and the way back from it while there is one.

Every act is the command line's own, about deliveries as they were shown: what changed meanwhile is refused, never covered.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Literal

from scheduler.app.agenda import Entry
from scheduler.app.queue import Queue
from scheduler.app.reviewing import Reviewing, ids_of
from scheduler.errors import Problem
from scheduler.flow import approve as deciding
from scheduler.flow.roles import may
from scheduler.model.delivery import CANCELLABLE, SENDABLE, UNSENT, Delivery, State
from scheduler.sentences.stored import told
from scheduler.store import approvals

STEPS = 100
"""Of undo, in one session."""
HOW = "review"
Back = Literal["unhold", "hold", "take-back"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Undo:
    """The opposite of an act: about these deliveries, by id."""

    back: Back
    ids: tuple[str, ...]
    role: str = ""
    why: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Deed:
    """Something done: its sentence, and how to undo it (nothing: it cannot be)."""

    code: str
    arguments: dict[str, object] = field(default_factory=dict)
    undo: tuple[Undo, ...] = ()


class Acts:
    """The acts of one session, with its stack of undo. Called from one thread at a time."""

    def __init__(self, reviewing: Reviewing) -> None:
        self._reviewing = reviewing
        self.stack: list[Deed] = []

    def approve(self, entries: Sequence[Entry], roles: Sequence[str]) -> Deed:
        """Say the yes of `roles` to `entries` as they were shown. A text or hour that is another by now is refused."""
        one = self._reviewing
        undo, given = [], set()
        for role in roles:
            may(role, one.by, one.scheduler.config.roles)
            wanted = [each for each in ids_of(entries, UNSENT) if role in each.missing_roles]
            if not wanted:
                continue
            ids = [each.id for each in wanted]
            database, at = one.scheduler.ground.database, one.scheduler.ground.clock.now()
            approvals.give(database, ids, role=role, by=one.by, how=HOW, seen=wanted, at=at)
            undo.append(Undo(back="take-back", ids=tuple(map(str, ids)), role=role))
            given |= {(each.campaign, each.post, each.occurrence) for each in wanted}
        if not undo:
            raise Problem("review-nothing-to-approve")
        names = [one.role_name(role) for role in roles]
        return self._done("review-approved", tuple(undo), n=len(given), what=_named(entries), roles=names)

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

    def undo(self) -> Deed:
        """Take the last act back that can be. Raises `Problem` where there is none, or where it went too far since."""
        if not self.stack:
            raise Problem("review-nothing-to-undo")
        last = self.stack.pop()
        for one in last.undo:
            self._take_back(one)
        return Deed(code="review-undone", arguments={"what": last.arguments.get("what", "")})

    def _take_back(self, one: Undo) -> None:
        reviewing = self._reviewing
        if one.back == "unhold":
            self._queue.unhold(one.ids, why="", by=reviewing.by)
        elif one.back == "hold":
            self._queue.hold(one.ids, why=one.why, by=reviewing.by)
        else:
            config, ground = reviewing.scheduler.config, reviewing.scheduler.ground
            at = ground.clock.now()
            deciding.take_back(ground.database, one.ids, role=one.role, by=reviewing.by, roles=config.roles, at=at)

    @property
    def _queue(self) -> Queue:
        return self._reviewing.scheduler.queue

    def _done(self, code: str, undo: tuple[Undo, ...], **arguments: object) -> Deed:
        deed = Deed(code=code, arguments=arguments, undo=undo)
        if undo:
            self.stack = [*self.stack[-STEPS + 1 :], deed]
        return deed


def _ids(found: Sequence[Delivery]) -> tuple[str, ...]:
    return tuple(str(one.id) for one in found)


def _named(entries: Sequence[Entry]) -> str:
    """What the act was about, for its sentence: one post by its name, several by the first."""
    return entries[0].reply or entries[0].post
