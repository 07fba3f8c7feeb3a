"""The floors of the house hold: nothing imports upward or sideways."""

import subprocess
import sys
import tomllib
from pathlib import Path

from tests.structure.source import PACKAGE, ROOT


def test_the_floors_hold() -> None:
    linter = Path(sys.executable).with_name("lint-imports")
    told = subprocess.run(
        [linter, "--no-cache"], cwd=ROOT, capture_output=True, encoding="utf-8", check=False, env={"NO_COLOR": "1"}
    )
    assert told.returncode == 0, told.stdout + told.stderr


def test_only_rooms_that_are_not_built_yet_are_optional() -> None:
    settings = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["tool"]["importlinter"]
    floors = next(contract for contract in settings["contracts"] if contract["id"] == "floors")
    rooms = [room.strip() for floor in floors["layers"] for room in floor.replace(":", "|").split("|")]
    built = {path.stem for path in PACKAGE.iterdir() if path.suffix == ".py" or (path / "__init__.py").exists()}
    optional = {room.strip("()") for room in rooms if room.startswith("(")}
    assert optional & built == set(), "these exist: take the parentheses off in pyproject.toml"
