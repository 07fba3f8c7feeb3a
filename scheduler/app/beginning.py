"""`scheduler new` and `scheduler copy`: a campaign file that begins as a template, or as another one of other weeks."""

import re
from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from string import Template
from zoneinfo import ZoneInfo

from scheduler.app.finding import calendar_of
from scheduler.campaigns import lessoned, library, shifting
from scheduler.clock import Clock, SystemClock
from scheduler.config import Config
from scheduler.errors import Problem, Usage
from scheduler.model.lessons import Notes
from scheduler.model.notice import Notice, Where, info, warning
from scheduler.model.spelling import Misspelt, nearest, slug, slugged
from scheduler.model.spelling import day as read_day
from scheduler.sentences import LANGUAGES, label
from scheduler.store.files import create_once

TEMPLATES = ("week", "opening", "rendez-vous", "evergreen", "welcome", "crisis")
MISTAKEN = {
    **dict.fromkeys(("semaine", "themed-week", "museumweek"), "week"),
    **dict.fromkeys(("vernissage", "exposition", "exhibition"), "opening"),
    **dict.fromkeys(("rendezvous", "rdv", "série", "series"), "rendez-vous"),
    **dict.fromkeys(("bienvenue", "accueil"), "welcome"),
    **dict.fromkeys(("intemporels", "intemporel", "réserve", "pool", "evergreens"), "evergreen"),
    "crise": "crisis",
}
BLANK = re.compile(r"À COMPLÉTER|\bTBD\b")
_FOLDER = Path(__file__).parent / "templates"
_AROUND = {"before21": -21, "before14": -14, "before7": -7, "before1": -1, "after14": 14}


@dataclass(frozen=True, slots=True, kw_only=True)
class Begun:
    """A new file. `blanks` are the lines that wait for words, `rights` those of rights to be asked again."""

    file: Path
    campaign: str
    first: date
    blanks: tuple[int, ...]
    rights: tuple[shifting.Right, ...]
    notices: tuple[Notice, ...]
    language: str


def begin(
    explicit: Path | None,
    template: str,
    *,
    to: Path | None,
    first: str | None,
    speech: Callable[[str], str],
    clock: Clock | None = None,
) -> Begun:
    """Write a campaign of drafts from `template`. It passes `check` at once, and nothing of it goes out unfinished.

    Its language is what `speech` makes of the configuration's.
    """
    kind = MISTAKEN.get(template.casefold(), template.casefold())
    if kind not in TEMPLATES:
        meant = nearest(template, TEMPLATES, MISTAKEN) or ", ".join(TEMPLATES)
        raise Usage("nothing-so-named", where="scheduler new", name=template, meant=meant)
    config = calendar_of(explicit, [to.parent] if to and to.parent.exists() else [])
    if not config.accounts:
        raise Problem("import-no-account", where=str(config.path))
    today = (clock or SystemClock()).now().astimezone(ZoneInfo(config.timezone)).date()
    begins = _day(first, "--date") if first else _monday(today) + timedelta(days=14)  # there is a week left to fill it
    spoken = speech(config.language) if speech(config.language) in LANGUAGES else "en"
    name = _free(slugged(to.stem) if to else f"{label(f'template-{kind}', spoken)}-{begins}", _slugs(config))
    file = to or config.folder / f"{name}.yaml"
    _must_be_new(file)
    days = {f"day{n}": begins + timedelta(days=n) for n in range(7)}
    days |= {name: begins + timedelta(days=n) for name, n in _AROUND.items()}
    text = Template((_FOLDER / spoken / f"{kind}.yaml").read_text(encoding="utf-8")).substitute(
        {name: one.isoformat() for name, one in days.items()},
        slug=name,
        year=begins.year,
        timezone=config.timezone,
        accounts=", ".join(config.accounts),
    )
    _write(file, text.encode())
    return Begun(
        file=file,
        campaign=name,
        first=begins,
        blanks=tuple(_blanks(text)),
        rights=(),
        notices=tuple(_placed(file, begins, today, config)),
        language=config.language,
    )


Learn = Callable[[str, str], Notes]
"""(campaign, language) -> what its last edition taught."""


