"""The sample week on all its networks at once, through strict fakes: every part once, in order, with its alternative texts."""

import json
import shutil
from collections import Counter
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
import time_machine

from tests.acceptance.calling import SAMPLE, Program
from tests.acceptance.five import Networks, Told, running

pytestmark = pytest.mark.long

APPLIED = datetime(2027, 6, 1, 8, tzinfo=UTC)
OUT = frozenset({"published", "expected"})


@pytest.fixture
def networks(monkeypatch: pytest.MonkeyPatch) -> Iterator[Networks]:
    with running() as one:
        for name, value in one.secrets.items():
            monkeypatch.setenv(name, value)
        yield one


@pytest.fixture
def config(tmp_path: Path, networks: Networks) -> Path:
    """The sample calendar as it stands, its accounts made real."""
    folder = tmp_path / "calendrier"
    shutil.copytree(SAMPLE, folder, ignore=shutil.ignore_patterns("freelance", "rendez-vous"))
    head, _, _ = (SAMPLE / "config.toml").read_text(encoding="utf-8").partition("[accounts.")
    (folder / "config.toml").write_text(head + networks.accounts, encoding="utf-8")
    return folder / "config.toml"


def approved(scheduler: Program, config: Path) -> None:
    """Each role says yes to the whole week."""
    waiting = scheduler.well("queue", "--state", "awaiting", "--json", "--config", config).json["deliveries"]
    codes = sorted({one["code"] for one in waiting})
    for role, person in (("curator", "a.martin"), ("press", "l.diallo")):
        scheduler("approve", *codes, "--role", role, "--by", person, "--config", config)


def queued(scheduler: Program, config: Path) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = scheduler.well("queue", "--json", "--config", config).json["deliveries"]
    return found


def through_the_week(scheduler: Program, config: Path, clock: time_machine.Traveller) -> None:
    """As cron would: a pass at each hour at which something is due."""
    hours = sorted({datetime.fromisoformat(one["due"]) for one in queued(scheduler, config) if one["due"]})
    for hour in hours:
        clock.move_to(hour + timedelta(seconds=5))
        scheduler("run", "--once", "--config", config)


@pytest.mark.parametrize("language", ["fr", pytest.param("en", marks=pytest.mark.long)])
@pytest.mark.filterwarnings("ignore:'imghdr' is deprecated:DeprecationWarning")  # an optional import of Apprise's own
def test_one_down_one_locked_one_dead_the_others_go_out_and_one_message_says_so(
    scheduler: Program, config: Path, networks: Networks, monkeypatch: pytest.MonkeyPatch, language: str
) -> None:
    text = config.read_text(encoding="utf-8").replace('language = "fr"', f'language = "{language}"')
    down = networks.facebook.base_url
    text = text.replace(down, "http://127.0.0.1:9") + '\n[notify]\nurls = ["env:NOTIFY_URL"]\n'
    config.write_text(text, encoding="utf-8")
    monkeypatch.setenv("SCHEDULER_LANGUAGE", language)
    networks.x.state.locked = True
    monkeypatch.setenv("BLUESKY_WORD", "renouvelé-entre-temps")
    with Told() as told, time_machine.travel(APPLIED, tick=True) as clock:
        monkeypatch.setenv("NOTIFY_URL", told.address)
        scheduler.well("apply", "--yes", "--config", config)
        approved(scheduler, config)
        hours = Counter(one["due"] for one in queued(scheduler, config) if one["due"])
        first = min(hour for hour, number in hours.items() if number == 5)
        told.bodies.clear()
        clock.move_to(datetime.fromisoformat(first) + timedelta(seconds=5))
        for _ in range(2):
            scheduler("run", "--once", "--config", config)
        due = [one for one in queued(scheduler, config) if one["due"] == first]
    states = {one["account"]: one["state"] for one in due}
    assert states["musee-mastodon"] == "published"
    assert {states[name] for name in ("musee-x", "musee-facebook", "musee-bluesky")} == {"ready"}, "they wait, unspent"
    assert not networks.x.state.posted
    assert not networks.bluesky.state.posted
    (message,) = told.bodies
    said = json.loads(message)["message"]
    for name in ("musee-x", "musee-facebook", "musee-bluesky"):
        assert name in said
    assert "musee-mastodon" not in said
    words = {"fr": ("verrouillé", "injoignable", "mot de passe"), "en": ("locked", "not be reached", "app password")}
    for word in (*words[language], "scheduler accounts --test", "scheduler confirm"):
        assert word in said, "what is so, and what to do"
    for one in due:
        assert one["parts"][0]["text"][:40] not in said, "no text of a post leaves by a notification"


@pytest.mark.long
def test_the_week_goes_out_on_every_network(scheduler: Program, config: Path, networks: Networks) -> None:
    with time_machine.travel(APPLIED, tick=True) as clock:
        scheduler.well("apply", "--yes", "--config", config)
        approved(scheduler, config)
        through_the_week(scheduler, config, clock)
        week = queued(scheduler, config)
    by_hand = {one["tag"] for one in queued(scheduler, config) if one["due"] is None}
    assert [(one["tag"], one["reason"]) for one in week if one["state"] not in OUT and one["tag"] not in by_hand] == []
    for account, arrived in arrivals(networks).items():
        mine = [one for one in week if one["account"] == account and one["state"] == "published"]
        assert len(mine) > 20
        wanted = [(part["text"], [media["alt"] for media in part["media"]]) for one in mine for part in one["parts"]]
        assert sorted(map(words, wanted)) == sorted(map(words, arrived.values())), account
        for one in mine:
            ids = [remote["id"] for remote in one["remote"]]
            assert [arrived[each][0].split() for each in ids] == [part["text"].split() for part in one["parts"]]
            assert ids == sorted(ids, key=list(arrived).index), "parts in their order"
    handed = [one for one in week if one["account"] == "musee-instagram" and one["tag"] not in by_hand]
    assert {one["state"] for one in handed} == {"expected"}


Arrivals = dict[str, tuple[str, list[str]]]


def words(part: tuple[str, list[str]]) -> tuple[list[str], list[list[str]]]:
    """A part by its words: networks keep white space in their own ways."""
    return part[0].split(), [alt.split() for alt in part[1]]


def arrivals(networks: Networks) -> dict[str, Arrivals]:
    """What each server accepted, in order: text and alternative texts by remote id."""
    x, bluesky = networks.x.state, networks.bluesky.state
    return {
        "musee-x": {one.id: (one.text, [x.media[each].alt or "" for each in one.media]) for one in x.posted},
        "musee-facebook": {
            one.id: (one.message, [alt or "" for _, alt, _ in one.photos]) for one in networks.facebook.state.posted
        },
        "musee-mastodon": {
            one.id: (one.text, [alt or "" for _, alt, _ in one.media]) for one in networks.mastodon.state.posted
        },
        "musee-bluesky": {
            one.uri: (one.value["text"], [image["alt"] for image in one.value.get("embed", {}).get("images", [])])
            for one in bluesky.posted
        },
    }
