"""Papers: a strip folded in eight, and two drawings of children."""

import itertools
import math

from PIL import Image

from drawing.sheet import BLUE, INK, MOSS, PAPER, SAND, UMBER, Colour, Point, Sheet, mix, quad


def leporello() -> Image.Image:
    """A strip of paper folded in eight, a river running from fold to fold."""
    sheet = Sheet(1600, 1200, (226, 214, 194), (196, 178, 152))
    sheet.light(500, 200, 900, 600, PAPER, 0.8)
    sheet.shade(quad(0, 760, 1600, 1200), (176, 134, 92), (128, 92, 60))
    sheet.streaks(quad(0, 760, 1600, 1200), [(90, 60, 36, 50), (220, 180, 130, 50)], count=520, length=420, width=1.6)
    # Each fold: left and right edge (x, top, foot), the outer ones nearer than the inner ones.
    edges = [(110 + index * 172, 380 + (34 if index % 2 else 0), 900 + (-64 if index % 2 else 0)) for index in range(9)]
    for index, ((x, top, foot), (x2, top2, foot2)) in enumerate(itertools.pairwise(edges)):
        leaf = [(x, top), (x2, top2), (x2, foot2), (x, foot)]
        sheet.shadow(
            [(x + 30, foot - 10), (x2 + 40, foot2 - 10), (x2 + 90, foot2 + 60), (x + 80, foot + 50)],
            blur=16,
            strength=70,
        )
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
        sheet.poly(
            [
                at(0.3, bed(index) - 0.02),
                at(0.7, bed(index) - 0.02),
                at(0.6, bed(index) + 0.05),
                at(0.4, bed(index) + 0.05),
            ],
            UMBER,
        )
        sheet.poly([at(0.5, bed(index) - 0.22), at(0.5, bed(index) - 0.04), at(0.72, bed(index) - 0.04)], (208, 92, 62))
    for share in (0.3, 0.55) if index in {0, 3, 4, 7} else ():
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
    sheet.streaks(
        shape,
        [(red, green, blue, 150), (red, green, blue, 90)],
        count=round(size / 170),
        length=60,
        width=thick,
        slope=slope,
    )
    sheet.line([*shape, shape[0]], (*mix(tone, INK, 0.3), 220), 4.5)


def _house_and_dog(sheet: Sheet) -> None:
    _pencil(sheet, [(250, 560), (500, 545), (510, 830), (262, 842)], (206, 160, 92))
    _pencil(sheet, [(216, 566), (372, 392), (542, 546)], (190, 52, 40), slope=-0.9)
    _pencil(sheet, [(350, 690), (420, 686), (424, 834), (354, 838)], (110, 66, 36), slope=6)
    for x in (280, 440):
        _pencil(sheet, [(x, 610), (x + 44, 608), (x + 46, 662), (x + 2, 664)], (70, 130, 190))
    _pencil(sheet, [(440, 470), (440, 400), (476, 400), (478, 508)], (150, 70, 50))
    for step in range(4):
        sheet.line(
            [
                (458 + step * 22, 382 - step * 30),
                (476 + step * 22, 372 - step * 30),
                (470 + step * 22, 356 - step * 30),
            ],
            (90, 90, 96, 200),
            4,
        )
    dog = [
        (560, 640),
        (700, 630),
        (706, 596),
        (680, 520),
        (744, 560),
        (792, 566),
        (800, 616),
        (752, 640),
        (742, 700),
        (736, 830),
    ]
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
            [
                (1160 + start * math.cos(angle), 400 + start * math.sin(angle)),
                (1160 + end * math.cos(angle), 400 + end * math.sin(angle)),
            ],
            (226, 150, 36, 230),
            9,
        )
    sheet.line([(1128, 424), (1160, 442), (1194, 422)], (150, 70, 30, 220), 5)
    for x in (1134, 1188):
        sheet.oval(x, 384, 7, 8, (90, 50, 30))
    river = [
        (850, 760),
        (980, 720),
        (1120, 752),
        (1270, 716),
        (1450, 756),
        (1440, 880),
        (1290, 850),
        (1130, 882),
        (980, 846),
        (836, 866),
    ]
    _pencil(sheet, river, (52, 118, 186), slope=0.15)
    for x in (940, 1100, 1260):
        sheet.line([(x, 800), (x + 26, 786), (x + 52, 800), (x + 78, 788)], (24, 70, 140, 220), 4.5)
    _pencil(sheet, [(1120, 712), (1260, 700), (1236, 748), (1146, 754)], (150, 60, 44))
    sheet.line([(1188, 706), (1184, 610), (1236, 676), (1188, 682)], (60, 50, 44, 230), 5)
