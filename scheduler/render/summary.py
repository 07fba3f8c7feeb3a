"""Short answers on the terminal: what a pass did, what the doctor found, which accounts there are, what the demo left."""

from collections.abc import Mapping, Sequence
from datetime import timedelta
from pathlib import Path
from typing import Protocol

from scheduler.model.notice import Notice, Severity
from scheduler.plain import visible
from scheduler.render.ink import out, paint
from scheduler.render.surface import Json, problem
from scheduler.render.terminal import SIGNS, line
from scheduler.sentences import label, say
from scheduler.sentences.stored import said as said_stored

COUNTED = ("published", "partial", "failed", "unknown", "missed", "held", "waiting", "expected")
NEEDING = ("partial", "failed", "unknown", "missed", "held")

HOUR = timedelta(hours=1)


class Summary(Protocol):
    """What a pass of the dispatcher did, as numbers of deliveries."""

    @property
    def blocked(self) -> tuple[str, ...]: ...
    @property
    def standby(self) -> bool: ...
    @property
    def foreign(self) -> bool: ...


class Collected(Protocol):
    """What one pass of reading counts back did."""

    @property
    def due(self) -> int: ...
    @property
    def read(self) -> int: ...
    @property
    def silent(self) -> int: ...
    @property
    def gone(self) -> tuple[str, ...]: ...
    @property
    def followers(self) -> int: ...
    @property
    def failed(self) -> Mapping[str, str]: ...
    @property
    def unable(self) -> tuple[str, ...]: ...
    @property
    def to_type(self) -> "Sequence[Due]": ...
    @property
    def partly(self) -> int: ...
    @property
    def people(self) -> "People | None": ...


class People(Protocol):
    """What the same pass read of who engaged."""

    @property
    def acts(self) -> int: ...
    @property
    def posts(self) -> int: ...
    @property
    def left(self) -> int: ...
    @property
    def off(self) -> bool: ...
    @property
    def failed(self) -> Mapping[str, str]: ...


class Due(Protocol):
    """A post of an age at which a person's figures are asked for."""

    @property
    def tag(self) -> str: ...
    @property
    def account(self) -> str: ...
    @property
    def url(self) -> str: ...
    @property
    def age(self) -> timedelta: ...


def said(code: str, language: str, **arguments: object) -> None:
    """Print one sentence."""
    out(str(say(code, arguments, language)))


def surface(summary: Summary) -> Json:
    """As `run --once --json` shows it."""
    counts = {name: getattr(summary, name) for name in COUNTED}
    return counts | {"blocked": list(summary.blocked), "standby": summary.standby, "foreign": summary.foreign}


def needs_person(summary: Summary) -> bool:
    """Whether somebody must look before posts can go out."""
    return summary.foreign or bool(summary.blocked) or any(getattr(summary, name) for name in NEEDING)


def show(summary: Summary, language: str, *, once: bool = True, quiet: bool = False, pid: str = "?") -> None:
    """Print what a pass (or a run that was not `once`) did, in one line; where nothing was done, `quiet` says nothing.

    `pid` is the process that has the database where this one stood by (a number is written as it is, without groups).
    """
    if summary.standby:
        if summary.foreign or once:
            said("run-foreign" if summary.foreign else "run-taken", language, pid=pid)
        return
    counts = [label(f"ran-{name}", language, n=n) for name in COUNTED if (n := getattr(summary, name))]
    if summary.blocked:
        counts.append(label("ran-blocked", language, n=len(summary.blocked)) + f" ({', '.join(summary.blocked)})")
    if counts or not quiet:
        out(visible(", ".join(counts)) + "." if counts else label("ran-nothing", language))


def examined(findings: Sequence[Notice], language: str) -> None:
    """Print what the doctor found: errors and warnings with their advice, then what is well."""
    for notice in sorted(findings, key=lambda one: list(Severity).index(one.severity)):
        sign = "✓" if notice.severity is Severity.INFO else SIGNS[notice.severity]
        style = "good" if notice.severity is Severity.INFO else notice.severity.value
        out(f"{paint(sign, style)} {line(notice, language, colour=True)}")
    if all(one.severity is Severity.INFO for one in findings):
        out(paint(label("examined-well", language), "good"))


def examined_surface(findings: Sequence[Notice], language: str) -> Json:
    """As `doctor --json` shows it."""
    return {"findings": [problem(one, language) for one in findings]}


def collected(found: Collected, language: str) -> None:
    """Print how many readings were kept, and the accounts that could not be read."""
    said("collected", language, n=found.read)
    for tag in found.gone:
        out(f"{paint('~', 'warning')} {label('collected-gone', language, tag=tag)}")
    for one in found.to_type:
        out(f"{paint('→', 'warning')} {label('collected-to-type', language, tag=one.tag, hours=one.age // HOUR)}")
        if one.url:
            out(f"  {visible(one.url)}")
    people = found.people
    if people is not None and people.posts:
        said("collected-people", language, n=people.acts, posts=people.posts)
    if people is not None and people.left:
        said("collected-people-left", language, n=people.left)
    for name, why in _failed(found).items():
        out(f"{paint('✗', 'error')} {visible(name)}: {said_stored(why, language)}")


def _failed(found: Collected) -> Mapping[str, str]:
    """Accounts that could not be read, in either way."""
    return {**(found.people.failed if found.people else {}), **found.failed}


def collected_surface(found: Collected, language: str) -> Json:
    """As `collect --json` shows it."""
    return {
        "due": found.due,
        "read": found.read,
        "silent": found.silent,
        "partly": found.partly,
        "gone": list(found.gone),
        "followers": found.followers,
        "failed": {name: said_stored(why, language) for name, why in _failed(found).items()},
        "unable": list(found.unable),
        "to_type": [
            {"tag": one.tag, "account": one.account, "url": one.url, "hours": one.age // HOUR} for one in found.to_type
        ],
        "people": {
            "acts": found.people.acts if found.people else 0,
            "posts": found.people.posts if found.people else 0,
            "left": found.people.left if found.people else 0,
            "off": bool(found.people and found.people.off),
        },
    }


def initialised(folder: Path, files: Sequence[Path], language: str) -> None:
    """Say what `init` made, and what comes next."""
    out(label("initialised", language, folder=str(folder.resolve() if folder == Path() else folder)))
    for file in files:
        out(f"  {visible(str(file))}")
    out(label("initialised-next", language))
    place = "" if folder == Path() else f"cd {folder} && "
    for command in ("scheduler check", "scheduler preview", "scheduler apply", "scheduler run"):
        out(f"  {visible(place)}{command}")
        place = ""


def demonstrated(result: Mapping[str, object], language: str, *, program: str) -> None:
    """Say what the demo did, where its pages lie, and what to try; `program` is how this one is called here."""
    out(label("demo-done", language, **{name: result[name] for name in ("published", "accounts", "readings")}))
    out()
    out(f"{label('demo-report', language):<12} {paint(str(result['report']), 'strong')}")
    pages = result["timelines"]
    if isinstance(pages, Mapping):
        for name, page in pages.items():
            out(f"{label('demo-timeline', language):<12} {name:<18} {page}")
    out(f"{label('demo-calendar', language):<12} {result['calendar']}")
    out()
    out(label("demo-next", language))
    for words in ("queue --week 2027-W23", f"report {result['campaign']}"):
        out(f"  {visible(program)} {words} --config {result['config']}")
