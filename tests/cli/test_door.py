"""The short way into the review: what takes it, what does not, and that failures are said as the command line says them."""

import os
import pty
import re
import subprocess
import sys
from pathlib import Path

import pytest

from scheduler.cli import door


@pytest.mark.parametrize(
    ("given", "config"),
    [
        (["review"], None),
        (["review", "--config", "some/config.toml"], Path("some/config.toml")),
        (["review", "-c", "config.toml"], Path("config.toml")),
    ],
)
def test_a_plain_call_takes_the_short_way(given: list[str], config: Path | None) -> None:
    assert door.named(given) == (config, True)


@pytest.mark.parametrize(
    "given",
    [
        [],
        ["queue"],
        ["review", "--help"],
        ["review", "--config"],
        ["review", "--config", ""],
        ["review", "--config", "--help"],
        ["review", "--page", "week.html"],
        ["review", "--config", "config.toml", "--lines"],
        ["--language", "en", "review"],
        ["reveiw"],
    ],
)
def test_all_else_is_the_command_lines(given: list[str]) -> None:
    assert door.named(given) == (None, False)


def failed(*arguments: str, folder: Path) -> tuple[int, str]:
    """The exit code of the program in a terminal of its own, and what it said after it gave the screen back."""
    ours, theirs = pty.openpty()
    environment = {name: value for name, value in os.environ.items() if name != "SCHEDULER_LANGUAGE"}
    program = subprocess.Popen(
        [sys.executable, "-m", "scheduler", *arguments],
        stdin=theirs,
        stdout=theirs,
        stderr=theirs,
        cwd=folder,
        env=environment | {"LANG": "en_GB.UTF-8", "LC_ALL": "en_GB.UTF-8", "TERM": "xterm-256color"},
        start_new_session=True,
    )
    os.close(theirs)
    written = b""
    try:
        while more := os.read(ours, 1 << 16):
            written += more
    except OSError:  # as Linux says that nobody has the other end any more
        pass
    os.close(ours)
    said = written.rpartition(b"\x1b[?1049l")[2]
    return program.wait(), re.sub(r"\x1b\[[^a-z]*[a-z]", "", said.decode())


@pytest.mark.parametrize("fault", ['[calendar]\nid = "porte"\ntimezone = "Mars/Olympus"\n', "[calendar\n", ""])
def test_a_configuration_with_faults_is_refused_as_elsewhere(tmp_path: Path, fault: str) -> None:
    config = tmp_path / "config.toml"
    config.write_text(fault, encoding="utf-8")
    short = failed("review", "--config", str(config), folder=tmp_path)
    assert short[0]
    assert str(config) in short[1]
    assert short == failed("review", "--theme", "dark", "--config", str(config), folder=tmp_path)


def test_what_is_no_calendar_is_said_without_a_screen(tmp_path: Path) -> None:
    missing = tmp_path / "config.toml"
    assert failed("review", "-c", str(missing), folder=tmp_path) == failed(
        "review", "--theme", "dark", "-c", str(missing), folder=tmp_path
    )
