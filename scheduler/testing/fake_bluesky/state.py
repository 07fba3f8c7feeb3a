"""What the fake knows: its account, blobs and records. A record is kept under its key, and named by its content."""

import hashlib
import json
import os
from abc import ABC
from base64 import b32encode
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any

from scheduler.testing.fake_bluesky.lexicon import COLLECTION, refused, tid, validate
from scheduler.testing.fake_bluesky.sessions import DID, HANDLE, PASSWORD, Sessions

__all__ = ["DID", "HANDLE", "PASSWORD", "Ledger", "Post"]

KINDS = {
    b"\xff\xd8\xff": "image/jpeg",
    b"\x89PNG": "image/png",
    b"RIFF": "image/webp",
    b"GIF8": "image/gif",
    b"%PDF": "application/pdf",
}
BLOB_LIMIT = 5 * 1024 * 1024
OTHERS = {"louvre.fr": "did:plc:louvre4xq7nkd2ub3i5gz6wy", "orsay.bsky.social": "did:plc:orsay2hbm7t4ke5xw3qvnrcu"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Post:
    """A record that was accepted, as the log keeps it."""

    key: str
    cid: str
    value: Mapping[str, Any]
    at: datetime

    @property
    def uri(self) -> str:
        """Its address."""
        return f"at://{DID}/{COLLECTION}/{self.key}"


@dataclass(slots=True, kw_only=True)
class Ledger(Sessions, ABC):
    """One server with one account. Its fields are its settings; every method is called under `changed`."""

    log: Path | None = None
    followers: int = 412
    posted: list[Post] = field(default_factory=list)
    """All that were ever accepted, in order, deleted ones included."""
    records: dict[str, Post] = field(default_factory=dict)
    """What stands now, by key."""
    blobs: dict[str, tuple[str, int]] = field(default_factory=dict)
    """Media type and size of what was uploaded, by CID."""
    counts: dict[str, dict[str, int | None]] = field(default_factory=dict)
    """Set by tests, by address; what is not set is 0."""
    handles: dict[str, str] = field(default_factory=lambda: OTHERS | {HANDLE: DID})
    altering: bool = False
    """Whether it keeps other bytes than those it is given."""
    sweeping: bool = False
    """Whether it loses what was uploaded, before anything refers to it."""

    def upload(self, data: bytes, mime: str) -> dict[str, Any]:
        """Take bytes; raises Refused."""
        if len(data) > BLOB_LIMIT:
            raise refused("PayloadTooLarge", "request entity too large", status=413)
        seen = next((kind for magic, kind in KINDS.items() if data.startswith(magic)), mime)
        kept = data + b"\0" if self.altering else data
        cid = raw_cid(kept)
        if not self.sweeping:
            self.blobs[cid] = (seen, len(kept))
        return {"$type": "blob", "ref": {"$link": cid}, "mimeType": seen, "size": len(kept)}

    def put(self, key: str, value: Any, *, swap: tuple[str | None] | None) -> Post:
        """Write a record. `swap`: what must stand there first, (None,) being nothing, and None whatever may."""
        tid(key)
        validate(value, self.blobs, {one.uri: one.cid for one in self.records.values()})
        cid, there = record_cid(value), self.records.get(key)
        if there is not None and there.cid == cid:  # asked before the swap: nothing is written
            return there
        if swap is not None and (there.cid if there else None) != swap[0]:
            raise refused("InvalidSwap", f"Record was at {there.cid if there else 'null'}")
        post = Post(key=key, cid=cid, value=value, at=self.clock.now())
        self.records[key] = post
        self.posted.append(post)
        self._write(post)
        self.changed.notify_all()
        return post

    def shown(self, post: Post) -> dict[str, Any]:
        """A post as the network behind the server counts it."""
        numbers = dict.fromkeys(("likeCount", "repostCount", "replyCount", "quoteCount", "bookmarkCount"), 0)
        parents = [one.value.get("reply", {}).get("parent", {}).get("uri") for one in self.records.values()]
        numbers["replyCount"] = parents.count(post.uri)
        return {
            "uri": post.uri,
            "cid": post.cid,
            "author": {"did": DID, "handle": self.handle},
            "record": post.value,
            "indexedAt": post.at.isoformat().replace("+00:00", "Z"),
            **(numbers | self.counts.get(post.uri, {})),
        }

    def _write(self, post: Post) -> None:
        if self.log is None:
            return
        line = {"key": post.key, "cid": post.cid, "value": post.value, "at": post.at.isoformat()}
        with self.log.open("a", encoding="utf-8") as file:
            file.write(json.dumps(line, ensure_ascii=False) + "\n")
            file.flush()
            os.fsync(file.fileno())


def raw_cid(data: bytes) -> str:
    """The name of bytes: CIDv1 of the raw codec, SHA-256."""
    return _cid(0x55, data)


def record_cid(value: Any) -> str:
    """A name of a record by its content. The real one encodes it as DAG-CBOR; here any canonical form will do."""
    return _cid(0x71, json.dumps(value, sort_keys=True, ensure_ascii=False).encode())


def _cid(codec: int, data: bytes) -> str:
    digest = hashlib.sha256(data).digest()
    return "b" + b32encode(bytes([1, codec, 0x12, 0x20]) + digest).decode().rstrip("=").lower()
