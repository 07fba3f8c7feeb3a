"""The past comes in by one command: shown first, kept on a yes, listed, corrected, and reported on as any other week."""

import os
import pty
import signal
import subprocess
import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path

import jsonschema
import pytest

from scheduler.render.schemas import SURFACES
from tests.acceptance.calling import Program
from tests.exports import samples
from tests.exports.samples import x_row

MONDAY = datetime(2026, 6, 1, 7, 30, tzinfo=UTC)
TABLE = "Quand;Quoi;Coeurs\n2026-06-01 9h30;Bonjour #CoulissesMW;4\n2026-06-02 9h30;Une question #MuseumWeek;6\n"


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A calendar with nine weeks of X's analytics: eight ordinary ones, and that of an operation described after the fact."""
    folder = tmp_path_factory.mktemp("past")
    samples.calendar(folder)
    rows = [
        x_row(
            MONDAY - timedelta(days=7 * week) + timedelta(days=day), f"Semaine {week}, jour {day}", likes=10 + week % 3
        )
        for week in range(8, 0, -1)
        for day in range(5)
    ]
    rows += [x_row(MONDAY + timedelta(hours=hour), f"Publication {hour} #MuseumWeek", likes=200) for hour in range(6)]
    (folder / "content.csv").write_text("\n".join([samples.X_HEADINGS, *rows]), encoding="utf-8")
    return folder


def test_an_edition_of_the_past_is_imported_confirmed_and_reported(home: Path, scheduler: Program) -> None:
    order = ("import", home / "content.csv", "--read-on", "2026-11-20", "--config", home / "config.toml")
    shown = scheduler(*order, "--json")
    jsonschema.validate(shown.json, SURFACES["import"])
    assert (shown.code, shown.json["kept"], shown.json["new"], shown.json["readings"]) == (4, None, 46, 46)
    assert {one["theme"]: one["posts"] for one in shown.json["guesses"]} == {"Coulisses": 6}
    told = scheduler.well("--language", "fr", *order, "--yes")
    assert "Gardé comme import 1" in told.out.replace("\u00a0", " ")
    assert "museumweek-2026 / Coulisses" in told.out
    listed = scheduler.well("past", "museumweek-2026", "--json", "--config", home / "config.toml").json
    jsonschema.validate(listed, SURFACES["past"])
    assert len(listed["posts"]) == 6
    none = scheduler.well(
        "--language", "fr", "past", "museumweek-2026", "--hashtag", "rien", "--config", home / "config.toml"
    )
    assert "Aucune des publications importées ne répond" in none.out
    early = scheduler("--language", "fr", "report", "museumweek-2026", "--config", home / "config.toml")
    assert early.code == 1
    assert "scheduler apply" in early.err
    assert "–" not in early.err, "there is no campaign to propose"
    scheduler.well("apply", "--yes", "--config", home / "config.toml")
    report = scheduler.well("report", "museumweek-2026", "--json", "--config", home / "config.toml").json
    assert (
        report["coverage"] | {"published": 6, "measured": 6, "missing": 0, "baseline_missing": 0} == report["coverage"]
    )
    assert report["decomposition"]["per_post"] == pytest.approx(
        200 / (sum(5 * (10 + week % 3) for week in range(1, 9)) / 40)
    )
    assert next(one["code"] for one in report["reservations"]) == "at-export-all"
    changed = scheduler("past", "museumweek-2026", "--unset", "--json", "--config", home / "config.toml")
    jsonschema.validate(changed.json, SURFACES["past"])
    assert (changed.code, len(changed.json["changes"]), changed.json["kept"]) == (4, 6, None)


def test_a_table_that_nobody_knows_needs_the_flag_where_nobody_can_be_asked(home: Path, scheduler: Program) -> None:
    (home / "bilan.csv").write_text(TABLE, encoding="utf-8")
    order = (
        "import",
        home / "bilan.csv",
        "--past",
        "--account",
        "musee-mastodon",
        "--json",
        "--config",
        home / "config.toml",
    )
    refused = scheduler(*order)
    assert (refused.code, refused.json["error"]["code"]) == (4, "arrival-columns-needed")
    assert "Quand, Quoi, Coeurs" in refused.json["error"]["message"]
    said = ("--map", "Quand=date", "--map", "Quoi=text", "--map", "Coeurs=reactions", "--dates", "day-first")
    assert scheduler(*order, *said).json["new"] == 2
    assert scheduler(*order, "--map", "Quand=when").code == 2
    both = scheduler("import", home / "bilan.csv", "--past", "--to", home / "x.yaml", "--config", home / "config.toml")
    assert both.code == 2


@pytest.mark.long
def test_on_a_terminal_the_columns_are_asked_for_and_the_answer_is_kept(home: Path) -> None:
    (home / "asked.csv").write_text(TABLE.replace("Quand", "Au").replace("2026-06", "2026-05"), encoding="utf-8")
    here, there = pty.openpty()
    order = ["-m", "scheduler", "--language", "fr", "import", "asked.csv", "--past", "--account", "musee-mastodon"]
    child = subprocess.Popen(
        [sys.executable, *order],
        cwd=home,
        stdin=there,
        stdout=there,
        stderr=there,
        close_fds=True,
        start_new_session=True,
    )
    os.close(there)
    os.write(here, b"1\n2\n\n3\n\n\n\no\n")
    shown = b""
    try:
        while chunk := os.read(here, 65536):
            shown += chunk
    except OSError:  # the other end is closed
        pass
    finally:
        os.close(here)
    text = shown.decode().replace("\u00a0", " ").replace("\u202f", " ")
    assert child.wait() == 0, text
    assert "Laquelle est la date ? (numéro)" in text
    assert "1. Au  (2026-05-01 9h30, 2026-05-02 9h30)" in text
    assert "2 publications" in text
    assert '"Coeurs" = "reactions"' in (home / "imported-columns.toml").read_text(encoding="utf-8")


@pytest.mark.long
def test_a_kill_in_the_middle_of_writing_leaves_nothing_half_kept(home: Path, scheduler: Program) -> None:
    """At ten moments of an import of thirty thousand rows: afterwards there is all of it, or nothing."""
    rows = [
        x_row(MONDAY - timedelta(days=4000) + timedelta(hours=number), f"Ligne {number}") for number in range(30_000)
    ]
    (home / "long.csv").write_text("\n".join([samples.X_HEADINGS, *rows]), encoding="utf-8")
    order = [sys.executable, "-m", "scheduler", "import", "long.csv", "--yes"]
    before = len(scheduler.well("past", "--json", "--config", home / "config.toml").json["posts"])
    ends = set()
    for moment in range(10):
        child = subprocess.Popen(order, cwd=home, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        try:
            child.wait(timeout=0.4 + 0.2 * moment)
        except subprocess.TimeoutExpired:
            child.send_signal(signal.SIGKILL)
            child.wait()
        after = len(scheduler.well("past", "--json", "--config", home / "config.toml").json["posts"])
        assert after in {before, before + 30_000}
        ends.add(after)
    assert ends
