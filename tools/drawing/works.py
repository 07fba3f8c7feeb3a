"""Things of the museum, close by: a crate, a canvas, a key, a jar, a tapestry, a portrait, papers."""

import math

from PIL import Image, ImageFilter

from drawing import landscape
from drawing.sheet import (
    BLUE,
    EARTH,
    INK,
    IVORY,
    MOSS,
    OAK,
    OCHRE,
    PAPER,
    ROSE,
    SAND,
    SKY,
    SLATE,
    TEAL,
    UMBER,
    WOOD,
    Colour,
    Point,
    Sheet,
    mix,
)

# Stencilled figures on a grid of three by five, with the bridges that a stencil needs.
FIGURES = {
    "1": ((1.1, 0, 1.9, 2.3), (1.1, 2.6, 1.9, 5), (0.5, 0.4, 0.95, 1.1)),
    "9": ((0.5, 0, 2.5, 0.8), (0, 0.3, 0.8, 2.6), (2.2, 1, 3, 2.2), (1, 2, 2, 2.7), (2.2, 2.5, 3, 4.6), (0.4, 4.2, 2, 5)),
    "7": ((0, 0, 3, 0.8), (2, 1, 2.8, 2.6), (1.5, 2.9, 2.3, 5)),
    "4": ((0, 0, 0.8, 2.4), (0, 2.6, 1.7, 3.3), (2, 0, 2.8, 2.4), (2, 2.6, 2.8, 5)),
}


def quad(left: float, top: float, right: float, bottom: float) -> list[Point]:
    """A rectangle as four points."""
    return [(left, top), (right, top), (right, bottom), (left, bottom)]


def planks(sheet: Sheet, left: float, top: float, right: float, bottom: float, count: int, tone: Colour) -> None:
    """Boards side by side, one above the other, each with its own shade, grain and nails."""
    tall = (bottom - top) / count
    for index in range(count):
        y = top + index * tall
        board = mix(tone, (OCHRE, OAK, SAND, EARTH)[index % 4], 0.16)
        shape = quad(left, y, right, y + tall - 4)
        sheet.shade(shape, mix(board, PAPER, 0.12), mix(board, INK, 0.18))
        grain: list[Colour] = [(*EARTH, 45), (*SAND, 50), (*OAK, 60)]
        sheet.streaks(shape, grain, count=int((right - left) * tall / 700), length=260, width=1.2, slope=0.012)
        for x in (left + 42, right - 42):
            sheet.oval(x, y + tall / 2, 6, 6, (*EARTH, 220))
            sheet.oval(x - 1.5, y + tall / 2 - 1.5, 2.5, 2.5, (*IVORY, 160))


