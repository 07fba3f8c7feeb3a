"""A new user's first quarter of an hour: init, check, plan, apply, publish in rehearsal, look, report."""

import json
import os
import re
import subprocess
import sys
from contextlib import chdir
from datetime import UTC, datetime
from pathlib import Path

import jsonschema
import pytest
import time_machine
import yaml

from scheduler.app.schemas import schema_of
from scheduler.clock import machine_zone_name
from tests.acceptance.calling import SAMPLE, Program

START = datetime(2027, 5, 26, 9, tzinfo=UTC)  # a Wednesday


@pytest.fixture
def calendar(scheduler: Program, tmp_path: Path) -> Path:
    with time_machine.travel(START, tick=True):
        scheduler.well("init", tmp_path / "musee", "--language", "fr")
    return tmp_path / "musee"


def test_a_fresh_calendar_is_well_and_says_what_comes_next(scheduler: Program, tmp_path: Path) -> None:
    (tmp_path / "here").mkdir()
    with chdir(tmp_path / "here"):
        assert f"ready in {tmp_path / 'here'}:" in scheduler.well("init").out
    made = scheduler.well("init", tmp_path / "museum")
    assert "scheduler apply" in made.out
    checked = scheduler.well("check", tmp_path / "museum")
    assert "All is well." in checked.out
    assert "1 file, 3 posts" in checked.out
    again = scheduler("init", tmp_path / "museum")
    assert again.code == 1
    assert "nothing was changed" in again.err


@pytest.mark.parametrize("language", ["fr", "en"])
def test_both_languages_have_a_starter_that_is_well(scheduler: Program, tmp_path: Path, language: str) -> None:
    scheduler.well("init", tmp_path, "--language", language)
    assert scheduler.well("check", tmp_path, "--json").json == {"problems": []}
    schema = json.loads((tmp_path / "calendars" / ".schema" / "campaign.json").read_text(encoding="utf-8"))
    jsonschema.Draft202012Validator.check_schema(schema)


