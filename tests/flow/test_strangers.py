"""What stands on an account before ours goes out: a colleague's post holds it, our own posts do not, a silent network neither."""

import logging
from collections.abc import Sequence
from datetime import timedelta
from pathlib import Path

import pytest

from scheduler.connector.base import Ability, SendFailure
from scheduler.connector.shown import Shown
from scheduler.flow import approve
from scheduler.flow.brake import Brake
from scheduler.flow.dispatch import Dispatcher
from scheduler.flow.strangers import RECENT, Look
from scheduler.model.delivery import State
from scheduler.model.failure import Failure, Kind
from scheduler.sentences.stored import said
from scheduler.store import accounts, deliveries
from scheduler.store.database import open_database
from scheduler.wake import SimulatedAlarm
from tests.flow.remote import Fate, Remote, Scripted
from tests.flow.world import World

TEXT = "Les réserves du musée ouvrent lundi à quatorze heures, venez nombreux voir les caisses !"
BY_HAND = "Les réserves du musée ouvrent lundi à quatorze heures ! Venez nombreux voir les caisses. 🎉"


class Listing(Scripted):
    """Lists its newest posts."""

    can = Scripted.can | Ability.NEWEST
    read = 0

    def newest(self, most: int) -> Sequence[Shown]:
        self.network.arrive()
        type(self).read += 1
        mine = [one for one in reversed(self.network.log) if one.account == self.site.account.name]
        return [
            Shown(remote_id=one.id, url=f"https://network.example/{one.id}", text=one.text, at=one.at)
            for one in mine[:most]
        ]


class Paid(Listing):
    newest_is_paid = True


class Silent(Listing):
    def newest(self, most: int) -> Sequence[Shown]:
        type(self).read += 1
        raise SendFailure(Failure(kind=Kind.NOT_SENT, code="send-not-connected"))


class Broken(Listing):
    def newest(self, most: int) -> Sequence[Shown]:
        type(self).read += 1
        raise RuntimeError("a fault of the connector")


@pytest.fixture(autouse=True)
def counted() -> None:
    for kind in (Listing, Paid, Silent, Broken):
        kind.read = 0


@pytest.fixture
def world(tmp_path: Path) -> World:
    return World(tmp_path, kind=Listing)


def by_hand(
    world: World, text: str = BY_HAND, *, ago: timedelta = timedelta(minutes=20), account: str = "musee"
) -> Remote:
    """A colleague's post."""
    one = Remote(
        id=f"hand-{len(world.network.log)}",
        account=account,
        text=text,
        above="",
        alts=(),
        pictures=(),
        key="",
        tag="",
        number=0,
        at=world.clock.now() - ago,
    )
    world.network.log.append(one)
    return one


def run(world: World, last: timedelta, look: Look = Look.CHEAP) -> None:
    brake = Brake([world.stop_file])
    one = Dispatcher(world.database, world.connectors, world.blobs, world.clock, brake=brake, threads=2, look=look)
    one.run(SimulatedAlarm(world.clock, until=world.clock.now() + last))


def test_what_a_colleague_posted_by_hand_holds_ours_and_is_named(world: World) -> None:
    stranger = by_hand(world)
    (post,) = world.add(world.new("reserves", TEXT))
    assert world.once().held == 1
    assert world.network.requests == 0
    assert f"https://network.example/{stranger.id}" in said(world.now(post).reason)
    assert post.tag in said(world.now(post).reason, "fr")
    assert [one.state for one in world.news] == ["held"]


def test_once_a_person_has_looked_it_goes_out_beside_it(world: World) -> None:
    by_hand(world)
    (post,) = world.add(world.new("reserves", TEXT))
    world.once()
    approve.unhold(world.database, [post.tag], why="ours has the picture", by="marie", at=world.clock.now())
    world.once()
    assert world.state(post) is State.PUBLISHED
    assert len(world.network.log) == 2


def test_another_stranger_holds_it_again(world: World) -> None:
    by_hand(world)
    (post,) = world.add(world.new("reserves", TEXT))
    world.once()
    approve.unhold(world.database, [post.tag], why="", by="marie", at=world.clock.now())
    by_hand(world, ago=timedelta(0))
    world.once()
    assert world.state(post) is State.HELD


@pytest.mark.parametrize(
    ("text", "ago", "account"),
    [
        ("Le musée sera fermé mardi toute la journée, merci de votre compréhension.", timedelta(hours=1), "musee"),
        (BY_HAND, RECENT + timedelta(hours=1), "musee"),
        (BY_HAND, timedelta(hours=1), "autre"),
    ],
    ids=["another text", "long ago", "another account"],
)
def test_what_is_no_double_stops_nothing(world: World, text: str, ago: timedelta, account: str) -> None:
    by_hand(world, text, ago=ago, account=account)
    (post,) = world.add(world.new("reserves", TEXT))
    world.once()
    assert world.state(post) is State.PUBLISHED


