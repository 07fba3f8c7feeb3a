"""Links, mentions and hashtags as Mastodon finds them.

Written from its tests and behaviour (https://github.com/mastodon/mastodon, spec/lib/extractor_spec.rb and
spec/models/{tag,account}_spec.rb, read 2026-11-21), not from its code: only links with http(s) are links, a path may hold any
letter, and a hashtag stands after white space or at the start.
"""

import re
import unicodedata
from collections.abc import Iterator, Sequence
from functools import lru_cache

from scheduler.adapt.grammar import hosts, words
from scheduler.adapt.grammar.signs import HASH, hashes, letter, word
from scheduler.adapt.grammar.words import Seen, without_overlaps
from scheduler.model.variant import Facet, FacetKind
from scheduler.patterns import lazy_pattern

MAX_DOMAIN = 253
_HEAD = lazy_pattern(r"(?:(?<=^)|(?<=[^\w@＠$#＃/]))https?://[^\s/?#<>()\[\]「」\"'«»]+", re.IGNORECASE)
_PATH = r"[^\s<>()?\"「」]"
_PARENS = rf"\((?:{_PATH}*\({_PATH}*\)){_PATH}*\)|\({_PATH}*\)"
_LAST = r"[^\s<>()?!*\"'「」;:=,.$%\[\]~&|»…]"
_REST = lazy_pattern(
    rf"(?:/(?:(?:{_PATH}|{_PARENS})*(?:{_LAST}|{_PARENS}))?)?(?:\?(?:[^\s<>\"「」])*[^\s<>\"'「」!?*();:,.\[\]~|»…])?"
)
_MENTION = lazy_pattern(
    r"(?<![=/\w])@([a-z0-9_]+(?:[a-z0-9_.\-]+[a-z0-9_]+)?)(?:@([\w\-]+(?:\.[\w\-]+)*(?::[0-9]+)?))?", re.IGNORECASE
)
_MIDDLE = "·・\u200c"
_SELECTORS = "\ufe0e\ufe0f"
"""Behind an emoji; in a hashtag they say nothing."""
_PORT = lazy_pattern(":[0-9]+")
_BARRED = str.maketrans("đħıłøŧðŋĸ", "dhilotdnk")
"""Latin letters that Unicode does not take apart."""
_SIGNS = lazy_pattern(rf"[:@{HASH}](?=[^ \n])")
"""Without which nothing stands in a word, and with nothing behind it neither."""


def links(text: str) -> list[Seen]:
    """The links of `text`: http or https, a host under a known top-level domain, at most 4096 signs."""
    found = []
    position = 0
    while match := _HEAD.search(text, position):
        position = match.end()
        scheme = match[0].index("//") + 2
        start = match.start() + scheme
        end = start + hosts.head(text[start : match.end()], text[match.end() : match.end() + 1])
        if end <= start:
            continue
        port = _PORT.match(text, end)
        rest = _REST.match(text, port.end() if port else end)
        position = max(position, rest.end() if rest else end)
        last = rest.end() if rest else end
        if last - match.start() <= hosts.MAX_URL:
            found.append(Seen(FacetKind.LINK, match.start(), last, text[match.start() : last]))
    return found


def mentions(text: str) -> Iterator[Seen]:
    """The mentions of `text`, `@who` and `@who@host`; a host of more than 253 signs is none."""
    for match in _MENTION.finditer(text):
        host = match[2]
        if text.startswith("@", match.end()) or (host and len(host) > MAX_DOMAIN):
            continue
        value = f"{match[1]}@{host}" if host else match[1]
        yield Seen(FacetKind.MENTION, match.start(), match.end(), value)


def hashtags(text: str) -> Iterator[Seen]:
    """The hashtags of `text`: at the start or after white space, one letter at least, begun and ended by a word's sign."""
    for start in hashes(text):
        if start and not (text[start - 1].isspace() or text[start - 1] == "\ufeff"):
            continue
        end = start + 1
        while end < len(text) and (word(text[end]) or (text[end] in _MIDDLE and end > start + 1)):
            end += 1
        while text[end - 1] in _MIDDLE:
            end -= 1
        if text.startswith("://", end):
            end = start + 1 + len(re.sub(r"(?<=.)https?$", "", text[start + 1 : end]))
        body = text[start + 1 : end]
        if any(letter(one) or one == "_" for one in body):
            yield Seen(FacetKind.HASHTAG, start, end, body)


def shown_name(hashtag: str) -> str:
    """How the network writes a hashtag: without what cannot stand in one."""
    return "".join(one for one in hashtag if one in _MIDDLE or (word(one) and one not in _SELECTORS))


@lru_cache(maxsize=512)
def name(hashtag: str) -> str:
    """Which hashtag it is: `#Été`, `ETE` and `ete` are one. Wide and narrow forms, case and the accents of Latin letters go."""
    plain = unicodedata.normalize("NFKC", hashtag).lower()
    return shown_name(unicodedata.normalize("NFC", "".join(map(_bare, plain))).translate(_BARRED))


def _bare(sign: str) -> str:
    """A Latin letter without its accents; other letters keep theirs: a voiced kana is another one."""
    first = unicodedata.normalize("NFD", sign)[0]
    return first if first.isascii() else sign


def find(text: str) -> list[Facet]:
    """All of them in order; where two overlap, the first stands. Each word is read once: 4,096 are kept, about a megabyte."""
    return words.facets(text, _SIGNS, _seen) if words.lasting(text) else words.told(_read(text))


@lru_cache(maxsize=4096)
def _seen(word: str) -> Sequence[Seen]:
    return _read(word)


def _read(text: str) -> list[Seen]:
    found = links(text) if "://" in text else []
    if "#" in text or "＃" in text:
        found += hashtags(text)
    if "@" in text:
        found += mentions(text)
    return without_overlaps(found) if len(found) > 1 else found
