"""The Panorama de l'Orvette, fourteen metres of river, seen whole or through a window."""

import math

from PIL import Image

from drawing.sheet import BLUE, EARTH, INK, IVORY, MOSS, OCHRE, PAPER, SAND, SKY, SLATE, TEAL, UMBER, Point, Sheet, mix

HEIGHT = 3.5
"""Of the painted strip, in its own metres; the width is fourteen."""


class View:
    """A window on the painting: where a painted point falls on the sheet."""

    def __init__(self, sheet: Sheet, left: float, top: float, across: float) -> None:
        self.sheet, self.left, self.top = sheet, left, top
        self.unit = sheet.width / across

    def at(self, x: float, y: float) -> Point:
        """A point of the painting, on the sheet."""
        return (x - self.left) * self.unit, (y - self.top) * self.unit

    def many(self, *points: Point) -> list[Point]:
        """Several of them."""
        return [self.at(x, y) for x, y in points]

    def ridge(self, base: float, swing: float, wave: float, phase: float) -> list[Point]:
        """The outline of hills, closed at the foot of the painting."""
        steps = [index / 20 for index in range(-20, 301)]
        line = [
            (x, base - swing * (math.sin(x * wave + phase) + 0.45 * math.sin(x * wave * 2.3 + phase * 2)))
            for x in steps
        ]
        return self.many((-1, HEIGHT), *line, (15, HEIGHT))


def _sky(view: View) -> None:
    sheet = view.sheet
    sheet.shade(view.many((-1, 0), (15, 0), (15, 2), (-1, 2)), (143, 178, 194), (240, 222, 196))
    for x, y, size in ((1.4, 0.5, 0.9), (4.2, 0.75, 1.2), (7.6, 0.4, 1.0), (9.4, 0.8, 0.8), (12.5, 0.55, 1.3)):
        for step in range(7):
            cx, cy = view.at(x + (step - 3) * size * 0.22, y + 0.1 * math.sin(step * 2.1))
            reach = size * view.unit * (0.42 - 0.06 * abs(step - 3))
            sheet.light(cx, cy, reach, reach * 0.55, mix(PAPER, (230, 190, 170), step / 9), 0.75)


def _village(view: View) -> None:
    sheet = view.sheet
    for x, tall, wide in (
        (2.3, 0.28, 0.3),
        (2.65, 0.36, 0.26),
        (3.35, 0.3, 0.34),
        (3.75, 0.24, 0.28),
        (4.05, 0.3, 0.22),
    ):
        sheet.poly(view.many((x, 1.85), (x, 1.85 - tall), (x + wide, 1.85 - tall), (x + wide, 1.85)), SAND)
        sheet.poly(
            view.many((x - 0.04, 1.86 - tall), (x + wide / 2, 1.68 - tall), (x + wide + 0.04, 1.86 - tall)), UMBER
        )
        sheet.poly(view.many((x + 0.1, 1.85), (x + 0.1, 1.72), (x + 0.17, 1.72), (x + 0.17, 1.85)), EARTH)
    sheet.poly(view.many((3.0, 1.86), (3.0, 1.05), (3.22, 1.05), (3.22, 1.86)), (214, 196, 160))
    sheet.poly(view.many((2.97, 1.06), (3.11, 0.5), (3.25, 1.06)), SLATE)
    sheet.poly(view.many((3.08, 1.3), (3.08, 1.18), (3.14, 1.18), (3.14, 1.3)), INK)


