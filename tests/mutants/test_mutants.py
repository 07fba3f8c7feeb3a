"""Each mistake of tests/mutants/mutants.py must be seen: the explorer finds the history in which it breaks a promise."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent.parent
ANSWERS, CLOCKS = "a post, answers and disks", "a post and its clocks"
FOUND = {
    "no-attempt-written": (ANSWERS, "left without an attempt"),
    "blind-retry": (ANSWERS, "arrived twice"),
    "no-deadline": (CLOCKS, "was sent after it was too late"),
    "bookkeeping-inside-the-try": (ANSWERS, "arrived twice"),
    "lease-shorter-than-the-request": (ANSWERS, "arrived twice"),
}
"""What each of them leads to, and the scope in which that is found."""

pytestmark = pytest.mark.skipif(
    not hasattr(os, "fork"), reason="the explorer copies its process, which POSIX alone can"
)


@pytest.mark.parametrize("mutant", FOUND)
def test_the_explorer_finds_what_the_mistake_leads_to(tmp_path: Path, mutant: str) -> None:
    scope, wrong = FOUND[mutant]
    to = tmp_path / "found.json"
    command = [sys.executable, "-m", "tests.explore", scope, "--mutant", mutant, "--json", str(to)]
    done = subprocess.run(command, cwd=ROOT, check=False, stdout=subprocess.DEVNULL)
    (found,) = json.loads(to.read_text(encoding="utf-8")).values()
    assert done.returncode == 1
    assert wrong in found["violation"].splitlines()[0]
