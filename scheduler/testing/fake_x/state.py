"""What the fake knows: its account, pictures and posts, and what it refuses."""

import base64
import binascii
import hashlib
from abc import ABC
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from scheduler.testing.fake_x.text import CASHTAG, HANDLE, weight
from scheduler.testing.server import Answer, Network, Refused, Request

OWN_ID = "2244994945"
USERNAME = "musee"
PROBLEMS = "https://api.x.com/2/problems"
EPOCH_MS = 1_288_834_974_657
MEDIA_LIFE = timedelta(seconds=1_295_999)
KINDS = {b"\xff\xd8\xff": "image/jpeg", b"\x89PNG": "image/png", b"GIF8": "image/gif", b"RIFF": "image/webp"}
CATEGORIES = {"tweet_image", "tweet_gif"}
FIELDS = frozenset(
    {"text", "media", "reply", "quote_tweet_id", "poll", "reply_settings", "made_with_ai", "paid_partnership"}
    | {"community_id", "share_with_followers", "nullcast", "geo", "edit_options", "for_super_followers_only"}
    | {"direct_message_deep_link", "card_uri"}
)


def problem(status: int, detail: str, *, kind: str = "about:blank", title: str = "Forbidden", **more: Any) -> Refused:
    """A refusal as problem JSON."""
    body = {"title": title, "detail": detail, "type": kind, "status": status, **more}
    return Refused(Answer(status=status, body=body))


def invalid(message: str) -> Refused:
    """What X says of a request that its schema refuses."""
    body = {
        "errors": [{"message": message, "parameters": {}}],
        "title": "Invalid Request",
        "detail": "One or more parameters to your request was invalid.",
        "type": f"{PROBLEMS}/invalid-request",
    }
    return Refused(Answer(status=400, body=body))


@dataclass(slots=True, kw_only=True)
class Uploaded:
    """A picture on the server. `looks` more looks and it is ready."""

    id: str
    mime: str
    sha256: str
    size: int
    at: datetime
    alt: str | None = None
    looks: int = 0
    post: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Posted:
    """A post that was accepted."""

    id: str
    text: str
    above: str
    media: tuple[str, ...]
    at: datetime


