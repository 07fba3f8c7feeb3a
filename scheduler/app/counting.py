"""How long a text is on each network, and what each network can do: no configuration is needed."""

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from scheduler.adapt import measure
from scheduler.app.names import OWN
from scheduler.connector import discover, prices
from scheduler.connector.base import Ability
from scheduler.errors import Problem
from scheduler.model.cost import Item, Price, Tariff
from scheduler.model.network import Policy, Rules
from scheduler.model.spelling import nearest


@dataclass(frozen=True, slots=True, kw_only=True)
class Counted:
    """One network's word on a text."""

    network: str
    title: str
    length: int
    limit: int
    fits: bool

    def surface(self) -> Mapping[str, object]:
        """As `--json` shows it."""
        return {"network": self.network, "length": self.length, "limit": self.limit, "fits": self.fits}


def count(text: str, network: str | None = None) -> list[Counted]:
    """Count `text` by the rules of `network`, or of every network. Raises `Problem` for an unknown one."""
    names = [known(network)] if network else [name for name in discover.names() if name not in OWN]
    return [_counted(text, discover.rules(name)) for name in names]


def _counted(text: str, rules: Rules) -> Counted:
    return Counted(
        network=rules.network,
        title=rules.title,
        length=measure.length(text, rules),
        limit=rules.max_length,
        fits=measure.fits(text, rules),
    )


def lines(stream: Iterable[str]) -> Iterator[Mapping[str, object]]:
    """Answer each line `{"network", "text"}` by `{"length", "limit", "fits"}`, in order. Raises `Problem` with the line."""
    for number, line in enumerate(stream, start=1):
        where = f"<stdin>:{number}"
        try:
            asked = json.loads(line)
            network, text = asked["network"], asked["text"]
        except (ValueError, KeyError, TypeError):
            raise Problem("count-line", where=where) from None
        if not isinstance(text, str) or not isinstance(network, str):
            raise Problem("count-line", where=where)
        one = _counted(text, discover.rules(known(network, where)))
        yield {"length": one.length, "limit": one.limit, "fits": one.fits}


def known(name: str, where: str = "") -> str:
    """`name`, if it is a network. Raises `Problem` with what was probably meant."""
    names = [one for one in discover.names() if one not in OWN]
    if name in names:
        return name
    meant = nearest(name, names)
    if meant:
        raise Problem("unknown-network-meant", where=where, name=name, meant=meant)
    raise Problem("unknown-network", where=where, name=name, known=names)


def networks(only: str | None = None) -> list[Mapping[str, object]]:
    """What each installed network can do, or the one named, from its own class. Raises `Problem` for an unknown one."""
    found: list[Mapping[str, object]] = []
    for name in [known(only)] if only else discover.names():
        if name in OWN:
            continue
        kind = discover.load(name)
        rules = kind.rules
        found.append(
            {
                "network": name,
                "title": rules.title,
                "abilities": [one.name.lower().replace("_", "-") for one in Ability if one in kind.can and one.name],
                "count": rules.count.value,
                "limit": rules.max_length,
                "pictures": rules.pictures.most,
                "alt_limit": rules.pictures.alt_length,
                "alt_shown": rules.pictures.alt_shown,
                "threads": rules.threads,
                "first_comment": rules.first_comment,
                "price_post": _price(name, Item.POST),
                "price_link": _price(name, Item.LINK),
                "prices": [_priced(item, one) for item, one in _tariff(name).prices.items()],
                "currency": _tariff(name).currency,
                "compose_url": rules.compose_url,
                "policies": [_policy(one) for one in rules.policies],
                "docs": kind.docs,
                "options": [option.name for option in kind.options],
            }
        )
    return found


def _tariff(network: str) -> Tariff:
    return prices.shipped().get(network, Tariff(network=network))


def _price(network: str, item: Item) -> float | None:
    one = _tariff(network).prices.get(item)
    return None if one is None else float(one.amount)


def _priced(item: Item, one: Price) -> Mapping[str, object]:
    return {
        "what": item.value,
        "price": float(one.amount),
        "source": one.source.url,
        "read": one.source.read.isoformat(),
    }


def _policy(one: Policy) -> Mapping[str, object]:
    """`why` is a code; whoever shows it makes words of it."""
    return {
        "act": one.act.value,
        "ruling": one.ruling.value,
        "why": one.why,
        "source": one.source.url,
        "read": one.source.read.isoformat(),
    }
