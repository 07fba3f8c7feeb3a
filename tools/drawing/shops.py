"""Three shops that a freelance writes for: books, films, beer."""

from PIL import Image

from drawing.sheet import (
    BLUE,
    EARTH,
    INK,
    IVORY,
    MOSS,
    OAK,
    OCHRE,
    PAPER,
    SAND,
    SLATE,
    TEAL,
    UMBER,
    WOOD,
    Colour,
    Sheet,
    mix,
    quad,
)


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
        sheet.oval(
            x,
            y,
            sheet.chance.uniform(24, 46),
            sheet.chance.uniform(18, 32),
            (*mix(PAPER, SAND, sheet.chance.uniform(0, 0.6)), 235),
        )
    for left, right, strength in ((436, 470, 120), (486, 496, 90), (742, 756, 90)):
        sheet.poly([(left, 600), (right, 600), (right + 4, 1290), (left + 12, 1290)], (255, 255, 255, strength))
    sheet.shade([(424, 1330), (776, 1330), (786, 1372), (414, 1372)], (226, 214, 190), (150, 134, 110))
    sheet.line([(60, 1440), (1140, 1440)], (*WOOD, 90), 3)
    sheet.line([(60, 1446), (1140, 1446)], (*EARTH, 140), 3)
    return sheet.finish(grain=11, vignette=0.45)
