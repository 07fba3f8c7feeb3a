"""The names of days and months in both languages, as the CLDR has them (https://cldr.unicode.org, release 48; a test compares).

Babel would bring four megabytes and 30 ms of every language's plurals and eras for these 76 words.
"""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True, kw_only=True)
class _Names:
    days: tuple[str, ...]
    """From Monday on."""
    short_days: tuple[str, ...]
    months: tuple[str, ...]
    short_months: tuple[str, ...]


def _words(text: str) -> tuple[str, ...]:
    return tuple(text.split())


_FRENCH = _Names(
    days=_words("lundi mardi mercredi jeudi vendredi samedi dimanche"),
    short_days=_words("lun. mar. mer. jeu. ven. sam. dim."),
    months=_words("janvier février mars avril mai juin juillet août septembre octobre novembre décembre"),
    short_months=_words("janv. févr. mars avr. mai juin juil. août sept. oct. nov. déc."),
)
_ENGLISH = _Names(
    days=_words("Monday Tuesday Wednesday Thursday Friday Saturday Sunday"),
    short_days=_words("Mon Tue Wed Thu Fri Sat Sun"),
    months=_words("January February March April May June July August September October November December"),
    short_months=_words("Jan Feb Mar Apr May Jun Jul Aug Sept Oct Nov Dec"),
)


def weekday(day: date, language: str, *, long: bool = True) -> str:
    """«lundi», or short «lun.»; anything but French is English."""
    names = _FRENCH if language == "fr" else _ENGLISH
    return (names.days if long else names.short_days)[day.weekday()]


def month(day: date, language: str, *, long: bool = True) -> str:
    """«juin», «septembre», or short «sept.»."""
    names = _FRENCH if language == "fr" else _ENGLISH
    return (names.months if long else names.short_months)[day.month - 1]
