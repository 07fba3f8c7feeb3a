"""A campaign file moved to other weeks: every date of it, and not one other byte but what a copy must not claim.

As for link cards (`cards`), the new words are put into the text as it is: comments, order, quotes and layout stay. What comes
out is read again and compared with what was meant; a file that would say anything else is not written.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Any

import yaml

from scheduler.campaigns import source, tree
from scheduler.campaigns.tree import Items, Keyed, Node, Text
from scheduler.errors import Problem
from scheduler.patterns import lazy_pattern

_DATED = frozenset(
    {"date", "from", "until", "needed_by", "except", "embargo", "to", "countdown", "only_when", "not_when", "passed"}
)
_ANSWER = frozenset({"asked_on", "cleared_on", "cost", "contract"})
"""Of rights: what belongs to the question and the answer of the first week."""
_CLAIMED = frozenset({"cleared", "expired"})
_OTHERS = frozenset({"people", "objectives"})
"""Keys of people and objectives are words of the author's own."""
_DATE = lazy_pattern(r"\d{4}-\d{1,2}-\d{1,2}")
_YEAR = lazy_pattern(r"(?<!\d)(?:19|20)\d\d(?!\d)")
Edit = tuple[int, int, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Right:
    """A picture whose right is to be asked again: the line, and what the file said before. No picture: that of all."""

    line: int
    picture: str
    was: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Shifted:
    """The copy, its first day, the rights that it asks again, and the lines that still name the old year."""

    data: bytes
    first: date
    rights: tuple[Right, ...]
    years: tuple[int, ...]
    forgotten: int
    """How many times of work were left out: they belong to the first week."""


def named(data: bytes, file: str) -> tuple[str, str]:
    """The campaign's name and language (French, unless the file says another). Raises `Problem` as `first_day` does."""
    said = plain(_tree(read(data, file), file))
    return str(said.get("campaign", "")), str(said.get("language") or "fr")


def first_day(data: bytes, file: str) -> date:
    """The day on which the campaign begins: of its themed days, else of its posts, else of its series.

    Raises `Problem` for a file that cannot be read as it is, or that holds no day.
    """
    root = _tree(read(data, file), file)
    for lists, keys in ((("days",), ("date",)), (("posts",), ("date",)), (("posts",), ("repeat", "from"))):
        if found := sorted(_days(root, lists, keys)):
            return found[0]
    raise Problem("copy-no-date", where=file)


def shifted(data: bytes, file: str, *, slug: str, weeks: int) -> Shifted:
    """The file under the name `slug`, `weeks` later (or earlier), its picture rights to be asked again."""
    text = read(data, file)
    root = _tree(text, file)
    begins = first_day(data, file)
    years = (str(begins.year), str((begins + timedelta(weeks=weeks)).year))
    walk = _Walk(text, slug, weeks, years)
    node = yaml.compose(text, yaml.CSafeLoader)
    walk.mapping(node, ())
    made = text
    for start, end, new in sorted(walk.edits, reverse=True):
        made = f"{made[:start]}{new}{made[end:]}"
    try:
        same = plain(tree.build(made, file).root) == _meant(plain(root), slug, weeks, years)
    except tree.Broken:
        same = False
    if not same:
        raise Problem("copy-unfit", where=file)
    left = tuple(
        number for number, line in enumerate(made.split("\n"), 1) if years[0] != years[1] and _names(line, years[0])
    )
    return Shifted(
        data=_bom(data) + made.encode(),
        first=begins + timedelta(weeks=weeks),
        rights=tuple(replace(one, line=one.line - _gone(text, walk.edits, one.line)) for one in walk.rights),
        years=left,
        forgotten=walk.forgotten,
    )


def _gone(text: str, edits: Sequence[Edit], line: int) -> int:
    """How many lines above `line` the edits take out."""
    above = ((start, end, new) for start, end, new in edits if text.count("\n", 0, start) + 1 < line)
    return sum(text.count("\n", start, end) - new.count("\n") for start, end, new in above)


class _Walk:
    """Goes through the file and gathers what to put where."""

    def __init__(self, text: str, slug: str, weeks: int, years: tuple[str, str]) -> None:
        self.text, self.slug, self.weeks, self.years = text, slug, weeks, years
        self.edits: list[Edit] = []
        self.rights: list[Right] = []
        self.forgotten = 0

    def mapping(self, node: Any, path: tuple[str, ...]) -> None:
        for number, (key, value) in enumerate(node.value):
            name = key.value
            if isinstance(value, yaml.ScalarNode):
                self.scalar(node, number, (*path, name))
            elif name == "rights" and isinstance(value, yaml.MappingNode):
                self.right(value, _under(node, "file") or _under(node, "image"))
                self.unanswered(value)
            if name not in _OTHERS:
                self.below(value, (*path, name))

    def below(self, value: Any, path: tuple[str, ...]) -> None:
        if isinstance(value, yaml.MappingNode):
            self.mapping(value, path)
        elif isinstance(value, yaml.SequenceNode):
            for item in value.value:
                if isinstance(item, yaml.ScalarNode) and path[-1] in _DATED:
                    self.dates(item)
                self.below(item, path)

    def scalar(self, node: Any, number: int, path: tuple[str, ...]) -> None:
        value = node.value[number][1]
        if path == ("campaign",):
            self.edits.append((value.start_mark.index, value.end_mark.index, self.slug))
        elif path == ("title",):
            self.title(value)
        elif path[-1] in _DATED and len(path) > 1:
            self.dates(value)
        elif path[-1] == "minutes" and len(path) > 1:
            self.forget(node, number)

    def title(self, value: Any) -> None:
        written = self.text[value.start_mark.index : value.end_mark.index]
        new = _titled(written, self.years)
        if new != written:
            self.edits.append((value.start_mark.index, value.end_mark.index, new))

    def dates(self, value: Any) -> None:
        begin = value.start_mark.index
        for found in _DATE.finditer(self.text, begin, value.end_mark.index):
            self.edits.append((found.start(), found.end(), _later(found.group(), self.weeks)))

    def right(self, node: Any, file: Any) -> None:
        status = _under(node, "status")
        if isinstance(status, yaml.ScalarNode) and status.value in _CLAIMED:
            self.edits.append((status.start_mark.index, status.end_mark.index, "asked"))
            picture = file.value if isinstance(file, yaml.ScalarNode) else ""
            self.rights.append(Right(line=status.start_mark.line + 1, picture=picture, was=status.value))

    def unanswered(self, node: Any) -> None:
        """Take out what the first week's answer was."""
        gone = [number for number, (key, _) in enumerate(node.value) if key.value in _ANSWER]
        kept = [number for number in range(len(node.value)) if number not in gone]
        if not kept:
            return  # no status among them: `check` names that
        if node.flow_style and gone and gone[0] == 0:
            begin, end = node.value[0][0].start_mark.index, node.value[kept[0]][0].start_mark.index
            self.edits.append((begin, end, ""))
            gone = [number for number in gone if number > kept[0]]
        for number in gone:
            self.forget(node, number)
        self.forgotten -= len(gone)

    def forget(self, node: Any, number: int) -> None:
        """Take the pair out: its line, or inside braces the pair with the comma before it or after it."""
        key, value = node.value[number]
        begin, end = key.start_mark.index, value.end_mark.index
        if node.flow_style and number:
            self.edits.append((node.value[number - 1][1].end_mark.index, end, ""))
        elif node.flow_style and len(node.value) > 1:
            self.edits.append((begin, node.value[1][0].start_mark.index, ""))
        else:
            line = self.text.rfind("\n", 0, begin) + 1
            after = self.text.find("\n", end) + 1 or len(self.text)
            if self.text[line:begin].strip():  # the first key of its item: the next one takes its place
                after = node.value[1][0].start_mark.index if len(node.value) > 1 else end
                line = begin
            self.edits.append((line, after, ""))
        self.forgotten += 1


def _meant(plain: Any, slug: str, weeks: int, years: tuple[str, str], path: tuple[str, ...] = ()) -> Any:
    """What the copy must say, made of what the file says: the same rules, applied to values instead of to text."""
    if isinstance(plain, list):
        return [_meant(one, slug, weeks, years, path) for one in plain]
    if isinstance(plain, dict):
        keep = frozenset() if path and path[-1] in _OTHERS else frozenset({"minutes"})
        if path and path[-1] == "rights" and not set(plain) <= _ANSWER:
            keep = _ANSWER
        return {
            name: value if name in _OTHERS else _meant(value, slug, weeks, years, (*path, name))
            for name, value in plain.items()
            if not (path and name in keep and isinstance(value, str))
        }
    if path == ("campaign",):
        return slug
    if path == ("title",):
        return _titled(plain, years)
    if len(path) > 1 and path[-1] in _DATED:
        return _DATE.sub(lambda found: _later(found.group(), weeks), plain)
    if path[-2:] == ("rights", "status") and plain in _CLAIMED:
        return "asked"
    return plain


def _titled(title: str, years: tuple[str, str]) -> str:
    """The title with its year, where it names the one in which the campaign was."""
    return re.sub(rf"(?<!\d){years[0]}(?!\d)", years[1], title)


def _names(line: str, year: str) -> bool:
    return year in _YEAR.findall(line)


def _later(text: str, weeks: int) -> str:
    """A date so many weeks later; what is none stays as it is, for `check` to name."""
    year, month, day = map(int, text.split("-"))
    try:
        return (date(year, month, day) + timedelta(weeks=weeks)).isoformat()
    except (ValueError, OverflowError):
        return text


def _days(root: Node, lists: Sequence[str], keys: Sequence[str]) -> Iterator[date]:
    for name in lists:
        inner = root.entries[name][2] if isinstance(root, Keyed) and name in root.entries else None
        for item in inner.items if isinstance(inner, Items) else ():
            found: Node | None = item
            for key in keys:
                found = found.entries[key][2] if isinstance(found, Keyed) and key in found.entries else None
            if isinstance(found, Text):
                try:
                    yield date.fromisoformat(found.value.strip())
                except ValueError:
                    continue


def _under(node: Any, name: str) -> Any:
    return next((value for key, value in node.value if key.value == name), None)


def _bom(data: bytes) -> bytes:
    return b"\xef\xbb\xbf" if data.startswith(b"\xef\xbb\xbf") else b""


def read(data: bytes, file: str) -> str:
    """The text of a file that can be read and written back as it is."""
    try:
        if source.decode(data, file).text is not None:
            return data.removeprefix(_bom(data)).decode()
    except UnicodeDecodeError:
        pass
    raise Problem("copy-broken-file", where=file)


def _tree(text: str, file: str) -> Keyed:
    """The file as a tree; what could make a parser explode is refused by the guarded pass before the other one."""
    try:
        built = tree.build(text, file)
    except tree.Broken:
        raise Problem("copy-broken-file", where=file) from None
    if not isinstance(built.root, Keyed) or built.notices:
        raise Problem("copy-broken-file", where=file)
    return built.root


def plain(node: Node | None) -> Any:
    """What a tree says, as dictionaries, lists and texts."""
    if isinstance(node, Keyed):
        return {name: plain(value) for name, (_, _, value) in node.entries.items()}
    if isinstance(node, Items):
        return [plain(item) for item in node.items]
    return node.value if node is not None else None
