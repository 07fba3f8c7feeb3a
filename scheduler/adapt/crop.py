"""Which box of a picture a network is given, where it does not take the picture's shape. Pure arithmetic, nothing is opened."""

import math

from scheduler.model.picture import Fit
from scheduler.model.variant import Framing

SLACK = 0.001
"""The share by which a ratio may miss its bound: 1080 by 1351 is not refused where 4:5 is the limit."""


def outside(width: int, height: int, low: float | None, high: float | None) -> bool:
    """Whether the ratio of width by height lies below `low` or above `high`."""
    ratio = width / height
    return (low is not None and ratio < low * (1 - SLACK)) or (high is not None and ratio > high * (1 + SLACK))


def framing(
    size: tuple[int, int], bounds: tuple[float | None, float | None], how: Fit, focus: tuple[float, float], color: str
) -> Framing | None:
    """The box that brings a picture of `size` within `bounds`; None where its shape is taken, or nothing may be done to it.

    Cropping keeps as much as the ratio allows, as near to `focus` as the edges let it; padding keeps the picture in the middle.
    """
    width, height = size
    low, high = bounds
    if how is Fit.REFUSE or not outside(width, height, low, high):
        return None
    tall = low is not None and width / height < low
    target = (low if tall else high) or 1.0
    if how is Fit.PAD:
        return _padded(width, height, target, color, tall=tall)
    if tall:
        kept = max(math.floor(width / target), 1)
        top = _start(height, kept, focus[1])
        return Framing(width=width, height=height, left=0, top=top, right=width, bottom=top + kept)
    kept = max(math.floor(height * target), 1)
    left = _start(width, kept, focus[0])
    return Framing(width=width, height=height, left=left, top=0, right=left + kept, bottom=height)


def _start(whole: int, kept: int, focus: float) -> int:
    """Where the kept stretch begins, its middle at the focus, without reaching over an edge."""
    return min(max(round(whole * focus - kept / 2), 0), whole - kept)


def _padded(width: int, height: int, target: float, color: str, *, tall: bool) -> Framing:
    """Padding is even on both sides, so at least one pixel on each."""
    if tall:
        side = max(math.ceil((height * target - width) / 2), 1)
        return Framing(width=width, height=height, left=-side, top=0, right=width + side, bottom=height, color=color)
    side = max(math.ceil((width / target - height) / 2), 1)
    return Framing(width=width, height=height, left=0, top=-side, right=width, bottom=height + side, color=color)


def unseen(size: tuple[int, int], ratio: float) -> float:
    """The share of a picture that is lost where a network cuts it to `ratio`, from 0 to 1."""
    own = size[0] / size[1]
    return 1 - min(own, ratio) / max(own, ratio)


def reduced(size: tuple[int, int], bounds: tuple[float | None, float | None], scale: float) -> tuple[int, int]:
    """`size` times `scale` in whole pixels, the rounding on the inner side of the bounds of the ratio."""
    width, height = size
    low, high = bounds
    made_width, made_height = max(round(width * scale), 1), max(round(height * scale), 1)
    if high is not None and width / height <= high * (1 + SLACK) and made_width / made_height > high:
        made_width = max(math.floor(made_height * high), 1)
    if low is not None and width / height >= low * (1 - SLACK) and made_width / made_height < low:
        made_height = max(math.floor(made_width / low), 1)
    return made_width, made_height


def placed(focus: tuple[float, float], frame: Framing | None) -> tuple[float, float]:
    """Where `focus`, a place in the whole picture, lies in what `frame` shows of it."""
    if frame is None:
        return focus
    x = (focus[0] * frame.width - frame.left) / (frame.right - frame.left)
    y = (focus[1] * frame.height - frame.top) / (frame.bottom - frame.top)
    return round(min(max(x, 0.0), 1.0), 4), round(min(max(y, 0.0), 1.0), 4)