def crate() -> Image.Image:
    """The crate of 1974, its lid ajar, light coming out of it."""
    sheet = Sheet(1600, 1200, (58, 60, 62), (34, 31, 28))
    sheet.light(1150, 200, 900, 620, (196, 170, 128), 0.55)
    for x in range(120, 1600, 330):
        sheet.shade(quad(x, 0, x + 26, 780), (86, 84, 80), (50, 47, 44))
        sheet.line([(x - 170, 300), (x + 200, 300)], (70, 68, 64), 10)
    sheet.shade(quad(0, 780, 1600, 1200), (112, 96, 78), (58, 48, 40))
    sheet.streaks(quad(0, 780, 1600, 1200), [(30, 24, 20, 40), (170, 150, 120, 30)], count=900, length=300, width=2)
    sheet.shadow([(130, 1010), (1520, 1010), (1590, 1110), (90, 1110)], blur=24, strength=190)
    planks(sheet, 170, 560, 1440, 1040, 4, WOOD)
    sheet.shade([(170, 560), (250, 486), (1500, 486), (1440, 560)], (60, 44, 30), (26, 20, 16))
    sheet.poly([(1440, 560), (1500, 486), (1500, 950), (1440, 1040)], (104, 74, 46))
    sheet.light(830, 520, 760, 120, (255, 226, 160), 0.95)
    lid = [(150, 500), (236, 400), (1500, 458), (1466, 506)]
    sheet.shadow([(x, y + 34) for x, y in lid], blur=16, strength=120)
    sheet.shade(lid, mix(WOOD, PAPER, 0.2), mix(WOOD, INK, 0.1))
    sheet.streaks(lid, [(*EARTH, 50), (*SAND, 70)], count=260, length=300, width=1.3, slope=0.045)
    sheet.shade([(150, 500), (1466, 506), (1466, 530), (150, 526)], mix(WOOD, OAK, 0.5), OAK)
    for left, right in ((250, 330), (1280, 1360)):
        sheet.shadow(quad(left + 8, 560, right + 8, 1044), blur=8, strength=100)
        sheet.shade(quad(left, 556, right, 1044), mix(WOOD, OAK, 0.35), mix(WOOD, OAK, 0.75))
        sheet.streaks(quad(left, 556, right, 1044), [(*EARTH, 60), (*SAND, 40)], count=60, length=300, slope=60, width=1.2)
    for place, figure in enumerate("1974"):
        for a, b, c, d in FIGURES[figure]:
            x = 500 + place * 165
            sheet.box(x + a * 38, 690 + b * 38, x + c * 38, 690 + d * 38, (*INK, 205))
    sheet.streaks(quad(490, 680, 1150, 890), [(*WOOD, 120), (*SAND, 60)], count=170, length=70, width=1.4)
    return sheet.finish(grain=11, vignette=0.5)


def canvas_on_table() -> Image.Image:
    """The canvas comes off its roll, on the workshop's table, under a lamp."""
    river = landscape.paint(landscape.View(Sheet(1500, 700, SKY), 8.6, 0.35, 5.2)).image
    sheet = Sheet(1600, 1200, (94, 96, 92), (60, 54, 48))
    sheet.shade(quad(0, 0, 1600, 420), (172, 168, 152), (128, 122, 108))
    for left in (90, 480, 870):
        sheet.shade(quad(left, 40, left + 320, 330), (226, 234, 232), (196, 210, 210))
        sheet.line([(left + 160, 40), (left + 160, 330)], (112, 108, 96), 8)
        sheet.line([(left, 180), (left + 320, 180)], (112, 108, 96), 8)
    sheet.shade([(150, 420), (1450, 420), (1600, 1130), (0, 1130)], (150, 112, 74), (96, 66, 42))
    sheet.streaks([(150, 420), (1450, 420), (1600, 1130), (0, 1130)], [(*EARTH, 45), (*SAND, 40)], count=700, length=320, width=1.6)
    sheet.box(0, 1130, 1600, 1200, (46, 36, 30))
    corners = [(470, 490), (1370, 490), (1530, 1040), (350, 1040)]
    sheet.shadow([(x + 10, y + 16) for x, y in corners], blur=14, strength=140)
    sheet.stick(river, corners)
    sheet.shadow([(400, 470), (520, 470), (470, 1060), (330, 1060)], blur=26, strength=170)
    roll = [(300, 446), (462, 446), (384, 1076), (150, 1076)]
    sheet.shade(roll, (120, 96, 66), (242, 226, 190), across=True)
    sheet.streaks(roll, [(130, 104, 70, 80), (250, 240, 214, 80)], count=900, length=120, width=1, slope=-5)
    sheet.oval(267, 1076, 117, 62, (200, 178, 138))
    for size in (96, 74, 52, 31):
        sheet.oval(267, 1076, size, size * 0.53, (142, 114, 78))
        sheet.oval(267, 1076, size - 5, (size - 5) * 0.53, (212, 190, 150))
    sheet.line([(1510, 400), (1420, 150), (1130, 240)], (44, 44, 46), 13)
    sheet.oval(1420, 150, 17, 17, OCHRE)
    sheet.light(760, 700, 640, 430, (255, 232, 178), 0.4)
    sheet.poly([(1150, 214), (1184, 282), (1012, 356), (986, 226)], UMBER)
    sheet.poly([(986, 226), (1012, 356), (1000, 362), (972, 226)], (255, 236, 190))
    sheet.light(960, 330, 230, 150, (255, 240, 200), 0.6)
    return sheet.finish(grain=10, vignette=0.45)


