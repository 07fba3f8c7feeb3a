"""Which calendar a command is about."""

import os
from collections.abc import Sequence
from pathlib import Path

from scheduler import config as configuration
from scheduler.app.trust import trust
from scheduler.config import Config
from scheduler.connector import discover
from scheduler.errors import Problem


def calendar_of(explicit: Path | None, paths: Sequence[Path]) -> Config:
    """The one configuration that `explicit`, a workspace, SCHEDULER_CONFIG, the first path or the current folder lead to, loaded.

    Raises `Problem` where there is none, or another workspace shares its id or database; `config.Invalid` where it has faults.
    """
    workspace = "" if explicit is not None else configuration.chosen()
    start = paths[0] if paths else Path()
    if not start.exists():
        raise Problem("no-such-path", where=str(start))
    found = configuration.find(start, explicit)
    if found is None:
        raise Problem("no-configuration", where=str(start))
    if workspace:
        from scheduler.config import registry  # noqa: PLC0415 - most have one calendar

        registry.must_be_alone(registry.named(workspace))
    loaded = configuration.load(found, networks=discover.names())
    if explicit is not None or (os.environ.get("SCHEDULER_CONFIG") and not workspace):
        trust(loaded)
    return loaded
