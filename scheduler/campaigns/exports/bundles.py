"""The files of an export: a lone file, a ZIP, a tar archive or a folder. They are read in memory, never unpacked to a disk.

So a name with `../` in it leads nowhere. What comes from outside is bounded before it is unpacked, by what the container says
of each file, and while it is unpacked, in case that was a lie.
"""

import gzip
import io
import os
import tarfile
import zipfile
from collections.abc import Sequence
from datetime import UTC, datetime
from functools import cached_property
from pathlib import Path

from scheduler.errors import Problem

MEMBER = 600_000_000
"""The largest file that is read: the posts of a very busy account are a tenth of it."""
RATIO = 200
"""Times that a file may be squeezed; long lists of alike records reach 60."""
SMALL = 5_000_000
"""Below this a file may be squeezed as it likes."""
FILES = 300_000
"""Files of one export: pictures and films lie beside the posts."""
LITTLE, TOGETHER = 100_000_000, 2_000_000_000
"""What the files that are read of one archive may always come to, and never; between the two `RATIO` holds."""
HEADER = 1_000_000
"""The longest description of a file in a tar archive: names end at some thousand signs."""
STREAM = 2_000_000_000
"""What a compressed tar archive may always unpack to while it is looked through; above that, `RATIO` holds."""


class Folder:
    """An export that somebody unpacked. Links are not followed, neither to files nor to folders."""

    def __init__(self, path: Path) -> None:
        self._path = path

    @cached_property
    def names(self) -> Sequence[str]:
        """As `Files` says."""
        found: list[str] = []
        for folder, inner, files in os.walk(self._path):
            inner.sort()
            here = Path(folder)
            found += [(here / one).relative_to(self._path).as_posix() for one in files if not (here / one).is_symlink()]
            if len(found) > FILES:
                raise Problem("arrival-too-many-files", where=str(self._path), most=FILES)
        return sorted(found)

    def read(self, name: str) -> bytes:
        """As `Files` says."""
        return _whole(self._path / name)

    def made(self, name: str) -> datetime | None:
        """As `Files` says."""
        return written(self._path / name)

    def close(self) -> None:
        """Nothing is held open."""


