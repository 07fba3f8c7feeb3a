"""The report as a PDF: whole, tagged, with its own fonts, and nothing cut; its text is read back by another program."""

import re
import shutil
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest

from scheduler.errors import Problem
from scheduler.flow.evaluate import evaluate
from scheduler.render.report_formats import Wanted, drawn
from scheduler.render.report_levels import Level
from tests.flow.evaluation_data import museum_week
from tests.render.full_report import HANDLE
from tests.render.reports import week
from tests.render.test_report_levels import PLANTED, planted


@pytest.fixture(scope="module")
def made() -> bytes:
    pytest.importorskip("fpdf")
    pytest.importorskip("font_source_sans_pro")
    pytest.importorskip("font_source_serif_pro")
    return file("fr")


def file(language: str, level: Level = Level.CM) -> bytes:
    found = drawn(week(simulated=True), "pdf", Wanted(language=language, level=level))
    assert isinstance(found, bytes)
    return found


def text(pdf: bytes, folder: Path) -> str:
    reader = shutil.which("pdftotext")
    if reader is None:
        pytest.skip("no pdftotext on this machine")
    path = folder / "report.pdf"
    path.write_bytes(pdf)
    return subprocess.run([reader, "-layout", str(path), "-"], capture_output=True, text=True, check=True).stdout


def test_it_says_what_it_is_and_is_tagged(made: bytes) -> None:
    assert made.startswith(b"%PDF-")
    assert b"/Lang (fr" in made
    assert b"/Marked true" in made
    kinds = set(re.findall(rb"/S /(\w+)", made))
    assert {b"P", b"H1", b"H2", b"H3", b"Figure", b"Caption"} <= kinds
    assert len(re.findall(rb"/S /Figure\b", made)) == 8
    assert made.count(b"/Alt") >= 8, "every chart is said in words"
    assert b"/FontFile2" in made, "its fonts travel with it"
    assert b"/JavaScript" not in made


@pytest.mark.long
def test_the_same_report_is_the_same_file(made: bytes) -> None:
    assert file("fr") == made


@pytest.mark.parametrize("language", ["fr", pytest.param("en", marks=pytest.mark.long)])
def test_every_sheet_has_its_number_and_every_section_is_there(made: bytes, tmp_path: Path, language: str) -> None:
    sheets = text(made if language == "fr" else file("en"), tmp_path).rstrip("\f").split("\f")
    assert 6 <= len(sheets) <= 12
    for number, sheet in enumerate(sheets, 1):
        assert re.search(rf"\b{number} ?/ ?{len(sheets)}\s*$", sheet), f"sheet {number} has lost its number"
    whole = "\n".join(sheets)
    for words in {"fr": ("À savoir avant de conclure", "Ce qu’on ne peut pas dire", "« sans effet »")}.get(
        language, ()
    ):
        assert words in re.sub(r"[\u00a0\u202f]", " ", whole)
    assert "□" not in whole, "no sign is lacking"


@pytest.mark.long
def test_the_management_s_sheet_is_one(made: bytes, tmp_path: Path) -> None:
    assert len(text(file("fr", Level.DIRECTION), tmp_path).rstrip("\f").split("\f")) == 1
    first = text(made, tmp_path).split("\f")[0]
    assert "Chiffres clés" not in first


@pytest.mark.long
def test_a_post_in_other_scripts_and_with_long_words_is_no_obstacle(made: bytes, tmp_path: Path) -> None:
    question = museum_week()
    odd = "❤️ Ελλάδα 日本語 <b>\x1b[2J " + "Donaudampfschifffahrt" * 9
    posts = [replace(one, title=odd, theme=odd if one.theme else "") for one in question.posts]
    report = evaluate(replace(question, posts=posts, title=odd, days=dict.fromkeys(question.days, odd)))
    found = drawn(report, "pdf", Wanted(language="fr"))
    assert isinstance(found, bytes)
    shown = text(found, tmp_path)
    assert "Ελλάδα" in shown
    assert "un signe d’une publication que les polices" in shown
    assert made


@pytest.mark.long
def test_partners_get_no_count_on_paper_either(made: bytes, tmp_path: Path) -> None:
    report = planted()
    shown = []
    for level in (Level.CM, Level.PARTNERS):
        found = drawn(report, "pdf", Wanted(language="fr", level=level))
        assert isinstance(found, bytes)
        shown.append(re.sub(r"[\u00a0\u202f ]", "", text(found, tmp_path)))
    assert str(PLANTED) in shown[0]
    assert HANDLE in shown[0]
    assert str(PLANTED) not in shown[1]
    assert HANDLE not in shown[1]
    assert made


def test_an_empty_report_is_still_a_file(made: bytes) -> None:
    found = drawn(evaluate(replace(museum_week(), posts=[], snapshots=[], objectives=())), "pdf", Wanted(language="en"))
    assert isinstance(found, bytes)
    assert found.startswith(made[:5])


def test_without_the_extra_it_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "fpdf", None)
    with pytest.raises(Problem) as caught:
        drawn(week(), "pdf", Wanted(language="en"))
    assert caught.value.code == "report-needs-pdf"
