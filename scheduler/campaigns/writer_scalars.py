"""A scalar's new words in the manner of the old ones: the same quotes, the same block, each line that stays as it stood.

Nothing here is trusted: each function offers ways to write the words, the best first, and `writer` takes the first one that
reads back as meant.
"""

import unicodedata
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from typing import TypeAlias

import yaml

from scheduler.patterns import lazy_pattern

Edit: TypeAlias = tuple[int, int, str]
"""From where to where what is put instead."""
_FOLD = lazy_pattern(r"[ \t]*(?:\r?\n[ \t]*)+")
_ESCAPE = lazy_pattern(r"\\(?:x[0-9a-fA-F]{2}|u[0-9a-fA-F]{4}|U[0-9a-fA-F]{8}|\r?\n[ \t]*|.)", 16)  # re.DOTALL
_SINGLES = {
    "0": "\0",
    "a": "\a",
    "b": "\b",
    "t": "\t",
    "n": "\n",
    "v": "\v",
    "f": "\f",
    "r": "\r",
    "e": "\x1b",
    "N": "\x85",
    "_": "\xa0",
    "L": "\u2028",
    "P": "\u2029",
    "\t": "\t",
}
_SAFE = lazy_pattern(r"[^\W_][^:#,\[\]{}&*!|>'\"%@`\\\t]*")
WIDTH = 88
"""Columns at which a folded text is broken anew where its old lines do not tell."""


def newline(text: str) -> str:
    """How the lines of a file end."""
    return "\r\n" if "\r\n" in text else "\n"


def quoted(words: str) -> str:
    """Between double quotes, on one line; what YAML does not take as it is, or nobody would see, as an escape."""
    return f'"{"".join(map(_escaped, words))}"'


def _escaped(sign: str) -> str:
    known = {'"': '\\"', "\\": "\\\\", "\n": "\\n", "\t": "\\t", "\r": "\\r"}.get(sign)
    if known:
        return known
    if unicodedata.category(sign) in {"Cc", "Zl", "Zp", "Cs"} or sign in "\ufeff\ufffe\uffff":
        return f"\\x{ord(sign):02x}" if ord(sign) < 256 else f"\\u{ord(sign):04x}"
    return sign


def fresh(words: str, column: int, end: str, *, flow: bool) -> Iterator[str]:
    """Ways to write a value that was not there, behind `key: ` whose key stands at `column`."""
    if not flow and "\n" in words and (block := _block(words, column + 2, end)):
        yield f"|{end}{block}"
    if _SAFE.fullmatch(words) and "\n" not in words and words == words.strip():
        yield words
    yield quoted(words)


def _block(words: str, column: int, end: str) -> str:
    """The lines of a literal block; nothing where its first line could not show how far it is set in."""
    lines = words.split("\n")
    if not lines[0].strip() or lines[0][0] in " \t":
        return ""
    return end.join(f"{' ' * column}{line}" if line.strip() else line and " " * column + line for line in lines)


def instead(text: str, node: yaml.ScalarNode, words: str, column: int, *, flow: bool) -> Iterator[Edit]:
    """Ways to write `words` where `node` stands, under a key at `column`."""
    start, stop = node.start_mark.index, node.end_mark.index
    raw, end = text[start:stop], newline(text)
    if node.style in {"|", ">"}:
        made = _literal(raw, node.value, words, end) if node.style == "|" else _folded(raw, node.value, words, end)
        if made:
            yield start, stop, made
        tail = end if raw.endswith("\n") else ""
        if block := _block(words, column + 2, end):
            yield start, stop, f"|{end}{block}{tail}"
        yield start, stop, f"{quoted(words)}{tail}"
        return
    # A tab in a plain text is taken by this parser, and by others not.
    made = _flowing(raw, node.style or "", node.value, words) if node.style or "\t" not in words else ""
    if made and ("\n" not in words or node.style == '"'):
        yield start, stop, made
    if not flow and "\n" in words:
        yield from _as_block(text, start, stop, words, column)
    if node.style == "'":
        yield start, stop, "'" + words.replace("'", "''") + "'"
    yield start, stop, quoted(words)


def _as_block(text: str, start: int, stop: int, words: str, column: int) -> Iterator[Edit]:
    """A text of one line that becomes one of several; the comment behind it stays behind its key."""
    last = text.find("\n", stop)
    rest = text[stop : last if last >= 0 else len(text)].rstrip("\r")
    end = newline(text)
    block = _block(words, column + 2, end)
    if block and (not rest.strip() or rest.lstrip()[0] == "#"):
        yield start, stop + len(rest), f"|{rest}{end}{block}"


def _literal(raw: str, value: str, words: str, end: str) -> str:
    """A block after `|`: the header as it was, and of the lines those that stay."""
    header, _, body = raw.partition("\n")
    rows = body.split("\n")
    said = value.split("\n")
    first = next((n for n, line in enumerate(said) if line.strip()), None)
    if first is None or first >= len(rows):
        return ""
    wide = len(rows[first].rstrip("\r")) - len(said[first])
    last = max(n for n, row in enumerate(rows) if row.strip(" \t\r"))
    old = [row.rstrip("\r")[wide:] for row in rows[first : last + 1]]
    if wide < 1 or old != said[first : last + 1]:
        return ""
    new = words.split("\n")
    kept = _kept(rows[first : last + 1], old, new, lambda line: " " * wide + line if line else "", end)
    return "\n".join([header, *rows[:first], *kept, *rows[last + 1 :]])


