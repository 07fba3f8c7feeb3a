"""What others wrote, from the network to the bilan: heard without a word kept, sorted by a person, cited with consent alone."""

import re
import shlex
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import jsonschema
import pytest
import time_machine

from scheduler.clock import SystemClock
from scheduler.testing.fake_mastodon import FakeMastodon, State
from scheduler.testing.fake_mastodon.state import Posted
from tests.acceptance.calling import ROOT, Program

MONDAY = datetime(2027, 6, 7, 6, 30, tzinfo=UTC)
HANDLE = "ada.plantee@elsewhere.example"
PLANTED = "mon-secret-plante-7f3k"
HOSTILE = f"<p>{PLANTED} \x1b[2J\x1b]52;c;AAAA\x07 \u202etxet &lt;script&gt;alert(1)&lt;/script&gt; [/b]</p>"
CONFIG = """\
[calendar]
id = "voices"
folder = "."
timezone = "Europe/Paris"
language = "en"

[accounts.musee-mastodon]
network = "mastodon"
base_url = "{url}"
access_token = "env:MASTODON_TOKEN"
"""
CAMPAIGN = """\
version: 1
campaign: gestes
title: Gestes
language: fr
accounts: [musee-mastodon]
hashtags: ["#GestesMW"]
days:
  - date: 2027-06-07
    theme: Gestes
    posts:
      - {id: caisse, at: 9h, text: "Que contient la caisse ?"}
"""


class Week:
    """A museum whose one post is out, a network that answers it, and a clock that obeys."""

    def __init__(self, scheduler: Program, folder: Path, server: State, clock: time_machine.Traveller) -> None:
        self.scheduler, self.folder, self.server, self.clock = scheduler, folder, server, clock
        self.config = folder / "config.toml"
        self.server_url = ""

    def __call__(self, *words: str) -> object:
        return self.scheduler.well(*words, "--json", "--config", self.config).json

    @property
    def post(self) -> str:
        return self.server.posted[0].id

    def answer(self, under: str) -> None:
        """The museum answers on its network, by hand."""
        first = self.server.posted[0]
        number = str(int(first.id) + 5000 + len(self.server.posted))
        mine = replace(first, id=number, text="À 10 h.", in_reply_to=under, at=SystemClock().now())
        assert isinstance(mine, Posted)
        self.server.posted.append(mine)

    def collect(self) -> object:
        self.clock.shift(timedelta(hours=1))
        return self("mentions", "collect")

    def report(self) -> dict[str, object]:
        found = self("report", "gestes")
        assert isinstance(found, dict)
        return found

    def kept(self) -> bytes:
        """All that lies in the state folder, database, log and backups."""
        return b"".join(one.read_bytes() for one in sorted(self.folder.parent.rglob("*")) if one.is_file())


@pytest.fixture
def week(scheduler: Program, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Week]:
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))
    folder = tmp_path / "calendar"
    folder.mkdir()
    with FakeMastodon(State(clock=SystemClock())) as server, time_machine.travel(MONDAY, tick=False) as clock:
        monkeypatch.setenv("MASTODON_TOKEN", server.token)
        (folder / "config.toml").write_text(CONFIG.format(url=server.base_url), encoding="utf-8")
        (folder / "gestes.yaml").write_text(CAMPAIGN, encoding="utf-8")
        one = Week(scheduler, folder, server.state, clock)
        one.server_url = server.base_url
        one("apply", "--yes")
        clock.shift(timedelta(minutes=31))
        scheduler.well("run", "--once", "--config", one.config)
        assert len(server.state.posted) == 1
        yield one


