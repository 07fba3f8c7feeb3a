"""What is known of a picture or video before it is sent: where it lies, its format, its size. Nothing is decoded here."""

import errno
import os
import struct
import unicodedata
import warnings
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from scheduler.campaigns import videos
from scheduler.model.film import MIMES, Film, ending, is_film
from scheduler.model.notice import Notice, error, warning
from scheduler.model.picture import Picture
from scheduler.model.spelling import nearest

FORMATS = {
    "JPEG": "image/jpeg",
    "PNG": "image/png",
    "WEBP": "image/webp",
    "GIF": "image/gif",
    "BMP": "image/bmp",
    "AVIF": "image/avif",
    "TIFF": "image/tiff",
}
"""What is read; networks get what they take of it. A camera's MPO is opened as a JPEG."""
ADVISED = ("JPEG", "PNG", "WEBP", "GIF")
_HEIC = frozenset({b"heic", b"heix", b"hevc", b"heim", b"heis", b"mif1", b"msf1"})
"""Brands of an iPhone's pictures: https://nokiatech.github.io/heif/technical.html, read 2026-11-22."""
MAX_PIXELS = 50_000_000
"""A picture of 13,000 by 13,000 pixels takes 1.3 GB once decoded, whatever its file weighs."""
MAX_BYTES = 200_000_000
_BROKEN = (
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
_ORIENTATION = 0x0112
_SIDEWAYS = frozenset({5, 6, 7, 8})
"""Values of EXIF's orientation that swap width and height: CIPA DC-008, 4.6.5.1.A."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PictureFacts:
    """A picture or video that can be used. `frames` is over 1 for an animated one; `notices` holds what is worth saying.

    `width` and `height` are as it is seen, turned as its EXIF says; 0 for a video that could not be looked into.
    """

    path: Path
    format: str
    mime: str
    width: int
    height: int
    size: int
    frames: int
    film: Film | None = None
    notices: tuple[Notice, ...] = ()


def facts(picture: Picture, campaign_file: Path, roots: Sequence[Path]) -> PictureFacts | Notice:
    """Find the picture inside the campaign's folder or one of `roots`, and read its header; a Notice says why not."""
    folder = campaign_file.parent
    try:
        found = _resolve(picture, folder, roots)
        if isinstance(found, Notice):
            return found
        path, notices = found
        size = path.stat().st_size
    except OSError as failed:
        if failed.errno == errno.ENAMETOOLONG:
            return error("picture-missing", picture.where, file=picture.file, folder=str(folder))
        return error("picture-unreadable", picture.where, file=picture.file, reason=failed.strerror or "")
    if size == 0:
        return error("picture-empty", picture.where, file=picture.file)
    if size > MAX_BYTES and not is_film(picture.file):
        return error("picture-heavy", picture.where, file=picture.file, most=MAX_BYTES // 1_000_000)
    if is_film(picture.file):
        return _film(picture, path, size, notices)
    return _header(picture, path, size, notices)


def _resolve(picture: Picture, folder: Path, roots: Sequence[Path]) -> tuple[Path, tuple[Notice, ...]] | Notice:
    """The real path of the file, which must lie inside the folder or a root once every link in it is followed."""
    written = picture.file.strip()
    if not written or "\x00" in written:
        return error("picture-missing", picture.where, file=written, folder=str(folder))
    inside = [base.resolve() for base in (folder, *roots)]
    outside = None
    for base in (folder, *roots):
        path, notices = _match(picture, base, Path(written.replace("\\", "/")))
        if path is None:
            continue
        if path.is_dir():
            return error("picture-is-folder", picture.where, file=written)
        if any(path.resolve().is_relative_to(one) for one in inside):
            return path.resolve(), notices
        outside = path
    if outside is not None or _leaves(folder, written):
        code = "picture-link-outside" if outside is not None and outside.is_symlink() else "picture-outside"
        return error(code, picture.where, file=written)
    meant = _near(folder, Path(written))
    if meant:
        return error("picture-missing-meant", picture.where, file=written, meant=meant)
    return error("picture-missing", picture.where, file=written, folder=str((folder / written).parent))


def _leaves(folder: Path, written: str) -> bool:
    path = Path(os.path.normpath(folder / written))
    return not path.is_relative_to(Path(os.path.normpath(folder)))


def _match(picture: Picture, base: Path, name: Path) -> tuple[Path | None, tuple[Notice, ...]]:
    """The file under its written name, else under the same name composed otherwise: a Mac writes é as two characters."""
    path = base / name
    if os.path.lexists(path) and path.exists():
        return path, ()
    for form in ("NFC", "NFD"):
        other = base / unicodedata.normalize(form, str(name))
        if other.exists():
            return other, (warning("picture-name-composed", picture.where, file=picture.file),)
    return None, ()


def _near(folder: Path, name: Path) -> str:
    """The file in that folder which was probably meant, as it should be written."""
    place = folder / name.parent
    if not place.is_dir() or not place.resolve().is_relative_to(folder.resolve()):
        return ""
    try:
        offered = [one.name for one in place.iterdir() if one.is_file()][:2000]
    except OSError:
        return ""
    meant = nearest(name.name, offered) if name.stem in {Path(one).stem for one in offered} else ""
    if not meant:
        # By the names alone: endings that are alike bring any two pictures near.
        stems = {Path(one).stem: one for one in offered}
        meant = stems.get(nearest(name.stem, stems), "")
    return (name.parent / meant).as_posix() if meant else ""


def _header(picture: Picture, path: Path, size: int, notices: tuple[Notice, ...]) -> PictureFacts | Notice:
    """Let Pillow read the header in the formats that we send, no further than the size."""
    from PIL import Image, UnidentifiedImageError  # noqa: PLC0415 - heavy, and many files name no picture

    try:
        with warnings.catch_warnings():
            # Pillow only warns of giants, whose pixels are counted below, and of damaged metadata, which never goes out.
            warnings.simplefilter("ignore")
            with Image.open(path, formats=tuple(FORMATS)) as image:
                width, height, kind = image.width, image.height, image.format or ""
                if width * height > MAX_PIXELS:
                    return _giant(picture, width, height)
                # What lies behind a camera's picture is its preview, no animation.
                kind, frames = ("JPEG", 1) if kind == "MPO" else (kind, int(getattr(image, "n_frames", 1)))
                # Of a PNG without EXIF in its head Pillow would decode all to look for one behind; a TIFF it turns by itself.
                told = kind != "TIFF" and (kind != "PNG" or "exif" in image.info)
                if told and image.getexif().get(_ORIENTATION) in _SIDEWAYS:
                    width, height = height, width
                if frames == 1:
                    image.verify()
    except Image.DecompressionBombError:
        return _giant(picture, 0, 0)
    except UnidentifiedImageError:
        code = "picture-heic" if _is_heic(path) else "picture-format"
        return error(code, picture.where, file=picture.file, formats=ADVISED)
    except _BROKEN:
        return error("picture-damaged", picture.where, file=picture.file)
    if path.stat().st_size and _cut_short(path, kind):
        return error("picture-damaged", picture.where, file=picture.file)
    return PictureFacts(
        path=path,
        format=kind,
        mime=FORMATS[kind],
        width=width,
        height=height,
        size=size,
        frames=frames,
        notices=notices,
    )


def _is_heic(path: Path) -> bool:
    with path.open("rb") as file:
        head = file.read(12)
    return head[4:8] == b"ftyp" and head[8:] in _HEIC


def _film(picture: Picture, path: Path, size: int, notices: tuple[Notice, ...]) -> PictureFacts | Notice:
    """What ffprobe says of a video; where it is not installed, the file's beginning and its size are all there is."""
    kind = ending(picture.file)
    if kind not in MIMES:
        return error("film-format", picture.where, file=picture.file, formats=("MP4", "MOV"))
    try:
        if not videos.looks_right(path):
            return error("film-damaged", picture.where, file=picture.file)
        film, width, height = videos.probed(path)
    except (OSError, videos.Unreadable):
        return error("film-damaged", picture.where, file=picture.file)
    return PictureFacts(
        path=path,
        format=kind.upper(),
        mime=MIMES[kind],
        width=width,
        height=height,
        size=size,
        frames=1,
        film=film,
        notices=notices,
    )


def _giant(picture: Picture, width: int, height: int) -> Notice:
    most = MAX_PIXELS // 1_000_000
    return error("picture-giant", picture.where, file=picture.file, width=width, height=height, most=most)


def _cut_short(path: Path, kind: str) -> bool:
    """Whether the file lacks its end: a download or a copy that stopped half way."""
    with path.open("rb") as file:
        file.seek(-min(64, path.stat().st_size), os.SEEK_END)
        tail = file.read()
        if kind == "WEBP":
            file.seek(4)
            return int.from_bytes(file.read(4), "little") + 8 > path.stat().st_size
    ends = {"PNG": b"IEND", "GIF": b"\x3b"}
    if kind == "JPEG":
        return _jpeg_cut(path)
    return kind in ends and ends[kind] not in tail


def _jpeg_cut(path: Path) -> bool:
    """Cameras append previews and padding behind the end marker, so it is looked for anywhere in the second half."""
    with path.open("rb") as file:
        size = path.stat().st_size
        file.seek(size // 2)
        return b"\xff\xd9" not in file.read()
