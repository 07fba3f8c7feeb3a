"""A day in the words of a text's language: «lundi 7 juin 2027», «Montag, 7. Juni 2027»."""

from datetime import date
from functools import lru_cache

from scheduler.sentences.words import written


@lru_cache(maxsize=512)
def in_words(day: date, language: str) -> str:
    """`day` with its weekday, as `language` (BCP 47) writes it; in English where the CLDR does not know the language."""
    primary = language.partition("-")[0]
    if primary in {"fr", "en"}:
        return written(day, primary)
    from babel import Locale, UnknownLocaleError  # noqa: PLC0415 - 30 ms and 4 MB that only other languages pay
    from babel.dates import format_date  # noqa: PLC0415 - as above

    try:
        return str(format_date(day, "full", locale=Locale.parse(language, sep="-")))
    except (UnknownLocaleError, ValueError):
        return in_words(day, primary) if primary != language else written(day, "en")
