"""A text read by its words: what stands in a word is found once, and kept for every text that has the word."""

import re
from collections.abc import Callable, Iterable, Sequence
from operator import attrgetter
from typing import NamedTuple, TypeVar

from scheduler.model.making import maker
from scheduler.model.variant import Facet, FacetKind

LONG = 20
"""Letters a word, from which on a text’s words are hardly those of another: languages without spaces, and noise. A tagged link
in a short post stays below."""


class Seen(NamedTuple):
    """What will be a facet, at its place in a word: made in a third of the time, since most of it is never asked for again."""

    kind: FacetKind
    start: int
    end: int
    value: str


Placed = TypeVar("Placed", Facet, Seen)
_facet = maker(Facet)


def lasting(text: str) -> bool:
    """Whether the words of `text` are worth keeping: it is read by them then, else at once."""
    return len(text) < LONG * (text.count(" ") + text.count("\n") + 1)


def told(found: Iterable[Seen]) -> list[Facet]:
    """The facets of a text in which `found` stands."""
    return [_facet(kind=kind, start=start, end=end, value=value) for kind, start, end, value in found]


def facets(
    text: str, signs: re.Pattern[str], seen: Callable[[str], Sequence[Seen]], *, end: int = -1, before: int = 0
) -> list[Facet]:
    """What stands in the words of `text` behind `end`, by what `seen` finds in each that has one of `signs`.

    Words stand between single spaces and line ends, which no link, mention or hashtag of any network holds. What `seen` finds
    has its place in a word with so many signs `before` it.
    """
    found: list[Facet] = []
    text = text.replace("\n", " ")
    while match := signs.search(text, end + 1):
        sign = match.start()
        start = text.rfind(" ", end + 1, sign) + 1 or end + 1
        end = text.find(" ", sign)
        if end < 0:
            end = len(text)
        place = start - before
        for kind, first, last, value in seen(text[start:end]):
            found.append(_facet(kind=kind, start=first + place, end=last + place, value=value))
    return found


def without_overlaps(found: Iterable[Placed]) -> list[Placed]:
    """`found` in order of place, without those that begin inside the one before."""
    kept: list[Placed] = []
    end = -1
    for one in sorted(found, key=attrgetter("start")):
        if one.start >= end:
            kept.append(one)
            end = one.end
    return kept
