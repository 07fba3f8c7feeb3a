"""Workbooks of before 2007, as LinkedIn still gives them: read where they are honest, refused by name where they are not."""

import io
import sys
from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from struct import pack, pack_into, unpack_from
from typing import Any

import openpyxl
import pytest
import xlwt
from openpyxl.utils.datetime import CALENDAR_MAC_1904

from scheduler.app.arriving_reading import Asked, is_export, read
from scheduler.campaigns import compound, grids, oldbooks
from scheduler.campaigns.exports import sheets
from scheduler.campaigns.handwriting import Order
from scheduler.config import Config, load
from scheduler.connector.discover import names
from scheduler.errors import Problem
from scheduler.model.past import COUNTED
from tests.exports import samples
from tests.exports.old_workbooks import put, saved, table

AT = datetime(2026, 6, 1, 7, 30, tzinfo=UTC)
HEADINGS = [
    "Post title",
    "Post link",
    "Post type",
    "Posted by",
    "Created date",
    "Impressions",
    "Clicks",
    "Likes",
    "Comments",
    "Reposts",
]
NAME, FORMULA = 0x18, 0x06


@pytest.fixture(scope="module")
def config(tmp_path_factory: pytest.TempPathFactory) -> Config:
    return load(samples.calendar(tmp_path_factory.mktemp("calendar")), networks=names())


def linkedin(book: Any) -> None:
    """As a page's analytics give it: a sheet of days first, and a heading over all columns above the headings."""
    put(book.add_sheet("Metrics"), (["Aggregated metrics"], ["Date", "Impressions", "Clicks"], ["07/01/2026", 300, 10]))
    posts = book.add_sheet("All posts")
    posts.write_merge(0, 0, 0, len(HEADINGS) - 1, "Engagement metrics for individual posts")
    number = int((AT - datetime(1970, 1, 1, tzinfo=UTC)) / timedelta(milliseconds=1)) << 22
    link = f"https://www.linkedin.com/feed/update/urn:li:activity:{number}"
    rows: list[list[Any]] = [HEADINGS, ["Bonjour", link, "Organic", "Une Personne", "06/01/2026", 410, 7, 20, None, 1]]
    for at, row in enumerate(rows, 1):
        for place, cell in enumerate(row):
            if cell is not None:
                posts.write(at, place, cell)


@pytest.fixture(scope="module")
def page() -> bytes:
    return saved(linkedin)


def refused(data: bytes) -> str:
    """The code by which both readers refuse it."""
    codes = []
    for reader in (grids.read, sheets.read):
        with pytest.raises(Problem) as failed:
            reader(data, "page.xls")
        codes.append(failed.value.code)
    assert codes[0] == codes[1]
    return codes[0]


def test_the_old_workbook_of_linkedin_is_known_and_read_as_the_new_one(
    tmp_path: Path, config: Config, page: bytes
) -> None:
    (tmp_path / "page.xls").write_bytes(page)
    assert is_export(tmp_path / "page.xls")
    found = read(tmp_path / "page.xls", config, Asked(dates=Order.MONTH), lambda *_: None)
    (one,) = found.made.posts
    counts = {field.value: number for field, number in zip(COUNTED, one.counts, strict=True) if number is not None}
    assert (found.name, found.network) == ("linkedin-analytics", "linkedin")
    assert one.at == int(AT.timestamp() * 1_000_000)
    assert counts == {"reactions": 20, "shares": 1, "clicks": 7, "views": 410}, "an empty cell is missing, not none"
    assert "Personne" not in repr(one)


def test_a_folder_of_downloads_is_looked_through_for_old_workbooks_too(
    tmp_path: Path, config: Config, page: bytes
) -> None:
    (tmp_path / "export").mkdir()
    (tmp_path / "export" / "company_content.xls").write_bytes(page)
    assert len(read(tmp_path / "export", config, Asked(dates=Order.MONTH), lambda *_: None).made.posts) == 1


