"""Instagram's rules: a picture always, JPEG only, and the strict unit where none is documented."""

from scheduler.adapt import measure
from scheduler.connector.base import Ability
from scheduler.networks.instagram import RULES, Instagram
from scheduler.testing.contract import DeclarationContract


class TestDeclaration(DeclarationContract):
    network = "instagram"


def test_it_claims_no_sending_yet() -> None:
    assert Instagram.can == Ability.NONE


def test_the_token_is_a_secret() -> None:
    assert {option.name: option.secret for option in Instagram.options} == {"user_id": False, "access_token": True}


def test_2200_in_the_unit_that_counts_most() -> None:
    assert measure.fits("é" * 2200, RULES)
    assert not measure.fits("🏺" * 1101, RULES), "two UTF-16 units each"


def test_pictures_are_needed_and_jpeg() -> None:
    assert RULES.pictures.required
    assert RULES.pictures.formats == ("JPEG",)
    assert (RULES.max_hashtags, RULES.advised_hashtags, RULES.max_mentions) == (30, 5, 20)
    assert not RULES.links_clickable
