"""Whether a network takes a picture's shape; what is cut or added where it does not, and what there is to say of it."""

from collections.abc import Iterator, Mapping, Sequence

from scheduler.adapt import crop
from scheduler.adapt.job import Facts
from scheduler.adapt.plan import moves
from scheduler.model.network import Rules
from scheduler.model.notice import Notice, error, info, warning
from scheduler.model.picture import Fit, Picture
from scheduler.model.variant import Framing
from scheduler.sentences.words import Phrase

_NAMED = frozenset({"white", "black"})
_SAME = 0.01
"""The share by which two pictures' ratios may differ without anybody seeing that one is cut."""


def shaped(
    picture: Picture, facts: Facts | None, rules: Rules, subject: str, ahead: float | None
) -> tuple[Framing | None, list[Notice]]:
    """The framing of a picture where it needs one; `ahead` is the ratio of the first where all are shown in that one.

    A file that could not be read was reported where it was read, and a video is framed by nobody.
    """
    if facts is None or facts.film is not None or not facts.width or not facts.height:
        return None, []
    said = list(_still(picture, facts, rules, subject))
    size, bounds = (facts.width, facts.height), (rules.pictures.min_ratio, rules.pictures.max_ratio)
    if ahead is not None and crop.unseen(size, ahead) > _SAME:
        bounds = (ahead, ahead)
        if picture.fit is Fit.REFUSE:
            lost = _percent(crop.unseen(size, ahead))
            said.append(
                warning("picture-led", picture.where, subject, file=picture.file, share=lost, network=rules.title)
            )
            return None, said
    frame = crop.framing(size, bounds, picture.fit, picture.focus, picture.pad_color)
    if frame is not None:
        said.append(_told(picture, frame, rules, subject))
    elif crop.outside(*size, *bounds):
        low, high = bounds
        shape = {"width": size[0], "height": size[1], "low": low or 0.0, "high": high or 0.0, "network": rules.title}
        said.append(error("picture-ratio", picture.where, subject, file=picture.file, **shape))
    return frame, said


def crowded(kept: Sequence[Picture], known: Mapping[str, Facts], rules: Rules, subject: str) -> Iterator[Notice]:
    """An animation among other pictures, where it must stand alone: the network would refuse the post."""
    if len(kept) < 2 or not rules.pictures.moving_alone:
        return
    for picture in kept:
        facts = known.get(picture.file)
        if facts is not None and facts.film is None and _moves(facts, rules):
            yield error("picture-moving-alone", picture.where, subject, file=picture.file, network=rules.title)
            return


def _moves(facts: Facts, rules: Rules) -> bool:
    return moves(facts.format, facts.frames, facts.size, (facts.width, facts.height), rules.pictures)


def _still(picture: Picture, facts: Facts, rules: Rules, subject: str) -> Iterator[Notice]:
    """An animation that goes out as its first picture."""
    if facts.frames <= 1 or _moves(facts, rules):
        return
    heavy = facts.format == "GIF" and "GIF" in rules.pictures.formats
    code = "picture-still-heavy" if heavy else "picture-still"
    yield warning(code, picture.where, subject, file=picture.file, network=rules.title)


def _told(picture: Picture, frame: Framing, rules: Rules, subject: str) -> Notice:
    """How much is cut, and on which sides; or how much is added."""
    about = {"file": picture.file, "network": rules.title}
    left, top, right, bottom = map(_percent, frame.cut)
    if frame.pads:
        whole = (frame.right - frame.left) * (frame.bottom - frame.top)
        share = _percent(1 - frame.width * frame.height / whole)
        color = Phrase(f"color-{frame.color}") if frame.color in _NAMED else frame.color
        return info("picture-padded", picture.where, subject, share=share, color=color, **about)
    if left or right:
        return info(
            "picture-cropped-sides", picture.where, subject, share=left + right, left=left, right=right, **about
        )
    return info("picture-cropped", picture.where, subject, share=top + bottom, top=top, bottom=bottom, **about)


def _percent(share: float) -> int:
    """In whole percent; what is cut is never said to be nothing."""
    return max(round(share * 100), 1) if share > 0 else 0
