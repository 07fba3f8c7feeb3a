"""The queue: apply is all or nothing, claims are handed out once, in order, to accounts that may speak."""

from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from sqlalchemy import insert
from sqlalchemy.exc import IntegrityError, StatementError

from scheduler.errors import Problem
from scheduler.model.delivery import Delivery, Event, Receipt, State
from scheduler.model.variant import short_code
from scheduler.plain import REDACTED, redact
from scheduler.store import accounts, approvals, attempts, decisions, deliveries, documents, history
from scheduler.store.database import Database
from scheduler.store.deliveries import Add, Cancel, Move, Replace
from scheduler.store.tables import deliveries as table
from scheduler.store.tables import meta
from tests.store.making import HOUR, LEASE, NOW, add, claimed, new, opened, variant


def again(database: Database, one: Delivery) -> Delivery:
    found = deliveries.get(database, one.id)
    assert found
    return found


def events(database: Database, one: Delivery) -> list[str]:
    return [entry.event for entry in history.of(database, one.id)]


# -- apply


def test_what_is_added_comes_back_whole(database: Database) -> None:
    paris = ZoneInfo("Europe/Paris")
    given = new(
        due=NOW,
        local=NOW.astimezone(paris),
        closes=NOW + HOUR,
        roles=("curator", "press"),
        theme="Coulisses",
        category="sharing-experience",
        under="museumweek-2027/a/once/musee-mastodon",
    )
    (one,) = add(database, given)
    assert one.state is State.AWAITING
    assert one.local
    assert one.local.isoformat() == "2027-06-07T08:00:00+02:00"
    for name in ("campaign", "post", "occurrence", "account", "network", "variant", "digest", "due", "local", "zone",
                 "too_late_at", "closes", "roles", "theme", "category", "under", "source"):  # fmt: skip
        assert getattr(one, name) == getattr(given, name), name
    assert (one.token, one.attempts, one.approvals, one.receipts, one.not_before) == (0, 0, (), (), None)


def test_without_roles_it_is_ready_at_once_and_the_journal_says_who_planned_it(database: Database) -> None:
    (one,) = add(database, new())
    assert one.state is State.READY
    (entry,) = history.of(database, one.id)
    assert (entry.event, entry.before, entry.after, entry.by) == ("planned", "", "ready", "a.martin")


def test_naive_instants_are_refused(database: Database) -> None:
    with pytest.raises(ValueError, match="naive"):
        new(due=datetime(2027, 6, 7, 9))  # noqa: DTZ001 - the point of the test
    with pytest.raises((ValueError, StatementError), match="naive"), database.write() as connection:
        connection.execute(table.update().values(due=datetime(2027, 6, 7, 9)))  # noqa: DTZ001
    assert deliveries.select(database) == []


@pytest.mark.parametrize(
    "instant", [datetime(1, 1, 1, tzinfo=UTC), datetime(9999, 12, 31, 23, 59, 59, 999_999, tzinfo=UTC)]
)
def test_instants_keep_each_microsecond(database: Database, instant: datetime) -> None:
    (one,) = add(database, new(due=instant, too_late_at=None))
    assert one.due == instant


def test_a_change_that_cannot_be_done_undoes_all_of_them(database: Database) -> None:
    old, sent = add(database, new("old"), new("sent", account="musee-x"))
    (flying,) = [one for one in deliveries.claim(database, now=NOW, lease=LEASE, most=9) if one.id == sent.id]
    for last in (Cancel(flying.id), Replace(flying.id, new("sent", account="musee-x")), Cancel(999), Add(new("old"))):
        with pytest.raises(Problem) as raised:
            deliveries.apply(
                database,
                [Add(new("fresh")), last],
                by="a",
                at=NOW,
                campaigns={"museumweek-2027": "{}"},
            )
        assert raised.value.code == "changed-meanwhile"
    assert [one.post for one in deliveries.select(database)] == ["old", "sent"]
    assert documents.applied(database) == {}
    assert old.id == deliveries.select(database)[0].id


def test_the_campaigns_are_kept_as_applied(database: Database) -> None:
    deliveries.apply(database, [], by="a", at=NOW, campaigns={"b": '{"title":"Semaine"}', "a": "[]"})
    deliveries.apply(database, [], by="a", at=NOW, campaigns={"b": '{"title":"La semaine"}'})
    assert documents.applied(database) == {"a": "[]", "b": '{"title":"La semaine"}'}
    assert documents.titles(database) == {"a": "", "b": "La semaine"}


