"""Places: the old tannery inside and out, its garden by night, its yard under water, and three shops of the freelance."""

import math

from PIL import Image, ImageOps

from drawing.sheet import (
    BLUE,
    EARTH,
    INK,
    IVORY,
    MOSS,
    NIGHT,
    OAK,
    OCHRE,
    PAPER,
    SAND,
    SLATE,
    TEAL,
    UMBER,
    WOOD,
    Colour,
    Point,
    Sheet,
    mix,
)
from drawing.works import quad


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
        sheet.shade([(left, top), (right, top + 34), (right, foot - 20), (left, foot + 30)], (255, 250, 232), (252, 232, 190))
        sheet.line([((left + right) / 2, top + 16), ((left + right) / 2, foot)], (150, 140, 124), 5)
        for share in (0.3, 0.62):
            y = top + (foot - top) * share
            sheet.line([(left, y + 8), (right, y + 10)], (150, 140, 124), 5)
        sheet.light((left + right) / 2, (top + foot) / 2, 210, 420, (255, 246, 220), 0.35)
        x = 470 + index * 236
        for part in (0, 1):
            a = x + part * 88
            sheet.poly([(a, 1046 + index * 4), (a + 74, 1046 + index * 4), (a + 212, 1300), (a + 110, 1300)], (255, 228, 168, 120))
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


def _brick(sheet: Sheet, left: float, top: float, right: float, bottom: float, tones: tuple[Colour, ...]) -> None:
    for row in range(int((bottom - top) / 14)):
        y = top + row * 14
        for column in range(-1, int((right - left) / 34) + 1):
            x = left + column * 34 + (17 if row % 2 else 0)
            a, b = max(left, x), min(right, x + 31)
            if b - a > 4:
                sheet.box(a, y, b, y + 11.5, mix(sheet.chance.choice(tones), INK, sheet.chance.uniform(0, 0.14)))


def _arched(sheet: Sheet, x: float, y: float, wide: float, tall: float, *, lit: bool = False) -> None:
    arch = [(x + wide / 2 - wide / 2 * math.cos(math.pi * k / 20), y - wide * 0.28 * math.sin(math.pi * k / 20)) for k in range(21)]
    hole = [*arch, (x + wide, y + tall), (x, y + tall)]
    rim = [(x + wide / 2 + (px - x - wide / 2) * 1.2, py - 16) for px, py in arch]
    sheet.poly([*rim, *reversed(arch)], (196, 150, 112))
    sheet.shade(hole, (255, 226, 150) if lit else (92, 116, 130), (240, 180, 90) if lit else (44, 52, 60))
    sheet.line([(x + wide / 2, y - wide * 0.28), (x + wide / 2, y + tall)], IVORY, 5)
    for share in (0.1, 0.42, 0.72):
        sheet.line([(x, y + tall * share), (x + wide, y + tall * share)], IVORY, 4)
    sheet.box(x - 12, y + tall, x + wide + 12, y + tall + 13, (206, 186, 156))


def facade() -> Image.Image:
    """The brick front on the street: three rows of six windows, the upper bricks paler."""
    sheet = Sheet(1600, 1200, (120, 170, 206), (212, 224, 220))
    for x, y, size in ((280, 120, 150), (460, 90, 110), (1320, 150, 170)):
        sheet.light(x, y, size * 1.6, size * 0.6, PAPER, 0.9)
    sheet.shade(quad(0, 1060, 1600, 1200), (176, 164, 146), (130, 118, 102))
    sheet.streaks(quad(0, 1060, 1600, 1200), [(90, 80, 70, 70), (220, 210, 190, 60)], count=420, length=70, width=4)
    sheet.box(150, 250, 1450, 1070, (196, 168, 140))
    old: tuple[Colour, ...] = ((168, 74, 52), (150, 62, 44), (180, 88, 60), (138, 51, 36))
    _brick(sheet, 150, 500, 1450, 1070, old)
    _brick(sheet, 150, 250, 1450, 500, ((222, 156, 124), (210, 142, 112), (230, 170, 138)))
    for y in (494, 776):
        sheet.box(138, y, 1462, y + 14, (214, 196, 164))
    sheet.poly([(110, 250), (200, 150), (1400, 150), (1490, 250)], SLATE)
    sheet.streaks([(110, 250), (200, 150), (1400, 150), (1490, 250)], [(30, 38, 46, 90), (130, 146, 156, 60)], count=900, length=40, width=2)
    sheet.box(110, 244, 1490, 262, (206, 186, 156))
    for row, (y, tall) in enumerate(((316, 140), (570, 170), (850, 170))):
        for column in range(6):
            x = 238 + column * 204
            if row < 2 or column not in {2, 3}:
                _arched(sheet, x, y, 104, tall)
    for x in (576, 920):
        _arched(sheet, x, 850, 104, 170)
    _carriage_door(sheet)
    sheet.poly([(150, 262), (1450, 262), (1450, 300), (150, 330)], (40, 26, 24, 90))
    sheet.poly([(0, 0), (520, 0), (150, 1200), (0, 1200)], (255, 236, 190, 26))
    return sheet.finish(grain=9, vignette=0.3)


