"""Who follows an account on Mastodon: page by page, newest first, each handle as the server reads it or not at all."""

from collections.abc import Iterator
from itertools import chain
from pathlib import Path

import pytest

from scheduler.connector.base import Connector, SendFailure
from scheduler.model.failure import Kind
from scheduler.networks.mastodon import Mastodon
from scheduler.networks.rehearsal import Rehearsal
from scheduler.testing import samples
from scheduler.testing.fake_mastodon import FakeMastodon, State


@pytest.fixture
def server() -> Iterator[FakeMastodon]:
    with FakeMastodon(State(page=3)) as running:
        yield running


@pytest.fixture
def mastodon(server: FakeMastodon, tmp_path: Path) -> Iterator[Mastodon]:
    site = samples.site(
        Mastodon.rules,
        tmp_path,
        base_url=server.base_url,
        settings={"access_token": "env:T"},
        secrets={"env:T": server.token},
    )
    connector = Mastodon(site)
    yield connector
    connector.close()


def everybody(connector: Connector) -> list[list[str]]:
    """The handles, a list a page."""
    found, cursor = [], ""
    while True:
        page = connector.follower_page(cursor)
        found.append([one.handle for one in page.followers])
        cursor = page.next
        if not cursor:
            return found


def test_a_long_list_is_read_page_by_page(server: FakeMastodon, mastodon: Mastodon) -> None:
    server.state.following = [f"person{n}@a.example" for n in range(8)]
    assert [len(page) for page in everybody(mastodon)] == [3, 3, 2]
    assert list(chain.from_iterable(everybody(mastodon))) == server.state.following
    server.state.following = []
    assert everybody(mastodon) == [[]]


def test_somebody_of_the_same_server_is_named_without_a_host_and_known_with_it(
    server: FakeMastodon, mastodon: Mastodon
) -> None:
    server.state.following = ["ada", "grace@b.example"]
    first, second = mastodon.follower_page("").followers
    assert (first.handle, first.who) == ("ada", "ada@127.0.0.1")
    assert (second.handle, second.who) == ("grace@b.example", "grace@b.example")


@pytest.mark.parametrize(
    ("acct", "taken"),
    [
        ("ada.lovelace_1@a.example", True),
        ("ada@münchen.example", True),
        ("ada@xn--mnchen-3ya.example", True),
        ("ada lovelace", False),
        ("ada@a.example @grace@b.example", False),
        ("ada@a.example\n@grace@b.example", False),
        ("ada@a", False),
        ("ada@-a.example", False),
        ("@ada", False),
        ("{n}", False),
        ("[[ada]]", False),
        ("<b>ada</b>", False),
        ("https://a.example", False),
        ("a" * 400, False),
        ("", False),
    ],
)
def test_what_would_name_somebody_else_is_left_out(
    server: FakeMastodon, mastodon: Mastodon, acct: str, taken: bool
) -> None:
    server.state.following = [acct]
    assert [one.handle for one in mastodon.follower_page("").followers] == ([acct] if taken else [])


def test_without_the_right_to_read_it_says_so(server: FakeMastodon, mastodon: Mastodon) -> None:
    server.state.scopes = "write:statuses"
    with pytest.raises(SendFailure) as caught:
        mastodon.follower_page("")
    assert caught.value.failure.status == 403
    assert caught.value.failure.kind is not Kind.UNKNOWN


def test_the_rehearsal_has_a_public_of_its_own_and_more_of_it_later(tmp_path: Path) -> None:
    clock = samples.clock()
    rehearsal = Rehearsal(samples.site(Mastodon.rules, tmp_path, now=clock))
    pages = everybody(rehearsal)
    names = list(chain.from_iterable(pages))
    assert len(names) == len(set(names)) == rehearsal.followers()
    assert {len(page) for page in pages[:-1]} == {80}
    assert names == sorted(names, key=lambda name: int(name.split("-")[1].split("@")[0]), reverse=True)
