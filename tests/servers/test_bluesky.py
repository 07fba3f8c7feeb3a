"""Bluesky's own servers: what the connector sends is taken, kept once, counted, and read by an SDK that is not ours.

`make bluesky-network` installs them, `make test-servers` runs this.
"""

import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from threading import Event
from typing import Any, TypeVar

import pytest
import requests

from scheduler.adapt.entities import facets
from scheduler.clock import SystemClock
from scheduler.connector.base import Absent, CannotTell, Found, Memory, Outgoing, SendFailure
from scheduler.model.failure import Kind
from scheduler.model.notice import Severity
from scheduler.model.publics import Act
from scheduler.model.variant import Card, Media, Options
from scheduler.networks.bluesky import Bluesky
from scheduler.networks.bluesky.record import cid_of, key_of
from scheduler.networks.bluesky.rules import RULES
from scheduler.networks.bluesky.tokens import owner_of
from scheduler.testing import samples
from tests.servers import bluesky_network, dying
from tests.servers.bluesky_network import Member, Network

pytestmark = [
    pytest.mark.servers,
    pytest.mark.skipif(bool(bluesky_network.missing()), reason=bluesky_network.missing()),
]
Answer = TypeVar("Answer")


@pytest.fixture(scope="module")
def network() -> Iterator[Network]:
    with bluesky_network.running() as found:
        yield found


@pytest.fixture(scope="module")
def member(network: Network) -> Member:
    return network.account()


@pytest.fixture
def connector(member: Member, tmp_path: Path) -> Iterator[Bluesky]:
    made = connected(member, tmp_path)
    yield made
    made.close()


def connected(member: Member, folder: Path, **settings: str) -> Bluesky:
    site = samples.site(
        RULES,
        folder,
        base_url=member.network.pds,
        settings={"handle": member.handle, "app_password": "env:P", **settings},
        secrets={"env:P": member.app_password, "env:OWN": bluesky_network.PASSWORD},
        now=SystemClock(),
        timeout=20,
    )
    return Bluesky(replace(site, vault=Memory()))


def out(text: str, *, pictures: int = 0, key: str, **more: Any) -> Outgoing:
    shown = [(f"Une caisse, n° {n}\nvue de face", samples.picture(color)) for n, color in enumerate(samples.COLORS)]
    made = samples.outgoing(text, RULES, pictures=shown[:pictures], key=key, since=datetime.now(UTC), **more)
    return replace(made, part=replace(made.part, facets=tuple(facets(text, RULES))))


def until(ask: Callable[[], Answer], good: Callable[[Answer], bool]) -> Answer:
    """The network behind the server hears of things a moment later."""
    for _ in range(100):
        answer = ask()
        if good(answer):
            return answer
        Event().wait(0.2)
    pytest.fail(f"still {answer!r}")


def seen_thread(client: Any, uri: str) -> Any:
    """The thread that ends in `uri`, as the application shows it; None while it has not heard of the post."""
    refused = pytest.importorskip("atproto_client.exceptions").BadRequestError
    try:
        return client.get_post_thread(uri).thread
    except refused:
        return None


def listed(member: Member) -> list[dict[str, Any]]:
    """Every post of an account, by its own server."""
    params = {"repo": member.did, "collection": "app.bsky.feed.post", "limit": "100"}
    answer = requests.get(f"{member.network.pds}/xrpc/com.atproto.repo.listRecords", params=params, timeout=20)
    return list(answer.json()["records"])


@pytest.fixture
def independent(member: Member) -> Iterator[Any]:
    """The SDK of others, signed in as the account."""
    atproto = pytest.importorskip("atproto", reason="atproto is absent: make bluesky-network")
    request = atproto.Request(timeout=20)
    client = atproto.Client(base_url=f"{member.network.pds}/xrpc", request=request)
    client.login(member.handle, member.app_password)
    yield client
    request.close()


