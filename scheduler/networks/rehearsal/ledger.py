"""What the rehearsal keeps: one append-only file of JSON lines an account, and its pictures by their content."""

import hashlib
import json
import os
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from scheduler.connector.base import Outgoing
from scheduler.store.files import replace
from scheduler.store.place import private_folder

POSTS = "posts.jsonl"
MEDIA = "media"


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """A picture as it went out; its bytes lie under `blob` (SHA-256) in the folder of pictures."""

    blob: str
    mime: str
    alt: str
    credit: str
    width: int
    height: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One part that went out. `facets` are (kind, start, end, value)."""

    id: str
    key: str
    tag: str
    part: int
    role: str
    text: str
    at: datetime
    above: str
    root: str
    facets: tuple[tuple[str, int, int, str], ...]
    media: tuple[Shown, ...]
    card: tuple[str, str, str] | None
    language: str
    visibility: str
    warning: str


class Ledger:
    """The account's memory. A line counts once it is whole and on the disk; the first of two with one id is the one."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._path = folder / POSTS
        self._read = 0
        self._entries: dict[str, Entry] = {}
        self._withdrawn: set[str] = set()

    def entries(self) -> tuple[Entry, ...]:
        """All that went out and was not withdrawn, in the order in which it went out."""
        self._catch_up()
        return tuple(entry for entry in self._entries.values() if entry.id not in self._withdrawn)

    def get(self, remote_id: str) -> Entry | None:
        """The entry with this id, or None where it never was or was withdrawn."""
        self._catch_up()
        return None if remote_id in self._withdrawn else self._entries.get(remote_id)

    def knows(self, remote_id: str) -> bool:
        """Whether it ever went out, withdrawn or not."""
        self._catch_up()
        return remote_id in self._entries

    def add(self, remote_id: str, outgoing: Outgoing, at: datetime) -> Entry:
        """Keep one part; when this returns, pictures and line are on the disk. Raises OSError where they cannot be."""
        for data in outgoing.media:
            self._keep(data)
        self._append(_line(remote_id, outgoing, at))
        self._catch_up()
        return self._entries[remote_id]

    def withdraw(self, remote_id: str, at: datetime) -> None:
        """Note that it was taken back."""
        self._append({"kind": "withdrawn", "id": remote_id, "at": at.isoformat()})

    def picture(self, blob: str) -> bytes:
        """The bytes of a picture that was shown."""
        return (self._folder / MEDIA / blob).read_bytes()

    def _keep(self, data: bytes) -> None:
        place = self._folder / MEDIA / hashlib.sha256(data).hexdigest()
        if place.exists():
            return
        private_folder(place.parent)
        replace(place, data)

    def _append(self, line: Mapping[str, object]) -> None:
        private_folder(self._folder)
        data = (json.dumps(line, ensure_ascii=False, separators=(",", ":")) + "\n").encode()
        # What waits for its hour is nobody else's, whatever the umask.
        with os.fdopen(os.open(self._path, os.O_RDWR | os.O_APPEND | os.O_CREAT, 0o600), "a+b") as file:
            if file.tell() and not self._ends_whole(file.fileno(), file.tell()):
                data = b"\n" + data  # a line that a kill cut short stays alone on its line, and is never read
            file.write(data)
            file.flush()
            os.fsync(file.fileno())

    @staticmethod
    def _ends_whole(descriptor: int, size: int) -> bool:
        os.lseek(descriptor, size - 1, os.SEEK_SET)
        return os.read(descriptor, 1) == b"\n"

    def _catch_up(self) -> None:
        try:
            with self._path.open("rb") as file:
                file.seek(self._read)
                fresh = file.read()
        except FileNotFoundError:
            return
        whole = fresh.rfind(b"\n") + 1
        self._read += whole
        for record in _records(fresh[:whole]):
            if record.get("kind") == "withdrawn":
                self._withdrawn.add(record["id"])
            else:
                self._entries.setdefault(record["id"], _entry(record))


def _records(data: bytes) -> Iterator[dict[str, Any]]:
    for line in data.split(b"\n"):
        try:
            record = json.loads(line)
        except ValueError:  # cut short by a kill: it never went out
            continue
        if isinstance(record, dict) and "id" in record:
            yield record


def _line(remote_id: str, outgoing: Outgoing, at: datetime) -> dict[str, object]:
    part, options, card = outgoing.part, outgoing.options, outgoing.card
    return {
        "kind": "posted",
        "id": remote_id,
        "key": outgoing.key,
        "tag": outgoing.tag,
        "part": outgoing.number,
        "role": part.role.value,
        "text": part.text,
        "at": at.isoformat(),
        "above": outgoing.above,
        "root": outgoing.root,
        "facets": [[facet.kind.value, facet.start, facet.end, facet.value] for facet in part.facets],
        "media": [
            {
                "blob": hashlib.sha256(data).hexdigest(),
                "mime": media.mime,
                "alt": media.alt,
                "credit": media.credit,
                "width": media.width,
                "height": media.height,
            }
            for media, data in zip(part.media, outgoing.media, strict=True)
        ],
        "card": card and [card.url, card.title, card.description],
        "language": options.language,
        "visibility": options.visibility,
        "warning": options.warning,
    }


def _entry(record: Mapping[str, Any]) -> Entry:
    card = record["card"]
    return Entry(
        **{name: record[name] for name in ("id", "key", "tag", "part", "role", "text", "above", "root")},
        **{name: record[name] for name in ("language", "visibility", "warning")},
        at=datetime.fromisoformat(record["at"]),
        facets=tuple((kind, start, end, value) for kind, start, end, value in record["facets"]),
        media=tuple(Shown(**one) for one in record["media"]),
        card=(card[0], card[1], card[2]) if card else None,
    )
