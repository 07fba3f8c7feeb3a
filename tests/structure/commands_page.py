"""Writes docs/commands.md from the program itself: `make docs`. A test compares the page with what this gives."""

import os
from collections.abc import Iterator
from typing import Any

from tests.structure.source import ROOT

PAGE = ROOT / "docs" / "commands.md"
EVERYWHERE = {"--json", "--config", "--workspace", "--language", "--by", "--help"}
INTRODUCTION = """\
# Commands

Written from the program by `make docs`; `scheduler COMMAND --help` says the same, in French too.

stdout is the answer, stderr all else. Nothing asks a question where stdin is no terminal: it needs the flag that answers it.
These stand on many commands:

| option | meaning |
|---|---|
| `--json` | the answer is one JSON object; a failure is `{"error": {"code", "message", "advice"}}`; fields are only ever added |
| `--config FILE` | the configuration; else the workspace, `SCHEDULER_CONFIG`, or the nearest `config.toml` upward |
| `--workspace NAME` | one client on the list of `scheduler workspaces`; else `SCHEDULER_WORKSPACE` |
| `--all` | where it stands below: every client; the highest exit code wins, `--json` is keyed by name |
| `--language fr` | `fr` or `en`; else `SCHEDULER_LANGUAGE`, the configuration's, the environment's. Before the command only |
| `--by NAME` | who acts, kept in the history; else the name of this computer's account |

| exit code | meaning |
|---|---|
| 0 | done, warnings included |
| 1 | problems found in what was given |
| 2 | wrong usage |
| 3 | a network refused or failed |
| 4 | a person must act: an unknown outcome, a missing approval, a question |
| 70 | a fault of the program; what is in the queue stays there |
"""


def parameters(command: Any) -> Iterator[str]:
    """One line a parameter of the command that does not stand on many."""
    for given in command.params:
        if EVERYWHERE & set(given.opts):
            continue
        flag = getattr(given, "is_flag", False)
        if given.param_type_name == "argument":
            shown = f"{given.name.upper()}{'...' if given.nargs != 1 else ''}"
        else:
            shown = ", ".join(given.opts) + ("" if flag else f" {given.name.upper()}")
        default = "" if flag or given.default in {None, ""} else f" ({given.default})"
        yield f"- `{shown}`{default}: {given.help or ''}".rstrip(": ")


def usage(name: str, command: Any) -> str:
    """The command with its arguments, as one would type it."""
    arguments = [given for given in command.params if given.param_type_name == "argument"]
    words = [f"{given.name.upper()}{'...' if given.nargs != 1 else ''}" for given in arguments]
    shown = [word if given.required else f"[{word}]" for word, given in zip(words, arguments, strict=True)]
    return " ".join(["scheduler", name, *shown])


def page() -> str:
    """The whole page."""
    from scheduler.cli.program import commands

    pieces = [INTRODUCTION]
    for name, command in commands():
        lines = list(parameters(command))
        pieces.append(
            f"\n## `{usage(name, command)}`\n\n{command.help}\n" + ("\n" + "\n".join(lines) + "\n" if lines else "")
        )
    return "".join(pieces)


if __name__ == "__main__":
    os.environ["SCHEDULER_LANGUAGE"] = "en"
    PAGE.write_text(page(), encoding="utf-8")
