"""Before the week: what the plan will cost and what networks forbid, through the command line, on the sample week."""

import shutil
from decimal import Decimal
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from scheduler.app.schemas import schema_of
from tests.acceptance.calling import SAMPLE, Program

pytestmark = pytest.mark.usefixtures("before_the_week")

POST, LINK, ALT, READING = Decimal("0.015"), Decimal("0.200"), Decimal("0.005"), Decimal("0.001")
KEYS = "".join(
    f'{name} = "env:NOT_ASKED_FOR"\n'
    for name in ("consumer_key", "consumer_secret", "access_token", "access_token_secret")
)
WEEK = """\
version: 1
campaign: petite
title: Petite semaine
language: fr
timezone: Europe/Paris
accounts: [{accounts}]
posts:
  - {{id: ouvert, date: 2027-06-08, at: 9h, text: "Ouvert ce matin."}}
"""


@pytest.fixture
def sold(tmp_path: Path) -> Path:
    """The sample calendar whose account on X sends by itself, and so costs."""
    folder = tmp_path / "calendrier"
    shutil.copytree(SAMPLE, folder)
    shutil.rmtree(folder / "freelance")
    rewrite(
        folder,
        '[accounts.musee-x]\nnetwork = "x"\nthrough = "rehearsal"\n',
        f'[accounts.musee-x]\nnetwork = "x"\n{KEYS}',
    )
    return folder


def rewrite(folder: Path, before: str, after: str) -> None:
    config = folder / "config.toml"
    text = config.read_text(encoding="utf-8")
    assert before in text
    config.write_text(text.replace(before, after), encoding="utf-8")


def little(tmp_path: Path, accounts: str, *, config: str, more: str = "") -> Path:
    """A calendar of one post."""
    folder = tmp_path / "petit"
    folder.mkdir()
    (folder / "config.toml").write_text(
        f'[calendar]\nid = "c05715aa"\ntimezone = "Europe/Paris"\nlanguage = "fr"\n{config}'
    )
    (folder / "semaine.yaml").write_text(WEEK.format(accounts=accounts) + more, encoding="utf-8")
    return folder


def test_the_sample_week_costs_what_its_posts_on_x_add_up_to(scheduler: Program, sold: Path) -> None:
    shown = scheduler.well("preview", sold / "museumweek", "--account", "musee-x", "--json").json
    parts: list[dict[str, Any]] = [part for one in shown["variants"] for part in one["parts"]]
    linked = sum(any(facet["kind"] == "link" for facet in part["facets"]) for part in parts)
    pictures = sum(len(part["media"]) for part in parts)
    by_hand = (len(parts) - linked) * POST + linked * LINK + pictures * ALT + len(parts) * 6 * READING
    planned = scheduler.well("plan", sold / "museumweek", "--json").json
    jsonschema.validate(planned, schema_of("plan"))
    (cost,) = planned["costs"]
    assert (cost["account"], cost["currency"]) == ("musee-x", "USD")
    assert Decimal(str(cost["amount"])) == by_hand
    assert {one["what"]: one["number"] for one in cost["uses"]} == {
        "post": len(parts) - linked,
        "post-with-link": linked,
        "alt-text": pictures,
        "reading": 6 * len(parts),
    }
    assert sum(Decimal(str(one["amount"])) for one in cost["uses"]) == by_hand
    assert linked > 5
    assert planned["problems"] == []


def test_the_plan_says_it_in_words_and_rehearsals_are_free(scheduler: Program, sold: Path) -> None:
    said = scheduler.well("plan", sold / "museumweek").out
    assert "musee-x: about " in said
    assert "posts with a link at 0.20" in said
    assert scheduler.well("plan", SAMPLE / "museumweek", "--json").json["costs"] == []


def test_a_budget_warns_and_says_how_to_save(scheduler: Program, sold: Path) -> None:
    rewrite(
        sold,
        f'[accounts.musee-x]\nnetwork = "x"\n{KEYS}',
        f'[accounts.musee-x]\nnetwork = "x"\nbudget = "1 USD"\n{KEYS}',
    )
    planned = scheduler.well("plan", sold / "museumweek", "--json").json
    (over,) = planned["problems"]
    assert (over["code"], over["severity"]) == ("budget-over-links", "warning")
    assert "museumweek-2027/" in over["message"]
    assert "link_in: none" in over["advice"]
    assert over["advice"] in scheduler.well("plan", sold / "museumweek").out


