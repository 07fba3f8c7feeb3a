"""A draft made to fit: optional passages, credit and surplus hashtags go first, then it is threaded, shortened or refused.

The order of the steps is fixed, and each that is taken says so in a notice.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from scheduler.adapt import measure, template, thread
from scheduler.adapt.compose import Draft
from scheduler.adapt.entities import facets
from scheduler.model.campaign import TooLong
from scheduler.model.network import Rules
from scheduler.model.notice import Notice, error, info, warning
from scheduler.patterns import lazy_pattern

PARAGRAPH = "\n\n"
_TAGS_AT_END = lazy_pattern(r"(?:^|(?<=\n))[ \t]*(?:[#＃][^\s#＃]+[ \t]*)+\s*$")


@dataclass(frozen=True, slots=True, kw_only=True)
class Fitted:
    """The parts, every one within the limit, or none and a notice that says why."""

    parts: tuple[str, ...]
    comment: str = ""
    notices: tuple[Notice, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Wording:
    """One way to say a block: how many optional passages are left out, which hashtags and whether the credit stand."""

    dropped: int = 0
    hashtags: tuple[str, ...] = ()
    """Of the campaign and the day, taken from the end of the text."""
    own_hashtags: tuple[str, ...] = ()
    credit: bool = False


class Fitter:
    """Fits one draft to one network's rules, by the network's own `gauge`."""

    def __init__(self, draft: Draft, rules: Rules, too_long: TooLong, gauge: measure.Gauge) -> None:
        self.draft = draft
        self.rules = rules
        self.too_long = too_long
        self.fits = gauge.fits
        self.length = gauge.length
        self.notices: list[Notice] = []
        self.comment = draft.comment
        self.first = 0
        """The place in the thread of the first part of the block at hand."""
        self.total = 0
        """What the parts are numbered up to, 0 where they are not."""
        self.left: tuple[template.Block, Wording, str] = ((), Wording(), "")
        """The block at hand as the steps left it."""

    def fitted(self) -> Fitted:
        """Every part fits, or there is none and an error among the notices."""
        blocks = list(self.draft.blocks) or [()]
        if self.draft.together:
            together = self._together(_merged(blocks))
            if together is not None:
                return self._done([together])
        if len(blocks) > 1 and not self.rules.threads:
            if not self.draft.together:
                self.notices.append(info("breaks-joined", breaks=len(blocks) - 1, network=self.rules.title))
            blocks = [_merged(blocks)]
        parts = self._parts(blocks)
        if parts is not None and self.draft.numbering and len(parts) > 1:
            parts = self._numbered(blocks)
        if parts is None:
            return Fitted(parts=(), notices=tuple(self.notices))
        if self.draft.together and len(parts) > 1:
            self.notices.append(info("languages-threaded", network=self.rules.title))
        elif len(parts) > len(blocks):
            self.notices.append(info("threaded", parts=len(parts), network=self.rules.title))
        return self._done(parts)

    def _done(self, parts: Sequence[str]) -> Fitted:
        return Fitted(parts=tuple(parts), comment=self.comment, notices=tuple(self.notices))

    def _together(self, block: template.Block) -> str | None:
        """All languages in one post, where this needs no cut; what was said on the way is forgotten where it fails."""
        text = self._said(block, last=True)
        if text is None:
            self._begin()
        return text

    def _begin(self) -> None:
        self.notices = []
        self.comment = self.draft.comment

    def _parts(self, blocks: Sequence[template.Block]) -> list[str] | None:
        parts: list[str] = []
        for i, block in enumerate(blocks):
            self.first = len(parts)
            made = self._block(block, last=i == len(blocks) - 1)
            if made is None:
                return None
            parts += made
        return parts

    def _numbered(self, blocks: Sequence[template.Block]) -> list[str] | None:
        """The parts, each ending in its number. Room is kept for as many digits as the count turns out to have."""
        for digits in range(1, 6):
            self._begin()
            self.total = 10**digits - 1
            parts = self._parts(blocks)
            if parts is None:
                return None
            if len(parts) <= self.total:
                return [f"{part}{_number(i, len(parts))}" for i, part in enumerate(parts)]
        return None

    def _mark(self, place: int) -> str:
        """What stands behind the part at `place` of the block at hand."""
        return _number(self.first + place, self.total) if self.total else ""

    def _room(self, text: str) -> bool:
        """Whether `text` fits as the first part of the block at hand."""
        return self.fits(f"{text}{self._mark(0)}" if self.total else text)

    def _block(self, block: template.Block, *, last: bool) -> list[str] | None:
        """The parts of one block; the last one carries link, hashtags and credit."""
        text = self._said(block, last=last)
        if text is not None:
            return [text] if text else []
        return self._cut(last=last)

    def _said(self, block: template.Block, *, last: bool) -> str | None:
        """The block in one part, after the steps that leave something out; None where none of them was enough."""
        wording = Wording(own_hashtags=self.draft.own_hashtags, credit=bool(self.draft.credit)) if last else Wording()
        text = self._text(block, wording, last=last)
        if not self._room(text) and wording.credit:
            length = self.length(text)
            wording = replace(wording, credit=False)
            text = self._text(block, wording, last=last)
            self._say("credit-left-out", length - self.length(text))
        if not self._room(text):
            wording, text = self._without_optional(block, wording, text, last=last)
        if not self._room(text) and last:
            block, wording, text = self._with_fewer_hashtags(block, wording, text)
        self.left = (block, wording, text)
        return text if self._room(text) else None

    def _without_optional(
        self, block: template.Block, wording: Wording, text: str, *, last: bool
    ) -> tuple[Wording, str]:
        passages = template.optional(block)
        for passage in reversed(passages):
            if self._room(text):
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
        shorter, moved = self._gathered(block, wording) if self.rules.hashtags else (block, wording)
        kept = moved.own_hashtags
        shown = self._text(shorter, moved, last=True)
        lengths = [self.length(text), self.length(shown)]
        least = self._customary(len(self.draft.hashtags) + len(moved.hashtags))
        while kept and not self._room(shown) and len(kept) > least:
            kept = kept[:-1]
            shown = self._text(shorter, replace(moved, own_hashtags=kept), last=True)
        gone = moved.own_hashtags[len(kept) :]
        if not gone and not self._room(shown):
            return block, wording, text
        if moved is not wording:
            self._say("hashtags-moved", lengths[0] - lengths[1])
        if gone:
            code = "hashtags-in-comment" if self._commented(gone) else "hashtags-left-out"
            self._say(code, lengths[1] - self.length(shown), hashtags=gone)
        return shorter, replace(moved, own_hashtags=kept), shown

    def _customary(self, standing: int) -> int:
        """How many of the post's own hashtags are not surplus beside those that stand in any case."""
        if self.rules.advised_hashtags is not None:
            return max(self.rules.advised_hashtags - standing, 0)
        return len(self.draft.own_hashtags) if self.too_long is TooLong.THREAD and self.rules.threads else 0

    def _gathered(self, block: template.Block, wording: Wording) -> tuple[template.Block, Wording]:
        """The block without the line of hashtags that ends it; those of campaign and day are never surplus."""
        found = _TAGS_AT_END.search(block[-1].text) if block and not block[-1].optional else None
        if found is None or not (len(block) > 1 or block[-1].text[: found.start()].strip()):
            return block, wording
        tags = found[0].split()
        fixed = tuple(one for one in tags if one[1:].casefold() in self.draft.inherited)
        own = tuple(one for one in tags if one not in fixed)
        rest = template.Passage(text=block[-1].text[: found.start()])
        return (*block[:-1], rest), replace(wording, hashtags=fixed, own_hashtags=(*own, *wording.own_hashtags))

    def _commented(self, hashtags: Sequence[str]) -> bool:
        """Put `hashtags` into the first comment, where there is one or the network's custom wants one, and they fit."""
        if not self.rules.first_comment or not (self.comment or self.rules.hashtags_in_comment):
            return False
        comment = _paragraphs(self.comment, " ".join(hashtags))
        limit = self.rules.max_comment or self.rules.max_length
        if measure.length(comment, self.rules) > limit:
            return False
        self.comment = comment
        return True

    def _cut(self, *, last: bool) -> list[str] | None:
        block, wording, text = self.left
        if self.too_long is TooLong.THREAD and self.rules.threads:
            parts = self._split(text, wording, last=last)
            if parts is not None:
                return self._credited(block, wording, last=last, parts=parts)
        elif self.too_long is not TooLong.REFUSE:
            short = self._shortened(block, wording, last=last)
            if short is not None:
                limit = self.rules.max_length
                said = warning("shortened", length=self.length(text), limit=limit, network=self.rules.title)
                self.notices.append(said)
                return [short]
        self.notices.append(self._refusal(text))
        return None

    def _split(self, text: str, wording: Wording, *, last: bool) -> list[str] | None:
        tail = len(self._tail(wording)) if last else 0
        pieces = thread.split(text, self.fits, self._kept(text), self._mark if self.total else None, tail)
        return None if pieces is None else list(pieces.parts)

    def _credited(self, block: template.Block, wording: Wording, *, last: bool, parts: list[str]) -> list[str]:
        """The thread with the credit that one post had no room for, where it costs no further part."""
        if not last or not self.draft.credit:
            return parts
        wording = replace(wording, credit=True)
        full = self._split(self._text(block, wording, last=True), wording, last=True)
        if full is None or len(full) > len(parts):
            return parts
        self.notices = [one for one in self.notices if one.code != "credit-left-out"]
        return full

    def _refusal(self, text: str) -> Notice:
        length, limit, bytes_ = self.length(text), self.rules.max_length, self.rules.max_bytes
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
            return _paragraphs(head, " ".join(lost), self._tail(wording) if last else "")

        head = thread.shortened(body, lambda one: self._room(whole(one)), kept)
        return None if head is None else whole(head)

    def _belongs(self, shown: str) -> bool:
        """Whether `shown` is a link or hashtag of the text itself: shortening moves it, and never loses it."""
        return shown.startswith(("#", "＃", "http")) or shown in self.draft.labels

    def _text(self, block: template.Block, wording: Wording, *, last: bool) -> str:
        return _paragraphs(template.written(block, wording.dropped), self._tail(wording) if last else "")

    def _tail(self, wording: Wording) -> str:
        tags = " ".join((*self.draft.hashtags, *wording.hashtags, *wording.own_hashtags))
        return _paragraphs(self.draft.link, tags, self.draft.credit if wording.credit else "")

    def _kept(self, text: str) -> Sequence[thread.Span]:
        found = facets(text, self.rules, self.draft.labels, self.draft.mentioned)
        return [(one.start, one.end) for one in found]

    def _say(self, code: str, saved: int, **arguments: object) -> None:
        self.notices.append(info(code, saved=saved, network=self.rules.title, **arguments))


def fit(draft: Draft, rules: Rules, too_long: TooLong, gauge: measure.Gauge) -> Fitted:
    """Make `draft` fit `rules`: each part of the answer is within the limit, in the network's own measure."""
    if len(draft.blocks) == 1 and not draft.together:
        # Most posts fit as they are: nothing is left out, and there is nothing to say.
        tags = " ".join((*draft.hashtags, *draft.own_hashtags))
        text = _paragraphs(template.written(draft.blocks[0]), draft.link, tags, draft.credit)
        if text and gauge.fits(text):
            return Fitted(parts=(text,), comment=draft.comment)
    return Fitter(draft, rules, too_long, gauge).fitted()


def _number(place: int, total: int) -> str:
    return f" ({place + 1}/{total})"


def _paragraphs(*pieces: str) -> str:
    return PARAGRAPH.join(filter(None, pieces))


def _merged(blocks: Sequence[template.Block]) -> template.Block:
    merged: list[template.Passage] = []
    for block in blocks:
        if merged:
            merged[-1] = replace(merged[-1], text=merged[-1].text.rstrip())
            merged.append(template.Passage(text=PARAGRAPH))
        merged += block
    return tuple(merged)
