"""Editions beside each other, told and for scripts."""

import shutil
import sys

from scheduler.model.comparison import Comparison, Edition
from scheduler.model.report import Kind, to_json
from scheduler.plain import one_line
from scheduler.render.report_page import Bullets, Cell, Column, Page, Table
from scheduler.render.report_words import MARKS, Words
from scheduler.render.surface import Json

WIDTH = 100


def show(found: Comparison, language: str) -> None:
    """On the terminal."""
    from scheduler.render.ink import coloured  # noqa: PLC0415 - only this command pays for it
    from scheduler.render.report_terminal import terminal  # noqa: PLC0415 - as above

    width = shutil.get_terminal_size((WIDTH, 40)).columns if sys.stdout.isatty() else WIDTH
    sys.stdout.write(terminal(page(found, language), width=width, colour=coloured(sys.stdout)))


def page(found: Comparison, language: str) -> Page:
    """One page: what is to be kept in mind, then the editions."""
    words = Words(language)
    titles = [one_line(one.title) for one in found.editions]
    findings = Bullets(items=[words.finding(one) for one in found.findings], title=words.say("compare-heading-steps"))
    return Page(
        language=words.language,
        kicker=words.say("compare-kicker"),
        title=words.listed(titles),
        heading=words.listed(titles),
        meta=words.say("compare-meta", age=words.age(found.editions[0].age)),
        banner=words.say("report-simulated-banner") if any(one.simulated for one in found.editions) else "",
        badge="",
        description="",
        first_title=words.say("compare-heading-editions"),
        lead=words.say("compare-lead"),
        first=[editions(words, found), findings],
        contents="",
        closing="",
    )


def editions(words: Words, found: Comparison) -> Table:
    """A row an edition."""
    names = ("edition", "posts", "engagement", "per-post", "volume", "each", "total", "verdict")
    columns = [
        Column(title=words.say(f"compare-column-{name}"), number=name not in {"edition", "verdict"}) for name in names
    ]
    rows = [_row(words, one) for one in found.editions]
    return Table(caption="", columns=columns, rows=rows)


def _row(words: Words, one: Edition) -> list[Cell]:
    parts = one.parts
    ratios = (parts.volume, parts.per_post, parts.total) if parts else (None, None, None)
    return [
        Cell(text=one_line(one.title), strong=True),
        Cell(text=words.number(one.posts, Kind.COUNT)),
        Cell(text=words.optional(one.engagement)),
        Cell(text=words.optional(one.per_post, Kind.RATE)),
        *(Cell(text=words.times(value)) for value in ratios),
        Cell(text=words.verdict(one.verdict), verdict=one.verdict),
    ]


def surface(found: Comparison, language: str) -> Json:
    """Every value, and under `said` the sentences."""
    words = Words(language)
    value = to_json(found)
    assert isinstance(value, dict)  # a dataclass becomes one
    findings = [words.finding(one) for one in found.findings]
    verdicts = {one.campaign: f"{MARKS[one.verdict]} {words.verdict(one.verdict)}" for one in found.editions}
    return {**value, "said": {"language": words.language, "findings": findings, "verdicts": verdicts}}
