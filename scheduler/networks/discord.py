"""Discord, one channel of a server: its rules as data. A person publishes (`through = "handoff"`)."""

from datetime import date
from typing import ClassVar

from scheduler.connector.base import Ability, Connector
from scheduler.model.network import Act, Count, Mention, PictureRules, Policy, Rules, Ruling, Source, VideoRules

_READ = date(2026, 11, 21)
_WEBHOOK = Source(url="https://discord.com/developers/docs/resources/webhook#execute-webhook", read=_READ)
_MESSAGE = Source(url="https://discord.com/developers/docs/resources/message", read=_READ)
_FORMAT = Source(url="https://discord.com/developers/docs/reference#message-formatting", read=_READ)
_POLICY = Source(
    url="https://support-dev.discord.com/hc/en-us/articles/8563934450327-Discord-Developer-Policy", read=_READ
)

RULES = Rules(
    network="discord",
    title="Discord",
    hosts=("discord.com",),
    # The unit of the 2,000 is not documented: UTF-16 is never less than characters.
    count=Count.UTF16,
    max_length=2000,
    # A mention is written with a member's number, and `#word` is a channel, not a subject.
    mention=Mention.NAME,
    hashtags=False,
    pictures=PictureRules(
        most=10,
        formats=("JPEG", "PNG", "WEBP", "GIF"),
        max_bytes=10_485_760,
        alt_length=1024,
    ),
    videos=VideoRules(
        formats=("mp4", "m4v", "mov", "webm"),
        max_bytes=10_485_760,
        alone=False,
    ),
    threads=True,
    compose_url="https://discord.com/channels/@me",
    policies=(Policy(act=Act.WELCOME, ruling=Ruling.FORBIDDEN, why="policy-discord-welcome", source=_POLICY),),
    sources=(
        ("count", _WEBHOOK),
        ("max_length", _WEBHOOK),
        ("mention", _FORMAT),
        ("hashtags", _FORMAT),
        ("pictures", _MESSAGE),
        ("videos", _MESSAGE),
        ("threads", _MESSAGE),
        ("link_part", _MESSAGE),
        ("media_part", _MESSAGE),
    ),
)


class Discord(Connector):
    """One channel of a Discord server. `can` is empty: posts are prepared, rehearsed and handed to a person."""

    rules = RULES
    docs = "https://discord.com/developers/docs/resources/webhook"
    base_url = None
    can: ClassVar[Ability] = Ability.NONE
