"""A post opened: a card an account, as it will go out, from the frozen variant and nothing else."""

from collections.abc import Iterator, Sequence

from rich.text import Text
from textual import on, work
from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.errors import NoWidget
from textual.geometry import Region, Size
from textual.widgets import Static
from textual.worker import get_current_worker

from scheduler.app.agenda import Entry
from scheduler.app.thumbnails import Picture
from scheduler.render.days import day_name
from scheduler.sentences import label
from scheduler.tui import messages, signs
from scheduler.tui.acts import bindings
from scheduler.tui.cells import cells, width
from scheduler.tui.easel import Spot
from scheduler.tui.host import Host
from scheduler.tui.pen import Line
from scheduler.tui.screens.faces import FACES, Faces
from scheduler.tui.tokens import palette
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
LEAST, MOST = 8, 18
"""Lines that a picture has: a third of the window's."""
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


class PostScreen(Faces):
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
        self._pictures: dict[str, Picture] = {}
        self._high = LEAST
        self._shape = 0.0
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
        await self._fill()

    def on_resize(self) -> None:
        """One column or two; what was filled for this very size stays."""
        if self._filled != self.app.size:
            self.review.ask_cells()
            self.run_worker(self._fill(), exclusive=True, group="cards")

    async def show(self, entry: Entry) -> None:
        """Show another post, or this one as it is now."""
        self._entry = entry
        await self._fill()

    def sign(self, one: Entry) -> signs.Sign:
        """As the room says."""
        return self.review.posts.sign(one)

    async def _fill(self) -> None:
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
        high = min(max(self.app.size.height // 3, LEAST), MOST)
        if (high, self.review.shape) != (self._high, self._shape):
            self._high, self._shape = high, self.review.shape
            self._pictures.clear()
        blocked, pictures = self.review.posts.blocked, self._pictures
        checked = self.review.checked
        cards = [
            Card(one, rules.get(one.account), self.language, blocked, pictures, checked.lined(one) if checked else ())
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
        media = [each for one in entry.deliveries for part in one.variant.parts for each in part.media]
        wanted_ = {one.blob for one in media if one.blob and one.mime.startswith("image/")} - set(pictures)
        if wanted_ and self.review.pictures != "off":
            if not palette(self.app.theme).ansi:
                self.review.hang_pictures()
            self._draw_pictures(sorted(wanted_))

    @work(thread=True, exclusive=True, group="pictures")
    def _draw_pictures(self, digests: Sequence[str]) -> None:
        """Make pictures small, one after the other; each is shown when it is ready."""
        for one in digests:
            if get_current_worker().is_cancelled:
                return
            small = self.review.reviewing.picture(one, 3 * self._high, self._high, self._shape)
            self.post_message(messages.PictureReady(one, small))

    @on(messages.PictureReady)
    def show_picture(self, event: messages.PictureReady) -> None:
        """Draw the cards again, with it."""
        self._pictures[event.digest] = event.picture
        for card in self.query(Card):
            card.refresh(layout=True)

    def draw_anew(self) -> None:
        """The terminal said how it draws: where its cells have another shape, so have the pictures."""
        if self._shape != self.review.shape:
            self.run_worker(self._fill(), exclusive=True, group="cards")

    def spots(self) -> Sequence[Spot]:
        """Where pictures stand on the screen, and which of their rows nothing else covers."""
        if palette(self.app.theme).ansi or not self.query_one("#cards").display or self.query_one(Small).display:
            return ()
        covers = [one.region for one in self.query("Toast")]
        return [spot for card in self.query(Card) for spot in self._spots_of(card, covers)]

    def _spots_of(self, card: Card, covers: Sequence[Region]) -> Iterator[Spot]:
        try:
            place = self.find_widget(card)
        except NoWidget:
            return
        seen = place.region.intersection(place.clip)
        for nth, (line, digest, columns, high) in enumerate(card.hung):
            x, y = place.region.x + 2, place.region.y + 1 + line
            rows = (Region(x, y + row, columns, 1) for row in range(high))
            free = frozenset(
                n
                for n, row in enumerate(rows)
                if seen.contains_region(row) and not any(row.overlaps(one) for one in covers)
            )
            yield Spot(f"{card.account} {nth}", digest, x, y, columns, high, free)

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
