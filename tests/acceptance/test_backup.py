"""A copy as a person makes it: one command, its answer in both forms, and no second one under the same name."""

import json
import shutil
import sqlite3
from datetime import UTC, datetime, timedelta
from pathlib import Path

import jsonschema
import time_machine

from scheduler.app.scheduler import Scheduler
from scheduler.config import load
from scheduler.render.schemas import SURFACES
from tests.acceptance.calling import Program
from tests.acceptance.small import calendar

POST = "  - {id: one, date: 2027-06-07, at: 9h, text: Good morning.}\n"


def test_a_copy_is_made_checked_and_not_made_twice(tmp_path: Path, scheduler: Program, before_the_week: None) -> None:
    calendar(tmp_path / "calendar", POST)
    config, to = tmp_path / "calendar" / "config.toml", tmp_path / "copy.db"
    scheduler.well("apply", "--yes", "--config", config)
    said = scheduler.well("backup", to, "--config", config).out
    assert str(to) in said
    assert "3 deliveries" in said
    assert sqlite3.connect(to).execute("SELECT count(*) FROM deliveries").fetchone() == (3,)
    again = scheduler("backup", to, "--config", config)
    assert again.code == 1
    assert "already" in again.err
    answer = scheduler.well("backup", tmp_path / "second.db", "--json", "--config", config).json
    jsonschema.validate(answer, SURFACES["backup"])
    assert answer["deliveries"] == 3
    assert answer["head"]


def test_on_a_server_the_exact_command_is_named(tmp_path: Path, scheduler: Program) -> None:
    calendar(tmp_path, POST)
    config = tmp_path / "config.toml"
    server = 'url = "postgresql+psycopg://museum@db.example/queue"'
    config.write_text(config.read_text(encoding="utf-8") + f"\n[database]\n{server}\n", encoding="utf-8")
    told = scheduler("backup", "--json", "--config", config)
    assert told.code == 1
    advice = json.loads(told.out)["error"]["advice"]
    assert "pg_dump --format=custom --file=calendar.dump --host=db.example --username=museum queue" in advice


def test_the_drill_of_the_page_sends_nothing_twice(tmp_path: Path, scheduler: Program) -> None:
    """Copy, destroy, restore, look, adopt, decide: the steps of docs/where-it-runs.md, as a person gives them."""
    calendar(tmp_path / "calendar", POST)
    config, copy = tmp_path / "calendar" / "config.toml", tmp_path / "usb" / "queue.db"
    copy.parent.mkdir()
    where = ("--config", config)
    nine = datetime(2027, 6, 7, 7, tzinfo=UTC)
    with time_machine.travel(nine - timedelta(hours=1), tick=True):
        scheduler.well("apply", "--yes", *where)
        scheduler.well("approve", "small/one", "--role", "press", "--by", "l.diallo", *where)
        scheduler.well("backup", copy, *where)
    with time_machine.travel(nine + timedelta(minutes=1), tick=True):
        assert scheduler.well("run", "--once", "--json", *where).json["published"] == 3
    with Scheduler(load(config)) as opened:
        queue = opened.ground.database.path
    for left in queue.parent.glob("queue.db*"):
        left.unlink()
    shutil.copy(copy, queue)
    with time_machine.travel(nine + timedelta(minutes=30), tick=True):
        doctor = scheduler("doctor", *where)
        assert doctor.code == 4
        passed = scheduler("run", "--once", "--json", *where)
        assert (passed.code, passed.json["published"], passed.json["held"]) == (4, 0, 3)
        again = scheduler("run", "--once", *where)
        assert (again.code, "older than" in again.err) == (4, True), "in doubt, even where nothing more was due"
        scheduler.well("adopt", "--yes", "--by", "a.martin", *where)
        assert scheduler("run", "--once", "--json", *where).json["published"] == 0, "held until somebody decides"
        scheduler.well("cancel", "small/one", "--yes", "--by", "a.martin", *where)
        assert scheduler("run", "--once", "--json", *where).json["published"] == 0
        found = scheduler.well("queue", "--json", *where).json["deliveries"]
    assert {(one["state"], one["attempts"]) for one in found} == {("cancelled", 0)}