def test_what_is_forgotten_is_dropped_with_the_changes_or_not_at_all(database: Database) -> None:
    deliveries.apply(database, [], by="a", at=NOW, campaigns={"a": "[]", "b": "[]"})
    with pytest.raises(Problem):
        deliveries.apply(database, [Cancel(999)], by="a", at=NOW, campaigns={}, forget=["a"])
    assert set(documents.applied(database)) == {"a", "b"}
    deliveries.apply(database, [], by="a", at=NOW, campaigns={}, forget=["a", "never-there"])
    assert set(documents.applied(database)) == {"b"}


def test_moving_later_asks_nothing_and_earlier_asks_again(database: Database) -> None:
    (one,) = add(database, new(roles=("curator",), due=NOW + 5 * HOUR))
    approvals.give(database, [one.id], role="curator", by="a.martin", how="mail", at=NOW)

    def moved(due: datetime) -> Delivery:
        step = Move(id=one.id, due=due, local=due, zone="Europe/Paris", too_late_at=due + HOUR)
        deliveries.apply(database, [step], by="a", at=NOW, campaigns={})
        return again(database, one)

    later = moved(NOW + 9 * HOUR)
    assert (later.state, later.due, later.digest, later.tag) == (State.READY, NOW + 9 * HOUR, one.digest, one.tag)
    assert moved(NOW + 4 * HOUR).state is State.AWAITING
    assert moved(NOW + 5 * HOUR).state is State.READY, "the yes of then holds for then"
    assert history.replay(history.of(database, one.id)) is State.READY


def test_a_yes_for_a_manual_post_does_not_hold_for_an_earlier_hour(database: Database) -> None:
    window: dict[str, Any] = {"due": None, "too_late_at": None, "local": NOW + 5 * HOUR, "closes": NOW + 8 * HOUR}
    (one,) = add(database, new(roles=("curator",), **window))
    given = approvals.give(database, [one.id], role="curator", by="a.martin", how="mail", at=NOW)
    assert [yes.not_before for yes in given.ready[0].approvals] == [NOW + 5 * HOUR]

    def moved(due: datetime | None, local: datetime, closes: datetime | None) -> State:
        step = Move(id=one.id, due=due, local=local, zone="Europe/Paris", too_late_at=None, closes=closes)
        deliveries.apply(database, [step], by="a", at=NOW, campaigns={})
        return again(database, one).state

    assert moved(NOW + HOUR, NOW + HOUR, None) is State.AWAITING
    assert moved(NOW + 6 * HOUR, NOW + 6 * HOUR, None) is State.READY
    assert moved(None, NOW + 4 * HOUR, NOW + 8 * HOUR) is State.AWAITING


def test_what_was_seen_with_another_opening_is_not_approved(database: Database) -> None:
    (seen,) = add(
        database, new(roles=("curator",), due=None, too_late_at=None, local=NOW + HOUR, closes=NOW + 8 * HOUR)
    )
    step = Move(id=seen.id, due=None, local=NOW, zone="Europe/Paris", too_late_at=None, closes=seen.closes)
    deliveries.apply(database, [step], by="a", at=NOW, campaigns={})
    with pytest.raises(Problem, match="changed-meanwhile"):
        approvals.give(database, [seen.id], role="curator", by="a.martin", how="", at=NOW, seen=[seen])


def test_in_a_series_a_yes_for_a_manual_post_covers_no_earlier_one(database: Database) -> None:
    def occurrence(key: str, hours: int) -> Delivery:
        window: dict[str, Any] = {
            "due": None,
            "too_late_at": None,
            "local": NOW + hours * HOUR,
            "closes": NOW + (hours + 2) * HOUR,
        }
        return add(database, new("mardi", occurrence=key, roles=("press",), text="Fermé le mardi.", **window))[0]

    first = occurrence("2027-06-08T10:00", 24)
    approvals.give(database, [first.id], role="press", by="l.diallo", how="", at=NOW)
    assert occurrence("2027-06-15T10:00", 192).state is State.READY
    assert occurrence("2027-06-07T10:00", 1).state is State.AWAITING


def test_an_edit_asks_again_only_where_it_changes(database: Database) -> None:
    edited, kept = add(database, new(roles=("curator",)), new(account="musee-x", roles=("curator",)))
    approvals.give(database, [edited.id, kept.id], role="curator", by="a.martin", how="", at=NOW)
    fresh = new(roles=("curator",), text="Autre texte.")
    deliveries.apply(database, [Replace(edited.id, fresh)], by="a", at=NOW, campaigns={})
    now = again(database, edited)
    assert (now.state, now.digest, now.missing_roles) == (State.AWAITING, fresh.digest, ("curator",))
    assert again(database, kept).state is State.READY
    deliveries.apply(database, [Replace(edited.id, new(roles=("curator",)))], by="a", at=NOW, campaigns={})
    assert again(database, edited).state is State.READY, "the text that was approved is back"


