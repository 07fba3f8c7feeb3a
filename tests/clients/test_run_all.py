"""`run --all` as a person starts it: a real daemon for each client, which survives the others and ends with its supervisor."""

import json
import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from threading import Timer

import jsonschema
import pytest

from scheduler.app.schemas import schema_of
from scheduler.store.heartbeat import last_beat
from scheduler.store.place import sqlite_path
from tests.acceptance.calling import Program
from tests.clients.two import client

pytestmark = [
    pytest.mark.long,
    pytest.mark.skipif(not hasattr(os, "pidfd_open"), reason="this system does not tell when another's child ends"),
]
PATIENCE = 120.0
PUBLISHED = [(f"/{name}-{network}: ", "published") for name in ("un", "deux") for network in ("bluesky", "mastodon")]


@pytest.fixture
def three(tmp_path: Path, scheduler: Program) -> Path:
    """Two clients with a post that is due, and one whose configuration is wrong."""
    soon = datetime.now(UTC)
    posts = (
        f'  - {{id: soon, date: {soon:%Y-%m-%d}, at: "{soon:%H:%M}", text: "What goes out by itself, and on time."}}\n'
    )
    for name in ("un", "deux", "trois"):
        scheduler.well("workspaces", "add", name, client(tmp_path / name, posts=posts).parent)
    scheduler.well("apply", "--all", "--yes", "--now", "--json")
    config = tmp_path / "trois" / "config.toml"
    config.write_text(config.read_text(encoding="utf-8").replace("timezone", "timezoone"), encoding="utf-8")
    return tmp_path


@contextmanager
def running(*words: str) -> Iterator["subprocess.Popen[str]"]:
    """The supervisor, killed if the test takes too long."""
    command = [sys.executable, "-m", "scheduler", "run", "--all", *words]
    with subprocess.Popen(command, stderr=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as process:
        patience = Timer(PATIENCE, process.kill)
        patience.start()
        try:
            yield process
        finally:
            patience.cancel()
            process.kill()


def until(process: "subprocess.Popen[str]", *wanted: tuple[str, ...]) -> list[str]:
    """The lines that it says until each of `wanted` was met, in whatever order, by a line that holds all its words."""
    assert process.stderr is not None
    said, left = [], set(wanted)
    for line in process.stderr:
        said.append(line)
        left -= {words for words in left if all(word in line for word in words)}
        if not left:
            return said
    raise AssertionError(f"{left} in {''.join(said)}")


def daemon_of(name: str) -> int:
    beat = last_beat(sqlite_path(f"{name}-1").parent)
    assert beat is not None
    return beat.pid


def gone(pid: int) -> bool:
    """Whether a process that is no child of ours ends within our patience."""
    import select

    try:
        descriptor = os.pidfd_open(pid)
    except ProcessLookupError:
        return True
    try:
        return bool(select.select([descriptor], [], [], PATIENCE)[0])
    finally:
        os.close(descriptor)


def test_each_client_publishes_whatever_becomes_of_the_others(scheduler: Program, three: Path) -> None:
    with running("--json") as process:
        said = until(process, ("trois | Its daemon cannot run as",), *PUBLISHED)
        assert [line for line in said if line.startswith("trois |") and "timezoone" in line]
        first, second = daemon_of("un"), daemon_of("deux")
        os.kill(first, signal.SIGKILL)
        until(process, ("un | Its daemon ended (SIGKILL)",))
        until(process, ("un | ", "Publishing for"))
        assert daemon_of("deux") == second
        config = three / "trois" / "config.toml"
        config.write_text(config.read_text(encoding="utf-8").replace("timezoone", "timezone"), encoding="utf-8")
        until(process, ("trois | ", "Publishing for"))
        process.send_signal(signal.SIGTERM)
        out, rest = process.communicate(timeout=PATIENCE)
    assert process.returncode == 0, rest
    assert rest.count("nothing is in flight") >= 2
    assert {name: one["refused"] for name, one in json.loads(out)["workspaces"].items()} == {
        "un": False,
        "deux": False,
        "trois": False,
    }
    states = {
        name: {each["state"] for each in one["deliveries"]}
        for name, one in scheduler("queue", "--all", "--json").json["workspaces"].items()
    }
    assert states["un"] == states["deux"] == {"published"}


def test_no_daemon_is_left_behind_by_a_supervisor_that_is_killed(scheduler: Program, three: Path) -> None:
    with running() as process:
        until(process, *PUBLISHED, ("trois | Its daemon cannot run",))
        standing = scheduler("workspaces", "--json").json["workspaces"]
        assert {one["name"]: one["daemon"] for one in standing if one["name"] == "deux"} == {"deux": "alive"}
        daemons = [daemon_of(name) for name in ("un", "deux")]
        process.kill()
        process.wait()
        assert all(gone(pid) for pid in daemons)


def test_a_pass_for_each_client_says_what_each_did(scheduler: Program, three: Path) -> None:
    passed = scheduler("run", "--all", "--once", "--json")
    jsonschema.validate(passed.json, schema_of("all"))
    found = passed.json["workspaces"]
    assert [(found[name]["published"], found[name]["exit"]) for name in ("un", "deux")] == [(2, 0), (2, 0)]
    assert (passed.code, found["trois"]["error"]["code"], found["trois"]["exit"]) == (1, "config-invalid", 1)
    again = scheduler("run", "--all", "--once")
    assert "== un ==\nNothing was due." in again.out
    assert "trois | " in again.err