def test_a_post_with_everything_is_read_by_another_sdk(
    member: Member, connector: Bluesky, network: Network, independent: Any
) -> None:
    other = network.account()
    text = f"👩🏽‍🎨 L’œuvre n° 12, avec @{other.handle} : https://musee.example/é?a=1&b=2\n\n#MuseumWeek #Été2027"
    receipt = connector.publish(out(text, key="everything", pictures=4))
    (post,) = until(lambda: independent.get_posts([receipt.remote_id]).posts, bool)
    record = post.record
    assert (record.text, record.langs) == (text, ["fr"])
    words = [text.encode()[one.index.byte_start : one.index.byte_end].decode() for one in record.facets]
    assert words == [f"@{other.handle}", "https://musee.example/é?a=1&b=2", "#MuseumWeek", "#Été2027"]
    assert record.facets[0].features[0].did == other.did
    assert record.facets[1].features[0].uri == "https://musee.example/é?a=1&b=2"
    assert [one.alt for one in post.embed.images] == [f"Une caisse, n° {n}\nvue de face" for n in range(4)]
    assert {(one.aspect_ratio.width, one.aspect_ratio.height) for one in post.embed.images} == {(64, 48)}
    for shown, color in zip(record.embed.images, samples.COLORS, strict=True):
        params = {"did": member.did, "cid": shown.image.ref.link}
        blob = requests.get(f"{network.pds}/xrpc/com.atproto.sync.getBlob", params=params, timeout=20)
        assert blob.content == samples.picture(color)


def test_a_thread_and_a_timed_reply_hang_together(connector: Bluesky, independent: Any) -> None:
    first = connector.publish(out("Un", key="thread-1"))
    second = connector.publish(out("Deux", key="thread-2", above=first.remote_id))
    third = connector.publish(out("Trois, plus tard", key="thread-3", above=second.remote_id))
    thread = until(
        lambda: seen_thread(independent, third.remote_id),
        lambda found: getattr(found, "parent", None) is not None,
    )
    assert thread.parent.post.uri == second.remote_id
    assert thread.parent.parent.post.uri == first.remote_id
    assert thread.post.record.reply.root.uri == first.remote_id
    down = until(
        lambda: seen_thread(independent, first.remote_id), lambda found: found is not None and bool(found.replies)
    )
    assert down.replies[0].post.uri == second.remote_id


def test_a_links_card_is_built(connector: Bluesky, independent: Any) -> None:
    thumb = samples.picture("gold")
    image = Media(file="", alt="", mime="image/png", width=64, height=48, size=len(thumb))
    card = Card(url="https://musee.example/a", title="Les réserves", description="Une visite", image=image)
    sent = replace(out("Voir", key="card"), card=card, thumb=thumb)
    receipt = connector.publish(sent)
    (post,) = until(lambda: independent.get_posts([receipt.remote_id]).posts, bool)
    external = post.record.embed.external
    assert (external.uri, external.title, external.description) == (card.url, card.title, card.description)
    assert external.thumb.ref.link == cid_of(thumb)
    assert isinstance(connector.find(sent), Found)


def test_the_same_part_is_there_once(member: Member, tmp_path: Path) -> None:
    """Sent twice, by two processes, with another instant, after its answer was lost: one record, one commit."""
    sent = out("Une seule fois", key="once", pictures=1)
    one, two = connected(member, tmp_path), connected(member, tmp_path)
    first = one.publish(sent)
    before = _rev(member)
    assert two.publish(sent).remote_id == first.remote_id
    assert two.publish(replace(sent, since=datetime.now(UTC) - timedelta(days=3))).remote_id == first.remote_id
    assert _rev(member) == before
    with pytest.raises(SendFailure) as caught:
        two.publish(replace(sent, part=replace(sent.part, text="Autre chose")))
    assert (caught.value.failure.kind, caught.value.failure.code) == (Kind.REFUSED, "bluesky-key-taken")
    assert [record["value"]["text"] for record in listed(member) if record["uri"] == first.remote_id] == [
        sent.part.text
    ]
    one.close()
    two.close()


def test_what_was_accepted_before_the_sender_was_killed_is_found(member: Member, tmp_path: Path) -> None:
    command = [sys.executable, "-m", "tests.servers.dying", member.network.pds, member.handle, str(tmp_path)]
    told = subprocess.run(
        command, cwd=bluesky_network.ROOT, input=member.app_password, text=True, check=False, timeout=60
    )
    assert told.returncode == -signal.SIGKILL
    sent = dying.part()
    restarted = dying.connector(member.network.pds, member.handle, "no password is needed again", tmp_path)
    found = restarted.find(sent)
    assert isinstance(found, Found)
    assert found.receipt.remote_id == restarted.publish(sent).remote_id
    assert [one["value"]["text"] for one in listed(member)].count(dying.TEXT) == 1
    restarted.close()


