"""The report in the terminal, Markdown and JSON, beside golden files that a person has read."""

import json
import re
from dataclasses import replace
from datetime import timedelta

import pytest

from scheduler.flow.evaluate import evaluate
from scheduler.model.report import Metric
from scheduler.render.report_formats import TEXTS, rendered
from scheduler.render.report_markdown import escaped
from scheduler.render.report_terminal import strip
from tests.flow.evaluation_data import FIRST, NOW, museum_week
from tests.render.reports import FILES, GOLDEN, week


@pytest.mark.parametrize("name", FILES)
def test_golden(name: str) -> None:
    form, language = FILES[name]
    written = (GOLDEN / name).read_text(encoding="utf-8")
    assert rendered(week(simulated=True), form, language) == written, "python -m tests.render.reports writes it anew"


@pytest.mark.parametrize("width", [60, 80, 100, 140])
@pytest.mark.parametrize("language", ["fr", "en"])
def test_no_line_is_wider_than_the_terminal_and_no_number_is_lost(width: int, language: str) -> None:
    text = rendered(week(), "terminal", language, width=width)
    assert max(map(len, text.splitlines())) <= width
    assert "\x1b" not in text
    total = week().figure(Metric.TOTAL).value or 0
    assert f"{round(total):,}".replace(",", "\u202f" if language == "fr" else ",") in text


def test_colour_only_where_it_is_wanted() -> None:
    assert "\x1b[" in rendered(week(), "terminal", "fr", colour=True)


@pytest.mark.parametrize("form", TEXTS)
def test_a_simulated_audience_is_said_in_each_format(form: str) -> None:
    words = '"simulated": true' if form == "json" else "Public simulé"
    assert words in rendered(week(simulated=True), form, "fr")
    assert words not in rendered(week(), form, "fr")


def test_json_is_stable_plain_and_complete() -> None:
    found = json.loads(rendered(week(), "json", "fr"))
    assert found["made"] == "2027-07-19T08:00:00Z"
    assert (found["first"], found["age"]) == ("2027-06-07", 168)
    assert found["figures"][0]["metric"] == "posts"
    assert found["said"]["language"] == "fr"
    assert len(found["said"]["brief"]) == len(found["brief"])
    assert json.loads(rendered(week(), "json", "en"))["figures"] == found["figures"]


def test_missing_is_null_in_json_and_said_elsewhere() -> None:
    question = museum_week()
    none = [
        replace(one, counts=replace(one.counts, replies=None)) if "/musee-x" in one.tag else one
        for one in question.snapshots
    ]
    report = evaluate(replace(question, snapshots=none))
    rows = json.loads(rendered(report, "json", "en"))["per_network"]
    assert {row["network"]: row["replies"] is None for row in rows}["x"] is True
    text = " ".join(rendered(report, "terminal", "fr").split())
    assert "Combien il y a eu de réponses sur X" in text


@pytest.mark.parametrize(
    "now", [NOW, NOW - timedelta(days=30), NOW - timedelta(days=38), NOW - timedelta(days=45), NOW - timedelta(days=90)]
)
@pytest.mark.parametrize("language", ["fr", "en"])
@pytest.mark.parametrize("weeks", [0, 8])
def test_at_any_moment_every_format_can_be_written(now: object, language: str, weeks: int) -> None:
    report = evaluate(museum_week(now=now, weeks=weeks))  # type: ignore[arg-type]
    for form in TEXTS:
        assert rendered(report, form, language)


def test_markdown_tables_have_as_many_cells_as_columns() -> None:
    for block in rendered(week(), "md", "en").split("\n\n"):
        lines = block.splitlines()
        if lines[0].startswith("|"):
            assert len({len(re.findall(r"(?<!\\)\|", line)) for line in lines}) == 1


def test_markdown_escapes_what_would_be_markup() -> None:
    assert escaped("*a* [b](c) <i> | `d` _e_ # & \\") == r"\*a\* \[b\](c) \<i\> \| \`d\` \_e\_ \# &amp; \\"


@pytest.mark.parametrize(("value", "sign"), [(5.0, "●"), (1.0, "▼"), (30.0, "▲"), (4.0, "●")])
def test_the_strip_shows_where_the_value_lies(value: float, sign: str) -> None:
    drawn = strip(value, 3.0, 4.5, 8.0)
    assert sign in drawn
    assert len(drawn) == 22
    assert "▒" in drawn


def test_a_title_of_another_operation_is_named_under_the_weeks() -> None:
    text = rendered(week(), "terminal", "fr")
    assert "Nuit des musées" in text
    assert FIRST.isocalendar().week == 23
