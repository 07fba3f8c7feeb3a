"""Tumblr: 4,096 code points a paragraph."""

from scheduler.adapt import measure
from scheduler.connector.base import Ability
from scheduler.networks.tumblr import RULES, Tumblr
from scheduler.testing.contract import DeclarationContract


class TestDeclaration(DeclarationContract):
    network = "tumblr"


def test_a_person_publishes() -> None:
    assert Tumblr.can == Ability.NONE
    assert RULES.compose_url.startswith("https://")


def test_the_limit_is_a_paragraph_s() -> None:
    assert measure.fits("é" * 4096, RULES)
    assert not measure.fits("é" * 4097, RULES)
    assert measure.fits("\n\n".join(["é" * 4096] * 5), RULES)
    assert measure.length("un\ndeux\n \ntrois", RULES) == 7
    assert measure.length("👨‍👩‍👧‍👦", RULES) == 7, "code points: an emoji may count several"


def test_the_whole_may_weigh_a_megabyte() -> None:
    assert not measure.fits("\n\n".join(["é" * 4000] * 130), RULES)
