"""What came in and went out as files: told, and for scripts."""

from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path
from typing import Protocol

from scheduler.model.notice import Notice, Severity
from scheduler.render.entries import Entry
from scheduler.render.ink import out, paint
from scheduler.render.surface import Json, instant, local, problem
from scheduler.render.terminal import SIGNS, line
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


class Imported(Protocol):
    """What came of a spreadsheet."""

    @property
    def source(self) -> Path: ...
    @property
    def origin(self) -> str: ...
    @property
    def file(self) -> Path: ...
    @property
    def written(self) -> bool: ...
    @property
    def campaign(self) -> str: ...
    @property
    def posts(self) -> int: ...
    @property
    def days(self) -> int: ...
    @property
    def drafts(self) -> int: ...
    @property
    def accounts(self) -> Sequence[str]: ...
    @property
    def notices(self) -> Sequence[Notice]: ...


def imported(found: Imported, language: str) -> Json:
    """As `import --json` shows it."""
    return {
        "source": str(found.source),
        "origin": found.origin,
        "file": str(found.file),
        "written": found.written,
        "campaign": found.campaign,
        "posts": found.posts,
        "days": found.days,
        "drafts": found.drafts,
        "accounts": list(found.accounts),
        "problems": [problem(one, language) for one in found.notices],
    }


def about_import(found: Imported, language: str) -> None:
    """What is wrong with the spreadsheet, cell by cell, or what was made of it."""
    listed(found.notices, language)
    errors = sum(1 for one in found.notices if one.severity is Severity.ERROR)
    if not found.written:
        out(str(say("import-not-written", {"n": errors, "file": str(found.file)}, language)))
        return
    if found.origin != "person":
        out(label(f"import-origin-{found.origin}", language))
    out(str(say("import-written", {"file": str(found.file), "n": found.posts, "days": found.days}, language)))
    if found.drafts:
        out(str(say("import-drafts", {"n": found.drafts}, language)))


def listed(notices: Sequence[Notice], language: str) -> None:
    """Errors first, then what somebody should look at, then what was done."""
    for severity in Severity:
        for one in notices:
            if one.severity is severity:
                out(f"{paint(SIGNS[severity], severity.value)} {line(one, language, colour=True)}")


class Right(Protocol):
    """A right to be asked again."""

    @property
    def line(self) -> int: ...
    @property
    def picture(self) -> str: ...
    @property
    def was(self) -> str: ...


class Begun(Protocol):
    """A campaign file that was begun."""

    @property
    def file(self) -> Path: ...
    @property
    def campaign(self) -> str: ...
    @property
    def first(self) -> date: ...
    @property
    def blanks(self) -> Sequence[int]: ...
    @property
    def rights(self) -> Sequence[Right]: ...
    @property
    def notices(self) -> Sequence[Notice]: ...


def begun(found: Begun, language: str) -> Json:
    """As `new --json` and `copy --json` show it."""
    return {
        "file": str(found.file),
        "campaign": found.campaign,
        "first": found.first.isoformat(),
        "blanks": list(found.blanks),
        "rights": [{"line": one.line, "picture": one.picture, "was": one.was} for one in found.rights],
        "problems": [problem(one, language) for one in found.notices],
    }


def about_new(found: Begun, language: str) -> None:
    """Where it is, what is odd about that, and what waits for words."""
    listed(found.notices, language)
    about = {"file": str(found.file), "first": found.first, "n": len(found.blanks)}
    out(str(say("new-written", about, language)))


def about_copy(found: Begun, language: str) -> None:
    """Where it is, and what is to be asked and looked at anew."""
    listed(found.notices, language)
    about = {"file": str(found.file), "first": found.first, "n": len(found.rights)}
    out(str(say("copy-written", about, language)))
