"""Pictures made to fit: the limits hold, private data never leaves, the same bytes come out each time."""

import io
import random
import zlib
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image, PngImagePlugin

from scheduler.adapt.media import Fitted, fit
from scheduler.errors import Problem
from scheduler.model.network import PictureRules
from tests.adapt.make import rules

SECRET = b"Atelier secret"


def allowed(**changes: Any) -> PictureRules:
    return PictureRules(
        **{"most": 4, "formats": ("JPEG", "PNG", "GIF"), "max_bytes": 1_000_000, "alt_length": 1000, **changes}
    )


def drawn(kind: str = "JPEG", size: tuple[int, int] = (400, 300), mode: str = "RGB", **how: Any) -> bytes:
    image = Image.new(mode, size, 200 if mode == "L" else (200, 30, 30, 128)[: len(mode)])
    image.paste(Image.new(mode, (size[0] // 2, size[1] // 2)), (0, 0))
    out = io.BytesIO()
    image.save(out, kind, **how)
    return out.getvalue()


def noise(size: tuple[int, int], kind: str = "PNG") -> bytes:
    image = Image.frombytes("RGB", size, random.Random(7).randbytes(size[0] * size[1] * 3))
    out = io.BytesIO()
    image.save(out, kind)
    return out.getvalue()


def private() -> Image.Exif:
    exif = Image.Exif()
    exif[0x010E] = SECRET.decode()
    exif.get_ifd(0x8825)[1] = "N"
    exif.get_ifd(0x8825)[2] = (48.0, 51.0, 24.0)
    return exif


def opened(made: Fitted) -> Image.Image:
    image = Image.open(io.BytesIO(made.data))
    image.load()
    assert image.size == (made.width, made.height)
    assert Image.MIME[str(image.format)] == made.mime
    return image


@pytest.mark.parametrize("kind", ["JPEG", "PNG"])
def test_private_data_goes_and_not_a_pixel_with_it(kind: str) -> None:
    how: dict[str, Any] = {"exif": private(), "icc_profile": b"x" * 200}
    if kind == "PNG":
        how["pnginfo"] = PngImagePlugin.PngInfo()
        how["pnginfo"].add_text("Comment", SECRET.decode())
    else:
        how["comment"] = SECRET
    source = drawn(kind, **how)
    assert SECRET in source
    made = fit(source, allowed())
    assert SECRET not in made.data
    assert not made.changed
    image = opened(made)
    assert not image.getexif()
    assert image.info["icc_profile"] == b"x" * 200
    assert image.tobytes() == Image.open(io.BytesIO(source)).tobytes()


def test_orientation_is_applied_before_it_goes() -> None:
    exif = private()
    exif[0x0112] = 6
    made = fit(drawn(exif=exif), allowed())
    assert (made.width, made.height, made.changed) == (300, 400, True)
    image = opened(made)
    assert not image.getexif()
    red, *_ = image.convert("RGB").getpixel((10, 390))  # type: ignore[misc]
    assert red > 150, "the dark corner, top left, is now top right"
    assert image.convert("RGB").getpixel((290, 10))[0] < 60  # type: ignore[index]


def test_a_picture_hidden_behind_the_picture_goes() -> None:
    hidden = drawn(exif=private())
    made = fit(drawn() + hidden, allowed())
    assert SECRET not in made.data
    opened(made)


def test_pixels_and_width() -> None:
    narrow = fit(drawn(size=(2000, 1000)), allowed(max_width=1440))
    assert (narrow.width, narrow.height) == (1440, 720)
    made = fit(drawn(size=(2000, 1000)), allowed(max_pixels=500_000))
    assert made.width * made.height <= 500_000
    assert made.width == pytest.approx(made.height * 2, abs=2)


@pytest.mark.parametrize("limit", [300_000, 60_000, 9_000])
def test_bytes_are_met_step_by_step(limit: int) -> None:
    made = fit(noise((500, 400)), allowed(max_bytes=limit))
    assert len(made.data) <= limit
    opened(made)


def test_transparency_is_kept_or_laid_on_white() -> None:
    source = drawn("PNG", mode="RGBA")
    kept = fit(source, allowed())
    assert (kept.mime, kept.changed) == ("image/png", False)
    flat = fit(source, allowed(formats=("JPEG",)))
    assert flat.mime == "image/jpeg"
    red, green, _ = opened(flat).getpixel((350, 250))  # type: ignore[misc]
    assert (red, green) == (pytest.approx(227, abs=6), pytest.approx(142, abs=6))


def animated() -> bytes:
    frames = [Image.new("RGB", (60, 40), colour) for colour in ("red", "blue", "green")]
    out = io.BytesIO()
    frames[0].save(out, "GIF", save_all=True, append_images=frames[1:], duration=100)
    return out.getvalue()


def test_an_animation_stays_one_or_its_first_frame_goes() -> None:
    assert opened(fit(animated(), allowed())).n_frames == 3  # type: ignore[attr-defined]
    still = fit(animated(), allowed(formats=("JPEG",)))
    assert opened(still).getpixel((30, 20))[0] > 200  # type: ignore[index]


def test_other_formats_are_rewritten() -> None:
    made = fit(drawn("WEBP"), allowed(formats=("JPEG",)))
    assert made.mime == "image/jpeg"
    assert fit(drawn("TIFF"), allowed()).mime == "image/jpeg"


@pytest.mark.parametrize("network", ["x", "mastodon", "bluesky", "facebook", "instagram"])
@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP"])
def test_the_same_picture_gives_the_same_bytes(network: str, kind: str) -> None:
    limits = rules(network).pictures
    source = drawn(kind, size=(1600, 1200))
    assert fit(source, limits) == fit(source, limits)
    assert len(fit(source, limits).data) <= limits.max_bytes


def test_a_giant_is_refused_before_it_is_decoded() -> None:
    header = b"\x89PNG\r\n\x1a\n"
    ihdr = b"IHDR" + (30_000).to_bytes(4, "big") * 2 + b"\x08\x02\0\0\0"
    bomb = (
        header
        + (13).to_bytes(4, "big")
        + ihdr
        + zlib.crc32(ihdr).to_bytes(4, "big")
        + b"\0\0\0\0IDAT"
        + zlib.crc32(b"IDAT").to_bytes(4, "big")
    )
    with pytest.raises(Problem, match="fit-giant"):
        fit(bomb, allowed())


@pytest.mark.parametrize("source", [b"", b"no picture", drawn()[:900], drawn("PNG")[:200]])
def test_what_cannot_be_read_is_refused(source: bytes) -> None:
    with pytest.raises(Problem, match="fit-broken"):
        fit(source, allowed())


def test_what_cannot_be_light_enough_is_refused() -> None:
    with pytest.raises(Problem, match="fit-heavy"):
        fit(noise((300, 300)), allowed(max_bytes=300))


@settings(max_examples=200, deadline=None)
@given(st.data())
def test_damage_never_escapes_as_anything_else(data: st.DataObject) -> None:
    kind = data.draw(st.sampled_from(["JPEG", "PNG", "GIF", "WEBP", "TIFF", "AVIF", "BMP", "MPO"]))
    how: dict[str, Any] = {} if kind in {"GIF", "BMP"} else {"exif": private()}
    source = bytearray(drawn(kind, size=(60, 40), **how))
    for _ in range(data.draw(st.integers(1, 8))):
        source[data.draw(st.integers(0, len(source) - 1))] = data.draw(st.integers(0, 255))
    del source[data.draw(st.sampled_from([len(source), len(source) // 2])) :]
    try:
        made = fit(bytes(source), allowed())
    except Problem:
        return
    assert len(made.data) <= 1_000_000
