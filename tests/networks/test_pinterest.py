"""Pinterest: a title, 500 signs, the link of the pin."""

from scheduler.adapt import measure
from scheduler.connector.base import Ability
from scheduler.networks.pinterest import RULES, Pinterest
from scheduler.testing.contract import DeclarationContract
from tests.adapt.make import adapted, codes, picture


class TestDeclaration(DeclarationContract):
    network = "pinterest"


def test_a_person_publishes() -> None:
    assert Pinterest.can == Ability.NONE
    assert RULES.compose_url.startswith("https://")


def test_500_signs_or_what_the_account_says() -> None:
    assert measure.fits("é" * 500, RULES)
    assert not measure.fits("é" * 501, RULES)
    assert measure.fits("é" * 800, RULES, {"max_characters": 800})


def test_the_first_line_is_the_title() -> None:
    assert "title-long" in codes(adapted("pinterest", "é" * 101, media=(picture(),)))
    assert "title-long" not in codes(adapted("pinterest", "é" * 100 + "\n\nSuite.", media=(picture(),)))


def test_its_link_stands_with_it() -> None:
    assert adapted("pinterest", "Un", link="https://autre.example/a", media=(picture(),)).parts[0].text == (
        "Un\n\nhttps://autre.example/a"
    )
