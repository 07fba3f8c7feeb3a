"""A small campaign into which tests plant one thing. `§` marks the place where the notice is expected."""

from dataclasses import dataclass
from datetime import date
from pathlib import Path

from scheduler.campaigns.reader import Known, Reading, read
from scheduler.model.notice import Notice, Severity, Where
from scheduler.sentences import say

MARK = "§"
FILE = "calendars/essai.yaml"
TOP = """\
version: 1
campaign: essai
title: Essai
language: fr
timezone: Europe/Paris
accounts: [musee-x, musee-mastodon]
people:
  louvre: {name: Musée du Louvre, x: MuseeLouvre}
"""
BEFORE = TOP + "posts:\n  - id: un\n    date: 2027-06-07\n"
HEAD = BEFORE + "    at: 9h\n"
TAIL = "  - id: deux\n    date: 2027-06-31\n    at: 9h\n    text: Bonjour\n"
"""A second post with a fault of its own, which must be found whatever stands in the first."""


@dataclass(frozen=True)
class Planted:
    """A file with something planted in it, read."""

    reading: Reading
    where: Where | None

    @property
    def codes(self) -> list[str]:
        return [notice.code for notice in self.reading.notices]

    def one(self, code: str) -> Notice:
        """The only notice with this code."""
        found = [notice for notice in self.reading.notices if notice.code == code]
        assert len(found) == 1, [(one.code, str(one.where)) for one in self.reading.notices]
        return found[0]


def plant(text: str, *, known: Known | None = None) -> Planted:
    """Read `text` without its mark, and keep the place of the mark."""
    where = None
    if MARK in text:
        before, _, after = text.partition(MARK)
        where = Where(file=FILE, line=before.count("\n") + 1, column=len(before) - before.rfind("\n"))
        text = before + after
    known = known or Known(today=date(2027, 1, 15))
    return Planted(read(Path(FILE), text.encode(), known), where)


def said_well(notice: Notice) -> None:
    """The notice can be said in both languages, each with advice, and nothing is left unfilled."""
    french = say(notice.code, notice.arguments, "fr")
    english = say(notice.code, notice.arguments, "en")
    assert french.text
    assert english.text
    assert french.text != english.text
    assert bool(french.advice) == bool(english.advice)
    assert french.advice or notice.severity is Severity.INFO
