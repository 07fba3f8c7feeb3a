"""An open database for each test that asks for one."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from scheduler.store.database import Database
from tests import engines
from tests.store.making import opened

ON_BOTH = {
    *("test_claimed", "test_waiting", "test_lying", "test_welcomed", "test_mentions", "test_readings"),
    *("test_many", "test_past_posts"),
    *("test_accounts", "test_attempts", "test_health", "test_history", "test_queue", "test_snapshots", "test_machine"),
}


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    engines.both(metafunc, ON_BOTH)


@pytest.fixture(autouse=True)
def engine(request: pytest.FixtureRequest) -> Iterator[None]:
    """On which database it runs."""
    engines.use(getattr(request, "param", engines.FILE))
    yield
    engines.use(engines.FILE)


@pytest.fixture
def database(engine: None, tmp_path: Path) -> Iterator[Database]:
    one = opened(tmp_path)
    yield one
    one.close()
