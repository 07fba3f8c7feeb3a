"""Type on paper: runs of words laid in lines, with the signs that fonts lack drawn as shapes.

The fonts are Source Serif and Source Sans (SIL Open Font License), from packages that carry nothing else.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from importlib import resources
from typing import TYPE_CHECKING

from scheduler.errors import Problem
from scheduler.render.drawing import INK, RADIUS, SHAPES

if TYPE_CHECKING:
    from fpdf import FPDF

PT = 25.4 / 72
FONTS = {
    ("serif", ""): ("font_source_serif_pro", "SourceSerifPro-Regular.ttf"),
    ("serif", "I"): ("font_source_serif_pro", "SourceSerifPro-It.ttf"),
    ("serif", "B"): ("font_source_serif_pro", "SourceSerifPro-Semibold.ttf"),
    ("sans", ""): ("font_source_sans_pro", "SourceSansPro-Regular.ttf"),
    ("sans", "B"): ("font_source_sans_pro", "SourceSansPro-Semibold.ttf"),
}
SIGNS = {
    "▲": ("up", True),
    "▼": ("down", True),
    "●": ("circle", True),
    "○": ("circle", False),
    "■": ("square", True),
    "◇": ("diamond", False),
    "◆": ("diamond", True),
    "✚": ("cross", True),
    "★": ("star", True),
    "☆": ("star", False),
    "□": ("square", False),
}
"""Signs that are drawn: the shape, and whether it is filled. `□` stands for a sign that the fonts do not have."""
SIGN = 0.86
"""How wide a drawn sign is, in the size of its type."""
DROPPED = "\ufe0e\ufe0f\u200d\u200b\u200c\u2060\ufeff"
THIN, NARROW = "\u202f", 0.17
"""The narrow space of French: left free by hand, as wide in the size of its type, since the serifs do not have it."""
LIKE = {"\u2009": "\u00a0", "\u2011": "-", "\u2015": "—", "\u2010": "-", "\t": " "}
"""What stands for a sign that a font may lack."""


@dataclass(frozen=True, slots=True)
class Run:
    """Words in one dress; `size` in points, `link` an address."""

    text: str
    family: str = "serif"
    style: str = ""
    size: float = 10.5
    colour: str = INK
    link: str = ""


@dataclass(frozen=True, slots=True)
class Placed:
    """A piece of a line: `x` from its left end, in millimetres."""

    x: float
    run: Run


@dataclass(frozen=True, slots=True)
class Set:
    """Lines ready to be drawn, each `leading` millimetres high."""

    lines: tuple[tuple[Placed, ...], ...]
    widths: tuple[float, ...]
    leading: float

    @property
    def height(self) -> float:
        """Of all lines."""
        return len(self.lines) * self.leading

    @property
    def width(self) -> float:
        """Of the longest line."""
        return max(self.widths, default=0.0)


def rgb(colour: str) -> tuple[int, int, int]:
    """`#1f1d1a` as three numbers."""
    return int(colour[1:3], 16), int(colour[3:5], 16), int(colour[5:7], 16)


class Type:
    """The fonts of one document, and what is known of the signs that they lack. Raises `Problem` where they are absent."""

    def __init__(self, pdf: "FPDF") -> None:
        self.pdf = pdf
        self.lacking: set[str] = set()
        for (family, style), (package, name) in FONTS.items():
            try:
                path = resources.files(package) / "files" / name
            except ModuleNotFoundError as absent:
                raise Problem("report-needs-pdf", where="pdf") from absent
            pdf.add_font(family, style, str(path))
        from fpdf.fonts import TTFFont  # noqa: PLC0415 - an extra

        self._signs = {
            (family, style): frozenset(font.cmap)
            for family, style in FONTS
            if isinstance(font := pdf.fonts[family + style], TTFFont)
        }

    def width(self, run: Run) -> float:
        """How wide a run is, its drawn signs included."""
        self.pdf.set_font(run.family, run.style, run.size)
        bare = "".join(sign for sign in run.text if sign not in SIGNS and sign != THIN)
        thin = run.text.count(THIN)
        free = (len(run.text) - len(bare) - thin) * SIGN + thin * NARROW
        return (float(self.pdf.get_string_width(bare)) if bare else 0.0) + free * run.size * PT

    def known(self, run: Run) -> Run:
        """The run with what its font lacks replaced: a narrow space by a fixed one, an emoji by `□`."""
        signs, found = self._signs[run.family, run.style], []
        for sign in run.text:
            if ord(sign) in signs or sign in SIGNS or sign == THIN:
                found.append(sign)
            elif sign in LIKE:
                found.append(LIKE[sign])
            elif sign not in DROPPED and sign.isprintable():
                self.lacking.add(sign)
                found.append("□")
        return replace(run, text="".join(found))

    def set(self, runs: Iterable[Run], width: float, leading: float = 1.36) -> Set:
        """Lay runs in lines of at most `width` millimetres; a line feed begins a new one."""
        lines: list[list[Placed]] = [[]]
        x, largest, widths = 0.0, 0.0, []
        for run in runs:
            largest = max(largest, run.size)
            for number, line in enumerate(run.text.split("\n")):
                if number:
                    widths.append(x)
                    lines.append([])
                    x = 0.0
                for word in self._words(self.known(replace(run, text=line)), width):
                    needed = self.width(replace(word, text=word.text.rstrip(" ")))
                    if x and x + needed > width + 0.01:
                        widths.append(x)
                        lines.append([])
                        x = 0.0
                    lines[-1].append(Placed(x, word))
                    x += self.width(word)
        return Set(tuple(map(tuple, lines)), (*widths, x), largest * PT * leading)

    def _words(self, run: Run, width: float) -> Iterable[Run]:
        """Words with the space behind them; one that is wider than a whole line is cut."""
        parts = run.text.split(" ")
        for number, part in enumerate(parts):
            word = replace(run, text=part + (" " if number < len(parts) - 1 else ""))
            while len(word.text) > 1 and self.width(replace(word, text=word.text.rstrip())) > width:
                cut = next(
                    (
                        n
                        for n in range(len(word.text) - 1, 1, -1)
                        if self.width(replace(word, text=word.text[:n])) <= width
                    ),
                    1,
                )
                yield replace(word, text=word.text[:cut])
                word = replace(word, text=word.text[cut:])
            if word.text:
                yield word

    def draw(self, found: Set, x: float, y: float, *, width: float = 0.0, align: str = "left") -> None:
        """Draw lines from their upper left corner; `align` right or centre within `width`."""
        for number, line in enumerate(found.lines):
            free = width - found.widths[number]
            left = x + (free if align == "right" else free / 2 if align == "centre" else 0.0)
            baseline = y + (number + 0.74) * found.leading
            for placed in _joined(line):
                self._run(placed.run, left + placed.x, baseline)

    def _run(self, run: Run, x: float, baseline: float) -> None:
        self.pdf.set_font(run.family, run.style, run.size)
        self.pdf.set_text_color(*rgb(run.colour))
        begin, text = x, ""
        for sign in [*run.text, ""]:
            if sign and sign not in SIGNS and sign != THIN:
                text += sign
                continue
            if text.strip():
                self.pdf.text(x, baseline, text)
            x += float(self.pdf.get_string_width(text)) if text else 0.0
            text = ""
            if sign == THIN:
                x += NARROW * run.size * PT
            elif sign:
                wide = SIGN * run.size * PT
                self.sign(*SIGNS[sign], x + wide / 2, baseline - 0.33 * run.size * PT, run.size * PT / 15, run.colour)
                x += wide
        if run.link:
            self.pdf.link(begin, baseline - run.size * PT, x - begin, run.size * PT * 1.3, run.link, alt_text=run.text)

    def sign(self, shape: str, filled: bool, x: float, y: float, scale: float, colour: str) -> None:
        """A shape around a point; `scale` millimetres for a pixel of its corners."""
        self.pdf.set_draw_color(*rgb(colour))
        self.pdf.set_fill_color(*(rgb(colour) if filled else (255, 255, 255)))
        self.pdf.set_line_width(1.1 * scale)
        if shape == "circle":
            self.pdf.circle(x, y, RADIUS * scale, style="DF")
        else:
            self.pdf.polygon([(x + dx * scale, y + dy * scale) for dx, dy in SHAPES[shape]], style="DF")


def _joined(line: Sequence[Placed]) -> Iterable[Placed]:
    """Neighbours in one dress as one piece: fewer strokes, and words that can be searched for."""
    found: list[Placed] = []
    for one in line:
        if found and replace(found[-1].run, text="") == replace(one.run, text=""):
            found[-1] = Placed(found[-1].x, replace(one.run, text=found[-1].run.text + one.run.text))
        else:
            found.append(one)
    return found
