"""LinkedIn, members and pages: its rules as data. A person publishes (`through = "handoff"`)."""

from datetime import date
from typing import ClassVar

from scheduler.connector.base import Ability, Connector
from scheduler.model.network import Act, Count, Mention, PictureRules, Policy, Rules, Ruling, Source, VideoRules

_READ = date(2026, 11, 21)
_LITTLE = Source(
    url="https://learn.microsoft.com/en-us/linkedin/marketing/community-management/shares/little-text-format",
    read=_READ,
)
_POSTS = Source(
    url="https://learn.microsoft.com/en-us/linkedin/marketing/community-management/shares/posts-api", read=_READ
)
_IMAGES = Source(
    url="https://learn.microsoft.com/en-us/linkedin/marketing/community-management/shares/multiimage-post-api",
    read=_READ,
)
_VIDEOS = Source(
    url="https://learn.microsoft.com/en-us/linkedin/marketing/community-management/shares/videos-api", read=_READ
)
_COMMENTS = Source(
    url="https://learn.microsoft.com/en-us/linkedin/marketing/community-management/shares/comments-api", read=_READ
)
# The reference names no length: this is the figure of its own composer and of those who publish through it.
_LENGTH = Source(url="https://www.ayrshare.com/docs/apis/post/social-networks/linkedin", read=_READ)
_AGREEMENT = Source(url="https://www.linkedin.com/legal/user-agreement", read=_READ)

RULES = Rules(
    network="linkedin",
    title="LinkedIn",
    hosts=("linkedin.com", "lnkd.in"),
    # Whether escapes count towards the 3,000 is not documented: counted so, a text is never too long.
    count=Count.ESCAPED,
    max_length=3000,
    max_comment=1250,
    # A mention needs the member's or the page's number: a person types it anew, the name stands in the text.
    mention=Mention.NAME,
    # No limit in bytes is documented: 5 MB is what those who publish through it keep to.
    pictures=PictureRules(
        most=20,
        formats=("JPEG", "PNG", "GIF"),
        max_bytes=5_000_000,
        max_pixels=36_152_319,
        alt_length=4086,
    ),
    videos=VideoRules(
        formats=("mp4", "m4v"),
        min_bytes=75_000,
        max_bytes=500_000_000,
        min_seconds=3,
        max_seconds=1800,
        min_ratio=1 / 2.4,
        max_ratio=2.4,
    ),
    first_comment=True,
    compose_url="https://www.linkedin.com/feed/?shareActive=true&text={text}",
    policies=(
        Policy(act=Act.WELCOME, ruling=Ruling.FORBIDDEN, why="policy-linkedin-welcome", source=_AGREEMENT),
        Policy(act=Act.REPLY, ruling=Ruling.FORBIDDEN, why="policy-linkedin-reply", source=_AGREEMENT),
        Policy(act=Act.LIKE, ruling=Ruling.FORBIDDEN, why="policy-linkedin-like", source=_AGREEMENT),
        Policy(act=Act.REPOST, ruling=Ruling.FORBIDDEN, why="policy-linkedin-like", source=_AGREEMENT),
    ),
    sources=(
        ("count", _LITTLE),
        ("max_length", _LENGTH),
        ("max_comment", _COMMENTS),
        ("mention", _LITTLE),
        ("pictures", _IMAGES),
        ("pictures.alt_length", _POSTS),
        ("videos", _VIDEOS),
        ("first_comment", _COMMENTS),
    ),
)


class LinkedIn(Connector):
    """One member or one page on LinkedIn. `can` is empty: posts are prepared, rehearsed and handed to a person."""

    rules = RULES
    docs = "https://learn.microsoft.com/en-us/linkedin/marketing/community-management/shares/posts-api"
    base_url = None
    can: ClassVar[Ability] = Ability.NONE
