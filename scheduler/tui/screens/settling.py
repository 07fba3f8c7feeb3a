"""A delivery in doubt beside what its network shows: which of these is it, or none? Nothing goes again without an answer."""

from rich.text import Text
from textual import on, work
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.screen import ModalScreen
from textual.widgets import Static

from scheduler.app.doubting import Doubt
from scheduler.errors import SchedulerError
from scheduler.model.delivery import Delivery
from scheduler.plain import visible
from scheduler.render.days import day_name
from scheduler.sentences import label
from scheduler.tui import messages, pages, signs
from scheduler.tui.cells import cells, paragraphs
from scheduler.tui.host import Host
from scheduler.tui.pages import LATER, SEEN
from scheduler.tui.tokens import palette
from scheduler.tui.widgets.listing import Listing

CSS = """
Settling { align: center middle; }
#doubt { width: 100%; height: 100%; background: $background; }
#doubt Static { height: auto; padding: 0 1; }
#doubt #ours { max-height: 8; }
#doubt #hint { dock: bottom; height: 1; margin-top: 1; color: $text-muted; background: $surface; }
#doubt Listing { height: 1fr; }
"""
SHOWN = 6
"""Lines of ours that are shown: enough to tell it from another."""


class Settling(ModalScreen[str]):
    """Its result is the key of the answer (`SEEN` of `pages` with a number, `ADDRESS`...); `found` is what was read."""

    CSS = CSS
    BINDINGS = [  # noqa: RUF012 - Textual's way
        ("up", "step(-1)", ""),
        ("down", "step(1)", ""),
        ("enter", "take", ""),
        ("o", "browse", ""),
        ("f5", "read", ""),
        ("escape", "later", ""),
    ]

    def __init__(self, review: Host, one: Delivery) -> None:
        super().__init__()
        self._review = review
        self._one = one
        self._language = review.reviewing.language
        self.found: Doubt | None = None

    def compose(self) -> ComposeResult:
        """What it is about, ours, theirs with the answers, keys."""
        with Vertical(id="doubt"):
            yield Static(id="about")
            yield Static(id="ours")
            yield Listing(id="answers")
            yield Static(Text(label("viewing-doubt-keys", self._language)), id="hint")

    def on_mount(self) -> None:
        """Say what is known, and ask the network for the rest."""
        one, colours, language = self._one, palette(self.app.theme), self._language
        sign = signs.of_state(one.state)
        hour = f"{day_name(one.local.date(), 'short', language)} {one.local:%H:%M}" if one.local else ""
        about = Text(f"{sign.glyph} ", colours.style(sign.token, bold=True))
        about.append(f"{cells(one.post)}   {signs.mark(one.network)} {cells(one.account)}   {hour}\n", "bold")
        about.append(cells(label("viewing-doubt", language)), colours.style("muted"))
        self.query_one("#about", Static).update(about)
        self.query_one("#ours", Static).update(self._ours(0))
        self._draw()
        self.action_read()

    def _ours(self, number: int) -> Text:
        parts = self._one.variant.parts
        text = parts[number].text if number < len(parts) else ""
        lines = paragraphs(visible(text), max(self.app.size.width - 6, 20))[:SHOWN]
        return Text("\n".join(f"│ {line}" for line in lines))

    def action_read(self) -> None:
        """Ask the network, once more."""
        self.found = None
        self._draw()
        self._read()

    @work(thread=True, exclusive=True, group="doubt")
    def _read(self) -> None:
        try:
            found = self._review.viewing.doubt(self._one)
        except SchedulerError as problem:
            self._review.post_message(messages.Refused(problem))
            return
        self.post_message(messages.Doubted(found))

    @on(messages.Doubted)
    def read(self, event: messages.Doubted) -> None:
        """Show it; the best match is chosen where there is one."""
        self.found = event.found
        self.query_one("#ours", Static).update(self._ours(event.found.beside.part))
        self._draw(pages.likeliest(event.found))

    def _draw(self, chosen: str = LATER) -> None:
        wide = max(self.app.size.width - 3, 20)
        zone = self._review.reviewing.zone
        items = pages.doubt(self.found, self._one.account, self._language, zone, wide)
        self.query_one(Listing).show(items, chosen)

    def action_step(self, by: int) -> None:
        """The next answer, or the one before."""
        self.query_one(Listing).step(posts=by)

    def action_browse(self) -> None:
        """Look at the chosen one in the browser."""
        chosen = self.query_one(Listing).chosen
        if self.found is not None and chosen.startswith(SEEN):
            self._review.browse(self.found.beside.seen[int(chosen.removeprefix(SEEN))].url)

    @on(Listing.Opened)
    def action_take(self) -> None:
        """Answer."""
        self.dismiss(self.query_one(Listing).chosen or LATER)

    def action_later(self) -> None:
        """Leave it as it is."""
        self.dismiss(LATER)
