"""Fixtures of the acceptance tests: the program, and a day on which the sample week lies ahead."""

import pytest

from tests.acceptance.calling import Program


@pytest.fixture
def scheduler(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Program:
    monkeypatch.setenv("SCHEDULER_LANGUAGE", "en")
    return Program(capsys)
