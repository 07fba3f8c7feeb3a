"""docs/freelance.md, typed block by block into a fresh folder as its reader would: every file, every command, every line shown.

In a `sh` block a comment that names a day and an hour moves the clock there, `# exits with 4` behind a command is the exit code
that it must have. A `yaml` or `toml` block is written into the file that its first line names. Each line of a `text` block must
stand, in that order, in what the commands before it printed; `…` stands for anything. The table at the end holds what is
written and how the answer begins: keys of a post, a `welcome`, or a command.
"""

import os
import re
import shlex
import zipfile
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
import time_machine

from tests.acceptance.calling import ROOT, Program

PAGE = (ROOT / "docs" / "freelance.md").read_text(encoding="utf-8")
PARIS = ZoneInfo("Europe/Paris")
BLOCK = re.compile(r"^```(\w+)\n(.*?)^```$", re.DOTALL | re.MULTILINE)
MOMENT = re.compile(r"# \w+ (\d+ \w+ \d{4}), (\d+:\d+)")
ROW = re.compile(r"^\| `([^`]+)` \| (.+?) \|$", re.MULTILINE)
EXIT = re.compile(r"\s+# exits with (\d+)$")


class Reader:
    """Types what the page says."""

    def __init__(self, program: Program, clock: time_machine.Traveller) -> None:
        self._program, self._clock = program, clock
        self.printed = ""

    def typed(self, block: str) -> None:
        """Give the commands of a block, one a line."""
        self.printed = ""
        for line in block.splitlines():
            if moment := MOMENT.fullmatch(line):
                self._clock.move_to(
                    datetime.strptime(" ".join(moment.groups()), "%d %B %Y %H:%M").replace(tzinfo=PARIS)
                )
            elif line:
                self._given(line)

    def _given(self, line: str) -> None:
        wanted = int(found[1]) if (found := EXIT.search(line)) else 0
        name, *words = shlex.split(line, comments=True)
        if name == "cd":
            os.chdir(words[0])
            return
        assert name == "scheduler", line
        answer = self._program(*words)
        self.printed += answer.out + answer.err
        assert answer.code == wanted, f"{line}\n{answer.out}{answer.err}"

    def written(self, block: str) -> None:
        """Write a file: whole; more of it; or all of it from a line on."""
        head, _, body = block.partition("\n")
        found = re.fullmatch(r"# (\S+?)(, at its end|, from `(.+)` on)?", head)
        assert found, head
        file, how, start = Path(found[1]), found[2], found[3]
        assert bool(how) == file.exists() or file.name == "campaign.yaml", f"{file} is there, or is not"
        before = file.read_text(encoding="utf-8") if how else ""
        if start:
            assert start in before, head
            before = before[: before.index(start)]
        file.write_text(before + body, encoding="utf-8")

    def read(self, block: str) -> None:
        """Hold the lines that the page shows against what was printed."""
        printed, at = [" ".join(line.split()) for line in self.printed.splitlines()], 0
        for line in filter(None, (" ".join(one.split()) for one in block.splitlines())):
            pattern = re.compile(".*".join(re.escape(part) for part in line.split("…")))
            found = next((n for n in range(at, len(printed)) if pattern.fullmatch(printed[n])), None)
            assert found is not None, f"the page shows: {line}\nprinted was:\n" + "\n".join(printed)
            at = found + 1

    def mistaken(self, rows: list[tuple[str, str]]) -> None:
        """Make each of the mistakes, the posts' all at once, and look for each answer."""
        assert len(rows) > 4
        commands = [shlex.split(wrong)[1:] for wrong, _ in rows if wrong.startswith("scheduler ")]
        posts = [wrong for wrong, _ in rows if not wrong.startswith(("scheduler ", "welcome:"))]
        made = [f"  - {{id: wrong-{n}, {wrong}, text: Number {n}.}}" for n, wrong in enumerate(posts)]
        whole = [wrong for wrong, _ in rows if wrong.startswith("welcome:")]
        head = ["version: 1", "campaign: wrong", "language: en", "accounts: [librairie-mastodon]", "posts:"]
        Path("calendars/wrong.yaml").write_text("\n".join([*head, *made, *whole, ""]), encoding="utf-8")
        answers = [self._program(*words) for words in (["check"], *commands)]
        assert {one.code for one in answers} == {1}
        printed = "".join(one.out + one.err for one in answers)
        for wrong, answer in rows:
            assert f": {answer}" in printed, f"{wrong}\n{printed}"


@pytest.fixture
def reader(tmp_path: Path, scheduler: Program, monkeypatch: pytest.MonkeyPatch) -> Iterator[Reader]:
    monkeypatch.chdir(tmp_path)
    with time_machine.travel(datetime(2027, 1, 4, 9, tzinfo=PARIS), tick=True) as clock:
        yield Reader(scheduler, clock)


def test_the_page_does_what_it_says(reader: Reader, tmp_path: Path) -> None:
    for kind, block in BLOCK.findall(PAGE):
        {"sh": reader.typed, "yaml": reader.written, "toml": reader.written, "text": reader.read}[kind](block)
    reader.mistaken(ROW.findall(PAGE.partition("\n## What goes wrong")[2]))
    with zipfile.ZipFile(tmp_path / "librairie" / "librairie.zip") as handed:
        assert any(name.endswith("welcome.yaml") for name in handed.namelist())
