"""What a command costs: the heavy libraries load only where they are used."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from tests.structure.source import ROOT

HEAVY = {"tweepy", "facebook", "mastodon", "sqlalchemy", "alembic", "apscheduler", "textual", "keyring"}
NOT_FOR_HELP = HEAVY | {"pydantic", "yaml", "requests", "jinja2", "babel", "PIL", "dateutil"}
LOOK = """
import json, runpy, sys
{run}
print(json.dumps(sorted({{name.partition(".")[0] for name in sys.modules}})), file=sys.stderr)
"""
NOT_FOR_WAITING = {
    *("babel", "requests", "tweepy", "facebook", "mastodon", "cryptography", "apprise", "keyring"),
    *(
        "pydantic",
        "jinja2",
        "markupsafe",
        "PIL",
        "textual",
        "rich",
        "alembic",
        "mako",
        "icalendar",
        "tomlkit",
        "openpyxl",
    ),
}
DAEMON = """
import os, subprocess
from pathlib import Path
os.environ["XDG_STATE_HOME"] = {folder!r}
from scheduler.__main__ import main
from scheduler.wake import ClockAlarm

CONFIG = '[calendar]\\nid = "musee"\\ntimezone = "Europe/Paris"\\nlanguage = "fr"\\n'
for name in ("x", "facebook", "mastodon", "bluesky"):
    CONFIG += f'\\n[accounts.musee-{{name}}]\\nnetwork = "{{name}}"\\nthrough = "rehearsal"\\n'
config = Path({folder!r}, "config.toml")
config.write_text(CONFIG, encoding="utf-8")
turns, wait = iter([True, True]), ClockAlarm.wait

def waiting(self, *, busy):
    if busy:
        return wait(self, busy=busy)
    if next(turns, False):
        return True
    print(json.dumps(sorted({{name.partition(".")[0] for name in sys.modules}})), file=sys.stderr, flush=True)
    os._exit(0)

# The database is made by another process, with all that it takes.
subprocess.run([sys.executable, "-m", "scheduler", "queue", "--config", config], stdout=subprocess.DEVNULL, check=True)
ClockAlarm.wait = waiting
sys.argv = ["scheduler", "run", "--config", str(config)]
main()
"""
COMMAND = """
from scheduler.__main__ import main
sys.argv = ["scheduler", *{arguments!r}]
try:
    ended = main()
except SystemExit as left:
    ended = left.code
assert not ended, ended
"""


def loaded(run: str) -> set[str]:
    """The top names in `sys.modules` of a fresh process after it ran this."""
    told = subprocess.run(
        [sys.executable, "-c", LOOK.format(run=run)], capture_output=True, encoding="utf-8", check=False
    )
    assert told.returncode == 0, told.stdout + told.stderr
    return set(json.loads(told.stderr.splitlines()[-1]))


def test_importing_the_package_loads_nothing_of_ours_or_others() -> None:
    bare = loaded("")
    assert loaded("import scheduler") - bare == {"scheduler"}


@pytest.mark.parametrize("arguments", [["--help"], ["check", "--help"], ["--version"]])
def test_help_loads_no_heavy_library(arguments: list[str]) -> None:
    assert loaded(COMMAND.format(arguments=arguments)) & NOT_FOR_HELP == set()


def test_check_loads_no_heavy_library() -> None:
    checked = loaded(COMMAND.format(arguments=["check", str(ROOT / "calendars" / "museumweek")]))
    assert checked & HEAVY == set()


def test_the_first_frame_of_the_review_needs_neither_store_nor_files() -> None:
    """What it takes to draw it: Textual and the screens. The parser is passed by; the rest comes with what needs it."""
    drawn = loaded("import scheduler.__main__, scheduler.cli.door, scheduler.app.doorway, scheduler.tui.main")
    assert "textual" in drawn
    assert drawn & ((NOT_FOR_HELP | {"filelock", "sqlite3", "tomllib", "typer"}) - {"textual"}) == set()


FIRST_WEEK = """
from pathlib import Path
from scheduler.app.doorway import arrive
import scheduler.tui.main
review = arrive(Path({config!r}), by="somebody")
assert not review.is_found
assert review.begin().empty
import sys
late = {{"figure", "report", "publics", "surroundings"}}
assert not late & {{name.rpartition(".")[2] for name in sys.modules if name.startswith("scheduler.model.")}}
"""


def test_the_first_week_of_the_review_needs_no_sqlalchemy(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path))
    config = tmp_path / "config.toml"
    config.write_text('[calendar]\nid = "musee"\ntimezone = "Europe/Paris"\n', encoding="utf-8")
    # Whoever looks first makes the database, with all that it takes.
    subprocess.run(
        [sys.executable, "-m", "scheduler", "queue", "--config", config], stdout=subprocess.DEVNULL, check=True
    )
    assert (
        loaded(FIRST_WEEK.format(config=str(config))) & {"sqlalchemy", "alembic", "filelock", "typer", "PIL"} == set()
    )


@pytest.mark.long
def test_a_daemon_waits_without_what_it_does_not_use(tmp_path: Path) -> None:
    """Its memory is held down by what it has not loaded; the posts of a network bring that network's library."""
    assert loaded(DAEMON.format(folder=str(tmp_path))) & NOT_FOR_WAITING == set()


def test_running_as_a_module_is_running_the_command(tmp_path: Path) -> None:
    as_module = subprocess.run(
        [sys.executable, "-m", "scheduler", "--version"],
        capture_output=True,
        encoding="utf-8",
        check=True,
        cwd=tmp_path,
    )
    as_script = subprocess.run(
        [Path(sys.executable).with_name("scheduler"), "--version"], capture_output=True, encoding="utf-8", check=True
    )
    assert as_module.stdout == as_script.stdout
