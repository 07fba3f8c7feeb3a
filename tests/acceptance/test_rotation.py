"""Slots and pools as a user meets them: planned, applied, laid out further by the daemon, edited, counted and run dry."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
import time_machine

from scheduler.app.scheduler import Scheduler
from scheduler.model.engagement import Counts, Snapshot
from scheduler.store import snapshots
from tests.acceptance.calling import Program

NOW = datetime(2027, 6, 7, 5, tzinfo=UTC)
"""A Monday, 7:00 in Paris."""
CONFIG = """[calendar]
id = "rotation"
folder = "campaigns"
timezone = "Europe/Paris"
language = "en"

[queue]
horizon = "21d"

[roles.press]
name = "Press"
people = ["l.diallo"]

[accounts.m]
network = "mastodon"
through = "rehearsal"
slots = ["monday..friday 9h", "tuesday 18h"]
distance = "2h"
"""
HEAD = """version: 1
campaign: atelier
title: Atelier
language: en
approvals: [press]
accounts: [m]
posts:
"""
POSTS = """  - {id: talk, date: 2027-06-08, at: 10h, text: The talk of Tuesday begins at ten.}
  - {id: notes, at: slot, text: Some notes from the workshop.}
  - {id: more, at: slot, text: What came of last week in a few words.}
"""
POOL = """  - id: evergreen
    repeat: {every: week, day: friday, at: slot}
    pool:
      rest: 14d
      floor: {metric: reactions, under: 5, age: 24h, rest: 365d}
      contents:
        - {id: ink, text: Our ink is made of soot and water.}
        - {id: nail, text: One nail and all the patience in the world.}
