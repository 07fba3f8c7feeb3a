"""The pictures of an open post: in half-blocks on its cards, and where these stand, for a terminal that draws itself."""

from collections.abc import Iterator, Sequence

from textual import on, work
from textual.errors import NoWidget
from textual.geometry import Region
from textual.worker import get_current_worker

from scheduler.app.agenda import Entry
from scheduler.app.thumbnails import Picture
from scheduler.tui import messages
from scheduler.tui.easel import Spot
from scheduler.tui.screens.faces import Faces
from scheduler.tui.tokens import palette
from scheduler.tui.widgets.card import Card
from scheduler.tui.widgets.small import Small

LEAST, MOST = 8, 18
"""Lines that a picture has: a third of the window's."""


class Pictured(Faces):
    """A post's screen as far as its pictures go."""

    def __init__(self, face: str = "cards") -> None:
        super().__init__(face)
        self.pictures: dict[str, Picture] = {}
        self._high = LEAST
        self._shape = 0.0

    async def fill(self) -> None:
        """Draw the cards again."""

    def size_pictures(self) -> None:
        """For the window and the cells of now; those of another size are made anew."""
        high = min(max(self.app.size.height // 3, LEAST), MOST)
        if (high, self.review.shape) != (self._high, self._shape):
            self._high, self._shape = high, self.review.shape
            self.pictures.clear()

    def draw_pictures(self, entry: Entry) -> None:
        """Make those that are not made yet."""
        media = [each for one in entry.deliveries for part in one.variant.parts for each in part.media]
        wanted = {one.blob for one in media if one.blob and one.mime.startswith("image/")} - set(self.pictures)
        if wanted and self.review.pictures != "off":
            if not palette(self.app.theme).ansi:
                self.review.hang_pictures()
            self._draw_pictures(sorted(wanted))

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
        self.pictures[event.digest] = event.picture
        for card in self.query(Card):
            card.refresh(layout=True)

    def draw_anew(self) -> None:
        """The terminal said how it draws: where its cells have another shape, so have the pictures."""
        if self._shape != self.review.shape:
            self.run_worker(self.fill(), exclusive=True, group="cards")

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
