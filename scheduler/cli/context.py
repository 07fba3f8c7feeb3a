"""What every command shares: its options, the open calendar, the streams, and how a failure ends.

stdout is the answer, stderr all else. With `--json` the answer is one JSON object, a failure too.
"""

import json
import os
import re
import signal
import sys
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, fields
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer
from typer.exceptions import Abort, Exit, TyperException

from scheduler.app.chosen import choose, named_workspace
from scheduler.cli import seat
from scheduler.errors import ExitCode, NeedsPerson, SchedulerError, Usage
from scheduler.plain import harmless, redact, visible
from scheduler.sentences import LANGUAGES, label, language_of_environment, say

on_screen, person = seat.on_screen, seat.person
_HIDDEN = re.compile("[\x7f-\x9f\u061c\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff]")
INTERRUPTED = 128 + signal.SIGINT
"""What shells expect of a program that ended by Ctrl-C; typer returns it for the key."""

if TYPE_CHECKING:
    from scheduler.app.scheduler import Scheduler
    from scheduler.model.notice import Notice


def help_of(name: str) -> str:
    """The help text of a command or option, in the language of the environment: no configuration is read yet."""
    return label(f"help-{name}", language_of_environment())


ConfigOption = Annotated[Path | None, typer.Option(*seat.CONFIG, help=help_of("option-config"), show_default=False)]
WorkspaceOption = Annotated[
    str | None, typer.Option(seat.WORKSPACE, help=help_of("option-workspace"), show_default=False)
]
LanguageOption = Annotated[str | None, typer.Option("--language", help=help_of("option-language"), show_default=False)]
JsonOption = Annotated[bool, typer.Option("--json", help=help_of("option-json"))]
PathsArgument = Annotated[list[Path] | None, typer.Argument(help=help_of("argument-paths"), show_default=False)]
IdsArgument = Annotated[list[str], typer.Argument(help=help_of("argument-ids"), show_default=False)]
ByOption = Annotated[str | None, typer.Option("--by", help=help_of("option-by"), show_default=False)]


@dataclass
class _Given:
    """What stood beside the command: it is not typer's context, so that a command can be called from a test."""

    config: Path | None = None
    everywhere: bool = False
    """Whether the command is meant for every workspace."""
    among: str = ""
    """The workspace whose turn it is, where a command goes through all: what stands beside its answer bears its name."""
    answers: list[Mapping[str, Any]] | None = None
    """Where answers are put instead of being printed, while a command goes through all."""
    language: str | None = None
    configured: str = ""
    """The language of the configuration, once one is open: what fails after that is said in it, too."""
    asking: bool = False
    """Whether nothing has been written yet: what the key for ending may say."""

    def forget(self) -> None:
        """Be as before any command."""
        for one in fields(self):
            setattr(self, one.name, one.default)


_given = _Given()


def before_command(*, config: Path | None, language: str | None, workspace: str | None = None) -> None:
    """Remember the options that stood before the command."""
    if language is not None and language not in LANGUAGES:
        raise Usage("unknown-language", where="--language", name=language, known=LANGUAGES)
    _given.config, _given.language = config, language
    meant_workspace(workspace)


def meant_workspace(name: str | None) -> None:
    """Take the client that the command line names, before or after the command."""
    if name is not None:
        choose(name)


def meant_everywhere(asked: bool) -> None:
    """Take `--all`."""
    _given.everywhere = asked


def everywhere() -> bool:
    """Whether the command is meant for every workspace."""
    return _given.everywhere


@contextmanager
def turn_of(name: str) -> Iterator[list[Mapping[str, Any]]]:
    """While inside, a command is about the workspace `name`; its answers for scripts are put into the list that is given."""
    answers: list[Mapping[str, Any]] = []
    choose(name)
    _given.among, _given.answers, _given.configured = name, answers, ""
    try:
        yield answers
    finally:
        choose(None)
        _given.among, _given.answers, _given.configured = "", None, ""


def one_calendar(config: Path | None) -> None:
    """Raise `Usage` where both a file and a workspace are named, or one of them and all."""
    explicit = config or _given.config
    if explicit is not None and named_workspace():
        raise Usage("config-and-workspace", where="--workspace")
    if _given.everywhere and (explicit is not None or named_workspace()):
        raise Usage("all-and-one", where="--all")


def speaks(configured: str) -> None:
    """What fails from here on is said in this language, where nothing else was asked for."""
    _given.configured = configured


def given_config(after: Path | None) -> Path | None:
    """The configuration named on the command line: after the command, else before it."""
    return after or _given.config


def speech(of_configuration: str = "") -> str:
    """The language to speak: `--language`, else SCHEDULER_LANGUAGE, else the configuration's, else the environment's."""
    configured = of_configuration or _given.configured
    return _given.language or os.environ.get("SCHEDULER_LANGUAGE") or configured or language_of_environment()


@contextmanager
def opened(config: Path | None = None, paths: Sequence[Path] = (), *, warns: bool = True) -> Iterator["Scheduler"]:
    """The calendar that the options, the environment or the paths lead to. Raises `Problem` where there is none.

    A command that looked at the queue ends with what anybody should know of it (`warns`): nobody publishes, files were edited.
    """
    from scheduler.app.scheduler import Scheduler  # noqa: PLC0415 - `--help` must not pay for it

    found = Scheduler.find(given_config(config), list(paths))
    _given.configured = found.config.language
    found.language = speech()
    with found:
        yield found
        if warns:
            warn(found.warnings(), found.language)


def warn(notices: Sequence["Notice"], language: str) -> None:
    """Say what should be known, beside the answer, on stderr."""
    if notices:
        from scheduler.render.terminal import line  # noqa: PLC0415 - most commands have nothing to warn of

        for one in notices:
            tell(line(one, language))


