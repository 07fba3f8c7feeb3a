"""The rows of an export as posts: a hundred thousand at a time, so each row is walked once and cells are looked up by place.

A cell that cannot be read is named and its count is missing; nothing is mended. A row that is no post of ours is left out
and counted. What the file itself adds up is compared, and a difference is told.
"""

from collections.abc import Callable, Sequence
from functools import partial
from operator import itemgetter
from typing import Any

from scheduler.campaigns.exports import moments, sheets, totals
from scheduler.campaigns.exports.columns import Table, filled
from scheduler.campaigns.exports.made import Made
from scheduler.campaigns.exports.numbers import count, counted
from scheduler.campaigns.handwriting import Order
from scheduler.campaigns.handwriting import numbers as pair
from scheduler.model.cells import letters, unguarded
from scheduler.model.notice import Notice, Severity, Where
from scheduler.model.past import COUNTED, Field, Left, Sent
from scheduler.model.spelling import Misspelt, folded
from scheduler.model.spelling import zone as spelt_zone
from scheduler.patterns import lazy_pattern

SHOWN = 12
"""Cells of one kind of fault that are named; the rest is counted."""
NEAR = 36 * 3600 * 1_000_000
TOTALS = frozenset({"total", "totals", "totaux", "total general", "grand total", "somme", "sum", "ensemble"})
_LOST = lazy_pattern(r"\d(?:[.,]\d+)?[eE]\+?\d+")
TOTAL_BEGINS = frozenset({one[0] for one in TOTALS} | {one[0].upper() for one in TOTALS})
MORE = (Field.ACCOUNT, Field.NETWORK, Field.CAMPAIGN, Field.POST, Field.THEME, Field.CATEGORY)
"""What few tables say of a post, in the order of the last fields of `Sent`."""
NOTHING = [""]
LESS = ("",) * (len(MORE) - 1)
_made = partial(tuple.__new__, Sent)
STEP = 5_000
"""Rows between two reports of progress."""


def order_of(table: Table, asked: Order | None) -> Order | None:
    """How the dates of a table are meant: as asked, else as its own dates prove; None where nothing tells."""
    place = table.place(Field.DATE)
    if asked is not None or place < 0 or not any(pair(row[place]) for _, row in filled(table) if place < len(row)):
        return asked
    day = month = False
    for _, cells in sheets.after(table.sheet, table.row):
        found = pair(cells[place]) if place < len(cells) else None
        if found:
            day, month = day or found[0] > 12, month or found[1] > 12
    return (Order.DAY if day else Order.MONTH) if day != month else None


def read(
    table: Table, *, zone: str, order: Order | None, file: str, told: Callable[[int], None] = lambda _: None
) -> Made:
    """Every row of `table`. `zone` is that of hours that name none; `told` hears how many rows are done."""
    made = Made()
    _Reader(table, made, zone, order, file).read(told)
    return made


