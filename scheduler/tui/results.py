"""The lines of a campaign's results: key figures with verdicts, the weeks over the ordinary ones, objectives, limits. Pure.

Words and numbers are those of the report: what is drawn here differently is said there in the same words.
"""

from collections.abc import Iterator, Sequence

from scheduler.model.report import Kind, Metric, Report, Role, Verdict, WeekRow
from scheduler.plain import one_line
from scheduler.render import report_tables as tables
from scheduler.render.days import day_name
from scheduler.render.report_page import Cell, Table
from scheduler.render.report_pictures import week_label
from scheduler.render.report_sections import page
from scheduler.render.report_terminal import strip
from scheduler.render.report_words import MARKS, Words, decimals
from scheduler.sentences import label
from scheduler.tui.cells import cells, fit, unbroken, width, wrapped
from scheduler.tui.widgets.listing import Item, Piece

TOKENS = {Verdict.MORE: "awaiting", Verdict.ORDINARY: "accent", Verdict.LESS: "awaiting", Verdict.TOO_LITTLE: "muted"}
ROLES = {Role.OPERATION: "published", Role.AFTER: "accent"}
LEAST_BAR = 16
DRAWN = 100
"""Columns from which the small pictures in the table of key figures have room."""


def lines(report: Report, language: str, wide: int) -> list[Item]:
    """All of it, `wide` columns wide, from the verdict in words to what cannot be said."""
    words = Words(language)
    whole = page(report, language)
    made: list[Item] = []
    if whole.banner:
        made.append(_item((f"! {one}", "awaiting", True) for one in wrapped(unbroken(whole.banner), wide - 2)))
    made.append(_item((one, "text", False) for one in wrapped(unbroken(whole.lead), wide)))
    made += _part(words, "figures", _table(tables.key_figures(words, report), wide), wide)
    made += _part(words, "weeks", _weeks(words, report, wide), wide)
    if (objectives := tables.objectives(words, report)) is not None:
        made += _part(words, "objectives", _stacked(objectives, wide), wide)
    cannot = [words.finding(one) for one in report.cannot]
    made += _part(words, "cannot", (line for one in cannot for line in _bullet(one, wide)), wide)
    return made


def _item(pieces: Iterator[Piece]) -> Item:
    return Item(key="", lines=(*((one,) for one in pieces), ()))


def _part(words: Words, name: str, rows: Iterator[tuple[Piece, ...]], wide: int) -> Iterator[Item]:
    """A part under its title; nothing where it has none."""
    found = tuple(rows)
    if found:
        title = f"── {words.say(f'report-section-{name}')} "
        yield Item(key="", lines=(((title.ljust(wide - 1, "─"), "accent", True),), *found, ()))


def _bullet(text: str, wide: int) -> Iterator[tuple[Piece, ...]]:
    for n, one in enumerate(wrapped(unbroken(text), wide - 4)):
        yield ((f"{' ' if n else '·'} {one}", "text", False),)


# -- tables


def _table(table: Table, wide: int) -> Iterator[tuple[Piece, ...]]:
    """Rows below their columns' titles; below each other where they do not fit."""
    kept = [n for n, column in enumerate(table.columns) if not (column.drawn and wide < DRAWN)]
    shown = [[_shown(row[n]) for n in kept] for row in table.rows]
    columns = [table.columns[n] for n in kept]
    sizes = [max(width(cells(one.title)), *(width(row[n]) for row in shown)) for n, one in enumerate(columns)]
    if sum(sizes) + 2 * len(sizes) > wide:
        yield from _stacked(table, wide)
        return

    def laid(texts: Sequence[str]) -> list[str]:
        return [
            f"{' ' * (size - width(text))}{text}  " if column.number else f"{text}{' ' * (size - width(text))}  "
            for text, size, column in zip(texts, sizes, columns, strict=True)
        ]

    yield tuple((one, "muted", False) for one in laid([cells(one.title) for one in columns]))
    for row, texts in zip(table.rows, shown, strict=True):
        yield tuple((text, _token(row[n]), row[n].strong) for n, text in zip(kept, laid(texts), strict=True))


