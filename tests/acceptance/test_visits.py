"""Site visits and series from outside, by the command line: asked of a counter on this machine, and read from files."""

import json
from collections.abc import Iterator
from datetime import date, timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from typing import Any

import jsonschema
import pytest
import time_machine

from scheduler.app.schemas import schema_of
from tests.acceptance.calling import Program

START = date(2027, 6, 14)
CONFIG = """\
[calendar]
id = "8a1f0c2d"
folder = "."
timezone = "Europe/Paris"
language = "fr"

[visits]
plausible = "{address}"
plausible_site = "musee.example"
plausible_token = "env:TEST_PLAUSIBLE_KEY"

[[events]]
first = 2027-06-08
what = "Un réseau a supprimé des robots"
sort = "purge"
networks = ["mastodon"]

[accounts.musee-mastodon]
network = "mastodon"
through = "rehearsal"
"""


@pytest.fixture
def plausible() -> Iterator[str]:
    """Ten visits each day that it is asked for."""

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            given = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
            first, last = (date.fromisoformat(one) for one in given["date_range"])
            days = [(first + timedelta(days=number)).isoformat() for number in range((last - first).days + 1)]
            plain = given["dimensions"] == ["time:day"]
            rows = [{"dimensions": [day], "metrics": [10]} for day in days] if plain else []
            body = json.dumps({"results": rows, "meta": {"time_labels": days}}).encode()
            self.send_response(200 if self.headers["Authorization"] == "Bearer key-of-the-test" else 401)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_: object) -> None:
            """Nothing on stderr."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    yield f"http://127.0.0.1:{server.server_address[1]}"
    server.shutdown()
    server.server_close()
    thread.join()


def checked(scheduler: Program, name: str, *words: Any) -> Any:
    found = scheduler.well(*words, "--json").json
    jsonschema.validate(found, schema_of(name))
    return found


def test_visits_and_series_are_kept_with_their_source(
    scheduler: Program, tmp_path: Path, plausible: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TEST_PLAUSIBLE_KEY", "key-of-the-test")
    folder = tmp_path / "musee"
    folder.mkdir()
    (folder / "config.toml").write_text(CONFIG.format(address=plausible), encoding="utf-8")
    config = ("--config", folder / "config.toml")
    gate = folder / "caisse.csv"
    gate.write_text("jour;entrées\n2027-06-07;120\n2027-06-08;98\n", encoding="utf-8")
    with time_machine.travel(f"{START}T08:00:00Z", tick=True):
        taken = checked(scheduler, "visits", "visits", *config, "--from", "2027-06-01")
        assert taken == {"first": "2027-06-01", "last": "2027-06-13", "kept": {"plausible": 13}, "failed": {}}
        assert checked(scheduler, "visits", "visits", *config, "--from", "2027-06-01")["kept"] == {"plausible": 0}
        added = checked(scheduler, "series-added", "series", "add", "entrées", gate, *config, "--source", "Caisse")
        assert added["kept"] == {"Caisse": 2}
        listed = checked(scheduler, "series", "series", *config)["series"]
        assert [(one["name"], one["source"], one["days"]) for one in listed] == [
            ("entrées", "Caisse", 2),
            ("visits", "plausible", 13),
        ]
        assert "visits (plausible)" in scheduler.well("series", *config).out
        monkeypatch.setenv("TEST_PLAUSIBLE_KEY", "another")
        refused = scheduler("visits", *config)
        assert (refused.code, "plausible" in refused.out) == (3, True)
        gate.write_text("jour;entrées\n2027-06-07;cent\n", encoding="utf-8")
        wrong = scheduler("series", "add", "entrées", gate, *config)
    assert (wrong.code, "caisse.csv:2:2" in wrong.err, "cent" in wrong.err) == (1, True, True)
