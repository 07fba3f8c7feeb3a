"""Files that somebody crafted: each is refused by a sentence, or read without what it lies about; none ends the program."""

import gzip
import io
import tarfile
import zipfile
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from scheduler.app.arriving_reading import Asked, Opened, is_export, read
from scheduler.campaigns.exports import bundles
from scheduler.config import Config, load
from scheduler.connector.discover import names
from scheduler.errors import Problem
from scheduler.model.past import Left
from tests.exports import samples
from tests.exports.samples import note


@pytest.fixture(scope="module")
def config(tmp_path_factory: pytest.TempPathFactory) -> Config:
    return load(samples.calendar(tmp_path_factory.mktemp("calendar")), networks=names())


def opened(tmp_path: Path, data: bytes, name: str, config: Config) -> Opened:
    (tmp_path / name).write_bytes(data)
    return read(tmp_path / name, config, Asked(), lambda *_: None)


def refused(tmp_path: Path, data: bytes, name: str, config: Config) -> str:
    """The code of the refusal; looking whether it is an export at all refuses as quietly."""
    with pytest.raises(Problem) as found:
        opened(tmp_path, data, name, config)
    is_export(tmp_path / name)
    return found.value.code


def header(body: bytes, kind: bytes = tarfile.XHDTYPE) -> bytes:
    about = tarfile.TarInfo("about")
    about.type, about.size = kind, len(body)
    return about.tobuf(tarfile.USTAR_FORMAT) + body + b"\0" * (-len(body) % 512)


@pytest.mark.parametrize(
    "start",
    [
        header(b"9 a=bcde\n") * 1500,
        header(b"abc\0", tarfile.GNUTYPE_LONGNAME) * 1500,
        header(b"22 GNU.sparse.major=1\n22 GNU.sparse.minor=0\n"),
        header(b"30 GNU.sparse.map=1,b,c,d,ee\n"),
    ],
    ids=["described without end", "named without end", "holes unsaid", "holes misspelt"],
)
def test_a_crafted_tar_archive_is_broken(tmp_path: Path, config: Config, start: bytes) -> None:
    assert (
        refused(tmp_path, start + gzip.decompress(samples.taped({"outbox.json": b"{}"})), "a.tar", config)
        == "arrival-broken"
    )


def test_a_description_as_long_as_a_film_is_a_bomb(tmp_path: Path, config: Config) -> None:
    data = gzip.compress(header(b"\0" * 4_000_000) + b"\0" * 1024, 1)
    assert refused(tmp_path, data, "a.tar.gz", config) == "arrival-bomb"


def test_a_file_with_holes_is_not_read(tmp_path: Path, config: Config) -> None:
    one = tarfile.TarInfo("outbox.json")
    one.type = tarfile.GNUTYPE_SPARSE
    raw = bytearray(one.tobuf(tarfile.GNU_FORMAT))
    raw[386:398] = raw[398:410] = b"00000000000\0"
    raw[483:495] = b"04000000000\0"  # half a gigabyte of nothing
    raw[148:156] = b" " * 8
    raw[148:156] = b"%06o\0 " % sum(raw)
    actor = tarfile.TarInfo("actor.json")
    data = bytes(raw) + actor.tobuf() + b"\0" * 1024
    assert refused(tmp_path, data, "a.tar", config) == "arrival-nothing-known"


def test_many_small_files_are_a_bomb_together(tmp_path: Path, config: Config, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bundles, "LITTLE", 300_000)
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for number in range(4):
            archive.writestr(f"{number}.csv", b"Date,Texte\n2026-06-01," + b"a" * 99_000 + b"\n")
    assert refused(tmp_path, file.getvalue(), "a.zip", config) == "arrival-bomb"


@pytest.mark.parametrize("method", [zipfile.ZIP_LZMA, zipfile.ZIP_STORED])
def test_a_damaged_file_within_a_zip_is_broken(tmp_path: Path, config: Config, method: int) -> None:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", method) as archive:
        archive.writestr("posts.csv", b"Date,Texte\n2026-06-01,Bonjour\n")
    data = bytearray(file.getvalue())
    data[44:60] = b"\xff" * 16
    assert refused(tmp_path, bytes(data), "a.zip", config) == "arrival-broken"


def test_a_file_without_a_name_is_passed_over(tmp_path: Path, config: Config) -> None:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        archive.writestr("x", b"")
        archive.writestr("posts.csv", b"Date,Texte\n2026-06-01,Bonjour\n")
        archive.filelist[0].filename = ""
    assert [one.text for one in opened(tmp_path, file.getvalue(), "a.zip", config).made.posts] == ["Bonjour"]


@pytest.mark.parametrize("cell", [b"1e999", b"-1e999"])
def test_an_endless_number_in_a_workbook_is_no_count_and_no_id(tmp_path: Path, config: Config, cell: bytes) -> None:
    book: Any = openpyxl.Workbook()
    book.active.append(["Date", "Texte", "Likes", "ID"])
    book.active.append(["2026-06-02", "Bonjour", 7777, 7777])
    plain, crafted = io.BytesIO(), io.BytesIO()
    book.save(plain)
    with zipfile.ZipFile(plain) as source, zipfile.ZipFile(crafted, "w") as target:
        for name in source.namelist():
            target.writestr(name, source.read(name).replace(b"7777", cell))
    made = opened(tmp_path, crafted.getvalue(), "a.xlsx", config).made
    assert [one.counts[0] for one in made.posts] == [None]
    assert made.faults == {"arrival-count-unreadable": 1}


def test_years_in_which_nobody_posted_are_no_dates(tmp_path: Path, config: Config) -> None:
    dates = ["0001-01-01T00:00:00Z", "9999-12-31T23:59:59-12:00", "0001-01-01", "1899-12-30", "2026-06-01"]
    made = opened(tmp_path, "\n".join(["Date,Texte", *(f"{one},a" for one in dates)]).encode(), "a.csv", config).made
    assert (len(made.posts), made.left[Left.UNDATED]) == (1, 4)
    notes = [note(1, "0001-01-01T00:00:00Z", "a"), note(2, "2026-06-01T07:30:00Z", "b")]
    made = opened(tmp_path, samples.outbox(notes), "outbox.json", config).made
    assert (len(made.posts), made.left[Left.UNDATED]) == (1, 1)


def test_a_repository_of_ever_longer_keys_is_broken(tmp_path: Path, config: Config) -> None:
    record = {"text": "a", "createdAt": "2026-06-01T07:30:00Z"}
    keys = ["app.bsky.feed.post/" + "a" * 40 * number for number in range(1, 60)]
    data = samples.repository("did:plc:abc", dict.fromkeys(keys, record))
    assert refused(tmp_path, data, "a.car", config) == "arrival-broken"
