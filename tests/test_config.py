"""The configuration: found, read, and every problem of it at once with its line; no secret is ever taken in clear."""

from datetime import timedelta
from pathlib import Path

import pytest

from scheduler import config
from scheduler.config import Config, Invalid
from scheduler.config.schema import schema
from scheduler.model.account import Role
from scheduler.model.notice import Notice, Severity
from scheduler.sentences import say

ROOT = Path(__file__).parents[1]
WHOLE = """\
[calendar]
id = "6f1c2a90"
folder = "calendars"
timezone = "Europe/Paris"
language = "fr"

[database]
url = "sqlite:///file.db"

[links]
own_hosts = ["musee.example", "Billets.Musee.example"]

[queue]
horizon = "90d"

[publishing]
threads = 20
workers = "one"

[roles.curator]
name = "Conservation"
people = ["a.martin"]
deputies = ["p.leroy"]

[media]
roots = ["photos"]
rights = "required"

[notify]
urls = ["env:NOTIFY_URL"]
heartbeat_url = "https://watch.example/x"

[networks]
allow = ["pillarbox"]

[accounts.musee-mastodon]
network = "mastodon"
base_url = "https://mastodon.example/"
approvals = ["curator"]
access_token = "keyring:musee-mastodon"
languages = ["fr"]
limits = {max_characters = 500}

[accounts.musee-facebook]
network = "facebook"
through = "rehearsal"
page_id = 1234567890
access_token = "file:secrets/facebook"
"""
LEAST = '[calendar]\nid = "abcd"\n'


def write(folder: Path, text: str | bytes) -> Path:
    path = folder / "config.toml"
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return path


def problems(folder: Path, text: str | bytes, *networks: str) -> list[Notice]:
    with pytest.raises(Invalid) as caught:
        config.load(write(folder, text), networks=networks)
    for notice in caught.value.notices:
        french = say(notice.code, notice.arguments, "fr")
        assert french.advice
        assert french != say(notice.code, notice.arguments, "en")
        assert notice.where is not None
    return list(caught.value.notices)


def told(notices: list[Notice]) -> list[tuple[str, int, int]]:
    return [(one.code, one.where.line, one.where.column) for one in notices if one.where]


def test_a_whole_configuration_becomes_values(tmp_path: Path) -> None:
    (tmp_path / "calendars").mkdir()
    read = config.load(write(tmp_path, WHOLE))
    assert isinstance(read, Config)
    assert read.path == tmp_path / "config.toml"
    assert (read.calendar_id, read.folder) == ("6f1c2a90", tmp_path / "calendars")
    assert (read.timezone, read.language) == ("Europe/Paris", "fr")
    assert read.database_url == f"sqlite:///{tmp_path / 'file.db'}"
    assert read.own_hosts == ("musee.example", "billets.musee.example")
    assert (read.horizon, read.threads, read.workers) == (timedelta(days=90), 20, "one")
    assert read.roles == {
        "curator": Role(key="curator", name="Conservation", people=("a.martin",), deputies=("p.leroy",))
    }
    assert (read.media_roots, read.rights_required) == ((tmp_path / "photos",), True)
    assert (read.notify_urls, read.heartbeat_url) == (("env:NOTIFY_URL",), "https://watch.example/x")
    assert read.networks_allowed == ("pillarbox",)
    mastodon, facebook = read.accounts["musee-mastodon"], read.accounts["musee-facebook"]
    assert (mastodon.network, mastodon.through, mastodon.base_url) == (
        "mastodon",
        "mastodon",
        "https://mastodon.example",
    )
    assert (mastodon.approvals, mastodon.languages, mastodon.limits) == (("curator",), ("fr",), {"max_characters": 500})
    assert mastodon.settings == {"access_token": "keyring:musee-mastodon"}
    assert str(mastodon.where) == f"{tmp_path / 'config.toml'}:{WHOLE[: WHOLE.index('[accounts')].count(chr(10)) + 1}:1"
    assert (facebook.through, facebook.settings["page_id"]) == ("rehearsal", "1234567890")


def test_the_sample_calendars_load() -> None:
    for path in (ROOT / "calendars" / "config.toml", ROOT / "calendars" / "freelance" / "config.toml"):
        if path.exists():
            assert config.load(path).accounts


def test_defaults_need_nothing_but_an_id(tmp_path: Path) -> None:
    read = config.load(write(tmp_path, LEAST))
    assert read == Config(path=tmp_path / "config.toml", calendar_id="abcd", folder=tmp_path)


FAULTY = """\
[calendar]
id = "x"
folder = "nulle-part"
timezone = "Europe/Pari"
langue = "fr"

[links]
own_hosts = ["https://musee.example/"]

[queue]
horizon = "3 mois"

[publishing]
threads = 5000
workers = "beaucoup"

[roles.curator]
name = "Conservation"

[account.musee-x]
network = "x"

[accounts.mastodon]
network = "mastodon"
base_url = "http://mastodon.example"
approvals = ["curateur"]
access_token = "abcdef123456"
limits = {max_length = 500}

[accounts."Musée X"]
through = "rehearsal"
languages = "fr"
"""


