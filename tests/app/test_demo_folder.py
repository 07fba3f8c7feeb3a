"""Where `scheduler demo` writes: also into the folder that one stands in."""

from pathlib import Path

import pytest

from scheduler.app.demo import _fresh


def test_the_folder_that_one_stands_in_will_do_twice(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    for _ in range(2):
        assert (_fresh(Path()) / "config.toml").is_file()
        (tmp_path / "report.html").touch()
    assert not (tmp_path / "calendars" / "report.html").exists()
