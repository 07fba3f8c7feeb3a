"""Lines told apart without the parser: which are structure, which are the inside of a text. Serves where parsing fails."""

import re
from dataclasses import dataclass

_LINE = re.compile(
    r"""(?P<lead>[ ]*(?:-[ ]+)*)               # indentation and dashes
        (?:(?P<key>[^\s#"'\[\]{},-][^:#"]*?|"[^"]*")(?P<gap>\s*):(?=[ \t]|$)[ \t]*)?
        (?P<value>.*?)[ \t]*$""",
    re.VERBOSE,
)
_BLOCK = re.compile(r"[|>](?:[+-]?[1-9]?|[1-9][+-])\s*(?:#.*)?$")


@dataclass(frozen=True, slots=True)
class Line:
    """One line of structure, from 0: `indent` is the column of its first sign, `inner` that of its key or value."""

    number: int
    indent: int
    inner: int
    key: str
    value: str
    at: int
    """The column of `value`."""


def line(number: int, text: str) -> Line:
    """Take one line apart. Whatever it holds, something comes of it."""
    found = _LINE.match(text)
    assert found is not None
    indent = len(text) - len(text.lstrip(" "))
    key = (found["key"] or "").strip('"')
    return Line(number, indent, found.end("lead"), key, found["value"], found.start("value"))


def structure(lines: list[str]) -> list[bool]:
    """For each line whether it is structure: not inside a text after `|` or `>`, nor inside a quoted one that goes on."""
    told: list[bool] = []
    block: int | None = None
    quote = ""
    for text in lines:
        bare = text.strip(" \t")
        indent = len(text) - len(text.lstrip(" "))
        if block is not None and (not bare or indent > block):
            told.append(False)
            continue
        block = None
        if quote:
            told.append(False)
            if closing(bare, quote, 0) >= 0:
                quote = ""
            continue
        told.append(bool(bare) and not bare.startswith("#"))
        if not bare or bare[0] == "#":
            continue
        if bare[-1] not in "|>+-0123456789" and "#" not in bare and '"' not in bare and "'" not in bare:
            continue
        one = line(0, text)
        if _BLOCK.fullmatch(one.value):
            block = one.inner if one.key else max(one.inner - 2, 0)
        elif one.value[:1] in {'"', "'"} and closing(one.value, one.value[0], 1) < 0:
            quote = one.value[0]
    return told


def closing(text: str, quote: str, start: int) -> int:
    """The place of the sign that closes a text quoted with `quote`, or -1."""
    position = start
    while (position := text.find(quote, position)) >= 0:
        if quote == "'":
            if text[position + 1 : position + 2] != "'":
                return position
            position += 2
        else:
            before = len(text[:position]) - len(text[:position].rstrip("\\"))
            if before % 2 == 0:
                return position
            position += 1
    return -1
