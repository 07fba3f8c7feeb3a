"""A sheet to draw on: final pixels as coordinates, twice as many underneath, so that every edge comes out smooth."""

import random
from collections.abc import Sequence

from PIL import Image, ImageChops, ImageDraw, ImageFilter

Colour = tuple[int, int, int] | tuple[int, int, int, int]
Point = tuple[float, float]

INK, UMBER, SLATE, PAPER = (31, 29, 26), (138, 51, 36), (68, 82, 95), (247, 244, 238)
SAND, OCHRE, ROSE, MOSS = (227, 207, 168), (201, 139, 60), (217, 160, 139), (93, 107, 69)
SKY, TEAL, BLUE, NIGHT = (188, 208, 214), (62, 116, 120), (28, 74, 158), (22, 30, 48)
WOOD, OAK, EARTH, IVORY = (187, 144, 94), (124, 86, 52), (78, 54, 38), (238, 226, 200)

SCALE = 2


def mix(one: Colour, other: Colour, share: float) -> tuple[int, int, int]:
    """The colour at `share` (0 to 1) of the way from one to the other."""
    red, green, blue = (round(a + (b - a) * share) for a, b in zip(one[:3], other[:3], strict=True))
    return red, green, blue


def noise(size: tuple[int, int], seed: int) -> Image.Image:
    """Grey noise that is the same on each run (Pillow's own is not seeded)."""
    return Image.frombytes("L", size, random.Random(seed).randbytes(size[0] * size[1]))


def quad(left: float, top: float, right: float, bottom: float) -> list[Point]:
    """A rectangle as four points."""
    return [(left, top), (right, top), (right, bottom), (left, bottom)]