def test_nothing_of_it_listens_beyond_this_machine(network: Network) -> None:
    if not Path("/proc/net/tcp").exists():
        pytest.skip("only Linux tells which process listens where")
    own = set()
    for one in Path(f"/proc/{network.pid}/fd").iterdir():
        with suppress(FileNotFoundError):  # closed meanwhile
            own.add(str(one.readlink()))
    heard = set()
    for table in ("tcp", "tcp6"):
        for line in Path(f"/proc/net/{table}").read_text(encoding="ascii").splitlines()[1:]:
            cells = line.split()
            if cells[3] == "0A" and f"socket:[{cells[9]}]" in own:
                heard.add(cells[1].partition(":")[0])
    assert heard == {"0100007F"}


def test_an_absence_is_proved(connector: Bluesky) -> None:
    sought = out("Jamais partie", key="never")
    assert isinstance(connector.find(replace(sought, latest=datetime.now(UTC))), CannotTell)
    long_ago = datetime.now(UTC) - timedelta(minutes=5)
    assert connector.find(replace(sought, latest=long_ago)) == Absent()


def test_likes_reposts_quotes_replies_and_followers_are_counted(
    member: Member, connector: Bluesky, network: Network
) -> None:
    receipts = [connector.publish(out(f"Message {n}", key=f"count-{n}")) for n in range(27)]
    sought = receipts[0].remote_id
    (record,) = [one for one in listed(member) if one["uri"] == sought]
    subject, now = {"uri": record["uri"], "cid": record["cid"]}, {"createdAt": datetime.now(UTC).isoformat()}
    for fan in (network.account(), network.account()):
        fan.record("app.bsky.feed.like", {"subject": subject, **now})
        fan.record("app.bsky.graph.follow", {"subject": member.did, **now})
    fan.record("app.bsky.feed.repost", {"subject": subject, **now})
    quote = {"$type": "app.bsky.embed.record", "record": subject}
    fan.record("app.bsky.feed.post", {"text": "Voyez", "embed": quote, **now})
    fan.record("app.bsky.feed.post", {"text": "Bravo", "reply": {"root": subject, "parent": subject}, **now})
    ids = [one.remote_id for one in receipts]
    counts = until(
        lambda: connector.counts(ids),
        lambda found: len(found) == 27 and (found[sought].shares, found[sought].replies) == (2, 1),
    )
    assert (counts[sought].reactions, counts[sought].views) == (2, None)
    assert counts[ids[26]].reactions == 0
    assert until(connector.followers, lambda number: number == 2) == 2


def test_who_liked_reposted_quoted_and_replied_is_told_and_nobody_of_what_is_gone(
    member: Member, connector: Bluesky, network: Network
) -> None:
    receipt = connector.publish(out("Et vous ?", key="engaged"))
    (record,) = [one for one in listed(member) if one["uri"] == receipt.remote_id]
    subject, now = {"uri": record["uri"], "cid": record["cid"]}, {"createdAt": datetime.now(UTC).isoformat()}
    first, second = network.account(), network.account()
    for fan in (first, second, member):
        fan.record("app.bsky.feed.like", {"subject": subject, **now})
    second.record("app.bsky.feed.repost", {"subject": subject, **now})
    quote = {"$type": "app.bsky.embed.record", "record": subject}
    first.record("app.bsky.feed.post", {"text": "Voyez", "embed": quote, **now})
    first.record("app.bsky.feed.post", {"text": "Moi aussi", "reply": {"root": subject, "parent": subject}, **now})

    def told() -> set[tuple[str, str, Act]]:
        found, cursor = set[tuple[str, str, Act]](), ""
        while True:
            page = connector.engager_page(receipt.remote_id, list(Act), cursor)
            found |= {(one.who, one.handle, one.act) for one in page.engagers}
            cursor = page.next
            if not cursor:
                return found

    wanted = {
        (first.did, first.handle, Act.REACTION),
        (second.did, second.handle, Act.REACTION),
        (second.did, second.handle, Act.SHARE),
        (first.did, first.handle, Act.SHARE),
        (first.did, first.handle, Act.REPLY),
    }
    assert until(told, lambda found: len(found) == len(wanted)) == wanted
    assert connector.engager_name() == member.did
    connector.withdraw(receipt.remote_id)
    until(lambda: connector.engager_page(receipt.remote_id, [Act.REPLY], ""), lambda page: page.gone)


def test_what_is_withdrawn_is_gone(member: Member, connector: Bluesky) -> None:
    receipt = connector.publish(out("À retirer", key="withdrawn"))
    until(lambda: connector.counts([receipt.remote_id]), bool)
    connector.withdraw(receipt.remote_id)
    connector.withdraw(receipt.remote_id)
    assert receipt.remote_id not in [one["uri"] for one in listed(member)]
    until(lambda: connector.counts([receipt.remote_id]), lambda found: not found)


