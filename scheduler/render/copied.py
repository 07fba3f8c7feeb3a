"""A copy of the queue, told and for scripts."""

from pathlib import Path
from typing import Protocol

from scheduler.render.ink import out
from scheduler.render.surface import Json
from scheduler.sentences import say


class Copied(Protocol):
    """What was copied, and what was found in it."""

    @property
    def path(self) -> Path: ...
    @property
    def pictures(self) -> Path | None: ...
    @property
    def size(self) -> int: ...
    @property
    def deliveries(self) -> int: ...
    @property
    def lines(self) -> int: ...
    @property
    def head(self) -> str: ...


def show(found: Copied, language: str) -> None:
    """Say where the copy is."""
    about = {"file": str(found.path), "n": found.deliveries, "kb": found.size // 1000, "lines": found.lines}
    out(str(say("backup-made", about, language)))
    if found.pictures is not None:
        out(str(say("backup-pictures", {"folder": str(found.pictures)}, language)))


def surface(found: Copied) -> Json:
    """As `backup --json` shows it."""
    return {
        "file": str(found.path),
        "pictures": str(found.pictures) if found.pictures else None,
        "bytes": found.size,
        "deliveries": found.deliveries,
        "lines": found.lines,
        "head": found.head,
    }
