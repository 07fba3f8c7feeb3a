"""The failures that a user is told of: a code with arguments, a place, and an exit code. Sentences stand in `sentences`."""

from enum import IntEnum
from typing import ClassVar


class ExitCode(IntEnum):
    """What the process says to scripts (DESIGN section 8)."""

    DONE = 0
    """Done; warnings included."""
    PROBLEMS = 1
    """Problems found in what the user gave."""
    USAGE = 2
    """Wrong usage of the command line."""
    NETWORK = 3
    """A network refused or failed."""
    NEEDS_PERSON = 4
    """A person must act: an unknown outcome, a missing approval, a question."""
    FAULT = 70
    """A fault of the program."""


class SchedulerError(Exception):
    """The root of what `cli` turns into a sentence.

    `code` names the sentence (`scheduler.sentences`), `args` fill it, `where` is the place it speaks of
    (`file:line:column`, an account, a command), printed before it. `detail` is outside text kept for `--verbose`.
    """

    exit: ClassVar[ExitCode] = ExitCode.PROBLEMS

    def __init__(self, code: str, /, *, where: str = "", detail: str = "", **arguments: object) -> None:
        super().__init__(code)
        self.code = code
        self.where = where
        self.detail = detail
        self.arguments = arguments

    def __str__(self) -> str:
        given = ", ".join(f"{name}={value!r}" for name, value in self.arguments.items())
        return f"{self.where + ': ' if self.where else ''}{self.code}({given})"


class Problem(SchedulerError):
    """Something that the user gave cannot be used as it is."""


class Usage(SchedulerError):
    """The command line cannot mean anything."""

    exit = ExitCode.USAGE


class NeedsPerson(SchedulerError):
    """Nothing is broken, but a person must decide first."""

    exit = ExitCode.NEEDS_PERSON


class Fault(SchedulerError):
    """The program broke one of its own rules."""

    exit = ExitCode.FAULT
