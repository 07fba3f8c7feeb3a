"""An export opened and read: which network's it is, whose account, of when its counts are; nothing is written here."""

from collections.abc import Callable, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass, field
from datetime import datetime
from hashlib import sha256
from pathlib import Path

from scheduler.campaigns.exports import bundles, columns, memory, moments, sheets, tables
from scheduler.campaigns.exports.columns import Table
from scheduler.campaigns.exports.made import Made
from scheduler.campaigns.handwriting import Order
from scheduler.config import Config
from scheduler.connector import discover, exports
from scheduler.errors import NeedsPerson, Problem
from scheduler.model.notice import Where, info, warning
from scheduler.model.past import Archive, Field, Files, Layout, Left, Refused
from scheduler.plain import one_line

TABLES = (".csv", ".tsv", ".txt", ".xlsx", ".xls")
STEP = 5_000
BEGINNING = 1 << 18
"""Bytes in which headings stand, and all notes above them."""
Told = Callable[[str, int], None]
"""Hears of progress: the stage, and how many of it are done."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """What a person said of a file, on the command line or when asked."""

    account: str = ""
    zone: str = ""
    dates: Order | None = None
    read_on: datetime | None = None
    campaign: str = ""
    columns: Mapping[str, Field] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Opened:
    """One export, read. `name` is that of a network's export, or `table`; `network` is empty for a table of anything."""

    name: str
    network: str
    made: Made
    digest: str
    zone: str
    written: datetime | None
    """When the export was made, as far as it or its file says."""
    dated: str
    """What said so: `archive` or `file`."""
    notes: tuple[str, ...] = ()
    tables: tuple[Table, ...] = ()
    dates: Order | None = None
    counts: bool = True
    asked: Asked = field(default_factory=Asked)
    """What a person said of it, now or of a table of its kind before."""


class Unclear(Exception):
    """A table of which nobody knows what its columns hold: a person is asked. `samples` shows some of each column."""

    def __init__(self, table: Table) -> None:
        super().__init__(table.sheet.name)
        self.headings = table.headings
        self.known = {one.heading: one.field for one in table.columns}
        self.samples = tuple(_sample(table, place) for place in range(len(table.headings)))


def _sample(table: Table, place: int) -> str:
    cells = [row[place] for _, row in columns.filled(table)[:3] if place < len(row)]
    return ", ".join(one_line(str(cell))[:24] for cell in cells if cell not in {None, ""})


class _Hashed:
    """Files whose bytes are added up as they are read, so that the same export is known again."""

    def __init__(self, files: Files) -> None:
        self._files, self._sum = files, sha256()
        self.names = files.names

    def read(self, name: str) -> bytes:
        data = self._files.read(name)
        self._sum.update(data)
        return data

    def made(self, name: str) -> datetime | None:
        return self._files.made(name)

    @property
    def digest(self) -> str:
        return self._sum.hexdigest()


def is_export(path: Path) -> bool:
    """Whether `path` is a network's own export, by its files or its headings: then it is of the past without being said to be."""
    try:
        with closing(bundles.opened(path)) as files:
            if _archive(files.names):
                return True
            inner, names = _tables(files, path)
            known = exports.layouts(discover.names())
            for name in names:
                data = _beginning(path) if isinstance(inner, bundles.Lone) else inner.read(name)
                every = [columns.understood(sheet, known, {}) for sheet in sheets.read(data, name)]
                if any(one is not None and one.layout is not None for one in every):
                    return True
    except Problem:
        pass
    return False


def _beginning(path: Path) -> bytes:
    """Enough of a table to see its headings; all of a workbook."""
    with path.open("rb") as file:
        head = file.read(BEGINNING)
        return head + file.read() if head.startswith((b"PK", b"\xd0\xcf")) else head[: head.rfind(b"\n") + 1] or head


def read(path: Path, config: Config, asked: Asked, told: Told) -> Opened:
    """The export at `path`. Raises `Problem` where it is none, `Unclear` where a person must say what its columns hold."""
    with closing(bundles.opened(path)) as files:
        found = _archive(files.names)
        if found is None:
            return _read_tables(files, path, config, asked, told)
        network, export, names = found
        if isinstance(export, Refused):
            raise Problem(export.code, where=str(path))
        return _read_archive(files, path, network, export, names, asked, told)


