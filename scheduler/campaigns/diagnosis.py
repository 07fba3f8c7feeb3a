"""What the parser's complaint means in the words of somebody who writes texts: the slip, its place, and its mend."""

import re
from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass, field

from scheduler.campaigns import layout
from scheduler.campaigns.quoting import FLOW_END, bare, matching, quote_from, quoted
from scheduler.campaigns.tree import Broken

BEGINNERS = "@`%*&!|>{[}],"
"""Signs with which a plain text may not begin, most likely first."""
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


def diagnose(broken: Broken, lines: list[str], tried: Collection[int]) -> Mend:
    """Name the slip behind `broken`. Always finds a mend: in the worst case the line is left out for reading on."""
    told = layout.structure(lines)
    # The parser may point behind the last line.
    broken.line, broken.begun = min(broken.line, len(lines) - 1), min(broken.begun, len(lines) - 1)
    number = broken.line
    for judge in (_indicator, _by_problem, _by_looks):
        mend = judge(broken, lines, told)
        if mend is not None and not (mend.line in tried and lines[mend.line] == mend.instead):
            return mend
    while number > 0 and not lines[number].strip():
        number -= 1
    return Mend("yaml-unreadable", number, 0, "")


def _line(lines: list[str], number: int) -> layout.Line:
    return layout.line(number, lines[number])


def _at(lines: list[str], number: int) -> str:
    return lines[number] if 0 <= number < len(lines) else ""


def _indicator(broken: Broken, lines: list[str], _told: list[bool]) -> Mend | None:
    """A text that begins with a sign of YAML's own: the parser says so at its place, or where the thing began."""
    number, column = broken.line, broken.column
    if (
        "alias" in broken.context
        or "anchor" in broken.context
        or "tag" in broken.context
        or "tag handle" in broken.problem
    ):
        number, column = broken.begun, broken.begun_column
    elif (
        "directive" in broken.context or "directive" in broken.problem or "cannot start any token" not in broken.problem
    ):
        return None
    line = _at(lines, number)
    sign = line[column : column + 1]
    if sign == "\t":
        return Mend("slip-tab", number, column, line.replace("\t", "  "))
    if sign not in BEGINNERS or not sign:
        return None
    code = "slip-tag" if sign == "!" else "slip-begins"
    return Mend(code, number, column, quote_from(line, column), {"sign": sign})


def _by_problem(broken: Broken, lines: list[str], told: list[bool]) -> Mend | None:
    """What the parser's own words decide by themselves."""
    for words, judge in _JUDGES.items():
        if words in broken.problem:
            return judge(broken, lines, told)
    return None


def _mapping_values(broken: Broken, lines: list[str], told: list[bool]) -> Mend | None:
    """A colon too many in the line, or a key that stands further in than the one above."""
    number = broken.line
    line = _line(lines, number)
    text = lines[number]
    if line.key and broken.column > line.at - 1 and line.value:
        return _begins(lines, line) or Mend(
            "slip-colon", number, broken.column, quote_from(text, line.at), {"key": line.key}
        )
    if not line.key and line.value:
        return _quotes(lines, line)
    above = next((n for n in range(number - 1, -1, -1) if told[n]), None)
    if above is None:
        return None
    width = _line(lines, above).inner
    return Mend(
        "slip-indent-deeper", number, line.inner, " " * width + text.lstrip(" "), {"key": line.key, "above": above + 1}
    )


def _no_colon(broken: Broken, lines: list[str], _told: list[bool]) -> Mend | None:
    """A line of text where a key should stand, or a key whose colon has no space behind it."""
    number = broken.begun
    text = _at(lines, number)
    if found := re.match(r"(\s*(?:- +)*)([\w-]+):(\S.*)$", text):
        key, value = found[2], found[3]
        instead = f"{found[1]}{key}: {value}" if not value.startswith("//") else ""
        if instead:
            return Mend("slip-no-space", number, found.end(2), instead, {"key": key})
    line = _line(lines, number)
    return _quotes(lines, line) or Mend("slip-stray-text", number, line.inner, "", {"given": _short(text)})


def _dash(broken: Broken, lines: list[str], _told: list[bool]) -> Mend | None:
    line = _line(lines, broken.line)
    if line.key and line.value.startswith("-"):
        items = line.value.lstrip("- ")
        return Mend("slip-dash", broken.line, line.at, f"{lines[broken.line][: line.at]}[{items}]", {"key": line.key})
    return Mend("slip-indent", broken.line, line.inner, "")


def _escape(broken: Broken, lines: list[str], _told: list[bool]) -> Mend | None:
    text = _at(lines, broken.line)
    mended = re.sub(r'\\(?!["\\/])', r"\\\\", text)
    return Mend("slip-backslash", broken.line, broken.column, mended)


def _unclosed_quote(broken: Broken, lines: list[str], told: list[bool]) -> Mend | None:
    return _back(broken.begun, lines, told, _quotes) or _open_quote(lines, broken.begun, broken.begun_column)


def _open_quote(lines: list[str], number: int, column: int) -> Mend | None:
    text = _at(lines, number)
    sign = text[column : column + 1]
    return (
        Mend("slip-quote-open", number, column, quote_from(text, column), {"sign": sign})
        if sign in {'"', "'"}
        else None
    )


