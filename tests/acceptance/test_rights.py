"""Image rights as people meet them: what check refuses, what the sender holds, what `rights` lists, and what it cost."""

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import jsonschema
import pytest
import time_machine

from scheduler.app.scheduler import Scheduler
from scheduler.app.schemas import schema_of
from tests.acceptance.calling import Program
from tests.acceptance.small import calendar, campaign, picture

NOW = datetime(2027, 6, 1, 7, tzinfo=UTC)
POSTS = """\
  - id: flood
    date: 2027-06-07
    at: "9:30"
    too_late_after: 4d
    text: "The courtyard under water, one January night."
    media:
      - file: a.png
        alt: "A flooded courtyard"
        rights: {status: cleared, until: 2027-06-08, holder: Roussel, cost: 90.50 EUR,
                 asked_on: 2027-05-06, cleared_on: 2027-05-20}
  - id: weaver
    date: 2027-06-09
    at: "9:30"
    text: "Eleven knots a minute, and she counts them all."
    media:
      - file: b.png
        alt: "A weaver at her loom"
        rights: {status: asked, needed_by: 2027-06-05, holder: Archives, asked_on: 2027-05-22,
                 networks: [mastodon, musee-facebook]}
    networks:
      bluesky: {media: [{file: a.png, alt: "A flooded courtyard", rights: {status: refused}}]}
"""


@pytest.fixture
def file(tmp_path: Path) -> Iterator[Path]:
    made = calendar(tmp_path / "small", POSTS)
    made.write_text(made.read_text(encoding="utf-8").replace("approvals: [press]\n", ""), encoding="utf-8")
    picture(made.parent / "a.png", (40, 60, 90))
    picture(made.parent / "b.png", (90, 60, 40))
    with time_machine.travel(NOW, tick=True):
        yield made


def rewrite(file: Path, old: str, new: str) -> None:
    text = file.read_text(encoding="utf-8")
    assert old in text
    file.write_text(text.replace(old, new), encoding="utf-8")


def test_one_network_without_rights_stops_alone_and_all_of_it_is_listed(scheduler: Program, file: Path) -> None:
    named = ("--config", file.parent / "config.toml")
    checked = scheduler("check", "--json", *named)
    errors = [one for one in checked.json["problems"] if one["severity"] == "error"]
    assert (checked.code, [(one["code"], one["where"]) for one in errors]) == (
        1,
        [("rights-denied", 'post "weaver" -> musee-bluesky')],
    )
    assert scheduler("apply", "--yes", *named).code == 1
    queued = {one["tag"] for one in scheduler.well("queue", "--json", *named).json["deliveries"]}
    assert {one for one in queued if "weaver" in one} == {
        "small/weaver/once/musee-facebook",
        "small/weaver/once/musee-mastodon",
    }
    found = scheduler("rights", "--json", *named)
    jsonschema.validate(found.json, schema_of("rights"))
    told = [(one["code"], one["accounts"], one["blocks"]) for one in found.json["standing"]]
    assert (found.code, told) == (
        1,
        [("rights-denied", ["musee-bluesky"], True), ("rights-near", ["musee-facebook", "musee-mastodon"], True)],
    )
    assert [(one["file"], one["until"], one["visible"]) for one in found.json["ending"]] == [
        ("a.png", "2027-06-08", False)
    ]
    assert found.json["costs"] == [
        {"campaign": "small", "holder": "Roussel", "amount": 90.5, "currency": "EUR", "pictures": 1}
    ]
    answers = {one["holder"]: (one["median_days"], one["waiting_days"]) for one in found.json["answers"]}
    assert answers == {"Roussel": (14, None), "Archives": (None, 10)}
    said = scheduler("--language", "fr", "rights", *named).out
    assert "90,50 EUR, Roussel (1 image)" in said
    assert "depuis 10 jours" in said
    rewrite(file, "[mastodon, musee-facebook]", "[x]")
    said = scheduler("rights", *named).out
    assert "hold for x, not for Facebook, Mastodon" in said, "each network that its sentence is for"
    (file.parent / "media").mkdir()
    nowhere = scheduler("rights", file.parent / "media", *named)
    assert (nowhere.code, "no campaign file here" in nowhere.err) == (1, True)
    assert scheduler("rights", "--week", "2027-W20", *named).code == 0
    assert scheduler("rights", "--campaign", "smal", *named).code == 1


