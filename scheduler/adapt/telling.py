"""One draft on its way to one network: how its blocks read, how much room they have, and what was said on the way."""

from collections.abc import Sequence

from scheduler.adapt import template, thread
from scheduler.adapt.compose import Draft
from scheduler.adapt.entities import facets
from scheduler.adapt.measure import Gauge
from scheduler.adapt.phrasing import Wording, closed, paragraphs
from scheduler.adapt.placing import Places
from scheduler.adapt.room import Room
from scheduler.model.campaign import TooLong
from scheduler.model.network import Rules
from scheduler.model.notice import Notice, info


class Telling:
    """What fitting knows and what it has done so far. `begin` forgets the latter."""

    def __init__(self, draft: Draft, rules: Rules, too_long: TooLong, gauge: Gauge, places: Places) -> None:
        self.draft = draft
        self.rules = rules
        self.too_long = too_long
        self.places = places
        self.room = Room(gauge, places, draft.link)
        self.length = gauge.length
        self.begin()

    def begin(self) -> None:
        """Start anew: nothing was said, nothing was moved."""
        self.notices: list[Notice] = []
        self.comment = self.draft.comment
        self.linked = True
        """Whether the link stands in the text; else its card alone shows it."""

    def text(self, block: template.Block, wording: Wording, *, last: bool) -> str:
        """The block, so worded, with what stands behind it."""
        return closed(template.written(block, wording.dropped), self.tail(wording, last=last))

    def tail(self, wording: Wording, *, last: bool) -> str:
        """What stands behind a block: the link, and behind the last one the hashtags and the credit."""
        link = self.draft.link if wording.link else ""
        if not last:
            return link
        tags = " ".join((*self.draft.hashtags, *wording.hashtags, *wording.own_hashtags))
        return paragraphs(link, tags, self.draft.credit if wording.credit else "")

    def kept(self, text: str) -> Sequence[thread.Span]:
        """What no cut may cross in `text`: links, mentions, hashtags."""
        found = facets(text, self.rules, self.draft.labels, self.draft.mentioned)
        return [(one.start, one.end) for one in found]

    def say(self, code: str, before: str, after: str, **arguments: object) -> None:
        """Say that a step made `after` of `before`, and what it saved."""
        saved = self.length(before) - self.length(after)
        self.notices.append(info(code, saved=saved, network=self.rules.title, **arguments))
