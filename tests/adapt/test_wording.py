"""Words put in for a mention, and hashtags as screen readers speak them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scheduler.adapt import wording
from scheduler.model.campaign import LinkPlace
from scheduler.model.notice import Severity
from tests.adapt.make import HOSTILE, adapted, campaign, codes, notice, picture, texts


@pytest.mark.parametrize(
    ("text", "name", "found", "meant"),
    [
        ("Avec l’équipe de le Louvre, hier", "le Louvre", "de le Louvre", "du Louvre"),
        ("Merci à les Archives !", "les Archives", "à les Archives", "aux Archives"),
        ("À le Louvre", "le Louvre", "À le Louvre", "au Louvre"),
        ("la main de Inès", "Inès", "de Inès", "d’Inès"),
        ("plus que Inès", "Inès", "que Inès", "qu’Inès"),
        ("la main d’Paul", "Paul", "d’Paul", "de Paul"),
        ("la main d'le Louvre", "le Louvre", "d'le Louvre", "du Louvre"),
        ("plus qu’Paul", "Paul", "qu’Paul", "que Paul"),
    ],
)
def test_words_that_run_together_are_told(text: str, name: str, found: str, meant: str) -> None:
    (told,) = wording.contractions(text, [name])
    assert told.severity is Severity.WARNING
    assert told.arguments == {"found": found, "meant": meant}


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("avec le Louvre", "le Louvre"),
        ("la main d’Inès et à Inès", "Inès"),
        ("la main de Paul, plus que Paul", "Paul"),
        ("l’œuvre de Hélène, ou d’Hélène", "Hélène"),
        ("de Léon", "Le"),
        ("la mode Inès", "Inès"),
        ("plus que le Louvre", "le Louvre"),
        ("", ""),
    ],
)
def test_what_reads_well_is_not(text: str, name: str) -> None:
    assert list(wording.contractions(text, [name])) == []


@given(HOSTILE, st.lists(HOSTILE, max_size=3))
def test_no_text_and_no_name_makes_it_fail(text: str, names: list[str]) -> None:
    list(wording.contractions(text + "".join(f" de {one}" for one in names), names))


def test_a_mention_needs_no_other_words_and_english_none_at_all() -> None:
    said = "La salle de {louvre|le Louvre}"
    assert "name-contracted" in codes(adapted("telegram", said))
    assert codes(adapted("x", said)) == []
    assert codes(adapted("telegram", said, language="en")) == []


def test_a_hashtag_without_capitals_is_told_once_a_better_one_is_known_or_it_is_long() -> None:
    week = campaign(hashtags=("#MuseumWeek",))
    told = notice(adapted("mastodon", "Oui #museumweek", given=week), "hashtag-unspoken")
    assert told.arguments == {"hashtag": "#museumweek", "meant": "#MuseumWeek"}
    assert told.severity is Severity.INFO
    assert codes(adapted("mastodon", "Oui", hashtags=("encoursderestauration",))) == ["hashtag-unspoken-unknown"]
    assert codes(adapted("mastodon", "Oui #MuseumWeek #musée #conservation", given=week)) == []
    for flat in ("Museumweek", "MUSEUMWEEK"):
        assert (
            notice(adapted("mastodon", f"Oui #{flat}", given=week), "hashtag-unspoken").arguments["meant"]
            == "#MuseumWeek"
        )


def test_the_campaigns_own_hashtags_are_looked_at_too() -> None:
    for text in ("Oui", "Oui #journeesdupatrimoine"):
        told = notice(
            adapted("mastodon", text, given=campaign(hashtags=("#journeesdupatrimoine",))), "hashtag-unspoken-unknown"
        )
        assert told.arguments == {"hashtag": "#journeesdupatrimoine"}


def test_a_link_goes_into_the_profile_where_none_can_be_clicked() -> None:
    shown = (picture(),)
    made = adapted("instagram", "Oui.", link="https://musee.fr/a", link_in=LinkPlace.PROFILE, media=shown)
    assert texts(made) == ["Oui.\n\nLien en bio."]
    assert codes(made) == ["link-in-profile"]
    english = adapted(
        "tiktok", "Yes.", link="https://musee.fr/a", link_in=LinkPlace.PROFILE, language="en", media=shown
    )
    assert texts(english) == ["Yes.\n\nLink in bio."]
    german = adapted(
        "instagram", "Ja.", link="https://musee.fr/a", link_in=LinkPlace.PROFILE, language="de", media=shown
    )
    assert (texts(german), codes(german)) == (["Ja."], ["link-not-clickable"])
    there = adapted("mastodon", "Oui.", link="https://louvre.fr/a", link_in=LinkPlace.PROFILE)
    assert texts(there) == ["Oui.\n\nhttps://louvre.fr/a"]


def test_from_thirteen_letters_a_hashtag_in_small_letters_is_taken_for_several_words() -> None:
    assert [one.code for one in wording.unspoken(["patrimoinevif"], ())] == ["hashtag-unspoken-unknown"]
    assert not [*wording.unspoken(["patrimoinevi"], ())]
    assert [one.code for one in wording.unspoken(["PATRIMOINEVIF"], ())] == ["hashtag-unspoken-unknown"]
    assert [one.code for one in wording.unspoken(["Journeesdupatrimoine"], ())] == ["hashtag-unspoken-unknown"]
    assert not [*wording.unspoken(["Impressionnisme", "JourneesDuPatrimoine", "ICOM", "A", "2"], ())]
