"""How acceptance tests call the program: as a user does, through its command line, reading what it prints."""

import json
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
import time_machine

from scheduler.cli import main

ROOT = Path(__file__).parent.parent.parent
SAMPLE = ROOT / "calendars"
BEFORE = datetime(2026, 12, 1, 9, tzinfo=UTC)
"""A day on which the sample week lies ahead, and its ordinary weeks beyond the horizon."""


@dataclass(frozen=True)
class Answer:
    """What a command printed, and its exit code."""

    code: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        return json.loads(self.out)


class Program:
    """The program in this process; every call is one command."""

    def __init__(self, capsys: pytest.CaptureFixture[str]) -> None:
        self._capsys = capsys

    def __call__(self, *words: str | Path) -> Answer:
        self._capsys.readouterr()
        code = main([str(word) for word in words])
        printed = self._capsys.readouterr()
        assert "Traceback" not in printed.out + printed.err
        return Answer(code=code, out=printed.out, err=printed.err)

    def well(self, *words: str | Path) -> Answer:
        """A call that must succeed."""
        answer = self(*words)
        assert answer.code == 0, answer.out + answer.err
        return answer


def until_quiet(scheduler: Program, config: Path, clock: time_machine.Traveller, passes: int = 12) -> None:
    """Run once every five minutes, as cron would: for an hour, unless told otherwise."""
    for _ in range(passes):
        scheduler("run", "--once", "--config", config)
        clock.shift(timedelta(minutes=5))
