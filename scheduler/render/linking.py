"""Link cards on the terminal and as JSON: which pages were read, and the lines that would be written."""

import difflib
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any, Protocol

from scheduler.errors import SchedulerError
from scheduler.plain import harmless, visible
from scheduler.render.ink import out, paint
from scheduler.sentences import label, say


class Proposal(Protocol):
    """One link and its card."""

    @property
    def file(self) -> Path: ...
    @property
    def line(self) -> int: ...
    @property
    def link(self) -> str: ...
    @property
    def state(self) -> str: ...
    @property
    def card(self) -> Mapping[str, str]: ...
    @property
    def reason(self) -> SchedulerError | None: ...


class Edit(Protocol):
    """One file before and after."""

    @property
    def file(self) -> Path: ...
    @property
    def before(self) -> bytes: ...
    @property
    def after(self) -> bytes: ...
    @property
    def pictures(self) -> Mapping[Path, bytes]: ...


def surface(one: Proposal, language: str) -> dict[str, Any]:
    """One link as `cards --json` shows it."""
    said = say(one.reason.code, one.reason.arguments, language).text if one.reason else ""
    return {
        "file": str(one.file),
        "line": one.line,
        "link": one.link,
        "state": str(one.state),
        "title": one.card.get("title", ""),
        "description": one.card.get("description", ""),
        "image": one.card.get("image") or None,
        "reason": said,
    }


def proposals(found: Sequence[Proposal], language: str) -> None:
    """One line a link; what went wrong stands below it."""
    if not found:
        out(label("cards-no-links", language))
    for one in found:
        sign = {"new": "+", "changed": "≠", "unread": "✗"}.get(str(one.state), "·")
        style = {"new": "add", "changed": "add", "unread": "error"}.get(str(one.state), "faint")
        state = label(f"cards-state-{one.state}", language)
        out(f"{paint(sign, style)} {harmless(str(one.file))}:{one.line}: {harmless(one.link)} ({state})")
        if one.reason:
            where = f"{harmless(one.reason.where)}: " if one.reason.where != one.link else ""
            out(f"  {where}{say(one.reason.code, one.reason.arguments, language)}")


def differences(edits: Iterable[Edit], language: str) -> None:
    """The lines that would be written, with two around each, and the pictures that come with them."""
    for edit in edits:
        before, after = (one.decode("utf-8", "replace").splitlines() for one in (edit.before, edit.after))
        for line in difflib.unified_diff(before, after, str(edit.file), str(edit.file), n=2, lineterm=""):
            style = {"+": "add", "-": "remove"}.get(line[:1], "faint")
            out(paint(visible(line), style))
        for path, data in edit.pictures.items():
            out(paint(f"+ {harmless(str(path))} ({label('kilobytes', language, n=-(-len(data) // 1000))})", "add"))
