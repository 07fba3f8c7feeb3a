"""What was done in a review, and what it asks for next, in sentences."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Protocol

from scheduler.render.days import day_name
from scheduler.sentences import label


class Deed(Protocol):
    """Something done: its sentence, further ones, and whether it can be undone."""

    @property
    def code(self) -> str: ...
    @property
    def arguments(self) -> Mapping[str, object]: ...
    @property
    def notes(self) -> Sequence[tuple[str, Mapping[str, object]]]: ...
    @property
    def undo(self) -> Sequence[object]: ...


def told(deed: Deed, language: str) -> str:
    """A deed and what it asks for; moments as a calendar names them."""
    sentences = [(deed.code, deed.arguments), *deed.notes]
    said = " ".join(label(code, language, **_named(given, language)) for code, given in sentences)
    return f"{said} {label('review-undo-hint', language)}" if deed.undo else said


def _named(given: Mapping[str, object], language: str) -> dict[str, object]:
    made = dict(given)
    for name, value in given.items():
        if isinstance(value, datetime):
            made[name] = f"{day_name(value.date(), 'short', language)} {value:%H:%M}"
        elif isinstance(value, date):
            made[name] = day_name(value, "short", language)
    return made
