"""Listening: each message once, from where the last pass ended; refusals stop one thing alone; nothing says whose it was."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from pathlib import Path
from typing import ClassVar

import pytest

from scheduler.clock import SimulatedClock
from scheduler.connector.base import HEARING, Ability, Connector, SendFailure
from scheduler.connector.heard import Heard, HeardPage, Words
from scheduler.flow import heard as gathered
from scheduler.flow.listening import EVERY, LOOK_BACK, PAGES, Listened, Own, Place, listen
from scheduler.model.failure import Failure, Kind
from scheduler.model.mention import Deed, Toward, standing
from scheduler.model.network import Rules
from scheduler.store import listening, mentions
from scheduler.store.database import Database
from scheduler.testing import samples
from tests.flow.remote import RULES
from tests.networks.bluesky_bench import bench
from tests.store.making import NOW, opened

KEY = b"0" * 32
DAY = timedelta(days=1)
OWN = Own(tag="c/p/once/musee", remote_ids=("p1",), replies=1)


@dataclass
class Server:
    """What a network lists, newest first, and what it was asked."""

    named: list[Heard] = field(default_factory=list)
    tagged: list[Heard] = field(default_factory=list)
    under: dict[str, list[Heard]] = field(default_factory=dict)
    page: int = 5
    troubles: dict[tuple[Toward, str], Failure] = field(default_factory=dict)
    """By what is asked and from which cursor on."""
    shut: dict[str, Failure] = field(default_factory=dict)
    """By the id of what nobody may see."""
    asked: list[tuple[Toward, str, str]] = field(default_factory=list)

    def say(self, number: int, at: datetime = NOW) -> None:
        """Have `number` people name the account, one after the other."""
        known = len(self.named)
        self.named[:0] = [Heard(remote_id=f"m{known + n}", at=at) for n in reversed(range(number))]


class Listening(Connector):
    """Lists what its server has."""

    rules: ClassVar[Rules] = RULES
    docs: ClassVar[str] = "https://network.example/docs"
    can = HEARING
    server: Server

    def heard_page(self, toward: Toward, about: str, cursor: str) -> HeardPage:
        self.server.asked.append((toward, about, cursor))
        if (trouble := self.server.shut.get(about) or self.server.troubles.get((toward, cursor))) is not None:
            raise SendFailure(trouble)
        lists = {Toward.MENTION: self.server.named, Toward.TAG: self.server.tagged}
        listed = lists.get(toward, self.server.under.get(about, []))
        # By the id of the message before, as networks do: what comes meanwhile moves nothing.
        first = next((n + 1 for n, one in enumerate(listed) if one.remote_id == cursor), 0)
        last = first + self.server.page
        after = listed[last - 1].remote_id if last < len(listed) else ""
        gone = toward is Toward.REPLY and about not in self.server.under
        return HeardPage(heard=tuple(listed[first:last]), next=after, gone=gone)

    def words(self, remote_ids: Sequence[str]) -> Mapping[str, Words]:
        raise AssertionError("whoever listens asks for no word")


class Deaf(Listening):
    can = Ability.COUNTS
    unheard = "mentions-paid"


class Commented(Listening):
    can = Ability.REPLIES


@dataclass
class World:
    database: Database
    clock: SimulatedClock
    folder: Path
    kinds: dict[str, type[Listening]] = field(default_factory=dict)
    servers: dict[str, Server] = field(default_factory=dict)

    def connector(self, name: str) -> Connector:
        made = self.kinds.get(name, Listening)(samples.site(RULES, self.folder, now=self.clock))
        made.server = self.server(name)
        return made

    def server(self, name: str = "musee") -> Server:
        return self.servers.setdefault(name, Server())

    def listen(self, *places: Place, asked: bool = True) -> Listened:
        wanted = places or (Place(account="musee", network="scripted"),)
        return listen(self.database, self.connector, self.clock, places=wanted, key=lambda: KEY, asked=asked)

    @property
    def kept(self) -> int:
        return len(mentions.select(self.database))

    def stream(self, name: str = listening.MENTIONS) -> listening.Stream:
        return listening.streams(self.database)["musee", name]


@pytest.fixture
def world(tmp_path: Path) -> Iterator[World]:
    clock = SimulatedClock(NOW)
    database = opened(tmp_path, clock)
    yield World(database=database, clock=clock, folder=tmp_path)
    database.close()


def place(**other: object) -> Place:
    return Place(account="musee", network="scripted", **other)  # type: ignore[arg-type]


def refused(status: int, kind: Kind = Kind.REFUSED, **other: object) -> Failure:
    return Failure(kind=kind, code="send-refused", status=status, **other)  # type: ignore[arg-type]


def test_each_message_is_kept_once_and_the_next_pass_reads_what_is_new(world: World) -> None:
    world.server().say(12, NOW - timedelta(hours=1))
    assert world.listen().new == 12
    assert (world.stream().since, world.stream().until, world.stream().cursor) == (NOW - LOOK_BACK, NOW, "")
    assert world.stream(listening.ACCOUNT).since == NOW - LOOK_BACK
    world.clock.advance(DAY)
    world.server().say(3, NOW + DAY)
    world.server().asked.clear()
    assert world.listen().new == 3
    assert len(world.server().asked) == 2, "a page with new ones, and one of old ones alone: the end"
    assert world.kept == 15


def test_what_is_older_than_the_first_reading_reaches_is_left_alone(world: World) -> None:
    world.server().say(9, NOW - LOOK_BACK - DAY)
    world.server().say(2)
    assert world.listen().new == 2


def test_a_long_list_is_gone_on_with_and_what_came_meanwhile_is_not_lost(world: World) -> None:
    world.server().say(PAGES * 5 + 7)
    first = world.listen()
    assert (first.new, first.left, first.requests) == (PAGES * 5, 1, PAGES)
    assert (world.stream().since, world.stream().top) == (None, NOW)
    world.clock.advance(timedelta(hours=1))
    world.server().say(4, world.clock.now())
    second = world.listen()
    assert (second.new, second.left, world.stream().until) == (7, 0, NOW), "it is whole up to where it began"
    assert world.listen().new == 4
    assert world.kept == PAGES * 5 + 11


def test_a_pass_that_breaks_off_goes_on_where_it_was(world: World) -> None:
    world.server().say(20)
    world.server().troubles[Toward.MENTION, "m10"] = refused(503, Kind.NOT_SENT)
    assert world.listen().failed == {"musee": "send-refused"}
    assert (world.kept, world.stream().cursor) == (10, "m10")
    world.server().troubles.clear()
    world.server().asked.clear()
    assert world.listen().new == 10
    assert world.server().asked[0][2] == "m10", "nothing is read twice"
    assert world.stream().fault == ""


def test_one_that_came_late_hides_none_below_it(world: World) -> None:
    world.server().say(1, NOW - DAY)
    world.listen()
    world.clock.advance(timedelta(hours=1))
    world.server().say(3, world.clock.now())
    world.server().say(2, NOW - 2 * DAY)
    assert world.listen().new == 5, "federated late, listed first, and kept as well"


def test_a_list_that_is_refused_stops_no_other(world: World) -> None:
    server = world.server()
    server.troubles[Toward.MENTION, ""] = refused(403)
    server.tagged = [Heard(remote_id="t1", at=NOW)]
    server.under["p1"] = [Heard(remote_id="r1", at=NOW, under=("p1",))]
    found = world.listen(place(posts=[OWN], hashtags={"#GestesMW": NOW - DAY}))
    assert (found.new, found.failed) == (2, {"musee": "send-refused"})
    one, other = mentions.select(world.database)
    assert {(each.toward, each.tag, each.hashtag) for each in (one, other)} == {
        (Toward.TAG, "", "#GestesMW"),
        (Toward.REPLY, OWN.tag, ""),
    }
    assert world.stream(listening.ACCOUNT).since is not None, "replies are known whole all the same"
    assert world.stream().fault == "send-refused"


def test_a_network_that_asks_to_be_left_alone_is_and_the_others_are_heard(world: World) -> None:
    back = NOW + timedelta(minutes=5)
    world.server().troubles[Toward.MENTION, ""] = refused(429, Kind.NOT_SENT, retry_at=back)
    world.server("other").say(2)
    both = (place(), replace(place(), account="other"))
    assert world.listen(*both).new == 2
    asked = len(world.server().asked)
    world.clock.advance(timedelta(minutes=1))
    world.listen(*both)
    assert len(world.server().asked) == asked
    world.clock.advance(timedelta(minutes=5))
    world.listen(*both)
    assert len(world.server().asked) > asked


def test_threads_are_read_when_their_number_of_replies_changes(world: World) -> None:
    server = world.server()
    server.under["p1"] = [Heard(remote_id="r1", at=NOW, under=("p1",))]

    def threads(replies: int | None) -> int:
        before = len(server.asked)
        world.listen(place(posts=[replace(OWN, replies=replies)]))
        return sum(toward is Toward.REPLY for toward, _, _ in server.asked[before:])

    assert [threads(n) for n in (None, 0, 1, 1, 2, 2)] == [0, 0, 1, 0, 1, 0]
    assert world.kept == 1


def test_what_we_wrote_under_a_message_answers_it_and_is_no_message(world: World) -> None:
    server, later = world.server(), NOW + timedelta(minutes=50)
    question = Heard(remote_id="r1", at=NOW, under=("p1",))
    server.under |= {"p1": [question], "r1": []}
    world.listen(place(posts=[OWN]))
    (one,) = mentions.select(world.database)
    world.clock.advance(timedelta(hours=1))
    server.under["r1"] = [Heard(remote_id="a1", at=later, under=("r1",), own=True)]
    for _ in range(2):
        world.listen(place(posts=[OWN], waiting=[one.number]))
    (row,) = mentions.marks(world.database)[one.number]
    assert (row.deed, row.by, row.value["seen"]) == (Deed.ANSWERED, "", True)
    assert standing([row]).answered_at == later
    assert world.kept == 1
    del server.under["r1"]
    world.listen(place(waiting=[one.number]))
    assert gathered.told(world.database, [one])[one.number].gone, "its author deleted the question"


def test_what_a_network_says_of_somebodys_message_is_kept_nowhere(world: World) -> None:
    server = world.server()
    server.under |= {"p1": [Heard(remote_id="r1", at=NOW, under=("p1",))], "r1": []}
    world.listen(place(posts=[OWN]))
    (one,) = mentions.select(world.database)
    detail = "at://did:plc:plantee cannot be reached"
    server.troubles[Toward.REPLY, ""] = refused(502, Kind.NOT_SENT, detail=detail)
    found = world.listen(place(waiting=[one.number]))
    assert found.failed == {"musee": "send-refused"}
    assert not any(b"plantee" in one.read_bytes() for one in world.folder.rglob("*") if one.is_file())


def test_one_thread_that_may_not_be_read_hides_no_other(world: World) -> None:
    server = world.server()
    server.under |= {"p1": [], "p2": [Heard(remote_id="r1", at=NOW, under=("p2",))]}
    server.shut = {"p1": refused(403)}
    posts = [OWN, replace(OWN, tag="c/q/once/musee", remote_ids=("p2",))]
    done = world.listen(place(posts=posts))
    assert (done.new, done.left, done.failed) == (1, 1, {"musee": "send-refused"})
    assert world.stream(listening.ACCOUNT).until is None, "not all is known"
    server.asked.clear()
    server.shut = {}
    assert world.listen(place(posts=posts)).left == 0
    assert [about for toward, about, _ in server.asked if toward is Toward.REPLY] == ["p1"]
    assert world.stream(listening.ACCOUNT).until == NOW
    assert world.stream(listening.UNDER + OWN.tag).fault == ""


def test_a_question_that_may_not_be_read_hides_no_answer_under_another(world: World) -> None:
    server = world.server()
    server.under |= {"p1": [Heard(remote_id=one, at=NOW, under=("p1",)) for one in ("r1", "r2")], "r1": []}
    world.listen(place(posts=[OWN]))
    numbers = [one.number for one in mentions.select(world.database)]
    server.shut = {"r1": refused(403)}
    server.under["r2"] = [Heard(remote_id="a", at=NOW + DAY, under=("r2",), own=True)]
    done = world.listen(place(waiting=numbers))
    assert (done.answered, done.failed) == (1, {})


def test_who_cannot_be_listened_to_is_named_with_the_reason(world: World) -> None:
    world.kinds["musee"] = Deaf
    assert world.listen().unable == {"musee": "mentions-paid"}
    assert not world.server().asked
    assert world.stream(listening.ACCOUNT).fault == "mentions-paid"


def test_only_what_a_network_can_list_is_asked_for(world: World) -> None:
    world.kinds["musee"] = Commented
    world.server().under["p1"] = [Heard(remote_id="r1", at=NOW, under=("p1",))]
    assert world.listen(place(posts=[OWN], hashtags={"#GestesMW": NOW})).new == 1
    assert {toward for toward, _, _ in world.server().asked} == {Toward.REPLY}


def test_the_daemon_leaves_an_account_alone_for_a_quarter_of_an_hour_a_person_does_not(world: World) -> None:
    world.listen(asked=False)
    asked = len(world.server().asked)
    world.clock.advance(EVERY - timedelta(seconds=1))
    world.listen(asked=False)
    assert len(world.server().asked) == asked
    world.listen()
    assert len(world.server().asked) > asked


@pytest.mark.long
def test_ten_thousand_messages_come_in_pass_by_pass(world: World) -> None:
    world.server().page = 400
    world.server().say(10_000)
    found = [world.listen() for _ in range(3)]
    assert [one.new for one in found] == [4_000, 4_000, 2_000]
    assert [one.left for one in found] == [1, 1, 0]
    assert world.kept == 10_000


def test_an_address_that_names_its_author_lies_sealed(world: World, tmp_path: Path) -> None:
    folder = tmp_path / "bluesky"
    folder.mkdir()
    with bench(folder) as rig:
        post = rig.connector.publish(samples.outgoing("Et vous ?", rig.connector.rules))
        rig.answer(post.remote_id)
        own = Own(tag="c/p/once/musee", remote_ids=(post.remote_id,), replies=2)
        wanted = Place(account="musee", network="bluesky", posts=[own], hashtags={"#MuseumWeek": NOW - 999 * DAY})
        clock = rig.clock
        found = listen(world.database, lambda _: rig.connector, clock, places=[wanted], key=lambda: KEY)
    assert (found.new, found.failed) == (2, {})
    rows = mentions.select(world.database)
    assert {(one.toward, one.tag) for one in rows} == {(Toward.REPLY, own.tag)}
    assert {one.hashtag for one in rows} == {"", "#MuseumWeek"}
    opened_ids = mentions.addresses(world.database, KEY, [one.number for one in rows]).values()
    assert {one.split("/")[2] for one in opened_ids} == {"did:plc:ada", "did:plc:lin"}
    world.database.backup(folder / "copy.db")
    left = b"".join(one.read_bytes() for one in world.folder.rglob("*") if one.is_file() and "jsonl" not in one.name)
    for planted in (b"did:plc:ada", b"ada.example", b"did:plc:lin", b"le dimanche"):
        assert planted not in left, planted
