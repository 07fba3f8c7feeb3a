"""What is unknown, shown beside what its account shows: a person settles it in seconds, one at a time."""

import io
import sys
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import jsonschema
import pytest
import time_machine

from scheduler.app.schemas import schema_of
from scheduler.cli import context
from scheduler.testing.fake_facebook import PAGE_ID, TOKEN, FakeFacebook, Fault, State
from tests.acceptance.calling import Answer, Program, until_quiet

CONFIG = f"""
[calendar]
id = "a1b2c3d6"
timezone = "Europe/Paris"
language = "en"

[accounts.page]
network = "facebook"
base_url = "{{base_url}}"
page_id = "{PAGE_ID}"
access_token = "env:PAGE_TOKEN"
"""
CAMPAIGN = """
version: 1
campaign: essai
title: Essai
language: fr
accounts: [page]
too_late_after: 12h
posts:
  - {id: caisses, date: 2027-06-07, at: "11:00", text: "Deux caisses de bois clair sont arrivées ce matin aux réserves."}
"""
OURS = "Deux caisses de bois clair sont arrivées ce matin aux réserves."
NOW = datetime(2027, 6, 7, 9, tzinfo=UTC)
TAG = "essai/caisses/once/page"


@pytest.fixture
def server() -> Iterator[FakeFacebook]:
    with FakeFacebook(State()) as running:
        yield running


@pytest.fixture
def config(tmp_path: Path, server: FakeFacebook, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("PAGE_TOKEN", TOKEN)
    (tmp_path / "config.toml").write_text(CONFIG.format(base_url=server.base_url), encoding="utf-8")
    (tmp_path / "essai.yaml").write_text(CAMPAIGN, encoding="utf-8")
    return tmp_path / "config.toml"


@pytest.fixture
def clock() -> Iterator[time_machine.Traveller]:
    with time_machine.travel(NOW - timedelta(hours=1), tick=True) as traveller:
        yield traveller


@pytest.fixture
def unknown(scheduler: Program, server: FakeFacebook, config: Path, clock: time_machine.Traveller) -> Path:
    """A post of which nobody knows: the request was lost on its way, and Facebook never proves an absence."""
    scheduler.well("apply", "--yes", "--config", config)
    server.state.faults = [Fault.LOST]
    clock.move_to(NOW + timedelta(seconds=5))
    until_quiet(scheduler, config, clock, passes=3)
    (one,) = scheduler.well("queue", "--json", "--config", config).json["deliveries"]
    assert one["state"] == "unknown"
    return config


def by_hand(server: FakeFacebook, *texts: str) -> None:
    with server.state.changed:
        for text in texts:
            server.state.post({"message": text})


def asked(scheduler: Program, monkeypatch: pytest.MonkeyPatch, config: Path, *lines: str) -> Answer:
    """The command at a terminal at which somebody types `lines`."""
    monkeypatch.setattr(context, "interactive", lambda: True)
    monkeypatch.setattr(sys, "stdin", io.StringIO("".join(f"{one}\n" for one in lines)))
    return scheduler("confirm", TAG, "--by", "marie", "--config", config)


def test_without_a_terminal_it_lists_and_needs_a_person(
    scheduler: Program, server: FakeFacebook, unknown: Path
) -> None:
    by_hand(server, "Le musée ferme lundi.", "Deux caisses de bois clair arrivées ce matin aux réserves !")
    answer = scheduler("confirm", TAG, "--json", "--config", unknown)
    assert answer.code == 4
    jsonschema.validate(answer.json, schema_of("confirm"))
    doubt = answer.json["doubt"]
    assert (doubt["text"], doubt["reached"]) == (OURS, True)
    assert [one["text"] for one in doubt["seen"]] == [
        "Deux caisses de bois clair arrivées ce matin aux réserves !",
        "Le musée ferme lundi.",
    ], "the likeliest first, though the other is as new"
    assert doubt["seen"][0]["likeness"] > 0.8 > 0.4 > doubt["seen"][1]["likeness"]
    assert doubt["seen"][0]["url"].startswith("https://www.facebook.com/")
    plain = scheduler("confirm", TAG, "--config", unknown)
    assert plain.code == 4
    assert OURS in plain.out
    assert doubt["seen"][0]["url"] in plain.out
    (one,) = scheduler.well("queue", "--json", "--config", unknown).json["deliveries"]
    assert one["state"] == "unknown", "looking settles nothing"


def test_its_number_settles_it_under_the_id_that_the_network_gave(
    scheduler: Program, server: FakeFacebook, unknown: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    by_hand(server, "Deux caisses de bois clair arrivées ce matin aux réserves !")
    settled = asked(scheduler, monkeypatch, unknown, "1")
    assert settled.code == 0, settled.err
    (one,) = scheduler.well("queue", "--json", "--config", unknown).json["deliveries"]
    assert (one["state"], one["remote"][0]["id"]) == ("published", server.state.posted[-1].id)
    told = scheduler.well("history", TAG, "--json", "--config", unknown).json["history"][-1]
    assert (told["event"], told["by"]) == ("confirmed by a person", "marie")


def test_one_that_reads_otherwise_is_only_taken_with_the_tag_typed_again(
    scheduler: Program, server: FakeFacebook, unknown: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    by_hand(server, "Le musée ferme lundi.")
    assert asked(scheduler, monkeypatch, unknown, "1", "yes").code == 4
    assert asked(scheduler, monkeypatch, unknown, "1", TAG).code == 0


@pytest.mark.parametrize(
    ("lines", "state"), [(("",), "unknown"), (("7",), "unknown"), (("a", "oui"), "unknown"), (("a", TAG), "ready")]
)
def test_absent_needs_the_tag_and_nothing_else_changes_anything(
    scheduler: Program, unknown: Path, monkeypatch: pytest.MonkeyPatch, lines: tuple[str, ...], state: str
) -> None:
    answer = asked(scheduler, monkeypatch, unknown, *lines)
    assert answer.code == (0 if state == "ready" else 4)
    (one,) = scheduler.well("queue", "--json", "--config", unknown).json["deliveries"]
    assert one["state"] == state


def test_an_account_that_cannot_be_reached_is_said_and_can_still_be_settled(
    scheduler: Program, server: FakeFacebook, unknown: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    server.__exit__(None, None, None)
    listed = scheduler("confirm", TAG, "--json", "--config", unknown)
    assert (listed.code, listed.json["doubt"]["reached"], listed.json["doubt"]["seen"]) == (4, False, [])
    assert "could not be reached" in listed.json["doubt"]["why"]
    settled = asked(scheduler, monkeypatch, unknown, f"https://www.facebook.com/{PAGE_ID}_77")
    assert "cannot be shown" in settled.out
    assert settled.code == 0, settled.err


def test_one_at_a_time(scheduler: Program, unknown: Path) -> None:
    assert scheduler("confirm", TAG, TAG, "--config", unknown).code == 2
    assert scheduler("confirm", TAG, "--absent", "--url", "https://x.example/1", "--config", unknown).code == 2
