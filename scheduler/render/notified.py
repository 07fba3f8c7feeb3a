"""What became of a message at each address, on the terminal and as JSON. Addresses are shown without what is secret in them."""

from collections.abc import Sequence
from typing import Protocol

from scheduler.plain import harmless
from scheduler.render.ink import out, paint
from scheduler.render.surface import Json
from scheduler.sentences import label, say


class Delivered(Protocol):
    """One address, and whether it took the message; None: nothing was sent."""

    @property
    def place(self) -> str: ...
    @property
    def taken(self) -> bool | None: ...
    @property
    def why(self) -> str: ...
    @property
    def advised(self) -> bool: ...


def surface(found: Sequence[Delivered]) -> Json:
    """As `notify --json` shows it."""
    return {"addresses": [{"place": one.place, "taken": one.taken, "reason": one.why} for one in found]}


def show(found: Sequence[Delivered], language: str) -> None:
    """Print a line an address."""
    for one in found:
        place, why = harmless(one.place), harmless(one.why)
        if one.taken is None:
            out(f"{place} {why}".strip())
        elif one.taken:
            out(paint(label("notify-taken", language, place=place), "good"))
        else:
            said = say("notify-not-taken", {"place": place, "why": why}, language)
            out(paint((said.text if one.advised else str(said)).replace("  ", " "), "error"))
    if found and all(one.taken is None for one in found):
        out(str(say("notify-listed", {"n": len(found)}, language)))
