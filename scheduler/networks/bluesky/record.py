"""The record of a post: what is approved, in the words of `app.bsky.feed.post`. Pure; nothing here asks the network.

https://github.com/bluesky-social/atproto/tree/main/lexicons/app/bsky/feed/post.json, read 2026-11-21.
"""

import hashlib
from base64 import b32encode
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime, timedelta
from typing import Any

from scheduler.connector.base import Outgoing
from scheduler.model.variant import Facet, FacetKind, Media

COLLECTION = "app.bsky.feed.post"
THUMB_BYTES = 1_000_000
"""https://github.com/bluesky-social/atproto/blob/main/lexicons/app/bsky/embed/external.json, read 2026-11-21."""
FRESH = timedelta(hours=1)
"""A post that goes out later than this after its first attempt says its true hour: timelines are sorted by it."""

_LETTERS = "234567abcdefghijklmnopqrstuvwxyz"
_FIRST = int(datetime(2023, 1, 1, tzinfo=UTC).timestamp()) * 1_000_000 << 10
_SPAN = 3 * 365 * 86_400 * 1_000_000 << 10


def key_of(outgoing: Outgoing) -> str:
    """The record's key: a TID made of `outgoing.key` alone, so that every attempt, on every machine, has the same.

    A TID is 13 signs of an instant and a clock's number (https://atproto.com/specs/tid). No server compares it with the
    time; the instant made here lies between 2023 and 2025, so that nobody takes it for the future. 56 bits tell two apart.
    """
    number = _FIRST + int.from_bytes(hashlib.sha256(outgoing.key.encode()).digest()[:8], "big") % _SPAN
    return "".join(_LETTERS[number >> 5 * place & 31] for place in reversed(range(13)))


def created(outgoing: Outgoing, now: datetime) -> datetime:
    """The instant that the post bears: that of its first attempt, so that a second one writes the same record.

    After `FRESH` it is now: then the key alone keeps it from going out twice, which suffices.
    """
    since = outgoing.since
    return since if since is not None and timedelta(0) <= now - since <= FRESH else now


def cid_of(data: bytes) -> str:
    """The name under which the network keeps these bytes: CIDv1, raw, SHA-256, in base 32."""
    raw = b"\x01\x55\x12\x20" + hashlib.sha256(data).digest()
    return "b" + b32encode(raw).decode().rstrip("=").lower()


def handles(outgoing: Outgoing) -> tuple[str, ...]:
    """The handles that the text mentions, each once."""
    found = (one.value for one in outgoing.part.facets if one.kind is FacetKind.MENTION)
    return tuple(dict.fromkeys(found))


def record(
    outgoing: Outgoing,
    *,
    at: datetime,
    blobs: Mapping[str, Mapping[str, Any]],
    dids: Mapping[str, str],
    reply: Mapping[str, Any] | None = None,
) -> dict[str, Any]:
    """The record, whole. `blobs` are the uploaded pictures by their CID, `dids` the mentioned people by their handle."""
    post: dict[str, Any] = {"$type": COLLECTION, "text": outgoing.part.text, "createdAt": _written(at)}
    if langs := outgoing.part.languages or (outgoing.options.language,) * bool(outgoing.options.language):
        post["langs"] = list(langs)
    if facets := _facets(outgoing.part.text, outgoing.part.facets, dids):
        post["facets"] = facets
    if embed := _embed(outgoing, blobs):
        post["embed"] = embed
    if reply:
        post["reply"] = dict(reply)
    return post


