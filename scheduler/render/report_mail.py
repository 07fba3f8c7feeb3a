"""The report as a mail that waits to be sent: a body that any mail program shows, plain text beside it, the PDF with it.

Mail programs drop style blocks, SVG and most of CSS (https://www.caniemail.com/features/html-svg/ and .../html-style/, read
2026-11-22): so tables, `style` attributes of the oldest kind, and bars made of characters. Nothing is fetched, nothing runs, and
no address is filled in: a person sends it.
"""

import math
from collections.abc import Iterator
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime
from html import escape

from scheduler.model.report import Decomposition, Report
from scheduler.plain import one_line, redact
from scheduler.render.report_page import (
    Block,
    Bullets,
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
from scheduler.render.report_terminal import strip, terminal
from scheduler.render.report_words import MARKS, Words

WIDTH = 72
"""Columns of the plain text: https://www.rfc-editor.org/rfc/rfc5322#section-2.1.1 wants lines under 78."""
INK, MUTED, ACCENT, RULE = "#1f1d1a", "#5a544b", "#8a3324", "#cdc6b9"
FACE = "font-family:Segoe UI,Helvetica,Arial,sans-serif"
MONO = "font-family:Consolas,Menlo,DejaVu Sans Mono,monospace;white-space:nowrap"
CELL = f"padding:5px 10px 5px 0;border-bottom:1px solid {RULE};vertical-align:top;font-size:14px;line-height:20px"
BAR = 24
"""Characters of the longest bar."""


def mail(page: Page, report: Report, attached: bytes | None = None) -> bytes:
    """The mail as a file (`.eml`) that mail programs open as a draft; the same report gives the same bytes."""
    made = EmailMessage(policy=SMTP)
    made["Subject"] = one_line(redact(page.title))
    made["Date"] = format_datetime(report.made)
    made["X-Unsent"] = "1"
    made["Content-Language"] = page.language
    made.set_content(redact(terminal(page, width=WIDTH, colour=False)), cte="quoted-printable")
    made.add_alternative(redact(body(page, report)), subtype="html", cte="quoted-printable")
    made.set_boundary("=_scheduler_words")
    if attached is not None:
        made.add_attachment(attached, maintype="application", subtype="pdf", filename=f"{report.campaign}.pdf")
        made.set_boundary("=_scheduler_parts")
    return made.as_bytes()


def body(page: Page, report: Report) -> str:
    """The HTML part: a whole document whose body can be pasted as it is."""
    rows = "".join(_inside(page, report))
    return (
        f'<!doctype html><html lang="{page.language}"><head><meta charset="utf-8"><title>{escape(page.title)}</title></head>'
        f'<body style="margin:0;padding:0;background:#ffffff;color:{INK}">'
        '<table role="presentation" width="100%" cellpadding="0" cellspacing="0" border="0"><tr><td align="center">'
        f'<table role="presentation" width="640" cellpadding="0" cellspacing="0" border="0" style="width:640px;max-width:100%;'
        f'text-align:left;{FACE};font-size:15px;line-height:22px;color:{INK}"><tr><td style="padding:16px">{rows}</td></tr>'
        "</table></td></tr></table></body></html>"
    )


def _inside(page: Page, report: Report) -> Iterator[str]:
    yield _text(page.kicker, f"font-size:12px;color:{ACCENT};margin:0 0 4px")
    yield f'<h1 style="font-size:26px;line-height:32px;font-weight:600;margin:0 0 6px">{escape(page.heading)}</h1>'
    yield _text(page.meta, f"color:{MUTED};margin:0 0 14px")
    if page.banner:
        yield _text(page.banner, f"border:1px dashed {ACCENT};padding:8px 12px;margin:0 0 14px")
    yield _text(page.lead, "font-size:18px;line-height:26px;margin:0 0 14px")
    words = Words(page.language)
    for block in page.first:
        if isinstance(block, Chart) and report.decomposition and block is page.first[0]:
            yield _text(block.finding, "font-weight:600;margin:8px 0 4px") + _bars(words, report.decomposition)
        else:
            yield from _block(block)
    for number, section in enumerate(page.sections, 1):
        yield (
            f'<h2 style="font-size:20px;line-height:26px;font-weight:600;margin:24px 0 8px;padding-top:10px;'
            f'border-top:1px solid {INK}">{number}. {escape(section.title)}</h2>'
        )
        for block in section.blocks:
            yield from _block(block)
    yield _text(page.closing, f"font-size:12px;color:{MUTED};margin:20px 0 0")


def _text(text: str, style: str) -> str:
    return f'<p style="{style}">{escape(text)}</p>' if text else ""


def _block(block: Block) -> Iterator[str]:
    match block:
        case Paragraph():
            yield _text(block.text, f"margin:0 0 10px;{f'font-size:13px;color:{MUTED}' if block.small else ''}")
        case Bullets():
            yield _heading(block.title)
            items = "".join(f'<li style="margin:0 0 4px">{escape(item)}</li>' for item in block.items)
            yield f'<ul style="margin:0 0 10px;padding:0 0 0 20px">{items}</ul>'
        case Table():
            yield _table(block)
        case Chart():
            yield _text(f"{block.finding}.", "font-weight:600;margin:8px 0 8px")
        case Cards():
            yield from _cards(block)
        case Pair():
            yield from _block(block.left)
            yield from _block(block.right)
        case Numbers():
            yield "".join(_text(f"{number} {what}", "margin:0 0 4px") for what, number in block.items)
        case Quotes():
            for one in block.quotes:
                yield _text(one.text, f"border-left:3px solid {RULE};padding:0 0 0 10px;margin:0 0 2px")
                yield _text(one.by, f"padding:0 0 0 13px;font-size:13px;color:{MUTED};margin:0 0 10px")
        case Columns():
            for column in block.blocks:
                yield from _block(column)


def _heading(text: str) -> str:
    return f'<h3 style="font-size:15px;font-weight:600;margin:10px 0 4px">{escape(text)}</h3>' if text else ""


def _cards(block: Cards) -> Iterator[str]:
    if block.cards:
        yield _heading(block.title)
    for card in block.cards:
        title = escape(card.title)
        if card.url:
            title = f'<a href="{escape(card.url)}" style="color:{ACCENT}">{title}</a>'
        about = f'<br><span style="font-size:13px;color:{MUTED}">{escape(card.place)}. {escape(card.counts)}</span>'
        yield f'<p style="margin:0 0 8px">{title}{about}</p>'
    if block.after:
        yield _heading(block.after_title)
        for one in block.after:
            yield from _block(one)


def _table(table: Table) -> str:
    heads = "".join(
        f'<th scope="col" align="{_side(column.number)}" style="{CELL};font-size:12px;color:{MUTED}">'
        f"{escape(column.title)}</th>"
        for column in table.columns
    )
    rows = "".join(
        "<tr>" + "".join(_cell(cell, place, table) for place, cell in enumerate(row)) + "</tr>" for row in table.rows
    )
    caption = (
        f'<caption align="top" style="text-align:left;font-size:12px;color:{MUTED}">{escape(table.caption)}</caption>'
    )
    return (
        '<table width="100%" cellpadding="0" cellspacing="0" border="0" style="border-collapse:collapse;margin:0 0 14px">'
        f"{caption if table.caption else ''}<thead><tr>{heads}</tr></thead><tbody>{rows}</tbody></table>"
    )


def _side(number: bool) -> str:
    return "right" if number else "left"


def _cell(cell: Cell, place: int, table: Table) -> str:
    text = escape(cell.text)
    if cell.strip is not None and not text:
        text = f'<span style="{MONO}">{escape(strip(*cell.strip))}</span>'
    if cell.verdict is not None:
        text = f"{MARKS[cell.verdict]} {text}"
    if cell.strong and place:
        text = f"<strong>{text}</strong>"
    if cell.more:
        text += f' <span style="font-size:12px;color:{MUTED}">{escape(cell.more)}</span>'
    if place == 0:
        return f'<th scope="row" align="left" style="{CELL};font-weight:600">{text}</th>'
    return f'<td align="{_side(table.columns[place].number)}" style="{CELL}">{text}</td>'


def _bars(words: Words, parts: Decomposition) -> str:
    """The three factors as bars of characters, their lengths the logarithms: those of the first two add up to the third's."""
    given = (("volume", parts.volume), ("each", parts.per_post), ("total", parts.total))
    logs = [abs(math.log(value)) if value > 0 else 0.0 for _, value in given]
    longest = max(logs) or 1.0
    rows = "".join(
        f'<tr><th scope="row" align="left" style="{CELL};font-weight:400">{escape(words.say(f"report-chart-parts-{name}"))}'
        f'</th><td style="{CELL};{MONO};color:{ACCENT if value >= 1 else MUTED}">{"█" * round(log / longest * BAR) or "▏"}</td>'
        f'<td align="right" style="{CELL}"><strong>{escape(words.times(value))}</strong></td></tr>'
        for (name, value), log in zip(given, logs, strict=True)
    )
    table = '<table cellpadding="0" cellspacing="0" border="0" style="border-collapse:collapse;margin:0 0 14px">'
    return f"{table}<tbody>{rows}</tbody></table>"