@pytest.mark.parametrize("epoch", [0, 1])
def test_each_kind_of_cell_is_what_it_is_in_a_workbook_of_today(epoch: int) -> None:
    moment = datetime(2026, 6, 1, 9, 30, 15)  # noqa: DTZ001 - a cell has no zone
    rows: list[list[Any]] = [
        ["Texte", 3, 2.5, True, False, None, "fin"],
        [],
        [date(2026, 6, 1), moment, time(18, 45), -4, 1e15, 2e18, "É\nà"],
    ]
    new = openpyxl.Workbook()
    if epoch:
        new.epoch = CALENDAR_MAC_1904
    assert new.active is not None
    for row in rows:
        new.active.append(row)
    out = io.BytesIO()
    new.save(out)
    (old,) = sheets.read(table(*rows, epoch=epoch), "a.xls")
    (today,) = sheets.read(out.getvalue(), "a.xlsx")
    widths = [len(cells) for _, cells in old.rows()]
    same = [(at, cells[:width]) for (at, cells), width in zip(today.rows(), widths, strict=True)]
    assert [*old.rows()] == same, "but for the empty cells behind the last"
    ((_, first), (at, last)) = old.rows()
    assert [type(cell) for cell in first] == [str, int, float, bool, bool, type(None), str]
    assert (at, last[:3]) == (3, [moment.replace(hour=0, minute=0, second=0), moment, time(18, 45)])


def test_an_error_is_the_word_that_the_spreadsheet_shows_and_a_formula_is_what_it_kept() -> None:
    def fill(book: Any) -> None:
        sheet = book.add_sheet("A")
        sheet.write(0, 0, "x")
        sheet.row(0).set_cell_error(1, 0x17)
        sheet.write(0, 2, xlwt.Formula('1+1&"b"'))

    data = bytearray(saved(fill))
    at, _ = next(where(data, FORMULA))
    data[at + 10 : at + 18] = pack("<d", 7.0)  # xlwt keeps no result: here is what Excel would have kept
    ((_, cells),) = sheets.read(bytes(data), "a.xls")[0].rows()
    assert cells == ["x", "#REF!", 7]
    (row,) = grids.read(bytes(data), "a.xls")[0].rows
    assert isinstance(row.cells[1], grids.Faulty)


def test_a_moment_that_no_calendar_has_is_an_error_in_its_cell() -> None:
    style = xlwt.easyxf(num_format_str="yyyy-mm-dd")

    def fill(book: Any) -> None:
        book.add_sheet("A").write(0, 0, 4e9, style)

    ((_, cells),) = sheets.read(saved(fill), "a.xls")[0].rows()
    assert cells == ["#VALUE!"]


def test_hidden_sheets_are_left_out_and_many_sheets_are_bounded() -> None:
    def fill(book: Any) -> None:
        for number in range(grids.SHEETS + 3):
            sheet = book.add_sheet(f"S{number}")
            sheet.write(number, 0, number)
            sheet.visibility = {1: 1, 2: 2}.get(number, 0)

    found = sheets.read(saved(fill), "a.xls")
    assert [one.name for one in found] == [f"S{number}" for number in [0, *range(3, grids.SHEETS + 2)]]
    assert [[*one.rows()] for one in found][1] == [(4, [3])], "the number that the spreadsheet shows beside it"


def where(data: bytes | bytearray, wanted: int) -> Iterator[tuple[int, int]]:
    """(place in the file, size) of each record of a kind: xlwt lays the workbook in one piece behind the header."""
    at = 512
    while at + 4 <= len(data):
        code, size = unpack_from("<HH", data, at)
        if (code, size) == (0, 0):
            return
        if code == wanted:
            yield at, size
        at += 4 + size