def _written(at: datetime) -> str:
    return at.astimezone(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")


def _facets(text: str, facets: Sequence[Facet], dids: Mapping[str, str]) -> list[dict[str, Any]]:
    return [
        {
            "index": {
                "byteStart": len(text[: one.start].encode()),
                "byteEnd": len(text[: one.end].encode()),
            },
            "features": [_feature(one, dids)],
        }
        for one in facets
    ]


def _feature(facet: Facet, dids: Mapping[str, str]) -> dict[str, str]:
    match facet.kind:
        case FacetKind.LINK:
            return {"$type": "app.bsky.richtext.facet#link", "uri": facet.value}
        case FacetKind.MENTION:
            return {"$type": "app.bsky.richtext.facet#mention", "did": dids[facet.value]}
        case FacetKind.HASHTAG:
            return {"$type": "app.bsky.richtext.facet#tag", "tag": facet.value}
        case FacetKind.CASHTAG:  # as the network's own application writes it
            return {"$type": "app.bsky.richtext.facet#tag", "tag": f"${facet.value.lstrip('$')}"}


def _embed(outgoing: Outgoing, blobs: Mapping[str, Mapping[str, Any]]) -> dict[str, Any] | None:
    """Pictures, else the link's card: a post holds one or the other."""
    if outgoing.part.media:
        shown = zip(outgoing.part.media, outgoing.media, strict=True)
        images = [_image(media, blobs[cid_of(data)]) for media, data in shown]
        return {"$type": "app.bsky.embed.images", "images": images}
    if (card := outgoing.card) is None:
        return None
    external: dict[str, Any] = {"uri": card.url, "title": card.title, "description": card.description}
    if card.image is not None and outgoing.thumb:
        external["thumb"] = dict(blobs[cid_of(outgoing.thumb)])
    return {"$type": "app.bsky.embed.external", "external": external}


def _image(media: Media, blob: Mapping[str, Any]) -> dict[str, Any]:
    image: dict[str, Any] = {"alt": media.alt, "image": dict(blob)}
    if media.width > 0 and media.height > 0:
        image["aspectRatio"] = {"width": media.width, "height": media.height}
    return image


def to_upload(outgoing: Outgoing) -> tuple[tuple[bytes, str], ...]:
    """The bytes that must be on the server before the record, with their media types."""
    pictures = tuple((data, one.mime) for one, data in zip(outgoing.part.media, outgoing.media, strict=True))
    if pictures or outgoing.card is None or outgoing.card.image is None or not outgoing.thumb:
        return pictures
    return ((outgoing.thumb, outgoing.card.image.mime),)


def alike(there: object, outgoing: Outgoing) -> bool:
    """Whether the record `there`, which bears our key, shows what `outgoing` would show.

    The instant, the ids of mentioned people and the version of the post above may differ: a later attempt reads them anew.
    """
    blobs = {cid_of(data): {"ref": {"$link": cid_of(data)}} for data, _ in to_upload(outgoing)}
    above = {"parent": {"uri": outgoing.above}} if outgoing.above else None
    dids = dict.fromkeys(handles(outgoing), "")
    # Whatever instant: `_seen` leaves it out.
    ours = record(outgoing, at=datetime.fromtimestamp(0, UTC), blobs=blobs, dids=dids, reply=above)
    return isinstance(there, dict) and _seen(there) == _seen(ours)


def _seen(post: Mapping[str, Any]) -> dict[str, Any]:
    """What readers see of a record, wherever it came from: anything else in its place compares as different."""
    seen = {name: value for name, value in post.items() if name not in {"$type", "createdAt", "reply"}}
    try:
        if "reply" in post:
            seen["reply"] = post["reply"]["parent"]["uri"]
        if "facets" in post:
            seen["facets"] = [[one["index"], [_without_id(each) for each in one["features"]]] for one in post["facets"]]
        if "embed" in post:
            seen["embed"] = _without_sizes(post["embed"])
    except (KeyError, TypeError, AttributeError):
        return {"senseless": post}
    return seen


def _without_id(feature: Mapping[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in feature.items() if name != "did"}


def _without_sizes(value: Any) -> Any:
    """`value` with each blob reduced to its CID: media type and size are the server's own words."""
    if isinstance(value, dict):
        if "ref" in value:
            return value["ref"]["$link"]
        return {name: _without_sizes(one) for name, one in value.items()}
    return [_without_sizes(one) for one in value] if isinstance(value, list) else value
