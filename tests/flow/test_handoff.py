"""Deliveries that a person publishes: told at their hour, laid out again after any death, never unknown, reminded once."""

import shutil
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from itertools import count
from pathlib import Path

import pytest

from scheduler.connector.base import Ability, Handed, Outgoing, SendFailure
from scheduler.flow import approve, figures, hand
from scheduler.flow.collect import collect
from scheduler.flow.evaluate.ages import Standing, measure
from scheduler.flow.evaluate.question import published
from scheduler.flow.proof import against
from scheduler.flow.publish import Publisher
from scheduler.flow.voices import Voices
from scheduler.model.delivery import Delivery, Handing, State
from scheduler.model.engagement import Counts
from scheduler.model.failure import Failure, Kind
from scheduler.sentences import LANGUAGES
from scheduler.sentences.stored import said
from scheduler.store import attempts, deliveries, handed, history, snapshots
from tests.flow.dying import Died, Life, living
from tests.flow.remote import Scripted
from tests.flow.world import World

URL = "https://network.example/musee/status/17"


class ByHand(Scripted):
    """Lays out into a log; `trouble` is what it meets next."""

    can = Ability.HAND_OFF
    request_life = 0.0
    given: list[tuple[Outgoing, ...]]
    trouble: list[Exception]

    def hand_off(self, parts: Sequence[Outgoing]) -> Handed:
        self.network.before_send(parts[0])
        if self.trouble:
            raise self.trouble.pop(0)
        self.given.append(tuple(parts))
        self.network.after_send(parts[0])
        return Handed(
            folder=Path("/given") / parts[0].tag, page=Path("/given/index.html"), address="https://network.example/"
        )


@pytest.fixture
def world(tmp_path: Path) -> World:
    ByHand.given, ByHand.trouble = [], []
    return World(tmp_path / "one", kind=ByHand)


def confirm(world: World, post: Delivery, url: str | None = URL) -> Delivery:
    given = {"url": url, "remote_id": url.rpartition("/")[2]} if url else {"url": None}
    (one,) = approve.confirm(world.database, [post.tag], **given, by="c.lam", at=world.clock.now())
    return one


def test_at_its_hour_a_person_is_given_every_part_at_once(world: World) -> None:
    blob = world.blobs.put(b"the fitted bytes")
    (post,) = world.add(world.new("fil", "un", "deux", "trois", pictures=[(blob, "alt")], after=timedelta(hours=1)))
    assert world.once().expected == 0
    assert ByHand.given == []
    world.clock.advance(timedelta(hours=1))
    summary = world.once()
    assert (summary.expected, summary.published) == (1, 0)
    (parts,) = ByHand.given
    assert [(one.number, one.part.text) for one in parts] == [(0, "un"), (1, "deux"), (2, "trois")]
    assert parts[0].media == (b"the fitted bytes",)
    assert parts[0].local == post.local
    waiting = world.now(post)
    assert waiting.state is State.EXPECTED
    assert waiting.handed == Handing(
        folder=f"/given/{post.tag}", page="/given/index.html", address="https://network.example/", at=world.clock.now()
    )
    assert world.network.log == []
    assert world.once().expected == 0, "it is given once"


def test_people_are_told_where_it_lies_and_never_the_text(world: World) -> None:
    (post,) = world.add(world.new("reserves", "Un texte encore secret."))
    world.once()
    (news,) = world.news
    assert (news.subject, news.state) == (post.tag, "expected")
    for language in LANGUAGES:
        told = said(news.why, language)
        assert "/given/" in told
        assert "https://network.example/" in told
        assert "secret" not in told
    lines = "".join(str(line) for line in history.of(world.database, post.id))
    assert "secret" not in lines


@pytest.mark.parametrize("against", ["brake", "approval", "late", "bytes"])
def test_what_holds_a_post_back_holds_it_back_here_too(world: World, against: str) -> None:
    new = world.new("reserves", roles=("press",) if against == "approval" else ())
    if against == "bytes":
        new = replace(new, digest=world.new("reserves", "Un autre.").digest)
    (post,) = world.add(new)
    if against == "brake":
        world.stop_file.touch()
    if against == "late":
        world.clock.advance(timedelta(hours=3))
    world.once()
    assert ByHand.given == []
    expected = {"brake": State.READY, "approval": State.AWAITING, "late": State.MISSED, "bytes": State.HELD}
    assert world.state(post) is expected[against]


