"""The weighted length of a text on X: links 23, emoji 2, most letters 1.

A text is weighed by its words: no link and no emoji holds a space or a line's end, so the words weigh alone what they weigh
together, but for the first (see `hosts`). Each word is weighed once and kept: 8,192 words a scale, about a megabyte. A text of
long words (`words.lasting`) is weighed whole: they hardly come again.
"""

import re
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache

from scheduler.adapt.grammar import emoji, hosts, words
from scheduler.patterns import lazy_pattern

LINK_LENGTH = 23


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Weights:
    """One version of twitter-text's configuration: what weighs 2 instead of 1, and whether each emoji weighs 2 as a whole."""

    heavy: re.Pattern[str]
    emoji: bool = True


V3 = Weights(heavy=lazy_pattern("[^\u0000-\u10ff\u2000-\u200d\u2010-\u201f\u2032-\u2037]+"))
"""https://github.com/twitter/twitter-text/blob/master/config/v3.json, read 2026-11-21. The pattern finds runs."""


def weighted(text: str, weights: Weights = V3, link_length: int = LINK_LENGTH) -> int:
    """The weighted length of `text`, in NFC: links as `link_length`, emoji and heavy characters as `weights` say."""
    if not text.isascii():
        text = unicodedata.normalize("NFC", text)
    if not words.lasting(text):
        return _weigh(text, weights, link_length)
    weigh = _scale(weights, link_length)
    first, *others = text.replace("\n", " ").split(" ")
    if "." in first and not (first[0].isascii() and first[0].isalnum()):
        return _weigh(first, weights, link_length) + sum(map(weigh, others)) + len(others)
    return weigh(first) + sum(map(weigh, others)) + len(others)


@lru_cache(maxsize=8)
def _scale(weights: Weights, link_length: int) -> Callable[[str], int]:
    """What weighs one word behind a space, and remembers it."""

    @lru_cache(maxsize=8192)
    def weigh(word: str) -> int:
        if "." not in word:
            return len(word) if word.isascii() else _weigh_signs(word, weights)
        return _weigh(f" {word}", weights, link_length) - 1

    return weigh


def _weigh(text: str, weights: Weights, link_length: int) -> int:
    """The weight of `text`, which is in NFC, as a whole."""
    pieces: list[str] = []
    place = extra = 0
    for start, _, counted, _ in hosts.spans(text):
        # A sign of weight 1 stands for each link, so that nothing on its two sides grows together.
        pieces += text[place:start], "\x00"
        place = start + counted
        extra += link_length - 1
    if pieces:
        text = "".join([*pieces, text[place:]])
    return extra + (len(text) if text.isascii() else _weigh_signs(text, weights))


def _weigh_signs(text: str, weights: Weights) -> int:
    """The weight of `text`, which holds no link."""
    count = 0
    if weights.emoji and emoji.MAYBE.search(text):
        text, count = emoji.EMOJI.subn("", text)
    return 2 * count + len(text) + sum(map(len, weights.heavy.findall(text)))
