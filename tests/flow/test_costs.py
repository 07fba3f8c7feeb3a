"""Costs before the week, against figures that were reckoned by hand from the published prices."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from pathlib import Path

import pytest

from scheduler.connector import discover, prices
from scheduler.errors import Problem
from scheduler.flow import costs
from scheduler.model.cost import Cost, Item, Money, Tariff
from scheduler.model.notice import Notice, Where
from scheduler.model.variant import Facet, FacetKind, Media, Part, Role, Variant
from scheduler.sentences import LANGUAGES, say

NOW = datetime(2026, 12, 1, 9, tzinfo=UTC)
NOON = datetime(2026, 12, 7, 11, tzinfo=UTC)
HERE = Where(file="config.toml", line=3)
LINK = Facet(kind=FacetKind.LINK, start=0, end=21, value="https://musee.example")
ALT = Media(file="a.jpg", alt="Une caisse")
MUTE = Media(file="b.jpg", alt="")


@dataclass(frozen=True, kw_only=True)
class Planned:
    """One delivery as costs see it."""

    tag: str
    variant: Variant
    account: str = "musee-x"
    network: str = "x"
    due: datetime | None = NOON


def part(*, link: bool = False, media: Sequence[Media] = (), role: Role = Role.POST) -> Part:
    facets = (LINK,) if link else ()
    return Part(role=role, text=LINK.value, length=23, limit=280, facets=facets, media=tuple(media))


def planned(name: str, *parts: Part, network: str = "x", due: datetime | None = NOON) -> Planned:
    account = f"musee-{network}"
    variant = Variant(account=account, network=network, parts=parts)
    return Planned(tag=f"semaine/{name}/once/{account}", variant=variant, account=account, network=network, due=due)


def reckoned(*new: Planned, queue: Sequence[Planned] | None = None) -> tuple[Cost, ...]:
    return costs.reckon(new, new if queue is None else queue, prices.shipped(), NOW)


def objections(queue: Sequence[Planned], *budgets: costs.Budget, now: datetime = NOW) -> list[Notice]:
    return list(costs.objections(queue, prices.shipped(), budgets, zone="Europe/Paris", now=now))


def euros(amount: str, currency: str = "USD", account: str = "musee-x") -> costs.Budget:
    return costs.Budget(money=Money(amount=Decimal(amount), currency=currency), where=HERE, account=account)


def test_one_post_costs_its_price_and_six_readings() -> None:
    (cost,) = reckoned(planned("a", part()))
    assert [(one.item, one.number, one.price) for one in cost.uses] == [
        (Item.POST, 1, Decimal("0.015")),
        (Item.READING, 6, Decimal("0.001")),
    ]
    assert (cost.amount, cost.currency) == (Decimal("0.021"), "USD")


def test_a_link_costs_thirteen_times_as_much_and_a_described_picture_a_third() -> None:
    assert reckoned(planned("a", part(link=True)))[0].amount == Decimal("0.206")
    assert reckoned(planned("a", part(media=[ALT, ALT, MUTE])))[0].amount == Decimal("0.031")


def test_a_link_in_the_first_comment_saves_nothing() -> None:
    there = reckoned(planned("a", part(link=True)))[0].amount
    below = reckoned(planned("a", part(), part(link=True, role=Role.COMMENT)))[0].amount
    assert below == there + Decimal("0.021")


def test_a_week_by_hand() -> None:
    """Monday: 3 posts, 1 link, 2 pictures. Tuesday: a thread of 4 with a link at its end. Wednesday: a timed reply."""
    (cost,) = reckoned(
        planned("lundi-1", part(media=[ALT])),
        planned("lundi-2", part(link=True, media=[ALT])),
        planned("lundi-3", part()),
        planned("mardi", part(), part(), part(), part(link=True)),
        planned("mercredi", part(role=Role.REPLY)),
    )
    assert {one.item: one.number for one in cost.uses} == {
        Item.POST: 6,
        Item.LINK: 2,
        Item.ALT: 2,
        Item.READING: 48,
    }
    assert cost.amount == Decimal("0.090") + Decimal("0.400") + Decimal("0.010") + Decimal("0.048")


def test_free_networks_cost_nothing_and_show_a_quota_only_when_it_is_near() -> None:
    few = [planned(f"p{n}", part(media=[ALT]), network="mastodon") for n in range(4)]
    assert reckoned(*few) == ()
    many = [planned(f"p{n}", part(media=[ALT] * 4), network="mastodon") for n in range(6)]
    (cost,) = reckoned(*many)
    assert cost.uses == ()
    (full,) = cost.quotas
    assert (full.quota.item, full.used, full.quota.most) == (Item.PICTURE, 24, 30)


def test_a_quota_counts_what_falls_within_its_time_and_by_its_weight() -> None:
    hour = [planned(f"p{n}", part(), network="bluesky", due=NOON + timedelta(seconds=n)) for n in range(2000)]
    (cost,) = reckoned(*hour)
    assert [full.used for full in cost.quotas] == [4000], "two points each"
    spread = [replace(one, due=NOON + timedelta(minutes=3 * n)) for n, one in enumerate(hour)]
    assert reckoned(*spread) == ()


def test_what_is_already_queued_fills_a_quota_but_costs_nothing_new() -> None:
    queue = [planned(f"p{n}", part(), due=NOON + timedelta(seconds=n)) for n in range(90)]
    (cost,) = reckoned(queue=queue)
    assert (cost.uses, cost.quotas[0].used, cost.quotas[0].quota.most) == ((), 90, 100)


def test_a_month_over_its_budget_names_the_dearest_and_says_how_to_save() -> None:
    queue = [
        planned("cher", part(link=True), part(link=True)),
        planned("moins-cher", part(link=True)),
        *(planned(f"p{n}", part()) for n in range(5)),
        planned("janvier", part(link=True), due=datetime(2027, 1, 4, tzinfo=UTC)),
    ]
    assert objections(queue, euros("0.723")) == [], "0.412 + 0.206 + 5 x 0.021"
    (over,) = objections(queue, euros("0.722"))
    assert (over.code, over.where) == ("budget-over-links", HERE)
    assert over.arguments["dearest"] == (
        "semaine/cher/once/musee-x",
        "semaine/moins-cher/once/musee-x",
        "semaine/p0/once/musee-x",
    )
    assert (over.arguments["amount"], over.arguments["month"], over.arguments["n"]) == (0.723, "2026-12", 3)
    for language in LANGUAGES:
        assert "link_in: none" in say(over.code, over.arguments, language).advice


def test_a_month_is_the_calendar_s_and_past_ones_are_over() -> None:
    midnight = planned("minuit", part(link=True), due=datetime(2026, 12, 31, 23, 30, tzinfo=UTC))
    (over,) = objections([midnight], euros("0.1"))
    assert over.arguments["month"] == "2027-01", "half past midnight in Paris"
    assert objections([midnight], euros("0.1"), now=datetime(2027, 2, 2, tzinfo=UTC)) == []


def test_a_budget_of_all_accounts_and_of_another_currency() -> None:
    queue = [planned("a", part())]
    (over,) = objections(queue, euros("0.01", account=""))
    assert over.code == "budget-over-all"
    assert objections(queue, euros("0.01", "EUR")) == []
    assert objections(queue, euros("0.01", account="another")) == []


def test_old_prices_are_doubted_where_they_are_used() -> None:
    read = prices.shipped()["x"].read
    assert read is not None
    late = datetime(read.year, read.month, read.day, tzinfo=UTC) + timedelta(days=181)
    assert [one.code for one in objections([planned("a", part())], now=late)] == ["prices-old"]
    assert objections([planned("a", part())], now=late - timedelta(days=1)) == []
    assert objections([planned("a", part(), network="mastodon")], now=late) == []


def test_every_shipped_figure_is_dated_and_of_a_network_that_is_there() -> None:
    for network, tariff in prices.shipped().items():
        assert network in discover.names()
        for source in [*(one.source for one in tariff.prices.values()), *(one.source for one in tariff.quotas)]:
            assert source.url.startswith("https://")
            assert source.read >= date(2026, 11, 1)


def test_a_file_of_one_s_own_goes_before_what_is_shipped(tmp_path: Path) -> None:
    own = tmp_path / "prices.toml"
    own.write_text(
        '[x]\nprices = [{item = "post", amount = "0.03", source = "https://x.example", read = 2027-01-02}]\n'
        '[linkedin]\ncurrency = "EUR"\nprices = [{item = "post", amount = 1, source = "https://l.example", read = 2027-01-02}]\n'
    )
    found = prices.tariffs(own)
    assert found["x"].prices[Item.POST].amount == Decimal("0.03")
    assert found["x"].prices[Item.LINK] == prices.shipped()["x"].prices[Item.LINK]
    assert found["x"].quotas == prices.shipped()["x"].quotas
    assert found["linkedin"].currency == "EUR"
    assert costs.price(planned("a", part(link=True)).variant, found["linkedin"]) == 1, "a link has no price of its own"
    assert prices.shipped()["x"].prices[Item.POST].amount == Decimal("0.015")


@pytest.mark.parametrize(
    "text",
    [
        "x = 3",
        '[x]\nprices = [{item = "post"}]',
        '[x]\nprices = [{item = "poste", amount = "1", source = "https://x.example", read = 2027-01-02}]',
        '[x]\nprices = [{item = "post", amount = "-1", source = "https://x.example", read = 2027-01-02}]',
        '[x]\nprices = [{item = "post", amount = "1", source = "https://x.example"}]',
        '[x]\nquotas = [{item = "post", most = 0, within = "1h", source = "https://x.example", read = 2027-01-02}]',
        '[x]\nquotas = [{item = "post", most = 1, within = "soon", source = "https://x.example", read = 2027-01-02}]',
        '[x]\ncurrency = "dollars"',
        "[x]\nprice = 1",
        "[x",
    ],
)
def test_a_file_that_says_something_else_is_refused_by_name(tmp_path: Path, text: str) -> None:
    own = tmp_path / "prices.toml"
    own.write_text(text)
    with pytest.raises(Problem) as caught:
        prices.tariffs(own)
    assert (caught.value.code, caught.value.where) == ("prices-unreadable", str(own))


def test_a_missing_file_is_said(tmp_path: Path) -> None:
    with pytest.raises(Problem) as caught:
        prices.tariffs(tmp_path / "none.toml")
    assert caught.value.code == "prices-missing"


def test_an_unknown_network_costs_nothing() -> None:
    assert costs.price(planned("a", part()).variant, Tariff(network="elsewhere")) == 0
