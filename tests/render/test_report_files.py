"""The report as files: a workbook, tidy tables, a mail; values, reasons and definitions, each for its readers only."""

import csv
import io
import json
import re
import sys
import zipfile
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default
from fnmatch import fnmatchcase
from functools import cache
from typing import Any

import jsonschema
import openpyxl
import pytest

from scheduler.errors import Problem
from scheduler.flow.evaluate import evaluate
from scheduler.flow.evaluate.evidence import evidence
from scheduler.model.addresses import numbers
from scheduler.model.evidence import Evidence
from scheduler.model.publics import AGE, Act, Acted, Crowd, Heard
from scheduler.model.registry import registry
from scheduler.model.report import Metric, Report
from scheduler.render.report_formats import EVIDENCED, FORMATS, Wanted, drawn
from scheduler.render.report_levels import Level
from scheduler.render.report_sheets import sheets
from scheduler.render.report_words import Words
from scheduler.render.report_xlsx import heading
from scheduler.render.schemas import SURFACES
from tests.flow.evaluation_data import museum_week
from tests.render.full_report import HANDLE, full
from tests.render.reports import week
from tests.render.test_report_html import Outline
from tests.render.test_report_levels import PLANTED, TITLE, WORDS, plain, planted

FILES = ("xlsx", "csv", "csv-posts", "csv-weeks", "mail")
EVIL = '=HYPERLINK("https://evil.example","x")'


@cache
def behind(*, simulated: bool = False) -> Evidence:
    return evidence(museum_week(simulated=simulated))


@cache
def short() -> Evidence:
    """The operation's posts with a reading each: a workbook of them is soon written."""
    found = behind()
    posts = tuple(replace(one, readings=one.readings[:1]) for one in found.posts if one.role.value == "operation")
    return replace(found, posts=posts)


def written(form: str, *, language: str = "fr", level: Level = Level.CM, simulated: bool = False, **more: Any) -> bytes:
    report = more.pop("report", None) or week(simulated=simulated)
    known = more.pop("evidence") if "evidence" in more else behind(simulated=simulated)
    found = drawn(report, form, Wanted(language=language, level=level, evidence=known, **more))
    return found if isinstance(found, bytes) else found.encode()


def table(form: str, **more: Any) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(written(form, **more).decode("utf-8-sig"))))


@cache
def workbook(language: str = "en") -> Any:
    """Of a report with every part."""
    return opened(language=language, report=full())


def opened(**more: Any) -> Any:
    return openpyxl.load_workbook(io.BytesIO(written("xlsx", **({"evidence": short()} | more))))


def sheet(book: Any, title: str) -> list[dict[str, Any]]:
    heads, *rows = book[title].iter_rows(values_only=True)
    return [dict(zip(heads, row, strict=True)) for row in rows]


# --- the workbook -------------------------------------------------------------------------------------------------------


def test_the_workbook_has_a_sheet_for_each_part_and_one_of_definitions() -> None:
    titles = workbook().sheetnames
    wanted = {"About", "Objectives", "Key figures", "Weeks", "Days and themes", "Networks", "Posts", "Readings"}
    wanted |= {"Publics by circle", "Conversations", "Contributions", "Followers", "Visits", "Outside series"}
    assert wanted <= set(titles)
    assert titles[-1] == "Definitions"
    assert all(len(title) <= 31 for title in titles)


def test_which_baseline_is_meant_stands_in_words() -> None:
    told = {str(row["Selon"]) for row in sheet(workbook("fr"), "Références")}
    assert "autant de semaines d’avant" in told
    assert not {one for one in told if "-" in one or one in {"weeks", "matched", "medians"}}, "a code is no word"


def test_numbers_are_numbers_and_days_are_days() -> None:
    book = workbook()
    total = next(row for row in sheet(book, "Key figures") if row["Address"] == "figures/engagement-total")
    assert total["Value"] == pytest.approx(week().figure(Metric.TOTAL).value)
    weeks = sheet(book, "Weeks")
    assert {type(row["First day"]) for row in weeks} == {datetime}
    posts = [row for row in sheet(book, "Posts") if row["Role"] == "operation"]
    assert sum(row["Engagement"] for row in posts) == pytest.approx(total["Value"])
    assert {type(row["Published (UTC)"]) for row in posts} == {datetime}


