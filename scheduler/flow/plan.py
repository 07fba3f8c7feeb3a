"""Wanted minus present = changes. Pure: two lists of values in, what would happen out; nothing here does it.

Identity is the tag (campaign, post, occurrence, account). What has left the hands of its author (claimed, sent, settled)
is never touched; what is only asked is not done.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from scheduler.flow import doubles
from scheduler.flow.claims import claims, renewed, with_claims
from scheduler.model.campaign import Post
from scheduler.model.change import Answers, Change, ChangeKind, Question
from scheduler.model.delivery import UNSENT, Delivery, State
from scheduler.store.deliveries import Add, Cancel, Move, New, Replace

Step = Add | Move | Replace | Cancel

MANY_CANCELS = 3
MANY_CANCELS_SHARE = 0.2
OUT = frozenset({State.PUBLISHED, State.PARTIAL, State.SENDING, State.UNKNOWN, State.EXPECTED})
"""States in which something of it is, or may be, on the network."""
MENDABLE = frozenset({State.FAILED, State.MISSED})
"""Nothing of it is out: an edit of its file puts it back into the queue."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Scope:
    """What the files in hand speak for.

    `campaigns`: slugs that were read whole. `blocked`: (campaign, post) whose file has a fault, and `broken`: campaigns whose
    file has one above the posts: both are left as they are.
    `complete`: whether all files of the calendar were read, so that a campaign without a file is «missing».
    """

    now: datetime
    campaigns: frozenset[str]
    blocked: frozenset[tuple[str, str]] = frozenset()
    broken: frozenset[str] = frozenset()
    complete: bool = False
    faulty: Mapping[tuple[str, str], Post] = field(default_factory=dict)
    """Of the blocked, what could be read: the rights of their pictures are respected all the same."""


@dataclass(frozen=True, slots=True)
class Planned:
    """A change, and the step that would do it (None: nothing to do, or not without an answer)."""

    change: Change
    step: Step | None = None


def plan(wanted: Sequence[New], present: Sequence[Delivery], scope: Scope, answers: Answers) -> tuple[Planned, ...]:
    """Return what applying would do, in order of due instant, then tag.

    `present` are all deliveries of the queue, settled ones included: they say what already went out.
    """
    by_id = sorted(present, key=lambda old: old.id)
    taken_out = {old.tag: old for old in by_id if _taken_out(old)}
    by_tag = {old.tag: old for old in by_id if not _taken_out(old)}
    sent = [old for old in present if old.state in OUT or (old.receipts and old.state is not State.WITHDRAWN)]
    dates = doubles.dates_of(sent, by_tag.values(), scope.now)
    planned: list[Planned] = []
    for one in wanted:
        old = by_tag.pop(one.tag, None)
        back = taken_out.get(one.tag)
        new = _with_roles(one, old or back)
        held = back is not None and back.reason in WHILE_HELD.values()
        if old is None and not answers.again and (why := dates.get(doubles.date_of(new))):
            planned.append(Planned(_of_new(ChangeKind.ASK, new, why[0], question=Question.ALIKE, twin=why[1])))
            continue
        planned.append(_added(new, sent, scope, answers, held=held) if old is None else _kept(new, old, scope, answers))
    planned += [left for old in by_tag.values() if (left := _left(old, scope, answers))]
    planned = _asked_cancels(planned, present, answers)
    return tuple(sorted(planned, key=lambda one: (one.change.due is None, one.change.due or scope.now, one.change.tag)))


EVERY = "*"
"""Stands among the blocked for a post whose id cannot be read: it may be any of those that are queued."""
WHILE_HELD = {"post-removed": "post-removed-held", "pruned": "pruned-held"}
"""Why planning cancels what a person holds: it is held again when it comes back."""
BY_PLANNING = frozenset({*WHILE_HELD, *WHILE_HELD.values()})
"""Why planning cancels: what comes back into its file is added again. What a person cancelled stays cancelled."""


def _taken_out(old: Delivery) -> bool:
    return old.state is State.CANCELLED and old.reason in BY_PLANNING and not old.receipts


def _with_roles(new: New, old: Delivery | None) -> New:
    """`new`, asking also for every role that `old` asks for: a file adds roles, it never drops one (security A2).

    Whoever may edit the file could otherwise take the approval out in the very edit that it should have looked at.
    """
    return new if old is None else replace(new, roles=tuple(dict.fromkeys((*new.roles, *old.roles))))


def changed(planned: Iterable[Planned]) -> bool:
    """Whether applying would do or ask anything at all."""
    return any(one.change.kind not in {ChangeKind.KEEP, ChangeKind.MISSING} for one in planned)


