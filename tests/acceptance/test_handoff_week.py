"""A week published by hand, through the command line: told at the hour, confirmed, its figures typed in, and reported."""

import html
import re
import shutil
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
import time_machine
from PIL import Image

from tests.acceptance.calling import Program

CONFIG = """
[calendar]
id = "hand0ff1"
folder = "calendars"
timezone = "Europe/Paris"
language = "fr"

[accounts.musee-instagram]
network = "instagram"
through = "handoff"

[accounts.musee-x]
network = "x"
through = "handoff"
folder = "à publier"
"""

CAMPAIGN = """
version: 1
campaign: semaine
title: Semaine à la main
language: fr
timezone: Europe/Paris
accounts: [musee-instagram]
too_late_after: 2h
days:
  - date: 2027-06-07
    theme: Coulisses
    posts:
      - id: reserves
        at: 9h
        text: Ce lundi, les réserves ouvrent leurs portes. <b>Été</b> & 100 %
        media:
          - {file: caisse.png, alt: "Une caisse de bois clair, millésime 1974 peint au pochoir"}
        replies:
          - {id: reponse, at: 18h, text: "Réponse : quatorze mètres."}
      - id: fil
        at: 10h
        only: [musee-x]
        text: |
          Première partie.
          ---
          Deuxième partie.
      - {id: direct, at: manual, between: [14h, 16h], text: "En direct des réserves.", only: [musee-x]}
"""
NINE = datetime(2027, 6, 7, 7, 0, 5, tzinfo=UTC)
POST = "semaine/reserves/once/musee-instagram"
REPLY = "semaine/reserves/once+reponse/musee-instagram"
THREAD = "semaine/fil/once/musee-x"
LIVE = "semaine/direct/once/musee-x"


@pytest.fixture
def config(tmp_path: Path) -> Path:
    (tmp_path / "calendars").mkdir()
    (tmp_path / "à publier").mkdir()
    Image.new("RGB", (400, 400), "teal").save(tmp_path / "calendars" / "caisse.png")
    (tmp_path / "calendars" / "semaine.yaml").write_text(
        CAMPAIGN.replace("accounts: [musee-instagram]", "accounts: [musee-instagram, musee-x]").replace(
            "      - id: reserves\n", "      - id: reserves\n        only: [musee-instagram]\n"
        ),
        encoding="utf-8",
    )
    path = tmp_path / "config.toml"
    path.write_text(CONFIG, encoding="utf-8")
    return path


@pytest.fixture
def clock(scheduler: Program, config: Path) -> Iterator[time_machine.Traveller]:
    """The week is applied the evening before; the clock stands at nine."""
    with time_machine.travel(NINE - timedelta(hours=12), tick=True) as traveller:
        scheduler.well("apply", "--yes", "--config", config)
        traveller.move_to(NINE)
        yield traveller


def one(scheduler: Program, config: Path, tag: str) -> dict[str, object]:
    queue = scheduler.well("queue", "--json", "--config", config).json["deliveries"]
    (found,) = [each for each in queue if each["tag"] == tag]
    assert isinstance(found, dict)
    return found


def test_at_the_hour_everything_lies_there_and_it_waits_for_a_person(
    scheduler: Program, config: Path, clock: time_machine.Traveller
) -> None:
    ran = scheduler.well("run", "--once", "--json", "--config", config)
    assert (ran.json["expected"], ran.json["published"]) == (1, 0)
    post = one(scheduler, config, POST)
    assert post["state"] == "expected"
    handed = post["handed"]
    assert isinstance(handed, dict)
    folder = Path(handed["folder"])
    assert (folder / "1-texte.txt").read_text(encoding="utf-8").startswith("Ce lundi, les réserves")
    assert (folder / "1-image-1.jpg").read_bytes()[:2] == b"\xff\xd8", "the fitted picture: Instagram takes JPEG"
    assert (folder / "1-image-1-alt.txt").read_text(encoding="utf-8").startswith("Une caisse")
    page = Path(handed["page"]).read_text(encoding="utf-8")
    assert "&lt;b&gt;Été&lt;/b&gt; &amp; 100 %" in page
    assert handed["address"] == "https://www.instagram.com/"
    listed = scheduler.well("queue", "--config", config).out
    assert "to publish by hand" in listed
    doctor = scheduler("doctor", "--json", "--config", config)
    assert doctor.code == 4
    (told,) = [each for each in doctor.json["findings"] if each["code"] == "doctor-to-publish"]
    assert (told["where"], str(folder) in told["message"]) == (POST, True)