def key() -> Image.Image:
    """The key that opens nothing, cut out on a transparent ground."""
    shape = Sheet(1200, 1200, (0, 0, 0))
    white: Colour = (255, 255, 255)
    for angle in (90, 210, 330):
        x, y = 600 + 108 * math.cos(math.radians(angle)), 250 - 108 * math.sin(math.radians(angle))
        shape.oval(x, y, 118, 118, white)
    shape.poly([(566, 330), (634, 330), (646, 700), (620, 1090), (556, 1090), (570, 700)], white)
    for y, wide in ((420, 70), (462, 58), (1072, 50)):
        shape.oval(600, y, wide, 20, white)
    for top, reach in ((800, 150), (850, 205), (900, 128), (950, 222), (1000, 172)):
        shape.box(600, top, 600 + reach, top + 34, white)
    shape.box(600, 800, 690, 1034, white)
    for angle in (90, 210, 330):
        x, y = 600 + 108 * math.cos(math.radians(angle)), 250 - 108 * math.sin(math.radians(angle))
        shape.oval(x, y, 64, 64, (0, 0, 0))
    mask = shape.image.resize((1200, 1200), Image.Resampling.LANCZOS).convert("L")
    iron = Sheet(1200, 1200, (112, 106, 100), (58, 52, 48))
    iron.streaks(quad(0, 0, 1200, 1200), [(150, 84, 52, 70), (30, 28, 27, 80), (176, 170, 160, 60)], count=4200, length=46, slope=0.6)
    for x, y in ((560, 220), (690, 330), (590, 620), (700, 930)):
        iron.light(x, y, 150, 150, (160, 84, 48), 0.5)
    body = iron.finish(grain=14, vignette=0)
    rim = mask.filter(ImageFilter.GaussianBlur(9)).filter(ImageFilter.EMBOSS)
    lit = Image.composite(Image.new("RGB", body.size, (236, 226, 208)), body, rim.point(lambda v: max(0, v - 140) * 3))
    dark = Image.composite(Image.new("RGB", body.size, INK), lit, rim.point(lambda v: max(0, 116 - v) * 3))
    # A palette of 128 colours with its transparency keeps the file small; PNG is what an object cut out is sent as.
    dark.putalpha(mask)
    return dark.rotate(-32, Image.Resampling.BICUBIC).quantize(128, method=Image.Quantize.FASTOCTREE)


