"""Power loss, which kill -9 does not show: between an intent and its send the disk must have been synced.

`strace` sees what the kernel is asked: the write-ahead log and the witness are synced (fdatasync, fsync) after the intent is
written and before the first byte of the request leaves. With synchronous=NORMAL there is no sync at a commit, and this fails.
"""

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.kill.test_processes import PATIENCE, ROOT, Case

pytestmark = [
    pytest.mark.servers,
    pytest.mark.skipif(shutil.which("strace") is None, reason="strace is absent: apt-get install strace"),
]

SYNC = re.compile(r"(?:fdatasync|fsync)\(\d+<(?P<file>[^>]+)>")


def traced(case: Case, to: Path, **more: str) -> list[str]:
    """What a sender asks of the kernel until all is out, in order."""
    command = ["strace", "-f", "-y", "-s", "64", "-e", "trace=fdatasync,fsync,sendto,sendmsg,write", "-o", str(to)]
    sender = [sys.executable, "-m", "tests.kill.sender", str(case.folder), case.server.base_url]
    environment = {**os.environ, **more}
    subprocess.run([*command, *sender], cwd=ROOT, env=environment, timeout=PATIENCE, check=True, capture_output=True)
    return to.read_text(encoding="utf-8", errors="replace").splitlines()


def syncs_before_posts(calls: list[str]) -> list[set[str]]:
    """Before each POST of a status: the kinds of files that were synced since the one before."""
    found: list[set[str]] = []
    since: set[str] = set()
    for call in calls:
        if synced := SYNC.search(call):
            since.add(Path(synced["file"]).suffix)
        elif "POST /api/v1/statuses" in call:
            found.append(since)
            since = set()
    return found


def test_the_intent_and_its_witness_are_on_the_disk_before_the_bytes_leave(tmp_path: Path) -> None:
    case = Case(tmp_path)
    with case.server:
        before = syncs_before_posts(traced(case, tmp_path / "calls"))
        case.judge()
    assert len(before) == 6, "three parts of a thread and three posts"
    for synced in before:
        assert ".db-wal" in synced, f"the intent was not synced before its send: {synced}"
        assert ".witness" in synced, f"the witness was not synced before the send: {synced}"


def test_the_mutant_with_synchronous_normal_is_caught(tmp_path: Path) -> None:
    case = Case(tmp_path)
    with case.server:
        before = syncs_before_posts(traced(case, tmp_path / "calls", MUTANT="synchronous-normal"))
    assert any(".db-wal" not in synced for synced in before), "the check above would not see a power loss"