class _Reader:
    """Reads one table. What a row costs, a hundred thousand cost: so its places are looked up once, and most cells not at all."""

    def __init__(self, table: Table, made: Made, zone: str, order: Order | None, file: str) -> None:
        self.table, self.made, self.file = table, made, file
        self.layout = table.layout
        self.order = order
        self.moment = moments.Reader(zone, order)
        self.by_zone = {zone: self.moment, "": self.moment}
        # A cell of nothing is put at the end of each row: a field that has no column is read there.
        self.at = {one: table.place(one) for one in Field}
        self.counts = itemgetter(*(self.at[one] for one in COUNTED))
        self.named = itemgetter(*(self.at[one] for one in (Field.TEXT, Field.ID, Field.URL)))
        self.owner, self.tags, self.zone = (self.at[one] for one in (Field.OWNER, Field.HASHTAGS, Field.ZONE))
        self.exact = self.layout.moment if self.layout else None
        self.date = self.at[Field.DATE]
        self.known = self.moment.known
        self.by_day = self.at[Field.HOUR] < 0 and self.zone < 0
        """Whether one cell says all of when a post went out."""
        self.answers = self.layout.answers if self.layout else None
        self.leaves = bool(self.layout and (self.layout.lifetime or self.layout.kinds))
        self.last = max(one.place for one in table.columns)
        self.more = any(self.at[one] >= 0 for one in MORE)
        self.plain = bool(table.sheet.encoding)
        """Whether every cell is text."""
        self.seen: set[str] = set()
        self.missed: list[tuple[int | None, ...]] = []

    def read(self, told: Callable[[int], None]) -> None:
        total: tuple[int, Sequence[Any]] | None = None
        append, last, first = self.made.posts.append, self.last, self.at[Field.DATE]
        make = self._sent
        for done, (number, cells) in enumerate(sheets.after(self.table.sheet, self.table.row)):
            row: list[Any] = cells if type(cells) is list else [*cells]
            row += [""] * (last - len(row) + 2) if len(row) <= last else NOTHING
            if not done % STEP:
                told(done)
            if not row[first] and not any(row):
                continue
            start = row[0] or row[first]
            if isinstance(start, str) and start[:1] in TOTAL_BEGINS and _is_total(start):
                total = (number, row)
                continue
            sent = make(number, row)
            if sent is not None:
                append(sent)
        totals.compare(self.table, self.made, total, self.missed, self.file)

    def _sent(self, number: int, row: Sequence[Any]) -> Sent | None:
        layout = self.layout
        counts = self._counts(number, row)
        text, remote, url = self.named(row)
        if self.plain:
            remote, url = remote.strip(), url.strip()
        else:
            text, remote, url = str(text or ""), _word(remote), _word(url)
        if text[:1] == "'":
            text = unguarded(text)
        if remote and not remote.isdecimal() and _LOST.fullmatch(remote):
            self._fault("arrival-id-lost", Field.ID, number, given=remote)
            remote = ""
        known = remote or url
        left = Left.REPLY if self.answers and self.answers(text) else self._left(row) if self.leaves else None
        if left is None and known in self.seen and known:
            left = Left.TWICE
        if left is not None:
            instant = None
        elif self.by_day and (said := self.known.get(row[self.date])) is not None:
            instant = self._exact(known, said) if self.exact else said
        else:
            instant = self._moment(number, row, known)
        if instant is None:
            self.made.left[left or Left.UNDATED] += 1
            self.missed.append(counts)
            return None
        self.seen.add(known)
        if layout and layout.remote:
            remote = layout.remote(remote, _word(row[self.owner]) if self.owner >= 0 else "", url)
        if self.tags >= 0:
            text = f"{text} {row[self.tags] or ''}"
        whole = (number, instant[0], remote, url, text, counts, "", instant[1])
        return _made(whole + self._more(row)) if self.more else _made(whole + LESS)

    def _more(self, row: Sequence[Any]) -> tuple[str, ...]:
        account, network, *rest = (_word(row[self.at[one]]) for one in MORE)
        return (account or network, *rest)

    def _left(self, row: Sequence[Any]) -> Left | None:
        layout = self.layout
        if layout is None:
            return None
        if layout.lifetime and (period := row[self.at[Field.PERIOD]]) and _plain(period) not in layout.lifetime:
            return Left.PERIOD
        return layout.kinds.get(_plain(row[self.at[Field.KIND]])) if layout.kinds else None

    def _counts(self, number: int, row: Sequence[Any]) -> tuple[int | None, ...]:
        try:
            return tuple(map(count, self.counts(row)))
        except (Misspelt, TypeError, AttributeError):  # a workbook's number, or a cell that must be named
            cells = zip(COUNTED, self.counts(row), strict=True)
            return tuple([self._counted(number, one, cell) for one, cell in cells])

    def _counted(self, number: int, which: Field, cell: Any) -> int | None:
        try:
            return counted(cell)
        except Misspelt as wrong:
            self._fault(wrong.code, which, number, **wrong.arguments)
            return None

    def _moment(self, number: int, row: Sequence[Any], known: str) -> moments.Moment | None:
        """By the post's id where that says it and the date does not contradict it, else by the date."""
        cell: Any = row[self.date]
        try:
            if self.at[Field.HOUR] >= 0:
                cell = moments.joined(cell, row[self.at[Field.HOUR]])
            said = self.moment(cell) if self.zone < 0 else self._reader(row[self.zone])(cell)
        except Misspelt as wrong:
            if self.exact and (exact := self.exact(known)) is not None:
                return exact, False
            self._fault(wrong.code, Field.DATE, number, **wrong.arguments)
            return None
        return self._exact(known, said) if self.exact else said

    def _exact(self, known: str, said: moments.Moment) -> moments.Moment:
        """The instant in a post's id, where it lies near its date: a day alone is noon in some zone, so a day and a half."""
        exact = self.exact(known) if self.exact else None
        return (exact, False) if exact is not None and -NEAR < exact - said[0] < NEAR else said

    def _reader(self, zone: Any) -> moments.Reader:
        """How dates of one zone are read, where a column names it."""
        name = zone.strip() if isinstance(zone, str) else ""
        if name not in self.by_zone:
            self.by_zone[name] = moments.Reader(spelt_zone(name), self.order)
        return self.by_zone[name]

    def _fault(self, code: str, which: Field, number: int, **arguments: object) -> None:
        self.made.faults[code] += 1
        if self.made.faults[code] > SHOWN:
            return
        column = next((one for one in self.table.columns if one.field is which), None)
        place = column.place + 1 if column else 1
        about = f"{self.table.sheet.name}!{letters(place)}{number}" + (f" ({column.heading})" if column else "")
        where = Where(file=self.file, line=number, column=place)
        severity = Severity.WARNING
        self.made.notices.append(Notice(severity=severity, code=code, where=where, subject=about, arguments=arguments))


def _is_total(first: str) -> bool:
    return len(first) <= 16 and folded(first.strip(" :")).replace("_", " ") in TOTALS


def _word(cell: Any) -> str:
    """A cell as a word. A workbook keeps a long number as one that has lost its last digits: it is shown as such."""
    if isinstance(cell, str):
        return cell.strip()
    if isinstance(cell, float):
        return str(int(cell)) if cell.is_integer() and abs(cell) < 2**53 else f"{cell:e}"
    return "" if cell is None else str(cell)


def _plain(cell: Any) -> str:
    return folded(str(cell or "").strip()).replace("_", " ")
