"""All definitions together, found by id, by other names and by the addresses of numbers."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from fnmatch import fnmatchcase
from functools import cache

from scheduler.model.definitions import DEFINITIONS
from scheduler.model.metrics import Definition


@dataclass(frozen=True, slots=True, kw_only=True)
class Registry:
    """All definitions, by id, by other names and by the addresses of numbers."""

    all: tuple[Definition, ...]
    _names: dict[str, Definition] = field(default_factory=dict)

    def __post_init__(self) -> None:
        for one in self.all:
            for name in (one.id, *one.others):
                if name in self._names:
                    raise ValueError(f"two metrics are called {name!r}")
                self._names[name] = one

    def named(self, name: str) -> Definition | None:
        """The definition of that id or other name."""
        return self._names.get(name)

    def names(self) -> Iterable[str]:
        """Every name that is known."""
        return self._names

    def at(self, address: str) -> tuple[Definition, str] | None:
        """The definition of the number at `address`, and the formula that holds there; None: nobody defined it."""
        found = self._exact(address)
        if found is not None:
            return found
        for one in self.all:
            for pattern, formula in one.cells.items():
                if "*" in pattern and fnmatchcase(address, pattern):
                    return one, formula
        return None

    def _exact(self, address: str) -> tuple[Definition, str] | None:
        return next(((one, one.cells[address]) for one in self.all if address in one.cells), None)


@cache
def registry() -> Registry:
    """The program's own."""
    return Registry(all=DEFINITIONS)
