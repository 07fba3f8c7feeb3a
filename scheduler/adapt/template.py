"""The author's text taken apart once: persons, optional passages, manual breaks. What is put in is never parsed again."""

import re
from collections.abc import Callable, Sequence
from functools import lru_cache
from typing import NamedTuple

from scheduler.patterns import lazy_pattern

_BREAK = lazy_pattern(r"^[ \t]*---[ \t]*$", re.MULTILINE)
_TOKEN = lazy_pattern(r"\{\{|\}\}|\[\[|\]\]|\{([^{}|\n]+)(?:\|([^{}\n]*))?\}")


class Passage(NamedTuple):
    """A stretch of text; an optional one may be left out where there is no room."""

    text: str
    optional: bool = False


Block = tuple[Passage, ...]
"""What stands between two manual breaks."""

Fill = Callable[[str, str | None], str]
Hole = tuple[str, str | None]
"""`{name}` or `{name|words}`: what stands there, each network says for itself."""
Outline = tuple[Passage | tuple[bool, tuple[str | Hole, ...]], ...]
"""A block before its holes are filled: passages without one, and of each other whether it is optional, and its pieces."""


def _itself(name: str, _: str | None) -> str:
    return name


def blocks(template: str, fill: Fill = _itself) -> tuple[Block, ...]:
    """Take `template` apart. `fill(name, words)` gives what stands for `{name}` or `{name|words}`.

    Never fails: a `[[` or brace without its partner is text. Empty blocks are left out.
    """
    return _filled(template, fill) if "{" in template else _written_out(template)


@lru_cache(maxsize=64)
def _written_out(template: str) -> tuple[Block, ...]:
    """The blocks of a text without a hole, which are the same wherever it goes."""
    return _filled(template, _itself)


def _filled(template: str, fill: Fill) -> tuple[Block, ...]:
    found = []
    for outline in _outlines(template):
        block: list[Passage] = []
        says = False
        for one in outline:
            passage = one if isinstance(one, Passage) else _whole(one[0], one[1], fill)
            if passage.text:
                block.append(passage)
                says = says or not passage.text.isspace()
        if says:
            found.append(tuple(block))
    return tuple(found)


def _whole(optional: bool, pieces: tuple[str | Hole, ...], fill: Fill) -> Passage:
    return Passage("".join([one if type(one) is str else fill(*one) for one in pieces]), optional)


@lru_cache(maxsize=64)
def _outlines(template: str) -> tuple[Outline, ...]:
    """`template` taken apart, and kept for all networks of the post that it is written for."""
    text = template.replace("\r\n", "\n").replace("\r", "\n")
    pieces = _BREAK.split(text) if "---" in text else [text]
    return tuple([_outline(piece.strip()) for piece in pieces])


def _outline(template: str) -> Outline:
    if not _TOKEN.search(template):
        return (Passage(template),)
    passages: list[Passage | tuple[bool, tuple[str | Hole, ...]]] = []
    current: list[str | Hole] = []
    place = 0
    inside = False
    for match in _TOKEN.finditer(template):
        current.append(template[place : match.start()])
        place = match.end()
        sign = match[0]
        opens = sign == "[[" and not inside and "]]" in template[place:]
        if opens or (sign == "]]" and inside):
            passages.append(_outlined(inside, current))
            current, inside = [], opens
        elif match[1]:
            current.append((match[1].strip(), match[2]))
        else:
            current.append({"{{": "{", "}}": "}"}.get(sign, sign))
    passages.append(_outlined(inside, [*current, template[place:]]))
    return tuple(passages)


def _outlined(optional: bool, pieces: Sequence[str | Hole]) -> Passage | tuple[bool, tuple[str | Hole, ...]]:
    """A passage as far as it is known before its holes are filled: whole, where it has none."""
    for one in pieces:
        if not isinstance(one, str):
            return optional, tuple(pieces)
    return Passage("".join(map(str, pieces)), optional)


def written(block: Block, dropped: int = 0) -> str:
    """The text of `block` without its last `dropped` optional passages, the white space around them mended."""
    if not dropped:
        return (block[0].text if len(block) == 1 else "".join([passage.text for passage in block])).strip()
    optional = [i for i, passage in enumerate(block) if passage.optional]
    gone = set(optional[len(optional) - dropped :])
    text = ""
    mending = False
    for i, passage in enumerate(block):
        if i in gone:
            mending = True
            continue
        text = _joined(text, passage.text) if mending else text + passage.text
        mending = False
    return text.strip()


def _joined(before: str, after: str) -> str:
    """`before` and `after` with the wider of the two white spaces that stood around what was left out."""
    head, tail = before.rstrip(), after.lstrip()
    left, right = before[len(head) :], after[: len(after) - len(tail)]
    if not tail:
        return head
    gap = max(left, right, key=lambda one: (one.count("\n"), len(one)))
    if tail[0] in ".,;:!?…" and "\n" not in gap:
        gap = right
    return f"{head}{gap}{tail}"


def optional(block: Block) -> tuple[str, ...]:
    """The optional passages of `block`, in order."""
    return tuple(passage.text.strip() for passage in block if passage.optional)
