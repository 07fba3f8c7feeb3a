"""Days and weeks as a calendar's headings say them: short, in the reader's language."""

from datetime import date, timedelta
from functools import cache
from typing import Literal

from scheduler.sentences.days import month, weekday

Form = Literal["two", "short", "long", "month", "number"]
_SHORT = 8
"""A month whose name is not longer is written whole: «7 juin»."""


@cache
def day_name(day: date, form: Form, language: str) -> str:
    """«lu 7», «lun. 7 juin», «lun. 7 juin 2027», «juin 2027», «7»."""
    if form == "number":
        return str(day.day)
    if form == "month":
        return f"{month(day, language)} {day.year}"
    short = weekday(day, language, long=False)
    if form == "two":
        return f"{short[:2]} {day.day}"
    whole = f"{short} {day.day} {month(day, language)}"
    if form == "long":
        return f"{whole} {day.year}"
    return whole if len(whole) <= 4 + _SHORT else f"{short} {day.day} {month(day, language, long=False)}"


def weekdays(language: str, *, long: bool) -> list[str]:
    """The names of the days from Monday on."""
    monday = date(2027, 1, 4)
    return [weekday(monday + timedelta(days=n), language, long=long) for n in range(7)]


def week_name(monday: date, language: str, *, long: bool) -> str:
    """«23 · 7–13 juin 2027», or short «23 · juin»: the number of the week, and its days."""
    sunday = monday + timedelta(days=6)
    number = monday.isocalendar().week
    if not long:
        return f"{number} · {month(monday, language)}"
    first = str(monday.day) if monday.month == sunday.month else f"{monday.day} {month(monday, language)}"
    dash = "–" if monday.month == sunday.month else " – "
    return f"{number} · {first}{dash}{sunday.day} {month(sunday, language)} {sunday.year}"
