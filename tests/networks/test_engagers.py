"""Who engaged, by each network that says so: page by page, letters and ourselves left out, no list asked for in vain."""

from collections.abc import Iterator
from datetime import timedelta
from itertools import chain, pairwise
from pathlib import Path

import pytest

from scheduler.connector import discover
from scheduler.connector.base import Ability, Connector, SendFailure
from scheduler.model.failure import Kind
from scheduler.model.publics import Act, Engager, Sort
from scheduler.networks.mastodon import Mastodon
from scheduler.networks.rehearsal import Rehearsal
from scheduler.testing import samples
from scheduler.testing.fake_bluesky.engaging import Engaged as EngagedThere
from scheduler.testing.fake_mastodon import FakeMastodon, Fault, State
from scheduler.testing.fake_mastodon.engaging import Engaged
from tests.networks.bluesky_bench import Bench, bench, out


@pytest.fixture
def server() -> Iterator[FakeMastodon]:
    with FakeMastodon(State(page=80)) as running:
        yield running


@pytest.fixture
def mastodon(server: FakeMastodon, tmp_path: Path) -> Iterator[Mastodon]:
    settings, secrets = {"access_token": "env:T"}, {"env:T": server.token}
    connector = Mastodon(
        samples.site(Mastodon.rules, tmp_path, base_url=server.base_url, settings=settings, secrets=secrets)
    )
    yield connector
    connector.close()


@pytest.fixture
def bluesky(tmp_path: Path) -> Iterator[Bench]:
    with bench(tmp_path) as made:
        yield made


def everybody(connector: Connector, remote_id: str, acts: list[Act] | None = None) -> list[Engager]:
    found, cursor = list[Engager](), ""
    while True:
        page = connector.engager_page(remote_id, list(Act) if acts is None else acts, cursor)
        found += page.engagers
        cursor = page.next
        if not cursor:
            return found


def published(connector: Connector) -> str:
    return connector.publish(samples.outgoing("Et vous ?", type(connector).rules)).remote_id


def asked(server: FakeMastodon) -> list[str]:
    return [path.rpartition("/")[2] for _, path in server.state.requests if "/statuses/" in path]


def test_mastodon_reads_each_list_by_pages_of_80(server: FakeMastodon, mastodon: Mastodon) -> None:
    post = published(mastodon)
    names = [f"person{n}@a.example" for n in range(161)]
    server.state.engaged[post] = Engaged(favourited_by=names, reblogged_by=names[:3], replies=[(names[0], "public")])
    found = everybody(mastodon, post)
    assert [one.who for one in found if one.act is Act.REACTION] == names
    assert asked(server) == ["favourited_by"] * 3 + ["reblogged_by", "quotes", "context"]
    server.state.requests.clear()
    assert {one.act for one in everybody(mastodon, post, [Act.REPLY])} == {Act.REPLY}
    assert asked(server) == ["context"], "what is not wanted is not asked for"


def test_mastodon_leaves_out_letters_ourselves_and_what_is_no_handle(server: FakeMastodon, mastodon: Mastodon) -> None:
    post = published(mastodon)
    replies = [
        ("eve@e.example", "direct"),
        ("fay@f.example", "private"),
        ("musee", "public"),
        ("Ada@A.example", "public"),
    ]
    strange = ["<b>ada</b>", "musee", "grace"]
    server.state.engaged[post] = Engaged(favourited_by=strange, replies=replies, quotes=[("lin@l.example", "private")])
    found = everybody(mastodon, post)
    assert [(one.who, one.handle, one.act) for one in found] == [
        ("grace@127.0.0.1", "grace@127.0.0.1", Act.REACTION),
        ("ada@a.example", "Ada@A.example", Act.REPLY),
    ]


