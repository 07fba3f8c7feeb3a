"""approve, ask: what approvers say about posts, on paper, by mail or signed, and what they want to know."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from scheduler.cli import context
from scheduler.cli.context import ByOption, ConfigOption, IdsArgument, JsonOption, help_of
from scheduler.errors import ExitCode, Problem, Usage
from scheduler.sentences import label

if TYPE_CHECKING:
    from collections.abc import Sequence

    from scheduler.app.approving import Consent
    from scheduler.app.scheduler import Scheduler

CODE_LENGTH = 4


def approve(
    ids: IdsArgument,
    role: Annotated[str, typer.Option("--role", "-r", help=help_of("option-role"))],
    by: ByOption = None,
    how: Annotated[str, typer.Option("--how", help=help_of("option-how"))] = "terminal",
    signature: Annotated[
        Path | None, typer.Option("--signature", help=help_of("option-signature"), show_default=False)
    ] = None,
    statement: Annotated[bool, typer.Option("--statement", help=help_of("option-statement"))] = False,
    show: Annotated[bool, typer.Option("--show", help=help_of("option-show"))] = False,
    take_back: Annotated[bool, typer.Option("--take-back", help=help_of("option-take-back"))] = False,
    why: Annotated[str, typer.Option("--why", help=help_of("option-why-back"), show_default=False)] = "",
    as_json: JsonOption = False,
    config: ConfigOption = None,
) -> int:
    """Record a role's yes: one yes of a role covers all networks of a post. What cannot be taken is said, the rest is done."""
    names = list(_split(ids))
    asked = {"--signature": signature, "--statement": statement, "--show": show, "--take-back": take_back}
    if len(several := [name for name, given in asked.items() if given]) > 1:
        raise Usage("approve-one-thing", where="scheduler approve", options=several)
    if why and not take_back:
        raise Usage("approve-why-alone", where="--why")
    from scheduler.app.approving import way  # noqa: PLC0415 - `--help` must not pay for it

    how = way(how)
    with context.opened(config) as scheduler:
        if take_back:
            person = context.person(by)
            return _back(
                scheduler, scheduler.approving.take_back(names, role=role, by=person, how=how, why=why), as_json
            )
        if statement:
            return _statement(scheduler, names, role, as_json)
        if show:
            return _show(scheduler, names, role, as_json)
        given = scheduler.approving.consent(names, role=role, by=context.person(by), how=how, signature=signature)
        if not given.given and len(given.refused) == 1 and not _since(scheduler, given):
            raise given.refused[0].problem
        return _answer(scheduler, given, role, as_json)


def ask(
    ids: IdsArgument,
    question: Annotated[
        str | None, typer.Option("--question", "-q", help=help_of("option-question"), show_default=False)
    ] = None,
    answer: Annotated[str | None, typer.Option("--answer", help=help_of("option-answer"), show_default=False)] = None,
    by: ByOption = None,
    as_json: JsonOption = False,
    config: ConfigOption = None,
) -> int:
    """Keep a question or a remark with a post: it is never published. `--question` also holds the post until it is answered."""
    from scheduler.render import queue as drawn  # noqa: PLC0415

    if question is not None and answer is not None:
        raise Usage("ask-one-thing", where="scheduler ask")
    with context.opened(config) as scheduler:
        person, approving, language = context.person(by), scheduler.approving, scheduler.language
        if answer is not None:
            found, code = approving.answer(ids, answer, by=person), "decided-answer"
        elif question is not None:
            found, code = approving.remark(ids, question, by=person, holds=True), "decided-ask"
        else:
            names, text = _remark(scheduler, ids)
            found, code = approving.remark(names, text, by=person), "decided-remark"
        said = approving.remarks(found)
    if as_json:
        context.answer({"deliveries": [drawn.surface(one, language, said) for one in found]})
    else:
        drawn.decided(code, found, language)
    return int(ExitCode.DONE)


def _split(given: "Sequence[str]") -> "Sequence[str]":
    """The names: several codes may stand in one word, as they are copied from a mail's subject."""
    names: list[str] = []
    for word in given:
        pieces = word.replace(",", " ").replace(";", " ").split()
        names += pieces if all(len(piece) == CODE_LENGTH for piece in pieces) else [word]
    return [name for name in names if name]


