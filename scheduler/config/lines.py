"""Where each key of a TOML file stands: the standard library's parser gives values without places."""

import re
from collections.abc import Mapping

from scheduler.patterns import lazy_pattern

Places = Mapping[tuple[str, ...], tuple[int, int]]
_KEY = r"""(?:[A-Za-z0-9_-]+|"[^"\n]*"|'[^'\n]*')"""
_DOTTED = rf"{_KEY}(?:\s*\.\s*{_KEY})*"
_TABLE = lazy_pattern(rf"\s*\[{{1,2}}\s*({_DOTTED})\s*\]{{1,2}}")
_PAIR = lazy_pattern(rf"(\s*)({_DOTTED})\s*=")
_STRINGS = lazy_pattern(r'"(?:\\.|[^"\\])*"|\'[^\']*\'|#.*')
_INLINE = lazy_pattern(rf"({_KEY})\s*=")


def places(text: str) -> Places:
    """The line and column (from 1) of each table and key, by its path; keys of inline tables included."""
    found: dict[tuple[str, ...], tuple[int, int]] = {}
    table: tuple[str, ...] = ()
    fence, depth = "", 0
    for number, line in enumerate(text.split("\n"), start=1):
        if fence:  # inside a string over several lines
            if fence in line:
                fence = ""
            continue
        if depth == 0:
            if header := _TABLE.match(line):
                table = _parts(header[1])
                for end in range(1, len(table) + 1):
                    found.setdefault(table[:end], (number, line.index("[") + 1))
                continue
            if pair := _PAIR.match(line):
                path = (*table, *_parts(pair[2]))
                found.setdefault(path, (number, len(pair[1]) + 1))
                for inner in _INLINE.finditer(_STRINGS.sub(lambda one: " " * len(one[0]), line), pair.end()):
                    found.setdefault((*path, *_parts(inner[1])), (number, inner.start() + 1))
        for mark in ('"""', "'''"):
            if line.count(mark) % 2:
                fence = mark
        bare = _STRINGS.sub("", line)
        depth = max(0, depth + bare.count("[") + bare.count("{") - bare.count("]") - bare.count("}"))
    return found


def _parts(dotted: str) -> tuple[str, ...]:
    return tuple(one.strip("\"'") for one in re.findall(_KEY, dotted))
