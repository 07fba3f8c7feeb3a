"""What a week costs and uses: the prices and quotas that networks publish, and what is reckoned from them."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from decimal import Decimal
from enum import StrEnum

from scheduler.model.network import Source


class Item(StrEnum):
    """What a network may ask money for or count against a quota."""

    POST = "post"
    LINK = "post-with-link"
    ALT = "alt-text"
    READING = "reading"
    """One post's counts, read once."""
    PICTURE = "picture"


@dataclass(frozen=True, slots=True, kw_only=True)
class Money:
    """An amount, exact, in a currency by its three letters."""

    amount: Decimal
    currency: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Price:
    """What one item costs."""

    amount: Decimal
    source: Source


@dataclass(frozen=True, slots=True, kw_only=True)
class Quota:
    """How much of an item a network takes within a time; each one counts `weight`."""

    item: Item
    most: int
    within: timedelta
    source: Source
    weight: int = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Tariff:
    """One network's prices and quotas. A post with a link costs as one without where it has no price of its own."""

    network: str
    currency: str = "USD"
    prices: Mapping[Item, Price] = field(default_factory=dict)
    quotas: tuple[Quota, ...] = ()

    @property
    def read(self) -> date | None:
        """The day on which the oldest of its prices was read; None where nothing costs."""
        return min((one.source.read for one in self.prices.values()), default=None)

    def priced(self, item: Item) -> Item:
        """The item whose price holds for `item`."""
        return Item.POST if item is Item.LINK and Item.LINK not in self.prices else item


@dataclass(frozen=True, slots=True, kw_only=True)
class Use:
    """How many of one item, at which price each."""

    item: Item
    number: int
    price: Decimal

    @property
    def amount(self) -> Decimal:
        """All of them together."""
        return self.number * self.price


@dataclass(frozen=True, slots=True, kw_only=True)
class Filled:
    """How far a quota would be used at its fullest."""

    quota: Quota
    used: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Cost:
    """What one account's new posts would cost, item by item, and the quotas that they nearly fill."""

    account: str
    currency: str
    uses: tuple[Use, ...] = ()
    quotas: tuple[Filled, ...] = ()

    @property
    def amount(self) -> Decimal:
        """The sum of all uses."""
        return sum((one.amount for one in self.uses), Decimal(0))
