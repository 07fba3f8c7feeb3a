"""What X allows, as data."""

from datetime import date

from scheduler.model.network import Count, Mention, PictureRules, Rules, Source

_READ = date(2026, 11, 21)
_COUNTING = Source(url="https://docs.x.com/fundamentals/counting-characters", read=_READ)
_CONFIG = Source(url="https://github.com/twitter/twitter-text/blob/master/config/v3.json", read=_READ)
_POSTS = Source(url="https://docs.x.com/x-api/posts/manage-tweets/integrate", read=_READ)
_MEDIA = Source(url="https://docs.x.com/x-api/media/quickstart/best-practices", read=_READ)
_ALT = Source(url="https://docs.x.com/x-api/media/metadata-create", read=_READ)
_PRICES = Source(url="https://docs.x.com/x-api/getting-started/pricing", read=_READ)
_CUSTOM = Source(url="https://help.x.com/en/using-x/how-to-use-hashtags", read=_READ)

RULES = Rules(
    network="x",
    title="X",
    count=Count.X_WEIGHTED,
    max_length=280,
    url_length=23,
    mention=Mention.HANDLE,
    pictures=PictureRules(
        most=4,
        formats=("JPEG", "PNG", "WEBP", "GIF"),
        max_bytes=5_242_880,
        alt_length=1000,
    ),
    threads=True,
    first_comment=True,
    advised_hashtags=2,
    price_post=0.015,
    price_link=0.200,
    sources=(
        ("count", _COUNTING),
        ("max_length", _CONFIG),
        ("url_length", _CONFIG),
        ("mention", _POSTS),
        ("pictures", _MEDIA),
        ("pictures.alt_length", _ALT),
        ("threads", _POSTS),
        ("first_comment", _POSTS),
        ("advised_hashtags", _CUSTOM),
        ("price_post", _PRICES),
        ("price_link", _PRICES),
    ),
)
