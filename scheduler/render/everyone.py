"""What became of all clients' daemons, or of one pass for each."""

import json
import sys
from collections.abc import Mapping
from typing import Protocol

from scheduler.plain import harmless
from scheduler.render.ink import out, paint
from scheduler.render.surface import Json


class Kept(Protocol):
    """What became of one client's daemon."""

    @property
    def restarts(self) -> int: ...
    @property
    def exit(self) -> int | None: ...
    @property
    def refused(self) -> bool: ...


def kept(one: Kept) -> Json:
    """As `run --all --json` says it when all is over."""
    return {"restarts": one.restarts, "exit": one.exit, "refused": one.refused}


def passed(code: int, said: str) -> Json:
    """As `run --all --once --json` says what one client's pass did."""
    try:
        found = json.loads(said)
    except ValueError:
        found = {}
    return {**(found if isinstance(found, dict) else {}), "exit": code}


def show(found: Mapping[str, tuple[int, str]]) -> None:
    """Print what each client's pass said, under its name."""
    for name, (_, said) in found.items():
        out(paint(f"== {harmless(name)} ==", "strong"))
        sys.stdout.write(said)
