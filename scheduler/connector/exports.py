"""What networks let people take home: `EXPORTS` of a network's module, or of the module `exports` beside its connector."""

import importlib
from collections.abc import Iterable, Iterator
from importlib.util import find_spec

from scheduler.connector.discover import PACKAGE
from scheduler.model.past import Archive, Export, Layout, Refused


def known(networks: Iterable[str]) -> Iterator[tuple[str, Export]]:
    """(network, export) of each that the shipped `networks` declare, in their order."""
    for name in networks:
        module = f"{PACKAGE}.{name}"
        spec = find_spec(module)
        if spec is None:
            continue
        if spec.submodule_search_locations is not None:
            module = f"{module}.exports"
            if find_spec(module) is None:
                continue
        for one in getattr(importlib.import_module(module), "EXPORTS", ()):
            yield name, one


def layouts(networks: Iterable[str]) -> list[tuple[str, Layout]]:
    """The tables."""
    return [(name, one) for name, one in known(networks) if isinstance(one, Layout)]


def archives(networks: Iterable[str]) -> list[tuple[str, Archive | Refused]]:
    """The containers."""
    return [(name, one) for name, one in known(networks) if isinstance(one, Archive | Refused)]
