"""Where the secrets of a connected account are kept: the keyring, or files of this user alone under `secrets/`."""

import errno
import os
import stat
from collections.abc import Callable, Mapping
from contextlib import suppress
from pathlib import Path

from scheduler import secrets
from scheduler.config import Config
from scheduler.errors import Problem
from scheduler.store.files import replace

KEYRING, FILE, COMMAND, ENVIRONMENT = "keyring", "file", "cmd", "env"
STORES = (KEYRING, FILE, COMMAND, ENVIRONMENT)
"""The first two keep what is typed; with the others the secret lies elsewhere, and a reference to it is typed."""
OWN = (KEYRING, FILE)
IGNORE = "# Secrets never belong to the calendar's history.\nsecrets/\n"
PROBE = "connect-test"


def references(config: Config, account: str, store: str, names: Mapping[str, str]) -> Mapping[str, str]:
    """The reference under which each secret will lie: always the same one for the same setting of the same account."""
    if store == FILE:
        return {name: f"file:{secrets.FOLDER}/{account}.{name}" for name in names}
    # Another calendar may have an account of the same name.
    return {name: f"keyring:{secrets.SERVICE}-{config.calendar_id}/{account}.{name}" for name in names}


def unwritten(failed: OSError | UnicodeDecodeError, where: str) -> Problem:
    """What is told where something of an account could not be written: a full disk by its name."""
    if isinstance(failed, OSError) and failed.errno in {errno.ENOSPC, errno.EDQUOT}:
        return Problem("disk-full", where=where)
    reason = (failed.strerror or "") if isinstance(failed, OSError) else str(failed)
    return Problem("connect-cannot-write", where=where, reason=reason)


def keyring_works() -> bool:
    """Whether a keyring takes a secret and gives it back: asked by trying, since a locked one looks like an open one."""
    try:
        secrets.keep(PROBE, "tried-and-removed")
    except Problem:
        return False
    secrets.drop(PROBE)
    return True


class Kept:
    """Secrets put where they belong, each undone by `undo`: what was there before comes back."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._undoing: list[Callable[[], None]] = []

    def keep(self, reference: str, value: str) -> None:
        """Put `value` where `reference` points. Raises `Problem` where that place cannot keep a secret."""
        kind, _, rest = reference.partition(":")
        was = self._was(reference)
        if kind == KEYRING:
            self._undoing.append(lambda: secrets.keep(rest, was) if was is not None else secrets.drop(rest))
            secrets.keep(rest, value)
        else:
            path = self._folder / rest
            if not path.parent.exists():
                self._undoing.append(lambda: _removed(path.parent))
            prepare(self._folder)
            self._undoing.append(lambda: _put(path, was) if was is not None else path.unlink(missing_ok=True))
            _put(path, value)
        if secrets.resolve(reference, self._folder) != value:
            raise Problem("connect-not-kept", where=reference)

    def undo(self) -> None:
        """Bring back what was there before."""
        while self._undoing:
            self._undoing.pop()()

    def _was(self, reference: str) -> str | None:
        try:
            return secrets.resolve(reference, self._folder)
        except Problem:
            return None


def prepare(folder: Path) -> None:
    """Make `secrets/` in `folder`: this user's alone, no link, and ignored where git would see it."""
    place = folder / secrets.FOLDER
    try:
        place.mkdir(mode=0o700, exist_ok=True)
        status = place.lstat()
        if not stat.S_ISDIR(status.st_mode) or (hasattr(os, "geteuid") and status.st_uid != os.geteuid()):
            raise Problem("connect-folder-odd", where=str(place))
        place.chmod(0o700)
        if _in_git(folder):
            _ignore(folder / ".gitignore")
    except OSError as failed:
        raise unwritten(failed, str(place)) from None


def _in_git(folder: Path) -> bool:
    return any((one / ".git").exists() for one in (folder.absolute(), *folder.absolute().parents))


def _ignore(file: Path) -> None:
    """Have git pass over `secrets/`; what the file says already is kept."""
    text = file.read_text(encoding="utf-8") if file.exists() else ""
    if not {"secrets/", "/secrets/", "secrets", "/secrets"} & {line.strip() for line in text.splitlines()}:
        gap = "" if not text or text.endswith("\n") else "\n"
        file.write_text(text + gap + IGNORE, encoding="utf-8")


def _removed(folder: Path) -> None:
    with suppress(OSError):  # somebody has put something into it meanwhile
        folder.rmdir()


def _put(path: Path, value: str) -> None:
    try:
        replace(path, value.encode())
    except OSError as failed:
        raise unwritten(failed, str(path)) from None
