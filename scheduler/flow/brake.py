"""The brake: files that stop all sending while they exist, read before each send, also while the database is locked."""

import os
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
            # A link to nowhere stops as well. What cannot be looked at (its folder cannot be read) does not stop what was
            # approved, nor the other files from being looked at: this never raises.
            if os.path.lexists(file):
                return stored("braked", file=str(file))
        return ""