def jar() -> Image.Image:
    """A jar of smalt."""
    sheet = Sheet(1200, 1500, (206, 196, 178), (150, 138, 122))
    sheet.light(380, 420, 760, 700, PAPER, 0.75)
    sheet.shade(quad(0, 1080, 1200, 1500), (126, 94, 66), (74, 54, 40))
    sheet.streaks(quad(0, 1080, 1200, 1500), [(40, 28, 20, 50), (190, 150, 110, 40)], count=520, length=420, width=1.6)
    sheet.shadow([(420, 1180), (1020, 1150), (1190, 1240), (470, 1290)], blur=30, strength=170)
    body = [(380, 560), (820, 560), (880, 640), (880, 1190), (840, 1240), (360, 1240), (320, 1190), (320, 640)]
    sheet.shade(body, (224, 232, 230), (190, 204, 206))
    powder = [(334, 800), (480, 776), (640, 796), (780, 768), (866, 790), (866, 1184), (832, 1226), (368, 1226), (334, 1184)]
    sheet.shade(powder, (34, 88, 184), (14, 40, 108))
    sheet.streaks(powder, [(80, 140, 230, 70), (8, 24, 78, 70), (140, 180, 240, 40)], count=5200, length=9, slope=0.4, width=2)
    sheet.light(450, 900, 140, 300, (130, 170, 240), 0.45)
    sheet.light(840, 1080, 190, 330, (6, 18, 60), 0.6)
    for left, right, strength in ((356, 392, 150), (404, 414, 110), (836, 850, 120)):
        sheet.poly(quad(left, 630, right, 1190), (255, 255, 255, strength))
    sheet.poly([(380, 560), (820, 560), (840, 590), (360, 590)], (255, 255, 255, 120))
    sheet.shade(quad(400, 470, 800, 566), (232, 238, 236), (196, 208, 208))
    sheet.shade([(424, 356), (776, 356), (790, 500), (410, 500)], (196, 152, 104), (150, 108, 68))
    sheet.streaks([(424, 356), (776, 356), (790, 500), (410, 500)], [(90, 60, 36, 110), (226, 190, 140, 90)], count=420, length=12, slope=0.7)
    sheet.shade(quad(455, 905, 745, 1075), (240, 230, 206), (222, 208, 178))
    for y, right in ((950, 700), (985, 660), (1020, 690)):
        sheet.line([(490, y), (right, y)], (*UMBER, 150), 4)
    heap = [(120, 1330), (210, 1290), (290, 1262), (370, 1276), (440, 1300), (520, 1336), (420, 1362), (240, 1366)]
    sheet.shadow([(x + 14, y + 16) for x, y in heap], blur=12, strength=120)
    sheet.shade(heap, (46, 102, 200), (18, 48, 122))
    for _ in range(520):
        x, y = sheet.chance.gauss(340, 150), sheet.chance.gauss(1340, 32)
        sheet.oval(x, y, 2.4, 1.7, (*BLUE, 190))
    sheet.line([(640, 1400), (960, 1330)], IVORY, 20)
    sheet.line([(640, 1395), (960, 1325)], (255, 252, 240), 6)
    sheet.oval(606, 1408, 62, 30, IVORY)
    sheet.oval(602, 1402, 46, 19, (40, 92, 190))
    return sheet.finish(grain=11, vignette=0.4)


def tapestry() -> Image.Image:
    """A heron among large leaves, thread by thread."""
    sheet = Sheet(1200, 1200, (44, 66, 62), (30, 44, 46))
    leaves = ((150, 240, 300, 40), (1010, 180, 330, 140), (60, 760, 330, -20), (1090, 720, 360, 190), (230, 1120, 330, 20))
    for turn, (x, y, size, angle) in enumerate((*leaves, (880, 1120, 340, 150), (560, 120, 250, 90), (960, 460, 220, 170))):
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
        edge = [at(k / 20 * grow - 0.5 * grow, 0.34 * grow * math.sin(math.pi * k / 20) * (1 + 0.16 * math.sin(k * 1.9))) for k in range(21)]
        back = [at(k / 20 * grow - 0.5 * grow, -0.34 * grow * math.sin(math.pi * k / 20) * (1 + 0.16 * math.cos(k * 1.7))) for k in range(20, -1, -1)]
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
        sheet.poly([(x, y), (x + 56, y + 30), (x - 60, y + 96), (x - 96, y + 92)], mix(grey, dark, 0.2 + 0.1 * (step % 3)))
    sheet.poly([(380, 880), (450, 800), (520, 780), (440, 880), (360, 940)], dark)
    for step in range(5):
        sheet.line([(704, 470 + step * 40), (726, 500 + step * 40)], dark, 7)


