"""A draft made to fit: optional passages, credit and surplus hashtags go first, then it is threaded, shortened or refused.

The order of the steps is fixed, and each that is taken says so in a notice.
"""

from collections.abc import Sequence
from typing import NamedTuple

from scheduler.adapt import template
from scheduler.adapt.compose import Draft
from scheduler.adapt.cutting import cut
from scheduler.adapt.leaving import said
from scheduler.adapt.measure import Gauge
from scheduler.adapt.phrasing import ended, merged, number
from scheduler.adapt.placing import USUAL, Places
from scheduler.adapt.room import MOST
from scheduler.adapt.telling import Telling
from scheduler.model.campaign import TooLong
from scheduler.model.network import Rules
from scheduler.model.notice import Notice, info


class Fitted(NamedTuple):
    """The parts, every one within the limit, or none and a notice that says why."""

    parts: tuple[str, ...]
    comment: str = ""
    notices: tuple[Notice, ...] = ()
    blocks: tuple[int, ...] = ()
    """Of which block of the draft each part is; empty where one part holds them all."""
    linked: bool = True
    """Whether the link stands in the text; else its card alone shows it."""


class Fitter:
    """Fits one draft to one network's rules: all blocks in order, their parts numbered where that is wanted."""

    def __init__(self, telling: Telling) -> None:
        self.telling = telling
        self.draft = telling.draft
        self.places = telling.places
        self.title = telling.rules.title
        self.joined = False
        """Whether the blocks of the draft stand in one."""
        self.origin: list[int] = []
        """Of which block each part is."""

    def fitted(self) -> Fitted:
        """Every part fits, or there is none and an error among the notices."""
        blocks = list(self.draft.blocks) or [()]
        together = self._together(merged(blocks)) if self.draft.together else None
        if together is not None and self.places.least == 1:
            self.joined = True
            return self._done([together])
        if len(blocks) > 1 and not self.telling.rules.threads:
            if not self.draft.together:
                self.telling.notices.append(info("breaks-joined", breaks=len(blocks) - 1, network=self.title))
            blocks = [merged(blocks)]
            self.joined = True
        parts = self._parts(blocks)
        if parts is not None and self.draft.numbering and len(parts) > 1:
            parts = self._numbered(blocks)
        if parts is None:
            return Fitted(parts=(), notices=tuple(self.telling.notices))
        if self.draft.together and len(parts) > 1 and together is None:
            self.telling.notices.append(info("languages-threaded", network=self.title))
        elif len(parts) > len(blocks):
            self.telling.notices.append(info("threaded", parts=len(parts), network=self.title))
        return self._done(parts)

    def _done(self, parts: Sequence[str]) -> Fitted:
        told = self.telling
        blocks = () if self.joined else tuple(self.origin)
        return Fitted(tuple(parts), told.comment, tuple(told.notices), blocks, told.linked)

    def _together(self, block: template.Block) -> str | None:
        """All languages in one post, where this needs no cut; what was said on the way is forgotten where it fails."""
        left = said(self.telling, block, last=True, linked=bool(self.draft.link))
        if not left.fits or self.places.least > 1:
            self.telling.begin()
        return left.text if left.fits else None

    def _parts(self, blocks: Sequence[template.Block]) -> list[str] | None:
        """The parts of all blocks; where the last ones stand under pictures, as many as can before them have all the room."""
        if not self.places.captions_last:
            return self._cut_up(blocks)
        self.telling.room.full = MOST
        most = len(self._cut_up(blocks) or ())
        for full in range(most - 1, 0, -1):
            self.telling.begin()
            self.telling.room.full = full
            parts = self._cut_up(blocks)
            if parts is not None and len(parts) - self.places.captions >= full:
                return parts
        self.telling.begin()
        self.telling.room.full = 0
        return self._cut_up(blocks)

    def _cut_up(self, blocks: Sequence[template.Block]) -> list[str] | None:
        parts: list[str] = []
        self.origin = []
        for i, block in enumerate(blocks):
            self.telling.room.first = len(parts)
            made = self._block(block, last=i == len(blocks) - 1, linked=self._linked(i, len(blocks)))
            if made is None:
                return None
            parts += made
            self.origin += [i] * len(made)
        if 1 < self.places.least > len(parts):
            self.origin += [len(blocks) - 1] * (self.places.least - len(parts))
            parts += [""] * (self.places.least - len(parts))
        return parts

    def _linked(self, place: int, total: int) -> bool:
        """Whether the block at `place` carries the link."""
        return bool(self.draft.link) and place == (0 if self.places.link_first else total - 1)

    def _numbered(self, blocks: Sequence[template.Block]) -> list[str] | None:
        """The parts, each ending in its number. Room is kept for as many digits as the count turns out to have."""
        for digits in range(1, 6):
            self.telling.begin()
            self.telling.room.total = 10**digits - 1
            parts = self._parts(blocks)
            if parts is None:
                return None
            if len(parts) <= self.telling.room.total:
                return [f"{part}{number(i, len(parts))}".lstrip() for i, part in enumerate(parts)]
        return None

    def _block(self, block: template.Block, *, last: bool, linked: bool) -> list[str] | None:
        """The parts of one block; the last one carries hashtags and credit, and the link where it does not go first."""
        left = said(self.telling, block, last=last, linked=linked)
        if left.fits:
            return [left.text] if left.text else []
        return cut(self.telling, left, last=last)


def fit(draft: Draft, rules: Rules, too_long: TooLong, gauge: Gauge, places: Places = USUAL) -> Fitted:
    """Make `draft` fit `rules`: each part of the answer is within the limit, in the network's own measure."""
    if len(draft.blocks) == 1 and not draft.together and places.least == 1:
        # Most posts fit as they are: nothing is left out, and there is nothing to say.
        hashtags = (*draft.hashtags, *draft.own_hashtags)
        text = ended(draft.written or template.written(draft.blocks[0]), draft.link, hashtags, draft.credit)
        if text and gauge.fits(text, pictured=places.captioned(0, 0)):
            return Fitted((text,), draft.comment)
    return Fitter(Telling(draft, rules, too_long, gauge, places)).fitted()
