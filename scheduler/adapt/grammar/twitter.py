"""Links, mentions, hashtags and cashtags as X finds them.

The rules of twitter-text 3 (https://github.com/twitter/twitter-text, Apache-2.0, read 2026-11-21), written anew. Its tables of
letters are as old as it is: what Unicode has added since is a letter here, as it is to X's own pages.
"""

from collections.abc import Iterator, Sequence
from functools import lru_cache

from scheduler.adapt.grammar import hosts, words
from scheduler.adapt.grammar.signs import AT, HASH, INVALID, LATIN, PUNCTUATION, SCRIPT_SPACES, SPACES, hashes, letter
from scheduler.adapt.grammar.words import Seen, without_overlaps
from scheduler.model.variant import Facet, FacetKind
from scheduler.patterns import lazy_pattern

__all__ = ["INVALID", "answers", "cashtags", "find", "hashtags", "links", "mentions", "without_overlaps"]

_MENTION = lazy_pattern(
    rf"[{AT}](?:(?<![a-zA-Z0-9_!#$%&*{AT}].)|(?<=^[rR][tT].)|(?<=[^a-zA-Z0-9_+~.\-][rR][tT].))"
    r"([a-zA-Z0-9_]{1,20})(/[a-zA-Z][a-zA-Z0-9_\-]{0,24})?"
)
_NO_MENTION = lazy_pattern(rf"[{AT}]|[{LATIN}]|://")
_REPLY = lazy_pattern(rf"[{SPACES}]*[{AT}]([a-zA-Z0-9_]{{1,20}})")
_CASHTAG = lazy_pattern(
    rf"\$(?<![^{SPACES}].)([a-zA-Z]{{1,6}}(?:[._][a-zA-Z]{{1,2}})?)"
    rf"(?=\Z|[{SCRIPT_SPACES}{PUNCTUATION}_\-])"
)
_SIGN = lazy_pattern(rf"[.${HASH}{AT}](?=[^ \n])")
"""Without which nothing stands in a word, and with nothing behind it neither."""
_PLAIN_TAG = lazy_pattern("[A-Za-z0-9_À-ÖØ-öø-ÿ]*")
_JOINERS = frozenset(
    "_\u200c\u200d\ua67e\u05be\u05f3\u05f4\uff5e\u301c\u309b\u309c\u30a0\u30fb\u3003\u0f0b\u0f0c\u00b7"
)


def links(text: str) -> list[Seen]:
    """The links of `text`, with and without a scheme, in order. A link's value is its address, with a scheme."""
    return [
        Seen(FacetKind.LINK, start, end, text[start:end] if scheme else f"https://{text[start:end]}")
        for start, end, _, scheme in hosts.spans(text)
    ]


def mentions(text: str) -> Iterator[Seen]:
    """The mentions of `text`; a list (`@who/list`) is the mention of its owner with the list's name."""
    read = 0
    for match in _MENTION.finditer(text):
        start, end = match.span()
        # What stands before is not yet part of the mention before.
        if start and start == read:
            continue
        read = end
        if not _NO_MENTION.match(text, end):
            yield Seen(FacetKind.MENTION, start, end, match[1] + (match[2] or ""))


def hashtags(text: str) -> Iterator[Seen]:
    """The hashtags of `text`: letters, marks, digits and a few joiners, one letter at least."""
    read = -1
    for start in hashes(text):
        # What stands before is not yet part of the hashtag before.
        if start <= read or not _boundary(text, start):
            continue
        plain = _PLAIN_TAG.match(text, start + 1)
        end = plain.end() if plain else start + 1
        while end < len(text) and _tagged(text[end]):
            end += 1
        body = text[start + 1 : end]
        if not any(map(letter, body)) or body[0] in "\ufe0f\u20e3":
            continue
        read = end
        if not text.startswith((*HASH, "://"), end):
            yield Seen(FacetKind.HASHTAG, start, end, body)


def _tagged(sign: str) -> bool:
    return sign in _JOINERS or letter(sign) or sign.isdecimal()


def _boundary(text: str, start: int) -> bool:
    before = text[start - 1] if start else ""
    return not before or before in "\ufe0e\ufe0f" or not (before == "&" or _tagged(before))


def cashtags(text: str) -> Iterator[Seen]:
    """The cashtags of `text`."""
    for match in _CASHTAG.finditer(text):
        yield Seen(FacetKind.CASHTAG, match.start(), match.end(), match[1])


def find(text: str) -> list[Facet]:
    """All of them in order; where two overlap, the first stands.

    Nothing of them holds a space or a line's end, so each word is read alone, once: 8,192 words are kept, some two megabytes.
    """
    if not words.lasting(text):
        return words.told(_read(text))
    if text[:1].isascii() and text[:1].isalnum():
        return words.facets(text, _SIGN, _seen, before=1)
    # Before the first sign of a text stands nothing, not even a space: a host is read otherwise there.
    end = len(text.replace("\n", " ").partition(" ")[0])
    return [*words.told(_read(text[:end])), *words.facets(text, _SIGN, _seen, end=end, before=1)]


@lru_cache(maxsize=8192)
def _seen(word: str) -> Sequence[Seen]:
    """What stands in `word` behind a space, at its place there."""
    return _read(f" {word}")


def _read(text: str) -> list[Seen]:
    found = links(text)
    if "#" in text or "＃" in text:
        found += hashtags(text)
    if "@" in text or "＠" in text:
        found += mentions(text)
    if "$" in text:
        found += cashtags(text)
    return without_overlaps(found) if len(found) > 1 else found


def answers(text: str) -> str | None:
    """Whom `text` answers: the mention that it begins with, or None."""
    match = _REPLY.match(text)
    return match[1] if match and not _NO_MENTION.match(text, match.end()) else None
