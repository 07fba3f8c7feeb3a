"""Where a calendar's database lies, and where it must not: SQLite's locks and log do not survive networks and sync clients."""

import os
import re
import shutil
import sys
from pathlib import Path

from scheduler.errors import Problem
from scheduler.patterns import lazy_pattern

APPLICATION = "editorial-scheduler"
DEFAULT_NAME = "queue.db"
"""A file of this name has its folder to itself: lock, heartbeat, blobs and backups lie in the same one."""
LEAST_FREE = 50_000_000
"""Bytes of free disk below which nothing is claimed: a full disk must not lose a receipt."""
# https://sqlite.org/faq.html#q5 and https://sqlite.org/wal.html (no WAL over a network file system), read 2026-11-20.
_NETWORKED = lazy_pattern(
    r"nfs\d?|cifs|smb\d?|smbfs|9p|afs|ncpfs|davfs|glusterfs|fuse\.(sshfs|rclone|davfs2?|glusterfs|s3fs|gcsfuse)"
)
_SYNCED_FOLDER = lazy_pattern(
    r"Dropbox( \(.*\))?|OneDrive( - .*)?|iCloudDrive|com~apple~CloudDocs|GoogleDrive(-.*)?|Google Drive"
)
_SYNC_MARKERS = (
    ".dropbox",
    ".dropbox.cache",
    ".nextcloudsync.log",
    ".owncloudsync.log",
    ".stfolder",
    ".849C9593-D756-4E56-8D6E-42412F2A707B",  # OneDrive's
)
_SYNC_PATTERNS = (".sync_*.db", "._sync_*.db")


def state_root() -> Path:
    """The folder for what the program keeps on this machine: XDG_STATE_HOME is honoured everywhere."""
    chosen = os.environ.get("XDG_STATE_HOME", "")
    if chosen and Path(chosen).is_absolute():
        return Path(chosen) / APPLICATION
    from platformdirs import user_state_path  # noqa: PLC0415 - asked for last

    return user_state_path(APPLICATION, appauthor=False)


def sqlite_path(calendar_id: str, root: Path | None = None) -> Path:
    """The default database of a calendar: a folder of its own, named by the calendar's id, never beside the YAML files."""
    if not re.fullmatch(r"[A-Za-z0-9_-][A-Za-z0-9._-]{0,99}", calendar_id):
        raise Problem("calendar-id-odd", id=calendar_id)
    return (root or state_root()) / calendar_id / DEFAULT_NAME


def private_folder(folder: Path) -> Path:
    """Make `folder`, and those above it that are missing, for this user alone whatever the umask; return it."""
    missing = [one for one in (folder, *folder.parents) if not one.exists()]
    for one in reversed(missing):
        one.mkdir(mode=0o700, exist_ok=True)
        one.chmod(0o700)
    return folder


def filesystem(path: Path, mounts: str) -> str:
    """The type of the file system under `path`, by the text of /proc/mounts; "" where it does not say."""
    best, kind = -1, ""
    for line in mounts.splitlines():
        fields = line.split(" ")
        if len(fields) < 3:
            continue
        # Spaces in mount points are written as octal escapes: proc_mounts(5).
        point = re.sub(r"\\([0-7]{3})", lambda found: chr(int(found.group(1), 8)), fields[1])
        if path.is_relative_to(point) and len(point) >= best:
            best, kind = len(point), fields[2]
    return kind


def refuse_shared(path: Path) -> None:
    """Raise a `Problem` where `path` lies on a network file system or inside a folder that a sync client copies."""
    whole = Path(os.path.realpath(path))
    if whole.drive.startswith("\\\\"):
        raise Problem("database-on-network", where=str(path), kind=whole.drive)
    if sys.platform == "linux":
        kind = filesystem(whole, _mounts())
        if _NETWORKED.fullmatch(kind):
            raise Problem("database-on-network", where=str(path), kind=kind)
    for folder in whole.parents:
        synced = _SYNCED_FOLDER.fullmatch(folder.name) or any(_has(folder, name) for name in _SYNC_MARKERS)
        if synced or any(_matches(folder, pattern) for pattern in _SYNC_PATTERNS):
            raise Problem("database-in-sync-folder", where=str(path), folder=str(folder))


def free(folder: Path) -> int | None:
    """Bytes that are free where `folder` is, or will be made; None where the system does not say."""
    nearest = next((one for one in (folder, *folder.parents) if one.exists()), folder)
    try:
        return shutil.disk_usage(nearest).free
    except OSError:
        return None


def _mounts() -> str:
    try:
        return Path("/proc/mounts").read_text(encoding="utf-8", errors="surrogateescape")
    except OSError:
        return ""


def _has(folder: Path, name: str) -> bool:
    # In the home folder itself `.dropbox` is the client's settings, not a mark of what it copies.
    if folder == Path.home() and name == ".dropbox":
        return False
    try:
        return (folder / name).exists()
    except OSError:
        return False


def _matches(folder: Path, pattern: str) -> bool:
    try:
        return next(folder.glob(pattern), None) is not None
    except OSError:
        return False
