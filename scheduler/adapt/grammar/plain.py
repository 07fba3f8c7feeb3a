"""Links, mentions and hashtags where a network publishes no grammar (Facebook, Instagram): the careful common part."""

import re

from scheduler.adapt.grammar.signs import hashes, letter, word
from scheduler.adapt.grammar.twitter import without_overlaps
from scheduler.model.variant import Facet, FacetKind
from scheduler.patterns import lazy_pattern

_LINK = lazy_pattern(r"(?<![\w@#/])https?://[^\s<>\"«»“”]*[^\s<>\"«»“”.,;:!?…')\]}]", re.IGNORECASE)
_MENTION = lazy_pattern(r"(?<![\w@/.])@([A-Za-z0-9_](?:[A-Za-z0-9_.]{0,28}[A-Za-z0-9_])?)")


def find(text: str) -> list[Facet]:
    """Links with a scheme, `@name` and `#word` in order; where two overlap, the first stands."""
    found = [Facet(kind=FacetKind.LINK, start=m.start(), end=m.end(), value=m[0]) for m in _LINK.finditer(text)]
    found += [Facet(kind=FacetKind.MENTION, start=m.start(), end=m.end(), value=m[1]) for m in _MENTION.finditer(text)]
    for start in hashes(text):
        if start and (word(text[start - 1]) or text[start - 1] in "&/"):
            continue
        end = start + 1
        while end < len(text) and word(text[end]):
            end += 1
        if any(map(letter, text[start + 1 : end])):
            found.append(Facet(kind=FacetKind.HASHTAG, start=start, end=end, value=text[start + 1 : end]))
    return without_overlaps(found)
