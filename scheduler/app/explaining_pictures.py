"""What was done to each picture, a sentence a step: the raw steps of fitting (`crop 0,0,1000,1250`, `jpeg 90`) in words."""

from collections.abc import Iterator, Mapping
from pathlib import Path

from scheduler.adapt import media as fitting
from scheduler.errors import Problem
from scheduler.model.film import is_film
from scheduler.model.variant import Media

Told = tuple[str, Mapping[str, object]]
"""A sentence's code with its arguments."""


def told(media: Media, path: Path | None) -> Iterator[Told]:
    """The way of one picture: what lies in the folder, each step, what goes out and what that saved, its alternative text."""
    lying = _lying(path)
    if is_film(media.file):
        yield "explain-film", {"file": media.file, "size": _kilobytes(media.size or lying)}
    elif not media.blob:
        yield "explain-picture-unfit", {"file": media.file}
    else:
        yield from _fitted(media, path, lying)
    if media.alt:
        yield "explain-alt", {"alt": media.alt}


def _fitted(media: Media, path: Path | None, lying: int) -> Iterator[Told]:
    size = {"width": media.width, "height": media.height, "size": _kilobytes(media.size)}
    if media.steps in {(), ("strip",)}:
        yield "explain-picture-as-it-is", {"file": media.file, **size}
        return
    yield "explain-picture", {"file": media.file, **_as_it_lies(path), "size": _kilobytes(lying)}
    for step in media.steps:
        yield _step(step)
    saved = lying - media.size
    if saved > 0:
        yield "explain-picture-lighter", {**size, "share": round(100 * saved / lying)}
    else:
        yield "explain-picture-sent", size


def _step(step: str) -> Told:
    name, _, rest = step.partition(" ")
    if name in {"crop", "pad"}:
        box, _, color = rest.partition(" ")
        left, top, right, bottom = map(int, box.split(","))
        arguments: dict[str, object] = {"width": right - left, "height": bottom - top}
        if name == "pad" and color not in {"white", "black"}:
            return "step-pad", {**arguments, "color": color}
        return f"step-{name}{'-' + color if color else ''}", arguments
    if name == "resize":
        width, _, height = rest.partition("x")
        return "step-resize", {"width": int(width), "height": int(height)}
    if name in {"jpeg", "webp"}:
        return "step-quality", {"format": name.upper(), "quality": int(rest or 100)}
    if name in {"still", "orient", "srgb", "strip"}:
        return f"step-{name}", {}
    return "step-format", {"format": name.upper()}


def _as_it_lies(path: Path | None) -> Mapping[str, object]:
    try:
        seen = fitting.look(path.read_bytes()) if path else None
    except (OSError, Problem):
        seen = None
    if seen is None:
        return {"format": "?", "width": 0, "height": 0}
    return {"format": seen.kind, "width": seen.width, "height": seen.height}


def _lying(path: Path | None) -> int:
    try:
        return path.stat().st_size if path else 0
    except OSError:
        return 0


def _kilobytes(size: int) -> int:
    return -(-size // 1000)
