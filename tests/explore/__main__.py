"""`python -m tests.explore [SCOPE...] [--most N] [--mutant NAME] [--json FILE]`: explore, and say what was seen.

A process of its own: it is copied thousands of times, and a test runner is too heavy (and too full of threads) to be copied.
"""

import argparse
import gc
import json
import logging
import sys
from dataclasses import asdict
from pathlib import Path

import pytest

from tests.explore.scopes import KNOWN, SCOPES, explored
from tests.mutants.mutants import ENGINE


def main() -> int:
    asked = argparse.ArgumentParser()
    asked.add_argument("scopes", nargs="*")
    asked.add_argument("--most", type=int, default=1_000_000)
    asked.add_argument("--json", type=Path)
    asked.add_argument("--mutant", choices=sorted(ENGINE))
    given = asked.parse_args()
    if given.mutant:
        ENGINE[given.mutant](pytest.MonkeyPatch())
    # What breaks is judged by what it leads to; its tracebacks would be thousands.
    logging.disable(logging.CRITICAL)
    gc.disable()
    said = {}
    for name in given.scopes or SCOPES:
        found = explored(KNOWN[name], most=given.most)
        said[name] = asdict(found) | {"exhausted": found.exhausted}
        sys.stdout.write(
            f"{name}: {found.states} states, {found.branches} branches, {found.kills} kills, {found.ends} ends, "
            f"{found.depth} steps deep, {'exhausted' if found.exhausted else 'not exhausted'}\n{found.violation}\n"
        )
        sys.stdout.flush()
    if given.json:
        given.json.write_text(json.dumps(said), encoding="utf-8")
    return int(any(one["violation"] for one in said.values()))


if __name__ == "__main__":
    sys.exit(main())
