"""Which content of its rotation a delivery says, as it lies in the queue: its number, and a mark of its words.

By the mark it is found again wherever its author has put others before it; by the number where its own words were edited.
"""

import hashlib
from collections.abc import Sequence

from scheduler.model.campaign import Content

SIGNS = 8


def entry(index: int, content: Content) -> str:
    """The content at `index` (from 0) of a rotation, as a delivery keeps it."""
    return f"{index + 1}:{_mark(content)}"


def place(kept: str, contents: Sequence[Content]) -> int | None:
    """Where in `contents` the one that was kept as `kept` is now; None where it was none, or is not there any more."""
    number, _, mark = kept.partition(":")
    if mark:  # earlier versions kept the number alone
        index = next((index for index, one in enumerate(contents) if _mark(one) == mark), None)
        if index is not None:
            return index
    return int(number) - 1 if number.isdecimal() and 0 < int(number) <= len(contents) else None


def _mark(one: Content) -> str:
    said = [one.text or "", *(each.text for each in one.texts or ()), *(each.file for each in one.media or ())]
    return hashlib.sha256("\n".join(said).encode()).hexdigest()[:SIGNS]
