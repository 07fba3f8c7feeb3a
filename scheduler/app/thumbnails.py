"""A frozen picture for a terminal: in cells of two colours, one above the other, or as the terminal itself draws pictures."""

import io
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from scheduler.errors import SchedulerError

if TYPE_CHECKING:
    from PIL.Image import Image

    from scheduler.store.blobs import Blobs

Colour = tuple[int, int, int]
Picture = tuple[tuple[tuple[Colour, Colour], ...], ...]
"""Rows of cells; each cell its upper colour and its lower one."""
COLUMNS, ROWS = 30, 8
DRAFT = 240
"""Pixels to which a JPEG is decoded at once: enough to be made small from, and fifty times faster than all of it."""
SQUARE = 2.0
"""How many times as high as wide a cell is, where nobody knows better."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Drawing:
    """A picture as a terminal takes it, `columns` by so many rows of its cells."""

    columns: int
    rows: tuple[str, ...] = ()
    """What draws each row of cells where the cursor is (sixel, iTerm2)."""
    png: bytes = b""
    """The whole (kitty), which is shown by strips."""
    high: int = 0
    """Rows of cells; 0 where the picture cannot be shown."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Brush:
    """How a terminal draws: `kitty`, `iterm` or `sixel`; the dots of its cells, and its colours at once."""

    way: str
    cell: tuple[int, int]
    colours: int = 256


def picture(blobs: "Blobs", digest: str, columns: int = COLUMNS, rows: int = ROWS, shape: float = SQUARE) -> Picture:
    """The picture of that digest, at most `columns` by `rows` cells, in its own shape; empty where it cannot be shown."""
    try:
        data = blobs.get(digest)
    except SchedulerError:
        return ()
    return small(data, columns, rows, shape)


def drawing(blobs: "Blobs", digest: str, columns: int, rows: int, brush: Brush) -> Drawing:
    """The same picture over exactly so many cells, drawn with `brush`; of no height where it cannot be shown."""
    try:
        data = blobs.get(digest)
    except SchedulerError:
        return Drawing(columns=columns)
    wide, high = brush.cell
    image = _opened(data, 2 * max(columns * wide, rows * high))
    if image is None:
        return Drawing(columns=columns)
    return _drawn(image.resize((columns * wide, rows * high)), columns, rows, brush)


def _drawn(image: "Image", columns: int, rows: int, brush: Brush) -> Drawing:
    from PIL import Image as Pillow  # noqa: PLC0415 - only where a picture is drawn

    from scheduler.render import inline, sixel  # noqa: PLC0415 - as above

    if brush.way == "kitty":
        return Drawing(columns=columns, high=rows, png=_png(image))
    high = brush.cell[1]
    if brush.way == "iterm":
        strips = (image.crop((0, at, image.width, at + high)) for at in range(0, image.height, high))
        return Drawing(columns=columns, high=rows, rows=tuple(inline.shown(_png(one), columns) for one in strips))
    few = image.quantize(min(brush.colours, 256), Pillow.Quantize.MEDIANCUT, dither=Pillow.Dither.FLOYDSTEINBERG)
    raw = few.getpalette("RGB") or []
    colours = [(raw[at], raw[at + 1], raw[at + 2]) for at in range(0, len(raw), 3)]
    return Drawing(columns=columns, high=rows, rows=sixel.rows(few.tobytes(), image.width, colours, high))


def _png(image: "Image") -> bytes:
    out = io.BytesIO()
    image.save(out, "PNG", compress_level=3)
    return out.getvalue()


@lru_cache(maxsize=64)
def small(data: bytes, columns: int = COLUMNS, rows: int = ROWS, shape: float = SQUARE) -> Picture:
    """The first frame, upright, on black where it is see-through; empty for what is no picture."""
    from PIL.Image import Resampling  # noqa: PLC0415 - only where a picture is drawn

    image = _opened(data, DRAFT)
    if image is None:
        return ()
    scale = min(columns / image.width, shape * rows / image.height)
    width, height = max(round(image.width * scale), 1), max(round(image.height * scale / shape), 1) * 2
    shrunk = image.resize((width, height), Resampling.BOX)
    raw = shrunk.tobytes()
    pixels = [(raw[at], raw[at + 1], raw[at + 2]) for at in range(0, len(raw), 3)]
    lines = [pixels[at : at + width] for at in range(0, len(pixels), width)]
    return tuple(tuple(zip(lines[n], lines[n + 1], strict=True)) for n in range(0, height, 2))


def _opened(data: bytes, draft: int) -> "Image | None":
    from PIL import Image, ImageOps, UnidentifiedImageError  # noqa: PLC0415 - only where a picture is drawn

    try:
        with Image.open(io.BytesIO(data), formats=("JPEG", "PNG", "WEBP", "GIF")) as opened:
            opened.draft("RGB", (draft, draft))
            upright = ImageOps.exif_transpose(opened)
            # Pillow warns, on the very terminal that is drawn on, of a palette whose transparency would be lost.
            image = (upright.convert("RGBA") if upright.mode == "P" else upright).convert("RGB")
    except (UnidentifiedImageError, OSError, SyntaxError, ValueError, Image.DecompressionBombError):
        return None
    return image
