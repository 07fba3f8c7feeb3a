"""The editorial line of one campaign: its nodes as plain values with their places, read as the configuration's are."""

from dataclasses import dataclass
from typing import Any

from scheduler.campaigns.desk import Desk, Wrong
from scheduler.campaigns.tree import ALIAS, Items, Keyed, Node, Text
from scheduler.model.line import EXCUSABLE, Excuse, Line
from scheduler.model.line_reading import MISTAKEN, Keys, read
from scheduler.model.line_schema import schema
from scheduler.model.notice import Where
from scheduler.model.spelling import nearest
from scheduler.sentences import label


@dataclass(frozen=True, slots=True)
class Lined:
    """What may stand under `line`."""

    def read(self, node: Node, desk: Desk) -> Line:
        places: dict[Keys, tuple[int, int]] = {(): (node.line, node.column)}
        given = _plain(node, (), places)

        def where(keys: Keys) -> Where:
            while keys not in places:
                keys = keys[:-1]
            return desk.where(*places[keys])

        made, notices = read(given, where)
        for one in notices:
            desk.error(one.code, one.where or desk.at(node), **one.arguments)
        if notices:
            raise Wrong
        return made

    def schema(self) -> dict[str, Any]:
        return schema(lambda code: f"{label(code, 'fr')} / {label(code, 'en')}")


@dataclass(frozen=True, slots=True)
class Excusing:
    """What may stand under `line_except`: rules of the line, each with the reason why this post need not keep it."""

    def read(self, node: Node, desk: Desk) -> tuple[Excuse, ...]:
        if type(node) is not Keyed:
            desk.error("line-except-unfit", desk.at(node))
            raise Wrong
        found = [self._excuse(node, name, desk) for name in node.entries]
        if None in found:
            raise Wrong
        return tuple(one for one in found if one is not None)

    def _excuse(self, node: Keyed, name: str, desk: Desk) -> Excuse | None:
        where, (_, _, value) = desk.key(node, name), node.entries[name]
        if name not in EXCUSABLE:
            if meant := nearest(name, EXCUSABLE, {word: one for word, one in MISTAKEN.items() if one in EXCUSABLE}):
                desk.error("line-unknown-meant", where, rule=name, meant=meant)
            else:
                desk.error("line-unknown", where, rule=name, known=EXCUSABLE)
            return None
        reason = " ".join(value.value.split()) if type(value) is Text and value.style != ALIAS else ""
        if not any(sign.isalpha() for sign in reason) or reason.lower() in _NO_REASON:
            desk.error("line-except-reason", where, rule=name)
            return None
        return Excuse(rule=name, reason=reason, where=where)

    def schema(self) -> dict[str, Any]:
        reason = {"type": "string", "minLength": 1}
        return {"type": "object", "properties": dict.fromkeys(EXCUSABLE, reason), "additionalProperties": False}


_NO_REASON = frozenset({"true", "yes", "on", "oui", "vrai", "off", "false", "no", "non", "faux", "null"})
"""What switches a rule on or off elsewhere, and says nothing of why."""


def _plain(node: Node, keys: Keys, places: dict[Keys, tuple[int, int]]) -> Any:
    if type(node) is Keyed:
        for name, (line, column, _) in node.entries.items():
            places[*keys, name] = (line, column)
        return {name: _plain(inner, (*keys, name), places) for name, (_, _, inner) in node.entries.items()}
    if type(node) is Items:
        for number, inner in enumerate(node.items):
            places[*keys, str(number)] = (inner.line, inner.column)
        return [_plain(inner, (*keys, str(number)), places) for number, inner in enumerate(node.items)]
    return node.value if type(node) is Text and node.style != ALIAS else ""
