"""Several clients at the command line: one of them, or all; what is seen over all of them, and that none sees another's."""

import io
import json
import shutil
import sys
from pathlib import Path

import jsonschema
import pytest

from scheduler.app import trust
from scheduler.app.schemas import schema_of
from scheduler.cli import context
from scheduler.config import load
from scheduler.errors import NeedsPerson
from tests.acceptance.calling import Program
from tests.clients.two import client


def test_a_client_is_meant_by_its_name_before_or_after_the_command(
    scheduler: Program, clients: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    after = scheduler.well("queue", "--json", "--workspace", "librairie").json
    assert {one["account"] for one in after["deliveries"]} == {
        *("librairie-bluesky", "librairie-mastodon", "librairie-x")
    }
    assert scheduler.well("--workspace", "librairie", "queue", "--json").json == after
    monkeypatch.setenv("SCHEDULER_WORKSPACE", "librairie")
    assert scheduler.well("queue", "--json").json == after
    assert scheduler.well("queue", "--json", "--workspace", "musee").json != after
    assert scheduler.well("queue", "--json", "--config", clients / "musee" / "config.toml").json != after
    monkeypatch.setenv("SCHEDULER_CONFIG", str(clients / "musee" / "config.toml"))
    both = scheduler("queue")
    assert (both.code, "SCHEDULER_WORKSPACE" in both.err) == (2, True)
    assert scheduler.well("queue", "--json", "--workspace", "librairie").json == after


@pytest.mark.parametrize(
    ("words", "code", "said"),
    [
        (("check", "--workspace", "musé"), 1, "did you mean “musee”? There are: musee, librairie."),
        (("check", "--workspace", "zzz"), 1, "No workspace is called “zzz”. There are: musee, librairie."),
        (("check", "--workspace", "musee", "--config", "x.toml"), 2, "Give one of them."),
        (("--workspace", "musee", "check", "--all"), 2, "--all means every client, and one is named"),
        (("check", "--all", "."), 2, "it takes no paths"),
        (("workspaces", "add", "musee", "elsewhere"), 1, "“musee” is another folder already"),
        (("workspaces", "rename"), 2, "cannot be done to the list"),
        (("time", "start", "now", "--workspace", "musee"), 2, "cannot be done to the minutes"),
        (("time", "--all", "--month", "June"), 2, "“June” is no month"),
        (("week", "--all", "--from", "Monday"), 2, "“Monday” is no day"),
        (("time", "add", "1d", "--workspace", "musee"), 2, "“1d” is no time up to a day"),
        (("time", "add", "25h", "--workspace", "musee"), 2, "“25h” is no time up to a day"),
        (("time", "add", "5", "--on", "2027-06-08", "--workspace", "musee"), 1, "has not come yet"),
        (("time", "add", "5", "--post", "direkt", "--workspace", "musee"), 1, "direct"),
        (("time", "undo", "99", "--workspace", "musee"), 1, "No entry bears this number"),
        (("time", "stop", "--workspace", "musee"), 1, "No timer runs."),
        (("export", "--handover", "here.tar", "--workspace", "musee"), 1, "ends in .zip"),
        (("export", "--workspace", "musee"), 2, "or it is a handover"),
        (("export", "csv", "--handover", "x.zip", "--workspace", "musee"), 2, "or it is a handover"),
    ],
)
def test_what_cannot_be_meant_is_said(
    scheduler: Program, clients: Path, words: tuple[str, ...], code: int, said: str
) -> None:
    answer = scheduler(*words)
    assert (answer.code, said in answer.err) == (code, True), answer.err


def test_all_clients_answer_each_under_its_name_and_the_worst_exit_counts(scheduler: Program, clients: Path) -> None:
    told = scheduler("doctor", "--all")
    assert told.code == 4, "posts await a yes"
    assert told.out.index("== musee ==") < told.out.index("== librairie ==")
    checked = scheduler.well("check", "--all", "--json")
    jsonschema.validate(checked.json, schema_of("all"))
    assert {name: one["exit"] for name, one in checked.json["workspaces"].items()} == {"musee": 0, "librairie": 0}
    (clients / "librairie" / "broken.yaml").write_text(
        "version: 1\ncampaign: x\nposts: [{id: a, dat: 2027-06-08}]\n", encoding="utf-8"
    )
    try:
        broken = scheduler("check", "--all", "--json")
    finally:
        (clients / "librairie" / "broken.yaml").unlink()
    assert broken.code == 1
    assert [one["exit"] for one in broken.json["workspaces"].values()] == [0, 1]
    assert broken.json["workspaces"]["librairie"]["problems"]


def test_each_client_is_asked_for_in_its_own_name(
    scheduler: Program, clients: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A no to one is no answer to the next; nothing of the first is done, all of the second."""
    extra = '  - {id: encore, date: 2027-06-10, at: 9h, text: "One more thing to say of it."}\n'
    files = [clients / name / "june.yaml" for name in ("musee", "librairie")]
    texts = [one.read_text(encoding="utf-8") for one in files]
    for one, text in zip(files, texts, strict=True):
        one.write_text(text + extra, encoding="utf-8")
    monkeypatch.setattr(context, "interactive", lambda: True)
    monkeypatch.setattr(sys, "stdin", io.StringIO("n\ny\n"))
    try:
        answer = scheduler("apply", "--all")
        left = scheduler("plan", "--all", "--json").json["workspaces"]
    finally:
        for one, text in zip(files, texts, strict=True):
            one.write_text(text, encoding="utf-8")
        scheduler("apply", "--all", "--yes", "--cancel", "3")
    assert answer.code == 4
    assert answer.err.index("musee | ") < answer.err.index("librairie | ")
    wanted = {name: {each["change"] for each in one["changes"]} for name, one in left.items()}
    assert (wanted["musee"], wanted["librairie"]) == ({"add", "keep"}, {"keep"})


def test_all_are_paused_at_once_each_by_its_own_brake(scheduler: Program, clients: Path) -> None:
    pulled = scheduler.well("pause", "--all", "--reason", "a strike", "--json").json["workspaces"]
    assert {name: one["paused"] for name, one in pulled.items()} == {"musee": True, "librairie": True}
    scheduler.well("resume", "--workspace", "librairie", "--late", "hold")
    queues = scheduler.well("queue", "--all", "--json").json["workspaces"]
    assert {name: len(one["paused"]) for name, one in queues.items()} == {"musee": 1, "librairie": 0}
    assert scheduler("resume", "--all", "--late", "hold", "--json").code == 0


def test_one_client_that_cannot_be_read_hides_no_other(scheduler: Program, clients: Path) -> None:
    config = clients / "musee" / "config.toml"
    text = config.read_text(encoding="utf-8")
    config.write_text(text.replace("timezone", "timezoone"), encoding="utf-8")
    try:
        queue, week, hours, listed = (
            scheduler(*words, "--json")
            for words in (("queue", "--all"), ("week", "--all"), ("time", "--all"), ("workspaces",))
        )
    finally:
        config.write_text(text, encoding="utf-8")
    assert (queue.code, queue.json["workspaces"]["musee"]["error"]["code"]) == (1, "config-invalid")
    assert queue.json["workspaces"]["librairie"]["deliveries"]
    assert (week.code, {one["workspace"] for one in week.json["posts"]}) == (1, {"librairie"})
    assert [one["workspace"] for one in week.json["problems"]] == ["musee"]
    assert (hours.code, "error" in hours.json["workspaces"]["musee"]) == (1, True)
    jsonschema.validate(listed.json, schema_of("workspaces"))
    first, second = listed.json["workspaces"]
    assert (first["needs_person"], first["problems"][0]["line"]) == (None, 4), "what is not known is not zero"
    assert second["next"]["tag"] == "librairie-june/window/once/librairie-bluesky"


def test_the_week_over_all_shows_whose_yes_is_missing_and_where_the_person_is_wanted_twice(
    scheduler: Program, clients: Path
) -> None:
    answer = scheduler.well("week", "--all", "--json")
    jsonschema.validate(answer.json, schema_of("week"))
    found = {one["post"]: one for one in answer.json["posts"]}
    assert list(found) == ["ouverture", "window", "signing", "direct"], "by the hour, whatever the zone"
    assert (answer.json["timezone"], found["window"]["due"]) == ("Europe/Paris", "2027-06-08T08:30:00Z")
    assert found["window"]["local"] == "2027-06-08T09:30:00+01:00"
    assert (found["ouverture"]["needs_yes_from"], found["window"]["needs_yes_from"]) == (["Presse"], [])
    assert found["direct"]["same_time_as"] == ["librairie/signing"]
    assert found["signing"]["same_time_as"] == ["musee/direct"]
    assert found["ouverture"]["by_hand"] is None
    assert found["direct"]["by_hand"] == {"from": "2027-06-09T13:30:00Z", "until": "2027-06-09T13:50:00Z"}
    shown = scheduler.well("week", "--all").out
    assert "10:30 (09:30)  librairie  window" in shown
    assert "needs a yes from: Presse" in shown
    assert "you are wanted at the same time for: librairie/signing" in shown
    assert "Nothing is queued" in scheduler.well("week", "--all", "--from", "2027-07-01").out
    alone = scheduler.well("week", "--workspace", "musee", "--json").json
    assert [one["workspace"] for one in alone["posts"]] == ["", ""]


def test_minutes_are_summed_against_what_was_agreed(scheduler: Program, clients: Path) -> None:
    named = ("--workspace", "musee")
    unwritten = scheduler.well("time", "--json", *named).json
    jsonschema.validate(unwritten, schema_of("time"))
    assert (unwritten["spent"], unwritten["left"], unwritten["budget"]) == (None, None, 60), (
        "nothing written is not zero"
    )
    assert unwritten["planned"] == 20, "of the files, once a post"
    for words in (("25", "--post", "ouverture"), ("1h", "--note", "mails"), ("10", "--on", "2027-05-31")):
        answer = scheduler.well("time", "add", *words, "--json", *named).json
        jsonschema.validate(answer, schema_of("time"))
    spent = scheduler.well("time", "--json", *named).json
    assert (spent["spent"], spent["left"]) == (85, -25), "May is not June"
    assert (spent["entries"][0]["campaign"], spent["entries"][0]["post"]) == ("musee-june", "ouverture")
    assert "1 h 25 of 1 h this month: 25 min over" in scheduler.well("time", "--all").out
    everyone = scheduler.well("time", "--all", "--json").json
    jsonschema.validate(everyone, schema_of("time"))
    assert {name: one["spent"] for name, one in everyone["workspaces"].items()} == {"musee": 85, "librairie": None}
    scheduler.well("time", "undo", "2", *named)
    assert scheduler.well("time", "--json", *named).json["spent"] == 25
    assert scheduler("time", "undo", "2", *named).code == 1, "once is enough"
    assert scheduler.well("time", "--month", "2027-05", "--json", *named).json["spent"] == 10
    assert "3 deliveries" not in scheduler.well("time", "--config", clients / "musee" / "config.toml").out
    assert scheduler.well("time", "--json", "--config", clients / "musee" / "config.toml").json["budget"] == 60


def test_two_clients_never_share_an_id_or_a_database(scheduler: Program, clients: Path, tmp_path: Path) -> None:
    same = client(tmp_path / "copie", known_as="musee-1").parent
    refused = scheduler("workspaces", "add", "copie", same)
    assert (refused.code, "they would share one queue" in refused.err) == (1, True)
    config = clients / "librairie" / "config.toml"
    text = config.read_text(encoding="utf-8")
    config.write_text(text.replace('"librairie-1"', '"musee-1"'), encoding="utf-8")
    try:
        later = scheduler("queue", "--workspace", "librairie")
        everyone = scheduler("queue", "--all", "--json")
    finally:
        config.write_text(text, encoding="utf-8")
    assert (later.code, "“librairie” and “musee” have the same [calendar] id" in later.err) == (1, True)
    assert {one["error"]["code"] for one in everyone.json["workspaces"].values()} == {"workspace-same-id"}
    twins = [client(tmp_path / name) for name in ("un", "deux")]
    for one in twins:
        url = f'\n[database]\nurl = "sqlite:///{"../x/queue.db" if one.parent.name == "un" else tmp_path / "x" / "queue.db"}"\n'
        one.write_text(one.read_text(encoding="utf-8") + url, encoding="utf-8")
    scheduler.well("workspaces", "add", "un", twins[0].parent)
    try:
        refused = scheduler("workspaces", "add", "deux", twins[1].parent)
        again = scheduler("workspaces", "add", "encore", twins[0].parent)
    finally:
        scheduler.well("workspaces", "remove", "un")
    assert (refused.code, "name the same database" in refused.err) == (1, True)
    assert (again.code, "are the same folder" in again.err) == (1, True)


def test_to_name_a_client_trusts_no_secret_that_was_written_since(
    scheduler: Program, clients: Path, tmp_path: Path
) -> None:
    """The folder may be shared with the client: whoever edits it must not have a secret of ours read."""
    config = client(tmp_path / "partage")
    scheduler.well("workspaces", "add", "partage", config.parent)
    try:
        config.write_text(
            config.read_text(encoding="utf-8") + '\n[notify]\nurls = ["env:OF_ANOTHER"]\n', encoding="utf-8"
        )
        scheduler("doctor", "--workspace", "partage")
        scheduler("doctor", "--all")
        with pytest.raises(NeedsPerson):
            trust.must_be_trusted(load(config), "env:OF_ANOTHER")
        scheduler.well("workspaces", "add", "partage", config.parent)
        trust.must_be_trusted(load(config), "env:OF_ANOTHER")
        other = clients / "librairie" / "config.toml"
        text = other.read_text(encoding="utf-8")
        other.write_text(text + '\n[notify]\nurls = ["env:OF_ANOTHER"]\n', encoding="utf-8")
        try:
            listed = scheduler("workspaces", "--json").json["workspaces"]
        finally:
            other.write_text(text, encoding="utf-8")
        shared = {one["name"]: [each["code"] for each in one["problems"]] for one in listed}
        assert shared == {"musee": [], "librairie": ["workspace-secret-shared"], "partage": ["workspace-secret-shared"]}
    finally:
        scheduler.well("workspaces", "remove", "partage")


def test_the_list_keeps_what_others_wrote_in_it_and_names_what_is_wrong(scheduler: Program, tmp_path: Path) -> None:
    empty = scheduler.well("workspaces")
    assert "There are no workspaces yet" in empty.out
    assert scheduler("check", "--all").code == 1
    config = client(tmp_path / "un")
    added = scheduler.well("workspaces", "add", "un", config.parent, "--json").json
    jsonschema.validate(added, schema_of("workspaces"))
    file = Path(scheduler.well("workspaces", "--json").json["file"])
    file.write_text("# mine\n" + file.read_text(encoding="utf-8"), encoding="utf-8")
    scheduler.well("workspaces", "add", "deux", client(tmp_path / "deux").parent, "--budget", "90", "--period", "week")
    assert file.read_text(encoding="utf-8").startswith("# mine\n")
    listed = scheduler.well("workspaces", "--json").json["workspaces"]
    assert [(one["name"], one["budget"], one["period"]) for one in listed] == [
        ("un", None, "month"),
        ("deux", 90, "week"),
    ]
    scheduler.well("workspaces", "remove", "un")
    assert [one["name"] for one in scheduler.well("workspaces", "--json").json["workspaces"]] == ["deux"]
    shutil.rmtree(tmp_path / "deux")
    gone = scheduler("workspaces", "--json")
    assert (gone.code, gone.json["workspaces"][0]["problems"][0]["code"]) == (1, "config-missing")
    file.write_text("[workspaces.deux]\nfoldr = 'x'\nperiod = 'mois'\n", encoding="utf-8")
    wrong = scheduler("check", "--workspace", "deux")
    assert wrong.code == 1
    assert "workspaces.toml:2:1" in wrong.err
    assert "did you mean" in wrong.err.lower()
    assert json.loads(scheduler("check", "--all", "--json").out)["error"]["code"] == "config-invalid"
