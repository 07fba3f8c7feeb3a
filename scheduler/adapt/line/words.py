"""Words that a text should not hold, should say otherwise, or should hold. Whole words, found by looking up, never by pattern.

Case does not count; accents do, unless a word stands in capitals without them (`ETE` is `été`). An elided article stays apart
(`l'expo`), a hyphen joins (`porte` is not in `porte-parole`), a plural in -s, -x or -aux is the same word.
"""

import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from scheduler.model.line import Term
from scheduler.model.notice import Notice, Where
from scheduler.patterns import lazy_pattern

_WORD = lazy_pattern(r"[^\W_]+")
_JOINTS = frozenset(" \t\n\r\u00a0\u202f\u2009'’-\u2010\u2011\u00ad")
"""What may stand between the words of one expression."""
_HYPHENS = frozenset("-\u2010\u2011")
_AFTER_HYPHEN = frozenset(
    (
        "ci",
        "là",
        "la",
        "il",
        "ils",
        "elle",
        "elles",
        "on",
        "je",
        "tu",
        "nous",
        "vous",
        "moi",
        "toi",
        "lui",
        "leur",
        "le",
    )
) | {"leurs", "les", "y", "en", "t", "ce", "même", "mêmes", "s"}
"""What French sets behind a word with a hyphen without making another word of it: `cette expo-là`, `viendra-t-il`."""
WIDEST = 3
"""Signs between two words of one expression."""
Forms = tuple[frozenset[str], ...]


@dataclass(frozen=True, slots=True)
class Token:
    """One word of a text: as it is compared, and where it stands."""

    word: str
    upper: bool
    start: int
    end: int


class Index:
    """Terms by their first word, so that a text is looked through once, whatever their number."""

    def __init__(self, terms: Sequence[Term]) -> None:
        self._by_first: dict[str, list[tuple[Term, Forms]]] = {}
        for term in terms:
            for written in term.words:
                forms = tuple(_forms(fold(one)) for one in _WORD.findall(written))
                for first in {plain(form) for form in forms[0]} if forms else ():
                    self._by_first.setdefault(first, []).append((term, forms))

    def __bool__(self) -> bool:
        return bool(self._by_first)

    def found(self, text: str) -> Iterator[tuple[Term, str]]:
        """Each term that stands in `text`, once, with the words as they are written there."""
        tokens: list[Token] | None = None
        said: set[int] = set()
        for number, one in enumerate(_WORD.finditer(text)):
            candidates = self._by_first.get(plain(fold(one[0])))
            if candidates is None:
                continue
            tokens = tokens if tokens is not None else tokenised(text)
            for term, forms in candidates:
                if id(term) not in said and _stands(tokens, number, forms, text):
                    said.add(id(term))
                    whole = text[tokens[number].start : tokens[number + len(forms) - 1].end]
                    yield term, " ".join(whole.split())


def tokenised(text: str) -> list[Token]:
    """The words of `text` in order."""
    return [Token(fold(one[0]), one[0].isupper(), one.start(), one.end()) for one in _WORD.finditer(text)]


@lru_cache(maxsize=20_000)
def fold(word: str) -> str:
    """A word as it is compared: small letters, ligatures and letters of other shapes resolved, accents kept."""
    if word.isascii():
        return word.lower()
    return unicodedata.normalize("NFKC", word).casefold().replace("œ", "oe").replace("æ", "ae")


@lru_cache(maxsize=20_000)
def plain(word: str) -> str:
    """`word` without its accents."""
    if word.isascii():
        return word
    return "".join(sign for sign in unicodedata.normalize("NFD", word) if not unicodedata.combining(sign))


def _forms(word: str) -> frozenset[str]:
    """The word and its plurals, where these are simple."""
    if len(word) < 3 or word[-1] in "sxz" or not word.isalpha():
        return frozenset({word})
    made = {word, f"{word}s"}
    if word.endswith(("eau", "eu", "ou")):
        made.add(f"{word}x")
    if word.endswith("al"):
        made.add(f"{word[:-2]}aux")
    if word.endswith("y") and word[-2] not in "aeiou":
        made.add(f"{word[:-1]}ies")
    return frozenset(made)


