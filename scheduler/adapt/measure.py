"""How long a text is for each family of networks, and whether it fits."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any

from scheduler.adapt import clusters
from scheduler.adapt.grammar import emoji, families, fediverse, plain, twitter
from scheduler.adapt.weigh import LINK_LENGTH, V3, Weights, weighted
from scheduler.model.network import Count, Rules
from scheduler.model.variant import FacetKind
from scheduler.patterns import lazy_pattern

__all__ = [
    "V3",
    "Gauge",
    "Weights",
    "applied",
    "fits",
    "length",
    "refused",
    "refusing",
    "under_media",
    "weight",
    "weighted",
    "within",
]


_RESERVED = lazy_pattern(r"[\\|{}@\[\]()<>#*_~]")
"""https://learn.microsoft.com/en-us/linkedin/marketing/community-management/shares/little-text-format, read 2026-11-21."""
_BLOCKS = lazy_pattern(r"\n[^\S\n]*(?:\n[^\S\n]*)+")


def applied(rules: Rules, limits: Mapping[str, int]) -> Rules:
    """`rules` with what this account may do instead: an instance's limits, a subscription's. Unknown names are left alone.

    `limits` are named as the fields of `Rules` and `PictureRules`, as the configuration names them (`max_characters`,
    `max_bytes`, `max_media`, `max_alt`, `max_caption`, `max_hashtags`), or as instances do (`max_media_attachments`,
    `description_limit`, `video_size_limit`, ...).
    """
    if not limits:
        return rules

    def given(otherwise: float | None, *names: str) -> Any:
        return next((limits[name] for name in names if name in limits), otherwise)

    shown = rules.pictures
    pictures = replace(
        shown,
        most=given(shown.most, "most", "max_media", "max_media_attachments"),
        max_bytes=given(shown.max_bytes, "image_size_limit"),
        max_pixels=given(shown.max_pixels, "image_matrix_limit"),
        alt_length=given(shown.alt_length, "alt_length", "max_alt", "description_limit"),
    )
    videos = rules.videos and replace(
        rules.videos,
        max_bytes=given(rules.videos.max_bytes, "video_size_limit"),
        max_pixels=given(rules.videos.max_pixels, "video_matrix_limit"),
        max_rate=given(rules.videos.max_rate, "video_frame_rate_limit"),
    )
    return replace(
        rules,
        max_length=given(rules.max_length, "max_length", "max_characters"),
        max_bytes=given(rules.max_bytes, "max_bytes"),
        max_length_under_media=given(rules.max_length_under_media, "max_caption"),
        max_hashtags=given(rules.max_hashtags, "max_hashtags"),
        url_length=given(rules.url_length, "url_length", "characters_reserved_per_url"),
        pictures=pictures,
        videos=videos,
    )


def under_media(rules: Rules) -> Rules:
    """`rules` as they hold for a part with pictures."""
    limit = rules.max_length_under_media
    return rules if limit is None else replace(rules, max_length=limit)


def length(text: str, rules: Rules, warning: str = "") -> int:
    """The length of `text` as the network counts it; `warning` is counted with it where the network does."""
    counted = _MEASURES[rules.count](text, rules)
    return counted + clusters.count(warning) if warning and rules.count is Count.MASTODON else counted


class Gauge:
    """Measures texts for one network; `warning` is counted with each where the network does.

    Of the text that it measured last it remembers the length: fitting asks about one text several times.
    """

    __slots__ = ("_length", "_rules", "_text", "_warning")

    def __init__(self, rules: Rules, warning: str = "") -> None:
        self._rules = rules
        self._warning = warning
        self._text: str | None = None
        self._length = 0

    def length(self, text: str) -> int:
        """The length of `text` as the network counts it."""
        if text != self._text:
            self._text, self._length = text, length(text, self._rules, self._warning)
        return self._length

    def limit(self, *, pictured: bool = False) -> int:
        """How long a part may be; `pictured` says whether it holds pictures."""
        return (self._rules.max_length_under_media if pictured else None) or self._rules.max_length

    def fits(self, text: str, *, pictured: bool = False) -> bool:
        """Whether `text` is within the limits of length and bytes, whatever its characters."""
        most = self._rules.max_bytes
        return (most is None or weight(text) <= most) and self.length(text) <= self.limit(pictured=pictured)


def fits(text: str, rules: Rules, limits: Mapping[str, int] | None = None, *, warning: str = "") -> bool:
    """Whether the network takes `text` by its length, its bytes and its characters. `limits` are the account's own."""
    rules = applied(rules, limits or {})
    return within(text, rules, warning=warning) and not refused(text, refusing(rules))


def within(text: str, rules: Rules, *, warning: str = "") -> bool:
    """Whether `text` is within the limits of length and bytes, whatever its characters."""
    return Gauge(rules, warning).fits(text)


def weight(text: str) -> int:
    """The bytes of `text` in UTF-8."""
    return len(text.encode("utf-8", "surrogatepass"))


def refusing(rules: Rules) -> str:
    """The characters for which the network refuses a post."""
    return f"{twitter.INVALID}{rules.refused}" if rules.count is Count.X_WEIGHTED else rules.refused


def refused(text: str, signs: str = twitter.INVALID) -> str:
    """Those of `signs` that stand in `text`; by default those that X refuses."""
    return "".join(sign for sign in signs if sign in text)


def _utf16(text: str) -> int:
    return len(text) if text.isascii() else len(text.encode("utf-16-le", "surrogatepass")) // 2


def _emoji_bytes(text: str) -> int:
    if not emoji.MAYBE.search(text):
        return len(text)
    return len(text) + sum(weight(one) - len(one) for one in emoji.EMOJI.findall(text))


def _escaped(text: str) -> int:
    """A hashtag's own sign stays as it is. Whether escapes count is not documented: counting them is never too few."""
    tags = sum(one.kind is FacetKind.HASHTAG for one in families.found(plain.find, text)) if "#" in text else 0
    return _utf16(text) + len(_RESERVED.findall(text)) - tags


def _federated(text: str, rules: Rules) -> int:
    if "://" not in text and "@" not in text:
        return clusters.count(text)
    pieces: list[str] = []
    place = 0
    for facet in families.found(fediverse.find, text):
        if facet.kind is FacetKind.LINK:
            short = "x" * (rules.url_length or LINK_LENGTH)
        elif facet.kind is FacetKind.MENTION:
            short = f"@{facet.value.partition('@')[0]}"
        else:
            continue
        pieces += text[place : facet.start], short
        place = facet.end
    return clusters.count("".join([*pieces, text[place:]]))


_MEASURES: Mapping[Count, Callable[[str, Rules], int]] = {
    Count.X_WEIGHTED: lambda text, rules: weighted(text, V3, rules.url_length or LINK_LENGTH),
    Count.MASTODON: _federated,
    Count.GRAPHEMES: lambda text, _: clusters.count(text),
    Count.UTF16: lambda text, _: _utf16(text),
    Count.CODE_POINTS: lambda text, _: len(text),
    Count.BYTES: lambda text, _: weight(text),
    Count.EMOJI_BYTES: lambda text, _: _emoji_bytes(text),
    Count.ESCAPED: lambda text, _: _escaped(text),
    Count.LONGEST_BLOCK: lambda text, _: max(map(len, _BLOCKS.split(text))),
}
