"""When posts were tried and what came of it, told and for scripts."""

import shutil
import sys

from scheduler.model.hourly import Cell as Box
from scheduler.model.hourly import Days, Hourly, Known
from scheduler.model.report import Kind, to_json
from scheduler.plain import one_line
from scheduler.render.report_page import Block, Bullets, Cell, Column, Page, Table
from scheduler.render.report_words import Words
from scheduler.render.surface import Json

WIDTH = 100
FEWEST = 50
"""As `flow.evaluate.hourly`: said where there are fewer."""


def show(found: Hourly, language: str) -> None:
    """On the terminal."""
    from scheduler.render.ink import coloured  # noqa: PLC0415 - only this command pays for it
    from scheduler.render.report_terminal import terminal  # noqa: PLC0415 - as above

    width = shutil.get_terminal_size((WIDTH, 40)).columns if sys.stdout.isatty() else WIDTH
    sys.stdout.write(terminal(page(found, language), width=width, colour=coloured(sys.stdout)))


def page(found: Hourly, language: str) -> Page:
    """What the hour explains, then box by box."""
    words = Words(language)
    networks = ", ".join(one_line(found.titles.get(name, name)) for name in found.networks)
    age = words.age(found.age)
    said = _said(words, found)
    first: list[Block] = [Bullets(items=said[1:])] if len(said) > 1 else []
    return Page(
        language=words.language,
        kicker=words.say("hours-kicker"),
        title=words.say("hours-heading"),
        heading=words.say("hours-heading"),
        meta=words.say("hours-meta", n=found.posts, age=age, zone=found.zone, networks=networks or "–"),
        banner=words.say("report-simulated-banner") if found.simulated else "",
        badge="",
        description="",
        first_title=words.say("hours-first"),
        lead=said[0],
        first=[*([boxes(words, found)] if found.cells else []), *first],
        contents="",
        closing="",
    )


def _said(words: Words, found: Hourly) -> list[str]:
    if found.reason:
        return [words.say(found.reason, n=found.posts, fewest=FEWEST)]
    return [words.finding(one) for one in found.findings]


def boxes(words: Words, found: Hourly) -> Table:
    """A row three hours, a column a group of days; bands in which nothing was ever tried stand, too."""
    columns = [Column(title=words.say("hours-column-hours"))]
    columns += [Column(title=words.say(f"hours-days-{days}"), number=True) for days in Days]
    by = {(one.days, one.hour): one for one in found.cells}
    rows = [
        [Cell(text=words.say("hours-band", first=str(hour), last=str(hour + 3)))]
        + [Cell(text=_box(words, by[days, hour])) for days in Days]
        for hour in range(0, 24, 3)
    ]
    return Table(caption=words.say("hours-caption"), columns=columns, rows=rows)


def _box(words: Words, one: Box) -> str:
    if one.known is Known.NEVER:
        return words.say("hours-cell-never")
    n = words.number(one.posts, Kind.COUNT)
    if one.usual is None:
        return words.say("hours-cell-few", n=n)
    return words.say("hours-cell", ratio=words.times(one.usual), n=n)


def surface(found: Hourly, language: str) -> Json:
    """Every value, and under `said` the sentences."""
    words = Words(language)
    value = to_json(found)
    assert isinstance(value, dict)  # a dataclass becomes one
    return {**value, "said": {"language": words.language, "findings": _said(words, found)}}
