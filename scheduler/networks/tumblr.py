"""Tumblr: its rules as data. A person publishes (`through = "handoff"`)."""

from datetime import date
from typing import ClassVar

from scheduler.connector.base import Ability, Connector
from scheduler.model.network import Act, Count, Mention, PictureRules, Policy, Rules, Ruling, Source, VideoRules

_READ = date(2026, 11, 21)
_NPF = Source(url="https://github.com/tumblr/docs/blob/master/npf-spec.md", read=_READ)
_API = Source(url="https://github.com/tumblr/docs/blob/master/api.md", read=_READ)
_SHARE = Source(url="https://www.tumblr.com/docs/en/share_button", read=_READ)

RULES = Rules(
    network="tumblr",
    title="Tumblr",
    hosts=("tumblr.com",),
    # A limit of one block of text, and each paragraph is one; the whole post may weigh 1 MB.
    count=Count.LONGEST_BLOCK,
    max_length=4096,
    max_bytes=1_000_000,
    mention=Mention.HANDLE,
    max_mentions=50,
    # No size in bytes is documented.
    pictures=PictureRules(
        most=30,
        formats=("JPEG", "PNG", "GIF", "WEBP"),
        max_bytes=10_000_000,
        alt_length=4096,
    ),
    videos=VideoRules(
        formats=("mp4", "m4v", "mov"),
        max_bytes=500_000_000,
        alone=False,
    ),
    max_links=100,
    compose_url="https://www.tumblr.com/widgets/share/tool?posttype=text&content={text}",
    policies=(Policy(act=Act.WELCOME, ruling=Ruling.FORBIDDEN, why="policy-tumblr-welcome", source=_API),),
    sources=(
        ("count", _NPF),
        ("max_length", _NPF),
        ("max_bytes", _NPF),
        ("mention", _NPF),
        ("max_mentions", _NPF),
        ("pictures", _NPF),
        ("videos", _NPF),
        ("max_links", _NPF),
        ("compose_url", _SHARE),
    ),
)


class Tumblr(Connector):
    """One blog on Tumblr. `can` is empty: posts are prepared, rehearsed and handed to a person."""

    rules = RULES
    docs = "https://www.tumblr.com/docs/npf"
    base_url = None
    can: ClassVar[Ability] = Ability.NONE
