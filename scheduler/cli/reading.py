"""check, preview, count, networks, schema: what is read and shown; nothing is kept, no request is made."""

import json
import sys
from pathlib import Path
from typing import Annotated

import typer

from scheduler.cli import context
from scheduler.cli.context import ConfigOption, JsonOption, PathsArgument, help_of
from scheduler.errors import ExitCode
from scheduler.model.notice import Severity
from scheduler.sentences import label

NetworkOption = Annotated[
    str | None, typer.Option("--network", "-n", help=help_of("option-network"), show_default=False)
]
AccountOption = Annotated[
    str | None, typer.Option("--account", "-a", help=help_of("option-account"), show_default=False)
]
PostOption = Annotated[str | None, typer.Option("--post", "-p", help=help_of("option-post"), show_default=False)]


def check(
    paths: PathsArgument = None,
    strict: Annotated[bool, typer.Option("--strict", help=help_of("option-strict"))] = False,
    as_json: JsonOption = False,
    config: ConfigOption = None,
) -> int:
    """Say everything that is wrong, all at once."""
    from scheduler.app.checking import check as checked  # noqa: PLC0415

    found = checked(context.given_config(config), paths or [])
    language = context.speech(found.language)
    if as_json:
        from scheduler.render.surface import problem  # noqa: PLC0415

        context.answer({"problems": [problem(one, language) for one in found.notices]})
    else:
        from scheduler.render.terminal import problems  # noqa: PLC0415

        problems(found.notices, language, files=found.files, posts=found.posts, deliveries=found.deliveries)
    bad = found.errors or (strict and found.warnings)
    return int(ExitCode.PROBLEMS if bad else ExitCode.DONE)


def preview(
    paths: PathsArgument = None,
    network: NetworkOption = None,
    account: AccountOption = None,
    post: PostOption = None,
    html: Annotated[Path | None, typer.Option("--html", help=help_of("option-html"), show_default=False)] = None,
    as_json: JsonOption = False,
    config: ConfigOption = None,
) -> int:
    """Show each post as each network would show it."""
    from scheduler.app.checking import preview as look  # noqa: PLC0415

    found = look(context.given_config(config), paths or [], network=network, account=account, post=post)
    language = context.speech(found.language)
    if html is not None:
        from scheduler.app.previewing import write  # noqa: PLC0415

        write(found, html, language)
    if as_json:
        from scheduler.render.surface import previewed, problem  # noqa: PLC0415

        page = {"page": str(html)} if html else {}
        wrong = [problem(one, language) for one in found.problems if one.severity is Severity.ERROR]
        context.answer({"variants": [previewed(one, language) for one in found.variants], "problems": wrong, **page})
    elif html is not None:
        from scheduler.render.ink import out  # noqa: PLC0415

        out(label("preview-written", language, file=str(html), n=len(found.variants)))
    else:
        from scheduler.render.cards import cards  # noqa: PLC0415

        cards(found.variants, language, found.problems)
    return int(ExitCode.PROBLEMS if found.errors else ExitCode.DONE)


def count(
    text: Annotated[str | None, typer.Argument(help=help_of("argument-text"), show_default=False)] = None,
    network: NetworkOption = None,
    jsonl: Annotated[bool, typer.Option("--jsonl", help=help_of("option-jsonl"))] = False,
    as_json: JsonOption = False,
) -> int:
    """Say how long a text is on each network."""
    from scheduler.app import counting  # noqa: PLC0415

    if jsonl:
        for line in counting.lines(sys.stdin):
            sys.stdout.write(json.dumps(line, ensure_ascii=False) + "\n")
            sys.stdout.flush()  # an editor at the other end waits for each answer
        return int(ExitCode.DONE)
    found = counting.count(sys.stdin.read() if text is None else text, network)
    if as_json:
        context.answer({"counts": [one.surface() for one in found]})
    else:
        from scheduler.render.terminal import counts  # noqa: PLC0415

        counts([(one.title, one.length, one.limit, one.fits) for one in found], context.speech())
    return int(ExitCode.DONE)


def networks(
    name: Annotated[str | None, typer.Argument(help=help_of("argument-network"), show_default=False)] = None,
    policies: Annotated[bool, typer.Option("--policies", help=help_of("option-policies"))] = False,
    as_json: JsonOption = False,
) -> int:
    """Say what each network can do, what it costs, and what it forbids programs to do."""
    from scheduler.app import counting  # noqa: PLC0415
    from scheduler.render import networks as drawn  # noqa: PLC0415

    found = counting.networks(name)
    language = context.speech()
    if as_json:
        context.answer({"networks": [drawn.surface(one, language) for one in found]})
    elif name or policies:
        for one in found:
            drawn.page(one, language, all_of_it=name is not None)
    else:
        drawn.table(found, language)
    return int(ExitCode.DONE)


def schema(
    name: Annotated[str, typer.Argument(help=help_of("argument-schema"))] = "campaign",
    output: Annotated[Path | None, typer.Option("--output", "-o", help=help_of("option-output"))] = None,
) -> int:
    """Print a JSON Schema: of the campaign file, of the configuration, or of what a command prints."""
    from scheduler.app.schemas import schema_of  # noqa: PLC0415

    text = json.dumps(schema_of(name), ensure_ascii=False, indent=2) + "\n"
    if output is None:
        sys.stdout.write(text)
    else:
        output.write_text(text, encoding="utf-8")
    return int(ExitCode.DONE)


def cards(
    paths: PathsArgument = None,
    refresh: Annotated[bool, typer.Option("--refresh", help=help_of("option-refresh"))] = False,
    yes: Annotated[bool, typer.Option("--yes", "-y", help=help_of("option-yes"))] = False,
    this_machine: Annotated[
        bool, typer.Option("--from-this-machine", help=help_of("option-from-this-machine"))
    ] = False,
    as_json: JsonOption = False,
    config: ConfigOption = None,
) -> int:
    """Read the pages behind the posts' links, and write their cards into the files."""
    from scheduler.app import cards as linked  # noqa: PLC0415
    from scheduler.render import linking as drawn  # noqa: PLC0415

    found = linked.propose(context.given_config(config), paths or [], refresh=refresh, this_machine=this_machine)
    language = context.speech(found.language)
    if not as_json:
        drawn.proposals(found.proposals, language)
        drawn.differences(found.edits, language)
        if found.edits and not yes:
            context.ask("cards-write", language, flag="--yes", n=len(found.edits))
    written = bool(found.edits) and (yes or not as_json)
    if written:
        linked.write(found.edits)
    if as_json:
        context.answer({"cards": [drawn.surface(one, language) for one in found.proposals], "written": written})
    if found.edits and not written:
        return int(ExitCode.NEEDS_PERSON)
    return int(ExitCode.NETWORK if any(linked.unread(found)) else ExitCode.DONE)


def explain(
    tag: Annotated[str, typer.Argument(help=help_of("argument-explain"))],
    as_json: JsonOption = False,
    config: ConfigOption = None,
) -> int:
    """Tell the way of one post step by step."""
    from scheduler.app.explaining import explain as explained  # noqa: PLC0415
    from scheduler.render import explain as drawn  # noqa: PLC0415

    with context.opened(config) as scheduler:
        found = explained(scheduler.ground, tag)
        if as_json:
            context.answer({"explained": [drawn.surface(one, scheduler.language) for one in found]})
        else:
            drawn.way(found, scheduler.language)
    return int(ExitCode.DONE)


COMMANDS = {
    "check": check,
    "preview": preview,
    "explain": explain,
    "cards": cards,
    "count": count,
    "networks": networks,
    "schema": schema,
}