def _carriage_door(sheet: Sheet) -> None:
    arch = [(800 - 96 * math.cos(math.pi * k / 24), 880 - 84 * math.sin(math.pi * k / 24)) for k in range(25)]
    sheet.poly([(800 + (x - 800) * 1.16, y - 12) for x, y in arch] + [(911, 1070), (689, 1070)], (214, 196, 164))
    sheet.shade([*arch, (896, 1070), (704, 1070)], (52, 84, 82), (30, 52, 54))
    for x in (736, 768, 832, 864):
        sheet.line([(x, 830), (x, 1070)], (20, 36, 38, 160), 3)
    sheet.line([(800, 796), (800, 1070)], (14, 26, 28), 5)
    for x in (786, 814):
        sheet.oval(x, 980, 6, 6, OCHRE)


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
    sheet.shade([deep(-40, 300, 0.82), deep(600, -320, 0.82), deep(1240, 300, 0.82), deep(1240, 1500, 0.82), deep(-40, 1500, 0.82)], (236, 214, 170), (190, 150, 100))
    shares = [0, 0.26, 0.45, 0.59, 0.69, 0.765]
    for near, far in zip(shares, [*shares[1:], 0.82], strict=True):
        for side in (-300, 1500):
            for row in range(11):
                y = 420 + row * 86
                slat = [deep(side, y, near), deep(side, y, far), deep(side, y + 40, far), deep(side, y + 40, near)]
                sheet.poly(slat, (255, 236, 184))
                wood = [deep(side, y + 34, near), deep(side, y + 34, far), deep(side, y + 88, far), deep(side, y + 88, near)]
                sheet.poly(wood, mix(OAK, INK, 0.35 - near * 0.3))
    for index, share in enumerate((0.1, 0.32, 0.49, 0.62, 0.71)):
        for side, lean in ((-300, 1), (1500, -1)):
            a = deep(side, 1500 - index * 0, share)
            b, c = deep(side + lean * 800, 1500, share), deep(side + lean * 880, 1500, share + 0.045)
            sheet.poly([a, b, c, deep(side, 1500, share + 0.045)], (255, 226, 160, 70))
    for share in reversed(shares):
        width, tone = 54 * (1 - share), mix((92, 62, 40), (196, 150, 100), share)
        left, right, top = deep(-60, 380, share), deep(1260, 380, share), deep(600, -340, share)
        for line in ([left, top], [right, top], [deep(-60, 1500, share), left], [deep(1260, 1500, share), right], [deep(-300, 380, share), deep(1500, 380, share)]):
            sheet.line(line, tone, width)
            sheet.line([(x - width * 0.3, y - width * 0.3) for x, y in line], (*mix(tone, SAND, 0.4), 110), max(1.5, width * 0.14))
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
    for x, y in ((400, 170), (540, 170), (680, 170), (820, 170), (960, 170), (1100, 170), (330, 300), (330, 700), (330, 880)):
        across = y == 170
        sheet.box(x - (30 if across else 9), y - (9 if across else 30), x + (30 if across else 9), y + (9 if across else 30), (30, 66, 118))
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


