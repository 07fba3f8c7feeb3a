"""Exports as networks write them, made here: small, invented, and of nobody."""

import hashlib
import io
import json
import tarfile
import zipfile
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from scheduler.app.ground import Ground
from scheduler.clock import SimulatedClock
from scheduler.config import load
from scheduler.connector.discover import names
from scheduler.store.database import open_database

NOW = datetime(2026, 12, 1, 9, tzinfo=UTC)
CONFIG = """\
[calendar]
id = "past-one"
folder = "calendars"
timezone = "Europe/Paris"
language = "en"

[accounts.musee-x]
network = "x"
through = "rehearsal"

[accounts.musee-facebook]
network = "facebook"
through = "handoff"

[accounts.musee-instagram]
network = "instagram"
through = "handoff"

[accounts.musee-linkedin]
network = "linkedin"
through = "handoff"

[accounts.musee-mastodon]
network = "mastodon"
through = "rehearsal"

[accounts.musee-bluesky]
network = "bluesky"
through = "rehearsal"
"""
WEEK = """\
version: 1
campaign: museumweek-2026
title: MuseumWeek 2026
timezone: Europe/Paris
language: fr
accounts: [musee-x]
hashtags: ["#MuseumWeek"]
days:
  - {date: 2026-06-01, theme: Coulisses, hashtags: ["#CoulissesMW"]}
  - {date: 2026-06-02, theme: Question, hashtags: ["#QuestionMW"]}
"""
X_HEADINGS = (
    "Post id,Date,Post text,Post Link,Impressions,Likes,Engagements,Bookmarks,Shares,New follows,Replies,Reposts,"
    "Profile visits,Detail Expands,URL Clicks,Hashtag Clicks,Permalink Clicks"
)


def calendar(folder: Path, *, week: bool = True) -> Path:
    """A calendar of six accounts, and an operation of the past without posts; returns its configuration."""
    (folder / "calendars").mkdir(parents=True, exist_ok=True)
    (folder / "config.toml").write_text(CONFIG, encoding="utf-8")
    if week:
        (folder / "calendars" / "week.yaml").write_text(WEEK, encoding="utf-8")
    return folder / "config.toml"


def ground(folder: Path, *, week: bool = True) -> Ground:
    """That calendar with a database file of its own."""
    clock = SimulatedClock(NOW)
    made = Ground(load(calendar(folder, week=week), networks=names()), clock=clock)
    (folder / "state").mkdir()
    made.__dict__["database"] = open_database(folder / "state" / "queue.db", clock=clock, state=folder / "state")
    return made


def x_id(at: datetime) -> str:
    """A number such as X gives at that instant."""
    epoch = datetime(2010, 11, 4, 1, 42, 54, 657_000, tzinfo=UTC)
    return str(int((at - epoch) / timedelta(milliseconds=1)) << 22)


def x_row(at: datetime, text: str, *, likes: object = 1, replies: object = 0, reposts: object = 0) -> str:
    """A row of X's analytics."""
    known = x_id(at)
    day = f"{at:%a, %b %d, %Y}"
    link = f"https://x.com/musee/status/{known}"
    return f'{known},"{day}","{text}",{link},100,"{likes}",9,0,7,0,{replies},{reposts},0,0,5,0,0'


