"""The editorial line as people meet it: at the word in the file, on the post's variant, and beside the queue."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
import time_machine

from scheduler.app.editing import Editing
from scheduler.app.reviewing import Reviewing
from scheduler.app.scheduler import Scheduler
from scheduler.app.trial import tried
from scheduler.sentences import say
from scheduler.tui.widgets.card import Card
from tests.acceptance.calling import Program
from tests.acceptance.small import CONFIG, HEAD

LINE = """
[line]
avoid = [{words = "magic", severity = "error"}, "unmissable"]
gap = "1h"
repetition = "30d"
[line.severity]
repetition = "error"
"""
WORDS = "This Monday the stores open their doors, and we follow a painting that left in 1974"
BARE = HEAD.replace("approvals: [press]\n", "")
FIRST = BARE + f'  - {{id: one, date: 2027-06-07, at: "9:30", text: "{WORDS}."}}\n'


@pytest.fixture
def folder(tmp_path: Path) -> Iterator[Path]:
    (tmp_path / "config.toml").write_text(CONFIG + LINE, encoding="utf-8")
    (tmp_path / "small.yaml").write_text(FIRST, encoding="utf-8")
    with time_machine.travel("2027-06-01T07:00:00Z", tick=True):
        yield tmp_path


def test_an_error_of_the_line_stops_its_post_alone_and_stands_at_the_word(folder: Path, scheduler: Program) -> None:
    named = ("--config", folder / "config.toml")
    posts = """\
  - id: two
    date: 2027-06-08
    at: "9:30"
    text: |
      First words, then an
      unmissable and Magic evening.
    networks:
      mastodon: {text: "An evening."}
  - {id: three, date: 2027-06-08, at: "11:00", text: "Nothing wrong here."}
"""
    (folder / "small.yaml").write_text(FIRST + posts, encoding="utf-8")
    found = scheduler("check", "--json", *named)
    told = {(one["code"], one["severity"], one["where"], one["line"], one["column"]) for one in found.json["problems"]}
    both = 'post "two" -> musee-bluesky, musee-facebook'
    first = len(FIRST.split("\n"))
    assert told == {
        ("line-avoid", "error", both, first + 5, 22),
        ("line-avoid", "warning", both, first + 5, 7),
    }
    assert found.code == 1
    shown = scheduler("preview", "--json", "--post", "two", *named).json["variants"]
    codes = {one["account"]: sorted(said["code"] for said in one["notices"]) for one in shown}
    assert codes["musee-facebook"] == ["line-avoid", "line-avoid"], "on its cards, too"
    assert codes["musee-mastodon"] == []
    assert scheduler("apply", "--yes", *named).code == 1
    posts_queued = {one["tag"].split("/")[1] for one in scheduler.well("queue", "--json", *named).json["deliveries"]}
    assert posts_queued == {"one", "three"}
    assert "1" in say("line-exclamations", {"n": 2, "most": 1, "rule": "x"}, "fr").text


def test_one_post_is_excused_of_one_rule_with_a_reason_that_everybody_reads(folder: Path, scheduler: Program) -> None:
    named = ("--config", folder / "config.toml")
    posts = """\
  - {id: two, date: 2027-06-07, at: "9:45", text: "An unmissable and magic evening.", line_except: {%s}}
