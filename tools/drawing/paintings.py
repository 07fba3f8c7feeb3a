"""Old works, close by: a tapestry, a portrait, a sky half cleaned."""

import math

from PIL import Image

from drawing.sheet import EARTH, INK, MOSS, OCHRE, PAPER, ROSE, SAND, TEAL, Colour, Point, Sheet, mix, quad


def tapestry() -> Image.Image:
    """A heron among large leaves, thread by thread."""
    sheet = Sheet(1200, 1200, (44, 66, 62), (30, 44, 46))
    leaves = (
        (150, 240, 300, 40),
        (1010, 180, 330, 140),
        (60, 760, 330, -20),
        (1090, 720, 360, 190),
        (230, 1120, 330, 20),
    )
    for turn, (x, y, size, angle) in enumerate(
        (*leaves, (880, 1120, 340, 150), (560, 120, 250, 90), (960, 460, 220, 170))
    ):
        _leaf(sheet, x, y, size, math.radians(angle), (TEAL, MOSS, (70, 104, 120), (120, 126, 74))[turn % 4])
    _heron(sheet)
    threads: list[Colour] = [(20, 24, 24, 46), (240, 226, 190, 34), (120, 92, 60, 30)]
    for y in range(0, 1200, 6):
        sheet.line([(0, y), (1200, y)], (12, 14, 14, 66), 1.4)
        sheet.line([(0, y + 3), (1200, y + 3)], (255, 240, 210, 20), 1.4)
    sheet.streaks(quad(0, 0, 1200, 1200), threads, count=9000, length=22, width=1.6, slope=0.02)
    sheet.streaks(quad(0, 0, 1200, 1200), threads, count=7000, length=6, width=1.6, slope=30)
    sheet.streaks(quad(690, 330, 830, 410), [(214, 196, 160, 150)], count=70, length=34, width=1.4)
    return sheet.finish(grain=12, vignette=0.4)


def _leaf(sheet: Sheet, x: float, y: float, size: float, angle: float, tone: Colour) -> None:
    def at(along: float, aside: float) -> Point:
        return (
            x + size * (along * math.cos(angle) - aside * math.sin(angle)),
            y + size * (along * math.sin(angle) + aside * math.cos(angle)),
        )

    for share, grow in ((0, 1.0), (0.22, 0.82), (0.42, 0.6)):
        edge = [
            at(k / 20 * grow - 0.5 * grow, 0.34 * grow * math.sin(math.pi * k / 20) * (1 + 0.16 * math.sin(k * 1.9)))
            for k in range(21)
        ]
        back = [
            at(k / 20 * grow - 0.5 * grow, -0.34 * grow * math.sin(math.pi * k / 20) * (1 + 0.16 * math.cos(k * 1.7)))
            for k in range(20, -1, -1)
        ]
        sheet.poly([*edge, *back], mix(tone, SAND, share))
    sheet.line([at(-0.62, 0), at(0.5, 0)], mix(tone, INK, 0.5), 6)
    for k in range(-3, 4):
        for side in (-1, 1):
            sheet.line([at(k * 0.12, 0), at(k * 0.12 + 0.12, side * 0.2)], mix(tone, INK, 0.35), 3.5)


def _heron(sheet: Sheet) -> None:
    grey, pale, dark = (152, 160, 160), (218, 214, 196), (58, 68, 78)
    sheet.line([(540, 800), (548, 950), (536, 1130)], (168, 130, 78), 16)
    sheet.line([(590, 800), (650, 880), (580, 925)], (150, 114, 70), 15)
    for x in (490, 540, 590):
        sheet.line([(536, 1128), (x, 1150)], (168, 130, 78), 10)
    body = [(380, 880), (430, 730), (540, 620), (650, 590), (690, 660), (660, 770), (560, 836), (450, 850)]
    sheet.poly(body, grey)
    neck = [(620, 640), (700, 600), (712, 520), (650, 450), (640, 380), (690, 322), (752, 330), (730, 372), (700, 396)]
    sheet.poly([*neck, (714, 440), (772, 520), (764, 630), (700, 700)], pale)
    sheet.oval(716, 346, 50, 36, pale)
    sheet.poly([(752, 330), (930, 372), (750, 372)], OCHRE)
    sheet.line([(740, 318), (660, 316), (560, 352)], dark, 12)
    sheet.oval(728, 342, 8, 8, INK)
    sheet.oval(730, 340, 3, 3, OCHRE)
    for step in range(7):
        x, y = 600 - step * 30, 660 + step * 30
        sheet.poly(
            [(x, y), (x + 56, y + 30), (x - 60, y + 96), (x - 96, y + 92)], mix(grey, dark, 0.2 + 0.1 * (step % 3))
        )
    sheet.poly([(380, 880), (450, 800), (520, 780), (440, 880), (360, 940)], dark)
    for step in range(5):
        sheet.line([(704, 470 + step * 40), (726, 500 + step * 40)], dark, 7)


