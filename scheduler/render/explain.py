"""The way of a post, step by step, on the terminal and as JSON."""

from collections.abc import Mapping, Sequence
from typing import Any, Protocol

from scheduler.model.delivery import Delivery
from scheduler.model.notice import Severity, Where
from scheduler.plain import harmless, visible
from scheduler.render import preview_words as words
from scheduler.render.ink import out, paint
from scheduler.render.preview_words import Previewed
from scheduler.render.surface import instant, part
from scheduler.render.terminal import SIGNS
from scheduler.sentences import label, say


class Step(Protocol):
    """One step."""

    @property
    def code(self) -> str: ...
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
        "severity": step.severity.value,
        "message": said.text,
        "advice": said.advice,
        "file": step.where.file if step.where else None,
        "line": (step.where.line or None) if step.where else None,
        "before": step.before,
        "after": step.after,
    }


def way(explained: Sequence[Explained], language: str) -> None:
    """Print each post's way: its steps numbered, lengths at the right of what changed them, the outcome below."""
    for number, one in enumerate(explained):
        if number:
            out()
        out(paint(f"{one.shown.rules.title} · {harmless(one.shown.tag)}", "strong"))
        for place, step in enumerate(one.steps, start=1):
            sign = "" if step.severity is Severity.INFO else f"{SIGNS[step.severity]} "
            where = f"  ({harmless(str(step.where))})" if step.where else ""
            said = f"{sign}{say(step.code, step.arguments, language)}"
            out(f"{place:>3}. {said}{paint(_lengths(step), 'strong')}{paint(where, 'faint')}")
        for name, piece in words.parts_of(one.shown.variant, language):
            head = f"{name}  " if name else ""
            out(paint(f"     {head}{words.counter(piece, one.shown.rules, language)}", "faint"))
            for line in visible(piece.text).splitlines():
                out(f"     │ {line}".rstrip())
        if one.delivery is not None:
            state = label(f"state-{one.delivery.state.value}", language, network=one.delivery.network)
            out(paint(f"     {state}", "strong"))


def _lengths(step: Step) -> str:
    if step.after is None:
        return ""
    return f"  {step.before} → {step.after}" if step.before is not None else f"  {step.after}"
