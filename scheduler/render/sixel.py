"""A picture as sixels: bands six dots high, a stroke a colour (DEC STD 070, chapter 9; https://vt100.net/docs/vt3xx-gp/chapter14.html,
read 2026-11-22).

Each row of a terminal's cells is a picture of its own, so that one that is half scrolled away needs no coding anew.
"""

import re
from collections.abc import Sequence

BEGIN, END = "\x1bP0;1q", "\x1b\\"
"""The second number: dots that nothing is said of stay as they are."""
BAND = 6
NOTHING = 63
"""«?», no dot; each dot of the six adds its bit."""
REPEATED = re.compile(r"(.)\1{3,}")
Colour = tuple[int, int, int]


def rows(pixels: bytes, wide: int, colours: Sequence[Colour], high: int) -> tuple[str, ...]:
    """The rows of cells, `high` dots each, of a picture `wide` dots wide whose `pixels` are numbers of `colours`."""
    size = wide * high
    return tuple(_row(pixels[at : at + size], wide, colours) for at in range(0, len(pixels), size))


def _row(pixels: bytes, wide: int, colours: Sequence[Colour]) -> str:
    used = sorted(set(pixels))
    named = "".join("#{};2;{};{};{}".format(one, *(round(part * 100 / 255) for part in colours[one])) for one in used)
    size = wide * BAND
    bands = [_band(pixels[at : at + size], wide) for at in range(0, len(pixels), size)]
    return f'{BEGIN}"1;1;{wide};{len(pixels) // wide}{named}{"-".join(bands)}{END}'


def _band(pixels: bytes, wide: int) -> str:
    """One stroke for each colour of the band; `$` goes back to its left."""
    lines = [pixels[at : at + wide] for at in range(0, len(pixels), wide)]
    ground = int.from_bytes(bytes([NOTHING]) * wide)
    strokes = []
    for one in sorted(set(pixels)):
        # A byte a dot, of which one bit is set: as one long number all dots of a line are put to their bit at once.
        dots = bytes(one) + b"\x01" + bytes(255 - one)
        drawn = sum(int.from_bytes(line.translate(dots)) << bit for bit, line in enumerate(lines))
        stroke = (ground + drawn).to_bytes(wide).decode("ascii").rstrip("?")
        strokes.append(f"#{one}{REPEATED.sub(_many, stroke)}")
    return "$".join(strokes)


def _many(found: re.Match[str]) -> str:
    return f"!{len(found[0])}{found[1]}"
