"""What a network has answered and the database could not take, chalked up where a full disk still lets us write.

The file is as large from the beginning as it will ever be, and written in place: a receipt finds its room there when nothing else
does. It lies with the witness, outside the database's folder, and is read at the next start: a death with receipts in memory
would else leave posts of which nobody knows, on networks that cannot be asked.
"""

import hashlib
import json
import os
from contextlib import suppress
from dataclasses import asdict, dataclass
from datetime import datetime
from threading import Lock

from scheduler.model.delivery import Receipt
from scheduler.store.failures import told
from scheduler.store.files import replace
from scheduler.store.place import private_folder
from scheduler.store.witness import Witness

SLOT = 1024
"""Bytes of one record."""
SLOTS = 256
"""More than can be in flight at once: a pool has 50 threads unless told otherwise, and each ends one call."""

_WRITING = Lock()
"""One for all of this process: whoever is owed something opens the slate anew."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Owing:
    """A receipt that the database does not have, and the attempt that it belongs to."""

    delivery: int
    tag: str
    token: int
    part: int
    number: int
    remote_id: str
    url: str
    at: str

    @property
    def receipt(self) -> Receipt:
        """As the network gave it."""
        return Receipt(part=self.part, remote_id=self.remote_id, url=self.url, at=datetime.fromisoformat(self.at))


class Slate:
    """The slate of one database. One process writes it at a time, any of its threads; nothing here stops a send."""

    def __init__(self, witness: Witness) -> None:
        self.path = witness.path.with_suffix(".owed")

    def lay(self) -> None:
        """Make the file at its full size, unless it is there. Raises `Problem` where there is no room for it."""
        with _WRITING, told(self.path):
            if not self.path.exists() or self.path.stat().st_size != SLOT * SLOTS:
                private_folder(self.path.parent)
                replace(self.path, b"\n" * SLOT * SLOTS)

    def chalk(self, owed: Owing) -> bool:
        """Write it down, durably; False where even this could not be done, or it is too long."""
        record = _record(owed)
        if len(record) > SLOT:
            record = _record(_shortened(owed))
        with _WRITING:
            try:
                slots = self._slots()
                place = slots.index(None)
                self._overwrite(place, record)
            except (OSError, ValueError):
                return False
        return len(record) == SLOT

    def wipe(self, owed: Owing) -> None:
        """Take it off again. A slate that cannot be written keeps it: at the next start it is found to be known already."""
        with _WRITING, suppress(OSError):
            for place, one in enumerate(self._slots()):
                if one is not None and (one.delivery, one.part, one.number) == (owed.delivery, owed.part, owed.number):
                    self._overwrite(place, b"\n" * SLOT)

    def read(self) -> list[Owing]:
        """What is on it."""
        with _WRITING:
            try:
                return [one for one in self._slots() if one is not None]
            except OSError:
                return []

    def _slots(self) -> list[Owing | None]:
        try:
            data = self.path.read_bytes()
        except FileNotFoundError:
            return []
        return [_parsed(data[at : at + SLOT]) for at in range(0, len(data), SLOT)]

    def _overwrite(self, place: int, record: bytes) -> None:
        descriptor = os.open(self.path, os.O_WRONLY)
        try:
            os.lseek(descriptor, SLOT * place, os.SEEK_SET)
            os.write(descriptor, record)
            os.fsync(descriptor)
        finally:
            os.close(descriptor)


def _shortened(owed: Owing) -> Owing:
    return Owing(**{**asdict(owed), "url": ""})


def _record(owed: Owing) -> bytes:
    said = json.dumps(asdict(owed), ensure_ascii=True, separators=(",", ":"))
    return f"{hashlib.sha256(said.encode()).hexdigest()} {said}".encode().ljust(SLOT, b"\n")


def _parsed(data: bytes) -> Owing | None:
    """The record in a slot; None for an empty one and for one that was cut in the middle."""
    check, _, said = data.decode("ascii", "replace").rstrip("\n").partition(" ")
    if not said or hashlib.sha256(said.encode()).hexdigest() != check:
        return None
    with suppress(TypeError, ValueError):
        return Owing(**json.loads(said))
    return None
