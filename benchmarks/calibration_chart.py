"""The chart of docs/calibration.md: false alarms against their band, and true doublings and triplings found, by setting."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from xml.sax.saxutils import escape

ROW, TOP, WIDTH = 24, 64, 760
LEFT, MIDDLE, RIGHT = (110, 330), (380, 740), 740
MOST = 0.10


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One setting."""

    label: str
    alarms: float
    found: tuple[float, float]
    published: tuple[float, float]


def svg(lines: Sequence[Line]) -> str:
    """The picture, with its text alternative; shapes tell what colours tell."""
    height = TOP + ROW * len(lines) + 44
    most, least = max(one.alarms for one in lines), min(one.alarms for one in lines)
    alarms = f"{100 * least:.1f} to {100 * most:.1f} %"
    title = f"Ordinary weeks are called extraordinary in {alarms} of cases; power depends on how weeks vary"
    listed = "; ".join(
        f"{one.label}: {100 * one.alarms:.1f} %, x2 {one.found[0]:.2f}, x3 {one.found[1]:.2f}" for one in lines
    )
    body = "\n".join([*_frame(len(lines)), *(part for n, one in enumerate(lines) for part in _line(n, one))])
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {height}" role="img" aria-labelledby="t d" '
        f'font-family="sans-serif" font-size="12" fill="#222">\n<title id="t">{escape(title)}</title>\n'
        f'<desc id="d">{escape(f"By log-sd of weeks and posts a week. {listed}.")}</desc>\n'
        f'<rect width="{WIDTH}" height="{height}" fill="#fff"/>\n{body}\n</svg>\n'
    )


def _x(span: tuple[int, int], share: float) -> float:
    return round(span[0] + (span[1] - span[0]) * share, 1)


def _frame(rows: int) -> Iterator[str]:
    bottom = TOP + ROW * rows
    yield f'<text x="{LEFT[0]}" y="22" font-weight="bold">False alarms (band: 3 to 7 %)</text>'
    yield f'<text x="{MIDDLE[0]}" y="22" font-weight="bold">Found: ● ×2, ■ ×3 (hollow: published)</text>'
    yield f'<text x="8" y="{TOP - 12}">log-sd, posts</text>'
    low, high = _x(LEFT, 0.03 / MOST), _x(LEFT, 0.07 / MOST)
    yield f'<rect x="{low}" y="{TOP - 6}" width="{high - low:.1f}" height="{ROW * rows + 6}" fill="#e6e2d6"/>'
    for span, marks in ((LEFT, (0, 0.05, 0.1)), (MIDDLE, (0, 0.25, 0.5, 0.75, 1))):
        most = MOST if span is LEFT else 1
        for mark in marks:
            x = _x(span, mark / most)
            yield f'<line x1="{x}" x2="{x}" y1="{TOP - 6}" y2="{bottom}" stroke="#bbb"/>'
            yield f'<text x="{x}" y="{bottom + 18}" text-anchor="middle">{100 * mark:.0f} %</text>'


def _line(number: int, one: Line) -> Iterator[str]:
    y = TOP + ROW * number + ROW / 2
    yield f'<text x="8" y="{y + 4}">{escape(one.label)}</text>'
    yield f'<circle cx="{_x(LEFT, min(one.alarms / MOST, 1))}" cy="{y}" r="4.5" fill="#1a5c7a"/>'
    for place, (found, published) in enumerate(zip(one.found, one.published, strict=True)):
        for share, fill in ((published, "none"), (found, "#1a5c7a")):
            x, size = _x(MIDDLE, share), 4.5 if fill != "none" else 7
            if place == 0:
                yield f'<circle cx="{x}" cy="{y}" r="{size}" fill="{fill}" stroke="#1a5c7a"/>'
            else:
                side = 2 * size
                yield (
                    f'<rect x="{x - size}" y="{y - size}" width="{side}" height="{side}" fill="{fill}" stroke="#1a5c7a"/>'
                )
