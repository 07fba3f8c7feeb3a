"""What a network will see in a text: links, mentions, hashtags, cashtags; and where it would see something else than meant."""

import re
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from functools import lru_cache

from scheduler.adapt.grammar import atproto, domains, fediverse, plain, twitter
from scheduler.adapt.links import left_behind, spelt
from scheduler.model.network import Count, Rules
from scheduler.model.notice import Notice, info, warning
from scheduler.model.variant import Facet, FacetKind
from scheduler.patterns import lazy_pattern

_FINDERS = {
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
_ADDRESS = lazy_pattern(r"https?://[^\s]+", re.IGNORECASE)
_MEANT = lazy_pattern(r"[#＃]([^\s#＃]*[^\s#＃.,;:!?…»”\")\]}])")
_GLUED = lazy_pattern(r"\.[A-ZÀ-Þ]")
_CLOSING = '»”’"…]}>'


def facets(
    text: str, rules: Rules, labels: Mapping[str, str] | None = None, mentioned: Collection[str] = ()
) -> tuple[Facet, ...]:
    """What the network will see in `text`, in order, without overlaps; offsets are code points, end exclusive.

    Where the sender says what is a link and a mention (`Count.GRAPHEMES`), `labels` maps words that stand for a link to its
    address, and `mentioned` holds the mentions that are meant; elsewhere the network reads the text alone.
    """
    find = _FINDERS[rules.count]
    if rules.count is not Count.GRAPHEMES or not (labels or mentioned):
        return _found(find, text)
    found = list(_found(find, text))
    for mention in mentioned:
        pattern = rf"(?<![\w@.]){re.escape(mention)}(?![\w@-]|\.\w)"
        for match in re.finditer(pattern, text):
            found = _set(found, FacetKind.MENTION, match.start(), match.end(), mention[1:])
    for label, address in (labels or {}).items():
        start = text.rfind(label)
        if start >= 0:
            found = _set(found, FacetKind.LINK, start, start + len(label), address)
    return tuple(sorted(found, key=lambda one: one.start))


@lru_cache(maxsize=256)
def _found(find: Callable[[str], list[Facet]], text: str) -> tuple[Facet, ...]:
    """What `find` finds in `text`, kept: a post is asked about several times, by networks that share a grammar and in turn."""
    return tuple(sorted(find(text), key=lambda one: one.start))


def _set(found: list[Facet], kind: FacetKind, start: int, end: int, value: str) -> list[Facet]:
    """`found` with one facet more, which takes the place of those it overlaps."""
    others = [one for one in found if one.end <= start or one.start >= end]
    return [*others, Facet(kind=kind, start=start, end=end, value=value)]


def byte_offsets(text: str, found: Iterable[Facet]) -> list[tuple[int, int]]:
    """The facets' places in the UTF-8 bytes of `text`, for networks that count so."""
    if text.isascii():
        return [(one.start, one.end) for one in found]
    places: list[tuple[int, int]] = []
    before = total = 0
    for one in found:
        if one.start < before:  # not in order: counted from the start
            before = total = 0
        start = total + len(text[before : one.start].encode("utf-8", "surrogatepass"))
        shown = text[one.start : one.end]
        total = start + len(shown if shown.isascii() else shown.encode("utf-8", "surrogatepass"))
        before = one.end
        places.append((start, total))
    return places


def hashtags(text: str, rules: Rules) -> set[str]:
    """The hashtags that the network finds in `text`, without their sign and in lower case."""
    if "#" not in text and "＃" not in text:
        return set()
    return {one.value.casefold() for one in facets(text, rules) if one.kind is FacetKind.HASHTAG}


def surprises(text: str, rules: Rules, labels: Collection[str] = ()) -> Iterator[Notice]:
    """Where `text` does not say to the network what its author meant. `labels` are links that we wrote ourselves."""
    found = tuple(one for one in facets(text, rules) if text[one.start : one.end] not in labels)
    links = [one for one in found if one.kind is FacetKind.LINK]
    yield from _links(text, links, rules)
    if rules.hashtags and ("#" in text or "＃" in text):
        yield from _hashtags(text, found, rules)
    if rules.count is Count.X_WEIGHTED:
        if who := twitter.answers(text):
            yield warning("begins-with-mention", mention=f"@{who}", network=rules.title)
        cashtags = [text[one.start : one.end] for one in found if one.kind is FacetKind.CASHTAG]
        if len(cashtags) > 1:
            yield warning("several-cashtags", cashtags=cashtags, network=rules.title)


def _links(text: str, links: list[Facet], rules: Rules) -> Iterator[Notice]:
    for one in links:
        shown = text[one.start : one.end]
        if not shown.lower().startswith("http"):
            say = warning if _GLUED.search(shown) else info
            yield say("link-without-scheme", text=shown, network=rules.title)
        elif shown[-1] in _CLOSING and not (shown[-1] == ">" and "<" in shown):
            yield warning("link-swallows", text=shown, sign=shown[-1], network=rules.title)
        elif rest := left_behind(text, one.end):
            meant = spelt(f"{shown}{rest}")
            yield warning("link-cut", text=shown, rest=rest, meant=meant, network=rules.title)
    for match in _ADDRESS.finditer(text):
        seen = any(one.start <= match.start() < one.end for one in links)
        if not seen and not domains.reserved(match[0]):
            yield warning("link-not-seen", text=match[0], network=rules.title)


def _hashtags(text: str, found: tuple[Facet, ...], rules: Rules) -> Iterator[Notice]:
    tags = {one.start: one for one in found if one.kind is FacetKind.HASHTAG}
    inside = [one for one in found if one.kind is not FacetKind.HASHTAG]
    for match in _MEANT.finditer(text):
        if any(one.start <= match.start() < one.end for one in inside):
            continue
        tag = tags.get(match.start())
        if tag is None:
            if not any(one.start < match.start() < one.end for one in tags.values()):
                yield warning("hashtag-not-seen", hashtag=match[0], network=rules.title)
        elif tag.end < match.end():
            yield warning("hashtag-cut", hashtag=match[0], seen=text[tag.start : tag.end], network=rules.title)
        elif match[1][0].isdecimal():
            yield warning("hashtag-digit", hashtag=match[0], network=rules.title)
