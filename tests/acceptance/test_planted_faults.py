"""A copy of the sample week with ten planted faults shows all ten at once, each on its line; the rest is untouched by them."""

import shutil
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import pytest
import time_machine
from PIL import Image

from scheduler.app.scheduler import Scheduler as Loaded
from scheduler.config import load
from scheduler.errors import Problem
from scheduler.model.change import Answers
from tests.acceptance.calling import SAMPLE, Program

pytestmark = pytest.mark.usefixtures("before_the_week")


@dataclass(frozen=True)
class Planted:
    """One fault: what stood there, what stands there now, and the code that names it. `line` counts from the planted text."""

    was: str
    now: str
    code: str
    line: int = 0


FAULTS = [
    Planted("      - id: caisse\n        at: 9h\n", "      - id: caisse\n        at: 25h\n", "hour", 1),
    Planted("date: 2027-06-08\n", "date: 2027-06-31\n", "date"),
    Planted("        category: sharing-experience\n", "        categorie: sharing-experience\n", "key"),
    Planted("      - id: deroule\n", "      - {id: Déroulé !, at: 8h, text: Non}\n      - id: deroule\n", "id"),
    Planted("{caradec|la restauratrice Inès Caradec}", "{caradek|la restauratrice Inès Caradec}", "person"),
    Planted("accounts: [musee-x, ", "accounts: [musee-xx, ", "account"),
    Planted("approvals: [curator, press]", "approvals: [curator, presse]", "role"),
    Planted("          - file: media/salle-6.jpg\n", "          - file: media/../../../secret.jpg\n", "picture"),
    Planted("          - file: media/cle.png\n", "          - file: media/clef.png\n", "picture"),
    Planted("          - file: media/pot-bleu.jpg\n", "          - file: media/abime.jpg\n", "picture"),
]


@pytest.fixture
def calendar(tmp_path: Path) -> Path:
    shutil.copytree(SAMPLE, tmp_path / "calendars")
    return tmp_path / "calendars"


def line_of(text: str, place: int) -> int:
    return text.count("\n", 0, place) + 1


def test_ten_planted_faults_are_shown_at_once_each_on_its_line(scheduler: Program, calendar: Path) -> None:
    campaign = calendar / "museumweek" / "campaign.yaml"
    text = campaign.read_text(encoding="utf-8")
    (calendar / "museumweek" / "media" / "abime.jpg").write_bytes(b"\xff\xd8\xff\xe0 cut short")
    for fault in FAULTS:
        assert fault.was in text, fault
        text = text.replace(fault.was, fault.now, 1)
    campaign.write_text(text, encoding="utf-8")
    answer = scheduler("check", calendar, "--json")
    assert answer.code == 1
    found = [one for one in answer.json["problems"] if one["severity"] == "error"]
    lines = {one["line"] for one in found}
    for fault in FAULTS:
        wanted = line_of(text, text.index(fault.now)) + fault.line
        assert wanted in lines, f"{fault.now!r} on line {wanted}; shown: {sorted(lines)}"
    planted = {line_of(text, text.index(fault.now)) + fault.line for fault in FAULTS}
    beside = [one for one in found if one["line"] not in planted]
    assert [one for one in beside if one["code"] not in {"id-twice", "post-id-twice"}] == []
    assert all(one["message"] and one["advice"] for one in found)


def edited(calendar: Path, was: str, now: str) -> Path:
    campaign = calendar / "museumweek" / "campaign.yaml"
    text = campaign.read_text(encoding="utf-8")
    assert was in text
    campaign.write_text(text.replace(was, now, 1), encoding="utf-8")
    return calendar / "config.toml"


def test_a_fault_in_one_post_blocks_that_post_only(scheduler: Program, calendar: Path) -> None:
    whole = scheduler.well("plan", "--config", calendar / "config.toml", "--json").json["changes"]
    config = edited(calendar, "      - id: caisse\n        at: 9h\n", "      - id: caisse\n        at: 25h\n")
    applied = scheduler("apply", "--yes", "--config", config, "--json")
    assert applied.code == 1
    posts = {one["tag"].split("/")[1] for one in applied.json["changes"]}
    assert posts == {one["tag"].split("/")[1] for one in whole} - {"caisse"}
    assert [one["line"] for one in applied.json["problems"]] != []
    assert applied.json["left_out"] == 1
    last = scheduler("plan", "--config", config).out.splitlines()[-1]
    assert "1 publication reste dehors" in last or "1 post stays out" in last


def test_a_fault_that_comes_later_leaves_what_is_queued_as_it_is(scheduler: Program, calendar: Path) -> None:
    config = calendar / "config.toml"
    scheduler.well("apply", "--yes", "--config", config)
    edited(calendar, "      - id: caisse\n        at: 9h\n", "      - id: caisse\n        at: 25h\n")
    changes = scheduler("plan", "--config", config, "--json").json["changes"]
    kept = {one["reason"] for one in changes if one["tag"].split("/")[1] == "caisse"}
    assert kept == {"post-has-faults"}
    assert {one["change"] for one in changes} == {"keep"}


