"""Pictures fitted before anything is said of the queue: one that cannot be is a fault of its post, and stops nothing else."""

import logging
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from pathlib import Path

from scheduler.app import composing
from scheduler.app.calendar import Calendar, Week
from scheduler.app.pictured import pictures_of
from scheduler.errors import Problem
from scheduler.flow.fit import Freezer, only_pictures_differ
from scheduler.flow.plan import Planned, Step
from scheduler.flow.prepared import Prepared
from scheduler.model.change import ChangeKind
from scheduler.model.notice import Notice, Where, error
from scheduler.model.variant import Variant
from scheduler.store.changes import Add, Replace

log = logging.getLogger("scheduler.run")
OF_THE_NETWORK = frozenset({"fit-heavy"})
"""Faults that another network may not find; all others are the file's own, and said once for a post."""


def shown(freezer: Freezer, one: Prepared, calendar: Calendar) -> Variant:
    """The variant of `one` as freezing would make it, for looking; a picture that cannot be fitted is an error of its notices."""
    variant = composing.seen(calendar, one)
    try:
        return freezer.freeze(variant, one.files, calendar.rules[one.account.name].pictures)
    except Problem as wrong:
        return replace(variant, notices=(*variant.notices, fault(one, wrong)))


def frozen(
    freezer: Freezer, step: Step, prepared: Mapping[str, Prepared], calendar: Calendar, digests: Mapping[Path, str]
) -> Step:
    """`step` with its pictures fitted and stored. Raises `Problem` where one cannot be, or is not the one of `digests`."""
    if not isinstance(step, Add | Replace) or _done(step.new.variant):
        return step
    new, files = step.new, prepared[step.new.tag].files
    expected = {name: digests[path] for name, path in files.items() if path in digests}
    made = freezer.freeze(new.variant, files, calendar.rules[new.account].pictures, expected)
    return replace(step, new=replace(new, variant=made, digest=made.digest))


def completed(freezer: Freezer, calendar: Calendar, one: Planned, prepared: Mapping[str, Prepared]) -> Planned:
    """`one` with what only its occurrence knows: its slot and its content; and a replacement with its pictures fitted.

    Only so does another picture of the same name show as one.
    """
    change, item = one.change, prepared.get(one.change.tag)
    if item is None:
        return one
    occurrence = item.occurrence
    if occurrence.taken or occurrence.post.pool:
        change = replace(change, slot=occurrence.taken, content=occurrence.entry if occurrence.post.pool else "")
        one = replace(one, change=change)
    if change.kind is not ChangeKind.REPLACE or change.before is None or change.after is None:
        return one
    if change.before.digest == change.after.digest:
        return one  # only its roles changed: the frozen variant stands
    after = freezer.freeze(change.after, item.files, calendar.rules[change.account].pictures)
    pictures = change.reason == "text-changed" and only_pictures_differ(change.before, after)
    reason = "picture-changed" if pictures else change.reason
    return replace(one, change=replace(change, after=after, reason=reason))


def without_broken(week: Week, freezer: Freezer, steps: Iterable[Step | None], calendar: Calendar) -> Week:
    """`week` without the posts of `steps` whose pictures break when they are fitted; each is named among its notices."""
    found = list(_faults(freezer, steps, {one.tag: one for one in week.items}, calendar))
    if not found:
        return week
    faulty = {_post(one) for one, _ in found}
    once = {(notice.code, str(notice.where), notice.subject): notice for _, notice in found}
    return replace(
        week,
        items=tuple(one for one in week.items if _post(one) not in faulty),
        notices=(*once.values(), *week.notices),
        blocked=week.blocked | faulty,
    )


def tell_broken(before: Week, whole: Week) -> None:
    """Tell the daemon's log of each picture for which a post of `before` is not in `whole`: nobody looks at a plan then."""
    for notice in whole.notices[: len(whole.notices) - len(before.notices)]:
        log.warning("%s %s", notice.code, notice.where, extra={"code": notice.code, "where": str(notice.where)})


def fault(one: Prepared, wrong: Problem) -> Notice:
    """What is wrong with a picture of `one`, at its place in the campaign file."""
    files = (picture.where for picture in pictures_of(one.occurrence.post) if picture.file == wrong.where)
    where = next(files, Where(file=one.campaign.where.file))
    account = f" -> {one.account.name}" if wrong.code in OF_THE_NETWORK else ""
    subject = f'post "{one.occurrence.post.id}"{account}, {wrong.where}'
    return error(wrong.code, where, subject, **wrong.arguments)


def _faults(
    freezer: Freezer, steps: Iterable[Step | None], prepared: Mapping[str, Prepared], calendar: Calendar
) -> Iterator[tuple[Prepared, Notice]]:
    for new in (step.new for step in steps if isinstance(step, Add | Replace) and not _done(step.new.variant)):
        one = prepared[new.tag]
        try:
            freezer.freeze(one.variant, one.files, calendar.rules[one.account.name].pictures)
        except Problem as wrong:
            yield one, fault(one, wrong)


def _post(one: Prepared) -> tuple[str, str]:
    return one.campaign.slug, one.occurrence.post.id


def _done(variant: Variant) -> bool:
    """Whether a variant is frozen already: of a replacement only the roles changed. One without pictures has nothing to fit."""
    return any(media.blob for part in variant.parts for media in part.media)