def test_our_own_posts_are_no_strangers_a_series_and_a_thread_neither(world: World) -> None:
    days = [world.new(f"day-{day}", TEXT, TEXT + " Suite.", after=timedelta(hours=day)) for day in range(5)]
    posts = world.add(*days)
    run(world, timedelta(hours=6))
    assert {world.state(one) for one in posts} == {State.PUBLISHED}


@pytest.mark.parametrize("fate", [Fate.LOST_AFTER, Fate.LATE])
def test_what_may_be_our_own_unknown_post_is_no_stranger(tmp_path: Path, fate: Fate) -> None:
    class Doubting(Listing):
        can = Ability.PUBLISH | Ability.THREAD | Ability.NEWEST

    world = World(tmp_path, kind=Doubting)
    first, second = world.add(world.new("one", TEXT), world.new("two", TEXT, after=timedelta(minutes=5)))
    world.network.script.append(fate)
    run(world, timedelta(minutes=10))
    assert world.state(first) is State.UNKNOWN
    assert world.state(second) is State.PUBLISHED


def test_what_a_person_called_absent_and_is_there_is_not_sent_again(tmp_path: Path) -> None:
    class Doubting(Listing):
        can = Ability.PUBLISH | Ability.THREAD | Ability.NEWEST

    world = World(tmp_path, kind=Doubting)
    (post,) = world.add(world.new("reserves", TEXT))
    world.network.script.append(Fate.LOST_AFTER)
    world.once()
    world.clock.advance(timedelta(minutes=5))
    approve.confirm(world.database, [post.tag], url=None, by="marie", at=world.clock.now())
    world.once()
    assert world.state(post) is State.HELD
    assert len(world.network.log) == 1, "the look before sending caught what the person overlooked"


@pytest.mark.parametrize("kind", [Silent, Broken])
def test_a_reading_that_fails_stops_nothing_costs_one_wait_and_is_logged(
    tmp_path: Path, kind: type[Listing], caplog: pytest.LogCaptureFixture
) -> None:
    world = World(tmp_path, kind=kind)
    posts = world.add(*(world.new(f"p{n}", f"{TEXT} {n}", after=timedelta(seconds=n)) for n in range(4)))
    with caplog.at_level(logging.WARNING, logger="scheduler"):
        run(world, timedelta(minutes=2))
    assert {world.state(one) for one in posts} == {State.PUBLISHED}
    assert kind.read == 1
    assert any(record.getMessage() == "newest-unread musee" for record in caplog.records)


def test_an_account_that_is_refused_while_it_is_read_is_blocked_and_nothing_is_tried(tmp_path: Path) -> None:
    class Refused(Listing):
        def newest(self, most: int) -> Sequence[Shown]:
            raise SendFailure(Failure(kind=Kind.BLOCKED, code="send-unauthorized", status=401))

    world = World(tmp_path, kind=Refused)
    (post,) = world.add(world.new("reserves", TEXT))
    world.once()
    assert (world.state(post), set(accounts.blocked(world.database))) == (State.READY, {"musee"})
    assert world.network.requests == 0


def test_posts_that_go_out_together_share_one_reading(world: World) -> None:
    world.add(*(world.new(f"p{n}", f"Le message numéro {n} du jour parle de toute autre chose {n}") for n in range(6)))
    run(world, timedelta(minutes=1))
    assert len(world.network.log) == 6
    assert Listing.read == 1


@pytest.mark.parametrize(("look", "held"), [(Look.CHEAP, False), (Look.ALWAYS, True), (Look.NEVER, False)])
def test_what_is_paid_for_is_read_only_where_somebody_said_so(tmp_path: Path, look: Look, held: bool) -> None:
    world = World(tmp_path, kind=Paid)
    by_hand(world)
    (post,) = world.add(world.new("reserves", TEXT))
    run(world, timedelta(minutes=1), look)
    assert (world.state(post) is State.HELD) == held
    assert bool(Paid.read) == held


def test_a_reply_and_the_rest_of_a_thread_are_not_held_against_the_list(world: World) -> None:
    (post,) = world.add(world.new("reserves", "Un tout autre texte pour le fil de ce matin", TEXT))
    by_hand(world)
    (reply,) = world.add(world.new("reserves", TEXT, under=post.tag, after=timedelta(minutes=1)))
    run(world, timedelta(minutes=3))
    assert (world.state(post), world.state(reply)) == (State.PUBLISHED, State.PUBLISHED)


# At the start, and after a sleep


