"""`python -m scheduler.testing.fake_bluesky`: the fake as a process of its own, until it is told to stop."""

import argparse
import signal
import sys
from pathlib import Path
from threading import Event

from scheduler.testing.fake_bluesky.server import FakeBluesky, State
from scheduler.testing.server import Fault


def main() -> None:
    """Serve; the first line of the output is the address."""
    parser = argparse.ArgumentParser(prog="python -m scheduler.testing.fake_bluesky", description=__doc__)
    parser.add_argument("--port", type=int, default=0, help="0: any free one")
    parser.add_argument("--log", type=Path, help="a file of JSON lines: each record that was accepted, in order")
    for fault in Fault:
        if fault is not Fault.NONE:
            help_text = f"numbers (from 1) of the requests to post that meet the fault «{fault}»"
            parser.add_argument(f"--{fault}", type=int, nargs="+", default=[], metavar="N", help=help_text)
    given = vars(parser.parse_args())
    state = State(log=given["log"], faults=_faults(given))
    stop = Event()
    for name in (signal.SIGTERM, signal.SIGINT):
        signal.signal(name, lambda *_: stop.set())
    with FakeBluesky(state, port=given["port"]) as server:
        sys.stdout.write(server.base_url + "\n")
        sys.stdout.flush()
        stop.wait()


def _faults(given: dict[str, list[int]]) -> list[Fault]:
    wanted = {number: fault for fault in Fault for number in given.get(fault.replace("-", "_"), ())}
    return [wanted.get(number, Fault.NONE) for number in range(1, max(wanted, default=0) + 1)]


if __name__ == "__main__":
    main()
