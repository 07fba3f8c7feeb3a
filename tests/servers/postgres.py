"""PostgreSQL on the loopback, started and stopped by the tests: one server for a run of them, a database for each folder.

It comes from the system (Debian: `apt-get install postgresql`). Where it is absent, `missing` says what to run.
"""

import atexit
import hashlib
import os
import shutil
import signal
import socket
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from threading import Event
from typing import Any

USER = "scheduler"
PASSWORD = "a word for PostgreSQL alone"


def missing() -> str:
    """What to install before these tests can run; "" where all is there."""
    if find_spec("psycopg") is None:
        return "psycopg is absent: make install"
    return "" if programs() else "PostgreSQL is absent: apt-get install postgresql"


def programs() -> Path | None:
    """Where PostgreSQL's programs are: Debian keeps them out of the path."""
    found = shutil.which("initdb")
    places = [*([Path(found).resolve().parent] if found else []), *sorted(Path("/usr/lib/postgresql").glob("*/bin"))]
    return next((one for one in reversed(places) if (one / "initdb").exists() and (one / "postgres").exists()), None)


@dataclass(slots=True, kw_only=True)
class Server:
    """A running server. Its administrator is `postgres`, its user `USER` has no more rights than a user has."""

    port: int
    pid: int
    folder: Path

    def admin(self, *statements: str, database: str = "postgres") -> list[Any]:
        """Run statements as the administrator, outside any transaction; the rows of the last one."""
        import psycopg

        with psycopg.connect(
            host="127.0.0.1", port=self.port, user="postgres", dbname=database, autocommit=True
        ) as connection:
            done = [connection.execute(one.encode()) for one in statements]
            return done[-1].fetchall() if done[-1].description else []

    def url(self, database: str, *, port: int | None = None, **query: str) -> str:
        """The address of a database, as a configuration has it; `port`: of a proxy before it."""
        more = "&".join(f"{name}={value}" for name, value in query.items())
        return f"postgresql+psycopg://{USER}@127.0.0.1:{port or self.port}/{database}{'?' if more else ''}{more}"

    def database(self, name: str) -> str:
        """Make an empty database of the user's; return its name."""
        self.admin(f'CREATE DATABASE "{name}" OWNER {USER} TEMPLATE template0 STRATEGY file_copy')
        return name

    def of(self, folder: Path) -> str:
        """The address of the database that belongs to `folder`, made when it is first asked for."""
        name = f"t{hashlib.sha256(str(folder).encode()).hexdigest()[:20]}"
        if not self.admin(f"SELECT 1 FROM pg_database WHERE datname = '{name}'"):
            self.database(name)
        return self.url(name)


@cache
def shared() -> Server:
    """The one server of this test run, stopped at its end."""
    stack = ExitStack()
    atexit.register(stack.close)
    return stack.enter_context(running())


@contextmanager
def running(*, prefix: str = "scheduler-postgres-", durable: bool = False) -> Iterator[Server]:
    """A server with a data folder of its own. Run as the user `postgres` where we are root, whom it refuses."""
    binaries = programs()
    assert binaries is not None
    import pwd  # no such module on Windows, where these tests are skipped

    owner = pwd.getpwnam("postgres") if os.geteuid() == 0 else None
    folder = Path(tempfile.mkdtemp(prefix=prefix))
    try:
        if owner:
            os.chown(folder, owner.pw_uid, owner.pw_gid)
        who: dict[str, Any] = {"user": owner.pw_uid, "group": owner.pw_gid, "extra_groups": []} if owner else {}
        data, port = folder / "data", free_port()
        made = [str(binaries / "initdb"), "-D", str(data), "-U", "postgres", "--auth=trust", "--no-sync", "-E", "UTF8"]
        subprocess.run(made, check=True, capture_output=True, cwd="/", **who)
        _ask_the_user_for_its_password(data)
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
            "-c",
            "max_connections=300",
        ]
        if not durable:  # what is tested here is what a program does, not what a disk does
            command.append("-F")
        with (folder / "log").open("wb") as log:
            process: subprocess.Popen[bytes] = subprocess.Popen(command, stdout=log, stderr=log, cwd="/", **who)
        try:
            _until_ready(process, data / "postmaster.pid", folder / "log")
            server = Server(port=port, pid=process.pid, folder=folder)
            server.admin(f"CREATE ROLE {USER} LOGIN PASSWORD '{PASSWORD}'")
            yield server
        finally:
            stop(process, signal.SIGINT)
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _ask_the_user_for_its_password(data: Path) -> None:
    """Whoever names the database `locked` is asked for the password; all others are trusted."""
    file = data / "pg_hba.conf"
    rules = file.read_text()
    file.write_text(f"host locked {USER} 127.0.0.1/32 scram-sha-256\n{rules}")


def _until_ready(process: "subprocess.Popen[bytes]", said: Path, log: Path) -> None:
    """Until the server itself writes that it is ready, under its own process id."""
    for _ in range(300):
        assert process.poll() is None, log.read_text()
        lines = said.read_text().split("\n") if said.exists() else []
        if lines and lines[0] == str(process.pid) and any(line.strip() == "ready" for line in lines):
            return
        Event().wait(0.1)
    raise AssertionError(f"PostgreSQL did not become ready: {log.read_text()}")


def stop(process: "subprocess.Popen[Any]", how: signal.Signals) -> None:
    """End a process that a test started, by force where it does not end."""
    process.send_signal(how)
    try:
        process.wait(20)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait(10)
    if process.stdout is not None:
        process.stdout.close()


def free_port() -> int:
    """A port that nobody listens on."""
    with socket.create_server(("127.0.0.1", 0)) as taken:
        return int(taken.getsockname()[1])
