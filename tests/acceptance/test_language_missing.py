"""An account that speaks none of a post's languages is left out alone; what is queued of the post there stays as it is."""

from pathlib import Path

import pytest

from tests.acceptance.calling import Program
from tests.acceptance.small import CONFIG, calendar, campaign

pytestmark = pytest.mark.usefixtures("before_the_week")

TEXTS = {"en": "The stores open.", "fr": "Les réserves ouvrent."}


def posts(*languages: str) -> str:
    texts = "".join(f"      {one}: {TEXTS[one]}\n" for one in languages)
    reply = '    replies: [{id: answer, at: 18h, text: "Fourteen metres."}]\n'
    return f"  - id: stores\n    date: 2027-06-07\n    at: 9h\n    texts:\n{texts}{reply}"


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    calendar(tmp_path, posts("en", "fr"))
    spoken = CONFIG.replace(
        '[accounts.musee-facebook]\nnetwork = "facebook"',
        '[accounts.musee-facebook]\nnetwork = "facebook"\nlanguages = ["fr"]',
    )
    assert spoken != CONFIG
    (tmp_path / "config.toml").write_text(spoken, encoding="utf-8")
    return tmp_path


def queued(scheduler: Program) -> set[str]:
    rows = scheduler.well("queue", "--json").json["deliveries"]
    return {f"{row['account'].removeprefix('musee-')} {row['parts'][0]['text']}" for row in rows}


OTHERS = {f"{place} {text}" for place in ("bluesky", "mastodon") for text in ("The stores open.", "Fourteen metres.")}


def test_the_others_go_on(scheduler: Program, folder: Path) -> None:
    campaign(folder, posts("en"))
    done = scheduler("apply", "--yes")
    assert done.code == 1
    assert "musee-facebook" in done.out
    assert queued(scheduler) == OTHERS, "a reply stays away with its post"


def test_what_is_queued_stays_where_its_language_goes(scheduler: Program, folder: Path) -> None:
    scheduler.well("apply", "--yes")
    before = queued(scheduler)
    assert before == {*OTHERS, "facebook Les réserves ouvrent.", "facebook Fourteen metres."}
    campaign(folder, posts("en"))
    answer = scheduler("apply", "--yes", "--json")
    assert answer.code == 1
    assert {one["change"] for one in answer.json["changes"]} == {"keep"}
    assert queued(scheduler) == before


def test_the_preview_shows_who_is_left_out(scheduler: Program, folder: Path) -> None:
    campaign(folder, posts("en"))
    answer = scheduler("preview", "--json")
    assert answer.code == 1
    blocked = {(one["account"], one["occurrence"]): one["blocked"] for one in answer.json["variants"]}
    assert {place[0] for place, held in blocked.items() if held} == {"musee-facebook"}
    assert [one["code"] for one in answer.json["problems"]] == ["language-missing"]
