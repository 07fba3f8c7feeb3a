"""When a post on the network is taken for one of ours: what people change by hand, and what is another post."""

from itertools import combinations

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from scheduler.flow.likeness import NEARLY, nearly, resemblance
from tests.acceptance.calling import SAMPLE

OURS = (
    "🏺 Les réserves du musée ouvrent lundi à 14 h ! Venez voir l’œuvre n° 12 dans sa caisse, avec @louvre. "
    "Entrée libre : https://musee.example/reserves #MuseumWeek"
)
BY_HAND = [
    "Les réserves du musée ouvrent lundi à 14 h ! Venez voir l'œuvre n° 12 dans sa caisse, avec @louvre. Entrée libre",
    "LES RÉSERVES DU MUSÉE ouvrent lundi à 14 h. Venez voir l’œuvre n° 12 dans sa caisse, avec @louvre@mastodon.example 🎉",
    "Les réserves du musée ouvrent lundi à 14 h ! Venez voir l’œuvre n° 12 dans sa caisse. bit.ly/3xYz #MuseumWeek #museum",
    (
        "Bonjour ! Les réserves du musée ouvrent ce lundi à 14 h ! Venez voir l’œuvre n° 12 dans sa caisse, avec @louvre. "
        "Entrée libre : t.co/abcdef MuseumWeek"
    ),
]
OTHERS = [
    "Le musée sera fermé lundi. Entrée libre mardi à 14 h ! #MuseumWeek https://musee.example",
    "Connaissez-vous l’œuvre n° 12 ? Elle dort dans les réserves du musée depuis 1912. #MuseumWeek",
    "🏺",
    "",
    "https://musee.example/reserves",
]


@pytest.mark.parametrize("text", BY_HAND)
def test_what_a_colleague_makes_of_our_text_is_known_again(text: str) -> None:
    assert nearly(OURS, text)


@pytest.mark.parametrize("text", OTHERS)
def test_another_post_is_another(text: str) -> None:
    assert not nearly(OURS, text)


def test_short_texts_must_be_equal() -> None:
    assert nearly("Merci à tous !", "merci à tous 💛")
    assert not nearly("Merci à tous !", "Merci à toutes !")
    assert not nearly("", "")
    assert not nearly("🏺", "🏺")


def test_the_posts_of_a_real_calendar_are_told_apart_and_versions_of_one_post_are_not() -> None:
    document = yaml.safe_load((SAMPLE / "museumweek" / "campaign.yaml").read_text(encoding="utf-8"))
    posts = [post for day in document["days"] for post in day["posts"] if isinstance(post.get("text"), str)]
    assert len(posts) > 20
    nearest = max(resemblance(one["text"], other["text"]) for one, other in combinations(posts, 2))
    assert nearest < NEARLY - 0.25, "two posts of one week lie far below the threshold"


@given(st.text(max_size=80), st.text(max_size=80))
def test_it_is_a_likeness_and_the_quick_word_agrees_with_the_exact_one(one: str, other: str) -> None:
    exact = resemblance(one, other)
    assert 0 <= exact <= 1
    assert nearly(one, other) == (exact >= NEARLY)
