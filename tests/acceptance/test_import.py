"""A colleague's spreadsheet becomes a campaign that passes check, or every faulty cell is named and nothing is written."""

import io
import zipfile
from datetime import datetime, time
from pathlib import Path
from typing import Any

import jsonschema
import openpyxl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from scheduler.app.importing import bring
from scheduler.campaigns import newfile
from scheduler.campaigns.drafts import Draft
from scheduler.campaigns.reader import read
from scheduler.campaigns.source import HIDDEN
from scheduler.errors import SchedulerError
from scheduler.model.campaign import At
from scheduler.render.schemas import SURFACES
from tests.acceptance.calling import Program
from tests.acceptance.small import CONFIG, picture
from tests.exports.old_workbooks import table

DAY = datetime(2027, 6, 11)  # noqa: DTZ001 - as a workbook has it
FRENCH = """\
Date;Heure;Thème du jour;Hashtags du jour;Réseaux;Texte;Texte Facebook;Image;Texte alternatif;Droits;Lien;Remarques
lundi 7 juin 2027;9h30;Coulisses;CoulissesMW;Mastodon, Facebook;"Bonjour {à} tous : « voilà »
# deux lignes";Plus long ici;Réserves;Une caisse;acquis;https://musee.example/x;à relire
08/06/2027;18;Question;;tous;'- une liste;;;;;;
9/6/27;14h-16h;;;bluesky;En direct.;;;;;;
"""


def folder(tmp_path: Path, language: str = "fr") -> Path:
    (tmp_path / "media").mkdir(parents=True)
    (tmp_path / "config.toml").write_text(CONFIG.replace('"en"', f'"{language}"'), encoding="utf-8")
    picture(tmp_path / "media" / "réserves.jpg", (10, 20, 30))
    return tmp_path


def workbook(rows: list[list[Any]]) -> bytes:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = "Semaine"
    for row in rows:
        sheet.append(row)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def brought(here: Path, data: bytes, name: str = "planning.csv", **options: Any) -> Any:
    (here / name).write_bytes(data)
    return bring(here / "config.toml", here / name, here / "made.yaml", **options)


def codes(found: Any) -> list[tuple[str, str]]:
    return [
        (one.code, one.subject.partition("!")[2].partition(" ")[0]) for one in found.notices if one.severity == "error"
    ]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16", "utf-16-le"])
@pytest.mark.parametrize("separator", [";", "\t", ","])
def test_what_a_colleague_typed_is_what_check_reads(
    tmp_path: Path, scheduler: Program, encoding: str, separator: str
) -> None:
    here = folder(tmp_path)
    text = FRENCH.replace("Mastodon, Facebook", "Mastodon / Facebook").replace(";", separator)
    found = brought(here, text.encode(encoding))
    assert codes(found) == []
    assert found.written
    scheduler.well("check", "--config", here / "config.toml", here / "made.yaml")
    campaign = read(here / "made.yaml").campaign
    assert campaign is not None
    assert {one.day.isoformat(): one.theme for one in campaign.days} == {
        "2027-06-07": "Coulisses",
        "2027-06-08": "Question",
    }
    assert campaign.days[0].hashtags == ("#CoulissesMW",)
    first, second, third = campaign.posts
    assert first.content.text == "Bonjour {{à}} tous : « voilà »\n# deux lignes"
    assert first.only == ("mastodon", "facebook")
    assert first.overrides["facebook"].content.text == "Plus long ici"
    assert first.content.media is not None
    assert (first.content.media[0].file, first.content.media[0].alt) == ("media/réserves.jpg", "Une caisse")
    assert first.content.media[0].rights is not None
    assert first.note == "à relire"
    assert (second.content.text, second.only, second.moment and second.moment.hour) == ("- une liste", (), time(18))
    assert third.moment is not None
    assert (third.moment.kind, third.moment.between) == (At.MANUAL, (time(14), time(16)))


