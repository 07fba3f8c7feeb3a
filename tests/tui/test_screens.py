"""The screens are those that were looked at, at three sizes, in every set of colours."""

import os
import pty
import re
import select
import subprocess
import sys
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path

import pytest
from rich.color import ColorType

from tests.tui import week
from tests.tui.goldens import GOLDEN, SHOTS, Shot, taken
from tests.tui.screen import SMALL, WIDE, Player, play

QUICK = {"week-small", "week-wide", "list-small", "post-wide"}


def _params() -> list[object]:
    return [pytest.param(one, id=one.name, marks=[] if one.name in QUICK else [pytest.mark.long]) for one in SHOTS]


@pytest.mark.parametrize("shot", _params())
def test_the_screen_is_the_one_that_was_looked_at(living: Path, shot: Shot) -> None:
    assert taken(living, shot) == (GOLDEN / f"{shot.name}.txt").read_text(encoding="utf-8"), (
        "look at it; then python -m tests.tui.goldens"
    )


@pytest.mark.long
@pytest.mark.parametrize("shot", _params())
def test_the_light_one_says_the_same_by_the_same_tokens(living: Path, shot: Shot) -> None:
    found = taken(living, shot, theme="review-light")
    assert found == (GOLDEN / f"{shot.name}.txt").read_text(encoding="utf-8")


@pytest.mark.parametrize("size", [SMALL, pytest.param(WIDE, marks=pytest.mark.long)])
def test_without_colour_the_text_is_the_same_and_no_colour_is_sent(living: Path, size: tuple[int, int]) -> None:
    name = "week-small" if size == SMALL else "week-wide"

    async def story(player: Player) -> None:
        golden = (GOLDEN / f"{name}.txt").read_text(encoding="utf-8").split("\n" + "=" * size[0])[0] + "\n"
        assert player.text + "\n" == golden
        sent = {
            colour
            for line in player.app.screen._compositor.render_strips()
            for part in line
            if part.style
            for colour in (part.style.color, part.style.bgcolor)
            if colour is not None and colour.type is not ColorType.DEFAULT
        }
        assert not sent
        chosen = [part for line in player.app.screen._compositor.render_strips() for part in line if "▌" in part.text]
        assert chosen
        assert all(part.style is not None and part.style.reverse for part in chosen)

    play(living, story, size=size, theme="review-plain")


@pytest.mark.parametrize(
    "size", [(60, 20), *(pytest.param(one, marks=pytest.mark.long) for one in ((40, 10), (20, 5)))]
)
def test_a_small_window_harms_nothing(living: Path, size: tuple[int, int]) -> None:
    async def story(player: Player) -> None:
        await player.press("2", "4", "3", "1", "enter", "escape", "question_mark", "escape")
        await player.pilot.resize_terminal(*WIDE)
        await player.calm()
        assert "Semaine" in player.text

    play(living, story, size=size)


def test_an_empty_calendar_says_how_to_begin(tmp_path: Path) -> None:
    async def story(player: Player) -> None:
        assert "Rien n’est programmé" in player.text
        assert "scheduler init" in player.text
        await player.press("right", "v", "enter", "pagedown", "4", "1")
        assert player.app.is_running

    play(week.calendar(tmp_path / "calendar"), story, size=SMALL)


def review(config: Path, *arguments: str, **environment: str) -> subprocess.Popen[bytes]:
    """The program as people start it."""
    command = [sys.executable, "-m", "scheduler", "review", "--config", str(config), *arguments]
    return subprocess.Popen(
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=os.environ | environment
    )


def test_without_a_terminal_it_says_what_to_use_instead(living: Path) -> None:
    for language, words in (("fr", "a besoin d’un terminal"), ("en", "needs a terminal")):
        with review(living, SCHEDULER_LANGUAGE=language) as process:
            out, err = process.communicate()
        assert process.returncode == 4
        assert words in err.decode()
        assert "scheduler queue" in err.decode()
        assert not out


def test_colours_that_are_not_there_are_refused(living: Path) -> None:
    with review(living, "--theme", "pink") as process:
        _, err = process.communicate()
    assert process.returncode == 2
    assert b"pink" in err


@pytest.mark.long
def test_it_runs_in_a_real_terminal_and_leaves_it_as_it_was(living: Path) -> None:
    ours, theirs = pty.openpty()
    environment = os.environ | {"TERM": "xterm-256color", "COLUMNS": "100", "LINES": "30", "NO_COLOR": "1"}
    command = [sys.executable, "-m", "scheduler", "review", "--config", str(living), "--by", "a.martin"]
    with started(command, theirs, environment) as process:
        seen = _until(ours, rb"MuseumWeek")
        os.write(ours, b"q")
        seen += _until(ours, rb"\x1b\[\?1049l")
        assert process.wait(30) == 0
    assert b"\x1b[?1049h" in seen, "the alternate screen: what stood in the terminal comes back"
    assert not re.search(rb"\x1b\[(?:[0-9;]*;)?[34]8;", seen), "NO_COLOR: no colour is sent"
    os.close(ours)


@contextmanager
def started(command: Sequence[str], terminal: int, environment: Mapping[str, str]) -> Iterator[subprocess.Popen[bytes]]:
    """A program in a terminal; killed where what was expected of it does not come, else the test would wait for it for ever."""
    with subprocess.Popen(command, stdin=terminal, stdout=terminal, stderr=terminal, env=environment) as process:
        os.close(terminal)
        try:
            yield process
        finally:
            process.kill()


def _until(file: int, pattern: bytes) -> bytes:
    seen = b""
    while not re.search(pattern, seen):
        ready, _, _ = select.select([file], [], [], 30)
        assert ready, seen[-500:]
        try:
            seen += os.read(file, 65536)
        except OSError:  # Linux says so when nobody is left at the other end
            pytest.fail(f"it ended too early: {seen[-2000:]!r}")
    return seen
