"""Every network works on the first day: its posts are checked, shown, planned, and go to a rehearsal or to a person."""

from pathlib import Path

import pytest
import time_machine

from scheduler.connector import discover
from scheduler.testing import samples
from tests.acceptance.calling import Program

NETWORKS = [name for name in discover.names() if name not in {"rehearsal", "handoff"}]
EVE = "2027-06-06T09:00:00Z"
HOUR = "2027-06-07T07:05:00Z"
CAMPAIGN = """\
version: 1
campaign: partout
title: Partout
language: fr
timezone: Europe/Paris
accounts: [{accounts}]
hashtags: ["#MuseumWeek"]
people:
  louvre: {{name: Musée du Louvre, x: MuseeLouvre, threads: louvre, tiktok: louvre, telegram: louvre}}
posts:
  - id: reserves
    date: 2027-06-07
    at: 9h
    text: |
      Les réserves ouvrent

      Avec {{louvre}}, nous suivons une toile 🏺. [[Elle n’avait pas quitté sa caisse depuis 1974.]]
    link: https://musee.example.org/coulisses
    media: [{{file: toile.png, alt: Une toile roulée sur une table}}]
"""


@pytest.fixture(params=["rehearsal", "handoff"])
def calendar(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    """An account on every network, all through the same way."""
    tables = "".join(f'[accounts.musee-{name}]\nnetwork = "{name}"\nthrough = "{request.param}"\n' for name in NETWORKS)
    server = '[accounts.musee-mastodon]\nnetwork = "mastodon"\n'
    tables = tables.replace(server, f'{server}base_url = "https://mastodon.example"\n')
    links = '[links]\nown_hosts = ["musee.example.org"]\n'
    (tmp_path / "config.toml").write_text(f'[calendar]\nid = "da7e0001"\ntimezone = "Europe/Paris"\n{links}{tables}')
    accounts = ", ".join(f"musee-{name}" for name in NETWORKS)
    (tmp_path / "semaine.yaml").write_text(CAMPAIGN.format(accounts=accounts), encoding="utf-8")
    (tmp_path / "toile.png").write_bytes(samples.picture("teal", (640, 480)))
    return tmp_path


def test_from_a_check_to_a_rehearsal_or_a_person(scheduler: Program, calendar: Path) -> None:
    config = ("--config", calendar / "config.toml")
    with time_machine.travel(EVE, tick=True):
        problems = scheduler.well("check", calendar, "--json").json["problems"]
        assert [one for one in problems if one["severity"] != "info"] == []
        shown = scheduler.well("preview", calendar, "--json").json["variants"]
        assert {one["network"] for one in shown} == set(NETWORKS)
        assert all(part["length"] <= part["limit"] for one in shown for part in one["parts"])
        assert all(one["parts"][0]["media"][0]["blob"] for one in shown)
        planned = scheduler.well("plan", calendar, "--json").json
        assert ({one["change"] for one in planned["changes"]}, planned["costs"]) == ({"add"}, [])
        scheduler.well("apply", calendar, "--yes")
    with time_machine.travel(HOUR, tick=True):
        scheduler("run", "--once", *config)
        found = scheduler.well("queue", "--json", *config).json["deliveries"]
        through = "published" if "rehearsal" in (calendar / "config.toml").read_text() else "expected"
        assert {one["network"]: one["state"] for one in found} == dict.fromkeys(NETWORKS, through)
