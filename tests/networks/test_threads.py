"""Threads: emoji weigh their bytes, five links, a thread of one's own."""

from scheduler.adapt import measure
from scheduler.connector.base import Ability
from scheduler.networks.threads import RULES, Threads
from scheduler.testing.contract import DeclarationContract
from tests.adapt.make import adapted, codes


class TestDeclaration(DeclarationContract):
    network = "threads"


def test_a_person_publishes() -> None:
    assert Threads.can == Ability.NONE
    assert RULES.compose_url.startswith("https://")


def test_500_signs_and_emoji_by_their_bytes() -> None:
    assert measure.fits("é" * 500, RULES)
    assert not measure.fits("é" * 501, RULES)
    assert measure.length("👨‍👩‍👧‍👦", RULES) == 25, "four faces of 4 bytes, three joiners of 3"
    assert measure.length("🏺", RULES) == 4
    assert measure.length("© 2027 😀 !", RULES) == 2 + 4 + 1 + 4 + 2


def test_more_than_five_links_are_refused() -> None:
    links = " ".join(f"https://musee.example/{n}" for n in range(6))
    assert "links-over-limit" in codes(adapted("threads", links))
    assert "links-over-limit" not in codes(adapted("threads", links.rsplit(" ", 1)[0]))


def test_a_long_text_becomes_a_thread() -> None:
    parts = adapted("threads", "Une phrase de plus, encore une. " * 30).parts
    assert len(parts) > 1
    assert all(part.length <= part.limit == 500 for part in parts)