def test_one_s_own_prices_go_before_the_shipped_ones(scheduler: Program, sold: Path) -> None:
    before = scheduler.well("plan", sold / "museumweek", "--json").json["costs"][0]
    rewrite(
        sold, "[links]\n", '[costs]\nprices = "tarifs.toml"\nbudget = "1 000 USD"\n\n[links]\n'.replace("1 000", "1000")
    )
    own = sold / "tarifs.toml"
    own.write_text(
        '[x]\nprices = [{item = "post-with-link", amount = "0.30", source = "https://x.example", read = 2026-11-30}]\n'
    )
    after = scheduler.well("plan", sold / "museumweek", "--json").json["costs"][0]
    linked = next(one["number"] for one in before["uses"] if one["what"] == "post-with-link")
    assert after["amount"] - before["amount"] == pytest.approx(linked * 0.1)
    own.write_text("[x]\nprices = 3\n")
    wrong = scheduler("plan", sold / "museumweek", "--json")
    assert wrong.code != 0
    assert wrong.json["error"]["code"] == "prices-unreadable"


def test_what_was_applied_is_not_counted_again(scheduler: Program, sold: Path) -> None:
    assert scheduler("apply", sold / "museumweek", "--yes").code in {0, 4}
    assert scheduler.well("plan", sold / "museumweek", "--json").json["costs"] == []


def test_a_budget_that_is_no_money_is_said_with_its_line(scheduler: Program, tmp_path: Path) -> None:
    folder = little(tmp_path, "a", config='[accounts.a]\nnetwork = "x"\nthrough = "rehearsal"\nbudget = "cher"\n')
    answer = scheduler("check", folder)
    assert answer.code == 1
    assert "config.toml:8" in answer.out + answer.err
    assert "20 USD" in answer.out + answer.err


def test_a_welcome_on_x_is_refused_with_reason_source_and_day(scheduler: Program, tmp_path: Path) -> None:
    folder = little(
        tmp_path,
        "a",
        config='[accounts.a]\nnetwork = "x"\nthrough = "rehearsal"\n',
        more='welcome:\n  - {id: bonjour, account: a, text: "Bonjour {follower}"}\n',
    )
    for command in ("check", "plan"):
        answer = scheduler(command, folder, "--json")
        assert answer.code == 1
        (found,) = [one for one in answer.json["problems"] if one["severity"] == "error"]
        assert found["code"] == "policy-welcome-forbidden"
        assert (Path(found["file"]).name, found["line"]) == ("semaine.yaml", 10)
        assert "https://docs.x.com/developer-guidelines" in found["message"]
        assert "22 November 2026" in found["message"]
    assert [one["change"] for one in scheduler("plan", folder, "--json").json["changes"]] == ["add"], "its posts go out"


def test_one_text_for_two_accounts_on_x_stops_that_post_alone(scheduler: Program, tmp_path: Path) -> None:
    two = "".join(f'[accounts.{name}]\nnetwork = "x"\nthrough = "rehearsal"\n' for name in ("a", "b"))
    more = '  - {id: deux, date: 2027-06-09, at: 9h, text: "À chacun.", networks: {b: {text: "Ses propres mots, enfin."}}}\n'
    folder = little(tmp_path, "a, b", config=two, more=more)
    answer = scheduler("plan", folder, "--json")
    assert answer.code == 1
    assert {one["code"] for one in answer.json["problems"]} == {"policy-same-text"}
    assert {one["tag"].split("/")[1] for one in answer.json["changes"]} == {"deux"}


def test_networks_shows_rulings_and_prices(scheduler: Program) -> None:
    found = scheduler.well("networks", "--json").json
    jsonschema.validate(found, schema_of("networks"))
    x = next(one for one in found["networks"] if one["network"] == "x")
    assert (x["price_post"], x["price_link"]) == (0.015, 0.2)
    assert {"act": "welcome", "ruling": "forbidden"}.items() <= x["policies"][0].items()
    assert x["policies"][0]["message"]
    assert "docs.x.com/developer-guidelines" in scheduler.well("networks", "--policies").out
    one = scheduler.well("networks", "x").out
    assert "0.20 USD" in one
    assert scheduler("networks", "twiter").code == 1
