"""A client is handed over whole, and nothing leaves that is nobody else's business."""

import csv
import io
import json
import zipfile
from datetime import UTC, datetime, timedelta
from pathlib import Path

import jsonschema
import pytest
import time_machine
from PIL import Image

from scheduler.app.schemas import schema_of
from scheduler.clock import SystemClock
from scheduler.store.database import open_database
from scheduler.store.place import sqlite_path
from tests.acceptance.calling import Program
from tests.clients.two import client
from tests.store.making import add, new

NOW = datetime(2027, 6, 7, 8, tzinfo=UTC)
IN_FILE, IN_ENVIRONMENT, IN_COMMENT = (
    "token-Zq81-of-the-file",
    "token-Xw55-of-the-environment",
    "token-Lk02-in-a-comment",
)
UNNAMED, DOTTED, WATCH, SESSION = "token-Mm77-unnamed", "token-Pp31-dotted", "3f0c2c9e-watch-4d1b", "token-Ss19-session"
PSEUDONYMS, FAN = "6b65792d6f662d70736575646f6e796d", "@une.personne@exemple.social"
SETTINGS = f"""
# The old one was {IN_COMMENT}.
[notify]
urls = ["file:secrets/notify", "env:CLIENT_TOKEN"]
heartbeat_url = "https://watch.example/{WATCH}"

[media]
roots = ["../pictures"]
"""
POSTS = f"""\
  - {{id: une, date: 2027-06-07, at: "10:30", text: "Une première chose, toute simple.", note: "mot de passe {IN_FILE}"}}
"""
LATER = """\
version: 1
campaign: rentree
title: La rentrée
language: fr
accounts: [fondation-mastodon]
posts:
  - id: photo
    date: 2027-09-01
    at: 9h
    text: "Les portes rouvrent en septembre."
    media: [{file: porte.png, alt: "Une porte bleue entrouverte"}, {file: absente.png, alt: "Une image qui manque"}]
  - {id: mot, date: 2027-09-02, at: 9h, text: "Un mot de la rentrée pour tout le monde."}
welcome:
  - {id: bienvenue, account: fondation-mastodon, text: "Bienvenue {follower} !", approve: each}
"""


