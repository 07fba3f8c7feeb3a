"""Fixtures of the acceptance tests: the program, and a day on which the sample week lies ahead."""

from collections.abc import Iterator

import pytest
import time_machine

from tests.acceptance.calling import BEFORE, Program


@pytest.fixture
def scheduler(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Program:
    monkeypatch.setenv("SCHEDULER_LANGUAGE", "en")
    return Program(capsys)


@pytest.fixture
def before_the_week() -> Iterator[None]:
    """The machine's clock stands before the sample week, whenever the tests are run."""
    with time_machine.travel(BEFORE, tick=True):
        yield
