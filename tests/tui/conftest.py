"""The living week, made once and copied for each test."""

import os
from pathlib import Path
from shutil import copytree

import pytest

from tests.tui import week

NAMES = ("STATE", "CONFIG", "DATA", "CACHE")


def point(base: Path) -> None:
    """Let the program find its folders in `base`."""
    for name in NAMES:
        os.environ[f"XDG_{name}_HOME"] = str(base / name.lower())


@pytest.fixture(scope="session")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The week, with the folders of the program beside it."""
    base = tmp_path_factory.mktemp("week")
    before = {name: os.environ.get(f"XDG_{name}_HOME") for name in NAMES}
    point(base)
    try:
        week.live(week.calendar(base / "calendar"))
    finally:
        for name, value in before.items():
            if value is None:
                del os.environ[f"XDG_{name}_HOME"]
            else:
                os.environ[f"XDG_{name}_HOME"] = value
    return base


@pytest.fixture
def living(made: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The configuration of a copy of the week."""
    copytree(made, tmp_path / "week")
    for name in NAMES:
        monkeypatch.setenv(f"XDG_{name}_HOME", str(tmp_path / "week" / name.lower()))
    return tmp_path / "week" / "calendar" / "config.toml"
