"""The screens on which one looks are those that were looked at, in every size and set of colours."""

from pathlib import Path
from shutil import copytree

import pytest

from tests.tui.conftest import NAMES, pointed
from tests.tui.goldens import GOLDEN, Shot, taken
from tests.tui.viewing_shots import SHOTS, prepared

QUICK = {"viewing-before-small", "viewing-doubt-small", "viewing-narrow"}


@pytest.fixture(scope="module")
def ready(small_made: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The small week with all of that in it, made once."""
    base = tmp_path_factory.mktemp("viewing") / "week"
    copytree(small_made, base)
    with pointed(base):
        prepared(base / "calendar" / "config.toml")
    return base


@pytest.fixture
def config(ready: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The configuration of a copy of it."""
    copytree(ready, tmp_path / "week")
    for name in NAMES:
        monkeypatch.setenv(f"XDG_{name}_HOME", str(tmp_path / "week" / name.lower()))
    return tmp_path / "week" / "calendar" / "config.toml"


def _params() -> list[object]:
    return [pytest.param(one, id=one.name, marks=[] if one.name in QUICK else [pytest.mark.long]) for one in SHOTS]


@pytest.mark.parametrize("shot", _params())
def test_the_screen_is_the_one_that_was_looked_at(config: Path, shot: Shot) -> None:
    assert taken(config, shot) == (GOLDEN / f"{shot.name}.txt").read_text(encoding="utf-8"), (
        "look at it; then python -m tests.tui.goldens"
    )


@pytest.mark.long
@pytest.mark.parametrize("shot", _params())
def test_the_light_one_says_the_same_by_the_same_tokens(config: Path, shot: Shot) -> None:
    assert taken(config, shot, theme="review-light") == (GOLDEN / f"{shot.name}.txt").read_text(encoding="utf-8")
