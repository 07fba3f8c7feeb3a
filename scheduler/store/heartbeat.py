"""The sign of life of what publishes, as it lies beside the database."""

import json
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

HEARTBEAT = "heartbeat.json"


@dataclass(frozen=True, slots=True, kw_only=True)
class Beat:
    """A dispatcher's last sign of life; `daemon`: it was one that goes on, not a single pass."""

    at: datetime
    pid: int
    daemon: bool


def last_beat(folder: Path) -> Beat | None:
    """The dispatcher's last sign of life; None where there never was one, or it cannot be read."""
    return kept_in(folder / HEARTBEAT)


def kept_in(path: Path) -> Beat | None:
    """The sign of life in this file; None where there is none, or it cannot be read."""
    try:
        said = json.loads(path.read_text(encoding="utf-8"))
        return Beat(at=datetime.fromisoformat(said["at"]), pid=int(said["pid"]), daemon=bool(said.get("daemon", True)))
    except (OSError, ValueError, KeyError, TypeError):
        return None
