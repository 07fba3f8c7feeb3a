"""A post as X says it back, put into words that can be compared: links as they were written, text without HTML."""

import re
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any
from urllib.parse import unquote

from scheduler.connector.base import Outgoing

_EPOCH_MS = 1_288_834_974_657
"""The first millisecond of X's ids: https://docs.x.com/fundamentals/x-ids (21 November 2026)."""
_SCHEME = re.compile(r"https?://", re.IGNORECASE)
_STROKE = re.compile(r"/(?=\s|$)")
_OWN_PICTURE = re.compile(r"/status/\d+/(?:photo|video)/\d+$")


@dataclass(frozen=True, slots=True, kw_only=True)
class Seen:
    """One post of a list. `texts` are its words with links as written and, where X followed them, as they end."""

    id: str
    texts: tuple[str, ...]
    at: datetime
    above: str
    alts: tuple[str | None, ...]
    """The alternative text of each picture; None: X did not say."""
    metrics: Mapping[str, Any]


def seen(post: Mapping[str, Any], media: Mapping[str, Mapping[str, Any]]) -> Seen:
    """Read a post in either of the two vocabularies that X uses (`tweet.fields` and `post.fields`)."""
    long = post.get("note_tweet") or post.get("note_post") or {}
    said = long if long.get("text") else post
    links = (said.get("entities") or {}).get("urls") or []
    if said is long:
        links = [*links, *((post.get("entities") or {}).get("urls") or [])]  # that of the picture stands there
    text = unescaped(str(said.get("text") or ""))
    keys = (post.get("attachments") or {}).get("media_keys") or []
    return Seen(
        id=str(post["id"]),
        texts=tuple(dict.fromkeys(expanded(text, links, name) for name in ("expanded_url", "unwound_url"))),
        at=_instant(post.get("created_at")) or made_at(str(post["id"])),
        above=_above(post.get("referenced_tweets") or post.get("referenced_posts") or []),
        alts=tuple((media.get(str(key)) or {}).get("alt_text") for key in keys),
        metrics=post.get("public_metrics") or {},
    )


def unescaped(text: str) -> str:
    """X escapes these three signs and no other: https://docs.x.com/fundamentals/counting-characters (21 November 2026)."""
    return text.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&")


def expanded(text: str, links: Iterable[Mapping[str, Any]], name: str) -> str:
    """`text` with each t.co link written as the `name` of its entity, and without those that stand for pictures."""
    for link in sorted(links, key=lambda one: -len(str(one.get("url") or ""))):
        short, target = str(link.get("url") or ""), str(link.get(name) or link.get("expanded_url") or "")
        if not short:
            continue
        picture = link.get("media_key") or _OWN_PICTURE.search(target)
        text = text.replace(short, "" if picture else target or short)
    return text


def bare(text: str) -> str:
    """Words without what the way through X may change: white space, composed signs, schemes and last strokes of links."""
    words = unquote(_STROKE.sub("", _SCHEME.sub("", unicodedata.normalize("NFC", text))))
    return " ".join(words.split())


def is_ours(one: Seen, outgoing: Outgoing) -> bool:
    """Whether a post says the words of `outgoing`, at its place, with as many pictures."""
    if one.above != outgoing.above or len(one.alts) != len(outgoing.part.media):
        return False
    wanted = bare(outgoing.part.text)
    return any(bare(text) == wanted for text in one.texts)


def same_alts(one: Seen, outgoing: Outgoing) -> bool:
    """Whether no picture shows another alternative text than was sent; what X does not say contradicts nothing.

    Where a post says no words these texts are all that tells it from a colleague's, so that each must have been said.
    """
    pairs = zip(one.alts, outgoing.part.media, strict=True)
    words = bool(outgoing.part.text.split())
    return all(words if kept is None else kept.split() == sent.alt.split() for kept, sent in pairs)


def made_at(post_id: str) -> datetime:
    """When a post was made, by its id."""
    return datetime.fromtimestamp(((int(post_id) >> 22) + _EPOCH_MS) / 1000, UTC)


def _above(references: Iterable[Mapping[str, Any]]) -> str:
    return next((str(one.get("id") or "") for one in references if one.get("type") == "replied_to"), "")


def _instant(text: object) -> datetime | None:
    try:
        at = datetime.fromisoformat(str(text))
    except ValueError:
        return None
    return at.astimezone(UTC) if at.tzinfo else None
