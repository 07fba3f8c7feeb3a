"""How people write the rhythm of a series: «2 weeks», «2nd tuesday», «last», «06-21», «public-holidays», «12-20..01-05»."""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from scheduler.campaigns.words import JOURS, WEEKDAYS, weekday
from scheduler.campaigns.words import at as hours
from scheduler.model import spelling
from scheduler.model.campaign import At, Moment
from scheduler.model.rule import Every, month_length
from scheduler.model.series import Daily, Kind
from scheduler.model.spelling import Misspelt, folded
from scheduler.patterns import lazy_pattern

_EVERY = lazy_pattern(r"(?:([0-9]{1,4})\s*)?(day|week|month|year)s?")
_TIMES = lazy_pattern(
    r"(?:every|each|once_a|tous_les|toutes_les|chaque)?_*(?:([0-9]+|other|two|deux|three|trois|four|quatre)_*)?([a-z_]+)"
)
_PERIODS = {
    **dict.fromkeys(("day", "days", "jour", "jours", "daily", "quotidien", "quotidienne", "j"), Every.DAY),
    **dict.fromkeys(("week", "weeks", "semaine", "semaines", "weekly", "hebdomadaire", "hebdo"), Every.WEEK),
    **dict.fromkeys(("month", "months", "mois", "monthly", "mensuel", "mensuelle"), Every.MONTH),
    **dict.fromkeys(("year", "years", "an", "ans", "annee", "annees", "yearly", "annuel", "annuelle"), Every.YEAR),
}
_FORTNIGHT = ("fortnight", "fortnightly", "biweekly", "quinzaine", "quinze_jours", "bimensuel")
_COUNTED = {"other": 2, "two": 2, "deux": 2, "three": 3, "trois": 3, "four": 4, "quatre": 4}
_PLACES: Mapping[str, int] = {
    **dict.fromkeys(("first", "1st", "1er", "1re", "1ere", "premier", "premiere"), 1),
    **dict.fromkeys(("second", "2nd", "2e", "2d", "2eme", "deuxieme", "seconde"), 2),
    **dict.fromkeys(("third", "3rd", "3e", "3eme", "troisieme"), 3),
    **dict.fromkeys(("fourth", "4th", "4e", "4eme", "quatrieme"), 4),
    **dict.fromkeys(("fifth", "5th", "5e", "5eme", "cinquieme"), 5),
    **dict.fromkeys(("last", "dernier", "derniere"), -1),
}
_ORDINALS = {1: "1st", 2: "2nd", 3: "3rd", 4: "4th", 5: "5th", -1: "last"}
_MONTHS = (
    *("january", "february", "march", "april", "may", "june"),
    *("july", "august", "september", "october", "november", "december"),
)
_MOIS = (
    *("janvier", "fevrier", "mars", "avril", "mai", "juin"),
    *("juillet", "aout", "septembre", "octobre", "novembre", "decembre"),
)
_RANGE = lazy_pattern(r"\s*\.\.\s*")


@dataclass(frozen=True, slots=True, kw_only=True)
class Named:
    """Days that one word of `day` names; only one of the four is set."""

    days: tuple[int, ...] = ()
    month_days: tuple[int, ...] = ()
    nth: tuple[tuple[int, int], ...] = ()
    dates: tuple[tuple[int, int], ...] = ()
    text: str = ""

    @property
    def kind(self) -> str:
        """Which one is set."""
        return next(name for name in ("days", "month_days", "nth", "dates") if getattr(self, name))


def every(text: str) -> tuple[Every, int]:
    """Read «week», «2 weeks», «3 months»: the period, and how many of it."""
    found = _EVERY.fullmatch(text.strip())
    if found:
        number = int(found[1] or 1)
        if not 1 <= number <= 1000:
            raise Misspelt("number-unfit", given=text, least=1, most=1000)
        return Every(found[2]), number
    raise _every_meant(text)