def _flow(broken: Broken, lines: list[str], told: list[bool]) -> Mend | None:
    """Inside [ ] or { }: a hashtag that became a comment, a quote inside quotes, a bracket that was not closed."""
    number = broken.begun
    text = _at(lines, number)
    if mend := _back(number, lines, told, _hash_in_list, 3):
        return mend
    for candidate in dict.fromkeys((broken.line, number)):
        if candidate < len(lines) and (mend := _quotes_in_flow(lines, candidate)):
            return mend
    line = _line(lines, number)
    for candidate in dict.fromkeys((broken.line, number)):
        if candidate < len(lines) and (mend := _colon_in_flow(lines, candidate)):
            return mend
    if (mend := _begins(lines, line)) is not None:
        return mend
    sign = text[broken.begun_column : broken.begun_column + 1]
    if sign in {"[", "{"}:
        closed = text.rstrip() + {"[": "]", "{": "}"}[sign]
        return Mend("slip-bracket-open", number, broken.begun_column, closed, {"sign": sign})
    return None


def _hash_in_list(lines: list[str], line: layout.Line) -> Mend | None:
    """`[#MuseumWeek, #CoulissesMW]`: behind a bracket or a comma the sign begins a comment, to the end of the line."""
    text = lines[line.number]
    found = re.search(r"[\[,]\s*(#\w+)", bare(text))
    if not found:
        return None
    mended = re.sub(r"(?<![\w\"'#&])#(\w+)", r'"#\1"', text)
    return Mend("slip-hash-in-list", line.number, found.start(1), mended, {"given": found[1]})


_JUDGES: dict[str, Callable[[Broken, list[str], list[bool]], Mend | None]] = {
    "mapping values are not allowed": _mapping_values,
    "could not find expected ':'": _no_colon,
    "block sequence entries": _dash,
    "unknown escape character": _escape,
    "hexdecimal number": _escape,
    "found unexpected end of stream": _unclosed_quote,
    "found unexpected document indicator": _unclosed_quote,
    "',' or": _flow,
    "expected node content": _flow,
}


def _by_looks(broken: Broken, lines: list[str], told: list[bool]) -> Mend | None:
    """The parser only knows that something ended too early: look at the lines from there upward for what did it."""
    number = broken.line
    found = _back(number, lines, told, _quotes) or _back(number, lines, told, _begins, 3)
    if found:
        return found
    if lines[number].startswith("%"):
        return Mend("slip-begins", number, 0, f"# {lines[number]}", {"sign": "%"})
    return _indent(number, lines, told)


def _indent(number: int, lines: list[str], told: list[bool]) -> Mend | None:
    """A line that stands in no column that is open: move it to the nearest one."""
    while number >= 0 and not told[number]:
        number -= 1
    if number < 1:
        return None
    line = _line(lines, number)
    text = lines[number].lstrip(" ")
    if not line.key and not text.startswith("-"):
        return Mend("slip-stray-text", number, line.indent, "", {"given": _short(text)})
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
        line = _line(lines, above)
        if line.indent < least:
            least = line.indent
            item = line.inner != line.indent
            if line.key and not dash:
                yield line.inner
            if dash and item:
                yield line.indent
        if least == 0:
            return


def _back(
    number: int,
    lines: list[str],
    told: list[bool],
    judge: Callable[[list[str], layout.Line], Mend | None],
    most: int = BACK,
) -> Mend | None:
    for above in range(min(number, len(lines) - 1), max(-1, number - most), -1):
        if told[above] and (mend := judge(lines, _line(lines, above))):
            return mend
    return None


def _begins(lines: list[str], line: layout.Line) -> Mend | None:
    """A value that begins with a bracket or brace and goes on behind it: a text, not a list."""
    value = line.value
    if value[:1] not in {"{", "["}:
        return None
    end = matching(value)
    rest = re.sub(r"^\s+#.*|^\s*$", "", value[end + 1 :]) if end >= 0 else ""
    if end < 0 or not rest:
        return None
    return Mend("slip-begins", line.number, line.at, quote_from(lines[line.number], line.at), {"sign": value[0]})


def _quotes(lines: list[str], line: layout.Line) -> Mend | None:
    """A quoted value with more text behind its closing quote: a quote or an apostrophe stands inside the quotes."""
    value = line.value
    if value[:1] in {"{", "["}:
        return _quotes_in_flow(lines, line.number)
    if value[:1] not in {'"', "'"}:
        return None
    end = layout.closing(value, value[0], 1)
    if end < 0 or not value[end + 1 :].strip() or re.match(r"\s+#|\s*$", value[end + 1 :]):
        return None
    if end == 1 and not value[2:].strip("\"' "):
        return None
    mended = lines[line.number][: line.at] + quoted(re.sub(rf"^{value[0]}|{value[0]}\s*$", "", value))
    return Mend(_which(value[0]), line.number, line.at + end, mended, {"sign": value[0]})


def _colon_in_flow(lines: list[str], number: int) -> Mend | None:
    """`{text: Musée : bonjour}`: a second colon before the next comma."""
    text = lines[number]
    found = re.search(r"(?:[{,]\s*|^\s*)([\w-]+):\s+([^\s\"'{\[][^,{}\[\]]*?)(:\s)", bare(text))
    if found is None:
        return None
    return Mend("slip-colon", number, found.start(3), quote_from(text, found.start(2)), {"key": found[1]})


def _which(sign: str) -> str:
    return "slip-quote-inside" if sign == '"' else "slip-apostrophe-inside"


def _quotes_in_flow(lines: list[str], number: int) -> Mend | None:
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


def _short(text: str) -> str:
    words = text.strip()
    return words if len(words) <= 40 else words[:39] + "…"
