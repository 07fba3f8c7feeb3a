"""How much room each part of a thread has: by its limit, and by what will stand behind it."""

from scheduler.adapt.measure import Gauge
from scheduler.adapt.phrasing import PARAGRAPH, number
from scheduler.adapt.placing import Places
from scheduler.adapt.thread import Fits

MOST = 10**6
"""More parts than any thread has."""


class Room:
    """Says what fits as which part of the block at hand; places count from the block's first part."""

    def __init__(self, gauge: Gauge, places: Places, link: str) -> None:
        self.gauge = gauge
        self.places = places
        self.link = link
        self.first = 0
        """The place in the thread of the first part of the block at hand."""
        self.total = 0
        """What the parts are numbered up to, 0 where they are not."""
        self.full = 0
        """How many parts certainly stand before those with pictures, where these are the last ones."""
        self.headed = False
        """Whether the link stands behind the first part, which is being cut."""

    @property
    def differs(self) -> bool:
        """Whether parts have not all the same room."""
        return bool(self.total or self.headed or self.places.captions)

    @property
    def limit(self) -> int:
        """Of the first part."""
        return self.gauge.limit(pictured=self.places.captioned(self.first, self.full))

    def takes(self, text: str) -> bool:
        """Whether `text` fits as the first part."""
        if not (self.total or self.places.captions):
            return self.gauge.fits(text)
        return self._fits(f"{text}{self._mark(0)}" if self.total else text, 0)

    def at(self, place: int) -> Fits:
        """What fits as the part at `place`."""
        mark = self._mark(place)
        return lambda piece: self._fits(f"{piece}{mark}", place)

    def _mark(self, place: int) -> str:
        """What stands behind the part at `place`."""
        link = f"{PARAGRAPH}{self.link}" if self.headed and not place else ""
        return f"{link}{number(self.first + place, self.total)}" if self.total else link

    def _fits(self, text: str, place: int) -> bool:
        return self.gauge.fits(text, pictured=self.places.captioned(self.first + place, self.full))
