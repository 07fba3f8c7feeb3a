"""`scheduler cards` against pages on the loopback, and the card that arrives in a record of Bluesky."""

import io
import json
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from typing import ClassVar

import pytest
from PIL import Image

from scheduler.networks.bluesky.record import THUMB_BYTES
from scheduler.testing.fake_bluesky import HANDLE, PASSWORD, FakeBluesky
from tests.acceptance.calling import Answer, Program

CONFIG = """
[calendar]
id = "c4ad5000"
folder = "."
timezone = "UTC"
language = "fr"

[accounts.musee]
network = "bluesky"
base_url = "{base_url}"
handle = "{handle}"
app_password = "env:MUSEE_WORD"
"""
CAMPAIGN = """\
version: 1
campaign: essai
title: Essai   # gardé
language: fr
timezone: UTC
accounts: [musee]
too_late_after: 3000d
posts:
  - id: seul
    date: 2026-01-05
    at: 9h
    text: Un message tout seul.
    link: {page}/coulisses    # la page
    visibility: public
  - {{id: deux, date: 2026-01-06, at: 9h, draft: true, text: Un autre, link: "{page}/muette"}}
"""
PAGE = """<!doctype html><html><head><title>Coulisses | Musée</title>
<meta property="og:title" content="Les coulisses d&#39;une toile"><meta property="og:description" content="Sept jours">
<meta property="og:image" content="/image.png"></head><body>"""


class Site(BaseHTTPRequestHandler):
    picture: ClassVar[bytes] = b""
    asked: ClassVar[list[str]] = []

    def do_GET(self) -> None:
        Site.asked.append(self.path)
        pages = {"/coulisses": PAGE.encode(), "/muette": b"<p>rien</p>", "/image.png": Site.picture}
        data = pages.get(self.path, b"")
        self.send_response(200 if data else 404)
        self.send_header("Content-Type", "image/png" if self.path.endswith("png") else "text/html; charset=utf-8")
        self.end_headers()
        self.wfile.write(data)

    def log_message(self, *args: object) -> None:
        pass


@pytest.fixture
def site() -> Iterator[str]:
    out = io.BytesIO()
    Image.effect_noise((1500, 1000), 90).convert("RGB").save(out, "PNG")
    Site.picture, Site.asked = out.getvalue(), []
    assert len(Site.picture) > THUMB_BYTES
    server = ThreadingHTTPServer(("127.0.0.1", 0), Site)
    thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()
    thread.join()


@pytest.fixture
def bluesky() -> Iterator[FakeBluesky]:
    with FakeBluesky() as fake:
        yield fake


def test_a_page_becomes_a_card_in_the_file_and_the_card_goes_out(
    tmp_path: Path, site: str, bluesky: FakeBluesky, scheduler: Program, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("MUSEE_WORD", PASSWORD)
    monkeypatch.chdir(tmp_path)

    def run(*arguments: str) -> Answer:
        return scheduler("--language", "en", "--config", tmp_path / "config.toml", *arguments)

    (tmp_path / "config.toml").write_text(CONFIG.format(base_url=bluesky.base_url, handle=HANDLE), encoding="utf-8")
    file = tmp_path / "essai.yaml"
    file.write_text(CAMPAIGN.format(page=site), encoding="utf-8")
    before = file.read_text(encoding="utf-8")

    refused = json.loads(run("cards", "--yes", "--json").out)
    assert {one["state"] for one in refused["cards"]} == {"unread"}
    assert Site.asked == []
    asked = run("cards", "--from-this-machine")
    assert asked.code == 4
    assert "+    card:" in asked.out
    assert file.read_text(encoding="utf-8") == before

    written = run("cards", "--from-this-machine", "--yes")
    assert written.code == 3, written.err  # one page says nothing of itself
    assert "no title" in written.out
    after = file.read_text(encoding="utf-8").splitlines()
    added = [line for line in after if line not in before.splitlines()]
    assert [line for line in after if line not in added] == before.splitlines()
    assert added[:3] == ["    card:", '      title: "Les coulisses d\'une toile"', '      description: "Sept jours"']
    picture = tmp_path / added[3].partition('"')[2].rstrip('"')
    assert picture.read_bytes() == Site.picture
    Site.asked.clear()
    assert run("cards", "--from-this-machine", "--yes", "--json").code == 3
    assert Site.asked == ["/muette"]  # a card that is there is left alone

    checked = run("check")
    assert checked.code == 0, checked.out + checked.err
    assert run("preview", "--html", "page.html").code == 0
    assert "Les coulisses d&#39;une toile" in (tmp_path / "page.html").read_text(encoding="utf-8")
    applied = run("apply", "--yes", "--now")
    assert applied.code == 0, applied.out + applied.err
    ran = run("run", "--once")
    assert ran.code == 0, ran.out + ran.err
    record = bluesky.state.posted[0].value
    external = record["embed"]["external"]
    assert (external["uri"], external["title"], external["description"]) == (
        f"{site}/coulisses",
        "Les coulisses d'une toile",
        "Sept jours",
    )
    assert external["thumb"]["size"] <= THUMB_BYTES
