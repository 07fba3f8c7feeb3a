"""What adaptation or checking has to say: a code with arguments, at a place. `scheduler.sentences` makes words of it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from scheduler.model.making import maker


class Severity(StrEnum):
    """How much it matters."""

    ERROR = "error"
    """Blocks the post (or the file, where it lies above the posts)."""
    WARNING = "warning"
    """Goes out, but somebody should look."""
    INFO = "info"
    """What was done, and what it saved."""


@dataclass(frozen=True, slots=True, order=True, kw_only=True)
class Where:
    """A place in a file: lines and columns count from 1; 0 where only the file is known."""

    file: str
    line: int = 0
    column: int = 0

    def __str__(self) -> str:
        return ":".join([self.file, *(str(n) for n in (self.line, self.column) if n)])


@dataclass(frozen=True, slots=True, kw_only=True)
class Notice:
    """One thing to say. `subject` names what it is about («post "reserves" -> musee-x»), empty for a whole file."""

    severity: Severity
    code: str
    where: Where | None = None
    subject: str = ""
    arguments: Mapping[str, object] = field(default_factory=dict)


_notice = maker(Notice)


def placed(notice: Notice, where: Where | None, subject: str) -> Notice:
    """`notice` with its place and what it is about, where it does not say them itself."""
    if notice.where and notice.subject:
        return notice
    where, subject = notice.where or where, notice.subject or subject
    return _notice(severity=notice.severity, code=notice.code, where=where, subject=subject, arguments=notice.arguments)


def blocking(notices: Iterable[Notice]) -> bool:
    """Whether any of `notices` is an error."""
    return any(notice.severity is Severity.ERROR for notice in notices)


def error(code: str, where: Where | None = None, subject: str = "", /, **arguments: object) -> Notice:
    """Return a notice that blocks."""
    return _notice(severity=Severity.ERROR, code=code, where=where, subject=subject, arguments=arguments)


def warning(code: str, where: Where | None = None, subject: str = "", /, **arguments: object) -> Notice:
    """Return a notice that somebody should look at."""
    return _notice(severity=Severity.WARNING, code=code, where=where, subject=subject, arguments=arguments)


def info(code: str, where: Where | None = None, subject: str = "", /, **arguments: object) -> Notice:
    """Return a notice that says what was done."""
    return _notice(severity=Severity.INFO, code=code, where=where, subject=subject, arguments=arguments)
