"""What the fake knows: its account, media and statuses, and what it refuses."""

import hashlib
import json
import os
import re
from abc import ABC
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

from scheduler.testing.fake_mastodon.text import length
from scheduler.testing.server import Answer, Network, Refused

TOKEN = "fake-token-4f1d"  # noqa: S105 - it opens nothing but this fake
OWN_ID = "109348512345678901"
VISIBILITIES = ("public", "unlisted", "private", "direct")
KNOWN = frozenset(
    {"status", "in_reply_to_id", "media_ids[]", "sensitive", "visibility", "spoiler_text", "language", "scheduled_at"}
)
KINDS = {b"\xff\xd8\xff": "image/jpeg", b"\x89PNG": "image/png", b"GIF8": "image/gif", b"RIFF": "image/webp"}


def refused(status: int, message: str) -> Refused:
    """A refusal in Mastodon's words."""
    return Refused(Answer(status=status, body={"error": message}))


def pointed(given: bytes | None) -> tuple[float, float] | None:
    """The focus that was sent with a picture; Refused where it is none. The server itself would take that for the middle."""
    if given is None:
        return None
    places = given.decode().split(",")
    try:
        x, y = (float(one) for one in places)
    except ValueError:
        raise refused(422, "focus is no pair of numbers") from None
    if not (-1 <= x <= 1 and -1 <= y <= 1):
        raise refused(422, "focus lies outside of the picture")
    return x, y


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
    focus: tuple[float, float] | None = None
    """From the middle, to the right and upward, -1 to 1."""


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
class Ledger(Network, ABC):
    """One server with one account. Its fields are its settings; every method is called under `changed`."""

    log: Path | None = None
    honours_keys: bool = True
    has_batch: bool = True
    has_source: bool = True
    has_v2: bool = True
    scopes: str | None = "read:accounts read:statuses write:statuses write:media"
    """Of the token's application, as it was made; None: an older server, which does not say."""
    about: dict[str, object] = field(default_factory=dict)
    """Further fields of the account: `bot`, `limited`, `moved`."""
    me: str = OWN_ID
    """Whose token it is; another one answers when a token was swapped."""
    looks: int = 0
    """How often a picture must be looked at before it is ready."""
    alts: str = "kept"
    """kept; at-update: only a second telling is kept; lost: never kept; lost-later: shown once, then gone."""
    max_characters: int = 500
    followers: int = 412
    following: list[str] = field(default_factory=list)
    """Who follows the account, as its answers name them, newest first."""
    shuffled: int = 0
    """Not 0: the list comes in another order at each reading, as from a server without one."""
    page: int = 80
    posted: list[Posted] = field(default_factory=list)
    gone: set[str] = field(default_factory=set)
    media: dict[str, Uploaded] = field(default_factory=dict)
    counts: dict[str, dict[str, int | None]] = field(default_factory=dict)
    _keys: dict[str, str] = field(default_factory=dict)
    _number: int = 0

    def upload(
        self, data: bytes, mime: str, description: str | None, focus: tuple[float, float] | None = None
    ) -> Uploaded:
        """Take a picture; raises Refused."""
        found = next((kind for magic, kind in KINDS.items() if data.startswith(magic)), None)
        if found is None or found != mime:
            raise refused(422, "Validation failed: File content type is invalid")
        if len(data) > 16_777_216:
            raise refused(413, "Payload too large")
        one = Uploaded(
            id=self._id(),
            mime=mime,
            sha256=hashlib.sha256(data).hexdigest(),
            size=len(data),
            description=self._described(description, first=True),
            looks=self.looks,
            focus=focus,
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
            raise refused(404, "Record not found")
        return one

    def create(self, form: Mapping[str, Sequence[str]], key: str) -> Posted:
        """Accept a status or raise Refused; when this returns, it stands in the log."""
        if unknown := sorted(set(form) - KNOWN):
            raise refused(422, f"unknown parameters {unknown}")
        if key and self.honours_keys and key in self._keys:
            return self.get(self._keys[key])

        def one(name: str) -> str:
            return next(iter(form.get(name, [])), "")

        text, warning, above = one("status"), one("spoiler_text"), one("in_reply_to_id")
        self._check(text, warning, one("visibility"), one("language"), above)
        media = self._attachable(list(form.get("media_ids[]") or []))
        if not text.strip() and not media:
            raise refused(422, "Validation failed: Text can't be blank")
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
            raise refused(404, "Record not found")
        return found

    def _check(self, text: str, warning: str, visibility: str, language: str, above: str) -> None:
        if length(text) + len(warning) > self.max_characters:
            raise refused(422, f"Validation failed: Text character limit of {self.max_characters} exceeded")
        if visibility and visibility not in VISIBILITIES:
            raise refused(422, "Validation failed: Visibility is not included in the list")
        if language and not re.fullmatch(r"[a-z]{2,3}", language):
            raise refused(422, "Validation failed: Language is invalid")
        if above and not any(one.id == above and one.id not in self.gone for one in self.posted):
            raise refused(404, "The post you are trying to reply to does not appear to exist.")

    def _attachable(self, ids: list[str]) -> list[Uploaded]:
        if len(ids) > 4:
            raise refused(422, "Cannot attach more than 4 files")
        found = [self.media.get(one) for one in ids]
        if len(set(ids)) < len(ids) or any(one is None or one.status for one in found):
            raise refused(422, "Media not found or already attached")
        ready = [one for one in found if one is not None]
        if any(one.looks for one in ready):
            raise refused(422, "Cannot attach files that have not finished processing. Try again in a moment!")
        return ready

    def _described(self, description: str | None, *, first: bool) -> str | None:
        if description and len(description) > 1500:
            raise refused(422, "Validation failed: Description is too long (maximum is 1500 characters)")
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
