"""A preview as one page of HTML: every variant with its pictures, as they would be sent and before anything was cut."""

import base64
import io
from collections.abc import Mapping
from pathlib import Path

from scheduler.app.checking import Previewed
from scheduler.clock import Clock, SystemClock
from scheduler.errors import Problem, SchedulerError
from scheduler.model.variant import Media
from scheduler.render import html
from scheduler.render.preview_page import Inline, Looks, page
from scheduler.store.blobs import Blobs
from scheduler.store.files import replace

SENT, WHOLE = 400, 280
"""Pixels of the longer side on the page: enough for paper and dense screens, light enough for mail."""


def write(found: Previewed, path: Path, language: str, *, clock: Clock | None = None) -> Path:
    """Write the page of `found` to `path`, in one move. It holds unpublished texts: only its owner may read it."""
    try:
        replace(path, drawn(found, language, clock=clock))
    except OSError as failed:
        raise Problem("not-writable", where=str(path), reason=failed.strerror or "") from failed
    return path


def drawn(found: Previewed, language: str, *, clock: Clock | None = None) -> bytes:
    """The page of `found`."""
    gallery = _Gallery(found)
    now = (clock or SystemClock()).now().astimezone(found.zone)
    looks = Looks(sent=gallery.sent, whole=gallery.whole)
    return html.preview(page(found.variants, found.problems, looks, language, drawn=now)).encode()


class _Gallery:
    """Each picture made small once, however many networks show it."""

    def __init__(self, found: Previewed) -> None:
        self._blobs: Mapping[str, Blobs] = {one.tag: one.blobs for one in found.variants}
        self._files: Mapping[str, Mapping[str, Path]] = {one.tag: one.files for one in found.variants}
        self._made: dict[tuple[str, int], Inline] = {}

    def sent(self, tag: str, media: Media) -> Inline:
        """The picture as it goes out."""
        key = media.blob, SENT
        if key not in self._made:
            try:
                data = self._blobs[tag].get(media.blob) if media.mime.startswith("image/") else b""
            except SchedulerError:
                data = b""
            self._made[key] = small(data, SENT)
        return self._made[key]

    def whole(self, tag: str, media: Media) -> Inline:
        """The picture as it lies in the folder."""
        path = self._files[tag].get(media.file)
        key = str(path), WHOLE
        if key not in self._made:
            try:
                data = path.read_bytes() if path else b""
            except OSError:
                data = b""
            self._made[key] = small(data, WHOLE)
        return self._made[key]


def small(data: bytes, most: int) -> Inline:
    """A picture small enough for a page, upright, its first frame alone. What cannot be decoded shows nothing."""
    from PIL import Image, ImageOps, UnidentifiedImageError  # noqa: PLC0415 - only where a page is drawn

    try:
        with Image.open(io.BytesIO(data), formats=("JPEG", "PNG", "WEBP", "GIF")) as opened:
            image = ImageOps.exif_transpose(opened).convert("RGBA")
    except (UnidentifiedImageError, OSError, SyntaxError, ValueError, Image.DecompressionBombError):
        return Inline()
    image.thumbnail((most, most))
    paper = Image.new("RGB", image.size, "white")
    paper.paste(image, mask=image)
    out = io.BytesIO()
    paper.save(out, "JPEG", quality=74, optimize=True)
    text = base64.b64encode(out.getvalue()).decode()
    return Inline(data=f"data:image/jpeg;base64,{text}", width=image.width, height=image.height)
