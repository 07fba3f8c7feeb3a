"""Mastodon against a server that is not ours: PyPI `mastodon-mock`, whose author read Mastodon's documentation anew.

Agreement with it is not agreement with Mastodon. `make test-servers` runs this.
"""

import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing, suppress
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from importlib.util import find_spec
from pathlib import Path
from threading import Event, Thread

import pytest
import requests

from scheduler.clock import SystemClock
from scheduler.connector.base import Found, SendFailure
from scheduler.model.failure import Kind
from scheduler.model.publics import Act
from scheduler.model.variant import Options
from scheduler.networks.mastodon import Mastodon
from scheduler.testing import samples

pytestmark = [
    pytest.mark.servers,
    pytest.mark.skipif(find_spec("mastodon_mock") is None, reason="mastodon-mock is absent: pip install mastodon-mock"),
]
TEXT = "Bonjour @louvre@mastodon.example, « l’atelier » & <lui> ?\n\nhttps://musee.example/a?b=1&c=2 #MuseumWeek 🏺"


def free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        return int(taken.getsockname()[1])


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    port, folder = free_port(), tmp_path_factory.mktemp("mock")
    command = [
        sys.executable,
        "-m",
        "mastodon_mock",
        "serve",
        "--in-memory",
        "--demo",
        "--host",
        "127.0.0.1",
        "--port",
        str(port),
    ]
    with (folder / "log").open("wb") as log:
        process = subprocess.Popen(command, cwd=folder, stdout=log, stderr=subprocess.STDOUT)
        try:
            _until_open(process, port, folder / "log")
            yield f"http://127.0.0.1:{port}"
        finally:
            process.terminate()
            process.wait(20)


def _until_open(process: subprocess.Popen[bytes], port: int, log: Path) -> None:
    pause = Event()
    for _ in range(300):
        assert process.poll() is None, log.read_text()
        with suppress(OSError), closing(socket.create_connection(("127.0.0.1", port), 1)):
            return
        pause.wait(0.1)
    pytest.fail(f"mastodon-mock did not open its port: {log.read_text()}")


def connector(address: str, folder: Path) -> Mastodon:
    site = samples.site(
        Mastodon.rules,
        folder,
        base_url=address,
        settings={"access_token": "env:T"},
        secrets={"env:T": "ada_token"},
        now=SystemClock(),
        timeout=20,
    )
    return Mastodon(replace(site, pause=lambda _: None))


def since() -> datetime:
    return datetime.now(UTC) - timedelta(seconds=5)


def test_a_thread_with_a_picture_goes_out_and_is_found(address: str, tmp_path: Path) -> None:
    mastodon = connector(address, tmp_path)
    picture = ("Une caisse, vue de face\nsur deux lignes", samples.picture())
    options = Options(language="fr", visibility="unlisted", warning="Images de fouille")
    first = replace(
        samples.outgoing(TEXT, Mastodon.rules, key="thread-1", pictures=[picture], options=options), since=since()
    )
    top = mastodon.publish(first)
    second = replace(
        samples.outgoing("Deux", Mastodon.rules, key="thread-2", number=1, above=top.remote_id), since=since()
    )
    under = mastodon.publish(second)
    found = mastodon.find(first)
    assert isinstance(found, Found)
    assert found.receipt.remote_id == top.remote_id
    found = mastodon.find(second)
    assert isinstance(found, Found)
    assert found.receipt.remote_id == under.remote_id
    counts = mastodon.counts([top.remote_id, under.remote_id, "1"])
    assert set(counts) == {top.remote_id, under.remote_id}
    assert counts[top.remote_id].replies == 1
    mastodon.withdraw(under.remote_id)
    assert set(mastodon.counts([top.remote_id, under.remote_id])) == {top.remote_id}
    mastodon.close()