"""


@pytest.fixture
def clock() -> Iterator[time_machine.Traveller]:
    with time_machine.travel(NOW, tick=True) as traveller:
        yield traveller


@pytest.fixture
def config(tmp_path: Path) -> Path:
    (tmp_path / "campaigns").mkdir()
    (tmp_path / "config.toml").write_text(CONFIG, encoding="utf-8")
    return tmp_path / "config.toml"


def write(config: Path, posts: str) -> None:
    (config.parent / "campaigns" / "atelier.yaml").write_text(HEAD + posts, encoding="utf-8")


def plan(scheduler: Program, config: Path) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = scheduler("plan", "--json", "--config", config).json["changes"]
    return found


def hours(scheduler: Program, config: Path) -> dict[str, tuple[str, str]]:
    """When each delivery goes out by the wall clock, and its state."""
    found = scheduler.well("queue", "--json", "--config", config).json["deliveries"]
    return {one["tag"].split("/", 1)[1].rpartition("/")[0]: (one["local"][5:16], one["state"]) for one in found}


def test_the_plan_says_which_slot_each_took_and_why_and_nothing_approved_moves(
    scheduler: Program, config: Path, clock: time_machine.Traveller
) -> None:
    write(config, POSTS)
    checked = scheduler.well("check", "--json", "--config", config).json["problems"]
    assert [one["code"] for one in checked] == ["slot-provisional", "slot-provisional"]
    found = {one["tag"].split("/")[1]: one for one in plan(scheduler, config)}
    assert [(name, one["local"][5:16]) for name, one in found.items()] == [
        ("notes", "06-07T09:00"),
        ("talk", "06-08T10:00"),
        ("more", "06-08T18:00"),
    ]
    assert found["talk"]["slot"] is None
    assert [(one["local"][5:16], one["by"], one["near"]) for one in found["more"]["slot"]["passed"]] == [
        ("06-07T09:00", "atelier/notes/once/m", False),
        ("06-08T09:00", "atelier/talk/once/m", True),
    ]
    shown = scheduler.well("plan", "--config", config).out
    taken, near = "Monday 7 June 2027 at 09:00 (atelier/notes)", "Tuesday 8 June 2027 at 09:00 (atelier/talk)"
    assert f"next free slot · taken: {taken} · too near another post: {near}" in shown
    scheduler.well("apply", "--yes", "--config", config)
    before = hours(scheduler, config)
    scheduler.well(
        "approve", "atelier/notes", "atelier/more", "--role", "press", "--by", "l.diallo", "--config", config
    )

    write(config, "  - {id: first, at: slot, priority: 1, text: This one is really urgent.}\n" + POSTS)
    assert [one["change"] for one in plan(scheduler, config)] == ["keep", "keep", "keep", "add"]
    scheduler.well("apply", "--yes", "--config", config)
    after = hours(scheduler, config)
    assert after.pop("first/once") == ("06-09T09:00", "awaiting")
    assert {name: at for name, (at, _) in after.items()} == {name: at for name, (at, _) in before.items()}
    assert after["notes/once"][1] == after["more/once"][1] == "ready"
    told = scheduler.well("explain", "atelier/first", "--config", config).out
    assert "it has it in the queue already" in told


def test_a_content_of_another_season_is_checked_today(
    scheduler: Program, config: Path, clock: time_machine.Traveller
) -> None:
    long = "        - {id: snow, season: 12-01..01-31, if_too_long: refuse, text: '" + "snow " * 120 + "'}\n"
    write(config, POSTS + POOL + long)
    found = scheduler("check", "--json", "--config", config)
    assert found.code == 1
    (said_,) = [one for one in found.json["problems"] if one["severity"] == "error"]
    assert (said_["line"], said_["where"]) == (19, 'post "evergreen" -> m')
    assert {one["tag"].split("/")[1] for one in plan(scheduler, config)} == {"talk", "notes", "more"}


def test_the_daemon_lays_a_pool_out_further_and_an_edited_content_is_replaced_where_it_is_queued(
    scheduler: Program, config: Path, clock: time_machine.Traveller
) -> None:
    write(config, POSTS + POOL)
    scheduler.well("apply", "--yes", "--config", config)
    before = said(config)
    assert sorted(before) == ["2027-06-11", "2027-06-18", "2027-06-25"]
    assert before["2027-06-11"] == before["2027-06-25"] != before["2027-06-18"]
    one = "atelier/evergreen/2027-06-18/m"
    scheduler.well("approve", one, "--role", "press", "--by", "l.diallo", "--config", config)

    clock.shift(timedelta(days=14))
    assert lay_out(config) == 2
    assert lay_out(config) == 0
    states = {name: state for name, (_, state) in hours(scheduler, config).items()}
    assert states["evergreen/2027-07-02"] == "ready", "one yes covers a content until it changes"
    assert states["evergreen/2027-07-09"] == "awaiting"
    after = said(config)
    assert before.items() < after.items()
    assert [after[day] for day in ("2027-07-02", "2027-07-09")] == [before["2027-06-18"], before["2027-06-11"]]

    write(config, POSTS + POOL.replace("soot and water", "soot and a little gum"))
    replaced = [one for one in plan(scheduler, config) if one["change"] == "replace"]
    days = {day for day, content in after.items() if content == "ink" and day > "2027-06-21"}
    assert {one["tag"].split("/")[2] for one in replaced} == days
    assert {(one["content"], one["was"] == one["due"]) for one in replaced} == {("ink", True)}
    write(config, POSTS + POOL + "        - {id: new, text: A content that came after all others., weight: 10}\n")
    assert {one["change"] for one in plan(scheduler, config) if "evergreen" in one["tag"]} <= {"keep", "add"}


def test_what_reached_too_little_rests_and_the_doctor_sees_the_pool_run_dry(
    scheduler: Program, config: Path, clock: time_machine.Traveller, caplog: pytest.LogCaptureFixture
) -> None:
    write(config, POOL.replace("friday", "monday").replace("14d", "21d"))
    scheduler.well("apply", "--yes", "--config", config)
    with caplog.at_level("WARNING", logger="scheduler.run"):
        lay_out(config)
    assert "nothing is left in the pool that has rested 21 d" in caplog.text, "the daemon writes it into its log"
    scheduler.well("approve", "atelier/evergreen", "--role", "press", "--by", "l.diallo", "--config", config)
    first = said(config)["2027-06-07"]
    clock.move_to(NOW + timedelta(hours=2, minutes=1))
    scheduler.well("run", "--once", "--config", config)
    assert hours(scheduler, config)["evergreen/2027-06-07"][1] == "published"
    clock.shift(timedelta(days=2))
    for likes, resting in ((4, True), (5, False)):
        with Scheduler.find(config, []) as one:
            counted = Snapshot(
                tag="atelier/evergreen/2027-06-07/m",
                part=1,
                age=timedelta(days=1),
                taken=NOW + timedelta(days=1, minutes=likes),
                counts=Counts(reactions=likes),
            )
            snapshots.add(one.ground.database, [counted])
        # Not of what is queued, that stays: of a series that is laid out anew.
        write(config, POOL.replace("friday", "thursday"))
        told = scheduler("plan", "--json", "--config", config).json["problems"]
        assert ("pool-resting" in [each["code"] for each in told]) == resting, told
        if resting:
            said_ = next(each for each in told if each["code"] == "pool-resting")
            assert first in said_["message"]
            doctor = scheduler("doctor", "--config", config).out
            assert "nothing is left in the pool" in doctor or "all that is left in the pool rests" in doctor


def said(config: Path) -> dict[str, str]:
    """Which content each date of the pool says, as the queue has it."""
    with Scheduler.find(config, []) as one:
        return {each.occurrence: each.content for each in one.queue.deliveries() if each.post == "evergreen"}


def lay_out(config: Path) -> int:
    with Scheduler.find(config, []) as one:
        return one.queue.lay_out()
