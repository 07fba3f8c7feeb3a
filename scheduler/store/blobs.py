"""Fitted pictures by the SHA-256 of their bytes: what was approved is what is read back."""

import hashlib
from pathlib import Path

from scheduler.errors import Fault
from scheduler.store.failures import told
from scheduler.store.files import replace
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
                private_folder(path.parent)
                replace(path, data)
        return digest

    def has(self, digest: str) -> bool:
        """Whether a file of that name is there; `get` alone says whether it is whole."""
        return self._path(digest).exists()

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
