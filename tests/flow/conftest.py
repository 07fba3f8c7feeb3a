"""The flow on both engines, where it stands on a database."""

from collections.abc import Iterator

import pytest

from tests import engines

ON_BOTH = {
    *(
        "test_approve",
        "test_chores",
        "test_collect",
        "test_costs",
        "test_dispatch",
        "test_early",
        "test_engagers",
        "test_engine_machine",
        "test_handoff",
    ),
    *("test_consent", "test_remarks"),
    *("test_brake", "test_budgets", "test_news", "test_publish", "test_replan", "test_withdraw"),
}


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    engines.both(metafunc, ON_BOTH)


@pytest.fixture(autouse=True)
def engine(request: pytest.FixtureRequest) -> Iterator[None]:
    """On which database it runs."""
    engines.use(getattr(request, "param", engines.FILE))
    yield
    engines.use(engines.FILE)
