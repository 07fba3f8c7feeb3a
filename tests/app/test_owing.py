"""What rights cost and how long answers took: each question and each bill once, however often the picture is shown."""

from datetime import date
from decimal import Decimal
from typing import Any

from scheduler.app.owing import answers, costs
from scheduler.model.cost import Money
from scheduler.model.notice import Where
from scheduler.model.picture import Picture, Rights

EUROS = Money(amount=Decimal("90.50"), currency="EUR")
FRANCS = Money(amount=Decimal(40), currency="CHF")


def picture(file: str = "a.jpg", **rights: Any) -> Picture:
    given = {"status": "cleared", "holder": "Roussel", **rights}
    return Picture(file=file, where=Where(file="semaine.yaml", line=3), rights=Rights(**given))


def test_a_picture_shown_twice_under_one_contract_is_paid_once() -> None:
    written = [
        *(("semaine", picture(cost=EUROS)) for _ in range(2)),
        ("semaine", picture(cost=EUROS, contract="2027-9")),
        ("semaine", picture("b.jpg", cost=FRANCS)),
        ("autre", picture(cost=EUROS, holder="")),
        ("autre", picture("c.jpg")),
    ]
    found = [(one.campaign, one.holder, one.amount, one.currency, one.pictures) for one in costs(written)]
    assert found == [
        ("autre", "", Decimal("90.50"), "EUR", 1),
        ("semaine", "Roussel", Decimal(40), "CHF", 1),
        ("semaine", "Roussel", Decimal("181.00"), "EUR", 2),
    ]


def test_answers_are_counted_by_holder_and_those_that_lack_are_not_made_up() -> None:
    asked = date(2027, 5, 6)
    written = [
        ("semaine", picture(asked_on=asked, cleared_on=date(2027, 5, 10))),
        ("semaine", picture(asked_on=asked, cleared_on=date(2027, 5, 10))),
        ("semaine", picture("b.jpg", status="refused", asked_on=asked, cleared_on=date(2027, 5, 20))),
        ("semaine", picture("c.jpg", status="asked", asked_on=asked)),
        ("semaine", picture("d.jpg", cleared_on=date(2027, 5, 20))),
        ("semaine", picture("e.jpg", holder="Archives", status="asked", asked_on=asked)),
    ]
    archives, roussel = answers(written, date(2027, 6, 1))
    assert (roussel.answered, roussel.median, roussel.longest) == (2, 9, 14)
    assert (roussel.waiting, roussel.waiting_longest) == (1, 26)
    assert (archives.answered, archives.median, archives.longest, archives.waiting) == (0, None, None, 1)
