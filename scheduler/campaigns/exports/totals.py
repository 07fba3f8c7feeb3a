"""What a file adds up itself, compared with its rows: a difference is told and never mended, since nobody knows which is right.

The figures that were published of one operation show why: its eight days add up to 373,214 where its total says 373,167.
Percentages were rounded when they were written, so a tenth of a point is no difference.
"""

from collections.abc import Sequence
from typing import Any

from scheduler.campaigns.exports import sheets
from scheduler.campaigns.exports.columns import Table
from scheduler.campaigns.exports.made import Made
from scheduler.campaigns.exports.numbers import counted, differs, share, strays
from scheduler.model.cells import letters
from scheduler.model.notice import Notice, Where, warning
from scheduler.model.past import COUNTED, Field
from scheduler.model.spelling import Misspelt

WHOLE = 100.0


def compare(
    table: Table,
    made: Made,
    total: tuple[int, Sequence[Any]] | None,
    left: Sequence[tuple[int | None, ...]],
    file: str,
) -> None:
    """Note each column whose total is another than its rows give, and how many rows add themselves up otherwise."""
    if total is not None:
        number, row = total
        every = [one.counts for one in made.posts] + [*left]
        for index, which in enumerate(COUNTED):
            place = table.place(which)
            published = _counted(row[place]) if place >= 0 else None
            given = [one[index] for one in every if one[index] is not None]
            found = sum(one for one in given if one is not None)
            if published is not None and differs(found, published):
                about = {"published": published, "found": found, "missing": len(every) - len(given)}
                made.notices.append(_told(table, "arrival-total-differs", number, place, file, **about))
        made.notices += _shares(table, total, file)
    _rows(table, made, file)


def _rows(table: Table, made: Made, file: str) -> None:
    """Rows whose own total is another than reactions, replies and shares together: only told, since others may count in it."""
    place = table.place(Field.TOTAL)
    if place < 0 or not (table.layout and Field.TOTAL in table.layout.headings):
        return
    by_row = {one.row: one.counts[:3] for one in made.posts if None not in one.counts[:3]}
    wrong = [
        number
        for number, cells in sheets.after(table.sheet, table.row)
        if number in by_row and place < len(cells)
        if (said := _counted(cells[place])) is not None and said != sum(one or 0 for one in by_row[number])
    ]
    if wrong:
        made.notices.append(_told(table, "arrival-rows-differ", wrong[0], place, file, n=len(wrong)))


def _shares(table: Table, total: tuple[int, Sequence[Any]], file: str) -> list[Notice]:
    """Columns of shares whose parts do not make their hundred."""
    number, row = total
    found = []
    for place, _ in table.unknown:
        published = share(row[place]) if place < len(row) else None
        if published is None or strays(WHOLE, published):
            continue  # an average of rates is no sum of them
        parts = [
            one
            for at, cells in sheets.after(table.sheet, table.row)
            if at != number and place < len(cells) and (one := share(cells[place])) is not None
        ]
        if parts and strays(sum(parts), published):
            about = {"published": published, "found": round(sum(parts), 2)}
            found.append(_told(table, "arrival-shares-differ", number, place, file, **about))
    return found


def _counted(cell: object) -> int | None:
    try:
        return counted(cell)
    except Misspelt:
        return None


def _told(table: Table, code: str, number: int, place: int, file: str, **arguments: object) -> Notice:
    about = f"{table.sheet.name}!{letters(place + 1)}{number} ({table.headings[place]})"
    return warning(code, Where(file=file, line=number, column=place + 1), subject=about, **arguments)
