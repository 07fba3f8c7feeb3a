"""What Bluesky allows, as data."""

from datetime import date

from scheduler.model.network import Act, Count, Mention, PictureRules, Policy, Rules, Ruling, Source, VideoRules

_READ = date(2026, 11, 21)
_POST = Source(url="https://github.com/bluesky-social/atproto/blob/main/lexicons/app/bsky/feed/post.json", read=_READ)
_IMAGES = Source(
    url="https://github.com/bluesky-social/atproto/blob/main/lexicons/app/bsky/embed/images.json", read=_READ
)
_CARD = Source(
    url="https://github.com/bluesky-social/atproto/blob/main/lexicons/app/bsky/embed/external.json", read=_READ
)
_GUIDELINES = Source(url="https://docs.bsky.app/docs/support/developer-guidelines", read=_READ)
_FACETS = Source(url="https://docs.bsky.app/docs/advanced-guides/post-richtext", read=_READ)
# The lexicon sets no length for alternative texts; the network's own application takes 2,000 signs.
_VIDEO = Source(
    url="https://github.com/bluesky-social/atproto/blob/main/lexicons/app/bsky/embed/video.json", read=_READ
)
_ALT = Source(url="https://github.com/bluesky-social/social-app/blob/main/src/lib/constants.ts", read=_READ)

RULES = Rules(
    network="bluesky",
    title="Bluesky",
    hosts=("bsky.app",),
    count=Count.GRAPHEMES,
    max_length=300,
    max_bytes=3000,
    mention=Mention.HANDLE,
    pictures=PictureRules(
        most=4,
        formats=("JPEG", "PNG", "WEBP"),
        max_bytes=2_000_000,
        alt_length=2000,
        card_bytes=1_000_000,
    ),
    videos=VideoRules(
        formats=("mp4", "m4v"),
        max_bytes=300_000_000,
        max_seconds=180,
    ),
    threads=True,
    languages=3,
    link_card=True,
    compose_url="https://bsky.app/intent/compose?text={text}",
    policies=(
        Policy(act=Act.WELCOME, ruling=Ruling.FORBIDDEN, why="policy-bluesky-welcome", source=_GUIDELINES),
        Policy(act=Act.REPLY, ruling=Ruling.BY_PERSON, why="policy-bluesky-reply", source=_GUIDELINES),
        Policy(act=Act.FOLLOW, ruling=Ruling.FORBIDDEN, why="policy-bluesky-welcome", source=_GUIDELINES),
        Policy(act=Act.LIKE, ruling=Ruling.FORBIDDEN, why="policy-bluesky-welcome", source=_GUIDELINES),
    ),
    sources=(
        ("count", _POST),
        ("max_length", _POST),
        ("max_bytes", _POST),
        ("mention", _FACETS),
        ("pictures", _IMAGES),
        ("pictures.alt_length", _ALT),
        ("pictures.card_bytes", _CARD),
        ("videos", _VIDEO),
        ("threads", _POST),
        ("link_part", _POST),
        ("media_part", _POST),
        ("languages", _POST),
        ("link_card", _CARD),
    ),
)
