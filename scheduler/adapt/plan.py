"""What must be done to a picture for a network, as a plan: decided from what its header says, before anything is decoded."""

from collections.abc import Iterator
from dataclasses import dataclass

from scheduler.adapt.crop import reduced
from scheduler.model.network import PictureRules
from scheduler.model.variant import Framing

GRAPHIC = frozenset({"PNG", "GIF", "BMP"})
"""Formats of drawings and screens, which JPEG would blur."""
_NEAR = 1.5
"""A PNG that seems heavier than this much of the limit is not written as one only to be thrown away."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """What is known of a picture's bytes from its header. `width` and `height` are those of the upright picture."""

    kind: str
    """Pillow's name of the format."""
    width: int
    height: int
    size: int
    turned: bool
    """Whether its EXIF says that it must be turned or mirrored."""
    frames: int
    mode: str
    transparent: bool
    colors: str
    """The colour profile: empty for none, `srgb`, `rgb` for another of red, green and blue, else `other`."""
    bare: int | None
    """Its bytes once private metadata is taken out; None where that cannot be done without writing the picture anew."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """What is done to a picture, in this order. `formats` are those to write it in, the best first; empty: it stays as it is.

    Two pictures of the same bytes under the same plan give the same bytes.
    """

    still: bool = False
    turned: bool = False
    framing: Framing | None = None
    size: tuple[int, int]
    resized: bool = False
    srgb: bool = False
    formats: tuple[str, ...] = ()
    max_bytes: int | None = None
    bounds: tuple[float | None, float | None] = (None, None)
    """Of the ratio, for what must be made smaller still."""

    @property
    def keeps(self) -> bool:
        """Whether the pixels stay as they are and only private metadata goes."""
        return not self.formats

    def steps(self) -> Iterator[str]:
        """The plan in words that scripts can read, but for the last step, which writing decides."""
        if self.keeps:
            yield "strip"
            return
        if self.still:
            yield "still"
        if self.turned:
            yield "orient"
        if self.framing is not None:
            yield str(self.framing)
        if self.srgb:
            yield "srgb"

    def __str__(self) -> str:
        resized = [f"resize {self.size[0]}x{self.size[1]}"] if self.resized else []
        last = [] if self.keeps else [*resized, f"{'|'.join(self.formats)} <= {self.max_bytes}"]
        return "; ".join([*self.steps(), *last])


def plan(source: Source, rules: PictureRules, framing: Framing | None = None) -> Plan:
    """The least that brings `source` within `rules`; `framing` says what of it is shown."""
    shown = (framing.right - framing.left, framing.bottom - framing.top) if framing else (source.width, source.height)
    bounds = (rules.min_ratio, rules.max_ratio)
    size = _within(shown, rules, bounds)
    same = framing is None and size == shown and not source.turned
    if same and source.kind in rules.formats and _as_it_is(source, rules):
        return Plan(size=size)
    return Plan(
        still=source.frames > 1,
        turned=source.turned,
        framing=framing,
        size=size,
        resized=size != shown,
        srgb=_to_srgb(source, rules),
        formats=tuple(_formats(source, rules, size)),
        max_bytes=rules.max_bytes,
        bounds=bounds,
    )


def moves(kind: str, frames: int, size: int, pixels: tuple[int, int], rules: PictureRules) -> bool:
    """Whether an animation goes out as one: only a GIF does, where it is taken as it is."""
    return (
        frames > 1
        and kind == "GIF"
        and kind in rules.formats
        and size <= rules.max_bytes
        and _scale(pixels, rules) >= 1
        and not _large_gif(kind, pixels, rules)
    )


def _as_it_is(source: Source, rules: PictureRules) -> bool:
    if source.bare is None or source.bare > rules.max_bytes:
        return False
    if source.frames > 1 and source.kind != "GIF":
        return False
    if _large_gif(source.kind, (source.width, source.height), rules):
        return False
    return source.mode != "CMYK" and not _to_srgb(source, rules)


def _large_gif(kind: str, size: tuple[int, int], rules: PictureRules) -> bool:
    return kind == "GIF" and rules.gif_pixels is not None and size[0] * size[1] > rules.gif_pixels


def _to_srgb(source: Source, rules: PictureRules) -> bool:
    """Colours of print, and grey with a profile of its own, are shown right nowhere but in print."""
    return source.mode == "CMYK" or source.colors == "other" or (rules.srgb and source.colors == "rgb")


def _within(shown: tuple[int, int], rules: PictureRules, bounds: tuple[float | None, float | None]) -> tuple[int, int]:
    """The largest size of this shape that the network takes, never larger than it was."""
    scale = _scale(shown, rules)
    if scale >= 1:
        return shown
    size = reduced(shown, bounds, scale)
    while _scale(size, rules) < 1 and min(size) > 1:  # rounded up over a limit of both sides
        size = (size[0] - 1, size[1]) if size[0] > size[1] else (size[0], size[1] - 1)
    return size


def _scale(size: tuple[int, int], rules: PictureRules) -> float:
    width, height = size
    scale = 1.0
    if rules.max_width is not None:
        scale = min(scale, rules.max_width / width)
    if rules.max_height is not None:
        scale = min(scale, rules.max_height / height)
    if rules.max_pixels is not None and width * height > rules.max_pixels:
        scale = min(scale, (rules.max_pixels / (width * height)) ** 0.5)
    if rules.max_sides is not None:
        scale = min(scale, rules.max_sides / (width + height))
    return scale


def _formats(source: Source, rules: PictureRules, size: tuple[int, int]) -> Iterator[str]:
    """Transparency is kept where any format of the network can; drawings stay sharp where they are light enough."""
    sharp = source.transparent or source.kind in GRAPHIC
    if sharp and "PNG" in rules.formats and _light(source, rules, size):
        yield "PNG"
    if source.transparent and "WEBP" in rules.formats:
        yield "WEBP"
    if "JPEG" in rules.formats:
        yield "JPEG"
        return
    for kind in ("WEBP", "PNG"):
        if kind in rules.formats and not (source.transparent and kind == "WEBP"):
            yield kind


def _light(source: Source, rules: PictureRules, size: tuple[int, int]) -> bool:
    if source.kind != "PNG":
        return True
    share = size[0] * size[1] / (source.width * source.height)
    return source.size * min(share, 1.0) <= rules.max_bytes * _NEAR
