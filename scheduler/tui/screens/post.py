"""A post opened: a card an account, as it will go out, from the frozen variant and nothing else."""

from collections.abc import Sequence

from rich.text import Text
from textual import on
from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.geometry import Size
from textual.widgets import Static

from scheduler.app.agenda import Entry
from scheduler.render.days import day_name
from scheduler.sentences import label
from scheduler.tui import signs
from scheduler.tui.acts import bindings
from scheduler.tui.cells import cells, width
from scheduler.tui.host import Host
from scheduler.tui.pen import Line
from scheduler.tui.screens.faces import FACES
from scheduler.tui.screens.pictured import Pictured
from scheduler.tui.widgets.card import Card
from scheduler.tui.widgets.drawn import Drawn
from scheduler.tui.widgets.keyline import KeyLine
from scheduler.tui.widgets.listing import Listing
from scheduler.tui.widgets.small import Small
from scheduler.tui.widgets.strip import last_yes, state_word

CSS = """
#heading { dock: top; height: 3; }
#cards { height: 1fr; margin-top: 1; scrollbar-size-vertical: 1; scrollbar-background: $background; background: $background; }
#columns { height: auto; }
#left, #right { height: auto; width: 1fr; }
#note { height: auto; }
#page { margin-top: 1; }
Card { height: auto; width: 1fr; margin-right: 1; }
"""
PAIRED = 112
"""Columns from which cards stand in two columns."""


class Heading(Drawn):
    """Three lines above the cards: which post, who said yes, what stands in the way."""

    entry: Entry | None = None
    sign: signs.Sign = signs.READY
    place = ""
    face = "cards"
    asked = 0
    """Questions that nobody has answered."""
    names: dict[str, str] = {}  # noqa: RUF012 - replaced, never changed

    def draw(self, line: Line, y: int) -> None:
        """One of them."""
        one = self.entry
        if one is None:
            return
        line.add(" ")
        if y == 0:
            self.hot(line, 0, "◂ ", "back", "muted")
            line.add(f"{self.sign.glyph} ", self.sign.token, bold=True)
            line.add(cells(f"{one.post} ↳ {one.reply}" if one.reply else one.post), bold=True)
            hour = f" {one.hour:%H:%M}" if one.hour else ""
            code = label("review-code", self.language, short=one.code)
            about = [day_name(one.day, "long", self.language) + hour, cells(one.theme), code, self.place]
            line.add("   " + " · ".join(each for each in about if each), "muted")
        elif y == 1:
            self._yeses(line, one)
        else:
            self._faces(line)

    def _faces(self, line: Line) -> None:
        for one in FACES:
            word = label(f"viewing-face-{one}", self.language)
            here = one == self.face
            self.hot(
                line, 2, f"[{word}]" if here else f" {word} ", f"face {one}", "text" if here else "muted", bold=here
            )
        if self.asked:
            told = f"? {label('viewing-open', self.language, n=self.asked)} "
            line.add("", most=max(self.size.width - line.length - width(told), 1))
            self.hot(line, 2, told, "ask", "unknown", bold=True)

    def _yeses(self, line: Line, one: Entry) -> None:
        line.add(state_word(self.sign, one, self.language), self.sign.token, bold=True)
        for role in dict.fromkeys(role for each in one.deliveries for role in each.roles):
            given = last_yes(one, role)
            missing = role in one.missing
            line.add(f"   {cells(self.names.get(role, role))} ", "muted")
            if missing:
                line.add("○", "awaiting")
            elif given is not None:
                when = day_name(given.at.date(), "short", self.language)
                line.add("✓ ", "published").add(f"{cells(given.by)}, {when}{self._way(given.how)}")

    def _way(self, how: str) -> str:
        """How a yes came, where it was not given here."""
        if how == "review":
            return ""
        return f" ({label(f'week-how-{how}', self.language) if how in HOWS else cells(how)})"


HOWS = ("mail", "paper", "terminal", "signed")
"""Ways of a yes that have a word."""