def test_a_held_one_stays_held_whatever_its_file_does(database: Database) -> None:
    (one,) = add(database, new())
    assert deliveries.move(database, one, Event.HELD, by="a", at=NOW, reason="attendre")
    deliveries.apply(database, [Replace(one.id, new(text="Neuf.", roles=("curator",)))], by="a", at=NOW, campaigns={})
    now = again(database, one)
    assert (now.state, now.reason, now.roles) == (State.HELD, "attendre", ("curator",))


def test_what_failed_goes_back_into_the_queue_when_its_file_is_mended(database: Database) -> None:
    (one,) = add(database, new())
    taken = claimed(database)
    attempt = attempts.begin(database, taken, part=0, key="k", at=NOW, deadline=NOW, by="d")
    assert attempt
    assert attempts.end(database, taken, attempt, event=Event.REFUSED, by="d", at=NOW)
    deliveries.apply(database, [Replace(one.id, new(text="Sans faute."))], by="a", at=NOW, campaigns={})
    assert again(database, one).state is State.READY
    assert history.replay(history.of(database, one.id)) is State.READY


def test_the_code_is_that_of_all_accounts_texts_and_changes_with_them(database: Database) -> None:
    a, b = add(database, new(), new(account="musee-x"))
    assert a.code == b.code == short_code({a.account: a.digest, b.account: b.digest})
    deliveries.apply(database, [Replace(a.id, new(text="Neuf."))], by="a", at=NOW, campaigns={})
    first, second = again(database, a), again(database, b)
    assert first.code == second.code != a.code
    deliveries.apply(database, [Cancel(b.id)], by="a", at=NOW, campaigns={})
    assert again(database, a).code == short_code({first.account: first.digest})


def test_a_cancelled_key_can_be_planned_anew(database: Database) -> None:
    (one,) = add(database, new())
    deliveries.apply(database, [Cancel(one.id)], by="a", at=NOW, campaigns={})
    deliveries.apply(database, [Add(new())], by="a", at=NOW, campaigns={})
    assert [(found.tag == one.tag, found.state) for found in deliveries.select(database)] == [
        (True, State.CANCELLED),
        (True, State.READY),
    ]


def test_in_a_series_a_yes_covers_the_same_text_later(database: Database) -> None:
    def occurrence(key: str, hours: int, text: str = "Fermé le mardi.") -> Delivery:
        return add(database, new("mardi", occurrence=key, due=NOW + hours * HOUR, roles=("press",), text=text))[0]

    first = occurrence("2027-06-08T10:00", 24)
    approvals.give(database, [first.id], role="press", by="l.diallo", how="", at=NOW)
    assert occurrence("2027-06-15T10:00", 192).state is State.READY
    assert occurrence("2027-06-22T10:00", 360, "Ouvert mardi !").state is State.AWAITING
    assert occurrence("2027-06-07T10:00", 1).state is State.AWAITING, "earlier than it was approved for"
    (dated,) = add(
        database, new("mardi", occurrence="once", due=NOW + 400 * HOUR, roles=("press",), text="Fermé le mardi.")
    )
    assert dated.state is State.AWAITING


# -- selecting


def test_selecting_filters_and_orders(database: Database) -> None:
    one, two, three, live = add(
        database,
        new("one", due=NOW + 2 * HOUR),
        new("two", due=NOW, campaign="autre"),
        new("three", due=NOW + HOUR, account="musee-x", roles=("press",)),
        new("live", due=None, too_late_at=None, closes=NOW + 9 * HOUR),
    )
    ids = [one.id, two.id, three.id, live.id]

    def posts(**asked: object) -> list[str]:
        return [found.post for found in deliveries.select(database, **asked)]  # type: ignore[arg-type]

    assert posts() == ["two", "three", "one", "live"]
    assert posts(campaigns=["autre"]) == ["two"]
    assert posts(states=[State.AWAITING]) == ["three"]
    assert posts(accounts=["musee-x"], states=[State.READY]) == []
    assert posts(tags=[one.tag, two.tag]) == ["two", "one"]
    assert posts(ids=ids[2:]) == ["three", "live"]
    assert posts(codes=[one.code]) == ["one"]
    assert posts(due_from=NOW + HOUR, due_until=NOW + 2 * HOUR) == ["three"]


# -- moving


