"""What surrounds the counts: followers beyond their own trend, site visits, series from outside, what platforms did."""

from collections.abc import Iterable

from scheduler.model.report import Figure, Kind, Report
from scheduler.model.surroundings import Gap, Growth, Outside, PlatformNote, Visits
from scheduler.plain import one_line, visible
from scheduler.render import report_pictures as pictures
from scheduler.render.report_addressed import NOTHING, Line, addressed, lines
from scheduler.render.report_page import Block, Bullets, Cell, Column, Table
from scheduler.render.report_tables import columns, note, ordinary, verdict_cell
from scheduler.render.report_words import Words

MOST = 8
"""Contents that are listed with their visits."""


def outside(words: Words, report: Report) -> Iterable[Block]:
    """Visits of the site and series from outside, each source by itself."""
    rows = [
        *(_visits(words, one) for one in report.visits),
        *(_tagged(words, one) for one in report.visits if one.tagged is not None),
        *(_outside(words, one) for one in report.outside),
    ]
    if not rows:
        return
    names = ("measure", "week", "range", "place", "verdict", "ratio")
    shown = [
        Column(
            title=words.say(f"report-column-{name}"),
            number=name in {"week", "range", "ratio"},
            short=words.say(f"report-column-{name}") if name in {"range", "ratio"} else "",
            drawn=name == "place",
        )
        for name in names
    ]
    table = Table(caption=words.say("report-around-caption"), columns=shown, rows=rows, kind="key stack")
    visits, series = lines("visits", report.visits), lines("outside", report.outside)
    at: list[Line] = [(f"{at}/site", one.site) for (at, _), one in zip(visits, report.visits, strict=True)]
    at += [NOTHING for one in report.visits if one.tagged is not None]
    at += [(f"{at}/figure", one.figure) for (at, _), one in zip(series, report.outside, strict=True)]
    yield addressed(table, at, ("", "value", "ordinary/high", "", "", "ratio"))
    for one in report.visits:
        if one.rows:
            yield _contents(words, one)
    yield note(words.say("report-around-note"))


def _visits(words: Words, one: Visits) -> list[Cell]:
    name = words.say("report-around-visits")
    return _figure_row(words, name, f"{one_line(one.source)}, {one.measured}/{one.of}", one.site, one.gap)


def _figure_row(words: Words, name: str, more: str, figure: Figure, gap: Gap | None) -> list[Cell]:
    picture = pictures.strip(words, figure, name=name)
    why = words.say(f"report-gap-{gap.value}-short") if gap else words.say(figure.reason) if figure.reason else ""
    return [
        Cell(text=name, more=visible(more), strong=True),
        Cell(text=words.optional(figure.value), strong=True),
        Cell(text=ordinary(words, figure, Kind.COUNT)),
        Cell(text="" if picture else why, picture=picture, strip=pictures.place(figure)),
        verdict_cell(words, figure.verdict),
        Cell(text=words.times(figure.ratio)),
    ]


def _tagged(words: Words, one: Visits) -> list[Cell]:
    share = words.say("report-around-share", share=words.number(one.share, Kind.SHARE)) if one.share is not None else ""
    goals = ", ".join(f"{visible(one_line(name))} {words.number(n, Kind.COUNT)}" for name, n in one.goals.items())
    cells = [
        Cell(text=words.say("report-around-tagged"), more=one_line(one.source), strong=True),
        Cell(text=words.optional(one.tagged), strong=True),
        Cell(text=words.say("report-unknown")),
        Cell(text=". ".join(part for part in (share, goals) if part)),
    ]
    return [*cells, Cell(text=""), Cell(text="")]


def _outside(words: Words, one: Outside) -> list[Cell]:
    more = f"{one_line(one.source)}, {one.measured}/{one.of}"
    return _figure_row(words, visible(one_line(one.name)), more, one.figure, one.gap)


def _contents(words: Words, one: Visits) -> Table:
    rows = [
        [
            Cell(
                text=visible(one_line(row.title or row.content)) or words.say("report-row-no-content"),
                more=one_line(row.account),
            ),
            Cell(text=words.optional(row.visits)),
            Cell(
                text=", ".join(
                    f"{visible(one_line(name))} {words.number(n, Kind.COUNT)}" for name, n in row.goals.items()
                )
            ),
        ]
        for row in one.rows[:MOST]
    ]
    caption = words.say("report-around-contents", source=one_line(one.source))
    return Table(caption=caption, columns=columns(words, "content", "visits", "goals", numbers=("visits",)), rows=rows)


def followers(words: Words, report: Report) -> Table | None:
    """Each account's followers, beyond its own trend."""
    found = [one for one in report.growth if one.gained is not None or one.gap is Gap.MISSING]
    if not found:
        return None
    names = ("account", "followers", "rate", "trend", "net", "verdict")
    caption = words.say("report-growth-caption")
    rows = [_growth(words, report, one) for one in found]
    table = Table(caption=caption, columns=columns(words, *names, numbers=names[1:5]), rows=rows, kind="wide")
    at = [one for one in lines("growth", report.growth) if one[1] in found]
    return addressed(table, at, ("", "gained", "rate", "trend", "net"))


def _growth(words: Words, report: Report, one: Growth) -> list[Cell]:
    why = words.say(f"report-gap-{one.gap.value}-short") if one.gap else words.say(one.reason) if one.reason else ""
    judged = verdict_cell(words, one.verdict)
    return [
        Cell(text=one_line(one.account), more=one_line(report.titles.get(one.network, one.network)), strong=True),
        Cell(text=words.signed(one.gained)),
        *(Cell(text=words.percent(value)) for value in (one.rate, one.trend, one.net)),
        judged if not why else Cell(text=judged.text, verdict=judged.verdict, more=why),
    ]


def platforms(words: Words, report: Report) -> Bullets | None:
    """What platforms did to their figures in the weeks shown."""
    if not report.notes:
        return None
    return Bullets(title=words.say("report-platforms"), items=[_note(words, one) for one in report.notes], lead=True)


def _note(words: Words, one: PlatformNote) -> str:
    when = words.day(one.first) if one.first == one.last else f"{words.day(one.first)} – {words.day(one.last)}"
    read = words.say("report-platform-read", source=visible(one.source), day=words.day(one.read)) if one.read else ""
    return " ".join(part for part in (f"{when[:1].upper()}{when[1:]}.", words.finding(one.said), read) if part)