def copy(
    explicit: Path | None, old: str, new: str, *, to: str, learn: Learn | None = None, clock: Clock | None = None
) -> Begun:
    """Copy the campaign `old` (its file, or its name) to the week of the day `to`, under the name or file `new`.

    With `learn` it is the next edition: what the last one taught stands in it as comments, and its texts wait for words.
    """
    day = _day(to, "--to")
    given = Path(old)
    config = calendar_of(explicit, [given] if given.is_file() else [])
    source = given if given.is_file() else _named(old, config)
    file = Path(new) if new.lower().endswith(library.SUFFIXES) else source.with_name(f"{new}.yaml")
    name = _slug(slugged(file.stem) if new.lower().endswith(library.SUFFIXES) else new)
    if name in _slugs(config):
        raise Problem("copy-name-taken", where=new, name=name)
    _must_be_new(file)
    data = source.read_bytes()
    if file.parent.resolve() != source.parent.resolve() and b"media:" in data:
        raise Problem("copy-away-from-pictures", where=str(file), folder=str(source.parent))
    begins = shifting.first_day(data, str(source))
    today = (clock or SystemClock()).now().astimezone(ZoneInfo(config.timezone)).date()
    weeks = (_monday(day) - _monday(begins)).days // 7
    if weeks == 0:
        raise Problem("copy-same-week", where="--to", day=begins)
    made = shifting.shifted(data, str(source), slug=name, weeks=weeks)
    if learn is not None:
        taught = learn(*shifting.named(data, str(source)))
        made = lessoned.lessoned(made, str(file), taught, weeks=weeks)
    _write(file, made.data)
    return Begun(
        file=file,
        campaign=name,
        first=made.first,
        blanks=tuple(_blanks(made.data.decode("utf-8-sig"))) if learn is not None else (),
        rights=made.rights,
        notices=(*_placed(file, made.first, today, config), *_about(made, file, day)),
        language=config.language,
    )


def _blanks(text: str) -> Iterator[int]:
    """The lines that wait for words; comments only speak of them."""
    for number, line in enumerate(text.split("\n"), 1):
        if BLANK.search(line.partition("#")[0]):
            yield number


def _about(made: shifting.Shifted, file: Path, asked: date) -> list[Notice]:
    """What the one who copies should look at."""
    said: list[Notice] = []
    if made.first != asked:
        said.append(info("copy-begins", Where(file=str(file)), first=made.first, asked=asked))
    for one in made.rights:
        where = Where(file=str(file), line=one.line)
        code = "copy-right-asked" if one.picture else "copy-rights-asked"
        said.append(warning(code, where, picture=one.picture) if one.picture else warning(code, where))
    if made.years:
        where = Where(file=str(file), line=made.years[0])
        said.append(warning("copy-old-year", where, lines=[str(line) for line in made.years[:10]], n=len(made.years)))
    if made.forgotten:
        said.append(info("copy-minutes-left-out", Where(file=str(file)), n=made.forgotten))
    return said


def _named(name: str, config: Config) -> Path:
    seen = library.read_all(library.find([config.folder]).files).seen
    found = {one.slug: Path(one.where.file) for one in seen}
    if name not in found:
        meant = nearest(name, found) or ", ".join(sorted(found)[:8])
        raise Problem("nothing-so-named", where="scheduler copy", name=name, meant=meant)
    return found[name]


def _slugs(config: Config) -> Collection[str]:
    return {one.slug for one in library.read_all(library.find([config.folder]).files).seen}


def _free(name: str, taken: Collection[str]) -> str:
    free, number = name, 1
    while free in taken:
        number += 1
        free = f"{name}-{number}"
    return free


def _slug(text: str) -> str:
    try:
        return slug(text)
    except Misspelt as wrong:
        raise _said(wrong, "scheduler copy") from None


def _day(text: str, option: str) -> date:
    try:
        return read_day(text)
    except Misspelt as wrong:
        raise _said(wrong, option) from None


def _said(wrong: Misspelt, where: str) -> Usage:
    """The same as a failure of the command line."""
    failed = Usage(wrong.code, where=where)
    failed.arguments = dict(wrong.arguments)
    return failed


def _monday(day: date) -> date:
    return day - timedelta(days=day.weekday())


def _placed(file: Path, first: date, today: date, config: Config) -> Iterator[Notice]:
    """What is odd about where and when a new file stands, and is no fault."""
    if first < today:
        yield warning("new-in-the-past", Where(file=str(file)), first=first)
    yield from outside(file, config)


def outside(file: Path, config: Config) -> Iterator[Notice]:
    """A campaign file that no command finds by itself."""
    if not file.resolve().is_relative_to(config.folder.resolve()):
        yield warning("file-outside-calendar", Where(file=str(file)), folder=str(config.folder), file=str(file))


def _must_be_new(file: Path) -> None:
    if file.suffix.lower() not in library.SUFFIXES:
        raise Usage("import-to-yaml", where=str(file))
    if file.exists() or file.is_symlink():
        raise Problem("import-exists", where=str(file))
    if not file.parent.is_dir():
        raise Problem("no-folder-to-write", where=str(file.parent))


def _write(file: Path, data: bytes) -> None:
    try:
        if not create_once(file, data):
            raise Problem("import-exists", where=str(file))
        file.chmod(0o644)
    except OSError as failed:
        raise Problem("not-writable", where=str(file), reason=failed.strerror or "") from failed
