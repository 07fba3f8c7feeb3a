"""SIGKILL between two statements: what was being written is there whole or not at all."""

import signal
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest

from scheduler.model.delivery import State
from scheduler.store import attempts, deliveries, documents, history
from tests.store.making import NOW, add, new, opened

pytestmark = pytest.mark.long

ROOT = Path(__file__).parent.parent.parent

DYING = """
import sys
from pathlib import Path
from sqlalchemy import event
from scheduler.store import attempts, deliveries
from tests.store.making import HOUR, NOW, Add, add, claimed, new, opened

folder, what, stop = Path(sys.argv[1]), sys.argv[2], int(sys.argv[3])
database = opened(folder)
seen = 0

def pause(*_):
    global seen
    seen += 1
    if seen == stop:
        print("paused", flush=True)
        sys.stdin.readline()

if what == "apply":
    event.listen(database._engine, "after_cursor_execute", pause)
    changes = [Add(new(f"fresh{i}", account=f"musee-{i}")) for i in range(3)]
    (old,) = deliveries.select(database)
    seen = 0
    changes.append(deliveries.Replace(old.id, new("old", text="Neuf.")))
    deliveries.apply(database, changes, by="a", at=NOW, campaigns={"museumweek-2027": "{}"})
else:
    one = claimed(database)
    event.listen(database._engine, "after_cursor_execute", pause)
    event.listen(database._engine, "commit", pause)
    seen = 0
    attempts.begin(database, one, part=0, key="k", at=NOW, deadline=NOW + HOUR, by="d")
print("done", flush=True)
sys.stdin.readline()
"""


def killed_at(folder: Path, what: str, statement: int) -> str:
    """Run until so many statements have been executed, then kill; return what the process said last."""
    process = subprocess.Popen(
        [sys.executable, "-c", DYING, folder, what, str(statement)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        encoding="utf-8",
        cwd=ROOT,
    )
    assert process.stdout
    said = process.stdout.readline().strip()
    process.send_signal(signal.SIGKILL)
    process.communicate(timeout=30)
    assert process.returncode == -signal.SIGKILL
    return said


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no SIGKILL")
@pytest.mark.parametrize("statement", [1, 3, 5, 8, 11, 14, 17, 999])
def test_an_apply_that_was_killed_is_whole_or_not_there(tmp_path: Path, statement: int) -> None:
    with closing(opened(tmp_path)) as database:
        (old,) = add(database, new("old"))
    said = killed_at(tmp_path, "apply", statement)
    assert said == ("done" if statement == 999 else "paused")
    with closing(opened(tmp_path)) as database:
        posts = sorted(one.post for one in deliveries.select(database))
        (now,) = deliveries.select(database, ids=[old.id])
        whole = said == "done"
        assert posts == (["fresh0", "fresh1", "fresh2", "old"] if whole else ["old"])
        assert documents.applied(database) == ({"museumweek-2027": "{}"} if whole else {})
        assert (now.digest == old.digest) is not whole
        assert database.damage() == ()
        assert history.verify(database) is None
        assert database.doubt is None
        for one in deliveries.select(database):
            assert history.replay(history.of(database, one.id)) is one.state


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no SIGKILL")
@pytest.mark.parametrize("statement", [2, 4, 6, 7, 999])
def test_an_intent_that_was_killed_is_certainly_unsent_or_unknown(tmp_path: Path, statement: int) -> None:
    with closing(opened(tmp_path)) as database:
        (one,) = add(database, new())
    said = killed_at(tmp_path, "begin", statement)
    with closing(opened(tmp_path)) as database:
        found = attempts.recover(database, at=NOW)
        if said == "done":
            assert [each.id for each in found.unknown] == [one.id]
        else:
            # Whether the commit got through or not: never PUBLISHED, and READY only if no attempt is written.
            assert len(found.ready) + len(found.unknown) == 1
            written = bool(attempts.of(database, one.id))
            assert [each.state for each in deliveries.select(database)] == [State.UNKNOWN if written else State.READY]
        assert database.doubt is None
        assert history.verify(database) is None