def garden_by_night() -> Image.Image:
    """The garden after dusk: the lime tree, three lit windows, a crescent moon, lanterns along the path."""
    sheet = Sheet(1600, 1067, NIGHT, (66, 84, 118))
    for _ in range(190):
        x, y, size = sheet.chance.uniform(0, 1600), sheet.chance.uniform(0, 620), sheet.chance.uniform(0.8, 2.6)
        sheet.oval(x, y, size, size, (244, 236, 210, round(sheet.chance.uniform(90, 240))))
    sheet.light(1290, 190, 260, 260, (190, 200, 220), 0.4)
    crescent = [(1290 + 66 * math.sin(k * math.pi / 20), 190 - 66 * math.cos(k * math.pi / 20)) for k in range(21)]
    inner = [(1290 + 34 * math.sin(k * math.pi / 20), 190 - 66 * math.cos(k * math.pi / 20)) for k in range(20, -1, -1)]
    sheet.poly([*crescent, *inner], (246, 238, 212))
    sheet.shade(quad(880, 420, 1600, 860), (38, 36, 48), (30, 28, 36))
    sheet.poly([(850, 424), (930, 340), (1600, 340), (1600, 424)], (26, 26, 36))
    for x in (980, 1180, 1380):
        _arched(sheet, x, 560, 104, 170, lit=True)
        sheet.light(x + 52, 640, 210, 240, (255, 206, 120), 0.45)
    sheet.shade([(0, 820), (1600, 790), (1600, 1067), (0, 1067)], (34, 48, 46), (16, 22, 24))
    path = [(640, 1067), (1080, 1067), (1010, 940), (1090, 860), (1060, 850), (930, 880), (860, 960)]
    sheet.shade(path, (120, 110, 104), (86, 78, 78))
    _lime_tree(sheet)
    for x, y, size in ((600, 1010, 1.2), (1140, 1000, 1.2), (820, 900, 0.8), (1130, 880, 0.75), (930, 846, 0.55)):
        sheet.light(x, y - 30 * size, 190 * size, 150 * size, (255, 196, 104), 0.75)
        sheet.box(x - 15 * size, y - 60 * size, x + 15 * size, y, (255, 226, 150))
        sheet.box(x - 19 * size, y - 68 * size, x + 19 * size, y - 58 * size, INK)
        sheet.box(x - 19 * size, y - 3 * size, x + 19 * size, y + 6 * size, INK)
    return sheet.finish(grain=11, vignette=0.45)


def _lime_tree(sheet: Sheet) -> None:
    dark: Colour = (14, 20, 26)
    sheet.poly([(330, 960), (372, 800), (376, 600), (460, 600), (462, 800), (510, 964)], (24, 20, 22))
    for x, y in ((240, 420), (330, 330), (560, 390), (620, 500), (430, 280)):
        sheet.line([(420, 660), (x, y)], (24, 20, 22), 20)
    for _ in range(330):
        angle, reach = sheet.chance.uniform(0, 2 * math.pi), sheet.chance.uniform(0, 1) ** 0.6
        x, y = 420 + 330 * reach * math.cos(angle), 410 + 290 * reach * math.sin(angle)
        share = max(0.0, min(1.0, (x - 300) / 500))
        size = sheet.chance.uniform(26, 56)
        sheet.oval(x, y, size, size * 0.8, (*mix(dark, (52, 78, 66), share * 0.8), 225))
    for _ in range(260):
        angle, reach = sheet.chance.uniform(-1.4, 1.2), sheet.chance.uniform(0.3, 1)
        x, y = 420 + 330 * reach * math.cos(angle), 410 + 290 * reach * math.sin(angle)
        sheet.oval(x, y, 4, 3, (214, 206, 130, 150))


