"""What networks ask for and how much they take, read from one dated file; a calendar may name a file that goes before it."""

import tomllib
from collections.abc import Mapping
from datetime import date
from decimal import Decimal, InvalidOperation
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any

from scheduler.connector.discover import PACKAGE
from scheduler.errors import Problem
from scheduler.model.cost import Item, Price, Quota, Tariff
from scheduler.model.network import Source
from scheduler.model.spelling import Misspelt, span

NAME = "prices.toml"


class _Unreadable(Exception):
    """A value that is not what it should be; says which."""


@cache
def shipped() -> Mapping[str, Tariff]:
    """The tariffs that come with the program, by network. A network without one costs nothing that is published."""
    return _tariffs(files(PACKAGE).joinpath(NAME).read_text(encoding="utf-8"))


def tariffs(own: Path | None = None) -> Mapping[str, Tariff]:
    """The shipped tariffs, with what the file `own` says instead: each price by its item, and quotas all together.

    Raises `Problem` where the file is missing or says something else than prices.
    """
    if own is None:
        return shipped()
    try:
        said = _tariffs(own.read_text(encoding="utf-8"))
    except OSError as missing:
        raise Problem("prices-missing", where=str(own), reason=missing.strerror or type(missing).__name__) from missing
    except (tomllib.TOMLDecodeError, UnicodeDecodeError, _Unreadable) as wrong:
        raise Problem("prices-unreadable", where=str(own), reason=str(wrong)) from wrong
    merged = dict(shipped())
    for network, given in said.items():
        before = merged.get(network, Tariff(network=network))
        prices = before.prices if given.currency == before.currency else {}
        merged[network] = Tariff(
            network=network,
            currency=given.currency,
            prices={**prices, **given.prices},
            quotas=given.quotas or before.quotas,
        )
    return merged


def _tariffs(text: str) -> Mapping[str, Tariff]:
    found = {}
    for network, table in tomllib.loads(text).items():
        if not isinstance(table, dict):
            raise _Unreadable(network)
        unknown = set(table) - {"currency", "prices", "quotas"}
        if unknown:
            raise _Unreadable(f"{network}.{min(unknown)}")
        found[network] = Tariff(
            network=network,
            currency=_currency(table.get("currency", "USD"), network),
            prices=dict(_price(one, network) for one in _rows(table, "prices", network)),
            quotas=tuple(_quota(one, network) for one in _rows(table, "quotas", network)),
        )
    return found


def _rows(table: Mapping[str, Any], name: str, network: str) -> list[Mapping[str, Any]]:
    rows = table.get(name, [])
    if not isinstance(rows, list) or not all(isinstance(one, dict) for one in rows):
        raise _Unreadable(f"{network}.{name}")
    return rows


def _currency(given: object, network: str) -> str:
    if not isinstance(given, str) or len(given) != 3 or not given.isupper():
        raise _Unreadable(f"{network}.currency = {given!r}")
    return given


def _price(row: Mapping[str, Any], network: str) -> tuple[Item, Price]:
    where = f"{network}.prices: {row.get('item', '?')}"
    try:
        amount = Decimal(str(row["amount"]))
        item = Item(row["item"])
    except (KeyError, ValueError, InvalidOperation):
        raise _Unreadable(where) from None
    if not amount.is_finite() or amount < 0:
        raise _Unreadable(where)
    return item, Price(amount=amount, source=_source(row, where))


def _quota(row: Mapping[str, Any], network: str) -> Quota:
    where = f"{network}.quotas: {row.get('item', '?')}"
    try:
        item, within = Item(row["item"]), span(row["within"])
        most, weight = row["most"], row.get("weight", 1)
    except (KeyError, ValueError, Misspelt, AttributeError, TypeError):
        raise _Unreadable(where) from None
    if not all(isinstance(one, int) and one > 0 for one in (most, weight)):
        raise _Unreadable(where)
    return Quota(item=item, most=most, within=within, weight=weight, source=_source(row, where))


def _source(row: Mapping[str, Any], where: str) -> Source:
    url, read = row.get("source"), row.get("read")
    if not isinstance(url, str) or not isinstance(read, date):
        raise _Unreadable(f"{where}: source, read")
    return Source(url=url, read=read)
