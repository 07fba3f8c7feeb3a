"""What a terminal shows, as a picture: each cell as the terminal has it, in the fonts of this machine."""

import shutil
import subprocess
from functools import cache
from pathlib import Path

from PIL import Image, ImageDraw, ImageFont
from rich.cells import cell_len
from rich.color import Color
from rich.style import Style
from rich.terminal_theme import TerminalTheme
from rich.text import Text

CELL = (10, 20)
SIZE = 17
MARGIN = 12
MOST = 150_000
"""Bytes that a picture may have: the pages that show them stay light."""
FAMILIES = ("DejaVu Sans Mono", "DejaVu Sans", "Noto Color Emoji")
HALVES = {
    "▀": (0, 0, 1, 0.5),
    "▄": (0, 0.5, 1, 1),
    "█": (0, 0, 1, 1),
    "▌": (0, 0, 0.5, 1),
    "▐": (0.5, 0, 1, 1),
}
"""Blocks fill their part of a cell to its edge; a font would leave seams."""
PLAIN = TerminalTheme(
    (255, 255, 255),
    (20, 20, 20),
    [(0, 0, 0), (170, 0, 0), (0, 120, 0), (140, 90, 0), (0, 0, 170), (150, 0, 150), (0, 120, 120), (190, 190, 190)],
    [(90, 90, 90), (210, 0, 0), (0, 150, 0), (170, 120, 0), (0, 0, 220), (190, 0, 190), (0, 150, 150), (255, 255, 255)],
)
"""The colours of a terminal whose programs ask for none of their own."""


def paint(coloured: str, size: tuple[int, int]) -> Image.Image:
    """The screen of `size` cells that `coloured` describes, as `Terminal.coloured` gives it."""
    width, height = size
    ground = _ground(coloured)
    picture = Image.new("RGB", (width * CELL[0] + 2 * MARGIN, height * CELL[1] + 2 * MARGIN), ground)
    draw = ImageDraw.Draw(picture)
    for y, line in enumerate(_lines(coloured)[:height]):
        x = 0
        for letter, style in line:
            _cell(picture, draw, (x, y), letter, style)
            x += cell_len(letter)
    return picture


def save(picture: Image.Image, path: Path) -> None:
    """As a PNG of few colours. Raises ValueError where it is too large."""
    picture.quantize(256, dither=Image.Dither.NONE).save(path, optimize=True)
    if path.stat().st_size > MOST:
        raise ValueError(f"{path.name} has {path.stat().st_size} bytes, and may have {MOST}")


def _lines(coloured: str) -> list[list[tuple[str, Style]]]:
    """Letters with their styles; what has no width goes with the letter before it."""
    lines: list[list[tuple[str, Style]]] = []
    text = Text.from_ansi(coloured.rstrip("\n"))
    for line in text.split("\n"):
        row: list[tuple[str, Style]] = []
        styles = [Style.null()] * len(line.plain)
        for start, end, style in line.spans:
            for at in range(start, min(end, len(styles))):
                styles[at] += style if isinstance(style, Style) else Style.parse(style)
        for letter, style in zip(line.plain, styles, strict=True):
            if row and not cell_len(letter):
                row[-1] = (row[-1][0] + letter, row[-1][1])
            else:
                row.append((letter, style))
        lines.append(row)
    return lines


def _ground(coloured: str) -> tuple[int, int, int]:
    """The colour behind the first cell: the margin takes it, too."""
    return next((_colours(style)[1] for line in _lines(coloured) for _, style in line), (255, 255, 255))


def _colours(style: Style) -> tuple[tuple[int, int, int], tuple[int, int, int]]:
    front = tuple((style.color or Color.default()).get_truecolor(PLAIN, foreground=True))
    back = tuple((style.bgcolor or Color.default()).get_truecolor(PLAIN, foreground=False))
    if style.dim:
        front = tuple((2 * one + other) // 3 for one, other in zip(front, back, strict=True))
    front, back = (back, front) if style.reverse else (front, back)
    return (front[0], front[1], front[2]), (back[0], back[1], back[2])


def _cell(picture: Image.Image, draw: ImageDraw.ImageDraw, at: tuple[int, int], letter: str, style: Style) -> None:
    (wide, tall), (front, back) = CELL, _colours(style)
    left, top = at[0] * wide + MARGIN, at[1] * tall + MARGIN
    draw.rectangle((left, top, left + wide * cell_len(letter) - 1, top + tall - 1), fill=back)
    if letter in HALVES:
        x0, y0, x1, y1 = HALVES[letter]
        draw.rectangle((left + x0 * wide, top + y0 * tall, left + x1 * wide - 1, top + y1 * tall - 1), fill=front)
    elif letter.strip():
        _letter(picture, draw, (left, top), letter, style, front)
    if style.underline:
        draw.line((left, top + tall - 2, left + wide * cell_len(letter) - 1, top + tall - 2), fill=front)


def _letter(
    picture: Image.Image,
    draw: ImageDraw.ImageDraw,
    at: tuple[int, int],
    letter: str,
    style: Style,
    front: tuple[int, int, int],
) -> None:
    for family in FAMILIES[:2]:
        if ord(letter[0]) in _known(family):
            draw.text(at, letter[0], font=_font(family, bold=bool(style.bold)), fill=front)
            return
    emoji = Image.new("RGBA", (136, 128))
    ImageDraw.Draw(emoji).text((0, 0), letter[0], font=_font(FAMILIES[2], bold=False), embedded_color=True)
    small = emoji.resize((2 * CELL[0], CELL[1] - 2), Image.Resampling.LANCZOS)
    picture.paste(small, (at[0], at[1] + 1), small)


@cache
def _file(family: str, *, bold: bool) -> str:
    found = shutil.which("fc-match")
    if not found:
        raise FileNotFoundError("fc-match tells where fonts are (Debian: apt-get install fontconfig fonts-dejavu-core)")
    wanted = f"{family}:weight={'bold' if bold else 'regular'}"
    return subprocess.run([found, "-f", "%{file}", wanted], capture_output=True, text=True, check=True).stdout


@cache
def _font(family: str, *, bold: bool) -> ImageFont.FreeTypeFont:
    # The only size that Noto's emoji have.
    return ImageFont.truetype(_file(family, bold=bold), 109 if family == FAMILIES[2] else SIZE)


@cache
def _known(family: str) -> frozenset[int]:
    """What the family has letters for."""
    found = shutil.which("fc-query")
    listed = subprocess.run(
        [found or "fc-query", "-f", "%{charset}", _file(family, bold=False)], capture_output=True, text=True, check=True
    ).stdout.split()
    ends = [[int(end, 16) for end in one.split("-")] for one in listed]
    return frozenset(at for one in ends for at in range(one[0], one[-1] + 1))
