"""Links as X finds them, with and without a scheme: where a domain begins and ends in a run of signs.

The grammar is that of twitter-text 3 (https://github.com/twitter/twitter-text, Apache-2.0, read 2026-11-21), written anew: a
domain is checked against a set of names instead of one pattern with 1,574 branches, so that nothing slow is compiled. What
looks odd here was tried against the official package (tests/adapt/test_official_counters.py).
"""

import re
from collections.abc import Sequence
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
_PARENS = rf"\((?!\)){_PATH}*+(?:\({_PATH}++\){_PATH}*+)?\)"
_PORT_AND_PATH = lazy_pattern(rf"(?::[0-9]+)?(/(?:{_PATH}++|{_PARENS})*+)?")
_END = rf"[{_LETTERS}{CYRILLIC}\u1c80-\u1c87+\-=_#/]"
# Brackets end a path only right behind a sign that may end one.
_PATH_WITH_BRACKETS = lazy_pattern(rf"/(?:(?:{_PATH}|{_PARENS})*{_END})?(?:{_PARENS})*+")
_NO_PATH_ENDS_WITH = "!*';:,.$%[]\u2013~@|&"
_QUERY = r"\?[a-zA-Z0-9!?*'@();:&=+$/%#\[\]\-_.,~|]*[a-zA-Z0-9\-_&=#/]"
_ITS_QUERY = lazy_pattern(_QUERY)
_SHORT = lazy_pattern(rf"{_SCHEME}[tT]\.[cC][oO]/([a-zA-Z0-9]+)(?:{_QUERY})?")
_LATIN = lazy_pattern(rf"(?:[{_LETTERS}\-]++\.)++[{_LETTERS}\-]++")
_LATIN_LABELS = lazy_pattern(rf"(?:[{_LETTERS}\-]++\.)++")
_NO_LABELS = lazy_pattern(r"(?:^|\.)(?:[_\-.]|$)|[_\-](?:\.|$)")
_PUNYCODE = lazy_pattern(r"[xX][nN]--[\-0-9a-zA-Z]+")
_ASCII_LETTERS = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"
_NOT_BEHIND = frozenset(f"{_ASCII_LETTERS}0123456789@+-")

_PLAIN = lazy_pattern(
    r" (https?://)?(?!t\.co/)(?:[a-z0-9]+(?:-[a-z0-9]+)*+\.)+([a-z]+)(?:/[A-Za-z0-9_/.=\-]*[A-Za-z0-9_/=\-]"
    r"(?:\?[A-Za-z0-9_&=.\-]*[A-Za-z0-9_&=\-])?)?"
)
"""Most links: behind a space, in plain letters, and nothing after. What it does not take is read by all the rules: a query right
behind a host, for one, which is part of the link only where there is a scheme.
"""

_ENDINGS = lazy_pattern(r"\.([a-z]+)")
"""All that may be a top-level domain in a word of ASCII in small letters. Without one no rule finds a link there."""

Span = tuple[int, int, int, bool]
"""Where a link begins and ends, how many signs of the text its weight stands for, and whether it has a scheme."""


def spans(text: str) -> Sequence[Span]:
    """The links of `text` in order."""
    if text.find(".", 0, -1) < 0:
        return ()
    return _behind_space(text) if text.startswith(" ") else _spans(text)


@lru_cache(maxsize=1024)
def _behind_space(text: str) -> Sequence[Span]:
    """The same, kept: a word behind a space is read and weighed in turn."""
    plain = _PLAIN.fullmatch(text)
    if plain and plain.end(2) <= domains.MAX_LABEL and len(text) < MAX_URL // 2 and plain[2] in domains.listed():
        return [(1, len(text), len(text) - 1, bool(plain[1]))]
    if text.isascii() and "xn--" not in text.lower() and domains.listed().isdisjoint(_ENDINGS.findall(text.lower())):
        return ()
    return _spans(text)


def _spans(text: str) -> list[Span]:
    found: list[Span] = []
    # Behind a space there is no choice what stands before a host.
    match, length = _after(text, 0) if text.startswith(" ") else _at_start(text)
    while match:
        start, scheme = match.start(2), match[1] or ""
        end = start + length
        last, has_path = _rest(text, end) if text[end : end + 1] in {":", "/", "?"} else (end, False)
        first = match.start(1) if scheme else start
        if last - first + len(scheme or "https://") <= MAX_URL and _encodable(match, end):
            if scheme:
                found += _with_scheme(text, first, last)
            elif text[match.start() : start] not in {"-", "_", ".", "/"}:
                found += _without_scheme(text, start, end, last if has_path else end)
        match, length = _after(text, last)
    return found


