"""Hashtags, exclamation marks and capitals, as the editorial line wants them."""

import unicodedata
from collections.abc import Collection, Iterator, Sequence

from scheduler.adapt.line.words import rule
from scheduler.model.line import Limit, Tags
from scheduler.model.notice import Notice
from scheduler.model.variant import FacetKind, Part
from scheduler.patterns import lazy_pattern

_ADDRESS = lazy_pattern(r"https?://\S+|www\.\S+|#\w+|@[\w.-]+")
"""Links, hashtags and handles where a network makes no facets of them. No part of it can be read in two ways."""
_LOCAL = frozenset("._+-")
_WORD = lazy_pattern(r"[^\W_]+")
_HASHTAG = lazy_pattern(r"(?<![\w&/])#(\w+)")
_ROMAN = lazy_pattern(r"M{0,3}(?:CM|CD|D?C{0,3})(?:XC|XL|L?X{0,3})(?:IX|IV|V?I{0,3})")
_ROMAN_SIGNS = frozenset("MDCLXVI")
_WORDS_TOO = frozenset({"DIX", "MIX", "MIL", "VIL", "CIL", "CD", "MD", "LI", "MI", "DI"})
"""Roman numerals by their letters, words by their use."""
MARKS = "!！"


def bare(part: Part) -> str:
    """The text of a part with blanks in the place of its links, handles and hashtags: what is no prose is not judged as such."""
    text = part.text
    spans = [(facet.start, facet.end) for facet in part.facets]
    if any(sign in text for sign in "/#@") or "www." in text:
        spans += [_whole(text, one.start(), one.end()) for one in _ADDRESS.finditer(text)]
    if not spans:
        return text
    pieces, at = [], 0
    for start, end in sorted(spans):
        if end > at:
            pieces += [text[at : max(start, at)], " " * (end - max(start, at))]
            at = end
    return "".join([*pieces, text[at:]])


def _whole(text: str, start: int, end: int) -> tuple[int, int]:
    """A mail address from its first sign on: what stands before the @ belongs to it."""
    if text[start] == "@":
        while start and (text[start - 1].isalnum() or text[start - 1] in _LOCAL):
            start -= 1
    return start, end


def known(acronyms: Collection[str]) -> Iterator[str]:
    """Each word of what is written in capitals by right."""
    for one in acronyms:
        yield from _WORD.findall(one)


def hashtags(rules: Tags, parts: Sequence[Part], also: Collection[str]) -> Iterator[Notice]:
    """Hashtags that the line does not name, and neither the campaign nor its day sets."""
    allowed = {_tag(one) for one in (*rules.allowed, *also)}
    used: dict[str, None] = {}
    for part in parts:
        facets = [facet.value for facet in part.facets if facet.kind is FacetKind.HASHTAG]
        used |= dict.fromkeys(facets or _HASHTAG.findall(part.text))
    strange = tuple(f"#{one.removeprefix('#')}" for one in used if _tag(one) not in allowed)
    if strange:
        given = {"found": strange[0], "tags": strange, "n": len(strange), "rule": rule(rules.where)}
        yield Notice(severity=rules.severity, code="line-hashtag", arguments=given)


def _tag(text: str) -> str:
    return unicodedata.normalize("NFKC", text.removeprefix("#")).casefold()


def exclamations(limit: Limit, texts: Sequence[str]) -> Iterator[Notice]:
    """More exclamation marks than the line allows in a post."""
    number = sum(text.count(mark) for text in texts for mark in MARKS)
    if number > limit.most:
        given = {"n": number, "most": int(limit.most), "rule": rule(limit.where)}
        yield Notice(severity=limit.severity, code="line-exclamations", arguments=given)


def capitals(limit: Limit, texts: Sequence[str], acronyms: Collection[str]) -> Iterator[Notice]:
    """A greater share of words in capitals than the line allows; acronyms that it names, and Roman numerals, are none."""
    words = [one for text in texts for one in _WORD.findall(text) if not one.isdigit()]
    shouted = [one for one in words if _shouted(one, acronyms)]
    if words and len(shouted) / len(words) > limit.most:
        share = max(1, round(100 * len(shouted) / len(words)))
        given = {
            "found": shouted[0],
            "words": tuple(dict.fromkeys(shouted))[:5],
            "share": share,
            "most": round(100 * limit.most),
            "rule": rule(limit.where),
        }
        yield Notice(severity=limit.severity, code="line-capitals", arguments=given)


def _shouted(word: str, acronyms: Collection[str]) -> bool:
    if not word.isupper() or len(word) < 2 or not word.isalpha() or word in acronyms:
        return False
    roman = _ROMAN_SIGNS.issuperset(word) and word not in _WORDS_TOO and _ROMAN.fullmatch(word)
    return not roman
