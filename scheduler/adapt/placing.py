"""Where a post's pictures and its link go, and which language each part is in."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from scheduler.adapt import card
from scheduler.adapt.compose import Draft
from scheduler.adapt.job import Job
from scheduler.model.campaign import Content, Surplus
from scheduler.model.network import Rules, Side
from scheduler.model.variant import Media

Groups = tuple[tuple[Media, ...], ...]
"""The pictures of each part that holds some, in order."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Places:
    """What fitting must know of where things go."""

    least: int = 1
    """How many parts the pictures need."""
    link_first: bool = False
    """Whether the link of a thread stands in its first part."""
    card: bool = False
    """Whether the card shows the link without its address in the text."""
    captions: int = 0
    """How many parts hold pictures, where their limit is another one."""
    captions_last: bool = False
    """Whether these are the last parts of a thread, and not the first."""

    def captioned(self, place: int, full: int) -> bool:
        """Whether the part at `place` may stand under pictures, `full` parts being before them where they are the last."""
        return place >= full if self.captions_last else place < self.captions


USUAL = Places()


def of(job: Job, content: Content, rules: Rules, groups: Groups) -> Places:
    """Where the parts of a post go that has these pictures."""
    linked = bool(content.link)
    first = linked and (content.link_part or job.campaign.link_part or rules.link_part) is Side.FIRST
    shown = linked and not groups and (rules.link_card or rules.link_attached) and card.shows(content, rules)
    captions = len(groups) if rules.max_length_under_media is not None else 0
    if not (first or shown or captions) and len(groups) <= 1:
        return USUAL
    return Places(
        least=max(len(groups), 1),
        link_first=first,
        card=shown,
        captions=captions,
        captions_last=captions > 0 and rules.threads and _side(job, content, rules) is Side.LAST,
    )


def threads_surplus(job: Job, content: Content, rules: Rules) -> bool:
    """Whether pictures above the network's count go with further parts."""
    return rules.threads and (content.surplus or job.campaign.surplus) is Surplus.THREAD


def spread(job: Job, content: Content, rules: Rules, groups: Groups, total: int) -> Mapping[int, tuple[Media, ...]]:
    """The pictures of each part of a post of `total`, by the part's place."""
    if not groups:
        return {}
    start = 0 if _side(job, content, rules) is Side.FIRST else max(total - len(groups), 0)
    return dict(enumerate(groups, start))


def _side(job: Job, content: Content, rules: Rules) -> Side:
    """At which end of a thread its pictures stand."""
    return content.media_part or job.campaign.media_part or rules.media_part


def languages(draft: Draft, blocks: Sequence[int], rules: Rules, total: int) -> tuple[tuple[str, ...], ...]:
    """The languages of each part; empty for those that are in the post's first language alone, or say none there.

    A part with more of them than the network takes says the first ones: those that are read first.
    """
    if not draft.languages or not rules.languages:
        return ((),) * total
    spoken = tuple(dict.fromkeys(draft.languages))
    each: list[tuple[str, ...]] = [(draft.languages[place],) for place in blocks] or [spoken] * total
    most = rules.languages
    return tuple(() if one[:most] == (draft.language,) else one[:most] for one in each)
