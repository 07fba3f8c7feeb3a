"""The machine-readable surface: values as JSON objects. Scripts rely on it; fields are only ever added (DESIGN section 8)."""

from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any, Protocol

from scheduler.model.notice import Notice
from scheduler.model.variant import Card, Framing, Media, Part, Variant
from scheduler.sentences import label, say

Json = dict[str, Any]


def state_word(state: str, language: str) -> str:
    """A state without its network, of which nothing is known here: «refusé», not «refusé par»."""
    return label(f"states-{state}", language, n=1).partition(" ")[2]


def instant(value: datetime | None) -> str | None:
    """UTC with `Z`, to the second."""
    return value.astimezone(UTC).isoformat(timespec="seconds").replace("+00:00", "Z") if value else None


def local(value: datetime | None) -> str | None:
    """The author's wall time with its offset, to the second."""
    return value.isoformat(timespec="seconds") if value else None


def problem(notice: Notice, language: str) -> Json:
    """One notice, in words."""
    said = say(notice.code, notice.arguments, language)
    where = notice.where
    return {
        "file": where.file if where else None,
        "line": (where.line or None) if where else None,
        "column": (where.column or None) if where else None,
        "severity": notice.severity.value,
        "code": notice.code,
        "where": notice.subject,
        "message": said.text,
        "advice": said.advice,
    }


class Shown(Protocol):
    """What `preview` shows one of."""

    @property
    def tag(self) -> str: ...
    @property
    def campaign(self) -> str: ...
    @property
    def post(self) -> str: ...
    @property
    def occurrence(self) -> str: ...
    @property
    def account(self) -> str: ...
    @property
    def network(self) -> str: ...
    @property
    def theme(self) -> str: ...
    @property
    def due(self) -> datetime | None: ...
    @property
    def local(self) -> datetime | None: ...
    @property
    def variant(self) -> Variant: ...
    @property
    def code(self) -> str: ...
    @property
    def blocked(self) -> bool: ...


def previewed(shown: Shown, language: str) -> Json:
    """One occurrence on one account, as `preview --json` shows it."""
    variant = shown.variant
    return {
        "tag": shown.tag,
        "campaign": shown.campaign,
        "post": shown.post,
        "occurrence": shown.occurrence,
        "account": shown.account,
        "network": shown.network,
        "theme": shown.theme,
        "due": instant(shown.due),
        "local": local(shown.local),
        "parts": [part(one) for one in variant.parts],
        "card": card(variant.card),
        "options": options(variant),
        "digest": variant.digest,
        "code": shown.code,
        "blocked": shown.blocked,
        "notices": [problem(one, language) for one in variant.notices],
    }


def part(one: Part) -> Json:
    """One part of a variant; offsets are in code points, end exclusive."""
    return {
        "role": one.role.value,
        "text": one.text,
        "length": one.length,
        "limit": one.limit,
        "facets": [
            {"kind": facet.kind.value, "start": facet.start, "end": facet.end, "value": facet.value}
            for facet in one.facets
        ],
        "media": [media(picture) for picture in one.media],
        "languages": list(one.languages),
    }


def media(one: Media) -> Json:
    """One picture; `blob`, `mime`, sizes are empty until it is frozen."""
    return {
        "file": one.file,
        "alt": one.alt,
        "credit": one.credit,
        "blob": one.blob or None,
        "mime": one.mime or None,
        "width": one.width or None,
        "height": one.height or None,
        "bytes": one.size or None,
        "framing": one.framing and framing(one.framing),
        "focus": one.focus and list(one.focus),
        "steps": list(one.steps),
    }


def framing(one: Framing) -> Json:
    """What of a picture is shown: a box in the pixels of the upright picture, and the shares that are cut away."""
    left, top, right, bottom = (round(share, 4) for share in one.cut)
    return {
        "kind": "pad" if one.pads else "crop",
        "width": one.width,
        "height": one.height,
        "box": [one.left, one.top, one.right, one.bottom],
        "color": one.color or None,
        "cut": {"left": left, "top": top, "right": right, "bottom": bottom},
    }


def card(one: Card | None) -> Json | None:
    """A link card, or null."""
    if one is None:
        return None
    return {
        "url": one.url,
        "title": one.title,
        "description": one.description,
        "image": one.image and media(one.image),
        "part": one.part,
    }


def options(variant: Variant) -> Mapping[str, str]:
    """What is set beside the text."""
    return {
        "language": variant.options.language,
        "visibility": variant.options.visibility,
        "warning": variant.options.warning,
    }