def flood() -> Image.Image:
    """The yard under water in 1910, as an old brown postcard."""
    sheet = Sheet(1600, 1067, (226, 226, 226), (180, 180, 180))
    sheet.shade(quad(0, 90, 1600, 760), (136, 136, 136), (96, 96, 96))
    _brick(sheet, 0, 90, 1600, 700, ((132, 132, 132), (118, 118, 118), (144, 144, 144)))
    for x in (110, 300, 490, 1000, 1190, 1380):
        _arched(sheet, x, 250, 110, 190)
    arch = [(800 - 130 * math.cos(math.pi * k / 24), 380 - 120 * math.sin(math.pi * k / 24)) for k in range(25)]
    sheet.poly([(800 + (x - 800) * 1.18, y - 14) for x, y in arch] + [(953, 720), (647, 720)], (196, 196, 196))
    sheet.shade([*arch, (930, 720), (670, 720)], (70, 70, 70), (40, 40, 40))
    sheet.line([(800, 264), (800, 720)], (26, 26, 26), 6)
    water = [(0, 600), (1600, 600), (1600, 1067), (0, 1067)]
    sheet.shade(water, (150, 150, 150), (84, 84, 84))
    for left, right, tone in ((670, 930, 60), (110, 220, 80), (300, 410, 80), (490, 600, 80), (1000, 1110, 80), (1190, 1300, 80), (1380, 1490, 80)):
        sheet.poly(quad(left, 600, right, 850 if tone == 60 else 720), (tone, tone, tone, 90))
    sheet.streaks(water, [(230, 230, 230, 70), (60, 60, 60, 70)], count=1500, length=210, width=3)
    for x in range(1130, 1600, 44):
        sheet.line([(x, 470), (x, 690)], (36, 36, 36), 7)
        sheet.poly([(x - 9, 470), (x, 440), (x + 9, 470)], (36, 36, 36))
    sheet.line([(1120, 510), (1600, 510)], (36, 36, 36), 8)
    sheet.shadow([(930, 770), (1330, 770), (1300, 830), (960, 830)], blur=16, strength=150)
    sheet.poly([(900, 700), (1360, 690), (1310, 770), (950, 776)], (58, 58, 58))
    sheet.poly([(920, 706), (1340, 696), (1320, 716), (940, 724)], (120, 120, 120))
    sheet.line([(1340, 694), (1400, 600), (1394, 520)], (50, 50, 50), 3)
    sheet.line([(1000, 716), (820, 640)], (70, 70, 70), 9)
    bench = [(240, 850), (640, 812), (652, 850), (250, 890)]
    sheet.shadow([(x, y + 26) for x, y in bench], blur=12, strength=150)
    sheet.poly(bench, (206, 206, 206))
    sheet.poly([(230, 800), (622, 764), (630, 792), (236, 830)], (190, 190, 190))
    for x, y in ((270, 810), (590, 780)):
        sheet.line([(x, y), (x + 12, y + 62)], (90, 90, 90), 12)
    old = sheet.finish(grain=16, vignette=0.4).convert("L")
    brown = ImageOps.colorize(ImageOps.autocontrast(old, cutoff=1), (46, 30, 20), (240, 222, 184), (150, 116, 78))
    card = Image.new("RGB", (1600, 1067), (236, 222, 192))
    card.paste(brown.resize((1500, 967), Image.Resampling.LANCZOS), (50, 50))
    return card


def bookshop() -> Image.Image:
    """A bookshop's window at dusk."""
    sheet = Sheet(1200, 1200, (52, 64, 72), (38, 40, 44))
    sheet.shade(quad(90, 190, 1110, 1090), (34, 82, 80), (24, 60, 60))
    sheet.box(90, 190, 1110, 300, (22, 54, 56))
    for x in range(300, 900, 50):
        sheet.box(x, 232, x + 30, 258, (222, 184, 108))
    sheet.shade(quad(150, 340, 800, 940), (255, 224, 160), (230, 168, 96))
    sheet.light(470, 480, 420, 340, (255, 244, 206), 0.7)
    tones: tuple[Colour, ...] = (UMBER, SLATE, TEAL, OCHRE, MOSS, BLUE, IVORY, (96, 46, 66))
    for shelf in (560, 740, 920):
        x = 170.0
        while x < 760:
            wide, tall = sheet.chance.uniform(14, 34), sheet.chance.uniform(90, 140)
            tone = sheet.chance.choice(tones)
            sheet.shade(quad(x, shelf - tall, x + wide, shelf), mix(tone, PAPER, 0.12), mix(tone, INK, 0.15))
            sheet.box(x + 3, shelf - tall + 14, x + wide - 3, shelf - tall + 20, (*PAPER, 150))
            x += wide + (sheet.chance.uniform(14, 60) if sheet.chance.random() < 0.12 else 2)
        sheet.box(150, shelf, 800, shelf + 15, OAK)
    sheet.shade(quad(860, 340, 1050, 1090), (28, 66, 66), (20, 48, 50))
    sheet.shade(quad(890, 380, 1020, 800), (255, 220, 150), (214, 150, 86))
    sheet.oval(1004, 860, 10, 10, OCHRE)
    sheet.poly([(90, 300), (1110, 300), (1150, 372), (50, 372)], UMBER)
    for x in range(50, 1150, 92):
        sheet.poly([(90 + (x - 50) * 0.927, 300), (132 + (x - 50) * 0.927, 300), (x + 46, 372), (x, 372)], IVORY)
    sheet.shade(quad(0, 1090, 1200, 1200), (86, 82, 80), (54, 52, 52))
    sheet.light(470, 1110, 460, 110, (255, 204, 130), 0.5)
    return sheet.finish(grain=10, vignette=0.45)


