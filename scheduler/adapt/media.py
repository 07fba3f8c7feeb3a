"""A picture made into what a network takes: format, pixels, bytes. Private metadata never leaves; the original is not touched."""

import io
import struct
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING

from scheduler.adapt import paint
from scheduler.adapt.crop import reduced
from scheduler.adapt.plan import Plan, Source, plan
from scheduler.adapt.strip import stripped
from scheduler.errors import Problem
from scheduler.model.network import PictureRules
from scheduler.model.variant import Framing

if TYPE_CHECKING:
    from PIL.Image import Image

__all__ = ["MAX_PIXELS", "Fitted", "convert", "fit", "look"]

MAX_PIXELS = 50_000_000
"""A picture that would decode to more is refused before it is decoded (a decompression bomb)."""
READ = ("JPEG", "PNG", "GIF", "BMP", "WEBP", "AVIF", "TIFF")
"""Formats that are opened at all: each is code that reads outside bytes. A camera's MPO is a JPEG to begin with."""
BROKEN = (
    OSError,
    SyntaxError,
    ValueError,
    EOFError,
    TypeError,
    RuntimeError,
    ArithmeticError,
    LookupError,
    struct.error,
)
"""What Pillow raises of damaged bytes, as seen when thousands were damaged at random."""
_MIMES = {"JPEG": "image/jpeg", "PNG": "image/png", "WEBP": "image/webp", "GIF": "image/gif"}
BEST, WORST = 90, 55
"""Of JPEG and WEBP: above, bytes grow and nobody sees why; below, everybody sees."""
LARGE, WORST_LARGE = 2048, 74
"""A picture with a longer side than any screen of its readers is made smaller before it is blurred."""
_SMALLER = 0.8
_SMALLEST = 64
"""Pixels of the shorter side below which no picture is made smaller to save bytes."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Fitted:
    """The bytes to send, and what was done. `changed` says whether pixels differ; metadata is stripped in any case."""

    data: bytes
    mime: str
    width: int
    height: int
    changed: bool
    steps: tuple[str, ...] = ()


def fit(source: bytes, rules: PictureRules, framing: Framing | None = None) -> Fitted:
    """Fit one picture to `rules`: orientation applied, EXIF and GPS stripped, framed, resized and written anew where needed.

    The same bytes under the same rules give the same bytes. A picture with transparency becomes JPEG on white where no
    format that keeps it is taken; an animation stays one where GIF is taken, else its first frame goes out. Raises `Problem`
    for a picture that cannot be read, is giant, or cannot be made small enough.
    """
    return convert(source, plan(look(source), rules, framing))


def look(source: bytes) -> Source:
    """What the header says of a picture's bytes; nothing is decoded. Raises `Problem` as `fit` does."""
    with _opened(source) as image:
        kind = image.format or ""
        # Of a PNG without EXIF in its head Pillow would decode all to look for one behind; a TIFF it turns by itself.
        told = kind != "TIFF" and (kind != "PNG" or "exif" in image.info)
        turn = image.getexif().get(0x0112, 1) if told else 1
        turned = isinstance(turn, int) and 2 <= turn <= 8
        width, height = (image.height, image.width) if turned and turn >= 5 else image.size
        bare = stripped(source, kind)
        return Source(
            kind=kind,
            width=width,
            height=height,
            size=len(source),
            turned=turned,
            # Behind the picture of a camera's file of several lie its preview and depth: no animation.
            frames=1 if kind == "MPO" else int(getattr(image, "n_frames", 1)),
            mode=image.mode,
            transparent=bool(image.has_transparency_data),
            colors=paint.colors(image.info.get("icc_profile")),
            bare=None if bare is None else len(bare),
        )


def convert(source: bytes, todo: Plan) -> Fitted:
    """Do what `todo`, made for these very bytes, says. Raises `Problem` as `fit` does."""
    with _opened(source) as image:
        if todo.keeps:
            kind = image.format or ""
            bare = stripped(source, kind)
            image.load()  # a file that is cut short is found here, not at the network
            if bare is None:
                raise Problem("fit-broken", detail="")
            width, height = todo.size
            return Fitted(data=bare, mime=_MIMES[kind], width=width, height=height, changed=False, steps=("strip",))
        return _remade(image, todo)


@contextmanager
def _opened(source: bytes) -> Iterator["Image"]:
    """The picture, opened and not decoded; whatever Pillow raises while it is used comes out as a `Problem`."""
    from PIL import Image  # noqa: PLC0415 - only when a picture is fitted

    try:
        # Pillow warns of damaged metadata, which goes out anyway, and of giants, which are refused below.
        with warnings.catch_warnings(action="ignore"), Image.open(io.BytesIO(source), formats=READ) as image:
            if image.width * image.height > MAX_PIXELS:
                raise Problem("fit-giant", width=image.width, height=image.height, most=MAX_PIXELS)
            yield image
    except Image.DecompressionBombError as bomb:
        raise Problem("fit-giant", width=0, height=0, most=MAX_PIXELS) from bomb
    except BROKEN as broken:
        raise Problem("fit-broken", detail=str(broken)) from broken


def _remade(image: "Image", todo: Plan) -> Fitted:
    whole = paint.upright(image, todo)
    profile = None if todo.srgb else whole.info.get("icc_profile")
    size = todo.size
    least = min(_SMALLEST, *size)
    while min(size) >= least:
        small = whole if size == whole.size else paint.resized(whole, size)
        data, step, smallest = _written(small, todo, profile)
        if data:
            resized = (f"resize {size[0]}x{size[1]}",) if small is not whole else ()
            return Fitted(
                data=data,
                mime=_MIMES[step.split()[0].upper()],
                width=size[0],
                height=size[1],
                changed=True,
                steps=(*todo.steps(), *resized, step),
            )
        wanted = ((todo.max_bytes or 0) / smallest) ** 0.5 * 0.95
        size = reduced(size, todo.bounds, min(max(wanted, 0.25), _SMALLER))
    raise Problem("fit-heavy", limit=todo.max_bytes or 0)


def _written(image: "Image", todo: Plan, profile: bytes | None) -> tuple[bytes, str, int]:
    """The first of the plan's formats that is light enough, and its step; else nothing, and the bytes of the lightest."""
    limit = todo.max_bytes or 0
    smallest = 0
    for kind in todo.formats:
        if kind == "PNG":
            data, quality = paint.png(image, profile), 0
        else:
            data, quality = _searched(image, kind, profile, limit)
        if len(data) <= limit:
            return data, f"{kind.lower()} {quality}" if quality else kind.lower(), len(data)
        smallest = min(smallest, len(data)) or len(data)
    return b"", "", smallest


def _searched(image: "Image", kind: str, profile: bytes | None, limit: int) -> tuple[bytes, int]:
    """The best quality whose bytes are within `limit`, found by halving; else the worst quality, too heavy as it is."""
    best = paint.lossy(image, kind, profile, BEST)
    if len(best) <= limit:
        return best, BEST
    low, high = WORST_LARGE if max(image.size) > LARGE else WORST, BEST - 1
    found, quality = paint.lossy(image, kind, profile, low), low
    if len(found) > limit:
        return found, quality
    while low < high:
        middle = (low + high + 1) // 2
        tried = paint.lossy(image, kind, profile, middle)
        if len(tried) <= limit:
            low, found, quality = middle, tried, middle
        else:
            high = middle - 1
    return found, quality
