"""The old tannery from outside: its front, its garden by night, its yard under water."""

import math

from PIL import Image, ImageOps

from drawing.sheet import INK, IVORY, NIGHT, OCHRE, PAPER, SLATE, Colour, Sheet, mix, quad


def brick(sheet: Sheet, left: float, top: float, right: float, bottom: float, tones: tuple[Colour, ...]) -> None:
    """Courses of bricks, each with its own shade."""
    for row in range(int((bottom - top) / 14)):
        y = top + row * 14
        for column in range(-1, int((right - left) / 34) + 1):
            x = left + column * 34 + (17 if row % 2 else 0)
            a, b = max(left, x), min(right, x + 31)
            if b - a > 4:
                sheet.box(a, y, b, y + 11.5, mix(sheet.chance.choice(tones), INK, sheet.chance.uniform(0, 0.14)))


def arched(sheet: Sheet, x: float, y: float, wide: float, tall: float, *, lit: bool = False) -> None:
    """A window under a flat arch, dark by day, lit by night."""
    arch = [
        (x + wide / 2 - wide / 2 * math.cos(math.pi * k / 20), y - wide * 0.28 * math.sin(math.pi * k / 20))
        for k in range(21)
    ]
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
    brick(sheet, 150, 500, 1450, 1070, old)
    brick(sheet, 150, 250, 1450, 500, ((222, 156, 124), (210, 142, 112), (230, 170, 138)))
    for y in (494, 776):
        sheet.box(138, y, 1462, y + 14, (214, 196, 164))
    sheet.poly([(110, 250), (200, 150), (1400, 150), (1490, 250)], SLATE)
    sheet.streaks(
        [(110, 250), (200, 150), (1400, 150), (1490, 250)],
        [(30, 38, 46, 90), (130, 146, 156, 60)],
        count=900,
        length=40,
        width=2,
    )
    sheet.box(110, 244, 1490, 262, (206, 186, 156))
    for row, (y, tall) in enumerate(((316, 140), (570, 170), (850, 170))):
        for column in range(6):
            x = 238 + column * 204
            if row < 2 or column not in {2, 3}:
                arched(sheet, x, y, 104, tall)
    for x in (576, 920):
        arched(sheet, x, 850, 104, 170)
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
        arched(sheet, x, 560, 104, 170, lit=True)
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
    brick(sheet, 0, 90, 1600, 700, ((132, 132, 132), (118, 118, 118), (144, 144, 144)))
    for x in (110, 300, 490, 1000, 1190, 1380):
        arched(sheet, x, 250, 110, 190)
    arch = [(800 - 130 * math.cos(math.pi * k / 24), 380 - 120 * math.sin(math.pi * k / 24)) for k in range(25)]
    sheet.poly([(800 + (x - 800) * 1.18, y - 14) for x, y in arch] + [(953, 720), (647, 720)], (196, 196, 196))
    sheet.shade([*arch, (930, 720), (670, 720)], (70, 70, 70), (40, 40, 40))
    sheet.line([(800, 264), (800, 720)], (26, 26, 26), 6)
    water = [(0, 600), (1600, 600), (1600, 1067), (0, 1067)]
    sheet.shade(water, (150, 150, 150), (84, 84, 84))
    for left, right, tone in (
        (670, 930, 60),
        (110, 220, 80),
        (300, 410, 80),
        (490, 600, 80),
        (1000, 1110, 80),
        (1190, 1300, 80),
        (1380, 1490, 80),
    ):
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