def test_mastodon_says_who_is_a_group_or_a_bot(server: FakeMastodon, mastodon: Mastodon) -> None:
    post = published(mastodon)
    server.state.groups, server.state.bots = {"museums@g.example"}, {"relay@b.example"}
    server.state.engaged[post] = Engaged(reblogged_by=["museums@g.example", "relay@b.example", "ada@a.example"])
    assert [one.sort for one in everybody(mastodon, post)] == [Sort.INSTITUTION, Sort.BOT, Sort.UNKNOWN]


def test_a_mastodon_without_quotes_is_asked_for_them_once(server: FakeMastodon, mastodon: Mastodon) -> None:
    server.state.has_quotes = False
    first, second = published(mastodon), published(mastodon)
    server.state.engaged = {one: Engaged(reblogged_by=["ada@a.example"]) for one in (first, second)}
    assert [len(everybody(mastodon, one, [Act.SHARE])) for one in (first, second)] == [1, 1]
    assert asked(server) == ["reblogged_by", "quotes", "reblogged_by"]


def test_a_failure_in_a_list_is_the_networks_word_and_not_nobody(server: FakeMastodon, mastodon: Mastodon) -> None:
    post = published(mastodon)
    assert everybody(mastodon, post) == []
    for fault, kind in ((Fault.LIMIT, Kind.NOT_SENT), (Fault.HTML, Kind.NOT_SENT), (Fault.REVOKED, Kind.BLOCKED)):
        server.state.other_faults = [fault]
        with pytest.raises(SendFailure) as caught:
            everybody(mastodon, post)
        assert caught.value.failure.kind is kind


def test_bluesky_reads_by_pages_as_deep_as_a_thread_goes_and_names_people_by_id(bluesky: Bench) -> None:
    post = bluesky.connector.publish(out()).remote_id
    people = [(f"did:plc:p{n}", f"p{n}.example") for n in range(130)]
    deep = [(f"did:plc:d{n}", "handle.invalid") for n in range(12)]
    bluesky.state.engaged[post] = EngagedThere(likes=people, reposts=people[:2], quotes=people[2:3], replies=deep)
    found = everybody(bluesky.connector, post)
    assert [one.who for one in found if one.act is Act.REACTION] == [did for did, _ in people]
    assert [one.handle for one in found if one.act is Act.SHARE] == ["p0.example", "p1.example", "p2.example"]
    assert [(one.who, one.handle) for one in found if one.act is Act.REPLY] == [(did, "") for did, _ in deep]
    names = ("getLikes", "getRepostedBy", "getQuotes", "getPostThread")
    assert [bluesky.asked(f"app.bsky.feed.{name}") for name in names] == [2, 1, 1, 1]


def test_the_rehearsals_public_is_the_same_each_time_grows_with_its_counts_and_comes_back(tmp_path: Path) -> None:
    clock = samples.clock()
    rehearsal = Rehearsal(samples.site(discover.rules("mastodon"), tmp_path, now=clock, through="rehearsal"))
    posts = []
    for number in range(12):
        outgoing = samples.outgoing("Et vous ?", Rehearsal.rules, key=f"k{number}")
        posts.append(rehearsal.publish(outgoing).remote_id)
    crowds = []
    for days in (1, 6, 21):
        clock.advance(timedelta(days=days))
        crowds.append([set(everybody(rehearsal, one)) for one in posts])
    assert all(one <= other for early, late in pairwise(crowds) for one, other in zip(early, late, strict=True))
    counts = rehearsal.counts(posts)
    for one, found in zip(posts, crowds[-1], strict=True):
        numbers = [sum(each.act is act for each in found) for act in Act]
        assert numbers == [counts[one].reactions, counts[one].shares, counts[one].replies]
    seen = [{each.who for each in found} for found in crowds[-1]]
    early, late = set(chain(*seen[:6])), set(chain(*seen[6:]))
    assert early & late, "some come back"
    assert late - early, "some do not"


@pytest.mark.parametrize("name", ["x", "facebook"])
def test_where_names_are_not_collected_the_declaration_says_so(name: str) -> None:
    kind = discover.load(name)
    assert kind.withheld
    assert Ability.ENGAGERS not in kind.can
