"""A draft made to fit: optional passages, credit and surplus hashtags go first, then it is threaded, shortened or refused.

The order of the steps is fixed, and each that is taken says so in a notice.
"""

from collections.abc import Sequence
from dataclasses import replace
from typing import NamedTuple

from scheduler.adapt import measure, template, thread
from scheduler.adapt.compose import Draft
from scheduler.adapt.entities import facets
from scheduler.adapt.phrasing import PARAGRAPH, Wording, closed, gathered, merged, number, paragraphs
from scheduler.adapt.placing import USUAL, Places
from scheduler.adapt.room import MOST, Room
from scheduler.model.campaign import TooLong
from scheduler.model.network import Rules
from scheduler.model.notice import Notice, error, info, warning


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
    """Fits one draft to one network's rules, by the network's own `gauge`."""

    def __init__(self, draft: Draft, rules: Rules, too_long: TooLong, gauge: measure.Gauge, places: Places) -> None:
        self.draft = draft
        self.places = places
        self.rules = rules
        self.too_long = too_long
        self.room = Room(gauge, places, draft.link)
        self.length = gauge.length
        self.notices: list[Notice] = []
        self.comment = draft.comment
        self.joined = False
        """Whether the blocks of the draft stand in one."""
        self.origin: list[int] = []
        """Of which block each part is."""
        self.linked = True
        self.left: tuple[template.Block, Wording, str] = ((), Wording(), "")
        """The block at hand as the steps left it."""

    def fitted(self) -> Fitted:
        """Every part fits, or there is none and an error among the notices."""
        blocks = list(self.draft.blocks) or [()]
        together = self._together(merged(blocks)) if self.draft.together else None
        if together is not None and self.places.least == 1:
            self.joined = True
            return self._done([together])
        if len(blocks) > 1 and not self.rules.threads:
            if not self.draft.together:
                self.notices.append(info("breaks-joined", breaks=len(blocks) - 1, network=self.rules.title))
            blocks = [merged(blocks)]
            self.joined = True
        parts = self._parts(blocks)
        if parts is not None and self.draft.numbering and len(parts) > 1:
            parts = self._numbered(blocks)
        if parts is None:
            return Fitted(parts=(), notices=tuple(self.notices))
        if self.draft.together and len(parts) > 1 and together is None:
            self.notices.append(info("languages-threaded", network=self.rules.title))
        elif len(parts) > len(blocks):
            self.notices.append(info("threaded", parts=len(parts), network=self.rules.title))
        return self._done(parts)

    def _done(self, parts: Sequence[str]) -> Fitted:
        blocks = () if self.joined else tuple(self.origin)
        return Fitted(
            parts=tuple(parts), comment=self.comment, notices=tuple(self.notices), blocks=blocks, linked=self.linked
        )

    def _together(self, block: template.Block) -> str | None:
        """All languages in one post, where this needs no cut; what was said on the way is forgotten where it fails."""
        text = self._said(block, last=True, linked=bool(self.draft.link))
        if text is None or self.places.least > 1:
            self._begin()
        return text

    def _begin(self) -> None:
        self.notices = []
        self.comment = self.draft.comment
        self.linked = True

    def _parts(self, blocks: Sequence[template.Block]) -> list[str] | None:
        """The parts of all blocks; where the last ones stand under pictures, as many as can before them have all the room."""
        if not self.places.captions_last:
            return self._cut_up(blocks)
        self.room.full = MOST
        most = len(self._cut_up(blocks) or ())
        for full in range(most - 1, 0, -1):
            self._begin()
            self.room.full = full
            parts = self._cut_up(blocks)
            if parts is not None and len(parts) - self.places.captions >= full:
                return parts
        self._begin()
        self.room.full = 0
        return self._cut_up(blocks)

    def _cut_up(self, blocks: Sequence[template.Block]) -> list[str] | None:
        parts: list[str] = []
        self.origin = []
        for i, block in enumerate(blocks):
            self.room.first = len(parts)
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
            self._begin()
            self.room.total = 10**digits - 1
            parts = self._parts(blocks)
            if parts is None:
                return None
            if len(parts) <= self.room.total:
                return [f"{part}{number(i, len(parts))}".lstrip() for i, part in enumerate(parts)]
        return None

    def _block(self, block: template.Block, *, last: bool, linked: bool) -> list[str] | None:
        """The parts of one block; the last one carries hashtags and credit, and the link where it does not go first."""
        text = self._said(block, last=last, linked=linked)
        if text is not None:
            return [text] if text else []
        return self._cut(last=last)

    def _said(self, block: template.Block, *, last: bool, linked: bool) -> str | None:
        """The block in one part, after the steps that leave something out; None where none of them was enough."""
        wording = Wording(link=linked)
        if last:
            wording = replace(wording, own_hashtags=self.draft.own_hashtags, credit=bool(self.draft.credit))
        text = self._text(block, wording, last=last)
        if not self.room.takes(text) and wording.credit:
            wording, text = self._less(block, replace(wording, credit=False), text, "credit-left-out", last=last)
        if not self.room.takes(text) and wording.link and self.places.card:
            wording, text = self._less(block, replace(wording, link=False), text, "link-in-card", last=last)
            self.linked = False
        if not self.room.takes(text):
            wording, text = self._without_optional(block, wording, text, last=last)
        if not self.room.takes(text) and last:
            block, wording, text = self._with_fewer_hashtags(block, wording, text)
        self.left = (block, wording, text)
        return text if self.room.takes(text) else None

    def _less(
        self, block: template.Block, wording: Wording, before: str, code: str, *, last: bool
    ) -> tuple[Wording, str]:
        text = self._text(block, wording, last=last)
        self._say(code, self.length(before) - self.length(text))
        return wording, text

    def _without_optional(
        self, block: template.Block, wording: Wording, text: str, *, last: bool
    ) -> tuple[Wording, str]:
        passages = template.optional(block)
        for passage in reversed(passages):
            if self.room.takes(text):
                break
            before = self.length(text)
            wording = replace(wording, dropped=wording.dropped + 1)
            text = self._text(block, wording, last=last)
            self._say("optional-left-out", before - self.length(text), passage=passage)
        return wording, text

    def _with_fewer_hashtags(
        self, block: template.Block, wording: Wording, text: str
    ) -> tuple[template.Block, Wording, str]:
        """Hashtags that end the text join the others; surplus ones go, from the last; where it is the custom, into a comment.

        Nothing is changed where this does not help.
        """
        shorter, moved = gathered(block, wording, self.draft.inherited) if self.rules.hashtags else (block, wording)
        kept = moved.own_hashtags
        shown = self._text(shorter, moved, last=True)
        lengths = [self.length(text), self.length(shown)]
        least = self._customary(len(self.draft.hashtags) + len(moved.hashtags), len(kept))
        while kept and not self.room.takes(shown) and len(kept) > least:
            kept = kept[:-1]
            shown = self._text(shorter, replace(moved, own_hashtags=kept), last=True)
        gone = moved.own_hashtags[len(kept) :]
        if not gone and not self.room.takes(shown):
            return block, wording, text
        if moved is not wording:
            self._say("hashtags-moved", lengths[0] - lengths[1])
        if gone:
            code = "hashtags-in-comment" if self._commented(gone) else "hashtags-left-out"
            self._say(code, lengths[1] - self.length(shown), hashtags=gone)
        return shorter, replace(moved, own_hashtags=kept), shown

    def _customary(self, standing: int, own: int) -> int:
        """How many of a post's `own` hashtags are not surplus beside those that stand in any case."""
        if self.rules.advised_hashtags is not None:
            return max(self.rules.advised_hashtags - standing, 0)
        return own if self.too_long is TooLong.THREAD and self.rules.threads else 0

    def _commented(self, hashtags: Sequence[str]) -> bool:
        """Put `hashtags` into the first comment, where there is one or the network's custom wants one, and they fit."""
        if not self.rules.first_comment or not (self.comment or self.rules.hashtags_in_comment):
            return False
        comment = paragraphs(self.comment, " ".join(hashtags))
        limit = self.rules.max_comment or self.rules.max_length
        if measure.length(comment, self.rules) > limit:
            return False
        self.comment = comment
        return True

    def _cut(self, *, last: bool) -> list[str] | None:
        block, wording, text = self.left
        if self.too_long is TooLong.THREAD and self.rules.threads:
            parts = self._split(block, wording, last=last)
            if parts is not None:
                return self._restored(block, wording, last=last, parts=parts)
        elif self.too_long is not TooLong.REFUSE:
            short = self._shortened(block, wording, last=last)
            if short is not None:
                said = warning("shortened", length=self.length(text), limit=self.room.limit, network=self.rules.title)
                self.notices.append(said)
                return [short]
        self.notices.append(self._refusal(text))
        return None

    def _split(self, block: template.Block, wording: Wording, *, last: bool) -> list[str] | None:
        self.room.headed = wording.link and self.places.link_first
        if self.room.headed:
            wording = replace(wording, link=False)
        text = self._text(block, wording, last=last)
        tail = len(self._tail(wording, last=last))
        room = self.room.at if self.room.differs else None
        pieces = thread.split(text, self.room.gauge.fits, self._kept(text), room, tail)
        head = f"{PARAGRAPH}{self.draft.link}" if self.room.headed else ""
        self.room.headed = False
        return None if pieces is None else [f"{pieces.parts[0]}{head}", *pieces.parts[1:]]

    def _restored(self, block: template.Block, wording: Wording, *, last: bool, parts: list[str]) -> list[str]:
        """The thread with the credit and the link that one post had no room for, where they cost no further part."""
        for name, code, there in (
            ("credit", "credit-left-out", last and self.draft.credit),
            ("link", "link-in-card", not self.linked),
        ):
            if not there or getattr(wording, name):
                continue
            fuller = replace(wording, credit=True) if name == "credit" else replace(wording, link=True)
            full = self._split(block, fuller, last=last)
            if full is not None and len(full) <= len(parts):
                wording, parts = fuller, full
                self.notices = [one for one in self.notices if one.code != code]
        self.linked = self.linked or wording.link
        return parts

    def _refusal(self, text: str) -> Notice:
        length, limit, bytes_ = self.length(text), self.room.limit, self.rules.max_bytes
        if length > limit or bytes_ is None:
            return error("too-long", length=length, limit=limit, over=length - limit, network=self.rules.title)
        return error("too-heavy", bytes=measure.weight(text), limit=bytes_, network=self.rules.title)

    def _shortened(self, block: template.Block, wording: Wording, *, last: bool) -> str | None:
        """The body cut at a clause; the link and the campaign's hashtags that the cut took along stand at the end again."""
        body = template.written(block, wording.dropped)
        kept = self._kept(body)
        held = [body[start:end] for start, end in kept if self._belongs(body[start:end])]

        def whole(head: str) -> str:
            lost = [one for one in held if one not in head]
            return paragraphs(head, " ".join(lost), self._tail(wording, last=last))

        head = thread.shortened(body, lambda one: self.room.takes(whole(one)), kept)
        return None if head is None else whole(head)

    def _belongs(self, shown: str) -> bool:
        """Whether `shown` is a link or hashtag of the text itself: shortening moves it, and never loses it."""
        return shown.startswith(("#", "＃", "http")) or shown in self.draft.labels

    def _text(self, block: template.Block, wording: Wording, *, last: bool) -> str:
        return closed(template.written(block, wording.dropped), self._tail(wording, last=last))

    def _tail(self, wording: Wording, *, last: bool) -> str:
        link = self.draft.link if wording.link else ""
        if not last:
            return link
        tags = " ".join((*self.draft.hashtags, *wording.hashtags, *wording.own_hashtags))
        return paragraphs(link, tags, self.draft.credit if wording.credit else "")

    def _kept(self, text: str) -> Sequence[thread.Span]:
        found = facets(text, self.rules, self.draft.labels, self.draft.mentioned)
        return [(one.start, one.end) for one in found]

    def _say(self, code: str, saved: int, **arguments: object) -> None:
        self.notices.append(info(code, saved=saved, network=self.rules.title, **arguments))


def fit(draft: Draft, rules: Rules, too_long: TooLong, gauge: measure.Gauge, places: Places = USUAL) -> Fitted:
    """Make `draft` fit `rules`: each part of the answer is within the limit, in the network's own measure."""
    if len(draft.blocks) == 1 and not draft.together and places.least == 1:
        # Most posts fit as they are: nothing is left out, and there is nothing to say.
        tags = " ".join((*draft.hashtags, *draft.own_hashtags))
        text = closed(template.written(draft.blocks[0]), paragraphs(draft.link, tags, draft.credit))
        if text and gauge.fits(text, pictured=places.captioned(0, 0)):
            return Fitted(parts=(text,), comment=draft.comment)
    return Fitter(draft, rules, too_long, gauge, places).fitted()