def test_hours_are_those_of_the_place_where_the_calendar_is_made(
    scheduler: Program, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TZ", "America/Montreal")
    scheduler.well("init", tmp_path / "montreal", "--language", "fr")
    assert 'timezone = "America/Montreal"' in (tmp_path / "montreal/config.toml").read_text(encoding="utf-8")
    assert "timezone: America/Montreal" in (tmp_path / "montreal/calendars/campaign.yaml").read_text(encoding="utf-8")
    for nowhere in ("UTC", "Etc/UTC", "Nowhere/At/All", ":/etc/localtime"):
        monkeypatch.setenv("TZ", nowhere)
        assert machine_zone_name() == ""
    monkeypatch.delenv("TZ")
    (tmp_path / "localtime").symlink_to("/usr/share/zoneinfo/Europe/Brussels")
    assert machine_zone_name(tmp_path / "localtime") == "Europe/Brussels"
    assert machine_zone_name(tmp_path / "none") == ""


def test_from_file_to_counts_in_rehearsal(scheduler: Program, calendar: Path) -> None:
    config = ("--config", calendar / "config.toml")
    with time_machine.travel(START, tick=True) as clock:
        planned = scheduler.well("plan", *config, "--json").json
        jsonschema.validate(planned, schema_of("plan"))
        assert {one["change"] for one in planned["changes"]} == {"add"}
        refused = scheduler("apply", *config)
        assert (refused.code, "--yes" in refused.err) == (4, True)
        scheduler.well("apply", *config, "--yes", "--by", "a.martin")
        kept = scheduler.well("plan", *config, "--json").json
        assert {one["change"] for one in kept["changes"]} == {"keep"}

        clock.move_to(datetime(2027, 6, 7, 7, 0, 30, tzinfo=UTC))
        assert "2 published" in scheduler.well("run", "--once", *config).out
        queue = scheduler.well("queue", *config, "--state", "published", "--json").json
        jsonschema.validate(queue, schema_of("queue"))
        assert [one["tag"].split("/")[1] for one in queue["deliveries"]] == ["bonjour", "bonjour"]
        assert all(one["remote"][0]["url"] for one in queue["deliveries"])

        live = scheduler.well("send", "premiers-pas-2027/direct", "--now", *config)
        assert "Due now: 2 deliveries" in live.out
        assert "2 published" in scheduler.well("run", "--once", *config).out

        clock.move_to(datetime(2027, 6, 8, 7, 30, tzinfo=UTC))
        read = scheduler.well("collect", *config, "--json").json
        assert read["read"] == 4
        told = scheduler.well("history", queue["deliveries"][0]["tag"], *config).out
        assert "published" in told
        report = scheduler.well("report", "premiers-pas-2027", *config, "--format", "json").json
        assert report["simulated"] is True


def test_too_late_is_missed_never_sent(scheduler: Program, calendar: Path) -> None:
    config = ("--config", calendar / "config.toml")
    with time_machine.travel(START, tick=True) as clock:
        scheduler.well("apply", *config, "--yes")
        clock.move_to(datetime(2027, 6, 7, 12, tzinfo=UTC))
        late = scheduler("run", "--once", *config)
        assert (late.code, late.out.strip()) == (4, "2 missed.")
        examined = scheduler("doctor", *config, "--json")
        assert examined.code == 4
        assert "doctor-missed" in {one["code"] for one in examined.json["findings"]}
        scheduler.well("send", "premiers-pas-2027/bonjour", "--now", *config)
        assert "2 published" in scheduler.well("run", "--once", *config).out


def test_the_brake_stops_everything(scheduler: Program, calendar: Path) -> None:
    config = ("--config", calendar / "config.toml")
    with time_machine.travel(START, tick=True) as clock:
        scheduler.well("apply", *config, "--yes")
        scheduler.well("pause", *config)
        clock.move_to(datetime(2027, 6, 7, 7, 1, tzinfo=UTC))
        assert "published" not in scheduler("run", "--once", *config).out
        asked = scheduler("resume", *config)
        assert (asked.code, "somebody must say" in asked.err) == (4, True)
        scheduler.well("resume", "--late", "send", *config)
        assert "2 published" in scheduler.well("run", "--once", *config).out
        (calendar / "calendars" / "STOP").touch()
        clock.move_to(datetime(2027, 6, 8, 7, 1, tzinfo=UTC))
        assert "published" not in scheduler("run", "--once", *config).out


def test_an_edit_without_apply_changes_nothing_and_is_noticed(scheduler: Program, calendar: Path) -> None:
    config = ("--config", calendar / "config.toml")
    campaign = calendar / "calendars" / "campaign.yaml"
    with time_machine.travel(START, tick=True) as clock:
        scheduler.well("apply", *config, "--yes")
        text = campaign.read_text(encoding="utf-8")
        campaign.write_text(text.replace("on ouvre une porte", "on ferme une porte"), encoding="utf-8")
        assert "doctor-unapplied" in {one["code"] for one in scheduler("doctor", *config, "--json").json["findings"]}
        shown = scheduler.well("plan", *config).out
        assert "- Aujourd’hui, on ouvre une porte" in shown
        assert "+ Aujourd’hui, on ferme une porte" in shown
        clock.move_to(datetime(2027, 6, 7, 7, 0, 30, tzinfo=UTC))
        scheduler.well("run", "--once", *config)
        queue = scheduler.well("queue", *config, "--state", "published", "--json").json
        assert "on ouvre une porte" in queue["deliveries"][0]["parts"][0]["text"]


def test_an_embargo_holds_also_by_hand(scheduler: Program, calendar: Path) -> None:
    config = ("--config", calendar / "config.toml")
    campaign = calendar / "calendars" / "campaign.yaml"
    text = campaign.read_text(encoding="utf-8")
    campaign.write_text(
        text.replace("        between: [10h, 18h]", "        between: [10h, 18h]\n        embargo: 2027-06-07 10h"),
        encoding="utf-8",
    )
    with time_machine.travel(START, tick=True) as clock:
        scheduler.well("apply", *config, "--yes")
        clock.move_to(datetime(2027, 6, 7, 7, 30, tzinfo=UTC))  # 09:30 in Paris
        refused = scheduler("send", "premiers-pas-2027/direct", "--now", *config)
        assert (refused.code, "embargo until" in refused.err, "10:00" in refused.err) == (1, True, True)
        clock.move_to(datetime(2027, 6, 7, 9, 0, 30, tzinfo=UTC))
        scheduler.well("send", "premiers-pas-2027/direct", "--now", *config)


def test_a_restored_database_sends_nothing_again_and_can_be_adopted(scheduler: Program, calendar: Path) -> None:
    config = ("--config", calendar / "config.toml")
    with time_machine.travel(START, tick=True) as clock:
        scheduler.well("apply", *config, "--yes")
        (database,) = Path(os.environ["XDG_STATE_HOME"]).glob("editorial-scheduler/*/queue.db")
        older = database.read_bytes()
        clock.move_to(datetime(2027, 6, 7, 7, 0, 30, tzinfo=UTC))
        assert "2 published" in scheduler.well("run", "--once", *config).out
        for beside in database.parent.glob("queue.db-*"):
            beside.unlink()
        database.write_bytes(older)

        restored = scheduler("run", "--once", *config)
        assert (restored.code, restored.out.strip()) == (4, "2 held.")
        assert "doctor-restored" in {one["code"] for one in scheduler("doctor", "--json", *config).json["findings"]}
        assert scheduler("adopt", *config).code == 4
        scheduler.well("adopt", "--yes", *config)
        scheduler.well("cancel", "premiers-pas-2027/bonjour", "--yes", *config)
        clock.move_to(datetime(2027, 6, 8, 7, 0, 30, tzinfo=UTC))
        assert "2 published" in scheduler("run", "--once", *config).out
    pages = Path(os.environ["XDG_STATE_HOME"]).glob("**/timeline.html")
    assert [page.read_text(encoding="utf-8").count("on ouvre une porte") for page in pages] == [1, 1]


def test_a_reader_who_leaves_early_does_not_undo_an_apply(scheduler: Program, calendar: Path) -> None:
    config = ["--config", str(calendar / "config.toml")]
    command = [sys.executable, "-m", "scheduler", "apply", "--yes", *config]
    at_once = {**os.environ, "PYTHONUNBUFFERED": "1"}
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=at_once) as asked:
        assert asked.stdout
        asked.stdout.close()
        asked.wait(timeout=60)
    assert asked.returncode in {0, 4}
    assert scheduler.well("queue", "--json", *config).json["deliveries"] != []