@contextmanager
def asking() -> Iterator[None]:
    """While questions are asked nothing is written yet, and whoever ends here is told so."""
    before, _given.asking = _given.asking, True
    yield
    _given.asking = before  # left as it is where the key was pressed: the boundary reads it


def program() -> str:
    """How this program is called from here: by its name where the shell finds it, else by its path."""
    from shutil import which  # noqa: PLC0415 - only two commands show what to type next

    called = Path(sys.argv[0])
    if which("scheduler") or called.stem != "scheduler":
        return "scheduler"
    here = Path(os.path.relpath(called))
    return str(called if ".." in here.parts else here)


def interactive() -> bool:
    """Whether a person can be asked: both ends are a terminal."""
    return sys.stdin.isatty() and sys.stderr.isatty()


def ask(code: str, language: str, *, flag: str, **arguments: object) -> None:
    """Ask yes or no on the terminal; without one, or after a no, raise `NeedsPerson` that names the flag."""
    if not interactive():
        raise NeedsPerson("needs-answer", question=say(code, arguments, language).text, flag=flag)
    sys.stderr.write(f"{_named()}{say(code, arguments, language).text} [{label('yes-no', language)}] ")
    sys.stderr.flush()
    with asking():
        said = sys.stdin.readline().strip().lower()
    if said not in {"y", "yes", "o", "oui"}:
        raise NeedsPerson("not-done", flag=flag)


def ask_typed(code: str, language: str, *, expected: str, flag: str, also: Collection[str] = ()) -> None:
    """Have `expected`, or one of `also`, typed again.

    Without a terminal, or where it differs, raise `NeedsPerson` that names the flag.
    """
    question = say(code, {"tag": expected}, language).text
    if not interactive():
        raise NeedsPerson("needs-answer", question=question, flag=flag)
    sys.stderr.write(f"{_named()}{question} ")
    sys.stderr.flush()
    with asking():
        said = sys.stdin.readline().strip()
    if said not in {expected, *also}:
        raise NeedsPerson("not-done", flag=flag)


def words(error: SchedulerError, language: str) -> str:
    """What went wrong, as a failure would be said."""
    where = f"{harmless(error.where)}: " if error.where else ""
    return f"{where}{say(error.code, error.arguments, language)}"


def answer(value: Mapping[str, Any]) -> None:
    """Print the answer of a `--json` call: one object, without secrets; invisible and control characters are escaped."""
    if _given.answers is not None:
        _given.answers.append(value)
        return
    text = redact(json.dumps(value, ensure_ascii=False, indent=2))
    sys.stdout.write(_HIDDEN.sub(lambda found: f"\\u{ord(found.group()):04x}", text) + "\n")


def tell(text: str) -> None:
    """Say something that is not the answer, on stderr; escape sequences and secrets in it are made harmless."""
    sys.stderr.write(visible(redact(f"{_named()}{text}")) + "\n")


def _named() -> str:
    """Whose turn it is, before what is said beside the answers of several."""
    return f"{_given.among} | " if _given.among else ""


def boundary(run: Callable[[], int], given: Sequence[str]) -> int:
    """Run `run`; turn whatever it raises into a sentence, an advice and an exit code. Never raises, never shows a traceback."""
    _given.forget()
    choose(None)
    seat.speak_utf8()
    try:
        code = run()
        return code if code != INTERRUPTED else _interrupted()
    except Exit as ended:
        return ended.exit_code
    except (KeyboardInterrupt, Abort):
        return _interrupted()
    except (BrokenPipeError, SystemExit):  # `| head` has read enough; typer makes an exit of it
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return int(ExitCode.DONE)
    except TyperException as wrong:
        if not given:  # the bare name: typer raises its help
            sys.stderr.write(wrong.format_message() + "\n")
            return int(ExitCode.USAGE)
        from scheduler.cli import wording  # noqa: PLC0415 - only a wrong command line needs it

        # Of a command that is not there typer complains before it has read what stands before it.
        asked = next((word for option, word in pairwise(given) if option == "--language"), None)
        _given.language = _given.language or (asked if asked in LANGUAGES else None)
        said = {"problem": wording.wrong(wrong, speech()), "command": wording.command(wrong)}
        return told(Usage("wrong-usage", **said), as_json="--json" in given)
    except Exception as failed:  # noqa: BLE001 - the last line: a fault of ours is said, and kept for a report
        return told(failed, as_json="--json" in given)


def told(failed: Exception, *, as_json: bool) -> int:
    """Say what became of a failure, and return its exit code."""
    return _ended(failed if isinstance(failed, SchedulerError) else _fault(failed), as_json=as_json)


def _interrupted() -> int:
    tell(label("interrupted-asking" if _given.asking else "interrupted", speech()))
    return INTERRUPTED


def _fault(fault: Exception) -> SchedulerError:
    from scheduler.app.faults import keep  # noqa: PLC0415
    from scheduler.errors import Fault  # noqa: PLC0415

    return Fault("fault", kind=type(fault).__name__, file=str(keep(fault)))


def _ended(error: SchedulerError, *, as_json: bool) -> int:
    language = speech()
    notices = getattr(error, "notices", ())
    said = say(error.code, error.arguments, language)
    where = f"{harmless(error.where)}: " if error.where else ""
    if as_json:
        about: dict[str, Any] = {"code": error.code, "message": f"{where}{said.text}", "advice": said.advice}
        from scheduler.render.surface import problem  # noqa: PLC0415

        if notices:
            about["problems"] = [problem(one, language) for one in notices]
        answer({"error": about})
    else:
        for one in notices:
            from scheduler.render.terminal import line  # noqa: PLC0415

            tell(line(one, language))
        tell(f"{where}{said}")
    return int(error.exit)
