"""Instagram, professional accounts: its rules as data. A person publishes, in the application (`through = "handoff"`)."""

from datetime import date
from typing import ClassVar

from scheduler.connector.base import Ability, Connector, Option
from scheduler.model.network import Act, Count, Mention, PictureRules, Policy, Rules, Ruling, Source, VideoRules

_READ = date(2026, 11, 21)
_MEDIA = Source(
    url="https://developers.facebook.com/docs/instagram-platform/instagram-graph-api/reference/ig-user/media",
    read=_READ,
)
_PUBLISHING = Source(url="https://developers.facebook.com/docs/instagram-platform/content-publishing", read=_READ)
_COMMENTS = Source(url="https://developers.facebook.com/docs/instagram-platform/comment-moderation", read=_READ)
_MESSAGES = Source(
    url="https://developers.facebook.com/docs/instagram-platform/instagram-api-with-instagram-login/messaging-api",
    read=_READ,
)
# Announced by the network for its application on 2025-12-18; the API's pages still say 30.
_FIVE = Source(url="https://www.instagram.com/creators/", read=_READ)
# Not in the API's pages: what the network's guide for advertisers says, as told there; screens differ.
_FOLD = Source(url="https://captionsnap.io/glossary/primary-text", read=date(2026, 11, 22))

RULES = Rules(
    network="instagram",
    title="Instagram",
    hosts=("instagram.com",),
    # The unit of the 2,200 is not documented: UTF-16 is never less than code points.
    count=Count.UTF16,
    max_length=2200,
    folds_after=125,
    mention=Mention.HANDLE,
    pictures=PictureRules(
        most=10,
        formats=("JPEG",),
        max_bytes=8_000_000,
        alt_length=1000,
        max_width=1440,
        srgb=True,
        min_ratio=0.8,
        max_ratio=1.91,
        required=True,
        first_leads=True,
    ),
    videos=VideoRules(
        codecs=("h264", "hevc"),
        audio=("aac",),
        max_bytes=300_000_000,
        min_seconds=3,
        max_seconds=900,
        max_width=1920,
        min_rate=23,
        max_rate=60,
        alone=False,
    ),
    first_comment=True,
    hashtags_in_comment=True,
    links_clickable=False,
    max_hashtags=30,
    advised_hashtags=5,
    max_mentions=20,
    compose_url="https://www.instagram.com/",
    policies=(
        Policy(act=Act.WELCOME, ruling=Ruling.FORBIDDEN, why="policy-instagram-welcome", source=_MESSAGES),
        Policy(act=Act.LIKE, ruling=Ruling.FORBIDDEN, why="policy-instagram-like", source=_PUBLISHING),
        Policy(act=Act.FOLLOW, ruling=Ruling.FORBIDDEN, why="policy-instagram-like", source=_PUBLISHING),
    ),
    sources=(
        ("count", _MEDIA),
        ("max_length", _MEDIA),
        ("folds_after", _FOLD),
        ("mention", _MEDIA),
        ("pictures", _MEDIA),
        ("videos", _MEDIA),
        ("first_comment", _COMMENTS),
        ("hashtags_in_comment", _COMMENTS),
        ("links_clickable", _PUBLISHING),
        ("max_hashtags", _MEDIA),
        ("advised_hashtags", _FIVE),
        ("max_mentions", _MEDIA),
    ),
)


class Instagram(Connector):
    """One professional account. `can` is empty: its posts can be prepared, rehearsed and handed to a person."""

    rules = RULES
    docs = "https://developers.facebook.com/docs/instagram-platform"
    base_url = "https://graph.instagram.com"
    can: ClassVar[Ability] = Ability.NONE
    options = (
        Option(name="user_id"),
        Option(name="access_token", secret=True),
    )
