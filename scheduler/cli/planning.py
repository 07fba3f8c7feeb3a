"""plan, apply, queue, history: what the files would change, changing it, and what is in the queue."""

import sys
from typing import Annotated

import typer

from scheduler.cli import context
from scheduler.cli.context import ByOption, ConfigOption, JsonOption, PathsArgument, help_of
from scheduler.errors import ExitCode, NeedsPerson, Usage

NowOption = Annotated[bool, typer.Option("--now", help=help_of("option-now"))]
AgainOption = Annotated[bool, typer.Option("--again", help=help_of("option-again"))]
PruneOption = Annotated[bool, typer.Option("--prune", help=help_of("option-prune"))]
CancelOption = Annotated[int | None, typer.Option("--cancel", help=help_of("option-cancel"), show_default=False)]
ReadaptOption = Annotated[bool, typer.Option("--readapt", help=help_of("option-readapt"))]


def plan(
    paths: PathsArgument = None,
    now: NowOption = False,
    again: AgainOption = False,
    prune: PruneOption = False,
    cancel: CancelOption = None,
    readapt: ReadaptOption = False,
    as_json: JsonOption = False,
    config: ConfigOption = None,
) -> int:
    """Show what applying the files would do to the queue, as a diff."""
    from scheduler.model.change import Answers  # noqa: PLC0415
    from scheduler.render import plan as drawn  # noqa: PLC0415

    with context.opened(config, paths or []) as scheduler:
        answers = Answers(now=now, again=again, prune=prune, cancel=cancel, readapt=readapt)
        proposal = scheduler.queue.propose(paths or [], answers)
        language = scheduler.language
    if as_json:
        context.answer(
            drawn.surface(proposal.changes, proposal.costs, proposal.notices, language, left_out=proposal.left_out)
        )
    else:
        drawn.show(proposal.changes, proposal.costs, proposal.notices, language, left_out=proposal.left_out)
    return int(ExitCode.PROBLEMS if proposal.faulty else ExitCode.DONE)


def apply(
    paths: PathsArgument = None,
    yes: Annotated[bool, typer.Option("--yes", "-y", help=help_of("option-yes"))] = False,
    now: NowOption = False,
    again: AgainOption = False,
    prune: PruneOption = False,
    cancel: CancelOption = None,
    readapt: ReadaptOption = False,
    by: ByOption = None,
    as_json: JsonOption = False,
    config: ConfigOption = None,
) -> int:
    """Take the shown changes into the queue, all in one transaction."""
    from scheduler.model.change import Answers  # noqa: PLC0415
    from scheduler.render import plan as drawn  # noqa: PLC0415

    with context.opened(config, paths or []) as scheduler:
        answers = Answers(now=now, again=again, prune=prune, cancel=cancel, readapt=readapt)
        proposal = scheduler.queue.propose(paths or [], answers)
        language = scheduler.language
        asking = bool(proposal.steps) and not yes
        if asking and not as_json:
            try:
                drawn.show(proposal.changes, proposal.costs, proposal.notices, language, left_out=proposal.left_out)
                sys.stdout.flush()
            except BrokenPipeError:  # nobody reads the plan to its end: nobody can have agreed to it
                raise NeedsPerson("not-done", flag="--yes") from None
        if asking:
            context.ask("confirm-apply", language, flag="--yes", n=len(proposal.steps))
        # Done before anything else is printed: `apply --yes | head` must not end the program before it has begun.
        scheduler.queue.apply(proposal, by=context.person(by))
        if not (proposal.asked or proposal.faulty):
            scheduler.applied(paths or [])
        away = scheduler.away()
        context.warn([away] if away else [], language)
    if as_json:
        context.answer(
            drawn.surface(proposal.changes, proposal.costs, proposal.notices, language, left_out=proposal.left_out)
        )
    else:
        if not asking:
            drawn.show(proposal.changes, proposal.costs, proposal.notices, language, left_out=proposal.left_out)
        drawn.applied(len(proposal.steps), language)
    if proposal.faulty:
        return int(ExitCode.PROBLEMS)
    return int(ExitCode.NEEDS_PERSON if proposal.asked else ExitCode.DONE)


def queue(
    week: Annotated[str | None, typer.Option("--week", "-w", help=help_of("option-week"), show_default=False)] = None,
    state: Annotated[
        list[str] | None, typer.Option("--state", "-s", help=help_of("option-state"), show_default=False)
    ] = None,
    account: Annotated[
        str | None, typer.Option("--account", "-a", help=help_of("option-account"), show_default=False)
    ] = None,
    as_json: JsonOption = False,
    config: ConfigOption = None,
) -> int:
    """Show the deliveries: what will go out, where and when, and what became of it."""
    from scheduler.render import braking  # noqa: PLC0415
    from scheduler.render import queue as drawn  # noqa: PLC0415

    with context.opened(config) as scheduler:
        found = scheduler.queue.deliveries(week=week, states=state or (), account=account)
        paused, zone, language = scheduler.engine.brakes.pauses(), scheduler.config.timezone, scheduler.language
        said = scheduler.approving.remarks(found)
    if as_json:
        stopped = [braking.surface(one) for one in paused]
        context.answer({"deliveries": [drawn.surface(one, language, said) for one in found], "paused": stopped})
    else:
        braking.paused(paused, language, zone)
        drawn.show(found, language, some=bool(week or state or account), remarks=said)
    return int(ExitCode.DONE)


def history(
    id: Annotated[str | None, typer.Argument(help=help_of("argument-history"), show_default=False)] = None,  # noqa: A002 - the word users know
    verify: Annotated[bool, typer.Option("--verify", help=help_of("option-verify"))] = False,
    as_json: JsonOption = False,
    config: ConfigOption = None,
) -> int:
    """Tell a delivery's life in words; with --verify, say whether anybody has altered the history."""
    from scheduler.app.verifying import verify as verified  # noqa: PLC0415
    from scheduler.render import history as drawn  # noqa: PLC0415

    if id is None and not verify:
        raise Usage("history-of-what", where="scheduler history")
    with context.opened(config) as scheduler:
        lives = scheduler.queue.histories(id) if id is not None else []
        found = verified(scheduler.ground) if verify else None
        language, zone = scheduler.language, scheduler.config.timezone
    if as_json:
        each = [
            {"tag": one.tag, "history": [drawn.surface(entry, language) for entry in entries]} for one, entries in lives
        ]
        told = each[0] if len(each) == 1 else {"tag": "", "history": []}
        context.answer(told | {"deliveries": each} | ({"journal": drawn.verified_surface(found)} if found else {}))
    else:
        for one, entries in lives:
            drawn.show(one.tag, entries, language, zone, len(one.variant.parts))
        if found:
            drawn.verified(found, language)
    return int(ExitCode.DONE if found is None or found.whole else ExitCode.NEEDS_PERSON)


COMMANDS = {"plan": plan, "apply": apply, "queue": queue, "history": history}
