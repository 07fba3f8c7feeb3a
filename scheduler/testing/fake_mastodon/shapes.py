"""What the API gives: a status, a picture, the account and the instance, in the fields that are documented."""

from typing import Any

from scheduler.testing.fake_mastodon.state import KINDS, Ledger, Posted, Uploaded
from scheduler.testing.fake_mastodon.text import content


def shown(state: Ledger, posted: Posted, base: str) -> dict[str, Any]:
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
    meta = {"focus": dict(zip(("x", "y"), one.focus, strict=True))} if one.focus else {}
    return {"id": one.id, "type": "image", "url": url, "preview_url": url, "description": one.description, "meta": meta}


def account(state: Ledger, base: str) -> dict[str, Any]:
    """The one account."""
    return {
        "id": state.me,
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
        "bot": False,
        **state.about,
    }


def follower(acct: str, base: str) -> dict[str, Any]:
    """Somebody who follows the account; `acct` has no host where it is this server's."""
    name = acct.partition("@")[0]
    return {
        "id": str(len(acct)),
        "username": name,
        "acct": acct,
        "display_name": name,
        "url": f"{base}/@{acct}",
        "bot": False,
    }


def instance(state: Ledger, *, version: int) -> dict[str, Any]:
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
            "video_size_limit": 41_943_040,
            "video_matrix_limit": 2_304_000,
            "video_frame_rate_limit": 60,
            "supported_mime_types": sorted(KINDS.values()),
        },
    }
    if version == 1:
        return {"uri": "fake.example", "title": "Fake", "version": "3.5.0", "configuration": configuration, "urls": {}}
    return {"domain": "fake.example", "title": "Fake", "version": "4.5.0", "configuration": configuration}
