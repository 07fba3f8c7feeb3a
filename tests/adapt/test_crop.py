"""What is cut of a picture and what is added to it: within the bounds, as little as can be, near the focus, and said."""

from typing import Any

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from scheduler.adapt import crop
from scheduler.connector import discover
from scheduler.model.notice import Severity
from scheduler.model.picture import Fit, Picture
from scheduler.model.variant import Framing, Variant
from scheduler.sentences import say
from tests.adapt.make import adapted, codes, notice, picture
from tests.adapt.test_pictures import Known

SIDES = st.integers(1, 12_000)
SHARES = st.floats(0, 1)
BOUNDS = st.sampled_from([(0.8, 1.91), (0.05, 20.0), (0.1, 10.0), (1.0, 1.0), (None, 2.0), (0.5, None), (1.3, 1.4)])


def framed(size: tuple[int, int], how: Fit, focus: tuple[float, float] = (0.5, 0.5)) -> Framing | None:
    return crop.framing(size, (0.8, 1.91), how, focus, "white")


def ratio(frame: Framing) -> float:
    return (frame.right - frame.left) / (frame.bottom - frame.top)


@given(SIDES, SIDES, BOUNDS, SHARES, SHARES)
def test_what_is_kept_lies_in_the_picture_and_in_the_bounds(
    width: int, height: int, bounds: tuple[float | None, float | None], x: float, y: float
) -> None:
    frame = crop.framing((width, height), bounds, Fit.CROP, (x, y), "white")
    if frame is None:
        assert not crop.outside(width, height, *bounds)
        return
    assert not frame.pads
    assert 0 <= frame.left < frame.right <= width
    assert 0 <= frame.top < frame.bottom <= height
    assert (frame.left, frame.right) == (0, width) or (frame.top, frame.bottom) == (0, height), (
        "one pair of edges stays"
    )
    assume(min(frame.right - frame.left, frame.bottom - frame.top) > 60)  # of a few pixels no ratio can be made exactly
    low, high = bounds
    slack = 1 / 60
    assert (low or 0) * (1 - slack) <= ratio(frame) <= (high or 1e9) * (1 + slack)


@given(SIDES, SIDES, BOUNDS)
def test_padding_keeps_the_whole_picture(width: int, height: int, bounds: tuple[float | None, float | None]) -> None:
    frame = crop.framing((width, height), bounds, Fit.PAD, (0.1, 0.9), "black")
    if frame is None:
        assert not crop.outside(width, height, *bounds)
        return
    assert frame.pads
    assert max(frame.left, frame.top) == 0
    assert frame.right >= width
    assert frame.bottom >= height
    assert set(frame.cut) == {0.0}
    assert (frame.right - width, frame.bottom - height) == (-frame.left, -frame.top), "it stands in the middle"


@given(SIDES, SIDES, st.sampled_from([(0.8, 1.91), (0.05, 20.0), (None, None)]), st.floats(0.01, 1))
def test_making_smaller_leaves_no_bound(
    width: int, height: int, bounds: tuple[float | None, float | None], scale: float
) -> None:
    assume(not crop.outside(width, height, *bounds))
    made = crop.reduced((width, height), bounds, scale)
    assert made[0] <= max(width * scale + 0.5, 1)
    assert made[1] <= max(height * scale + 0.5, 1)
    assert not crop.outside(*made, *bounds)


def test_cropping_keeps_the_focus() -> None:
    top = framed((1000, 2000), Fit.CROP, (0.5, 0.0))
    middle = framed((1000, 2000), Fit.CROP)
    low = framed((1000, 2000), Fit.CROP, (0.5, 0.9))
    assert [str(one) for one in (top, middle, low)] == [
        "crop 0,0,1000,1250",
        "crop 0,375,1000,1625",
        "crop 0,750,1000,2000",
    ]
    wide = framed((4000, 1000), Fit.CROP, (0.3, 0.9))
    assert str(wide) == "crop 245,0,2155,1000"
    assert wide is not None
    assert [round(share, 3) for share in wide.cut] == [0.061, 0, 0.461, 0]


def test_nothing_is_framed_that_need_not_be() -> None:
    assert framed((1000, 1000), Fit.CROP) is None
    assert framed((1080, 1351), Fit.CROP) is None, "a pixel of rounding is no other shape"
    assert framed((1000, 2000), Fit.REFUSE) is None