def test_a_missing_number_is_an_empty_cell_with_its_reason_beside_it() -> None:
    rows = sheet(workbook(), "Networks")
    mastodon = next(row for row in rows if row["Network"] == "mastodon")
    assert mastodon["Views"] is None
    assert mastodon["Why empty"]
    facebook = next(row for row in rows if row["Network"] == "facebook")
    assert facebook["Views"] > 0
    after = sheet(workbook(), "After")
    assert [row["Per post"] is None for row in after] == [False, True]
    assert [bool(row["Why empty"]) for row in after] == [False, True]


def test_each_address_of_a_sheet_is_one_that_why_knows() -> None:
    known = {one.address for one in numbers(full())}
    for book_sheet in workbook():
        for row in sheet({book_sheet.title: book_sheet}, book_sheet.title):
            counted = any(isinstance(value, int | float) for value in row.values())
            if counted and "Address" in row and not row["Address"].startswith("rates/"):
                assert any(address.startswith(f"{row['Address']}/") for address in known), row["Address"]


def test_the_definitions_explain_every_number_of_the_workbook() -> None:
    rows = {row["Id"]: row for row in sheet(workbook(), "Definitions")}
    needed = {found[0].id for one in numbers(full()) if (found := registry().at(one.address))}
    assert set(rows) == needed
    assert rows["engagement"]["Formula"] == "engagement / posts"
    assert "figures/engagement/value" in rows["engagement"]["Where in this report"]
    assert all(row["How it is made"] and row["To beware of"] for row in rows.values())


def test_nothing_in_a_workbook_is_a_formula() -> None:
    posts = tuple(replace(one, title=EVIL, theme="+1", category="@cmd") for one in short().posts[:3])
    book = opened(evidence=replace(behind(), posts=posts))
    cells = [cell for one in book for row in one.iter_rows() for cell in row]
    assert EVIL in {cell.value for cell in cells}
    assert {cell.data_type for cell in cells} <= {"s", "n", "d", "inlineStr"}


def test_without_openpyxl_it_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "openpyxl", None)
    with pytest.raises(Problem) as missing:
        written("xlsx")
    assert missing.value.code == "export-needs-openpyxl"


@pytest.mark.long
def test_the_same_report_is_the_same_workbook_but_for_the_archive_s_clock() -> None:
    def parts() -> dict[str, bytes]:
        with zipfile.ZipFile(io.BytesIO(written("xlsx", evidence=None))) as archive:
            return {name: archive.read(name) for name in archive.namelist() if not name.startswith("docProps")}

    assert parts() == parts()


# --- the tables ---------------------------------------------------------------------------------------------------------


def test_readings_are_one_line_a_post_part_and_age() -> None:
    rows = table("csv")
    assert list(rows[0]) == [
        *("tag", "campaign", "post", "network", "account", "published", "local", "week", "role", "theme", "category"),
        *("standing", "part", "age_hours", "read_at", "read_hours"),
        *("reactions", "replies", "shares", "saves", "clicks", "views", "reach", "source", "used", "simulated"),
    ]
    keys = [(row["tag"], row["part"], row["age_hours"]) for row in rows]
    assert len(keys) == len(set(keys)) == sum(len(one.readings) for one in behind().posts)
    one = next(row for row in rows if row["age_hours"] == "168" and row["role"] == "operation")
    assert datetime.fromisoformat(one["read_at"]).tzinfo == UTC
    assert one["published"].endswith("Z")
    assert one["local"].endswith("+02:00")


def test_missing_is_an_empty_field_and_zero_is_a_zero() -> None:
    rows = table("csv")
    assert {row["saves"] for row in rows} == {""}
    assert "0" in {row["replies"] for row in rows}
    assert {row["views"] == "" for row in rows if row["network"] == "mastodon"} == {True}
    assert {row["views"] == "" for row in rows if row["network"] == "x"} == {False}


def test_a_post_without_a_reading_has_a_line_of_its_own() -> None:
    bare = tuple(replace(one, readings=()) for one in behind().posts[:2])
    rows = table("csv", evidence=replace(behind(), posts=bare))
    assert len(rows) == 2
    assert {row["reactions"] + row["age_hours"] + row["source"] for row in rows} == {""}


