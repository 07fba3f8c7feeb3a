"""The lines of a list's items: which are an item's own, cut out, set in as far as their new place asks, put in there."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TypeAlias

import yaml

from scheduler.campaigns.writer_scalars import Edit, newline
from scheduler.errors import Problem
from scheduler.patterns import lazy_pattern

Node: TypeAlias = yaml.ScalarNode | yaml.SequenceNode | yaml.MappingNode
_RULER = lazy_pattern(r"([-=*#_~─━═])\1{3}")
_COMMENT = lazy_pattern(r"[ \t]*#")


@dataclass(frozen=True, slots=True)
class Lines:
    """Whole lines of a text, from the first sign of the first to behind the end of the last."""

    start: int
    stop: int


def end_of(node: Node) -> int:
    """Behind the last sign of `node` itself; what YAML calls the end of a block lies behind the comments that follow it."""
    if isinstance(node, yaml.ScalarNode) or node.flow_style or not node.value:
        return int(node.end_mark.index)
    last = node.value[-1]
    return end_of(last[1] if isinstance(node, yaml.MappingNode) else last)


def line_start(text: str, place: int) -> int:
    """Where its line begins."""
    return text.rfind("\n", 0, place) + 1


def line_stop(text: str, place: int) -> int:
    """Where the next line begins."""
    return text.find("\n", place) + 1 or len(text)


def own_end(text: str, node: Node) -> int:
    """Behind the last line of `node`, blank ones at its end left out."""
    end = end_of(node)
    if text[end - 1 : end] != "\n":
        return line_stop(text, end)
    while end > 1 and not text[line_start(text, end - 1) : end].strip():
        end = line_start(text, end - 1)
    return end


def item_lines(text: str, listed: yaml.SequenceNode, number: int) -> Lines:
    """The lines of an item: from its dash to its end, with the comments below that are set in deeper.

    Raises `Problem` where the item shares its first line with something else.
    """
    column = listed.start_mark.column
    after = end_of(listed.value[number - 1]) if number else listed.start_mark.index
    place = line_start(text, after) if number == 0 or text[after - 1 : after] == "\n" else line_stop(text, after)
    while not _is_dash(text[place : line_stop(text, place)], column):
        if place >= listed.value[number].start_mark.index:
            raise Problem("writer-unfit")
        place = line_stop(text, place)
    stop = own_end(text, listed.value[number])
    below = stop
    while below < len(text):
        row = text[below : line_stop(text, below)]
        if row.strip() and not (_COMMENT.match(row) and _indent(row) > column):
            break
        below = line_stop(text, below)
        stop = below if row.strip() else stop
    return Lines(place, stop)


def with_comments(text: str, lines: Lines, column: int) -> Lines:
    """The same with the comments that stand right above, at the item's own margin; a heading between rulers stays."""
    start = lines.start
    while start > 0:
        above = line_start(text, start - 1)
        row = text[above:start]
        if not _COMMENT.match(row) or _indent(row) != column or _RULER.search(row):
            break
        start = above
    return Lines(start, lines.stop)


def without(text: str, lines: Lines, *, first: bool) -> Edit:
    """Take the lines out; of blank lines above and below, one side goes with them, and above the `first` item there are none."""
    stop = lines.stop
    above = text[line_start(text, lines.start - 1) : lines.start] if lines.start else ""
    if first or (lines.start and not above.strip()):
        while stop < len(text) and not text[stop : line_stop(text, stop)].strip():
            stop = line_stop(text, stop)
    return lines.start, stop, ""


def spaced(text: str, listed: yaml.SequenceNode) -> bool | None:
    """Whether blank lines stand between the items; None where there are too few to tell."""
    if listed.flow_style or len(listed.value) < 2:
        return None
    stop = item_lines(text, listed, 0).stop
    return not text[stop : line_stop(text, stop)].strip()


def set_in(block: str, by: int) -> str:
    """The lines moved to the right or left; blank ones, and what has no such margin, stay."""
    return "\n".join(_shifted(row, by) for row in block.split("\n"))


def put(text: str, listed: yaml.SequenceNode, number: int, block: str, *, blank: bool) -> Edit:
    """Put the lines `block` before the item `number` of a list that has items; `blank` sets a blank line between."""
    end = newline(text)
    if number < len(listed.value):
        start = with_comments(text, item_lines(text, listed, number), listed.start_mark.column).start
        return start, start, block + (end if blank else "")
    stop = item_lines(text, listed, len(listed.value) - 1).stop
    lead = "" if text[stop - 1 : stop] == "\n" else end
    return stop, stop, lead + (end if blank else "") + block


def whole_lines(text: str, lines: Lines) -> str:
    """The lines, the last one ended too."""
    block = text[lines.start : lines.stop]
    return block if block.endswith("\n") else block + newline(text)


def flow_without(listed: yaml.SequenceNode, number: int) -> Edit:
    """Take an item out of brackets, with the comma that it does not need any more."""
    items = listed.value
    if number:
        return items[number - 1].end_mark.index, items[number].end_mark.index, ""
    if len(items) > 1:
        return items[0].start_mark.index, items[1].start_mark.index, ""
    return items[0].start_mark.index, items[0].end_mark.index, ""


def flow_put(listed: yaml.SequenceNode, number: int, written: str) -> Edit:
    """Put an item into brackets."""
    items = listed.value
    if not items:
        place = listed.start_mark.index + 1
        return place, place, written
    if number < len(items):
        place = items[number].start_mark.index
        return place, place, f"{written}, "
    place = items[-1].end_mark.index
    return place, place, f", {written}"


def _is_dash(row: str, column: int) -> bool:
    return (
        row[:column].strip(" ") == "" and row[column : column + 1] == "-" and row[column + 1 : column + 2].strip() == ""
    )


def _indent(row: str) -> int:
    return len(row) - len(row.lstrip(" "))


def _shifted(row: str, by: int) -> str:
    if by >= 0:
        return " " * by + row if row.strip() else row
    return row[min(-by, _indent(row)) :]


def tried(edits: Sequence[Edit], text: str) -> str:
    """The text with all `edits` done; they do not overlap."""
    for start, stop, new in sorted(edits, reverse=True):
        text = f"{text[:start]}{new}{text[stop:]}"
    return text
