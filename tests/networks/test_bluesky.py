"""Bluesky's rules: two limits, and a card that the sender builds."""

from scheduler.adapt import measure
from scheduler.connector.base import Ability
from scheduler.networks.bluesky import RULES, Bluesky
from scheduler.testing.contract import DeclarationContract


class TestDeclaration(DeclarationContract):
    network = "bluesky"


def test_it_claims_no_sending_yet() -> None:
    assert Bluesky.can == Ability.NONE


def test_the_password_is_a_secret() -> None:
    assert {option.name: option.secret for option in Bluesky.options} == {"handle": False, "app_password": True}


def test_300_signs_and_3000_bytes() -> None:
    assert measure.fits("é" * 300, RULES)
    assert not measure.fits("é" * 301, RULES)
    assert not measure.fits("👨\u200d👩\u200d👧\u200d👧" * 121, RULES)


def test_links_are_counted_whole_and_cards_are_ours() -> None:
    assert measure.length("https://musee.fr/une/page", RULES) == 25
    assert RULES.link_card
    assert RULES.threads