@pytest.fixture
def fondation(tmp_path: Path, scheduler: Program, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A client whose secrets lie where they do, and where they should not."""
    folder = tmp_path / "clients" / "fondation"
    config = client(folder, zone="Europe/Paris", language="fr", posts=POSTS)
    config.write_text(config.read_text(encoding="utf-8") + SETTINGS, encoding="utf-8")
    (folder / "rentree.yaml").write_text(LATER, encoding="utf-8")
    roots = folder.parent / "pictures"
    roots.mkdir()
    Image.new("RGB", (400, 300), (10, 60, 120)).save(roots / "porte.png")
    (folder / "secrets").mkdir()
    for name, value in (("notify", IN_FILE), ("other", UNNAMED)):
        (folder / "secrets" / name).write_text(value + "\n", encoding="utf-8")
        (folder / "secrets" / name).chmod(0o600)
    (folder / ".env").write_text(f"TOKEN={DOTTED}\n", encoding="utf-8")
    monkeypatch.setenv("CLIENT_TOKEN", IN_ENVIRONMENT)
    monkeypatch.delenv("SCHEDULER_LANGUAGE")  # the calendar's own, then
    return config


def _lived(scheduler: Program, config: Path, clock: time_machine.Traveller) -> None:
    """A post goes out, another is held with a secret for a reason, and somebody is being welcomed."""
    scheduler("apply", "--yes", "--config", config)
    clock.move_to(NOW + timedelta(minutes=31))
    scheduler("run", "--once", "--config", config)
    scheduler.well("hold", "rentree/mot", "--why", f"attendre {IN_ENVIRONMENT}", "--config", config)
    database = open_database(sqlite_path("fondation-1"), clock=SystemClock())
    welcome = {"campaign": "rentree", "occurrence": "k1-ab12", "text": f"Bienvenue {FAN} !"}
    add(database, new("bienvenue", "fondation-mastodon", datetime(2027, 9, 3, 7, tzinfo=UTC), **welcome))
    before = {
        "campaign": "rentree",
        "occurrence": "w-ab12cd-ef34",
        "text": "Bienvenue @… !",
    }  # of a welcome that is no more
    add(database, new("bonjour", "fondation-mastodon", datetime(2027, 6, 1, 7, tzinfo=UTC), **before))
    state = database.folder
    database.close()
    (state / "session.json").write_text(SESSION, encoding="utf-8")
    (state / "pseudonyms.key").write_text(PSEUDONYMS, encoding="utf-8")


def test_a_client_is_handed_over_whole_and_no_secret_leaves(
    scheduler: Program, fondation: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    package = tmp_path / "fondation.zip"
    with time_machine.travel(NOW, tick=True) as clock:
        _lived(scheduler, fondation, clock)
        clock.move_to(datetime(2027, 6, 20, 8, tzinfo=UTC))
        answer = scheduler.well("export", "--handover", package, "--json", "--config", fondation)
    jsonschema.validate(answer.json, schema_of("handover"))
    assert package.stat().st_mode & 0o777 == 0o600
    with zipfile.ZipFile(package) as archive:
        held = {name: archive.read(name) for name in archive.namelist()}
    planted = (
        IN_FILE,
        IN_ENVIRONMENT,
        IN_COMMENT,
        UNNAMED,
        DOTTED,
        WATCH,
        SESSION,
        PSEUDONYMS,
        FAN,
        "une.personne",
        "k1-ab12",
        "w-ab12cd",
    )
    for name, data in held.items():
        assert not [one for one in planted if one.encode() in data], name
    assert [one["code"] for one in answer.json["left_out"]] == ["handover-left-picture", "handover-left-private"]
    assert (answer.json["queued"], answer.json["secrets"]) == (1, ["env:CLIENT_TOKEN", "file:secrets/notify"])
    assert {
        *("LISEZMOI.html", "manifest.json", "people.csv", "queue.ics"),
        *("calendar/config.toml", "calendar/june.yaml", "calendar/rentree.yaml", "calendar/roots/0/porte.png"),
        *("history/journal.jsonl", "history/deliveries.jsonl", "history/deliveries.csv", "history/verified.json"),
        *("reports/fondation-june.html", "reports/fondation-june.csv"),
    } == set(held), "the campaign of September is not over"
    assert json.loads(held["manifest.json"]).keys() == set(held) - {"manifest.json"}
    assert b"rouvrent" not in held["queue.ics"], "a post that a fault blocks was never queued"
    assert "Un mot de la rentrée" in held["queue.ics"].decode()
    events = [json.loads(line)["event"] for line in held["history/journal.jsonl"].decode().splitlines()]
    assert {"planned", "attempt written", "all parts out", "held"} <= set(events)
    (role,) = csv.DictReader(io.StringIO(held["people.csv"].decode()))
    assert (role["name"], role["people"]) == ("Presse", "l.diallo")
    page = held["LISEZMOI.html"].decode()
    assert "1 publication est encore programmée" in page
    assert "scheduler pause" in page
    _goes_on(scheduler, package, tmp_path / "there", monkeypatch)


def _goes_on(scheduler: Program, package: Path, there: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """On another machine the calendar reads, finds its pictures, and wants its secrets again."""
    with zipfile.ZipFile(package) as archive:
        archive.extractall(there)
    monkeypatch.setenv("XDG_STATE_HOME", str(there / "state"))
    config = there / "calendar" / "config.toml"
    with time_machine.travel(datetime(2027, 6, 20, 9, tzinfo=UTC), tick=True):
        checked = scheduler("check", "--json", "--config", config, config.parent)
        planned = scheduler("plan", "--json", "--config", config)
    assert {one["code"] for one in checked.json["problems"] if one["severity"] == "error"} == {"picture-missing"}
    assert "absente.png" in checked.out
    assert [one["tag"] for one in planned.json["changes"] if one["change"] == "add"] == [
        "rentree/mot/once/fondation-mastodon"
    ]
