"""Slips that show in the lines themselves, whatever the parser says: quotes inside quotes, colons, brackets, columns."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from scheduler.campaigns import layout
from scheduler.campaigns.quoting import FLOW_END, bare, matching, quote_from, quoted

BACK = 80
"""Lines above the parser's place in which the slip is looked for: a quote that was not closed shows far below."""


@dataclass(frozen=True, slots=True)
class Mend:
    """A slip (places from 0), and the line that may stand instead of line `other`, or of its own."""

    code: str
    line: int
    column: int
    instead: str
    arguments: dict[str, object] = field(default_factory=dict)
    other: int = -1


def line_of(lines: list[str], number: int) -> layout.Line:
    """Line `number` taken apart."""
    return layout.line(number, lines[number])


def back(
    number: int,
    lines: list[str],
    told: list[bool],
    judge: Callable[[list[str], layout.Line], Mend | None],
    most: int = BACK,
) -> Mend | None:
    """What `judge` finds in the nearest of the `most` lines from `number` upward; lines inside a text are passed over."""
    for above in range(min(number, len(lines) - 1), max(-1, number - most), -1):
        if told[above] and (mend := judge(lines, line_of(lines, above))):
            return mend
    return None


def begins(lines: list[str], line: layout.Line) -> Mend | None:
    """A value that begins with a bracket or brace and goes on behind it: a text, not a list."""
    value = line.value
    if value[:1] not in {"{", "["}:
        return None
    end = matching(value)
    rest = re.sub(r"^\s+#.*|^\s*$", "", value[end + 1 :]) if end >= 0 else ""
    if end < 0 or not rest:
        return None
    return Mend("slip-begins", line.number, line.at, quote_from(lines[line.number], line.at), {"sign": value[0]})


def quotes(lines: list[str], line: layout.Line) -> Mend | None:
    """A quoted value with more text behind its closing quote: a quote or an apostrophe stands inside the quotes."""
    value = line.value
    if value[:1] in {"{", "["}:
        return quotes_in_flow(lines, line.number)
    if value[:1] not in {'"', "'"}:
        return None
    end = layout.closing(value, value[0], 1)
    if end < 0 or not value[end + 1 :].strip() or re.match(r"\s+#|\s*$", value[end + 1 :]):
        return None
    if end == 1 and not value[2:].strip("\"' "):
        return None
    mended = lines[line.number][: line.at] + quoted(re.sub(rf"^{value[0]}|{value[0]}\s*$", "", value))
    return Mend(_which(value[0]), line.number, line.at + end, mended, {"sign": value[0]})


def quotes_in_flow(lines: list[str], number: int) -> Mend | None:
    """The same inside braces: between the closing quote and the next comma, bracket or colon there may be nothing."""
    text = lines[number]
    position = 0
    while found := re.compile(r"""(?:[:,\[{]\s*)(["'])""").search(text, position):
        sign, start = found[1], found.start(1)
        end = layout.closing(text, sign, start + 1)
        if end < 0:
            return None
        if not re.match(r"\s*(?:[,}\]:]|$|#)", text[end + 1 :]):
            rest = text[start + 1 :]
            last = FLOW_END.search(rest, end - start)
            close = last.start() if last else len(rest.rstrip())
            inner = rest[:close].rstrip().removesuffix(sign)
            return Mend(_which(sign), number, end, text[:start] + quoted(inner) + rest[close:], {"sign": sign})
        position = end + 1
    return None


def _which(sign: str) -> str:
    return "slip-quote-inside" if sign == '"' else "slip-apostrophe-inside"


def colon_in_flow(lines: list[str], number: int) -> Mend | None:
    """`{text: Musée : bonjour}`: a second colon before the next comma."""
    text = lines[number]
    found = re.search(r"(?:[{,]\s*|^\s*)([\w-]+):\s+([^\s\"'{\[][^,{}\[\]]*?)(:\s)", bare(text))
    if found is None:
        return None
    return Mend("slip-colon", number, found.start(3), quote_from(text, found.start(2)), {"key": found[1]})


def hash_in_list(lines: list[str], line: layout.Line) -> Mend | None:
    """`[#MuseumWeek, #CoulissesMW]`: behind a bracket or a comma the sign begins a comment, to the end of the line."""
    text = lines[line.number]
    found = re.search(r"[\[,]\s*(#\w+)", bare(text))
    if not found:
        return None
    mended = re.sub(r"(?<![\w\"'#&])#(\w+)", r'"#\1"', text)
    return Mend("slip-hash-in-list", line.number, found.start(1), mended, {"given": found[1]})


def indented(number: int, lines: list[str], told: list[bool]) -> Mend | None:
    """A line that stands in no column that is open: move it to the nearest one."""
    while number >= 0 and not told[number]:
        number -= 1
    if number < 1:
        return None
    line = line_of(lines, number)
    text = lines[number].lstrip(" ")
    if not line.key and not text.startswith("-"):
        return Mend("slip-stray-text", number, line.indent, "", {"given": short(text)})
    columns = list(dict.fromkeys(_open_columns(number, lines, told, dash=text.startswith("-"))))
    nearest = min(columns, key=lambda one: (abs(one - line.indent), one), default=line.indent)
    instead = " " * nearest + text
    return Mend("slip-indent", number, line.indent, instead if instead != lines[number] else "")


def _open_columns(number: int, lines: list[str], told: list[bool], *, dash: bool) -> Iterator[int]:
    """The columns in which a key (or a dash) may stand below the lines before `number`."""
    least = 10_000
    for above in range(number - 1, -1, -1):
        if not told[above]:
            continue
        line = line_of(lines, above)
        if line.indent < least:
            least = line.indent
            item = line.inner != line.indent
            if line.key and not dash:
                yield line.inner
            if dash and item:
                yield line.indent
        if least == 0:
            return


def short(text: str) -> str:
    """As much of a line as a sentence can quote."""
    words = text.strip()
    return words if len(words) <= 40 else words[:39] + "…"
