"""The explorer: depth first through everything that may befall a universe, one process image a branch, no moment twice.

At each point that the program passes, a copy of this whole process (`os.fork`) takes each thing that may befall it there, and
the process itself goes on as if nothing had. What was seen stands in memory that all copies share, so that two histories which
lead to the same moment are followed once. Nothing of the program is modelled: it is the dispatcher, the publisher, the
reconciler and the store themselves that stand still at the points.

Depth first alone spends a bound on what befalls the first few points. So there are rounds: the first ones take, of each kind of
thing, every so-manieth occasion from the beginning of a history to its end, the last one takes all. Only the last can exhaust a
scope; half of the bound is the others'.
"""

import json
import mmap
import os
import struct
import traceback
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import asdict, dataclass
from pathlib import Path

from tests.explore import invariants
from tests.explore.deeds import DEADLY, Choice
from tests.explore.seen import key
from tests.explore.universe import Universe

HEAD = 1 << 16
COUNTS = struct.Struct("8q")
ROUNDS = ((1, 8), (2, 16), (1, 2), (3, 24))
"""The rounds before the last: how much befalls one history, and which occasions are taken (every eighth, ...)."""
WHOLE = 1


@dataclass(slots=True)
class Found:
    """What an exploration came to. `states` are moments at which something might befall it, none counted twice."""

    states: int = 0
    steps: int = 0
    branches: int = 0
    depth: int = 0
    ends: int = 0
    kills: int = 0
    moments: int = 0
    """Of this round."""
    truncated: int = 0
    violation: str = ""

    @property
    def exhausted(self) -> bool:
        """Whether every history in the scope was followed to its end."""
        return not self.truncated and not self.violation


class Shared:
    """Memory of all copies. They run one at a time, so nothing needs a lock."""

    def __init__(self, most: int) -> None:
        # Each moment may be met in every round; a table that is half full is still a fast one.
        self._slots = 1 << (2 * (len(ROUNDS) + 2) * most).bit_length()
        self._memory = mmap.mmap(-1, HEAD + 16 * self._slots)

    def add(self, name: str, by: int = 1) -> None:
        found = self.read()
        setattr(found, name, getattr(found, name) + by)
        self._write(found)

    def deepest(self, depth: int) -> None:
        found = self.read()
        found.depth = max(found.depth, depth)
        self._write(found)

    def begin(self) -> None:
        """A new round."""
        found = self.read()
        found.moments = found.truncated = 0
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
        slot = int.from_bytes(state[:8], "big") % self._slots
        while True:
            start = HEAD + 16 * slot
            there = self._memory[start : start + 16]
            if there == state:
                return False
            if there == b"\0" * 16:
                self._memory[start : start + 16] = state
                return True
            slot = (slot + 1) % self._slots


class Explorer:
    """Explores what can become of `universe`. `most` bounds the moments seen; `until` asks, now and then, whether to end."""

    def __init__(self, universe: Universe, *, most: int, until: Callable[[], bool] = lambda: False) -> None:
        self._universe = universe
        self._most = most
        self._until = until
        self._shared = Shared(most)
        self._trace: list[str] = []
        self._judged: object = None
        self._looked: object = None
        self._bound, self._salt = most, b""
        self._deeds = self._step = 0
        self._occasions: Counter[Choice] = Counter()
        """How often each thing might have befallen this history since something did."""

    def explore(self) -> Found:
        """Everything, or as much as the bounds allow; ends at the first violation."""
        rounds = [one for one in ROUNDS if one[0] <= self._universe.scope.most]
        for number, (deeds, step) in enumerate([*rounds, (self._universe.scope.most, WHOLE)]):
            self._shared.begin()
            if not self._copy():
                self._deeds, self._step = deeds, step
                self._bound = self._most // 2 // len(rounds) if number < len(rounds) else self._most
                self._salt = bytes([number])
                self._guarded(lambda: self._follow(self._universe))
            if self._shared.read().violation:
                break
        return self._shared.read()

    def _copy(self) -> bool:
        """Fork; False in the copy, True in the one that waited for it."""
        child = os.fork()
        if child and (ended := os.waitpid(child, 0)[1]):
            self._violated([f"a copy of the process crashed ({os.waitstatus_to_exitcode(ended)})"])
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
            if not self._judge(universe) or not self._unseen(universe):
                return
            self._shared.deepest(len(self._trace) - depth)
            for choice in self._taken(universe):
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

    def _unseen(self, universe: Universe) -> bool:
        """Whether this moment is a new one: asked where something has changed, once nothing can befall it any more."""
        if universe.spent:
            now = (universe.memory.changes, universe.clock.monotonic())
            if now == self._looked:
                return True
            self._looked = now
        state = key(universe)
        if not self._shared.new(state[:-1] + self._salt):
            return False
        self._shared.add("moments")
        self._shared.add("states", self._shared.new(state[:-1] + b"\xff"))
        return True

    def _taken(self, universe: Universe) -> Iterator[Choice]:
        """What befalls this history here, in this round."""
        if len(universe.befallen) >= self._deeds:
            return
        for choice in universe.choices():
            self._occasions[choice] += 1
            if self._occasions[choice] % self._step == self._step // 2:
                yield choice

    def _branch(self, universe: Universe, choice: Choice) -> None:
        self._trace.append(f"*** {choice.name}: {choice.value}")
        self._shared.add("branches")
        self._shared.add("kills", choice in DEADLY)
        self._occasions.clear()
        universe.befall(choice)
        self._follow(universe)

    def _goes_on(self) -> bool:
        found = self._shared.read()
        if found.violation:
            return False
        if found.states >= self._most or found.moments >= self._bound or (found.states % 64 == 0 and self._until()):
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
