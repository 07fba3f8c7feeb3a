"""TikTok, photo posts: its rules as data. A person publishes, in the application (`through = "handoff"`)."""

from datetime import date
from typing import ClassVar

from scheduler.connector.base import Ability, Connector
from scheduler.model.network import Act, Count, Mention, PictureRules, Policy, Rules, Ruling, Source

_READ = date(2026, 11, 21)
_PHOTO = Source(
    url="https://developers.tiktok.com/doc/content-posting-api-reference-photo-post", read=date(2026, 11, 22)
)
_MEDIA = Source(url="https://developers.tiktok.com/doc/content-posting-api-media-transfer-guide", read=_READ)
_SCOPES = Source(url="https://developers.tiktok.com/doc/tiktok-api-scopes", read=_READ)

RULES = Rules(
    network="tiktok",
    title="TikTok",
    hosts=("tiktok.com",),
    # Under photos; a video's caption holds 2,200: `limits = {max_characters = 2200}` for an account of videos.
    count=Count.UTF16,
    max_length=4000,
    mention=Mention.HANDLE,
    # The interface takes no alternative texts; in the application a person can add them.
    pictures=PictureRules(
        most=35,
        formats=("JPEG", "WEBP"),
        max_bytes=20_000_000,
        alt_length=2000,
        alt_shown=False,
        max_width=1080,
        max_height=1920,
        required=True,
    ),
    links_clickable=False,
    compose_url="https://www.tiktok.com/upload",
    policies=(Policy(act=Act.WELCOME, ruling=Ruling.FORBIDDEN, why="policy-tiktok-welcome", source=_SCOPES),),
    sources=(
        ("count", _PHOTO),
        ("max_length", _PHOTO),
        ("mention", _PHOTO),
        ("pictures", _MEDIA),
        ("links_clickable", _PHOTO),
    ),
)


class TikTok(Connector):
    """One account on TikTok. `can` is empty: posts are prepared, rehearsed and handed to a person."""

    rules = RULES
    docs = "https://developers.tiktok.com/doc/content-posting-api-reference-photo-post"
    base_url = None
    can: ClassVar[Ability] = Ability.NONE
