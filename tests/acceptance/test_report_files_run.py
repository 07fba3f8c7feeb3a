"""The report's files, the origin of its numbers and the next edition's file, through the command line."""

import csv
import io
from datetime import timedelta
from email import message_from_bytes
from email.policy import default
from pathlib import Path

import jsonschema
import openpyxl
import pytest

from scheduler.cli import main
from scheduler.render.schemas import SURFACES
from tests.acceptance.calling import Program
from tests.acceptance.test_import_past import MONDAY
from tests.exports import samples
from tests.exports.samples import x_row

NAME = "museumweek-2026"


@pytest.fixture(scope="module")
def kept(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """A configuration and its state: eight ordinary weeks and an operation, imported from one export and applied."""
    folder, state = tmp_path_factory.mktemp("files"), tmp_path_factory.mktemp("state")
    samples.calendar(folder)
    rows = [
        x_row(MONDAY - timedelta(days=7 * week - day), f"Semaine {week}, jour {day}", likes=10 + week % 3)
        for week in range(8, 0, -1)
        for day in range(5)
    ]
    rows += [x_row(MONDAY + timedelta(hours=hour), f"Publication {hour} #MuseumWeek", likes=200) for hour in range(6)]
    (folder / "content.csv").write_text("\n".join([samples.X_HEADINGS, *rows]), encoding="utf-8")
    found = folder / "config.toml"
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("XDG_STATE_HOME", str(state))
        order = ["import", str(folder / "content.csv"), "--read-on", "2026-11-20", "--yes"]
        assert main([*order, "--config", str(found)]) == 0
        assert main(["apply", "--yes", "--config", str(found)]) == 0
    return found, state


@pytest.fixture
def config(kept: tuple[Path, Path], monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("XDG_STATE_HOME", str(kept[1]))
    return kept[0]


def test_a_number_says_where_it_comes_from(config: Path, scheduler: Program) -> None:
    found = scheduler.well("why", NAME, "engagement-per-post", "--json", "--config", config).json
    jsonschema.validate(found, SURFACES["why"])
    assert found["terms"] == {"engagement": 1200.0, "posts": 6}
    assert found["value"] == 200
    assert {one["source"] for post in found["posts"] for one in post["readings"]} == {"import"}
    told = scheduler.well("--language", "fr", "why", NAME, "figures/engagement/ratio", "--config", config).out
    assert "value = 200" in told
    assert "mean" in told
    refused = scheduler("--language", "fr", "why", NAME, "figures/engagement", "--config", config)
    assert refused.code == 1
    assert "figures/engagement/value" in refused.err


def test_tables_and_workbook_hold_the_same_numbers(config: Path, scheduler: Program, tmp_path: Path) -> None:
    rows = list(csv.DictReader(io.StringIO(scheduler.well("report", NAME, "--format", "csv", "--config", config).out)))
    assert len(rows) == 46
    assert sum(int(row["reactions"]) for row in rows if row["role"] == "operation") == 1200
    assert {row["source"] for row in rows} == {"import"}
    file = tmp_path / "bilan.xlsx"
    scheduler.well("report", NAME, "--format", "xlsx", "--language", "en", "-o", file, "--config", config)
    heads, *lines = openpyxl.load_workbook(file)["Posts"].iter_rows(values_only=True)
    place = heads.index("Engagement")
    counted = [line[place] for line in lines if line[heads.index("Role")] == "operation"]
    assert counted == [200] * 6
    scheduler.well("report", NAME, "--format", "csv-weeks", "--excel", "-o", tmp_path / "w.csv", "--config", config)
    assert (tmp_path / "w.csv").read_bytes().startswith(b"\xef\xbb\xbf")


def test_partners_get_weeks_as_indices_and_no_post(config: Path, scheduler: Program) -> None:
    refused = scheduler("report", NAME, "--format", "csv", "--for", "partners", "--config", config)
    assert refused.code == 1
    told = scheduler.well("report", NAME, "--format", "csv-weeks", "--for", "partners", "--config", config).out
    assert "1200" not in told
    values = scheduler.well("report", NAME, "--json", "--for", "partners", "--config", config).json
    jsonschema.validate(values, SURFACES["report-partners"])


@pytest.mark.long
def test_the_mail_takes_the_report_with_it(config: Path, scheduler: Program, tmp_path: Path) -> None:
    pytest.importorskip("fpdf", reason="the extra `pdf` is not installed")
    file = tmp_path / "bilan.eml"
    order = ("report", NAME, "--format", "mail", "--for", "direction", "--with-pdf", "-o", file, "--config", config)
    scheduler.well(*order)
    message = message_from_bytes(file.read_bytes(), policy=default)
    (attached,) = message.iter_attachments()
    assert attached.get_filename() == f"{NAME}.pdf"
    assert attached.get_content().startswith(b"%PDF-")


def test_the_next_edition_is_prepared_from_the_last(config: Path, scheduler: Program) -> None:
    order = ("copy", NAME, "museumweek-2027", "--to", "2027-06-07", "--lessons", "--config", config)
    made = scheduler.well("--language", "en", *order, "--json").json
    jsonschema.validate(made, SURFACES["copy"])
    text = Path(made["file"]).read_text(encoding="utf-8")
    assert text.startswith("# ")
    assert NAME in text.splitlines()[0]
    problems = scheduler("check", "--json", "--config", config).json["problems"]
    assert {one["code"] for one in problems if one["severity"] == "error"} <= {"text-unfinished"}
    Path(made["file"]).unlink()


def test_a_file_that_cannot_be_written_is_said_and_is_no_fault_of_the_program(config: Path, scheduler: Program) -> None:
    away = config.parent / "nowhere" / "report.md"
    refused = scheduler("--language", "en", "report", NAME, "--format", "md", "-o", away, "--config", config)
    assert refused.code == 1
    assert "The file cannot be written" in refused.err
