"""Private metadata taken out of a picture's file without touching its pixels: no quality is lost where nothing else changes."""

import struct
import zlib
from collections.abc import Iterator

_JPEG_START, _JPEG_END, _JPEG_SCAN = 0xD8, 0xD9, 0xDA
_JPEG_PRIVATE = {0xE1, 0xED, 0xFE, *range(0xE3, 0xED), 0xEF}
"""EXIF and XMP, Photoshop, comments, makers' own; colour profile (0xE2), JFIF (0xE0) and Adobe's transform (0xEE) stay."""
_PNG_HEAD = b"\x89PNG\r\n\x1a\n"
_PNG_KEPT = {
    b"IHDR",
    b"PLTE",
    b"IDAT",
    b"IEND",
    b"tRNS",
    b"cHRM",
    b"gAMA",
    b"iCCP",
    b"sBIT",
    b"sRGB",
    b"bKGD",
    b"pHYs",
    b"cICP",
}
_WEBP_KEPT = {b"VP8X", b"VP8 ", b"VP8L", b"ALPH", b"ICCP", b"ANIM", b"ANMF"}
_WEBP_PRIVATE = 0b1100
"""The flags that say that EXIF and XMP follow."""


def stripped(source: bytes, kind: str) -> bytes | None:
    """`source` without private metadata; None where this cannot be done in place and the picture must be written anew."""
    try:
        if kind == "JPEG":
            return b"".join(_jpeg(source))
        if kind == "PNG":
            return b"".join(_png(source))
        if kind == "WEBP":
            return _webp(source)
    except (struct.error, IndexError, ValueError):
        return None
    # A GIF has no EXIF; its comments would go by decoding every frame.
    return source if kind == "GIF" and b"\x21\xfe" not in source and b"XMP Data" not in source else None


def _jpeg(source: bytes) -> Iterator[bytes]:
    yield source[:2]
    place = 2
    while True:
        if source[place] != 0xFF:
            raise ValueError("no marker")
        marker = source[place + 1]
        if marker == 0xFF:  # padding
            place += 1
            continue
        (length,) = struct.unpack(">H", source[place + 2 : place + 4])
        if marker == 0xE2 and source[place + 4 : place + 8] == b"MPF\0":
            raise ValueError("several pictures in one file")
        if marker not in _JPEG_PRIVATE:
            yield source[place : place + 2 + length]
        place += 2 + length
        if marker == _JPEG_SCAN:
            # What follows the last end mark (a maker's second picture, hidden files) is not the picture.
            end = source.rindex(b"\xff\xd9", place)
            body = source[place : end + 2]
            if b"Exif\0\0" in body:
                raise ValueError("a second picture behind the first")
            yield body
            return


def _webp(source: bytes) -> bytes:
    """Private chunks go, with their flags: https://developers.google.com/speed/webp/docs/riff_container, read 2026-11-22."""
    if source[:4] != b"RIFF" or source[8:12] != b"WEBP":
        raise ValueError("no WEBP")
    (whole,) = struct.unpack("<I", source[4:8])
    end = whole + 8
    if end > len(source):
        raise ValueError("cut short")
    kept: list[bytes] = []
    place = 12
    while place + 8 <= end:
        name = source[place : place + 4]
        (length,) = struct.unpack("<I", source[place + 4 : place + 8])
        chunk = source[place : place + 8 + length + length % 2]
        if name == b"VP8X":
            chunk = chunk[:8] + bytes([chunk[8] & ~_WEBP_PRIVATE]) + chunk[9:]
        if name in _WEBP_KEPT:
            kept.append(chunk)
        place += 8 + length + length % 2
    body = b"".join(kept)
    return b"RIFF" + struct.pack("<I", len(body) + 4) + b"WEBP" + body


def _png(source: bytes) -> Iterator[bytes]:
    if not source.startswith(_PNG_HEAD):
        raise ValueError("no PNG")
    yield _PNG_HEAD
    place = len(_PNG_HEAD)
    while True:
        (length,) = struct.unpack(">I", source[place : place + 4])
        name = source[place + 4 : place + 8]
        chunk = source[place : place + 12 + length]
        if zlib.crc32(chunk[4:-4]) != struct.unpack(">I", chunk[-4:])[0]:
            raise ValueError("damaged")
        if name in _PNG_KEPT:
            yield chunk
        place += 12 + length
        if name == b"IEND":
            return
