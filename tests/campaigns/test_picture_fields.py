"""What a campaign file says may be done to a picture: read whole, with what it inherits, and each slip named."""

import pytest

from scheduler.campaigns.reader import Reading
from scheduler.model.picture import AltTooLong, Fit, Picture
from tests.campaigns.sample import HEAD, TOP, plant, said_well

MEDIA = "    text: a\n    media:\n      - {file: a.jpg, alt: Une toile, "


def shown(reading: Reading, post: int = 0) -> Picture:
    media = reading.campaign.posts[post].content.media  # type: ignore[union-attr]
    assert media
    return media[0]


def test_by_default_nothing_is_done() -> None:
    one = shown(plant(HEAD + MEDIA + "credit: a}\n").reading)
    assert (one.fit, one.focus, one.pad_color, one.alt_if_too_long) == (
        Fit.REFUSE,
        (0.5, 0.5),
        "white",
        AltTooLong.REFUSE,
    )


@pytest.mark.parametrize(
    ("focus", "meant"),
    [("[0.5, 0.3]", (0.5, 0.3)), ("[0, 1]", (0.0, 1.0)), ("[.25, 1.0]", (0.25, 1.0)), ("['0.5', 0.125]", (0.5, 0.125))],
)
def test_a_picture_says_all_of_it(focus: str, meant: tuple[float, float]) -> None:
    said = f"fit: crop, focus: {focus}, pad_color: '#F4EFE6', alt_if_too_long: shorten"
    one = shown(plant(HEAD + MEDIA + said + "}\n").reading)
    assert (one.fit, one.focus, one.pad_color, one.alt_if_too_long) == (Fit.CROP, meant, "#f4efe6", AltTooLong.SHORTEN)


def test_a_campaign_says_it_for_every_picture_and_a_picture_otherwise() -> None:
    posts = "  - {{id: {0}, date: 2027-06-07, at: 9h, text: a, media: [{{file: a.jpg, alt: Une toile{1}}}]}}\n"
    top = TOP + "defaults:\n  media: {fit: pad, pad_color: black, alt_if_too_long: shorten}\nposts:\n"
    reading = plant(top + posts.format("un", "") + posts.format("deux", ", fit: refuse")).reading
    assert [shown(reading, place).fit for place in (0, 1)] == [Fit.PAD, Fit.REFUSE]
    assert {shown(reading, place).pad_color for place in (0, 1)} == {"black"}


@pytest.mark.parametrize(
    ("said", "code"),
    [
        ("focus: §0.5", "focus-unfit"),
        ("focus: §[0.5]", "focus-unfit"),
        ("focus: §[0.5, 1.2]", "focus-unfit"),
        ("focus: §[50, 30]", "focus-unfit"),
        ("focus: §[0.5, -0.1]", "focus-unfit"),
        ("focus: §{x: 0.5, y: 0.3}", "focus-unfit"),
        ("focus: §haut", "focus-unfit"),
        ("pad_color: §'#fff'", "color-unfit"),
        ("pad_color: §transparent", "color-unfit"),
        ("fit: §stretch", "word-unfit"),
        ("fit: §recadrer", "word-unfit-meant"),
        ("§cadrage: crop", "key-unknown-meant"),
    ],
)
def test_each_slip_has_its_place_and_its_mend(said: str, code: str) -> None:
    planted = plant(HEAD + MEDIA + said + "}\n")
    notice = planted.one(code)
    assert notice.where == planted.where
    said_well(notice)


def test_colours_in_french() -> None:
    assert shown(plant(HEAD + MEDIA + "pad_color: noir}\n").reading).pad_color == "black"


def test_a_picture_may_speak_several_languages() -> None:
    one = shown(
        plant(HEAD + "    text: a\n    media:\n      - {file: a.jpg, alts: {fr: Une toile, en: A canvas}}\n").reading
    )
    assert (one.alt, one.alts) == ("", (("fr", "Une toile"), ("en", "A canvas")))


@pytest.mark.parametrize(
    ("alts", "code"),
    [("Une toile", "alts-not-languages"), ("{}", "alts-not-languages"), ("{fr: À COMPLÉTER}", "text-unfinished")],
)
def test_what_is_wrong_with_them_is_named(alts: str, code: str) -> None:
    planted = plant(HEAD + f"    text: a\n    media:\n      - {{file: a.jpg, alts: {alts}}}\n")
    assert [one.code for one in planted.reading.notices] == [code]
