"""The screens on which one looks are those that were looked at, in every size and set of colours."""

import os
import pty
import sys
from pathlib import Path
from shutil import copytree

import pytest

from tests.tui.conftest import NAMES, pointed
from tests.tui.goldens import GOLDEN, Shot, taken
from tests.tui.test_screens import _until, started
from tests.tui.viewing_shots import SHOTS, prepared

QUICK = {"viewing-before-small", "viewing-doubt-small", "viewing-narrow"}


@pytest.fixture(scope="module")
def ready(small_made: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The small week with all of that in it, made once."""
    base = tmp_path_factory.mktemp("viewing") / "week"
    copytree(small_made, base)
    with pointed(base):
        prepared(base / "calendar" / "config.toml")
    return base


@pytest.fixture
def config(ready: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The configuration of a copy of it."""
    copytree(ready, tmp_path / "week")
    for name in NAMES:
        monkeypatch.setenv(f"XDG_{name}_HOME", str(tmp_path / "week" / name.lower()))
    return tmp_path / "week" / "calendar" / "config.toml"


def _params() -> list[object]:
    return [pytest.param(one, id=one.name, marks=[] if one.name in QUICK else [pytest.mark.long]) for one in SHOTS]


@pytest.mark.parametrize("shot", _params())
def test_the_screen_is_the_one_that_was_looked_at(config: Path, shot: Shot) -> None:
    assert taken(config, shot) == (GOLDEN / f"{shot.name}.txt").read_text(encoding="utf-8"), (
        "look at it; then python -m tests.tui.goldens"
    )


@pytest.mark.long
@pytest.mark.parametrize("shot", _params())
def test_the_light_one_says_the_same_by_the_same_tokens(config: Path, shot: Shot) -> None:
    assert taken(config, shot, theme="review-light") == (GOLDEN / f"{shot.name}.txt").read_text(encoding="utf-8")


@pytest.mark.long
def test_a_terminal_without_utf_8_gets_letters_and_a_name_for_its_window(config: Path) -> None:
    ours, theirs = pty.openpty()
    environment = os.environ | {"TERM": "xterm-256color", "COLUMNS": "100", "LINES": "30", "LC_ALL": "C"}
    command = [sys.executable, "-m", "scheduler", "review", "--config", str(config), "--by", "l.diallo"]
    with started(command, theirs, environment) as process:
        seen = _until(ours, rb"\x1b\]2;[^\x07]+\x07")
        seen += _until(ours, rb"rendez")
        os.write(ours, b"c")
        seen += _until(ours, rb"\[[^\]]*apr")
        os.write(ours, b"q")
        seen += _until(ours, rb"\x1b\[23;2t")
        assert process.wait(30) == 0
    os.close(ours)
    assert b"\x1b[22;2t" in seen, "the window's own title is kept"
    assert seen.isascii()
    assert b"|" in seen
