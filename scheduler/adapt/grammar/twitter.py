"""Links, mentions, hashtags and cashtags as X finds them.

The grammar is that of twitter-text 3 (https://github.com/twitter/twitter-text, Apache-2.0, read 2026-11-21), written anew: a
domain is checked against a set of names instead of one pattern with 1,574 branches, so that nothing slow is compiled.
"""

import re
from collections.abc import Iterator
from functools import lru_cache
from itertools import accumulate

from scheduler.adapt.grammar import domains
from scheduler.adapt.grammar.signs import AT, CYRILLIC, HASH, LATIN, hashes, letter
from scheduler.model.variant import Facet, FacetKind
from scheduler.patterns import lazy_pattern

MAX_URL = 4096
MAX_SHORT = 40
"""Letters of the slug of a t.co link."""
INVALID = "\ufffe\ufeff\uffff"
"""Characters that X refuses in a post."""

_SPACES = "\t-\r \x85\xa0\u1680\u180e\u2000-\u200a\u2028\u2029\u202f\u205f\u3000"
_DIRECTION = "\u202a-\u202e\u061c\u200e\u200f\u2066-\u2069"
_PUNCTUATION = r"!'#%&()*+,\\\-./:;<=>?@\[\]^_{|}~$"
_NAME = f"[^{_PUNCTUATION}{_SPACES}{INVALID}{_DIRECTION}]"
_HOST = rf"(https?://)?({_NAME}(?:[_\-]|{_NAME})*(?:\.(?:[_\-]|{_NAME})+)+)"
_FIRST = lazy_pattern(_HOST, re.IGNORECASE)
_NEXT = lazy_pattern(rf"[^A-Za-z0-9{AT}${HASH}{INVALID}]{_HOST}", re.IGNORECASE)
_AFTER_TOP = lazy_pattern(r"[^0-9a-zA-Z@+\-]|$")
_LETTERS = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"
_PUNYCODE = lazy_pattern(r"xn--[\-0-9a-z]+", re.IGNORECASE)
_PATH = rf"[a-z{CYRILLIC}0-9!*';:=+,.$/%#\[\]\-\u2013_~@|&{LATIN}]"
_PARENS = rf"\((?:{_PATH}+|{_PATH}*\({_PATH}+\){_PATH}*)\)"
_END = rf"[+\-a-z{CYRILLIC}0-9=_#/{LATIN}]"
_QUERY = r"[a-z0-9!?*'@();:&=+$/%#\[\]\-_.,~|]"
_REST = lazy_pattern(
    rf"(?::[0-9]+)?(/(?:(?:{_PATH}|{_PARENS})*(?:{_END}|{_PARENS}))?)?(?:\?{_QUERY}*[a-z0-9\-_&=#/])?", re.IGNORECASE
)
_SHORT = lazy_pattern(rf"https?://t\.co/([a-z0-9]+)(?:\?{_QUERY}*[a-z0-9\-_&=#/])?", re.IGNORECASE)
_ASCII_LABELS = lazy_pattern(rf"(?:[\-a-z0-9{LATIN}]+\.)+", re.IGNORECASE)
_MENTION = lazy_pattern(
    rf"(?:^|[^a-zA-Z0-9_!#$%&*{AT}]|(?:^|[^a-zA-Z0-9_+~.\-])(?:rt|RT|rT|Rt):?)([{AT}]([a-zA-Z0-9_]{{1,20}})"
    r"(/[a-zA-Z][a-zA-Z0-9_\-]{0,24})?)"
)
_NO_MENTION = lazy_pattern(rf"[{AT}]|[{LATIN}]|://")
_REPLY = lazy_pattern(rf"[{_SPACES}]*[{AT}]([a-zA-Z0-9_]{{1,20}})")
_CASHTAG = lazy_pattern(
    rf"(?:^|(?<=[{_SPACES}]))\$([a-z]{{1,6}}(?:[._][a-z]{{1,2}})?)(?=$|\s|[{_PUNCTUATION}])", re.IGNORECASE
)
_JOINERS = frozenset(
    "_\u200c\u200d\ua67e\u05be\u05f3\u05f4\uff5e\u301c\u309b\u309c\u30a0\u30fb\u3003\u0f0b\u0f0c\u00b7"
)


def links(text: str) -> list[Facet]:
    """The links of `text`, with and without a scheme, in order. A link's value is its address, with a scheme."""
    if "." not in text:
        return []
    found: list[Facet] = []
    position = 0
    match = _FIRST.match(text) or _NEXT.search(text)
    while match:
        scheme, start = match[1] or "", match.start(2)
        length = domain_length(text, start, match.end(2))
        if length <= 0:
            # The first sign of what was no host may stand before one.
            match = _NEXT.search(text, start if length == 0 else match.end())
            continue
        end = start + length
        rest = _REST.match(text, end)
        position = rest.end() if rest else end
        longest = MAX_URL - len(scheme) - (position - end)
        if not domains.encodable(text[start:end], longest):
            pass
        elif scheme:
            found.append(_with_scheme(text, match.start(1), position))
        elif not text[:start].endswith(("-", "_", ".", "/")):
            found += _without_scheme(text, start, end, position, path=bool(rest and rest[1]))
        match = _NEXT.search(text, position)
    return [one for one in found if one.end > one.start]


