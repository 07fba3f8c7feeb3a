"""One post of a file taken into the queue, and nothing else of that file: what a person does in the review counts at once,
what others wrote beside it is still asked for.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from scheduler.app import applied
from scheduler.app.ground import Ground
from scheduler.app.queue import Proposal, Queue
from scheduler.model.change import Answers, Change, ChangeKind, Question
from scheduler.model.notice import Notice, Severity
from scheduler.store import documents

QUIET = frozenset({ChangeKind.KEEP, ChangeKind.MISSING})


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """What became of one post: what was `done` in the queue, what waits for an answer, which `faults` keep it as it is."""

    done: tuple[Change, ...]
    asked: tuple[Change, ...]
    faults: tuple[Notice, ...]


def pending(queue: Queue, file: Path, slug: str, post: str) -> tuple[Change, ...]:
    """What applying `file` would change of one post."""
    return _changes(_mine(queue.propose((file,), Answers()), slug, post))


def take(ground: Ground, queue: Queue, file: Path, slug: str, post: str, *, by: str) -> Outcome:
    """Apply one post of `file`: its deliveries in one transaction, and that post alone of the campaign as applied."""
    proposal = queue.propose((file,), Answers())
    cancels = sum(1 for one in proposal.changes if one.question is Question.CANCELS)
    if any(one.change.question is Question.CANCELS for one in _mine(proposal, slug, post).planned):
        # Whoever takes one post out means its networks, however many; the others' are not taken here anyway.
        proposal = queue.propose((file,), Answers(cancel=cancels))
    mine = _mine(proposal, slug, post)
    faults = tuple(one for one in proposal.notices if one.severity is Severity.ERROR and _about(one, post))
    done = tuple(one.change for one in mine.planned if one.step is not None)
    if done or (slug in proposal.campaigns and not faults):
        queue.apply(replace(mine, campaigns=_document(ground, proposal, slug, post)), by=by)
    asked = tuple(one for one in mine.changes if one.kind is ChangeKind.ASK)
    return Outcome(done=done, asked=asked, faults=faults)


def _mine(proposal: Proposal, slug: str, post: str) -> Proposal:
    start = f"{slug}/{post}/"
    planned = tuple(one for one in proposal.planned if one.change.tag.startswith(start))
    return replace(proposal, planned=planned, forgotten=())


def _changes(proposal: Proposal) -> tuple[Change, ...]:
    return tuple(one for one in proposal.changes if one.kind not in QUIET)


def _about(notice: Notice, post: str) -> bool:
    """Whether it is about the post, or about the whole file."""
    return not notice.subject or f'"{post}"' in notice.subject


def _document(ground: Ground, proposal: Proposal, slug: str, post: str) -> Mapping[str, str]:
    """The campaign as it was applied, with this one post as the file has it now; from it the daemon lays out series."""
    if slug not in proposal.campaigns:
        return {}
    new = applied.read(proposal.campaigns[slug])
    stored = documents.applied(ground.database).get(slug)
    old = applied.read(stored) if stored else replace(new, posts=())
    mine = [one for one in new.posts if one.id == post]
    known = [one.id for one in old.posts]
    place = known.index(post) if post in known else len(known)
    others = [one for one in old.posts if one.id != post]
    return {slug: applied.written(replace(old, posts=(*others[:place], *mine, *others[place:])))}
