"""YouTube: a title of 100, a description of 5,000 bytes, no angle brackets."""

from scheduler.adapt import measure
from scheduler.connector.base import Ability
from scheduler.networks.youtube import RULES, YouTube
from scheduler.testing.contract import DeclarationContract
from tests.adapt.make import adapted, codes


class TestDeclaration(DeclarationContract):
    network = "youtube"


def test_a_person_publishes() -> None:
    assert YouTube.can == Ability.NONE
    assert RULES.compose_url.startswith("https://")


def test_5000_bytes() -> None:
    assert measure.fits("e" * 5000, RULES)
    assert measure.fits("é" * 2500, RULES)
    assert not measure.fits("é" * 2501, RULES)


def test_angle_brackets_are_refused() -> None:
    assert not measure.fits("a < b", RULES)
    assert "characters-refused" in codes(adapted("youtube", "a < b > c"))
    assert "characters-refused" not in codes(adapted("youtube", "« a »"))


def test_the_first_line_is_the_title() -> None:
    assert "title-long" in codes(adapted("youtube", "é" * 101))
    assert "title-long" not in codes(adapted("youtube", "Un titre\n" + "é" * 300))
