"""What every scenario starts from."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.acceptance.calling import Program
from tests.flow.world import World


@pytest.fixture
def world(tmp_path: Path) -> Iterator[World]:
    """The engine on a real database file, a network with a log of its own, and a clock that obeys."""
    one = World(tmp_path)
    yield one
    one.database.close()


@pytest.fixture
def scheduler(capsys: pytest.CaptureFixture[str]) -> Program:
    """The program, as a person calls it."""
    return Program(capsys)
