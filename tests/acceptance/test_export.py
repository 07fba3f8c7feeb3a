"""What leaves the calendar: a calendar file whose events move and are called off, tables that run nothing, pages to print."""

import csv
import io
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import jsonschema
import openpyxl
import pytest
import time_machine
from icalendar import Calendar

from scheduler.model.cells import guarded, unguarded
from scheduler.render.schemas import SURFACES
from tests.acceptance.calling import Program
from tests.acceptance.small import calendar

POST = """\
  - id: one
    date: 2027-06-07
    at: {hour}
    text: |
      =Good morning, "all"; a, b.

      -1 *star* <b>bold</b> & _mark_
{more}"""
NOW = datetime(2027, 5, 31, 8, tzinfo=UTC)


def events(data: str) -> dict[str, Any]:
    whole = Calendar.from_ical(data)
    assert whole["METHOD"] == "PUBLISH"
    return {str(event["UID"]): event for event in whole.walk("VEVENT")}


def test_an_event_moves_under_its_name_and_is_called_off(tmp_path: Path, scheduler: Program) -> None:
    def week(hour: str, more: str = "") -> None:
        calendar(tmp_path, POST.format(hour=hour, more=more))

    where = ("--config", tmp_path / "config.toml")
    week("9h", "  - {id: two, date: 2027-06-08, at: 9h, text: Good evening.}\n")
    with time_machine.travel(NOW, tick=False):
        scheduler.well("apply", "--yes", *where)
        first = events(scheduler.well("export", "ics", *where).out)
        again = events(scheduler.well("export", "ics", *where).out)
    with time_machine.travel(NOW + timedelta(hours=1), tick=False):
        week("10h30", "  - {id: two, date: 2027-06-08, at: 9h, text: Good evening.}\n")
        scheduler.well("apply", "--yes", *where)
        scheduler.well("cancel", "small/two", "--yes", *where)
        second = events(scheduler.well("export", "ics", *where).out)
    assert first.keys() == second.keys()
    assert {name: event.to_ical() for name, event in first.items()} == {n: e.to_ical() for n, e in again.items()}
    for name, event in second.items():
        before = first[name]
        assert event["SEQUENCE"] > before["SEQUENCE"], name
        assert event["DTSTAMP"].dt == NOW + timedelta(hours=1)
        if ".two." in name:
            assert event["STATUS"] == "CANCELLED"
            assert event["DTSTART"].dt == before["DTSTART"].dt
            assert "do not pass on" not in event["DESCRIPTION"]
            assert "evening" not in event["DESCRIPTION"] + event["SUMMARY"], "nobody needs what was called off"
        else:
            assert event["STATUS"] in {"CONFIRMED", "TENTATIVE"}
            assert before["DTSTART"].dt == datetime(2027, 6, 7, 7, tzinfo=UTC)
            assert event["DTSTART"].dt == datetime(2027, 6, 7, 8, 30, tzinfo=UTC)
            assert '=Good morning, "all"; a, b.\n\n-1 *star*' in event["DESCRIPTION"]
            assert "do not pass on" in event["DESCRIPTION"]
            assert event["CLASS"] == "CONFIDENTIAL"


def test_a_post_that_comes_back_is_the_same_event_and_a_newer_one(tmp_path: Path, scheduler: Program) -> None:
    more = "  - {id: two, date: 2027-06-08, at: 9h, text: Good evening.}\n"
    calendar(tmp_path, POST.format(hour="9h", more=more))
    where = ("--config", tmp_path / "config.toml")
    with time_machine.travel(NOW, tick=False):
        scheduler.well("apply", "--yes", *where)
        calendar(tmp_path, POST.format(hour="9h", more=""))
        scheduler.well("apply", "--yes", "--cancel", "3", *where)
        off = events(scheduler.well("export", "ics", *where).out)
        calendar(tmp_path, POST.format(hour="9h", more=more))
        scheduler.well("apply", "--yes", *where)
        on = events(scheduler.well("export", "ics", *where).out)
    assert off.keys() == on.keys()
    twos = [name for name in on if ".two." in name]
    assert len(twos) == 3
    for name in twos:
        assert off[name]["STATUS"] == "CANCELLED"
        assert on[name]["STATUS"] != "CANCELLED"
        assert on[name]["SEQUENCE"] > off[name]["SEQUENCE"]


