"""A campaign's own editorial line: read as the configuration's is, each fault at its place, and kept as it was applied."""

from datetime import date, timedelta
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from scheduler.app import applied
from scheduler.campaigns.reader import read
from scheduler.campaigns.schema import campaign_schema
from scheduler.model.notice import Severity
from tests.campaigns.sample import FILE, TOP, plant, said_well

LINE = """\
line:
  avoid:
    - magique
    - {words: [écrin, joyau], why: trop lu, severity: error}
  prefer: {expo: exposition}
  require: "#MuseumWeek"
  hashtags: ["#MuseumWeek"]
  exclamation_marks: 1
  capitals: 10%
  gap: 20min
  quiet_hours: 21h..8h
  closed_days: [mardi, 2027-12-25]
  sensitive_dates: {11-13: attentats de 2015}
  holidays: FR
  repetition: 30d
  severity: {quiet_hours: off, gap: info}
"""
POST = "posts:\n  - {id: un, date: 2027-06-07, at: 9h, text: a}\n"
FAULTS = {
    "line-unknown-meant": [
        "  §avoids: [x]\n",
        "  severity: {§heures_calmes: off}\n",
        "  avoid: [{words: x, §raison: y}]\n",
    ],
    "line-words-unfit": ["  avoid:\n    - x\n    - §'!'\n", "  prefer: {§expo: '?'}\n"],
    "span-unreadable": ["  §gap: bientôt\n"],
    "line-hours-unfit": ["  quiet_hours: [§21h]\n"],
    "word-unfit-meant": ["  closed_days: [§mercredit]\n", "  severity: {§gap: erreurs}\n"],
    "line-share-unfit": ["  §capitals: beaucoup\n"],
    "line-not-rules": ["  §[avoid]\n"],
}
CASES = [(code, body) for code, bodies in FAULTS.items() for body in bodies]


def test_a_line_is_read_and_kept_with_its_campaign() -> None:
    found = read(Path(FILE), (TOP + LINE + POST).encode())
    assert found.notices == ()
    assert found.campaign is not None
    line = found.campaign.line
    assert line is not None
    assert [(one.words, one.severity) for one in line.avoid] == [
        (("magique",), Severity.WARNING),
        (("écrin", "joyau"), Severity.ERROR),
    ]
    assert line.gap is not None
    assert (line.gap.length, line.gap.severity) == (timedelta(minutes=20), Severity.INFO)
    assert (line.quiet_hours, line.off) == ((), ("quiet_hours",))
    assert line.sensitive_dates[0].hold(date(2031, 11, 13))
    assert [one.hold(date(2027, 6, 8)) for one in line.closed_days] == [True, False]
    assert line.avoid[1].where.line == TOP.count("\n") + 4
    assert applied.read(applied.written(found.campaign)).line == line


@pytest.mark.parametrize(("code", "body"), CASES, ids=[f"{code}-{n}" for n, (code, _) in enumerate(CASES)])
def test_a_fault_of_the_line_is_named_at_its_place(code: str, body: str) -> None:
    planted = plant(f"{TOP}line:\n{body}{POST}")
    notice = planted.one(code)
    assert (notice.where, notice.severity) == (planted.where, Severity.ERROR)
    said_well(notice)


def test_editors_know_the_rules_of_a_line() -> None:
    schema = {**campaign_schema(), "required": []}
    given: dict[str, Any] = {"line": {"avoid": ["x", {"words": "y"}], "prefer": {"a": "b"}, "exclamation_marks": 1}}
    jsonschema.validate(given, schema)
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate({"line": {"avoids": ["x"]}}, schema)
    assert "exclamation" in schema["properties"]["line"]["properties"]["exclamation_marks"]["description"].lower()