def _tannery(view: View) -> None:
    sheet = view.sheet
    sheet.shade(view.many((5.0, 1.98), (5.0, 1.02), (6.5, 1.02), (6.5, 1.98)), (168, 78, 56), (128, 48, 36))
    sheet.poly(view.many((4.94, 1.04), (5.1, 0.82), (6.4, 0.82), (6.56, 1.04)), (86, 60, 52))
    for row in range(3):
        for column in range(6):
            x, y = 5.1 + column * 0.23, 1.14 + row * 0.27
            sheet.poly(view.many((x, y + 0.16), (x, y), (x + 0.11, y), (x + 0.11, y + 0.16)), (62, 44, 44))
    sheet.shade(view.many((6.22, 0.84), (6.25, 0.3), (6.36, 0.3), (6.39, 0.84)), (150, 70, 54), (110, 44, 36))
    for step in range(6):
        cx, cy = view.at(6.36 + step * 0.16, 0.26 - step * 0.035)
        sheet.light(cx, cy, view.unit * (0.09 + step * 0.03), view.unit * (0.06 + step * 0.02), PAPER, 0.6)


def _river(view: View) -> None:
    sheet = view.sheet
    bank = [
        (4.2, 2.02),
        (6.5, 2.06),
        (8.0, 2.08),
        (10.5, 2.02),
        (15, 1.96),
        (15, 3.5),
        (-1, 3.5),
        (-1, 3.3),
        (2.2, 2.7),
    ]
    sheet.shade(view.many(*bank), (150, 184, 178), (46, 98, 104))
    low, high = view.at(-1, 2.05), view.at(15, 3.5)
    inside = view.many(*bank)
    tints = [(230, 226, 204, 60), (38, 84, 92, 70), (188, 208, 200, 70), (98, 142, 136, 80), (232, 200, 160, 45)]
    count = round((high[0] - low[0]) * (high[1] - low[1]) / 900)
    sheet.streaks(inside, tints, count=min(count, 9000), length=view.unit * 0.5, width=max(1, view.unit * 0.012))


def _bridge(view: View) -> None:
    sheet = view.sheet
    stone, dark = (206, 188, 156), (120, 106, 92)
    deck = [
        (6.9, 2.12),
        (7.6, 1.86),
        (8.5, 1.66),
        (9.4, 1.86),
        (10.1, 2.1),
        (9.4, 2.16),
        (9.4, 2.4),
        (7.6, 2.4),
        (7.6, 2.16),
    ]
    sheet.shade(view.many(*deck), stone, (168, 150, 122))
    for x in (7.78, 8.32, 8.86):
        arch = [(x + 0.2 - 0.2 * math.cos(math.pi * k / 16), 2.2 - 0.3 * math.sin(math.pi * k / 16)) for k in range(17)]
        sheet.poly(view.many((x, 2.42), *arch, (x + 0.4, 2.42)), (70, 112, 114))
        sheet.line(view.many(*arch), dark, view.unit * 0.018)
    sheet.line(view.many((6.9, 2.11), (7.6, 1.86), (8.5, 1.65), (9.4, 1.86), (10.1, 2.09)), dark, view.unit * 0.03)


def _poplars(view: View) -> None:
    sheet, chance = view.sheet, view.sheet.chance
    for index in range(13):
        x = 9.75 + index * 0.36 + 0.06 * math.sin(index * 2)
        top, foot = 0.62 + 0.18 * math.sin(index * 1.7), 2.06
        leaf = mix(MOSS, (52, 74, 58), (index % 4) / 4)
        shape = [
            (x + 0.13 * math.sin(math.pi * k / 12) * (1 if side else -1), foot - 0.15 - (foot - top) * k / 12)
            for side in (False, True)
            for k in (range(13) if not side else range(12, -1, -1))
        ]
        sheet.poly(
            view.many((x - 0.015, foot), (x - 0.015, foot - 0.3), (x + 0.015, foot - 0.3), (x + 0.015, foot)), EARTH
        )
        sheet.poly(view.many(*shape), leaf)
        strokes = [(*mix(leaf, OCHRE, chance.uniform(0, 0.4)), 120), (*mix(leaf, INK, 0.3), 100)]
        sheet.streaks(
            view.many(*shape), strokes, count=70, length=view.unit * 0.16, width=max(1, view.unit * 0.014), slope=-4
        )
        sheet.poly(
            view.many((x - 0.1, 2.08), (x + 0.1, 2.08), (x + 0.05, 2.5), (x - 0.04, 2.5)), (*mix(leaf, TEAL, 0.5), 90)
        )


