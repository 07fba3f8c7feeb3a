"""A post adapted for one account: ordered parts, pictures, facets and notices; pure data with a digest."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING

from scheduler.model.notice import Notice

if TYPE_CHECKING:
    from scheduler.model.picture import Claim

DIGEST_VERSION = 1
CODE_LETTERS = "ABCDEFGHJKMNPQRSTVWXYZ"
CODE_ALPHABET = f"23456789{CODE_LETTERS}"
"""Of the post's short code, read aloud and written on paper: no 0/O, 1/I/L, U."""


class Role(StrEnum):
    """What a part is to its post."""

    POST = "post"
    """The first is the post; further ones are its thread, each under the one before."""
    REPLY = "reply"
    """A timed reply under a post that went out earlier."""
    COMMENT = "comment"
    """The first comment under the post."""


class FacetKind(StrEnum):
    """What a stretch of text is to the network."""

    LINK = "link"
    MENTION = "mention"
    HASHTAG = "hashtag"
    CASHTAG = "cashtag"


@dataclass(frozen=True, slots=True, kw_only=True)
class Facet:
    """A link, mention or hashtag as the network will see it: code-point offsets, end exclusive.

    `value` is the link's address, the handle, or the hashtag without its sign.
    """

    kind: FacetKind
    start: int
    end: int
    value: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Framing:
    """What of a picture a network shows, where its whole shape is not taken: a box in the pixels of the upright picture.

    The picture is `width` by `height`. A box that reaches beyond it is filled with `color`; one within it cuts.
    """

    width: int
    height: int
    left: int
    top: int
    right: int
    bottom: int
    color: str = ""

    @property
    def pads(self) -> bool:
        """Whether something is added; else something is cut away."""
        return self.left < 0 or self.top < 0

    @property
    def cut(self) -> tuple[float, float, float, float]:
        """The shares that are cut away at the left, top, right and bottom, from 0 to 1; of a padded picture none is."""
        at_right, at_bottom = self.width - self.right, self.height - self.bottom
        shares = self.left / self.width, self.top / self.height, at_right / self.width, at_bottom / self.height
        left, top, right, bottom = (max(one, 0.0) for one in shares)
        return left, top, right, bottom

    def __str__(self) -> str:
        box = f"{self.left},{self.top},{self.right},{self.bottom}"
        return f"pad {box} {self.color}" if self.pads else f"crop {box}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Media:
    """A picture of a part. Before freezing `blob` is empty; after it, the SHA-256 of the fitted bytes in the blob store.

    `framing` says what of it is shown where the network does not take its shape; `steps` what was done to it, once it is
    frozen (`orient`, `crop 0,60,800,1060`, `resize 1440x1800`, `jpeg 84`, ...). `focus` is the place in what is shown, from
    the left and from the top, 0 to 1, that the network is told to keep in sight; None where it is told nothing. `claim` is what
    its sender must respect of its rights; nobody sees it, so it does not count in the digest.
    """

    file: str
    alt: str
    credit: str = ""
    blob: str = ""
    mime: str = ""
    width: int = 0
    height: int = 0
    size: int = 0
    framing: Framing | None = None
    steps: tuple[str, ...] = ()
    focus: tuple[float, float] | None = None
    claim: "Claim | None" = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """One thing that the network will show. `length` and `limit` are in the network's own measure."""

    role: Role
    text: str
    length: int
    limit: int
    facets: tuple[Facet, ...] = ()
    media: tuple[Media, ...] = ()
    languages: tuple[str, ...] = ()
    """Of this part, where they are not the one of the variant's options."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Card:
    """A link card that we must build ourselves."""

    url: str
    title: str = ""
    description: str = ""
    image: Media | None = None
    part: int = 0
    """The place of the part that it goes with."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Options:
    """What is set beside the text."""

    language: str = ""
    visibility: str = "public"
    warning: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Variant:
    """One occurrence adapted for one account. Without parts it cannot be published; its notices say why."""

    account: str
    network: str
    parts: tuple[Part, ...]
    options: Options = field(default_factory=Options)
    card: Card | None = None
    notices: tuple[Notice, ...] = ()

    @property
    def digest(self) -> str:
        """SHA-256 over everything that will be seen, canonical and versioned: `1:` and 64 hexadecimal digits.

        Notices, lengths, limits, credits and file names are not seen, so they do not count; a picture counts by its
        fitted bytes (or by its name until it is frozen) and its alternative text.
        """
        import hashlib  # noqa: PLC0415 - loads OpenSSL, and checking needs no digest

        seen = json.dumps(self._seen(), ensure_ascii=False, sort_keys=True, separators=(",", ":"))
        return f"{DIGEST_VERSION}:{hashlib.sha256(seen.encode()).hexdigest()}"

    def _seen(self) -> Mapping[str, object]:
        return {
            "account": self.account,
            "network": self.network,
            "parts": [_seen_part(part) for part in self.parts],
            "card": self.card
            and [
                self.card.url,
                self.card.title,
                self.card.description,
                self.card.image and _seen_media(self.card.image),
                *([self.card.part] if self.card.part else []),
            ],
            "options": [self.options.language, self.options.visibility, self.options.warning],
        }


def _seen_part(part: Part) -> Mapping[str, object]:
    seen: dict[str, object] = {
        "role": part.role.value,
        "text": part.text,
        "facets": [[facet.kind.value, facet.start, facet.end, facet.value] for facet in part.facets],
        "media": [_seen_media(one) for one in part.media],
    }
    return seen | {"languages": list(part.languages)} if part.languages else seen


def _seen_media(media: Media) -> list[str]:
    """A frozen picture is its bytes, whatever was cut of it; before that its framing tells one from another."""
    framed = f" {media.framing}" if media.framing else ""
    focused = [f"focus {media.focus[0]},{media.focus[1]}"] if media.focus else []
    return [media.blob or f"file:{media.file}{framed}", media.alt, *focused]


ONCE = "once"
"""The occurrence of a dated post: constant, so that moving its hour keeps its tag, links and approvals."""


def tag(campaign: str, post: str, occurrence: str, account: str) -> str:
    """The stable id of a delivery, `campaign/post/occurrence/account`: in links, receipts and commands."""
    return f"{campaign}/{post}/{occurrence}/{account}"


def short_code(digests: Mapping[str, str], length: int = 4) -> str:
    """The code that a yes on paper or by mail names: made from a post's digests, one an account. Four signs by default.

    It is never a number: that would be the id of another delivery.
    """
    import hashlib  # noqa: PLC0415 - as above

    seed = "\n".join(f"{account} {digest}" for account, digest in sorted(digests.items()))
    number = int.from_bytes(hashlib.sha256(seed.encode()).digest(), "big")
    signs = []
    for _ in range(length):
        number, rest = divmod(number, len(CODE_ALPHABET))
        signs.append(CODE_ALPHABET[rest])
    if "".join(signs).isdigit():
        signs[-1] = CODE_LETTERS[number % len(CODE_LETTERS)]
    return "".join(signs)