def test_all_problems_are_shown_at_once_each_with_its_line(tmp_path: Path) -> None:
    found = problems(tmp_path, FAULTY, "mastodon", "x")
    assert sorted(told(found), key=lambda one: (one[1], one[0])) == [
        ("calendar-id-unfit", 2, 1),
        ("folder-missing", 3, 1),
        ("zone-unknown-meant", 4, 1),
        ("key-unknown-meant", 5, 1),
        ("host-unfit", 8, 1),
        ("span-unreadable", 11, 1),
        ("number-unfit", 14, 1),
        ("word-unfit", 15, 1),
        ("role-empty", 17, 1),
        ("key-unknown-meant", 20, 1),
        ("account-named-as-network", 23, 1),
        ("address-not-https", 25, 1),
        ("account-role-unknown-meant", 26, 1),
        ("secret-in-clear", 27, 1),
        ("key-unknown-meant", 28, 11),
        ("key-missing", 30, 1),
        ("slug-unfit", 30, 1),
        ("setting-not-texts", 32, 1),
    ]
    assert {one.subject for one in found} == {"", "account mastodon", "account Musée X"}


def test_the_error_itself_counts_them(tmp_path: Path) -> None:
    with pytest.raises(Invalid) as caught:
        config.load(write(tmp_path, FAULTY))
    error = caught.value
    assert error.where == str(tmp_path / "config.toml")
    assert error.arguments["n"] == 17
    assert "17 problèmes" in say(error.code, error.arguments, "fr").text


@pytest.mark.parametrize(
    "line",
    [
        'access_token = "EAAB-real-token"',
        'consumer_secret = "s3cret"',
        'app_password = "abcd-efgh-ijkl-mnop"',
        'consumer_key = "qwertz"',
        'webhook = "https://chat.example/hooks/abc"',
        "client_secret = 12345",
        'access_token = "env:"',
        'base_url = "https://anne:motdepasse@mastodon.example"',
    ],
)
def test_a_secret_in_clear_is_refused_and_not_repeated(tmp_path: Path, line: str) -> None:
    (notice,) = problems(tmp_path, LEAST + f'[accounts.a]\nnetwork = "mastodon"\n{line}\n')
    assert (notice.code, notice.where and notice.where.line) == ("secret-in-clear", 5)
    said = str(say(notice.code, notice.arguments, "fr"))
    for way in ("env:", "keyring:", "file:secrets/", "cmd:"):
        assert way in said
    value = line.partition("= ")[2].strip('"')
    assert value not in said or value == "env:"
    assert value not in str(notice.arguments)


@pytest.mark.parametrize(
    "text",
    ['[database]\nurl = "postgresql://anne:pass@host/db"\n', '[notify]\nurls = ["mailto://anne:pass@mail.example"]\n'],
)
def test_secrets_elsewhere_are_refused_too(tmp_path: Path, text: str) -> None:
    assert [one.code for one in problems(tmp_path, LEAST + text)] == ["secret-in-clear"]


def test_loopback_needs_no_https(tmp_path: Path) -> None:
    for host in ("127.0.0.1:3000", "localhost", "[::1]:3000"):
        text = LEAST + f'[accounts.a]\nnetwork = "mastodon"\nbase_url = "http://{host}"\n'
        assert config.load(write(tmp_path, text)).accounts["a"].base_url == f"http://{host}"


@pytest.mark.parametrize(
    ("text", "code", "line"),
    [
        ("[calendar]\nid = abcd\n", "toml-value", 2),
        ("[calendar]\nid: abcd\n", "toml-statement", 2),
        ('[calendar]\nid = "abcd\n', "toml-unclosed", 2),
        ('[calendar]\nid = "a"\n[calendar]\nid = "b"\n', "toml-twice", 3),
        ('[calendar]\nid = "a"\nid = "b"\n', "toml-twice", 3),
        ('[calendar]\nfolder = "C:\\photos"\n', "toml-backslash", 2),
    ],
)
def test_broken_toml_is_told_as_the_slip_behind_it(tmp_path: Path, text: str, code: str, line: int) -> None:
    (notice,) = problems(tmp_path, text)
    assert (notice.code, notice.where and notice.where.line) == (code, line)


