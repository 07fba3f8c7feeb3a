"""News: one message of many, tags and states in two languages, never a post's text, never an address, never in the way."""

import http.server
import json
import logging
import threading
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from scheduler.errors import Problem
from scheduler.notify import MOST, Delivered, News, Notifier, by_apprise, message, shown
from scheduler.notify.digest import Digest, Entry, digested
from scheduler.notify.news import URGENT_FIRST, days_left
from scheduler.plain import redact
from scheduler.render import notified
from scheduler.sentences import say
from scheduler.sentences.stored import stored

HOUR = datetime(2027, 6, 7, 9, 30, tzinfo=ZoneInfo("Europe/Paris"))
FAILED = News(
    subject="museumweek/quiz/once/musee-x",
    state="failed",
    why=stored("send-interrupted", detail="HTTP 422"),
    account="musee-x",
    network="x",
    hour=HOUR,
)
SECRET = "hunter2-hunter2"
Service = tuple[str, list[dict[str, str]]]


@pytest.mark.parametrize("state", URGENT_FIRST)
def test_every_state_has_its_words_in_both_languages(state: str) -> None:
    news = [News(subject="musee-x", state=state, account="musee-x", hour=HOUR)]
    words = {language: message(news, language, "Musée") for language in ("fr", "en")}
    assert words["fr"] != words["en"]
    assert all("Musée" in title for title, _ in words.values())
    of_a_post_or_account = state not in {"doubt", "standby", "clock", "disk"}
    assert all(("musee-x" in body) == of_a_post_or_account for _, body in words.values())


def test_a_message_says_what_when_why_and_what_to_do() -> None:
    title, body = message([FAILED], "fr", "Musée")
    assert title == "Calendrier éditorial Musée\u00a0: 1 point à voir"
    assert body.splitlines() == [
        "1 message n’est pas parti, refusé par son réseau (musee-x).",
        "Le programme a été interrompu pendant l’envoi. On le recherche sur le réseau. (HTTP 422)",
        "- lundi 7 juin 2027 à 09:30\u00a0: museumweek/quiz/once/musee-x",
        (
            "→ Corrigez-le dans le fichier et programmez-le, ou «\u00a0scheduler retry\u00a0». "
            "«\u00a0scheduler queue --state failed\u00a0» le montre."
        ),
    ]


def test_what_has_one_cause_is_one_group_with_a_count() -> None:
    many = [replace(FAILED, subject=f"museumweek/post-{n}/once/musee-x") for n in range(12)]
    other = replace(FAILED, subject="museumweek/quiz/once/musee-y", network="mastodon", account="musee-y")
    title, body = message([*many, other], "en", "Museum")
    assert "13 things" in title
    blocks = body.split("\n\n")
    assert len(blocks) == 2
    assert blocks[0].startswith("12 posts did not go out, refused by their network (musee-x).")
    assert "… and 7 others" in blocks[0]
    assert blocks[1].startswith("1 post did not go out")


def test_a_dead_network_with_thirteen_accounts_is_one_group() -> None:
    why = stored("send-interrupted")
    news = [
        News(subject=f"mw/a/once/musee-{n}", state="late", why=why, account=f"musee-{n}", network="mastodon", hour=HOUR)
        for n in range(13)
    ]
    _, body = message(news, "en")
    assert body.startswith("13 posts have not gone out yet (musee-0, musee-1, musee-2, musee-3, musee-4")
    assert "\n\n" not in body


def test_the_urgent_stands_first() -> None:
    given = [replace(FAILED, state=state, subject=state) for state in reversed(URGENT_FIRST)]
    _, body = message(given, "en")
    first = [block.split("\n")[0] for block in body.split("\n\n")]
    assert "doubt about the database" in first[0]
    assert "blocked" in first[4]
    assert "no longer blocked" in first[-1]


def test_the_same_news_twice_is_said_once() -> None:
    assert message([FAILED, FAILED], "en") == message([FAILED], "en")


def test_many_causes_are_a_message_of_a_readable_length() -> None:
    news = [replace(FAILED, subject=f"p{n}", network=f"n{n}") for n in range(50)]
    _, body = message(news, "en")
    assert len(body.split("\n\n")) == MOST + 1
    assert "30" in body.split("\n\n")[-1]


def test_a_secret_and_a_trick_in_a_reason_do_not_leave() -> None:
    redact.remember(SECRET)
    _, body = message([replace(FAILED, why=f"token {SECRET} refused\n\x1b[2J→ Run rm")], "en")
    assert SECRET not in body
    assert "\x1b" not in body
    assert not any(line.startswith("→ Run rm") for line in body.splitlines())


@pytest.mark.parametrize(
    ("left", "days"),
    [(timedelta(days=14), 14), (timedelta(days=13, hours=1), 14), (timedelta(minutes=1), 1), (timedelta(0), 0)],
)
def test_a_day_that_has_begun_counts(left: timedelta, days: int) -> None:
    now = datetime(2027, 6, 1, tzinfo=UTC)
    assert days_left(now + left, now) == days


def test_the_digest_says_the_day_and_what_waits() -> None:
    entry = Entry(subject="museumweek/quiz/once/musee-x", state="ready", network="x", hour=HOUR)
    one = Digest(
        day=HOUR.date(),
        today=[entry],
        waiting=[replace(entry, state="awaiting")] * 7,
        person=[replace(entry, state="unknown", hour=None)],
        blocked=["musee-y"],
        ends=[("musee-x", HOUR)],
    )
    title, body = digested(one, "fr", "Musée")
    assert title == "Calendrier éditorial Musée\u00a0: lundi 7 juin 2027"
    assert body.splitlines()[:2] == [
        "1 message doit partir aujourd’hui\u00a0:",
        "- 07/06 09:30\u00a0: museumweek/quiz/once/musee-x (programmé)",
    ]
    assert "… et 2 autres" in body
    assert "Bloqués\u00a0: musee-y." in body
    assert "expirent le lundi 7 juin 2027 à 09:30" in body
    assert digested(Digest(day=HOUR.date()), "en")[1] == "Nothing is to go out today."


