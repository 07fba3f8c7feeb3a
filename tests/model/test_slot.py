"""The weekly grid of an account: how people write it, and what the configuration says of a slot that is none."""

from datetime import time, timedelta
from pathlib import Path

import pytest

from scheduler import config
from scheduler.config import Invalid
from scheduler.config.schema import schema
from scheduler.model.slot import Weekly, grid, weekly
from scheduler.model.spelling import Misspelt
from scheduler.sentences import say

CONFIG = """\
[calendar]
id = "6f1c2a90"
timezone = "Europe/Paris"

[accounts.musee]
network = "mastodon"
through = "rehearsal"
"""


def at(days: list[int], *hours: str) -> list[Weekly]:
    return [Weekly(weekday=day, hour=time.fromisoformat(one)) for day in days for one in hours]


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("monday 9h", at([0], "09:00")),
        ("tue 12h30", at([1], "12:30")),
        ("lundi..vendredi 18h", at([0, 1, 2, 3, 4], "18:00")),
        ("mon-wed 9:00", at([0, 1, 2], "09:00")),
        ("vendredi au lundi 8h", at([4, 5, 6, 0], "08:00")),
        ("sat, sun 10h 17h", at([5, 6], "10:00", "17:00")),
        ("mardi et jeudi 9 h 30, 18h", at([1, 3], "09:30", "18:00")),
        ("Tous les jours 7h", at([0, 1, 2, 3, 4, 5, 6], "07:00")),
    ],
)
def test_a_slot_is_read_as_people_write_it(text: str, meant: list[Weekly]) -> None:
    assert list(weekly(text)) == meant


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("lundi", "slot-unreadable"),
        ("9h", "slot-unreadable"),
        ("lundy 9h", "word-unfit-meant"),
        ("zzz 9h", "word-unfit"),
        ("monday 25h", "hour-out-of-range"),
        ("monday 9", "hour-bare"),
        ("", "slot-unreadable"),
    ],
)
def test_what_is_no_slot_is_refused_with_what_was_meant(text: str, code: str) -> None:
    with pytest.raises(Misspelt) as raised:
        weekly(text)
    assert raised.value.code == code
    for language in ("fr", "en"):
        assert str(say(code, raised.value.arguments, language))


def test_a_grid_has_each_slot_once_in_the_order_of_the_week() -> None:
    assert list(grid(("friday 9h", "every day 9h", "monday 8h"))) == sorted(
        at([0, 1, 2, 3, 4, 5, 6], "09:00") + at([0], "08:00")
    )


def test_an_account_has_slots_and_a_distance_by_the_calendar_s_clock(tmp_path: Path) -> None:
    file = tmp_path / "config.toml"
    file.write_text(CONFIG + 'slots = ["lundi 9h", "tue 18h"]\ndistance = "2h"\n', encoding="utf-8")
    found = config.load(file).accounts["musee"].grid
    assert list(found.slots) == at([0], "09:00") + at([1], "18:00")
    assert (found.distance, found.zone) == (timedelta(hours=2), "Europe/Paris")
    file.write_text(CONFIG + 'slots = "lundi 9h"\n', encoding="utf-8")
    assert list(config.load(file).accounts["musee"].grid.slots) == at([0], "09:00")
    file.write_text(CONFIG, encoding="utf-8")
    assert config.load(file).accounts["musee"].grid.slots == ()


@pytest.mark.parametrize(
    ("line", "code"),
    [
        ('slots = ["lundi 9h", "lundy 9h"]', "word-unfit-meant"),
        ('slots = ["lundi"]', "slot-unreadable"),
        ("slots = [9]", "setting-not-texts"),
        ('distance = "loin"', "span-unreadable"),
        ('creneaux = ["lundi 9h"]', "key-unknown-meant"),
        ('slot = ["lundi 9h"]', "key-unknown-meant"),
        ('gap = "2h"', "key-unknown-meant"),
    ],
)
def test_a_bad_slot_is_named_with_its_line(tmp_path: Path, line: str, code: str) -> None:
    file = tmp_path / "config.toml"
    file.write_text(f"{CONFIG}{line}\n", encoding="utf-8")
    with pytest.raises(Invalid) as raised:
        config.load(file)
    (notice,) = raised.value.notices
    assert notice.code == code
    assert notice.where is not None
    assert notice.where.line == 8


def test_editors_learn_of_both_keys() -> None:
    account = schema()["properties"]["accounts"]["additionalProperties"]["properties"]
    assert {"slots", "distance"} <= account.keys()
