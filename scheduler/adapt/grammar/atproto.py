"""Links, mentions, hashtags and cashtags as Bluesky's own software finds them.

The rules of `detectFacets` (https://github.com/bluesky-social/atproto, packages/api/src/rich-text, MIT, read 2026-11-21).
Unlike the others, a text there holds no links by itself: what is found here is sent beside it as facets.
"""

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache

from scheduler.adapt.grammar import domains, words
from scheduler.adapt.grammar.signs import HASH, SCRIPT_SPACES, punctuation
from scheduler.adapt.grammar.words import Seen, without_overlaps
from scheduler.model.variant import Facet, FacetKind
from scheduler.patterns import lazy_pattern

MAX_TAG = 64
_BEFORE = rf"(?:^|(?<=[{SCRIPT_SPACES}(]))"
_SIGN = f"[^{SCRIPT_SPACES}]"
_LINK = lazy_pattern(rf"{_BEFORE}([hH][tT][tT][pP][sS]?://{_SIGN}+|([a-zA-Z][a-zA-Z0-9]*(?:\.[a-zA-Z0-9]+)+){_SIGN}*)")
_MENTION = lazy_pattern(rf"{_BEFORE}@([a-zA-Z0-9.-]+)\b", re.ASCII)
_CASHTAG = lazy_pattern(rf"{_BEFORE}\$([A-Za-z][A-Za-z0-9]{{0,4}})(?=[{SCRIPT_SPACES}]|\Z|[.,;:!?)\"'\u2019])")
_TAG = lazy_pattern(
    rf"(?:^|(?<=[{SCRIPT_SPACES}]))[{HASH}](?!\ufe0f)([^{SCRIPT_SPACES}\u00ad\u2060\u200b-\u200d\u20e2]+)"
)
_SIGNS = lazy_pattern(rf"[.:@${HASH}](?=[^ \n])")
"""Without which nothing stands in a word, and with nothing behind it neither."""
_EXCESS = lazy_pattern(rf"[\r\n](?:[\u00ad\u2060\u200b-\u200d{SCRIPT_SPACES}]*[\r\n]){{2,}}")


def clean(text: str) -> str:
    """`text` with no more than one empty line at a time, as the network's own software posts it."""
    return _EXCESS.sub("\n\n", text) if text.count("\n") + text.count("\r") > 2 else text


def known(domain: str) -> bool:
    """Whether `domain` ends in a delegated top-level domain, written in lower case."""
    return domain.rpartition(".")[2] in domains.delegated() and "." in domain


def links(text: str) -> Iterator[Seen]:
    """The links of `text`: http(s) up to the next white space, or a host under a known top-level domain."""
    for match in _LINK.finditer(text):
        address, end = match[1], match.end()
        if not address.startswith("http"):
            if not match[2] or not known(match[2]):
                continue
            address = f"https://{address}"
        if address[-1] in ".,;:!?":
            address, end = address[:-1], end - 1
        if address.endswith(")") and "(" not in address:
            address, end = address[:-1], end - 1
        yield Seen(FacetKind.LINK, match.start(), end, address)


def mentions(text: str) -> Iterator[Seen]:
    """The mentions of `text`: a handle is a domain name."""
    for match in _MENTION.finditer(text):
        if known(match[1]) or match[1].endswith(".test"):
            yield Seen(FacetKind.MENTION, match.start(), match.end(1), match[1])


def hashtags(text: str) -> Iterator[Seen]:
    """The hashtags of `text`: after white space, up to the next; 64 UTF-16 units at most; not digits and signs alone."""
    for match in _TAG.finditer(text):
        body = match[1]
        if all(sign in "0123456789" or punctuation(sign) for sign in body):
            continue
        while punctuation(body[-1]):
            body = body[:-1]
        if len(body.encode("utf-16-le", "surrogatepass")) // 2 <= MAX_TAG:
            start = match.start()
            yield Seen(FacetKind.HASHTAG, start, start + 1 + len(body), body)


def cashtags(text: str) -> Iterator[Seen]:
    """The cashtags of `text`, in capitals."""
    for match in _CASHTAG.finditer(text):
        yield Seen(FacetKind.CASHTAG, match.start(), match.end(1), match[1].upper())


def find(text: str) -> list[Facet]:
    """All of them in order; where two overlap, the first stands. Each word is read once: 8,192 are kept, some two megabytes."""
    return words.facets(text, _SIGNS, _seen) if words.lasting(text) else words.told(_read(text))


@lru_cache(maxsize=8192)
def _seen(word: str) -> Sequence[Seen]:
    return _read(word)


def _read(text: str) -> list[Seen]:
    found = [*links(text)]
    if "#" in text or "＃" in text:
        found += hashtags(text)
    if "@" in text:
        found += mentions(text)
    if "$" in text:
        found += cashtags(text)
    return without_overlaps(found) if len(found) > 1 else found
