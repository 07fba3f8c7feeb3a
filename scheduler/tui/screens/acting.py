"""What the keys do, the same in the room and on an open post: may it be done now, what is asked first, who does it."""

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from textual import work
from textual.screen import Screen

from scheduler.render.days import day_name
from scheduler.sentences import label
from scheduler.tui import signs
from scheduler.tui.acts import OF_A_POST
from scheduler.tui.host import Host

if TYPE_CHECKING:
    from scheduler.app.agenda import Entry


class Acting(Screen[None]):
    """A screen on which a post is chosen. `refused` says why an act cannot be done now; the key line greys it by that."""

    review: Host
    language: str

    @property
    def entry(self) -> "Entry | None":
        """The chosen post."""
        return None

    @property
    def shown(self) -> "tuple[Entry, ...]":
        """The posts that a bulk act may be about: those on the screen."""
        return ()

    @property
    def picked(self) -> "tuple[Entry, ...]":
        """The posts that were ticked: bulk acts are about them, and about nothing else."""
        return ()

    def named(self, found: "Sequence[Entry]") -> list[str]:
        """Posts as a question lists them."""
        from scheduler.tui import may  # noqa: PLC0415 - the first frame knows no post

        return may.listed(found, self.language, self._why)

    def refused(self, name: str) -> str:
        """Why `name` cannot be done now, in words; nothing where it can."""
        if name in {"undo", "redo"}:
            acts = self.review.acts if self.review.acted else None
            return (
                ""
                if acts and (acts.stack if name == "undo" else acts.undone)
                else label(f"review-no-{name}", self.language)
            )
        if name == "results":
            return "" if self.review.over else label("viewing-results-none", self.language)
        if self.entry is None:
            return label("review-no-post", self.language) if name in OF_A_POST else ""
        from scheduler.tui import may  # noqa: PLC0415 - the first frame knows no post

        code, arguments = may.refusal(self.review.reviewing, name, self.entry)
        return label(code, self.language, **arguments) if code else ""

    def action_act(self, name: str) -> None:
        """Do it, or say why not."""
        why = self.refused(name)
        if why:
            self.review.say(why, grave=False)
            return
        mine = getattr(self, f"do_{name.replace('-', '_')}", None)
        if mine is not None:
            mine()
        else:
            self.review.act(name)

    # -- what asks nothing

    def do_approve(self) -> None:
        """The yes for the roles one stands for, asked once where there are several."""
        entry = self.entry
        assert entry is not None
        roles = self.review.reviewing.standing(entry)
        self._approve([entry], roles)

    def do_hold(self) -> None:
        """Hold, or let go on; a question wants its answer."""
        entry, acts = self.entry, self.review.acts
        assert entry is not None
        from scheduler.tui import may  # noqa: PLC0415 - the first frame knows no post

        if not may.holdable(entry):
            self._unhold(entry)
        else:
            self.review.do(lambda: acts.hold([entry]))

    def do_undo(self) -> None:
        """One step back."""
        self.review.do(self.review.acts.undo)

    def do_redo(self) -> None:
        """What was undone last, once more."""
        self.review.do(self.review.acts.redo)

    # -- what asks first

    @work
    async def _unhold(self, entry: "Entry") -> None:
        from scheduler.tui import may  # noqa: PLC0415 - the first frame knows no post

        acts, answer = self.review.acts, ""
        asked = may.question(entry)
        if asked:
            answer = await self.review.typed(label("review-answer", self.language, question=asked))
            if not answer:
                return
        self.review.do(lambda: acts.unhold([entry], answer))

    @work
    async def do_cancel(self) -> None:
        """For good: it asks, and offers to hold instead."""
        entry, acts = self.entry, self.review.acts
        assert entry is not None
        from scheduler.tui import may  # noqa: PLC0415 - the first frame knows no post

        networks = [signs.mark(one.network) for one in may.cancellable(entry)]
        question = label("review-cancel-ask", self.language, post=entry.post, networks=networks)
        answers = ["review-answer-leave", "review-answer-hold", "review-answer-cancel"]
        if not may.holdable(entry):
            answers.remove("review-answer-hold")
        chosen = await self._chosen(question, answers)
        if chosen == "review-answer-hold":
            self.review.do(lambda: acts.hold([entry]))
        elif chosen == "review-answer-cancel":
            self.review.do(lambda: acts.cancel([entry]))

    @work
    async def do_send(self) -> None:
        """Now: it asks; late or again, the tag is typed."""
        entry, acts = self.entry, self.review.acts
        assert entry is not None
        from scheduler.tui import may  # noqa: PLC0415 - the first frame knows no post

        if may.late(entry):
            question = label("review-send-late", self.language, post=entry.post)
            if await self.review.typed(question, expected=entry.key):
                self.review.do(lambda: acts.send_now([entry]))
            return
        networks = [signs.mark(one.network) for one in may.sendable(entry)]
        question = label("review-send-ask", self.language, post=entry.post, networks=networks)
        if await self._chosen(question, ["review-answer-leave", "review-answer-send"]) == "review-answer-send":
            self.review.do(lambda: acts.send_now([entry]))

    @work
    async def do_approve_many(self) -> None:
        """The day or the week: lists what is covered, and what is left out and why."""
        await self._many("approve", self._approvable, lambda one: bool(self.review.reviewing.standing(one)))

    @work
    async def do_hold_many(self) -> None:
        """The day or the week."""
        from scheduler.tui import may  # noqa: PLC0415 - the first frame knows no post

        await self._many("hold", lambda one: bool(may.holdable(one)), lambda _: False)

    async def _many(self, act: str, fits: "Callable[[Entry], bool]", concerns: "Callable[[Entry], bool]") -> None:
        """Ask about the posts that fit; those that it concerns but that do not fit are named with the reason."""
        entry = self.entry
        shown = self.picked or self.shown
        found = [one for one in shown if fits(one)]
        today = [one for one in found if entry is not None and one.day == entry.day]
        if entry is None or not found:
            self.review.say(label("review-many-none", self.language), grave=False)
            return
        day = day_name(entry.day, "short", self.language)
        answers = [label("review-answer-leave", self.language)]
        scopes = [(label("review-many-day", self.language, day=day, n=len(today)), today)] if today else []
        scopes.append((label("review-many-week", self.language, n=len(found)), found))
        if self.picked:
            scopes = [(label("review-many-ticked", self.language, n=len(found)), found)]
        answers += [words for words, _ in scopes]
        left = [one for one in shown if one not in found and concerns(one)]
        listed = [*self.named(left), *self.named(found)]
        chosen = await self.review.choose(label(f"review-many-{act}", self.language), answers, listed)
        if chosen <= 0:
            return
        taken = scopes[chosen - 1][1]
        if act == "hold":
            self.review.do(lambda: self.review.acts.hold(taken))
        else:
            roles = dict.fromkeys(role for one in taken for role in self.review.reviewing.standing(one))
            self._approve(taken, tuple(roles))

    def _why(self, one: "Entry") -> str:
        """Why a bulk yes leaves it out: it is held, for a question or by a person, or has an error; nothing where it does not."""
        from scheduler.tui import may  # noqa: PLC0415 - the first frame knows no post

        blocked = label("review-blocked", self.language) if self.sign(one) is signs.BLOCKED else ""
        return may.held(one, self.language) or blocked

    def _approvable(self, one: "Entry") -> bool:
        """Left out of a bulk yes: what this person has no say in, what is held, what has an error."""
        return bool(self.review.reviewing.standing(one)) and not self._why(one)

    def sign(self, one: "Entry") -> signs.Sign:
        """The gravest sign of a post."""
        return signs.of_entry(one)

    @work
    async def _approve(self, entries: "Sequence[Entry]", roles: Sequence[str]) -> None:
        acts, review = self.review.acts, self.review
        mine = spoken_for(review.role, roles)
        if not mine:
            names = [review.reviewing.role_name(role) for role in roles]
            every = [label("review-role-all", self.language, roles=names)] if len(roles) > 1 else []
            question = label("review-role-ask", self.language, by=review.reviewing.by)
            answers = [label("review-answer-leave", self.language), *every, *names]
            chosen = await review.choose(question, answers)
            if chosen <= 0:
                return
            mine = tuple(roles) if every and chosen == 1 else (roles[chosen - 1 - len(every)],)
            review.role = mine
        review.do(lambda: acts.approve(entries, mine))

    async def _chosen(self, question: str, answers: Sequence[str]) -> str:
        words = [label(code, self.language) for code in answers]
        place = await self.review.choose(question, words)
        return answers[max(place, 0)]


class OfPost(Acting):
    """A screen of one post."""

    @property
    def account(self) -> str:
        """The account whose card is looked at."""
        return ""

    def counted(self) -> None:
        """What came back was read."""

    @property
    def address(self) -> str:
        """The address, or the folder, that is chosen among what is online."""
        return ""

    async def show(self, entry: "Entry") -> None:
        """Show another post, or this one as it is now."""


def spoken_for(chosen: tuple[str, ...] | None, roles: Sequence[str]) -> tuple[str, ...]:
    """Of `roles`, those for which a yes is meant: the one there is, or those `chosen` before. Empty: it must be asked."""
    if chosen is None:
        return tuple(roles) if len(roles) == 1 else ()
    return tuple(role for role in roles if role in chosen)
