"""What a network allows and how it counts, as data: networks declare `Rules`, `adapt` implements the families."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class Count(StrEnum):
    """The families of counting; `scheduler.adapt` has one measure for each."""

    X_WEIGHTED = "x-weighted"
    """NFC; weights of twitter-text v3; links 23; each emoji sequence 2."""
    MASTODON = "mastodon"
    """Grapheme clusters of warning and text; http(s) links 23; remote mentions by their local part."""
    GRAPHEMES = "graphemes"
    """Grapheme clusters, beside a limit in UTF-8 bytes."""
    CODE_POINTS = "code-points"
    UTF16 = "utf-16"
    BYTES = "bytes"
    """UTF-8 bytes."""
    EMOJI_BYTES = "emoji-bytes"
    """Code points, each emoji sequence as its UTF-8 bytes."""
    ESCAPED = "escaped"
    """UTF-16 units, the signs that the network's markup reserves twice: once written, once escaped."""
    LONGEST_BLOCK = "longest-block"
    """Code points of the longest block between empty lines; the limit is one block's."""


class Mention(StrEnum):
    """How a handle is written in a text."""

    HANDLE = "@handle"
    HANDLE_AT_HOST = "@handle@host"
    NAME = "name"
    """No mention by text: the person's name stands."""


class Side(StrEnum):
    """Which part of a thread."""

    FIRST = "first"
    LAST = "last"


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """Where a fact was read, and when."""

    url: str
    read: date


class Act(StrEnum):
    """What a program may be told to do in an account's name, and what networks rule on."""

    WELCOME = "welcome"
    """A message to somebody for following."""
    MENTION = "mention"
    """Naming somebody who did not speak to the account first."""
    SAME_TEXT = "same-text"
    """The same or nearly the same text from several accounts."""
    REPEAT = "repeat"
    """The same or nearly the same text again from one account."""
    REPLY = "reply"
    """Answering people by rule."""
    FOLLOW = "follow"
    LIKE = "like"
    REPOST = "repost"


class Ruling(StrEnum):
    """What becomes of such an act."""

    ALLOWED = "allowed"
    BY_PERSON = "by-person"
    """It is made ready, and a person sends it."""
    FORBIDDEN = "forbidden"


@dataclass(frozen=True, slots=True, kw_only=True)
class Policy:
    """One network's word on one act; `why` is a sentence that gives the reason."""

    act: Act
    ruling: Ruling
    why: str
    source: Source


@dataclass(frozen=True, slots=True, kw_only=True)
class PictureRules:
    """What pictures may be. Sizes in bytes and pixels; None means that the network documents no limit."""

    most: int
    formats: tuple[str, ...]
    """Pillow's names of formats that may be sent as they are: JPEG, PNG, WEBP, GIF."""
    max_bytes: int
    alt_length: int
    alt_shown: bool = True
    """Whether the network takes alternative texts at all; where not, they are kept for the record, within `alt_length`."""
    max_pixels: int | None = None
    gif_pixels: int | None = None
    """Of a GIF, where that is another limit: a larger one goes out as a picture of another format."""
    max_width: int | None = None
    max_height: int | None = None
    max_sides: int | None = None
    """Width and height together."""
    min_ratio: float | None = None
    """Width by height; a picture outside is refused with advice, or cropped or padded where its author allows that."""
    max_ratio: float | None = None
    required: bool = False
    """Whether a post without a picture cannot be published."""
    card_bytes: int | None = None
    """Of the picture of a link's card, where it is another limit than `max_bytes`."""
    moving_alone: bool = False
    """Whether an animation takes the place of all pictures of a post."""
    first_leads: bool = False
    """Whether the network cuts all pictures of a post to the shape of the first."""
    focus: bool = False
    """Whether it can be told which place of a picture stays in sight where its previews cut."""
    srgb: bool = False
    """Whether it asks for sRGB: a picture in other colours is converted, for who drops a profile changes the colours."""


@dataclass(frozen=True, slots=True, kw_only=True)
class VideoRules:
    """What videos may be. Sizes in bytes and pixels, times in seconds; None means that the network documents no limit."""

    formats: tuple[str, ...] = ("mp4", "mov")
    """Endings of files."""
    codecs: tuple[str, ...] = ()
    """As ffprobe names them; empty where the network documents none."""
    audio: tuple[str, ...] = ()
    max_bytes: int | None = None
    min_bytes: int | None = None
    min_seconds: float | None = None
    max_seconds: float | None = None
    max_width: int | None = None
    max_height: int | None = None
    max_pixels: int | None = None
    """Width times height; more is refused, where more than `max_width` or `max_height` is made smaller by the network."""
    min_ratio: float | None = None
    max_ratio: float | None = None
    min_rate: float | None = None
    """Frames a second."""
    max_rate: float | None = None
    alone: bool = True
    """Whether a post takes one video and no picture beside it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Rules:
    """One network's rules, each with its source in `sources` (key: field name)."""

    network: str
    title: str
    count: Count
    max_length: int
    mention: Mention
    pictures: PictureRules
    videos: VideoRules | None = None
    """None where a post cannot hold a video, or what it may be is not known."""
    max_bytes: int | None = None
    max_length_under_media: int | None = None
    """The limit of a part with pictures, where it is another one."""
    max_comment: int | None = None
    """The limit of the first comment, where it is another one."""
    max_title: int | None = None
    """Where the first line is the title: how long it may be, in code points."""
    folds_after: int | None = None
    """About how many signs are seen; what follows is behind «more». For previews alone: nothing is fitted to it."""
    refused: str = ""
    """Signs for which the network refuses a text."""
    url_length: int | None = None
    """What any link counts, where the network counts it so."""
    threads: bool = False
    """Whether parts can be chained under one's own post."""
    link_part: Side = Side.LAST
    """Where a thread shows its link best: beside pictures most networks make no card of it."""
    media_part: Side = Side.FIRST
    first_comment: bool = False
    hashtags_in_comment: bool = False
    """Whether hashtags without room go into a first comment by the custom of the place, also where they are all it says."""
    links_clickable: bool = True
    link_card: bool = False
    """Whether the sender must build the link's card (the network builds none itself)."""
    link_attached: bool = False
    """Whether a link can go beside the text, so that its card is shown and its address need not stand in the text."""
    languages: int = 0
    """How many languages a post can be said to be in, 0 where it says none."""
    max_links: int | None = None
    """Different links in one part."""
    hashtags: bool = True
    """Whether `#word` is a hashtag there; where not, it is plain text."""
    max_hashtags: int | None = None
    advised_hashtags: int | None = None
    """The custom of the place: above it a warning, and the first to be dropped for room."""
    max_mentions: int | None = None
    warning: bool = False
    """Whether a content warning can be set (and is counted with the text)."""
    visibilities: tuple[str, ...] = ("public",)
    hosts: tuple[str, ...] = ()
    """Where its posts stand: an address under another host is no proof. Empty: each account's own server, or unknown."""
    compose_url: str = ""
    """The page where a person writes a post; `{text}` stands where the network takes the text itself, URL-encoded.

    `{server}` stands for the account's own server."""
    policies: tuple[Policy, ...] = ()
    sources: tuple[tuple[str, Source], ...] = ()