def lady() -> Image.Image:
    """The lady in profile, and the one thing that is lit: her blue glove."""
    sheet = Sheet(1200, 1500, (84, 62, 44), (38, 29, 24))
    sheet.light(760, 520, 560, 640, (150, 112, 74), 0.6)
    sheet.streaks(quad(0, 0, 1200, 1500), [(30, 22, 18, 40), (150, 112, 74, 26)], count=2600, length=150, width=5, slope=-0.7)
    skin, shade = (222, 188, 156), (168, 126, 98)
    dress = [(300, 1500), (330, 1130), (420, 900), (540, 800), (650, 790), (770, 860), (850, 1010), (900, 1250), (930, 1500)]
    sheet.shade(dress, (48, 42, 46), (24, 21, 22))
    sheet.streaks(dress, [(92, 80, 84, 46), (12, 10, 11, 70)], count=700, length=240, width=4, slope=3)
    sheet.shade([(560, 610), (690, 640), (700, 800), (770, 862), (640, 900), (540, 800)], skin, shade)
    face = [(548, 420), (590, 350), (690, 330), (748, 372), (756, 436), (796, 506), (764, 522), (768, 548), (752, 562)]
    face += [(760, 590), (738, 622), (690, 652), (610, 650), (560, 560)]
    sheet.shade(face, (228, 198, 168), (186, 146, 116))
    sheet.light(740, 470, 130, 150, (246, 224, 198), 0.5)
    sheet.light(590, 590, 130, 140, (120, 84, 62), 0.5)
    sheet.line([(700, 440), (722, 434), (740, 440)], EARTH, 4)
    hair = [(520, 640), (480, 520), (490, 390), (560, 300), (680, 282), (746, 330), (752, 376), (690, 372), (640, 430), (616, 520), (620, 600)]
    sheet.shade(hair, (66, 46, 34), (36, 26, 22))
    sheet.oval(498, 420, 88, 96, (46, 33, 27))
    sheet.streaks(hair, [(120, 84, 56, 90), (20, 14, 12, 90)], count=240, length=130, width=2.4, slope=1.6)
    sheet.poly([(560, 800), (650, 770), (780, 850), (740, 900), (640, 860), (560, 850)], (236, 228, 208))
    sheet.streaks([(560, 800), (650, 770), (780, 850), (740, 900), (640, 860), (560, 850)], [(170, 156, 130, 120)], count=120, length=30, slope=2)
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
    for x, y, size, tone in ((1052, 1026, 46, PAPER), (1086, 1002, 40, PAPER), (1020, 1050, 34, (226, 190, 120)), (1000, 1064, 22, (190, 140, 66))):
        sheet.oval(x, y, size, size * 0.8, tone)
    return sheet.finish(grain=11, vignette=0.35)


def leporello() -> Image.Image:
    """A strip of paper folded in eight, a river running from fold to fold."""
    sheet = Sheet(1600, 1200, (226, 214, 194), (196, 178, 152))
    sheet.light(500, 200, 900, 600, PAPER, 0.8)
    sheet.shade(quad(0, 760, 1600, 1200), (176, 134, 92), (128, 92, 60))
    sheet.streaks(quad(0, 760, 1600, 1200), [(90, 60, 36, 50), (220, 180, 130, 50)], count=520, length=420, width=1.6)
    # Each fold: left and right edge (x, top, foot), the outer ones nearer than the inner ones.
    edges = [(110 + index * 172, 380 + (34 if index % 2 else 0), 900 + (-64 if index % 2 else 0)) for index in range(9)]
    for index, ((x, top, foot), (x2, top2, foot2)) in enumerate(zip(edges, edges[1:], strict=False)):
        leaf = [(x, top), (x2, top2), (x2, foot2), (x, foot)]
        sheet.shadow([(x + 30, foot - 10), (x2 + 40, foot2 - 10), (x2 + 90, foot2 + 60), (x + 80, foot + 50)], blur=16, strength=70)
        tint = PAPER if index % 2 else (228, 220, 202)
        sheet.shade(leaf, tint, mix(tint, SAND, 0.35), across=True)
        _fold(sheet, index, (x, top, foot), (x2, top2, foot2))
        sheet.line([(x, top), (x, foot)], (150, 130, 100, 150), 2)
    for x, y, x2, y2, tone in ((260, 1090, 700, 1040, UMBER), (420, 1150, 860, 1120, BLUE)):
        sheet.shadow([(x, y + 8), (x2, y2 + 8), (x2, y2 + 34), (x, y + 34)], blur=8, strength=110)
        sheet.line([(x, y), (x2, y2)], tone, 22)
        sheet.line([(x, y - 5), (x2, y2 - 5)], mix(tone, PAPER, 0.4), 5)
        sheet.poly([(x2, y2 - 11), (x2 + 46, y2 - 4), (x2, y2 + 11)], SAND)
        sheet.poly([(x2 + 32, y2 - 6), (x2 + 48, y2 - 4), (x2 + 32, y2)], INK)
    sheet.shadow([(1080, 1090), (1230, 1076), (1240, 1140), (1092, 1156)], blur=10, strength=110)
    sheet.shade([(1070, 1060), (1222, 1046), (1228, 1120), (1078, 1136)], (238, 190, 180), (206, 140, 130))
    return sheet.finish(grain=9, vignette=0.28)