def _every_meant(text: str) -> Misspelt:
    word = folded(text.strip())
    if word in _FORTNIGHT:
        return Misspelt("word-unfit-meant", given=text, meant="2 weeks")
    found = _TIMES.fullmatch(word)
    if found and (period := _PERIODS.get(found[2]) or _PERIODS.get(spelling.nearest(found[2], _PERIODS))):
        number = _COUNTED.get(found[1] or "1") or int(found[1] or 1)
        return Misspelt("word-unfit-meant", given=text, meant=str(period) if number == 1 else f"{number} {period}s")
    try:
        day = WEEKDAYS[weekday(re.sub(r"^(every|chaque|tous les)\s+", "", text.strip(), flags=re.IGNORECASE))]
    except Misspelt:
        return Misspelt("word-unfit", given=text, choices=("day", "week", "2 weeks", "month", "year"))
    return Misspelt("every-weekday", given=text, day=day)


def at(text: str) -> Moment:
    """Read the hour of a series, or «slot». By hand goes out what has a date of its own."""
    moment = hours(text)
    if moment.kind is At.MANUAL:
        raise Misspelt("series-by-hand")
    return moment


def named(text: str) -> Named:
    """Read «tuesday», «monday..friday», «15», «last», «2nd tuesday», «last friday» or «06-21»."""
    plain = text.strip()
    if found := re.fullmatch(r"([0-9]{1,2})-([0-9]{1,2})", plain):
        return Named(dates=(_month_day(plain, int(found[1]), int(found[2])),), text=plain)
    word = re.sub(r"^(le|la|the|on)_", "", folded(plain))
    if word in {"last", "last_day", "dernier", "dernier_jour"}:
        return Named(month_days=(-1,), text=plain)
    if found := re.fullmatch(r"([0-9]{1,2})(st|nd|rd|th|er|e)?", word):
        if not 1 <= int(found[1]) <= 31:
            raise Misspelt("number-unfit", given=text, least=1, most=31)
        return Named(month_days=(int(found[1]),), text=plain)
    place, _, rest = word.partition("_")
    if place in _PLACES and rest:
        return Named(nth=((_PLACES[place], weekday(re.sub(r"_(of_the_month|du_mois)$", "", rest))),), text=plain)
    _dated(plain)
    _nth_meant(plain, word)
    return Named(days=_weekdays(plain), text=plain)


def _nth_meant(text: str, word: str) -> None:
    """Name the weekday of a month that was written otherwise: «1th tuesday», «tuesday 1st», «fist tuesday»."""
    parts = word.split("_")
    for place, name in (parts, parts[::-1]) if len(parts) == 2 else ():
        day = spelling.nearest(name, (*WEEKDAYS, *JOURS))
        figure = re.fullmatch(r"([0-9]+)[a-z]*", place)
        number = int(figure[1]) if figure else _PLACES.get(spelling.nearest(place, _PLACES))
        if not day or number is None:
            continue
        which = WEEKDAYS[weekday(day)]
        if number not in _ORDINALS:
            raise Misspelt("word-unfit", given=text, choices=tuple(f"{one} {which}" for one in _ORDINALS.values()))
        raise Misspelt("word-unfit-meant", given=text, meant=f"{_ORDINALS[number]} {which}")


def _weekdays(text: str) -> tuple[int, ...]:
    first, *last = _RANGE.split(text, maxsplit=1)
    _dated(text)
    begin = weekday(first)
    if not last:
        return (begin,)
    return tuple((begin + step) % 7 for step in range((weekday(last[0]) - begin) % 7 + 1))


