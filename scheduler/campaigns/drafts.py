"""Posts as the rows of a table say them, and which rows are one post."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, time
from typing import Any

from scheduler.campaigns.handwriting import Order
from scheduler.campaigns.headings import Column, Table
from scheduler.model.cells import letters
from scheduler.model.notice import Notice, Severity, Where
from scheduler.model.spelling import slugged


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """One post as its row says it; `only` is empty for everywhere. `row` and `places` lead back to its cells."""

    row: int
    sheet: str
    places: Mapping[str, Column]
    day: date | None
    hour: time | None
    between: tuple[time, time] | None = None
    id: str = ""
    given_id: bool = False
    text: str = ""
    link: str = ""
    hashtags: tuple[str, ...] = ()
    pictures: tuple[tuple[str, str], ...] = ()
    """File and alternative text."""
    credit: str = ""
    rights: str = ""
    only: tuple[str, ...] = ()
    own: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)
    """What one network or account is given instead: its text, its hour."""
    note: str = ""
    category: str = ""
    minutes: int | None = None
    warning: str = ""
    draft: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Theme:
    """What one day is about."""

    name: str = ""
    hashtags: tuple[str, ...] = ()
    row: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Terms:
    """What rows are read with: how dates are meant, the networks by account, and how a picture is found by its name."""

    order: Order | None
    networks: Mapping[str, str]
    picture: Callable[[str], str]
    """The path of a picture as a campaign file names it. Raises `Misspelt` where there is none, or several."""


@dataclass(slots=True)
class Made:
    """What came of all sheets."""

    file: str
    posts: list[Draft] = field(default_factory=list)
    days: dict[date, Theme] = field(default_factory=dict)
    notices: list[Notice] = field(default_factory=list)


def place(
    made: Made, table: Table, row: int, column: Column | None, code: str, severity: Severity, **arguments: object
) -> None:
    """Note what a cell has wrong, by its sheet, its name there and its heading."""
    at = column.place + 1 if column else 1
    cell = f"{letters(at)}{row}" if column else str(row)
    about = f"{table.grid.name}!{cell}" + (f" ({column.heading})" if column else "")
    where = Where(file=made.file, line=row, column=at)
    made.notices.append(Notice(severity=severity, code=code, where=where, subject=about, arguments=arguments))


def joined(made: Made, table_of: Callable[[Draft], Table]) -> list[Draft]:
    """The posts with names of their own; rows that bear the same one and other accounts are one post, as an export writes it."""
    taken = {one.id for one in made.posts if one.given_id}
    found: dict[str, Draft] = {}
    for one in made.posts:
        if not one.given_id:
            name = _free(slugged(" ".join((one.text or "post").split()[:4]), 24) or "post", taken)
            taken.add(name)
            found[name] = replace(one, id=name)
        elif one.id not in found:
            found[one.id] = one
        elif (whole := _together(found[one.id], one)) is not None:
            found[one.id] = whole
        else:
            other = found[one.id]
            column = one.places.get("id")
            place(made, table_of(one), one.row, column, "cell-id-twice", Severity.ERROR, given=one.id, other=other.row)
    return list(found.values())


def _free(name: str, taken: set[str]) -> str:
    number, free = 1, name
    while free in taken:
        number += 1
        free = f"{name}-{number}"
    return free


def _together(first: Draft, other: Draft) -> Draft | None:
    """Both as one post; None where they differ in more than what one network may be given instead."""
    same = (first.day, first.between, first.note, first.category, first.draft) == (
        other.day,
        other.between,
        other.note,
        other.category,
        other.draft,
    )
    if not same or not first.only or not other.only or set(first.only) & set(other.only):
        return None
    given: dict[str, Any] = {}
    for name, mine, its in (
        ("text", first.text, other.text),
        ("at", first.hour, other.hour),
        ("link", first.link, other.link),
    ):
        if mine != its:
            if not its:
                return None
            given[name] = its
    if first.pictures != other.pictures:
        given["media"] = other.pictures
    own = {**first.own, **other.own, **(dict.fromkeys(other.only, given) if given else {})}
    return replace(first, only=(*first.only, *other.only), own=own)
