"""All that can befall a small calendar, on the real dispatcher, publisher, reconciler and store; nothing may break a promise."""

import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.conftest import PRINTED
from tests.explore.scopes import SCOPES

ROOT = Path(__file__).parent.parent.parent
QUICK = {
    "a thread, any one thing": 300,
    "two accounts begun ahead": 250,
    "two workers, one of the worst": 250,
}
"""Scopes of every run, each with the most states that it may see: together they take some twenty seconds of a processor."""
MOST = int(os.environ.get("EXPLORE_MOST", "800"))
"""States of each scope in the long run; a week-end may give it millions."""

pytestmark = pytest.mark.skipif(
    not hasattr(os, "fork"), reason="the explorer copies its process, which POSIX alone can"
)


def explored(to: Path, *asked: str) -> dict[str, Any]:
    command = [sys.executable, "-m", "tests.explore", *asked, "--json", str(to)]
    subprocess.run(command, cwd=ROOT, check=False, stdout=subprocess.DEVNULL)
    found: dict[str, dict[str, Any]] = json.loads(to.read_text(encoding="utf-8"))
    (one,) = found.values()
    return one


def said(name: str, found: dict[str, Any]) -> str:
    whole = "exhausted" if found["exhausted"] else "not exhausted"
    counts = ", ".join(f"{found[one]} {one}" for one in ("states", "branches", "kills", "ends"))
    return f"{name}: {counts}, {whole}"


def count(name: str, found: dict[str, Any], record_property: Callable[[str, object], None]) -> None:
    record_property(PRINTED, said(name, found))
    record_property("simulated kills", found["kills"])
    record_property("states explored", found["states"])
    record_property("scopes exhausted", int(found["exhausted"]))


@pytest.mark.parametrize("name", QUICK)
def test_nothing_that_befalls_a_small_calendar_breaks_a_promise(
    tmp_path: Path, name: str, record_property: Callable[[str, object], None]
) -> None:
    found = explored(tmp_path / "found.json", name, "--most", str(QUICK[name]))
    count(name, found, record_property)
    assert not found["violation"], found["violation"]
    assert found["exhausted"] or found["states"] >= QUICK[name]
    assert found["ends"] > 5, "hardly a history comes to its end"
    assert found["kills"], "the bound is spent before anybody dies"


@pytest.mark.long
def test_the_one_hole_is_there_and_a_native_key_closes_it(tmp_path: Path) -> None:
    """A process frozen between the last look at its clocks and the send, among several workers: docs/proof.md says so."""
    found = explored(tmp_path / "found.json", "the hole")
    assert "arrived twice" in found["violation"].splitlines()[0]
    closed = explored(tmp_path / "closed.json", "the hole, with native keys")
    assert "arrived twice" not in closed["violation"]


@pytest.mark.long
@pytest.mark.parametrize("name", SCOPES)
def test_a_long_look_at_every_scope(tmp_path: Path, name: str, record_property: Callable[[str, object], None]) -> None:
    found = explored(tmp_path / "found.json", name, "--most", str(MOST))
    count(name, found, record_property)
    assert not found["violation"], found["violation"]