def test_a_session_is_renewed_and_a_spent_one_opened_anew(member: Member, tmp_path: Path) -> None:
    connector = connected(member, tmp_path)
    connector.publish(out("Avant", key="session-1"))
    first = connector._access.tokens()
    assert first.owner == owner_of(member.network.pds, member.handle)
    assert timedelta(minutes=100) < datetime.fromtimestamp(first.until, UTC) - datetime.now(UTC) < timedelta(hours=3)
    connector._access._tokens = renewed = replace(first, until=0)
    connector.site.vault.write(renewed.dump())
    connector.publish(out("Après", key="session-2"))
    second = connector._access.tokens()
    assert second.refresh != first.refresh
    member.network.call("com.atproto.server.revokeAppPassword", {"name": "scheduler"}, member.token)
    word = member.network.call("com.atproto.server.createAppPassword", {"name": "scheduler"}, member.token)
    member.app_password = word["password"]
    connector.close()
    again = connected(member, tmp_path)
    again.site.vault.write(replace(second, until=0).dump())
    again.publish(out("Avec un autre mot de passe", key="session-3"))
    again.close()


def test_an_account_is_described_by_what_may_keep_it_from_publishing(
    member: Member, connector: Bluesky, tmp_path: Path
) -> None:
    health = connector.probe()
    assert (health.identity, health.name) == (member.did, member.handle)
    assert health.works
    assert {one.code for one in health.findings} <= {"bluesky-address-unconfirmed"}
    own = connected(member, tmp_path, app_password="env:OWN")
    assert "bluesky-main-password" in {one.code for one in own.probe().findings}
    own.close()
    assert connector.resolve(member.handle) == member.did
    assert connector.resolve("nobody.test") == ""


def test_a_deactivated_account_says_so(network: Network, tmp_path: Path) -> None:
    member = network.account()
    connector = connected(member, tmp_path)
    connector.publish(out("Encore là", key="active"))
    network.call("com.atproto.server.deactivateAccount", {}, member.token)
    with pytest.raises(SendFailure) as caught:
        connector.publish(out("Plus là", key="inactive"))
    assert caught.value.failure.kind is Kind.BLOCKED, caught.value.failure
    assert caught.value.failure.code == "bluesky-deactivated"
    assert {one.severity for one in connector.probe().findings if one.code == "bluesky-deactivated"} == {Severity.ERROR}
    connector.close()


def test_what_the_server_refuses_is_refused_by_name(member: Member, connector: Bluesky, tmp_path: Path) -> None:
    def failure(sent: Outgoing, by: Bluesky = connector) -> tuple[Kind, str]:
        with pytest.raises(SendFailure) as caught:
            by.publish(sent)
        return caught.value.failure.kind, caught.value.failure.code

    assert failure(out("é" * 301, key="long")) == (Kind.REFUSED, "send-refused")
    assert failure(out("Merci @nobody.test", key="nobody")) == (Kind.REFUSED, "bluesky-handle-unknown")
    for size in (2_000_001, 6_000_000):  # the record's limit, the server's
        large = replace(out("Trop", key=f"large-{size}", pictures=1), media=(samples.picture() + bytes(size),))
        assert failure(large) == (Kind.REFUSED, "bluesky-picture-too-large")
    document = replace(out("Un document", key="document", pictures=1), media=(b"%PDF-1.7 no picture",))
    assert failure(document) == (Kind.REFUSED, "send-refused")
    wrong = connected(replace(member, app_password="aaaa-bbbb-cccc-dddd"), tmp_path)
    assert failure(out("Non", key="wrong"), wrong) == (Kind.BLOCKED, "bluesky-password-refused")
    wrong.close()


def test_a_key_is_taken_for_a_tid(member: Member, connector: Bluesky) -> None:
    keys = [key_of(out("x", key=f"{n:032x}")) for n in range(40)]
    for n, key in enumerate(keys[:5]):
        receipt = connector.publish(out(f"Clé {n}", key=f"{n:032x}", options=Options(language="fr-FR")))
        assert receipt.remote_id.endswith(f"/{key}")


def _rev(member: Member) -> str:
    params = {"did": member.did}
    answer = requests.get(f"{member.network.pds}/xrpc/com.atproto.sync.getLatestCommit", params=params, timeout=20)
    return str(answer.json()["rev"])
