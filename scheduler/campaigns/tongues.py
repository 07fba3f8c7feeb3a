"""A text in several languages: one key a language, each text checked at its own place."""

from dataclasses import dataclass
from typing import Any

from scheduler.campaigns import texts, words
from scheduler.campaigns.desk import Desk, Wrong
from scheduler.campaigns.fields import Free
from scheduler.campaigns.tree import Keyed, Node, Text
from scheduler.model.campaign import Translation
from scheduler.model.spelling import Misspelt


@dataclass(frozen=True, slots=True)
class Tongues:
    """Keys that are languages (BCP 47), each with its text. `shapeless` is said of anything else."""

    shapeless: str = "texts-not-languages"

    def read(self, node: Node, desk: Desk) -> tuple[Translation, ...]:
        if type(node) is not Keyed:
            if type(node) is not Text or node.style != "*":
                desk.error(self.shapeless, desk.at(node))
            raise Wrong
        made: list[Translation] = []
        failed = not node.entries
        for key, (line, column, value) in node.entries.items():
            where = desk.where(line, column)
            try:
                language = words.language(key.strip())
                text = Free().read(value, desk)
            except Misspelt as wrong:
                desk.error(wrong.code, where, **wrong.arguments)
                failed = True
                continue
            except Wrong:
                failed = True
                continue
            if not text:
                desk.error("texts-empty", where, language=language)
                failed = True
            made.append(Translation(language=language, text=text, where=desk.at(value)))
        if not node.entries:
            desk.error(self.shapeless, desk.at(node))
        if failed:
            raise Wrong
        return tuple(made)

    def schema(self) -> dict[str, Any]:
        return {
            "type": "object",
            "minProperties": 1,
            "propertyNames": {"pattern": r"^[A-Za-z]{2,3}(-[A-Za-z0-9]{1,8})*$"},
            "additionalProperties": {"type": "string", "minLength": 1},
            "examples": [{"fr": "Bonjour !", "en": "Hello!"}],
        }


def check(made: tuple[Translation, ...], node: Keyed, desk: Desk, terms: texts.Terms, *, draft: bool) -> None:
    """Note what is wrong in each text, and a text that stands beside them."""
    inner = node.entries["texts"][2]
    if "text" in node.entries:
        desk.error("text-beside-texts", desk.key(node, "text"))
    if type(inner) is not Keyed:
        return
    for one, (_, _, leaf) in zip(made, inner.entries.values(), strict=True):
        if type(leaf) is Text:
            texts.check(one.text, leaf, desk, terms, draft=draft)
