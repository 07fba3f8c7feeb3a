"""docs/review.md says what the review does: its commands run, its keys are the room's own, its pictures are the tour's."""

import io
import re
import shlex
import sys
from pathlib import Path

import pytest

from tests.acceptance.calling import ROOT, Program
from tests.acceptance.small import calendar
from tests.structure import review_page
from tests.tui import painting

DOCS = ROOT / "docs"
PAGE = (DOCS / "review.md").read_text(encoding="utf-8")
SHOWN = re.findall(r"!\[([^\]]+)\]\((images/[^)]+)\)", PAGE)


def test_the_commands_of_the_page_run(
    tmp_path: Path, scheduler: Program, before_the_week: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    calendar(tmp_path, "  - {id: one, date: 2027-06-07, at: 9h, text: Good morning.}\n")
    monkeypatch.chdir(tmp_path)
    scheduler.well("apply", "--yes")
    blocks = re.findall(r"```sh\n(.*?)```", PAGE, re.DOTALL)
    typed = [shlex.split(line)[1:] for block in blocks for line in block.splitlines()]
    assert len(typed) == 3
    for words in typed:
        monkeypatch.setattr(sys, "stdin", io.StringIO("q\n"))
        drawn = not {"--page", "--lines"} & set(words)
        assert scheduler(*words).code == (4 if drawn else 0), words  # no terminal to draw in
    assert (tmp_path / "semaine.html").stat().st_size > 1000


def test_the_keys_of_the_page_are_the_rooms_own(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SCHEDULER_LANGUAGE", "en")
    assert review_page.page(PAGE) == PAGE, "python -m tests.structure.review_page writes it anew"


def test_every_picture_is_there_light_and_told_in_words() -> None:
    taken = set(re.findall(r'shot\("(\w+)"\)', (ROOT / "tests" / "tui" / "tour.py").read_text(encoding="utf-8")))
    # Two are not of the tour: one was taken of a real xterm, one of a campaign that is over.
    beside = {"images/review-sixel.png", "images/review-results.png"}
    assert {path for _, path in SHOWN} == {f"images/review-{name}.png" for name in taken} | beside
    for words, path in SHOWN:
        assert len(words) > 20, path
        assert 1000 < (DOCS / path).stat().st_size <= painting.MOST, path
