"""Fixtures of the acceptance tests: the program, and a day on which the sample week lies ahead."""

import os
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
import time_machine

from scheduler.cli import main
from tests.acceptance.calling import BEFORE, SAMPLE, Program

FITTED = ("blobs", "fitted")
"""What a calendar's state folder remembers of its pictures."""


@pytest.fixture
def scheduler(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Program:
    monkeypatch.setenv("SCHEDULER_LANGUAGE", "en")
    return Program(capsys)


@pytest.fixture(scope="session")
def fitted(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A state folder whose calendar is the sample's, each picture of its week fitted once, as the first plan does."""
    state = tmp_path_factory.mktemp("fitted")
    with pytest.MonkeyPatch.context() as patch, time_machine.travel(BEFORE, tick=True):
        patch.setenv("XDG_STATE_HOME", str(state))
        assert main(["plan", "--json", "--config", str(SAMPLE / "config.toml")]) == 0
    return state


@pytest.fixture
def before_the_week(fitted: Path) -> Iterator[None]:
    """The machine's clock stands before the sample week, whenever the tests are run; its pictures are fitted, nothing else."""
    for one in (part for name in FITTED for part in fitted.glob(f"*/*/{name}")):
        shutil.copytree(one, Path(os.environ["XDG_STATE_HOME"]) / one.relative_to(fitted))
    with time_machine.travel(BEFORE, tick=True):
        yield