def test_weeks_are_the_report_s_and_codes_stay_in_any_language() -> None:
    rows = table("csv-weeks")
    assert rows == table("csv-weeks", language="en")
    assert [row["label"] for row in rows] == [row.label for row in week().weeks]
    assert {row["role"] for row in rows} >= {"baseline", "operation", "after", "other"}
    assert [float(row["per_post"] or "nan") for row in rows if row["role"] == "operation"] == [
        pytest.approx(week().figure(Metric.ENGAGEMENT).value)
    ]


def test_posts_without_engagement_say_why() -> None:
    odd = tuple(
        replace(one, engagement=None, standing=type(one.standing).YOUNG) if number == 0 else one
        for number, one in enumerate(behind().posts)
    )
    rows = table("csv-posts", evidence=replace(behind(), posts=odd))
    assert (rows[0]["engagement"], rows[0]["reason"]) == ("", "standing-young")
    assert {row["engagement"] == "" for row in rows if row["reason"] == "standing-young"} == {True}
    assert {row["reason"] for row in rows if row["role"] == "operation"} == {""}


def test_text_that_a_spreadsheet_would_run_is_made_harmless() -> None:
    posts = tuple(replace(one, title=EVIL) for one in behind().posts[:1])
    (row,) = table("csv-posts", evidence=replace(behind(), posts=posts))
    assert row["title"] == f"'{EVIL}"


def test_excel_gets_its_mark_only_where_it_is_asked_for() -> None:
    assert not written("csv-weeks").startswith(b"\xef\xbb\xbf")
    assert written("csv-weeks", excel=True).startswith(b"\xef\xbb\xbf")
    assert written("csv-weeks", excel=True).decode("utf-8-sig").replace("\r\n", "\n") == written("csv-weeks").decode()


@pytest.mark.parametrize("level", [Level.DIRECTION, Level.PARTNERS])
@pytest.mark.parametrize("form", ["csv", "csv-posts"])
def test_single_posts_are_for_the_community_manager_alone(form: str, level: Level) -> None:
    with pytest.raises(Problem) as refused:
        written(form, level=level)
    assert refused.value.code == "report-no-such-table"


# --- the mail -----------------------------------------------------------------------------------------------------------


def mail(**more: Any) -> EmailMessage:
    found = message_from_bytes(written("mail", **more), policy=default)
    assert isinstance(found, EmailMessage)
    return found


def part(message: EmailMessage, kind: str) -> str:
    found = message.get_body((kind,))
    assert found is not None
    return str(found.get_content())


def test_the_mail_opens_as_a_draft_with_both_bodies() -> None:
    found = mail(level=Level.DIRECTION)
    assert found["Subject"].split() == ["MuseumWeek", "2027", ":", "le", "bilan"]
    assert (found["X-Unsent"], found["To"], found["From"]) == ("1", None, None)
    assert found.get_content_type() == "multipart/alternative"
    for kind in ("plain", "html"):
        assert "MuseumWeek 2027" in part(found, kind)
        assert "dans l’ordinaire" in " ".join(part(found, kind).replace("<br>", " ").split())


@pytest.mark.parametrize("level", Level)
@pytest.mark.parametrize("language", ["fr", "en"])
def test_the_body_is_what_mail_programs_show(level: Level, language: str) -> None:
    text = part(mail(report=full(), level=level, language=language), "html")
    outline = Outline(text.replace("<!doctype html>", ""))
    names = {tag for tag, _ in outline.elements}
    assert not names & {"svg", "style", "script", "link", "img", "iframe", "form", "input", "video", "div"}
    declared = {
        one.partition(":")[0].strip()
        for _, given in outline.elements
        for one in given.get("style", "").split(";")
        if one
    }
    assert not declared & {"display", "position", "float", "flex", "grid", "background-image"}
    assert not re.search(r"url\(|@import|expression", text)
    assert {given.get("scope") for tag, given in outline.elements if tag == "th"} <= {"col", "row"}
    assert all(given["href"].startswith(("https://", "http://")) for tag, given in outline.elements if tag == "a")


