"""TikTok: photos always, 4,000 under them, no link that can be clicked."""

from scheduler.adapt import measure
from scheduler.connector.base import Ability
from scheduler.networks.tiktok import RULES, TikTok
from scheduler.testing.contract import DeclarationContract
from tests.adapt.make import adapted, codes, picture


class TestDeclaration(DeclarationContract):
    network = "tiktok"


def test_a_person_publishes() -> None:
    assert TikTok.can == Ability.NONE
    assert RULES.compose_url.startswith("https://")


def test_4000_under_photos_and_less_for_videos() -> None:
    assert measure.fits("é" * 4000, RULES)
    assert not measure.fits("🏺" * 2001, RULES), "two UTF-16 units each"
    assert not measure.fits("é" * 2201, RULES, {"max_characters": 2200})


def test_a_photo_is_needed_and_png_is_not_taken() -> None:
    assert RULES.pictures.required
    assert "PNG" not in RULES.pictures.formats
    assert "picture-needed" in codes(adapted("tiktok", "Bonjour"))


def test_links_are_left_out_and_alternative_texts_kept() -> None:
    said = adapted("tiktok", "Bonjour", link="https://musee.example/a", media=(picture(),))
    assert said.parts[0].text == "Bonjour"
    assert {"link-not-clickable", "picture-alt-kept"} <= set(codes(said))
