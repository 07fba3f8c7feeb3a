"""One guarded pass over YAML's events into a located tree: the only place where YAML is parsed.

The C parser does not recurse, so depth, nodes and bytes are limited here before anything could blow the stack; aliases,
anchors and tags are refused, since each of them lets a small file grow without end or text vanish. Scalars stay text: YAML
1.1 would read `on` as true and `10:30` as 630. Leaves keep four values instead of the parser's event, whose two marks cost
more to free than the whole leaf costs to make.
"""

import gc
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any, NoReturn, TypeAlias

import yaml
from yaml import _yaml

from scheduler.model.notice import Notice, Where, error

MAX_BYTES = 24_000_000
"""Of one file: some 60,000 posts."""
MAX_NODES = 2_000_000
MAX_DEPTH = 40
"""A campaign file needs nine levels."""
ALIAS = "*"
"""The style of a leaf that stands for a refused alias."""


@dataclass(slots=True)
class Text:
    """A scalar as written. `style` is empty for a plain one, else its sign (`'`, `"`, `|`, `>`); places count from 0."""

    value: str
    style: str
    line: int
    column: int


@dataclass(slots=True)
class Items:
    """A list; `flow` says that it stands in brackets. `end` is the line of its end (of a block: of what follows it)."""

    line: int
    column: int
    flow: bool
    items: "list[Node]" = field(default_factory=list)
    end: int = 0


@dataclass(slots=True)
class Keyed:
    """Keys in the order of the file, each with its line, its column and its value."""

    line: int
    column: int
    flow: bool
    entries: "dict[str, tuple[int, int, Node]]" = field(default_factory=dict)
    end: int = 0


Node: TypeAlias = Text | Items | Keyed


class Broken(Exception):
    """The parser gave up at `line` and `column` (from 0); what it was reading began at `begun` and `begun_column`."""

    def __init__(self, failed: yaml.MarkedYAMLError) -> None:
        super().__init__(failed.problem)
        self.problem = failed.problem or ""
        self.context = failed.context or ""
        mark, begun = failed.problem_mark, failed.context_mark or failed.problem_mark
        self.line, self.column = (mark.line, mark.column) if mark else (0, 0)
        self.begun, self.begun_column = (begun.line, begun.column) if begun else (self.line, self.column)


@dataclass(slots=True)
class Tree:
    """What the file holds. Without a root there is nothing to check; `notices` says what YAML would have swallowed."""

    root: Node | None
    notices: list[Notice]


def absent(node: Node) -> bool:
    """Whether nothing stands there: a key without a value, a dash without an item."""
    return type(node) is Text and not node.value and not node.style


@contextmanager
def pause() -> Iterator[None]:
    """Let the garbage collector rest: it would walk the growing tree again and again, which makes no circles."""
    was = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was:
            # What was made goes among the old, unseen: else all of it is looked through at once, for nothing.
            gc.freeze()
            gc.unfreeze()
            gc.enable()


def build(source: str, file: str) -> Tree:
    """Read `source` (text, without a byte order mark) into a tree. Raises `Broken` where the parser gives up."""
    builder = _Builder(file)
    try:
        builder.run(_yaml.CParser(source))
    except _Stop:
        return Tree(root=None, notices=builder.notices)
    except yaml.MarkedYAMLError as failed:
        raise Broken(failed) from None
    except yaml.reader.ReaderError:
        raise Broken(yaml.MarkedYAMLError(problem="unacceptable character")) from None
    return Tree(root=builder.root, notices=builder.notices)


class _Stop(Exception):
    """Reading further would be dangerous or senseless; the reason stands among the notices."""


