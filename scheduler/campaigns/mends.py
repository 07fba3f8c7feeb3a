"""Broken YAML told as the slip that broke it, and put right for reading on, so that one slip does not hide the others."""

import re
from dataclasses import dataclass

from scheduler.campaigns import diagnosis, layout, tree
from scheduler.campaigns.looks import Mend
from scheduler.model.notice import Notice, Where, error
from scheduler.patterns import lazy_pattern

ROUNDS = 40
"""Slips found in one file at most; a large file is parsed again less often."""
EFFORT = 6_000_000
"""Characters parsed again at most."""
# Possessive: nothing that was taken is ever given back, so that a line is walked once, however many spaces it holds.
BLANKS = "\t\u00a0\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f\u3000"
INDENTED = f"^[ ]*+(?:- ++)*+(?=[{BLANKS}])"
_INDENTED = lazy_pattern(INDENTED, re.MULTILINE)
_CLINGING = lazy_pattern("-(?=[a-z_]++:(?:[ ]|$))", re.MULTILINE)
"""Found in an eighth of the time that the next takes, and in few files."""
_GLUED = lazy_pattern("^([ ]*+)-(?=[a-z_]++:(?:[ ]|$))", re.MULTILINE)
_STRANGE = lazy_pattern("([ ]*(?:- +)*)([ \t\u00a0\u2000-\u200a\u202f\u205f\u3000]+)")


@dataclass(frozen=True, slots=True, kw_only=True)
class Grown:
    """The tree of a file. `faults` says where its YAML is broken; `mended` are the lines (from 0) that were put right.

    `notices` come from a tree that could be read: aliases, tags, double keys.
    """

    root: tree.Node | None
    lines: list[str]
    notices: tuple[Notice, ...] = ()
    faults: tuple[Notice, ...] = ()
    mended: frozenset[int] = frozenset()


def grow(text: str, file: str) -> Grown:
    """Parse `text`; where it breaks, name the slip, put right what was probably meant, and parse again."""
    given = text.split("\n")
    lines = list(given)
    mends = _indentation(lines) if any(one in text for one in BLANKS) and _INDENTED.search(text) else []
    mends += _glued(lines) if _CLINGING.search(text) and _GLUED.search(text) else []
    _apply(mends, lines)
    rounds = max(2, min(ROUNDS, EFFORT // (len(text) + 1)))
    for _ in range(rounds):
        try:
            grown = tree.build("\n".join(lines) if mends else text, file)
        except tree.Broken as broken:
            mend = diagnosis.diagnose(broken, lines, {one.line for one in mends})
        else:
            cut = next((one for one in grown.notices if one.code == "yaml-document-break"), None)
            if cut is None or cut.where is None:
                return _grown(grown.root, grown.notices, given, mends, file)
            mend = _document_break(cut.where.line - 1, lines)
        mends.append(mend)
        if not _apply([mend], lines):
            break
    return _grown(None, [], given, mends, file)


def _grown(root: tree.Node | None, notices: list[Notice], given: list[str], mends: list[Mend], file: str) -> Grown:
    faults = [
        error(one.code, Where(file=file, line=one.line + 1, column=one.column + 1), **one.arguments)
        for one in mends
        if one.code
    ]
    mended = frozenset(number for one in mends for number in (one.line, one.other) if number >= 0)
    return Grown(root=root, lines=given, notices=tuple(notices), faults=tuple(faults), mended=mended)


def _apply(mends: list[Mend], lines: list[str]) -> bool:
    """Whether anything changed: a mend that changes nothing would come up for ever."""
    changed = False
    for one in mends:
        number = one.other if one.other >= 0 else one.line
        if number < len(lines) and lines[number] != one.instead:
            lines[number] = one.instead
            changed = True
    return changed


def _indentation(lines: list[str]) -> list[Mend]:
    """Tabs and non-breaking spaces where only spaces indent; inside a text they are the author's."""
    inside = layout.structure(lines)
    made = []
    for number, line in enumerate(lines):
        found = _STRANGE.match(line)
        if not found or not inside[number] or not found[2].strip(" ") or not line.strip():
            continue
        strange = next(place for place in range(found.start(2), found.end(2)) if line[place] != " ")
        rest = line[found.end(2) :]
        if line[strange] == "\t":
            width = _meant(lines, inside, number)
            made.append(
                Mend("slip-tab", number, strange, " " * width + rest if not found[1].strip() else found[1] + rest)
            )
        else:
            made.append(Mend("slip-nbsp", number, strange, found[1] + " " * len(found[2]) + rest))
    return made


def _glued(lines: list[str]) -> list[Mend]:
    """`-id: p`, an item whose dash clings to its key. Its further keys stand below `id`, wherever that comes to stand."""
    inside = layout.structure(lines)
    made = []
    for number, line in enumerate(lines):
        found = _GLUED.match(line)
        if not found or not inside[number]:
            continue
        made.append(Mend("slip-dash-glued", number, len(found[1]), f"{found[1]}- {line[found.end(1) + 1 :]}"))
        for below in range(number + 1, len(lines)):
            text = lines[below]
            if len(text) - len(text.lstrip(" ")) <= len(found[1]) and text.strip():
                break
            if text.strip():
                made.append(Mend("", below, 0, " " + text))
    return made


def _meant(lines: list[str], inside: list[bool], number: int) -> int:
    """How far a line that was indented with tabs was probably to stand in."""
    above = next((n for n in range(number - 1, -1, -1) if inside[n]), None)
    if above is None:
        return 0
    before = layout.line(above, lines[above])
    tabbed = lines[above].startswith("\t")
    if tabbed:
        return len(lines[number]) - len(lines[number].lstrip()) + 1
    return before.inner + 2 if before.key and not before.value else before.inner


def _document_break(number: int, lines: list[str]) -> Mend:
    """`---` at the margin ends the document: set in like the text around it, it is the manual break that was meant."""
    above = next((n for n in range(number - 1, -1, -1) if lines[n].strip()), number)
    width = len(lines[above]) - len(lines[above].lstrip(" "))
    if layout.line(0, lines[above]).value[-1:] in {"|", ">"}:
        width += 2
    inside = width > 0 and lines[number].strip() == "---"
    return Mend("yaml-document-break", number, 0, " " * width + "---" if inside else "# " + lines[number])
