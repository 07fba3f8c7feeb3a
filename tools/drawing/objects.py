"""Things of the museum, close by: a crate, a canvas on a table, a key, a jar of blue."""

import math

from PIL import Image, ImageFilter

from drawing import landscape
from drawing.sheet import BLUE, EARTH, INK, IVORY, OAK, OCHRE, PAPER, SAND, SKY, UMBER, WOOD, Colour, Sheet, mix, quad

# Stencilled figures on a grid of three by five, with the bridges that a stencil needs.
FIGURES = {
    "1": ((1.1, 0, 1.9, 2.3), (1.1, 2.6, 1.9, 5), (0.5, 0.4, 0.95, 1.1)),
    "9": (
        (0.5, 0, 2.5, 0.8),
        (0, 0.3, 0.8, 2.6),
        (2.2, 1, 3, 2.2),
        (1, 2, 2, 2.7),
        (2.2, 2.5, 3, 4.6),
        (0.4, 4.2, 2, 5),
    ),
    "7": ((0, 0, 3, 0.8), (2, 1, 2.8, 2.6), (1.5, 2.9, 2.3, 5)),
    "4": ((0, 0, 0.8, 2.4), (0, 2.6, 1.7, 3.3), (2, 0, 2.8, 2.4), (2, 2.6, 2.8, 5)),
}


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
        sheet.streaks(
            quad(left, 556, right, 1044), [(*EARTH, 60), (*SAND, 40)], count=60, length=300, slope=60, width=1.2
        )
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
    sheet.streaks(
        [(150, 420), (1450, 420), (1600, 1130), (0, 1130)],
        [(*EARTH, 45), (*SAND, 40)],
        count=700,
        length=320,
        width=1.6,
    )
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
    iron.streaks(
        quad(0, 0, 1200, 1200),
        [(150, 84, 52, 70), (30, 28, 27, 80), (176, 170, 160, 60)],
        count=4200,
        length=46,
        slope=0.6,
    )
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
    powder = [
        (334, 800),
        (480, 776),
        (640, 796),
        (780, 768),
        (866, 790),
        (866, 1184),
        (832, 1226),
        (368, 1226),
        (334, 1184),
    ]
    sheet.shade(powder, (34, 88, 184), (14, 40, 108))
    sheet.streaks(
        powder, [(80, 140, 230, 70), (8, 24, 78, 70), (140, 180, 240, 40)], count=5200, length=9, slope=0.4, width=2
    )
    sheet.light(450, 900, 140, 300, (130, 170, 240), 0.45)
    sheet.light(840, 1080, 190, 330, (6, 18, 60), 0.6)
    for left, right, strength in ((356, 392, 150), (404, 414, 110), (836, 850, 120)):
        sheet.poly(quad(left, 630, right, 1190), (255, 255, 255, strength))
    sheet.poly([(380, 560), (820, 560), (840, 590), (360, 590)], (255, 255, 255, 120))
    sheet.shade(quad(400, 470, 800, 566), (232, 238, 236), (196, 208, 208))
    sheet.shade([(424, 356), (776, 356), (790, 500), (410, 500)], (196, 152, 104), (150, 108, 68))
    sheet.streaks(
        [(424, 356), (776, 356), (790, 500), (410, 500)],
        [(90, 60, 36, 110), (226, 190, 140, 90)],
        count=420,
        length=12,
        slope=0.7,
    )
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
