"""One delivery through every answer a network can give, by the dispatcher's own pass."""

from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from scheduler.connector.base import Absent, Outgoing
from scheduler.flow import approve
from scheduler.flow.reconcile import LOOKS
from scheduler.flow.retry import MOST
from scheduler.flow.voices import Voices
from scheduler.model.delivery import Event, State
from scheduler.notify.news import message
from scheduler.plain import redact
from scheduler.sentences import LANGUAGES
from scheduler.sentences.stored import said
from scheduler.store import accounts, attempts, deliveries, history
from tests.flow.remote import Blind, Doubtful, Fate, Keyed, Scripted
from tests.flow.world import World


@pytest.fixture
def world(tmp_path: Path) -> World:
    return World(tmp_path)


def test_a_due_post_goes_out_once_and_keeps_its_receipt(world: World) -> None:
    (post,) = world.add(world.new("reserves", "Les réserves ouvrent."))
    assert world.once().published == 1
    assert world.network.texts() == ["Les réserves ouvrent."]
    after = world.now(post)
    assert after.state is State.PUBLISHED
    assert [receipt.remote_id for receipt in after.receipts] == [world.network.log[0].id]
    assert attempts.of(world.database, post.id)[0].identity == "musee@network.example"
    assert world.once().published == 0
    assert len(world.network.log) == 1


def test_a_network_that_says_the_secret_back_as_a_name_leaves_it_nowhere(world: World) -> None:
    redact.remember("s3cr3t-t0ken")
    world.network.identities = {"musee": "s3cr3t-t0ken@network.example"}
    world.add(world.new("un"), world.new("deux", after=timedelta(hours=1)))
    assert world.once().published == 1
    world.clock.advance(timedelta(hours=1))
    world.reopen()
    assert world.once().published == 1, "it is still the same one"
    world.add(world.new("trois"))
    world.network.identities = {"musee": "other-s3cr3t-t0ken"}
    assert world.once().blocked == ("musee",)
    world.database.close()
    assert all(b"s3cr3t-t0ken" not in file.read_bytes() for file in world.folder.glob("queue.db*"))


def test_a_thread_goes_out_in_order_each_under_the_one_before(world: World) -> None:
    world.add(world.new("fil", "un", "deux", "trois"))
    world.once()
    first, second, third = world.network.log
    assert [one.text for one in world.network.log] == ["un", "deux", "trois"]
    assert [first.above, second.above, third.above] == ["", first.id, second.id]


def test_pictures_arrive_byte_for_byte_with_their_alt_texts(world: World) -> None:
    blob = world.blobs.put(b"the fitted bytes")
    world.add(world.new("reserves", "Une toile.", pictures=[(blob, "Deux régisseuses déroulent une toile")]))
    world.once()
    assert world.network.log[0].alts == ("Deux régisseuses déroulent une toile",)
    assert world.network.log[0].pictures == (b"the fitted bytes",)


@pytest.mark.parametrize("harm", ["gone", "changed"])
def test_a_picture_that_is_not_what_was_approved_holds_the_post(world: World, harm: str) -> None:
    blob = world.blobs.put(b"the fitted bytes")
    (post,) = world.add(world.new("reserves", "Une toile.", pictures=[(blob, "alt")]))
    file = world.folder / "blobs" / blob[:2] / blob
    file.unlink() if harm == "gone" else file.write_bytes(b"other bytes")
    assert world.once().held == 1
    assert world.state(post) is State.HELD
    assert world.network.requests == 0
    assert [news.state for news in world.news] == ["held"]


def test_a_text_that_is_not_what_was_approved_holds_the_post(world: World) -> None:
    new = world.new("reserves", "Le texte approuvé.")
    (post,) = world.add(replace(new, digest=world.new("reserves", "Un autre.").digest))
    world.once()
    assert world.state(post) is State.HELD
    assert "approved" in said(world.now(post).reason)
    assert world.network.requests == 0


def test_what_was_never_approved_does_not_go_out_even_if_it_is_ready(world: World) -> None:
    (post,) = world.add(world.new(roles=("press",)))
    assert world.state(post) is State.AWAITING
    with world.database.write() as connection:
        connection.exec_driver_sql("UPDATE deliveries SET state = 'ready'")
    world.once()
    assert world.state(post) is State.AWAITING
    assert world.network.requests == 0


