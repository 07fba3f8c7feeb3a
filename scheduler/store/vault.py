"""A session's tokens that the network renews by itself: files of this user alone in the state folder, never in SQL.

A renewal spends the old token, so the new one must be on the disk before anything else happens, and no crash may leave
neither: the file is replaced by a rename, and what stood there before stays beside it.
"""

import json
import os
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager, suppress
from pathlib import Path
from threading import local
from typing import Any

from scheduler.errors import Problem
from scheduler.plain import redact
from scheduler.store.failures import told
from scheduler.store.files import replace
from scheduler.store.lock import exclusively
from scheduler.store.place import private_folder

SESSION, BEFORE, LOCK = "session", "session.before", "session.lock"
PATIENCE = 90.0
"""Seconds to wait for another renewer: longer than any of its requests can last."""


class FileVault:
    """A `connector.base.Vault` in `folder`. Any number of threads and processes may share the folder."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._holding = local()

    def read(self) -> str | None:
        """What was written last, None before that; each text in it is redacted everywhere from then on."""
        for name in (SESSION, BEFORE):
            path = self._folder / name
            with told(path), suppress(FileNotFoundError):
                value = _opened(path)
                _remember(value)
                return value
        return None

    def write(self, value: str) -> None:
        """Keep `value`: on the disk when this returns, and the one before it beside it."""
        _remember(value)
        path = private_folder(self._folder) / SESSION
        with told(path):
            was = _opened(path) if path.exists() else None
            if was == value:
                return
            if was is not None:
                replace(self._folder / BEFORE, was.encode())
            replace(path, value.encode())

    def held(self) -> AbstractContextManager[object]:
        """One renewer at a time, among threads and processes; a thread that holds it may enter again."""
        return self._held()

    def forget(self) -> None:
        """Let go of everything: the account was connected anew."""
        for name in (SESSION, BEFORE):
            (self._folder / name).unlink(missing_ok=True)

    @contextmanager
    def _held(self) -> Iterator[None]:
        if getattr(self._holding, "depth", 0):
            yield
            return
        path = private_folder(self._folder) / LOCK
        with exclusively(path, wait=PATIENCE) as mine:
            if not mine:
                raise Problem("session-held", where=str(path), seconds=int(PATIENCE))
            self._holding.depth = 1
            try:
                yield
            finally:
                self._holding.depth = 0


def _opened(path: Path) -> str:
    """The text of a file of ours, never through a link."""
    descriptor = os.open(path, os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_BINARY", 0))
    with os.fdopen(descriptor, "rb") as file:
        return file.read().decode("utf-8")


def _remember(value: str) -> None:
    """Every text in `value` is a secret; in JSON, each one alone too."""
    redact.remember(value)
    try:
        given = json.loads(value)
    except ValueError:
        return
    for text in _texts(given):
        redact.remember(text)


SHORTEST = 16
"""Shorter texts in a session are names of things (a handle, a host), not keys to them."""


def _texts(given: Any) -> Iterator[str]:
    if isinstance(given, str):
        if len(given) >= SHORTEST and not given.startswith(("did:", "https://", "http://")):
            yield given
    elif isinstance(given, dict | list):
        for one in given.values() if isinstance(given, dict) else given:
            yield from _texts(one)
