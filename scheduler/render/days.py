"""Days and weeks as a calendar's headings say them: short, in the reader's language."""

from datetime import date, timedelta
from functools import cache
from typing import Literal

Form = Literal["two", "short", "long", "month", "number"]
_PATTERNS = {"short": "EEE d MMM", "long": "EEE d MMMM y", "month": "LLLL y", "number": "d"}
_SHORT = 8
"""A month whose name is not longer is written whole: «7 juin»."""


@cache
def day_name(day: date, form: Form, language: str) -> str:
    """«lu 7», «lun. 7 juin», «lun. 7 juin 2027», «juin 2027», «7»."""
    if form == "two":
        return f"{_format(day, 'EEE', language)[:2]} {day.day}"
    if form == "short":
        whole = _format(day, "EEE d MMMM", language)
        return whole if len(whole) <= 4 + _SHORT else _format(day, _PATTERNS[form], language)
    return _format(day, _PATTERNS[form], language)


def weekdays(language: str, *, long: bool) -> list[str]:
    """The names of the days from Monday on."""
    monday = date(2027, 1, 4)
    return [_format(monday + timedelta(days=n), "EEEE" if long else "EEE", language) for n in range(7)]


def week_name(monday: date, language: str, *, long: bool) -> str:
    """«23 · 7–13 juin 2027», or short «23 · juin»: the number of the week, and its days."""
    sunday = monday + timedelta(days=6)
    number = monday.isocalendar().week
    if not long:
        return f"{number} · {_format(monday, 'LLLL', language)}"
    first = str(monday.day) if monday.month == sunday.month else _format(monday, "d MMMM", language)
    dash = "–" if monday.month == sunday.month else " – "
    return f"{number} · {first}{dash}{_format(sunday, 'd MMMM y', language)}"


def _format(day: date, pattern: str, language: str) -> str:
    from babel.dates import format_date  # noqa: PLC0415 - 30 ms that most commands never need

    return format_date(day, pattern, locale="fr_FR" if language == "fr" else "en_GB")
