"""The blocks of a report on paper: each asks for its room first, so that none is cut."""

from collections.abc import Sequence

from scheduler.render.drawing import ACCENT, INK, MUTED
from scheduler.render.report_page import (
    Block,
    Bullets,
    Card,
    Cards,
    Chart,
    Columns,
    Numbers,
    Pair,
    Paragraph,
    Quotes,
    Table,
)
from scheduler.render.report_pdf_charts import draw, height_of
from scheduler.render.report_pdf_sheet import COLUMN, LEFT, Sheet
from scheduler.render.report_pdf_tables import table
from scheduler.render.report_pdf_type import Run, Set

BESIDE = 8.0
"""Millimetres between columns of text."""
BODY, SMALL, LIST = 10.2, 8.6, 9.6


def block(sheet: Sheet, one: Block, badge: str) -> None:
    """Draw a block of any kind."""
    match one:
        case Paragraph():
            dress = Run(one.text, "sans", "", SMALL, MUTED) if one.small else Run(one.text, size=BODY)
            # A note may reach a little into the margin: alone at the head of the next sheet it would be lost.
            sheet.text([dress], after=2.6, beyond=3.0 if one.small else 0.0)
        case Bullets():
            _beside(sheet, [one], COLUMN)
        case Columns():
            width = (COLUMN - BESIDE * (len(one.blocks) - 1)) / max(len(one.blocks), 1)
            _beside(sheet, one.blocks, width)
        case Table():
            table(sheet, one, badge)
        case Chart():
            _chart(sheet, one, badge)
        case Pair(left=Bullets() as left, right=Bullets() as right):
            _beside(sheet, [left, right], (COLUMN - BESIDE) / 2)
        case Pair(left=Cards() as left, right=Cards() as right):
            _cards(sheet, [left, right])
        case Pair():
            block(sheet, one.left, badge)
            block(sheet, one.right, badge)
        case Cards():
            _cards(sheet, [one])
        case Numbers():
            _numbers(sheet, one)
        case Quotes():
            _quotes(sheet, one)


def height(sheet: Sheet, one: Block) -> float:
    """What must follow a heading on the same sheet: a whole chart or short paragraph, the beginning of anything else."""
    match one:
        case Paragraph():
            return sheet.type.set([Run(one.text, size=BODY)], COLUMN).height
        case Chart():
            return height_of(one.picture.drawing) + 16
        case Table():
            return 12 + min(len(one.rows), 14) * 6.5
        case Columns():
            width = (COLUMN - BESIDE * (len(one.blocks) - 1)) / max(len(one.blocks), 1)
            lists = [_items(sheet, each, width) for each in one.blocks]
            return min(max(sum(part.height + after for part, _, after in rows) for rows in lists), 180.0)
        case Pair(left=Cards()) | Cards():
            return 55.0
    return 30.0


def _chart(sheet: Sheet, one: Chart, badge: str) -> None:
    drawing = one.picture.drawing
    words = [Run(f"{one.finding}. ", "sans", "B", SMALL, INK), Run(one.how, "sans", "", SMALL, MUTED)]
    if badge:
        words.append(Run(f" [{badge}]", "sans", "B", SMALL - 1, ACCENT))
    caption = sheet.type.set(words, COLUMN)
    high = height_of(drawing)
    sheet.down(1.5)
    sheet.room(high + caption.height + 6)
    with sheet.tagged("Figure", f"{one.picture.title}. {one.picture.description}"):
        draw(sheet, drawing, LEFT, sheet.y, COLUMN)
    sheet.y += high + 2.2
    sheet.place(caption, LEFT, kind="Caption")
    sheet.y += caption.height + 3.6


def _beside(sheet: Sheet, lists: Sequence[Bullets], width: float) -> None:
    """Lists beside each other; they go on a new sheet together."""
    laid = [_items(sheet, one, width) for one in lists]
    highest = max(sum(part.height + after for part, _, after in rows) for rows in laid)
    sheet.room(min(highest, 180.0))
    top, lowest = sheet.y, sheet.y
    for number, rows in enumerate(laid):
        sheet.y = top
        for part, indent, after in rows:
            if len(lists) == 1:
                sheet.room(part.height)
            sheet.place(part, LEFT + number * (width + BESIDE) + indent, kind="P" if indent else "H3")
            if indent:
                dot = sheet.type.set([Run("•", size=LIST, colour=ACCENT)], 5)
                with sheet.decoration():
                    sheet.type.draw(dot, LEFT + number * (width + BESIDE) + 0.6, sheet.y)
            sheet.y += part.height + after
        lowest = max(lowest, sheet.y)
    sheet.y = lowest + 2.0


def _items(sheet: Sheet, one: Bullets, width: float) -> list[tuple[Set, float, float]]:
    """(lines, indent, room after them) of a list's title and items."""
    found: list[tuple[Set, float, float]] = []
    if one.title:
        found.append((sheet.type.set([Run(one.title, size=11.6)], width), 0.0, 0.8))
    for item in one.items:
        runs = [Run(item, size=LIST)]
        if one.lead and ". " in item:
            head, _, rest = item.partition(". ")
            runs = [Run(f"{head}. ", style="B", size=LIST), Run(rest, size=LIST)]
        found.append((sheet.type.set(runs, width - 4.5), 4.5, 1.0))
    return found


