"""Bluesky: its rules as data. Sending is not claimed yet."""

from datetime import date
from typing import ClassVar

from scheduler.connector.base import Ability, Connector, Option
from scheduler.model.network import Count, Mention, PictureRules, Rules, Source

_READ = date(2026, 11, 21)
_POST = Source(url="https://github.com/bluesky-social/atproto/blob/main/lexicons/app/bsky/feed/post.json", read=_READ)
_IMAGES = Source(
    url="https://github.com/bluesky-social/atproto/blob/main/lexicons/app/bsky/embed/images.json", read=_READ
)
_CARD = Source(
    url="https://github.com/bluesky-social/atproto/blob/main/lexicons/app/bsky/embed/external.json", read=_READ
)
_FACETS = Source(url="https://docs.bsky.app/docs/advanced-guides/post-richtext", read=_READ)
# The lexicon sets no length for alternative texts; the network's own application takes 2,000 signs.
_ALT = Source(url="https://github.com/bluesky-social/social-app/blob/main/src/lib/constants.ts", read=_READ)

RULES = Rules(
    network="bluesky",
    title="Bluesky",
    count=Count.GRAPHEMES,
    max_length=300,
    max_bytes=3000,
    mention=Mention.HANDLE,
    pictures=PictureRules(
        most=4,
        formats=("JPEG", "PNG", "WEBP"),
        max_bytes=2_000_000,
        alt_length=2000,
    ),
    threads=True,
    link_card=True,
    sources=(
        ("count", _POST),
        ("max_length", _POST),
        ("max_bytes", _POST),
        ("mention", _FACETS),
        ("pictures", _IMAGES),
        ("pictures.alt_length", _ALT),
        ("threads", _POST),
        ("link_card", _CARD),
    ),
)


class Bluesky(Connector):
    """One account on Bluesky. `can` is empty: its posts can be prepared, rehearsed and handed to a person."""

    rules = RULES
    docs = "https://docs.bsky.app/"
    base_url = "https://bsky.social"
    can: ClassVar[Ability] = Ability.NONE
    options = (
        Option(name="handle"),
        Option(name="app_password", secret=True),
    )