def test_a_folder_that_somebody_deleted_is_laid_out_again_and_nobody_is_told_anew(
    scheduler: Program, config: Path, clock: time_machine.Traveller
) -> None:
    scheduler("run", "--once", "--config", config)
    before = one(scheduler, config, POST)
    assert isinstance(before["handed"], dict)
    folder = Path(before["handed"]["folder"])
    was = {file.name: file.read_bytes() for file in folder.iterdir()}
    (folder / "index.html").unlink()
    shutil.rmtree(folder)
    found = scheduler("doctor", "--json", "--config", config).json["findings"]
    (told,) = [each for each in found if each["code"] == "doctor-to-publish-gone"]
    assert "run --once" in told["advice"]
    clock.shift(timedelta(minutes=2))
    ran = scheduler.well("run", "--once", "--json", "--config", config)
    assert ran.json["expected"] == 0, "it is no new hand-off"
    assert {file.name: file.read_bytes() for file in folder.iterdir()} == was
    after = one(scheduler, config, POST)
    assert (after["state"], after["handed"]) == ("expected", before["handed"]), "told when it was told"
    assert "laid out again for the person" in scheduler.well("history", POST, "--config", config).out
    (folder / "index.html").write_text("mine", encoding="utf-8")
    scheduler("run", "--once", "--config", config)
    assert (folder / "index.html").read_text(encoding="utf-8") == "mine", "what is there is left alone"


def test_a_folder_is_not_laid_out_again_once_the_post_was_given_up(
    scheduler: Program, config: Path, clock: time_machine.Traveller
) -> None:
    scheduler("run", "--once", "--config", config)
    handed = one(scheduler, config, POST)["handed"]
    assert isinstance(handed, dict)
    scheduler.well("confirm", POST, "--absent", "--yes", "--config", config)
    shutil.rmtree(handed["folder"])
    scheduler("run", "--once", "--config", config)
    assert not Path(handed["folder"]).exists()


def test_what_a_person_published_is_not_counted_as_gone(
    scheduler: Program, config: Path, clock: time_machine.Traveller
) -> None:
    scheduler("run", "--once", "--config", config)
    url = "https://www.instagram.com/p/C8reserves/"
    scheduler.well("confirm", POST, "--url", url, "--config", config)
    told = scheduler("withdraw", POST, "--yes", "--confirm", POST, "--config", config).out
    assert url in told
    assert "0 message" not in told


