"""What a network will see in a text: links, mentions, hashtags, cashtags; and where it would see something else than meant."""

import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from operator import attrgetter

from scheduler.adapt.grammar import domains, families, fediverse, twitter
from scheduler.adapt.links import left_behind, spelt
from scheduler.model.making import maker
from scheduler.model.network import Count, Rules
from scheduler.model.notice import Notice, info, warning
from scheduler.model.variant import Facet, FacetKind
from scheduler.patterns import lazy_pattern

_ADDRESS = lazy_pattern(r"://(?:(?<=(http)://)|(?<=(https)://))\S+", re.IGNORECASE)
"""From the sign that a text is searched for fastest; the group is the scheme before it."""
_SCHEMES = ("http://", "https://")
_MEANT = lazy_pattern(r"[#＃]([^\s#＃]*[^\s#＃.,;:!?…»”\")\]}])")
_BEGINS = lazy_pattern(r"(?<![\w@./-])")
_ENDS = lazy_pattern(r"(?![\w@/?#&=%~+-]|[.,:;]\w)")
"""Where a label may begin and end. No pattern holds the label itself: each post has its own, and compiling takes long."""
_NOBODY_BEFORE = lazy_pattern(r"(?<![\w@.])")
_NOBODY_BEHIND = lazy_pattern(r"(?![\w@-]|\.\w)")
"""Where a mention may begin and end, just so."""
_HOST = lazy_pattern(r"(?<![\w@./:#＃&=-])(?:[\w-]+\.)+([^\W\d_]{2,})(?![\w@-])(/(?:\S*[\w/])?)?")
"""An address without a scheme; the groups are its top-level domain and its path."""
_OF_HASHTAGS = "hashtag-"
"""How the codes begin that only networks with hashtags have something to say about."""
_GLUED = lazy_pattern(r"\.[A-ZÀ-Þ]")
_notice = maker(Notice)
_CLOSING = '»›”’"…]}>'


def facets(
    text: str, rules: Rules, labels: Mapping[str, str] | None = None, mentioned: Collection[str] = ()
) -> tuple[Facet, ...]:
    """What the network will see in `text`, in order, without overlaps; offsets are code points, end exclusive.

    Where the sender says what is a link and a mention (`Count.GRAPHEMES`), `labels` maps words that stand for a link to its
    address, and `mentioned` holds the mentions that are meant; elsewhere the network reads the text alone.
    """
    seen = families.found(families.GRAMMARS[rules.count], text)
    if not (labels or mentioned) or rules.count is not Count.GRAPHEMES:
        return seen
    found = list(seen)
    for mention in mentioned:
        for start in _alone(mention, text, _NOBODY_BEFORE, _NOBODY_BEHIND):
            found = _set(found, FacetKind.MENTION, start, start + len(mention), mention[1:])
    for label, address in (labels or {}).items():
        for start in standing(label, text):
            found = _set(found, FacetKind.LINK, start, start + len(label), address)
    return tuple(sorted(found, key=attrgetter("start")))


def standing(label: str, text: str) -> list[int]:
    """Where `label` stands in `text` as a word of its own: `musee.fr` does not stand in `musee.fr/a`."""
    return _alone(label, text, _BEGINS, _ENDS)


def _alone(word: str, text: str, begins: re.Pattern[str], ends: re.Pattern[str]) -> list[int]:
    """Where `word` stands in `text`, and what is around it lets it begin and end there."""
    found: list[int] = []
    start = text.find(word) if word else -1
    while start >= 0:
        end = start + len(word)
        alone = begins.match(text, start) and ends.match(text, end)
        if alone:
            found.append(start)
        start = text.find(word, end if alone else start + 1)
    return found


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


def surprises(text: str, rules: Rules, labels: Collection[str] = ()) -> Sequence[Notice]:
    """Where `text` does not say to the network what its author meant. `labels` are links that we wrote ourselves."""
    found = _surprises(families.GRAMMARS[rules.count], text, tuple(labels) if labels else ())
    if not found:
        return ()
    return [
        _notice(severity=one.severity, code=one.code, arguments={**one.arguments, "network": rules.title})
        for one in found
        if rules.hashtags or not one.code.startswith(_OF_HASHTAGS)
    ]