def _dated(text: str) -> None:
    """Name the day of a year that was written otherwise: «2027-06-21», «21/06», «21 juin», «June 21»."""
    month = day = 0
    if found := re.fullmatch(r"[0-9]{4}-([0-9]{1,2})-([0-9]{1,2})", text):
        month, day = int(found[1]), int(found[2])
    elif found := re.fullmatch(r"([0-9]{1,2})[/.]([0-9]{1,2})", text):
        month, day = int(found[2]), int(found[1])
    elif found := re.fullmatch(r"([0-9]{1,2})(?:er|st|nd|rd|th)?_([a-z]+)|([a-z]+)_([0-9]{1,2})", folded(text)):
        name, day = found[2] or found[3], int(found[1] or found[4])
        month = next((names.index(name) + 1 for names in (_MONTHS, _MOIS) if name in names), 0)
    if 1 <= month <= 12 and 1 <= day <= month_length(2028, month):
        raise Misspelt("word-unfit-meant", given=text, meant=f"{month:02}-{day:02}")


def _month_day(text: str, month: int, day: int) -> tuple[int, int]:
    if 1 <= month <= 12 and 1 <= day <= month_length(2028, month):
        return month, day
    if 1 <= day <= 12 and 1 <= month <= month_length(2028, day):
        raise Misspelt("word-unfit-meant", given=text, meant=f"{day:02}-{month:02}")
    raise Misspelt("date-impossible", given=text)


_KINDS = {str(one): one for one in (Kind.HOLIDAYS, Kind.CLOSED, Kind.SENSITIVE)} | {"quiet-periods": Kind.SENSITIVE}
_MISTAKEN = {
    **dict.fromkeys(("jours-fériés", "fériés", "férié", "holidays", "bank-holidays"), "public-holidays"),
    **dict.fromkeys(("fermeture", "jours-de-fermeture", "jour-de-fermeture", "closed-days", "fermé"), "closing-days"),
    **dict.fromkeys(("périodes-calmes", "période-calme", "silence", "quiet", "quiet-days"), "quiet-periods"),
    **dict.fromkeys(("dates-sensibles", "deuil", "sensitive"), "sensitive-dates"),
}


def daily(text: str) -> Daily:
    """Read a condition of the day; what is none of the known words is the name of a campaign."""
    plain = text.strip()
    word, _, rest = plain.partition(" ")
    if kind := _KINDS.get(word):
        return Daily(kind=kind, name=_country(plain, kind, rest.strip()))
    if found := re.fullmatch(r"([0-9]{1,2})-([0-9]{1,2})(?:\s*\.\.\s*([0-9]{1,2})-([0-9]{1,2}))?", plain):
        first = _month_day(plain, int(found[1]), int(found[2]))
        last = _month_day(plain, int(found[3]), int(found[4])) if found[3] else first
        return Daily(kind=Kind.YEARLY, yearly=(first, last))
    if plain[:4].isdigit() or re.match(r"[0-9]{1,2}[/.]", plain):
        begin, end = spelling.days(plain)
        return Daily(kind=Kind.RANGE, first=begin, last=end)
    if any(folded(plain.partition("..")[0]) in {one, f"{one}s", one[:3]} for one in _DAYS):
        return Daily(kind=Kind.WEEKDAYS, weekdays=_weekdays(plain))
    _dated(plain)
    return Daily(kind=Kind.CAMPAIGN, name=_campaign(plain))


_DAYS = (*WEEKDAYS, "lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche")


def _country(text: str, kind: Kind, name: str) -> str:
    if not name:
        return ""
    if kind is not Kind.HOLIDAYS or not re.fullmatch(r"[A-Za-z]{2}(?:[- ][A-Za-z0-9-]{1,10})?", name):
        raise Misspelt("condition-country", given=text)
    return name.replace(" ", "-").upper()


def _campaign(text: str) -> str:
    from difflib import get_close_matches  # noqa: PLC0415 - only conditions that are no date need it

    known = {folded(one): one for one in _KINDS} | {folded(wrong): right for wrong, right in _MISTAKEN.items()}
    if near := get_close_matches(folded(text), known, n=1, cutoff=0.8):
        raise Misspelt("word-unfit-meant", given=text, meant=known[near[0]])
    return spelling.slug(text)
