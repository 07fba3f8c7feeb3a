"""What is left out of an import, for whom, and for how long."""

import importlib
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from scheduler.connector.without import without


@pytest.fixture
def wanting(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    """A module that would like to have the package `rarely_wanted`, and says whether it has."""
    (tmp_path / "rarely_wanted.py").write_text("", encoding="utf-8")
    (tmp_path / "wanting.py").write_text(
        "try:\n    import rarely_wanted\n    HAS = True\nexcept ImportError:\n    HAS = False\n", encoding="utf-8"
    )
    monkeypatch.syspath_prepend(tmp_path)
    for name in ("wanting", "rarely_wanted"):
        monkeypatch.delitem(sys.modules, name, raising=False)
    importlib.invalidate_caches()
    return "wanting"


def test_a_package_is_left_out_of_an_import_and_found_by_the_next(wanting: str) -> None:
    with without("rarely_wanted"):
        assert importlib.import_module(wanting).HAS is False
    assert importlib.import_module("rarely_wanted").__name__ == "rarely_wanted"


def test_what_is_loaded_already_is_not_taken_away(wanting: str) -> None:
    importlib.import_module("rarely_wanted")
    with without("rarely_wanted"):
        assert importlib.import_module(wanting).HAS is True


def test_another_thread_finds_it_meanwhile(wanting: str) -> None:
    with without("rarely_wanted"), ThreadPoolExecutor(1) as other:
        assert other.submit(importlib.import_module, wanting).result().HAS is True


def test_a_failure_inside_leaves_nothing_behind(wanting: str) -> None:
    with pytest.raises(ZeroDivisionError), without("rarely_wanted"):
        raise ZeroDivisionError
    assert importlib.import_module(wanting).HAS is True


def test_mastodon_comes_without_its_cryptography() -> None:
    told = subprocess.run(
        [sys.executable, "-c", "import sys, scheduler.networks.mastodon.client; print('cryptography' in sys.modules)"],
        capture_output=True,
        encoding="utf-8",
        check=True,
    )
    assert told.stdout.strip() == "False"
