"""Pictures as cameras, printers, scanners and programs make them: each comes out upright, in right colours, and bare."""

import hashlib
import io
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from PIL import Image, ImageCms

from scheduler.adapt.media import convert, fit, look
from scheduler.adapt.plan import plan
from scheduler.connector import discover
from scheduler.errors import Problem
from scheduler.model.variant import Framing
from scheduler.sentences import say
from tests.adapt.test_media import SECRET, allowed, noise, opened, private

JPEG = allowed(formats=("JPEG",))


def saved(image: Image.Image, kind: str, **how: Any) -> bytes:
    out = io.BytesIO()
    image.save(out, kind, **how)
    return out.getvalue()


def corners(width: int = 400, height: int = 300) -> Image.Image:
    """Red, green, blue and yellow, from the top left, row by row."""
    image = Image.new("RGB", (width, height))
    half = (width // 2, height // 2)
    for place, colour in zip(
        [(0, 0), (half[0], 0), (0, half[1]), half], ("red", "lime", "blue", "yellow"), strict=True
    ):
        image.paste(Image.new("RGB", half, colour), place)
    return image


def seen(image: Image.Image) -> list[str]:
    """The colours of the corners, by name."""
    plain = image.convert("RGB")
    width, height = plain.size
    places = [(5, 5), (width - 6, 5), (5, height - 6), (width - 6, height - 6)]
    return [_name(plain.getpixel(place)) for place in places]


def _name(pixel: Any) -> str:
    strong = tuple(value > 128 for value in pixel)
    names = {(True, False, False): "red", (False, True, False): "lime", (False, False, True): "blue"}
    return {**names, (True, True, False): "yellow"}.get(strong, str(pixel))


TURNS = {
    1: None,
    2: Image.Transpose.FLIP_LEFT_RIGHT,
    3: Image.Transpose.ROTATE_180,
    4: Image.Transpose.FLIP_TOP_BOTTOM,
    5: Image.Transpose.TRANSPOSE,
    6: Image.Transpose.ROTATE_90,
    7: Image.Transpose.TRANSVERSE,
    8: Image.Transpose.ROTATE_270,
}
"""What a camera that is held so does to the scene before it writes the number."""


@pytest.mark.parametrize("turn", TURNS)
@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP", "TIFF", "AVIF"])
def test_every_way_of_holding_a_camera(turn: int, kind: str) -> None:
    exif = private()
    exif[0x0112] = turn
    way = TURNS[turn]
    held = corners() if way is None else corners().transpose(way)
    source = saved(held, kind, exif=exif)
    known = look(source)
    assert (known.width, known.height) == (400, 300)
    made = fit(source, allowed())
    image = opened(made)
    assert (image.size, seen(image)) == ((400, 300), ["red", "lime", "blue", "yellow"])
    assert not image.getexif()
    assert SECRET not in made.data


def test_an_upright_picture_is_framed_upright() -> None:
    exif = private()
    exif[0x0112] = 6
    source = saved(corners().transpose(TURNS[6]), "JPEG", exif=exif)  # type: ignore[arg-type]
    made = fit(source, JPEG, Framing(width=400, height=300, left=0, top=0, right=190, bottom=150))
    assert (made.width, made.height) == (190, 150)
    assert seen(opened(made)) == ["red"] * 4
    assert made.steps == ("orient", "crop 0,0,190,150", "jpeg 90")


def test_padding_stands_on_its_colour() -> None:
    frame = Framing(width=400, height=300, left=0, top=-50, right=400, bottom=350, color="#0000ff")
    made = fit(saved(corners(), "PNG"), allowed(), frame)
    image = opened(made).convert("RGB")
    assert image.size == (400, 400)
    assert [image.getpixel((200, y)) for y in (10, 390)] == [(0, 0, 255)] * 2
    assert image.getpixel((10, 60)) == (255, 0, 0)
    clear = Image.new("RGBA", (400, 300), (255, 0, 0, 0))
    shown = opened(fit(saved(clear, "PNG"), allowed(), frame)).convert("RGB")
    assert shown.getpixel((200, 200)) == (0, 0, 255), "what is transparent shows the ground"


def test_a_framing_of_another_picture_is_refused() -> None:
    with pytest.raises(Problem, match="fit-changed"):
        fit(saved(corners(), "JPEG"), JPEG, Framing(width=800, height=300, left=0, top=0, right=400, bottom=300))


def test_the_colours_of_print_become_those_of_screens() -> None:
    printed = Image.new("CMYK", (400, 300), (0, 255, 255, 0))
    made = fit(saved(printed, "JPEG"), JPEG)
    image = opened(made)
    assert (image.mode, seen(image)) == ("RGB", ["red"] * 4)
    assert made.steps[0] == "srgb"


def test_sixteen_bits_of_grey_are_scaled_not_clipped() -> None:
    row = (1000).to_bytes(2, "little") * 200 + (32_768).to_bytes(2, "little") * 200
    deep = Image.frombytes("I;16", (400, 300), row * 300)
    image = opened(fit(saved(deep, "PNG"), JPEG)).convert("L")
    assert image.getpixel((300, 150)) == pytest.approx(128, abs=3)
    assert image.getpixel((100, 150)) == pytest.approx(4, abs=3)
    floating = Image.new("F", (400, 300), 0.25)
    opened(fit(saved(floating, "TIFF"), JPEG))


def test_palettes_with_transparency() -> None:
    source = corners().quantize(8)
    clear = source.getpixel((5, 5))
    shown = saved(source, "PNG", transparency=clear)
    assert opened(fit(shown, JPEG)).convert("RGB").getpixel((50, 50)) == pytest.approx((255, 255, 255), abs=4)
    kept = opened(fit(shown, allowed(formats=("PNG",), max_width=200)))
    assert kept.convert("RGBA").getpixel((5, 5))[3] == 0  # type: ignore[index]
    webp = opened(fit(shown, allowed(formats=("WEBP", "JPEG"))))
    assert webp.format == "WEBP"
    assert webp.convert("RGBA").getpixel((5, 5))[3] < 20  # type: ignore[index]


def test_transparency_that_hides_nothing_is_none() -> None:
    source = Image.open(io.BytesIO(noise((500, 400)))).convert("RGBA")
    made = fit(saved(source, "PNG"), allowed(max_bytes=100_000))
    assert made.mime == "image/jpeg"
    webp = fit(saved(source, "PNG"), allowed(formats=("WEBP", "JPEG"), max_bytes=100_000))
    assert opened(webp).mode == "RGB"


def test_a_camera_s_file_of_several_pictures_is_its_first() -> None:
    source = saved(corners(), "MPO", save_all=True, append_images=[Image.new("RGB", (400, 300))])
    known = look(source)
    assert (known.kind, known.frames, known.bare) == ("MPO", 1, None)
    made = fit(source, JPEG)
    assert seen(opened(made)) == ["red", "lime", "blue", "yellow"]
    assert len(made.data) < len(source)


@pytest.mark.parametrize("kind", ["WEBP", "PNG", "GIF"])
def test_animations_of_every_kind(kind: str) -> None:
    frames = [Image.new("RGB", (60, 40), colour) for colour in ("red", "blue", "lime")]
    source = saved(frames[0], kind, save_all=True, append_images=frames[1:], duration=100)
    assert look(source).frames == 3
    made = fit(source, JPEG)
    assert seen(opened(made)) == ["red"] * 4
    assert made.steps[0] == "still"
    everything = allowed(formats=("JPEG", "PNG", "WEBP", "GIF"))
    assert getattr(opened(fit(source, everything)), "n_frames", 1) == (3 if kind == "GIF" else 1)


@pytest.mark.parametrize("kind", ["AVIF", "TIFF", "BMP"])
def test_what_no_network_takes_is_written_anew(kind: str) -> None:
    for network in sorted(discover.names()):
        rules = discover.rules(network).pictures
        made = fit(saved(corners(), kind), rules)
        image = opened(made)
        assert image.format in rules.formats, network
        assert seen(image) == ["red", "lime", "blue", "yellow"], network


def test_a_webp_is_bared_in_place() -> None:
    source = saved(corners(), "WEBP", exif=private(), xmp=SECRET, icc_profile=b"x" * 200)
    assert SECRET in source
    made = fit(source, allowed(formats=("WEBP",)))
    assert (made.changed, made.steps) == (False, ("strip",))
    assert SECRET not in made.data
    image = opened(made)
    assert image.info["icc_profile"] == b"x" * 200
    assert "exif" not in image.info
    assert image.tobytes() == Image.open(io.BytesIO(source)).tobytes()


def wide_gamut() -> bytes:
    """A profile that is no sRGB: Pillow's own, told to be another by its name, so that it is taken for one."""
    own = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    return own.replace("sRGB built-in".encode("utf-16-be"), "Some other RGB".encode("utf-16-be")[:26])


def test_a_profile_is_kept_or_used() -> None:
    profile = wide_gamut()
    source = saved(corners(), "JPEG", icc_profile=profile)
    assert look(source).colors == "rgb"
    kept = fit(source, allowed(max_width=200))
    assert opened(kept).info["icc_profile"] == profile
    used = fit(source, allowed(srgb=True))
    assert used.steps == ("srgb", "jpeg 90")
    assert "icc_profile" not in opened(used).info
    assert seen(opened(used)) == ["red", "lime", "blue", "yellow"]
    plain = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    assert not fit(saved(corners(), "JPEG", icc_profile=plain), allowed(srgb=True)).changed
    junk = saved(corners(), "JPEG", icc_profile=b"no profile at all" * 20)
    assert seen(opened(fit(junk, allowed(srgb=True)))) == ["red", "lime", "blue", "yellow"]


@pytest.mark.parametrize("limit", [400_000, 150_000, 60_000, 20_000])
def test_the_quality_is_the_best_that_fits(limit: int) -> None:
    source = noise((600, 400), "BMP")
    made = fit(source, allowed(formats=("JPEG",), max_bytes=limit))
    assert len(made.data) <= limit
    quality = int(made.steps[-1].split()[1])
    if made.width == 600 and quality < 90:
        image = Image.open(io.BytesIO(source))
        better = saved(image, "JPEG", quality=quality + 1, optimize=True, progressive=True)
        assert len(better) > limit


def test_a_large_picture_is_made_smaller_before_it_is_blurred() -> None:
    made = fit(noise((2600, 400), "BMP"), allowed(formats=("JPEG",), max_bytes=260_000))
    assert made.width < 2600
    assert made.width / made.height == pytest.approx(6.5, rel=0.01)


FITTING = """
import hashlib, sys
from pathlib import Path
from scheduler.adapt.media import fit, look
from scheduler.adapt.plan import plan
from scheduler.connector import discover
for path in sorted(Path(sys.argv[1]).iterdir()):
    data = path.read_bytes()
    # Networks whose plans differ in their limit of bytes alone are one: the last stands for all, X where it is among them.
    every = [discover.rules(name).pictures for name in sorted(discover.names(), key=lambda name: name == "x")]
    plans = {str(plan(look(data), rules)).partition(" <= ")[0]: rules for rules in every}
    for steps, rules in sorted(plans.items()):
        print(path.name, steps, hashlib.sha256(fit(data, rules).data).hexdigest())
"""


def samples() -> Iterator[tuple[str, bytes]]:
    exif = private()
    exif[0x0112] = 8
    yield "turned.jpg", saved(corners(1800, 900), "JPEG", exif=exif)
    yield "clear.png", saved(Image.new("RGBA", (1700, 900), (9, 9, 200, 99)), "PNG")
    yield "noise.bmp", noise((700, 500), "BMP")
    yield "other.jpg", saved(corners(), "JPEG", icc_profile=wide_gamut())
    yield "print.jpg", saved(Image.new("CMYK", (1900, 800), (0, 200, 100, 10)), "JPEG")


def test_the_same_bytes_come_out_of_every_process(tmp_path: Path) -> None:
    for name, data in samples():
        (tmp_path / name).write_bytes(data)
    told = []
    for seed in ("1", "2"):
        done = subprocess.run(
            [sys.executable, "-c", FITTING, str(tmp_path)],
            env={**os.environ, "PYTHONHASHSEED": seed, "TZ": f"UTC-{seed}"},
            capture_output=True,
            text=True,
            check=True,
        )
        told.append(done.stdout)
    assert told[0] == told[1]
    assert len(told[0].splitlines()) > 2 * len(list(samples()))
    x, data = discover.rules("x").pictures, (tmp_path / "noise.bmp").read_bytes()
    assert (
        f"noise.bmp {str(plan(look(data), x)).partition(' <= ')[0]} {hashlib.sha256(fit(data, x).data).hexdigest()}"
        in told[0]
    )


def test_two_networks_that_need_the_same_share_one_plan() -> None:
    known = look(saved(corners(), "JPEG"))
    assert len({plan(known, discover.rules(name).pictures) for name in ("x", "bluesky", "mastodon", "facebook")}) == 1


@pytest.mark.parametrize("language", ["fr", "en"])
def test_what_is_wrong_is_said_without_the_words_of_programs(language: str) -> None:
    broken = [
        b"",
        b"II*\0" + bytes(40),
        b"RIFF\x30\0\0\0WEBPVP8 " + bytes(40),
        saved(corners(), "AVIF")[:300],
        b"BM" + bytes(60),
    ]
    for source in [*broken, saved(corners(), "TIFF")[:400], saved(corners(), "WEBP")[:80]]:
        with pytest.raises(Problem) as raised:
            fit(source, JPEG)
        said = str(say(raised.value.code, raised.value.arguments, language))
        assert "Error" not in said
        assert "<" not in said


def test_a_plan_for_other_bytes_does_no_harm() -> None:
    kept = plan(look(saved(corners(), "JPEG")), JPEG)
    with pytest.raises(Problem):
        convert(b"other bytes", kept)