def lady() -> Image.Image:
    """The lady in profile, and the one thing that is lit: her blue glove."""
    sheet = Sheet(1200, 1500, (84, 62, 44), (38, 29, 24))
    sheet.light(760, 520, 560, 640, (150, 112, 74), 0.6)
    sheet.streaks(
        quad(0, 0, 1200, 1500), [(30, 22, 18, 40), (150, 112, 74, 26)], count=2600, length=150, width=5, slope=-0.7
    )
    skin, shade = (222, 188, 156), (168, 126, 98)
    dress = [
        (300, 1500),
        (330, 1130),
        (420, 900),
        (540, 800),
        (650, 790),
        (770, 860),
        (850, 1010),
        (900, 1250),
        (930, 1500),
    ]
    sheet.shade(dress, (48, 42, 46), (24, 21, 22))
    sheet.streaks(dress, [(92, 80, 84, 46), (12, 10, 11, 70)], count=700, length=240, width=4, slope=3)
    sheet.shade([(560, 610), (690, 640), (700, 800), (770, 862), (640, 900), (540, 800)], skin, shade)
    face = [(548, 420), (590, 350), (690, 330), (748, 372), (756, 436), (796, 506), (764, 522), (768, 548), (752, 562)]
    face += [(760, 590), (738, 622), (690, 652), (610, 650), (560, 560)]
    sheet.shade(face, (228, 198, 168), (186, 146, 116))
    sheet.light(740, 470, 130, 150, (246, 224, 198), 0.5)
    sheet.light(590, 590, 130, 140, (120, 84, 62), 0.5)
    sheet.line([(700, 440), (722, 434), (740, 440)], EARTH, 4)
    hair = [
        (520, 640),
        (480, 520),
        (490, 390),
        (560, 300),
        (680, 282),
        (746, 330),
        (752, 376),
        (690, 372),
        (640, 430),
        (616, 520),
        (620, 600),
    ]
    sheet.shade(hair, (66, 46, 34), (36, 26, 22))
    sheet.oval(498, 420, 88, 96, (46, 33, 27))
    sheet.streaks(hair, [(120, 84, 56, 90), (20, 14, 12, 90)], count=240, length=130, width=2.4, slope=1.6)
    sheet.poly([(560, 800), (650, 770), (780, 850), (740, 900), (640, 860), (560, 850)], (236, 228, 208))
    sheet.streaks(
        [(560, 800), (650, 770), (780, 850), (740, 900), (640, 860), (560, 850)],
        [(170, 156, 130, 120)],
        count=120,
        length=30,
        slope=2,
    )
    sheet.shade([(830, 1130), (1110, 1130), (1110, 1180), (830, 1180)], (132, 88, 50), (84, 54, 34))
    for x in (850, 960, 1070):
        sheet.shade(quad(x, 1180, x + 24, 1500), (110, 72, 42), (62, 40, 28))
    _glove(sheet)
    sheet.light(965, 1080, 300, 240, (120, 160, 240), 0.25)
    return sheet.finish(grain=13, vignette=0.62)


def _glove(sheet: Sheet) -> None:
    sheet.poly([(720, 1010), (800, 960), (905, 1050), (850, 1120)], (40, 35, 38))
    cuff = [(835, 1000), (905, 1040), (862, 1124), (792, 1086)]
    sheet.shade(cuff, (78, 138, 232), (36, 84, 190))
    hand = [(880, 1030), (960, 1040), (1030, 1074), (1052, 1120), (1020, 1150), (900, 1150), (846, 1116)]
    sheet.shade(hand, (70, 132, 236), (24, 66, 168))
    for x, y, reach in ((902, 1120, 96), (944, 1126, 108), (986, 1126, 100), (1026, 1118, 80)):
        sheet.line([(x, y), (x + 6, y + reach)], (38, 92, 204), 34)
        sheet.oval(x + 6, y + reach, 17, 17, (38, 92, 204))
        sheet.line([(x - 9, y), (x - 4, y + reach - 6)], (112, 164, 246), 5)
    sheet.line([(880, 1034), (960, 1046), (1026, 1080)], (160, 200, 255), 5)
    sheet.line([(905, 1060), (936, 1106)], (18, 50, 130), 4)


def cleaning() -> Image.Image:
    """A painted sky under yellow varnish, with one cleaned square."""
    clean = Sheet(1600, 1200, (122, 168, 200), (214, 214, 206))
    for step in range(11):
        x, y = 520 + step * 74, 640 + 70 * math.sin(step * 1.3)
        clean.light(x, y, 240, 170, mix(PAPER, ROSE, (step % 4) / 4), 0.8)
    marks: list[Colour] = [(255, 240, 220, 60), (90, 130, 160, 50), (230, 180, 160, 50), (170, 200, 216, 60)]
    clean.streaks(quad(0, 0, 1600, 1200), marks, count=3600, length=130, width=9, slope=0.35)
    sheet = Sheet(1600, 1200)
    brown = Image.new("RGB", clean.image.size, (150, 104, 40))
    sheet.image.paste(Image.blend(clean.image, brown, 0.62))
    sheet.light(300, 200, 900, 700, (206, 160, 84), 0.35)
    square = [(560, 372), (1010, 364), (1018, 800), (566, 808)]
    sheet.image.paste(clean.image, (0, 0), sheet.mask(square, blur=3))
    sheet.line([*square, square[0]], (250, 236, 200, 90), 3)
    for _ in range(90):
        x, y = sheet.chance.uniform(0, 1600), sheet.chance.uniform(0, 1200)
        path = [(x, y)]
        for _ in range(5):
            x, y = x + sheet.chance.uniform(-46, 60), y + sheet.chance.uniform(-34, 46)
            path.append((x, y))
        sheet.line(path, (58, 38, 18, 60), 1.2)
    sheet.shadow([(1080, 1030), (1560, 690), (1590, 730), (1110, 1080)], blur=14, strength=120)
    sheet.line([(1090, 1000), (1600, 640)], (226, 196, 146), 18)
    sheet.line([(1090, 995), (1600, 635)], (250, 232, 196), 5)
    for x, y, size, tone in (
        (1052, 1026, 46, PAPER),
        (1086, 1002, 40, PAPER),
        (1020, 1050, 34, (226, 190, 120)),
        (1000, 1064, 22, (190, 140, 66)),
    ):
        sheet.oval(x, y, size, size * 0.8, tone)
    return sheet.finish(grain=11, vignette=0.35)