def _rest(text: str, start: int) -> tuple[int, bool]:
    """Where port, path and query that begin at `start` end, and whether there is a path."""
    match = _PORT_AND_PATH.match(text, start)
    path = (match and match[1]) or ""
    place = match.end() - len(path) if match else start
    if "(" in path:
        bracketed = _PATH_WITH_BRACKETS.match(text, place)
        end = bracketed.end() if bracketed else place
    else:
        end = place + len(path.rstrip(_NO_PATH_ENDS_WITH))
    query = _ITS_QUERY.match(text, end)
    return query.end() if query else end, bool(path)


def _encodable(match: re.Match[str], end: int) -> bool:
    """Whether the host up to `end` can be written in ASCII, as the official package reads it: with half of its first sign,
    where the other half stood before.
    """
    host = match.string[match.start(2) : end]
    if host[0] > "\uffff" and match.start() == match.start(2):
        host = chr(0xDC00 + (ord(host[0]) & 0x3FF)) + host[1:]
    return domains.encodable(host) and (not host.startswith("xn--") or bool(_latin_hosts(host)))


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
        end = match.end()
        length = head(match[2], text[end : end + 1])
        if length > 0:
            return match, length
        start = match.start(2)
        if length < 0 and not text.startswith("://", end):
            match = _NEXT.search(text, end)
        elif length < 0:
            # Nothing in it is a domain; but its last letters may be a scheme, behind a letter of another script.
            match = _NEXT.search(text, max(match.start() + 1, end - len("éhttps")))
        elif start > match.start():
            # The first sign of what was no host may stand before one.
            match = _NEXT.search(text, start)
        else:
            match = _SECOND.match(text, start) or _NEXT.search(text, start + 1)
    return None, 0


def _domain(match: re.Match[str], text: str) -> int:
    end = match.end(2)
    return head(match[2], text[end : end + 1])


def _with_scheme(text: str, start: int, end: int) -> list[Span]:
    short = _SHORT.match(text, start, end)
    if short:
        # The network's own short links take no further path, and one with too long a slug is none.
        if len(short[1]) > MAX_SHORT:
            return []
        end = short.end()
    return [(start, end, end - start, True)]


def _without_scheme(text: str, start: int, domain_end: int, end: int) -> list[Span]:
    """Only hosts of ASCII and accented Latin are links without a scheme; the last one takes the path."""
    found = [(start + first, start + last, last - first, False) for first, last in _latin_hosts(text[start:domain_end])]
    if found and end > domain_end:
        first, last, length, _ = found[-1]
        found[-1] = first, end, length + end - domain_end, False
        if last < domain_end:
            found[-1] = first, end, _leapt(text[first:end], text[first:last] + text[domain_end:end]), False
    return found


def _leapt(text: str, link: str) -> int:
    """How many signs of `text` the official counter leaps over for `link`, whose path stands further on: as many as it has,
    in UTF-16.
    """
    left = len(link)
    for place, sign in enumerate(text):
        if left <= 0:
            return place
        left -= 2 if sign > "\uffff" else 1
    return len(text)


def _latin_hosts(domain: str) -> list[tuple[int, int]]:
    if _LATIN.fullmatch(domain):
        return [(0, len(domain))]
    found = []
    match = _LATIN_LABELS.search(domain)
    while match:
        end = stop = match.end()
        while stop > match.start():
            label, dot, _ = domain[stop:].partition(".")
            if length := top_level(label, dot):
                end = stop + length
                found.append((match.start(), end))
                break
            stop = domain.rfind(".", match.start(), stop - 1) + 1
        match = _LATIN_LABELS.search(domain, end)
    return found


def head(host: str, after: str) -> int:
    """The length of the longest head of `host` that is a domain: labels, then a known top-level domain, or 0.

    `after` is the sign behind the host. -1 says that no name inside it is a top-level domain: none of its tails can be a
    domain either.
    """
    known = -1
    stop = len(host)
    while (dot := host.rfind(".", 0, stop)) >= 0:
        length = top_level(host[dot + 1 : stop], after)
        if length:
            if not _NO_LABELS.search(host, 0, dot) and "_" not in host[host.rfind(".", 0, dot) + 1 : dot]:
                return dot + 1 + length
            known = 0
        stop, after = dot, "."
    return known


@lru_cache(maxsize=1024)
def top_level(label: str, after: str) -> int:
    """How many letters at the head of `label` are a top-level domain, or 0; `after` is the sign behind the label."""
    for name in domains.unicode_names().get(label[:1].lower(), ()):
        if label[: len(name)].lower() == name and (label + after)[len(name) : len(name) + 1] not in _NOT_BEHIND:
            return len(name)
    letters = len(label) - len(label.lstrip(_ASCII_LETTERS))
    if label[:letters].lower() in domains.listed() and (label + after)[letters : letters + 1] not in _NOT_BEHIND:
        return letters
    match = _PUNYCODE.match(label) if label[:1] in "xX" else None
    return match.end() if match else 0
