"""`scheduler import`: a spreadsheet becomes a campaign file that passes `check`, or its faulty cells are named."""

import os
import unicodedata
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path

from scheduler.app.beginning import outside
from scheduler.app.calendar import Calendar
from scheduler.app.finding import calendar_of
from scheduler.campaigns import drafts, grids, headings, library, newfile, rows
from scheduler.campaigns.drafts import Draft, Made
from scheduler.campaigns.handwriting import Order
from scheduler.campaigns.headings import Table
from scheduler.clock import Clock, SystemClock
from scheduler.config import Config
from scheduler.errors import Problem, Usage
from scheduler.model.cells import letters
from scheduler.model.notice import Notice, Severity, Where, error, info
from scheduler.model.spelling import Misspelt, nearest, slugged
from scheduler.sentences import label
from scheduler.store.files import create_once

MOST_FILES = 50_000
"""Files looked at for pictures: a photo library may lie below the folder."""
MOST_NAMES = 2_000
PICTURES = frozenset(
    {".jpg", ".jpeg", ".png", ".webp", ".gif", ".mp4", ".mov", ".m4v", ".tif", ".tiff", ".bmp", ".avif"}
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Imported:
    """What came of a spreadsheet. `file` was written only where no notice is an error."""

    source: Path
    origin: str
    file: Path
    written: bool
    campaign: str
    posts: int
    days: int
    drafts: int
    accounts: tuple[str, ...]
    notices: tuple[Notice, ...]
    language: str

    @property
    def errors(self) -> int:
        return sum(1 for one in self.notices if one.severity is Severity.ERROR)


def bring(
    explicit: Path | None,
    source: Path,
    to: Path | None,
    *,
    accounts: Sequence[str] = (),
    dates: str | None = None,
    clock: Clock | None = None,
) -> Imported:
    """Read `source` and write the campaign file `to`, which must not be there yet.

    Raises `Problem` for a file that is no spreadsheet, `Usage` for an option that means nothing.
    """
    if dates is not None and dates not in [*Order]:
        raise Usage("import-unknown-order", where="--dates", name=dates, known=[*Order])
    config = calendar_of(explicit, [to.parent] if to and to.parent.exists() else [])
    target = to or config.folder / f"{slugged(source.stem) or 'import'}.yaml"
    _must_be_new(target, config)
    try:
        if source.is_file() and source.stat().st_size > grids.BYTES:
            raise Problem("sheet-too-big", where=str(source), most=grids.BYTES // 1_000_000)
        data = source.read_bytes()
    except OSError as failed:
        raise Problem("file-unreadable", where=str(source), reason=failed.strerror or "") from failed
    found = _understood(data, source, config, accounts)
    made, posts, kept = _read(found, source, target, config, accounts, Order(dates) if dates else None)
    head = _head(source, target, config, posts, kept)
    notices = list(made.notices)
    written = False
    if not any(one.severity is Severity.ERROR for one in notices) and not posts and not made.days:
        notices.append(error("import-nothing", Where(file=str(source))))
    if not any(one.severity is Severity.ERROR for one in notices):
        text = newfile.written(head, posts, made.days)
        notices += _checked(text, target, config, posts, made, clock or SystemClock())
        if not any(one.severity is Severity.ERROR for one in notices):
            written = _put(target, text)
            notices += outside(target, config)
    return Imported(
        source=source,
        origin=found[0].origin.value,
        file=target,
        written=written,
        campaign=head.campaign,
        posts=len(posts),
        days=len(made.days),
        drafts=sum(1 for one in posts if one.draft),
        accounts=tuple(head.accounts),
        notices=tuple(sorted(notices, key=_order)),
        language=config.language,
    )


def _order(one: Notice) -> tuple[str, int, int]:
    sheet = one.subject.partition("!")[0]
    return sheet, one.where.line if one.where else 0, one.where.column if one.where else 0


def _must_be_new(target: Path, config: Config) -> None:
    if target.suffix.lower() not in library.SUFFIXES:
        raise Usage("import-to-yaml", where=str(target))
    if target.exists() or target.is_symlink():
        raise Problem("import-exists", where=str(target))
    if not target.parent.is_dir():
        raise Problem("no-folder-to-write", where=str(target.parent))
    if not config.accounts:
        raise Problem("import-no-account", where=str(config.path))


def _put(target: Path, text: str) -> bool:
    """Write the file where nothing is. Who may read the folder may read it: it is a campaign file like the others."""
    try:
        if not create_once(target, text.encode()):
            raise Problem("import-exists", where=str(target))
        target.chmod(0o644)
    except OSError as failed:
        raise Problem("not-writable", where=str(target), reason=failed.strerror or "") from failed
    return True


def _understood(data: bytes, source: Path, config: Config, accounts: Sequence[str]) -> list[Table]:
    """The sheets that hold a table. Raises `Problem` where none does."""
    for name in accounts:
        if name not in config.accounts:
            raise Problem("unknown-account-asked", where="--account", name=name, known=sorted(config.accounts))
    names = [*{one.network: None for one in config.accounts.values()}, *config.accounts]
    sheets = grids.read(data, source.name)
    if not any(sheet.rows for sheet in sheets):
        raise Problem("sheet-empty", where=str(source))
    found = [table for sheet in sheets if (table := headings.understood(sheet, names))]
    if not any(table.rows for table in found):
        raise Problem("sheet-no-headings", where=str(source))
    return found


def _read(
    found: Sequence[Table], source: Path, target: Path, config: Config, accounts: Sequence[str], asked: Order | None
) -> tuple[Made, list[Draft], list[str]]:
    made = Made(file=str(source))
    if found[0].grid.encoding == "cp1252":
        made.notices.append(info("sheet-cp1252", Where(file=str(source))))
    order = headings.order_of(found, asked, config.language)
    networks = {name: one.network for name, one in config.accounts.items()}
    terms = drafts.Terms(order=order, networks=networks, picture=_Shelf(target.parent, config.media_roots).find)
    for table in found:
        rows.read(made, table, terms)
    by_sheet = {table.grid.name: table for table in found}
    posts = drafts.joined(made, lambda one: by_sheet[one.sheet])
    wanted = list(accounts) or list(networks)
    named = {name for one in posts for name in one.only}
    if all(one.only for one in posts) and posts:
        wanted = [name for name, network in networks.items() if {name, network} & named]
    # What names all accounts names none: the post follows its campaign's list.
    posts = [replace(one, only=()) if {*_names(one.only, networks)} >= {*wanted} else one for one in posts]
    extra = [name for one in posts for name in _names(one.only, networks) if name not in wanted]
    return made, posts, list(dict.fromkeys([*wanted, *extra]))


def _names(only: Sequence[str], networks: Mapping[str, str]) -> Iterator[str]:
    """The accounts that names of accounts and networks mean."""
    for name, network in networks.items():
        if {name, network} & {*only}:
            yield name


def _head(source: Path, target: Path, config: Config, posts: Sequence[Draft], accounts: Sequence[str]) -> newfile.Head:
    taken = {one.slug for one in library.read_all(library.find([config.folder]).files).seen}
    name = wanted = slugged(target.stem) or "import"
    number = 1
    while name in taken:
        number += 1
        name = f"{wanted}-{number}"
    words = {"file": source.name, "n": len(posts)}
    return newfile.Head(
        comment=(label("import-comment", config.language, **words), label("import-comment-next", config.language)),
        campaign=name,
        title=target.stem.replace("_", " ").replace("-", " ").strip().capitalize() or name,
        language=config.language,
        timezone=config.timezone,
        accounts=accounts,
    )


def _checked(
    text: str, target: Path, config: Config, posts: Sequence[Draft], made: Made, clock: Clock
) -> Iterator[Notice]:
    """What `check` says of the file, at the cells that it comes from. Warnings of the files are said by `check` again."""
    trial = target.with_name(f".{target.stem}.{os.urandom(4).hex()}.yaml")
    try:
        trial.write_text(text, encoding="utf-8")
        notices = Calendar(config, clock).week([trial]).notices
    except OSError as failed:
        raise Problem("not-writable", where=str(target), reason=failed.strerror or "") from failed
    finally:
        trial.unlink(missing_ok=True)
    by_id = {one.id: one for one in posts}
    for notice in notices:
        if notice.severity is not Severity.ERROR:
            continue
        quoted = notice.subject.split('"')
        post = by_id.get(quoted[1]) if len(quoted) > 2 else None
        if post is None:
            at = replace(notice.where, file=str(target)) if notice.where else Where(file=str(target))
            yield replace(notice, where=at)
            continue
        code, field = HERE.get(notice.code, (notice.code, "text"))
        column = post.places.get(field) or post.places.get("text")
        place = column.place + 1 if column else 1
        about = f"{post.sheet}!{letters(place)}{post.row} ({column.heading if column else post.id})"
        yield replace(notice, code=code, where=Where(file=made.file, line=post.row, column=place), subject=about)


HERE = {"rights-missing": ("cell-rights-missing", "rights"), "picture-needed": ("cell-needs-picture", "network")}
"""What `check` says of a file, as it is mended in a spreadsheet: its code there, and the column."""


class _Shelf:
    """Finds pictures by the names that people type: with or without folder and ending, in any case and form of accents."""

    def __init__(self, folder: Path, roots: Sequence[Path]) -> None:
        self._bases = (folder, *roots)
        self._by_name: dict[str, list[str]] | None = None

    def find(self, name: str) -> str:
        """The path as a campaign file names it. Raises `Misspelt`."""
        written = unicodedata.normalize("NFC", name.replace("\\", "/")).removeprefix("./")
        known = self._shelf
        whole = [one for one in known.get(_key(Path(written).name), []) if _key(one).endswith(_key(written))]
        found = whole or known.get(f"{_key(Path(written).name)}.", [])
        if "/" in written and len(found) > 1:
            found = [one for one in found if _key(one) == _key(written)] or found
        if len(set(found)) == 1:
            return found[0]
        if found:
            raise Misspelt("cell-picture-several", given=name, files=sorted(found)[:4])
        meant = nearest(Path(written).name, self._names)
        raise Misspelt("cell-picture-missing-meant" if meant else "cell-picture-missing", given=name, meant=meant)

    @cached_property
    def _names(self) -> Sequence[str]:
        """What a misspelt name may have been meant to be; none among so many that looking for it would take long."""
        names = sorted({Path(one).name for some in self._shelf.values() for one in some})
        return names if len(names) <= MOST_NAMES else ()

    @property
    def _shelf(self) -> Mapping[str, list[str]]:
        """Paths by file name, and by the name without its ending (and a point, which no such name ends with)."""
        if self._by_name is None:
            found: dict[str, list[str]] = defaultdict(list)
            seen: set[Path] = set()
            for base in self._bases:
                for path in _pictures(base):
                    if (real := path.resolve()) in seen:
                        continue  # a root may lie inside the folder
                    seen.add(real)
                    name = unicodedata.normalize("NFC", path.relative_to(base).as_posix())
                    for key in (_key(path.name), f"{_key(path.stem)}."):
                        if name not in found[key]:
                            found[key].append(name)
            self._by_name = dict(found)
        return self._by_name


def _key(name: str) -> str:
    return unicodedata.normalize("NFC", name).casefold()


def _pictures(base: Path) -> Iterator[Path]:
    """Pictures and videos below a folder; hidden folders and links to others are not entered."""
    seen = 0
    for folder, inner, files in os.walk(base):
        inner[:] = sorted(one for one in inner if not one.startswith("."))
        for name in sorted(files):
            seen += 1
            if seen > MOST_FILES:
                return
            if Path(name).suffix.lower() in PICTURES:
                yield Path(folder) / name