def test_a_lost_answer_is_looked_for_and_never_sent_again(world: World) -> None:
    (post,) = world.add(world.new("reserves", "Une fois."))
    world.network.script.append(Fate.LOST_AFTER)
    assert world.once().unknown == 1
    assert world.once().unknown == 0, "before its request is certainly over, looking would prove nothing"
    assert world.network.looks == 0
    world.clock.advance(timedelta(seconds=Scripted.request_life))
    assert world.once().published == 1
    assert world.network.texts() == ["Une fois."]
    assert world.now(post).receipts[0].remote_id == world.network.log[0].id


def test_what_is_proved_absent_is_sent_again_once(world: World) -> None:
    world.add(world.new("reserves", "Une fois."))
    world.network.script.append(Fate.LOST_BEFORE)
    world.once()
    world.clock.advance(timedelta(seconds=60))
    assert world.once().published == 1
    assert world.network.texts() == ["Une fois."]
    assert world.network.requests == 2


def test_what_was_tried_in_anothers_name_is_not_proved_absent_in_this_ones(world: World) -> None:
    (post,) = world.add(world.new("reserves", "Une fois."))
    world.network.script.append(Fate.LOST_BEFORE)
    world.once()
    other = "another@network.example"
    world.network.identities = {"musee": other}
    at, origin = world.clock.now(), "https://network.example"
    accounts.pin(world.database, "musee", identity=other, at=at, origin=origin)  # a person has connected it to another
    world.clock.advance(timedelta(seconds=60))
    world.once()
    assert world.state(post) is State.UNKNOWN
    assert world.network.requests == 1


def test_a_request_that_takes_effect_late_is_not_doubled(world: World) -> None:
    world.add(world.new("reserves", "Une fois."))
    world.network.script.append(Fate.LATE)
    assert world.run(timedelta(minutes=10)).published == 1
    assert world.network.texts() == ["Une fois."]
    assert world.network.requests == 1


def test_a_clock_that_jumps_ahead_does_not_shorten_the_wait_for_a_late_request(world: World) -> None:
    world.add(world.new("reserves", "Une fois."))
    world.network.script.append(Fate.LATE)
    world.network.after_send = lambda _: world.clock.jump(timedelta(minutes=30))
    assert world.run(timedelta(minutes=40)).published == 1
    assert world.network.texts() == ["Une fois."]
    assert world.network.requests == 1


@pytest.mark.parametrize("kind", [Blind, Doubtful])
def test_where_absence_cannot_be_proved_a_person_must_look(tmp_path: Path, kind: type[Scripted]) -> None:
    world = World(tmp_path, kind=kind)
    (post,) = world.add(world.new("reserves", "Une fois.", patience=None))
    world.network.script.append(Fate.LOST_BEFORE)
    assert world.run(timedelta(days=3)).unknown == 1
    assert world.state(post) is State.UNKNOWN
    assert world.network.requests == 1
    assert world.network.looks in ((len(LOOKS), len(LOOKS) + 1) if kind is Doubtful else (0,)), (
        "a bounded number of looks"
    )
    assert [(news.subject, news.state) for news in world.news] == [(post.tag, "unknown")]
    for language in LANGUAGES:
        why = said(world.now(post).reason, language)
        told = message(world.news, language)[1]
        assert "scheduler confirm" in why, "after a look in vain a person must look"
        assert told.count("scheduler confirm") == 1
        assert "before anything else is sent" not in why + told


def test_an_account_that_was_blocked_before_anybody_knew_it_stays_blocked(world: World) -> None:
    """To be asked who it is pins an account, and a pin lifts a block: only a person may do that."""
    accounts.block(world.database, "musee", "missed", at=world.clock.now())
    Voices(world.database, world.connectors, world.clock, by="t").of("musee", afresh=True)
    assert "musee" in accounts.blocked(world.database)
    assert accounts.pinned(world.database, "musee") is None


def test_an_absence_is_believed_of_those_alone_that_can_prove_one(tmp_path: Path) -> None:
    class Bold(Doubtful):
        """Says «absent» without being able to know."""

        def find(self, outgoing: Outgoing) -> Absent:
            return Absent()

    world = World(tmp_path, kind=Bold)
    (post,) = world.add(world.new("reserves", "Une fois.", patience=None))
    world.network.script.append(Fate.LOST_AFTER)
    assert world.run(timedelta(days=3)).unknown == 1
    assert world.state(post) is State.UNKNOWN
    assert world.network.texts() == ["Une fois."]


