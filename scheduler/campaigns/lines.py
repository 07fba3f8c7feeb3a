"""The editorial line of one campaign: its nodes as plain values with their places, read as the configuration's are."""

from dataclasses import dataclass
from typing import Any

from scheduler.campaigns.desk import Desk, Wrong
from scheduler.campaigns.tree import ALIAS, Items, Keyed, Node, Text
from scheduler.model.line import Line
from scheduler.model.line_reading import Keys, read
from scheduler.model.line_schema import schema
from scheduler.model.notice import Where
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
