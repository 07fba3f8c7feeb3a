"""When two posts nearly say the same."""

import re
import unicodedata
from collections.abc import Sequence
from difflib import SequenceMatcher

from scheduler.model.variant import Variant
from scheduler.patterns import lazy_pattern

ALIKE_TEXT = 0.85
"""From this likeness on (0 to 1, of the words in order) two texts are «nearly equal»; a fifth of the words may differ."""
ALIKE_TEXT_SAME_PICTURES = 0.5
NEARLY = 0.75
"""From this likeness on a post on the network is taken for one of ours, or for what a colleague made of it by hand.

Of the bare words (see `resemblance`). Measured on the sample calendars: two versions of one post for two networks, which is what
a person makes who copies a text and shortens it, reach 0.75 to 0.78; two different posts never more than 0.42, also of one
campaign or one series. Where it errs, a post waits for a person's look, or goes out beside another.
"""
FEW = 4
"""Texts of fewer words («Merci à tous !») are alike only where they are equal: a single word would decide."""

_WORD = lazy_pattern(r"\w+(?:['’]\w+)*")
_ADDRESS = lazy_pattern(r"(?:https?://|www\.)\S+|\b[\w-]+(?:\.[\w-]+)*\.[a-z]{2,}/\S*", re.IGNORECASE)
_HOST_OF_MENTION = lazy_pattern(r"(@[\w.-]+)@[\w.-]+")


def alike(one: Variant, other: Variant) -> bool:
    """Whether two variants nearly say the same: by their words, or by their words less strictly under equal pictures."""
    pictures = [[media.blob or media.file for part in each.parts for media in part.media] for each in (one, other)]
    floor = ALIKE_TEXT_SAME_PICTURES if pictures[0] and pictures[0] == pictures[1] else ALIKE_TEXT
    ours, theirs = (" ".join(part.text for part in each.parts).casefold().split() for each in (one, other))
    return _reaches(ours, theirs, floor)


def nearly(one: str, other: str) -> bool:
    """Whether two texts are taken for the same post: their `resemblance` is `NEARLY` or more."""
    return alike_words(bare(one), bare(other))


def alike_words(ours: Sequence[str], theirs: Sequence[str]) -> bool:
    """As `nearly`, of the words that `bare` made."""
    if min(len(ours), len(theirs)) < FEW:
        return bool(ours) and ours == theirs
    return _reaches(ours, theirs, NEARLY)


def resemblance(one: str, other: str) -> float:
    """How alike two texts are, from 0 to 1: by their words in order, without what networks change or people add.

    Addresses (networks shorten them), hosts of mentions, signs, emoji, case and widths count for nothing. A text without words
    resembles none.
    """
    ours, theirs = bare(one), bare(other)
    if min(len(ours), len(theirs)) < FEW:
        return float(bool(ours) and ours == theirs)
    return SequenceMatcher(None, ours, theirs, autojunk=False).ratio()


def bare(text: str) -> list[str]:
    """The words of `text`, as they are compared."""
    plain = unicodedata.normalize("NFKC", text).casefold().replace("’", "'")
    return _WORD.findall(_own(plain))


def verbatim(text: str) -> str:
    """`text` sign by sign, without what networks change: equal for what a program sent, seldom for what a person typed anew."""
    return " ".join(_own(unicodedata.normalize("NFC", text)).split())


def _own(text: str) -> str:
    return _HOST_OF_MENTION.sub(r"\1", _ADDRESS.sub(" ", text))


def _reaches(ours: Sequence[str], theirs: Sequence[str], floor: float) -> bool:
    matcher = SequenceMatcher(None, ours, theirs, autojunk=False)
    return matcher.real_quick_ratio() >= floor and matcher.quick_ratio() >= floor and matcher.ratio() >= floor