def test_only_the_row_as_it_was_seen_is_moved(database: Database) -> None:
    (one,) = add(database, new())
    assert deliveries.move(database, replace(one, token=1), Event.HELD, by="a", at=NOW) is None
    assert deliveries.move(database, replace(one, state=State.AWAITING), Event.HELD, by="a", at=NOW) is None
    assert deliveries.move(database, replace(one, id=99), Event.HELD, by="a", at=NOW) is None
    held = deliveries.move(database, one, Event.HELD, by="a", why="pluie", at=NOW, reason="pluie")
    assert held
    assert (held.state, held.reason) == (State.HELD, "pluie")
    assert deliveries.move(database, one, Event.HELD, by="a", at=NOW) is None
    assert events(database, one) == ["planned", "held"]


def test_moves_that_the_table_does_not_have_are_faults(database: Database) -> None:
    (one,) = add(database, new())
    with pytest.raises(ValueError, match="no move"):
        deliveries.move(database, one, Event.SENT, by="a", at=NOW)
    with pytest.raises(TypeError):
        deliveries.move(database, one, Event.HELD, by="a", at=NOW, state="published")
    assert again(database, one) == one


def test_a_reason_lasts_until_the_next_move_and_shows_no_secret(database: Database) -> None:
    (one,) = add(database, new())
    redact.remember("s3cr3t-t0ken")
    held = deliveries.move(database, one, Event.HELD, by="a", why="s3cr3t-t0ken", at=NOW, reason="jeton s3cr3t-t0ken")
    assert held
    assert held.reason == f"jeton {REDACTED}"
    assert history.of(database, one.id)[-1].why == REDACTED
    free = deliveries.move(database, held, Event.UNHELD_READY, by="a", at=NOW)
    assert free
    assert free.reason == ""
    assert b"s3cr3t" not in b"".join(path.read_bytes() for path in database.folder.glob("queue.db*"))


def test_decisions_over_several_are_done_whole_or_not_at_all(database: Database) -> None:
    a, b = add(database, new("a"), new("b"))
    stale = replace(b, token=7)
    with pytest.raises(Problem):
        decisions.move(database, [(a, Event.HELD, {}), (stale, Event.HELD, {})], by="a", at=NOW)
    assert [one.state for one in deliveries.select(database)] == [State.READY, State.READY]


# -- claiming


def test_what_is_due_is_claimed_in_order_one_an_account(database: Database) -> None:
    add(
        database,
        new("second", due=NOW - HOUR),
        new("first", due=NOW - HOUR - timedelta(minutes=1)),
        new("x", account="musee-x", due=NOW),
        new("later", account="musee-y", due=NOW + timedelta(microseconds=1)),
        new("live", account="musee-z", due=None, too_late_at=None),
        new("awaiting", account="musee-w", roles=("press",)),
    )
    found = deliveries.claim(database, now=NOW, lease=LEASE, most=9, busy=())
    assert [(one.post, one.state, one.token) for one in found] == [
        ("first", State.CLAIMED, 1),
        ("x", State.CLAIMED, 1),
    ]
    assert deliveries.claim(database, now=NOW, lease=LEASE, most=9, busy=()) == [], "their accounts have one in flight"


def test_most_and_busy_hold(database: Database) -> None:
    add(database, *(new("p", account=f"musee-{i}") for i in range(4)))
    assert deliveries.claim(database, now=NOW, lease=LEASE, most=0, busy=()) == []
    found = deliveries.claim(database, now=NOW, lease=LEASE, most=2, busy={"musee-0"})
    assert [one.account for one in found] == ["musee-1", "musee-2"]


def test_what_is_too_late_is_never_claimed_but_overdue(database: Database) -> None:
    late, closed, patient = add(
        database,
        new("late", due=NOW - 2 * HOUR),
        new("closed", account="musee-x", due=None, too_late_at=None, closes=NOW),
        new("patient", account="musee-y", due=NOW - 9 * HOUR, too_late_at=None),
    )
    assert [one.post for one in deliveries.overdue(database, NOW)] == ["late", "closed"]
    assert deliveries.overdue(database, NOW - timedelta(microseconds=1)) == []
    assert [one.id for one in deliveries.claim(database, now=NOW, lease=LEASE, most=9)] == [patient.id]
    assert late.id != closed.id


def test_a_thread_that_has_begun_is_not_too_late_by_its_hour(database: Database) -> None:
    add(database, new(parts=2))
    one = claimed(database)
    attempt = attempts.begin(database, one, part=0, key="k", at=NOW, deadline=NOW, by="d")
    assert attempt
    receipt = Receipt(part=0, remote_id="1", url="", at=NOW)
    assert attempts.end(database, one, attempt, receipt=receipt, event=Event.NOT_SENT, by="d", at=NOW)
    assert len(deliveries.claim(database, now=NOW + 3 * HOUR, lease=LEASE, most=9)) == 1


