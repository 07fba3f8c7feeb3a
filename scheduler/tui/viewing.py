"""What the application does for a person who looks: faces, addresses, plans, remarks, yeses that came, doubts."""

from collections.abc import Callable, Sequence
from functools import cached_property
from threading import Lock
from typing import TYPE_CHECKING, cast

from textual import work

from scheduler.errors import SchedulerError
from scheduler.plain import harmless
from scheduler.sentences import label
from scheduler.tui import browsing, messages
from scheduler.tui.counting import Counting
from scheduler.tui.host import Host
from scheduler.tui.screens.acting import Acting, OfPost

if TYPE_CHECKING:
    from scheduler.app.acting import Acts
    from scheduler.app.agenda import Entry
    from scheduler.app.queue import Proposal
    from scheduler.app.reviewing import Changes
    from scheduler.app.steps import Deed
    from scheduler.app.viewing import Older, Viewing
    from scheduler.model.delivery import Delivery
    from scheduler.model.remark import Remark
    from scheduler.tui.pages import Line
    from scheduler.tui.screens.settling import Settling

Opener = Callable[[str], bool]


class Looking(Counting):
    """The acts of looking. `show_address` and `show_folder` open what is outside; tests give their own."""

    show_address: Opener = staticmethod(browsing.address)
    show_folder: Opener = staticmethod(browsing.folder)

    @cached_property
    def viewing(self) -> "Viewing":
        """What can be looked at, loaded when something first is."""
        from scheduler.app.viewing import Viewing  # noqa: PLC0415 - the room's first frame needs none of it

        return Viewing(self.reviewing)

    acting: Lock

    if TYPE_CHECKING:

        @property
        def acts(self) -> "Acts": ...

    @property
    def looked_at(self) -> "Entry | None":
        """The chosen post, or the open one."""
        return self.screen.entry if isinstance(self.screen, Acting) else self.room.entry

    # -- faces of a post

    def act_compare(self) -> None:
        """Before and after."""
        self._face("before")

    def act_history(self) -> None:
        """Its life."""
        self._face("history")

    def _face(self, face: str) -> None:
        entry = self.looked_at
        if entry is not None:
            self.open_post(entry, face)

    # -- outside

    @work
    async def act_browse(self) -> None:
        """Where it is out, or the folder of what a person publishes; asked which, where there are several."""
        entry = self.looked_at
        if entry is None:
            return
        from scheduler.app.outward import addresses, folders  # noqa: PLC0415 - as above

        chosen = self.screen.address if isinstance(self.screen, OfPost) else ""
        found = [*addresses(entry), *((account, f"→{path}") for account, path in folders(entry))]
        if not chosen and len(found) > 1:
            answers = [label("review-answer-leave", self.language)]
            answers += [f"{harmless(account)} · {harmless(where.removeprefix('→'))}" for account, where in found]
            place = await self.choose(label("viewing-open-which", self.language), answers)
            chosen = found[place - 1][1] if place > 0 else ""
            if not chosen:
                return
        self.browse(chosen or found[0][1])

    def browse(self, where: str) -> None:
        """Open an address, or behind an arrow a folder. What cannot be opened here is copied and said."""
        path = where.removeprefix("→")
        done = self.show_folder(path) if where.startswith("→") else self.show_address(where)
        if done:
            self.say(label("viewing-opened", self.language, where=path), grave=False)
            return
        self.copy_to_clipboard(harmless(path))
        self.say(label("viewing-not-opened", self.language, where=path), grave=False)

    # -- the files

    @work(thread=True, exclusive=True, group="plan")
    def act_apply(self) -> None:
        """What applying the files would do; it is shown first."""
        try:
            found = self.reviewing.changes()
        except SchedulerError as problem:
            self.post_message(messages.Refused(problem))
            return
        self.call_later(self._ask_apply, found)

    @work
    async def _ask_apply(self, found: "Changes") -> None:
        from scheduler.tui.screens.said import Shown  # noqa: PLC0415 - as above

        language, proposal = self.language, found.proposal
        title = label("viewing-plan", language, n=found.steps) if found.steps else label("viewing-plan-none", language)
        answers = [label("review-answer-leave", language)]
        if found.steps:
            answers.append(label("viewing-plan-take", language, n=found.steps))
        lines = self._plan_lines(proposal)
        if await self.push_screen_wait(Shown(title, lines, answers, language)) == 1:
            acts = self.acts
            self.do(lambda: acts.apply(found))

    def _plan_lines(self, one: "Proposal") -> "list[Line]":
        from scheduler.render import plan  # noqa: PLC0415 - as above
        from scheduler.tui import pages  # noqa: PLC0415 - as above

        rows = plan.rows(one.changes, one.costs, one.notices, self.language, left_out=one.left_out)
        return pages.plan(rows, max(self.size.width - 6, 20))

    # -- what is said of a post

    @work(thread=True, exclusive=True, group="remarks")
    def act_ask(self) -> None:
        """Read what was said of the post; then show it, with a line to answer or to say more."""
        entry = self.looked_at
        if entry is None:
            return
        try:
            found = self.viewing.remarks(entry)
        except SchedulerError as problem:
            self.post_message(messages.Refused(problem))
            return
        self.call_later(self._say_of, entry, found)

    @work
    async def _say_of(self, entry: "Entry", found: "tuple[Remark, ...]") -> None:
        from scheduler.tui import may  # noqa: PLC0415 - as above
        from scheduler.tui.screens.said import Remarks  # noqa: PLC0415 - as above

        name, zone = entry.reply or entry.post, self.reviewing.zone
        screen = Remarks(name, found, self.language, zone, unsent=may.unsent(entry))
        said = await self.push_screen_wait(screen)
        if said is None:
            return
        viewing = self.viewing
        if said.kind == "answer":
            self.do(lambda: viewing.answer(entry, said.text))
        else:
            self.do(lambda: viewing.remark(entry, said.text, holds=said.kind == "question"))

    @work(thread=True, exclusive=True, group="asked")
    def count_asked(self, known: "Sequence[Entry]") -> None:
        """The open questions, for the list of what needs a person."""
        try:
            counts, more = self.viewing.asked(known)
        except SchedulerError:
            return  # what is wrong with the database is said by what reads the list
        self.room.post_message(messages.AskedOf(counts, more))

    # -- a yes that came

    @work
    async def act_received(self) -> None:
        """A form of four fields: code, role, by whom, how."""
        from scheduler.tui.screens.said import Received  # noqa: PLC0415 - as above

        entry = self.looked_at
        roles = entry.missing if entry is not None else ()
        name = self.reviewing.role_name(roles[0]) if roles else ""
        known = self.reviewing.scheduler.config.roles.get(roles[0]) if roles else None  # taken out of the file since
        people = known.people if known else ()
        given = {"code": entry.code if entry else "", "role": name, "by": "".join(people[:1])}
        values = await self.push_screen_wait(Received(self.language, given))
        if values is not None:
            self._take_in(values)

    @work(thread=True, group="acts")
    def _take_in(self, given: dict[str, str]) -> None:
        viewing = self.viewing
        codes = given["code"].replace(",", " ").replace(";", " ").split()
        try:
            with self.acting:
                found = viewing.received(codes, viewing.role_of(given["role"]), given["by"], given["how"])
        except SchedulerError as problem:
            self.post_message(messages.Refused(problem))
            return
        if found.consent.given:
            self.post_message(messages.Done(_taken_in(found, given)))
        if found.consent.refused:
            self.call_later(self._show_refused, found)

    @work
    async def _show_refused(self, found: "Older") -> None:
        from scheduler.tui import pages  # noqa: PLC0415 - as above
        from scheduler.tui.screens.said import Shown  # noqa: PLC0415 - as above

        wide = max(self.size.width - 6, 20)
        lines = pages.refused(found, self.language, wide)
        title = label("viewing-refused", self.language, n=len(found.consent.refused))
        answers = [label("viewing-read", self.language)]
        await self.push_screen_wait(Shown(title, lines, answers, self.language))

    # -- what only a person can know

    @work
    async def act_settle(self) -> None:
        """Out or not: beside what the network shows. Absent, or not alike, the tag is typed."""
        from scheduler.app.outward import doubtful  # noqa: PLC0415 - as above
        from scheduler.tui.screens.settling import Settling  # noqa: PLC0415 - as above

        entry = self.looked_at
        found = doubtful(entry) if entry is not None else ()
        if entry is None or not found:
            return
        place = 1
        if len(found) > 1:
            question = label("viewing-settle-which", self.language, post=entry.post)
            names = [harmless(one.account) for one in found]
            place = await self.choose(question, [label("review-answer-later", self.language), *names])
        if place > 0:
            screen = Settling(cast("Host", self), found[place - 1])
            await self._settle(found[place - 1], await self.push_screen_wait(screen), screen)

    async def _settle(self, one: "Delivery", answer: str, screen: "Settling") -> None:
        from scheduler.tui.pages import ABSENT, ADDRESS, SEEN  # noqa: PLC0415 - as above

        acts, viewing = self.acts, self.viewing
        if answer == ADDRESS:
            url = await self._typed("review-settle-url", one)
            if url:
                self.do(lambda: acts.confirm(one, url=url))
        elif answer == ABSENT:
            if await self._typed("review-settle-absent", one, expected=one.tag):
                self.do(lambda: acts.confirm(one, url=None))
        elif answer.startswith(SEEN) and (doubt := screen.found) is not None:
            from scheduler.render.doubting import LIKELY  # noqa: PLC0415 - as above

            seen = doubt.beside.seen[int(answer.removeprefix(SEEN))]
            if seen.likeness >= LIKELY or await self._typed("viewing-unlike", one, expected=one.tag):
                self.do(lambda: viewing.choose(doubt, seen))

    async def _typed(self, code: str, one: "Delivery", expected: str = "") -> str:
        question = label(code, self.language, account=one.account)
        return await self.typed(question, expected=expected)

    # -- what the application itself provides

    def do(self, act: "Callable[[], Deed]") -> object:
        """Do an act, one at a time."""


def _taken_in(found: "Older", given: dict[str, str]) -> "Deed":
    """A yes that was taken in, as it is said: of what had it before, that nothing new was written."""
    from scheduler.app.steps import Deed  # noqa: PLC0415 - as above

    known = {one.id for one in found.consent.known}
    parted = ([one for one in found.consent.given if (one.id in known) is old] for old in (False, True))
    told: list[tuple[str, dict[str, object]]] = []
    for code, some in zip(("viewing-taken-in", "viewing-taken-known"), parted, strict=True):
        posts = {(one.campaign, one.post, one.occurrence) for one in some}
        names = sorted({one.post for one in some})
        if some:
            told.append(
                (code, {"n": len(posts), "what": names, "role": given["role"], "by": given["by"], "how": given["how"]})
            )
    (code, arguments), *notes = told
    return Deed(code=code, arguments=arguments, notes=tuple(notes))
