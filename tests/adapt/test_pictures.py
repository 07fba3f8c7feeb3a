"""Pictures: alternative texts, numbers, rights and shapes, each said before the week starts."""

from dataclasses import dataclass
from datetime import date

import pytest

from scheduler.adapt import crop
from scheduler.adapt.measure import applied
from scheduler.adapt.plan import plan
from scheduler.model.campaign import Surplus
from scheduler.model.film import Film
from scheduler.model.notice import Severity
from scheduler.model.picture import IfNotCleared, Rights
from scheduler.model.variant import Framing
from scheduler.sentences import say
from tests.adapt.make import adapted, codes, notice, picture, rules
from tests.adapt.test_plan import known


@dataclass(frozen=True)
class Known:
    """What is known of a file."""

    width: int = 1200
    height: int = 900
    frames: int = 1
    format: str = "JPEG"
    size: int = 200_000
    film: Film | None = None


def test_no_picture_goes_out_without_its_words() -> None:
    said = notice(adapted("x", "Oui.", media=(picture(alt=" "),)), "picture-without-alt")
    assert (said.severity, said.where, said.subject) == (Severity.ERROR, picture().where, 'post "reserves" -> compte')


@pytest.mark.parametrize(
    ("network", "limit"), [("x", 1000), ("mastodon", 1500), ("bluesky", 2000), ("instagram", 1000)]
)
def test_words_too_long_for_the_network(network: str, limit: int) -> None:
    assert codes(adapted(network, "Oui.", media=(picture(alt="é" * limit),))) == []
    said = notice(adapted(network, "Oui.", media=(picture(alt="é" * (limit + 1)),)), "picture-alt-long")
    assert said.arguments["limit"] == limit


def test_what_is_over_the_number_stays_behind_and_is_named() -> None:
    shown = tuple(picture(file=f"media/{n}.jpg") for n in range(6))
    made = adapted("mastodon", "Oui.", media=shown)
    assert [one.file for one in made.parts[0].media] == [f"media/{n}.jpg" for n in range(4)]
    said = notice(made, "picture-over-count")
    assert (said.arguments["n"], said.arguments["files"]) == (2, ("media/4.jpg", "media/5.jpg"))
    assert "2 are left out (media/4.jpg, media/5.jpg)" in say(said.code, said.arguments).text


def test_alternative_texts_that_are_not_taken_are_told_of_once() -> None:
    shown = tuple(picture(file=f"media/{n}.jpg") for n in range(12))
    said = notice(adapted("telegram", "Oui.", media=shown), "picture-alt-kept")
    assert said.arguments["files"] == tuple(one.file for one in shown[:10])
    assert said.where == shown[0].where
    one = notice(adapted("telegram", "Oui.", media=shown[:1]), "picture-alt-kept")
    assert say(one.code, one.arguments, "fr").text.endswith("celui de media/0.jpg est gardé pour mémoire.")
    threaded = notice(adapted("telegram", "Oui.", media=shown, surplus=Surplus.THREAD), "picture-alt-kept")
    assert threaded.arguments["n"] == 12
    assert "picture-alt-kept" not in codes(adapted("telegram", "Oui.", media=(picture(alt=""),)))


def test_instagram_needs_a_picture() -> None:
    assert codes(adapted("instagram", "Oui.")) == ["picture-needed"]
    assert codes(adapted("instagram", "Oui.", media=(picture(),))) == []


@pytest.mark.parametrize(
    ("rights", "code"),
    [
        (Rights(status="cleared"), None),
        (Rights(status="cleared", networks=("x", "facebook")), None),
        (Rights(status="cleared", networks=("compte",)), None),
        (Rights(status="cleared", networks=("facebook",)), "rights-not-here"),
        (Rights(status="cleared", until=date(2027, 6, 7)), None),
        (Rights(status="cleared", until=date(2027, 6, 6)), "rights-over"),
        (Rights(status="refused"), "rights-denied"),
        (Rights(status="expired"), "rights-denied"),
        (Rights(status="asked", needed_by=date(2027, 4, 30)), "rights-late"),
        (Rights(status="cleared", since=date(2027, 6, 7)), None),
        (Rights(status="cleared", since=date(2027, 6, 8)), "rights-not-yet"),
    ],
)
def test_rights_are_judged_for_the_network_and_the_day(rights: Rights, code: str | None) -> None:
    blocked = adapted("x", "Oui.", media=(picture(rights=rights),))
    assert codes(blocked) == ([code] if code else [])
    assert all(one.severity is Severity.ERROR for one in blocked.notices)
    dropped = adapted("x", "Oui.", media=(picture(rights=rights, if_not_cleared=IfNotCleared.DROP),))
    assert len(dropped.parts[0].media) == (0 if code else 1)
    assert codes(dropped) == (["picture-dropped"] if code else [])


def test_rights_still_asked_in_time_are_told() -> None:
    made = adapted("x", "Oui.", media=(picture(rights=Rights(status="asked", needed_by=date(2027, 5, 28))),))
    assert notice(made, "rights-pending").severity is Severity.INFO


