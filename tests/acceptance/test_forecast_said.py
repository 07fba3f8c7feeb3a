"""`scheduler forecast`: before the week, from the files and the weeks behind, in both languages and for scripts."""

import random
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import jsonschema
import pytest
import time_machine
from sqlalchemy import insert

from scheduler.app.scheduler import Scheduler
from scheduler.app.schemas import schema_of
from scheduler.config import loading
from scheduler.model.delivery import State
from scheduler.model.engagement import Counts, Snapshot
from scheduler.store import snapshots
from scheduler.store.changes import columns_of
from scheduler.store.tables import deliveries, receipts
from tests.acceptance.calling import Program
from tests.store.making import new

NOW = datetime(2027, 6, 3, 8, tzinfo=UTC)
MONDAY = datetime(2027, 5, 24, 9, tzinfo=UTC)
"""The last week whose posts have come to their age is the one before."""
CONFIG = """\
[calendar]
id = "f0reca57"
timezone = "Europe/Paris"
language = "fr"

[accounts.musee-mastodon]
network = "mastodon"
through = "rehearsal"
"""
HEAD = """\
version: 1
campaign: semaine
title: Une semaine
language: fr
timezone: Europe/Paris
accounts: [musee-mastodon]
objectives:
  - {name: Accueil, metric: engagement, target: "+10%", age: 7d}
  - {name: Relais, metric: shares, target: "x9", age: 7d}
days:
"""


@pytest.fixture
def calendar(tmp_path: Path) -> Path:
    """A week of seven days, a post each, and a draft: not applied."""
    days = "".join(
        f'  - {{date: 2027-06-{7 + n:02}, theme: T{n}, posts: [{{id: p{n}, at: 9h, text: "Salle {n} ouverte."}}]}}\n'
        for n in range(7)
    )
    draft = 'posts:\n  - {id: brouillon, draft: true, text: "Plus tard."}\n'
    (tmp_path / "semaine.yaml").write_text(HEAD + days + draft, encoding="utf-8")
    (tmp_path / "config.toml").write_text(CONFIG, encoding="utf-8")
    return tmp_path / "config.toml"


def lived(config: Path, weeks: int) -> None:
    """So many weeks of six posts behind, read a week after each."""
    week = timedelta(days=7)
    dice, rows, out, taken = random.Random(4), list[dict[str, Any]](), list[dict[str, Any]](), list[Snapshot]()
    for number in range(weeks * 6):
        at = MONDAY - timedelta(weeks=1 + number // 6) + timedelta(days=number % 6)
        one = new(post=f"p{number}", campaign="ordinaire", due=at)
        rows.append(
            columns_of(one) | {"id": number + 1, "tag": one.tag, "state": State.PUBLISHED.value, "changed_at": at}
        )
        out.append({"delivery_id": number + 1, "part": 0, "remote_id": str(number), "url": "", "at": at})
        counts = Counts(reactions=dice.randint(4, 20), replies=dice.randint(1, 4), shares=dice.randint(1, 6))
        taken.append(Snapshot(tag=one.tag, part=0, age=week, taken=at + week, counts=counts))
    with Scheduler(loading.load(config)) as opened:
        database = opened.ground.database
        with database.write() as connection:
            connection.execute(insert(deliveries), rows)
            connection.execute(insert(receipts), out)
        snapshots.add(database, taken)


@time_machine.travel(NOW, tick=True)
def test_what_could_be_seen_is_said_in_both_languages_and_as_json(scheduler: Program, calendar: Path) -> None:
    lived(calendar, 12)
    found = scheduler.well("forecast", "semaine", "--json", "--language", "en", "--config", calendar).json
    jsonschema.validate(found, schema_of("forecast"))
    assert (found["posts"], found["drafts"], found["weeks"], found["history"]) == (7, 1, 8, 12)
    assert found["until_week"] == "2027-W20"
    first, second = found["aims"]
    assert (first["outside"], second["outside"], second["met"], second["of"]) == (False, True, 0, 12)
    assert "reaching it would prove nothing" in found["said"]["aims"][0]
    english = scheduler.well("forecast", "semaine", "--language", "en", "--config", calendar).out
    french = scheduler.well("forecast", "semaine", "--config", calendar, "--language", "fr").out
    for said in found["said"]["remedies"]:
        assert " ".join(said.split()) in " ".join(english.split())
    assert "l’atteindre ne prouverait rien" in " ".join(french.split())
    assert "«\u00a0dans l’ordinaire\u00a0»" in french
    assert "×\u202f" in french


@time_machine.travel(NOW, tick=True)
def test_a_new_account_is_told_that_nothing_can_be_judged_yet(scheduler: Program, calendar: Path) -> None:
    found = scheduler.well("forecast", "semaine", "--language", "en", "--config", calendar)
    assert "7 posts are planned." in found.out
    assert "no ordinary week to compare with" in found.out
    assert "Collect or import" in found.out


@time_machine.travel(NOW, tick=True)
def test_a_campaign_that_is_not_there_or_over_is_refused(scheduler: Program, calendar: Path) -> None:
    other = scheduler("forecast", "semane", "--language", "en", "--config", calendar)
    assert other.code != 0
    assert "semaine" in other.err
    with time_machine.travel(datetime(2027, 6, 14, 8, tzinfo=UTC), tick=True):
        over = scheduler("forecast", "semaine", "--language", "en", "--config", calendar)
    assert over.code != 0
    assert "13 June 2027" in over.err
    assert "scheduler report" in over.err


@time_machine.travel(NOW, tick=True)
def test_a_file_with_errors_is_said_to_have_them(scheduler: Program, calendar: Path) -> None:
    file = calendar.parent / "semaine.yaml"
    file.write_text(file.read_text(encoding="utf-8").replace('"x9"', '"beaucoup"'), encoding="utf-8")
    found = scheduler("forecast", "semaine", "--language", "en", "--config", calendar)
    assert found.code != 0
    assert "scheduler check" in found.err
