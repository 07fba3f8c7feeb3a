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

PARAGRAPH = "\n\n"


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
    own_hashtags: tuple[str, ...] = ()
    credit: bool = False


class Fitter:
    """Fits one draft to one network's rules. `warning` is the content warning that is counted with every part."""

    def __init__(self, draft: Draft, rules: Rules, too_long: TooLong, warning: str = "") -> None:
        self.draft = draft
        self.rules = rules
        self.too_long = too_long
        self.warning = warning
        self.notices: list[Notice] = []
        self.comment = draft.comment

    def fits(self, text: str) -> bool:
        return measure.within(text, self.rules, warning=self.warning)

    def length(self, text: str) -> int:
        return measure.length(text, self.rules, self.warning)

    def fitted(self) -> Fitted:
        """Every part fits, or there is none and an error among the notices."""
        blocks = list(self.draft.blocks) or [()]
        if len(blocks) > 1 and not self.rules.threads:
            self.notices.append(info("breaks-joined", breaks=len(blocks) - 1, network=self.rules.title))
            blocks = [_merged(blocks)]
        parts: list[str] = []
        for i, block in enumerate(blocks):
            made = self._block(block, last=i == len(blocks) - 1)
            if made is None:
                return Fitted(parts=(), notices=tuple(self.notices))
            parts += made
        if len(parts) > len(blocks):
            self.notices.append(info("threaded", parts=len(parts), network=self.rules.title))
        return Fitted(parts=tuple(parts), comment=self.comment, notices=tuple(self.notices))

    def _block(self, block: template.Block, *, last: bool) -> list[str] | None:
        """The parts of one block; the last one carries link, hashtags and credit."""
        wording = Wording(own_hashtags=self.draft.own_hashtags, credit=bool(self.draft.credit)) if last else Wording()
        text = self._text(block, wording, last=last)
        if self.fits(text):
            return [text] if text else []
        length = self.length(text)
        if wording.credit:
            wording = replace(wording, credit=False)
            text = self._text(block, wording, last=last)
            if self.fits(text):
                self._say("credit-left-out", length - self.length(text))
                return [text]
        wording, text = self._without_optional(block, wording, text, last=last)
        if not self.fits(text) and last:
            wording, text = self._with_fewer_hashtags(block, wording, text)
        if self.fits(text):
            return [text]
        return self._cut(block, wording, text, last=last)

    def _without_optional(
        self, block: template.Block, wording: Wording, text: str, *, last: bool
    ) -> tuple[Wording, str]:
        passages = template.optional(block)
        for passage in reversed(passages):
            if self.fits(text):
                break
            before = self.length(text)
            wording = replace(wording, dropped=wording.dropped + 1)
            text = self._text(block, wording, last=last)
            self._say("optional-left-out", before - self.length(text), passage=passage)
        return wording, text

    def _with_fewer_hashtags(self, block: template.Block, wording: Wording, text: str) -> tuple[Wording, str]:
        """Surplus hashtags go, the post's own from the last; where there is a first comment they go into it."""
        kept = wording.own_hashtags
        allowed = max((self.rules.advised_hashtags or 0) - len(self.draft.hashtags), 0)
        before = self.length(text)
        while kept and not self.fits(text) and len(kept) > allowed:
            kept = kept[:-1]
            text = self._text(block, replace(wording, own_hashtags=kept), last=True)
        gone = wording.own_hashtags[len(kept) :]
        if gone and self.rules.first_comment and self.comment:
            self.comment = f"{self.comment}{PARAGRAPH}{' '.join(gone)}"
            self._say("hashtags-in-comment", before - self.length(text), hashtags=gone)
        elif gone:
            self._say("hashtags-left-out", before - self.length(text), hashtags=gone)
        return replace(wording, own_hashtags=kept), text

    def _cut(self, block: template.Block, wording: Wording, text: str, *, last: bool) -> list[str] | None:
        if self.too_long is TooLong.THREAD and self.rules.threads:
            pieces = thread.split(text, self.fits, self._kept(text))
            if pieces is not None:
                return list(pieces.parts)
        elif self.too_long is not TooLong.REFUSE:
            short = self._shortened(block, wording, last=last)
            if short is not None:
                self.notices.append(
                    warning(
                        "shortened", length=self.length(text), limit=self.rules.max_length, network=self.rules.title
                    )
                )
                return [short]
        self.notices.append(self._refusal(text))
        return None

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

        head = thread.shortened(body, lambda one: self.fits(whole(one)), kept)
        return None if head is None else whole(head)

    def _belongs(self, shown: str) -> bool:
        """Whether `shown` is a link or hashtag of the text itself: shortening moves it, and never loses it."""
        return shown.startswith(("#", "＃", "http")) or shown in self.draft.labels

    def _text(self, block: template.Block, wording: Wording, *, last: bool) -> str:
        return _paragraphs(template.written(block, wording.dropped), self._tail(wording) if last else "")

    def _tail(self, wording: Wording) -> str:
        tags = " ".join((*self.draft.hashtags, *wording.own_hashtags))
        return _paragraphs(self.draft.link, tags, self.draft.credit if wording.credit else "")

    def _kept(self, text: str) -> Sequence[thread.Span]:
        found = facets(text, self.rules, self.draft.labels, self.draft.mentioned)
        return [(one.start, one.end) for one in found]

    def _say(self, code: str, saved: int, **arguments: object) -> None:
        self.notices.append(info(code, saved=saved, network=self.rules.title, **arguments))


def fit(draft: Draft, rules: Rules, too_long: TooLong, warning: str = "") -> Fitted:
    """Make `draft` fit `rules`: each part of the answer is within the limit, in the network's own measure."""
    return Fitter(draft, rules, too_long, warning).fitted()


def _paragraphs(*pieces: str) -> str:
    return PARAGRAPH.join(piece for piece in pieces if piece)


def _merged(blocks: Sequence[template.Block]) -> template.Block:
    merged: list[template.Passage] = []
    for block in blocks:
        merged += [template.Passage(text=PARAGRAPH), *block] if merged else block
    return tuple(merged)
