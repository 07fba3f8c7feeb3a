"""Where a sentence ends, in French and in English: a point also stands behind abbreviations, initials and list numbers."""

import re

from scheduler.patterns import lazy_pattern

_END = lazy_pattern(r"[.!?…][\s]*[»\"”’')\]]*$")
_BEFORE = r"(?:^|[\s(\[«“\"'’/-])"
_NEVER = lazy_pattern(
    _BEFORE
    + r"(?:[A-ZÀ-Þ]|MM|M|Mme|Mmes|Mlle|Mlles|Mgr|Me|Dr|Drs|Pr|St|Ste|Mt|Mr|Mrs|Ms|Prof|Gen|Sen|Rev|Hon|Col|Capt|Lt|Sgt"
    r"|chap|p|pp|cf|i\.e|e\.g|vol|n|nos|n°|fig|inv|env|av|apr|vs|v|éd|ed|eds|coll|dir|trad|t|ill|ca|c\.-à-d|ex|bd|tél|hab"
    r"|approx|dept|est|jan|janv|feb|févr?|apr|avr|aug|juil|sept?|oct|nov|dec|déc|boul|cat|cm|réf|ref|suiv|sq|sqq|al)\.$",
    re.IGNORECASE,
)
_WORD_TOO = lazy_pattern(_BEFORE + r"(?:art|no|min|max)\.$", re.IGNORECASE)
"""Abbreviations that are words as well: the former only before a number."""
_BEFORE_STARTER = lazy_pattern(
    _BEFORE + r"(?:etc|co|ltd|inc|corp|jr|sr|cie|a\.m|p\.m|J\.-C|J\.C|(?:[A-ZÀ-Þ]\.)+[A-ZÀ-Þ]|I)\.[»\"”’')\]]*$",
    re.IGNORECASE,
)
"""May end a sentence or stand in it: an end only where the next word commonly begins one."""
_STARTER = lazy_pattern(
    r"(?:the|an?|he|she|it|they|we|you|i|how|what|when|why|where|who|this|that|these|those|in|on|at|but|and|so|if|is|are|did|do"
    r"|les?|la|une?|des?|ils?|elles?|nous|vous|je|[cdjl]|cet?|cette|ces|et|mais|ou|où|qui|que|quand|comment|pourquoi|dans|en"
    r"|sur|à|pour|puis|depuis|avec|sans|notre|nos|votre|vos|aux?|du)$",
    re.IGNORECASE,
)
_FIRST_WORD = lazy_pattern(r"[«“\"'‘(\[\s]*([^\W\d_]+)")
_NUMBERED = lazy_pattern(r"(?:(?:^|[\n•⁃])\s*|[.!?…]\s+)\(?\d{1,3}[.)]+$|(?:^|\s)\d{1,3}\.\)$")
"""The number of a list's item."""
_ITEM = lazy_pattern(r"[•⁃]|\(?(\d{1,2})(?:\.\)|\)|\.)\s+[A-ZÀ-Þ]")
_LAST_NUMBER = lazy_pattern(r"\s\d{1,2}\.$")
_FIRST_ITEM = lazy_pattern(r"(?:^|\n)\s*\(?1[.)]")
_NEAR = 24
"""Code points before a place that decide: longer than any abbreviation."""


def ends_sentence(text: str, place: int) -> bool:
    """Whether a sentence ends right before `place`: not after an abbreviation, an initial, or the number of an item."""
    tail = text[max(0, place - _NEAR) : place]
    if not _END.search(tail):
        return False
    after = text[place : place + _NEAR].lstrip()
    if after.startswith((".", "…")) or (tail[-1] in '"”»])' and after.startswith("(")):
        return False
    if _BEFORE_STARTER.search(tail):
        return _starts(after)
    if _WORD_TOO.search(tail):
        return bool(after) and not after[0].isdecimal()
    if _NUMBERED.search(tail) or (_LAST_NUMBER.search(tail) and _FIRST_ITEM.search(text, 0, place)):
        return False
    return not _NEVER.search(tail)


def abbreviated(text: str, place: int) -> bool:
    """Whether what stands right before `place` is an abbreviation's point, which what follows belongs to."""
    return text[place - 1 : place] == "." and not ends_sentence(text, place)


def begins_item(text: str, place: int) -> bool:
    """Whether an item of a list begins at `place`, inside its line."""
    found = _ITEM.match(text, place)
    if found is None:
        return False
    return found[1] is None or bool(_FIRST_ITEM.search(text, 0, place))


def _starts(after: str) -> bool:
    found = _FIRST_WORD.match(after)
    return bool(found and found[1][0].isupper() and _STARTER.match(found[1]))