def _boat(view: View) -> None:
    sheet = view.sheet
    sheet.poly(view.many((11.02, 2.62), (11.98, 2.62), (11.7, 3.3), (11.2, 3.3)), (130, 44, 36, 85))
    sheet.shade(view.many((11.5, 2.48), (11.5, 1.42), (11.02, 2.4)), (186, 66, 44), (150, 46, 34))
    sheet.shade(view.many((11.54, 2.48), (11.54, 1.5), (11.95, 2.38)), (206, 92, 62), (166, 56, 42))
    sheet.line(view.many((11.52, 2.6), (11.52, 1.36)), EARTH, view.unit * 0.02)
    hull = [(10.9, 2.5), (12.1, 2.5), (11.94, 2.68), (11.06, 2.68)]
    sheet.poly(view.many(*hull), (74, 50, 38))
    sheet.line(view.many((10.9, 2.51), (12.1, 2.51)), IVORY, view.unit * 0.016)
    sheet.oval(*view.at(11.26, 2.36), view.unit * 0.045, view.unit * 0.05, SAND)
    sheet.poly(view.many((11.19, 2.5), (11.21, 2.4), (11.31, 2.4), (11.34, 2.5)), BLUE)


def paint(view: View) -> Sheet:
    """The painting through this window, brush marks and craquelure included."""
    sheet = view.sheet
    _sky(view)
    sheet.poly(view.ridge(1.55, 0.2, 0.8, 0.5), (138, 160, 172))
    sheet.poly(view.ridge(1.75, 0.13, 1.3, 2.0), (122, 140, 128))
    sheet.poly(view.ridge(1.95, 0.06, 1.1, 4.0), (126, 132, 88))
    _village(view)
    _tannery(view)
    _river(view)
    _poplars(view)
    _bridge(view)
    _boat(view)
    everywhere = [(0.0, 0.0), (sheet.width, 0.0), (sheet.width, sheet.height), (0.0, sheet.height)]
    area = sheet.width * sheet.height
    marks = [(255, 244, 220, 22), (60, 44, 30, 18), (188, 160, 110, 20), (90, 120, 130, 18)]
    sheet.streaks(
        everywhere, marks, count=area // 420, length=view.unit * 0.12, width=max(1.5, view.unit * 0.02), slope=0.25
    )
    return sheet


def panorama() -> Image.Image:
    """The whole of it, four times as long as it is high."""
    return paint(View(Sheet(3600, 900, SKY), 0, 0, 14)).finish(grain=8, vignette=0.18)


def boat() -> Image.Image:
    """The square detail with the red sail."""
    return paint(View(Sheet(1200, 1200, SKY), 10.3, 1.05, 2.45)).finish(grain=9, vignette=0.22)


def missing_metre() -> Image.Image:
    """The river stops at a cut, bare canvas follows, and the painting goes on."""
    sheet = paint(View(Sheet(1600, 1200, SKY), 5.9, 0.2, 4.3))
    chance = sheet.chance
    left = [(560 + chance.uniform(-5, 5), y) for y in range(0, 1210, 30)]
    right = [(1010 + chance.uniform(-16, 16), y) for y in range(1200, -10, -30)]
    gap = [*left, *right]
    sheet.shadow([(x + 12, y + 6) for x, y in gap], blur=10, strength=120)
    sheet.shade(gap, (214, 190, 148), (186, 158, 116), across=True)
    sheet.streaks(gap, [(120, 92, 60, 70), (244, 228, 196, 80)], count=3200, length=60, width=1)
    sheet.streaks(gap, [(120, 92, 60, 60), (244, 228, 196, 70)], count=3200, length=60, width=1, slope=50)
    sheet.line(left, (92, 62, 40), 2.5)
    for x, y in right[::2]:
        sheet.line([(x, y), (x - chance.uniform(8, 34), y + chance.uniform(-6, 6))], (196, 168, 124), 1.2)
    return sheet.finish(grain=10, vignette=0.25)
