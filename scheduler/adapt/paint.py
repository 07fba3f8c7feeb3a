"""What is done to a picture's pixels: turned, framed, converted, resized, written. All of it is the same at every run."""

import io
from typing import TYPE_CHECKING

from scheduler.adapt.plan import Plan
from scheduler.errors import Problem
from scheduler.model.variant import Framing

if TYPE_CHECKING:
    from PIL.Image import Image

_SPACE = slice(16, 20)
"""Where an ICC profile names the colours that it is for, https://www.color.org/specification/ICC.1-2022-05.pdf, 7.2,
read 2026-11-22."""


def colors(profile: object) -> str:
    """What an ICC profile is for: empty for none, `srgb`, `rgb` for another of red, green and blue, else `other`."""
    if not isinstance(profile, bytes) or not profile:
        return ""
    if len(profile) > 128 and profile[_SPACE] in {b"GRAY", b"CMYK"}:
        return "other"
    # The description stands in ASCII or in UTF-16, by the version of the profile.
    return "srgb" if b"sRGB" in profile or "sRGB".encode("utf-16-be") in profile else "rgb"


def upright(image: "Image", todo: Plan) -> "Image":
    """The first frame as people see it: turned, in red, green and blue (and transparency), and framed."""
    from PIL import ImageOps  # noqa: PLC0415 - only when a picture is fitted

    profile = image.info.get("icc_profile")
    image.seek(0)
    image.load()
    turned = ImageOps.exif_transpose(image) if todo.turned else image
    plain = _eight_bits(turned)
    made = _in_srgb(plain, profile) if todo.srgb else _plain(plain)
    if profile and not todo.srgb:
        made.info["icc_profile"] = profile
    return _framed(made, todo.framing) if todo.framing is not None else made


def _plain(image: "Image") -> "Image":
    """Transparency that hides nothing is none: it would keep a photograph from being a JPEG."""
    if not image.has_transparency_data:
        return image.convert("RGB")
    clear = image.convert("RGBA")
    return clear.convert("RGB") if clear.getchannel("A").getextrema() == (255, 255) else clear


def _eight_bits(image: "Image") -> "Image":
    """Sixteen bits of grey and floating numbers are scaled to eight; Pillow's own conversion only clips them."""
    if not image.mode.startswith(("I", "F")):
        return image
    exact = image.convert("F")
    _, high = exact.getextrema()
    most = 255.0 if _number(high) <= 255 else max(_number(high), 65535.0)
    return exact.point(lambda value: value * (255.0 / most) + 0.0).convert("L")


def _number(value: object) -> float:
    return float(value) if isinstance(value, int | float) else 0.0


def _in_srgb(image: "Image", profile: object) -> "Image":
    """In sRGB by its profile; by plain arithmetic where it has none that can be used."""
    from PIL import ImageCms  # noqa: PLC0415 - only when a picture is fitted

    if image.mode == "P":
        image = image.convert("RGBA" if image.has_transparency_data else "RGB")
    if not isinstance(profile, bytes) or image.mode not in {"RGB", "RGBA", "CMYK", "L"}:
        return _plain(image)
    clear = image.getchannel("A") if image.mode == "RGBA" else None
    try:
        made = ImageCms.profileToProfile(
            image.convert("RGB") if clear is not None else image,
            ImageCms.ImageCmsProfile(io.BytesIO(profile)),
            ImageCms.createProfile("sRGB"),
            outputMode="RGB",
        )
    except (ImageCms.PyCMSError, OSError, ValueError, TypeError):
        return _plain(image)
    if made is None:
        return _plain(image)
    if clear is not None:
        made.putalpha(clear)
    return _plain(made)


def _framed(image: "Image", framing: Framing) -> "Image":
    from PIL import Image, ImageColor  # noqa: PLC0415 - only when a picture is fitted

    if image.size != (framing.width, framing.height):
        raise Problem("fit-changed")
    box = (framing.left, framing.top, framing.right, framing.bottom)
    if not framing.pads:
        return image.crop(box)
    ground = Image.new(image.mode, (box[2] - box[0], box[3] - box[1]), ImageColor.getcolor(framing.color, image.mode))
    ground.paste(image, (-framing.left, -framing.top), image if image.mode == "RGBA" else None)
    ground.info.update(image.info)
    return ground


def resized(image: "Image", size: tuple[int, int]) -> "Image":
    """`image` in another size, sharp also where it becomes much smaller."""
    from PIL import Image  # noqa: PLC0415 - only when a picture is fitted

    return image.resize(size, Image.Resampling.LANCZOS, reducing_gap=3.0)


def png(image: "Image", profile: bytes | None) -> bytes:
    """`image` as PNG."""
    return _saved(image, "PNG", profile, optimize=True)


def lossy(image: "Image", kind: str, profile: bytes | None, quality: int) -> bytes:
    """`image` as JPEG, on white where it is transparent, or as WEBP, which keeps that."""
    if kind == "WEBP":
        return _saved(image, kind, profile, quality=quality, method=4, exif=b"")
    return _saved(_on_white(image), kind, profile, quality=quality, optimize=True, progressive=True)


def _saved(image: "Image", kind: str, profile: bytes | None, **how: object) -> bytes:
    out = io.BytesIO()
    image.save(out, kind, icc_profile=profile, **how)
    return out.getvalue()


def _on_white(image: "Image") -> "Image":
    from PIL import Image  # noqa: PLC0415 - only when a picture is fitted

    if image.mode != "RGBA":
        return image
    white = Image.new("RGB", image.size, "white")
    white.paste(image, mask=image.getchannel("A"))
    return white
