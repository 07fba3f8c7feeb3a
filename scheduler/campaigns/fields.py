"""Fields as data: what may stand under a key. The check of a file and the JSON Schema for editors are made from one table.

Each kind reads a node (`read`) and describes itself (`schema`). Reading notes what is wrong at the desk and raises `Wrong`,
so that the rest of the file is still read.
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any, Protocol

from scheduler.campaigns.desk import CLOSING, OPENING, QUOTES, Desk, Wrong
from scheduler.campaigns.source import HIDDEN, named
from scheduler.campaigns.tree import ALIAS, Items, Keyed, Node, Text
from scheduler.model.spelling import Misspelt, nearest

WRONG = ""
"""Under this key a record's values keep the names of those that were wrong: nothing more is asked of them."""
Values = dict[str, Any]


class Kind(Protocol):
    """What may stand under a key."""

    def read(self, node: Node, desk: Desk) -> Any:
        """The value of `node`. Raises `Wrong` where it has none, having said why."""

    def schema(self) -> dict[str, Any]:
        """The same as JSON Schema."""


@dataclass(frozen=True, slots=True)
class Free:
    """Any text, also over several lines."""

    def read(self, node: Node, desk: Desk) -> str:
        return (node.value if type(node) is Text and node.style != ALIAS else desk.text(node)).strip()

    def schema(self) -> dict[str, Any]:
        return {"type": "string"}


@dataclass(frozen=True, slots=True)
class Words(Free):
    """A name or a short text of which nothing is parsed. What would be printed without having been meant is named."""

    def read(self, node: Node, desk: Desk) -> str:
        text = Free.read(self, node, desk)
        if text[:1] in OPENING and text[-1:] in CLOSING and len(text) > 1:
            desk.warning("quotes-around-text", desk.at(node))
        # Elsewhere they stand in the file itself, where they are found whole; here they were written as escapes.
        hidden = HIDDEN.search(text) if type(node) is Text and node.style == '"' else None
        if hidden and not any(hidden.group() in line for line in desk.lines):
            desk.warning("hidden-character", desk.at(node), character=hidden.group(), name=named(hidden.group()))
        return text


@dataclass(frozen=True, slots=True)
class Spelt:
    """A word that a function of `scheduler.model.spelling` reads. `pattern` and `like` describe it to editors."""

    spell: Callable[[str], Any]
    pattern: str = ""
    like: tuple[str, ...] = ()
    whole: bool = False
    """Whether it is commonly written as a bare number, which an editor takes for one."""

    def read(self, node: Node, desk: Desk) -> Any:
        text = node.value if type(node) is Text and node.style != ALIAS else desk.text(node)
        try:
            return self.spell(text)
        except Misspelt as wrong:
            if text[:1] in QUOTES:
                desk.error("slip-smart-quotes", desk.at(node), given=text)
            else:
                desk.error(wrong.code, desk.at(node), **wrong.arguments)
        raise Wrong

    def schema(self) -> dict[str, Any]:
        made: dict[str, Any] = {"type": ["integer", "string"] if self.whole else "string"}
        if self.pattern:
            made["pattern"] = self.pattern
        if self.like:
            made["examples"] = list(self.like)
        return made


@dataclass(frozen=True, slots=True)
class Number:
    """A whole number within bounds."""

    least: int
    most: int

    def read(self, node: Node, desk: Desk) -> int:
        text = desk.text(node)
        if re.fullmatch(r"\d{1,9}", text) and self.least <= int(text) <= self.most:
            return int(text)
        desk.error("number-unfit", desk.at(node), given=text, least=self.least, most=self.most)
        raise Wrong

    def schema(self) -> dict[str, Any]:
        return {"type": "integer", "minimum": self.least, "maximum": self.most}


@dataclass(frozen=True, slots=True)
class Switch:
    """True or false, in the words that people use for it."""

    def read(self, node: Node, desk: Desk) -> bool:
        text = desk.text(node)
        word = text.lower()
        if word in {"true", "yes", "on", "oui", "vrai"}:
            return True
        if word in {"false", "no", "off", "non", "faux"}:
            return False
        desk.error("switch-unfit", desk.at(node), given=text)
        raise Wrong

    def schema(self) -> dict[str, Any]:
        return {"type": "boolean"}


@dataclass(frozen=True, slots=True)
class Choice:
    """One of a few words, as `made` makes it; `mistaken` are words that people write for them."""

    words: tuple[str, ...]
    made: Callable[[str], Any] = str
    mistaken: Mapping[str, str] = field(default_factory=dict)

    def read(self, node: Node, desk: Desk) -> Any:
        text = desk.text(node)
        if text in self.words:
            return self.made(text)
        desk.word("word-unfit", desk.at(node), text, self.words, self.mistaken)
        raise Wrong

    def schema(self) -> dict[str, Any]:
        return {"enum": [str(word) for word in self.words]}


@dataclass(frozen=True, slots=True)
class ListOf:
    """A list; `lone` ones may also be written as their single item."""

    kind: Kind
    lone: bool = False

    def read(self, node: Node, desk: Desk) -> tuple[Any, ...]:
        if type(node) is not Items:
            if type(node) is Text and not node.style and ", " in node.value:
                desk.error("list-without-brackets", desk.at(node), given=node.value)
                raise Wrong
            if self.lone and type(node) is Text and node.style != ALIAS:
                return (self.kind.read(node, desk),)
            if type(node) is not Text or node.style != ALIAS:
                desk.error("not-a-list", desk.at(node))
            raise Wrong
        found, failed = [], False
        for item in node.items:
            if type(item) is Text and not item.value and not item.style:
                if not _comment(desk, item):
                    desk.error("empty-item", desk.at(item))
                failed = True
                continue
            try:
                found.append(self.kind.read(item, desk))
            except Wrong:
                failed = True
        if failed:
            raise Wrong
        return tuple(found)

    def schema(self) -> dict[str, Any]:
        items = self.kind.schema()
        listed = {"type": "array", "items": items}
        return {"anyOf": [listed, items]} if self.lone else listed


