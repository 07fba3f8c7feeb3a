"""What the fake knows: its account, media and statuses, and what it refuses."""

import hashlib
import json
import os
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from html import escape
from pathlib import Path
from threading import Condition
from typing import Any

from scheduler.clock import Clock, SystemClock

TOKEN = "fake-token-4f1d"  # noqa: S105 - it opens nothing but this fake
OWN_ID = "109348512345678901"
VISIBILITIES = ("public", "unlisted", "private", "direct")
KNOWN = frozenset(
    {"status", "in_reply_to_id", "media_ids[]", "sensitive", "visibility", "spoiler_text", "language", "scheduled_at"}
)
LINK = re.compile(r"https?://[^\s<>\"]+[^\s<>\".,;:!?)»]")
REMOTE = re.compile(r"(?<![\w/])@(\w[\w.-]*)@([\w-]+(?:\.[\w-]+)+)")
KINDS = {b"\xff\xd8\xff": "image/jpeg", b"\x89PNG": "image/png", b"GIF8": "image/gif", b"RIFF": "image/webp"}


class Fault(StrEnum):
    """What goes wrong with one request that would create a status."""

    NONE = "none"
    DROP = "drop"
    """Accepted; the connection is closed without an answer."""
    ERROR = "error"
    """Accepted; answered 500."""
    LOST = "lost"
    """Not accepted; the connection is closed without an answer."""
    DOWN = "down"
    """Not accepted; answered 503."""
    LIMIT = "limit"
    """429 with the time of the reset."""
    LIMIT_BARE = "limit-bare"
    """429 and nothing else."""
    HTML = "html"
    """Accepted; answered 200 with a page."""
    NO_ID = "no-id"
    """Accepted; answered 200 with an empty object."""
    SLOW = "slow"
    """Accepted; answered only when released."""
    FORBIDDEN = "forbidden"
    """Not accepted; 403."""
    BAD = "bad"
    """Not accepted; 400, as some servers say where Mastodon says 422."""
    STRANGE = "strange"
    """Not accepted; 422."""
    REVOKED = "revoked"
    """Not accepted; 401."""
    ELSEWHERE = "elsewhere"
    """Not accepted; 307 to another origin."""


class Refused(Exception):
    """An answer of the 400s."""

    def __init__(self, status: int, message: str) -> None:
        super().__init__(message)
        self.status = status
        self.message = message


@dataclass(slots=True, kw_only=True)
class Uploaded:
    """A picture on the server. `looks` more looks and it is ready."""

    id: str
    mime: str
    sha256: str
    size: int
    description: str | None
    looks: int = 0
    status: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Posted:
    """A status that was accepted, as the log keeps it."""

    id: str
    text: str
    warning: str
    visibility: str
    language: str
    in_reply_to: str
    media: tuple[tuple[str, str | None, str], ...]
    """(id, description, SHA-256) of each picture."""
    key: str
    at: datetime


