"""Links as X finds them, with and without a scheme: where a domain begins and ends in a run of signs.

The grammar is that of twitter-text 3 (https://github.com/twitter/twitter-text, Apache-2.0, read 2026-11-21), written anew: a
domain is checked against a set of names instead of one pattern with 1,574 branches, so that nothing slow is compiled. What
looks odd here was tried against the official package (tests/adapt/test_official_counters.py).
"""

import re
from collections.abc import Iterator
from functools import lru_cache

from scheduler.adapt.grammar import domains
from scheduler.adapt.grammar.signs import AT, CYRILLIC, HASH, INVALID, LATIN, PUNCTUATION, SPACES
from scheduler.patterns import lazy_pattern

MAX_URL = 4096
MAX_SHORT = 40
"""Letters of the slug of a t.co link."""

_DIRECTION = "\u202a-\u202e\u061c\u200e\u200f\u2066-\u2069"
_NAME = f"[^{PUNCTUATION}_\\-{SPACES}{INVALID}{_DIRECTION}]"
_INNER = f"[^{PUNCTUATION}{SPACES}{INVALID}{_DIRECTION}]"
_SCHEME = "[hH][tT][tT][pP][sS]?://"
_HOST = rf"({_SCHEME})?({_NAME}{_INNER}*+(?:\.{_INNER}++)++)"
_FIRST = lazy_pattern(_HOST)
_BEFORE = f"[^A-Za-z0-9{AT}${HASH}{INVALID}]"
_SECOND = lazy_pattern(f"{_BEFORE}{_HOST}")
# The official pattern reads UTF-16: half of a sign beyond the first plane may stand before the other half.
_NEXT = lazy_pattern(rf"(?:(?=[\U00010000-\U0010ffff])|{_BEFORE}){_HOST}")
# Letters whose other case is among those that a path and a host without scheme may hold.
_OTHER_CASE = "\u0260\u0269\u0275\u0280\u0283\u0288\u028a\u028c\u0292\u0399\u03b9\u1fbe\u2c65\u2c66\u2c7e\u2c7f"
_LETTERS = f"a-zA-Z0-9{LATIN}{_OTHER_CASE}"
_PATH = rf"[{_LETTERS}{CYRILLIC}\u1c80-\u1c87!*';:=+,.$/%#\[\]\-\u2013_~@|&]"
_PARENS = rf"\((?:{_PATH}+|{_PATH}*\({_PATH}+\){_PATH}*)\)"
_END = rf"[{_LETTERS}{CYRILLIC}\u1c80-\u1c87+\-=_#/]"
_QUERY = r"\?[a-zA-Z0-9!?*'@();:&=+$/%#\[\]\-_.,~|]*[a-zA-Z0-9\-_&=#/]"
_REST = lazy_pattern(rf"(?::[0-9]+)?(/(?:(?:{_PATH}|{_PARENS})*(?:{_END}|{_PARENS}))?)?(?:{_QUERY})?")
_SHORT = lazy_pattern(rf"{_SCHEME}[tT]\.[cC][oO]/([a-zA-Z0-9]+)(?:{_QUERY})?")
_LATIN_LABELS = lazy_pattern(rf"(?:[{_LETTERS}\-]+\.)+")
_PUNYCODE = lazy_pattern(r"[xX][nN]--[\-0-9a-zA-Z]+")
_ASCII_LETTERS = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"
_NOT_BEHIND = frozenset(f"{_ASCII_LETTERS}0123456789@+-")

Span = tuple[int, int, int]
"""Where a link begins and ends, and how many signs of the text its weight stands for."""


def spans(text: str) -> Iterator[tuple[Span, bool]]:
    """The links of `text` in order, and whether each has a scheme."""
    match, length = _at_start(text)
    while match:
        start, scheme = match.start(2), match[1] or ""
        end = start + length
        rest = _REST.match(text, end) if text[end : end + 1] in {":", "/", "?"} else None
        last = rest.end() if rest else end
        if last - match.start(1 if scheme else 2) + len(scheme or "https://") <= MAX_URL and _encodable(
            text[start:end]
        ):
            if scheme:
                yield from _with_scheme(text, match.start(1), last)
            elif text[match.start() : start] not in {"-", "_", ".", "/"}:
                yield from _without_scheme(text, start, end, last if rest and rest[1] else end)
        match, length = _after(text, last)