def _remark(scheduler: "Scheduler", words: "Sequence[str]") -> tuple["Sequence[str]", str]:
    """The posts and the text behind them; a last word that names a post, or could, is no text."""
    *names, text = words
    sentence = " " in text.strip() or text.endswith(("?", "!"))
    if not names or not sentence:
        raise Usage("ask-needs-text", where="scheduler ask", last=text)
    scheduler.queue.named(names)
    return names, text


def _statement(scheduler: "Scheduler", names: "Sequence[str]", role: str, as_json: bool) -> int:
    words = scheduler.approving.statement(names, role=role)
    if as_json:
        context.answer({"deliveries": [], "statement": words})
    else:
        typer.echo(words, nl=False)
    return int(ExitCode.DONE)


def _show(scheduler: "Scheduler", names: "Sequence[str]", role: str, as_json: bool) -> int:
    from scheduler.render import approving as drawn  # noqa: PLC0415

    found = scheduler.queue.named(names)
    changed, language = scheduler.approving.since_yes(found, role), scheduler.language
    if as_json:
        context.answer({"deliveries": [], "changed": [drawn.surface(one, language) for one in changed]})
    else:
        drawn.since_yes(found, changed, role, language)
    return int(ExitCode.DONE)


def _back(scheduler: "Scheduler", done: "Consent", as_json: bool) -> int:
    from scheduler.render import approving as drawn  # noqa: PLC0415
    from scheduler.render import queue  # noqa: PLC0415

    if not done.given and not done.gone and len(done.refused) == 1:
        raise done.refused[0].problem
    language = scheduler.language
    if as_json:
        said = scheduler.approving.remarks(done.given)
        refused = [drawn.refused(one.name, one.problem, {}, language) for one in done.refused]
        found = [queue.surface(one, language, said) for one in done.given]
        context.answer({"deliveries": found, "refused": refused, "gone": [one.tag for one in done.gone]})
    else:
        if done.given:
            queue.decided("decided-take-back", done.given, language)
        drawn.gone(done.gone, language)
        for row in drawn.refusals([(one.name, one.problem) for one in done.refused], {}, language):
            context.tell(row)
    return int(ExitCode.PROBLEMS if done.refused else ExitCode.DONE)


def _since(scheduler: "Scheduler", given: "Consent") -> bool:
    return any(scheduler.approving.since_code(str(one.arguments["code"])) for one in _older(given))


def _older(given: "Consent") -> "list[Problem]":
    return [one.problem for one in given.refused if one.problem.code == "code-of-older-text"]


def _answer(scheduler: "Scheduler", given: "Consent", role: str, as_json: bool) -> int:
    from scheduler.render import approving as drawn  # noqa: PLC0415
    from scheduler.render import queue  # noqa: PLC0415
    from scheduler.render.surface import instant  # noqa: PLC0415

    language = scheduler.language
    said = scheduler.approving.remarks(given.given)
    older = {
        str(one.arguments["code"]): scheduler.approving.since_code(str(one.arguments["code"])) for one in _older(given)
    }
    known = {one.id for one in given.known}
    fresh = [one for one in given.given if one.id not in known]
    back = scheduler.approving.withdrawn(fresh, role)
    if as_json:
        context.answer(
            {
                "deliveries": [queue.surface(one, language, said) for one in given.given],
                "refused": [drawn.refused(one.name, one.problem, older, language) for one in given.refused],
                "known": [one.tag for one in given.known],
                "taken_back": instant(back),
            }
        )
    else:
        if fresh:
            queue.decided("decided-approve", fresh, language)
        if back:
            context.tell(label("approve-after-back", language, role=role, at=back))
        drawn.known(given.known, role, language, scheduler.config.timezone)
        for row in drawn.refusals([(one.name, one.problem) for one in given.refused], older, language):
            context.tell(row)
    return int(ExitCode.PROBLEMS if given.refused else ExitCode.DONE)


COMMANDS = {"approve": approve, "ask": ask}