def _stacked(table: Table, wide: int) -> Iterator[tuple[Piece, ...]]:
    """A row's name, then what is said of it under the titles of its columns, verdicts last."""
    for row in table.rows:
        yield ((_shown(row[0]), "text", True),)
        said = [
            f"{unbroken(column.title).lower()} {_shown(cell)}"
            for column, cell in zip(table.columns[1:], row[1:], strict=True)
            if not column.drawn and cell.verdict is None and (cell.text or cell.more)
        ]
        yield from (((f"  {one}", "muted", False),) for one in wrapped(" · ".join(said), wide - 4))
        yield from (((f"  {_shown(cell)}", _token(cell), True),) for cell in row[1:] if cell.verdict is not None)


def _shown(cell: Cell) -> str:
    if cell.strip:
        return strip(*cell.strip)
    sign = f"{MARKS[cell.verdict]} " if cell.verdict else ""
    return sign + " ".join(unbroken(one) for one in (cell.text, cell.more) if one)


def _token(cell: Cell) -> str:
    return TOKENS[cell.verdict] if cell.verdict else "accent" if cell.strip else "text"


# -- the weeks


def _weeks(words: Words, report: Report, wide: int) -> Iterator[tuple[Piece, ...]]:
    """A bar a week, engagement per post, over the band of ordinary weeks."""
    figure = report.figure(Metric.ENGAGEMENT)
    given = [row.per_post for row in report.weeks if row.per_post is not None]
    if len(report.weeks) < 2 or not given:
        return
    band = (figure.ordinary.low, figure.ordinary.middle, figure.ordinary.high) if figure.ordinary else None
    top = max(*given, *(band or ()), 0.0) * 1.05 or 1.0
    heads = [_head(words, row) for row in report.weeks]
    numbers = [words.optional(row.per_post, Kind.RATE) for row in report.weeks]
    posts = [words.say("report-n-posts", n=row.posts) for row in report.weeks]
    left, middle, right = (max(map(width, some)) for some in (heads, numbers, posts))
    # Where there is little room the number of posts gives way: a bar of three cells says nothing.
    told = wide - left - middle - right - 8 >= LEAST_BAR
    room = max(wide - left - middle - (right + 8 if told else 7), 4)
    yield ((cells(words.say("report-metric-engagement")), "muted", False),)
    for row, head, number, many in zip(report.weeks, heads, numbers, posts, strict=True):
        token, strong = ROLES.get(row.role, "muted"), row.role is Role.OPERATION
        yield (
            (f"{'▸' if strong else ' '} {fit(head, left)}  ", token if strong else "text", strong),
            (_bar(row.per_post, band, top, room), token, strong),
            (f" {' ' * (middle - width(number))}{number}  ", "text", strong),
            (many if told else "", "muted", False),
        )
    if band is not None:
        kind = decimals(figure)
        low, high = (words.number(one, kind) for one in (band[0], band[2]))
        legend = label("viewing-results-band", words.language, range=words.range(low, high))
        yield from (((one, "muted", False),) for one in wrapped(unbroken(f"░ {legend}"), wide))


def _head(words: Words, row: WeekRow) -> str:
    if row.role is Role.OTHER and row.title:
        return fit(cells(one_line(row.title)), 22).rstrip()
    return f"{cells(week_label(words, row))} {day_name(row.first, 'short', words.language)}"


def _bar(value: float | None, band: tuple[float, float, float] | None, top: float, room: int) -> str:
    """`████▓▓▓┊░░`: what was reached, over the ordinary range with its middle; the band stays visible below the bar."""

    def at(number: float) -> int:
        return min(room - 1, int(number / top * room))

    low, middle, high = map(at, band) if band else (room, room, -1)
    reached = -1 if value is None else at(value) if value else -1
    return "".join(
        "┊"
        if place == middle and place > reached
        else ("▓" if low <= place <= high else "█")
        if place <= reached
        else "░"
        if low <= place <= high
        else " "
        for place in range(room)
    )