def test_planning_does_not_touch_a_thread_that_has_begun(database: Database) -> None:
    add(database, new(parts=2))
    one = claimed(database)
    attempt = attempts.begin(database, one, part=0, key="k", at=NOW, deadline=NOW, by="d")
    assert attempt
    receipt = Receipt(part=0, remote_id="1", url="", at=NOW)
    assert attempts.end(database, one, attempt, receipt=receipt, event=Event.NOT_SENT, by="d", at=NOW)
    move = Move(id=one.id, due=NOW + HOUR, local=NOW + HOUR, zone="UTC", too_late_at=None)
    for step in (Cancel(one.id, reason="post-removed"), Replace(one.id, new(parts=2, text="Neuf.")), move):
        with pytest.raises(Problem, match="changed-meanwhile"):
            deliveries.apply(database, [step], by="a", at=NOW, campaigns={})
    assert again(database, one).state is State.READY


def test_a_pause_and_a_block_are_respected(database: Database) -> None:
    (one,) = add(database, new())
    taken = claimed(database)
    assert deliveries.move(database, taken, Event.GIVEN_BACK, by="d", at=NOW, not_before=NOW + HOUR)
    assert deliveries.claim(database, now=NOW, lease=LEASE, most=9) == []
    assert deliveries.next_due(database, NOW) == NOW + HOUR
    accounts.block(database, one.account, "401", at=NOW, by="d")
    assert deliveries.next_due(database, NOW) is None
    assert deliveries.claim(database, now=NOW + HOUR, lease=LEASE, most=9) == []
    accounts.unblock(database, one.account, at=NOW)
    assert [found.token for found in deliveries.claim(database, now=NOW + HOUR, lease=LEASE, most=9)] == [2]


def test_next_due_is_the_next_instant_that_is_not_yet_there(database: Database) -> None:
    assert deliveries.next_due(database, NOW) is None
    add(
        database,
        new("now"),
        new("then", due=NOW + 2 * HOUR),
        new("soon", due=NOW + HOUR),
        new("r", due=NOW + timedelta(1), roles=("p",)),
    )
    assert deliveries.next_due(database, NOW) == NOW + HOUR
    assert deliveries.next_due(database, NOW + HOUR) == NOW + 2 * HOUR
    assert deliveries.next_due(database, NOW + 2 * HOUR) is None


def test_eight_threads_never_get_the_same_one(database: Database) -> None:
    add(database, *(new(f"p{i}", account=f"musee-{i}") for i in range(200)))

    def work(_: int) -> list[tuple[int, int]]:
        mine: list[tuple[int, int]] = []
        while found := deliveries.claim(database, now=NOW, lease=LEASE, most=3):
            mine += [(one.id, one.token) for one in found]
        return mine

    with ThreadPoolExecutor(8) as pool:
        handed = [one for mine in pool.map(work, range(8)) for one in mine]
    assert sorted(handed) == sorted(set(handed))
    assert {token for _, token in handed} == {1}
    assert len(handed) == 200


def test_two_processes_never_get_the_same_one(tmp_path: Path) -> None:
    with closing(opened(tmp_path)) as first, closing(opened(tmp_path)) as second:
        add(first, *(new(f"p{i}", account=f"musee-{i}") for i in range(100)))

        def work(database: Database) -> list[int]:
            mine: list[int] = []
            while found := deliveries.claim(database, now=NOW, lease=LEASE, most=2):
                mine += [one.id for one in found]
            return mine

        with ThreadPoolExecutor(4) as pool:
            handed = [one for mine in pool.map(work, [first, second, first, second]) for one in mine]
    assert len(handed) == len(set(handed)) == 100


@pytest.mark.file
def test_a_claim_of_a_replaced_file_is_a_problem(tmp_path: Path) -> None:
    with closing(opened(tmp_path)) as database:
        add(database, new())
        database.backup(tmp_path / "copy.db").replace(database.path)
        with pytest.raises(Problem) as raised:
            deliveries.claim(database, now=NOW, lease=LEASE, most=1)
    assert raised.value.code == "database-replaced"


def test_a_double_key_in_the_databases_own_facts_stays_a_fault(database: Database) -> None:
    with pytest.raises(IntegrityError), database.write() as connection:
        connection.execute(insert(meta).values(name="owner", value="x"))


def test_variants_survive_with_their_digest(database: Database) -> None:
    made = variant("Été : «réserves» 👩‍🔬 — [[x]]")
    (one,) = add(database, new(variant=made))
    assert (one.variant, one.variant.digest) == (made, made.digest)
