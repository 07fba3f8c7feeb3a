"""What the keys of the whole room do: views, finding one's way, help, leaving. What they do to a post is in `acting`."""

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING, Any, cast

from textual import work
from textual.app import App
from textual.command import CommandPalette

from scheduler.app.reviewing import Reviewing, day_meant
from scheduler.sentences import label
from scheduler.tui import filters, signs
from scheduler.tui.host import Host
from scheduler.tui.screens.acting import OfPost
from scheduler.tui.screens.room import Room
from scheduler.tui.tokens import PALETTES

if TYPE_CHECKING:
    from scheduler.app.agenda import Entry

DOUBTFUL = (signs.UNKNOWN, signs.EXPECTED)
"""Where the list is opened on these, the question is what became of them."""
ORDER = ("review-dark", "review-light", "review-ansi", "review-plain")


class Doing(App[None]):
    """The acts of the application."""

    reviewing: Reviewing
    room: Room

    @property
    def language(self) -> str:
        """The language to speak."""
        return self.reviewing.language

    def act(self, name: str) -> None:
        """Do the act of that name."""
        made: Any = getattr(self, f"act_{name.replace('-', '_')}")
        made()

    def act_open(self) -> None:
        """The chosen post; in the month, the chosen day's week."""
        room = self.room
        if room.view == "month" and room.day is not None:
            day = room.day
            room.look("week")
            room.go_to(day)
        elif room.entry is not None and room.view == "todo" and room.sign(room.entry) in DOUBTFUL:
            self.act("settle")
        elif room.entry is not None:
            self.open_post(room.entry)

    def open_post(self, entry: "Entry", face: str = "cards") -> None:
        """Open a post on one of its faces."""
        from scheduler.tui.screens.post import PostScreen  # noqa: PLC0415 - loaded with the first post that is opened

        self.push_screen(PostScreen(cast("Host", self), entry, face))

    def act_back(self) -> None:
        """One step: from a post, from a view, from a filter; never out."""
        room = self.room
        if isinstance(self.screen, OfPost):
            self.pop_screen()
            room.look(room.view) if room.view != "todo" else room.checked_anew()
        elif room.view != room.home:
            room.look("week")
        elif room.filter != filters.Filter():
            room.set_filter()

    def act_week(self) -> None:
        """The week."""
        self.room.look("week")

    def act_day(self) -> None:
        """The day of the chosen post."""
        self.room.look("day")

    def act_month(self) -> None:
        """The month."""
        self.room.look("month")

    def act_todo(self) -> None:
        """What needs a person."""
        self.room.look("todo")

    def act_next(self) -> None:
        """The next that needs a person."""
        self._to(1)

    def act_previous(self) -> None:
        """The one before that needs a person."""
        self._to(-1)

    def _to(self, by: int) -> None:
        room, here = self.room, self.room.chosen
        entries = room.todo if room.view == "todo" else room.shown
        needs = [one for one in entries if room.sign(one) in signs.TROUBLES | {signs.AWAITING}]
        keys = [one.key for one in entries]
        place = keys.index(here) if here in keys else -1
        later = [one for one in needs if keys.index(one.key) > place]
        earlier = [one for one in needs if keys.index(one.key) < place]
        found = (later or earlier)[:1] if by > 0 else (earlier or later)[-1:]
        if not found:
            self.say(label("review-none-left", self.language), grave=False)
            return
        self._stand_on(found[0])

    def _stand_on(self, entry: "Entry") -> None:
        self.room.chosen = entry.key
        if isinstance(self.screen, OfPost):
            self.screen.run_worker(self.screen.show(entry), exclusive=True, group="cards")
        else:
            self.room.redraw()

    def act_today(self) -> None:
        """Today."""
        self.room.go_to(self.reviewing.now().date())

    def act_reload(self) -> None:
        """Queue and files, now."""
        self.reload(files=True)

    def act_theme(self) -> None:
        """The next set of colours."""
        place = ORDER.index(self.theme) if self.theme in PALETTES else -1
        self.theme = ORDER[(place + 1) % len(ORDER)]
        self.refresh(layout=True)

    def act_help(self) -> None:
        """Signs and keys."""
        from scheduler.tui.screens.help import Help  # noqa: PLC0415 - loaded when help is first wanted

        self.push_screen(Help(self.language))

    def act_commands(self) -> None:
        """The command palette."""
        self.push_screen(CommandPalette(placeholder=label("review-palette", self.language), id="--command-palette"))

    def act_leave(self) -> None:
        """Out."""
        self.exit()

    @work
    async def act_search(self) -> None:
        """Everywhere in the queue."""
        said = await self.typed(label("review-search-ask", self.language))
        if said:
            self.room.look("todo", asked=said)

    @work
    async def act_go(self) -> None:
        """To a date, a code or a name."""
        said = await self.typed(label("review-go-ask", self.language))
        if not said:
            return
        agenda = self.room.agenda
        day = day_meant(said, agenda.monday if agenda else self.reviewing.now().date())
        if day is not None:
            self.room.go_to(day)
        else:
            self.find(said)

    @work
    async def act_filter(self) -> None:
        """The shown week by network, account, theme, state or campaign."""
        agenda = self.room.agenda
        rows = filters.choices(agenda.entries, self.language) if agenda else []
        answers = [label("review-filter-none", self.language), *(words for _, _, words in rows)]
        chosen = await self.choose(label("review-filter-ask", self.language), answers)
        if chosen <= 0:
            self.room.set_filter()
        else:
            self.room.set_filter(**{rows[chosen - 1][0]: rows[chosen - 1][1]})

    # -- asking

    async def choose(self, question: str, answers: Sequence[str], listed: Sequence[str] = (), keys: str = "") -> int:
        """The place of the answer that is chosen; 0, the safe one, where none is; with `keys`, one an answer, then -1."""
        from scheduler.tui.screens.questions import Choice  # noqa: PLC0415 - loaded with the first question

        place: int = await self.push_screen_wait(Choice(question, answers, listed, keys))
        return place

    async def typed(self, question: str, *, expected: str = "") -> str:
        """The line that is typed; with `expected` only that very one is taken. Nothing where none is."""
        from scheduler.tui.screens.questions import Asked  # noqa: PLC0415 - as above

        asked = Asked(question, self.language, expected=expected)
        said: str = await self.push_screen_wait(asked)
        return said

    # -- what the application itself provides

    def say(self, text: str, *, grave: bool) -> None:
        """Tell the person."""

    def reload(self, *, files: bool, day: date | None = None) -> None:
        """Read again."""

    def find(self, text: str) -> None:
        """Go to what `text` names."""
