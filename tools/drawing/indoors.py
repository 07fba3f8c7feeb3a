"""Inside the old tannery: a room, the stairs, the drying loft, and the plan of it all."""

import math

from PIL import Image

from drawing.sheet import INK, OAK, PAPER, SAND, Colour, Point, Sheet, mix, quad


def room_six() -> Image.Image:
    """An empty room early in the morning."""
    sheet = Sheet(1200, 1500, (196, 186, 170), (168, 156, 140))
    sheet.shade([(0, 0), (1200, 0), (1200, 130), (430, 190)], (222, 216, 204), (206, 198, 184))
    floor = [(0, 1300), (430, 1010), (1200, 1010), (1200, 1500), (0, 1500)]
    sheet.shade(floor, (150, 104, 66), (92, 60, 38))
    for index in range(26):
        x = -700 + index * 110
        sheet.line([(430 + (x - 430) * 0.34 + 200, 1010), (x, 1500)], (70, 44, 28, 130), 2)
    for y in (1040, 1086, 1150, 1236, 1348, 1480):
        sheet.line([(0, y), (1200, y)], (70, 44, 28, 60), 1.5)
    sheet.shade([(0, 0), (430, 190), (430, 1010), (0, 1300)], (150, 142, 130), (176, 164, 146), across=True)
    for index, left in enumerate((40, 175, 300)):
        right, top, foot = left + 104 - index * 14, 250 + index * 62, 930 - index * 36
        sheet.shade(
            [(left, top), (right, top + 34), (right, foot - 20), (left, foot + 30)], (255, 250, 232), (252, 232, 190)
        )
        sheet.line([((left + right) / 2, top + 16), ((left + right) / 2, foot)], (150, 140, 124), 5)
        for share in (0.3, 0.62):
            y = top + (foot - top) * share
            sheet.line([(left, y + 8), (right, y + 10)], (150, 140, 124), 5)
        sheet.light((left + right) / 2, (top + foot) / 2, 210, 420, (255, 246, 220), 0.35)
        x = 470 + index * 236
        for part in (0, 1):
            a = x + part * 88
            sheet.poly(
                [(a, 1046 + index * 4), (a + 74, 1046 + index * 4), (a + 212, 1300), (a + 110, 1300)],
                (255, 228, 168, 120),
            )
    sheet.shade(quad(430, 960, 1200, 1012), (206, 198, 182), (176, 166, 148))
    frame = quad(1040, 300, 1200, 760)
    sheet.shadow([(x - 10, y + 20) for x, y in frame], blur=18, strength=140)
    sheet.shade(frame, (214, 172, 92), (150, 108, 50))
    sheet.shade(quad(1084, 346, 1200, 714), (70, 62, 56), (40, 36, 34))
    sheet.shadow([(690, 1070), (900, 1070), (980, 1120), (720, 1124)], blur=12, strength=150)
    for x, foot in ((716, 1104), (856, 1104), (736, 1060), (838, 1060)):
        sheet.line([(x, 880), (x, foot)], (58, 40, 30), 11)
    sheet.shade([(706, 868), (866, 868), (850, 900), (722, 900)], (150, 60, 44), (110, 40, 30))
    for x in (722, 850):
        sheet.line([(x, 870), (x + (6 if x < 800 else -6), 690)], (58, 40, 30), 11)
    for y in (708, 764, 818):
        sheet.line([(728, y), (846, y)], (74, 52, 38), 12)
    return sheet.finish(grain=10, vignette=0.4)


