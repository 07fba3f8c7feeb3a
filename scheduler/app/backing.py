"""A copy of one calendar's queue, wherever it lies."""

from pathlib import Path

from scheduler.app.ground import Ground
from scheduler.errors import Problem
from scheduler.store import backup as store


def backup(ground: Ground, to: Path | None) -> store.Copied:
    """Copy the queue, and the pictures that it still needs. Raises `Problem` where a server has it: that one copies itself."""
    if (command := store.elsewhere(ground.config.database_url)) is not None:
        raise Problem("backup-elsewhere", where=str(ground.config.path), command=command)
    return store.copy(ground.database, ground.blobs, to)