def _fold(sheet: Sheet, index: int, left: tuple[float, float, float], right: tuple[float, float, float]) -> None:
    def at(share: float, down: float) -> Point:
        top, foot = left[1] + (right[1] - left[1]) * share, left[2] + (right[2] - left[2]) * share
        return left[0] + (right[0] - left[0]) * share, top + (foot - top) * down

    def bed(place: float) -> float:
        return 0.56 + 0.16 * math.sin(place * 1.15) + 0.05 * math.sin(place * 2.7)

    steps = [k / 12 for k in range(13)]
    hills = [at(s, bed(index + s) - 0.16 - 0.06 * math.sin((index + s) * 3)) for s in steps]
    sheet.poly([*hills, *(at(s, bed(index + s)) for s in reversed(steps))], (*mix(MOSS, SAND, 0.4), 150))
    for tint, grow in (((96, 152, 176, 150), 0.2), ((58, 116, 158, 130), 0.15), ((40, 92, 150, 90), 0.08)):
        river = [at(s, bed(index + s)) for s in steps]
        sheet.poly([*river, *(at(s, bed(index + s) + grow) for s in reversed(steps))], tint)
    if index in {1, 6}:
        sheet.poly([at(0.3, bed(index) - 0.02), at(0.7, bed(index) - 0.02), at(0.6, bed(index) + 0.05), at(0.4, bed(index) + 0.05)], UMBER)
        sheet.poly([at(0.5, bed(index) - 0.22), at(0.5, bed(index) - 0.04), at(0.72, bed(index) - 0.04)], (208, 92, 62))
    for share in ((0.3, 0.55) if index in {0, 3, 4, 7} else ()):
        x, y = at(share, bed(index + share) - 0.16)
        sheet.oval(x, y, 17, 40, (*MOSS, 210))


def drawings() -> Image.Image:
    """Two children's drawings of 1936, in coloured pencil."""
    sheet = Sheet(1600, 1200, (104, 92, 80), (74, 64, 56))
    sheet.streaks(quad(0, 0, 1600, 1200), [(50, 42, 36, 60), (140, 124, 106, 40)], count=1200, length=300, width=2)
    one, two = [(110, 190), (800, 150), (836, 1010), (146, 1050)], [(880, 120), (1500, 170), (1444, 980), (824, 930)]
    for page in (two, one):
        sheet.shadow([(x + 16, y + 20) for x, y in page], blur=16, strength=170)
        sheet.shade(page, (240, 226, 190), (222, 202, 158))
        sheet.streaks(page, [(190, 164, 116, 40), (255, 246, 220, 50)], count=600, length=40)
        sheet.light(page[2][0] - 90, page[2][1] - 90, 160, 130, (176, 132, 76), 0.35)
    _house_and_dog(sheet)
    _sun(sheet)
    return sheet.finish(grain=12, vignette=0.35)


