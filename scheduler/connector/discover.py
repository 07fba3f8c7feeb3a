"""Finds connectors by name: a module or package of `scheduler.networks`, or an entry point that the configuration allows."""

import importlib
import pkgutil
from collections.abc import Callable, Iterable
from functools import cache
from importlib.util import find_spec
from inspect import isabstract, isclass
from types import ModuleType
from typing import TYPE_CHECKING, TypeVar

from scheduler.connector.base import Connector
from scheduler.errors import Fault, Problem
from scheduler.model.network import Rules
from scheduler.model.spelling import nearest

if TYPE_CHECKING:
    from importlib.metadata import EntryPoint

Loaded = TypeVar("Loaded")

PACKAGE = "scheduler.networks"
GROUP = "scheduler.networks"


@cache
def _shipped() -> tuple[str, ...]:
    spec = find_spec(PACKAGE)
    places = spec.submodule_search_locations if spec else None
    return tuple(found.name for found in pkgutil.iter_modules(places or []) if not found.name.startswith("_"))


def _outside() -> "dict[str, EntryPoint]":
    from importlib.metadata import entry_points  # noqa: PLC0415 - 10 ms, and few calendars allow other packages

    return {point.name: point for point in entry_points(group=GROUP)}


def names(allowed: Iterable[str] = ()) -> tuple[str, ...]:
    """The networks that can be loaded, sorted; none of them is imported. `allowed` names the entry points that count."""
    listed = frozenset(allowed)
    outside = {name for name in _outside() if name in listed} if listed else set()
    return tuple(sorted({*_shipped(), *outside}))


def load(name: str, allowed: Iterable[str] = ()) -> type[Connector]:
    """Import the connector `name`, and no other.

    A shipped network cannot be replaced by an outside one. Raises `Problem` for a name that is unknown, not
    allowed or cannot be imported, and `Fault` where a shipped module does not hold exactly one connector.
    """
    listed = frozenset(allowed)
    if name in _shipped():
        return only_connector(_imported(name, lambda: importlib.import_module(f"{PACKAGE}.{name}")))
    point = _outside().get(name)
    if point is None:
        raise _unknown(name, listed)
    if name not in listed:
        raise Problem("network-not-allowed", name=name, package=point.value)
    found = _imported(name, point.load)
    if isclass(found) and issubclass(found, Connector):
        return found
    if isinstance(found, ModuleType):
        return only_connector(found)
    raise Problem("network-cannot-load", name=name, reason=point.value)


def rules(name: str, allowed: Iterable[str] = ()) -> Rules:
    """The rules that the network `name` declares. Raises as `load` does."""
    return load(name, allowed).rules


def only_connector(module: ModuleType) -> type[Connector]:
    """The one connector class that `module` defines; raises `Fault` for none or several."""
    own = {
        thing
        for thing in vars(module).values()
        if isclass(thing)
        and issubclass(thing, Connector)
        and not isabstract(thing)
        and thing.__module__.split(".")[: len(module.__name__.split("."))] == module.__name__.split(".")
    }
    if len(own) != 1:
        raise Fault("network-not-one-connector", name=module.__name__.rpartition(".")[2], found=len(own))
    return own.pop()


def _imported(name: str, do: Callable[[], Loaded]) -> Loaded:
    try:
        return do()
    except ImportError as problem:  # an optional package that is not installed
        raise Problem("network-cannot-load", name=name, reason=str(problem)) from problem


def _unknown(name: str, listed: frozenset[str]) -> Problem:
    known = names(listed)
    if meant := nearest(name, known):
        return Problem("unknown-network-meant", name=name, meant=meant)
    return Problem("unknown-network", name=name, known=known)
