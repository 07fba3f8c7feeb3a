"""What was done in the review, and the way back and forth between before and after it: steps as values."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING, Literal

from scheduler.model.delivery import Delivery

if TYPE_CHECKING:
    from scheduler.app.editing import Written

Back = Literal["unhold", "hold", "take-back", "file"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Undo:
    """The opposite of an act: about these deliveries, by id, or about the bytes of a file.

    A yes is given again only to what was `seen` then; a file goes back only where it still says what the act wrote.
    """

    back: Back
    ids: tuple[str, ...] = ()
    yeses: Mapping[str, tuple[int, ...]] = field(default_factory=dict)
    """Role -> the deliveries that it said yes to."""
    why: str = ""
    seen: tuple[Delivery, ...] = ()
    written: "Written | None" = None
    key: str = ""
    """`campaign/post/occurrence` of what the file left out: taken back, it has its yeses again, for the same words and hour."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Deed:
    """Something done: its sentence, further ones that it asks for, and how to undo it (nothing: it cannot be)."""

    code: str
    arguments: dict[str, object] = field(default_factory=dict)
    undo: tuple[Undo, ...] = ()
    notes: tuple[tuple[str, dict[str, object]], ...] = ()
    files: bool = False
    """Whether a file was written."""
    at: date | None = None
    """The day on which what it is about stands now, where that may be another one; `was`: before."""
    was: date | None = None
