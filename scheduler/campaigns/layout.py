"""Lines told apart without the parser: which are structure, which are the inside of a text. Serves where parsing fails."""

import re
from dataclasses import dataclass

from scheduler.patterns import lazy_pattern

# Possessive, and the spaces behind key and value are taken off afterwards: a line is walked once, however long it is.
LINE = r"""(?P<lead>[ ]*+(?:-[ ]++)*+)               # indentation and dashes
        (?:(?P<key>[^\s#"'\[\]{},-][^:#"]*+|"[^"]*+")\s*+:(?=[ \t]|$)[ \t]*+)?+
        (?P<value>.*+)$"""
_LINE = lazy_pattern(
    LINE,
    re.VERBOSE,
)
_BLOCK = lazy_pattern(r"(?:^|:[ \t]+)[|>](?:[+-]?[1-9]?|[1-9][+-])[ \t]*(?:[ \t]#.*)?$")


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
    key = (found["key"] or "").rstrip().strip('"')
    return Line(number, indent, found.end("lead"), key, found["value"].rstrip(" \t"), found.start("value"))


def structure(lines: list[str]) -> list[bool]:
    """For each line whether it is structure: not inside a text after `|` or `>`, nor inside a quoted one that goes on."""
    told: list[bool] = []
    block: int | None = None
    quote = ""
    for text in lines:
        bare = text.strip(" \t")
        if block is not None:
            if not bare or len(text) - len(text.lstrip(" ")) > block:
                told.append(False)
                continue
            block = None
        if quote:
            told.append(False)
            if closing(bare, quote, 0) >= 0:
                quote = ""
            continue
        structural = bool(bare) and bare[0] != "#"
        told.append(structural)
        # Most lines hold none of these four signs: nothing begins in them that goes on below.
        if not structural or not ("|" in bare or ">" in bare or '"' in bare or "'" in bare):
            continue
        body = text.lstrip(" -")
        if _BLOCK.search(body):
            inner = len(text) - len(body)
            block = max(inner - 2, 0) if body[0] in "|>" else inner
        else:
            value = line(0, text).value
            if value[:1] in {'"', "'"} and closing(value, value[0], 1) < 0:
                quote = value[0]
    return told


def plainly_inside(lines: list[str], number: int) -> bool:
    """Whether the nearest line above that is set in less begins a text: cheap, and true of nearly every line of a text."""
    indent = len(lines[number]) - len(lines[number].lstrip(" "))
    for above in range(number - 1, max(-1, number - 60), -1):
        body = lines[above].lstrip(" -")
        if body and len(lines[above]) - len(lines[above].lstrip(" ")) < indent:
            return body[-1] in "|>" and _BLOCK.search(body) is not None
    return False


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