def _encodable(domain: str) -> bool:
    if domain.startswith("xn--") and not any(_latin_hosts(domain)):
        return False
    return domains.encodable(domain)


def _at_start(text: str) -> tuple[re.Match[str] | None, int]:
    """The first link: its first sign may be what stands before a host, before it may be the host's own."""
    for pattern in (_NEXT, _SECOND, _FIRST):
        match = pattern.match(text)
        length = _domain(match, text) if match else 0
        if length > 0:
            return match, length
    return _after(text, 0)


def _after(text: str, position: int) -> tuple[re.Match[str] | None, int]:
    """The next host from `position` with a domain at its head, and the domain's length."""
    match = _NEXT.search(text, position)
    while match:
        length = _domain(match, text)
        if length > 0:
            break
        start = match.start(2)
        if length < 0:
            # Nothing in it is a domain; but its last letters may be a scheme, behind a letter of another script.
            end = match.end()
            match = _NEXT.search(
                text, max(match.start() + 1, end - len("éhttps")) if text.startswith("://", end) else end
            )
        elif start > match.start():
            # The first sign of what was no host may stand before one.
            match = _NEXT.search(text, start)
        else:
            match = _SECOND.match(text, start) or _NEXT.search(text, start + 1)
    return (match, length) if match else (None, 0)


def _domain(match: re.Match[str], text: str) -> int:
    end = match.end(2)
    return head(match[2], text[end : end + 1])


def _with_scheme(text: str, start: int, end: int) -> Iterator[tuple[Span, bool]]:
    short = _SHORT.match(text, start, end)
    if short:
        # The network's own short links take no further path, and one with too long a slug is none.
        if len(short[1]) > MAX_SHORT:
            return
        end = short.end()
    yield (start, end, end - start), True


def _without_scheme(text: str, start: int, domain_end: int, end: int) -> Iterator[tuple[Span, bool]]:
    """Only hosts of ASCII and accented Latin are links without a scheme; the last one takes the path."""
    hosts = list(_latin_hosts(text[start:domain_end]))
    for first, last in hosts[:-1]:
        yield (start + first, start + last, last - first), False
    if hosts:
        first, last = hosts[-1]
        stop = end if end > domain_end else start + last
        # The official counter weighs the host and the path for so many signs, also where others stand between them.
        yield (start + first, stop, last - first + end - domain_end), False


def _latin_hosts(domain: str) -> Iterator[tuple[int, int]]:
    match = _LATIN_LABELS.search(domain)
    while match:
        end = stop = match.end()
        while stop > match.start():
            label, dot, _ = domain[stop:].partition(".")
            if length := top_level(label, dot):
                end = stop + length
                yield match.start(), end
                break
            stop = domain.rfind(".", match.start(), stop - 1) + 1
        match = _LATIN_LABELS.search(domain, end)


@lru_cache(maxsize=4096)
def head(host: str, after: str) -> int:
    """The length of the longest head of `host` that is a domain: labels, then a known top-level domain, or 0.

    `after` is the sign behind the host. -1 says that no name inside it is a top-level domain: none of its tails can be a
    domain either. At most 4,096 answers are kept, about a megabyte.
    """
    labels = host.split(".")
    odd = (k for k, label in enumerate(labels) if not label or label[0] in "-_" or label[-1] in "-_")
    valid = next(odd, len(labels))
    known = -1
    place = len(host)
    for k in range(len(labels) - 1, 0, -1):
        label = labels[k]
        place -= len(label)
        length = top_level(label, after)
        if length:
            if k <= valid and "_" not in labels[k - 1]:
                return place + length
            known = 0
        after = "."
        place -= 1
    return known


@lru_cache(maxsize=4096)
def top_level(label: str, after: str) -> int:
    """How many letters at the head of `label` are a top-level domain, or 0; `after` is the sign behind the label."""
    for name in domains.unicode_names().get(label[:1].lower(), ()):
        if label[: len(name)].lower() == name and (label + after)[len(name) : len(name) + 1] not in _NOT_BEHIND:
            return len(name)
    letters = len(label) - len(label.lstrip(_ASCII_LETTERS))
    if label[:letters].lower() in domains.listed() and (label + after)[letters : letters + 1] not in _NOT_BEHIND:
        return letters
    match = _PUNYCODE.match(label)
    return match.end() if match else 0
