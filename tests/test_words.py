"""How values are written in a sentence."""

import errno
import os
from datetime import date, datetime, timedelta

import pytest
from babel.dates import format_date

from scheduler.render.days import Form, day_name
from scheduler.sentences import say
from scheduler.sentences.words import written

YEAR = [date(2027, 1, 1) + timedelta(days=n) for n in range(365)]


@pytest.mark.parametrize(
    ("value", "french", "english"),
    [
        (date(2027, 6, 1), "mardi 1er juin 2027", "Tuesday 1 June 2027"),
        (date(2027, 6, 11), "vendredi 11 juin 2027", "Friday 11 June 2027"),
        (datetime(2027, 6, 1, 9, 30), "mardi 1er juin 2027 à 09:30", "Tuesday 1 June 2027 at 09:30"),  # noqa: DTZ001 - wall time
        (1.5, "1,5", "1.5"),
        (12345, "12\u202f345", "12,345"),
        (None, "n. d.", "n/a"),
        (("a", "b"), "a, b", "a, b"),
    ],
)
def test_each_language_writes_its_own_way(value: object, french: str, english: str) -> None:
    assert written(value, "fr") == french
    assert written(value, "en") == english


@pytest.mark.parametrize(("language", "locale"), [("fr", "fr_FR"), ("en", "en_GB")])
def test_days_and_months_have_the_names_that_the_cldr_gives_them(language: str, locale: str) -> None:
    for day in YEAR:
        said = format_date(day, "EEEE d MMMM y", locale=locale)
        assert written(day, language) == (said.replace(" 1 ", " 1er ") if language == "fr" else said)
        forms: dict[Form, str] = {"long": "EEE d MMMM y", "month": "LLLL y", "number": "d"}
        for form, pattern in forms.items():
            assert day_name(day, form, language) == format_date(day, pattern, locale=locale)
        whole, short = (format_date(day, f"EEE d {name}", locale=locale) for name in ("MMMM", "MMM"))
        assert day_name(day, "short", language) == (whole if len(whole) <= 12 else short)


@pytest.mark.parametrize(
    ("number", "french"), [(errno.EISDIR, "c’est un dossier"), (errno.ENOENT, "ce fichier ou dossier n’existe pas")]
)
def test_a_reason_of_the_system_is_said_in_the_reader_s_language(number: int, french: str) -> None:
    said = say("not-writable", {"reason": os.strerror(number)}, "fr")
    assert said.text == f"Le fichier ne peut pas être écrit\u00a0: {french}."
    assert say("not-writable", {"reason": "anything else"}, "fr").text.endswith("\u00a0: anything else.")
