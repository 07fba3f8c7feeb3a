"""What may go wrong inside a text: braces, persons, optional passages, breaks, words that were to be replaced."""

import re
from collections.abc import Collection, Iterator

from scheduler.campaigns.desk import CLOSING, OPENING, Desk
from scheduler.campaigns.source import HIDDEN, named
from scheduler.campaigns.tree import Node, Text
from scheduler.model.notice import Where
from scheduler.model.spelling import nearest
from scheduler.patterns import lazy_pattern

RESERVED = ("follower", "n", "days", "date")
"""Values that the program puts in; no person may bear these names."""
_UNFINISHED = lazy_pattern(
    r"(?<!\w)(?:[AÀ]\s+COMPL[EÉ]TER|[AÀ]\s+FAIRE|TODO|TBD|FIXME|TBC|x{3,}|X{3,}|lorem ipsum)(?!\w)|\?\?\?+|\[\.\.\.\]"
)
_HINTS = ("COMPL", "FAIRE", "TODO", "TBD", "FIXME", "TBC", "xxx", "XXX", "lorem", "???", "[...]")
"""One of these stands in all that `_UNFINISHED` finds: ten times as fast to look for."""
_BRACES = lazy_pattern(r"\{\{|\}\}|\{[^{}]*\}|[{}]")
_PASSAGE = lazy_pattern(r"\[\[|\]\]")
_CONTROL = lazy_pattern(r"[\x00-\x08\x0b-\x1f\x7f-\x9f]")
_NAME = lazy_pattern(r"[A-Za-z0-9]+(?:[-_][A-Za-z0-9]+)*")


class Terms:
    """What a text may name: `people` (None where they could not be read), and which of the reserved values."""

    def __init__(self, people: Collection[str] | None, values: Collection[str]) -> None:
        self.people = people
        self.values = frozenset(values)

    def welcoming(self) -> "Terms":
        """The same, for a welcome text: it alone may name its follower."""
        return Terms(self.people, {"follower"})


def check(text: str, node: Text, desk: Desk, terms: Terms, *, draft: bool = False) -> None:
    """Note what is wrong in `text`, each at its own place. A draft may be unfinished."""
    if not draft:
        unfinished(text, node, desk)
    if node.style == '"' and (control := _CONTROL.search(text)):
        desk.error("control-character", desk.at(node), character=control.group())
    # Elsewhere they stand in the file itself, where they are found whole; here they were written as escapes.
    if node.style == '"' and (hidden := HIDDEN.search(text)) and not any(hidden.group() in one for one in desk.lines):
        desk.warning("hidden-character", desk.at(node), character=hidden.group(), name=named(hidden.group()))
    if text[:1] in OPENING and text[-1:] in CLOSING and len(text) > 1:
        desk.warning("quotes-around-text", desk.at(node))
    faults = [*_braces(text, terms)] if "{" in text or "}" in text else []
    faults += _passages(text) if "[[" in text or "]]" in text else ()
    for code, needle, start, arguments in faults:
        desk.error(code, place(desk, node, needle, text.count(needle, 0, start)), **arguments)
    for nth in _breaks(text) if "---" in text else ():
        desk.error("break-without-text", place(desk, node, "---", nth))


def unfinished(text: str, node: Text, desk: Desk) -> None:
    """Note each word that says that the text is not finished."""
    for hint in _HINTS:
        if hint in text:
            break
    else:
        return
    for found in _UNFINISHED.finditer(text):
        nth = text.count(found.group(), 0, found.start())
        desk.error("text-unfinished", place(desk, node, found.group(), nth), word=found.group())


Fault = tuple[str, str, int, dict[str, object]]
"""A code, the written word it is about, where that stands in the text, arguments."""


def _braces(text: str, terms: Terms) -> Iterator[Fault]:
    for found in _BRACES.finditer(text):
        written = found.group()
        if written in {"{{", "}}"}:
            continue
        start = found.start()
        if len(written) == 1:
            yield "brace-alone", written, start, {"brace": written}
            continue
        name, bar, words = written[1:-1].partition("|")
        if name in RESERVED and not bar:
            if name not in terms.values:
                code = "follower-elsewhere" if name == "follower" else "value-elsewhere"
                yield code, written, start, {"name": name}
        elif not _NAME.fullmatch(name):
            yield "brace-unfit", written, start, {"given": written}
        elif bar and not words.strip():
            yield "person-without-words", written, start, {"name": name}
        elif terms.people is not None and name not in terms.people:
            meant = nearest(name, (*terms.people, *terms.values))
            yield "person-unknown-meant" if meant else "person-unknown", written, start, {"name": name, "meant": meant}


def _passages(text: str) -> Iterator[Fault]:
    opened: re.Match[str] | None = None
    for found in _PASSAGE.finditer(text):
        sign, start = found.group(), found.start()
        if sign == "[[":
            if opened is not None:
                yield "passage-nested", sign, start, {}
            opened = found
        elif opened is None:
            yield "passage-unopened", sign, start, {}
        else:
            if not text[opened.end() : found.start()].strip():
                yield "passage-empty", "[[", opened.start(), {}
            opened = None
    if opened is not None:
        yield "passage-unclosed", "[[", opened.start(), {}


def _breaks(text: str) -> Iterator[int]:
    """Each manual break beside which nothing stands, by how many stand before it."""
    pieces = re.split(r"^---[ \t]*$", text, flags=re.MULTILINE)
    for number, piece in enumerate(pieces):
        if len(pieces) > 1 and not piece.strip():
            yield max(number - 1, 0)


def place(desk: Desk, node: Node, needle: str, nth: int = 0) -> Where:
    """Where the `nth` `needle` (from 0) of a text stands in the file; the text's own place where it is written otherwise."""
    needle = needle.split("\n", 1)[0]
    column = node.column
    for number in range(node.line, min(len(desk.lines), node.line + 400)):
        line = desk.lines[number]
        found = line.find(needle, column)
        while found >= 0:
            if nth == 0:
                return desk.where(number, found)
            nth -= 1
            found = line.find(needle, found + len(needle))
        column = 0
    return desk.at(node)