@dataclass(frozen=True, slots=True)
class Spot:
    """A place in a picture: two numbers from 0 to 1, from the left and from the top."""

    def read(self, node: Node, desk: Desk) -> tuple[float, float]:
        given = [one.value for one in node.items if type(one) is Text] if type(node) is Items else []
        if len(given) == 2 and all(re.fullmatch(r"0?\.\d{1,6}|[01](?:\.0{0,6})?", one) for one in given):
            return float(given[0]), float(given[1])
        desk.error("focus-unfit", desk.at(node))
        raise Wrong

    def schema(self) -> dict[str, Any]:
        share = {"type": "number", "minimum": 0, "maximum": 1}
        return {"type": "array", "items": share, "minItems": 2, "maxItems": 2}


@dataclass(frozen=True, slots=True)
class Nodes:
    """A list or keys whose parts another stage reads, each on its own, so that a fault in one leaves the rest."""

    kind: type[Items] | type[Keyed]
    of: "Record"

    def read(self, node: Node, desk: Desk) -> Node:
        if type(node) is self.kind:
            return node
        desk.error("not-a-list" if self.kind is Items else "not-keys", desk.at(node))
        raise Wrong

    def schema(self) -> dict[str, Any]:
        inner = {"$ref": f"#/$defs/{self.of.name}"}
        if self.kind is Items:
            return {"type": "array", "items": inner}
        return {"type": "object", "additionalProperties": inner}


@dataclass(frozen=True, slots=True, kw_only=True)
class Field:
    """One key: what may stand under it, whether it must be there, and what people write in its place by mistake."""

    name: str
    kind: Kind
    required: bool = False
    mistaken: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Record:
    """Keys with their fields. `name` is that of the definition in the schema and of the sentences that describe it."""

    name: str
    fields: tuple[Field, ...]
    open: Kind | None = None
    """What stands under any other key: a person's handles, one a network."""
    like: str = ""
    """How it is commonly written, where people put a single word in its place."""
    kinds: dict[str, Kind] = field(init=False, repr=False)
    required: tuple[str, ...] = field(init=False, repr=False)
    mistaken: dict[str, str] = field(init=False, repr=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "kinds", {one.name: one.kind for one in self.fields})
        object.__setattr__(self, "required", tuple(one.name for one in self.fields if one.required))
        object.__setattr__(self, "mistaken", {word: one.name for one in self.fields for word in one.mistaken})

    def read(self, node: Node, desk: Desk) -> Values:
        """The values under the keys, a key without a value left out. Raises `Wrong` only where there are no keys at all."""
        if type(node) is not Keyed:
            if type(node) is Text and self.like and node.style != ALIAS:
                desk.error("not-keys-like", desk.at(node), given=node.value, like=self.like)
            elif type(node) is not Text or node.style != ALIAS:
                desk.error("not-keys", desk.at(node))
            raise Wrong
        found: Values = {}
        kinds = self.kinds
        for name, (line, _, value) in node.entries.items():
            kind = kinds.get(name) or self.open
            if kind is None:
                found.setdefault(WRONG, set()).add(self.unknown(node, name, desk))
            elif type(value) is Text and not value.value and not value.style:
                if value.line == line and _comment(desk, value):
                    found.setdefault(WRONG, set()).add(name)
            else:
                try:
                    found[name] = kind.read(value, desk)
                except Wrong:
                    found.setdefault(WRONG, set()).add(name)
        for name in self.required:
            if name not in found and name not in found.get(WRONG, ()):
                desk.error("key-missing", desk.key(node, name), key=name)
                found.setdefault(WRONG, set()).add(name)
        return found

    def unknown(self, node: Keyed, name: str, desk: Desk) -> str:
        """Name the field that was probably meant, or the comma that cut a text in two; return what was meant."""
        line, column, value = node.entries[name]
        where = desk.where(line, column)
        meant = name.strip()
        if meant in self.kinds:
            # str.strip takes off what French typography puts before a colon, YAML does not.
            desk.error("slip-nbsp-key", where, key=meant)
        elif node.flow and ((type(value) is Text and not value.value and not value.style) or " " in name.strip()):
            desk.error("slip-comma", where, lost=name)
        elif meant := nearest(name, self.kinds, self.mistaken):
            desk.error("key-unknown-meant", where, key=name, meant=meant)
        else:
            desk.error("key-unknown", where, key=name, known=tuple(self.kinds))
        return meant

    def schema(self) -> dict[str, Any]:
        return {"$ref": f"#/$defs/{self.name}"}


@dataclass(frozen=True, slots=True)
class Placed:
    """A record's values together with its node, for what must later be said of its place."""

    record: Record

    def read(self, node: Node, desk: Desk) -> tuple[Keyed, Values]:
        values = self.record.read(node, desk)
        assert type(node) is Keyed
        return node, values

    def schema(self) -> dict[str, Any]:
        return self.record.schema()


def _comment(desk: Desk, value: Text) -> bool:
    """Whether a comment that looks like a hashtag stands where the value should: the slips name it already."""
    line = desk.lines[value.line] if value.line < len(desk.lines) else ""
    return bool(re.search(r"(?:^|\s)#\S", line))
