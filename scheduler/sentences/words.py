"""What a sentence is made of, and how values are written in each language."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from enum import Enum

from scheduler.sentences.days import month, weekday


@dataclass(frozen=True, slots=True)
class Plural:
    """A text that depends on the number `by`; French takes the singular for 0 and 1, as its catalogue says."""

    one: str
    many: str
    by: str = "n"


@dataclass(frozen=True, slots=True)
class Sentence:
    """What is so (`text`) and what to do (`advice`); `{name}` stands for an argument, `{{` and `}}` for braces."""

    text: str | Plural
    advice: str | Plural = ""


@dataclass(frozen=True, slots=True)
class Phrase:
    """A sentence that stands within another as one of its arguments: a reason, for example."""

    code: str


@dataclass(frozen=True, slots=True)
class Held:
    """An hour, and what stands at it: «lundi 7 juin 2027 à 09:30 (atelier/un)»; the hour alone where nothing does."""

    at: datetime
    by: str = ""


def written(value: object, language: str) -> str:
    """Write one argument as `language` does: weekdays always with dates, French numbers with a comma.

    datetime -> «lundi 7 juin 2027 à 09:30» (in its own zone), date -> «lundi 7 juin 2027», time -> «09:30»,
    timedelta -> «2 h 30», float -> «1,5», Decimal -> «0,015» with two places at least, sequences -> joined by commas, None -> «n. d.» / "n/a".
    """
    if isinstance(value, str):
        return value
    if isinstance(value, Enum):
        return str(value.value)
    if value is None:
        return "n. d." if language == "fr" else "n/a"
    if isinstance(value, bool | int):
        return _whole(int(value), language)
    if isinstance(value, float):
        return f"{value:.2f}".rstrip("0").rstrip(".").replace(".", "," if language == "fr" else ".")
    if isinstance(value, Decimal):
        return _exact(value, language)
    if isinstance(value, date | time):
        return _when(value, language)
    if isinstance(value, timedelta):
        return _lasting(value, language)
    if isinstance(value, Held):
        return _when(value.at, language) + (f" ({value.by})" if value.by else "")
    if isinstance(value, Sequence):
        return ", ".join(written(one, language) for one in value)
    return str(value)


def _whole(value: int, language: str) -> str:
    # Four figures stay closed: years, and numbers that are read at a glance.
    if abs(value) < 10_000:
        return str(value)
    return f"{value:,}".replace(",", "\u202f" if language == "fr" else ",")


def _exact(value: Decimal, language: str) -> str:
    whole, _, places = f"{value:f}".partition(".")
    return f"{whole}{',' if language == 'fr' else '.'}{places.rstrip('0'):0<2}"


def _when(value: date | time, language: str) -> str:
    if isinstance(value, time):
        return value.strftime("%H:%M")
    number = "1er" if language == "fr" and value.day == 1 else value.day
    day = f"{weekday(value, language)} {number} {month(value, language)} {value.year}"
    if not isinstance(value, datetime):
        return day
    return f"{day} {'à' if language == 'fr' else 'at'} {value:%H:%M}"


def _lasting(value: timedelta, language: str) -> str:
    minutes = round(value.total_seconds() / 60)
    if minutes < 60:
        return f"{minutes} min"
    if minutes % 1440 == 0:
        return f"{minutes // 1440} {'j' if language == 'fr' else 'd'}" if minutes > 1440 else "24 h"
    return f"{minutes // 60} h" + (f" {minutes % 60:02}" if minutes % 60 else "")


def colon(language: str) -> str:
    """What stands between a name and what is said of it: French has a space before it that no line breaks at."""
    return "\u00a0: " if language == "fr" else ": "
