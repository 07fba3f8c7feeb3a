"""A talk on plain lines: questions and answers each on a line of their own, so that nothing has to be seen."""

import sys
from typing import TextIO

from scheduler.render.deeds import Deed, told
from scheduler.render.ink import out
from scheduler.sentences import label

YES = frozenset({"y", "yes", "o", "oui"})


class Talking:
    """`heard` is where answers come from; at its end the talk has `ended`."""

    def __init__(self, language: str, heard: TextIO) -> None:
        self.language = language
        self.heard = heard
        self.ended = False

    def asked(self, code: str, **arguments: object) -> str:
        """The answer to a question, on a line of its own; none where nobody answers any more."""
        out(label(code, self.language, **arguments))
        sys.stdout.flush()
        got = self.heard.readline()
        self.ended = self.ended or not got
        return got.strip()

    def done(self, deed: Deed) -> None:
        """Say it; the list keeps its numbers until it is asked for."""
        out(told(deed, self.language))

    def sure(self, question: str) -> bool:
        """Whether that is meant."""
        return self.asked("lines-sure", question=question).casefold() in YES or self.leave()

    def typed(self, tag: str) -> bool:
        """Whether the tag was typed: for what may publish twice."""
        return self.asked("lines-type-tag", tag=tag) == tag or self.leave()

    def leave(self) -> bool:
        """Say that nothing was done."""
        out(label("lines-left", self.language))
        return False