def test_a_vanished_campaign_is_missing_never_cancelled(scheduler: Program, calendar: Path) -> None:
    config = calendar / "config.toml"
    scheduler.well("apply", "--yes", "--config", config)
    (calendar / "museumweek" / "campaign.yaml").rename(calendar / "museumweek" / "campaign.txt")
    changes = scheduler.well("plan", "--config", config, "--json").json["changes"]
    assert {one["change"] for one in changes if one["tag"].startswith("museumweek-2027/")} == {"missing"}
    asked = scheduler("apply", "--yes", "--prune", "--config", config, "--json")
    assert asked.code == 4
    questions = {one["answer"] for one in asked.json["changes"] if one["tag"].startswith("museumweek-2027/")}
    assert questions == {"--cancel"}


def test_two_campaigns_with_one_slug_are_both_left_out(scheduler: Program, calendar: Path) -> None:
    shutil.copytree(calendar / "museumweek", calendar / "copie")
    answer = scheduler("check", calendar, "--json")
    assert answer.code == 1
    assert "campaign-twice" in {one["code"] for one in answer.json["problems"]}


@pytest.mark.parametrize(
    ("was", "now", "part"),
    [
        ("alt: Une longue caisse", "alt_absent: Une longue caisse", "alt"),
        ("if_too_long: thread\n", "if_too_long: refuse\n", "long"),
        ("rights: {status: cleared, until: 2028-06-30}", "rights: {status: cleared, until: 2027-06-01}", "right"),
    ],
)
def test_what_a_network_or_a_right_forbids_is_an_error_with_advice(
    scheduler: Program, calendar: Path, was: str, now: str, part: str
) -> None:
    edited(calendar, was, now)
    answer = scheduler("check", calendar, "--json")
    assert answer.code == 1
    errors = [one for one in answer.json["problems"] if one["severity"] == "error"]
    assert any(part in one["code"] + one["message"].lower() for one in errors)
    assert all(one["advice"] and one["line"] for one in errors)


def test_a_giant_picture_is_refused_before_it_is_decoded(scheduler: Program, calendar: Path) -> None:
    Image.new("1", (13_000, 13_000)).save(calendar / "museumweek" / "media" / "cle.png")
    errors = [one for one in scheduler("check", calendar, "--json").json["problems"] if one["severity"] == "error"]
    assert [one["code"] for one in errors] == ["picture-giant"]


def test_an_hour_in_the_clock_change_is_a_warning(scheduler: Program, calendar: Path) -> None:
    edited(calendar, "date: 2027-06-01, at: 18h", "date: 2027-03-28, at: 2h30") if "date: 2027-06-01, at: 18h" in (
        calendar / "museumweek" / "campaign.yaml"
    ).read_text(encoding="utf-8") else edited(
        calendar, "date: 2027-06-01\n    at: 18h\n", "date: 2027-03-28\n    at: 2h30\n"
    )
    found = scheduler("check", calendar, "--json").json["problems"]
    assert any("2027" in one["message"] and "02:30" in one["message"] for one in found if one["severity"] == "warning")


def test_a_secret_in_clear_is_refused_and_never_shown(scheduler: Program, calendar: Path) -> None:
    config = calendar / "config.toml"
    text = config.read_text(encoding="utf-8")
    secret = "AAAA-this-is-a-real-token-0123456789"
    planted = text.replace("[accounts.musee-mastodon]\n", f'[accounts.musee-mastodon]\naccess_token = "{secret}"\n')
    config.write_text(planted, encoding="utf-8")
    commands: list[list[str | Path]] = [
        ["check", calendar],
        ["plan", "--config", config],
        ["doctor", "--config", config],
    ]
    for words in commands:
        answer = scheduler(*words)
        assert answer.code == 1
        assert secret not in answer.out + answer.err
        assert "env:" in answer.out + answer.err


def test_rights_that_expire_before_the_day_are_seen_today(scheduler: Program, calendar: Path) -> None:
    with time_machine.travel(datetime(2027, 5, 1, tzinfo=UTC), tick=True):
        assert scheduler("check", calendar).code == 0


def test_a_picture_swapped_while_somebody_answers_is_not_frozen_unseen(calendar: Path) -> None:
    with Loaded(load(calendar / "config.toml")) as scheduler:
        proposal = scheduler.queue.propose((), Answers())
        Image.new("RGB", (640, 480), "#44525f").save(calendar / "museumweek" / "media" / "facade.jpg")
        with pytest.raises(Problem, match="changed-meanwhile"):
            scheduler.queue.apply(proposal, by="a.martin")
        assert scheduler.queue.deliveries() == []


def test_a_plan_shows_what_changed_beside_the_words(scheduler: Program, calendar: Path) -> None:
    config = calendar / "config.toml"
    scheduler.well("apply", "--yes", "--config", config)
    edited(calendar, "alt: Une longue caisse de bois clair", "alt: Une petite caisse de bois clair")
    shown = scheduler.well("plan", "--config", config).out
    assert "- ▣ media/caisse-1974.jpg · Une longue caisse" in shown
    assert "+ ▣ media/caisse-1974.jpg · Une petite caisse" in shown
