"""A part on its way carries what is its own: its languages, and the card where it goes with this part."""

from datetime import UTC, datetime

from scheduler.connector.base import Outgoing
from scheduler.flow.parts import outgoing
from scheduler.model.delivery import Receipt
from scheduler.model.variant import Card, Options, Part, Role, Variant
from tests.model.test_delivery import delivery

AT = datetime(2027, 6, 7, 7, tzinfo=UTC)


def part(text: str, *languages: str) -> Part:
    return Part(role=Role.POST, text=text, length=len(text), limit=500, languages=languages)


def sent(card: Card | None) -> list[Outgoing]:
    """Both parts of a thread, as they leave."""
    made = Variant(
        account="musee",
        network="bluesky",
        parts=(part("Bonjour."), part("Hello.", "en")),
        options=Options(language="fr", warning="Bruit"),
        card=card,
    )
    out = Receipt(part=0, remote_id="1", url="", at=AT)
    queued = delivery(variant=made, receipts=(out,))
    return [outgoing(queued, number, under=None, read=lambda _: b"", since=None) for number in range(2)]


def test_each_part_says_its_own_language() -> None:
    assert [(one.options.language, one.options.warning) for one in sent(None)] == [("fr", "Bruit"), ("en", "Bruit")]


def test_the_card_goes_with_its_part_alone() -> None:
    assert [one.card is not None for one in sent(Card(url="https://musee.example"))] == [True, False]
    assert [one.card is not None for one in sent(Card(url="https://musee.example", part=1))] == [False, True]
