"""Which `config.toml` is meant, and the one word of it that a screen needs before it is read."""

import os
import re
from pathlib import Path

from scheduler.config.chosen import NAME, chosen, users_folder


def find(start: Path, explicit: Path | None = None) -> Path | None:
    """The configuration to use: `explicit`, else the workspace's that is meant, else `SCHEDULER_CONFIG`, else the nearest above
    `start`, else the user's own.

    A folder named explicitly means the file in it; whether a file named explicitly exists is for `load` to say.
    """
    if explicit is None and (name := chosen()):
        from scheduler.config.registry import named as workspace  # noqa: PLC0415 - most have one calendar

        return workspace(name).config
    named = explicit or (Path(given) if (given := os.environ.get("SCHEDULER_CONFIG")) else None)
    if named is not None:
        return named / NAME if named.is_dir() else named
    place = start.absolute()
    for folder in (place, *place.parents):
        if (folder / NAME).is_file():
            return folder / NAME
    own = users_folder() / NAME
    return own if own.is_file() else None


def language_in(path: Path) -> str:
    """The language that the file at `path` seems to name, at a glance; "" where it does not. Only reading it says what it is."""
    try:
        text = path.read_text(encoding="utf-8-sig")
    except (OSError, ValueError):
        return ""
    table = re.search(r"^\[calendar\]$[^\[]*?^language *= *[\"'](\w+)[\"']", text, re.MULTILINE)
    return table[1] if table else ""
