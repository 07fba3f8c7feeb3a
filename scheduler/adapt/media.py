"""A picture made into what a network takes: format, pixels, bytes. Private metadata never leaves; the original is not touched."""

import io
import warnings
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from scheduler.adapt.strip import stripped
from scheduler.errors import Problem
from scheduler.model.network import PictureRules

if TYPE_CHECKING:
    from PIL.Image import Image

MAX_PIXELS = 50_000_000
"""A picture that would decode to more is refused before it is decoded (a decompression bomb)."""
_MIMES = {"JPEG": "image/jpeg", "PNG": "image/png", "WEBP": "image/webp", "GIF": "image/gif"}
_QUALITIES = (90, 85, 80, 72, 64, 55)
_SMALLER = 0.8
_SMALLEST = 64
"""Pixels of the shorter side below which no picture is made smaller to save bytes."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Fitted:
    """The bytes to send. `changed` says whether pixels differ from the source; metadata is stripped in any case."""

    data: bytes
    mime: str
    width: int
    height: int
    changed: bool


def fit(source: bytes, rules: PictureRules) -> Fitted:
    """Fit one picture to `rules`: orientation applied, EXIF and GPS stripped, resized and recompressed only where needed.

    The same bytes under the same rules give the same bytes. A picture with transparency becomes JPEG on white where PNG is
    not taken; an animation stays one where GIF is taken, else its first frame goes out. Raises `Problem` for a picture that
    cannot be read, is giant, or cannot be made small enough.
    """
    from PIL import Image, UnidentifiedImageError  # noqa: PLC0415 - only when a picture is fitted

    try:
        # Pillow warns of damaged metadata, which goes out anyway, and of giants, which are refused below.
        with warnings.catch_warnings(action="ignore"), Image.open(io.BytesIO(source)) as image:
            if image.width * image.height > MAX_PIXELS:
                raise Problem("fit-giant", width=image.width, height=image.height, most=MAX_PIXELS)
            return _fitted(source, image, rules)
    except Image.DecompressionBombError as bomb:
        raise Problem("fit-giant", width=0, height=0, most=MAX_PIXELS) from bomb
    except (UnidentifiedImageError, OSError, SyntaxError, ValueError) as broken:
        raise Problem("fit-broken", detail=str(broken)) from broken


def _fitted(source: bytes, image: "Image", rules: PictureRules) -> Fitted:
    kind = image.format or ""
    moves = getattr(image, "n_frames", 1) > 1
    size = _size(image.width, image.height, rules)
    upright = image.getexif().get(0x0112, 1) in {0, 1}
    if kind in rules.formats and size == image.size and upright and (not moves or kind == "GIF"):
        bare = stripped(source, kind)
        if bare is not None and len(bare) <= rules.max_bytes:
            image.load()  # a file that is cut short is found here, not at the network
            return Fitted(data=bare, mime=_MIMES[kind], width=image.width, height=image.height, changed=False)
    return _remade(image, rules)


def _size(width: int, height: int, rules: PictureRules) -> tuple[int, int]:
    """The size within the limits, the ratio kept; never larger than it was."""
    scale = 1.0
    if rules.max_width is not None:
        scale = min(scale, rules.max_width / width)
    if rules.max_height is not None:
        scale = min(scale, rules.max_height / height)
    if rules.max_pixels is not None and width * height > rules.max_pixels:
        scale = min(scale, (rules.max_pixels / (width * height)) ** 0.5)
    return (width, height) if scale >= 1 else (max(int(width * scale), 1), max(int(height * scale), 1))


def _remade(image: "Image", rules: PictureRules) -> Fitted:
    from PIL import Image, ImageOps  # noqa: PLC0415 - only when a picture is fitted

    colours = image.info.get("icc_profile")
    image.seek(0)
    upright = ImageOps.exif_transpose(image)
    transparent = upright.has_transparency_data
    size = _size(upright.width, upright.height, rules)
    plain = upright.convert("RGBA" if transparent else "RGB")
    while min(size) >= min(_SMALLEST, *plain.size):
        small = plain if size == plain.size else plain.resize(size, Image.Resampling.LANCZOS)
        for data, kind in _encodings(small, rules, transparent=transparent, colours=colours, source=image.format or ""):
            if len(data) <= rules.max_bytes:
                return Fitted(data=data, mime=_MIMES[kind], width=size[0], height=size[1], changed=True)
        size = (int(size[0] * _SMALLER), int(size[1] * _SMALLER))
    raise Problem("fit-heavy", limit=rules.max_bytes)


def _encodings(
    image: "Image", rules: PictureRules, *, transparent: bool, colours: bytes | None, source: str
) -> Iterator[tuple[bytes, str]]:
    """Ways to write `image`, the best first: as PNG where it has transparency or was one, then as JPEG, ever smaller."""
    if "PNG" in rules.formats and (transparent or source in {"PNG", "GIF"}):
        yield _written(image, "PNG", colours, optimize=True), "PNG"
    if "JPEG" not in rules.formats:
        return
    flat = _on_white(image) if transparent else image
    for quality in _QUALITIES:
        yield _written(flat, "JPEG", colours, quality=quality, optimize=True, progressive=True), "JPEG"


def _written(image: "Image", kind: str, colours: bytes | None, **how: object) -> bytes:
    out = io.BytesIO()
    image.save(out, kind, icc_profile=colours, **how)
    return out.getvalue()


def _on_white(image: "Image") -> "Image":
    from PIL import Image  # noqa: PLC0415 - only when a picture is fitted

    white = Image.new("RGB", image.size, "white")
    white.paste(image, mask=image.getchannel("A"))
    return white
