"""typer's own words (its headings, and what it says of a wrong command line) in the languages of the program."""

import re
from collections.abc import Iterable
from typing import Any

from typer.exceptions import TyperException

from scheduler.sentences import LANGUAGES, label, language_of_environment, sentences

_NO_COMMAND = re.compile(r"No such command '(.*?)'\.(?: Did you mean '(.*?)'.*)?", re.DOTALL)
_EXTRA = re.compile(r"Got unexpected extra argument\(s\) \((.*)\)", re.DOTALL)
_NOT_A = re.compile(r"'(.*)' is not a valid (?:int|integer)\.", re.DOTALL)
_KIND = re.compile(r"<(str|path|int)(?: range)?>")
_PIECES = {"[OPTIONS]": "help-piece-options", "COMMAND [ARGS]...": "help-piece-command"}
_COMPLETION = {"install_completion": "help-option-install-completion", "show_completion": "help-option-show-completion"}


class Worded:
    """A command whose help stands in the language of the environment, headings included."""

    get_params: Any
    collect_usage_pieces: Any

    def get_help_option(self, ctx: Any) -> Any:
        """The option of typer itself, with our sentence."""
        option = super().get_help_option(ctx)  # type: ignore[misc]
        if option is not None:
            option.help = _word("help-option-help")
        return option

    def format_usage(self, ctx: Any, formatter: Any) -> None:
        """The line that shows how the command is written."""
        pieces = [_word(_PIECES[one]) if one in _PIECES else one for one in self.collect_usage_pieces(ctx)]
        formatter.write_usage(ctx.command_path, " ".join(pieces), prefix=_word("help-heading-usage") + " ")

    def format_options(self, ctx: Any, formatter: Any) -> None:
        """The arguments, then the options, then the commands of a group."""
        for kind in ("argument", "option"):
            given = [one for one in self.get_params(ctx) if one.param_type_name == kind]
            rows = [(_typed(row[0]), _marked(row[1])) for one in given if (row := _renamed(one).get_help_record(ctx))]
            if rows:
                section(formatter, f"help-heading-{kind}s", rows)
        if hasattr(self, "format_commands"):
            self.format_commands(ctx, formatter)


def section(formatter: Any, heading: str, rows: Iterable[tuple[str, str]]) -> None:
    """One heading with its rows; the heading brings its own colon, which French writes after a space."""
    formatter.write_paragraph()
    formatter.write(_word(heading) + "\n")
    formatter.indent()
    formatter.write_dl(list(rows))
    formatter.dedent()


def wrong(error: TyperException, language: str) -> str:
    """What is wrong with the command line, as one sentence; what typer may add some day is said in its own words."""
    text = " ".join(error.format_message().split())
    if found := _NO_COMMAND.fullmatch(text):
        name, meant = found.groups()
        return _said("no-such-command", language, meant=meant, name=name)
    if found := _EXTRA.fullmatch(text):
        return label("words-too-many", language, words=found[1])
    if text == "Missing command.":
        return label("command-missing", language)
    return _of_parameter(error, text, language)


def _of_parameter(error: Any, text: str, language: str) -> str:
    kind, option, parameter = type(error).__name__, getattr(error, "option_name", ""), getattr(error, "param", None)
    if kind == "NoSuchOption" and option in ("--language", "--version"):
        return label("option-goes-before", language, name=option)
    if kind == "NoSuchOption":
        return _said("no-such-option", language, meant=", ".join(sorted(error.possibilities or ())), name=option)
    if kind == "BadOptionUsage":
        return label("option-takes-none" if "does not take" in text else "option-takes-one", language, name=option)
    if parameter is None:
        return text
    name = parameter.opts[0] if parameter.param_type_name == "option" else parameter.human_readable_name.upper()
    if kind == "MissingParameter":
        meant = _meant(parameter.help or name, language)
        return label(f"{parameter.param_type_name}-required", language, name=name, meant=meant)
    if found := _NOT_A.fullmatch(error.message):
        return label("value-no-number", language, name=name, given=found[1])
    return label("value-unfit", language, name=name, why=error.message)


def _meant(text: str, language: str) -> str:
    """A help text, which stands in the language of the environment, in the language that is spoken."""
    known = (code for code in sentences() if code.startswith(("help-option-", "help-argument-")))
    found = (one for one in known if any(label(one, each) == text for each in LANGUAGES))
    return next((label(one, language) for one in found), text)


def command(error: TyperException) -> str:
    """The command that was called, as its help is asked for."""
    context = getattr(error, "ctx", None)
    return f"scheduler {context.info_name}" if context is not None and context.parent is not None else "scheduler"


def _said(code: str, language: str, *, meant: str | None, **arguments: object) -> str:
    return label(f"{code}-meant" if meant else code, language, meant=meant, **arguments)


def _word(code: str) -> str:
    return label(code, language_of_environment())


def _renamed(parameter: Any) -> Any:
    """A parameter that typer adds by itself, with our sentence."""
    if parameter.name in _COMPLETION:
        parameter.help = _word(_COMPLETION[parameter.name])
    return parameter


def _typed(text: str) -> str:
    """A row's name with the kind of value that it takes in our words: `<text>`, not Python's `<str>`."""
    return _KIND.sub(lambda found: f"<{_word(f'help-kind-{found[1]}')}>", text)


def _marked(text: str) -> str:
    """A row's text with typer's marks behind it in our words."""
    text = text.replace("[required]", f"[{_word('help-mark-required')}]")
    return text.replace("[default: ", f"[{_word('help-mark-default')} ")
