"""Videos of a post: held against each network's rules, and honest about who can send them."""

from dataclasses import dataclass, replace
from typing import Any

import pytest

from scheduler.adapt.variant import adapt
from scheduler.connector import discover
from scheduler.model.film import MOST_BYTES, Film
from scheduler.model.notice import Severity
from scheduler.model.variant import Variant
from tests.adapt.make import codes, job, notice, picture

GOOD = Film(checked=True, seconds=30.0, codec="h264", audio="aac", rate=25.0)


@dataclass(frozen=True)
class Seen:
    """What is known of a video's file."""

    width: int = 1280
    height: int = 720
    frames: int = 1
    format: str = "MP4"
    size: int = 9_000_000
    film: Film | None = GOOD


def posted(
    network: str, seen: Seen | None, *, file: str = "film.mp4", through: str = "handoff", beside: int = 0
) -> Variant:
    shown = (picture(file=file), *(picture(file=f"{n}.jpg") for n in range(beside)))
    given: dict[str, Any] = {file: seen} if seen else {}
    asked = job(network, "Oui.", media=shown, pictures=given)
    return adapt(replace(asked, account=replace(asked.account, through=through)))


def film(**more: Any) -> Seen:
    return Seen(film=replace(GOOD, **more))


@pytest.mark.parametrize("network", sorted(discover.names()))
def test_a_usual_video_is_handed_over_wherever_its_rules_are_known(network: str) -> None:
    made = posted(network, Seen())
    known = discover.rules(network).videos is not None
    assert ("film-not-taken" in codes(made)) is not known
    assert not {code for code in codes(made) if code.startswith("film-")} - {"film-not-taken"}
    assert [one.file for one in made.parts[0].media] == ["film.mp4"]


@pytest.mark.parametrize("network", ["x", "mastodon", "bluesky", "instagram"])
@pytest.mark.parametrize("through", ["rehearsal", "x"])
def test_what_no_connector_sends_is_said(network: str, through: str) -> None:
    said = notice(posted(network, Seen(), through=through), "film-not-sent")
    assert said.severity is Severity.ERROR


def test_what_is_not_known_is_said() -> None:
    made = posted("x", Seen(film=Film(checked=False), width=0, height=0))
    assert codes(made) == ["film-not-checked"]
    assert notice(made, "film-not-checked").severity is Severity.WARNING
    heavy = posted("bluesky", Seen(film=Film(checked=False), width=0, height=0, size=400_000_000))
    assert codes(heavy) == ["film-too-large", "film-heavy", "film-not-checked"], "its weight is known all the same"


@pytest.mark.parametrize(
    ("network", "seen", "code"),
    [
        ("x", film(seconds=141.0), "film-long"),
        ("x", film(seconds=0.3), "film-short"),
        ("x", film(seconds=140.0), None),
        ("x", film(codec="vp9"), "film-codec"),
        ("x", film(audio="opus"), "film-codec"),
        ("x", film(audio=""), None),
        ("x", film(rate=120.0), "film-rate"),
        ("x", film(rate=59.94), None),
        ("x", Seen(width=1920, height=1080), "film-large"),
        ("x", Seen(width=900, height=200), "film-ratio"),
        ("instagram", film(codec="hevc", rate=30.0), None),
        ("instagram", film(rate=15.0), "film-rate"),
        ("linkedin", Seen(size=40_000), "film-light"),
        ("discord", Seen(size=11_000_000), "film-heavy"),
        ("mastodon", Seen(width=3840, height=2161), "film-dimensions"),
        ("bluesky", film(seconds=181.0), "film-long"),
    ],
)
def test_each_limit(network: str, seen: Seen, code: str | None) -> None:
    assert codes(posted(network, seen)) == ([code] if code else [])


def test_a_format_that_is_taken_elsewhere() -> None:
    assert codes(posted("bluesky", Seen(format="MOV"), file="film.mov")) == ["film-format-here"]
    assert codes(posted("mastodon", Seen(format="MOV"), file="film.mov")) == []


def test_a_video_stands_alone_where_it_must() -> None:
    assert codes(posted("x", Seen(), beside=1)) == ["film-not-alone"]
    assert codes(posted("threads", Seen(), beside=1)) == []


def test_what_is_too_large_to_be_copied_is_refused() -> None:
    said = notice(posted("tumblr", Seen(size=MOST_BYTES + 1)), "film-too-large")
    assert (said.severity, said.arguments["most"]) == (Severity.ERROR, 50)


def test_a_video_is_never_cropped() -> None:
    made = posted("instagram", Seen(width=400, height=900))
    assert made.parts[0].media[0].framing is None
    assert "picture-ratio" not in codes(made)


def test_it_needs_its_words_too() -> None:
    asked = job("x", "Oui.", media=(picture(file="film.mp4", alt=""),), pictures={"film.mp4": Seen()})
    assert "picture-without-alt" in codes(adapt(asked))


def test_a_file_that_could_not_be_read_was_reported_before() -> None:
    assert codes(posted("x", None)) == []


SERVER = {"video_size_limit": 8_000_000, "video_matrix_limit": 921_599, "video_frame_rate_limit": 24}


@pytest.mark.parametrize(
    ("limits", "code"),
    [
        ({}, []),
        (SERVER, ["film-heavy", "film-dimensions", "film-rate"]),
        (dict.fromkeys(SERVER, 9_000_000), []),
    ],
)
def test_a_servers_own_limits_hold_for_videos(limits: dict[str, int], code: list[str]) -> None:
    asked = job("mastodon", "Oui.", media=(picture(file="film.mp4"),), pictures={"film.mp4": Seen()}, limits=limits)
    assert codes(adapt(replace(asked, account=replace(asked.account, through="handoff")))) == code