def test_a_missing_or_garbled_file_is_said(tmp_path: Path) -> None:
    with pytest.raises(Invalid) as caught:
        config.load(tmp_path / "config.toml")
    assert [one.code for one in caught.value.notices] == ["config-missing"]
    assert [one.code for one in problems(tmp_path, '[calendar]\nid = "é"\n'.encode("cp1252"))] == ["config-encoding"]
    assert [one.code for one in problems(tmp_path, "")] == ["key-missing"]
    assert config.load(write(tmp_path, b"\xef\xbb\xbf" + LEAST.replace("\n", "\r\n").encode())).calendar_id == "abcd"


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("sqlite:///calendar.db", "sqlite:///{folder}/calendar.db"),
        ("sqlite:///data/calendar.db", "sqlite:///{folder}/data/calendar.db"),
        ("sqlite:////var/lib/calendar.db", "sqlite:////var/lib/calendar.db"),
        ("sqlite:///:memory:", "sqlite:///:memory:"),
        ("postgresql+psycopg://db.example/calendar", "postgresql+psycopg://db.example/calendar"),
        ("sqlite:/var/lib/calendar.db", "sqlite:////var/lib/calendar.db"),
        ("sqlite:///~/calendar.db", "sqlite:////home/anne/calendar.db"),
        ("sqlite:~/calendar.db", "sqlite:////home/anne/calendar.db"),
    ],
)
def test_relative_databases_start_at_the_configuration(
    tmp_path: Path, written: str, meant: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HOME", "/home/anne")
    monkeypatch.setenv("USERPROFILE", "/home/anne")
    read = config.load(write(tmp_path, LEAST + f'[database]\nurl = "{written}"\n'))
    assert read.database_url == meant.format(folder=tmp_path)


@pytest.mark.parametrize("reference", ["env:DATABASE_URL", "cmd:pass show db", "file:secrets/db"])
def test_a_reference_is_no_database(tmp_path: Path, reference: str) -> None:
    given = problems(tmp_path, LEAST + f'[database]\nurl = "{reference}"\n')
    assert [one.code for one in given] == ["database-unfit"]


def test_the_line_is_read_with_the_place_of_each_rule_and_all_that_is_wrong_at_once(tmp_path: Path) -> None:
    read = config.load(write(tmp_path, LEAST + '[line]\ngap = "2h"\n[line.severity]\ngap = "error"\n'))
    assert read.line is not None
    assert read.line.gap is not None
    first = LEAST.count("\n") + 2
    assert (read.line.gap.length, read.line.gap.severity, read.line.gap.where.line) == (
        timedelta(hours=2),
        Severity.ERROR,
        first,
    )
    wrong = '[line]\ngap = "2 moons"\navoids = ["x"]\nquiet_hours = ["21h"]\n[line.severity]\nrepetition = "loud"\n'
    given = problems(tmp_path, LEAST + wrong)
    assert sorted(one.code for one in given) == [
        "line-hours-unfit",
        "line-unknown-meant",
        "span-unreadable",
        "word-unfit",
    ]
    assert {one.where.line for one in given if one.where} == {first, first + 1, first + 2, first + 4}
    assert [one.code for one in problems(tmp_path, LEAST + "[editorial]\nx = 1\n")] == ["key-unknown-meant"]


def test_places_survive_strings_and_arrays_over_several_lines(tmp_path: Path) -> None:
    text = (
        LEAST
        + '[links]\nown_hosts = [\n  "a.example",  # ] not the end\n  "b.example",\n]\n'
        + '[media]\nroots = """\n[roles.x]\n"""\n[queue]\nhorizon = "x"\n'
    )
    assert told(problems(tmp_path, text)) == [("span-unreadable", 13, 1), ("setting-not-texts", 9, 1)]


def test_the_configuration_is_found_in_the_order_of_the_design(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("SCHEDULER_CONFIG", raising=False)
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "xdg"))
    deep = tmp_path / "a" / "b"
    deep.mkdir(parents=True)
    assert config.find(deep) is None
    own = tmp_path / "xdg" / "scheduler" / "config.toml"
    own.parent.mkdir(parents=True)
    own.touch()
    assert config.find(deep) == own
    near = write(tmp_path / "a", LEAST)
    assert config.find(deep) == near
    assert config.find(deep / "campaign.yaml") == near
    other = write(tmp_path / "xdg", LEAST)
    monkeypatch.setenv("SCHEDULER_CONFIG", str(other))
    assert config.find(deep) == other
    assert config.find(deep, near) == near
    assert config.find(deep, near.parent) == near
    assert config.find(deep, tmp_path / "gone.toml") == tmp_path / "gone.toml"


def test_the_schema_knows_every_table_and_describes_every_key() -> None:
    made = schema()
    assert set(made["properties"]) >= {"calendar", "database", "links", "roles", "accounts", "notify", "media"}
    assert made["properties"]["calendar"]["required"] == ["id"]
    account = made["properties"]["accounts"]["additionalProperties"]
    for table in (*made["properties"].values(), account):
        for key, described in table.get("properties", {}).items():
            french, _, english = described["description"].partition(" / ")
            assert french, key
            assert english, key


@pytest.mark.parametrize(
    "address",
    [
        "postgres://anne@db.example/queue",
        "postgresql+asyncpg://anne@db.example/queue",
        "mysql://anne:pass@db.example/queue",
        "postgresql+psycopg://anne@db.example:notaport/queue",
        "postgresql:queue",
        "sqlite:",
        "",
    ],
)
def test_an_address_that_no_database_answers_to_is_a_problem_of_its_line(tmp_path: Path, address: str) -> None:
    (given,) = problems(tmp_path, LEAST + f'[database]\nurl = "{address}"\n')
    assert given.code == "database-unfit"
    assert "pass" not in str(given.arguments)