def staircase() -> Image.Image:
    """The winding stairs from above."""
    sheet = Sheet(1200, 1500, (206, 196, 178), (176, 164, 146))
    sheet.light(300, 220, 800, 800, PAPER, 0.8)
    turns, steps = 3.1, 64
    middle = (610.0, 800.0)

    def ring(place: float, share: float) -> Point:
        angle = place * turns * 2 * math.pi - 1.2
        reach = 830 * max(0.0, 1 - place) ** 0.82 + 70
        return middle[0] + reach * share * math.cos(angle), middle[1] + reach * share * math.sin(angle) * 0.96

    sheet.oval(*middle, 700, 700, (96, 80, 66))
    for index in range(steps):
        a, b = index / steps, (index + 1.02) / steps
        tone = mix((206, 160, 108), (52, 38, 30), (index / steps) ** 0.8)
        outer = [ring(a + (b - a) * k / 6, 1.0) for k in range(7)]
        inner = [ring(a + (b - a) * k / 6, 0.56) for k in range(6, -1, -1)]
        lit = math.cos(a * turns * 2 * math.pi - 1.2 + 2.2)
        sheet.poly([*outer, *inner], mix(tone, PAPER if lit > 0 else INK, abs(lit) * 0.22))
        sheet.line([outer[0], inner[-1]], mix(tone, INK, 0.55), 5 - 3 * a)
        sheet.line([ring(a + 0.004, 0.99), ring(a + 0.004, 0.57)], (*mix(tone, PAPER, 0.5), 120), 2)
    sheet.oval(*middle, 92, 90, (20, 17, 15))
    sheet.light(*middle, 190, 180, INK, 0.8)
    for index in range(steps * 2):
        place = index / steps / 2
        sheet.line([ring(place, 0.56), ring(place, 0.515)], (*INK, 220), 4 - 3 * place)
    for share, tone, wide in ((0.5, INK, 15), (0.505, (150, 150, 146), 6)):
        path = [ring(k / 400, share) for k in range(396)]
        for k in range(395):
            sheet.line(path[k : k + 2], tone, wide * (1 - 0.75 * k / 400))
    sheet.oval(612, 802, 26, 25, (206, 176, 120))
    return sheet.finish(grain=11, vignette=0.5)


def drying_loft() -> Image.Image:
    """The loft under the roof, light through the slats."""
    sheet = Sheet(1200, 1500, (50, 38, 30), (36, 28, 22))
    vanish = (600.0, 760.0)

    def deep(x: float, y: float, share: float) -> Point:
        return x + (vanish[0] - x) * share, y + (vanish[1] - y) * share

    floor = [(-300, 1500), (1500, 1500), deep(1500, 1500, 0.82), deep(-300, 1500, 0.82)]
    sheet.shade(floor, (96, 68, 44), (150, 106, 66))
    for index in range(19):
        x = -300 + index * 100
        sheet.line([(x, 1500), deep(x, 1500, 0.82)], (50, 34, 24), 3)
    sheet.shade(
        [
            deep(-40, 300, 0.82),
            deep(600, -320, 0.82),
            deep(1240, 300, 0.82),
            deep(1240, 1500, 0.82),
            deep(-40, 1500, 0.82),
        ],
        (236, 214, 170),
        (190, 150, 100),
    )
    shares = [0, 0.26, 0.45, 0.59, 0.69, 0.765]
    for near, far in zip(shares, [*shares[1:], 0.82], strict=True):
        for side in (-300, 1500):
            for row in range(11):
                y = 420 + row * 86
                slat = [deep(side, y, near), deep(side, y, far), deep(side, y + 40, far), deep(side, y + 40, near)]
                sheet.poly(slat, (255, 236, 184))
                wood = [
                    deep(side, y + 34, near),
                    deep(side, y + 34, far),
                    deep(side, y + 88, far),
                    deep(side, y + 88, near),
                ]
                sheet.poly(wood, mix(OAK, INK, 0.35 - near * 0.3))
    for index, share in enumerate((0.1, 0.32, 0.49, 0.62, 0.71)):
        for side, lean in ((-300, 1), (1500, -1)):
            a = deep(side, 1500 - index * 0, share)
            b, c = deep(side + lean * 800, 1500, share), deep(side + lean * 880, 1500, share + 0.045)
            sheet.poly([a, b, c, deep(side, 1500, share + 0.045)], (255, 226, 160, 70))
    for share in reversed(shares):
        width, tone = 54 * (1 - share), mix((92, 62, 40), (196, 150, 100), share)
        left, right, top = deep(-60, 380, share), deep(1260, 380, share), deep(600, -340, share)
        for line in (
            [left, top],
            [right, top],
            [deep(-60, 1500, share), left],
            [deep(1260, 1500, share), right],
            [deep(-300, 380, share), deep(1500, 380, share)],
        ):
            sheet.line(line, tone, width)
            sheet.line(
                [(x - width * 0.3, y - width * 0.3) for x, y in line],
                (*mix(tone, SAND, 0.4), 110),
                max(1.5, width * 0.14),
            )
        sheet.line([deep(600, 380, share), top], tone, width * 0.8)
        for foot, head in ((260, 50), (940, 1150)):
            sheet.line([deep(foot, 380, share), deep(foot + (head - foot) * -0.5, 40, share)], tone, width * 0.6)
    sheet.light(*vanish, 520, 480, (255, 236, 190), 0.55)
    for _ in range(130):
        x, y = sheet.chance.uniform(100, 1100), sheet.chance.uniform(350, 1350)
        sheet.oval(x, y, 1.8, 1.8, (255, 240, 200, 90))
    return sheet.finish(grain=12, vignette=0.5)


