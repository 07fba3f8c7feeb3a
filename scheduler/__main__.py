"""`python -m scheduler`, and the console script."""

import atexit
import gc
import os
import sys
from collections.abc import Sequence

GARBAGE = 100_000
"""New objects between two looks for circular garbage. Loading makes hardly any: Python's own 700 cost a tenth of a command."""


def main() -> int:
    """Run the program; Ctrl-C while it is still loading ends it as quietly as later."""
    gc.set_threshold(GARBAGE)
    atexit.register(gc.freeze)  # else all that was ever loaded is searched for garbage on the way out
    _speak(sys.argv[1:])
    try:
        from scheduler.cli import main as run  # noqa: PLC0415 - inside the try, for the Ctrl-C of the impatient
    except KeyboardInterrupt:
        return 130
    return run()


def _speak(given: Sequence[str]) -> None:
    """Let a help page speak the language that is asked for beside it: its sentences are chosen while commands are loaded."""
    if "--help" in given or "-h" in given:
        for option, word in zip(given, [*given[1:], ""], strict=True):
            name, _, value = option.partition("=")
            if name == "--language":
                os.environ["SCHEDULER_LANGUAGE"] = value or word


if __name__ == "__main__":
    sys.exit(main())