@pytest.mark.parametrize("place", [".", "calendars"])
def test_a_stop_file_holds_wherever_a_person_puts_it_and_is_theirs_to_remove(
    scheduler: Program, calendar: Path, place: str
) -> None:
    config = ("--config", calendar / "config.toml")
    with time_machine.travel(START, tick=True) as clock:
        scheduler.well("apply", *config, "--yes")
        (calendar / place / "STOP").touch()
        clock.move_to(datetime(2027, 6, 7, 7, 1, tzinfo=UTC))
        stopped = scheduler("run", "--once", *config)
        assert (stopped.code, stopped.out) == (4, "")
        assert "The brake is on" in stopped.err
        assert scheduler("doctor", *config).code == 4
        resumed = scheduler("resume", *config)
        assert (resumed.code, "still stops everything" in resumed.err) == (4, True)
        (calendar / place / "STOP").unlink()
        assert "2 published" in scheduler.well("run", "--once", *config).out


def test_what_we_ship_and_write_pleases_its_own_editor_schema(calendar: Path) -> None:
    files = [calendar / "calendars" / "campaign.yaml", *SAMPLE.glob("*/*.yaml")]
    assert len(files) > 4
    check = jsonschema.Draft202012Validator(schema_of("campaign"))
    for file in files:
        errors = [
            f"{file.name}: {list(one.path)}: {one.message}" for one in check.iter_errors(read_as_editors_do(file))
        ]
        assert errors == []


def read_as_editors_do(file: Path) -> object:
    """YAML 1.2's core schema, as editors read it: bare numbers and booleans are such, dates and hours stay words."""

    class Core(yaml.SafeLoader):
        """Without the resolvers of YAML 1.1, which take 9:30 for a number and on for true."""

    Core.yaml_implicit_resolvers = {}
    Core.add_implicit_resolver("tag:yaml.org,2002:bool", re.compile(r"^(?:true|false)$"), list("tf"))
    Core.add_implicit_resolver("tag:yaml.org,2002:null", re.compile(r"^(?:null|~|)$"), ["n", "~", ""])
    Core.add_implicit_resolver("tag:yaml.org,2002:int", re.compile(r"^[-+]?\d+$"), list("-+0123456789"))
    return yaml.load(file.read_text(encoding="utf-8"), Core)


def promised(scheduler: Program, name: str, *words: str | Path) -> object:
    """The JSON that a command printed, held against its schema."""
    found: object = scheduler(name, *words, "--json").json
    jsonschema.validate(found, schema_of(name))
    return found


def test_every_surface_keeps_its_schema(scheduler: Program, tmp_path: Path) -> None:
    with time_machine.travel(START, tick=True) as clock:
        promised(scheduler, "init", tmp_path / "musee", "--language", "fr")
        config = ("--config", tmp_path / "musee" / "config.toml")
        promised(scheduler, "apply", "--yes", *config)
        for name in ("check", "preview", "plan", "queue", "pause", "resume", "adopt", "doctor", "networks"):
            promised(scheduler, name, *(() if name == "networks" else config))
        tested = promised(scheduler, "accounts", "--test", *config)
        assert isinstance(tested, dict)
        assert all(one["simulated"] for one in tested["accounts"])
        assert "simulated" in scheduler("accounts", "--test", *config).out
        clock.move_to(datetime(2027, 6, 7, 7, 0, 30, tzinfo=UTC))
        promised(scheduler, "run", "--once", *config)
        promised(scheduler, "send", "premiers-pas-2027/direct", "--now", *config)
        clock.move_to(datetime(2027, 6, 8, 7, 30, tzinfo=UTC))
        promised(scheduler, "collect", *config)
        promised(scheduler, "report", "premiers-pas-2027", *config)
        promised(scheduler, "history", "premiers-pas-2027/direct/once/mon-mastodon", *config)
    # A clock behind the readings (a demo's week lies ahead of it) makes no post too young to be counted.
    with time_machine.travel(START, tick=True):
        report = scheduler.well("report", "premiers-pas-2027", *config, "--json").json
    assert report["made"].startswith("2027-06-08")


def test_an_account_that_cannot_publish_does_not_answer_well(scheduler: Program, calendar: Path) -> None:
    config = calendar / "config.toml"
    text = (
        config.read_text(encoding="utf-8") + '[accounts.mon-x]\nnetwork = "x"\n[accounts.lien]\nnetwork = "linkedin"\n'
    )
    config.write_text(text, encoding="utf-8")
    answer = scheduler("accounts", "--test", "--config", config)
    assert answer.code == 3
    assert "“consumer_key” is missing" in answer.out
    assert "✗ lien" in answer.out
