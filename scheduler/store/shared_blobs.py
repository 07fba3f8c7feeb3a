"""Fitted pictures where several hosts send: kept in the database, and in a folder of each host once it has read them."""

from pathlib import Path

from sqlalchemy import bindparam, insert, select

from scheduler.errors import Fault
from scheduler.store.blobs import Blobs
from scheduler.store.database import Database
from scheduler.store.tables import blobs


class SharedBlobs(Blobs):
    """As `Blobs`; what one host has put, every other one gets."""

    def __init__(self, folder: Path, database: Database) -> None:
        super().__init__(folder)
        self._database = database

    def put(self, data: bytes) -> str:
        """Keep `data` durably, in the folder and in the database, and return its digest."""
        digest = super().put(data)
        if not self._shared(digest):
            with self._database.write() as connection:
                if connection.execute(_THERE, {"digest": digest}).first() is None:
                    connection.execute(insert(blobs).values(digest=digest, data=data))
        return digest

    def has(self, digest: str) -> bool:
        """Whether it is here or in the database."""
        return super().has(digest) or self._shared(digest)

    def get(self, digest: str) -> bytes:
        """The bytes of `digest`, hashed again; from the database where this host's copy is gone or damaged."""
        try:
            return super().get(digest)
        except Fault:
            with self._database.read() as connection:
                data = connection.execute(_DATA, {"digest": digest}).scalar_one_or_none()
            if data is None or super().put(bytes(data)) != digest:
                raise
            return bytes(data)

    def _shared(self, digest: str) -> bool:
        with self._database.read() as connection:
            return connection.execute(_THERE, {"digest": digest}).first() is not None


_THERE = select(blobs.c.digest).where(blobs.c.digest == bindparam("digest"))
_DATA = select(blobs.c.data).where(blobs.c.digest == bindparam("digest"))
