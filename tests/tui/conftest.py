"""The living week, made once and copied for each test."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from shutil import copytree

import pytest

from tests.tui import little, week

NAMES = ("STATE", "CONFIG", "DATA", "CACHE")


def point(base: Path) -> None:
    """Let the program find its folders in `base`."""
    for name in NAMES:
        os.environ[f"XDG_{name}_HOME"] = str(base / name.lower())


@pytest.fixture(scope="session")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The week, with the folders of the program beside it."""
    with pointed(tmp_path_factory.mktemp("week")) as base:
        week.live(week.calendar(base / "calendar"))
    return base


@contextmanager
def pointed(base: Path) -> Iterator[Path]:
    """The program finds its folders in `base`, for a while."""
    before = {name: os.environ.get(f"XDG_{name}_HOME") for name in NAMES}
    point(base)
    try:
        yield base
    finally:
        for name, value in before.items():
            if value is None:
                del os.environ[f"XDG_{name}_HOME"]
            else:
                os.environ[f"XDG_{name}_HOME"] = value


@pytest.fixture(scope="session")
def small_made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The small week, made once."""
    with pointed(tmp_path_factory.mktemp("small")) as base:
        little.made(base / "calendar")
    return base


@pytest.fixture
def small(small_made: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The configuration of a copy of the small week."""
    copytree(small_made, tmp_path / "small")
    for name in NAMES:
        monkeypatch.setenv(f"XDG_{name}_HOME", str(tmp_path / "small" / name.lower()))
    return tmp_path / "small" / "calendar" / "config.toml"


@pytest.fixture
def living(made: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The configuration of a copy of the week."""
    copytree(made, tmp_path / "week")
    for name in NAMES:
        monkeypatch.setenv(f"XDG_{name}_HOME", str(tmp_path / "week" / name.lower()))
    return tmp_path / "week" / "calendar" / "config.toml"
