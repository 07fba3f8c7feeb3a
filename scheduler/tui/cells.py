"""Outside text in the cells of a terminal: harmless, on one line, of a width that every terminal agrees on."""

import re
from functools import lru_cache

from rich.cells import cell_len, set_cell_size

from scheduler.plain import harmless

# Terminals disagree whether these take one cell, two or four: the variation that asks for colour, what a joiner adds to an
# emoji, skin tones, and pairs of letters that some draw as a flag.
_JOINED = re.compile(
    "(?:\u200d[\u2190-\u2bff\U0001f000-\U0001faff]\ufe0f?|[\ufe0e\ufe0f\u200d]|[\U0001f3fb-\U0001f3ff])"
)
_FIXED = re.compile("[\u00a0\u202f]")
_LETTERS = re.compile("[\U0001f1e6-\U0001f1ff]")


@lru_cache(maxsize=4096)
def cells(text: str) -> str:
    """`text` on one line, harmless, without secrets, and of one width everywhere."""
    plain = harmless(" ".join(text.split()))
    if plain.isascii():
        return plain
    return _LETTERS.sub(lambda found: chr(ord(found[0]) - 0x1F1E6 + ord("A")), _JOINED.sub("", plain))


def unbroken(text: str) -> str:
    """As `cells`, with its no-break spaces: «× 1,20» is not broken in two. For words of ours."""
    return " ".join("\u00a0".join(cells(part) for part in _FIXED.split(word)) for word in text.split(" "))


def width(text: str) -> int:
    """How many cells `text` takes."""
    return cell_len(text)


def fit(text: str, most: int) -> str:
    """`text` in exactly `most` cells: filled with spaces, or cut, which an ellipsis shows."""
    if most <= 0:
        return ""
    if cell_len(text) <= most:
        return set_cell_size(text, most)
    return set_cell_size(set_cell_size(text, most - 1).rstrip() + "…", most)


def wrapped(text: str, most: int, lines: int = 0) -> list[str]:
    """`text` in lines of at most `most` cells, broken between words; at most `lines` of them, the last cut (0: all)."""
    made: list[str] = []
    line = ""
    for word in text.split(" "):
        longer = f"{line} {word}" if line else word
        if cell_len(longer) <= most:
            line = longer
            continue
        if line:
            made.append(line)
        rest = word
        while cell_len(rest) > most:
            head = set_cell_size(rest, most).rstrip()
            made.append(head)
            rest = rest[len(head) :]
        line = rest
    made.append(line)
    if lines and len(made) > lines:
        made = [*made[: lines - 1], fit(" ".join(made[lines - 1 :]), most).rstrip()]
    return made


def paragraphs(text: str, most: int) -> list[str]:
    """`text` with its own line breaks kept, each paragraph wrapped: a post as a card shows it."""
    return [line for one in text.split("\n") for line in wrapped(cells(one), most)]
