"""What a network will see in a text: links, mentions, hashtags, cashtags; and where it would see something else than meant."""

import re
from collections.abc import Iterable, Iterator, Mapping
from itertools import pairwise

from scheduler.adapt.grammar import atproto, fediverse, plain, twitter
from scheduler.model.network import Count, Rules
from scheduler.model.notice import Notice, Where, info, warning
from scheduler.model.variant import Facet, FacetKind

_FINDERS = {
    Count.X_WEIGHTED: twitter.find,
    Count.MASTODON: fediverse.find,
    Count.GRAPHEMES: atproto.find,
    Count.CODE_POINTS: plain.find,
    Count.UTF16: plain.find,
}
_ADDRESS = re.compile(r"https?://[^\s]+", re.IGNORECASE)
_MEANT = re.compile(r"[#＃]([^\s#＃]*[^\s#＃.,;:!?…»”\")\]}])")
_GLUED = re.compile(r"\.[A-ZÀ-Þ]")
_CLOSING = '»”’"…]}>'


def facets(text: str, rules: Rules, labels: Mapping[str, str] | None = None) -> tuple[Facet, ...]:
    """What the network will see in `text`, in order, without overlaps; offsets are code points, end exclusive.

    `labels` maps words that stand for a link (on networks where a link may lie under any words) to its address.
    """
    found = _FINDERS[rules.count](text)
    for label, address in (labels or {}).items():
        start = text.find(label)
        if start >= 0:
            found = [one for one in found if one.end <= start or one.start >= start + len(label)]
            found.append(Facet(kind=FacetKind.LINK, start=start, end=start + len(label), value=address))
    return tuple(sorted(found, key=lambda one: one.start))


def byte_offsets(text: str, found: Iterable[Facet]) -> list[tuple[int, int]]:
    """The facets' places in the UTF-8 bytes of `text`, for networks that count so."""
    places = sorted({place for one in found for place in (one.start, one.end)})
    at = {0: 0}
    total = 0
    for before, place in pairwise([0, *places]):
        total += len(text[before:place].encode("utf-8", "surrogatepass"))
        at[place] = total
    return [(at[one.start], at[one.end]) for one in found]


def hashtags(text: str, rules: Rules) -> set[str]:
    """The hashtags that the network finds in `text`, without their sign and in lower case."""
    if "#" not in text and "＃" not in text:
        return set()
    return {one.value.casefold() for one in facets(text, rules) if one.kind is FacetKind.HASHTAG}


def surprises(text: str, rules: Rules, where: Where | None = None, subject: str = "") -> Iterator[Notice]:
    """Where `text` does not say to the network what its author meant."""
    found = facets(text, rules)
    links = [one for one in found if one.kind is FacetKind.LINK]
    yield from _links(text, links, rules, where, subject)
    if "#" in text or "＃" in text:
        yield from _hashtags(text, found, rules, where, subject)
    if rules.count is Count.X_WEIGHTED:
        cashtags = [text[one.start : one.end] for one in found if one.kind is FacetKind.CASHTAG]
        if len(cashtags) > 1:
            yield warning("several-cashtags", where, subject, cashtags=cashtags, network=rules.title)


def _links(text: str, links: list[Facet], rules: Rules, where: Where | None, subject: str) -> Iterator[Notice]:
    for one in links:
        shown = text[one.start : one.end]
        if not shown.lower().startswith("http"):
            say = warning if _GLUED.search(shown) else info
            yield say("link-without-scheme", where, subject, text=shown, network=rules.title)
        elif shown[-1] in _CLOSING and not (shown[-1] == ">" and "<" in shown):
            yield warning("link-swallows", where, subject, text=shown, sign=shown[-1], network=rules.title)
    for match in _ADDRESS.finditer(text):
        if not any(one.start <= match.start() < one.end for one in links):
            yield warning("link-not-seen", where, subject, text=match[0], network=rules.title)


def _hashtags(text: str, found: tuple[Facet, ...], rules: Rules, where: Where | None, subject: str) -> Iterator[Notice]:
    tags = {one.start: one for one in found if one.kind is FacetKind.HASHTAG}
    inside = [one for one in found if one.kind is not FacetKind.HASHTAG]
    for match in _MEANT.finditer(text):
        if any(one.start <= match.start() < one.end for one in inside):
            continue
        tag = tags.get(match.start())
        if tag is None:
            if not any(one.start < match.start() < one.end for one in tags.values()):
                yield warning("hashtag-not-seen", where, subject, hashtag=match[0], network=rules.title)
        elif tag.end < match.end():
            yield warning(
                "hashtag-cut", where, subject, hashtag=match[0], seen=text[tag.start : tag.end], network=rules.title
            )
        elif match[1][0].isdecimal():
            yield warning("hashtag-digit", where, subject, hashtag=match[0], network=rules.title)