def test_what_came_in_is_listed_harmlessly_and_nothing_of_it_is_kept(week: Week) -> None:
    server = week.server
    server.say(HANDLE, HOSTILE, under=week.post, named=True)
    server.say(HANDLE, "<p>À vous seuls</p>", under=week.post, named=True, visibility="direct")
    server.say("grace", "<p>Une photo</p>", hashtags=("GestesMW",), alts=("Une enclume", ""))
    assert week.collect() == {"new": 2, "answered": 0, "left": 0, "failed": {}, "unable": {}}
    assert week.collect() == {"new": 0, "answered": 0, "left": 0, "failed": {}, "unable": {}}, "each is kept once"
    found = week("mentions")
    assert isinstance(found, dict)
    photo, reply = found["messages"]
    assert (found["found"], found["unsorted"], photo["kind"], reply["kind"]) == (2, 2, "tag", "reply")
    assert (photo["hashtag"], photo["pictures"], reply["tag"]) == (
        "#GestesMW",
        ["Une enclume", ""],
        "gestes/caisse/once/musee-mastodon",
    )
    assert reply["author"] == f"@{HANDLE}"
    assert "<script>alert(1)</script>" in reply["text"], "words are words, for whoever shows them to escape"
    told = week.scheduler.well("mentions", "--config", week.config).out
    assert PLANTED in told
    assert not {"\x1b", "\x07", "\u202e"} & set(told + reply["text"])
    assert "␛[2J" in told
    left = week.kept()
    for planted in (PLANTED, HANDLE, "ada.plantee", "enclume", server.said[0].id, "À vous seuls"):
        assert planted.encode() not in left, planted


def test_a_question_waits_until_our_answer_is_found_under_it(week: Week) -> None:
    asked = week.server.say(HANDLE, "<p>Quels horaires ?</p>", under=week.post, named=True)
    week.server.say("grace", "<p>Merci</p>", under=week.post, named=True)
    week.collect()
    assert week.report()["conversations"]["questions"] is None, "nobody has read yet: that is no zero"  # type: ignore[index]
    week("mentions", "question", "1", "--by", "a.martin")
    week("mentions", "nothing", "2")
    waiting = week("mentions", "--waiting")
    assert isinstance(waiting, dict)
    assert (waiting["found"], waiting["messages"][0]["text"]) == (1, "Quels horaires ?")
    week.clock.shift(timedelta(minutes=70))
    week.answer(asked.id)
    assert week.collect() == {"new": 0, "answered": 1, "left": 0, "failed": {}, "unable": {}}
    told = week.scheduler.well("mentions", "show", "1", "--config", week.config).out
    assert "answered after 2h10" in told
    talk = week.report()["conversations"]
    assert isinstance(talk, dict)
    assert talk | {"replies": 2, "questions": 1, "answered": 1, "waiting": 0, "sorted": 2, "delay": 2.167} == talk


def test_words_are_printed_with_consent_alone_and_gone_once_it_is_withdrawn(week: Week) -> None:
    week.server.say(HANDLE, f"<p>{PLANTED}</p>", under=week.post, named=True)
    week.collect()
    week("mentions", "verbatim", "1", "--attribution", "Une visiteuse", "--by", "a.martin")
    before = week.report()
    assert (before["verbatims"], before["conversations"]["unconsented"]) == ([], 1)  # type: ignore[index]
    page = week.scheduler.well("report", "gestes", "--format", "html", "--config", week.config).out
    assert PLANTED not in page, "without consent it is never printed"
    week("mentions", "consent", "1", "--by", "a.martin")
    said = {"wording": PLANTED, "attribution": "Une visiteuse", "network": "mastodon", "day": "2027-06-07"}
    assert week.report()["verbatims"] == [said | {"simulated": False}]
    week("mentions", "withdraw", "1", "--by", "l.diallo")
    after = week.report()
    assert (after["verbatims"], after["conversations"]["unconsented"]) == ([], 1)  # type: ignore[index]
    assert PLANTED.encode() not in week.kept(), "nor kept any more"
    refused = week.scheduler("mentions", "undo", "3", "--json", "--config", week.config)
    assert (refused.code, refused.json["error"]["code"]) == (1, "mention-withdrawn")


