"""A witness outside the database: what the journal's end was when the last intent to send was committed.

An older copy of the database knows less than its witness; one that went another way since knows something else. Both would
send again what is already out, so what is due is held until a person has looked (security A1).
"""

import hashlib
import os
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from threading import Lock

from scheduler.errors import Problem
from scheduler.store.blobs import sync_folder
from scheduler.store.failures import told
from scheduler.store.journal import Head
from scheduler.store.place import private_folder

SLOT = 256
"""Bytes of one record. Two alternate: a cut during one write leaves the other whole."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Doubt:
    """Why a database is not trusted to send. `code` is one of the sentences `restored-*`."""

    code: str
    seq: int
    known: int
    """The journal's end by the witness; 0 where there is none."""


class Witness:
    """The witness of one database: a small file named by the database's id."""

    def __init__(self, folder: Path, database_id: str) -> None:
        self.path = folder / f"{database_id}.witness"
        self.database_id = database_id
        self._lock = Lock()
        self._written = 0

    def read(self) -> Head | None:
        """The newest whole record; None where there is none."""
        try:
            data = self.path.read_bytes()
        except FileNotFoundError:
            return None
        except OSError as error:
            raise Problem("witness-unreadable", where=str(self.path), detail=str(error)) from error
        heads = [head for at in (0, SLOT) if (head := self._parsed(data[at : at + SLOT]))]
        return max(heads, key=lambda head: head.seq, default=None)

    def write(self, head: Head) -> None:
        """Make `head` durable before returning. A head already witnessed, by another thread perhaps, costs nothing.

        Raises `Problem` where it cannot: then nothing may be sent.
        """
        with self._lock:
            if head.seq <= self._written:
                return
            with told(self.path):
                fresh = not self.path.exists()
                descriptor = os.open(private_folder(self.path.parent) / self.path.name, os.O_RDWR | os.O_CREAT, 0o600)
                try:
                    os.lseek(descriptor, SLOT * (head.seq % 2), os.SEEK_SET)
                    os.write(descriptor, self._record(head))
                    os.fsync(descriptor)
                finally:
                    os.close(descriptor)
                if fresh:
                    sync_folder(self.path.parent)
            self._written = head.seq

    def doubt(self, end: Head, hash_at: Callable[[int], str | None], *, attempted: bool) -> Doubt | None:
        """Compare a database whose journal ends at `end`: None where it is the one that the witness saw, or its future.

        `hash_at` gives the hash of a journal line; `attempted` says whether the database has ever tried to send.
        """
        known = self.read()
        if known is None:
            return Doubt(code="restored-unwitnessed", seq=end.seq, known=0) if attempted else None
        if end.seq < known.seq:
            return Doubt(code="restored-older", seq=end.seq, known=known.seq)
        if known.seq and hash_at(known.seq) != known.hash:
            return Doubt(code="restored-forked", seq=end.seq, known=known.seq)
        return None

    def _record(self, head: Head) -> bytes:
        said = f"{self.database_id} {head.seq} {head.hash}"
        return f"{said} {hashlib.sha256(said.encode()).hexdigest()}".encode().ljust(SLOT, b"\n")

    def _parsed(self, data: bytes) -> Head | None:
        said, _, check = data.decode("ascii", "replace").strip("\n").rpartition(" ")
        words = said.split(" ")
        if len(words) != 3 or words[0] != self.database_id or hashlib.sha256(said.encode()).hexdigest() != check:
            return None
        return Head(seq=int(words[1]), hash=words[2])
