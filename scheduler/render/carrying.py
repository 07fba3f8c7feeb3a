"""What came in and went out as files: told, and for scripts."""

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Protocol

from scheduler.render.entries import Entry
from scheduler.render.surface import Json, instant, local
from scheduler.sentences import label, say


class Exported(Protocol):
    """A file that was made."""

    @property
    def format(self) -> str: ...
    @property
    def data(self) -> bytes: ...
    @property
    def entries(self) -> Sequence[Entry]: ...
    @property
    def unpublished(self) -> int: ...
    @property
    def skipped(self) -> int: ...
    @property
    def file(self) -> Path | None: ...


def exported(found: Exported) -> Json:
    """As `export --json` shows it; `content` is the file's text where none was written."""
    return {
        "format": found.format,
        "file": str(found.file) if found.file else None,
        "bytes": len(found.data),
        "unpublished": found.unpublished,
        "without_hour": found.skipped,
        "entries": [
            {
                "tag": one.tag,
                "account": one.account,
                "network": one.network,
                "due": instant(one.due),
                "local": local(one.local),
                "state": one.state.value if one.state else None,
                "revision": one.revision,
            }
            for one in found.entries
        ],
        "content": None if found.file else found.data.decode("utf-8-sig"),
    }


def about_export(found: Exported, language: str) -> Iterator[str]:
    """What to know of the file, beside it."""
    if found.file:
        yield label("export-written", language, file=str(found.file), n=len(found.entries))
    if not found.entries:
        yield str(say("export-empty", {}, language))
    if found.unpublished:
        yield label("export-unpublished", language, n=found.unpublished)
    if found.skipped:
        yield str(say("export-without-hour", {"n": found.skipped}, language))
