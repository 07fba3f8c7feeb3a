"""What stands beside a text that is edited: the networks' counters, what is to be said of it, whose yes is asked again. Pure."""

from collections.abc import Callable
from typing import Protocol

from rich.text import Text

from scheduler.app.trial import Shown, Tried
from scheduler.model.notice import Severity
from scheduler.render.preview_words import doubtful, of_limit
from scheduler.sentences import label, say
from scheduler.tui import signs
from scheduler.tui.cells import cells
from scheduler.tui.mending import Mend
from scheduler.tui.tokens import palette

BAR = 10


class Say(Protocol):
    """Writes words in a colour."""

    def __call__(self, words: str, token: str = ..., *, bold: bool = ...) -> None: ...


def beside(found: Tried, language: str, theme: str, role_name: Callable[[str], str], mend: Mend | None = None) -> Text:
    """Counters, what is to be said, and whose yes would be asked for again."""
    colours, text = palette(theme), Text()

    def say_(words: str, token: str = "text", *, bold: bool = False) -> None:  # noqa: S107 - a colour's name
        text.append(words, colours.style(token, bold=bold))

    for one in found.shown:
        say_(f"{signs.mark(one.network)} ", bold=True)
        _counter(one, language, say_)
    if found.notices or any(doubtful(one.variant.notices, language) for one in found.shown):
        say_("─" * 37 + "\n", "line")
    for notice in found.notices:
        told = say(notice.code, notice.arguments, language)
        grave = notice.severity is Severity.ERROR
        say_(f"{'!' if grave else '~'} {cells(told.text)} {cells(told.advice)}\n", "trouble" if grave else "awaiting")
    said: dict[str, None] = {}
    for one in found.shown:
        for severity, words, advice in doubtful(one.variant.notices, language):
            said.setdefault(
                cells(
                    f"{'!' if severity is Severity.ERROR else '~'} "
                    + label("viewing-of", language, what=signs.mark(one.network), told=f"{words} {advice}")
                )
            )
    for words in said:
        say_(f"{words}\n", "trouble" if words.startswith("!") else "awaiting")
    if mend is not None:
        say_("F8 ", "accent", bold=True)
        say_(label("review-edit-mend", language, old=mend.old, new=mend.new) + "\n", "accent")
    roles: dict[str, list[str]] = {}
    for one in found.shown:
        for role in one.again:
            roles.setdefault(role, []).append(signs.mark(one.network))
    if roles:
        say_("─" * 37 + "\n", "line")
        say_(label("review-edit-again", language) + "\n", "awaiting", bold=True)
    for role, marks in roles.items():
        say_(f"  {cells(role_name(role))}  {' '.join(marks)}\n", "awaiting")
    return text


def _counter(one: Shown, language: str, say_: Say) -> None:
    part = one.fullest
    if part is None:
        say_(label("review-no-text", language) + "\n", "muted")
        return
    fits = part.length <= part.limit
    full = min(round(BAR * part.length / max(part.limit, 1)), BAR)
    parts = f"{label('preview-parts', language, n=len(one.variant.parts))} " if len(one.variant.parts) > 1 else ""
    say_("▓" * full + "░" * (BAR - full) + " ", "muted" if fits else "trouble")
    counted = of_limit(part, language).replace(" ", "")
    say_(f"{parts}{counted} {'✓' if fits else '✗'}\n", "text" if fits else "trouble")
