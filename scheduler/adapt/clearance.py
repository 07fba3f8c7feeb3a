"""Whether a picture may be shown on a network on the day of its post: by its status, its days and its networks."""

from datetime import date, timedelta

from scheduler.adapt.job import Job
from scheduler.model.network import Rules
from scheduler.model.notice import Notice, error, info, warning
from scheduler.model.picture import IfNotCleared, Picture, Rights

NEAR = timedelta(days=7)
"""Before the day by which an answer is needed: time to ask once more."""
PENDING = "rights-pending"


def cleared(job: Job, picture: Picture, rules: Rules, subject: str) -> tuple[bool, list[Notice]]:
    """Whether the picture stays away for its rights, and what there is to say. Any error speaks against this account alone."""
    if picture.rights is None:
        return False, []
    found = fault(picture.rights, rules, job.account.name, day=day_of(job), today=job.today)
    if found is None:
        return False, []
    code, arguments = found
    about = {"file": picture.file, **arguments}
    if code == PENDING:
        return False, [info(code, picture.where, subject, **about)]
    if code == "rights-near":
        return False, [warning(code, picture.where, subject, **about)]
    if picture.if_not_cleared is IfNotCleared.DROP:
        return True, [info("picture-dropped", picture.where, subject, file=picture.file, reason=code)]
    return False, [error(code, picture.where, subject, **about)]


def fault(
    rights: Rights, rules: Rules, account: str, *, day: date, today: date
) -> tuple[str, dict[str, object]] | None:
    """What stands against showing it there on `day`, or is still open on `today`: a code with arguments; None: nothing."""
    if rights.networks and not {rules.network, account} & set(rights.networks):
        return "rights-not-here", {"network": rules.title, "networks": rights.networks}
    if rights.until is not None and rights.until < day:
        return "rights-over", {"until": rights.until}
    if rights.since is not None and day < rights.since:
        return "rights-not-yet", {"since": rights.since}
    if rights.status in {"refused", "expired"}:
        return "rights-denied", {"status": rights.status}
    if rights.status != "asked":
        return None
    needed = rights.needed_by or day
    if rights.needed_by is not None and rights.needed_by < today:
        return "rights-late", {"needed_by": needed}
    return "rights-near" if needed - today <= NEAR else PENDING, {"needed_by": needed}


def day_of(job: Job) -> date:
    """The day on which the post goes out, by its campaign's clock."""
    occurrence = job.occurrence
    return occurrence.local.date() if occurrence.local else occurrence.post.day or job.today
