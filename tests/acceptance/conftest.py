"""Fixtures of the acceptance tests."""

import pytest

from tests.acceptance.calling import Program


@pytest.fixture
def scheduler(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Program:
    monkeypatch.setenv("SCHEDULER_LANGUAGE", "en")
    return Program(capsys)
