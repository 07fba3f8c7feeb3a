"""review --lines: the same review as numbered sentences and questions on plain lines. Same acts, same journal, nothing drawn."""

import sys
from collections.abc import Callable, Sequence
from datetime import timedelta
from typing import TYPE_CHECKING, TextIO

from scheduler.cli import context
from scheduler.cli.talking import Talking
from scheduler.errors import SchedulerError
from scheduler.render import lines as drawn
from scheduler.render.ink import out
from scheduler.sentences import label

if TYPE_CHECKING:
    from scheduler.app.agenda import Entry
    from scheduler.app.reviewing import Reviewing
    from scheduler.model.delivery import Delivery

ALL = {
    "v": "approve",
    "s": "hold",
    "x": "cancel",
    "p": "send",
    "r": "remarks",
    "k": "settle",
    "h": "history",
    "c": "compare",
    "o": "addresses",
}
"""What is about a post: the room's own keys, a number behind them."""
ABSENT = frozenset({"a", "absent", "absente"})


class Talk(Talking):
    """One session."""

    def __init__(self, reviewing: "Reviewing", heard: TextIO) -> None:
        from scheduler.app.acting import Acts  # noqa: PLC0415 - the queue, only where something is shown
        from scheduler.app.viewing import Viewing  # noqa: PLC0415 - as above

        super().__init__(reviewing.language, heard)
        self.reviewing = reviewing
        self.acts: Acts = Acts(reviewing)
        self.viewing: Viewing = Viewing(reviewing)
        self.monday = reviewing.opening()
        self.entries: Sequence[Entry] = ()

    def run(self) -> None:
        """List, ask, do, until nobody wants anything any more."""
        self.list()
        while not self.ended:
            given = self.asked("lines-ask")
            try:
                self._do(given)
            except SchedulerError as problem:
                out(context.words(problem, self.language))
        out(label("lines-end", self.language))

    def list(self) -> None:
        """What needs a person, then the week, numbered through."""
        from scheduler.render.days import week_name  # noqa: PLC0415 - as above

        todo, agenda = self.reviewing.todo(), self.reviewing.week(self.monday)
        known = {one.key for one in todo}
        rest = [one for one in agenda.entries if one.key not in known]
        posts = label("review-posts", self.language, n=len(agenda.entries))
        out(label("lines-week", self.language, week=week_name(agenda.monday, self.language, long=True), posts=posts))
        out(label("lines-todo" if todo else "lines-well", self.language))
        self._number(1, todo)
        if rest:
            out(label("lines-rest", self.language))
            self._number(len(todo) + 1, rest)
        self.entries = (*todo, *rest)

    def _number(self, first: int, found: "Sequence[Entry]") -> None:
        for number, one in enumerate(found, first):
            names = [self.reviewing.role_name(role) for role in one.missing]
            out(drawn.sentence(number, one, names, self.language))

    def _do(self, given: str) -> None:
        if self.ended or given == "q":
            self.ended = True
            return
        word, _, rest = given.partition(" ")
        if given == "?":
            out(label("lines-help", self.language))
        elif word in {"w", "b"}:
            self.monday += timedelta(days=7 if word == "w" else -7)
            self.list()
        elif plain := {"l": self.list, "u": self.undo, "a": self.apply, "R": self.received, "": self.list}.get(word):
            plain()
        elif word.isdigit() and (one := self._post(word)):
            from scheduler.app.results import latest  # noqa: PLC0415 - as above

            database = self.reviewing.scheduler.ground.database
            counts = latest(database, [each.tag for each in one.deliveries if each.receipts])
            for line in drawn.post(one, self.language, counts):
                out(line)
        elif word in ALL:
            chosen = self._post(rest.strip() or self.asked("lines-which"))
            if chosen is not None:
                act: Callable[[Entry], None] = getattr(self, ALL[word])
                act(chosen)
        elif not word.isdigit():
            out(label("lines-no-command", self.language, given=given))

    def _post(self, given: str) -> "Entry | None":
        number = int(given) if given.isdigit() else 0
        if 1 <= number <= len(self.entries):
            return self.reviewing.named(self.entries[number - 1].key)
        out(label("lines-no-number", self.language, given=given))
        return None

    # -- about a post

    def approve(self, one: "Entry") -> None:
        """The yes for the roles that this person stands for."""
        roles = self.reviewing.standing(one)
        if not roles:
            out(label("review-no-role" if one.missing else "review-all-said", self.language, by=self.reviewing.by))
            return
        if len(roles) > 1:
            names = [self.reviewing.role_name(role) for role in roles]
            given = self.asked("lines-role", roles=names)
            if self.ended:
                return
            roles = (self.viewing.role_of(given),) if given else roles
        self.done(self.acts.approve([one], roles))

    def hold(self, one: "Entry") -> None:
        """Hold it, or let it go on."""
        from scheduler.model.delivery import UNSENT, State  # noqa: PLC0415 - as above

        if one.has(*(UNSENT - {State.HELD})):
            self.done(self.acts.hold([one]))
            return
        asked = any(each.open and each.holds for each in self.viewing.remarks(one))
        answer = self._answered() if asked else ""
        if answer or not asked:
            self.done(self.acts.unhold([one], answer))

    def cancel(self, one: "Entry") -> None:
        """For good."""
        networks = [each.network for each in one.deliveries]
        if self.sure(label("review-cancel-ask", self.language, post=one.post, networks=networks)):
            self.done(self.acts.cancel([one]))

    def send(self, one: "Entry") -> None:
        """Now; late or again, the tag is typed."""
        from scheduler.model.delivery import State  # noqa: PLC0415 - as above

        networks = [each.network for each in one.deliveries]
        if one.has(State.FAILED, State.MISSED, State.PARTIAL):
            out(label("review-send-late", self.language, post=one.post))
            meant = self.typed(one.key)
        else:
            meant = self.sure(label("review-send-ask", self.language, post=one.post, networks=networks))
        if meant:
            self.done(self.acts.send_now([one]))

    def remarks(self, one: "Entry") -> None:
        """Read what was said, then answer or ask; a question holds what is not out yet."""
        from scheduler.model.delivery import UNSENT  # noqa: PLC0415 - as above

        if self._answers(one):
            given = self._answered()
            if given:
                self.done(self.viewing.answer(one, given))
            return
        question = self.asked("lines-question")
        if question:
            self.done(self.viewing.remark(one, question, holds=one.has(*UNSENT)))
        else:
            self.leave()

    def _answered(self) -> str:
        given = self.asked("lines-answer")
        if not given:
            self.leave()
        return given

    def _answers(self, one: "Entry") -> bool:
        """Say what was said of a post; whether anything is open."""
        found = self.viewing.remarks(one)
        for each in found:
            at = each.at.astimezone(self.reviewing.zone)
            out(label("lines-said", self.language, by=each.by, at=f"{at:%Y-%m-%d %H:%M}", text=each.text))
            if not each.open:
                out(label("lines-answered", self.language, by=each.answered_by, text=each.answer))
        if not found:
            out(label("lines-nothing-said", self.language))
        return any(each.open for each in found)

    def settle(self, one: "Entry") -> None:
        """Each delivery in doubt, beside what its network shows."""
        from scheduler.app.outward import doubtful  # noqa: PLC0415 - as above

        found = doubtful(one)
        if not found:
            out(label("review-nothing-to-settle", self.language))
        for each in found:
            self._settle(each)

    def _settle(self, one: "Delivery") -> None:
        from scheduler.render import doubting  # noqa: PLC0415 - as above

        doubt = self.viewing.doubt(one)
        doubting.show(doubt, self.language, self.reviewing.scheduler.config.timezone)
        given = self.asked("confirm-which")
        seen = doubt.beside.seen
        if not given:
            self.leave()
        elif given.casefold() in ABSENT:
            if self.typed(one.tag):
                self.done(self.acts.confirm(one, url=None))
        elif not given.isdigit():
            self.done(self.acts.confirm(one, url=given))
        elif not 1 <= int(given) <= len(seen):
            out(label("confirm-no-such-number", self.language, given=given))
        else:
            chosen = seen[int(given) - 1]
            if chosen.likeness >= doubting.LIKELY or self.typed(one.tag):
                self.done(self.viewing.choose(doubt, chosen))

    def history(self, one: "Entry") -> None:
        """Its life on each network."""
        from scheduler.render import history  # noqa: PLC0415 - as above

        zone = self.reviewing.scheduler.config.timezone
        for each in self.viewing.lives(one):
            history.show(each.delivery.tag, each.lines, self.language, zone, len(each.delivery.variant.parts))

    def compare(self, one: "Entry") -> None:
        """What changed since it was approved."""
        from scheduler.render import approving  # noqa: PLC0415 - as above

        found = self.viewing.compared(one)
        accounts = {each.account: each.network for each in one.deliveries}
        if found.holding:
            out(label("viewing-holding", self.language, networks=[accounts[name] for name in found.holding]))
        if found.unread:
            out(label("viewing-unread", self.language, networks=[accounts[name] for name in found.unread]))
        for line in approving.lines(found.changed, self.language, colour=False):
            out(line)

    def addresses(self, one: "Entry") -> None:
        """Where it is out, or lies ready."""
        from scheduler.app.outward import addresses, folders  # noqa: PLC0415 - as above
        from scheduler.plain import visible  # noqa: PLC0415 - as above

        found = [*addresses(one), *folders(one)]
        for account, where in found:
            out(f"{visible(account)}: {visible(where)}")
        if not found:
            out(label("viewing-nothing-out", self.language))

    # -- about all of it

    def undo(self) -> None:
        """Take the last act back."""
        self.done(self.acts.undo())

    def apply(self) -> None:
        """What the files would change, and whether to take it."""
        from scheduler.render import plan  # noqa: PLC0415 - as above

        changes = self.reviewing.changes()
        one = changes.proposal
        plan.show(one.changes, one.costs, one.notices, self.language, left_out=one.left_out)
        if changes.steps and self.sure(label("viewing-plan", self.language, n=changes.steps)):
            self.done(self.acts.apply(changes))

    def received(self) -> None:
        """A yes that came by mail, on paper or by voice."""
        from scheduler.render import approving  # noqa: PLC0415 - as above

        given = []
        for name in ("code", "role", "by", "how"):
            given.append(self.asked(f"viewing-received-{name}"))
            if not given[-1]:
                self.leave()
                return
        codes, role, by, how = given
        found = self.viewing.received(codes.replace(",", " ").split(), self.viewing.role_of(role), by, how)
        if found.consent.given:
            names = sorted({one.post for one in found.consent.given})
            out(label("viewing-taken-in", self.language, n=len(names), what=names, role=role, by=by, how=how))
        refused = [(one.name, one.problem) for one in found.consent.refused]
        for line in approving.refusals(refused, dict(found.changed), self.language):
            out(line)


def run(reviewing: "Reviewing") -> None:
    """The session at this terminal; where nobody can answer, the list alone."""
    talk = Talk(reviewing, sys.stdin)
    if sys.stdin.isatty():
        talk.run()
    else:
        talk.list()