class PostScreen(Pictured):
    """One post. `n` and `N` go to the next that needs a person without going back."""

    CSS = CSS
    BINDINGS = [  # noqa: RUF012 - Textual's way
        *bindings("post"),
        ("up", "scroll(-1)", ""),
        ("down", "scroll(1)", ""),
        ("pageup", "scroll(-10)", ""),
        ("pagedown", "scroll(10)", ""),
        ("left", "beside(-1)", ""),
        ("right", "beside(1)", ""),
    ]

    def __init__(self, app: Host, entry: Entry, face: str = "cards") -> None:
        super().__init__(face)
        self.review = app
        self.language = app.reviewing.language
        self._entry = entry
        self._filled: Size | None = None

    @property
    def entry(self) -> Entry | None:
        """The post that is open."""
        return self._entry

    @property
    def account(self) -> str:
        """The account whose card is looked at."""
        return self.focused.account if isinstance(self.focused, Card) else ""

    @property
    def shown(self) -> tuple[Entry, ...]:
        """Itself alone."""
        return (self._entry,)

    def compose(self) -> ComposeResult:
        """Heading, cards, keys."""
        yield Heading(self.language, id="heading")
        with VerticalScroll(id="cards"):
            yield Static(id="note")
            with Horizontal(id="columns"):
                yield Vertical(id="left")
                yield Vertical(id="right")
        yield Listing(id="page")
        yield KeyLine(self.language, "post", self.refused, id="keys")
        yield Small(self.language)

    async def on_mount(self) -> None:
        """Draw the cards."""
        self.query_one("#cards").can_focus = self.page.can_focus = False
        await self.fill()

    def on_resize(self) -> None:
        """One column or two; what was filled for this very size stays."""
        if self._filled != self.app.size:
            self.review.ask_cells()
            self.run_worker(self.fill(), exclusive=True, group="cards")

    async def show(self, entry: Entry) -> None:
        """Show another post, or this one as it is now."""
        self._entry = entry
        await self.fill()

    def sign(self, one: Entry) -> signs.Sign:
        """As the room says."""
        return self.review.posts.sign(one)

    async def fill(self) -> None:
        """Draw the cards of the post as it is now."""
        entry, sign = self._entry, self.sign(self._entry)
        heading = self.query_one(Heading)
        heading.entry, heading.sign = entry, sign
        heading.names = {role: self.review.reviewing.role_name(role) for one in entry.deliveries for role in one.roles}
        shown = [one.key for one in self.review.posts.shown]
        place = f"{shown.index(entry.key) + 1}/{len(shown)}" if entry.key in shown else ""
        heading.place = f"{label('review-post-place', self.language, place=place)} ◂ ▸" if place else ""
        heading.refresh()
        focused = self.account
        rules, paired = self.review.rules, self.app.size.width >= PAIRED and len(entry.deliveries) > 1
        self.size_pictures()
        blocked, pictures = self.review.posts.blocked, self.pictures
        checked = self.review.checked
        cards = [
            Card(
                one,
                rules.get(one.account),
                self.language,
                blocked,
                pictures,
                checked.lined(one) if checked else (),
                self.review.counts,
            )
            for one in entry.deliveries
        ]
        self._filled = self.app.size
        self.set_focus(
            None
        )  # a key that is pressed now goes to the screen: a card that is taken away would take it along
        left, right = self.query_one("#left", Vertical), self.query_one("#right", Vertical)
        right.display = paired
        await left.remove_children()
        await right.remove_children()
        sides = _halves(cards) if paired else (cards, [])
        await left.mount_all(sides[0])
        await right.mount_all(sides[1])
        self._note(entry)
        wanted = next((one for one in cards if one.account == focused), cards[0])
        wanted.focus(scroll_visible=False)
        self.fill_face()
        self.query_one(KeyLine).refresh()
        self.review.name_window(entry, sign)
        if any(one.receipts and one.tag not in self.review.counts for one in entry.deliveries):
            self.review.read_counts([entry])
        self.draw_pictures(entry)

    def counted(self) -> None:
        """What came back was read."""
        for card in self.query(Card):
            card.refresh(layout=True)

    def _note(self, entry: Entry) -> None:
        parted = {one.local for one in entry.deliveries if one.local is not None}
        self.query_one("#note").display = len(parted) > 1
        hours = [f"{signs.mark(one.network)} {one.local:%H:%M}" for one in entry.deliveries if one.local is not None]
        text = label("review-hours", self.language, hours=hours)
        self.query_one("#note", Static).update(Text(f" {text}", style="italic"))

    def tell_face(self) -> None:
        """Say in the heading which face is shown, and what was asked."""
        heading = self.query_one(Heading)
        heading.face, heading.asked = self.face, self.asked
        heading.refresh()

    @on(Drawn.Pressed)
    def pressed(self, event: Drawn.Pressed) -> None:
        """A face, the way back or a key was clicked."""
        what, _, face = event.act.partition(" ")
        if what == "face":
            self.turn(face)
        else:
            self.action_act(event.act)

    def action_beside(self, by: int) -> None:
        """The post before or after, of those shown in the week."""
        shown = self.review.posts.shown
        keys = [one.key for one in shown]
        if self._entry.key in keys:
            place = min(max(keys.index(self._entry.key) + by, 0), len(keys) - 1)
            self.review.posts.chosen = keys[place]
            self.run_worker(self.show(shown[place]), exclusive=True, group="cards")


def _halves(cards: Sequence[Card]) -> tuple[list[Card], list[Card]]:
    """Each card goes where there is more room: about as long on both sides, in the order of reading."""
    sides: tuple[list[Card], list[Card]] = ([], [])
    heights = [0, 0]
    for one in cards:
        side = 0 if heights[0] <= heights[1] else 1
        sides[side].append(one)
        heights[side] += one.weight
    return sides