class Lone:
    """One file that is an export by itself."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self.names: Sequence[str] = (path.name,)

    def read(self, name: str) -> bytes:
        """As `Files` says."""
        return _whole(self._path)

    def made(self, name: str) -> datetime | None:
        """As `Files` says."""
        return written(self._path)

    def close(self) -> None:
        """Nothing is held open."""


class Zipped:
    """A ZIP."""

    def __init__(self, path: Path) -> None:
        self._where = str(path)
        try:
            self._archive = zipfile.ZipFile(path)
            infos = self._archive.infolist()
            self._infos = {one.filename.replace("\\", "/"): one for one in infos if one.filename and not one.is_dir()}
        except Exception as broken:  # what crafted bytes make a parser raise is nowhere written down
            raise Problem("arrival-broken", where=self._where) from broken
        if len(infos) > FILES:
            raise Problem("arrival-too-many-files", where=self._where, most=FILES)
        self._spent = _Spent(path)
        self.names: Sequence[str] = tuple(self._infos)

    def read(self, name: str) -> bytes:
        """As `Files` says."""
        info = self._infos[name]
        _bounded(info.file_size, info.compress_size, f"{self._where}/{name}")
        self._spent.add(info.file_size)
        if info.flag_bits & 1:
            raise Problem("arrival-locked", where=f"{self._where}/{name}")
        try:
            with self._archive.open(info) as file:  # ends at the size that it declares, and checks what it has read
                return file.read()
        except Exception as broken:  # as above
            raise Problem("arrival-broken", where=f"{self._where}/{name}") from broken

    def made(self, name: str) -> datetime | None:
        """The hour in a ZIP has no zone: taken as UTC, less than a day beside the truth."""
        try:
            return datetime(*self._infos[name].date_time, tzinfo=UTC)
        except ValueError:
            return None

    def close(self) -> None:
        """Let go of the file."""
        self._archive.close()


class Taped:
    """A tar archive, compressed by gzip or not at all."""

    def __init__(self, path: Path) -> None:
        self._where = str(path)
        self._file = path.open("rb")
        try:
            file: io.BufferedIOBase = self._file
            packed = file.read(2) == b"\x1f\x8b"
            file.seek(0)
            if packed:
                most = max(STREAM, RATIO * path.stat().st_size)
                stream = _Counted(gzip.GzipFile(fileobj=self._file), most, self._where)
                file = io.BufferedReader(stream)
            self._archive = tarfile.open(fileobj=file, mode="r:")  # noqa: SIM115 - read as long as this lives
            # A file with holes is as long as it says, whatever the archive holds of it.
            kept = [one for one in self._archive if one.isfile() and not one.issparse()]
            self._infos = {one.name.removeprefix("./"): one for one in kept}
            if packed:
                stream.most_at_once = MEMBER
        except Problem:
            self._file.close()
            raise
        except Exception as broken:  # what crafted bytes make a parser raise is nowhere written down
            self._file.close()
            raise Problem("arrival-broken", where=self._where) from broken
        if len(self._infos) > FILES:
            raise Problem("arrival-too-many-files", where=self._where, most=FILES)
        self._spent = _Spent(path)
        self.names: Sequence[str] = tuple(self._infos)

    def read(self, name: str) -> bytes:
        """As `Files` says."""
        info = self._infos[name]
        _bounded(info.size, info.size, f"{self._where}/{name}")
        self._spent.add(info.size)
        try:
            file = self._archive.extractfile(info)
            data = file.read(MEMBER + 1) if file else b""
        except Problem:
            raise
        except Exception as broken:  # as above
            raise Problem("arrival-broken", where=f"{self._where}/{name}") from broken
        if len(data) != info.size:
            raise Problem("arrival-broken", where=f"{self._where}/{name}")
        return data

    def made(self, name: str) -> datetime | None:
        """As `Files` says."""
        try:
            return datetime.fromtimestamp(self._infos[name].mtime, tz=UTC)
        except (OverflowError, OSError, ValueError):
            return None

    def close(self) -> None:
        """Let go of the file."""
        self._archive.close()
        self._file.close()


class _Spent:
    """What was read of one archive so far: many small files make a bomb, too."""

    def __init__(self, path: Path) -> None:
        self._where = str(path)
        self._left = min(TOGETHER, max(LITTLE, RATIO * path.stat().st_size))

    def add(self, size: int) -> None:
        """Raises `Problem` where it is too much."""
        self._left -= size
        if self._left < 0:
            raise Problem("arrival-bomb", where=self._where)


class _Counted(io.RawIOBase):
    """What is unpacked, up to a limit, and `most_at_once`: descriptions of files are read whole."""

    def __init__(self, inner: gzip.GzipFile, most: int, where: str) -> None:
        self._inner, self._left, self._where = inner, most, where
        self.most_at_once = HEADER

    def readable(self) -> bool:
        return True

    def seekable(self) -> bool:
        return True

    def seek(self, offset: int, whence: int = 0) -> int:
        before = self._inner.tell()
        after = self._inner.seek(offset, whence)
        self._spend(after - before)
        return after

    def tell(self) -> int:
        return self._inner.tell()

    def readinto(self, buffer: object) -> int:
        into = memoryview(buffer)  # type: ignore[arg-type]
        if len(into) > self.most_at_once:
            raise Problem("arrival-bomb", where=self._where)
        data = self._inner.read(len(into))
        into[: len(data)] = data
        self._spend(len(data))
        return len(data)

    def _spend(self, size: int) -> None:
        self._left -= max(size, 0)
        if self._left < 0:
            raise Problem("arrival-bomb", where=self._where)


Opened = Folder | Lone | Zipped | Taped


def opened(path: Path) -> Opened:
    """The files of the export at `path`. Raises `Problem` for one that is not there or damaged."""
    if path.is_dir():
        return Folder(path)
    try:
        with path.open("rb") as file:
            head = file.read(512)
    except OSError as failed:
        raise Problem("file-unreadable", where=str(path), reason=failed.strerror or "") from failed
    if head.startswith(b"PK\x03\x04"):
        return Zipped(path)
    if head.startswith(b"\x1f\x8b") or head[257:262] == b"ustar":
        return Taped(path)
    return Lone(path)


def written(path: Path) -> datetime | None:
    """When a file was last written, by the system that keeps it."""
    try:
        return datetime.fromtimestamp(path.stat().st_mtime, tz=UTC)
    except (OSError, OverflowError, ValueError):
        return None


def _whole(path: Path) -> bytes:
    try:
        _bounded(path.stat().st_size, path.stat().st_size, str(path))
        return path.read_bytes()
    except OSError as failed:
        raise Problem("file-unreadable", where=str(path), reason=failed.strerror or "") from failed


def _bounded(size: int, squeezed: int, where: str) -> None:
    if size > MEMBER:
        raise Problem("arrival-too-big", where=where, most=MEMBER // 1_000_000)
    if size > SMALL and size > RATIO * max(squeezed, 1):
        raise Problem("arrival-bomb", where=where)
