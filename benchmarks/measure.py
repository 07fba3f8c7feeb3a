"""Two things timed in turn, so that what else the machine does weighs on both; the medians are compared."""

import os
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Result:
    """One promise: `ours` may take at most `bound` times as long as `reference` (seconds, medians)."""

    what: str
    against: str
    ours: float
    reference: float
    bound: float
    rounds: int

    @property
    def ratio(self) -> float:
        return self.ours / self.reference

    @property
    def kept(self) -> bool:
        return self.ratio <= self.bound

    def __str__(self) -> str:
        verdict = "kept" if self.kept else "BROKEN"
        return (
            f"{self.what}: {self.ours * 1000:.0f} ms\n"
            f"  against {self.against}: {self.reference * 1000:.0f} ms\n"
            f"  ratio {self.ratio:.2f}, at most {self.bound} (median of {self.rounds} rounds in turn): {verdict}"
        )


def compare(
    what: str,
    ours: Callable[[], object],
    against: str,
    reference: Callable[[], object],
    *,
    bound: float,
    rounds: int,
) -> Result:
    """Time both in turn after one round that warms the caches, and compare the medians."""
    times: dict[str, list[float]] = {"ours": [], "reference": []}
    for round_number in range(rounds + 1):
        for key, work in (("reference", reference), ("ours", ours)):
            began = time.perf_counter()
            work()
            if round_number:
                times[key].append(time.perf_counter() - began)
    return Result(
        what=what,
        against=against,
        ours=statistics.median(times["ours"]),
        reference=statistics.median(times["reference"]),
        bound=bound,
        rounds=rounds,
    )


def process(arguments: Sequence[str]) -> Callable[[], None]:
    """Work that starts a fresh process, throws its output away, and fails where the process does.

    The process may write bytecode, whatever this one may: an installed program is compiled once, not at each start.
    """
    environment = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}

    def run() -> None:
        subprocess.run(arguments, check=True, stdout=subprocess.DEVNULL, env=environment)

    return run


def python(*arguments: str) -> Callable[[], None]:
    """Work that starts this environment's Python."""
    return process([sys.executable, *arguments])


def report(*results: Result) -> int:
    """Print each result; return 0 where every promise is kept, else 1."""
    for result in results:
        print(result)
    return 0 if all(result.kept for result in results) else 1
