"""The way of a post, step by step, on the terminal and as JSON."""

import shutil
import textwrap
from collections.abc import Mapping, Sequence
from itertools import groupby
from typing import Any, Protocol

from scheduler.model.delivery import Delivery
from scheduler.model.notice import Severity, Where
from scheduler.plain import harmless, visible
from scheduler.render import preview_words as words
from scheduler.render.ink import out, paint
from scheduler.render.preview_words import Previewed
from scheduler.render.surface import instant, part
from scheduler.render.terminal import SIGNS, near
from scheduler.sentences import label, say
from scheduler.sentences.words import written


class Step(Protocol):
    """One step."""

    @property
    def code(self) -> str: ...
    @property
    def section(self) -> str: ...
    @property
    def arguments(self) -> Mapping[str, object]: ...
    @property
    def where(self) -> Where | None: ...
    @property
    def before(self) -> int | None: ...
    @property
    def after(self) -> int | None: ...
    @property
    def severity(self) -> Severity: ...


class Explained(Protocol):
    """One post on one account, and its steps."""

    @property
    def shown(self) -> Previewed: ...
    @property
    def steps(self) -> Sequence[Step]: ...
    @property
    def delivery(self) -> Delivery | None: ...


def surface(one: Explained, language: str) -> dict[str, Any]:
    """One post's way, as `explain --json` shows it."""
    shown, delivery = one.shown, one.delivery
    return {
        "tag": shown.tag,
        "account": shown.account,
        "network": shown.network,
        "due": instant(shown.due),
        "code": shown.code,
        "digest": shown.variant.digest,
        "queued": {"state": delivery.state.value, "digest": delivery.digest} if delivery else None,
        "parts": [part(each) for each in shown.variant.parts],
        "steps": [_step(each, language) for each in one.steps],
    }


def _step(step: Step, language: str) -> dict[str, Any]:
    said = say(step.code, step.arguments, language)
    return {
        "code": step.code,
        "section": step.section,
        "severity": step.severity.value,
        "message": said.text,
        "advice": said.advice,
        "file": step.where.file if step.where else None,
        "line": (step.where.line or None) if step.where else None,
        "before": step.before,
        "after": step.after,
    }


def way(explained: Sequence[Explained], language: str) -> None:
    """Print each post's way: what it is made of, what was done and saved, the pictures, what goes out, and where it stands.

    Of a series that was named as a whole the first occurrence is told, and how the others are called.
    """
    turns = list(dict.fromkeys(one.shown.occurrence.partition("+")[0] for one in explained))
    told = [one for one in explained if one.shown.occurrence.partition("+")[0] == turns[0]]
    for number, one in enumerate(told):
        if number:
            out("\n")
        shown = one.shown
        hour = written(shown.local, language) if shown.local and shown.due else label("by-hand", language)
        out(paint(f"{shown.rules.title} · {visible(shown.account)} · {visible(shown.post)} · {hour}", "strong"))
        out(paint(f"  {harmless(shown.tag)}", "faint"))
        for section, steps in groupby(one.steps, key=lambda step: step.section):
            if section != "out":
                _section(section, list(steps), one, language)
                if section == "pictures" or (section == "done" and not _has(one, "pictures")):
                    _out(shown, language)
    if len(turns) > 1:
        name = f"{explained[0].shown.campaign}/{explained[0].shown.post}/{turns[1]}"
        out("\n" + label("explain-others", language, n=len(turns) - 1, name=name))


def _has(one: Explained, section: str) -> bool:
    return any(step.section == section for step in one.steps)


def _section(section: str, steps: Sequence[Step], one: Explained, language: str) -> None:
    out()
    out(paint(label(f"explain-section-{section}", language), "strong"))
    if section == "queue" and one.delivery is not None:
        out(f"  {label(f'state-{one.delivery.state.value}', language, network=one.delivery.network)}")
    for step in steps:
        said = say(step.code, step.arguments, language)
        sign = "→" if step.code.startswith("step-") else SIGNS[step.severity]
        lengths = _lengths(step, language)
        _line(f"{sign} ", f"{said}{(' ' if str(said).endswith(':') else '  ') + lengths if lengths else ''}", lengths)
        if step.where and (section == "made" or step.severity is not Severity.INFO):
            out(paint(f"    {near(str(step.where))}", "faint"))


def _out(shown: Previewed, language: str) -> None:
    """Each part as it goes out, with its counter."""
    out()
    out(paint(label("explain-section-unsent" if shown.blocked else "explain-section-out", language), "strong"))
    for name, piece in words.parts_of(shown.variant, language):
        head = f"{name}  " if name else ""
        over = piece.length > piece.limit
        out(f"  {paint(head + words.counter(piece, shown.rules, language), 'error' if over else 'faint')}")
        for line in visible(piece.text).split("\n"):
            for row in textwrap.wrap(line, _width() - 4, break_on_hyphens=False) or [""]:
                out(f"  │ {row}".rstrip())
        if shown.variant.card and piece is shown.variant.parts[0]:
            card = shown.variant.card
            out(f"  ▤ {visible(card.title) or words.host(card.url)}")


def _line(sign: str, text: str, strong: str) -> None:
    """One step, folded under its sign; the lengths at its end stand out."""
    rows = textwrap.wrap(text, _width() - 4, break_on_hyphens=False, break_long_words=False)
    for number, row in enumerate(rows):
        head = f"  {sign}" if number == 0 else "    "
        told = row
        if strong and number == len(rows) - 1 and row.endswith(strong):
            told = row.removesuffix(strong) + paint(strong, "strong")
        out(head + told)


def _width() -> int:
    """As wide as the terminal, and never wider than is pleasant to read."""
    return max(min(shutil.get_terminal_size((100, 40)).columns, 100), 40)


def _lengths(step: Step, language: str) -> str:
    if step.after is None:
        return ""
    after = written(step.after, language)
    return f"{written(step.before, language)} → {after}" if step.before is not None else after
