"""A sender that is killed with SIGKILL once Bluesky's server has taken its post, before anything of the answer is read.

`python -m tests.servers.dying SERVER HANDLE FOLDER`, the app password on the standard input.
"""

import os
import signal
import sys
from dataclasses import replace
from pathlib import Path
from typing import Any

import requests

from scheduler.clock import SystemClock
from scheduler.connector.base import Outgoing
from scheduler.connector.http import Session
from scheduler.networks.bluesky import Bluesky
from scheduler.store.vault import FileVault
from scheduler.testing import samples

TEXT = "Acceptée, puis plus rien"


def part() -> Outgoing:
    """The same in this process and in the one that looks for it."""
    pictures = [("Une caisse", samples.picture("teal")), ("Une toile", samples.picture("gold"))]
    return samples.outgoing(TEXT, Bluesky.rules, pictures=pictures, key="killed", since=SystemClock().now())


def connector(server: str, handle: str, word: str, folder: Path) -> Bluesky:
    """One that keeps its session in `folder`, as the program does."""
    site = samples.site(
        Bluesky.rules,
        folder,
        base_url=server,
        settings={"handle": handle, "app_password": "env:P"},
        secrets={"env:P": word},
        now=SystemClock(),
        timeout=20,
    )
    return Bluesky(replace(site, vault=FileVault(folder)))


def main() -> None:
    """Publish, and die."""
    server, handle, folder = sys.argv[1:]
    real = Session.request

    def killed(self: Session, method: Any, url: Any, *args: Any, **named: Any) -> requests.Response:
        answer = real(self, method, url, *args, **named)
        if "putRecord" in str(url):
            os.kill(os.getpid(), signal.SIGKILL)
        return answer

    setattr(Session, "request", killed)  # noqa: B010 - a method is replaced
    connector(server, handle, sys.stdin.readline().strip(), Path(folder)).publish(part())


if __name__ == "__main__":
    main()
