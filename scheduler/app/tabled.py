"""Numbers by day out of a CSV file: visits of a site, or one series. A cell that cannot be read is named by its line.

Nothing of a file with such a cell is taken: what is guessed today is a finding tomorrow. An empty cell is a day that was not
counted, not a zero.
"""

import csv
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from scheduler.errors import Problem
from scheduler.model.notice import Notice, Where, error
from scheduler.model.spelling import folded
from scheduler.model.surroundings import GOAL, VISITS

DAY = ("date", "day", "jour")
CAMPAIGN = ("campaign", "campagne", "utm_campaign")
CONTENT = ("content", "contenu", "utm_content")
VISITED = ("visits", "visites", "sessions", "nb_visits")
VALUE = ("value", "valeur", "nombre", "number")
REACHED = ("goal", "but", "objectif")
_ISO = re.compile(r"(\d{4})-(\d{2})-(\d{2})")
_WRITTEN = re.compile(r"(\d{1,2})[/.](\d{1,2})[/.](\d{4})")
_NUMBER = re.compile(r"[+-]?\d+(?:[.,]\d+)?")
_THOUSANDS = re.compile(r"[+-]?\d{1,3}(?:[.,]\d{3})+")
SHOWN = 20
"""Faults of one file that are named."""


class Unreadable(Problem):
    """A file of which nothing was taken; `notices` names its cells."""

    def __init__(self, path: Path, notices: Sequence[Notice]) -> None:
        super().__init__("tabled-unreadable", where=str(path), n=len(notices))
        self.notices = tuple(notices[:SHOWN])


@dataclass(frozen=True, slots=True, kw_only=True)
class Cell:
    """A number of a day."""

    series: str
    day: date
    value: float
    campaign: str = ""
    content: str = ""


@dataclass(slots=True)
class _Table:
    path: Path
    names: list[str]
    """Its columns, folded so that a capital or an accent makes no difference."""
    written: list[str]
    """The same as they are written."""
    rows: list[tuple[int, list[str]]]
    notices: list[Notice] = field(default_factory=list)

    def place(self, *wanted: str) -> int | None:
        return next((place for place, name in enumerate(self.names) if name in wanted), None)

    def say(self, line: int, place: int, code: str, **arguments: object) -> None:
        where = Where(file=str(self.path), line=line, column=place + 1)
        self.notices.append(error(code, where, column=self.written[place], **arguments))

    def number(self, line: int, place: int, text: str) -> float | None:
        """The number of a cell; None where it is empty, or none (then that is said)."""
        plain = re.sub(r"[\s\u00a0\u202f\u2009]", "", text)
        if not plain:
            return None
        if not _NUMBER.fullmatch(plain) or _THOUSANDS.fullmatch(plain):
            self.say(line, place, "tabled-number", given=text[:40])
            return None
        return float(plain.replace(",", "."))

    def day(self, line: int, place: int, text: str) -> date | None:
        """The day of a cell: 2027-06-07, or 7/6/2027 (the day first)."""
        iso, written = _ISO.fullmatch(text.strip()), _WRITTEN.fullmatch(text.strip())
        try:
            if iso:
                return date(int(iso[1]), int(iso[2]), int(iso[3]))
            if written:
                return date(int(written[3]), int(written[2]), int(written[1]))
        except ValueError:
            pass
        self.say(line, place, "tabled-day", given=text[:40])
        return None


def visits(path: Path) -> list[Cell]:
    """Visits by day, of the site or by campaign and content, with goals (`goal: NAME`). Raises `Unreadable`.

    A campaign whose rows have contents gets its own sum, where the file does not tell it.
    """
    table = _opened(path)
    counts = {VISITS: table.place(*VISITED, *VALUE)} | dict(_goals(table))
    found = list(_cells(table, {name: place for name, place in counts.items() if place is not None}))
    if counts[VISITS] is None:
        raise Problem("tabled-no-column", where=str(path), wanted=VISITED[0], given=table.written)
    return _summed(_sound(table, found))


def series(path: Path, name: str) -> list[Cell]:
    """One series, `name`: a day and a number a line. Raises `Unreadable`."""
    table = _opened(path)
    place = table.place(folded(name), *VALUE)
    others = [one for one in range(len(table.names)) if table.names[one] not in DAY]
    if place is None and len(others) == 1:
        place = others[0]
    if place is None:
        raise Problem("tabled-no-column", where=str(path), wanted=VALUE[0], given=table.written)
    return _sound(table, list(_cells(table, {name: place})))


def _opened(path: Path) -> _Table:
    try:
        data = path.read_bytes()
    except OSError as failed:
        raise Problem("file-unreadable", where=str(path), reason=failed.strerror or type(failed).__name__) from failed
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = data.decode("cp1252", errors="replace")
    first = text.split("\n", 1)[0]
    mark = max(";\t,", key=first.count)
    reader = csv.reader(text.splitlines(), delimiter=mark)
    rows = [(reader.line_num, row) for row in reader if any(cell.strip() for cell in row)]
    written = [one.strip() for one in rows[0][1]] if rows else []
    names = [folded(one) for one in written]
    table = _Table(path=path, names=names, written=written, rows=rows[1:])
    if table.place(*DAY) is None:
        raise Problem("tabled-no-column", where=str(path), wanted=DAY[0], given=written)
    return table


def _goals(table: _Table) -> Iterator[tuple[str, int]]:
    for place, name in enumerate(table.written):
        word, colon, rest = name.partition(":")
        if colon and folded(word.strip()) in REACHED and rest.strip():
            yield f"{GOAL}{' '.join(rest.split())}", place


def _cells(table: _Table, counts: Mapping[str, int]) -> Iterator[Cell]:
    at, campaign, content = table.place(*DAY), table.place(*CAMPAIGN), table.place(*CONTENT)
    seen: set[tuple[str, str, date]] = set()
    assert at is not None
    for line, given in table.rows:
        row = [*given, *[""] * (len(table.names) - len(given))]
        day = table.day(line, at, row[at])
        about = ["" if place is None else row[place].strip() for place in (campaign, content)]
        if day is not None:
            key = (about[0], about[1], day)
            if key in seen:
                table.say(line, at, "tabled-twice", given=row[at][:40])
            seen.add(key)
        for name, place in counts.items():
            value = table.number(line, place, row[place])
            if value is not None and value < 0 and (name == VISITS or name.startswith(GOAL)):
                table.say(line, place, "tabled-number", given=row[place][:40])
            elif value is not None and day is not None:
                yield Cell(series=name, day=day, value=value, campaign=about[0].casefold(), content=about[1])


def _sound(table: _Table, found: list[Cell]) -> list[Cell]:
    if table.notices:
        raise Unreadable(table.path, table.notices)
    if not found:
        raise Problem("tabled-empty", where=str(table.path))
    return found


def _summed(found: list[Cell]) -> list[Cell]:
    told = {(one.series, one.campaign, one.day) for one in found if one.campaign and not one.content}
    sums: dict[tuple[str, str, date], float] = {}
    for one in found:
        key = (one.series, one.campaign, one.day)
        if one.campaign and one.content and key not in told:
            sums[key] = sums.get(key, 0.0) + one.value
    more = [
        Cell(series=series, day=day, value=value, campaign=campaign) for (series, campaign, day), value in sums.items()
    ]
    return found + more
