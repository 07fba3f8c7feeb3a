"""Which pictures go to a network: rights, number, alternative texts, and what their files allow."""

from collections.abc import Iterator
from datetime import date

from scheduler.adapt.job import Facts, Job
from scheduler.model.campaign import IfNotCleared, Picture, Rights
from scheduler.model.network import Rules
from scheduler.model.notice import Notice, error, info, warning
from scheduler.model.variant import Media

Checked = tuple[tuple[Media, ...], tuple[Notice, ...]]


def chosen(job: Job, pictures: tuple[Picture, ...], rules: Rules, subject: str) -> Checked:
    """The pictures that go out, in order, and all there is to say about them; an error among it blocks the post."""
    kept: list[Picture] = []
    notices: list[Notice] = []
    for picture in pictures:
        dropped, said = _cleared(job, picture, rules, subject)
        notices += said
        if not dropped:
            kept.append(picture)
    for picture in kept[rules.pictures.most :]:
        notices.append(
            warning(
                "picture-over-count",
                picture.where,
                subject,
                file=picture.file,
                most=rules.pictures.most,
                network=rules.title,
            )
        )
    kept = kept[: rules.pictures.most]
    for picture in kept:
        notices += _described(picture, rules, subject)
        notices += _file(picture, job.pictures.get(picture.file), rules, subject)
    return tuple(Media(file=one.file, alt=one.alt.strip(), credit=one.credit) for one in kept), tuple(notices)


def _cleared(job: Job, picture: Picture, rules: Rules, subject: str) -> tuple[bool, list[Notice]]:
    """Whether the picture stays away for its rights, and what there is to say."""
    if picture.rights is None:
        return False, []
    found = _claim(job, picture.rights, rules)
    if found is None:
        return False, []
    code, arguments = found
    if code == "rights-pending":
        return False, [info(code, picture.where, subject, file=picture.file, **arguments)]
    if picture.if_not_cleared is IfNotCleared.DROP:
        reason = error(code, picture.where, subject, file=picture.file, **arguments)
        return True, [info("picture-dropped", picture.where, subject, file=picture.file, reason=reason.code)]
    return False, [error(code, picture.where, subject, file=picture.file, **arguments)]


def _claim(job: Job, rights: Rights, rules: Rules) -> tuple[str, dict[str, object]] | None:
    day = _day(job)
    if rights.networks and not {rules.network, job.account.name} & set(rights.networks):
        return "rights-not-here", {"network": rules.title, "networks": rights.networks}
    if rights.until is not None and rights.until < day:
        return "rights-over", {"until": rights.until}
    if rights.status in {"refused", "expired"}:
        return "rights-denied", {"status": rights.status}
    if rights.status == "asked":
        late = rights.needed_by is not None and rights.needed_by < job.today
        return "rights-late" if late else "rights-pending", {"needed_by": rights.needed_by or day}
    return None


def _day(job: Job) -> date:
    occurrence = job.occurrence
    return occurrence.local.date() if occurrence.local else occurrence.post.day or job.today


def _described(picture: Picture, rules: Rules, subject: str) -> Iterator[Notice]:
    alt = picture.alt.strip()
    most = rules.pictures.alt_length
    if not alt:
        yield error("picture-without-alt", picture.where, subject, file=picture.file)
    elif len(alt) > most:
        yield error(
            "picture-alt-long",
            picture.where,
            subject,
            file=picture.file,
            length=len(alt),
            limit=most,
            network=rules.title,
        )
    if alt and not rules.pictures.alt_shown:
        yield info("picture-alt-kept", picture.where, subject, file=picture.file, network=rules.title)


def _file(picture: Picture, facts: Facts | None, rules: Rules, subject: str) -> Iterator[Notice]:
    """What the file's facts say; a file that could not be read was reported where it was read."""
    if facts is None or not facts.width or not facts.height:
        return
    ratio = facts.width / facts.height
    low, high = rules.pictures.min_ratio, rules.pictures.max_ratio
    if (low is not None and ratio < low * 0.999) or (high is not None and ratio > high * 1.001):
        yield error(
            "picture-ratio",
            picture.where,
            subject,
            file=picture.file,
            width=facts.width,
            height=facts.height,
            network=rules.title,
            low=low or 0.0,
            high=high or 0.0,
        )
    if facts.frames > 1 and "GIF" not in rules.pictures.formats:
        yield warning("picture-still", picture.where, subject, file=picture.file, network=rules.title)
