"""A frozen picture as so few colours that a terminal can show it: two a cell, one above the other."""

import io
from functools import lru_cache
from typing import TYPE_CHECKING

from scheduler.errors import SchedulerError

if TYPE_CHECKING:
    from scheduler.store.blobs import Blobs

Colour = tuple[int, int, int]
Picture = tuple[tuple[tuple[Colour, Colour], ...], ...]
"""Rows of cells; each cell its upper colour and its lower one."""
COLUMNS, ROWS = 30, 8
DRAFT = 240
"""Pixels to which a JPEG is decoded at once: enough to be made small from, and fifty times faster than all of it."""


def picture(blobs: "Blobs", digest: str, columns: int = COLUMNS, rows: int = ROWS) -> Picture:
    """The picture of that digest, at most `columns` by `rows` cells, in its own shape; empty where it cannot be shown."""
    try:
        data = blobs.get(digest)
    except SchedulerError:
        return ()
    return small(data, columns, rows)


@lru_cache(maxsize=64)
def small(data: bytes, columns: int = COLUMNS, rows: int = ROWS) -> Picture:
    """The first frame, upright, on black where it is see-through; empty for what is no picture."""
    from PIL import Image, ImageOps, UnidentifiedImageError  # noqa: PLC0415 - only where a picture is drawn

    try:
        with Image.open(io.BytesIO(data), formats=("JPEG", "PNG", "WEBP", "GIF")) as opened:
            opened.draft("RGB", (DRAFT, DRAFT))
            upright = ImageOps.exif_transpose(opened)
            # Pillow warns, on the very terminal that is drawn on, of a palette whose transparency would be lost.
            image = (upright.convert("RGBA") if upright.mode == "P" else upright).convert("RGB")
    except (UnidentifiedImageError, OSError, SyntaxError, ValueError, Image.DecompressionBombError):
        return ()
    scale = min(columns / image.width, 2 * rows / image.height)
    width, height = max(round(image.width * scale), 1), max(round(image.height * scale / 2), 1) * 2
    shrunk = image.resize((width, height), Image.Resampling.BOX)
    raw = shrunk.tobytes()
    pixels = [(raw[at], raw[at + 1], raw[at + 2]) for at in range(0, len(raw), 3)]
    lines = [pixels[at : at + width] for at in range(0, len(pixels), width)]
    return tuple(tuple(zip(lines[n], lines[n + 1], strict=True)) for n in range(0, height, 2))