def _read_archive(
    files: bundles.Opened, path: Path, network: str, export: Archive, names: Sequence[str], asked: Asked, told: Told
) -> Opened:
    hashed = _Hashed(files)
    given = export.read(hashed, names)
    made = Made()
    seen: set[str] = set()
    for done, sent in enumerate(given.posts, 1):
        if sent.id and sent.id in seen:
            made.left[Left.TWICE] += 1
            continue
        if sent.at not in moments.DATED:
            made.left[Left.UNDATED] += 1
            continue
        seen.add(sent.id)
        made.posts.append(sent)
        if not done % STEP:
            told("read", done)
    made.left.update(given.left)
    if given.stated is not None and given.found and given.stated != given.found[0]:
        about = {"published": given.stated, "found": given.found[0]}
        made.notices.append(warning("arrival-records-differ", Where(file=str(path)), **about))
    return Opened(
        name=export.name,
        network=network,
        made=made,
        digest=hashed.digest,
        zone="UTC",
        written=given.made,
        dated="archive",
        notes=export.notes,
        counts=export.counts,
        asked=asked,
    )


def _archive(names: Sequence[str]) -> tuple[str, Archive | Refused, Sequence[str]] | None:
    for network, export in exports.archives(discover.names()):
        wanted = export.wanted(names)
        if wanted:
            return network, export, wanted
    return None


def _tables(files: bundles.Opened, path: Path) -> tuple[Files, Sequence[str]]:
    """The tables in an export. A workbook is one itself, though it looks like a ZIP."""
    if isinstance(files, bundles.Lone) or "xl/workbook.xml" in files.names:
        return bundles.Lone(path), [path.name]
    found = [one for one in files.names if one.lower().endswith(TABLES)]
    if not found:
        raise Problem("arrival-nothing-known", where=str(path))
    return files, found


def _read_tables(files: bundles.Opened, path: Path, config: Config, asked: Asked, told: Told) -> Opened:
    known, kept = exports.layouts(discover.names()), memory.remembered(config.path.parent)
    inner, names = _tables(files, path)
    lone = _Hashed(inner)
    told("open", 0)
    every = [sheet for name in names for sheet in sheets.read(lone.read(name), name)]
    found: list[Table] = []
    for sheet in every:
        table = columns.understood(sheet, known, asked.columns)
        before = memory.of(kept, table.headings) if table and not table.layout else None
        if table and before and not asked.columns:
            table = columns.understood(sheet, known, before.columns) or table
            asked = _as_before(asked, before)
        if table:
            found.append(table)
    chosen = [one for one in found if one.layout] or [one for one in found if one.whole]
    if not chosen:
        if not found:
            raise Problem("sheet-no-headings" if any(one.head() for one in every) else "sheet-empty", where=str(path))
        raise Unclear(max(found, key=lambda one: len(one.columns)))
    return _understood(chosen, lone, path, config, asked, told)


def _as_before(asked: Asked, before: memory.Meant) -> Asked:
    return Asked(
        account=asked.account or before.account,
        zone=asked.zone or before.zone,
        dates=asked.dates or (Order(before.dates) if before.dates in [*Order] else None),
        read_on=asked.read_on,
        campaign=asked.campaign,
        columns=before.columns,
    )


def _understood(
    chosen: Sequence[Table], files: _Hashed, path: Path, config: Config, asked: Asked, told: Told
) -> Opened:
    made, layout = Made(), chosen[0].layout
    networks = {one.network for one in chosen}
    if len(networks) > 1:
        raise Problem("arrival-several-networks", where=str(path), networks=sorted(networks))
    zone = asked.zone or (layout.zone if layout else "") or config.timezone
    order: Order | None = None
    done = 0
    for table in chosen:
        order = tables.order_of(table, asked.dates)

        def tell(rows: int, before: int = done) -> None:
            told("read", before + rows)

        made.add(tables.read(table, zone=zone, order=order, file=str(path), told=tell))
        done += table.sheet.size
    if made.faults["cell-date-two-ways"]:
        raise NeedsPerson("arrival-dates-two-ways", where=str(path), flag="--dates")
    for fault, number in made.faults.items():
        if number > tables.SHOWN:
            made.notices.append(
                info("arrival-more-faults", Where(file=str(path)), "", n=number - tables.SHOWN, code=fault)
            )
    if chosen[0].sheet.encoding == "cp1252":
        made.notices.append(info("sheet-cp1252", Where(file=str(path))))
    return Opened(
        name=layout.name if layout else "table",
        network=chosen[0].network,
        made=made,
        digest=files.digest,
        zone=zone,
        written=bundles.written(path),
        dated="file",
        notes=layout.notes if layout else (),
        tables=tuple(chosen),
        dates=order,
        asked=asked,
    )


def layout_of(opened: Opened) -> Layout | None:
    """The network's own table that it is; None for an archive, and for a table of anything."""
    return opened.tables[0].layout if opened.tables else None