def test_the_factors_are_bars_of_characters_whose_lengths_add_up() -> None:
    text = part(mail(level=Level.DIRECTION), "html")
    bars = [len(one) for one in re.findall("█+", text)]
    assert bars[2] == max(bars) == 24
    assert abs(bars[0] + bars[1] - bars[2]) <= 1


def test_plain_text_is_narrow_enough_for_any_mail_program() -> None:
    assert max(map(len, part(mail(report=full()), "plain").splitlines())) <= 78
    assert all(len(line) <= 998 for line in written("mail", report=full()).split(b"\r\n"))


def test_what_a_post_says_stays_text() -> None:
    most = tuple(replace(one, title="<script>alert(1)</script> <b>gras</b>") for one in week().most)
    text = part(mail(report=replace(week(), most=most, title="A\r\nBcc: x@evil.example")), "html")
    assert "<script" not in text
    assert "&lt;b&gt;gras" in text
    assert mail(report=replace(week(), title="A\r\nBcc: x@evil.example"))["Bcc"] is None


def test_the_same_report_is_the_same_mail() -> None:
    assert written("mail") == written("mail")


# --- each kind of reader ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("form", FILES)
def test_a_simulated_audience_is_said(form: str) -> None:
    if form.startswith("csv"):
        drawn_by_lot = replace(short(), posts=tuple(one for one in behind(simulated=True).posts[-9:]))
        assert {row["simulated"] for row in table(form, simulated=True, evidence=drawn_by_lot)} == {"true"}
        assert {row["simulated"] for row in table(form, evidence=short())} == {"false"}
    else:
        assert "imul" in "\n".join(texts(form, simulated=True, evidence=None))


def texts(form: str, **more: Any) -> Iterator[str]:
    """All that stands in a file, unpacked."""
    found = written(form, **more)
    if form == "xlsx":
        with zipfile.ZipFile(io.BytesIO(found)) as archive:
            yield from (archive.read(name).decode() for name in archive.namelist())
    elif form == "mail":
        message = message_from_bytes(found, policy=default)
        yield str(message["Subject"])
        for one in message.walk():
            if not one.is_multipart():
                payload = one.get_payload(decode=True)
                yield payload.decode() if isinstance(payload, bytes) else ""
    else:
        yield found.decode()


@cache
def exposed() -> Evidence:
    """The evidence of a report in which a count, a handle and the name of who typed a count in are easily found."""
    question = museum_week()
    first = next(one for one in question.posts if one.campaign == question.campaign)
    posts = [replace(one, title=f"{TITLE} {HANDLE}") if one.tag == first.tag else one for one in question.posts]
    snapshots = [
        replace(one, by="z.secretaire", counts=replace(one.counts, reactions=PLANTED)) if one.tag == first.tag else one
        for one in question.snapshots
    ]
    found = evidence(replace(question, posts=posts, snapshots=snapshots))
    return replace(found, posts=tuple(one for one in found.posts if one.role.value == "operation"))


@pytest.mark.parametrize("form", [form for form in FORMATS if form not in EVIDENCED - {"xlsx"}])
@pytest.mark.parametrize("language", ["fr", "en"])
def test_partners_get_no_count_no_handle_no_post_no_words_in_any_format(form: str, language: str) -> None:
    told = "\n".join(_shown(form, Level.PARTNERS, language))
    for secret in (str(PLANTED), HANDLE, "musee-x", TITLE[:24], WORDS, "z.secretaire"):
        assert secret not in told
        assert secret not in plain(told)
    counts = {round(row.engagement) for row in planted().weeks if row.engagement and row.engagement > 200}
    assert not counts & {int(one) for one in re.findall(r"\b\d+\b", plain(re.sub(r"<[^>]*>", " ", told)))}


def _shown(form: str, level: Level, language: str) -> Iterator[str]:
    if form == "pdf":
        return iter(())  # compressed: its own tests read it page by page
    return texts(form, level=level, language=language, report=planted(), evidence=exposed())


@pytest.mark.parametrize(
    "form", [pytest.param(form, marks=pytest.mark.long) if form == "xlsx" else form for form in FILES]
)
def test_nobody_is_told_who_typed_a_count_in(form: str) -> None:
    told = "\n".join(texts(form, report=planted(), evidence=exposed()))
    assert str(PLANTED) in plain(told) or form == "csv-weeks"
    assert "z.secretaire" not in told


