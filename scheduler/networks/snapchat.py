"""Snapchat, public profiles: its rules as data. A person publishes, in the application (`through = "handoff"`)."""

from datetime import date
from typing import ClassVar

from scheduler.connector.base import Ability, Connector
from scheduler.model.network import Act, Count, Mention, PictureRules, Policy, Rules, Ruling, Source

_READ = date(2026, 11, 21)
_PROFILE = Source(url="https://developers.snap.com/api/marketing-api/Public-Profile-API/GetStarted", read=_READ)
# What those who publish through it say of its limits; the network's own page names them to its partners.
_LIMITS = Source(url="https://docs.getlate.dev/platforms/snapchat", read=date(2026, 11, 22))

RULES = Rules(
    network="snapchat",
    title="Snapchat",
    hosts=("snapchat.com",),
    # The description of a Spotlight, hashtags included; a Story has none, its words are written on the picture.
    count=Count.UTF16,
    max_length=160,
    mention=Mention.HANDLE,
    pictures=PictureRules(
        most=1,
        formats=("JPEG", "PNG"),
        max_bytes=20_000_000,
        alt_length=2000,
        alt_shown=False,
        max_width=1080,
        max_height=1920,
        required=True,
    ),
    links_clickable=False,
    compose_url="https://my.snapchat.com/",
    policies=(Policy(act=Act.WELCOME, ruling=Ruling.FORBIDDEN, why="policy-snapchat-welcome", source=_PROFILE),),
    sources=(
        ("count", _LIMITS),
        ("max_length", _LIMITS),
        ("mention", _LIMITS),
        ("pictures", _LIMITS),
        ("links_clickable", _PROFILE),
    ),
)


class Snapchat(Connector):
    """One public profile on Snapchat. `can` is empty: posts are prepared, rehearsed and handed to a person."""

    rules = RULES
    docs = "https://developers.snap.com/api/marketing-api/Public-Profile-API/GetStarted"
    base_url = None
    can: ClassVar[Ability] = Ability.NONE