@lru_cache(maxsize=256)
def _surprises(find: families.Find, text: str, labels: tuple[str, ...]) -> tuple[Notice, ...]:
    """The same without the network's name, and whatever it makes of hashtags: found once for all networks of a grammar."""
    found: Sequence[Facet] = families.found(find, text)
    if labels:  # what the author wrote
        found = [one for one in found if text[one.start : one.end] not in labels]
    said = _links(text, found) if found or "://" in text else []
    if "#" in text or "＃" in text:
        said += _hashtags(text, found)
    if find is fediverse.find and (_outside("/", text, found) or _outside("www.", text, found)):
        said += _bare(text, found)
    if find is twitter.find:
        if who := twitter.answers(text):
            said.append(warning("begins-with-mention", mention=f"@{who}"))
        cashtags = [text[one.start : one.end] for one in found if one.kind is FacetKind.CASHTAG]
        if len(cashtags) > 1:
            said.append(warning("several-cashtags", cashtags=cashtags))
    return tuple(said)


def _links(text: str, found: Sequence[Facet]) -> list[Notice]:
    said: list[Notice] = []
    links = [one for one in found if one.kind is FacetKind.LINK]
    begun = 0
    for one in links:
        shown = text[one.start : one.end]
        begun += shown.startswith(_SCHEMES)
        if not shown.lower().startswith("http"):
            say = warning if _GLUED.search(shown) else info
            said.append(say("link-without-scheme", text=shown))
        elif shown[-1] in _CLOSING and not (shown[-1] == ">" and "<" in shown):
            said.append(warning("link-swallows", text=shown, sign=shown[-1]))
        elif rest := left_behind(text, one.end):
            meant = spelt(f"{shown}{rest}")
            said.append(warning("link-cut", text=shown, rest=rest, meant=meant))
    # Where each sign of an address begins a link, there is none that the network does not see.
    for match in _ADDRESS.finditer(text) if text.count("://") > begun else ():
        start = match.start(match.lastindex or 0)
        if not _holds(links, start):
            said.append(warning("link-not-seen", text=text[start : match.end()]))
    return said


def _outside(words: str, text: str, found: Sequence[Facet]) -> bool:
    """Whether `words` stand in `text` elsewhere than in what the network finds: quick to ask, where looking is not."""
    return text.count(words) > sum([text.count(words, one.start, one.end) for one in found])


def _bare(text: str, found: Sequence[Facet]) -> Iterator[Notice]:
    """Addresses without a scheme, where only one with a scheme is a link: those that can be nothing else."""
    end = -1
    for word in text.replace("\n", " ").split(" "):
        start, end = end + 1, end + 1 + len(word)
        if "." not in word or not ("/" in word or "www." in word.lower()):
            continue
        for match in _HOST.finditer(text, start, end):
            meant = match[2] or match[0].lower().startswith("www.")
            if meant and match[1].lower() in domains.listed() and not _holds(found, match.start()):
                yield warning("link-bare", text=match[0])


def _hashtags(text: str, found: Sequence[Facet]) -> Iterator[Notice]:
    tags = {one.start: one for one in found if one.kind is FacetKind.HASHTAG}
    if text.count("#") + text.count("＃") == len(tags) and all(_plain(text, one) for one in tags.values()):
        return
    for match in _MEANT.finditer(text):
        tag = tags.get(match.start())
        if tag is None:
            if not _holds(found, match.start()):
                yield warning("hashtag-not-seen", hashtag=match[0])
        elif tag.end < match.end():
            yield warning("hashtag-cut", hashtag=match[0], seen=text[tag.start : tag.end])
        elif match[1][0].isdecimal():
            yield warning("hashtag-digit", hashtag=match[0])


def _plain(text: str, tag: Facet) -> bool:
    """Whether a hashtag is seen up to white space and begins with no digit: as most are, and meant to be."""
    return (tag.end == len(text) or text[tag.end].isspace()) and not text[tag.start + 1].isdecimal()


def _holds(found: Iterable[Facet], place: int) -> bool:
    """Whether the sign at `place` is part of what was found."""
    return any(one.start <= place < one.end for one in found)
