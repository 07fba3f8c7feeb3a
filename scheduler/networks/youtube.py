"""YouTube: its rules as data. A person uploads the video (`through = "handoff"`)."""

from datetime import date
from typing import ClassVar
from urllib.parse import parse_qs, urlsplit

from scheduler.connector.base import Ability, Connector
from scheduler.model.network import Act, Count, Mention, PictureRules, Policy, Rules, Ruling, Source, VideoRules

_READ = date(2026, 11, 21)
_VIDEOS = Source(url="https://developers.google.com/youtube/v3/docs/videos", read=_READ)
_THUMBNAILS = Source(url="https://developers.google.com/youtube/v3/docs/thumbnails/set", read=_READ)
_API = Source(url="https://developers.google.com/youtube/v3/docs", read=_READ)

RULES = Rules(
    network="youtube",
    title="YouTube",
    hosts=("youtube.com", "youtu.be"),
    # The description, in bytes; its first line is the title as well.
    count=Count.BYTES,
    max_length=5000,
    max_title=100,
    refused="<>",
    mention=Mention.HANDLE,
    # The thumbnail; the video itself is the person's to add.
    pictures=PictureRules(
        most=1,
        formats=("JPEG", "PNG"),
        max_bytes=2_000_000,
        alt_length=2000,
        alt_shown=False,
        max_width=1280,
    ),
    videos=VideoRules(
        formats=("mp4", "m4v", "mov", "webm"),
        max_bytes=274_877_906_944,
    ),
    compose_url="https://www.youtube.com/upload",
    policies=(Policy(act=Act.WELCOME, ruling=Ruling.FORBIDDEN, why="policy-youtube-welcome", source=_API),),
    sources=(
        ("count", _VIDEOS),
        ("max_length", _VIDEOS),
        ("max_title", _VIDEOS),
        ("refused", _VIDEOS),
        ("mention", _VIDEOS),
        ("pictures", _THUMBNAILS),
        ("videos", _VIDEOS),
    ),
)


class YouTube(Connector):
    """One channel on YouTube. `can` is empty: posts are prepared, rehearsed and handed to a person."""

    rules = RULES
    docs = "https://developers.google.com/youtube/v3/docs/videos"
    base_url = None
    can: ClassVar[Ability] = Ability.NONE

    @classmethod
    def named(cls, url: str, identity: str) -> str:
        watched = parse_qs(urlsplit(url).query).get("v")
        return watched[0] if watched else super().named(url, identity)