def test_what_waited_past_its_rights_is_held_and_goes_out_once_they_are_prolonged(
    scheduler: Program, file: Path
) -> None:
    named = ("--config", file.parent / "config.toml")
    scheduler("apply", "--yes", *named)
    with time_machine.travel(datetime(2027, 6, 9, 7, tzinfo=UTC), tick=True):
        scheduler("run", "--once", *named)
        rows = scheduler("queue", "--json", *named).json["deliveries"]
        flood = [one for one in rows if "/flood/" in one["tag"]]
        assert {one["state"] for one in flood} == {"held"}
        assert "rights of a.png are over" in flood[0]["reason"]
        # Prolonged in the file: nothing that is seen changed, and the queue learns of it all the same.
        rewrite(file, "until: 2027-06-08", "until: 2027-12-31")
        planned = scheduler("plan", "--json", *named).json["changes"]
        changes = {one["tag"]: (one["change"], one["reason"]) for one in planned}
        assert changes["small/flood/once/musee-mastodon"] == ("replace", "rights-changed")
        scheduler("apply", "--yes", *named)
        scheduler.well("unhold", "small/flood", *named)
        scheduler("run", "--once", *named)
        rows = scheduler("queue", "--json", *named).json["deliveries"]
        assert {one["state"] for one in rows if "/flood/" in one["tag"]} == {"published"}
    with time_machine.travel(datetime(2027, 12, 20, 7, tzinfo=UTC), tick=True):
        ends = scheduler("rights", "--json", *named).json["ending"]
        assert [(one["file"], one["visible"], len(one["urls"]) > 0) for one in ends] == [("a.png", True, True)]
        assert "end on Friday 31 December 2027: a.png" in scheduler("doctor", *named).out
    for day, words in (
        (datetime(2027, 12, 20, 7, tzinfo=UTC), "Rights end on Friday 31 December 2027: a.png"),
        (datetime(2028, 1, 3, 7, tzinfo=UTC), "Rights ended on Friday 31 December 2027, still to be seen: a.png"),
        (datetime(2027, 12, 1, 7, tzinfo=UTC), ""),
    ):
        with time_machine.travel(day, tick=True), Scheduler.find(named[1], []) as opened:
            _, body = opened.telling.digest(day)
            assert words in body if words else "a.png" not in body


def test_a_picture_that_is_refused_after_it_was_queued_does_not_go_out(scheduler: Program, file: Path) -> None:
    named = ("--config", file.parent / "config.toml")
    again = "media: [{file: a.png, alt: The same, rights: {status: cleared}}]"
    reply = f"- {{id: answer, at: 18h, text: Dry again., {again}}}"
    rewrite(file, "- id: weaver", f"  replies:\n    {reply}\n- id: weaver")
    scheduler("apply", "--yes", *named)
    rewrite(file, "{status: cleared, until: 2027-06-08", "{status: refused, until: 2027-06-08")
    assert scheduler("apply", "--yes", *named).code == 1
    with time_machine.travel(datetime(2027, 6, 7, 7, 31, tzinfo=UTC), tick=True):
        scheduler("run", "--once", *named)
        rows = scheduler("queue", "--json", *named).json["deliveries"]
        flood = [one for one in rows if "/flood/once/" in one["tag"]]
        assert {one["state"] for one in flood} == {"held"}
        assert "not cleared" in flood[0]["reason"]


def test_of_a_series_only_the_occurrences_stay_away_that_its_rights_do_not_reach(
    scheduler: Program, file: Path
) -> None:
    named = ("--config", file.parent / "config.toml")
    series = """\
  - id: loom
    repeat: {every: week, day: tuesday, at: "10:00", from: 2027-06-08, count: 4}
    text: "Every Tuesday, a thread of the weaver's: number {n}."
    media: [{file: b.png, alt: "A loom", rights: {status: cleared, from: 2027-06-15, until: 2027-06-22}}]
"""
    head = file.read_text(encoding="utf-8").partition("posts:\n")[0]
    file.write_text(f"{head}posts:\n{series}", encoding="utf-8")
    planned = scheduler("plan", "--json", *named)
    assert planned.code in {0, 1}
    added = sorted({one["tag"].split("/")[2] for one in planned.json["changes"] if one["change"] == "add"})
    assert added == ["2027-06-15T10:00", "2027-06-22T10:00"]
    told = {one["code"] for one in scheduler("rights", "--json", *named).json["standing"]}
    assert told == {"rights-not-yet", "rights-over"}