def header(*, names: dict[str, bytes]) -> bytes:
    """A container with these streams, each of at least 4,096 bytes: header, one table, one directory, then the streams."""
    table, body, entries = [0xFFFFFFFD, 0xFFFFFFFE], b"", [("Root Entry", 5, 0xFFFFFFFE, 0)]
    for name, data in names.items():
        whole = data.ljust(-(-max(len(data), 4096) // 512) * 512, b"\0")
        first = len(table)
        table += [*range(first + 1, first + len(whole) // 512), 0xFFFFFFFE]
        entries.append((name, 2, first, len(whole)))
        body += whole
    directory = b""
    for place, (name, kind, first, size) in enumerate(entries):
        written, after = (name + "\0").encode("utf-16-le"), place + 1 if 0 < place < len(entries) - 1 else 0xFFFFFFFF
        directory += written.ljust(64, b"\0") + pack(
            "<HBBIII", len(written), kind, 1, 0xFFFFFFFF, after, 1 - (kind == 2)
        )
        directory += bytes(36) + pack("<III", first, size, 0)
    top = bytearray(512)
    top[:8] = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
    pack_into("<HHHHH", top, 24, 0x3E, 3, 0xFFFE, 9, 6)
    pack_into("<IIIIIIIII", top, 44, 1, 1, 0, 4096, 0xFFFFFFFE, 0, 0xFFFFFFFE, 0, 0)
    pack_into("<108I", top, 80, *[0xFFFFFFFF] * 108)
    return bytes(top) + pack("<128I", *table, *[0xFFFFFFFF] * (128 - len(table))) + directory.ljust(512, b"\0") + body


def test_what_is_no_workbook_or_has_a_password_is_said() -> None:
    assert refused(header(names={"WordDocument": b"\xec\xa5", "1Table": b""})) == "sheet-other-kind"
    assert refused(header(names={"EncryptionInfo": b"", "EncryptedPackage": b""})) == "sheet-locked"
    data = bytearray(table(["Date", "Texte"], ["2026-06-01", "x"]))
    at, _ = next(where(data, 0x5C))  # who wrote it: as long as a password's record may be
    pack_into("<H", data, at, 0x2F)
    assert refused(bytes(data)) == "sheet-locked"


def test_an_embedded_workbook_is_not_taken_for_the_document() -> None:
    data = bytearray(header(names={"WordDocument": b"", "Workbook": b""}))
    pack_into(
        "<I", data, 1024 + 128 + 72, 0xFFFFFFFF
    )  # no longer beside the first: an entry that only its own folder holds
    assert refused(bytes(data)) == "sheet-other-kind"


def test_a_damaged_workbook_is_refused_wherever_it_is_cut(page: bytes) -> None:
    for cut in (5, 40, 512, 700, len(page) // 2, len(page) - 600):
        assert refused(page[:cut]) == "sheet-broken-workbook", cut
    at = page.index("Workbook".encode("utf-16-le"))
    for place in (48, 76, at + 116, at // 512 * 512 + 66):  # directory, table, first sector, what the root is
        harmed = bytearray(page)
        harmed[place : place + 4] = b"\x77\x77\x77\x00"
        assert refused(bytes(harmed)) == "sheet-broken-workbook", place


def test_a_chain_that_comes_back_to_itself_ends() -> None:
    data = bytearray(header(names={"Workbook": b"\x09\x08"}))
    pack_into("<I", data, 512 + 4 * 5, 2)
    assert refused(bytes(data)) == "sheet-broken-workbook"
    data = bytearray(header(names={"Workbook": bytes(4096)}))
    pack_into("<II", data, 68, 2, 1)  # tables of tables, the first of which names itself
    pack_into("<I", data, 512 * 3 + 508, 2)
    assert refused(bytes(data)) == "sheet-broken-workbook"
    with pytest.raises(compound.Damaged):
        compound.Compound(bytes(data))


def test_small_workbooks_lie_among_the_small_streams(page: bytes) -> None:
    """Excel puts what is below 4,096 bytes into sectors of 64; xlwt never does, so the two kinds are made here."""
    whole = compound.Compound(page).stream("workbook").rstrip(b"\0")
    least = whole[:2_000]
    data = bytearray(header(names={"Workbook": b"", "Smalls": least}))
    smalls = unpack_from("<I", data, 1024 + 256 + 116)[0]
    data += pack("<128I", *range(1, 32), 0xFFFFFFFE, *[0xFFFFFFFF] * 96)  # a table of what follows each small sector
    last = len(data) // 512 - 2
    pack_into("<I", data, 512 + 4 * last, 0xFFFFFFFE)
    pack_into("<II", data, 60, last, 1)
    pack_into("<II", data, 1024 + 116, smalls, 4096)
    pack_into("<II", data, 1024 + 128 + 116, 0, len(least))
    assert compound.Compound(bytes(data)).stream("workbook") == least


def test_names_whose_formulas_would_be_reckoned_are_out_of_sight(page: bytes) -> None:
    stream = compound.Compound(page).stream("workbook")
    size = unpack_from("<H", stream, 2)[0] + 4
    name = pack("<HH", NAME, 40) + b"\xff" * 40
    moved = bytearray(stream[:size] + name + stream[size:])
    for at in [at - 512 for at, _ in where(bytes(512) + bytes(moved), 0x85)]:
        pack_into("<I", moved, at + 4, unpack_from("<I", moved, at + 4)[0] + len(name))
    found = sheets.read(header(names={"Workbook": bytes(moved)}), "a.xls")
    assert [one.name for one in found] == ["Metrics", "All posts"]


def test_a_sheet_that_begins_where_none_begins_is_a_damaged_workbook(page: bytes) -> None:
    places = [at for at, _ in where(page, 0x85)]
    same = bytearray(page)
    same[places[0] + 4 : places[0] + 8] = same[places[1] + 4 : places[1] + 8]
    assert refused(bytes(same)) == "sheet-broken-workbook", "one sheet shown twice is a workbook made to grow"
    astray = bytearray(page)
    pack_into("<I", astray, places[0] + 4, 40)
    assert refused(bytes(astray)) == "sheet-broken-workbook"


def test_more_cells_than_a_table_has_are_refused_before_they_are_made(monkeypatch: pytest.MonkeyPatch) -> None:
    far = table(*[[None] * 255 + ["x"]] * 4)
    assert len([*sheets.read(far, "a.xls")[0].rows()]) == 4
    monkeypatch.setattr(oldbooks, "CELLS", 4 * 256 - 1)
    assert refused(far) == "sheet-too-many-cells"
    monkeypatch.setattr(oldbooks, "CELLS", 4 * 256)
    monkeypatch.setattr(oldbooks, "BYTES", 3_000)
    assert refused(far) == "sheet-too-big"


def test_a_calendar_has_its_own_bound_of_rows() -> None:
    data = table(*[["x"]] * (grids.ROWS + 1))
    assert len([*sheets.read(data, "a.xls")[0].rows()]) == grids.ROWS + 1
    with pytest.raises(Problem) as failed:
        grids.read(data, "a.xls")
    assert failed.value.code == "sheet-too-many-rows"


@pytest.mark.long
def test_seventy_thousand_rows_stand_in_two_sheets_since_one_ends_at_65536() -> None:
    def fill(book: Any) -> None:
        for title, rows in (("All posts", 65_536), ("More", 4_464)):
            put(book.add_sheet(title), ([f"post {row}", row] for row in range(rows)))

    first, second = sheets.read(saved(fill), "a.xls")
    assert (first.size, second.size) == (65_536, 4_464)
    assert [*first.rows()][-1] == (65_536, ["post 65535", 65_535])


def test_without_the_library_it_is_said_what_to_install(monkeypatch: pytest.MonkeyPatch, page: bytes) -> None:
    monkeypatch.setitem(sys.modules, "xlrd", None)
    assert refused(page) == "sheet-needs-xlrd"