def test_confirmed_typed_in_and_reported(scheduler: Program, config: Path, clock: time_machine.Traveller) -> None:
    scheduler("run", "--once", "--config", config)
    clock.shift(timedelta(minutes=12))
    url = "https://www.instagram.com/p/C8reserves/"
    confirmed = scheduler.well("confirm", POST, "--url", url, "--json", "--config", config).json["deliveries"][0]
    assert (confirmed["state"], confirmed["remote"][0]["url"]) == ("published", url)
    assert scheduler.well("collect", "--json", "--config", config).json["to_type"] == []
    clock.shift(timedelta(hours=25))
    asked = scheduler.well("collect", "--json", "--config", config).json
    assert [(each["tag"], each["hours"], each["url"]) for each in asked["to_type"]] == [(POST, 24, url)]
    assert (asked["failed"], asked["unable"]) == ({}, [])
    assert POST in scheduler.well("collect", "--config", config).out
    words = ("figures", POST, "--reactions", "12", "--replies", "3", "--shares", "4", "--by", "c.lam")
    typed = scheduler.well(*words, "--json", "--config", config).json
    assert typed["counts"]["views"] is None, "what is not given stays missing"
    assert (typed["counts"]["reactions"], typed["by"], typed["new"]) == (12, "c.lam", True)
    assert scheduler.well("collect", "--json", "--config", config).json["to_type"] == []
    assert scheduler.well(*words, "--json", "--config", config).json["new"] is False
    clock.shift(timedelta(days=6, hours=1))
    scheduler.well("figures", POST, "--reactions=40", "--replies=9", "--shares=5", "--views=900", "--config", config)
    report = html.unescape(scheduler.well("report", "semaine", "--format", "md", "--config", config).out)
    assert re.search(r"\b54\b", report), "40 + 9 + 5, as read"


def test_figures_of_an_earlier_hour_are_kept_for_that_hour(
    scheduler: Program, config: Path, clock: time_machine.Traveller
) -> None:
    scheduler("run", "--once", "--config", config)
    early = scheduler("figures", POST, "--reactions", "1", "--json", "--config", config)
    assert (early.code, early.json["error"]["code"]) == (1, "figures-not-out")
    scheduler.well(
        "confirm", POST, "--url", "https://www.instagram.com/p/C8/", "--at", "2027-06-07T09:00", "--config", config
    )
    clock.shift(timedelta(days=3))
    typed = scheduler.well("figures", POST, "--reactions=7", "--at=2027-06-08T10:00", "--json", "--config", config).json
    assert (typed["taken"], typed["published"], typed["hours"]) == ("2027-06-08T08:00:00Z", "2027-06-07T07:00:00Z", 25)
    for given, code in {
        "2027-06-07T08:00": "figures-before",
        "2027-07-01T08:00": "published-in-future",
        "hier": "not-an-instant",
    }.items():
        answer = scheduler("figures", POST, "--reactions=7", "--at", given, "--json", "--config", config)
        assert (answer.code, answer.json["error"]["code"]) == (1, code)
    none = scheduler("figures", POST, "--json", "--config", config)
    assert (none.code, none.json["error"]["code"]) == (1, "figures-none")


@pytest.mark.parametrize(
    ("url", "code"),
    [
        ("https://example.org/p/C8/", "url-of-other-host"),
        ("https://instagram.com.example.org/p/C8/", "url-of-other-host"),
        ("https://www.instagram.com/", "not-a-post-address"),
        ("C8reserves", "not-a-post-address"),
    ],
)
def test_an_address_that_is_no_proof_is_refused(
    scheduler: Program, config: Path, clock: time_machine.Traveller, url: str, code: str
) -> None:
    scheduler("run", "--once", "--config", config)
    refused = scheduler("confirm", POST, "--url", url, "--json", "--config", config)
    assert (refused.code, refused.json["error"]["code"]) == (4 if code == "url-of-other-host" else 1, code)
    assert one(scheduler, config, POST)["state"] == "expected"
    if code == "url-of-other-host":
        scheduler.well("confirm", POST, "--url", url, "--anyway", "--config", config)
        assert one(scheduler, config, POST)["state"] == "published"


