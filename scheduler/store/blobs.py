"""Fitted pictures by the SHA-256 of their bytes: what was approved is what is read back."""

import hashlib
import os
from pathlib import Path

from scheduler.errors import Fault
from scheduler.store.failures import told
from scheduler.store.place import private_folder


class Blobs:
    """A folder of immutable files. Several threads and processes may use it at once."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def put(self, data: bytes) -> str:
        """Keep `data` durably and return its digest; the same bytes are kept once."""
        digest = hashlib.sha256(data).hexdigest()
        path = self._path(digest)
        with told(path):
            if not self._holds(path, digest):
                self._write(path, data)
        return digest

    def get(self, digest: str) -> bytes:
        """The bytes of `digest`, hashed again. Raises `Fault` where they are gone or are not those that were kept."""
        path = self._path(digest)
        try:
            data = path.read_bytes()
        except FileNotFoundError:
            raise Fault("blob-missing", where=str(path), digest=digest) from None
        except OSError as error:
            raise Fault("blob-damaged", where=str(path), digest=digest, detail=str(error)) from error
        if hashlib.sha256(data).hexdigest() != digest:
            raise Fault("blob-damaged", where=str(path), digest=digest)
        return data

    def _path(self, digest: str) -> Path:
        if len(digest) != 64 or set(digest) - set("0123456789abcdef"):
            raise Fault("blob-missing", where=str(self.folder), digest=digest)
        return self.folder / digest[:2] / digest

    def _holds(self, path: Path, digest: str) -> bool:
        # A file that a crash or a disk left damaged is written anew from the source.
        return path.exists() and hashlib.sha256(path.read_bytes()).hexdigest() == digest

    def _write(self, path: Path, data: bytes) -> None:
        private_folder(path.parent)
        fresh = path.with_name(f".{path.name}.{os.getpid()}.{os.urandom(4).hex()}")
        try:
            with os.fdopen(os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
                file.write(data)
                file.flush()
                os.fsync(file.fileno())
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
