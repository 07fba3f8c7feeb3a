"""Every number of a report by its address: `weeks/2027-W23/engagement`, `figures/engagement/ordinary/high`.

An address is the way through the report's fields, with a line of a table named by what it is about instead of by its place. It
stays the same when lines are added, so that a sheet, a page and `scheduler why` speak of the same number.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, fields, is_dataclass
from datetime import date, timedelta
from functools import cache
from typing import Any, Union, get_args, get_origin, get_type_hints

from scheduler.model.figure import Finding
from scheduler.model.spelling import slugged

KEYS = (
    *("tag", "label", "day", "metric", "circle", "key", "by", "account", "network", "name", "content", "campaign"),
    *("theme", "source", "kind", "first"),
)
"""The fields that name a line of a table, the first that it has; a line without any is named by its number."""
NAMED = {"": "none", "*": "everyday"}
Number = int | float


@dataclass(frozen=True, slots=True, kw_only=True)
class Numbered:
    """One number of a report; None is one that could not be had."""

    address: str
    value: Number | None


def numbers(value: object, above: str = "") -> Iterator[Numbered]:
    """Every number within `value` (a report or a part of one), in the order of its fields. Durations count as hours.

    Sentences are left out: what they name stands elsewhere as a number.
    """
    if not is_dataclass(value) or isinstance(value, type | Finding):
        return
    for one in fields(value):
        address = f"{above}/{one.name}" if above else one.name
        yield from _within(getattr(value, one.name), address, numeric=one.name in numeric(type(value)))


def _within(value: Any, address: str, *, numeric: bool) -> Iterator[Numbered]:
    if isinstance(value, bool | str):
        return
    if isinstance(value, timedelta):
        yield Numbered(address=address, value=value / timedelta(hours=1))
    elif isinstance(value, int | float) or (value is None and numeric):
        yield Numbered(address=address, value=value)
    elif isinstance(value, Mapping):
        for key, inner in value.items():
            yield from _within(inner, f"{address}/{word(key)}", numeric=numeric)
    elif isinstance(value, tuple | list):
        for key, inner in paired(value):
            yield from _within(inner, f"{address}/{key}", numeric=True)
        for name, line in keyed(value):
            yield from numbers(line, f"{address}/{name}")
    else:
        yield from numbers(value, address)


def paired(lines: Iterable[object]) -> Iterator[tuple[str, Any]]:
    """(name, number) of each pair among `lines`: a series by day or by age, ages in hours."""
    for line in lines:
        if isinstance(line, tuple) and len(line) == 2 and isinstance(line[0], date | timedelta):
            key, value = line
            yield (f"{key / timedelta(hours=1):g}" if isinstance(key, timedelta) else word(key)), value


def keyed(lines: Iterable[object]) -> Iterator[tuple[str, object]]:
    """Each line of a table with the name that addresses give it; the second of one name has `~2` behind it."""
    seen: dict[str, int] = {}
    for number, line in enumerate(lines, 1):
        name = _named(line, number)
        seen[name] = seen.get(name, 0) + 1
        yield (name if seen[name] == 1 else f"{name}~{seen[name]}"), line


def _named(line: object, number: int) -> str:
    own = {one.name for one in fields(line)} if is_dataclass(line) else set()
    if {"by", "weeks"} <= own:
        by, weeks = getattr(line, "by"), getattr(line, "weeks")  # noqa: B009 - a line of any table
        return f"{weeks}-weeks" if by == "weeks" else word(by)
    if {"first", "last"} <= own and not own & set(KEYS[:-1]):
        return f"{getattr(line, 'first')}-{getattr(line, 'last')}"  # noqa: B009 - as above
    for key in KEYS:
        value = getattr(line, key, None)
        if key in own and value is not None:
            return str(value) if key == "tag" else word(value)
    return str(number)


def word(value: object) -> str:
    """A value as a word of an address."""
    text = str(value)
    return NAMED.get(text) or (text if text.isascii() and " " not in text and "/" not in text else slugged(text))


def numeric(kind: Any) -> frozenset[str]:
    """The fields of a dataclass that may hold a number: where None stands, a number is missing."""
    return _numeric(kind)


@cache
def _numeric(kind: Any) -> frozenset[str]:
    return frozenset(name for name, hint in get_type_hints(kind).items() if _holds_number(hint))


def worded(kind: Any) -> frozenset[str]:
    """The fields of a dataclass that hold any number of words: names of networks, hashtags, sums of money."""
    return _worded(kind)


@cache
def _worded(kind: Any) -> frozenset[str]:
    hints = get_type_hints(kind).items()
    return frozenset(name for name, hint in hints if get_origin(hint) is tuple and _of_words(get_args(hint)[0]))


def _of_words(hint: Any) -> bool:
    return hint is str or (get_origin(hint) is tuple and set(get_args(hint)) == {str})


def _holds_number(hint: object) -> bool:
    if get_origin(hint) in {Union, type(int | None)}:
        return any(_holds_number(one) for one in get_args(hint))
    return hint in {int, float, timedelta}
