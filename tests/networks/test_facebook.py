"""Facebook's rules: long texts, names instead of mentions, a link in the first comment."""

from scheduler.adapt import measure
from scheduler.connector.base import Ability
from scheduler.model.network import Mention
from scheduler.networks.facebook import RULES, Facebook
from scheduler.testing.contract import DeclarationContract


class TestDeclaration(DeclarationContract):
    network = "facebook"


def test_it_claims_no_sending_yet() -> None:
    assert Facebook.can == Ability.NONE


def test_the_token_is_a_secret_and_the_page_is_not() -> None:
    assert {option.name: (option.secret, option.required) for option in Facebook.options} == {
        "page_id": (False, True),
        "access_token": (True, True),
        "app_secret": (True, False),
    }


def test_63206_code_points() -> None:
    assert measure.fits("👩\u200d🎨" * 21_068, RULES)
    assert not measure.fits("a" * 63_207, RULES)


def test_what_it_lacks_and_has() -> None:
    assert RULES.mention is Mention.NAME
    assert not RULES.threads
    assert RULES.first_comment
