"""Pictures in cells: their own shape and colours, upright, and nothing for what is no picture."""

import io

import pytest
from PIL import Image

from scheduler.app.thumbnails import COLUMNS, ROWS, small


def made(size: tuple[int, int], colour: str, format_: str = "PNG", **options: object) -> bytes:
    out = io.BytesIO()
    Image.new("RGB", size, colour).save(out, format_, **options)
    return out.getvalue()


@pytest.mark.parametrize("size", [(1200, 675), (1080, 1350), (4000, 40), (40, 4000), (1, 1)])
def test_it_keeps_its_shape_within_its_cells(size: tuple[int, int]) -> None:
    found = small(made(size, "red"))
    assert 1 <= len(found) <= ROWS
    assert 1 <= len(found[0]) <= COLUMNS
    assert {cell for row in found for cell in row} == {((255, 0, 0), (255, 0, 0))}
    if size in {(1200, 675), (1080, 1350)}:
        assert abs(len(found[0]) / (2 * len(found)) - size[0] / size[1]) < 0.15


def test_it_stands_upright() -> None:
    image = Image.new("RGB", (300, 100), "blue")
    image.paste("red", (0, 0, 150, 100))
    exif = Image.Exif()
    exif[0x0112] = 6  # turned by 90 degrees: its left side is up
    out = io.BytesIO()
    image.save(out, "JPEG", exif=exif, quality=95)
    found = small(out.getvalue())
    upper, lower = found[0][0][0], found[-1][0][1]
    assert upper[0] > 200 > 60 > upper[2]
    assert lower[2] > 200 > 60 > lower[0]


@pytest.mark.parametrize("data", [b"", b"GIF89a", b"<svg/>", made((50, 50), "red")[:60]])
def test_what_is_no_picture_shows_nothing(data: bytes) -> None:
    assert small(data) == ()


def test_a_palette_with_transparency_is_drawn_without_a_warning() -> None:
    image = Image.new("P", (40, 30))
    file = io.BytesIO()
    image.save(file, "PNG", transparency=bytes([0, 128, 255]))
    assert small(file.getvalue())