def shown(network: str, *pictures: Picture, **facts: Known) -> Variant:
    known: dict[str, Any] = {f"{name}.jpg": one for name, one in facts.items()}
    return adapted(network, "Oui.", media=pictures, pictures=known)


def test_what_is_cut_is_said_in_percent_and_sides() -> None:
    tall = picture(file="tall.jpg", fit=Fit.CROP, focus=(0.5, 0.3))
    made = shown("instagram", tall, tall=Known(width=1000, height=2000))
    said = notice(made, "picture-cropped")
    assert (said.severity, said.arguments["share"], said.arguments["top"], said.arguments["bottom"]) == (
        Severity.INFO, 38, 0, 38,
    )  # fmt: skip
    assert say(said.code, said.arguments, "fr").text == (
        "Pour Instagram, 38\N{NO-BREAK SPACE}% de tall.jpg sont coupés\N{NO-BREAK SPACE}: "
        "0\N{NO-BREAK SPACE}% en haut, 38\N{NO-BREAK SPACE}% en bas."
    )
    assert str(made.parts[0].media[0].framing) == "crop 0,0,1000,1250"
    wide = picture(file="wide.jpg", fit=Fit.CROP)
    assert (
        notice(shown("instagram", wide, wide=Known(width=4000, height=1000)), "picture-cropped-sides").arguments["left"]
        == 26
    )
    padded = picture(file="wide.jpg", fit=Fit.PAD, pad_color="#f4efe6")
    said = notice(shown("instagram", padded, wide=Known(width=4000, height=1000)), "picture-padded")
    assert (said.arguments["share"], said.arguments["color"]) == (52, "#f4efe6")
    white = picture(file="wide.jpg", fit=Fit.PAD)
    said = notice(shown("instagram", white, wide=Known(width=4000, height=1000)), "picture-padded")
    assert "sur un fond blanc, " in say(said.code, said.arguments, "fr").text
    assert "on a ground of white, " in say(said.code, said.arguments, "en").text


@pytest.mark.parametrize("network", sorted(discover.names()))
def test_a_picture_that_may_be_cropped_goes_everywhere(network: str) -> None:
    one = picture(file="tall.jpg", fit=Fit.CROP)
    made = shown(network, one, tall=Known(width=300, height=12_000))
    assert "picture-ratio" not in codes(made)
    refused = shown(network, picture(file="tall.jpg"), tall=Known(width=300, height=12_000))
    bounded = discover.rules(network).pictures.min_ratio is not None
    assert ("picture-ratio" in codes(refused)) is bounded
    assert (made.parts[0].media[0].framing is not None) is bounded


def test_a_framing_makes_another_digest_until_the_bytes_do() -> None:
    facts = Known(width=1000, height=2000)
    digests = {
        shown("instagram", picture(file="a.jpg", fit=Fit.CROP, focus=(0.5, y)), a=facts).digest for y in (0.1, 0.6, 0.9)
    }
    assert len(digests) == 3
    elsewhere = {shown("x", picture(file="a.jpg", fit=how), a=facts).digest for how in Fit}
    assert len(elsewhere) == 1, "where the shape is taken, nothing changes"


def test_where_the_first_leads_the_others_follow() -> None:
    facts = {
        "a": Known(width=1000, height=1000),
        "b": Known(width=1600, height=1000),
        "c": Known(width=1005, height=1000),
    }
    first = picture(file="a.jpg")
    warned = shown("instagram", first, picture(file="b.jpg"), picture(file="c.jpg"), **facts)
    assert codes(warned) == ["picture-led"]
    assert notice(warned, "picture-led").arguments["share"] == 38
    followed = shown("instagram", first, picture(file="b.jpg", fit=Fit.CROP), **facts)
    assert codes(followed) == ["picture-cropped-sides"]
    assert str(followed.parts[0].media[1].framing) == "crop 300,0,1300,1000"
    led = picture(file="tall.jpg", fit=Fit.CROP), picture(file="b.jpg", fit=Fit.PAD)
    cropped = shown("instagram", *led, tall=Known(width=800, height=2000), b=facts["b"])
    frame = cropped.parts[0].media[1].framing
    assert frame is not None
    assert ratio(frame) == pytest.approx(0.8, abs=0.002), "the first one's shape once it is cropped"
    assert codes(shown("facebook", first, picture(file="b.jpg"), **facts)) == []
