"""Writing a post: what must be read and uploaded before it, the one request that publishes, and how it is read back."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from scheduler.connector.base import Outgoing, SendFailure, looking
from scheduler.model.failure import Failure, Kind
from scheduler.networks.bluesky.record import (
    COLLECTION,
    THUMB_BYTES,
    alike,
    cid_of,
    handles,
    key_of,
    record,
    to_upload,
)
from scheduler.networks.bluesky.rules import RULES
from scheduler.networks.bluesky.session import Access, Guard, Said
from scheduler.networks.bluesky.words import ABSENT, SWAPPED
from scheduler.plain import redact

GET = "com.atproto.repo.getRecord"
PUT = "com.atproto.repo.putRecord"
LISTED = 100
"""As many as one page holds."""


def address(access: Access, outgoing: Outgoing) -> str:
    """Where a part is, or would be."""
    return f"at://{access.tokens().did}/{COLLECTION}/{key_of(outgoing)}"


def prepared(access: Access, outgoing: Outgoing, *, at: datetime) -> dict[str, Any]:
    """The record of `outgoing`, its pictures uploaded and its mentions and thread resolved: nothing of it is published yet."""
    _check_sizes(outgoing)
    dids = {handle: _mentioned(access, handle) for handle in handles(outgoing)}
    reply = _reply(access, outgoing.above) if outgoing.above else None
    blobs = {cid_of(data): _uploaded(access, data, mime) for data, mime in to_upload(outgoing)}
    return record(outgoing, at=at, blobs=blobs, dids=dids, reply=reply)


def _check_sizes(outgoing: Outgoing) -> None:
    """Refuse what the record would be refused for in the end, under a word of its own: there the server says «invalid»."""
    most, code = (RULES.pictures.max_bytes, "bluesky-picture-too-large")
    if not outgoing.media:
        most, code = THUMB_BYTES, "bluesky-thumb-too-large"
    for data, _ in to_upload(outgoing):
        if len(data) > most:
            raise _refused(code, f"{len(data)} bytes")


def create(access: Access, outgoing: Outgoing, post: Mapping[str, Any], guard: Guard) -> str:
    """Publish `post` under the part's key and return its address; what stands there already is left, and is ours or refused.

    `guard` raises where it is too late. `swapRecord: null` says «only where nothing stands»; the same record again is
    answered as the first time: https://github.com/bluesky-social/atproto/blob/main/lexicons/com/atproto/repo/putRecord.json
    and packages/pds/src/api/com/atproto/repo/putRecord.ts, read 2026-11-21.
    """
    uri = address(access, outgoing)
    did, collection, key = _pieces(uri)
    body = {"repo": did, "collection": collection, "rkey": key, "record": post, "swapRecord": None}
    try:
        answer = access.write(PUT, body, publishes=True, guard=guard)
    except Said as problem:
        if problem.word != SWAPPED:
            raise
        with looking():
            found = there(access, uri)
        if found is None:  # withdrawn between the two
            raise
        if not alike(found["value"], outgoing):
            raise _refused("bluesky-key-taken", uri) from problem
        return uri
    if answer.get("uri") != uri:
        raise access.senseless(publishes=True)
    return uri


def there(access: Access, uri: str) -> Mapping[str, Any] | None:
    """What stands at `uri`, as the account's own server has it; None: nothing does."""
    did, collection, key = _pieces(uri)
    try:
        found = access.read(GET, {"repo": did, "collection": collection, "rkey": key})
    except Said as problem:
        if problem.word in ABSENT:
            return None
        raise
    if found.get("uri") != uri or not isinstance(found.get("value"), dict) or not isinstance(found.get("cid"), str):
        raise access.senseless()
    return found


def listed(access: Access) -> list[tuple[str, Mapping[str, Any]]]:
    """A page of the account's posts, each with its address, by their keys from the last one down.

    Applications take the hour for a key, so that what somebody posted by hand comes first; ours are spread over earlier years.
    https://github.com/bluesky-social/atproto/blob/main/lexicons/com/atproto/repo/listRecords.json, read 2026-11-22.
    """
    wanted = {"repo": access.tokens().did, "collection": COLLECTION, "limit": str(LISTED)}
    given = access.read("com.atproto.repo.listRecords", wanted).get("records")
    if not isinstance(given, list):
        raise access.senseless()
    posts = [(str(one.get("uri")), one.get("value")) for one in given if isinstance(one, dict)]
    return [(uri, value) for uri, value in posts if uri.count("/") == 4 and isinstance(value, dict)]


def delete(access: Access, uri: str) -> None:
    """Delete the record at `uri`; one that is gone already is no fault."""
    did, collection, key = _pieces(uri)
    if did != access.tokens().did:
        raise _refused("bluesky-not-ours", uri)
    try:
        access.write("com.atproto.repo.deleteRecord", {"repo": did, "collection": collection, "rkey": key})
    except Said as problem:
        if problem.word not in ABSENT:
            raise


def did_of(access: Access, handle: str) -> str:
    """The account that `handle` leads to, "" where it leads to none."""
    name = handle.strip().removeprefix("@").lower()
    if name.startswith("did:"):
        return name
    try:
        found = access.public("com.atproto.identity.resolveHandle", {"handle": name})
    except Said as problem:
        if problem.failure.status == 400:
            return ""
        raise
    did = found.get("did")
    if not isinstance(did, str) or not did.startswith("did:"):
        raise access.senseless()
    return did


def _mentioned(access: Access, handle: str) -> str:
    did = did_of(access, handle)
    if not did:
        raise _refused("bluesky-handle-unknown", f"@{handle}")
    return did


def _reply(access: Access, above: str) -> dict[str, Any]:
    """The two references of a reply. The thread's root is what the post above names as its own, else that post itself."""
    found = there(access, above)
    if found is None:
        raise _refused("bluesky-above-gone", above)
    parent = {"uri": found["uri"], "cid": found["cid"]}
    reply = found["value"].get("reply")
    root = reply.get("root") if isinstance(reply, dict) else None
    return {"root": root or parent, "parent": parent}


def _uploaded(access: Access, data: bytes, mime: str) -> Mapping[str, Any]:
    """The server's reference to `data`, proved to be to these bytes. What nothing refers to is swept away there."""
    try:
        blob = access.upload("com.atproto.repo.uploadBlob", data, mime).get("blob")
    except SendFailure as problem:
        failed = problem.failure
        if failed.code != "send-refused":
            raise
        raise _refused("send-media-refused", failed.detail) from problem
    ref = blob.get("ref") if isinstance(blob, dict) else None
    if not isinstance(blob, dict) or not isinstance(ref, dict):
        raise access.senseless()
    if ref.get("$link") != cid_of(data):
        raise _refused("bluesky-picture-altered", f"{cid_of(data)}: {ref}")
    return blob


def _pieces(uri: str) -> tuple[str, str, str]:
    pieces = uri.removeprefix("at://").split("/")
    if not uri.startswith("at://") or len(pieces) != 3 or not all(pieces):
        raise _refused("bluesky-not-ours", uri)
    return pieces[0], pieces[1], pieces[2]


def _refused(code: str, detail: str) -> SendFailure:
    return SendFailure(Failure(kind=Kind.REFUSED, code=code, detail=redact(detail)[:500]))