def _added(new: New, sent: Sequence[Delivery], scope: Scope, answers: Answers, *, held: bool) -> Planned:
    twin = doubles.twin_of(new, sent, scope.now)
    if twin is not None and not answers.again:
        return Planned(_of_new(ChangeKind.ASK, new, "alike-went-out", question=Question.ALIKE, twin=twin.tag))
    if _past(new, scope.now):
        if not answers.now:
            return Planned(_of_new(ChangeKind.ASK, new, "hour-is-past", question=Question.PAST))
        new = _due_now(new, scope.now)
    return Planned(_of_new(ChangeKind.ADD, new, "new-post"), Add(new, held))


def _kept(new: New, old: Delivery, scope: Scope, answers: Answers) -> Planned:
    if old.state not in UNSENT | MENDABLE:
        return Planned(_of_old(ChangeKind.KEEP, old, f"is-{old.state.value}"))
    if old.receipts:
        return _partly_out(old)
    if old.state in MENDABLE:
        return _mended(new, old, scope)
    new = _at_its_moment(new, old, scope.now)
    same_text = _same_source(new, old, answers)
    same_claims = not same_text or claims(new.variant) == claims(old.variant)
    same_hour = _hours(new) == _hours(old)
    patient = _same_patience(new, old, scope.now)
    same_conditions = new.conditions == old.conditions
    same_rest = set(new.roles) == set(old.roles) and same_claims and same_conditions
    if same_text and same_hour and patient and same_rest:
        return Planned(_of_old(ChangeKind.KEEP, old, "unchanged"))
    if _past(new, scope.now) and not same_hour:
        if not answers.now:
            return Planned(replace(_of_new(ChangeKind.ASK, new, "hour-is-past", question=Question.PAST), was=old.due))
        new = _due_now(new, scope.now)
    if same_text and same_rest:
        return Planned(_moved(new, old), _move(new, old))
    reason = "text-changed" if not same_text else "roles-changed" if same_claims else "rights-changed"
    if same_text and same_claims and not same_conditions:
        reason = "conditions-changed"
    if same_text:
        new = replace(new, variant=with_claims(old.variant, claims(new.variant)), digest=old.digest, source=old.source)
    change = replace(_of_new(ChangeKind.REPLACE, new, reason), was=old.due, before=old.variant)
    return Planned(change, Replace(old.id, new))


def _at_its_moment(new: New, old: Delivery, now: datetime) -> New:
    """`new` at the instant of `old`, where both have come: somebody has answered that it goes out at once.

    Until it is out (an approval may be missing) its file still says the hour that is past, and nobody is asked again.
    """
    come = new.due is not None and old.due is not None and max(new.due, old.due) <= now
    if not come or (new.closes, new.embargo) != (old.closes, old.embargo):
        return new
    late = old.due + (new.too_late_at - new.due) if old.due and new.due and new.too_late_at else None
    return replace(new, due=old.due, local=old.local, zone=old.zone, too_late_at=late)


def _hours(one: New | Delivery) -> tuple[datetime | None, ...]:
    """When it may go out: the instants that a file sets, the opening of a manual post's window among them."""
    return one.due, one.hour, one.closes, one.embargo


def _same_patience(new: New, old: Delivery, now: datetime) -> bool:
    """Whether how late it may go out, counted from its hour, is as it was.

    Once its hour is past it may only grow: a person's retry has perhaps granted more than the file, which must not take it back.
    """
    ours, theirs = (one.too_late_at - one.due if one.too_late_at and one.due else timedelta.max for one in (new, old))
    past = old.due is not None and old.due <= now
    return ours == theirs or (past and ours < theirs)


def _partly_out(old: Delivery) -> Planned:
    """A thread that has begun: its first parts stand, so the rest stays as it was, whatever its file says by now."""
    return Planned(_of_old(ChangeKind.KEEP, old, "is-partial"))


def _same_source(new: New, old: Delivery, answers: Answers) -> bool:
    """Whether the frozen text holds: an unchanged source keeps it through upgrades, a changed one if it makes the same."""
    (new_inputs, new_made), (old_inputs, old_made) = (one.source.split(":", 1) for one in (new, old))
    return new_made == old_made or (new_inputs == old_inputs and not answers.readapt)


def _mended(new: New, old: Delivery, scope: Scope) -> Planned:
    same = new.source == old.source and (new.due, new.closes) == (old.due, old.closes)
    if same or _past(new, scope.now):
        return Planned(_of_old(ChangeKind.KEEP, old, f"is-{old.state.value}"))
    change = replace(_of_new(ChangeKind.REPLACE, new, "mended"), was=old.due, before=old.variant)
    return Planned(change, Replace(old.id, new))


