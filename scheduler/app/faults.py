"""A fault of the program is kept in a file, redacted, so that a user sees one sentence and can send the rest."""

import traceback
from pathlib import Path

from scheduler.clock import SystemClock
from scheduler.plain import redact, visible
from scheduler.store.place import state_root


def keep(fault: BaseException) -> Path:
    """Write the traceback of `fault`, without locals and without secrets, and return the file (or where it would lie)."""
    folder = state_root() / "faults"
    path = folder / f"{SystemClock().now():%Y%m%dT%H%M%S%f}.txt"
    text = "".join(traceback.format_exception(fault))
    try:
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        path.write_text(redact(visible(text)), encoding="utf-8")
    except OSError:
        return Path("-")  # no place to keep it: the sentence is all there is
    return path
