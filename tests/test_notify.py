"""News: one message, tags and states in two languages, never a post's text, and never in the way of publishing."""

import http.server
import json
import threading
from collections.abc import Iterator, Sequence

import pytest

from scheduler.notify import MOST, News, Notifier, message
from scheduler.plain import redact
from scheduler.sentences.stored import stored

FAILED = News(subject="museumweek/quiz/once/musee-x", state="failed", why=stored("missed"))


@pytest.mark.parametrize("state", ["failed", "partial", "unknown", "missed", "held", "blocked"])
def test_every_state_has_its_words_in_both_languages(state: str) -> None:
    words = {language: message([News(subject="musee-x", state=state)], language) for language in ("fr", "en")}
    assert words["fr"] != words["en"]
    assert all("musee-x" in body for _, body in words.values())


def test_fifty_at_once_are_one_message_of_a_readable_length() -> None:
    title, body = message([FAILED] * 50, "en")
    assert "50" in title
    assert len(body.splitlines()) == MOST + 1
    assert "30" in body.splitlines()[-1]


def test_a_secret_in_a_reason_does_not_leave() -> None:
    redact.remember("hunter2-hunter2")
    _, body = message([News(subject="musee-x", state="blocked", why="token hunter2-hunter2 refused")], "en")
    assert "hunter2" not in body


def test_nothing_new_sends_nothing_and_no_address_sends_nothing() -> None:
    sent: list[Sequence[str]] = []

    def send(addresses: Sequence[str], title: str, body: str) -> bool:
        sent.append(addresses)
        return True

    notifier = Notifier(list, send=send)
    notifier([])
    notifier([FAILED])
    notifier.close()
    assert sent == []


def test_a_failing_service_is_told_and_harms_nothing() -> None:
    told: list[str] = []

    def send(addresses: Sequence[str], title: str, body: str) -> bool:
        raise OSError("no route")

    notifier = Notifier(lambda: ["json://127.0.0.1:1/"], failed=told.append, send=send)
    notifier([FAILED])
    notifier.close()
    assert told == ["no route"]


@pytest.fixture
def service() -> Iterator[tuple[str, list[dict[str, str]]]]:
    got: list[dict[str, str]] = []

    class Handler(http.server.BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            got.append(json.loads(self.rfile.read(int(self.headers["Content-Length"]))))
            self.send_response(200)
            self.end_headers()

        def log_message(self, format: str, *args: object) -> None: ...  # noqa: A002

    with http.server.HTTPServer(("127.0.0.1", 0), Handler) as server:
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        yield f"json://127.0.0.1:{server.server_port}/", got
        server.shutdown()
        thread.join()


@pytest.mark.filterwarnings("ignore::DeprecationWarning")
def test_apprise_really_delivers(service: tuple[str, list[dict[str, str]]]) -> None:
    address, got = service
    notifier = Notifier(lambda: [address], language="fr")
    notifier([FAILED])
    notifier.close()
    assert got[0]["title"] == "Calendrier éditorial\u00a0: 1 message"
    assert FAILED.subject in got[0]["message"]
    assert "trop tard" in got[0]["message"].lower()
