"""`history --verify`: a line or a row that somebody changes in the database's own file shows, whoever did it."""

import json
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

import pytest
import time_machine
from jsonschema import validate

from scheduler.app.ground import Ground
from scheduler.clock import SimulatedClock
from scheduler.config import load
from scheduler.render.schemas import SURFACES
from tests.acceptance.calling import Program
from tests.acceptance.small import calendar

MONDAY = datetime(2027, 6, 7, 6, tzinfo=UTC)
POST = "  - {id: one, date: 2027-06-07, at: 9h, text: The stores open on Monday at two.}\n"
TAG = "small/one/once/musee-mastodon"


@pytest.fixture
def config(scheduler: Program, tmp_path: Path) -> Iterator[Path]:
    calendar(tmp_path / "calendar", POST)
    where = tmp_path / "calendar" / "config.toml"
    with time_machine.travel(MONDAY, tick=False):
        scheduler.well("apply", "--yes", "--config", where)
        scheduler.well("approve", "small/one", "--role", "press", "--by", "l.diallo", "--config", where)
        yield where


def by_hand(config: Path, statement: str) -> None:
    """What anybody can do who may write the file."""
    ground = Ground(load(config), clock=SimulatedClock(MONDAY))
    file = ground.database.path
    ground.close()
    assert file is not None
    with closing(sqlite3.connect(file)) as raw, raw:
        assert raw.execute(statement).rowcount > 0


def test_what_nobody_has_altered_is_whole_and_its_end_is_told(scheduler: Program, config: Path) -> None:
    answer = scheduler.well("history", "--verify", "--json", "--config", config).json
    validate(answer, SURFACES["history"])
    journal = answer["journal"]
    assert (answer["tag"], answer["history"]) == ("", [])
    assert (journal["whole"], journal["broken"], journal["unlike"], journal["deliveries"]) == (True, None, [], 3)
    told = scheduler.well("history", "--verify", "--config", config).out
    assert "The history is whole" in told
    assert f"line {journal['lines']}, {journal['head']}" in told


def test_a_line_changed_by_hand_in_the_file_is_named_and_a_person_must_look(scheduler: Program, config: Path) -> None:
    by_hand(config, "UPDATE journal SET by = 'p.leroy' WHERE seq = (SELECT max(seq) FROM journal)")
    found = scheduler("history", TAG, "--verify", "--json", "--config", config)
    assert found.code == 4
    validate(found.json, SURFACES["history"])
    assert found.json["tag"] == TAG
    assert found.json["journal"]["broken"] == found.json["journal"]["lines"]
    assert not found.json["journal"]["whole"]
    told = scheduler("--language", "fr", "history", "--verify", "--config", config)
    assert (told.code, "L’historique a été modifié" in told.out) == (4, True)


def test_a_delivery_changed_by_hand_in_the_file_is_named(scheduler: Program, config: Path) -> None:
    by_hand(config, f"UPDATE deliveries SET state = 'published' WHERE tag = '{TAG}'")
    found = scheduler("history", "--verify", "--config", config)
    assert found.code == 4
    assert TAG in found.out
    assert "altered the queue by hand" in found.out
    assert json.loads(scheduler("history", "--verify", "--json", "--config", config).out)["journal"]["unlike"] == [TAG]


def test_nothing_asked_is_a_wrong_use(scheduler: Program, config: Path) -> None:
    assert scheduler("history", "--config", config).code == 2
