"""Threads: its rules as data. A person publishes, in the application (`through = "handoff"`)."""

from datetime import date
from typing import ClassVar

from scheduler.connector.base import Ability, Connector
from scheduler.model.network import Act, Count, Mention, PictureRules, Policy, Rules, Ruling, Source, VideoRules

_READ = date(2026, 11, 21)
_POSTS = Source(url="https://developers.facebook.com/docs/threads/posts", read=_READ)
_OVERVIEW = Source(url="https://developers.facebook.com/docs/threads/overview", read=_READ)
_REPLIES = Source(url="https://developers.facebook.com/docs/threads/reply-management", read=_READ)
_INTENTS = Source(
    url="https://developers.facebook.com/documentation/threads/threads-web-intents", read=date(2026, 11, 22)
)

RULES = Rules(
    network="threads",
    title="Threads",
    hosts=("threads.com", "threads.net"),
    # Emoji count as their UTF-8 bytes, everything else as characters.
    count=Count.EMOJI_BYTES,
    max_length=500,
    mention=Mention.HANDLE,
    pictures=PictureRules(
        most=20,
        formats=("JPEG", "PNG"),
        max_bytes=8_000_000,
        alt_length=1000,
        max_width=1440,
        srgb=True,
        min_ratio=0.1,
        max_ratio=10.0,
    ),
    videos=VideoRules(
        codecs=("h264", "hevc"),
        audio=("aac",),
        max_bytes=1_000_000_000,
        max_seconds=300,
        max_width=1920,
        min_rate=23,
        max_rate=60,
        alone=False,
    ),
    threads=True,
    first_comment=True,
    max_links=5,
    # A post has one topic: the first hashtag is it, the others are words.
    advised_hashtags=1,
    compose_url="https://www.threads.com/intent/post?text={text}",
    policies=(Policy(act=Act.WELCOME, ruling=Ruling.FORBIDDEN, why="policy-threads-welcome", source=_OVERVIEW),),
    sources=(
        ("count", _POSTS),
        ("max_length", _POSTS),
        ("mention", _POSTS),
        ("pictures", _OVERVIEW),
        ("pictures.alt_length", _POSTS),
        ("videos", _OVERVIEW),
        ("threads", _REPLIES),
        ("link_part", _POSTS),
        ("media_part", _POSTS),
        ("first_comment", _REPLIES),
        ("max_links", _POSTS),
        ("advised_hashtags", _POSTS),
        ("compose_url", _INTENTS),
    ),
)


class Threads(Connector):
    """One profile on Threads. `can` is empty: posts are prepared, rehearsed and handed to a person."""

    rules = RULES
    docs = "https://developers.facebook.com/docs/threads"
    base_url = None
    can: ClassVar[Ability] = Ability.NONE
