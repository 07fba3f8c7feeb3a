"""Telegram channels: their rules as data. A person publishes (`through = "handoff"`)."""

from datetime import date
from typing import ClassVar

from scheduler.connector.base import Ability, Connector
from scheduler.model.network import Act, Count, Mention, PictureRules, Policy, Rules, Ruling, Source, VideoRules

_READ = date(2026, 11, 21)
_MESSAGE = Source(url="https://core.telegram.org/bots/api#sendmessage", read=_READ)
_PHOTO = Source(url="https://core.telegram.org/bots/api#sendphoto", read=_READ)
_VIDEO = Source(url="https://core.telegram.org/bots/api#sendvideo", read=_READ)
_GROUP = Source(url="https://core.telegram.org/bots/api#sendmediagroup", read=_READ)
_ENTITY = Source(url="https://core.telegram.org/bots/api#messageentity", read=_READ)
_LINKS = Source(url="https://core.telegram.org/api/links#share-links", read=_READ)
_BOTS = Source(url="https://core.telegram.org/bots/faq", read=_READ)

RULES = Rules(
    network="telegram",
    title="Telegram",
    hosts=("t.me", "telegram.me"),
    # Entities are placed in UTF-16 units; whether the 4,096 are such is not said: they are never fewer than characters.
    count=Count.UTF16,
    max_length=4096,
    # A caption; longer ones need a paid account: `limits = {max_caption = 4096}`.
    max_length_under_media=1024,
    mention=Mention.HANDLE,
    pictures=PictureRules(
        most=10,
        formats=("JPEG", "PNG"),
        max_bytes=10_000_000,
        alt_length=2000,
        alt_shown=False,
        max_sides=10_000,
        min_ratio=0.05,
        max_ratio=20.0,
    ),
    videos=VideoRules(
        formats=("mp4", "m4v"),
        max_bytes=50_000_000,
        alone=False,
    ),
    threads=True,
    compose_url="https://t.me/share/url?url={text}",
    policies=(Policy(act=Act.WELCOME, ruling=Ruling.FORBIDDEN, why="policy-telegram-welcome", source=_BOTS),),
    sources=(
        ("count", _ENTITY),
        ("max_length", _MESSAGE),
        ("max_length_under_media", _PHOTO),
        ("mention", _ENTITY),
        ("pictures", _PHOTO),
        ("pictures.most", _GROUP),
        ("videos", _VIDEO),
        ("threads", _MESSAGE),
        ("link_part", _MESSAGE),
        ("media_part", _MESSAGE),
        ("compose_url", _LINKS),
    ),
)


class Telegram(Connector):
    """One channel on Telegram. `can` is empty: posts are prepared, rehearsed and handed to a person."""

    rules = RULES
    docs = "https://core.telegram.org/bots/api"
    base_url = None
    can: ClassVar[Ability] = Ability.NONE