def x_archive(tweets: Sequence[Mapping[str, Any]], *, made: str = "2026-11-20T10:00:00.000Z") -> bytes:
    """A ZIP as X makes it."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        listed = json.dumps([{"tweet": one} for one in tweets])
        archive.writestr("data/tweets.js", f"window.YTD.tweets.part0 = {listed}")
        account = [{"account": {"accountId": "42", "username": "musee"}}]
        archive.writestr("data/account.js", f"window.YTD.account.part0 = {json.dumps(account)}")
        archive.writestr(
            "data/manifest.js", f'window.__THAR_CONFIG = {{"archiveInfo" : {{"generationDate" : "{made}"}}}}'
        )
        archive.writestr("data/tweets_media/picture.jpg", b"\xff\xd8")
    return out.getvalue()


def tweet(
    at: datetime, text: str, *, likes: str = "3", reposts: str = "1", above: str = "", to: str = ""
) -> dict[str, Any]:
    """One record of that archive."""
    return {
        "id_str": x_id(at),
        "full_text": text,
        "created_at": f"{at:%a %b %d %H:%M:%S +0000 %Y}",
        "favorite_count": likes,
        "retweet_count": reposts,
        **({"in_reply_to_status_id_str": above, "in_reply_to_user_id_str": to} if above else {}),
    }


def note(number: int, published: str, text: str, *, to: str = "public", above: str = "", **more: Any) -> dict[str, Any]:
    """One activity of a Mastodon outbox."""
    actor = "https://example.social/users/musee"
    public = "https://www.w3.org/ns/activitystreams#Public"
    return {
        "type": "Create",
        "actor": actor,
        "object": {
            "type": "Note",
            "id": f"{actor}/statuses/{number}",
            "url": f"https://example.social/@musee/{number}",
            "published": published,
            "content": f"<p>{text}</p>",
            "to": [public] if to == "public" else [to],
            "cc": [],
            "inReplyTo": above or None,
            **more,
        },
    }


def outbox(items: Sequence[Mapping[str, Any]], *, total: int | None = None) -> bytes:
    """The file of a Mastodon archive that holds posts."""
    return json.dumps({"totalItems": len(items) if total is None else total, "orderedItems": list(items)}).encode()


def taped(files: Mapping[str, bytes]) -> bytes:
    """A .tar.gz."""
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode="w:gz") as archive:
        for name, data in files.items():
            info = tarfile.TarInfo(name)
            info.size, info.mtime = len(data), int(datetime(2026, 11, 10, tzinfo=UTC).timestamp())
            archive.addfile(info, io.BytesIO(data))
    return out.getvalue()


class Link(bytes):
    """A link to a block."""


def cbor(value: Any) -> bytes:
    """DAG-CBOR, as far as a repository needs it."""
    if value is None or isinstance(value, bool):
        return {None: b"\xf6", False: b"\xf4", True: b"\xf5"}[value]
    if isinstance(value, Link):
        return b"\xd8\x2a" + cbor(b"\0" + bytes(value))
    if isinstance(value, int):
        return _head(0, value) if value >= 0 else _head(1, -1 - value)
    if isinstance(value, bytes):
        return _head(2, len(value)) + value
    if isinstance(value, str):
        return _head(3, len(value.encode())) + value.encode()
    if isinstance(value, Mapping):
        return _head(5, len(value)) + b"".join(cbor(key) + cbor(item) for key, item in value.items())
    return _head(4, len(value)) + b"".join(map(cbor, value))


def _head(kind: int, number: int) -> bytes:
    if number < 24:
        return bytes([kind << 5 | number])
    size = next(size for size in (1, 2, 4, 8) if number < 1 << 8 * size)
    return bytes([kind << 5 | 24 + (1, 2, 4, 8).index(size)]) + number.to_bytes(size, "big")


def _varint(number: int) -> bytes:
    out = bytearray()
    while number > 0x7F:
        out.append(number & 0x7F | 0x80)
        number >>= 7
    return bytes([*out, number])


def repository(did: str, records: Mapping[str, Mapping[str, Any]]) -> bytes:
    """A CAR with a tree of two nodes: the keys share their beginnings, and the later half hangs under the first key."""
    blocks: list[tuple[Link, bytes]] = []

    def put(value: Any) -> Link:
        data = cbor(value)
        link = Link(b"\x01\x71\x12\x20" + hashlib.sha256(data).digest())
        blocks.append((link, data))
        return link

    def node(keys: Sequence[str], under: Link | None = None) -> Link:
        before, entries = b"", []
        for place, key in enumerate(keys):
            name = key.encode()
            shared = next(
                (n for n, (a, b) in enumerate(zip(before, name, strict=False)) if a != b), min(len(before), len(name))
            )
            entries.append(
                {"k": name[shared:], "p": shared, "t": under if place == 0 else None, "v": put(records[key])}
            )
            before = name
        return put({"e": entries, "l": None})

    keys = sorted(records)
    lower = node(keys[1:])
    root = put({"did": did, "rev": "3k", "sig": b"\0" * 64, "data": node(keys[:1], lower), "prev": None, "version": 3})
    header = cbor({"roots": [root], "version": 1})
    body = b"".join(_varint(len(link) + len(data)) + link + data for link, data in blocks)
    return _varint(len(header)) + header + body
