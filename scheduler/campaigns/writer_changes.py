"""What may be asked of `writer`: five changes, as values; and what each means, told in values instead of in text."""

import copy
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, TypeAlias, cast

Place: TypeAlias = tuple[str | int, ...]
"""Keys and numbers that lead from the whole file to one part of it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Put:
    """`value` at `place`. A key that is not there comes behind the first of the keys `behind` that is, else last.

    Keys above it that are not there are made, too. Blanks around a text are not told apart: the reader takes them off.
    """

    place: Place
    value: str
    behind: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Take:
    """The key at `place` goes, with its value; or the item, where its list has others."""

    place: Place


@dataclass(frozen=True, slots=True, kw_only=True)
class Carry:
    """The item at `place` becomes the item `number` of the list at `to`, another one, which is made where it is not there.

    Comments right above the item go with it.
    """

    place: Place
    to: Place
    number: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Copy:
    """The item at `place` stands a second time, right behind itself."""

    place: Place


@dataclass(frozen=True, slots=True, kw_only=True)
class Add:
    """An item `key: value` becomes the item `number` of the list at `place`, which is made where it is not there.

    The list comes behind the first of the keys `behind` that is there, else last. `flat`: in braces on one line, best where all
    that is put into it later is short.
    """

    place: Place
    number: int
    key: str
    value: str
    flat: bool = True
    behind: tuple[str, ...] = ()


Change: TypeAlias = Put | Take | Carry | Copy | Add


def meant(plain: Any, change: Change) -> Any:
    """What the file says after `change`; `plain`, what it says before, is used up. Nonsense raises LookupError or TypeError."""
    return _MEANT[type(change)](plain, change)


def part(whole: Any, place: Place) -> Any:
    """What stands at `place` of a file's values."""
    for step in place:
        whole = whole[step]
    return whole


def _mean_put(plain: Any, change: Put) -> Any:
    whole = plain
    for step in change.place[:-1]:
        if isinstance(step, str) and not isinstance(whole.get(step), dict | list):
            if whole.get(step):
                raise TypeError(step)
            whole[step] = {}
        whole = whole[step]
    if isinstance(whole.get(change.place[-1], "") if isinstance(whole, dict) else "", dict | list):
        raise TypeError(change.place)
    whole[change.place[-1]] = change.value
    return plain


def _mean_take(plain: Any, change: Take) -> Any:
    del part(plain, change.place[:-1])[change.place[-1]]
    return plain


def _mean_carry(plain: Any, change: Carry) -> Any:
    item = part(plain, change.place[:-1]).pop(change.place[-1])
    above = part(plain, change.to[:-1])
    listed = above.get(change.to[-1]) or []
    listed.insert(change.number, item)
    above[change.to[-1]] = listed
    return plain


def _mean_copy(plain: Any, change: Copy) -> Any:
    listed = part(plain, change.place[:-1])
    number = cast("int", change.place[-1])
    listed.insert(number + 1, copy.deepcopy(listed[number]))
    return plain


def _mean_add(plain: Any, change: Add) -> Any:
    above = part(plain, change.place[:-1])
    listed = above.get(change.place[-1]) or []
    listed.insert(change.number, {change.key: change.value})
    above[change.place[-1]] = listed
    return plain


_MEANT: dict[type[Change], Callable[[Any, Any], Any]] = {
    Put: _mean_put,
    Take: _mean_take,
    Carry: _mean_carry,
    Copy: _mean_copy,
    Add: _mean_add,
}