def test_one_address_stands_for_one_post_and_confirms_a_whole_thread(
    scheduler: Program, config: Path, clock: time_machine.Traveller
) -> None:
    clock.shift(timedelta(hours=1))
    scheduler("run", "--once", "--config", config)
    thread = one(scheduler, config, THREAD)
    handed = thread["handed"]
    assert isinstance(handed, dict)
    folder = Path(handed["folder"])
    assert folder.parent == config.parent / "à publier" / "musee-x" / "semaine"
    assert [(folder / f"{n}-texte.txt").read_text(encoding="utf-8") for n in (1, 2)] == [
        "Première partie.",
        "Deuxième partie.",
    ]
    url = "https://x.com/musee/status/1800000000000000001"
    scheduler.well("confirm", THREAD, "--url", url, "--config", config)
    thread = one(scheduler, config, THREAD)
    assert thread["state"] == "published"
    remote = thread["remote"]
    assert isinstance(remote, list)
    assert [(each["part"], each["url"]) for each in remote] == [(0, url), (1, "")]
    again = scheduler("confirm", POST, "--url", url, "--json", "--config", config)
    assert again.code == 4
    clock.shift(timedelta(days=7, hours=1))
    scheduler.well("figures", THREAD, "--reactions=5", "--replies=2", "--shares=1", "--config", config)
    assert [each["tag"] for each in scheduler.well("collect", "--json", "--config", config).json["to_type"]] == []


def test_given_up_it_is_missed_and_can_be_handed_again(
    scheduler: Program, config: Path, clock: time_machine.Traveller
) -> None:
    scheduler("run", "--once", "--config", config)
    clock.shift(timedelta(days=2))
    scheduler("run", "--once", "--config", config)
    assert one(scheduler, config, POST)["state"] == "expected", "nobody can know but the person"
    assert scheduler("confirm", POST, "--absent", "--config", config).code == 4, "the tag is typed again"
    scheduler.well("confirm", POST, "--absent", "--yes", "--by", "c.lam", "--config", config)
    missed = one(scheduler, config, POST)
    assert missed["state"] == "missed"
    assert "c.lam" in str(missed["reason"])
    scheduler.well("send", POST, "--now", "--config", config)
    scheduler("run", "--once", "--config", config)
    assert one(scheduler, config, POST)["state"] == "expected"


def test_passes_of_cron_remind_once(scheduler: Program, config: Path, clock: time_machine.Traveller) -> None:
    scheduler("run", "--once", "--config", config)

    def reminded() -> int:
        life = scheduler.well("history", POST, "--json", "--config", config).json["history"]
        return [line["event"] for line in life].count("reminded")

    for minutes, expected in ((20, 0), (15, 1), (30, 1), (600, 1)):
        clock.shift(timedelta(minutes=minutes))
        scheduler("run", "--once", "--config", config)
        assert reminded() == expected
    assert "reminded" in scheduler.well("history", POST, "--config", config).out


def test_a_live_post_is_handed_when_a_person_says_now(
    scheduler: Program, config: Path, clock: time_machine.Traveller
) -> None:
    clock.move_to(datetime(2027, 6, 7, 12, 30, tzinfo=UTC))
    scheduler("run", "--once", "--config", config)
    assert one(scheduler, config, LIVE)["state"] == "ready"
    scheduler.well("send", LIVE, "--now", "--config", config)
    scheduler("run", "--once", "--config", config)
    assert one(scheduler, config, LIVE)["state"] == "expected"


def test_a_timed_reply_is_handed_at_its_hour_with_its_post_s_address(
    scheduler: Program, config: Path, clock: time_machine.Traveller
) -> None:
    scheduler("run", "--once", "--config", config)
    url = "https://www.instagram.com/p/C8reserves/"
    scheduler.well("confirm", POST, "--url", url, "--config", config)
    clock.move_to(datetime(2027, 6, 7, 16, 0, 5, tzinfo=UTC))
    scheduler("run", "--once", "--config", config)
    handed = one(scheduler, config, REPLY)["handed"]
    assert isinstance(handed, dict)
    assert url in (Path(handed["folder"]) / "LISEZ-MOI.txt").read_text(encoding="utf-8")


def test_it_is_an_account_like_any_other(scheduler: Program, config: Path) -> None:
    found = scheduler.well("check", "--json", "--config", config).json["problems"]
    assert not [each for each in found if each["severity"] == "error"]
    accounts = scheduler("accounts", "--test", "--json", "--config", config)
    assert {each["trouble"] for each in accounts.json["accounts"]} == {None}, accounts.out
