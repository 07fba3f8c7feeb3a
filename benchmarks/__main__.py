"""Run every benchmark, or those named: `make benchmarks`, or `python -m benchmarks`; `--long`: at the whole numbers promised."""

import argparse
import gc
import sys
from collections.abc import Callable

from benchmarks import (
    adapting,
    applying,
    burst,
    calibration,
    checking,
    counting,
    daemon,
    evaluating,
    exporting,
    growing,
    importing,
    punctual,
    reading,
    reviewing,
    server,
    starting,
)
from scheduler.__main__ import GARBAGE


def main() -> int:
    """Run those that were named, or all; 0 where all promises are kept."""
    ask = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    ask.add_argument("--long", action="store_true", help="50,000 deliveries applied, a million queued: ten minutes")
    ask.add_argument("names", nargs="*", metavar="NAME", help="one of: " + ", ".join(NAMES))
    given = ask.parse_args()
    known: dict[str, Callable[[], int]] = {
        "starting": starting.main,
        "reading": reading.main,
        "counting": counting.main,
        "checking": checking.main,
        "adapting": adapting.main,
        "burst": burst.main,
        "server": server.main,
        "punctual": punctual.main,
        "applying": lambda: applying.main(long=given.long),
        "growing": lambda: growing.main(long=given.long),
        "daemon": daemon.main,
        "exporting": exporting.main,
        "importing": importing.main,
        "evaluating": evaluating.main,
        "reviewing": reviewing.main,
        "calibration": lambda: calibration.main(long=given.long),
    }
    if unknown := set(given.names) - known.keys():
        ask.error(f"no such benchmark: {', '.join(sorted(unknown))}")
    gc.set_threshold(GARBAGE)  # as the program does
    # Each runs even where the one before it broke its promise.
    return max([known[name]() for name in given.names or known])


NAMES = (
    "starting",
    "reading",
    "counting",
    "checking",
    "adapting",
    "burst",
    "server",
    "punctual",
    "applying",
    "growing",
    "daemon",
    "exporting",
    "importing",
    "evaluating",
    "reviewing",
    "calibration",
)

if __name__ == "__main__":
    sys.exit(main())