class _Builder:
    """Puts events together. One instance reads one file."""

    def __init__(self, file: str) -> None:
        self.file = file
        self.notices: list[Notice] = []
        self.root: Node | None = None
        self.holder: Items | Keyed | None = None
        self.key: tuple[str, int, int] | None = None
        self.stack: list[tuple[Items | Keyed | None, tuple[str, int, int] | None]] = []

    def run(self, parser: Any) -> None:
        """The one loop. Scalars, nine events of ten, are dealt with in it; everything else has a method."""
        event_after, scalar, end = parser.get_event, yaml.ScalarEvent, yaml.StreamEndEvent
        entries: dict[str, tuple[int, int, Node]] | None = None
        items: list[Node] | None = None
        key: tuple[str, int, int] | None = None
        left = MAX_NODES
        while True:
            event: Any = event_after()
            left -= 1
            mark = event.start_mark
            if type(event) is not scalar:
                if type(event) is end:
                    return
                self.key = key
                self.structure(event)
                holder, key = self.holder, self.key
                entries = holder.entries if type(holder) is Keyed else None
                items = holder.items if type(holder) is Items else None
                continue
            if event.tag is not None or event.anchor is not None:
                self.refuse(event)
            if entries is not None:
                if key is None:
                    key = (event.value, mark.line, mark.column)
                    continue
                name, line, column = key
                if name not in entries:
                    entries[name] = (line, column, Text(event.value, event.style or "", mark.line, mark.column))
                else:
                    self.twice(entries, key)
                key = None
            elif items is not None:
                items.append(Text(event.value, event.style or "", mark.line, mark.column))
            else:
                self.root = Text(event.value, event.style or "", mark.line, mark.column)
            if left < 0:
                self.stop("yaml-too-many", mark, most=MAX_NODES)

    def structure(self, event: Any) -> None:
        """Open or close a list or a mapping; refuse aliases and a second document."""
        kind, mark = type(event), event.start_mark
        if kind is yaml.MappingEndEvent or kind is yaml.SequenceEndEvent:
            if self.holder is not None:
                self.holder.end = event.end_mark.line
            self.holder, self.key = self.stack.pop()
        elif kind is yaml.MappingStartEvent:
            self.open(event, Keyed(mark.line, mark.column, event.flow_style))
        elif kind is yaml.SequenceStartEvent:
            self.open(event, Items(mark.line, mark.column, event.flow_style))
        elif kind is yaml.AliasEvent:
            self.refuse(event)
            self.place(Text("", ALIAS, mark.line, mark.column))
        elif kind is yaml.DocumentStartEvent and self.root is not None:
            self.stop("yaml-document-break", mark)

    def open(self, event: Any, node: Items | Keyed) -> None:
        if event.tag is not None or event.anchor is not None:
            self.refuse(event)
        self.place(node)
        self.stack.append((self.holder, self.key))
        self.holder, self.key = node, None
        if len(self.stack) > MAX_DEPTH:
            self.stop("yaml-too-deep", event.start_mark, most=MAX_DEPTH)

    def place(self, node: Node) -> None:
        """Hang `node` where the next one belongs."""
        holder = self.holder
        if holder is None:
            self.root = node
        elif type(holder) is Items:
            holder.items.append(node)
        elif self.key is None:
            # `{a: b}: c`: the value still to come belongs to a key that no field has.
            self.notices.append(error("yaml-key-not-text", self.where(node.line, node.column)))
            self.key = ("", node.line, node.column)
        elif type(holder) is Keyed:
            name, line, column = self.key
            if name not in holder.entries:
                holder.entries[name] = (line, column, node)
            else:
                self.twice(holder.entries, self.key)
            self.key = None

    def twice(self, entries: "dict[str, tuple[int, int, Node]]", key: tuple[str, int, int]) -> None:
        """A key written twice keeps its first value: nothing is decided by the order of two lines."""
        name, line, column = key
        first = entries[name][0] + 1
        self.notices.append(error("yaml-duplicate-key", self.where(line, column), key=name, first=first))

    def refuse(self, event: Any) -> None:
        """Say that an anchor, an alias or a tag has no place here."""
        where = self.where(event.start_mark.line, event.start_mark.column)
        if type(event) is yaml.AliasEvent:
            self.notices.append(error("yaml-alias", where, name=event.anchor))
        elif event.anchor is not None:
            self.notices.append(error("yaml-anchor", where, name=event.anchor))
        else:
            self.notices.append(error("yaml-tag", where, tag=str(event.tag).replace("tag:yaml.org,2002:", "!!")))

    def stop(self, code: str, mark: Any, **arguments: object) -> NoReturn:
        self.notices.append(error(code, self.where(mark.line, mark.column), **arguments))
        raise _Stop

    def where(self, line: int, column: int) -> Where:
        return Where(file=self.file, line=line + 1, column=column + 1)