def _cards(sheet: Sheet, columns: Sequence[Cards]) -> None:
    width = (COLUMN - BESIDE * (len(columns) - 1)) / len(columns)
    rows = max(len(one.cards) for one in columns)
    titles = [sheet.type.set([Run(one.title, size=11.6)], width) for one in columns]
    sheet.room(titles[0].height + 30)
    for place, title in enumerate(titles):
        sheet.place(title, LEFT + place * (width + BESIDE), kind="H3")
    sheet.y += max(title.height for title in titles) + 1.0
    for number in range(rows):
        laid = [_card(sheet, one.cards[number], width) if number < len(one.cards) else None for one in columns]
        height = max(one.height for one in laid if one is not None) + 3.0
        sheet.room(height)
        for place, one in enumerate(laid):
            if one is not None:
                x = LEFT + place * (width + BESIDE)
                sheet.rule(sheet.y, x=x, width=width)
                with sheet.tagged("P"):
                    sheet.type.draw(one, x, sheet.y + 1.0)
        sheet.y += height
    for each in columns:
        if each.after:
            sheet.text([Run(each.after_title, size=11.6)], kind="H3", after=0.8)
            for paragraph in each.after:
                sheet.text([Run(paragraph.text, "sans", "", SMALL, MUTED)], after=1.6)
    sheet.y += 1.5


def _card(sheet: Sheet, one: Card, width: float) -> Set:
    title = Run(one.title, size=10.2, link=one.url)
    return sheet.type.set([title, Run(f"\n{one.place}\n{one.counts}", "sans", "", 8.3, MUTED)], width, 1.3)


def _numbers(sheet: Sheet, one: Numbers) -> None:
    sheet.room(15)
    x = LEFT
    for label, number in one.items:
        big = sheet.type.set([Run(number, size=19)], 60, 1.1)
        small = sheet.type.set([Run(label, "sans", "", 8.3, MUTED)], 60)
        with sheet.tagged("P"):
            sheet.type.draw(big, x, sheet.y)
            sheet.type.draw(small, x, sheet.y + big.height)
        x += max(big.width, small.width) + 11
    sheet.y += 15


def _quotes(sheet: Sheet, one: Quotes) -> None:
    width = (COLUMN - BESIDE) / 2
    for number in range(0, len(one.quotes), 2):
        pair = one.quotes[number : number + 2]
        laid = [
            (
                sheet.type.set([Run(quote.text, style="I", size=11.2)], width - 5),
                sheet.type.set([Run(quote.by, "sans", "", 8.3, MUTED)], width - 5),
            )
            for quote in pair
        ]
        height = max(text.height + by.height for text, by in laid) + 2
        sheet.room(height + 3)
        for place, (text, by) in enumerate(laid):
            x = LEFT + place * (width + BESIDE)
            sheet.ground(sheet.y, height, ACCENT, x=x, width=0.8)
            with sheet.tagged("BlockQuote"):
                sheet.type.draw(text, x + 4, sheet.y)
                sheet.type.draw(by, x + 4, sheet.y + text.height + 1)
        sheet.y += height + 4


def boxed(sheet: Sheet, title: Sequence[Run], blocks: Sequence[Block], colour: str) -> None:
    """A part that stands apart, on a ground of its own: lists only."""
    lists = [one for one in blocks if isinstance(one, Bullets)]
    width = COLUMN - 10
    head = sheet.type.set(title, width)
    rows = [row for one in lists for row in _items(sheet, one, width)]
    whole = head.height + 6 + sum(part.height + after for part, _, after in rows)
    sheet.room(min(whole + 4, 170))
    begun = False
    while rows or not begun:
        title_height = 0.0 if begun else head.height + 2
        fits, used = [], 4.0 + title_height
        while rows and used + rows[0][0].height + rows[0][2] <= max(sheet.left_over - 4, 40):
            used += rows[0][0].height + rows[0][2]
            fits.append(rows.pop(0))
        sheet.ground(sheet.y, used + 2, colour)
        sheet.y += 3.5
        if not begun:
            sheet.place(head, LEFT + 5, kind="H2")
        sheet.y += title_height
        _rows(sheet, fits)
        sheet.y += 2.5
        begun = True
        if rows:
            sheet.turn()
    sheet.y += 4


def _rows(sheet: Sheet, rows: Sequence[tuple[Set, float, float]]) -> None:
    for part, indent, after in rows:
        sheet.place(part, LEFT + 5 + indent)
        with sheet.decoration():
            sheet.type.draw(sheet.type.set([Run("•", size=LIST, colour=ACCENT)], 5), LEFT + 5.6, sheet.y)
        sheet.y += part.height + after