"""
    excuse = 'avoid: "the title of the show", gap: "opening of the doors"'
    (folder / "small.yaml").write_text(FIRST + posts % excuse, encoding="utf-8")
    found = scheduler.well("check", "--strict", "--json", *named).json["problems"]
    assert {(one["code"], one["severity"], one["where"]) for one in found} == {
        ("line-excused", "info", 'post "two" -> musee-bluesky, musee-facebook, musee-mastodon')
    }
    assert sorted(one["message"].partition(":")[0].split()[0] for one in found) == ["avoid", "gap"]
    shown = scheduler.well("check", *named).out
    assert "opening of the doors" in shown
    assert "the title of the show" in scheduler.well("preview", "--post", "two", *named).out
    scheduler.well("apply", "--yes", *named)
    with Scheduler.find(folder / "config.toml", []) as opened:
        room = Reviewing(opened, by="cm")
        (one, *_) = room.named("small/two").deliveries
        (folder / "small.yaml").write_text(FIRST + posts % 'avoid: "x y", gap: "another reason"', encoding="utf-8")
        assert "another reason" in {str(said.arguments["reason"]) for said in room.check().lined(one)}
    for wrong, code in (
        ('avoid: ""', "line-except-reason"),
        ("gap: off", "line-except-reason"),
        ('gapp: "no matter"', "line-unknown-meant"),
        ('acronyms: "no rule"', "line-unknown"),
    ):
        (folder / "small.yaml").write_text(FIRST + posts % wrong, encoding="utf-8")
        told = scheduler("check", "--json", *named)
        errors = [one["code"] for one in told.json["problems"] if one["severity"] == "error"]
        assert (told.code, code in errors) == (1, True), wrong
    (folder / "small.yaml").write_text(
        FIRST + '  - {id: two, date: 2027-06-07, at: "9:45", text: "x", line_except: [gap]}\n', encoding="utf-8"
    )
    assert "line-except-unfit" in {one["code"] for one in scheduler("check", "--json", *named).json["problems"]}


def test_a_welcome_is_read_by_the_line(folder: Path, scheduler: Program) -> None:
    welcome = 'welcome:\n  - {id: hello, account: musee-mastodon, text: "Welcome {follower} to our unmissable, magic house"}\n'
    (folder / "small.yaml").write_text(FIRST + welcome, encoding="utf-8")
    config = (folder / "config.toml").read_text(encoding="utf-8")
    terms = 'require = ["free"]\nhashtags = ["#One"]\navoid = ["follower", '
    (folder / "config.toml").write_text(config.replace("avoid = [", terms), encoding="utf-8")
    found = scheduler("check", "--json", "--config", folder / "config.toml").json["problems"]
    ours = [one for one in found if one["where"].startswith("welcome") and one["code"].startswith("line-")]
    said = [(one["code"], one["severity"], one["line"]) for one in ours]
    line = len(FIRST.splitlines()) + 2
    assert sorted(said) == [("line-avoid", "error", line), ("line-avoid", "warning", line)], (
        "neither its names nor `require`"
    )


def test_words_are_told_of_where_another_fault_stops_the_post(folder: Path, scheduler: Program) -> None:
    post = '  - {id: two, date: 2027-06-08, text: "An unmissable evening."}\n'
    (folder / "small.yaml").write_text(FIRST + post, encoding="utf-8")
    found = scheduler("check", "--json", "--config", folder / "config.toml").json["problems"]
    told = [(one["code"], one["where"], one["column"]) for one in found]
    assert told == [("hour-missing", 'post "two"', 5), ("line-avoid", 'post "two"', 1 + post.index("unmissable"))]


def test_a_plan_of_one_file_sees_what_the_queue_holds_of_others(folder: Path, scheduler: Program) -> None:
    named = ("--config", folder / "config.toml")
    scheduler.well("apply", "--yes", *named)
    posts = f"""\
  - {{id: again, date: 2027-06-09, at: "15:00", text: "{WORDS} from here."}}
  - {{id: near, date: 2027-06-07, at: "10:00", text: "Something else altogether, half an hour later."}}
"""
    other = folder / "other.yaml"
    other.write_text(BARE.replace("campaign: small", "campaign: other") + posts, encoding="utf-8")
    alone = scheduler("check", "--json", other, *named)
    assert (alone.code, alone.json["problems"]) == (0, []), "a check opens no queue"
    whole = scheduler("check", "--json", *named).json["problems"]
    assert {one["code"] for one in whole} == {"line-gap", "line-repetition"}, "all files together show it"
    planned = scheduler("apply", "--yes", other, *named)
    assert planned.code == 1
    assert "nearly the same as small/one/once" in planned.out + planned.err
    assert "30 minutes beside small/one/once" in planned.out + planned.err
    queued = {one["tag"].split("/")[1] for one in scheduler.well("queue", "--json", *named).json["deliveries"]}
    assert queued == {"one", "near"}


def test_the_review_says_it_on_the_card_of_each_post(folder: Path, scheduler: Program) -> None:
    named = ("--config", folder / "config.toml")
    scheduler.well("apply", "--yes", *named)
    rules = (folder / "config.toml").read_text(encoding="utf-8").replace('gap = "1h"', 'quiet_hours = "9h..10h"')
    (folder / "config.toml").write_text(rules, encoding="utf-8")
    with Scheduler.find(folder / "config.toml", []) as opened:
        reviewing = Reviewing(opened, by="marie")
        (entry,) = reviewing.week(date(2027, 6, 7)).entries
        checked = reviewing.check()
        for one in entry.deliveries:
            card = Card(one, None, "en", {}, {}, checked.lined(one))
            said = " ".join(str(line) for line, _ in card._about(70))
            assert "It goes out at 09:30, in the quiet hours from 09:00 to 10:00" in said
        draft = Editing(reviewing).draft("small", "one")
        words = {draft.wordings[0].place: f"{WORDS}: unmissable."}
        tries = tried(reviewing, draft, words, entry).shown
        assert {notice.code for one in tries for notice in one.variant.notices} >= {"line-avoid"}, "while it is typed"
        assert len(tries) == 3