@dataclass(slots=True, kw_only=True)
class Ledger(Network, ABC):
    """X with one account. Its fields are its settings; every method is called under `changed`."""

    credits: bool = True
    media_scope: bool = True
    access: str = "read-write"
    suspended: bool = False
    locked: bool = False
    protected: bool = False
    mentions: bool = True
    """Whether strangers may be named by a program."""
    unseen: int = 0
    """How many replies find the post above not yet visible."""
    looks: int = 0
    """How often a picture must be looked at before it is ready."""
    breaks: bool = False
    """Whether a picture's preparation fails in the end."""
    alts: str = "said"
    """said: kept and said back; silent: kept, not said; lost: said back empty; other: another one is kept."""
    longest: int = 280
    bare_deletions: bool = False
    """Whether a deletion is answered 204, without a word."""
    daily: bool = False
    """Whether a rate limit is that of the day."""
    vocabulary: str = "tweet"
    """tweet or post: by which names fields are asked for."""
    followers: int = 412
    posted: list[Posted] = field(default_factory=list)
    heard: list[Posted] = field(default_factory=list)
    """Posts of others that name the account, the oldest first."""
    gone: set[str] = field(default_factory=set)
    hidden: set[str] = field(default_factory=set)
    """Ids of posts that cannot be given for the moment."""
    media: dict[str, Uploaded] = field(default_factory=dict)
    counts: dict[str, dict[str, int | None]] = field(default_factory=dict)
    seen: list[Request] = field(default_factory=list)
    """Every request that was signed rightly."""
    read: dict[str, int] = field(default_factory=dict)
    """How many posts were given by each way: what X would bill."""
    _number: int = 0

    def standing(self) -> None:
        """Raise Refused where the account or its app may do nothing at all."""
        if not self.credits:
            detail = "Your enrolled account does not have any credits to fulfill this request."
            raise problem(402, detail, kind=f"{PROBLEMS}/credits-depleted", title="CreditsDepleted")
        if self.suspended:
            raise problem(403, "Your account is suspended and is not permitted to access this feature.")
        if self.locked:
            words = "To protect our users from spam and other malicious activity, this account is temporarily locked."
            raise Refused(Answer(status=403, body={"errors": [{"code": 326, "message": words}]}))

    def writable(self) -> None:
        """Raise Refused where the token may only read."""
        if self.access == "read":
            detail = "Your client app is not configured with the appropriate oauth1 app permissions for this endpoint."
            raise problem(403, detail, kind=f"{PROBLEMS}/oauth1-permissions")

    def upload(self, given: Any) -> Uploaded:
        """Take a picture; raises Refused."""
        self.writable()
        if not self.media_scope:
            raise problem(403, "You are not permitted to use this endpoint.")
        if not isinstance(given, dict) or set(given) - {"media", "media_category", "additional_owners"}:
            raise invalid("unknown fields")
        if given.get("media_category") not in CATEGORIES:
            raise invalid("$.media_category: does not have a value in the enumeration")
        try:
            data = base64.b64decode(str(given.get("media")), validate=True)
        except binascii.Error:
            raise invalid("$.media: not base64") from None
        mime = next((kind for magic, kind in KINDS.items() if data.startswith(magic)), None)
        if mime is None or (given["media_category"] == "tweet_gif") > (mime == "image/gif"):
            raise invalid("The media type is not supported.")
        if len(data) > (15_728_640 if mime == "image/gif" else 5_242_880):
            raise problem(413, "File size exceeds the maximum.", title="Payload Too Large")
        one = Uploaded(
            id=self.next_id(),
            mime=mime,
            sha256=hashlib.sha256(data).hexdigest(),
            size=len(data),
            at=self.clock.now(),
            looks=self.looks,
        )
        self.media[one.id] = one
        return one

    def describe(self, given: Any) -> tuple[Uploaded, str]:
        """Set the alternative text of a picture that no post has yet; returns it with what is said back."""
        self.writable()
        if not self.media_scope:
            raise problem(403, "You are not permitted to use this endpoint.")
        try:
            alt, media_id = given["metadata"]["alt_text"]["text"], given["id"]
        except (KeyError, TypeError):
            raise invalid("$.metadata: is missing") from None
        if not isinstance(alt, str) or not alt or len(alt) > 1000:
            raise invalid("$.metadata.alt_text.text: must be at most 1000 characters long")
        one = self.free(str(media_id))
        one.alt = {"lost": None, "other": "another one"}.get(self.alts, alt)
        return one, one.alt or ""

    def free(self, media_id: str) -> Uploaded:
        """A picture that no post has yet and that has not expired; Refused for another."""
        one = self.media.get(media_id)
        if one is None or one.post or self.clock.now() > one.at + MEDIA_LIFE:
            raise invalid("Your media IDs are invalid.")
        return one

    def create(self, given: Any) -> Posted:
        """Accept a post or raise Refused; when this returns, it is there."""
        self.writable()
        if not isinstance(given, dict) or set(given) - FIELDS:
            raise invalid(f"$: additional properties are not allowed: {sorted(set(given or {}) - FIELDS)}")
        text, media, above = _fields(given)
        pictures = self._attachable(media)
        if not text.strip() and not pictures:
            raise invalid("$.text: is required")
        self._check(text, above)
        posted = Posted(id=self.next_id(), text=text, above=above, media=tuple(media), at=self.clock.now())
        for one in pictures:
            one.post = posted.id
        self.posted.append(posted)
        self.changed.notify_all()
        return posted

    def there(self) -> dict[str, Posted]:
        """The posts that were not deleted, by id."""
        return {one.id: one for one in self.posted if one.id not in self.gone}

    def next_id(self) -> str:
        """An id as X makes them: the milliseconds since its epoch, and a number."""
        self._number += 1
        since = int(self.clock.now().timestamp() * 1000) - EPOCH_MS
        return str((since << 22) + self._number)

    def _check(self, text: str, above: str) -> None:
        if weight(text) > self.longest:
            raise problem(403, "You are not permitted to perform this action.")
        if len(CASHTAG.findall(text)) > 1:
            raise problem(403, "You may include a maximum of one cashtag in a post.")
        if not self.mentions and any(name.lower() != USERNAME for name in HANDLE.findall(text)):
            raise problem(403, "You are not allowed to mention users who have not engaged with you.")
        if any(one.text.split() == text.split() for one in self.there().values() if self._recent(one)):
            raise problem(403, "You are not allowed to create a Tweet with duplicate content.")
        if above and self.unseen:
            self.unseen -= 1
            words = "You attempted to reply to a Tweet that is deleted or not visible to you."
            raise Refused(Answer(status=403, body={"errors": [{"code": 385, "message": words}]}))
        if above and above not in self.there():
            raise problem(
                403,
                "Reply to this conversation is not allowed because you have not been mentioned or otherwise engaged by "
                "the author of the post you are replying to.",
            )

    def _recent(self, one: Posted) -> bool:
        return self.clock.now() - one.at < timedelta(days=1)

    def _attachable(self, ids: list[str]) -> list[Uploaded]:
        if len(ids) > 4 or len(set(ids)) < len(ids):
            raise invalid("$.media.media_ids: must have at most 4 items, each once")
        found = [self.free(one) for one in ids]
        if any(one.looks for one in found):
            raise invalid("Your media IDs are not ready.")
        if len(found) > 1 and any(one.mime == "image/gif" for one in found):
            raise invalid("A GIF stands alone.")
        return found


def _fields(given: Mapping[str, Any]) -> tuple[str, list[str], str]:
    """Text, pictures and the post above, each of the type that the schema wants; Refused for others."""
    text, media, reply = given.get("text", ""), given.get("media", {}), given.get("reply", {})
    if not isinstance(text, str):
        raise invalid("$.text: must be a string")
    if not isinstance(media, dict) or set(media) - {"media_ids", "tagged_user_ids"}:
        raise invalid("$.media: additional properties are not allowed")
    if not isinstance(reply, dict) or set(reply) - {"in_reply_to_tweet_id", "exclude_reply_user_ids"}:
        raise invalid("$.reply: additional properties are not allowed")
    ids, above = media.get("media_ids", []), reply.get("in_reply_to_tweet_id", "")
    if not isinstance(ids, list) or ("media" in given and not ids) or not all(isinstance(one, str) for one in ids):
        raise invalid("$.media.media_ids: must be an array of strings")
    if not isinstance(above, str) or ("reply" in given and not above.isdecimal()):
        raise invalid("$.reply.in_reply_to_tweet_id: must be a number in a string")
    return text, ids, above
