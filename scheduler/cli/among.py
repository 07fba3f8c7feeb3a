"""One client of several, or all of them: `--workspace` and `--all`, on whatever command can mean a calendar."""

import sys
from collections.abc import Callable
from typing import Any

from typer.core import TyperCommand, TyperOption

from scheduler.cli import context
from scheduler.cli.context import help_of
from scheduler.cli.seat import WORKSPACE
from scheduler.cli.wording import Worded
from scheduler.errors import ExitCode, Usage

EVERYWHERE = (
    *("check", "plan", "apply", "queue", "doctor", "accounts"),
    *("pause", "resume", "collect", "backup"),
)
"""Commands that can go through all workspaces one by one, each under its heading."""
AT_ONCE = ("run", "week", "time")
"""Commands that look at all of them together, and do so themselves."""


class Command(Worded, TyperCommand):
    """One command; with `--all` it is run once for each workspace."""

    def invoke(self, ctx: Any) -> Any:
        if self.name == "workspaces" or "config" not in ctx.params:
            return super().invoke(ctx)
        context.one_calendar(ctx.params["config"])
        if not context.everywhere() or self.name in AT_ONCE:
            return super().invoke(ctx)
        if any(ctx.params.get(one.name) for one in self.params if one.param_type_name == "argument"):
            raise Usage("all-and-paths", where="--all")
        one = super().invoke
        return each(lambda: one(ctx), as_json=bool(ctx.params.get("as_json")))


def among(command: Any) -> Any:
    """`command` with the options that choose among clients, where it is about a calendar."""
    if not any(one.name == "config" for one in command.params):
        return command
    place = next(place for place, one in enumerate(command.params) if one.name == "config")
    name = _option([WORKSPACE], "option-workspace", lambda _, __, value: context.meant_workspace(value))
    command.params.insert(place + 1, name)
    if command.name in {*EVERYWHERE, *AT_ONCE}:
        everyone = _option(["--all"], "option-all", lambda _, __, value: context.meant_everywhere(value), is_flag=True)
        command.params.insert(place + 2, everyone)
    return command


def _option(words: list[str], said: str, callback: Callable[[Any, Any, Any], None], *, is_flag: bool = False) -> Any:
    # What they say is kept beside the command, as what stood before it is: no command has to pass it on.
    shown: dict[str, Any] = {"is_flag": True, "default": False} if is_flag else {"show_default": False}
    return TyperOption(param_decls=words, help=help_of(said), callback=callback, expose_value=False, **shown)


def each(run: Callable[[], Any], *, as_json: bool) -> int:
    """Run a command for every workspace, whatever becomes of the others; return the highest exit code.

    With `as_json` the answers stand together in one object by the names of the workspaces.
    """
    from scheduler.app.workspaces import every  # noqa: PLC0415 - only who has several clients pays for it
    from scheduler.render.workspaces import heading  # noqa: PLC0415 - as above

    codes, answers = [], {}
    for one in every():
        if not as_json:
            heading(one.name, str(one.config))
        with context.turn_of(one.name) as answered:
            code = _one(run, as_json=as_json)
        sys.stdout.flush()
        codes.append(code)
        answers[one.name] = {**(answered[-1] if answered else {}), "exit": code}
    if as_json:
        context.answer({"workspaces": answers})
    return max(codes, default=int(ExitCode.DONE))


def _one(run: Callable[[], Any], *, as_json: bool) -> int:
    try:
        code = run()
    except (BrokenPipeError, KeyboardInterrupt):
        raise
    except Exception as failed:  # noqa: BLE001 - the other clients' turn comes all the same
        return context.told(failed, as_json=as_json)
    return code if isinstance(code, int) else int(ExitCode.DONE)