def test_every_bad_cell_is_named_with_its_place_and_nothing_is_written(tmp_path: Path, scheduler: Program) -> None:
    here = folder(tmp_path)
    rows: list[list[Any]] = [
        ["Date", "Heure", "Thème", "Réseaux", "Texte", "Image", "Alt", "Lien", "Droits", "Hashtags"],
        ["31/02/2027", "25h", "A", "Twiter", "Un", "réserve.jpg", "x", "musee.example", "peut-être", "#a-b"],
        ["mardi 9 juin 2027", None, None, None, "Deux", None, None, None, None, None],
        ["10 juin", "9h", None, None, "Trois", None, None, None, None, None],
        [DAY, time(9, 30), "B", None, "À COMPLÉTER", None, None, None, None, None],
        [DAY, 0.75, "C", None, "Cinq", "réserves", None, None, None, None],
        [None, None, None, "tous", None, None, None, None, None, None],
    ]
    (here / "planning.xlsx").write_bytes(workbook(rows))
    told = scheduler(
        "--language",
        "fr",
        "import",
        here / "planning.xlsx",
        "--to",
        here / "made.yaml",
        "--config",
        here / "config.toml",
    )
    assert told.code == 1
    assert not (here / "made.yaml").exists()
    assert "planning.xlsx:2:1: Semaine!A2 (Date): « 31/02/2027 » n’est pas une date." in told.out.replace("\u00a0", " ")
    found = brought(here, workbook(rows), "planning.xlsx")
    assert codes(found) == [
        ("cell-date-unreadable", "A2"),
        ("hour-out-of-range", "B2"),
        ("cell-account-unknown", "D2"),
        ("cell-picture-missing-meant", "F2"),
        ("link-schemeless", "H2"),
        ("cell-rights-unknown", "I2"),
        ("hashtag-unfit", "J2"),
        ("cell-weekday-differs", "A3"),
        ("cell-hour-missing", "B3"),
        ("cell-date-without-year", "A4"),
        ("cell-theme-differs", "C6"),
        ("cell-alt-missing", "G6"),
        ("cell-text-missing", "E7"),
    ]
    whole = [row for row in rows if row[4] in {"Texte", "À COMPLÉTER"}]
    assert codes(brought(here, workbook(whole), "planning.xlsx")) == [("text-unfinished", "E2")], "as check says it"
    answer = scheduler(
        "import", here / "planning.xlsx", "--to", here / "made.yaml", "--json", "--config", here / "config.toml"
    )
    jsonschema.validate(answer.json, SURFACES["import"])
    assert answer.json["written"] is False


def test_a_table_of_counts_is_told_the_way_into_history(tmp_path: Path, scheduler: Program) -> None:
    here = folder(tmp_path)
    (here / "bilan.csv").write_text("Date;Heure;Texte;J’aime;Bidule\n07/06/2027;9h;Un;4;x\n", encoding="utf-8")
    told = scheduler(
        "--language", "fr", "import", here / "bilan.csv", "--to", here / "b.yaml", "--config", here / "config.toml"
    )
    assert "La colonne «\u00a0J’aime\u00a0» contient des chiffres" in told.out + told.err
    assert "scheduler import --past" in told.out + told.err
    assert "La colonne «\u00a0Bidule\u00a0» n’est pas connue" in told.out + told.err


def test_no_file_is_ever_overwritten(tmp_path: Path, scheduler: Program) -> None:
    here = folder(tmp_path)
    (here / "planning.csv").write_text(FRENCH, encoding="utf-8")
    order = ("import", here / "planning.csv", "--to", here / "made.yaml", "--config", here / "config.toml")
    assert "outside" not in scheduler.well(*order).out
    (away := tmp_path.with_name(f"{tmp_path.name}-away")).mkdir()
    (here / "plain.csv").write_text("Date;Heure;Texte\n07/06/2027;9h;Bonjour\n", encoding="utf-8")
    told = scheduler.well("import", here / "plain.csv", "--to", away / "made.yaml", *order[4:])
    assert "no command finds it unless it is named" in told.out
    before = (here / "made.yaml").read_bytes()
    assert scheduler(*order).code == 1
    assert (here / "made.yaml").read_bytes() == before
    assert sorted(path.name for path in here.iterdir()) == [
        "config.toml",
        "made.yaml",
        "media",
        "plain.csv",
        "planning.csv",
    ]


def test_a_second_import_takes_another_name_for_its_campaign(tmp_path: Path, scheduler: Program) -> None:
    here = folder(tmp_path)
    (here / "planning.csv").write_text("Date;Heure;Texte\n7/6/2027;9h;Un\n", encoding="utf-8")
    (here / "a").mkdir()
    for to in (here / "semaine.yaml", here / "a" / "semaine.yaml"):
        scheduler.well("import", here / "planning.csv", "--to", to, "--config", here / "config.toml")
    scheduler.well("check", "--config", here / "config.toml")
    campaign = read(here / "a" / "semaine.yaml").campaign
    assert campaign is not None
    assert campaign.slug == "semaine-2"


BUFFER = 'Text,Image URL,Tags,Posting Time\n"Hello, all",,launch,2027-06-07 09:30\nPic,https://x.example/a.jpg,,2027-06-08 9:05\n'
HOOTSUITE = '06/13/2027 09:30,"Hello, all",https://musee.example/x\n06/08/2027 14:05,Second\n'


