"""LinkedIn: 3,000 after escaping, a shorter first comment, names instead of mentions."""

from scheduler.adapt import measure
from scheduler.connector.base import Ability
from scheduler.model.campaign import LinkPlace
from scheduler.model.variant import Role
from scheduler.networks.linkedin import RULES, LinkedIn
from scheduler.testing.contract import DeclarationContract
from tests.adapt.make import adapted


class TestDeclaration(DeclarationContract):
    network = "linkedin"


def test_a_person_publishes() -> None:
    assert LinkedIn.can == Ability.NONE
    assert RULES.compose_url.startswith("https://")


def test_3000_with_what_its_markup_escapes_counted_twice() -> None:
    assert measure.fits("é" * 3000, RULES)
    assert not measure.fits("é" * 3001, RULES)
    assert measure.length("(un)", RULES) == 6
    assert measure.length("a_b*c~d", RULES) == 10
    assert measure.length("#MuseumWeek", RULES) == 11, "a hashtag's own sign is not escaped"
    assert measure.length("n°#1", RULES) == 5, "no hashtag: escaped"
    assert measure.length("🏺", RULES) == 2


def test_a_person_is_named() -> None:
    assert adapted("linkedin", "Avec {louvre}.").parts[0].text == "Avec Musée du Louvre."


def test_the_first_comment_is_shorter() -> None:
    comment = adapted("linkedin", "Un", link="https://musee.example/a", link_in=LinkPlace.FIRST_COMMENT).parts[1]
    assert (comment.role, comment.limit) == (Role.COMMENT, 1250)