@dataclass(slots=True, kw_only=True)
class State:
    """One server with one account. Its fields are its settings; every method is called under `changed`."""

    clock: Clock = field(default_factory=SystemClock)
    log: Path | None = None
    honours_keys: bool = True
    has_batch: bool = True
    has_source: bool = True
    has_v2: bool = True
    looks: int = 0
    """How often a picture must be looked at before it is ready."""
    alts: str = "kept"
    """kept; at-update: only a second telling is kept; lost: never kept; lost-later: shown once, then gone."""
    max_characters: int = 500
    followers: int = 412
    faults: list[Fault] = field(default_factory=list)
    """For the next requests that create a status, in order; then none."""
    requests: list[tuple[str, str]] = field(default_factory=list)
    posted: list[Posted] = field(default_factory=list)
    gone: set[str] = field(default_factory=set)
    media: dict[str, Uploaded] = field(default_factory=dict)
    counts: dict[str, dict[str, int]] = field(default_factory=dict)
    changed: Condition = field(default_factory=Condition)
    _keys: dict[str, str] = field(default_factory=dict)
    _number: int = 0

    def next_fault(self) -> Fault:
        """The fault of the request at hand."""
        return self.faults.pop(0) if self.faults else Fault.NONE

    def upload(self, data: bytes, mime: str, description: str | None) -> Uploaded:
        """Take a picture; raises Refused."""
        found = next((kind for magic, kind in KINDS.items() if data.startswith(magic)), None)
        if found is None or found != mime:
            raise Refused(422, "Validation failed: File content type is invalid")
        if len(data) > 16_777_216:
            raise Refused(413, "Payload too large")
        one = Uploaded(
            id=self._id(),
            mime=mime,
            sha256=hashlib.sha256(data).hexdigest(),
            size=len(data),
            description=self._described(description, first=True),
            looks=self.looks,
        )
        self.media[one.id] = one
        return one

    def describe(self, media_id: str, description: str | None) -> Uploaded:
        """Set the alternative text of a picture that no status has yet."""
        one = self.free(media_id)
        one.description = self._described(description, first=False)
        return one

    def free(self, media_id: str) -> Uploaded:
        """A picture that no status has yet; Refused for another."""
        one = self.media.get(media_id)
        if one is None or one.status:
            raise Refused(404, "Record not found")
        return one

    def create(self, form: Mapping[str, Sequence[str]], key: str) -> Posted:
        """Accept a status or raise Refused; when this returns, it stands in the log."""
        if unknown := sorted(set(form) - KNOWN):
            raise Refused(422, f"unknown parameters {unknown}")
        if key and self.honours_keys and key in self._keys:
            return self.get(self._keys[key])

        def one(name: str) -> str:
            return next(iter(form.get(name, [])), "")

        text, warning, above = one("status"), one("spoiler_text"), one("in_reply_to_id")
        self._check(text, warning, one("visibility"), one("language"), above)
        media = self._attachable(list(form.get("media_ids[]") or []))
        if not text.strip() and not media:
            raise Refused(422, "Validation failed: Text can't be blank")
        posted = Posted(
            id=self._id(),
            text=text,
            warning=warning,
            visibility=one("visibility") or "public",
            language=one("language"),
            in_reply_to=above,
            media=tuple((each.id, each.description, each.sha256) for each in media),
            key=key,
            at=self.clock.now(),
        )
        for each in media:
            each.status = posted.id
            if self.alts == "lost-later":
                each.description = None
        self.posted.append(posted)
        if key:
            self._keys[key] = posted.id
        self._write(posted)
        self.changed.notify_all()
        return posted

    def get(self, status_id: str) -> Posted:
        """An accepted status that was not deleted; Refused for another."""
        found = next((one for one in self.posted if one.id == status_id and one.id not in self.gone), None)
        if found is None:
            raise Refused(404, "Record not found")
        return found

    def length(self, text: str) -> int:
        """Graphemes, with links 23 and remote mentions by their local part."""
        import regex  # noqa: PLC0415 - a compiled module, only where texts are measured

        short = REMOTE.sub(r"@\1", LINK.sub("x" * 23, text))
        return len(regex.findall(r"\X", short))

    def _check(self, text: str, warning: str, visibility: str, language: str, above: str) -> None:
        if self.length(text) + self.length(warning) > self.max_characters:
            raise Refused(422, f"Validation failed: Text character limit of {self.max_characters} exceeded")
        if visibility and visibility not in VISIBILITIES:
            raise Refused(422, "Validation failed: Visibility is not included in the list")
        if language and not re.fullmatch(r"[a-z]{2,3}", language):
            raise Refused(422, "Validation failed: Language is invalid")
        if above and not any(one.id == above and one.id not in self.gone for one in self.posted):
            raise Refused(404, "The post you are trying to reply to does not appear to exist.")

    def _attachable(self, ids: list[str]) -> list[Uploaded]:
        if len(ids) > 4:
            raise Refused(422, "Cannot attach more than 4 files")
        found = [self.media.get(one) for one in ids]
        if len(set(ids)) < len(ids) or any(one is None or one.status for one in found):
            raise Refused(422, "Media not found or already attached")
        ready = [one for one in found if one is not None]
        if any(one.looks for one in ready):
            raise Refused(422, "Cannot attach files that have not finished processing. Try again in a moment!")
        return ready

    def _described(self, description: str | None, *, first: bool) -> str | None:
        if description and len(description) > 1500:
            raise Refused(422, "Validation failed: Description is too long (maximum is 1500 characters)")
        if self.alts == "lost" or (self.alts == "at-update" and first):
            return None
        return description.strip() if description else None

    def _id(self) -> str:
        self._number += 1
        return str(112_000_000_000_000_000 + self._number)

    def _write(self, posted: Posted) -> None:
        if self.log is None:
            return
        line = {name: getattr(posted, name) for name in Posted.__slots__} | {"at": posted.at.isoformat()}
        with self.log.open("a", encoding="utf-8") as file:
            file.write(json.dumps(line, ensure_ascii=False) + "\n")
            file.flush()
            os.fsync(file.fileno())


