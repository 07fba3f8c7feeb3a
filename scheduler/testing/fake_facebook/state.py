"""What the fake knows: its app, Page, photos, posts and comments, and what it refuses."""

import hashlib
import json
from abc import ABC
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from scheduler.testing.server import Answer, Network, Refused

PAGE_ID = "102030405060708"
APP_ID = "900100200300400"
TOKEN = "EAAfake-page-token-9b2c"  # noqa: S105 - these open nothing but this fake
USER_TOKEN = "EAAfake-short-user-token-11aa"  # noqa: S105
LONG_TOKEN = "EAAfake-long-user-token-22bb"  # noqa: S105
APP_SECRET = "fake-app-secret-77d0"  # noqa: S105
SCOPES = (
    *("pages_show_list", "pages_manage_posts", "pages_read_engagement"),
    *("pages_manage_engagement", "pages_read_user_content", "read_insights"),
)
METRICS = frozenset({"post_media_view", "post_total_media_view_unique", "post_clicks", "post_reactions_like_total"})
KINDS = {b"\xff\xd8\xff": "image/jpeg", b"\x89PNG": "image/png", b"GIF8": "image/gif"}
PHOTO_BYTES = 4_000_000


def refused(
    code: int,
    message: str,
    *,
    status: int = 400,
    subcode: int = 0,
    transient: bool = False,
    headers: Mapping[str, str] | None = None,
) -> Refused:
    """A refusal in the form of the Graph API: nearly always a 400."""
    error: dict[str, object] = {"message": message, "type": "OAuthException", "code": code, "fbtrace_id": "AfakeTrace"}
    if subcode:
        error["error_subcode"] = subcode
    if transient:
        error["is_transient"] = True
    return Refused(Answer(status=status, body={"error": error}, headers=headers or {}))


def no_such_object(object_id: str) -> Refused:
    """What the Graph API says of what is gone, of what never was, and of what may not be seen."""
    words = (
        f"Unsupported get request. Object with ID '{object_id}' does not exist, cannot be loaded due to missing "
        "permissions, or does not support this operation"
    )
    return refused(100, words, subcode=33)


@dataclass(slots=True, kw_only=True)
class Photo:
    """A photo; nobody sees it before a post has it."""

    id: str
    sha256: str
    alt: str | None
    post: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Posted:
    """A post, or a comment under `above`."""

    id: str
    message: str
    link: str = ""
    above: str = ""
    photos: tuple[tuple[str, str | None, str], ...] = ()
    """(id, alternative text, SHA-256) of each."""
    app: str = APP_ID
    at: datetime
    writer: tuple[str, str] | None = None
    """Id and name of somebody else whose comment it is; ("", ""): somebody who is not named."""


