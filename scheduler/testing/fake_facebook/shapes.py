"""What the Graph API gives: only fields that were asked for, refusing those that the kind of object does not have."""

import re
from collections.abc import Mapping
from typing import Any

from scheduler.testing.fake_facebook.state import PAGE_ID, Ledger, Photo, Posted, refused

PAGE_FIELDS = frozenset({"id", "name", "link", "is_published", "followers_count", "fan_count", "username"})
USER_FIELDS = frozenset({"id", "name"})
PHOTO_FIELDS = frozenset({"id", "alt_text", "alt_text_custom", "link"})
POST_FIELDS = frozenset(
    {
        *("id", "message", "created_time", "permalink_url", "attachments", "is_published", "application"),
        *("reactions", "comments", "shares", "from"),
    }
)
COMMENT_FIELDS = frozenset(
    {
        *("id", "message", "created_time", "permalink_url", "from", "parent"),
        *("attachment", "reactions", "comments", "like_count"),
    }
)


def asked(fields: str) -> dict[str, str]:
    """The names in a `fields` parameter, each with what it says beneath (`.limit(0)`, `{...}`)."""
    pieces, depth = [""], 0
    for sign in fields:
        depth += (sign in "({") - (sign in ")}")
        if sign == "," and not depth:
            pieces.append("")
        else:
            pieces[-1] += sign
    found = {}
    for piece in filter(None, pieces):
        name = re.match(r"\w+", piece)
        if name is None:
            raise refused(2500, f"Syntax error in fields: {piece}")
        found[name[0]] = piece[name.end() :]
    return found


def only(whole: Mapping[str, Any], fields: str, known: frozenset[str], kind: str) -> dict[str, Any]:
    """Those of `whole` that were asked for; a field that is empty is left out, as the Graph API does."""
    wanted = asked(fields) if fields else {"id": "", "name": "", "message": "", "created_time": ""}
    if fields:
        for name in wanted:
            if name not in known:
                raise refused(100, f"(#100) Tried accessing nonexisting field ({name}) on node type ({kind})")
    return {name: value for name, value in whole.items() if value is not None and name in {"id", *wanted}}


def page(state: Ledger) -> dict[str, Any]:
    """The Page."""
    return {
        "id": PAGE_ID,
        "name": "Musée",
        "link": f"https://www.facebook.com/{PAGE_ID}",
        "is_published": state.published,
        "followers_count": state.followers,
        "fan_count": state.followers - 7,
    }


def photo(one: Photo) -> dict[str, Any]:
    """A photo. Without a text of its author it has the one that a machine made."""
    return {
        "id": one.id,
        "alt_text_custom": one.alt or None,
        "alt_text": one.alt or "May be an image of a box",
        "link": f"https://www.facebook.com/photo.php?fbid={one.id}",
    }


def post(state: Ledger, one: Posted) -> dict[str, Any]:
    """A post."""
    given = state.counts.get(one.id, {})
    return {
        "id": one.id,
        "message": one.message or None,
        "created_time": _time(one),
        "permalink_url": f"https://www.facebook.com/musee/posts/{one.id.rpartition('_')[2]}",
        "is_published": True,
        "application": {"id": one.app, "name": "Calendar"},
        "from": {"id": PAGE_ID, "name": "Musée"},
        "attachments": _attachments(one),
        "reactions": _edge(given.get("reactions", 0)),
        "comments": _edge(given.get("comments", _under(state, one))),
        "shares": {"count": given["shares"]} if given.get("shares") else None,
    }


def comment(state: Ledger, one: Posted) -> dict[str, Any]:
    """A comment."""
    given = state.counts.get(one.id, {})
    return {
        "id": one.id,
        "message": one.message or None,
        "created_time": _time(one),
        "permalink_url": f"https://www.facebook.com/musee/posts/{one.id.replace('_', '?comment_id=')}",
        "from": _writer(state, one),
        "parent": None if one.above.startswith(PAGE_ID) else {"id": one.above},
        "attachment": {"type": "photo", "media": {}} if one.photos else None,
        "reactions": _edge(given.get("reactions", 0)),
        "comments": _edge(given.get("comments", _under(state, one))),
    }


def _writer(state: Ledger, one: Posted) -> dict[str, str] | None:
    if one.writer is None:
        return {"id": state.writer, "name": "Musée"} if state.writer else None
    return {"id": one.writer[0], "name": one.writer[1]} if one.writer[0] else None


def insights(state: Ledger, one: Posted, names: list[str]) -> list[dict[str, Any]]:
    """Metrics over a post's life."""
    given = state.counts.get(one.id, {})
    return [
        {
            "name": name,
            "period": "lifetime",
            "values": [{"value": given.get(name, 0)}],
            "id": f"{one.id}/insights/{name}",
        }
        for name in names
    ]


def _time(one: Posted) -> str:
    return one.at.strftime("%Y-%m-%dT%H:%M:%S+0000")


def _under(state: Ledger, one: Posted) -> int:
    return sum(each.above == one.id and each.id not in state.gone for each in state.posted)


def _edge(number: int) -> dict[str, Any]:
    return {"data": [], "summary": {"total_count": number}}


def _attachments(one: Posted) -> dict[str, Any] | None:
    if len(one.photos) > 1:
        beneath = [{"media_type": "photo", "target": {"id": photo_id}} for photo_id, _, _ in one.photos]
        return {"data": [{"media_type": "album", "subattachments": {"data": beneath}}]}
    if one.photos:
        return {"data": [{"media_type": "photo", "target": {"id": one.photos[0][0]}}]}
    return {"data": [{"media_type": "link", "url": one.link}]} if one.link else None