def test_who_favourited_boosted_and_replied_is_told(address: str, tmp_path: Path) -> None:
    mastodon = connector(address, tmp_path)
    post = mastodon.publish(samples.outgoing("Et vous ?", Mastodon.rules, key="engaged-there"))
    grace, alan, ada = ({"Authorization": f"Bearer {name}_token"} for name in ("grace", "alan", "ada"))
    there = f"{address}/api/v1/statuses"
    for who, what in ((grace, "favourite"), (alan, "favourite"), (ada, "favourite"), (alan, "reblog")):
        assert requests.post(f"{there}/{post.remote_id}/{what}", headers=who, timeout=20).ok
    for visibility in ("public", "direct"):
        words = {"status": "@ada Oui", "in_reply_to_id": post.remote_id, "visibility": visibility}
        assert requests.post(there, headers=grace if visibility == "public" else alan, data=words, timeout=20).ok
    found, cursor = set[tuple[str, Act]](), ""
    while True:
        page = mastodon.engager_page(post.remote_id, list(Act), cursor)
        found |= {(one.who.partition("@")[0], one.act) for one in page.engagers}
        cursor = page.next
        if not cursor:
            break
    assert found == {("grace", Act.REACTION), ("alan", Act.REACTION), ("alan", Act.SHARE), ("grace", Act.REPLY)}
    mastodon.withdraw(post.remote_id)
    assert mastodon.engager_page(post.remote_id, list(Act), "").gone
    mastodon.close()


def test_the_key_is_honoured_there(address: str, tmp_path: Path) -> None:
    mastodon = connector(address, tmp_path)
    part = samples.outgoing("Une seule fois", Mastodon.rules, key="once-only")
    assert mastodon.publish(part).remote_id == mastodon.publish(part).remote_id
    mastodon.close()


def test_account_and_instance_are_read(address: str, tmp_path: Path) -> None:
    mastodon = connector(address, tmp_path)
    assert (mastodon.followers() or 0) >= 0
    assert mastodon.identity().endswith("@127.0.0.1")
    assert mastodon.limits()["max_characters"] > 0
    mastodon.close()


def test_what_is_refused_there_is_refused_here(address: str, tmp_path: Path) -> None:
    mastodon = connector(address, tmp_path)
    with pytest.raises(SendFailure) as caught:
        mastodon.publish(samples.outgoing("é" * 501, Mastodon.rules, key="long"))
    assert caught.value.failure.kind is Kind.REFUSED
    mastodon._client.api.access_token = "revoked"
    with pytest.raises(SendFailure) as caught:
        mastodon.publish(samples.outgoing("Bonjour", Mastodon.rules, key="revoked"))
    assert caught.value.failure.kind is Kind.BLOCKED
    mastodon.close()


def test_an_answer_that_a_proxy_loses_is_unknown_and_the_post_is_found(address: str, tmp_path: Path) -> None:
    port = int(address.rpartition(":")[2])
    with socket.create_server(("127.0.0.1", 0)) as listener:
        thread = Thread(target=_swallow, args=(listener, port), daemon=True)
        thread.start()
        lossy = connector(f"http://127.0.0.1:{listener.getsockname()[1]}", tmp_path)
        part = replace(samples.outgoing("Sans réponse", Mastodon.rules, key="lost"), since=since())
        with pytest.raises(SendFailure) as caught:
            lossy.publish(part)
        thread.join(20)
    assert caught.value.failure.kind is Kind.UNKNOWN
    mastodon = connector(address, tmp_path)
    assert isinstance(mastodon.find(part), Found)
    mastodon.close()


def _swallow(listener: socket.socket, port: int) -> None:
    """Carry one request to the server, read its whole answer, and hang up on the sender."""
    line, _ = listener.accept()
    with line, socket.create_connection(("127.0.0.1", port)) as there:
        line.settimeout(0.5)
        with suppress(TimeoutError):
            while data := line.recv(65536):
                there.sendall(data)
        there.settimeout(20)
        while there.recv(65536):
            pass
