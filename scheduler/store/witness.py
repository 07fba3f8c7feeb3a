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
from scheduler.store.failures import told
from scheduler.store.files import create_once, replace
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
    """The witness of one database: a small file named by the database's id. One process writes it at a time."""

    def __init__(self, folder: Path, database_id: str) -> None:
        self.path = folder / f"{database_id}.witness"
        self._all = folder, f"{database_id}*.witness"
        self.database_id = database_id
        self._lock = Lock()
        self._last: Head | None = None
        self._next_slot: int | None = None

    @property
    def last(self) -> Head | None:
        """What this process wrote last; None before that. Read it before the journal's end that is compared with it."""
        return self._last

    def sit(self, number: int) -> None:
        """Write to a file of one's own from now on: worker `number` of several that this installation runs."""
        with self._lock:
            self.path = self.path.with_name(f"{self.database_id}.{number}.witness")
            self._next_slot = None

    def read(self) -> Head | None:
        """The newest whole record of this installation; None where there is none."""
        folder, name = self._all
        records = (head for path in (self.path, *folder.glob(name)) for head in self._records(path) if head)
        return max(records, key=lambda head: head.seq, default=None)

    def begin(self, head: Head) -> None:
        """Lay the witness of a database that has not sent yet; one that is there already stays as it is."""
        with told(self.path):
            private_folder(self.path.parent)
            create_once(self.path, self._record(head) * 2)

    def reset(self, head: Head) -> None:
        """Forget what was known and begin from `head`: a person has looked, and takes the database as it is."""
        with self._lock, told(self.path):
            folder, name = self._all
            for other in set(private_folder(folder).glob(name)) - {self.path}:
                other.unlink(missing_ok=True)
            replace(self.path, self._record(head) * 2)
            self._last, self._next_slot = head, None

    def write(self, head: Head) -> None:
        """Make `head` durable before returning. A head already witnessed, by another thread perhaps, costs nothing.

        Raises `Problem` where it cannot: then nothing may be sent.
        """
        with self._lock:
            if self._last and head.seq <= self._last.seq:
                return
            if self._next_slot is None:
                self._next_slot = self._older_slot()
            with told(self.path):
                if not self.path.exists():
                    private_folder(self.path.parent)
                    create_once(self.path, self._record(head) * 2)
                else:
                    self._overwrite(self._next_slot, self._record(head))
            self._last, self._next_slot = head, 1 - self._next_slot

    def _overwrite(self, slot: int, record: bytes) -> None:
        descriptor = os.open(self.path, os.O_WRONLY)
        try:
            os.lseek(descriptor, SLOT * slot, os.SEEK_SET)
            os.write(descriptor, record)
            os.fsync(descriptor)
        finally:
            os.close(descriptor)

    def _older_slot(self) -> int:
        """Where the next record goes: never over the newest."""
        first, second = (head.seq if head else -1 for head in self._records(self.path))
        return 0 if first <= second else 1

    def _records(self, path: Path) -> tuple[Head | None, Head | None]:
        try:
            data = path.read_bytes()
        except FileNotFoundError:
            return None, None
        except OSError as error:
            raise Problem("witness-unreadable", where=str(path), detail=str(error)) from error
        return self._parsed(data[:SLOT]), self._parsed(data[SLOT : 2 * SLOT])

    def _record(self, head: Head) -> bytes:
        said = f"{self.database_id} {head.seq} {head.hash}"
        return f"{said} {hashlib.sha256(said.encode()).hexdigest()}".encode().ljust(SLOT, b"\n")

    def _parsed(self, data: bytes) -> Head | None:
        said, _, check = data.decode("ascii", "replace").strip("\n").rpartition(" ")
        words = said.split(" ")
        if len(words) != 3 or words[0] != self.database_id or hashlib.sha256(said.encode()).hexdigest() != check:
            return None
        return Head(seq=int(words[1]), hash=words[2])


def doubt(known: Head | None, end: Head, hash_at: Callable[[int], str | None], *, attempted: bool) -> Doubt | None:
    """Compare a database whose journal ends at `end` with what its witness knew: None where it is the same, or its future.

    `known` must have been read before `end`: a daemon may go on between the two. `hash_at` gives the hash of a journal
    line; `attempted` says whether the database has ever tried to send.
    """
    if known is None:
        return Doubt(code="restored-unwitnessed", seq=end.seq, known=0) if attempted else None
    if end.seq < known.seq:
        return Doubt(code="restored-older", seq=end.seq, known=known.seq)
    if known.seq and hash_at(known.seq) != known.hash:
        return Doubt(code="restored-forked", seq=end.seq, known=known.seq)
    return None
