"""What the rights of pictures cost, and how long those who grant them took to answer. Pure."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from statistics import median

from scheduler.model.picture import Picture, Rights

Written = tuple[str, Picture]
"""A campaign's short name, and a picture of it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Cost:
    """What one holder's pictures cost in one campaign, in one currency."""

    campaign: str
    holder: str
    currency: str
    amount: Decimal
    pictures: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Answers:
    """How long one holder took, in days, and how many pictures still wait. None: no answer has both of its days."""

    holder: str
    answered: int
    median: float | None
    longest: int | None
    waiting: int
    waiting_longest: int | None


def costs(written: Iterable[Written]) -> tuple[Cost, ...]:
    """The sums by campaign, holder and currency. A picture shown several times under one contract is paid once."""
    once = {
        (slug, one.file, one.rights.contract, one.rights.cost): one.rights
        for slug, one in written
        if one.rights is not None and one.rights.cost is not None
    }
    sums: dict[tuple[str, str, str], list[Decimal]] = {}
    for (slug, _, _, cost), rights in once.items():
        assert cost is not None
        sums.setdefault((slug, rights.holder, cost.currency), []).append(cost.amount)
    return tuple(
        Cost(campaign=slug, holder=holder, currency=currency, amount=sum(amounts, Decimal(0)), pictures=len(amounts))
        for (slug, holder, currency), amounts in sorted(sums.items())
    )


def answers(written: Iterable[Written], today: date) -> tuple[Answers, ...]:
    """By holder, each question once: the same picture in several posts was asked for in one go."""
    once = {
        (slug, one.file, one.rights.asked_on): one.rights
        for slug, one in written
        if one.rights is not None and one.rights.asked_on is not None
    }
    by_holder: dict[str, list[Rights]] = {}
    for rights in once.values():
        by_holder.setdefault(rights.holder, []).append(rights)
    return tuple(_of(holder, found, today) for holder, found in sorted(by_holder.items()))


def _of(holder: str, found: Iterable[Rights], today: date) -> Answers:
    took = [_days(one, one.cleared_on) for one in found if one.cleared_on is not None]
    open_ones = [_days(one, today) for one in found if one.status == "asked" and one.cleared_on is None]
    return Answers(
        holder=holder,
        answered=len(took),
        median=median(took) if took else None,
        longest=max(took, default=None),
        waiting=len(open_ones),
        waiting_longest=max(open_ones, default=None),
    )


def _days(one: Rights, end: date) -> int:
    assert one.asked_on is not None
    return max(0, (end - one.asked_on).days)