def test_looks_are_remembered_over_restarts(tmp_path: Path) -> None:
    world = World(tmp_path, kind=Doubtful)
    world.add(world.new("reserves", "Une fois.", patience=None))
    world.network.script.append(Fate.LOST_BEFORE)
    for _ in range(60):
        world.once()
        world.reopen()
        world.clock.advance(timedelta(minutes=30))
    assert 2 <= world.network.looks <= len(LOOKS) + 1


def test_a_native_key_makes_sending_again_safe(tmp_path: Path) -> None:
    for fate in (Fate.LOST_AFTER, Fate.LOST_BEFORE, Fate.LATE):
        world = World(tmp_path / fate.name, kind=Keyed)
        world.network.honours_keys = True
        world.add(world.new("reserves", "un", "deux"))
        world.network.script.append(fate)
        assert world.run(timedelta(minutes=10)).published == 1
        assert world.network.texts() == ["un", "deux"]


def test_a_native_key_does_not_send_what_is_too_late(tmp_path: Path) -> None:
    world = World(tmp_path, kind=Keyed)
    (post,) = world.add(world.new(patience=timedelta(seconds=50)))
    world.network.script.append(Fate.LOST_BEFORE)
    world.run(timedelta(days=3))
    assert world.state(post) is State.UNKNOWN
    assert world.network.requests == 1


@pytest.mark.parametrize("fate", [Fate.FAULTY, Fate.SENSELESS])
def test_a_connector_that_breaks_or_says_nothing_is_an_unknown_outcome(world: World, fate: Fate) -> None:
    world.add(world.new("reserves", "Une fois."))
    world.network.script.append(fate)
    assert world.once().unknown == 1
    assert world.run(timedelta(minutes=5)).published == 1
    assert world.network.texts() == ["Une fois."]


def test_an_outage_is_tried_again_until_it_is_over(world: World) -> None:
    (post,) = world.add(world.new())
    world.network.script.extend([Fate.UNREACHABLE] * 4)
    assert world.once().waiting == 1
    not_before = world.now(post).not_before
    assert not_before is not None
    assert not_before > world.clock.now()
    world.once()
    assert world.network.requests == 1, "not before its time"
    assert world.run(timedelta(hours=1)).published == 1
    assert len(world.network.log) == 1


def test_an_outage_without_end_is_missed_not_sent_late(world: World) -> None:
    (post,) = world.add(world.new())
    world.network.script.extend([Fate.UNREACHABLE] * 100)
    world.run(timedelta(hours=3))
    assert world.state(post) in {State.MISSED, State.HELD}
    world.network.script.clear()
    world.run(timedelta(hours=3))
    assert world.network.texts() == []


def test_an_outage_without_end_and_without_hour_waits_for_a_person(world: World) -> None:
    (post,) = world.add(world.new(patience=None))
    world.network.script.extend([Fate.UNREACHABLE] * 100)
    world.run(timedelta(days=2))
    assert world.state(post) is State.HELD
    assert world.network.requests == MOST


def test_too_many_requests_spend_no_attempt(world: World) -> None:
    world.add(world.new(patience=timedelta(days=2)))
    world.network.script.extend([Fate.TOO_MANY] * (3 * MOST))
    world.run(timedelta(days=1))
    assert len(world.network.log) == 1
    assert world.network.requests == 3 * MOST + 1


def test_a_refusal_fails_at_once_and_says_why_harmlessly(world: World) -> None:
    (post,) = world.add(world.new())
    world.network.script.append(Fate.REFUSED)
    assert world.once().failed == 1
    assert world.now(post).reason.isprintable()
    assert world.run(timedelta(hours=3)).published == 0
    assert world.network.requests == 1
    assert [news.state for news in world.news] == ["failed"]


def test_a_dead_token_blocks_the_account_not_the_others(world: World) -> None:
    one, two = world.add(world.new("un"), world.new("deux"))
    (other,) = world.add(world.new("un", account="autre"))
    world.network.script.append(Fate.UNAUTHORISED)
    summary = world.dispatcher(threads=1).once()
    assert summary.blocked == ("musee",)
    assert [world.state(post) for post in (one, two)] == [State.READY, State.READY]
    assert world.state(other) is State.PUBLISHED
    assert [news.state for news in world.news] == ["blocked"]
    accounts.unblock(world.database, "musee", at=world.clock.now())
    assert world.once().published == 2
    assert len(world.network.log) == 3