def content(text: str) -> str:
    """The HTML in which a status is shown: links cut in visible pieces, mentions without their host."""
    out, done = [], 0
    for found in sorted([*LINK.finditer(text), *REMOTE.finditer(text)], key=lambda one: one.start()):
        if found.start() < done:
            continue
        out.append(escape(text[done : found.start()], quote=False))
        if found.re is LINK:
            scheme, rest = found[0].split("://", 1)
            address, rest = escape(found[0]), escape(rest)
            out.append(f'<a href="{address}"><span class="invisible">{scheme}://</span><span>{rest}</span></a>')
        else:
            out.append(
                f'<span class="h-card"><a href="https://{found[2]}/@{found[1]}">@<span>{found[1]}</span></a></span>'
            )
        done = found.end()
    out.append(escape(text[done:], quote=False))
    paragraphs = "".join(out).split("\n\n")
    return "".join(f"<p>{one.replace(chr(10), '<br />')}</p>" for one in paragraphs)


def shown(state: State, posted: Posted, base: str) -> dict[str, Any]:
    """A status as the API gives it."""
    numbers = {"favourites_count": 0, "reblogs_count": 0, "replies_count": 0, "quotes_count": 0}
    numbers["replies_count"] = sum(one.in_reply_to == posted.id for one in state.posted)
    return {
        "id": posted.id,
        "uri": f"{base}/users/musee/statuses/{posted.id}",
        "url": f"{base}/@musee/{posted.id}",
        "created_at": posted.at.isoformat().replace("+00:00", "Z"),
        "account": account(state, base),
        "content": content(posted.text),
        "spoiler_text": posted.warning,
        "visibility": posted.visibility,
        "language": posted.language or None,
        "sensitive": bool(posted.warning),
        "in_reply_to_id": posted.in_reply_to or None,
        "media_attachments": [attachment(state.media[one], base) for one, _, _ in posted.media],
        "mentions": [],
        "tags": [],
        "emojis": [],
        **(numbers | state.counts.get(posted.id, {})),
    }


def attachment(one: Uploaded, base: str) -> dict[str, Any]:
    """A picture as the API gives it: without an address while it is being prepared."""
    url = None if one.looks else f"{base}/media/{one.id}"
    return {"id": one.id, "type": "image", "url": url, "preview_url": url, "description": one.description, "meta": {}}


def account(state: State, base: str) -> dict[str, Any]:
    """The one account."""
    return {
        "id": OWN_ID,
        "username": "musee",
        "acct": "musee",
        "display_name": "Musée",
        "url": f"{base}/@musee",
        "followers_count": state.followers,
        "following_count": 3,
        "statuses_count": len(state.posted),
        "created_at": "2022-11-14T00:00:00.000Z",
        "note": "",
        "fields": [],
        "emojis": [],
    }


def instance(state: State, *, version: int) -> dict[str, Any]:
    """The instance's description, of either version of the API."""
    configuration = {
        "statuses": {
            "max_characters": state.max_characters,
            "max_media_attachments": 4,
            "characters_reserved_per_url": 23,
        },
        "media_attachments": {
            "description_limit": 1500,
            "image_size_limit": 16_777_216,
            "image_matrix_limit": 33_177_600,
            "supported_mime_types": sorted(KINDS.values()),
        },
    }
    if version == 1:
        return {"uri": "fake.example", "title": "Fake", "version": "3.5.0", "configuration": configuration, "urls": {}}
    return {"domain": "fake.example", "title": "Fake", "version": "4.5.0", "configuration": configuration}