def test_a_yes_stays_when_only_the_rights_of_a_picture_change(scheduler: Program, file: Path) -> None:
    named = ("--config", file.parent / "config.toml")
    text = file.read_text(encoding="utf-8").replace("accounts: [", "approvals: [press]\naccounts: [")
    file.write_text(text, encoding="utf-8")
    scheduler("apply", "--yes", *named)
    scheduler.well("approve", "small/flood", "--role", "press", "--by", "l.diallo", *named)
    before = [one for one in scheduler("queue", "--json", *named).json["deliveries"] if "/flood/" in one["tag"]]
    rewrite(file, "holder: Roussel", "holder: Famille Roussel")
    rewrite(file, "until: 2027-06-08", "until: 2027-06-30")
    scheduler("apply", "--yes", *named)
    after = [one for one in scheduler("queue", "--json", *named).json["deliveries"] if "/flood/" in one["tag"]]
    assert {one["state"] for one in before + after} == {"ready"}
    assert [one["code"] for one in before] == [one["code"] for one in after]
    again = scheduler("plan", "--json", *named).json["changes"]
    assert {one["change"] for one in again if "/flood/" in one["tag"]} == {"keep"}


def test_the_day_is_that_of_the_calendar_not_of_greenwich(scheduler: Program, file: Path) -> None:
    named = ("--config", file.parent / "config.toml")
    with time_machine.travel(datetime(2027, 6, 5, 22, 30, tzinfo=UTC), tick=True):  # half past midnight in Paris
        for command, listed in (("check", "problems"), ("rights", "standing")):
            found = scheduler(command, "--json", *named).json[listed]
            assert "rights-late" in {one["code"] for one in found}, command


CARD = """\
  - id: vitrine
    date: 2027-06-09
    at: "9:30"
    too_late_after: 4d
    text: "The new showcase."
    link: https://elsewhere.example/showcase
    card:
      title: The showcase
      image: c.png
      rights: {status: cleared, until: 2027-06-08}
"""


def test_the_picture_of_a_link_card_has_rights_like_any_other(scheduler: Program, file: Path) -> None:
    named = ("--config", file.parent / "config.toml")
    rewrite(campaign(file.parent, CARD), "approvals: [press]\n", "")
    picture(file.parent / "c.png", (20, 80, 40))
    checked = scheduler("check", "--json", *named)
    errors = [(one["code"], one["where"]) for one in checked.json["problems"] if one["severity"] == "error"]
    assert errors == [("rights-over", 'post "vitrine" -> musee-bluesky')], "only where the sender makes the card"
    found = scheduler("rights", "--json", *named).json["standing"]
    assert [(one["picture"], one["code"], one["accounts"]) for one in found] == [
        ("c.png", "rights-over", ["musee-bluesky"])
    ]
    rewrite(file, "until: 2027-06-08}", "until: 2027-06-08}\n    if_not_cleared: drop")
    shown = {one["account"]: one for one in scheduler("preview", "--json", *named).json["variants"]}
    assert shown["musee-bluesky"]["card"]["title"] == "The showcase"
    assert shown["musee-bluesky"]["card"]["image"] is None, "the card goes out without it"


@pytest.mark.long
def test_the_sender_holds_a_card_whose_picture_it_may_not_show(scheduler: Program, file: Path) -> None:
    named = ("--config", file.parent / "config.toml")
    rewrite(campaign(file.parent, CARD), "approvals: [press]\n", "")
    picture(file.parent / "c.png", (20, 80, 40))
    rewrite(file, "until: 2027-06-08}", "until: 2027-06-10}")
    scheduler.well("apply", "--yes", *named)
    with time_machine.travel(datetime(2027, 6, 11, 7, tzinfo=UTC), tick=True):
        scheduler("run", "--once", *named)
        rows = {one["account"]: one for one in scheduler("queue", "--json", *named).json["deliveries"]}
        assert rows["musee-bluesky"]["state"] == "held"
        assert "rights of c.png are over" in rows["musee-bluesky"]["reason"]
        assert rows["musee-mastodon"]["state"] == "published"
        rewrite(file, "until: 2027-06-10", "until: 2027-06-12")
        planned = scheduler("plan", "--json", *named).json["changes"]
        assert [(one["account"], one["reason"]) for one in planned if one["change"] == "replace"] == [
            ("musee-bluesky", "rights-changed")
        ]
        scheduler("apply", "--yes", *named)
        scheduler.well("unhold", "small/vitrine", *named)
        scheduler("run", "--once", *named)
        ending = scheduler("rights", "--json", *named).json["ending"]
        assert [(one["file"], one["until"], one["visible"]) for one in ending] == [("c.png", "2027-06-12", True)]
