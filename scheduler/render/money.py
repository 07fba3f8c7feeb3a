"""What a plan costs: a line an account, what it is made of, and the sum."""

from collections.abc import Iterator, Sequence
from decimal import Decimal

from scheduler.model.cost import Cost, Filled, Use
from scheduler.render.surface import Json
from scheduler.sentences import label

WARNINGS = frozenset({"budget-over", "budget-over-all", "budget-over-links", "budget-over-links-all", "prices-old"})
"""What is said of money, and shown with the plan."""


def surface(cost: Cost) -> Json:
    """One account's costs as `--json` shows them."""
    return {
        "account": cost.account,
        "amount": float(cost.amount),
        "currency": cost.currency,
        "uses": [_use(one) for one in cost.uses],
        "quotas": [_quota(one) for one in cost.quotas],
    }


def _use(one: Use) -> Json:
    return {"what": one.item.value, "number": one.number, "price": float(one.price), "amount": float(one.amount)}


def _quota(one: Filled) -> Json:
    return {
        "what": one.quota.item.value,
        "number": one.used,
        "most": one.quota.most,
        "seconds": int(one.quota.within.total_seconds()),
        "source": one.quota.source.url,
        "read": one.quota.source.read.isoformat(),
    }


def lines(costs: Sequence[Cost], language: str) -> Iterator[str]:
    """What each account costs and nearly fills, and the sum of each currency where several accounts cost."""
    sums: dict[str, list[Decimal]] = {}
    for cost in costs:
        if cost.uses:
            sums.setdefault(cost.currency, []).append(cost.amount)
            made_of = [label(f"cost-{one.item.value}", language, n=one.number, price=one.price) for one in cost.uses]
            yield label(
                "cost-line",
                language,
                account=cost.account,
                amount=cost.amount,
                currency=cost.currency,
                uses=made_of,
            )
        yield from (_full(cost.account, full, language) for full in cost.quotas)
    for currency, amounts in sums.items():
        if len(amounts) > 1:
            yield label("cost-total", language, amount=sum(amounts, Decimal(0)), currency=currency)


def _full(account: str, full: Filled, language: str) -> str:
    item = label(f"item-{full.quota.item.value}", language)
    quota = full.quota
    given = {"account": account, "used": full.used, "most": quota.most, "within": quota.within, "item": item}
    return label("cost-quota", language, **given)
