"""Plans of conversions, as text: what is done to a picture for each network, decided from its header alone."""

from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from scheduler.adapt import crop
from scheduler.adapt.media import convert
from scheduler.adapt.plan import Plan, Source, moves, plan
from scheduler.connector import discover
from scheduler.model.network import PictureRules
from scheduler.model.picture import Fit
from tests.adapt.test_media import allowed, noise, opened

GOLDEN = Path(__file__).parent / "golden" / "plans.txt"
NETWORKS = sorted(discover.names())


def known(**more: Any) -> Source:
    given_ = {
        "kind": "JPEG", "width": 1600, "height": 1200, "size": 400_000, "turned": False, "frames": 1, "mode": "RGB",
        "transparent": False, "colors": "", "bare": 399_000,
    }  # fmt: skip
    return Source(**{**given_, **more})


SOURCES = {
    "a photograph": known(),
    "a telephone's": known(width=3024, height=4032, size=4_800_000, bare=4_700_000, turned=True, colors="rgb"),
    "a tall one": known(width=1080, height=1920),
    "a panorama": known(width=6000, height=1000, size=3_000_000, bare=2_999_000),
    "a drawing with transparency": known(kind="PNG", size=90_000, bare=89_000, mode="RGBA", transparent=True),
    "a heavy screen": known(kind="PNG", width=3840, height=2160, size=9_000_000, bare=8_999_000),
    "an animation": known(kind="GIF", size=900_000, bare=900_000, frames=20, mode="P"),
    "a print": known(mode="CMYK", colors="other"),
    "a webp": known(kind="WEBP"),
    "a moving webp": known(kind="WEBP", frames=7),
    "a scan": known(kind="TIFF", width=5000, height=7000, size=105_000_000, bare=None),
}  # fmt: skip


def planned(source: Source, rules: PictureRules, how: Fit = Fit.CROP) -> Plan:
    size = (source.width, source.height)
    frame = crop.framing(size, (rules.min_ratio, rules.max_ratio), how, (0.5, 0.3), "white")
    return plan(source, rules, frame)


def page() -> str:
    lines = []
    for name, source in SOURCES.items():
        lines.append(f"{name}: {source.kind} {source.width}x{source.height}, {source.size} bytes")
        lines += [f"  {network:12}{planned(source, discover.rules(network).pictures)}" for network in NETWORKS]
    return "\n".join([*lines, ""])


def test_the_plans_are_those_that_a_person_has_read() -> None:
    assert page() == GOLDEN.read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("source", "rules", "steps"),
    [
        (known(), {}, "strip"),
        (known(bare=2_000_000), {}, "JPEG <= 1000000"),
        (known(turned=True), {}, "orient; JPEG <= 1000000"),
        (known(), {"max_width": 800}, "resize 800x600; JPEG <= 1000000"),
        (known(), {"formats": ("PNG",)}, "PNG <= 1000000"),
        (known(colors="rgb"), {"srgb": True}, "srgb; JPEG <= 1000000"),
        (known(colors="rgb"), {}, "strip"),
        (known(colors="srgb"), {"srgb": True}, "strip"),
        (known(mode="CMYK"), {}, "srgb; JPEG <= 1000000"),
        (known(kind="GIF", frames=9, mode="P"), {}, "strip"),
        (known(kind="PNG", frames=9), {}, "still; PNG|JPEG <= 1000000"),
        (known(kind="PNG", size=1_499_000, turned=True), {}, "orient; PNG|JPEG <= 1000000"),
        (known(kind="PNG", size=1_501_000, turned=True), {}, "orient; JPEG <= 1000000"),
        (known(kind="PNG", size=5_900_000), {"max_width": 800}, "resize 800x600; PNG|JPEG <= 1000000"),
        (known(kind="PNG", size=6_100_000), {"max_width": 800}, "resize 800x600; JPEG <= 1000000"),
        (known(kind="PNG", transparent=True, bare=None), {"formats": ("JPEG", "WEBP")}, "WEBP|JPEG <= 1000000"),
    ],
)  # fmt: skip
def test_the_least_that_suffices(source: Source, rules: dict[str, Any], steps: str) -> None:
    assert str(plan(source, allowed(**rules))) == steps


def test_only_a_gif_that_needs_no_change_moves() -> None:
    rules = allowed()
    assert moves("GIF", 9, 10_000, (60, 40), rules)
    assert not moves("GIF", 1, 10_000, (60, 40), rules)
    assert not moves("GIF", 9, 2_000_000, (60, 40), rules)
    assert not moves("GIF", 9, 10_000, (60, 40), allowed(formats=("JPEG",)))
    assert not moves("GIF", 9, 10_000, (60, 40), allowed(max_width=50))
    assert not moves("WEBP", 9, 10_000, (60, 40), allowed(formats=("WEBP",)))


@given(st.integers(1, 9000), st.integers(1, 9000), st.sampled_from(NETWORKS), st.sampled_from([Fit.CROP, Fit.PAD]))
def test_no_plan_leaves_the_bounds_of_a_network(width: int, height: int, network: str, how: Fit) -> None:
    rules = discover.rules(network).pictures
    made = planned(known(width=width, height=height), rules, how)
    wide, high = made.size
    assert wide <= (rules.max_width or wide)
    assert high <= (rules.max_height or high)
    assert wide * high <= (rules.max_pixels or wide * high)
    assert wide + high <= (rules.max_sides or wide + high)
    if min(width, height) > 30:
        assert not crop.outside(wide, high, (rules.min_ratio or 0) * 0.98, (rules.max_ratio or 1e9) * 1.02)
    if made.framing is None:
        assert wide / high == pytest.approx(width / height, rel=2 / min(wide, high)), "its shape is kept"


@pytest.mark.long
@settings(max_examples=30, deadline=None)
@given(
    st.integers(1, 1500),
    st.integers(1, 1500),
    st.sampled_from(NETWORKS),
    st.sampled_from([Fit.CROP, Fit.PAD]),
    st.sampled_from(["JPEG", "PNG", "WEBP", "BMP"]),
)
def test_what_comes_out_is_what_was_planned(width: int, height: int, network: str, how: Fit, kind: str) -> None:
    from scheduler.adapt.media import look

    rules = discover.rules(network).pictures
    source = noise((width, height), kind)
    todo = planned(look(source), rules, how)
    made = convert(source, todo)
    image = opened(made)
    assert len(made.data) <= rules.max_bytes
    assert image.format in rules.formats
    assert image.size == todo.size or len(source) > rules.max_bytes
    assert convert(source, todo) == made
