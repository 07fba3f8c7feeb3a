"""Two clients on the list, applied once for all tests of a file, which share their queues."""

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
import time_machine

from scheduler.cli import main
from tests.acceptance.calling import Program
from tests.clients.two import librairie, musee

NOW = datetime(2027, 6, 7, 8, tzinfo=UTC)


@pytest.fixture
def scheduler(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Program:
    monkeypatch.setenv("SCHEDULER_LANGUAGE", "en")
    return Program(capsys)


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where both clients are, with the list of them and their state."""
    base = tmp_path_factory.mktemp("clients")
    with pytest.MonkeyPatch.context() as patch, time_machine.travel(NOW, tick=True):
        for name in ("STATE", "CONFIG"):
            patch.setenv(f"XDG_{name}_HOME", str(base / name.lower()))
        for make in (musee, librairie):
            folder = make(base / make.__name__).parent
            assert main(["workspaces", "add", folder.name, str(folder), "--budget", "60"]) == 0
        assert main(["apply", "--all", "--yes", "--json"]) == 0
    return base


@pytest.fixture
def clients(home: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """The same, and the Monday before their posts."""
    for name in ("STATE", "CONFIG"):
        monkeypatch.setenv(f"XDG_{name}_HOME", str(home / name.lower()))
    with time_machine.travel(NOW, tick=True):
        yield home
