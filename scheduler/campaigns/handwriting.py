"""Dates, hours and short answers as people type them into a spreadsheet, in French and English.

Each reading returns the value or raises `Misspelt`. Nothing is guessed: a date that can be meant in two ways is told apart by
the other dates of its file, or asked for.
"""

import re
from datetime import date, datetime, time
from enum import StrEnum

from scheduler.model.spelling import Misspelt, folded, hour
from scheduler.patterns import lazy_pattern

MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "janvier janv jan january", "fevrier fevr fev february feb", "mars march mar", "avril avr april apr", "mai may",
            "juin june jun", "juillet juil july jul", "aout august aug", "septembre sept september sep",
            "octobre oct october", "novembre nov november", "decembre dec december",
        ),
        1,
    )
    for name in names.split()
}  # fmt: skip
WEEKDAYS = {
    name: number
    for number, names in enumerate(
        (
            "lundi lun monday mon", "mardi mar tuesday tue tues", "mercredi mer wednesday wed", "jeudi jeu thursday thu thurs",
            "vendredi ven friday fri", "samedi sam saturday sat", "dimanche dim sunday sun",
        )
    )
    for name in names.split()
}  # fmt: skip
_YEAR_FIRST = lazy_pattern(r"(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})")
_NUMBERS = lazy_pattern(r"(\d{1,2})[-/.](\d{1,2})[-/.](\d{4}|\d{2})")
_WORDS = lazy_pattern(
    r"(?:(?P<weekday>[a-z]+)[._, ]+)?(?P<day>\d{1,2})(?:er|st|nd|rd|th|e)?[._ ]+(?:of_)?(?P<month>[a-z]+)[._, ]*(?P<year>\d{4})?"
)
_MONTH_FIRST = lazy_pattern(
    r"(?:(?P<weekday>[a-z]+)[._, ]+)?(?P<month>[a-z]+)[._ ]+(?P<day>\d{1,2})(?:st|nd|rd|th)?[._, ]*(?P<year>\d{4})?"
)
_TWELVE = lazy_pattern(r"(\d{1,2})(?:[:.h](\d{2}))?\s?([ap])\.?m\.?", re.IGNORECASE)
_LAST = lazy_pattern(
    r"(?P<date>.*?\d{4}|\d{1,2}[-/.]\d{1,2}[-/.]\d{2}|\d{4}[-/.]\d{1,2}[-/.]\d{1,2})(?:\s*(?:,|à|a|at|T|-)\s*|\s+)(?P<hour>\d{1,2}\s?(?:[hH:.].*|[aApP]\.?[mM]\.?))"
)
_WINDOW = lazy_pattern(
    r"(?:entre|between|de|from|à la main|by hand)?[ ,:(]*"
    r"(\d{1,2}[ hH:]?[^-–àetao]*?)\s*(?:-|–|à|et|and|to)\s*(\d{1,2}\s?[hH:]?.*?)\)?"
)
_ISO = lazy_pattern(r"(\d{4}-\d{2}-\d{2})T(\d{2}:\d{2})(?::\d{2}(?:\.\d+)?)?")
YES = frozenset({"oui", "yes", "o", "y", "x", "vrai", "true", "1", "ok", "✓", "✔"})
NO = frozenset({"non", "no", "n", "faux", "false", "0", "", "-"})
BY_HAND = frozenset({"manuel", "manual", "a_la_main", "by_hand", "main", "en_direct", "live"})
STATUSES = {
    **dict.fromkeys(
        ("cleared", "acquis", "acquise", "obtenu", "obtenus", "oui", "yes", "ok", "libre", "libres", "free"), "cleared"
    ),
    **dict.fromkeys(
        ("asked", "demande", "demandes", "en_attente", "a_demander", "en_cours", "pending", "to_ask"), "asked"
    ),
    **dict.fromkeys(("refused", "refuse", "refuses", "non", "no"), "refused"),
    **dict.fromkeys(("expired", "expire", "expires", "echu"), "expired"),
}


class Order(StrEnum):
    """How 06/07/2027 is meant."""

    DAY = "day-first"
    MONTH = "month-first"


def moment(value: object, order: Order | None) -> tuple[date, time | None]:
    """A day, with its hour where the cell holds one. `order` None: numbers alone that can be meant in two ways are refused."""
    if isinstance(value, datetime):
        return value.date(), value.time().replace(second=0, microsecond=0) if value.time() != time() else None
    if isinstance(value, date):
        return value, None
    text = " ".join(str(value).split())
    if iso := _ISO.fullmatch(text):
        return day(iso[1], order), hour(iso[2])
    if found := _LAST.fullmatch(text):
        try:
            return day(found["date"], order), clock(found["hour"])
        except Misspelt as wrong:
            if wrong.code != "cell-date-unreadable":
                raise
    return day(text, order), None


