"""A session that is renewed is never lost: not by SIGKILL at any step, not by two renewers at once."""

import json
import signal
import stat
import subprocess
import sys
from pathlib import Path

import pytest

from scheduler.errors import Problem
from scheduler.plain import REDACTED, redact
from scheduler.store.vault import BEFORE, SESSION, FileVault

ROOT = Path(__file__).parent.parent.parent

DYING = """
import os, signal, sys
from pathlib import Path
from scheduler.store.vault import FileVault

vault, stop, seen = FileVault(Path(sys.argv[1])), int(sys.argv[2]), 0

def counted(real):
    def call(*given, **named):
        global seen
        seen += 1
        if seen == stop:
            os.kill(os.getpid(), signal.SIGKILL)
        return real(*given, **named)
    return call

for name in ("open", "fsync", "replace", "rename", "unlink", "close"):
    setattr(os, name, counted(getattr(os, name)))
Path.replace = counted(Path.replace)
Path.unlink = counted(Path.unlink)
vault.write("the new one")
print("kept")
"""


def killed_at(folder: Path, step: int) -> int:
    done = subprocess.run(
        [sys.executable, "-c", DYING, folder, str(step)], cwd=ROOT, capture_output=True, check=False, timeout=60
    )
    return done.returncode


@pytest.mark.long
def test_killed_at_any_step_the_old_or_the_new_one_is_there(tmp_path: Path) -> None:
    seen: set[str | None] = set()
    for step in range(1, 60):
        folder = tmp_path / str(step)
        FileVault(folder).write("the oldest one")
        FileVault(folder).write("the old one")
        ended = killed_at(folder, step)
        left = FileVault(folder).read()
        assert left in {"the old one", "the new one"}
        seen.add(left)
        if ended == 0:
            assert left == "the new one"
            assert (folder / BEFORE).read_text("utf-8") == "the old one"
            break
        assert ended == -signal.SIGKILL
    else:
        pytest.fail("it never came to its end")
    assert seen == {"the old one", "the new one"}
    assert step > 8, "too few steps were seen to be the real ones"


RENEWING = """
import sys
from pathlib import Path
from scheduler.store.vault import FileVault

folder = Path(sys.argv[1])
vault = FileVault(folder)
spent = vault.read()
print("read", flush=True)
sys.stdin.readline()
with vault.held():
    found = vault.read()
    if found == spent:
        with (folder / "renewals").open("a") as log:
            log.write("one\\n")
        vault.write(f"after {spent}")
print(vault.read(), flush=True)
"""


def test_two_processes_renew_once(tmp_path: Path) -> None:
    FileVault(tmp_path).write("first")
    both = [
        subprocess.Popen(
            [sys.executable, "-c", RENEWING, tmp_path],
            cwd=ROOT,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            encoding="utf-8",
        )
        for _ in range(2)
    ]
    for one in both:
        assert one.stdout is not None
        assert one.stdout.readline() == "read\n"
    for one in both:
        assert one.stdin is not None
        one.stdin.write("\n")
        one.stdin.flush()
    assert [one.communicate(timeout=60)[0] for one in both] == ["after first\n"] * 2
    assert (tmp_path / "renewals").read_text("utf-8") == "one\n"


def test_it_is_for_this_user_alone(tmp_path: Path) -> None:
    folder = tmp_path / "state" / "accounts" / "musee"
    FileVault(folder).write("a")
    FileVault(folder).write("b")
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700
    assert {stat.S_IMODE((folder / name).stat().st_mode) for name in (SESSION, BEFORE)} == {0o600}
    assert sorted(one.name for one in folder.iterdir()) == [SESSION, BEFORE]


def test_what_is_read_is_redacted_piece_by_piece(tmp_path: Path) -> None:
    session = {"did": "did:plc:aaaaaaaaaaaaaaaaaaaa", "jwt": {"access": "acc3ss-t0ken-of-session", "n": [1, None]}}
    FileVault(tmp_path).write(json.dumps(session))
    assert FileVault(tmp_path).read() == json.dumps(session)
    assert redact("x acc3ss-t0ken-of-session") == f"x {REDACTED}"
    assert redact("did:plc:aaaaaaaaaaaaaaaaaaaa") == "did:plc:aaaaaaaaaaaaaaaaaaaa"


def test_it_is_not_read_through_a_link(tmp_path: Path) -> None:
    elsewhere = tmp_path / "elsewhere"
    elsewhere.write_text("theirs", encoding="utf-8")
    (tmp_path / SESSION).symlink_to(elsewhere)
    with pytest.raises(Problem):
        FileVault(tmp_path).read()


def test_forgotten_means_gone(tmp_path: Path) -> None:
    vault = FileVault(tmp_path)
    assert vault.read() is None
    vault.write("a")
    vault.write("b")
    vault.forget()
    assert vault.read() is None


def test_a_thread_may_enter_again(tmp_path: Path) -> None:
    vault = FileVault(tmp_path)
    with vault.held(), vault.held():
        vault.write("a")
    with vault.held():
        assert vault.read() == "a"
