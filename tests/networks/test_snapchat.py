"""Snapchat: one picture, 160 signs."""

from scheduler.adapt import measure
from scheduler.connector.base import Ability
from scheduler.networks.snapchat import RULES, Snapchat
from scheduler.testing.contract import DeclarationContract
from tests.adapt.make import adapted, codes, picture


class TestDeclaration(DeclarationContract):
    network = "snapchat"


def test_a_person_publishes() -> None:
    assert Snapchat.can == Ability.NONE
    assert RULES.compose_url.startswith("https://")


def test_160_signs_under_one_picture() -> None:
    assert measure.fits("é" * 160, RULES)
    assert not measure.fits("é" * 161, RULES)
    said = adapted("snapchat", "Bonjour", media=(picture(), picture(file="media/b.jpg")))
    assert len(said.parts[0].media) == 1
    assert "picture-over-count" in codes(said)


def test_a_picture_is_needed() -> None:
    assert "picture-needed" in codes(adapted("snapchat", "Bonjour"))
