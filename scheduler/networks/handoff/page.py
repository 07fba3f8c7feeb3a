"""The page that a person opens, at a desk or on a phone: one file, nothing from outside, every text one touch away."""

import base64
import hashlib
import io
import re
from collections.abc import Iterator, Mapping
from functools import partial
from itertools import zip_longest
from pathlib import Path
from typing import Any

from scheduler.networks.handoff.sheet import Picture, Piece, Sheet
from scheduler.plain import visible
from scheduler.sentences import label

HERE = Path(__file__).parent
HEAVIEST = 16_000_000
"""Bytes of pictures that the page carries as they are; beyond that it shows small ones, and the files are to be taken."""
SMALL = 1080
_COMMAND = re.compile(r"(?:`|«\u00a0)(scheduler [^`»]+?)(?:`|\u00a0»)")


def drawn(sheet: Sheet) -> str:
    """The page of `sheet`."""
    from jinja2 import Environment, FileSystemLoader, StrictUndefined  # noqa: PLC0415 - only where one is handed over

    frame = Environment(
        loader=FileSystemLoader(HERE), autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True
    )
    style, script = ((HERE / name).read_text(encoding="utf-8") for name in ("page.css", "copy.js"))
    return frame.get_template("page.html.j2").render(
        # Both are files of ours, and the page's own rule admits them by their content alone.
        style=_Safe(style),
        script=_Safe(script),
        style_hash=_hash(style),
        script_hash=_hash(script),
        sheet=sheet,
        closing=[list(_typed(step)) for step in sheet.closing],
        pieces=[_piece(sheet, one, number) for number, one in enumerate(sheet.pieces, start=1)],
        **_words(sheet),
    )


def _typed(step: str) -> Iterator[tuple[str, str]]:
    """A step as words, each with the command behind them: what is typed stands in type, not between quotes."""
    words = _COMMAND.split(step)
    yield from zip_longest(words[::2], words[1::2], fillvalue="")


def _words(sheet: Sheet) -> Mapping[str, str]:
    say = partial(label, language=sheet.language)
    return {
        "open": say("handing-button-open", network=sheet.network),
        "copy": say("handing-button-copy"),
        "copied": say("handing-copied"),
        "alt_title": say("handing-alt-title"),
        "save": say("handing-save"),
        "afterwards": say("handing-afterwards"),
        "embargo": say("handing-not-public"),
    }


def _piece(sheet: Sheet, piece: Piece, number: int) -> Mapping[str, Any]:
    heavy = sum(len(picture.data) for one in sheet.pieces for picture in one.pictures if not picture.film) > HEAVIEST
    return {
        "id": f"text-{number}",
        "heading": piece.heading,
        "text": piece.text,
        "before": piece.before,
        "after": piece.after,
        "pictures": list(_pictures(sheet, piece, number, heavy=heavy)),
    }


def _pictures(sheet: Sheet, piece: Piece, number: int, *, heavy: bool) -> Iterator[Mapping[str, Any]]:
    say = partial(label, language=sheet.language)
    for place, picture in enumerate(piece.pictures, start=1):
        small = heavy and not picture.film
        mime, data = _small(picture) if small else (picture.mime, b"" if picture.film else picture.data)
        yield {
            "id": f"alt-{number}-{place}",
            "data": f"data:{mime};base64,{base64.b64encode(data).decode()}" if data else "",
            "name": picture.file,
            "film": say("handing-film", file=picture.file) if picture.film else "",
            "which": say("handing-picture", number=place, total=len(piece.pictures)),
            "small": say("handing-reduced", file=picture.file) if small else "",
            "alt": picture.alt,
            "wanted": bool(picture.alt_file),
            "credit": visible(picture.credit),
            "width": picture.width or None,
            "height": picture.height or None,
        }


def _small(picture: Picture) -> tuple[str, bytes]:
    from PIL import Image  # noqa: PLC0415 - only where the pictures weigh too much

    with Image.open(io.BytesIO(picture.data), formats=("JPEG", "PNG", "WEBP", "GIF")) as image:
        image.draft("RGB", (SMALL, SMALL))
        shown = image.convert("RGB")
        shown.thumbnail((SMALL, SMALL))
        packed = io.BytesIO()
        shown.save(packed, "JPEG", quality=80)
    return "image/jpeg", packed.getvalue()


class _Safe(str):
    """Text of our own that a template must not escape."""

    __slots__ = ()

    def __html__(self) -> str:
        return str(self)


def _hash(text: str) -> str:
    return f"sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}"
