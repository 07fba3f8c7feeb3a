"""The sample MuseumWeek as the acceptance reads it: everything fits, every own link is tagged, applying twice changes nothing."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

import jsonschema
import pytest
import time_machine

from scheduler.app.checking import preview
from scheduler.app.schemas import schema_of
from scheduler.render.surface import previewed
from tests.acceptance.calling import BEFORE, SAMPLE, Program

pytestmark = pytest.mark.usefixtures("before_the_week")

OWN = "musee-saint-aubray.example.org"


@pytest.fixture(scope="module")
def variants(fitted: Path) -> list[dict[str, Any]]:
    """What `preview calendars/museumweek --json` shows, fitted once for this file."""
    with time_machine.travel(BEFORE, tick=True), pytest.MonkeyPatch.context() as patch:
        patch.setenv("XDG_STATE_HOME", str(fitted))
        shown = preview(None, [SAMPLE / "museumweek"])
    return [previewed(one, "en") for one in shown.variants]


def test_preview_answers_with_what_its_schema_promises(scheduler: Program) -> None:
    shown = scheduler.well("preview", SAMPLE / "museumweek", "--post", "quizz-longueur", "--json").json
    jsonschema.validate(shown, schema_of("preview"))
    assert {one["network"] for one in shown["variants"]} == {"x", "facebook", "mastodon", "bluesky", "instagram"}


def test_the_sample_calendars_are_well(scheduler: Program) -> None:
    found = scheduler.well("check", SAMPLE, "--json").json
    assert [one for one in found["problems"] if one["severity"] == "error"] == []
    assert "Nothing prevents publication: " in scheduler.well("check", SAMPLE).out


def test_every_part_is_within_its_network_s_limit(variants: list[dict[str, Any]]) -> None:
    parts = [part for one in variants for part in one["parts"]]
    assert len(parts) > 150
    assert [part for part in parts if part["length"] > part["limit"]] == []
    assert {one["network"] for one in variants} == {"x", "facebook", "mastodon", "bluesky", "instagram"}


def test_every_picture_goes_out_with_its_alternative_text(variants: list[dict[str, Any]]) -> None:
    pictures = [picture for one in variants for part in one["parts"] for picture in part["media"]]
    assert len({picture["file"] for picture in pictures}) >= 14
    assert all(len(picture["alt"]) > 20 for picture in pictures)


def test_a_thread_s_parts_joined_give_the_text(variants: list[dict[str, Any]]) -> None:
    threads = [one for one in variants if sum(part["role"] == "post" for part in one["parts"]) > 1]
    assert {one["network"] for one in threads} >= {"x"}
    for one in threads:
        whole = next(other for other in variants if other["post"] == one["post"] and other["network"] == "facebook")
        said = " ".join(part["text"] for part in one["parts"]).split()
        text = " ".join(part["text"] for part in whole["parts"] if part["role"] == "post").split()
        words = [word for word in text if not word.startswith(("http", "#", "@"))]
        if one["post"] in {"trop-long", "toile"} or set(words) <= set(said):
            assert [word for word in words if word not in said] == []


def links(variants: list[dict[str, Any]]) -> Iterator[tuple[dict[str, Any], str]]:
    for one in variants:
        for part in one["parts"]:
            yield from ((one, facet["value"]) for facet in part["facets"] if facet["kind"] == "link")


def test_each_own_link_carries_the_tag_and_no_other_does(variants: list[dict[str, Any]]) -> None:
    own = [(one, link) for one, link in links(variants) if urlsplit(link).hostname == OWN]
    others = [link for _, link in links(variants) if urlsplit(link).hostname != OWN]
    assert len(own) > 20
    for one, link in own:
        given = parse_qs(urlsplit(link).query)
        assert given["utm_campaign"] == ["museumweek-2027"]
        assert given["utm_source"] == [one["network"]]
        assert given["utm_content"] == [f"{one['post']}.{one['occurrence']}.{one['account']}"]
    assert others
    assert not [link for link in others if "utm_" in link]


def test_plan_then_apply_twice_the_second_plan_is_all_keep(scheduler: Program) -> None:
    config = ("--config", SAMPLE / "config.toml")
    first = scheduler.well("plan", *config, "--json").json
    assert {one["change"] for one in first["changes"]} == {"add"}
    scheduler.well("apply", "--yes", *config)
    second = scheduler.well("plan", *config, "--json").json
    assert {one["change"] for one in second["changes"]} == {"keep"}
    assert len(second["changes"]) == len(first["changes"])
    again = scheduler.well("apply", "--yes", *config, "--json").json
    assert {one["change"] for one in again["changes"]} == {"keep"}


def test_a_yes_of_each_role_on_the_post_s_code_makes_all_its_networks_ready(scheduler: Program) -> None:
    config = ("--config", SAMPLE / "config.toml")
    scheduler.well("apply", "--yes", SAMPLE / "museumweek", *config)
    waiting = scheduler.well("queue", "--state", "awaiting", "--json", *config).json["deliveries"]
    post = waiting[0]
    mine = [one for one in waiting if one["code"] == post["code"]]
    assert len(mine) > 1
    assert scheduler("approve", post["code"], "--role", "curator", "--by", "nobody", *config).code == 1
    scheduler.well("approve", post["code"], "--role", "curator", "--by", "a.martin", "--how", "mail", *config)
    done = scheduler.well("approve", post["code"], "--role", "press", "--by", "l.diallo", "--json", *config).json
    assert {one["state"] for one in done["deliveries"]} == {"ready"}
    assert {one["id"] for one in done["deliveries"]} == {one["id"] for one in mine}


def test_what_count_says_is_what_preview_counts(
    scheduler: Program, variants: list[dict[str, Any]], monkeypatch: pytest.MonkeyPatch
) -> None:
    import io

    parts = [(one["network"], part) for one in variants for part in one["parts"] if not one["options"]["warning"]]
    lines = "\n".join(json.dumps({"network": network, "text": part["text"]}) for network, part in parts)
    monkeypatch.setattr("sys.stdin", io.StringIO(lines))
    counted = [json.loads(line) for line in scheduler.well("count", "--jsonl").out.splitlines()]
    assert [one["length"] for one in counted] == [part["length"] for _, part in parts]