def test_a_week_a_campaign_and_the_files_alone(tmp_path: Path, scheduler: Program, before_the_week: None) -> None:
    calendar(tmp_path, POST.format(hour="9h", more="  - {id: late, date: 2027-06-14, at: 9h, text: Later.}\n"))
    where = ("--config", tmp_path / "config.toml")
    told = scheduler.well("export", "csv", "--json", *where)
    assert told.json["entries"] == []
    answer = scheduler.well("export", "csv", "--files", "--week", "2027-W24", "--json", *where).json
    jsonschema.validate(answer, SURFACES["export"])
    assert {one["tag"].split("/")[1] for one in answer["entries"]} == {"late"}
    assert {one["state"] for one in answer["entries"]} == {None}
    wrong = scheduler("export", "csv", "--files", "--campaign", "smal", *where)
    assert wrong.code == 1
    assert "small" in wrong.err
    assert scheduler("export", "pdf", *where).code == 2
    assert scheduler("export", "xlsx", *where).code == 2


@pytest.mark.parametrize("language", ["fr", "en"])
def test_no_table_holds_a_formula(tmp_path: Path, scheduler: Program, before_the_week: None, language: str) -> None:
    calendar(tmp_path, POST.format(hour="9h", more=""))
    where = ("--config", tmp_path / "config.toml")
    scheduler.well("apply", "--yes", *where)
    made = tmp_path / "week.xlsx"
    scheduler.well("--language", language, "export", "csv", "-o", tmp_path / "week.csv", *where)
    scheduler.well("--language", language, "export", "xlsx", "-o", made, *where)
    assert made.stat().st_mode & 0o077 == 0
    text = (tmp_path / "week.csv").read_text(encoding="utf-8-sig")
    rows = list(csv.reader(io.StringIO(text), delimiter=";" if language == "fr" else ","))
    assert len(rows) == 4
    assert not [cell for row in rows for cell in row if cell[:1] in set("=+-@\t\r")]
    sheet = openpyxl.load_workbook(made).worksheets[0]
    typed = [cell for row in sheet.iter_rows() for cell in row]
    assert not [cell for cell in typed if cell.data_type == "f"]
    texts = [str(cell.value) for cell in typed if str(cell.value).startswith("=Good")]
    assert len(texts) == 3
    assert sum(unguarded(cell) in texts for row in rows for cell in row) == 3


def test_a_table_gives_links_as_they_were_written_so_that_it_can_come_back(tmp_path: Path, scheduler: Program) -> None:
    written = "See https://musee.example.org/a?b=1#c and https://louvre.fr/x?utm_campaign=theirs today."
    calendar(tmp_path, f"  - {{id: one, date: 2027-06-07, at: 9h, text: '{written}'}}\n")
    config = tmp_path / "config.toml"
    config.write_text(config.read_text() + '\n[links]\nown_hosts = ["musee.example.org"]\n', encoding="utf-8")
    with time_machine.travel(NOW, tick=False):
        made = scheduler.well("export", "csv", "--files", "--config", config).out
        shown = scheduler.well("preview", "--json", "--config", config).out
    assert "utm_content=one.once.musee-bluesky" in shown, "what goes out has its tag"
    assert [row["Text"] for row in csv.DictReader(io.StringIO(made.removeprefix("\ufeff")))] == [written] * 3


def test_pages_show_signs_as_they_are_and_say_that_they_are_not_to_be_passed_on(
    tmp_path: Path, scheduler: Program, before_the_week: None
) -> None:
    calendar(tmp_path, POST.format(hour="9h", more=""))
    where = ("--config", tmp_path / "config.toml")
    scheduler.well("apply", "--yes", *where)
    page = scheduler.well("export", "md", *where)
    assert "> \\-1 \\*star\\* \\<b\\>bold\\</b\\> & \\_mark\\_" in page.out
    assert "## Monday" in page.out
    assert "Not to be passed on: 3 texts" in page.out
    assert "Not to be passed on: 3 texts" in page.err
    scheduler.well("export", "html", "-o", tmp_path / "week.html", *where)
    html = (tmp_path / "week.html").read_text(encoding="utf-8")
    assert "<script" not in html
    assert "&lt;b&gt;bold" in html
    assert "default-src &#39;none&#39;" in html or "default-src 'none'" in html


@pytest.mark.parametrize("text", ["=1+1", "'=1", "''@x", "-", "\tx", "'t Is", "", "plain", "+33 1", "＝1"])
def test_a_guarded_cell_comes_back_as_it_was(text: str) -> None:
    assert guarded(text)[:1] not in set("=+-@\t\r\n＝") or not text
    assert unguarded(guarded(text)) == text
