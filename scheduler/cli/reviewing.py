"""review: the week in the terminal, with what needs a person and what waits for a yes; or as a page for mail and paper."""

from pathlib import Path
from typing import Annotated, Any

import typer

from scheduler.cli import context
from scheduler.cli.context import ByOption, ConfigOption, JsonOption, help_of
from scheduler.errors import ExitCode, NeedsPerson, Usage

ThemeOption = Annotated[str, typer.Option("--theme", help=help_of("option-theme"), show_default=False)]
THEMES = ("dark", "light", "ansi", "plain")


PageOption = Annotated[Path | None, typer.Option("--page", help=help_of("option-page"), show_default=False)]
WeekOption = Annotated[str | None, typer.Option("--week", "-w", help=help_of("option-page-week"), show_default=False)]
UntilOption = Annotated[str | None, typer.Option("--until", help=help_of("option-until"), show_default=False)]
AskedOption = Annotated[bool, typer.Option("--asked", help=help_of("option-asked"))]
LinesOption = Annotated[bool, typer.Option("--lines", help=help_of("option-lines"))]
DraftOption = Annotated[bool, typer.Option("--draft", help=help_of("option-draft"))]


def review(
    by: ByOption = None,
    theme: ThemeOption = "",
    page: PageOption = None,
    week: WeekOption = None,
    until: UntilOption = None,
    asked: AskedOption = False,
    draft: DraftOption = False,
    lines: LinesOption = False,
    as_json: JsonOption = False,
    config: ConfigOption = None,
) -> int:
    """Review the queued week: read each post as it will go out, say yes, hold, cancel, settle; `--page` writes it for others."""
    if page is not None and not lines:
        for option, unfit in (("--theme", theme), ("--by", by)):
            if unfit:
                raise Usage("review-not-with-page", where="scheduler review", option=option)
        about = {"week": week, "until": until, "draft": draft, "whole": not asked}
        return _page(page, config, about, as_json=as_json)
    for option, given in (
        ("--week", week),
        ("--until", until),
        ("--asked", asked),
        ("--draft", draft),
        ("--json", as_json),
    ):
        if given:
            raise Usage("review-page-alone", where="scheduler review", option=option)
    if lines and (theme or page):
        raise Usage("review-lines-alone", where="scheduler review", option="--theme" if theme else "--page")
    if theme and theme not in THEMES:
        raise Usage("review-unknown-theme", where="--theme", name=theme, known=THEMES)
    if not lines and not context.on_screen():
        raise NeedsPerson("review-needs-terminal")
    with context.opened(config, warns=lines) as scheduler:
        from scheduler.app.reviewing import Reviewing  # noqa: PLC0415 - after the calendar is known to be one

        if lines:
            from scheduler.cli.lines import run as talk  # noqa: PLC0415 - for this option alone

            talk(Reviewing(scheduler, by=context.person(by)))
            return int(ExitCode.DONE)
        from scheduler.tui.main import run  # noqa: PLC0415 - Textual is for this command alone

        run(Reviewing(scheduler, by=context.person(by)), theme=f"review-{theme}" if theme else "")
    return int(ExitCode.DONE)


def _page(page: Path, config: Path | None, about: dict[str, Any], *, as_json: bool) -> int:
    from scheduler.app.weekpage import write  # noqa: PLC0415 - the review itself draws no page
    from scheduler.render import week_terminal as drawn  # noqa: PLC0415

    with context.opened(config) as scheduler:
        written = write(scheduler, page, **about)
        roles, language = scheduler.config.roles, scheduler.language
    if as_json:
        context.answer(drawn.surface(written, roles))
    else:
        drawn.show(written, roles, language)
    return int(ExitCode.DONE)


COMMANDS = {"review": review}
