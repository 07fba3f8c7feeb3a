"""The brake: files that stop all sending while they exist, read before each send, also while the database is locked."""

from collections.abc import Sequence
from pathlib import Path

from scheduler.sentences.stored import stored

STOP = "STOP"
"""In the calendar's folder, made by anybody with any tool: an empty file, or one that says why."""
PAUSED = "PAUSED"
"""In the database's own folder, made by `scheduler pause` and removed by `scheduler resume`."""


class Brake:
    """Asked before each send: a stored reason not to, or ""."""

    def __init__(self, files: Sequence[Path]) -> None:
        self._files = tuple(files)

    def __call__(self) -> str:
        for file in self._files:
            # Not `exists`: a folder that cannot be read must not stop what was approved, a link to nowhere must.
            if file.is_symlink() or file.exists():
                return stored("braked", file=str(file))
        return ""
