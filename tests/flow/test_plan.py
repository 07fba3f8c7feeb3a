"""Wanted minus present: every kind of change, and what is asked before it is done."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scheduler.flow.likeness import alike
from scheduler.flow.plan import Planned, Scope, changed, plan
from scheduler.model.change import Answers, ChangeKind, Question
from scheduler.model.delivery import UNSENT, Approval, Delivery, Receipt, State
from scheduler.model.variant import Media, Part, Role, Variant
from scheduler.store.changes import Add, Cancel, Move, New, Replace

NOW = datetime(2027, 6, 1, 8, tzinfo=UTC)
LATE = timedelta(hours=2)
SCOPE = Scope(now=NOW, campaigns=frozenset({"semaine"}))
YES = Answers()


def variant(text: str, *files: str) -> Variant:
    media = tuple(Media(file=file, alt="Une caisse.", blob=f"blob-{file}") for file in files)
    return Variant(
        account="musee-x",
        network="x",
        parts=(Part(role=Role.POST, text=text, length=len(text), limit=280, media=media),),
    )


def wanted(
    post: str = "caisse", text: str = "Une caisse.", *, due: datetime | None = NOW + timedelta(days=6), **more: object
) -> New:
    new = New(
        campaign="semaine",
        post=post,
        occurrence="once",
        account="musee-x",
        network="x",
        variant=variant(text),
        digest=variant(text).digest,
        due=due,
        local=due,
        zone="Europe/Paris",
        too_late_at=due + LATE if due else None,
        source=f"in-{text}:out-{text}",
    )
    return replace(new, **more)  # type: ignore[arg-type]


def present(new: New, state: State = State.READY, **more: object) -> Delivery:
    names = [name for name in New.__slots__ if name != "code"]
    row = Delivery(id=7, state=state, code="7F3K", **{name: getattr(new, name) for name in names})
    return replace(row, **more)  # type: ignore[arg-type]


def one(planned: tuple[Planned, ...]) -> Planned:
    assert len(planned) == 1
    return planned[0]


def test_what_is_new_is_added() -> None:
    new = wanted()
    found = one(plan([new], [], SCOPE, YES))
    assert found.change.kind is ChangeKind.ADD
    assert found.step == Add(new)


def test_what_is_unchanged_is_kept_and_needs_no_step() -> None:
    found = plan([wanted()], [present(wanted())], SCOPE, YES)
    assert (one(found).change.kind, one(found).step) == (ChangeKind.KEEP, None)
    assert not changed(found)


@given(
    st.lists(
        st.tuples(st.integers(0, 5), st.text(max_size=12), st.integers(1, 60)), unique_by=lambda row: row[0], max_size=6
    )
)
def test_planning_what_was_applied_changes_nothing(rows: list[tuple[int, str, int]]) -> None:
    news = [wanted(f"post{number}", f"{text} {number}", due=NOW + timedelta(days=days)) for number, text, days in rows]
    added = plan(news, [], SCOPE, Answers(again=True))
    queue = [present(one.step.new, id=number) for number, one in enumerate(added) if isinstance(one.step, Add)]
    assert len(queue) == len(news)
    assert not changed(plan(news, queue, SCOPE, YES))


def test_another_hour_is_a_move_and_keeps_the_tag() -> None:
    old = present(wanted())
    found = one(plan([wanted(due=NOW + timedelta(days=7))], [old], SCOPE, YES))
    assert (found.change.kind, found.change.reason) == (ChangeKind.MOVE, "moved")
    assert isinstance(found.step, Move)
    assert (found.step.id, found.step.due) == (7, NOW + timedelta(days=7))
    assert found.change.was == old.due


def test_an_earlier_hour_says_that_it_asks_again() -> None:
    found = one(plan([wanted(due=NOW + timedelta(days=1))], [present(wanted())], SCOPE, YES))
    assert (found.change.kind, found.change.reason) == (ChangeKind.MOVE, "moved-earlier")


@pytest.mark.parametrize("late", [timedelta(minutes=10), timedelta(hours=12), None])
def test_another_patience_is_a_move(late: timedelta | None) -> None:
    new = wanted()
    assert new.due
    new = replace(new, too_late_at=new.due + late if late else None)
    found = one(plan([new], [present(wanted())], SCOPE, YES))
    assert (found.change.kind, found.change.reason) == (ChangeKind.MOVE, "patience-changed")
    assert isinstance(found.step, Move)
    assert (found.step.due, found.step.too_late_at) == (new.due, new.too_late_at)


def test_past_its_hour_patience_grows_and_what_a_retry_granted_stays() -> None:
    due = NOW - timedelta(hours=1)
    queued = present(wanted(due=due))
    longer = wanted(due=due, too_late_at=due + timedelta(hours=12))
    grown = one(plan([longer], [queued], SCOPE, YES)).step
    assert isinstance(grown, Move)
    assert (grown.due, grown.too_late_at) == (due, due + timedelta(hours=12))
    retried = replace(queued, too_late_at=NOW + LATE)
    assert one(plan([wanted(due=due)], [retried], SCOPE, YES)).change.kind is ChangeKind.KEEP


def by_hand(opens: datetime | None, closes: datetime) -> New:
    return wanted(due=None, local=opens, closes=closes, too_late_at=None)


@pytest.mark.parametrize(
    ("earlier", "later"),
    [
        (by_hand(NOW + LATE / 2, NOW + 3 * LATE), by_hand(NOW + 2 * LATE, NOW + 3 * LATE)),
        (by_hand(None, NOW + timedelta(days=1)), by_hand(None, NOW + timedelta(days=2))),
        (wanted(due=NOW + timedelta(days=1)), by_hand(NOW + timedelta(days=2), NOW + timedelta(days=3))),
        (by_hand(None, NOW + timedelta(days=1)), wanted(due=NOW + timedelta(days=3))),
    ],
)  # fmt: skip
def test_another_window_of_a_manual_post_is_a_move_and_says_when_it_is_earlier(earlier: New, later: New) -> None:
    found = one(plan([earlier], [present(later)], SCOPE, YES))
    assert (found.change.kind, found.change.reason) == (ChangeKind.MOVE, "moved-earlier")
    found = one(plan([later], [present(earlier)], SCOPE, YES))
    assert (found.change.kind, found.change.reason) == (ChangeKind.MOVE, "moved")


def test_another_text_is_a_replace_that_shows_both() -> None:
    found = one(plan([wanted(text="Deux caisses.")], [present(wanted())], SCOPE, YES))
    assert (found.change.kind, found.change.reason) == (ChangeKind.REPLACE, "text-changed")
    assert found.change.before == variant("Une caisse.")
    assert found.change.after == variant("Deux caisses.")


def test_an_unchanged_source_keeps_its_frozen_text_through_an_upgrade() -> None:
    old, new = present(wanted(source="in:old-rules")), wanted(text="Une caisse !", source="in:new-rules")
    assert one(plan([new], [old], SCOPE, YES)).change.kind is ChangeKind.KEEP
    assert one(plan([new], [old], SCOPE, Answers(readapt=True))).change.kind is ChangeKind.REPLACE


def test_an_edit_that_does_not_show_keeps_the_frozen_text() -> None:
    old, new = present(wanted(source="in1:made")), wanted(source="in2:made")
    assert one(plan([new], [old], SCOPE, YES)).change.kind is ChangeKind.KEEP


def test_a_past_hour_is_asked_for_and_answered_by_now() -> None:
    late = wanted(due=NOW - timedelta(hours=5))
    asked = one(plan([late], [], SCOPE, YES))
    assert (asked.change.kind, asked.change.question, asked.step) == (ChangeKind.ASK, Question.PAST, None)
    answered = one(plan([late], [], SCOPE, Answers(now=True)))
    assert isinstance(answered.step, Add)
    assert (answered.step.new.due, answered.step.new.too_late_at) == (NOW, NOW + LATE)


def test_what_goes_out_at_once_is_not_asked_for_again_while_it_waits() -> None:
    late = wanted(due=NOW - timedelta(hours=5))
    added = one(plan([late], [], SCOPE, Answers(now=True))).step
    assert isinstance(added, Add)
    waiting, later = present(added.new, State.AWAITING), replace(SCOPE, now=NOW + timedelta(hours=1))
    assert not changed(plan([late], [waiting], later, YES))
    edited = one(plan([wanted(text="Deux caisses.", due=late.due)], [waiting], later, YES)).step
    assert isinstance(edited, Replace)
    assert (edited.new.due, edited.new.too_late_at) == (NOW, NOW + LATE), "not the patience of the hour that is past"
    held_back = one(plan([replace(late, embargo=NOW + timedelta(days=1))], [waiting], later, YES))
    assert held_back.change.kind is ChangeKind.ASK, "an embargo is never passed over"
    impatient = one(plan([replace(late, too_late_at=late.due)], [waiting], later, YES))
    assert impatient.change.kind is ChangeKind.KEEP, "once its hour is past its patience only grows"


def test_a_move_into_the_past_is_asked_for() -> None:
    found = one(plan([wanted(due=NOW - timedelta(hours=1))], [present(wanted())], SCOPE, YES))
    assert (found.change.kind, found.step) == (ChangeKind.ASK, None)


def test_what_nearly_equals_a_recent_post_is_asked_for() -> None:
    text = "Ce lundi, les réserves ouvrent leurs portes et nous suivons une toile jusqu’à l’atelier."
    out = present(wanted("ancien", text, due=NOW - timedelta(days=10)), State.PUBLISHED)
    new = wanted("nouveau", text.replace("lundi", "mardi"))
    asked = [one for one in plan([new], [out], SCOPE, YES) if one.change.kind is ChangeKind.ASK]
    assert [one.change.question for one in asked] == [Question.ALIKE]
    assert asked[0].change.arguments == {"twin": "semaine/ancien/once/musee-x"}
    assert isinstance(plan([new], [out], SCOPE, Answers(again=True))[-1].step, Add)


@pytest.mark.parametrize(
    ("days", "account", "post"),
    [(31, "musee-x", "ancien"), (10, "musee-facebook", "ancien"), (10, "musee-x", "nouveau")],
)
def test_old_posts_other_accounts_and_the_same_series_are_no_twins(days: int, account: str, post: str) -> None:
    out = present(
        wanted(post, due=NOW - timedelta(days=days), occurrence="2027-05-22T10:00", account=account), State.PUBLISHED
    )
    found = plan([wanted("nouveau", occurrence="2027-06-05T10:00")], [out], SCOPE, YES)
    assert ChangeKind.ADD in {one.change.kind for one in found}


def test_equal_pictures_make_twins_of_half_equal_words() -> None:
    first, second = variant("Une caisse de bois clair", "a.jpg"), variant("Une caisse de fer sombre", "a.jpg")
    assert alike(first, second)
    assert not alike(first, replace(second, parts=variant("Une caisse de fer sombre", "b.jpg").parts))


def test_a_post_gone_from_its_file_is_cancelled() -> None:
    found = one(plan([], [present(wanted())], SCOPE, YES))
    assert (found.change.kind, found.step) == (ChangeKind.CANCEL, Cancel(7, reason="post-removed"))


def test_a_campaign_without_a_file_is_missing_never_cancelled() -> None:
    old = present(wanted(campaign="autre"))
    whole = replace(SCOPE, complete=True)
    assert plan([], [old], SCOPE, YES) == ()
    assert one(plan([], [old], whole, YES)).change.kind is ChangeKind.MISSING
    assert one(plan([], [old], whole, YES)).step is None
    assert one(plan([], [old], whole, Answers(prune=True))).step == Cancel(7, reason="pruned")


def test_a_post_with_faults_is_left_as_it_is() -> None:
    scope = replace(SCOPE, blocked=frozenset({("semaine", "caisse")}))
    found = one(plan([], [present(wanted())], scope, YES))
    assert (found.change.kind, found.step) == (ChangeKind.KEEP, None)


def test_a_campaign_whose_file_is_broken_is_left_as_it_is_even_when_pruning() -> None:
    scope = Scope(now=NOW, campaigns=frozenset(), broken=frozenset({"semaine"}), complete=True)
    found = one(plan([], [present(wanted())], scope, Answers(prune=True)))
    assert (found.change.kind, found.step) == (ChangeKind.KEEP, None)


def test_a_post_whose_id_cannot_be_read_may_be_any_of_them() -> None:
    scope = replace(SCOPE, blocked=frozenset({("semaine", "*")}))
    assert one(plan([], [present(wanted())], scope, YES)).step is None


def dates(hour: int) -> list[New]:
    """Four dates of a series, whose hour is part of their name."""
    days = [NOW.replace(hour=hour) + timedelta(days=7 * week) for week in range(4)]
    return [wanted("mardi", f"Mardi {due:%d}", due=due, occurrence=f"{due:%Y-%m-%d}T{hour:02}:00") for due in days]


@pytest.mark.parametrize("late", [*dates(18), wanted("neuf", due=dates(10)[2].due)], ids=lambda late: late.tag)
def test_what_takes_the_place_of_a_cancel_waits_for_the_same_answer(late: New) -> None:
    queue = [present(each, id=n) for n, each in enumerate(dates(10))]
    beside = wanted("autre", due=NOW + timedelta(days=1))
    steps = [one.step for one in plan([late, beside], queue, SCOPE, YES)]
    assert [step for step in steps if step] == [Add(beside)], "both would go out"
    assert Add(late) in [one.step for one in plan([late, beside], queue, SCOPE, Answers(cancel=4))]


@pytest.mark.parametrize("state", [State.PUBLISHED, State.UNKNOWN, State.CLAIMED, State.READY])
def test_a_date_of_a_series_that_went_out_does_not_go_out_again_at_another_hour(state: State) -> None:
    early, late = dates(8)[0], dates(18)[0]
    gone = present(early, state)
    found = one(tuple(each for each in plan([late], [gone], SCOPE, YES) if each.change.tag == late.tag))
    assert (found.step, found.change.question, found.change.reason) == (None, Question.ALIKE, "date-went-out")
    assert Add(late) in [each.step for each in plan([late], [gone], SCOPE, Answers(again=True))]
    reply = replace(late, occurrence=f"{late.occurrence}+reponse", under=late.tag)
    assert Add(reply) in [each.step for each in plan([reply], [gone], SCOPE, YES)], "a timed reply is no second time"


def test_a_date_of_a_series_that_a_person_stopped_does_not_come_back_at_another_hour() -> None:
    early, late = dates(10)[1], dates(18)[1]
    stopped = present(early, State.CANCELLED, reason="pas ce jour-là")
    found = one(tuple(each for each in plan([late], [stopped], SCOPE, YES) if each.change.tag == late.tag))
    assert (found.step, found.change.reason) == (None, "date-was-cancelled")
    by_planning = replace(stopped, reason="post-removed")
    assert Add(late) in [each.step for each in plan([late], [by_planning], SCOPE, YES)]


def test_many_cancels_are_asked_for_by_their_number() -> None:
    queue = [present(wanted(f"post{n}"), id=n) for n in range(4)]
    asked = plan([], queue, SCOPE, YES)
    assert {(one.change.kind, one.change.question) for one in asked} == {(ChangeKind.ASK, Question.CANCELS)}
    assert all(one.step is None for one in asked)
    assert all(one.step is None for one in plan([], queue, SCOPE, Answers(cancel=3)))
    assert [one.step for one in plan([], queue, SCOPE, Answers(cancel=4))] == [
        Cancel(n, reason="post-removed") for n in range(4)
    ]


@pytest.mark.parametrize(
    "state", [State.CLAIMED, State.SENDING, State.UNKNOWN, State.PUBLISHED, State.PARTIAL, State.CANCELLED]
)
def test_what_left_the_author_s_hands_is_never_touched(state: State) -> None:
    found = one(plan([wanted(text="Autre chose.")], [present(wanted(), state)], SCOPE, YES))
    assert (found.change.kind, found.step, found.change.reason) == (ChangeKind.KEEP, None, f"is-{state.value}")
    assert plan([], [present(wanted(), state)], SCOPE, YES) == ()


def test_a_post_taken_out_and_put_back_is_added_again() -> None:
    gone = present(wanted(), State.CANCELLED, reason="post-removed")
    assert one(plan([wanted()], [gone], SCOPE, YES)).step == Add(wanted())


@pytest.mark.parametrize("state", [State.FAILED, State.MISSED])
def test_an_edit_mends_what_was_refused_or_missed(state: State) -> None:
    old = present(wanted(due=NOW - timedelta(days=1)), state)
    mended = wanted(text="Plus court.", due=NOW + timedelta(days=1))
    found = one(plan([mended], [old], SCOPE, YES))
    assert (found.change.reason, found.step) == ("mended", Replace(7, mended))
    assert one(plan([wanted(due=NOW - timedelta(days=1))], [old], SCOPE, YES)).step is None


PRESS = Approval(role="press", by="l.diallo", how="terminal", at=NOW, digest=wanted().digest)


def test_a_file_can_add_a_role() -> None:
    more = one(plan([wanted(roles=("curator", "press"))], [present(wanted(roles=("press",)))], SCOPE, YES))
    assert (more.change.kind, more.change.reason) == (ChangeKind.REPLACE, "roles-changed")


@pytest.mark.parametrize(("state", "given"), [(State.AWAITING, ()), (State.READY, (PRESS,))])
def test_a_file_cannot_drop_a_role_whether_it_has_said_yes_or_not(state: State, given: tuple[Approval, ...]) -> None:
    old = present(wanted(roles=("press",)), state, approvals=given)
    assert one(plan([wanted()], [old], SCOPE, YES)).change.kind is ChangeKind.KEEP


def test_an_edit_that_drops_the_role_that_said_yes_asks_that_role_again() -> None:
    old = present(wanted(roles=("press",)), approvals=(PRESS,))
    found = one(plan([wanted(text="Jamais lu.", roles=("curator",))], [old], SCOPE, YES))
    assert isinstance(found.step, Replace)
    assert found.step.new.roles == ("curator", "press")


@pytest.mark.parametrize("state", [State.FAILED, State.MISSED])
def test_mending_drops_no_role(state: State) -> None:
    old = present(wanted(due=NOW - timedelta(days=1), roles=("press",)), state)
    found = one(plan([wanted(text="Plus court.")], [old], SCOPE, YES))
    assert isinstance(found.step, Replace)
    assert found.step.new.roles == ("press",)


@pytest.mark.parametrize("reason", ["post-removed", "pruned"])
def test_taking_a_post_out_and_putting_it_back_drops_no_role(reason: str) -> None:
    first = present(wanted(), State.CANCELLED, reason=reason, id=3)
    newest = present(wanted(roles=("press",)), State.CANCELLED, reason=reason, id=4, due=NOW)
    found = one(plan([wanted(roles=("curator",))], [newest, first], SCOPE, YES))
    assert isinstance(found.step, Add)
    assert found.step.new.roles == ("curator", "press")


BEGUN = (Receipt(part=0, remote_id="1", url="", at=NOW),)


@pytest.mark.parametrize("state", sorted(UNSENT))
def test_a_thread_with_a_part_out_is_kept_whatever_its_file_says(state: State) -> None:
    old = present(wanted(), state, receipts=BEGUN)
    edited, moved = wanted(text="Autre chose."), wanted(due=NOW + timedelta(days=9))
    for news in ([edited], [moved], []):
        found = one(plan(news, [old], SCOPE, YES))
        assert (found.change.kind, found.change.reason, found.step) == (ChangeKind.KEEP, "is-partial", None)
    pruned = plan([], [old], replace(SCOPE, campaigns=frozenset(), complete=True), Answers(prune=True))
    assert one(pruned).step is None


def test_what_has_a_part_out_is_never_added_again_nor_its_like() -> None:
    gone = present(wanted(), State.CANCELLED, reason="post-removed", receipts=BEGUN)
    assert one(plan([wanted()], [gone], SCOPE, YES)).step is None
    alike_one = plan([wanted("autre")], [gone], SCOPE, YES)
    assert one(alike_one).change.question is Question.ALIKE