def test_contributions_are_judged_with_reason_credit_and_consent(week: Week) -> None:
    for acct in (HANDLE, HANDLE, "grace", "lin@c.example"):
        week.server.say(acct, "<p>Voici</p>", hashtags=("gestesmw",))
    week.collect()
    week("mentions", "accept", "1", "2", "--credit", "Ada Plantée", "--consent")
    week("mentions", "aside", "3", "--reason", "off-topic")
    found = week.report()["contributions"]
    assert isinstance(found, dict)
    judged = {"seen": 4, "received": 3, "accepted": 2, "aside": {"off-topic": 1}, "unjudged": 1}
    people = {"contributors": 2, "accepted_contributors": 1, "credited": 2}
    assert found | judged | people == found
    assert b"grace" not in week.kept()
    week.server.unsay(week.server.said[3].id)
    shown = week("mentions", "--new")
    assert isinstance(shown, dict)
    assert [one["gone"] for one in shown["messages"]] == [True], "its author deleted it"
    assert week.report()["contributions"]["unjudged"] == 0  # type: ignore[index]


def test_what_cannot_be_meant_is_said(week: Week) -> None:
    for words, code, name in (
        (("mentions", "praise", "1"), 2, "mentions-words"),
        (("mentions", "question", "99"), 1, "mention-no-such"),
        (("mentions", "undo", "99"), 1, "mention-no-such-row"),
        (("mentions", "pass", "1"), 2, "mentions-needs"),
        (("mentions", "aside", "1", "--reason", "ugly"), 2, "mentions-no-reason"),
        (("mentions", "--kind", "letter"), 2, "mentions-no-kind"),
        (("mentions", "--account", "nobody"), 1, "unknown-account-asked"),
        (("mentions", "add", "ftp://x", "--account", "musee-mastodon"), 1, "mentions-no-address"),
    ):
        answer = week.scheduler(*words, "--json", "--config", week.config)
        assert (answer.code, answer.json["error"]["code"]) == (code, name), words
    week.server.say(HANDLE, "<p>Quels horaires ?</p>", under=week.post, named=True)
    week.collect()
    early = week.scheduler("mentions", "answered", "1", "--at", "2027-06-01T10:00", "--json", "--config", week.config)
    assert (early.code, early.json["error"]["code"]) == (1, "mention-answered-early"), "no delay is below nothing"


def test_where_nobody_listens_a_person_enters_what_came(week: Week) -> None:
    url = f"https://elsewhere.example/@{HANDLE}/1"
    added = week("mentions", "add", url, "--account", "musee-mastodon", "--under", "gestes/caisse/once/musee-mastodon")
    assert added == {
        "number": 1,
        "account": "musee-mastodon",
        "kind": "reply",
        "tag": "gestes/caisse/once/musee-mastodon",
    }
    week("mentions", "pass", "1", "--theme", "Entrée nord", "--department", "accueil")
    week("mentions", "passed", "1", "--department", "M. Roy")
    found = week("mentions", "--offline")
    assert isinstance(found, dict)
    assert found["messages"][0]["url"] == url
    assert HANDLE.encode() not in week.kept()
    assert week.report()["conversations"]["passing"] == [  # type: ignore[index]
        {"theme": "Entrée nord", "number": 1, "department": "accueil"}
    ]


def test_who_asks_to_be_forgotten_is_cited_and_credited_no_more(week: Week) -> None:
    week.server.say(HANDLE, f"<p>{PLANTED}</p>", under=week.post, named=True, hashtags=("gestesmw",))
    week.collect()
    week("mentions", "verbatim", "1", "--attribution", f"@{HANDLE}", "--consent")
    week("mentions", "accept", "1", "--credit", "Ada", "--consent")
    assert week("forget", f"@{HANDLE}") == {"acts": 0, "words": 1}
    found = week.report()
    assert (found["verbatims"], found["contributions"]["credited"]) == ([], 0)  # type: ignore[index]
    left = week.kept()
    assert PLANTED.encode() not in left
    assert HANDLE.encode() not in left


@pytest.mark.long
def test_the_daemon_goes_on_listening_once_a_person_has_begun_it(week: Week) -> None:
    def passes() -> int:
        week.clock.shift(timedelta(minutes=20))
        before = len(week.server.requests)
        week.scheduler.well("run", "--once", "--config", week.config)
        return sum(path.endswith("/notifications") for _, path in week.server.requests[before:])

    assert passes() == 0, "nobody has asked for it"
    week("mentions", "collect")
    assert passes() == 1
    week("mentions", "stop")
    assert passes() == 0


