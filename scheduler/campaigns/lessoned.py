"""The next edition's file: a shifted copy whose texts wait for words, with what the last edition taught as comments.

As in `shifting`, words are put into the text as it is: comments, order, quotes and layout stay; what comes out is read again
and compared with what was meant.
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import yaml

from scheduler.campaigns import tree
from scheduler.campaigns.quoting import quoted
from scheduler.campaigns.shifting import Shifted, plain, read
from scheduler.errors import Problem
from scheduler.model.lessons import Notes
from scheduler.plain import one_line

Edit = tuple[int, int, str]


def lessoned(copy: Shifted, file: str, notes: Notes, *, weeks: int) -> Shifted:
    """`copy` (shifted by `weeks`) with the texts blank, the targets proposed, and `notes` as comments; its lines follow."""
    text = read(copy.data, file)
    before = copy.data[: len(copy.data) - len(text.encode())]
    walk = _Walk(text, notes, weeks)
    walk.root(yaml.compose(text, yaml.CSafeLoader))
    made = text
    for start, end, new in sorted(walk.edits, key=lambda one: (one[0], one[1]), reverse=True):
        made = f"{made[:start]}{new}{made[end:]}"
    head = "".join(f"# {one_line(line)}{walk.end}" for line in notes.head) + (f"#{walk.end}" if notes.head else "")
    made = head + made
    try:
        same = plain(tree.build(made, file).root) == _meant(plain(tree.build(text, file).root), notes)
    except tree.Broken:
        same = False
    if not same:
        raise Problem("copy-unfit", where=file)
    lines, old = made.split("\n"), text.split("\n")

    def now(line: int) -> int:
        return line + head.count("\n") + walk.added(line)

    return replace(
        copy,
        data=before + made.encode(),
        rights=tuple(replace(one, line=now(one.line)) for one in copy.rights),
        # A text that named the old year waits for words now.
        years=tuple(now(line) for line in copy.years if lines[now(line) - 1 : now(line)] == old[line - 1 : line]),
    )


class _Walk:
    """Goes through the file and gathers what to put where."""

    def __init__(self, text: str, notes: Notes, weeks: int) -> None:
        self.text, self.notes = text, notes
        self.days = {day + timedelta(weeks=weeks): said for day, said in notes.days.items()}
        self.edits: list[Edit] = []
        self.end = "\r\n" if "\r\n" in text else "\n"

    def added(self, line: int) -> int:
        """How many lines more stand above that line of the copy."""
        found = 0
        for start, end, new in self.edits:
            above = self.text.count("\n", 0, start) + 1 <= line
            if above and (start == end or self.text.count("\n", 0, end) < line):
                found += new.count("\n") - self.text.count("\n", start, end)
        return found

    def root(self, node: Any) -> None:
        for item in _items(node, "objectives"):
            name = _scalar(item, "name")
            self.above(item, self.notes.objectives.get(name, ()))
            if name in self.notes.targets:
                self.put(_under(item, "target"), quoted(self.notes.targets[name]))
        for item in _items(node, "days"):
            day = _day(_scalar(item, "date"))
            self.above(item, self.days.get(day, ()) if day else ())
            self.posts(item)
        self.posts(node)

    def posts(self, node: Any) -> None:
        for item in _items(node, "posts"):
            if not isinstance(item, yaml.MappingNode) or _under(item, "repeat") is not None:
                continue
            self.above(item, self.notes.contents.get(_scalar(item, "id"), ()))
            for one in _texts(item):
                self.put(one, self.notes.blank)

    def above(self, item: Any, said: Sequence[str]) -> None:
        """Comments on lines of their own over an item of a list, as far in as its dash."""
        begin = self.text.rfind("\n", 0, item.start_mark.index) + 1
        dash = self.text.find("-", begin, item.start_mark.index)
        if dash < 0 or self.text[begin:dash].strip():
            return  # within brackets, or not on a line of its own: there is no place for a comment
        self.edits.append(
            (begin, begin, "".join(f"{self.text[begin:dash]}# {one_line(line)}{self.end}" for line in said))
        )

    def put(self, node: Any, new: str) -> None:
        if not isinstance(node, yaml.ScalarNode):
            return
        start, end = node.start_mark.index, node.end_mark.index
        kept = self.text[start:end]
        # A block ends where the next thing begins: the empty lines and the indentation before that stay.
        tail = kept[len(kept.rstrip()) :] if node.style in {"|", ">"} else ""
        self.edits.append((start, end, new + tail))


def _texts(node: Any) -> Iterator[Any]:
    """The texts of a post: its own, those of its networks and of its timed replies."""
    for key, value in node.value:
        if key.value == "text":
            yield value
        elif key.value == "networks" and isinstance(value, yaml.MappingNode):
            for _, inner in value.value:
                if isinstance(inner, yaml.MappingNode):
                    yield from _texts(inner)
        elif key.value == "replies" and isinstance(value, yaml.SequenceNode):
            for inner in value.value:
                if isinstance(inner, yaml.MappingNode):
                    yield from _texts(inner)


def _meant(value: Any, notes: Notes) -> Any:
    """What the file must say: the same rules, applied to values instead of to text."""
    made = dict(value)
    if isinstance(made.get("objectives"), list):
        made["objectives"] = [
            {**one, "target": notes.targets[one["name"]]}
            if isinstance(one, dict) and "target" in one and one.get("name") in notes.targets
            else one
            for one in made["objectives"]
        ]
    if isinstance(made.get("days"), list):
        made["days"] = [_emptied(one, notes) if isinstance(one, dict) else one for one in made["days"]]
    return _emptied(made, notes)


def _emptied(holder: Any, notes: Notes) -> Any:
    if not isinstance(holder.get("posts"), list):
        return holder
    posts = [
        _blank(one, notes.blank) if isinstance(one, dict) and "repeat" not in one else one for one in holder["posts"]
    ]
    return {**holder, "posts": posts}


def _blank(post: Any, blank: str) -> Any:
    made: dict[str, Any] = {
        name: blank if name == "text" and isinstance(value, str) else value for name, value in post.items()
    }
    if isinstance(made.get("networks"), dict):
        made["networks"] = {
            name: _blank(one, blank) if isinstance(one, dict) else one for name, one in made["networks"].items()
        }
    if isinstance(made.get("replies"), list):
        made["replies"] = [_blank(one, blank) if isinstance(one, dict) else one for one in made["replies"]]
    return made


def _items(node: Any, name: str) -> list[Any]:
    found = _under(node, name)
    return list(found.value) if isinstance(found, yaml.SequenceNode) else []


def _under(node: Any, name: str) -> Any:
    if not isinstance(node, yaml.MappingNode):
        return None
    return next((value for key, value in node.value if key.value == name), None)


def _scalar(node: Any, name: str) -> str:
    found = _under(node, name)
    return str(found.value) if isinstance(found, yaml.ScalarNode) else ""


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text.strip())
    except ValueError:
        return None