class Sheet:
    """One picture in the making."""

    def __init__(self, width: int, height: int, top: Colour = PAPER, bottom: Colour | None = None) -> None:
        self.width, self.height = width, height
        self.chance = random.Random(width * 31 + height)
        self.image = self._gradient(top, bottom or top)
        self._pen = ImageDraw.Draw(self.image, "RGBA")

    def _gradient(self, top: Colour, bottom: Colour, *, across: bool = False) -> Image.Image:
        size = (self.width * SCALE, self.height * SCALE)
        ramp = Image.linear_gradient("L")
        ramp = (ramp.rotate(90) if across else ramp).resize(size, Image.Resampling.BICUBIC)
        return Image.composite(Image.new("RGB", size, bottom[:3]), Image.new("RGB", size, top[:3]), ramp)

    def _put(self, layer: Image.Image, mask: Image.Image) -> None:
        self.image.paste(layer, (0, 0), mask)

    def _flat(self, colour: Colour) -> Image.Image:
        return Image.new("RGB", self.image.size, colour[:3])

    @staticmethod
    def _scaled(points: Sequence[Point]) -> list[Point]:
        return [(x * SCALE, y * SCALE) for x, y in points]

    def mask(self, points: Sequence[Point], strength: int = 255, blur: float = 0) -> Image.Image:
        """The inside of a polygon as a mask, its edge softened by `blur` pixels."""
        mask = Image.new("L", self.image.size, 0)
        ImageDraw.Draw(mask).polygon(self._scaled(points), fill=strength)
        return mask.filter(ImageFilter.GaussianBlur(blur * SCALE)) if blur else mask

    def poly(self, points: Sequence[Point], fill: Colour) -> None:
        """A flat polygon; a fourth number in the colour is its opacity."""
        self._pen.polygon(self._scaled(points), fill=fill)

    def box(self, left: float, top: float, right: float, bottom: float, fill: Colour) -> None:
        """A flat rectangle."""
        self.poly([(left, top), (right, top), (right, bottom), (left, bottom)], fill)

    def oval(self, x: float, y: float, across: float, down: float, fill: Colour) -> None:
        """An ellipse around a centre, by its two half axes."""
        box = (x - across) * SCALE, (y - down) * SCALE, (x + across) * SCALE, (y + down) * SCALE
        self._pen.ellipse(box, fill=fill)

    def line(self, points: Sequence[Point], fill: Colour, width: float = 2) -> None:
        """A line through points, with rounded joints."""
        self._pen.line(self._scaled(points), fill=fill, width=max(1, round(width * SCALE)), joint="curve")

    def shade(self, points: Sequence[Point], start: Colour, end: Colour, *, across: bool = False) -> None:
        """A polygon filled from one colour to another, downward or across its own extent."""
        mask = self.mask(points)
        box = mask.getbbox()
        if box is None:
            return
        size = (box[2] - box[0], box[3] - box[1])
        ramp = Image.linear_gradient("L")
        ramp = (ramp.rotate(90) if across else ramp).resize(size, Image.Resampling.BICUBIC)
        fill = Image.composite(Image.new("RGB", size, end[:3]), Image.new("RGB", size, start[:3]), ramp)
        self.image.paste(fill, box[:2], mask.crop(box))

    def shadow(self, points: Sequence[Point], blur: float = 18, strength: int = 120, colour: Colour = INK) -> None:
        """A soft dark shape: what a thing throws on what lies behind it."""
        self._put(self._flat(colour), self.mask(points, strength, blur))

    def light(self, x: float, y: float, across: float, down: float, colour: Colour, strength: float) -> None:
        """A round glow that fades to nothing at its rim; a dark colour makes a round shade."""
        size = (max(1, round(2 * across * SCALE)), max(1, round(2 * down * SCALE)))
        glow = ImageChops.invert(Image.radial_gradient("L")).point(lambda value: max(0, value - 76) * 1.42 * strength)
        glow = glow.resize(size, Image.Resampling.BICUBIC)
        place = round((x - across) * SCALE), round((y - down) * SCALE)
        self.image.paste(Image.new("RGB", size, colour[:3]), place, glow)

    def streaks(
        self,
        points: Sequence[Point],
        colours: Sequence[Colour],
        *,
        count: int,
        length: float,
        width: float = 2,
        slope: float = 0,
    ) -> None:
        """Strokes inside a polygon: grain of wood, threads, brush marks. `slope` 0 lies, a large one stands."""
        layer = self.image.copy()
        pen = ImageDraw.Draw(layer, "RGBA")
        xs, ys = [x for x, _ in points], [y for _, y in points]
        for _ in range(count):
            x, y = self.chance.uniform(min(xs), max(xs)), self.chance.uniform(min(ys), max(ys))
            reach = length * self.chance.uniform(0.4, 1)
            run = reach / (1 + slope * slope) ** 0.5
            ends = self._scaled([(x, y), (x + run, y + run * slope)])
            pen.line(ends, fill=self.chance.choice(list(colours)), width=max(1, round(width * SCALE)))
        self._put(layer, self.mask(points))

    def stick(self, picture: Image.Image, corners: Sequence[Point]) -> None:
        """Lay another picture on four corners (top left, top right, bottom right, bottom left), in perspective."""
        targets = self._scaled(corners)
        width, height = picture.size
        sources = [(0, 0), (width, 0), (width, height), (0, height)]
        laid = picture.transform(
            self.image.size, Image.Transform.PERSPECTIVE, _perspective(targets, sources), Image.Resampling.BICUBIC
        )
        self._put(laid.convert("RGB"), self.mask(corners))

    def finish(self, *, grain: int = 10, vignette: float = 0.3, seed: int = 7) -> Image.Image:
        """The picture at its size, with darker corners and a fine grain."""
        picture = self.image.resize((self.width, self.height), Image.Resampling.LANCZOS)
        ramp = Image.radial_gradient("L").point(lambda value: max(0, value - 110) * 1.6 * vignette)
        picture.paste(Image.new("RGB", picture.size, INK), (0, 0), ramp.resize(picture.size, Image.Resampling.BICUBIC))
        specks = noise(picture.size, seed).filter(ImageFilter.GaussianBlur(0.9))
        specks = specks.point(lambda value: 128 + (value - 128) * grain / 46)
        rgb = Image.merge("RGB", (specks, specks, specks))
        return ImageChops.overlay(picture, rgb)


def _perspective(targets: Sequence[Point], sources: Sequence[Point]) -> list[float]:
    """The eight coefficients by which Pillow finds, for each target point, its source point."""
    rows: list[list[float]] = []
    for (x, y), (u, v) in zip(targets, sources, strict=True):
        rows.extend(([x, y, 1, 0, 0, 0, -u * x, -u * y, u], [0, 0, 0, x, y, 1, -v * x, -v * y, v]))
    for column in range(8):
        pivot = max(range(column, 8), key=lambda row: abs(rows[row][column]))
        rows[column], rows[pivot] = rows[pivot], rows[column]
        head = rows[column][column]
        rows[column] = [value / head for value in rows[column]]
        for row in range(8):
            if row != column:
                factor = rows[row][column]
                rows[row] = [a - factor * b for a, b in zip(rows[row], rows[column], strict=True)]
    return [row[8] for row in rows]