def _with_scheme(text: str, start: int, end: int) -> Facet:
    short = _SHORT.match(text, start, end)
    if short:
        # The network's own short links take no further path, and one with too long a slug is none.
        end = short.end() if len(short[1]) <= MAX_SHORT else start
    return Facet(kind=FacetKind.LINK, start=start, end=end, value=text[start:end])


def _without_scheme(text: str, start: int, domain_end: int, end: int, *, path: bool) -> Iterator[Facet]:
    """Only hosts of ASCII and accented Latin are links without a scheme; the last one takes the path."""
    hosts = list(_ascii_hosts(text, start, domain_end))
    for i, (first, last) in enumerate(hosts):
        stop = end if path and i == len(hosts) - 1 else last
        yield Facet(kind=FacetKind.LINK, start=first, end=stop, value=f"https://{text[first:stop]}")


def _ascii_hosts(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    match = _ASCII_LABELS.search(text, start, end)
    while match:
        dot = text.find(".", match.end(), end)
        stop = match.start() + domain_length(text, match.start(), end if dot < 0 else dot)
        if stop > match.start():
            yield match.start(), stop
        match = _ASCII_LABELS.search(text, max(stop, match.end()), end)


def domain_length(text: str, start: int, end: int) -> int:
    """The length of the longest head of the host at `start` that is a domain: labels, then a known top-level domain, or 0.

    -1 says that no name inside the host is a top-level domain: none of its tails can be a domain either.
    """
    labels = text[start:end].split(".")
    ends = list(accumulate((len(label) + 1 for label in labels), initial=start))
    tops = (
        (k, _top_level(labels[k], text[ends[k] + len(labels[k]) : ends[k] + len(labels[k]) + 1]))
        for k in range(1, len(labels))
    )
    known = [(k, length) for k, length in tops if length]
    if not known:
        return -1
    valid = next((k for k, label in enumerate(labels) if not _is_label(label)), len(labels))
    for k, length in reversed(known):
        if k <= valid and "_" not in labels[k - 1]:
            return ends[k] + length - start
    return 0


def _is_label(label: str) -> bool:
    return bool(label) and label[0] not in "-_" and label[-1] not in "-_"


@lru_cache(maxsize=4096)
def _top_level(label: str, after: str) -> int:
    """How many letters at the head of `label` are a top-level domain; `after` is the sign behind the label."""
    lower = label.lower()
    if lower.startswith("xn--"):
        match = _PUNYCODE.match(label)
        return match.end() if match else 0
    ascii_head = len(label) - len(label.lstrip(_LETTERS))
    for length in (len(label), *domains.lengths(), ascii_head):
        if length <= len(label) and lower[:length] in domains.listed() and _AFTER_TOP.match((label + after)[length:]):
            return length
    return 0


def mentions(text: str) -> Iterator[Facet]:
    """The mentions of `text`; a list (`@who/list`) is the mention of its owner with the list's name."""
    position = 0
    while match := _MENTION.search(text, position):
        position = match.end()
        if not _NO_MENTION.match(text, position):
            yield Facet(
                kind=FacetKind.MENTION, start=match.start(1), end=match.end(1), value=match[2] + (match[3] or "")
            )


def hashtags(text: str) -> Iterator[Facet]:
    """The hashtags of `text`: letters, marks, digits and a few joiners, one letter at least."""
    for start in hashes(text):
        if not _boundary(text, start):
            continue
        end = start + 1
        while end < len(text) and _tagged(text[end]):
            end += 1
        body = text[start + 1 : end]
        if not any(map(letter, body)) or body[0] in "\ufe0f\u20e3" or text.startswith((*HASH, "://"), end):
            continue
        yield Facet(kind=FacetKind.HASHTAG, start=start, end=end, value=body)


def _tagged(sign: str) -> bool:
    return sign in _JOINERS or letter(sign) or sign.isdecimal()


def _boundary(text: str, start: int) -> bool:
    before = text[start - 1] if start else ""
    return not before or before in "\ufe0e\ufe0f" or not (before == "&" or _tagged(before))


def cashtags(text: str) -> Iterator[Facet]:
    """The cashtags of `text`."""
    for match in _CASHTAG.finditer(text):
        yield Facet(kind=FacetKind.CASHTAG, start=match.start(), end=match.end(), value=match[1])


def find(text: str) -> list[Facet]:
    """All of them in order; where two overlap, the first stands."""
    found = links(text)
    if any(sign in text for sign in HASH):
        found += hashtags(text)
    if any(sign in text for sign in AT):
        found += mentions(text)
    if "$" in text:
        found += cashtags(text)
    return without_overlaps(found)


def without_overlaps(found: list[Facet]) -> list[Facet]:
    """`found` in order of place, without those that begin inside the one before."""
    kept: list[Facet] = []
    for facet in sorted(found, key=lambda one: one.start):
        if not kept or facet.start >= kept[-1].end:
            kept.append(facet)
    return kept


def answers(text: str) -> str | None:
    """Whom `text` answers: the mention that it begins with, or None."""
    match = _REPLY.match(text)
    return match[1] if match and not _NO_MENTION.match(text, match.end()) else None