@pytest.mark.long
def test_what_is_printed_fits_its_schema(week: Week) -> None:
    week.server.say(HANDLE, HOSTILE, under=week.post, named=True)
    schema = week.scheduler.well("schema", "mentions").json
    for words in (
        ("mentions", "collect"),
        ("mentions",),
        ("mentions", "verbatim", "1", "--attribution", "Une visiteuse"),
        ("mentions", "show", "1"),
        ("mentions", "purge"),
        ("mentions", "stop"),
    ):
        jsonschema.validate(week(*words), schema)


def test_partners_get_no_word_and_the_page_shows_hostile_ones_harmlessly(week: Week) -> None:
    week.server.say(HANDLE, HOSTILE, under=week.post, named=True)
    week.collect()
    week("mentions", "verbatim", "1", "--attribution", "Une <b>visiteuse</b>", "--consent")
    week("mentions", "pass", "1", "--theme", "<img src=x onerror=alert(2)> \x1b[2J", "--department", "\u202eaccueil")
    config = week.config
    for form in ("html", "md", "terminal"):
        page = week.scheduler.well("report", "gestes", "--format", form, "--config", config).out
        assert PLANTED in page
        assert not {"\x1b", "\x07", "\u202e"} & set(page), form
        if form == "html":
            assert not {"<script>alert", "<img src=x", "<b>visiteuse"} & {page[n : n + 13] for n in range(len(page))}
            assert "<img src=x" not in page
            assert "<b>visiteuse" not in page
        partners = week.scheduler.well(
            "report", "gestes", "--format", form, "--for", "partners", "--config", config
        ).out
        assert PLANTED not in partners
        assert "accueil" not in partners


def test_the_example_of_the_documentation_is_what_the_program_says(week: Week) -> None:
    page = (ROOT / "docs" / "voices.md").read_text(encoding="utf-8")
    week.server.say("ada@a.example", "<p>What are your opening hours this summer?</p>", under=week.post, named=True)
    week.clock.shift(timedelta(minutes=5))
    week.server.say("grace@g.example", "<p>My grandfather nailed that crate shut.</p>", under=week.post, named=True)
    week.clock.shift(timedelta(minutes=5))
    week.server.say("lin@c.example", "<p>My own crate</p>", hashtags=("GestesMW",), alts=("A wooden crate",))
    week.clock.shift(timedelta(minutes=60))
    asked = week.server.said[0]
    for block in re.findall(r"```console\n(.*?)```", page, re.DOTALL):
        if "show 1" in block:
            week.clock.shift(timedelta(minutes=40))
            week.answer(asked.id)
            week.clock.shift(timedelta(minutes=10))
        for command, printed in re.findall(r"^\$ scheduler (.*)\n((?:(?!\$ ).*\n)*)", block, re.MULTILINE):
            told = week.scheduler.well(*shlex.split(command), "--config", week.config).out
            shown = "".join(f"{line.rstrip()}\n" for line in told.splitlines())
            assert shown.replace(week.server_url, "https://social.example") == printed, command


@pytest.mark.long
def test_a_hashtag_is_followed_by_one_account_of_a_network(week: Week) -> None:
    text = week.config.read_text(encoding="utf-8")
    _, _, account = text.partition("[accounts.musee-mastodon]")
    week.config.write_text(f"{text}\n[accounts.jardin-mastodon]{account}", encoding="utf-8")
    file = week.folder / "gestes.yaml"
    file.write_text(
        CAMPAIGN.replace("accounts: [musee-mastodon]", "accounts: [musee-mastodon, jardin-mastodon]"), encoding="utf-8"
    )
    week("apply", "--yes", "--now")
    week.server.say("grace", "<p>Une photo</p>", hashtags=("GestesMW",))
    found = week.collect()
    assert isinstance(found, dict)
    assert found["new"] == 1
    given = week.report()["contributions"]
    assert isinstance(given, dict)
    assert given["seen"] == 1
    assert [(one["account"], one["reason"]) for one in given["listened"]] == [("musee-mastodon", "")]
