"""What is cancelled in the review, left out of its file, too: the date of a series, or a post on the accounts that had it."""

from scheduler.app import alone
from scheduler.app.agenda import Entry, of_series
from scheduler.app.dating import Dating
from scheduler.app.editing import Editing, Written
from scheduler.app.reviewing import Reviewing
from scheduler.campaigns import writer, writer_skips
from scheduler.errors import Problem, SchedulerError
from scheduler.model.delivery import CANCELLABLE
from scheduler.model.greeting import BEGINS
from scheduler.model.variant import ONCE
from scheduler.plain import harmless

IN_THIS_CASE = {"move-file-ahead": "leave-file-ahead", "move-sent": "leave-partly-out"}
"""What speaks against moving a date speaks against leaving it out; here it is said of that."""


def left_out(reviewing: Reviewing, editing: Editing, dating: Dating, entry: Entry) -> Written | None:
    """Write that `entry` does not go out, and take that into the queue. None where no file says anything of it.

    Raises `SchedulerError` or `OSError` where it cannot be written; then neither the file nor the queue was changed.
    """
    if entry.occurrence.startswith(BEGINS):
        return None  # a welcome is of its follower alone
    going = [one for one in entry.deliveries if one.state in CANCELLABLE]
    if of_series(entry):
        if len(going) < len(entry.deliveries) or any(one.receipts for one in going):
            raise Problem("leave-partly-out", post=entry.post)
        written, _ = dating.leave_out(entry)
        return written
    if entry.occurrence.partition("+")[0] != ONCE:
        raise Problem("leave-reply-of-series", post=entry.post)
    accounts = [one.account for one in going if not one.receipts]
    if not accounts:
        return None  # of what is out the file goes on telling
    return _skipped(reviewing, editing, entry, accounts)


def _skipped(reviewing: Reviewing, editing: Editing, entry: Entry, accounts: list[str]) -> Written | None:
    file, data, found = editing.found(entry.campaign, entry.post, entry.reply)
    if alone.pending(reviewing.scheduler.queue, file, entry.campaign, entry.post):
        raise Problem("leave-file-ahead", where=file.name, post=entry.post)
    changes = writer_skips.skipped(writer.values(data, str(file)), found.place, accounts)
    if not changes:
        return None
    after = writer.written(data, str(file), changes)
    written = Written(file=file, before=data, after=after, campaign=entry.campaign, post=entry.post)
    editing.take(written)
    return written


def why(problem: SchedulerError | OSError) -> Problem:
    """Why a file could not be written, as it is said of leaving something out."""
    if isinstance(problem, SchedulerError):
        made = Problem(IN_THIS_CASE.get(problem.code, problem.code), where=problem.where)
        made.arguments = dict(problem.arguments)
        return made
    return Problem("edit-unwritable", reason=harmless(problem.strerror or type(problem).__name__))