@pytest.mark.parametrize("form", [form for form in FORMATS if form != "pdf"])
def test_no_pseudonym_of_anybody_stands_in_any_format(form: str) -> None:
    assert heard().publics is not None
    assert PSEUDONYM not in "\n".join(texts(form, report=heard(), evidence=short())).lower()


PSEUDONYM = "feed0000"


@cache
def heard() -> Report:
    """A report on posts of which it is known who engaged, by pseudonyms that are easily found."""
    question = museum_week()
    acts = [
        Acted(pseudonym=f"{PSEUDONYM}{number:024x}", network=post.network, tag=post.tag, act=Act.REPLY, age=AGE)
        for number, post in enumerate(question.posts)
    ]
    crowd = Crowd(
        acts=acts,
        heard=[
            Heard(tag=post.tag, account=post.account, network=post.network, at=post.at, age=AGE)
            for post in question.posts
        ],
    )
    return evaluate(replace(question, crowd=crowd))


def test_the_management_s_workbook_holds_no_single_post() -> None:
    told = "\n".join(texts("xlsx", level=Level.DIRECTION, report=planted(), evidence=exposed()))
    assert TITLE[:24] not in told
    assert "museumweek-2027/p" not in told


@pytest.mark.long
def test_few_engagements_give_partners_nothing() -> None:
    question = museum_week()
    few = [replace(one, counts=replace(one.counts, reactions=0, replies=0, shares=0)) for one in question.snapshots]
    told = "\n".join(
        texts("xlsx", level=Level.PARTNERS, report=evaluate(replace(question, snapshots=few)), language="en")
    )
    assert "figures/" not in told


def test_the_page_s_numbers_bear_addresses_that_why_knows_and_the_same_numbers() -> None:
    page = drawn(full(), "html", Wanted(language="en"))
    assert isinstance(page, str)
    known = {one.address: one.value for one in numbers(full())}
    shown = re.findall(r'<td data-why="([^"]+)"[^>]*>(.*?)</td>', page)
    assert len(shown) > 100
    assert {address for address, _ in shown} <= set(known)
    for address, text in shown:
        if address.startswith("weeks/") and address.endswith("/posts"):
            assert int(re.sub(r"<[^>]*>|,", "", text)) == known[address]


def test_json_holds_to_its_schema_at_both_levels_and_defines_every_number() -> None:
    values = json.loads(written("json", report=full()))
    jsonschema.validate(values, SURFACES["report"])
    patterns = [pattern for one in values["definitions"] for pattern in one["cells"]]
    assert all(any(fnmatchcase(one.address, pattern) for pattern in patterns) for one in numbers(full()))
    jsonschema.validate(json.loads(written("json", level=Level.PARTNERS)), SURFACES["report-partners"])


def test_the_schema_names_every_field_of_a_report_down_to_the_last() -> None:
    def paths(value: object, schema: dict[str, Any], at: str) -> Iterator[str]:
        if isinstance(value, dict):
            known = schema.get("properties")
            for name, inner in value.items():
                if known is not None and name not in known:
                    yield f"{at}/{name}"
                elif known is not None:
                    yield from paths(inner, known[name], f"{at}/{name}")
        elif isinstance(value, list):
            for inner in value:
                yield from paths(inner, schema.get("items", {}), f"{at}/*")

    assert list(paths(json.loads(written("json", report=full())), SURFACES["report"], "")) == []


def test_every_column_and_sheet_has_its_words_in_both_languages() -> None:
    found = sheets(full(), short())
    own = {"newsletter", "off-topic", "no-consent", *(str(hours) for hours in (1, 6, 24, 72, 168))}
    for language in ("fr", "en"):
        words = Words(language)
        for one in found:
            assert words.say(f"sheet-of-{one.name.replace('_', '-')}")
            for column in one.columns:
                last = heading(column, words, one.name).rpartition(": ")[2]
                known = last in own or last != column.rpartition("_")[2] or label_is(words, last)
                assert known, f"{one.name}: {column} needs `sheet-column-...` in sentences/measuring.py"


def label_is(words: Words, text: str) -> bool:
    """Whether a column is called in words what it is called in code."""
    return words.say(f"sheet-column-{text}") == text
