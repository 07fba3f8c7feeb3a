"""Discord: 2,000, and no hashtags."""

from scheduler.adapt import measure
from scheduler.connector.base import Ability
from scheduler.model.variant import FacetKind
from scheduler.networks.discord import RULES, Discord
from scheduler.testing.contract import DeclarationContract
from tests.adapt.make import adapted, codes


class TestDeclaration(DeclarationContract):
    network = "discord"


def test_a_person_publishes() -> None:
    assert Discord.can == Ability.NONE
    assert RULES.compose_url.startswith("https://")


def test_2000_signs() -> None:
    assert measure.fits("é" * 2000, RULES)
    assert not measure.fits("é" * 2001, RULES)


def test_a_hashtag_is_a_word_there() -> None:
    said = adapted("discord", "Bonjour #Musée", hashtags=("#Nuit",))
    assert said.parts[0].text == "Bonjour #Musée\n\n#Nuit"
    assert not [one for one in said.parts[0].facets if one.kind is FacetKind.HASHTAG]
    assert not [code for code in codes(said) if code.startswith("hashtag")]


def test_a_person_is_named() -> None:
    assert adapted("discord", "Avec {louvre}.").parts[0].text == "Avec Musée du Louvre."
