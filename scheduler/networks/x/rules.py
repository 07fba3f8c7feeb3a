"""What X allows, as data."""

from datetime import date

from scheduler.model.network import Act, Count, Mention, PictureRules, Policy, Rules, Ruling, Source, VideoRules

_READ = date(2026, 11, 21)
_COUNTING = Source(url="https://docs.x.com/fundamentals/counting-characters", read=_READ)
_CONFIG = Source(url="https://github.com/twitter/twitter-text/blob/master/config/v3.json", read=_READ)
_POSTS = Source(url="https://docs.x.com/x-api/posts/manage-tweets/integrate", read=_READ)
_MEDIA = Source(url="https://docs.x.com/x-api/media/quickstart/best-practices", read=_READ)
_ALT = Source(url="https://docs.x.com/x-api/media/metadata-create", read=_READ)
_GUIDELINES = Source(url="https://docs.x.com/developer-guidelines", read=date(2026, 11, 22))
_CHANGES = Source(url="https://docs.x.com/changelog", read=_READ)
_INTENT = Source(url="https://docs.x.com/x-for-websites/web-intents/overview", read=date(2026, 11, 22))
# The card of a link and pictures exclude each other in one post (`card_uri` and `media`).
_CREATE = Source(url="https://docs.x.com/x-api/posts/create-posts", read=date(2026, 11, 22))
_CUSTOM = Source(url="https://help.x.com/en/using-x/how-to-use-hashtags", read=_READ)

RULES = Rules(
    network="x",
    title="X",
    hosts=("x.com", "twitter.com"),
    count=Count.X_WEIGHTED,
    max_length=280,
    url_length=23,
    mention=Mention.HANDLE,
    pictures=PictureRules(
        most=4,
        formats=("JPEG", "PNG", "WEBP", "GIF"),
        max_bytes=5_242_880,
        alt_length=1000,
        moving_alone=True,
    ),
    videos=VideoRules(
        formats=("mp4", "mov"),
        codecs=("h264",),
        audio=("aac",),
        max_bytes=512_000_000,
        min_seconds=0.5,
        max_seconds=140,
        max_width=1280,
        max_height=1024,
        min_ratio=1 / 3,
        max_ratio=3.0,
        max_rate=60,
    ),
    threads=True,
    first_comment=True,
    advised_hashtags=2,
    compose_url="https://x.com/intent/post?text={text}",
    policies=(
        Policy(act=Act.WELCOME, ruling=Ruling.FORBIDDEN, why="policy-x-welcome", source=_GUIDELINES),
        # Who may be mentioned is not published: a person judges.
        Policy(act=Act.MENTION, ruling=Ruling.BY_PERSON, why="policy-x-mention", source=_CHANGES),
        Policy(act=Act.SAME_TEXT, ruling=Ruling.FORBIDDEN, why="policy-x-same-text", source=_GUIDELINES),
        Policy(act=Act.REPEAT, ruling=Ruling.FORBIDDEN, why="policy-x-repeat", source=_POSTS),
        Policy(act=Act.REPLY, ruling=Ruling.BY_PERSON, why="policy-x-reply", source=_GUIDELINES),
        Policy(act=Act.FOLLOW, ruling=Ruling.FORBIDDEN, why="policy-x-follow", source=_GUIDELINES),
        Policy(act=Act.LIKE, ruling=Ruling.FORBIDDEN, why="policy-x-like", source=_GUIDELINES),
        Policy(act=Act.REPOST, ruling=Ruling.BY_PERSON, why="policy-x-repost", source=_GUIDELINES),
    ),
    sources=(
        ("count", _COUNTING),
        ("max_length", _CONFIG),
        ("url_length", _CONFIG),
        ("mention", _POSTS),
        ("pictures", _MEDIA),
        ("pictures.alt_length", _ALT),
        ("videos", _MEDIA),
        ("threads", _POSTS),
        ("link_part", _CREATE),
        ("media_part", _CREATE),
        ("first_comment", _POSTS),
        ("advised_hashtags", _CUSTOM),
        ("compose_url", _INTENT),
    ),
)
