"""The explorer: depth first through everything that may befall a universe, one process image a branch, no moment twice.

At each point that the program passes, a copy of this whole process (`os.fork`) takes each thing that may befall it there, and
the process itself goes on as if nothing had. What was seen stands in memory that all copies share, so that two histories which
lead to the same moment are followed once. Nothing of the program is modelled: it is the dispatcher, the publisher, the
reconciler and the store themselves that stand still at the points.
"""

import json
import mmap
import os
import struct
import traceback
from collections.abc import Callable
from dataclasses import asdict, dataclass
from pathlib import Path

from tests.explore import invariants
from tests.explore.deeds import Choice
from tests.explore.seen import key
from tests.explore.universe import Universe

SLOTS = 1 << 21
HEAD = 1 << 16
COUNTS = struct.Struct("7q")


@dataclass(slots=True)
class Found:
    """What an exploration came to."""

    states: int = 0
    steps: int = 0
    branches: int = 0
    depth: int = 0
    ends: int = 0
    kills: int = 0
    truncated: int = 0
    violation: str = ""

    @property
    def exhausted(self) -> bool:
        """Whether every history in the scope was followed to its end."""
        return not self.truncated and not self.violation


class Shared:
    """Memory of all copies. They run one at a time, so nothing needs a lock."""

    def __init__(self) -> None:
        self._memory = mmap.mmap(-1, HEAD + 16 * SLOTS)
        self.found = Found()

    def add(self, name: str, by: int = 1) -> None:
        found = self.read()
        setattr(found, name, getattr(found, name) + by)
        self._write(found)

    def deepest(self, depth: int) -> None:
        found = self.read()
        found.depth = max(found.depth, depth)
        self._write(found)

    def read(self) -> Found:
        found = Found(*COUNTS.unpack_from(self._memory, 0))
        found.violation = self._memory[COUNTS.size : HEAD].split(b"\0", 1)[0].decode()
        return found

    def tell(self, violation: str) -> None:
        said = violation.encode()[: HEAD - COUNTS.size - 1].decode(errors="ignore").encode()
        self._memory[COUNTS.size : COUNTS.size + len(said)] = said

    def _write(self, found: Found) -> None:
        counts = [count for name, count in asdict(found).items() if name != "violation"]
        COUNTS.pack_into(self._memory, 0, *counts)

    def new(self, state: bytes) -> bool:
        """Whether `state` was not seen before; it is from now on."""
        slot = int.from_bytes(state[:8], "big") % SLOTS
        while True:
            start = HEAD + 16 * slot
            there = self._memory[start : start + 16]
            if there == state:
                return False
            if there == b"\0" * 16:
                self._memory[start : start + 16] = state
                return True
            slot = (slot + 1) % SLOTS


class Explorer:
    """Explores what can become of `universe`. `most` bounds the moments seen; `until` asks, now and then, whether to end."""

    def __init__(self, universe: Universe, *, most: int, until: Callable[[], bool] = lambda: False) -> None:
        self._universe = universe
        self._most = most
        self._until = until
        self._shared = Shared()
        self._trace: list[str] = []
        self._judged: object = None

    def explore(self) -> Found:
        """Everything, or as much as the bounds allow; ends at the first violation."""
        if not self._copy():
            self._guarded(lambda: self._follow(self._universe))
        return self._shared.read()

    def _copy(self) -> bool:
        """Fork; False in the copy, True in the one that waited for it."""
        child = os.fork()
        if child:
            os.waitpid(child, 0)
        return bool(child)

    def _guarded(self, explore: Callable[[], None]) -> None:
        """In a copy: nothing of it may come back into the process that made it."""
        try:
            explore()
        except BaseException:  # noqa: BLE001 - told, and the copy ends here
            self._violated([f"the program broke: {traceback.format_exc()[-3000:]}"])
        finally:
            os._exit(0)

    def _follow(self, universe: Universe) -> None:
        depth = len(self._trace)
        while self._goes_on():
            if not self._judge(universe) or not self._shared.new(key(universe)):
                return
            self._shared.add("states")
            self._shared.deepest(len(self._trace) - depth)
            for choice in universe.choices():
                if not self._copy():
                    self._guarded(lambda chosen=choice: self._branch(universe, chosen))  # type: ignore[misc]
                if not self._goes_on():
                    return
            self._trace.append(f"{universe.current.name} {universe.current.label}" if universe.current else "nobody")
            self._shared.add("steps")
            if not universe.step():
                self._shared.add("ends")
                self._judge(universe, ended=True)
                return

    def _branch(self, universe: Universe, choice: Choice) -> None:
        self._trace.append(f"*** {choice.name}: {choice.value}")
        self._shared.add("branches")
        self._shared.add("kills", choice.name == "KILL")
        universe.befall(choice)
        self._follow(universe)

    def _goes_on(self) -> bool:
        found = self._shared.read()
        if found.violation:
            return False
        if found.states >= self._most or (found.states % 64 == 0 and self._until()):
            self._shared.add("truncated")
        return not self._shared.read().truncated

    def _judge(self, universe: Universe, *, ended: bool = False) -> bool:
        """Whether all promises hold; judged again only where something has changed."""
        now = (universe.memory.changes, len(universe.network.log), len(universe.left))
        if now == self._judged and not ended:
            return True
        self._judged = now
        wrong = list(invariants.problems(universe, ended=ended))
        if wrong:
            self._violated(wrong)
        return not wrong

    def _violated(self, wrong: list[str]) -> None:
        self._shared.tell("\n".join([*wrong, "after:", *self._trace[-150:]]))


def write(found: Found, to: Path) -> None:
    """Keep what was found for whoever started this process."""
    to.write_text(json.dumps(asdict(found) | {"exhausted": found.exhausted}), encoding="utf-8")
