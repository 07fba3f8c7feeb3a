"""Which grammar a family of networks reads a text by, and what it finds there."""

from collections.abc import Callable, Mapping
from functools import lru_cache
from operator import attrgetter

from scheduler.adapt.grammar import atproto, fediverse, plain, twitter
from scheduler.model.network import Count
from scheduler.model.variant import Facet

Find = Callable[[str], list[Facet]]

GRAMMARS: Mapping[Count, Find] = {
    Count.X_WEIGHTED: twitter.find,
    Count.MASTODON: fediverse.find,
    Count.GRAPHEMES: atproto.find,
    Count.CODE_POINTS: plain.find,
    Count.UTF16: plain.find,
    Count.BYTES: plain.find,
    Count.EMOJI_BYTES: plain.find,
    Count.ESCAPED: plain.find,
    Count.LONGEST_BLOCK: plain.find,
}


@lru_cache(maxsize=256)
def found(find: Find, text: str) -> tuple[Facet, ...]:
    """What the grammar `find` finds in `text`, in order.

    It is kept: composing, measuring, fitting and judging ask about the same text in turn, and so do networks that share a
    grammar. 256 texts are enough for one post on every network.
    """
    seen = find(text)
    return tuple(sorted(seen, key=attrgetter("start")) if len(seen) > 1 else seen)