def day(text: str, order: Order | None) -> date:
    """«07/06/2027», «7 juin 2027», «lundi 7 juin 2027», «June 7, 2027», «2027-06-07»."""
    plain = text.strip()
    if found := _YEAR_FIRST.fullmatch(plain):
        return _made(plain, int(found[1]), int(found[2]), int(found[3]))
    if found := _NUMBERS.fullmatch(plain):
        first, second = int(found[1]), int(found[2])
        year = int(found[3]) + (2000 if len(found[3]) == 2 else 0)
        if order is None and first <= 12 and second <= 12 and first != second:
            raise Misspelt("cell-date-two-ways", given=plain)
        month_first = second > 12 or (order is Order.MONTH and first <= 12)
        return _made(plain, year, *((first, second) if month_first else (second, first)))
    simple = folded(plain).replace("__", "_")
    for pattern in (_WORDS, _MONTH_FIRST):
        found = pattern.fullmatch(simple)
        if found and found["month"] in MONTHS and (not found["weekday"] or found["weekday"] in WEEKDAYS):
            if not found["year"]:
                raise Misspelt("cell-date-without-year", given=plain)
            made = _made(plain, int(found["year"]), MONTHS[found["month"]], int(found["day"]))
            if found["weekday"] and WEEKDAYS[found["weekday"]] != made.weekday():
                raise Misspelt("cell-weekday-differs", given=plain, day=made)
            return made
    raise Misspelt("cell-date-unreadable", given=plain)


def numbers(value: object) -> tuple[int, int] | None:
    """The first two numbers of a date written with numbers alone, its year last: they show how the file orders them."""
    found = _NUMBERS.match(str(value).strip()) if isinstance(value, str) else None
    return (int(found[1]), int(found[2])) if found else None


def _made(given: str, year: int, month: int, number: int) -> date:
    try:
        if 1900 <= year <= 2999:
            return date(year, month, number)
    except ValueError:
        pass
    raise Misspelt("cell-date-unreadable", given=given)


def clock(value: object) -> time | None:
    """«9h30», «9:30», «9.30», «9», «9:30 PM», «midi», or a cell typed as an hour. None: by hand."""
    if isinstance(value, datetime):
        return value.time().replace(second=0, microsecond=0)
    if isinstance(value, time):
        return value.replace(second=0, microsecond=0)
    if isinstance(value, int | float) and not isinstance(value, bool):
        return _counted(float(value))
    text = " ".join(str(value).split())
    word = folded(text)
    if word in BY_HAND:
        return None
    if word in {"midi", "noon"}:
        return time(12)
    if text.isascii() and text.isdigit() and len(text) <= 2 and int(text) < 24:
        return time(int(text))
    if found := _TWELVE.fullmatch(text):
        hours, minutes = int(found[1]), int(found[2] or 0)
        if 1 <= hours <= 12 and minutes < 60:
            return time(hours % 12 + (12 if found[3].lower() == "p" else 0), minutes)
    if re.fullmatch(r"[0-9]{1,2}\.[0-9]{2}", text):
        text = text.replace(".", ":")
    return hour(text.removesuffix("min").removesuffix("mn").strip())


def window(value: object) -> tuple[time, time] | None:
    """«14h-16h», «entre 14h et 16h»: the hours between which a person sends it; None for anything else."""
    found = _WINDOW.fullmatch(" ".join(str(value).split())) if isinstance(value, str) else None
    if found is None:
        return None
    first, last = clock(found[1].strip()), clock(found[2].strip())
    if first is None or last is None or last <= first:
        raise Misspelt("cell-window-unfit", given=str(value))
    return first, last


def _counted(value: float) -> time:
    """9 is nine o'clock, 0.375 the share of a day that a spreadsheet keeps."""
    minutes = round(value * 1440) if 0 < value < 1 else round(value * 60) if value == int(value) else -1
    if not 0 <= minutes < 1440:
        raise Misspelt("hour-unreadable", given=f"{value:g}")
    return time(minutes // 60, minutes % 60)


def switch(value: object) -> bool:
    """Yes or no."""
    if isinstance(value, bool):
        return value
    word = folded(str(value).strip())
    if word in YES:
        return True
    if word in NO:
        return False
    raise Misspelt("switch-unfit", given=str(value))


def status(value: object) -> str:
    """What became of the rights of a picture."""
    word = folded(str(value).strip())
    if word in STATUSES:
        return STATUSES[word]
    raise Misspelt("cell-rights-unknown", given=str(value))
