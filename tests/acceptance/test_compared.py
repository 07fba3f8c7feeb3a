"""`scheduler compare`, `hours` and `contribute`, on a calendar with two editions and the weeks around them."""

import json
import random
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from itertools import product
from pathlib import Path
from typing import Any

import jsonschema
import pytest
import time_machine
from sqlalchemy import insert

from scheduler.app.scheduler import Scheduler
from scheduler.app.schemas import schema_of
from scheduler.config import loading
from scheduler.model.engagement import Counts, Snapshot
from scheduler.store import snapshots
from scheduler.store.changes import columns_of
from scheduler.store.tables import deliveries, receipts
from tests.acceptance.calling import Program
from tests.store.making import new

NOW = datetime(2027, 8, 2, 8, tzinfo=UTC)
WEEK = timedelta(days=7)
EDITIONS = {2026: datetime(2026, 6, 8, tzinfo=UTC), 2027: datetime(2027, 6, 7, tzinfo=UTC)}
CORE = ("reactions", "replies", "shares")
CONFIG = """\
[calendar]
id = "c0a4bare"
timezone = "Europe/Paris"
language = "fr"

[accounts.musee-mastodon]
network = "mastodon"
through = "rehearsal"

[accounts.musee-bluesky]
network = "bluesky"
through = "rehearsal"
"""


def edition(year: int) -> str:
    monday = EDITIONS[year]
    days = "".join(f"  - {{date: {monday + timedelta(days=n):%Y-%m-%d}, theme: T{n}}}\n" for n in range(7))
    return (
        f"version: 1\ncampaign: museumweek-{year}\ntitle: MuseumWeek {year}\nlanguage: fr\ntimezone: Europe/Paris\n"
        f"accounts: [musee-mastodon, musee-bluesky]\ndays:\n{days}"
    )


def lived(config: Path) -> None:
    """Twenty weeks up to each edition and four after, two networks, ten posts a week and twenty in the editions."""
    dice, rows, out, taken = random.Random(7), list[dict[str, Any]](), list[dict[str, Any]](), list[Snapshot]()
    for (year, monday), week in product(EDITIONS.items(), range(-20, 5)):
        level = 3 * (1 if year == 2026 else 2) * dice.lognormvariate(0, 0.15) * (1.6 if week == 0 else 1)
        for number in range(20 if week == 0 else 10):
            at = monday + week * WEEK + timedelta(days=number % 7, hours=8 + 2 * (number % 5))
            network = ("mastodon", "bluesky")[number % 2]
            campaign = f"museumweek-{year}" if week == 0 else "ordinaire"
            one = replace(
                new(post=f"p{year}-{week}-{number}", campaign=campaign, account=f"musee-{network}", due=at),
                network=network,
            )
            rows.append(columns_of(one) | {"id": len(rows) + 1, "tag": one.tag, "state": "published", "changed_at": at})
            out.append({"delivery_id": len(rows), "part": 0, "remote_id": str(len(rows)), "url": "", "at": at})
            counts = Counts(**{name: round(level * dice.random() * 2) for name in CORE})
            taken.append(Snapshot(tag=one.tag, part=0, age=WEEK, taken=at + WEEK, counts=counts))
    with Scheduler(loading.load(config)) as opened:
        with opened.ground.database.write() as connection:
            connection.execute(insert(deliveries), rows)
            connection.execute(insert(receipts), out)
        snapshots.add(opened.ground.database, taken)


@pytest.fixture
def calendar(tmp_path: Path) -> Path:
    for year in EDITIONS:
        (tmp_path / f"museumweek-{year}.yaml").write_text(edition(year), encoding="utf-8")
    config = tmp_path / "config.toml"
    config.write_text(CONFIG, encoding="utf-8")
    lived(config)
    return config