@pytest.mark.parametrize(
    ("width", "height", "wrong"),
    [(1080, 1350, False), (1080, 1351, False), (1000, 1400, True), (1910, 1000, False), (2000, 1000, True)],
)
def test_a_shape_that_would_be_cut_is_refused(width: int, height: int, wrong: bool) -> None:
    facts = {"media/a.jpg": Known(width=width, height=height)}
    assert ("picture-ratio" in codes(adapted("instagram", "Oui.", media=(picture(),), pictures=facts))) is wrong
    assert codes(adapted("x", "Oui.", media=(picture(),), pictures=facts)) == []


def test_an_animation_is_still_where_none_is_taken() -> None:
    facts = {"media/a.jpg": Known(format="GIF", frames=12, width=640, height=480)}
    assert codes(adapted("bluesky", "Oui.", media=(picture(),), pictures=facts)) == ["picture-still"]
    assert "GIF" in rules("mastodon").pictures.formats
    assert codes(adapted("mastodon", "Oui.", media=(picture(),), pictures=facts)) == []


def test_an_animation_that_is_not_taken_as_it_is_says_so() -> None:
    heavy = {"media/a.jpg": Known(format="GIF", frames=12, size=30_000_000)}
    assert codes(adapted("x", "Oui.", media=(picture(),), pictures=heavy)) == ["picture-still-heavy"]
    webp = {"media/a.jpg": Known(format="WEBP", frames=12)}
    assert codes(adapted("mastodon", "Oui.", media=(picture(),), pictures=webp)) == ["picture-still"]


def test_an_animation_takes_the_place_of_all_pictures() -> None:
    facts = {"media/a.jpg": Known(format="GIF", frames=12, width=640, height=480), "media/b.jpg": Known()}
    both = (picture(), picture(file="media/b.jpg"))
    for network in ("x", "mastodon"):
        assert codes(adapted(network, "Oui.", media=both, pictures=facts)) == ["picture-moving-alone"]
        assert codes(adapted(network, "Oui.", media=both[:1], pictures=facts)) == []
    assert codes(adapted("discord", "Oui.", media=both, pictures=facts)) == []
    still = {**facts, "media/a.jpg": Known(format="GIF", frames=12, size=30_000_000)}
    assert codes(adapted("x", "Oui.", media=both, pictures=still)) == ["picture-still-heavy"]


def test_a_servers_own_limits_hold_for_pictures() -> None:
    limits = {"description_limit": 420, "max_media_attachments": 1, "image_size_limit": 90_000, "image_matrix_limit": 9}
    shown = (picture(alt="é" * 421), picture(file="media/b.jpg"))
    assert codes(adapted("mastodon", "Oui.", media=shown, limits=limits)) == ["picture-over-count", "picture-alt-long"]
    theirs = applied(rules("mastodon"), limits).pictures
    assert (theirs.max_bytes, theirs.max_pixels) == (90_000, 9)


def test_what_matters_in_a_picture_is_told_where_a_network_asks() -> None:
    pointed = (picture(focus=(0.5, 0.2)), picture(file="media/b.jpg"))
    made = adapted("mastodon", "Oui.", media=pointed)
    assert [one.focus for one in made.parts[0].media] == [(0.5, 0.2), None]
    assert made.digest != adapted("mastodon", "Oui.", media=(picture(), pointed[1])).digest
    there = adapted("x", "Oui.", media=pointed)
    assert {one.focus for one in there.parts[0].media} == {None}
    assert there.digest == adapted("x", "Oui.", media=(picture(), pointed[1])).digest


def test_the_place_is_that_in_what_is_shown() -> None:
    cut = Framing(width=1000, height=1000, left=0, top=400, right=1000, bottom=900)
    assert crop.placed((0.25, 0.5), cut) == (0.25, 0.2)
    assert crop.placed((0.5, 0.1), cut) == (0.5, 0.0), "what is cut away cannot be kept in sight"
    padded = Framing(width=1000, height=500, left=0, top=-250, right=1000, bottom=750, color="white")
    assert crop.placed((0.5, 0.0), padded) == (0.5, 0.25)
    assert crop.placed((0.3, 0.4), None) == (0.3, 0.4)


def test_a_gif_too_large_for_mastodon_goes_out_as_its_first_picture() -> None:
    large = Known(width=1920, height=1080, frames=9, format="GIF", size=900_000)
    small = Known(width=1280, height=720, frames=9, format="GIF", size=900_000)
    shown = (picture(file="media/a.gif"),)
    made = adapted("mastodon", "Oui.", media=shown, pictures={"media/a.gif": large})
    assert codes(made) == ["picture-still-heavy"]
    assert codes(adapted("mastodon", "Oui.", media=shown, pictures={"media/a.gif": small})) == []
    assert codes(adapted("x", "Oui.", media=shown, pictures={"media/a.gif": large})) == []


def test_it_is_written_anew_as_something_that_is_taken() -> None:
    still = known(kind="GIF", width=1920, height=1080, size=900_000, bare=900_000, mode="P")
    assert not plan(still, rules("mastodon").pictures).keeps
    assert "GIF" not in plan(still, rules("mastodon").pictures).formats
    assert plan(still, rules("x").pictures).keeps
