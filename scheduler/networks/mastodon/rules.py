"""What Mastodon allows, as data: the defaults of the software. An instance's own limits are read at connect and win."""

from datetime import date

from scheduler.model.network import Act, Count, Mention, PictureRules, Policy, Rules, Ruling, Source, VideoRules

_READ = date(2026, 11, 21)
_INSTANCE = Source(url="https://docs.joinmastodon.org/entities/Instance/", read=_READ)
_SERVERS = Source(url="https://docs.joinmastodon.org/methods/instance/#rules", read=_READ)
_POSTING = Source(url="https://docs.joinmastodon.org/user/posting/", read=_READ)
# No card is made of a link where a picture is attached.
_CARDS = Source(url="https://github.com/mastodon/mastodon/pull/34770", read=date(2026, 11, 22))
_MEDIA = Source(url="https://docs.joinmastodon.org/methods/media/#v2", read=date(2026, 11, 22))
_GIF = Source(
    url="https://github.com/mastodon/mastodon/blob/main/app/models/concerns/attachmentable.rb", read=date(2026, 11, 22)
)
_STATUSES = Source(url="https://docs.joinmastodon.org/methods/statuses/", read=_READ)

RULES = Rules(
    network="mastodon",
    title="Mastodon",
    compose_url="{server}/share?text={text}",
    count=Count.MASTODON,
    max_length=500,
    url_length=23,
    mention=Mention.HANDLE_AT_HOST,
    pictures=PictureRules(
        most=4,
        formats=("JPEG", "PNG", "WEBP", "GIF"),
        max_bytes=16_777_216,
        max_pixels=33_177_600,
        gif_pixels=921_600,
        alt_length=1500,
        moving_alone=True,
        focus=True,
    ),
    videos=VideoRules(
        formats=("mp4", "m4v", "mov", "webm"),
        max_bytes=103_809_024,
        # More is refused: https://github.com/mastodon/mastodon/blob/main/app/models/media_attachment.rb, read 2026-11-22.
        max_pixels=8_294_400,
        max_rate=120,
    ),
    threads=True,
    languages=1,
    warning=True,
    visibilities=("public", "unlisted", "private", "direct"),
    # Each server's own rules: what is said here is the custom, not one server's word.
    policies=(Policy(act=Act.WELCOME, ruling=Ruling.ALLOWED, why="policy-mastodon-welcome", source=_SERVERS),),
    sources=(
        (
            "count",
            Source(
                url="https://github.com/mastodon/mastodon/blob/main/app/validators/status_length_validator.rb",
                read=_READ,
            ),
        ),
        ("max_length", _INSTANCE),
        ("url_length", _INSTANCE),
        ("mention", _POSTING),
        ("pictures", _INSTANCE),
        ("pictures.gif_pixels", _GIF),
        ("pictures.focus", _MEDIA),
        ("videos", _INSTANCE),
        ("threads", _STATUSES),
        ("link_part", _CARDS),
        ("media_part", _CARDS),
        ("languages", _STATUSES),
        ("warning", _POSTING),
        ("visibilities", _STATUSES),
    ),
)


def language(tag: str) -> str | None:
    """ISO 639, as the API wants it: fr-CA is fr."""
    return tag.split("-", maxsplit=1)[0].lower() or None
