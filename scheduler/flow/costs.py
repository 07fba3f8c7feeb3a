"""What the planned posts cost and use, before they go out: decided from prices, texts and hours alone."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Protocol
from zoneinfo import ZoneInfo

from scheduler.model.cost import Cost, Filled, Item, Money, Quota, Tariff, Use
from scheduler.model.engagement import AGES
from scheduler.model.notice import Notice, Where, warning
from scheduler.model.variant import FacetKind, Part, Variant

OLD = timedelta(days=180)
"""Prices that were read longer ago are doubted aloud."""
NEAR = 0.8
"""The share of a quota from which on it is shown."""
NAMED = 3
"""How many of the dearest posts a warning names."""
Month = tuple[int, int]


class Posting(Protocol):
    """One delivery, planned or in the queue."""

    @property
    def tag(self) -> str: ...
    @property
    def account(self) -> str: ...
    @property
    def network(self) -> str: ...
    @property
    def variant(self) -> Variant: ...
    @property
    def due(self) -> datetime | None: ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Budget:
    """What may be spent in a month: by one account, or (no account) by all of them."""

    money: Money
    where: Where | None = None
    account: str = ""


def uses(variant: Variant) -> Counter[Item]:
    """What publishing a variant, and reading its counts back at every age, makes use of."""
    found: Counter[Item] = Counter()
    for part in variant.parts:
        found[Item.LINK if _linked(part) else Item.POST] += 1
        found[Item.PICTURE] += len(part.media)
        found[Item.ALT] += sum(1 for one in part.media if one.alt)
        found[Item.READING] += len(AGES)
    return found


def price(variant: Variant, tariff: Tariff) -> Decimal:
    """What one variant costs by `tariff`."""
    return sum((one.amount for one in _priced(uses(variant), tariff)), Decimal(0))


def reckon(
    new: Iterable[Posting], queue: Sequence[Posting], tariffs: Mapping[str, Tariff], now: datetime
) -> tuple[Cost, ...]:
    """What the `new` postings cost, account by account, with the quotas that the whole `queue` nearly fills from `now` on.

    Accounts that cost nothing and fill nothing are left out.
    """
    spent: dict[tuple[str, str], Counter[Item]] = {}
    for one in new:
        spent.setdefault((one.account, one.network), Counter()).update(uses(one.variant))
    costs = []
    coming = [one for one in queue if one.due is not None and one.due >= now]
    for account, network in sorted({*spent, *((one.account, one.network) for one in coming)}):
        tariff = tariffs.get(network, Tariff(network=network))
        mine = [one for one in coming if one.account == account]
        near = tuple(full for quota in tariff.quotas if _is_near(full := _filled(quota, mine)))
        priced = tuple(_priced(spent.get((account, network), Counter()), tariff))
        if priced or near:
            costs.append(Cost(account=account, currency=tariff.currency, uses=priced, quotas=near))
    return tuple(costs)


def objections(
    queue: Sequence[Posting],
    tariffs: Mapping[str, Tariff],
    budgets: Iterable[Budget],
    *,
    zone: str,
    now: datetime,
) -> Iterator[Notice]:
    """What there is to say of money: months of the `queue` that go over a budget, and prices that are old."""
    priced = [(one, cost) for one in queue if (cost := price(one.variant, _tariff(one, tariffs)))]
    for budget in budgets:
        yield from _over(budget, priced, tariffs, ZoneInfo(zone), now)
    for network in sorted({one.network for one, _ in priced}):
        read = tariffs[network].read
        if read is not None and now.date() - read > OLD:
            yield warning("prices-old", None, "", network=network, read=read, days=(now.date() - read).days)


def _over(
    budget: Budget,
    priced: Sequence[tuple[Posting, Decimal]],
    tariffs: Mapping[str, Tariff],
    zone: ZoneInfo,
    now: datetime,
) -> Iterator[Notice]:
    months: dict[Month, list[tuple[Posting, Decimal]]] = {}
    for one, cost in priced:
        if budget.account in {"", one.account} and _tariff(one, tariffs).currency == budget.money.currency:
            moment = (one.due or now).astimezone(zone)
            months.setdefault((moment.year, moment.month), []).append((one, cost))
    for (year, month), found in sorted(months.items()):
        if (year, month) < (now.astimezone(zone).year, now.astimezone(zone).month):
            continue
        amount = sum((cost for _, cost in found), Decimal(0))
        if amount <= budget.money.amount:
            continue
        links = sum(1 for one, _ in found for part in one.variant.parts if _linked(part))
        dearest = sorted(found, key=lambda pair: (-pair[1], pair[0].tag))[:NAMED]
        yield warning(
            ("budget-over-links" if links else "budget-over") + ("" if budget.account else "-all"),
            budget.where,
            "",
            account=budget.account,
            month=date(year, month, 1).strftime("%Y-%m"),
            amount=float(amount),
            budget=float(budget.money.amount),
            currency=budget.money.currency,
            dearest=tuple(one.tag for one, _ in dearest),
            n=links,
        )


def _tariff(one: Posting, tariffs: Mapping[str, Tariff]) -> Tariff:
    return tariffs.get(one.network, Tariff(network=one.network))


def _priced(used: Mapping[Item, int], tariff: Tariff) -> Iterator[Use]:
    """Each item that has a price, in the order of `Item`; a post with a link at its own price, where it has one."""
    charged: Counter[Item] = Counter()
    for item, number in used.items():
        charged[tariff.priced(item)] += number
    for item in Item:
        if charged[item] and item in tariff.prices and tariff.prices[item].amount:
            yield Use(item=item, number=charged[item], price=tariff.prices[item].amount)


def _filled(quota: Quota, postings: Sequence[Posting]) -> Filled:
    """The most that falls within any stretch of time as long as the quota's."""
    moments = sorted((one.due, number) for one in postings if one.due and (number := _number(quota.item, one.variant)))
    most = used = first = 0
    for moment, number in moments:
        used += number
        while moments[first][0] <= moment - quota.within:
            used -= moments[first][1]
            first += 1
        most = max(most, used)
    return Filled(quota=quota, used=most * quota.weight)


def _number(item: Item, variant: Variant) -> int:
    used = uses(variant)
    return used[Item.POST] + used[Item.LINK] if item is Item.POST else used[item]


def _is_near(one: Filled) -> bool:
    return one.used >= NEAR * one.quota.most


def _linked(part: Part) -> bool:
    return any(one.kind is FacetKind.LINK for one in part.facets)