def _stands(tokens: Sequence[Token], at: int, forms: Forms, text: str) -> bool:
    """Whether the words of `forms` stand from token `at` on, one behind the other, and joined to no other word."""
    last = at + len(forms) - 1
    if last >= len(tokens) or not all(_same(tokens[at + n], forms[n]) for n in range(len(forms))):
        return False
    for n in range(at, last):
        between = text[tokens[n].end : tokens[n + 1].start]
        if len(between) > WIDEST or not set(between) <= _JOINTS:
            return False
    return not _joined_before(tokens, at, text) and not _joined_after(tokens, last, text)


def _same(token: Token, forms: frozenset[str]) -> bool:
    return token.word in forms or (token.upper and token.word.isascii() and token.word in {plain(one) for one in forms})


def _joined_before(tokens: Sequence[Token], at: int, text: str) -> bool:
    """A hyphen or a point without a space before it: part of a longer word, or of an address."""
    start = tokens[at].start
    return at > 0 and tokens[at - 1].end == start - 1 and (text[start - 1] in _HYPHENS or text[start - 1] in "._/")


def _joined_after(tokens: Sequence[Token], at: int, text: str) -> bool:
    end = tokens[at].end
    if at + 1 >= len(tokens) or tokens[at + 1].start != end + 1:
        return False
    sign, follower = text[end], tokens[at + 1].word
    return sign in "._" or (sign in _HYPHENS and follower not in _AFTER_HYPHEN)


def rule(where: Where) -> str:
    """A rule's own place, short enough for a sentence."""
    name = Path(where.file).name
    return f"{name}:{where.line}" if where.line else name


def avoided(index: Index, texts: Sequence[str], theme: str) -> Iterator[Notice]:
    """Words that the line avoids."""
    for term, found in _once(index, texts, theme):
        code = "line-avoid-why" if term.why else "line-avoid"
        why = {"why": term.why} if term.why else {}
        yield Notice(severity=term.severity, code=code, arguments={"found": found, **why, "rule": rule(term.where)})


def preferred(index: Index, texts: Sequence[str], theme: str) -> Iterator[Notice]:
    """Words for which the line has better ones."""
    for term, found in _once(index, texts, theme):
        given = {"found": found, "say": term.say, "rule": rule(term.where)}
        yield Notice(severity=term.severity, code="line-prefer", arguments=given)


def required(terms: Sequence[Term], texts: Sequence[str], theme: str) -> Iterator[Notice]:
    """Words of which one must be there, and is not."""
    asked = [term for term in terms if term.scope.on(theme)]
    whole = _squeezed("\n".join(texts)) if asked else ""
    for term in asked:
        if not any(_holds(whole, _squeezed(one)) for one in term.words):
            code = "line-require" if len(term.words) == 1 else "line-require-any"
            yield Notice(severity=term.severity, code=code, arguments={"words": term.words, "rule": rule(term.where)})


def _once(index: Index, texts: Sequence[str], theme: str) -> Iterator[tuple[Term, str]]:
    if not index:
        return
    said: set[int] = set()
    for text in texts:
        for term, found in index.found(text):
            if id(term) not in said and term.scope.on(theme):
                said.add(id(term))
                yield term, found


def _squeezed(text: str) -> str:
    """`text` for comparing: small letters, one kind of space and of apostrophe."""
    return " ".join(unicodedata.normalize("NFKC", text).casefold().replace("’", "'").split())


def _holds(whole: str, words: str) -> bool:
    """Whether `words` stand in `whole` and are not part of longer ones."""
    start = whole.find(words)
    while start >= 0:
        end = start + len(words)
        free_before = start == 0 or not (whole[start - 1].isalnum() and words[0].isalnum())
        free_after = end == len(whole) or not (whole[end].isalnum() and words[-1].isalnum())
        if free_before and free_after:
            return True
        start = whole.find(words, start + 1)
    return False
