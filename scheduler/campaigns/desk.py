"""What one file is read with: its name, what is known beside it, and the place where all notices gather."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from scheduler.campaigns.tree import ALIAS, Items, Keyed, Node, Text
from scheduler.model.making import maker
from scheduler.model.notice import Notice, Severity, Where
from scheduler.model.spelling import nearest

_where = maker(Where)
QUOTES = tuple("“”„‟‘’‚«»")
"""Typographic quotes: right inside a text, part of the value around one."""
OPENING, CLOSING = "“„‘", "”’“"
"""Those that nobody writes around a whole text but to mark it as one; « » may well be part of a title."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """What is known beside the file, by the configuration and the clock. None: not known, so not judged."""

    timezone: str = ""
    """The zone of campaigns that name none."""
    language: str = "en"
    """The language of campaigns that name none."""
    today: date | None = None
    rights_required: bool = False
    """Whether a picture without declared rights blocks its post."""


class Wrong(Exception):
    """The value cannot be used; why stands among the notices already."""


class Desk:
    """Gathers notices while one file is read. `subject` names the post at hand, empty above the posts."""

    def __init__(self, file: str, known: Known) -> None:
        self.file = file
        self.known = known
        self.notices: list[Notice] = []
        self.subject = ""
        self.lines: list[str] = []
        """The file's lines, for the place of a word inside a text."""

    def where(self, line: int, column: int) -> Where:
        """A place of the tree (from 0) as people and editors count (from 1)."""
        return _where(file=self.file, line=line + 1, column=column + 1)

    def at(self, node: Node) -> Where:
        return self.where(node.line, node.column)

    def key(self, node: Keyed, name: str) -> Where:
        """Where the key `name` stands, or the mapping itself where it has none."""
        if name in node.entries:
            line, column, _ = node.entries[name]
            return self.where(line, column)
        return self.at(node)

    def error(self, code: str, where: Where, /, **arguments: object) -> None:
        self._say(Severity.ERROR, code, where, arguments)

    def warning(self, code: str, where: Where, /, **arguments: object) -> None:
        self._say(Severity.WARNING, code, where, arguments)

    def info(self, code: str, where: Where, /, **arguments: object) -> None:
        self._say(Severity.INFO, code, where, arguments)

    def _say(self, severity: Severity, code: str, where: Where, arguments: Mapping[str, object]) -> None:
        self.notices.append(
            Notice(severity=severity, code=code, where=where, subject=self.subject, arguments=dict(arguments))
        )

    def errors(self, since: int = 0) -> bool:
        """Whether an error was noted since there were `since` notices."""
        return any(notice.severity is Severity.ERROR for notice in self.notices[since:])

    def word(self, code: str, where: Where, given: str, choices: tuple[str, ...], mistaken: Mapping[str, str]) -> None:
        """Refuse a word outside `choices`: `<code>-meant` where one of them is near, else `code` with all of them."""
        if given[:1] in QUOTES:
            self.error("slip-smart-quotes", where, given=given)
            return
        meant = nearest(given, choices, mistaken)
        if meant:
            self.error(f"{code}-meant", where, given=given, meant=meant)
        else:
            self.error(code, where, given=given, choices=choices)

    def text(self, node: Node) -> str:
        """The text of a leaf. Raises `Wrong` for a list or keys, naming the sign that made one of it."""
        if type(node) is Text:
            if node.style == ALIAS:
                raise Wrong
            return node.value
        if node.flow if isinstance(node, Items | Keyed) else False:
            self.error("slip-begins", self.at(node), sign="[" if isinstance(node, Items) else "{")
        else:
            self.error("not-text", self.at(node))
        raise Wrong