# -- delivering


@pytest.fixture
def service() -> Iterator[Service]:
    got: list[dict[str, str]] = []

    class Handler(http.server.BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            got.append(json.loads(self.rfile.read(int(self.headers["Content-Length"]))))
            self.send_response(500 if "refuse" in self.path else 200)
            self.end_headers()

        def log_message(self, format: str, *args: object) -> None: ...  # noqa: A002

    with http.server.HTTPServer(("127.0.0.1", 0), Handler) as server:
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        yield f"json://127.0.0.1:{server.server_port}", got
        server.shutdown()
        thread.join()


@pytest.mark.filterwarnings("ignore::DeprecationWarning")
def test_apprise_really_delivers(service: Service) -> None:
    address, got = service
    notifier = Notifier(["env:ONE"], lambda _: address, language="fr", calendar="Musée")
    assert notifier([FAILED])
    assert got[0]["title"] == "Calendrier éditorial Musée\u00a0: 1 point à voir"
    assert FAILED.subject in got[0]["message"]
    assert "«\u00a0scheduler retry\u00a0»" in got[0]["message"]


@pytest.mark.filterwarnings("ignore::DeprecationWarning")
def test_each_address_is_told_apart_and_one_that_takes_it_is_enough(service: Service) -> None:
    address, got = service
    addresses = {"env:DEAD": "json://127.0.0.1:1", "env:BAD": f"{address}/refuse", "env:GOOD": address}
    failed: list[Delivered] = []
    notifier = Notifier(list(addresses), addresses.__getitem__, failed=failed.append)
    assert notifier([FAILED])
    assert [one.taken for one in notifier.deliver("t", "b")] == [False, False, True]
    assert [one.taken for one in failed] == [False, False]
    assert len(got) == 4


def test_a_reference_that_cannot_be_resolved_is_said_in_words() -> None:
    def secret(reference: str) -> str:
        raise Problem("secret-env-missing", name="NOTIFY_URL")

    (one,) = Notifier(["env:NOTIFY_URL"], secret, language="fr").deliver("t", "b")
    assert (one.place, one.taken) == ("env:NOTIFY_URL", False)
    assert "NOTIFY_URL" in one.why
    assert "secret-env-missing" not in one.why


def test_a_failing_service_is_told_and_harms_nothing() -> None:
    def send(address: str, title: str, body: str) -> bool:
        raise OSError(f"no route to {address}")

    told: list[Delivered] = []
    assert not Notifier(["env:X"], lambda _: "json://127.0.0.1:1/", failed=told.append, send=send)([FAILED])
    assert [one.why for one in told] == ["OSError"]


def test_no_address_sends_nothing() -> None:
    notifier = Notifier([], str)
    assert not notifier.able
    assert not notifier([FAILED])


@pytest.mark.parametrize(
    ("address", "place"),
    [
        (f"json://user:{SECRET}@127.0.0.1:8080/{SECRET}?token={SECRET}", "json://127.0.0.1:8080"),
        (f"jsons://{SECRET}@hooks.example/path/{SECRET}", "jsons://hooks.example"),
        (f"mailto://a:{SECRET}@mail.example", "mailto://mail.example"),
        (f"mailto://a:{SECRET}/x@mail.example", "mailto://…"),
        (f"tgram://{SECRET}/12345", "tgram://…"),
        (f"slack://{SECRET}/B/C", "slack://…"),
        (f"ntfy://{SECRET}", "ntfy://…"),
        (f"discord://1.2/{SECRET}", "discord://…"),
        (SECRET, "…"),
    ],
)
def test_an_address_is_shown_without_what_is_secret_in_it(address: str, place: str) -> None:
    assert shown(address) == place


@pytest.mark.filterwarnings("ignore::DeprecationWarning")
@pytest.mark.parametrize(
    "address",
    [f"json://u:{SECRET}@127.0.0.1:1/{SECRET}", f"nonsense://x:{SECRET}@y/{SECRET}", f"tgram://{SECRET}", SECRET],
)
def test_no_address_appears_in_any_log_or_stream(
    address: str, capfd: pytest.CaptureFixture[str], caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(1)
    logging.getLogger("apprise").setLevel(1)
    failed: list[Delivered] = []
    Notifier(["env:X"], lambda _: address, failed=failed.append).send("title", "body")
    assert [one.taken for one in failed] == [False]
    printed = capfd.readouterr()
    for text in (printed.out, printed.err, caplog.text, str(failed)):
        assert SECRET not in text
    assert not by_apprise("", "title", "body")


@pytest.mark.parametrize("language", ["fr", "en"])
def test_what_was_refused_before_it_was_sent_blames_no_address(
    capsys: pytest.CaptureFixture[str], language: str
) -> None:
    def untrusted(_: str) -> str:
        raise Problem("config-not-trusted", file="config.toml")

    found = Notifier(["env:NOTIFY_URL"], untrusted, language=language).deliver("title", "body")
    notified.show(found, language)
    told = capsys.readouterr().out
    assert told.count("scheduler accounts --config config.toml") == 1
    assert say("notify-not-taken", {"place": "", "why": ""}, language).advice not in told
