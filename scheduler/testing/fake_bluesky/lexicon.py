"""What the server accepts as a post: written apart from the program's own record, so that each checks the other.

https://github.com/bluesky-social/atproto/tree/main/lexicons (app/bsky/feed/post, app/bsky/embed, app/bsky/richtext), read
2026-11-21. Stricter than the reference in one thing: what a reply and a facet refer to must be there.
"""

import re
from collections.abc import Collection, Mapping
from datetime import datetime
from typing import Any

from scheduler.testing.fake_mastodon.text import graphemes
from scheduler.testing.server import Answer, Refused

COLLECTION = "app.bsky.feed.post"
_TID = re.compile(r"[234567abcdefghij][234567abcdefghijklmnopqrstuvwxyz]{12}")
_LANGUAGE = re.compile(r"[a-z]{2,3}(-[A-Za-z0-9]{1,8})*")
_DID = re.compile(r"did:[a-z]+:[A-Za-z0-9._:%-]+")
_INSTANT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)")

Blobs = Mapping[str, tuple[str, int]]


def refused(error: str, message: str, *, status: int = 400, headers: Mapping[str, str] | None = None) -> Refused:
    """A refusal in the protocol's words."""
    return Refused(Answer(status=status, body={"error": error, "message": message}, headers=headers or {}))


def _invalid(message: str) -> Refused:
    return refused("InvalidRequest", f"Invalid {COLLECTION} record: {message}")


def tid(key: str) -> None:
    """Refuse a key that is no TID."""
    if not _TID.fullmatch(key):
        raise refused("InvalidRequest", f"Invalid record key. Expected a valid TID, got {key!r}")


def fields(
    given: Any, wanted: Collection[str], *, optional: Collection[str] = (), place: str = "body"
) -> dict[str, Any]:
    """`given`, if it is an object with the `wanted` fields, perhaps the `optional` ones, and no other."""
    if not isinstance(given, dict):
        raise refused("InvalidRequest", f"{place} must be an object")
    if missing := set(wanted) - set(given):
        raise refused("InvalidRequest", f"{place} must have the properties {sorted(missing)}")
    if unknown := set(given) - set(wanted) - set(optional):
        raise refused("InvalidRequest", f"{place} has the unknown properties {sorted(unknown)}")
    return given


def validate(value: Any, blobs: Blobs, records: Mapping[str, str]) -> None:
    """Refuse a record that is no post. `records` are the CIDs of what stands, by address."""
    post = fields(
        value,
        ("$type", "text", "createdAt"),
        optional=("langs", "facets", "embed", "reply", "labels", "tags"),
        place="Record",
    )
    if post["$type"] != COLLECTION:
        raise _invalid(f"$type must be {COLLECTION}")
    text = post["text"]
    if not isinstance(text, str) or len(text.encode()) > 3000 or graphemes(text) > 300:
        raise _invalid("text must not be longer than 300 graphemes or 3000 bytes")
    if not text and "embed" not in post:
        raise _invalid("text must not be empty")
    _instant(post["createdAt"])
    _languages(post.get("langs", []))
    for one in post.get("facets", []):
        _facet(one, text.encode())
    if "embed" in post:
        _embed(post["embed"], blobs)
    if "reply" in post:
        _reply(post["reply"], records)


def _instant(given: Any) -> None:
    if not isinstance(given, str) or not _INSTANT.fullmatch(given):
        raise _invalid("createdAt must be an RFC 3339 datetime with a zone")
    datetime.fromisoformat(given)


def _languages(given: Any) -> None:
    if not isinstance(given, list) or len(given) > 3 or not all(_LANGUAGE.fullmatch(str(one)) for one in given):
        raise _invalid("langs must be three BCP 47 tags at most")


def _facet(given: Any, text: bytes) -> None:
    facet = fields(given, ("index", "features"), place="Facet")
    index = fields(facet["index"], ("byteStart", "byteEnd"), place="Facet index")
    start, end = index["byteStart"], index["byteEnd"]
    if not isinstance(start, int) or not isinstance(end, int) or not 0 <= start < end <= len(text):
        raise _invalid(f"facet from byte {start} to {end} of {len(text)}")
    try:
        text[start:end].decode()
        text[:start].decode()
    except UnicodeDecodeError:
        raise _invalid(f"facet from byte {start} to {end} cuts a sign in two") from None
    for one in facet["features"]:
        _feature(one)


def _feature(given: Any) -> None:
    match given:
        case {"$type": "app.bsky.richtext.facet#link", "uri": str(uri)} if re.match(r"https?://\S+$", uri):
            allowed = 2
        case {"$type": "app.bsky.richtext.facet#mention", "did": str(did)} if _DID.fullmatch(did):
            allowed = 2
        case {"$type": "app.bsky.richtext.facet#tag", "tag": str(tag)} if (
            tag and not tag.startswith("#") and graphemes(tag) <= 64 and len(tag.encode()) <= 640
        ):
            allowed = 2
        case _:
            raise _invalid(f"facet feature {given!r}")
    if len(given) != allowed:
        raise _invalid(f"facet feature {given!r}")


def _embed(given: Any, blobs: Blobs) -> None:
    kind = given.get("$type") if isinstance(given, dict) else None
    if kind == "app.bsky.embed.images":
        images = fields(given, ("$type", "images"), place="Embed")["images"]
        if not isinstance(images, list) or not 1 <= len(images) <= 4:
            raise _invalid("embed/images must not have more than 4 elements")
        for one in images:
            _image(one, blobs)
    elif kind == "app.bsky.embed.external":
        external = fields(given, ("$type", "external"), place="Embed")["external"]
        card = fields(external, ("uri", "title", "description"), optional=("thumb",), place="External")
        if not re.match(r"https?://\S+$", str(card["uri"])):
            raise _invalid("embed/external/uri must be a uri")
        if "thumb" in card:
            _blob(card["thumb"], blobs, most=1_000_000)
    else:
        raise _invalid(f"embed {kind!r}")


def _image(given: Any, blobs: Blobs) -> None:
    image = fields(given, ("alt", "image"), optional=("aspectRatio",), place="Image")
    if not isinstance(image["alt"], str):
        raise _invalid("alt must be a string")
    if "aspectRatio" in image:
        ratio = fields(image["aspectRatio"], ("width", "height"), place="aspectRatio")
        if not all(isinstance(one, int) and one >= 1 for one in ratio.values()):
            raise _invalid("aspectRatio must be of positive integers")
    _blob(image["image"], blobs, most=2_000_000)


def _blob(given: Any, blobs: Blobs, *, most: int) -> None:
    blob = fields(given, ("$type", "ref", "mimeType", "size"), place="Blob")
    cid = fields(blob["ref"], ("$link",), place="Blob ref")["$link"]
    if cid not in blobs:
        raise refused("BlobNotFound", f"Could not find blob: {cid}")
    mime, size = blobs[cid]
    if (blob["mimeType"], blob["size"]) != (mime, size):
        raise refused("InvalidMimeType", f"Referenced Mimetype does not match stored mimetype: {mime}")
    if size > most:
        raise _invalid(f"blob too big (maximum {most}, got {size})")
    if not mime.startswith("image/"):
        raise _invalid(f'Expected "image/*" (got "{mime}")')


def _reply(given: Any, records: Mapping[str, str]) -> None:
    reply = fields(given, ("root", "parent"), place="Reply")
    for name in ("root", "parent"):
        reference = fields(reply[name], ("uri", "cid"), place=f"Reply {name}")
        if records.get(reference["uri"]) != reference["cid"]:
            raise _invalid(f"reply/{name} does not stand: {reference}")