@time_machine.travel(NOW, tick=True)
def test_two_editions_are_compared_in_both_languages(scheduler: Program, calendar: Path) -> None:
    scheduler.well("apply", "--yes", "--config", calendar)
    both = ("compare", "museumweek-2027", "museumweek-2026", "--config", calendar)
    found = scheduler.well(*both, "--json").json
    jsonschema.validate(found, schema_of("compare"))
    assert [one["campaign"] for one in found["editions"]] == ["museumweek-2026", "museumweek-2027"]
    assert [one["posts"] for one in found["editions"]] == [20, 20]
    (step,) = found["steps"]
    assert step["total"] > 3, "as counted, the account has grown"
    assert step["low"] < 1 < step["net"] < step["high"]
    french = " ".join(scheduler.well(*both, "--language", "fr").out.split())
    assert "rien ne dit que l’une ait mieux pris que l’autre" in french
    assert "Entre les deux, les comptes eux-mêmes ont changé" in french
    english = " ".join(scheduler.well(*both, "--language", "en").out.split())
    assert "nothing says that one took better than the other" in english
    for words, code in ((("museumweek-2027",), "compare-too-few"), (("museumweek-2027",) * 2, "compare-same")):
        wrong = scheduler("compare", *words, "--config", calendar, "--json")
        assert (wrong.code, wrong.json["error"]["code"]) == (1, code)
    assert "museumweek-2026" in scheduler("compare", "museumweek-2027", "museumweek-2O26", "--config", calendar).err


@time_machine.travel(NOW, tick=True)
def test_hours_that_explain_nothing_are_said_so(scheduler: Program, calendar: Path) -> None:
    found = scheduler.well("hours", "--json", "--config", calendar).json
    jsonschema.validate(found, schema_of("hours"))
    cells = {(one["days"], one["hour"]): one for one in found["cells"]}
    assert len(cells) == 24
    assert (cells["weekdays", 3]["known"], cells["weekdays", 3]["usual"]) == ("never", None)
    assert cells["weekdays", 12]["known"] == "tried"
    assert sum(one["posts"] for one in found["cells"]) == found["posts"] == 520
    french = " ".join(scheduler.well("hours", "--config", calendar, "--language", "fr").out.split())
    assert "Rien ne dit que l’heure compte ici" in french
    assert "pas essayé" in french
    assert "Bluesky, Mastodon" in french, "as people write them"
    one = scheduler.well("hours", "--json", "--network", "bluesky", "--config", calendar).json
    assert (one["networks"], one["posts"]) == (["bluesky"], 260)
    wrong = scheduler("hours", "--network", "blusky", "--config", calendar)
    assert (wrong.code, "bluesky" in wrong.err) == (1, True)


@time_machine.travel(NOW, tick=True)
def test_what_is_shared_is_shown_before_it_is_written(scheduler: Program, calendar: Path, tmp_path: Path) -> None:
    scheduler.well("apply", "--yes", "--config", calendar)
    place = tmp_path / "partage.json"
    command = ("contribute", "museumweek-2027", "--to", place, "--country", "fr", "--config", calendar)
    asked = scheduler(*command, "--language", "fr")
    assert asked.code == 4, "somebody must have seen it"
    assert not place.exists()
    assert "Rien n’est envoyé" in " ".join(asked.out.split())
    assert "Mastodon\u00a0: par publication" in " ".join(asked.out.replace("\u202f", " ").split(" "))
    shown = scheduler.well(*command, "--json").json
    jsonschema.validate(shown, schema_of("contribute"))
    assert (shown["file"], place.exists()) == ("", False)
    scheduler.well(*command, "--yes")
    text = place.read_text(encoding="utf-8")
    assert json.loads(text) == shown["content"]
    assert text.rstrip() in asked.out, "shown to the letter"
    assert "musee-" not in text
    again = scheduler(*command, "--yes")
    assert (again.code, place.read_text(encoding="utf-8")) == (1, text), "never over a file that is there"
    assert scheduler(*command[:2], "--country", "France", "--config", calendar).code == 1
    assert (
        scheduler(
            "contribute", "museumweek-2026", "--yes", "--to", tmp_path / "no" / "f.json", "--config", calendar
        ).code
        == 1
    )
