"""What Facebook Pages allow, as data."""

from datetime import date

from scheduler.model.network import Act, Count, Mention, PictureRules, Policy, Rules, Ruling, Source

_READ = date(2026, 11, 21)
_POSTS = Source(url="https://developers.facebook.com/docs/pages-api/posts", read=_READ)
_PHOTO = Source(url="https://developers.facebook.com/docs/graph-api/reference/photo", read=_READ)
_MESSENGER = Source(url="https://developers.facebook.com/docs/messenger-platform/policy", read=_READ)
_COMMENTS = Source(url="https://developers.facebook.com/docs/pages-api/comments-mentions", read=_READ)
# The reference names no length of alternative texts either: Instagram's, of the same house, is taken.
_ALT = Source(url="https://developers.facebook.com/docs/instagram-platform/content-publishing", read=_READ)
# The reference names no length: this is the figure that other schedulers work with.
_LENGTH = Source(
    url="https://github.com/gitroomhq/postiz-app/blob/main/libraries/nestjs-libraries/src/integrations/social/facebook.provider.ts",
    read=_READ,
)

RULES = Rules(
    network="facebook",
    title="Facebook",
    hosts=("facebook.com", "fb.watch"),
    count=Count.CODE_POINTS,
    max_length=63_206,
    mention=Mention.NAME,
    pictures=PictureRules(
        most=10,
        formats=("JPEG", "PNG"),
        max_bytes=4_000_000,
        alt_length=1000,
    ),
    first_comment=True,
    link_attached=True,
    compose_url="https://www.facebook.com/",
    policies=(
        Policy(act=Act.WELCOME, ruling=Ruling.FORBIDDEN, why="policy-facebook-welcome", source=_MESSENGER),
        Policy(act=Act.REPEAT, ruling=Ruling.ALLOWED, why="policy-facebook-repeat", source=_POSTS),
    ),
    sources=(
        ("count", _POSTS),
        ("max_length", _LENGTH),
        ("mention", _COMMENTS),
        ("pictures", _PHOTO),
        ("pictures.max_bytes", _LENGTH),
        ("pictures.alt_length", _ALT),
        ("first_comment", _COMMENTS),
        ("link_attached", _POSTS),
    ),
)