@dataclass(slots=True, kw_only=True)
class Ledger(Network, ABC):
    """One app and one Page. Its fields are its settings; every method is called under `changed`."""

    proof_required: bool = False
    """Whether the app demands `appsecret_proof` ("Require App Secret")."""
    dead: int = 0
    """The subcode of the 190 that every request meets; 0: the token lives."""
    scopes: tuple[str, ...] = SCOPES
    elsewhere: tuple[str, ...] = ()
    """Scopes that were granted for another Page only."""
    expires_at: int = 0
    data_access_expires_at: int = 0
    tells_only_the_app: bool = False
    """Whether `debug_token` refuses the Page's own token."""
    listed: bool = True
    """Whether the person's list of Pages holds the Page; one that a business holds may be left out of it."""
    tasks: tuple[str, ...] = ("CREATE_CONTENT", "MODERATE", "ANALYZE")
    published: bool = True
    policy: str = "https://musee.example/privacy"
    development: bool = False
    """In development mode only people with a role on the app see what it posts."""
    followers: int = 1234
    alts: str = "kept"
    """kept; trimmed: without its line ends; lost: never kept."""
    hides: bool = False
    """Whether what may not be deleted is said not to exist."""
    writer: str | None = PAGE_ID
    """Who comments are said to be by; None: nobody is named."""
    loses_photo: bool = False
    """The next post shows one photo less than it was given."""
    empty_pages: int = 0
    """How many empty pages the next list begins with, each with a `next`."""
    lost_from_list: set[str] = field(default_factory=set)
    """Posts that the ranked list leaves out."""
    bad_metrics: set[str] = field(default_factory=set)
    in_a_batch: int = 50
    """How many requests of a batch are answered in time; the others come to nothing."""
    posted: list[Posted] = field(default_factory=list)
    gone: set[str] = field(default_factory=set)
    photos: dict[str, Photo] = field(default_factory=dict)
    counts: dict[str, dict[str, int]] = field(default_factory=dict)
    """By id: reactions, comments, shares and names of metrics."""
    _number: int = 0

    def upload(self, data: bytes, mime: str, fields: Mapping[str, str]) -> Photo:
        """Take a photo that no post has yet; raises Refused."""
        known(fields, {"alt_text_custom", "published", "caption", "message"})
        if truth(fields, "published", default=True):
            raise refused(100, "This fake has no use for a photo that is a post of its own")
        if next((kind for magic, kind in KINDS.items() if data.startswith(magic)), None) != mime:
            raise refused(324, "Missing or invalid image file", subcode=2069019)
        if len(data) > PHOTO_BYTES:
            raise refused(1, "Your photos couldn't be uploaded. Photos should be smaller than 4 MB", subcode=1366046)
        alt: str | None = fields.get("alt_text_custom")
        if self.alts == "lost":
            alt = None
        elif self.alts == "trimmed" and alt:
            alt = " ".join(alt.split())
        photo = Photo(id=self.number(), sha256=hashlib.sha256(data).hexdigest(), alt=alt)
        self.photos[photo.id] = photo
        return photo

    def post(self, fields: Mapping[str, str]) -> Posted:
        """Publish on the Page, or raise Refused."""
        known(fields, {"message", "link", "attached_media", "published"})
        if not truth(fields, "published", default=True):
            raise refused(100, "This fake keeps no unpublished posts")
        message, link = fields.get("message", ""), fields.get("link", "")
        photos = self._attachable(fields.get("attached_media", ""))
        if not message.strip() and not link and not photos:
            raise refused(100, "Invalid parameter: the post is empty")
        self._check(message, link, photos)
        post_id = f"{PAGE_ID}_{self.number()}"
        for one in photos:
            one.post = post_id
        if self.loses_photo:
            self.loses_photo, photos = False, photos[:-1]
        return self._keep(post_id, message, photos, link=link)

    def comment(self, above: str, fields: Mapping[str, str]) -> Posted:
        """Comment as the Page, or raise Refused."""
        known(fields, {"message", "attachment_id", "attachment_url"})
        self.there(above)
        given = fields.get("attachment_id", "")
        photos = [self._free(given)] if given else []
        if not fields.get("message", "").strip() and not photos:
            raise refused(100, "Invalid parameter: the comment is empty")
        comment_id = f"{above.rpartition('_')[2]}_{self.number()}"
        for one in photos:
            one.post = comment_id
        return self._keep(comment_id, fields.get("message", ""), photos, above=above)

    def say(self, above: str, message: str, *, writer: tuple[str, str] = ("", "")) -> Posted:
        """Have somebody comment on a post, or answer a comment."""
        one = Posted(
            id=f"{above.rpartition('_')[2]}_{self.number()}",
            message=message,
            above=above,
            at=self.clock.now(),
            writer=writer,
        )
        self.posted.append(one)
        return one

    def there(self, object_id: str) -> Posted:
        """A post or comment that was not deleted; Refused for another."""
        found = next((one for one in self.posted if one.id == object_id and one.id not in self.gone), None)
        if found is None or found.above in self.gone:
            raise no_such_object(object_id)
        return found

    def sees(self, post: Posted, *, role: bool) -> bool:
        """Whether somebody with or without a role on the app sees `post` on the Page."""
        return post.id not in self.gone and self.published and (role or not self.development)

    def number(self) -> str:
        """A new id."""
        self._number += 1
        return str(122_000_000_000_000 + self._number)

    def _keep(self, post_id: str, message: str, photos: list[Photo], *, link: str = "", above: str = "") -> Posted:
        shown = tuple((one.id, one.alt, one.sha256) for one in photos)
        posted = Posted(id=post_id, message=message, link=link, above=above, photos=shown, at=self.clock.now())
        self.posted.append(posted)
        self.changed.notify_all()
        return posted

    def _check(self, message: str, link: str, photos: list[Photo]) -> None:
        if len(message) > 63_206:
            raise refused(100, "(#100) Invalid parameter: message is too long")
        if link and not link.startswith(("http://", "https://")):
            raise refused(100, "(#100) link must be a URL")
        if "facebook.com/" in link:
            raise refused(100, "Links to facebook.com are not supported", subcode=1609008)
        posts = [one for one in self.posted if not one.above and one.id not in self.gone]
        if posts and not photos and (posts[-1].message, posts[-1].link) == (message, link) and not posts[-1].photos:
            raise refused(506, "Duplicate status message: duplicate posts cannot be published consecutively")

    def _attachable(self, given: str) -> list[Photo]:
        if not given:
            return []
        try:
            listed = json.loads(given)
        except ValueError:
            listed = None
        if not isinstance(listed, list) or not all(
            isinstance(one, dict) and set(one) == {"media_fbid"} and isinstance(one["media_fbid"], str)
            for one in listed
        ):
            raise refused(100, "(#100) Param attached_media must be an array of objects")
        ids = [one["media_fbid"] for one in listed]
        if len(set(ids)) < len(ids):
            raise refused(100, "(#100) attached_media holds a photo twice")
        return [self._free(one) for one in ids]

    def _free(self, photo_id: str) -> Photo:
        photo = self.photos.get(photo_id)
        if photo is None:
            raise refused(100, f"(#100) {photo_id} is no photo of this Page")
        if photo.post:
            raise refused(100, "The photos you are trying to post were already posted", subcode=1366051)
        return photo


def known(fields: Mapping[str, str], names: set[str]) -> None:
    """Raise Refused for a parameter that the edge does not take."""
    if unknown := sorted(set(fields) - names - {"access_token", "appsecret_proof"}):
        raise refused(100, f"(#100) Unknown parameter: {unknown}")


def truth(fields: Mapping[str, str], name: str, *, default: bool) -> bool:
    """A boolean as the Graph API writes it; Python's «False» is none."""
    given = fields.get(name)
    if given is None:
        return default
    if given not in {"true", "false"}:
        raise refused(100, f"(#100) Param {name} must be a boolean")
    return given == "true"