def screen() -> Image.Image:
    """A small cinema before the film, seen from the last row."""
    sheet = Sheet(1600, 1067, (34, 20, 24), (20, 14, 18))
    for left, right in ((0, 230), (1370, 1600)):
        sheet.shade(quad(left, 0, right, 760), (132, 34, 38), (60, 16, 22))
        for x in range(left, right, 34):
            sheet.shade(quad(x, 0, x + 12, 760), (84, 20, 26), (36, 10, 14))
    sheet.shade(quad(290, 110, 1310, 640), (240, 234, 218), (214, 206, 188))
    sheet.light(800, 370, 900, 560, (255, 246, 224), 0.4)
    for size, tone in ((150, 60), (128, 200), (8, 60)):
        sheet.oval(800, 372, size, size, (tone, tone - 4, tone - 8, 150))
    sheet.line([(800, 180), (800, 560)], (60, 56, 52, 150), 4)
    sheet.line([(480, 372), (1120, 372)], (60, 56, 52, 150), 4)
    for row in range(4):
        size, y = 62 + row * 26, 740 + row * 96
        for index in range(-12, 13):
            x = 800 + index * size * 1.75 + (size * 0.87 if row % 2 else 0)
            sheet.shade(quad(x - size * 0.7, y, x + size * 0.7, y + 150), (120 - row * 16, 36, 40), (50, 18, 22))
            sheet.oval(x, y, size * 0.7, size * 0.22, (140 - row * 18, 44, 46))
    for x, y, size in ((640, 760, 40), (968, 850, 52), (1052, 856, 46)):
        sheet.oval(x, y - size * 0.4, size * 0.72, size * 0.9, (16, 12, 14))
        sheet.oval(x, y + size * 1.2, size * 1.3, size, (16, 12, 14))
    return sheet.finish(grain=12, vignette=0.5)


def glass() -> Image.Image:
    """A glass of amber beer on a counter, brass vats behind."""
    sheet = Sheet(1200, 1500, (70, 58, 50), (44, 36, 32))
    for x, size in ((180, 240), (700, 280), (1160, 230)):
        sheet.shade(quad(x - size, 420, x + size, 1080), (206, 140, 76), (110, 62, 36), across=True)
        sheet.oval(x, 420, size, 110, (190, 124, 68))
        sheet.shade(quad(x - 34, 130, x + 34, 350), (220, 158, 96), (150, 92, 52), across=True)
        sheet.light(x - size * 0.4, 640, 90, 360, (255, 224, 170), 0.6)
        for y in (560, 900):
            sheet.line([(x - size, y), (x + size, y)], (90, 50, 30, 160), 5)
    sheet.shade(quad(0, 1060, 1200, 1500), (112, 74, 46), (60, 38, 26))
    sheet.streaks(quad(0, 1060, 1200, 1500), [(40, 24, 16, 70), (190, 140, 90, 50)], count=520, length=420, width=1.6)
    sheet.shadow([(420, 1290), (860, 1290), (980, 1370), (470, 1380)], blur=26, strength=180)
    body = [(390, 560), (810, 560), (770, 1330), (430, 1330)]
    sheet.shade(body, (232, 160, 60), (166, 84, 30))
    sheet.light(520, 900, 150, 420, (255, 220, 130), 0.6)
    for _ in range(170):
        x, y = sheet.chance.uniform(440, 760), sheet.chance.uniform(620, 1280)
        sheet.oval(x, y, 3.2, 3.2, (255, 240, 196, 130))
    for _ in range(120):
        x, y = sheet.chance.uniform(400, 800), sheet.chance.gauss(520, 32)
        sheet.oval(x, y, sheet.chance.uniform(24, 46), sheet.chance.uniform(18, 32), (*mix(PAPER, SAND, sheet.chance.uniform(0, 0.6)), 235))
    for left, right, strength in ((436, 470, 120), (486, 496, 90), (742, 756, 90)):
        sheet.poly([(left, 600), (right, 600), (right + 4, 1290), (left + 12, 1290)], (255, 255, 255, strength))
    sheet.shade([(424, 1330), (776, 1330), (786, 1372), (414, 1372)], (226, 214, 190), (150, 134, 110))
    sheet.line([(60, 1440), (1140, 1440)], (*WOOD, 90), 3)
    sheet.line([(60, 1446), (1140, 1446)], (*EARTH, 140), 3)
    return sheet.finish(grain=11, vignette=0.45)
