"""X's rules: what a post may be there and what it costs."""

from scheduler.adapt import measure
from scheduler.connector.base import Ability
from scheduler.networks.x import RULES, X
from scheduler.testing.contract import DeclarationContract


class TestDeclaration(DeclarationContract):
    network = "x"


def test_it_claims_no_sending_yet() -> None:
    assert X.can == Ability.NONE


def test_every_setting_is_a_secret() -> None:
    assert [option.name for option in X.options] == [
        "consumer_key",
        "consumer_secret",
        "access_token",
        "access_token_secret",
    ]
    assert all(option.secret and option.required for option in X.options)


def test_280_weighted_signs() -> None:
    assert measure.fits("é" * 280, RULES)
    assert not measure.fits("é" * 281, RULES)
    assert measure.fits("…" * 140, RULES)
    assert not measure.fits("…" * 140 + "!", RULES)
    assert not measure.fits("Bonjour\ufeff", RULES), "a character that the network refuses"


def test_a_paid_account_may_write_more() -> None:
    assert measure.fits("é" * 4000, RULES, {"max_length": 4000})


def test_a_link_costs_thirteen_times_a_post() -> None:
    assert (RULES.price_post, RULES.price_link) == (0.015, 0.2)