@pytest.mark.parametrize(
    "trouble",
    [
        SendFailure(Failure(kind=Kind.NOT_SENT, code="handing-folder-missing", detail="/share")),
        SendFailure(Failure(kind=Kind.UNKNOWN, code="odd")),
        OSError("disk"),
        ArithmeticError("a fault"),
    ],
    ids=lambda one: type(one).__name__,
)
def test_whatever_goes_wrong_it_is_tried_again_and_never_unknown(world: World, trouble: Exception) -> None:
    (post,) = world.add(world.new())
    ByHand.trouble = [trouble]
    assert world.once().waiting == 1
    assert world.state(post) is State.READY
    assert world.now(post).reason
    world.clock.advance(timedelta(minutes=1))
    assert world.once().expected == 1


@pytest.mark.file
@pytest.mark.long
def test_a_death_at_any_point_costs_nothing(world: World, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (post,) = world.add(world.new("fil", "un", "deux"))
    world.database.close()
    for point in count():
        shutil.copytree(world.folder, tmp_path / f"death-{point}")
        one = World(tmp_path / f"death-{point}", kind=ByHand)
        life = Life(at=point)
        with monkeypatch.context() as points:
            living(points, one.network, lambda life=life: life)  # type: ignore[misc]
            with suppress(Died):
                one.dispatcher(threads=1).once()
        one.network.before_send = one.network.after_send = lambda _: None
        one.database.close()
        one.reopen()
        one.once()
        after = one.now(post)
        assert (after.state, after.receipts) == (State.EXPECTED, ()), life.names[-1:]
        assert after.handed
        tried = attempts.of(one.database, post.id)
        assert {each.key for each in tried} == {attempts.BY_HAND}
        assert all(each.ended for each in tried)
        assert one.state(post) is not State.UNKNOWN
        one.database.close()
        if not life.dead:
            break
    assert point > 5, "the points were not passed"


def test_a_death_while_it_is_laid_out_is_never_in_doubt(world: World) -> None:
    (post,) = world.add(world.new())

    def dies(_: Outgoing) -> None:
        raise Died("while it is laid out")

    world.network.before_send = dies
    with pytest.raises(Died):
        world.once()
    world.network.before_send = lambda _: None
    world.reopen()
    left = attempts.recover(world.database, at=world.clock.now())
    assert ([one.tag for one in left.ready], left.unknown) == ([post.tag], ())
    assert world.state(post) is State.READY


def test_a_job_that_broke_while_it_was_laid_out_is_never_in_doubt(world: World) -> None:
    (post,) = world.add(world.new())
    (claimed,) = deliveries.claim(world.database, now=world.clock.now(), lease=timedelta(minutes=2), most=1)
    now = world.clock.now()
    late = now + timedelta(minutes=1)
    begun = attempts.begin(world.database, claimed, part=0, key=attempts.BY_HAND, by="t", at=now, deadline=late)
    assert begun is not None
    voices = Voices(world.database, world.connectors, world.clock, by="t")
    publisher = Publisher(world.database, voices, world.blobs, world.clock, by="t")
    assert publisher.release(post.id, "").state is State.READY


def test_one_address_confirms_every_part_and_the_first_bears_it(world: World) -> None:
    (post,) = world.add(world.new("fil", "un", "deux", "trois"))
    world.once()
    world.clock.advance(timedelta(minutes=10))
    out = confirm(world, post)
    assert out.state is State.PUBLISHED
    assert [(one.part, one.remote_id, one.url) for one in out.receipts] == [(0, "17", URL), (1, "", ""), (2, "", "")]
    assert {one.at for one in out.receipts} == {world.clock.now()}


def test_confirmed_the_next_day_it_went_out_at_its_hour(world: World) -> None:
    (post,) = world.add(world.new())
    world.once()
    told = world.clock.now()
    world.clock.advance(timedelta(hours=20))
    assert confirm(world, post).receipts[0].at == told


def test_nobody_s_word_leaves_it_waiting_and_given_up_it_is_missed(world: World) -> None:
    (post,) = world.add(world.new())
    world.once()
    world.clock.advance(timedelta(days=30))
    world.once()
    assert world.state(post) is State.EXPECTED
    missed = confirm(world, post, None)
    assert missed.state is State.MISSED
    assert "c.lam" in said(missed.reason)


def test_given_up_and_tried_again_it_is_handed_anew_and_may_be_reminded_of_anew(world: World) -> None:
    (post,) = world.add(world.new())
    world.once()
    assert handed.remind(world.database, world.now(post), by="test", at=world.clock.now())
    confirm(world, post, None)
    approve.send_now(world.database, [post.tag], by="c.lam", at=world.clock.now())
    world.once()
    again = world.now(post)
    assert (again.state, again.reminded_at, len(ByHand.given)) == (State.EXPECTED, None, 2)


def test_a_timed_reply_knows_where_its_confirmed_post_is(world: World) -> None:
    (post,) = world.add(world.new("reserves"))
    world.add(world.new("reserves", "Réponse", after=timedelta(hours=1), under=post.tag))
    world.once()
    confirm(world, post)
    world.clock.advance(timedelta(hours=1))
    assert world.once().expected == 1
    assert (ByHand.given[1][0].above, ByHand.given[1][0].above_url) == ("17", URL)


def test_a_timed_reply_is_handed_at_its_hour_though_nobody_confirmed_its_post(world: World) -> None:
    (post,) = world.add(world.new("reserves"))
    (reply,) = world.add(world.new("reserves", "Réponse", after=timedelta(hours=1), under=post.tag))
    world.once()
    world.clock.advance(timedelta(hours=1))
    world.once()
    assert world.state(reply) is State.EXPECTED
    assert ByHand.given[1][0].above_url == ""


def test_a_reply_is_confirmed_by_the_address_of_its_post_and_asked_no_figures(world: World) -> None:
    (post,) = world.add(world.new("reserves"))
    (reply,) = world.add(world.new("reserves", "Réponse", after=timedelta(hours=1), under=post.tag))
    world.once()
    confirm(world, post)
    world.clock.advance(timedelta(hours=1))
    world.once()
    assert against(world.database, world.now(reply), URL, network="N", hosts=(), identity="") is None
    confirm(world, reply)
    world.clock.advance(timedelta(hours=25))
    assert [one.tag for one in collect(world.database, world.connectors, world.clock).to_type] == [post.tag]


@pytest.mark.parametrize(
    ("url", "identity", "code"),
    [
        ("https://bsky.app/profile/did:plc:other/post/3k", "did:plc:musee", "url-of-other-account"),
        ("https://bsky.app/profile/did:plc:musee/post/3k", "did:plc:musee", None),
        ("https://bsky.app/profile/musee.example/post/3k", "did:plc:musee", None),
        ("https://www.facebook.com/999999/posts/1", "1234567890", "url-of-other-account"),
        ("https://www.facebook.com/permalink.php?story_fbid=1&id=999999", "1234567890", "url-of-other-account"),
        ("https://www.facebook.com/1234567890/posts/1", "1234567890", None),
        ("https://www.facebook.com/musee/posts/1", "1234567890", None),
        ("https://www.facebook.com/999999/posts/1", "", None),
        ("https://facebook.com.evil.example/1234567890/posts/1", "1234567890", "url-of-other-host"),
        ("https://notfacebook.com/1234567890/posts/1", "1234567890", "url-of-other-host"),
    ],
)
def test_an_address_is_held_against_the_host_and_the_pinned_account(
    world: World, url: str, identity: str, code: str | None
) -> None:
    (post,) = world.add(world.new())
    doubt = against(world.database, post, url, network="N", hosts=("bsky.app", "facebook.com"), identity=identity)
    assert (doubt.code if doubt else None) == code


def test_an_address_stands_for_one_post(world: World) -> None:
    (post, other) = [*world.add(world.new("un")), *world.add(world.new("deux"))]
    world.once()
    confirm(world, post)
    doubt = against(world.database, other, f" {URL} ", network="N", hosts=(), identity="")
    assert doubt
    assert (doubt.code, doubt.arguments["tag"]) == ("url-of-other-post", post.tag)
    assert against(world.database, world.now(post), URL, network="N", hosts=(), identity="") is None


def test_given_up_and_found_all_the_same_it_is_out_whole(world: World) -> None:
    (post,) = world.add(world.new("fil", "un", "deux"))
    world.once()
    told = world.clock.now()
    confirm(world, post, None)
    world.clock.advance(timedelta(days=1))
    out = confirm(world, post)
    assert (out.state, [one.part for one in out.receipts], out.receipts[0].at) == (State.PUBLISHED, [0, 1], told)


def test_a_reply_whose_post_was_given_up_is_not_handed(world: World) -> None:
    (post,) = world.add(world.new("reserves"))
    (reply,) = world.add(world.new("reserves", "Réponse", after=timedelta(hours=1), under=post.tag))
    world.once()
    confirm(world, post, None)
    world.clock.advance(timedelta(hours=1))
    world.once()
    assert world.state(reply) is State.READY
    world.clock.advance(timedelta(hours=3))
    world.once()
    assert (world.state(reply), len(ByHand.given)) == (State.MISSED, 1)


def test_a_person_is_reminded_once_whoever_restarts(world: World) -> None:
    (post,) = world.add(world.new())
    world.once()
    now = world.clock.now()
    assert handed.remind(world.database, world.now(post), by="test", at=now)
    world.database.close()
    world.reopen()
    again = world.now(post)
    assert again.reminded_at == now
    assert hand.remind_at(again) is None
    assert not handed.remind(world.database, replace(again, reminded_at=None), by="test", at=now)
    assert [line.event for line in history.of(world.database, post.id)].count("reminded") == 1
    confirm(world, post)
    (other,) = world.add(world.new("autre"))
    assert not handed.remind(world.database, other, by="test", at=now), "it waits for no person"


@pytest.mark.parametrize(
    ("late", "minutes"), [(None, 30), (timedelta(hours=2), 30), (timedelta(minutes=25), 15), (timedelta(minutes=8), 5)]
)
def test_the_reminder_comes_after_half_an_hour_and_before_it_is_too_late(
    world: World, late: timedelta | None, minutes: int
) -> None:
    (post,) = world.add(world.new(patience=late))
    world.once()
    assert hand.remind_at(world.now(post)) == world.clock.now() + timedelta(minutes=minutes)


def test_typed_figures_count_as_read_ones_and_a_thread_is_read_as_a_whole(world: World) -> None:
    (post,) = world.add(world.new("fil", "un", "deux"))
    world.once()
    confirm(world, post)
    world.clock.advance(timedelta(hours=25))
    (asked,) = collect(world.database, world.connectors, world.clock).to_type
    assert (asked.tag, asked.part, asked.age) == (post.tag, 0, timedelta(hours=24))
    typed = figures.type_in(
        world.database, post.tag, Counts(reactions=12, replies=4, shares=0), by="c.lam", now=world.clock.now()
    )
    assert (typed.reading.age, typed.new) == (timedelta(hours=24), True)
    assert collect(world.database, world.connectors, world.clock).to_type == ()
    world.clock.advance(timedelta(hours=1))
    (kept,) = snapshots.select(world.database)
    assert (kept.by, kept.counts.views, kept.counts.shares) == ("c.lam", None, 0)
    posts = published(deliveries.select(world.database))
    (seen,) = measure(posts, [kept], age=timedelta(hours=24), now=world.clock.now())
    assert (seen.standing, seen.reactions, seen.replies, seen.views) == (Standing.MEASURED, 12, 3, None)


@pytest.mark.parametrize(("hours", "due"), [(1, 0), (7, 0), (23, 0), (24, 1), (30, 1), (72, 0), (168, 1), (680, 0)])
def test_a_person_is_asked_at_a_day_and_at_a_week_only(world: World, hours: int, due: int) -> None:
    (post,) = world.add(world.new())
    world.once()
    confirm(world, post)
    world.clock.advance(timedelta(hours=hours))
    found = collect(world.database, world.connectors, world.clock)
    assert (len(found.to_type), found.due, found.failed, found.unable) == (due, due, {}, ())


@pytest.mark.parametrize(("hours", "age"), [(0.5, 0.5), (25, 24), (35, 35), (169, 168), (240, 240)])
def test_a_reading_stands_for_the_age_it_was_read_at(world: World, hours: float, age: float) -> None:
    (post,) = world.add(world.new())
    world.once()
    confirm(world, post)
    world.clock.advance(timedelta(days=20))
    at = world.now(post).receipts[0].at + timedelta(hours=hours)
    typed = figures.type_in(world.database, post.tag, Counts(reactions=1), at=at, by="c.lam", now=world.clock.now())
    assert typed.reading.age == timedelta(hours=age)
    assert typed.reading.taken == at


def test_an_hour_is_read_by_the_campaigns_clock() -> None:
    assert hand.instant_of("2027-06-08T10:00", "Europe/Paris") == datetime(2027, 6, 8, 8, tzinfo=UTC)
    assert hand.instant_of("2027-06-08 10:00+00:00", "Europe/Paris") == datetime(2027, 6, 8, 10, tzinfo=UTC)
    assert hand.instant_of("demain", "Europe/Paris") is None
