"""The faces of an open post: its cards, before and after its yes, what is online, its life; one key turns to the next."""

from textual import on, work
from textual.containers import VerticalScroll

from scheduler.app.agenda import Entry
from scheduler.errors import SchedulerError
from scheduler.tui import messages
from scheduler.tui.screens.acting import OfPost
from scheduler.tui.widgets.card import Card
from scheduler.tui.widgets.listing import Listing

FACES = ("cards", "before", "online", "history")
TURNED = ("cards", "before", "online")
"""What `c` turns through; `h` shows the fourth."""


class Faces(OfPost):
    """A screen of one post that shows one face of it. `first` is the one it was opened on: Escape leads back there, then out."""

    def __init__(self, face: str = "cards") -> None:
        super().__init__()
        self.face = self.first = face
        self._viewed: messages.Viewed | None = None

    @property
    def page(self) -> Listing:
        """Where every face but the cards is drawn."""
        return self.query_one("#page", Listing)

    @property
    def address(self) -> str:
        """The address, or the folder, that is chosen among what is online."""
        return self.page.chosen if self.face == "online" else ""

    def do_compare(self) -> None:
        """The next face."""
        place = TURNED.index(self.face) if self.face in TURNED else 0
        self.turn(TURNED[(place + 1) % len(TURNED)])

    def do_history(self) -> None:
        """The post's life, and back."""
        self.turn(self.first if self.face == "history" != self.first else "history")

    def do_back(self) -> None:
        """To the face it was opened on, then out."""
        if self.face != self.first:
            self.turn(self.first)
        else:
            self.review.act("back")

    def turn(self, face: str) -> None:
        """Show another face."""
        self.face = face
        self.fill_face()
        if face == "cards" and (cards := list(self.query(Card))):
            cards[0].focus(scroll_visible=False)

    def fill_face(self) -> None:
        """Show what stands on the face of now; what has to be read is shown when it is there."""
        entry = self.entry
        self.query_one("#cards", VerticalScroll).display = self.face == "cards"
        self.page.display = self.face != "cards"
        self.tell_face()
        if entry is None:
            return
        if self._viewed is not None and (self._viewed.face, self._viewed.key) != (self.face, entry.key):
            self._viewed = None
            self.page.show((), "")
        if self.face == "online":
            from scheduler.tui import pages  # noqa: PLC0415 - the room's first frame needs none of it

            self.page.show(pages.online(entry, self.language, self._room), "")
        self.load_face(self.face, entry)

    @property
    def _room(self) -> int:
        return max(self.app.size.width - 3, 20)

    @work(thread=True, exclusive=True, group="face")
    def load_face(self, face: str, entry: Entry) -> None:
        """Read what a face shows, and what was said of the post."""
        viewing = self.review.viewing
        try:
            said = viewing.remarks(entry)
            found = viewing.compared(entry) if face == "before" else viewing.lives(entry) if face == "history" else None
        except SchedulerError as problem:
            self.review.post_message(messages.Refused(problem))
            return
        self.post_message(messages.Viewed(face, entry.key, found, said))

    @on(messages.Viewed)
    def show_face(self, event: messages.Viewed) -> None:
        """Draw what was read, where it is still what is looked at."""
        entry = self.entry
        if entry is None or event.key != entry.key or event.face != self.face:
            return
        self._viewed = event
        self.tell_face()
        self.draw_face()

    def draw_face(self) -> None:
        """Draw the lines to the width of now."""
        event, entry = self._viewed, self.entry
        if event is None or entry is None or event.key != entry.key:
            return
        from scheduler.tui import pages  # noqa: PLC0415 - as above

        if self.face == "before" and event.compared is not None:
            self.page.show(pages.before(event.compared, entry, self.language, self._room), "")
        elif self.face == "history":
            zone, name = self.review.reviewing.scheduler.config.timezone, self.review.reviewing.role_name
            self.page.show(pages.life(event.lives, self.language, zone, self._room, name), "")

    @property
    def asked(self) -> int:
        """How many questions about the post nobody has answered."""
        return sum(1 for one in self._viewed.remarks if one.open) if self._viewed else 0

    def tell_face(self) -> None:
        """Say in the heading which face is shown."""

    def action_scroll(self, lines: int) -> None:
        """Scroll the cards as one page; where there is something to choose, choose."""
        page: Listing = self.page
        if self.face == "cards":
            self.query_one("#cards", VerticalScroll).scroll_relative(y=lines, animate=False)
        elif any(one.key for one in page.items):
            page.step(posts=lines)
        else:
            page.scroll_to(y=page.scroll_y + lines, animate=False)
