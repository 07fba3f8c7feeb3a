"""The report in Markdown: tables with pipes, charts as their findings. Text from outside is escaped, never markup."""

import re
from collections.abc import Iterator
from urllib.parse import quote

from scheduler.render.report_page import (
    Block,
    Bullets,
    Card,
    Cards,
    Cell,
    Chart,
    Columns,
    Numbers,
    Page,
    Pair,
    Paragraph,
    Quotes,
    Table,
)
from scheduler.render.report_words import MARKS

_MARKUP = re.compile(r"([\\`*_\[\]<>|#~])")


def markdown(page: Page) -> str:
    """The whole page."""
    parts = [f"# {escaped(page.heading)}", f"*{escaped(page.kicker)}*", escaped(page.meta)]
    if page.banner:
        parts.append(f"> **{escaped(page.banner)}**")
    parts += [f"## {escaped(page.first_title)}", f"**{escaped(page.lead)}**" + _badge(page)]
    parts += [text for block in page.first for text in _block(block, page)]
    for number, section in enumerate(page.sections, 1):
        parts.append(f"## {number}. {escaped(section.title)}")
        parts += [text for block in section.blocks for text in _block(block, page)]
    return "\n\n".join([*parts, f"---\n\n{escaped(page.closing)}"]) + "\n"


def escaped(text: str) -> str:
    """`text` so that no Markdown reader takes it for markup."""
    return _MARKUP.sub(r"\\\1", text.replace("&", "&amp;"))


def _badge(page: Page) -> str:
    return f" ({escaped(page.badge)})" if page.badge else ""


def _block(block: Block, page: Page) -> Iterator[str]:
    match block:
        case Paragraph():
            yield escaped(block.text)
        case Bullets():
            if block.title:
                yield f"### {escaped(block.title)}"
            yield "\n".join(f"- {escaped(item)}" for item in block.items)
        case Table():
            yield from _table(block, page)
        case Chart():
            yield f"**{escaped(block.finding)}.**{_badge(page)}"
        case Cards() | Numbers() | Quotes():
            yield from _voices(block)
        case Columns():
            for column in block.blocks:
                yield from _block(column, page)
        case Pair():
            yield from _block(block.left, page)
            yield from _block(block.right, page)


def _voices(block: Cards | Numbers | Quotes) -> Iterator[str]:
    match block:
        case Cards():
            if block.cards:
                yield f"### {escaped(block.title)}"
                yield "\n".join(_card(card) for card in block.cards)
            if block.after:
                yield f"### {escaped(block.after_title)}"
            yield from (escaped(one.text) for one in block.after)
        case Numbers():
            yield "\n".join(f"- **{escaped(number)}** {escaped(label)}" for label, number in block.items)
        case Quotes():
            for quote in block.quotes:
                lines = [escaped(line) for line in quote.text.splitlines()]
                yield "\n".join(f"> {line}".rstrip() for line in (*lines, "", escaped(quote.by)))


def _card(card: Card) -> str:
    title = escaped(card.title)
    if card.url:
        title = f"[{title}](<{quote(card.url, safe=':/?#@!$&+,;=%~-._')}>)"
    return f"- {title}: {escaped(card.place)}. {escaped(card.counts)}"


def _table(table: Table, page: Page) -> Iterator[str]:
    if table.caption:
        yield f"*{escaped(table.caption)}*{_badge(page)}"
    kept = [number for number, column in enumerate(table.columns) if not column.drawn]
    columns = [table.columns[number] for number in kept]
    lines = [
        "| " + " | ".join(escaped(column.title) for column in columns) + " |",
        "|" + "|".join(" ---: " if column.number else " --- " for column in columns) + "|",
    ]
    lines += ["| " + " | ".join(_cell(row[number]) for number in kept) + " |" for row in table.rows]
    yield "\n".join(lines)


def _cell(cell: Cell) -> str:
    sign = f"{MARKS[cell.verdict]} " if cell.verdict else ""
    text = escaped(cell.text)
    text = f"**{text}**" if cell.strong and text else text
    return f"{sign}{text}" + (f" {escaped(cell.more)}" if cell.more else "")