def test_files_of_other_tools_are_recognised(tmp_path: Path, scheduler: Program) -> None:
    here = folder(tmp_path, "en")
    found = brought(here, BUFFER.encode("utf-8-sig"))
    assert (found.origin, found.written, found.posts, found.drafts) == ("buffer", True, 2, 1)
    campaign = read(here / "made.yaml").campaign
    assert campaign is not None
    assert (campaign.posts[0].content.text, campaign.posts[0].note) == ("Hello, all", "launch")
    assert "https://x.example/a.jpg" in campaign.posts[1].note
    (here / "made.yaml").unlink()
    found = brought(here, HOOTSUITE.encode())
    assert (found.origin, found.written, codes(found)) == ("hootsuite", True, [])
    campaign = read(here / "made.yaml").campaign
    assert campaign is not None
    assert [str(one.day) for one in campaign.posts] == ["2027-06-08", "2027-06-13"]
    (here / "made.yaml").unlink()
    open_question = HOOTSUITE.replace("06/13", "06/07")
    assert codes(brought(here, open_question.encode())) == [("cell-date-two-ways", "A1"), ("cell-date-two-ways", "A2")]
    assert brought(here, open_question.encode(), dates="day-first").written


def test_our_own_table_comes_back(tmp_path: Path, scheduler: Program, before_the_week: None) -> None:
    here = folder(tmp_path)
    (here / "planning.csv").write_text(FRENCH, encoding="utf-8")
    where = ("--config", here / "config.toml")
    scheduler.well("import", here / "planning.csv", "--to", here / "first.yaml", *where)
    for kind in ("csv", "xlsx"):
        for language in ("fr", "en"):
            out = tmp_path / f"own.{kind}"
            scheduler.well("--language", language, "export", kind, "--files", "--campaign", "first", "-o", out, *where)
            (here / "first.yaml").rename(here / "first.txt")
            scheduler.well("import", out, "--to", here / "second.yaml", *where)
            (here / "first.txt").rename(here / "first.yaml")
            first, second = (read(here / f"{name}.yaml").campaign for name in ("first", "second"))
            (here / "second.yaml").unlink()
            assert first is not None
            assert second is not None
            assert [one.theme for one in first.days] == [one.theme for one in second.days]
            assert [(one.day, one.moment) for one in first.posts] == [(one.day, one.moment) for one in second.posts]
            assert [one.id for one in first.posts] == [one.id for one in second.posts]


def bomb(size: int) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/workbook.xml", "<workbook/>")
        archive.writestr("xl/worksheets/sheet1.xml", b"0" * size)
    return out.getvalue()


def doctype() -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("xl/workbook.xml", '<!DOCTYPE a [<!ENTITY b "c">]><workbook/>')
    return out.getvalue()


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (bomb(30_000_000), "sheet-bomb"),
        (doctype(), "sheet-bomb"),
        (b"PK\x03\x04 not a zip", "sheet-broken-workbook"),
        (b"\xd0\xcf\x11\xe0" + bytes(100), "sheet-broken-workbook"),
        (b"", "sheet-empty"),
        (b"a;b\n1;2\n", "sheet-no-headings"),
        (bytes(range(256)) * 40, "sheet-not-text"),
        (b"date;texte\n" + b"07/06/2027;x\n" * 5_001, "sheet-too-many-rows"),
        (b"date;texte\n" + b";x" * 200, "sheet-too-many-columns"),
    ],
)
def test_what_is_no_honest_table_is_refused_by_name(tmp_path: Path, data: bytes, code: str) -> None:
    with pytest.raises(SchedulerError) as failed:
        brought(folder(tmp_path), data)
    assert failed.value.code == code


def far(row: int, column: int) -> bytes:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append(["Date", "Heure", "Texte"])
    sheet.append(["07/06/2027", "9h", "=HYPERLINK(1)"])
    sheet.cell(row, column, "loin")
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def test_a_formula_without_a_value_is_an_empty_cell_and_nothing_far_away_is_passed_over_in_silence(
    tmp_path: Path,
) -> None:
    here = folder(tmp_path)
    found = brought(here, far(3, 12), "far.xlsx")
    assert codes(found) == [("cell-text-missing", "C2"), ("cell-text-missing", "C3")]
    assert ("column-without-heading", "far.xlsx:1:12") in [
        (one.code, Path(str(one.where)).name) for one in found.notices
    ]
    for row, column, code in ((1_048_576, 3, "sheet-too-many-rows"), (2, 101, "sheet-too-many-columns")):
        with pytest.raises(SchedulerError) as failed:
            brought(here, far(row, column), "far.xlsx")
        assert failed.value.code == code


