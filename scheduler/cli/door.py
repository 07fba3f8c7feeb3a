"""The short way into the review: without a parser, for who types `scheduler review` and at most names a configuration.

The parser takes longer to load than an eighth of a first frame may. Whatever else is typed is the command line's.
"""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from scheduler.cli.seat import CONFIG, on_screen, person, speak_utf8
from scheduler.errors import ExitCode

if TYPE_CHECKING:
    from scheduler.app.reviewing import Reviewing

REVIEW = "review"


def named(given: Sequence[str]) -> tuple[Path | None, bool]:
    """The configuration that a plain call of the review names, and whether it is one at all."""
    match list(given):
        case [name] if name == REVIEW:
            return None, True
        case [name, option, path] if name == REVIEW and option in CONFIG and path and not path.startswith("-"):
            return Path(path), True
        case _:
            return None, False


def entered(given: Sequence[str]) -> int | None:
    """Review, and return the exit code; None where the command line is asked for more, or no screen can be drawn."""
    config, plain = named(given)
    if not plain or not on_screen():
        return None
    speak_utf8()
    reviewing: Reviewing | None = None
    try:
        from scheduler.app.doorway import arrive  # noqa: PLC0415 - `--help` passes here, too

        reviewing = arrive(config, by=person())
        from scheduler.tui.main import run  # noqa: PLC0415 - as above

        run(reviewing)
    except BaseException as wrong:  # noqa: BLE001 - the boundary says what it is, and what comes of it
        return _said(wrong, reviewing, given)
    finally:
        if reviewing is not None and reviewing.is_found:
            reviewing.scheduler.close()
    return int(ExitCode.DONE)


def _said(wrong: BaseException, reviewing: "Reviewing | None", given: Sequence[str]) -> int:
    from scheduler.cli import context  # noqa: PLC0415 - typer, after all

    def again() -> int:
        context.speaks(reviewing.scheduler.config.language if reviewing is not None and reviewing.is_found else "")
        raise wrong

    return context.boundary(again, given)
