"""A key of our own, 32 bytes in a file of this user alone: what it names nobody can undo without it."""

import os
import stat
from pathlib import Path

from scheduler.errors import Problem
from scheduler.store.failures import told
from scheduler.store.files import create_once

NAME = "welcome.key"
BYTES = 32


def find(folder: Path) -> bytes | None:
    """The key that lies in `folder`; None where there is none. Raises `Problem` for a file that others could read or have set."""
    path = folder / NAME
    flags = os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0)
    try:
        descriptor = os.open(path, flags)
    except FileNotFoundError:
        return None
    except OSError:
        raise Problem("welcome-key-odd", where=str(path)) from None
    with os.fdopen(descriptor, "rb") as file:
        status = os.fstat(file.fileno())
        mine = not hasattr(os, "geteuid") or status.st_uid == os.geteuid()
        closed = os.name == "nt" or not status.st_mode & (stat.S_IRWXG | stat.S_IRWXO)
        key = file.read(BYTES + 1)
    if not (mine and closed and stat.S_ISREG(status.st_mode) and len(key) == BYTES):
        raise Problem("welcome-key-odd", where=str(path))
    return key


def make(folder: Path) -> bytes:
    """A fresh key, on the disk when this returns; the one that another process has made meanwhile, if one has."""
    with told(folder / NAME):
        create_once(folder / NAME, os.urandom(BYTES))
    key = find(folder)
    assert key is not None, "made a moment ago"
    return key