def test_an_account_that_is_somebody_else_is_blocked_before_anything_is_sent(world: World) -> None:
    world.add(world.new("un"))
    world.once()
    world.network.identities["musee"] = "somebody@else.example"
    world.reopen()
    (post,) = world.add(world.new("deux"))
    assert world.once().blocked == ("musee",)
    assert world.state(post) is State.READY
    assert world.network.texts() == ["un on musee"]


def test_an_unknown_one_stays_so_where_the_account_is_somebody_else(world: World) -> None:
    (post,) = world.add(world.new())
    world.network.script.append(Fate.LOST_BEFORE)
    world.once()
    world.network.identities["musee"] = "somebody@else.example"
    world.run(timedelta(days=2))
    assert world.state(post) is State.UNKNOWN, "absence there would prove nothing"
    assert world.network.looks == 0
    assert world.network.requests == 1


def test_a_thread_goes_on_where_it_was_cut(world: World) -> None:
    world.add(world.new("fil", "un", "deux", "trois"))
    world.network.script.extend([Fate.ACCEPTED, Fate.UNREACHABLE])
    assert world.once().waiting == 1
    assert world.network.texts() == ["un"]
    assert world.run(timedelta(minutes=5)).published == 1
    assert world.network.texts() == ["un", "deux", "trois"]
    assert [one.above for one in world.network.log] == ["", world.network.log[0].id, world.network.log[1].id]


def test_a_thread_whose_middle_is_unknown_goes_on_after_the_look(world: World) -> None:
    for fate in (Fate.LOST_AFTER, Fate.LOST_BEFORE):
        world.add(world.new(f"fil {fate.name}", *(f"{fate.name} {n}" for n in range(3))))
        world.network.script.extend([Fate.ACCEPTED, fate])
        assert world.run(timedelta(minutes=5)).published == 1
        assert world.network.texts()[-3:] == [f"{fate.name} {n}" for n in range(3)]


def test_a_thread_that_is_refused_in_the_middle_is_published_in_part(world: World) -> None:
    (post,) = world.add(world.new("fil", "un", "deux", "trois"))
    world.network.script.extend([Fate.ACCEPTED, Fate.REFUSED])
    assert world.once().partial == 1
    assert world.state(post) is State.PARTIAL
    assert world.network.texts() == ["un"]


def test_a_thread_that_cannot_follow_within_half_an_hour_is_published_in_part(world: World) -> None:
    (post,) = world.add(world.new("fil", "un", "deux", patience=timedelta(days=1)))
    world.network.script.extend([Fate.ACCEPTED] + [Fate.UNREACHABLE] * 50)
    began = world.clock.now()
    world.run(timedelta(hours=2))
    assert world.state(post) is State.PARTIAL
    world.network.script.clear()
    world.run(timedelta(hours=2))
    assert world.network.texts() == ["un"]
    assert history.of(world.database, post.id)[-1].at - began <= timedelta(minutes=31)


def test_what_would_stand_under_a_part_without_an_id_is_never_sent_as_a_post_of_its_own(world: World) -> None:
    (post,) = world.add(world.new("fil", "un", "deux", "trois"))
    world.network.script.extend([Fate.LOST_AFTER])
    world.once()
    url = "https://network.example/posts/pfbid0abc"
    now = world.clock.now()
    approve.confirm(world.database, [post.tag], url=url, remote_id="", by="a.martin", at=now)
    assert world.once().partial == 1
    assert world.network.texts() == ["un"]
    reason = said(world.now(post).reason, "en")
    assert url in reason
    assert f"scheduler confirm {post.tag} --url" in reason
    deliveries.move(world.database, world.now(post), Event.RETRIED, by="a.martin", at=now)
    assert world.once().partial == 1, "a retry changes nothing of that"
    approve.confirm(world.database, [post.tag], url=f"{url}2", remote_id="2", by="a.martin", at=now)
    assert world.state(post) is State.PUBLISHED, "a person has published the rest"
    assert world.network.texts() == ["un"]


def test_the_rest_of_a_thread_goes_when_a_person_says_so(world: World) -> None:
    (post,) = world.add(world.new("fil", "un", "deux", "trois", patience=timedelta(days=1)))
    world.network.script.extend([Fate.ACCEPTED, Fate.REFUSED])
    world.once()
    world.clock.advance(timedelta(hours=3))
    deliveries.move(world.database, world.now(post), Event.RETRIED, by="a.martin", at=world.clock.now())
    assert world.once().published == 1
    assert world.network.texts() == ["un", "deux", "trois"]