def _pencil(sheet: Sheet, shape: list[Point], tone: Colour, *, slope: float = 0.8, thick: float = 3) -> None:
    red, green, blue = tone[:3]
    size = (max(x for x, _ in shape) - min(x for x, _ in shape)) * (max(y for _, y in shape) - min(y for _, y in shape))
    sheet.streaks(shape, [(red, green, blue, 150), (red, green, blue, 90)], count=round(size / 170), length=60, width=thick, slope=slope)
    sheet.line([*shape, shape[0]], (*mix(tone, INK, 0.3), 220), 4.5)


def _house_and_dog(sheet: Sheet) -> None:
    _pencil(sheet, [(250, 560), (500, 545), (510, 830), (262, 842)], (206, 160, 92))
    _pencil(sheet, [(216, 566), (372, 392), (542, 546)], (190, 52, 40), slope=-0.9)
    _pencil(sheet, [(350, 690), (420, 686), (424, 834), (354, 838)], (110, 66, 36), slope=6)
    for x in (280, 440):
        _pencil(sheet, [(x, 610), (x + 44, 608), (x + 46, 662), (x + 2, 664)], (70, 130, 190))
    _pencil(sheet, [(440, 470), (440, 400), (476, 400), (478, 508)], (150, 70, 50))
    for step in range(4):
        sheet.line([(458 + step * 22, 382 - step * 30), (476 + step * 22, 372 - step * 30), (470 + step * 22, 356 - step * 30)], (90, 90, 96, 200), 4)
    dog = [(560, 640), (700, 630), (706, 596), (680, 520), (744, 560), (792, 566), (800, 616), (752, 640), (742, 700), (736, 830)]
    dog += [(706, 832), (700, 730), (620, 734), (616, 836), (584, 838), (572, 720), (540, 690), (520, 610), (534, 602)]
    _pencil(sheet, dog, (126, 82, 48), slope=0.5)
    sheet.oval(756, 586, 6, 6, INK)
    sheet.oval(800, 590, 9, 8, INK)
    ground = [(170, 850), (800, 826), (806, 890), (176, 920)]
    _pencil(sheet, ground, (92, 146, 70), slope=-4)


def _sun(sheet: Sheet) -> None:
    ring = [(1160 + 92 * math.cos(k / 12 * math.pi), 400 + 90 * math.sin(k / 12 * math.pi)) for k in range(24)]
    _pencil(sheet, ring, (232, 176, 42), slope=0.6)
    for k in range(8):
        angle = k * math.pi / 4 + 0.12
        near, far = 118, 196 + 14 * (k % 3)
        start, end = (near, far)
        sheet.line(
            [(1160 + start * math.cos(angle), 400 + start * math.sin(angle)), (1160 + end * math.cos(angle), 400 + end * math.sin(angle))],
            (226, 150, 36, 230),
            9,
        )
    sheet.line([(1128, 424), (1160, 442), (1194, 422)], (150, 70, 30, 220), 5)
    for x in (1134, 1188):
        sheet.oval(x, 384, 7, 8, (90, 50, 30))
    river = [(850, 760), (980, 720), (1120, 752), (1270, 716), (1450, 756), (1440, 880), (1290, 850), (1130, 882), (980, 846), (836, 866)]
    _pencil(sheet, river, (52, 118, 186), slope=0.15)
    for x in (940, 1100, 1260):
        sheet.line([(x, 800), (x + 26, 786), (x + 52, 800), (x + 78, 788)], (24, 70, 140, 220), 4.5)
    _pencil(sheet, [(1120, 712), (1260, 700), (1236, 748), (1146, 754)], (150, 60, 44))
    sheet.line([(1188, 706), (1184, 610), (1236, 676), (1188, 682)], (60, 50, 44, 230), 5)
