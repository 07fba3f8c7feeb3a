"""Small files that survive a power cut, and are never seen half written."""

import errno
import os
from pathlib import Path


def create_once(path: Path, data: bytes) -> bool:
    """Create `path` with `data`, durably; False, and nothing done, where it is there already, made by another process perhaps."""
    if path.exists():
        return False
    fresh = _written(path, data)
    try:
        # A link, unlike a rename, fails where another process was first.
        os.link(fresh, path)
    except FileExistsError:
        return False
    except OSError:  # a file system without links
        fresh.replace(path)
    finally:
        fresh.unlink(missing_ok=True)
    sync_folder(path.parent)
    return True


def replace(path: Path, data: bytes) -> None:
    """Put `data` at `path`, durably, in place of what is there: a reader sees the old bytes or the new ones."""
    fresh = _written(path, data)
    try:
        fresh.replace(path)
        sync_folder(path.parent)
    finally:
        fresh.unlink(missing_ok=True)


def sync_folder(folder: Path) -> None:
    """Make a rename inside `folder` survive a power cut, where the system lets a folder be synced (Windows does not)."""
    if os.name == "nt":
        return
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def _written(path: Path, data: bytes) -> Path:
    if not path.name:  # "", "." or a drive: a folder, which no file takes the place of
        raise IsADirectoryError(errno.EISDIR, os.strerror(errno.EISDIR), str(path))
    fresh = path.with_name(f".{path.name}.{os.getpid()}.{os.urandom(4).hex()}")
    try:
        with os.fdopen(os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
    except BaseException:
        fresh.unlink(missing_ok=True)
        raise
    return fresh
