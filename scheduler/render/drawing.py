"""What charts are made of: lines, boxes, words and signs, with x in per cent of the width and y in pixels.

So type keeps its size on a telephone, a screen and a sheet of paper. A drawing becomes inline SVG here, and strokes of a PDF
elsewhere. Only presentation attributes: no style, no script.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from html import escape

INK, MUTED, ACCENT, SLATE = "#1f1d1a", "#5a544b", "#8a3324", "#44525f"
BAND, EDGE, TINT, RULE, GRID, PAPER = "#dde3e8", "#76828e", "#f5e8e2", "#cdc6b9", "#e8e3da", "#ffffff"
HATCH, DOTS, LINES = "hatch", "dots", "lines"
"""Fills that are told apart without colour: slanted accent lines, slate dots, upright slate lines."""
SHAPES: dict[str, tuple[tuple[float, float], ...]] = {
    "square": ((-4.4, -4.4), (4.4, -4.4), (4.4, 4.4), (-4.4, 4.4)),
    "up": ((0, -6.2), (5.8, 4.4), (-5.8, 4.4)),
    "down": ((0, 6.2), (5.8, -4.4), (-5.8, -4.4)),
    "diamond": ((0, -6.6), (6.6, 0), (0, 6.6), (-6.6, 0)),
    "cross": (
        *((-5, -1.6), (-1.6, -1.6), (-1.6, -5), (1.6, -5), (1.6, -1.6), (5, -1.6)),
        *((5, 1.6), (1.6, 1.6), (1.6, 5), (-1.6, 5), (-1.6, 1.6), (-5, 1.6)),
    ),
    "star": (
        *((0.0, -6.4), (1.5, -2.1), (6.1, -2.0), (2.5, 0.8), (3.8, 5.2)),
        *((0.0, 2.6), (-3.8, 5.2), (-2.5, 0.8), (-6.1, -2.0), (-1.5, -2.1)),
    ),
}
"""The corners of each sign around its middle, in pixels; `circle` has none."""
RADIUS = 4.8
PATTERNS = {
    HATCH: (
        '<pattern id="{id}" width="6" height="6" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">'
        f'<rect width="6" height="6" fill="{TINT}"/><rect width="2.6" height="6" fill="{ACCENT}"/></pattern>'
    ),
    DOTS: (
        '<pattern id="{id}" width="7" height="7" patternUnits="userSpaceOnUse">'
        f'<rect width="7" height="7" fill="{BAND}"/><circle cx="3.5" cy="3.5" r="1.5" fill="{SLATE}"/></pattern>'
    ),
    LINES: (
        '<pattern id="{id}" width="6" height="6" patternUnits="userSpaceOnUse">'
        f'<rect width="6" height="6" fill="{PAPER}"/><rect width="1.6" height="6" fill="{SLATE}"/></pattern>'
    ),
}


@dataclass(frozen=True, slots=True)
class Line:
    """A stroke; `dash` as SVG writes it, "" for a whole one."""

    x1: float
    y1: float
    x2: float
    y2: float
    colour: str
    width: float
    dash: str


@dataclass(frozen=True, slots=True)
class Box:
    """A filled rectangle: a colour, `none`, or one of PATTERNS."""

    x1: float
    x2: float
    y: float
    height: float
    fill: str
    edge: str
    width: float


@dataclass(frozen=True, slots=True)
class Label:
    """Words, and `more` behind them more quietly. `kind`: `halo` (readable over lines), `alt` (left out on a telephone)."""

    x: float
    y: float
    words: str
    colour: str
    anchor: str
    size: int
    weight: int
    shift: float
    kind: str
    more: str = ""


@dataclass(frozen=True, slots=True)
class Sign:
    """One of SHAPES, or a circle."""

    shape: str
    x: float
    y: float
    fill: str
    edge: str
    width: float


Part = Line | Box | Label | Sign


@dataclass(slots=True)
class Drawing:
    """Parts in the order in which they are drawn, on `height` pixels."""

    height: float
    parts: list[Part] = field(default_factory=list)

    def line(self, x1: float, y1: float, x2: float, y2: float, colour: str, width: float = 1, dash: str = "") -> None:
        """A stroke."""
        self.parts.append(Line(x1, y1, x2, y2, colour, width, dash))

    def box(self, x1: float, x2: float, y: float, height: float, fill: str, edge: str = "", width: float = 1) -> None:
        """A rectangle between two x, in any order."""
        self.parts.append(Box(min(x1, x2), max(x1, x2), y, height, fill, edge, width))

    def text(
        self,
        x: float,
        y: float,
        words: str,
        *,
        colour: str = MUTED,
        anchor: str = "start",
        size: int = 12,
        weight: int = 400,
        shift: float = 0,
        kind: str = "",
        more: str = "",
    ) -> None:
        """Words on the line y."""
        self.parts.append(Label(x, y, words, colour, anchor, size, weight, shift, kind, more))

    def mark(self, shape: str, x: float, y: float, fill: str, edge: str = PAPER, width: float = 1.2) -> None:
        """A sign around a point."""
        self.parts.append(Sign(shape, x, y, fill, edge, width))


@dataclass(frozen=True, slots=True)
class Picture:
    """A drawing with what it says: `title` is its finding, `description` its type, axes and numbers ("" in a table's row)."""

    drawing: Drawing
    name: str
    title: str
    description: str = ""

    @property
    def svg(self) -> str:
        """As inline SVG."""
        opening = f'<svg width="100%" height="{self.drawing.height:g}" role="img"'
        if not self.description:
            head = f'{opening} class="strip" aria-label="{escape(self.title)}">'
        else:
            head = (
                f'{opening} aria-labelledby="{self.name}-t {self.name}-d"><title id="{self.name}-t">{escape(self.title)}</title>'
                f'<desc id="{self.name}-d">{escape(self.description)}</desc>'
            )
        return f"{head}{self._patterns()}{''.join(self._marks())}</svg>"

    def _patterns(self) -> str:
        used = dict.fromkeys(
            part.fill for part in self.drawing.parts if isinstance(part, Box) and part.fill in PATTERNS
        )
        found = "".join(PATTERNS[fill].format(id=f"{self.name}-{fill}") for fill in used)
        return f"<defs>{found}</defs>" if found else ""

    def _marks(self) -> Iterator[str]:
        for part in self.drawing.parts:
            match part:
                case Line():
                    yield _line(part)
                case Box():
                    yield _box(part, f"url(#{self.name}-{part.fill})" if part.fill in PATTERNS else part.fill)
                case Label():
                    yield _label(part)
                case Sign():
                    yield _sign(part)


def _line(one: Line) -> str:
    dashed = f' stroke-dasharray="{one.dash}"' if one.dash else ""
    return (
        f'<line x1="{one.x1:.2f}%" y1="{one.y1:.1f}" x2="{one.x2:.2f}%" y2="{one.y2:.1f}" stroke="{one.colour}" '
        f'stroke-width="{one.width:g}"{dashed}/>'
    )


def _box(one: Box, fill: str) -> str:
    stroke = f' stroke="{one.edge}" stroke-width="{one.width:g}"' if one.edge else ""
    return (
        f'<rect x="{one.x1:.2f}%" y="{one.y:.1f}" width="{one.x2 - one.x1:.2f}%" height="{one.height:.1f}" '
        f'fill="{fill}"{stroke}/>'
    )


def _label(one: Label) -> str:
    more = (f' dx="{one.shift:g}"' if one.shift else "") + (f' class="{one.kind}"' if one.kind else "")
    quiet = f'<tspan dx="7" fill="{MUTED}" font-weight="400">{escape(one.more)}</tspan>' if one.more else ""
    return (
        f'<text x="{one.x:.2f}%" y="{one.y:.1f}" fill="{one.colour}" text-anchor="{one.anchor}" '
        f'font-size="{one.size}" font-weight="{one.weight}"{more}>{escape(one.words)}{quiet}</text>'
    )


def _sign(one: Sign) -> str:
    paint = f'fill="{one.fill}" stroke="{one.edge}" stroke-width="{one.width:g}"'
    if one.shape == "circle":
        drawn = f'<circle r="{RADIUS:g}" {paint}/>'
    else:
        corners = " ".join(f"{x:g},{y:g}" for x, y in SHAPES[one.shape])
        drawn = f'<polygon points="{corners}" {paint}/>'
    return f'<svg x="{one.x:.2f}%" y="{one.y:.1f}" overflow="visible" width="1" height="1">{drawn}</svg>'
