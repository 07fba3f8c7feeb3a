"""The hours of an operation as bars: who gave them, or this operation beside an ordinary week."""

from scheduler.model.effort import Effort
from scheduler.model.report import Kind
from scheduler.plain import one_line
from scheduler.render.charts_bars import Bar, bars
from scheduler.render.drawing import Picture
from scheduler.render.report_page import Chart
from scheduler.render.report_words import Words


def hours(words: Words, effort: Effort) -> Chart | None:
    """None where there is nothing to set beside: one person alone, and no ordinary week."""
    rows = _people(words, effort) if len(effort.people) > 1 else _weeks(words, effort)
    if not rows:
        return None
    longest = max(minutes for _, minutes in rows) or 1
    drawn = [Bar(label=name, text=words.hours(minutes), share=minutes / longest) for name, minutes in rows]
    finding = _finding(words, effort, rows)
    description = words.say("report-chart-hours-desc", list=", ".join(f"{row.label} {row.text}" for row in drawn))
    how = words.say("report-chart-hours-how")
    return Chart(finding=finding, how=how, picture=Picture(bars(drawn), "hours", finding, description))


def _people(words: Words, effort: Effort) -> list[tuple[str, int]]:
    return [(one_line(one.name) or words.say("report-chart-hours-declared"), one.minutes) for one in effort.people]


def _weeks(words: Words, effort: Effort) -> list[tuple[str, int]]:
    if not effort.minutes or effort.usual is None:
        return []
    usual = words.say("report-chart-hours-usual")
    return [(words.say("report-chart-hours-now"), effort.minutes), (usual, round(effort.usual))]


def _finding(words: Words, effort: Effort, rows: list[tuple[str, int]]) -> str:
    if len(effort.people) > 1:
        name, minutes = max(rows, key=lambda row: row[1])
        total = sum(each for _, each in rows) or 1
        share = words.number(minutes / total, Kind.SHARE)
        given = {"name": name, "time": words.hours(minutes), "total": words.hours(total)}
        return words.say("report-chart-hours-people", share=share, **given)
    now, usual = (words.hours(minutes) for _, minutes in rows)
    return words.say("report-chart-hours-weeks", now=now, usual=usual)
