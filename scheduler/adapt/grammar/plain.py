"""Links, mentions and hashtags where a network publishes no grammar (Facebook, Instagram): the careful common part."""

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache

from scheduler.adapt.grammar import words
from scheduler.adapt.grammar.signs import HASH, hashes, letter, word
from scheduler.adapt.grammar.words import Seen, without_overlaps
from scheduler.model.variant import Facet, FacetKind
from scheduler.patterns import lazy_pattern

_LINK = lazy_pattern(r"(?<![\w@#/])https?://[^\s<>\"«»“”]*[^\s<>\"«»“”.,;:!?…')\]}]", re.IGNORECASE)
_MENTION = lazy_pattern(r"(?<![\w@/.])@([A-Za-z0-9_](?:[A-Za-z0-9_.]{0,28}[A-Za-z0-9_])?)")

_SIGNS = lazy_pattern(rf"[:@{HASH}](?=[^ \n])")
"""Without which nothing stands in a word, and with nothing behind it neither."""


def hashtags(text: str) -> Iterator[Seen]:
    """The hashtags of `text`: a word's signs, one letter at least, behind no word."""
    for start in hashes(text):
        if start and (word(text[start - 1]) or text[start - 1] in "&/"):
            continue
        end = start + 1
        while end < len(text) and word(text[end]):
            end += 1
        if any(map(letter, text[start + 1 : end])):
            yield Seen(FacetKind.HASHTAG, start, end, text[start + 1 : end])


def find(text: str) -> list[Facet]:
    """Links with a scheme, `@name` and `#word` in order; where two overlap, the first stands.

    Each word is read once: 4,096 are kept, about a megabyte.
    """
    return words.facets(text, _SIGNS, _seen) if words.lasting(text) else words.told(_read(text))


@lru_cache(maxsize=4096)
def _seen(word: str) -> Sequence[Seen]:
    return _read(word)


def _read(text: str) -> list[Seen]:
    found: list[Seen] = []
    if "://" in text:
        found += (Seen(FacetKind.LINK, *one.span(), one[0]) for one in _LINK.finditer(text))
    if "@" in text:
        found += (Seen(FacetKind.MENTION, *one.span(), one[1]) for one in _MENTION.finditer(text))
    if "#" in text or "＃" in text:
        found += hashtags(text)
    return without_overlaps(found) if len(found) > 1 else found