CELLS = st.one_of(
    st.text(max_size=40),
    st.sampled_from(
        ["07/06/2027", "9h30", "tous", "x", "oui", "{", "[[a]]", "---", "À", "'=1", "\x00", "\ud7ff", "\u2028", "a\nb"]
    ),
)
HEADS = [
    "Date",
    "Heure",
    "Thème",
    "Texte",
    "Texte Facebook",
    "Image",
    "Alt",
    "Lien",
    "Hashtags",
    "Réseaux",
    "Id",
    "Note",
    "Droits",
]


@settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck))
@given(
    data=st.data(), encoding=st.sampled_from(["utf-8", "utf-16", "cp1252", "utf-8-sig"]), sign=st.sampled_from(";,\t")
)
def test_any_table_ends_in_a_file_that_check_passes_or_in_named_cells(
    tmp_path_factory: pytest.TempPathFactory, data: st.DataObject, encoding: str, sign: str
) -> None:
    here = folder(tmp_path_factory.mktemp("fuzz"))
    heads = data.draw(st.lists(st.sampled_from(HEADS), min_size=2, max_size=8, unique=True))
    rows = data.draw(st.lists(st.lists(CELLS, min_size=1, max_size=9), max_size=4))
    rows = [
        [{"Date": "07/06/2027", "Heure": "9h"}.get(head, cell) for head, cell in zip(heads, row, strict=False)]
        for row in rows
    ]
    text = "\r\n".join(sign.join('"' + cell.replace('"', '""') + '"' for cell in row) for row in [heads, *rows])
    try:
        found = brought(here, text.encode(encoding, "replace"))
    except SchedulerError:
        assert not (here / "made.yaml").exists()
        return
    if found.written:
        reading = read(here / "made.yaml")
        assert reading.campaign is not None
        assert not reading.campaign.blocked
        assert len(reading.campaign.posts) == found.posts
    else:
        assert found.errors
        assert not (here / "made.yaml").exists()
    assert not [path for path in here.iterdir() if path.name.startswith(".")]


@given(text=st.text(st.characters(exclude_categories=["Cs", "Cc"], include_characters="\n\t"), max_size=80))
def test_every_text_that_is_written_is_read_back(text: str) -> None:
    head = newfile.Head(comment=["a\nb"], campaign="a", title=text, language="fr", timezone="UTC", accounts=["b"])
    said = "".join(
        sign for sign in text if sign not in "\x85\u2028\u2029\ufeff\ufffe\uffff{}" and not HIDDEN.match(sign)
    ).strip()
    post = Draft(
        row=1,
        sheet="",
        places={},
        day=DAY.date(),
        hour=time(9),
        id="a",
        text=said,
        note=said,
        own={"b": {"text": said}},
    )
    campaign = read(Path("a.yaml"), newfile.written(head, [post], {}).encode()).seen
    assert campaign is not None
    made = campaign.posts[0]
    plain = "\n".join(line.rstrip() for line in said.split("\n"))
    for back in (made.content.text, made.overrides["b"].content.text if said else None):
        assert "\n".join(line.rstrip() for line in (back or "").split("\n")) == plain
    assert made.note == said


@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
@given(noise=st.binary(max_size=300), place=st.integers(0, 5_000), whole=st.booleans())
def test_damaged_files_are_refused_and_never_a_fault_of_ours(
    tmp_path_factory: pytest.TempPathFactory, noise: bytes, place: int, *, whole: bool
) -> None:
    here = folder(tmp_path_factory.mktemp("noise"))
    good = workbook([["Date", "Heure", "Texte"], ["07/06/2027", "9h", "Un"]])
    at = place % len(good)
    data = noise if whole else good[:at] + noise + good[at + len(noise) :]
    try:
        found = brought(here, data, "noise.xlsx")
    except SchedulerError:
        return
    assert found.written or found.errors


def test_a_workbook_of_before_2007_becomes_the_same_campaign_as_one_of_today(tmp_path: Path) -> None:
    rows: list[list[Any]] = [["Date", "Heure", "Texte"], [DAY, time(9, 30), "Bonjour"], [DAY, 0.75, "À ce soir"]]
    made = []
    for kind in ("xlsx", "xls"):
        here = folder(tmp_path / kind)
        found = brought(here, workbook(rows) if kind == "xlsx" else table(*rows, title="Semaine"), f"planning.{kind}")
        assert (found.written, found.posts) == (True, 2)
        made.append((here / "made.yaml").read_text(encoding="utf-8").replace(f"planning.{kind}", "planning"))
    assert made[0] == made[1]
