"""What the API gives: posts, pictures and the account, in either of its vocabularies, and only the fields that were asked for."""

import hashlib
from collections.abc import Iterable
from datetime import datetime
from typing import Any

from scheduler.testing.fake_x.state import OWN_ID, PROBLEMS, USERNAME, Ledger, Posted, invalid
from scheduler.testing.fake_x.text import escaped, shown, weight
from scheduler.testing.server import Request

NAMES = {
    "tweet": {"note": "note_tweet", "references": "referenced_tweets", "reposts": "retweet_count"},
    "post": {"note": "note_post", "references": "referenced_posts", "reposts": "repost_count"},
}
ASKABLE = {"attachments", "created_at", "entities", "public_metrics", "text", "id", "conversation_id", "lang"}
EXPANSIONS = {"attachments.media_keys", "author_id"}
BESIDES = {"max_results", "exclude", "start_time", "end_time", "since_id", "until_id", "pagination_token", "ids"}
BESIDES |= {"expansions", "media.fields", "user.fields"}
OTHERS = {"replies": 0, "likes": 0, "quotes": 0, "bookmarks": 0, "impressions": 0}


def asked(state: Ledger, request: Request) -> tuple[set[str], set[str]]:
    """The fields and expansions of a request; Refused for a parameter or a field that this vocabulary does not know."""
    word, names = state.vocabulary, NAMES[state.vocabulary]
    known = ASKABLE | {names["note"]} | ({names["references"]} if word == "tweet" else set())
    wide = EXPANSIONS | ({names["references"]} if word == "post" else {"referenced_tweets.id"})
    for name in request.query:
        if name not in BESIDES | {f"{word}.fields"}:
            raise invalid(f"The query parameter [{name}] is not one of [{', '.join(sorted(BESIDES))}]")
    fields = set(filter(None, request.one(f"{word}.fields").split(",")))
    expansions = set(filter(None, request.one("expansions").split(",")))
    if fields - known or expansions - wide:
        raise invalid(f"The `{word}.fields` query parameter value is not one of {sorted(known)}")
    return fields, expansions


def listed(state: Ledger, request: Request, posts: Iterable[Posted]) -> dict[str, Any]:
    """An answer with posts and the pictures that belong to them."""
    fields, expansions = asked(state, request)
    given = list(posts)
    body: dict[str, Any] = {"data": [post(state, one, fields | expansions) for one in given]} if given else {}
    if "attachments.media_keys" in expansions and any(one.media for one in given):
        wanted = set(request.one("media.fields").split(","))
        body["includes"] = {"media": [_picture(state, key, wanted) for one in given for key in one.media]}
    return body


def post(state: Ledger, one: Posted, wanted: set[str]) -> dict[str, Any]:
    """A post with the fields that were asked for."""
    names = NAMES[state.vocabulary]
    text, links = shown(one.text, lambda link: _short(one.id, link))
    note = None
    if weight(one.text) > 280:
        note = {"text": text, "entities": {"urls": links}}
        short, links = shown(one.text[:200], lambda link: _short(one.id, link))
        text = f"{short}… {_short(one.id, 'more')}"
    if one.media:
        links = [*links, _own_picture(one, len(text) + 1)]
        text = f"{text} {links[-1]['url']}".strip()
    full = {
        "created_at": _iso(one.at),
        "entities": {"urls": links} if links else None,
        names["note"]: note,
        names["references"]: [{"type": "replied_to", "id": one.above}] if one.above else None,
        "attachments": {"media_keys": [f"3_{each}" for each in one.media]} if one.media else None,
        "public_metrics": _metrics(state, one),
    }
    given = {name: value for name, value in full.items() if name in wanted and value is not None}
    return {"id": one.id, "text": text, f"edit_history_{state.vocabulary}_ids": [one.id], **given}


def account(state: Ledger, request: Request) -> dict[str, Any]:
    """The one account."""
    for name in request.query:
        if name != "user.fields":
            raise invalid(f"The query parameter [{name}] is not one of [user.fields]")
    posts = "post_count" if state.vocabulary == "post" else "tweet_count"
    full = {
        "protected": state.protected,
        "public_metrics": {
            "followers_count": state.followers,
            "following_count": 3,
            posts: len(state.posted),
            "listed_count": 1,
        },
    }
    wanted = request.one("user.fields").split(",")
    base = {"id": OWN_ID, "name": "Musée", "username": USERNAME}
    return {"data": base | {name: value for name, value in full.items() if name in wanted}}


def missing(post_id: str) -> dict[str, Any]:
    """What stands for a post that is not there."""
    return {
        "value": post_id,
        "detail": f"Could not find tweet with ids: [{post_id}].",
        "title": "Not Found Error",
        "resource_type": "tweet",
        "parameter": "ids",
        "resource_id": post_id,
        "type": f"{PROBLEMS}/resource-not-found",
    }


def unavailable(post_id: str) -> dict[str, Any]:
    """What stands for a post that cannot be given for the moment."""
    return {
        "detail": f"The post {post_id} is unavailable.",
        "title": "Resource Unavailable",
        "resource_type": "tweet",
        "resource_id": post_id,
        "type": f"{PROBLEMS}/resource-unavailable",
    }


def created(state: Ledger, one: Posted) -> dict[str, Any]:
    """The answer to a post that was accepted."""
    text, _ = shown(one.text, lambda link: _short(one.id, link))
    return {"data": {"id": one.id, "text": text, f"edit_history_{state.vocabulary}_ids": [one.id]}}


def _metrics(state: Ledger, one: Posted) -> dict[str, int | None]:
    reposts = NAMES[state.vocabulary]["reposts"]
    replies = sum(each.above == one.id for each in state.there().values())
    zeros = dict.fromkeys(("like_count", "quote_count", "bookmark_count", "impression_count", reposts), 0)
    return zeros | {"reply_count": replies} | state.counts.get(one.id, {})


def _picture(state: Ledger, media_id: str, wanted: set[str]) -> dict[str, Any]:
    one = state.media[media_id]
    full = {"type": "photo", "alt_text": one.alt}
    return {"media_key": f"3_{media_id}"} | {
        name: value for name, value in full.items() if name in wanted and value is not None
    }


def _own_picture(one: Posted, start: int) -> dict[str, Any]:
    address = _short(one.id, "picture")
    return {
        "start": start,
        "end": start + len(address),
        "url": address,
        "expanded_url": f"https://x.com/{USERNAME}/status/{one.id}/photo/1",
        "display_url": "pic.x.com/" + address[-10:],
        "media_key": f"3_{one.media[0]}",
    }


def _short(post_id: str, link: str) -> str:
    return "https://t.co/" + hashlib.sha256(f"{post_id} {escaped(link)}".encode()).hexdigest()[:10]


def _iso(at: datetime) -> str:
    return at.isoformat(timespec="milliseconds").replace("+00:00", "Z")