def _left(old: Delivery, scope: Scope, answers: Answers) -> Planned | None:
    """A delivery of the queue that no file asks for any more."""
    if old.state not in UNSENT:
        return None
    if old.receipts:
        return _partly_out(old)
    if old.campaign in scope.broken:
        return Planned(_of_old(ChangeKind.KEEP, old, "post-has-faults"))
    if old.campaign not in scope.campaigns:
        if not scope.complete:
            return None
        if answers.prune:
            return _cancelled(old, "pruned")
        return Planned(_of_old(ChangeKind.MISSING, old, "campaign-missing", campaign=old.campaign))
    if {(old.campaign, old.post), (old.campaign, EVERY)} & scope.blocked:
        if step := renewed(old, scope.faulty.get((old.campaign, old.post))):
            change = _of_old(ChangeKind.REPLACE, old, "rights-changed")
            return Planned(replace(change, was=old.due, after=step.new.variant), step)
        return Planned(_of_old(ChangeKind.KEEP, old, "post-has-faults"))
    if old.due is not None and old.due <= scope.now and not old.follower:
        return Planned(_of_old(ChangeKind.KEEP, old, "unchanged"))  # due: the dispatcher settles it
    return _cancelled(old, "post-removed")


def _cancelled(old: Delivery, reason: str) -> Planned:
    why = WHILE_HELD[reason] if old.state is State.HELD else reason
    return Planned(_of_old(ChangeKind.CANCEL, old, reason), Cancel(old.id, reason=why))


def _asked_cancels(planned: list[Planned], present: Sequence[Delivery], answers: Answers) -> list[Planned]:
    """Turn many cancels into a question: a vanished file must not empty the queue (security B1).

    What would come in the place of one of them waits for the same answer: else both would go out.
    """
    cancels = [one for one in planned if one.change.kind is ChangeKind.CANCEL]
    open_ones = sum(1 for old in present if old.state in UNSENT)
    few = len(cancels) <= MANY_CANCELS and len(cancels) <= max(1, MANY_CANCELS_SHARE * open_ones)
    if not cancels or few or answers.cancel == len(cancels):
        return planned

    staying = [old for old in present if old.tag in {one.change.tag for one in cancels} and old.state in UNSENT]
    places = {place for old in staying for place in doubles.places_of(old)}

    def asked(one: Planned) -> Planned:
        if isinstance(one.step, Add) and places & doubles.places_of(one.step.new):
            return Planned(replace(one.change, kind=ChangeKind.ASK, reason="waits-for-cancels"))
        if one.change.kind is not ChangeKind.CANCEL:
            return one
        arguments = {"n": len(cancels), "because": one.change.reason}
        question = Question.CANCELS
        return Planned(
            replace(one.change, kind=ChangeKind.ASK, reason="many-cancels", arguments=arguments, question=question)
        )

    return [asked(one) for one in planned]


def _past(new: New, now: datetime) -> bool:
    end = new.due if new.due is not None else new.closes
    return end is not None and end <= now


def _due_now(new: New, now: datetime) -> New:
    late = None if new.too_late_at is None or new.due is None else now + (new.too_late_at - new.due)
    return replace(new, due=now, local=now.astimezone(ZoneInfo(new.zone)), too_late_at=late)


def _moved(new: New, old: Delivery) -> Change:
    reason = "moved-earlier" if new.hour and old.hour and new.hour < old.hour else "moved"
    if _hours(new) == _hours(old):
        reason = "patience-changed"
    elif old.due == old.local and new.local and (_wall(new), new.zone) == (_wall(old), old.zone):
        reason = "zone-rules-changed"
    return replace(_of_new(ChangeKind.MOVE, new, reason), was=old.due, before=old.variant)


def _wall(one: New | Delivery) -> datetime | None:
    return one.local and one.local.replace(tzinfo=None)


def _move(new: New, old: Delivery) -> Move:
    return Move(
        id=old.id,
        due=new.due,
        local=new.local,
        zone=new.zone,
        too_late_at=new.too_late_at,
        closes=new.closes,
        embargo=new.embargo,
    )


def _of_new(
    kind: ChangeKind, new: New, reason: str, *, question: Question | None = None, **arguments: object
) -> Change:
    return Change(
        kind=kind,
        tag=new.tag,
        account=new.account,
        network=new.network,
        due=new.due,
        local=new.local,
        reason=reason,
        arguments=arguments,
        closes=_closes(new),
        after=new.variant,
        question=question,
        conditions=new.conditions,
    )


def _of_old(kind: ChangeKind, old: Delivery, reason: str, **arguments: object) -> Change:
    return Change(
        kind=kind,
        tag=old.tag,
        account=old.account,
        network=old.network,
        due=old.due,
        local=old.local,
        reason=reason,
        arguments=arguments,
        closes=_closes(old),
        before=old.variant,
    )


def _closes(one: New | Delivery) -> datetime | None:
    return one.closes.astimezone(ZoneInfo(one.zone)) if one.closes else None
