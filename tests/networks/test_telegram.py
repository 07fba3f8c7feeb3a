"""Telegram: 4,096, or 1,024 under pictures."""

from scheduler.adapt import measure
from scheduler.connector.base import Ability
from scheduler.networks.telegram import RULES, Telegram
from scheduler.testing.contract import DeclarationContract
from tests.adapt.make import adapted, picture


class TestDeclaration(DeclarationContract):
    network = "telegram"


def test_a_person_publishes() -> None:
    assert Telegram.can == Ability.NONE
    assert RULES.compose_url.startswith("https://")


def test_a_caption_is_shorter_than_a_message() -> None:
    text = "Une phrase de plus, encore une. " * 60
    (message,) = adapted("telegram", text).parts
    assert (message.limit, message.length) == (4096, len(text.strip()))
    caption = adapted("telegram", text, media=(picture(),)).parts
    assert len(caption) == 2
    assert all(part.length <= part.limit == 1024 for part in caption)


def test_a_paid_account_has_longer_captions() -> None:
    text = "Une phrase de plus, encore une. " * 60
    assert len(adapted("telegram", text, media=(picture(),), limits={"max_caption": 4096}).parts) == 1


def test_utf16_units() -> None:
    assert measure.fits("🏺" * 2048, RULES)
    assert not measure.fits("🏺" * 2049, RULES)
