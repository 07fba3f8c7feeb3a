"""An open database for each test that asks for one."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from scheduler.store.database import Database
from tests.store.making import opened


@pytest.fixture
def database(tmp_path: Path) -> Iterator[Database]:
    one = opened(tmp_path)
    yield one
    one.close()
