"""The report on the terminal, through rich: plain text where nothing can be coloured. Text from outside is never markup."""

import io
from collections.abc import Iterator
from dataclasses import replace
from typing import TYPE_CHECKING

from scheduler.model.report import Verdict
from scheduler.render.report_page import (
    Block,
    Bullets,
    Cards,
    Cell,
    Chart,
    Column,
    Columns,
    Numbers,
    Page,
    Pair,
    Paragraph,
    Quotes,
    Table,
)
from scheduler.render.report_words import MARKS
from scheduler.render.unbroken import keep_words_whole

if TYPE_CHECKING:
    from rich.console import Console, RenderableType

STYLES = {Verdict.MORE: "bold red", Verdict.ORDINARY: "blue", Verdict.LESS: "bold red", Verdict.TOO_LITTLE: "dim"}
STRIP = 22
"""Columns of the small picture in the table of key figures."""
CROWDED = 7
"""From so many columns on a table may be too wide: cells are then set closer."""


def terminal(page: Page, *, width: int, colour: bool) -> str:
    """The whole page, `width` columns wide."""
    from rich.console import Console  # noqa: PLC0415 - no other format needs it

    keep_words_whole()
    out = io.StringIO()
    console = Console(
        file=out,
        width=width,
        color_system="standard" if colour else None,
        force_terminal=colour,
        highlight=False,
        markup=False,
        emoji=False,
        legacy_windows=False,
    )
    _head(console, page)
    for block in page.first:
        _print(console, block, page)
    for number, section in enumerate(page.sections, 1):
        console.print()
        console.print(f"{number}. {section.title}", style="bold")
        for block in section.blocks:
            _print(console, block, page)
    if page.closing:
        console.print()
        console.print(page.closing, style="dim")
    return "\n".join(line.rstrip() for line in out.getvalue().splitlines()) + "\n"


def _head(console: "Console", page: Page) -> None:
    console.print(page.kicker.upper(), style="red")
    console.print(page.heading, style="bold")
    console.print(page.meta, style="dim")
    console.print()
    if page.banner:
        console.print(f"! {page.banner}", style="bold red")
        console.print()
    console.print(page.first_title.upper(), style="red")
    console.print(page.lead + (f" [{page.badge}]" if page.badge else ""))


def _print(console: "Console", block: Block, page: Page) -> None:
    for part in _drawn(block, page, console.width):
        console.print()
        console.print(part)


def _drawn(block: Block, page: Page, width: int) -> Iterator["RenderableType"]:
    from rich.text import Text  # noqa: PLC0415 - as above

    badge = f" [{page.badge}]" if page.badge else ""
    match block:
        case Paragraph():
            yield Text(block.text, style="dim" if block.small else "")
        case Bullets():
            if block.title:
                yield Text(block.title, style="underline")
            yield _bullets(block)
        case Table():
            if block.caption:
                yield Text(block.caption + badge, style="dim")
            yield _table(block, width)
        case Chart():
            yield Text(f"{block.finding}.{badge}")
        case Cards() | Numbers() | Quotes():
            yield from _voices(block)
        case Columns():
            for column in block.blocks:
                yield from _drawn(column, page, width)
        case Pair():
            yield from _drawn(block.left, page, width)
            yield from _drawn(block.right, page, width)


def _voices(block: Cards | Numbers | Quotes) -> Iterator["RenderableType"]:
    from rich.text import Text  # noqa: PLC0415 - as above

    match block:
        case Cards():
            if block.cards:
                yield Text(block.title, style="underline")
            for card in block.cards:
                yield Text.assemble((card.title, "bold"), "\n", (f"{card.place}. {card.counts}", "dim"))
            if block.after:
                yield Text(block.after_title, style="underline")
            for one in block.after:
                yield Text(one.text, style="dim")
        case Numbers():
            yield Text("   ".join(f"{number} {label}" for label, number in block.items), style="bold")
        case Quotes():
            for quote in block.quotes:
                yield Text.assemble((quote.text, "italic"), "\n", (quote.by, "dim"))


def _bullets(block: Bullets) -> "RenderableType":
    from rich.table import Table as Grid  # noqa: PLC0415 - as above
    from rich.text import Text  # noqa: PLC0415 - as above

    grid = Grid.grid(padding=(0, 1))
    grid.add_column(width=1)
    grid.add_column()
    for item in block.items:
        grid.add_row("•", Text(item))
    return grid


def _table(table: Table, width: int) -> "RenderableType":
    from rich.box import SIMPLE_HEAD  # noqa: PLC0415 - as above
    from rich.table import Table as Grid  # noqa: PLC0415 - as above

    if table.kind == "tight":
        table = _turned(table)
    crowded = len(table.columns) > CROWDED
    grid = Grid(box=SIMPLE_HEAD, pad_edge=False, padding=(0, 1) if crowded else (0, 2, 0, 0), show_edge=False)
    kept = [number for number, column in enumerate(table.columns) if not (column.drawn and width < 100)]
    for number in kept:
        column = table.columns[number]
        right = "right" if column.number else "left"
        whole = column.number or (column.drawn and all(row[number].strip for row in table.rows))
        # The names of the rows never give way to a sentence that stands where a strip could not be drawn.
        least = _longest_word(table, number) if number == 0 else None
        grid.add_column(column.title, justify=right, no_wrap=whole, overflow="fold", min_width=least)  # type: ignore[arg-type]
    for place, row in enumerate(table.rows, 1):
        last = table.total and place == len(table.rows)
        grid.add_row(*(_cell(row[number]) for number in kept), style="bold" if last else "", end_section=False)
    return grid


def _longest_word(table: Table, number: int) -> int:
    words = [word for row in table.rows for word in row[number].text.split()]
    return max(map(len, words), default=0)


def _turned(table: Table) -> Table:
    """Rows for columns: many narrow columns do not fit a terminal, many rows do."""
    titles = [Column(title=table.columns[0].title), *(Column(title=row[0].text, number=True) for row in table.rows)]
    rows = [
        [Cell(text=column.title, strong=table.rows[0][number].strong), *(row[number] for row in table.rows)]
        for number, column in enumerate(table.columns)
        if number
    ]
    return replace(table, columns=titles, rows=rows)


def _cell(cell: Cell) -> "RenderableType":
    from rich.text import Text  # noqa: PLC0415 - as above

    if cell.strip:
        return Text(strip(*cell.strip), style="blue")
    text = Text(cell.text, style="bold" if cell.strong else "")
    if cell.verdict:
        text = Text(f"{MARKS[cell.verdict]} {cell.text}", style=STYLES[cell.verdict])
    return text.append(f" {cell.more}", style="dim") if cell.more else text


def strip(value: float, low: float, middle: float, high: float) -> str:
    """The ordinary range, its middle and the value, from 0, in characters: `──▒▒▒│▒▒●──`."""
    top = max(value, high) * 1.05 or 1.0

    def at(number: float) -> int:
        return min(STRIP - 1, int(number / top * STRIP))

    signs = ["▒" if at(low) <= place <= at(high) else "─" for place in range(STRIP)]
    signs[at(middle)] = "│"
    signs[at(value)] = "●" if low <= value <= high else "▲" if value > high else "▼"
    return "".join(signs)