def test_another_copy_of_the_database_that_published_holds_the_account_once(world: World) -> None:
    later = timedelta(minutes=30)
    other = "Le deuxième message de la matinée parle de tout autre chose, des caisses"
    post, second = world.add(world.new("reserves", TEXT, after=later), world.new("b", other, after=later))
    by_hand(world, TEXT)  # by a daemon that works from a copy of this database
    by_hand(world, other)
    run(world, timedelta(minutes=1))
    block = accounts.blocked(world.database)["musee"]
    assert post.tag in said(block.why) or second.tag in said(block.why)
    accounts.unblock(world.database, "musee", at=world.clock.now(), by="marie")
    run(world, timedelta(minutes=1))
    assert not accounts.blocked(world.database), "it has been told"
    run(world, later)
    assert {world.state(post), world.state(second)} == {State.HELD}, "each still waits for its own word"


@pytest.mark.parametrize("text", [TEXT, BY_HAND], ids=["word for word", "nearly the same"])
def test_one_text_that_is_still_to_be_sent_holds_the_account_if_it_stands_there_word_for_word(
    world: World, text: str
) -> None:
    """Two copies of a queue would send the next post at the same second, neither seeing the other's."""
    later = timedelta(minutes=30)
    post, other = world.add(
        world.new("reserves", TEXT, after=later),
        world.new("b", "Un message qui parle de tout autre chose", after=later),
    )
    by_hand(world, text)
    run(world, timedelta(hours=1))
    if text == TEXT:
        assert post.tag in said(accounts.blocked(world.database)["musee"].why)
        assert {world.state(post), world.state(other)} == {State.READY}
        assert world.network.requests == 0
    else:
        assert not accounts.blocked(world.database)
        assert (world.state(post), world.state(other)) == (State.HELD, State.PUBLISHED)


def test_what_was_missed_and_rescued_by_hand_holds_no_account_but_several_do(world: World) -> None:
    post, second, other = world.add(
        world.new("reserves", TEXT, patience=timedelta(minutes=5)),
        world.new("caisses", TEXT.replace("réserves", "caisses"), patience=timedelta(minutes=5)),
        world.new("b", "Un message qui parle de tout autre chose", after=timedelta(hours=2)),
    )
    world.clock.advance(timedelta(hours=1))
    by_hand(world, TEXT)
    run(world, timedelta(hours=2))
    assert not accounts.blocked(world.database)
    assert [world.state(one) for one in (post, second, other)] == [State.MISSED, State.MISSED, State.PUBLISHED]
    by_hand(world, TEXT.replace("réserves", "caisses"))
    (later,) = world.add(world.new("c", "Encore un message sur tout autre chose", after=timedelta(minutes=30)))
    run(world, timedelta(minutes=1))
    assert "musee" in accounts.blocked(world.database)
    assert world.state(later) is State.READY


def test_a_stranger_that_a_person_was_shown_holds_no_account_at_the_next_start(world: World) -> None:
    (post,) = world.add(world.new("reserves", TEXT, after=timedelta(minutes=10)))
    run(world, timedelta(minutes=1))
    by_hand(world, TEXT, ago=timedelta(0))
    run(world, timedelta(0))  # it was looked at a moment ago
    accounts.unblock(world.database, "musee", at=world.clock.now(), by="marie")
    world.once()
    world.clock.advance(timedelta(minutes=10))
    accounts.unblock(world.database, "musee", at=world.clock.now(), by="marie")
    world.once()
    assert world.state(post) is State.HELD
    world.add(world.new("b", "Un message qui parle de tout autre chose", after=timedelta(minutes=5)))
    run(world, timedelta(minutes=10))
    assert not accounts.blocked(world.database)


def test_a_restored_copy_in_another_state_folder_is_noticed_before_it_sends(world: World, tmp_path: Path) -> None:
    (post,) = world.add(world.new("reserves", TEXT, after=timedelta(minutes=10)))
    copy = world.database.backup(tmp_path / "copy.db")
    run(world, timedelta(minutes=15))
    assert world.state(post) is State.PUBLISHED
    world.database.close()
    world.database = open_database(copy, clock=world.clock, state=tmp_path / "other")
    world.database.adopt(by="marie")
    world.clock.jump(-timedelta(minutes=5))
    run(world, timedelta(minutes=10))
    assert len(world.network.log) == 1
    (there,) = deliveries.select(world.database)
    assert there.state is not State.PUBLISHED


def test_after_a_sleep_the_accounts_are_looked_at_anew(world: World) -> None:
    (post,) = world.add(world.new("reserves", TEXT, after=timedelta(minutes=50), patience=timedelta(hours=9)))
    alarm = SimulatedAlarm(world.clock, until=world.clock.now() + timedelta(hours=3))
    brake = Brake([world.stop_file])
    slept: list[bool] = []

    def sleep(_due: object, _look: object) -> None:
        if not slept:
            slept.append(True)
            by_hand(world, TEXT, ago=timedelta(0))
            world.clock.jump(timedelta(minutes=30))

    Dispatcher(world.database, world.connectors, world.blobs, world.clock, brake=brake, threads=2, coming=sleep).run(
        alarm
    )
    assert world.network.requests == 0
    assert "musee" in accounts.blocked(world.database) or world.state(post) is State.HELD
