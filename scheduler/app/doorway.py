"""A review that is begun before its configuration is read: the first frame needs one word of it."""

import os
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from scheduler import config as configuration
from scheduler.app.reviewing import Reviewing

if TYPE_CHECKING:
    from scheduler.app.scheduler import Scheduler


def arrive(config: Path | None, *, by: str) -> Reviewing:
    """The review of the calendar that `config`, the environment or the current folder lead to, for the person `by`.

    It speaks the language that the configuration seems to name, until it is read: then it says what is wrong with it, too.
    Raises `Problem` where there is none to read.
    """
    found = Reviewing(partial(_found, config), by=by, language=_language(config))
    if not found.language:
        _ = found.scheduler  # what cannot be found needs no screen to say so
    return found


def _language(config: Path | None) -> str:
    path = configuration.find(Path(), config)
    if path is None or not path.is_file():
        return ""
    return os.environ.get("SCHEDULER_LANGUAGE") or configuration.language_in(path) or "en"


def _found(config: Path | None) -> "Scheduler":
    from scheduler.app.scheduler import Scheduler  # noqa: PLC0415 - reads the configuration

    found = Scheduler.find(config, [])
    found.language = os.environ.get("SCHEDULER_LANGUAGE") or found.config.language
    return found
