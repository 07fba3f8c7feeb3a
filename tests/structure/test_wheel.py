"""What an isolated install gets: the wheel holds everything that the program reads of its own."""

import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from tests.structure.source import ROOT


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("wheel")
    subprocess.run(
        [sys.executable, "-m", "hatchling", "build", "--target", "wheel", "--directory", str(folder)],
        cwd=ROOT,
        check=True,
        capture_output=True,
    )
    return next(folder.glob("*.whl"))


def test_the_wheel_holds_the_package_and_the_sample_calendars(wheel: Path) -> None:
    with zipfile.ZipFile(wheel) as archive:
        held = set(archive.namelist())
    own = {
        f"scheduler/{path.relative_to(ROOT / 'scheduler').as_posix()}"
        for path in (ROOT / "scheduler").rglob("*")
        if path.is_file() and "__pycache__" not in path.parts
    }
    samples = {
        f"scheduler/sample/{path.relative_to(ROOT / 'calendars').as_posix()}"
        for path in (ROOT / "calendars").rglob("*")
        if path.is_file()
    }
    manual = {f"scheduler/docs/{path.relative_to(ROOT / 'docs').as_posix()}" for path in (ROOT / "docs").rglob("*.md")}
    assert own | samples | manual <= held
    assert not any(path.startswith("scheduler/docs/images") for path in held), "a terminal shows none"
    assert not {path for path in held if path.partition("/")[0] != "scheduler" and ".dist-info" not in path}


def test_the_unpacked_wheel_checks_its_own_sample(wheel: Path, tmp_path: Path) -> None:
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(tmp_path / "site")
    run = (
        "import sys; sys.path.insert(0, sys.argv.pop(1)); import scheduler; from scheduler.__main__ import main;"
        "assert scheduler.__file__.startswith(sys.path[0]), scheduler.__file__; main()"
    )
    told = subprocess.run(
        [
            sys.executable,
            "-P",
            "-c",
            run,
            str(tmp_path / "site"),
            "check",
            str(tmp_path / "site" / "scheduler" / "sample"),
        ],
        cwd=tmp_path,
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert told.returncode == 0, told.stdout + told.stderr
