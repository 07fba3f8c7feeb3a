"""What the parser's complaint means in the words of somebody who writes texts: the slip, its place, and its mend."""

import re
from collections.abc import Callable, Collection

from scheduler.campaigns import layout, looks
from scheduler.campaigns.looks import Mend
from scheduler.campaigns.quoting import quote_from
from scheduler.campaigns.tree import Broken

BEGINNERS = "@`%*&!|>{[}],"
"""Signs with which a plain text may not begin, most likely first."""


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
    line = looks.line_of(lines, number)
    text = lines[number]
    if line.key and broken.column > line.at - 1 and line.value:
        return looks.begins(lines, line) or Mend(
            "slip-colon", number, broken.column, quote_from(text, line.at), {"key": line.key}
        )
    if not line.key and line.value:
        return looks.quotes(lines, line)
    above = next((n for n in range(number - 1, -1, -1) if told[n]), None)
    if above is None:
        return None
    width = looks.line_of(lines, above).inner
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
    line = looks.line_of(lines, number)
    return looks.quotes(lines, line) or Mend("slip-stray-text", number, line.inner, "", {"given": looks.short(text)})


def _dash(broken: Broken, lines: list[str], _told: list[bool]) -> Mend | None:
    line = looks.line_of(lines, broken.line)
    if line.key and line.value.startswith("-"):
        items = line.value.lstrip("- ")
        return Mend("slip-dash", broken.line, line.at, f"{lines[broken.line][: line.at]}[{items}]", {"key": line.key})
    return Mend("slip-indent", broken.line, line.inner, "")


def _escape(broken: Broken, lines: list[str], _told: list[bool]) -> Mend | None:
    text = _at(lines, broken.line)
    mended = re.sub(r'\\(?!["\\/])', r"\\\\", text)
    return Mend("slip-backslash", broken.line, broken.column, mended)


def _unclosed_quote(broken: Broken, lines: list[str], told: list[bool]) -> Mend | None:
    return looks.back(broken.begun, lines, told, looks.quotes) or _open_quote(lines, broken.begun, broken.begun_column)


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
    if mend := looks.back(number, lines, told, looks.hash_in_list, 3):
        return mend
    for candidate in dict.fromkeys((broken.line, number)):
        if candidate < len(lines) and (mend := looks.quotes_in_flow(lines, candidate)):
            return mend
    line = looks.line_of(lines, number)
    for candidate in dict.fromkeys((broken.line, number)):
        if candidate < len(lines) and (mend := looks.colon_in_flow(lines, candidate)):
            return mend
    if (mend := looks.begins(lines, line)) is not None:
        return mend
    sign = text[broken.begun_column : broken.begun_column + 1]
    if sign in {"[", "{"}:
        closed = text.rstrip() + {"[": "]", "{": "}"}[sign]
        return Mend("slip-bracket-open", number, broken.begun_column, closed, {"sign": sign})
    return None


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
    found = looks.back(number, lines, told, looks.quotes) or looks.back(number, lines, told, looks.begins, 3)
    if found:
        return found
    if lines[number].startswith("%"):
        return Mend("slip-begins", number, 0, f"# {lines[number]}", {"sign": "%"})
    return looks.indented(number, lines, told)