def plan() -> Image.Image:
    """The ground floor of 1846 as a blueprint, the real east wall added in red."""
    sheet = Sheet(1600, 1200, (30, 66, 118))
    for step in range(0, 1600, 40):
        sheet.line([(step, 0), (step, 1200)], (255, 255, 255, 16), 1)
        sheet.line([(0, step), (1600, step)], (255, 255, 255, 16), 1)
    white: Colour = (236, 240, 240)
    for left, top, right, bottom, wide in ((330, 170, 1170, 1010, 13), (560, 400, 940, 780, 11)):
        sheet.line([*quad(left, top, right, bottom), (left, top), (right, top)], white, wide)
    for x in (470, 610, 750, 890, 1030):
        sheet.line([(x, 170), (x, 400 if 560 < x < 940 else 300)], white, 6)
        sheet.line([(x, 1010), (x, 780 if 560 < x < 940 else 900)], white, 6)
    for y in (400, 560, 640, 780):
        sheet.line([(330, y), (560, y)], white, 6)
        sheet.line([(940, y), (1170, y)], white, 6)
    for x, y in (
        (400, 170),
        (540, 170),
        (680, 170),
        (820, 170),
        (960, 170),
        (1100, 170),
        (330, 300),
        (330, 700),
        (330, 880),
    ):
        across = y == 170
        sheet.box(
            x - (30 if across else 9),
            y - (9 if across else 30),
            x + (30 if across else 9),
            y + (9 if across else 30),
            (30, 66, 118),
        )
    sheet.box(700, 990, 800, 1030, (28, 62, 112))
    sheet.line([(700, 1010), (760, 940), (800, 1010)], white, 3)
    spiral = [(430 + (62 - k * 0.5) * math.cos(k / 7), 500 + (62 - k * 0.5) * math.sin(k / 7)) for k in range(110)]
    sheet.line(spiral, white, 3)
    for x in (622, 878):
        for y in (462, 718):
            sheet.oval(x, y, 11, 11, white)
    for step in range(9):
        wave = [(1330 + 26 * math.sin(y / 60 + step) + step * 26, y) for y in range(40, 1180, 20)]
        sheet.line(wave, (150, 190, 220, 130 - step * 9), 3)
    sheet.line([(1050, 150), (1290, 1050)], (216, 70, 50), 12)
    for step in range(8):
        x, y = 1066 + step * 30, 214 + step * 112
        sheet.line([(x, y), (x + 46, y - 14)], (216, 70, 50), 3)
    sheet.line([(330, 1080), (1170, 1080)], white, 3)
    for x in (330, 540, 750, 960, 1170):
        sheet.line([(x, 1066), (x, 1094)], white, 3)
    sheet.line([(180, 1000), (180, 860)], white, 4)
    sheet.poly([(180, 810), (204, 880), (180, 866), (156, 880)], white)
    sheet.oval(180, 940, 4, 4, white)
    for x in (533, 1067):
        sheet.box(x - 2, 0, x + 2, 1200, (46, 86, 140))
    # A plan has few colours and no grain: as a palette it takes an eighth of the bytes.
    return sheet.finish(grain=0, vignette=0).quantize(64, Image.Quantize.MAXCOVERAGE, dither=Image.Dither.NONE)
