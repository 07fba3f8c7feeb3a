"""The hashtags that a post brings along: of its text, of its campaign and its day, and its own."""

import unicodedata
from collections.abc import Callable, Mapping
from functools import lru_cache
from typing import NamedTuple

from scheduler.adapt import wording
from scheduler.adapt.grammar import families, fediverse
from scheduler.model.campaign import Campaign, Content, Occurrence
from scheduler.model.network import Rules
from scheduler.model.notice import Notice
from scheduler.model.variant import FacetKind


class Brought(NamedTuple):
    """Each hashtag stands once: what the text holds is neither inherited nor own."""

    inherited: tuple[str, ...]
    """Of the campaign and the day, as they will stand."""
    own: tuple[str, ...]
    seen: tuple[str, ...]
    """All that the post brings but the inherited ones, without their sign."""
    names: frozenset[str]
    """All of the campaign and the day in small letters without their sign, those in the text included."""
    notices: tuple[Notice, ...]


def hashtags(occurrence: Occurrence, campaign: Campaign, content: Content, text: str, rules: Rules) -> Brought:
    """What a post brings beside `text`, as its network tells hashtags apart."""
    inherits = content.hashtags_inherited
    if inherits is None:
        inherits = occurrence.reply is None
    day = occurrence.post.day_hashtags
    given = (*campaign.hashtags, *day) if day else campaign.hashtags
    # Texts without a hashtag are all one here.
    return _brought(
        families.GRAMMARS[rules.count], text if _signed(text) else "", given, content.hashtags or (), inherits
    )


@lru_cache(maxsize=64)
def _brought(find: families.Find, text: str, given: tuple[str, ...], own: tuple[str, ...], inherits: bool) -> Brought:
    """The same, found once for all networks that share a grammar."""
    seen = [one.value for one in families.found(find, text) if one.kind is FacetKind.HASHTAG] if text else []
    same = fediverse.name if find is fediverse.find else str.casefold
    present = set(map(same, seen))
    above = _known(given, same) if inherits else {}
    inherited = tuple([shown for name, shown in above.items() if name not in present])
    present |= above.keys()
    mine = tuple([shown for name, shown in _known(own, same).items() if name not in present]) if own else ()
    brought = (*seen, *[one[1:] for one in mine])
    return Brought(
        inherited,
        mine,
        brought,
        _names(given),
        tuple(wording.unspoken((*brought, *[one[1:] for one in inherited]), given)),
    )


def _signed(text: str) -> bool:
    return "#" in text or "＃" in text


@lru_cache(maxsize=256)
def _known(hashtags: tuple[str, ...], same: Callable[[str], str]) -> Mapping[str, str]:
    """Each of `hashtags` once, as it will stand, by the name that is the `same` for all its spellings.

    Kept: those of a campaign stand in all its posts, those of a post on all its networks.
    """
    known: dict[str, str] = {}
    for one in hashtags:
        if name := unicodedata.normalize("NFC", one.strip().lstrip("#＃")):
            known.setdefault(same(name), f"#{name}")
    return known


@lru_cache(maxsize=64)
def _names(hashtags: tuple[str, ...]) -> frozenset[str]:
    return frozenset(one.strip().lstrip("#＃").casefold() for one in hashtags)