def _kept(rows: Sequence[str], old: Sequence[str], new: Sequence[str], write: object, end: str) -> list[str]:
    """The rows of `new`: those that `old` had as they stood, the others as `write` makes them."""
    assert callable(write)
    made: list[str] = []
    back = end.removesuffix("\n")
    for tag, first, last, begin, stop in SequenceMatcher(a=old, b=new, autojunk=False).get_opcodes():
        made += rows[first:last] if tag == "equal" else [write(line) + back for line in new[begin:stop]]
    if made and rows and not rows[-1].endswith("\r"):  # the file's last line, without an end
        made[-1] = made[-1].removesuffix("\r")
    return made


def _folded(raw: str, value: str, words: str, end: str) -> str:
    """A block after `>`: paragraphs that stay keep their lines, the others are broken anew."""
    header, _, body = raw.partition("\n")
    rows = body.split("\n")
    filled = [n for n, row in enumerate(rows) if row.strip(" \t\r")]
    if not filled:
        return ""
    wide = len(rows[filled[0]]) - len(rows[filled[0]].lstrip(" "))
    groups: list[list[str]] = [[]]
    for row in rows[filled[0] : filled[-1] + 1]:
        bare = row.rstrip("\r")
        if not bare.strip(" \t"):
            groups.append([])
        elif bare[wide : wide + 1] in {" ", "\t"} or bare[:wide].strip(" "):
            return ""
        else:
            groups[-1].append(row)
    old = [" ".join(row.rstrip("\r")[wide:] for row in group) for group in groups]
    if "\n".join(old) != value.strip("\n"):
        return ""
    longest = max(*map(len, rows), WIDTH // 2) - wide
    known = dict(zip(old, groups, strict=True))
    back = end.removesuffix("\n")
    made: list[str] = []
    for paragraph in words.split("\n"):
        if paragraph[:1] in {" ", "\t"}:
            return ""
        if made:
            made.append(back)
        broken = [" " * wide + line + back for line in _broken(paragraph, longest)]
        made += (known.get(paragraph) or broken) if paragraph else []
    return "\n".join([header, *rows[: filled[0]], *made, *rows[filled[-1] + 1 :]])


def _broken(words: str, longest: int) -> Iterator[str]:
    """Lines of at most `longest` signs where words allow it; only between two words with one space between them."""
    line = ""
    for piece in lazy_split(words):
        if line and len(line) + 1 + len(piece) > longest:
            yield line
            line = piece
        else:
            line = f"{line} {piece}" if line else piece
    yield line


_BETWEEN = lazy_pattern(r"(?<=[^ \t]) (?=[^ \t])")


def lazy_split(words: str) -> list[str]:
    """Pieces that may stand on lines of their own."""
    return _BETWEEN.split(words)


def _flowing(raw: str, style: str, value: str, words: str) -> str:
    """A plain or quoted scalar: what stays at both ends as it was written, escapes and line breaks included."""
    inner = raw[1:-1] if style else raw
    pieces = list(_pieces(inner, style))
    if "".join(said for _, said in pieces) != value:
        return ""
    head = _same(pieces, words)
    tail = _same([(one, said[::-1]) for one, said in reversed(pieces[head:])], words[_length(pieces[:head]) :][::-1])
    begin, rest = pieces[:head], pieces[len(pieces) - tail :] if tail else []
    middle = words[_length(begin) : len(words) - _length(rest)]
    written = middle.replace("'", "''") if style == "'" else quoted(middle)[1:-1] if style == '"' else middle
    made = "".join(one for one, _ in begin) + written + "".join(one for one, _ in rest)
    return f"{style}{made}{style}"


def _length(pieces: Sequence[tuple[str, str]]) -> int:
    return sum(len(said) for _, said in pieces)


def _same(pieces: Sequence[tuple[str, str]], words: str) -> int:
    """With how many pieces `words` begins. One that says nothing (a line joined) goes with what follows it."""
    place, found = 0, 0
    for number, (_, said) in enumerate(pieces):
        if words[place : place + len(said)] != said:
            break
        place += len(said)
        found = number + 1
    while found and not pieces[found - 1][1]:
        found -= 1
    return found


def _pieces(inner: str, style: str) -> Iterator[tuple[str, str]]:
    """What is written and what it says, sign by sign; a line break with the blanks around it is one."""
    place = 0
    while place < len(inner):
        found = _FOLD.match(inner, place)
        if found and "\n" in found.group():
            breaks = found.group().count("\n")
            yield found.group(), "\n" * (breaks - 1) or " "
            place = found.end()
        elif style == "'" and inner.startswith("''", place):
            yield "''", "'"
            place += 2
        elif style == '"' and inner[place] == "\\" and (escape := _ESCAPE.match(inner, place)):
            yield escape.group(), _unescaped(escape.group()[1:])
            place = escape.end()
        else:
            yield inner[place], inner[place]
            place += 1


def _unescaped(given: str) -> str:
    if given[0] in "xuU":
        return chr(int(given[1:], 16))
    return "" if "\n" in given else _SINGLES.get(given, given)
