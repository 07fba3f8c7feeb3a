"""What of a week is let through: a network, an account, a theme, a standing, a campaign."""

from collections.abc import Iterable
from dataclasses import dataclass, fields
from typing import TYPE_CHECKING

from scheduler.sentences import label

if TYPE_CHECKING:
    from scheduler.app.agenda import Entry


@dataclass(frozen=True, slots=True, kw_only=True)
class Filter:
    """An empty field lets everything through. `state` is the code of a standing's word."""

    network: str = ""
    account: str = ""
    theme: str = ""
    state: str = ""
    campaign: str = ""

    def of(self, entries: "Iterable[Entry]") -> "tuple[Entry, ...]":
        """Those that it lets through: a post, where any of its networks fits."""
        return tuple(one for one in entries if self._fits(one))

    def _fits(self, one: "Entry") -> bool:
        if self.theme and one.theme != self.theme:
            return False
        if self.campaign and one.campaign != self.campaign:
            return False
        return any(
            self.network in {"", each.network}
            and self.account in {"", each.account}
            and self.state in {"", each.state.value}
            for each in one.deliveries
        )

    def told(self, language: str) -> str:
        """What it lets through, in words; nothing where that is everything."""
        given = [getattr(self, one.name) for one in fields(self)]
        if self.state:
            given[3] = _word(self.state, language)
        return label("review-filtered", language, what=[one for one in given if one]) if any(given) else ""


def choices(entries: "Iterable[Entry]", language: str) -> list[tuple[str, str, str]]:
    """What a week can be filtered by: the field, its value, the words; only what tells posts apart."""
    found: dict[tuple[str, str], str] = {}
    for one in entries:
        for name, value in (("theme", one.theme), ("campaign", one.campaign)):
            found.setdefault((name, value), value)
        for each in one.deliveries:
            found.setdefault(("network", each.network), each.network)
            found.setdefault(("account", each.account), each.account)
            found.setdefault(("state", each.state.value), _word(each.state.value, language))
    order = ("state", "network", "account", "theme", "campaign")
    told = {name: label(f"review-filter-{name}", language) for name in order}
    rows = [
        (name, value, label("viewing-of", language, what=told[name], told=words))
        for (name, value), words in found.items()
        if value
    ]
    return sorted(rows, key=lambda row: (order.index(row[0]), row[2].casefold()))


def _word(state: str, language: str) -> str:
    """A state by itself, of no network: «refusé», not «refusé par»."""
    return label(f"states-{state}", language, n=1).partition(" ")[2]
