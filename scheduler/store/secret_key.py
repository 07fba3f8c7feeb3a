"""A key of our own, 32 bytes in a file of this user alone: what it names nobody can undo without it. A file for each purpose."""

import os
import stat
from pathlib import Path

from scheduler.errors import Problem
from scheduler.store.failures import told
from scheduler.store.files import create_once, replace

NAME = "welcome.key"
PUBLICS = "publics.key"
"""Of who engaged."""
MENTIONS = "mentions.key"
"""Of where messages of others are."""
_ODD = {NAME: "welcome-key-odd", PUBLICS: "publics-key-odd", MENTIONS: "mentions-key-odd"}
BYTES = 32


def find(folder: Path, name: str = NAME) -> bytes | None:
    """The key that lies in `folder`; None where there is none. Raises `Problem` for a file that others could read or have set."""
    path, odd = folder / name, _ODD[name]
    flags = os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0)
    try:
        descriptor = os.open(path, flags)
    except FileNotFoundError:
        return None
    except OSError:
        raise Problem(odd, where=str(path)) from None
    with os.fdopen(descriptor, "rb") as file:
        status = os.fstat(file.fileno())
        mine = not hasattr(os, "geteuid") or status.st_uid == os.geteuid()
        closed = os.name == "nt" or not status.st_mode & (stat.S_IRWXG | stat.S_IRWXO)
        key = file.read(BYTES + 1)
    if not (mine and closed and stat.S_ISREG(status.st_mode) and len(key) == BYTES):
        raise Problem(odd, where=str(path))
    return key


def make(folder: Path, name: str = NAME) -> bytes:
    """A fresh key, on the disk when this returns; the one that another process has made meanwhile, if one has."""
    with told(folder / name):
        create_once(folder / name, os.urandom(BYTES))
    key = find(folder, name)
    assert key is not None, "made a moment ago"
    return key


def change(folder: Path, name: str) -> bytes:
    """A fresh key in place of the one that is there: what that one named is nobody's from now on."""
    with told(folder / name):
        replace(folder / name, os.urandom(BYTES))
    key = find(folder, name)
    assert key is not None, "made a moment ago"
    return key
