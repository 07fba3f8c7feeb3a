"""Which pictures go to a network: rights, number, alternative texts, and what their files allow."""

import unicodedata
from collections.abc import Iterator, Sequence

from scheduler.adapt import alts, clearance, crop, films, shapes
from scheduler.adapt.job import Job
from scheduler.model.film import is_film
from scheduler.model.network import Rules
from scheduler.model.notice import Notice, info, warning
from scheduler.model.picture import MIDDLE, Picture, claim
from scheduler.model.variant import Media

Group = tuple[Media, ...]
Checked = tuple[tuple[Group, ...], tuple[Notice, ...]]


def chosen(
    job: Job, pictures: tuple[Picture, ...], rules: Rules, subject: str, language: str, *, threads: bool = False
) -> Checked:
    """The pictures and videos that go out, in order, in as many groups as it takes; and all there is to say of them.

    `language` is that of the text which they stand beside.
    Above the network's count they make further groups where `threads`, and stay behind elsewhere. An error among what is
    said blocks the post.
    """
    kept: list[Picture] = []
    notices: list[Notice] = []
    for picture in pictures:
        dropped, said = clearance.cleared(job, picture, rules, subject)
        notices += said
        if not dropped:
            kept.append(picture)
    notices += films.judged(job, kept, rules, subject)
    most = rules.pictures.most
    notices += _surplus(kept[most:], rules, subject, threads=threads)
    going = kept if threads else kept[:most]
    groups: list[Group] = []
    for start in range(0, len(going), most):
        shown, said = _group(job, going[start : start + most], rules, subject, language)
        groups.append(shown)
        notices += said
    if not rules.pictures.alt_shown:
        notices += _unspoken(going, groups, rules, subject)
    return tuple(groups), tuple(notices)


def _surplus(pictures: Sequence[Picture], rules: Rules, subject: str, *, threads: bool) -> Iterator[Notice]:
    """What becomes of the pictures that are more than the network takes in one post."""
    if not pictures:
        return
    files = tuple(one.file for one in pictures)
    about = {"n": len(files), "files": files, "most": rules.pictures.most, "network": rules.title}
    if threads:
        yield info("pictures-threaded", pictures[0].where, subject, **about)
    else:
        yield warning("picture-over-count", pictures[0].where, subject, **about)


def _unspoken(pictures: Sequence[Picture], groups: Sequence[Group], rules: Rules, subject: str) -> Iterator[Notice]:
    """The pictures whose alternative texts the network does not take."""
    shown = [one for group in groups for one in group]
    files = tuple(one.file for one in shown if one.alt)
    if files:
        where = next(one.where for one in pictures if one.file == files[0])
        yield info("picture-alt-kept", where, subject, n=len(files), files=files, network=rules.title)


def _group(
    job: Job, pictures: Sequence[Picture], rules: Rules, subject: str, language: str
) -> tuple[Group, list[Notice]]:
    """The pictures of one part."""
    shown: list[Media] = []
    notices: list[Notice] = []
    for picture in pictures:
        alt, said = alts.described(picture, rules, subject, language)
        notices += said
        facts = job.pictures.get(picture.file)
        ahead = _shape(shown[0], job) if shown and rules.pictures.first_leads else None
        frame, more = shapes.shaped(picture, facts, rules, subject, ahead)
        notices += more
        focus = crop.placed(picture.focus, frame) if _pointed(picture, rules) else None
        shown.append(
            Media(
                file=picture.file,
                alt=alt,
                credit=unicodedata.normalize("NFC", picture.credit),
                framing=frame,
                focus=focus,
                claim=claim(picture.rights),
            )
        )
    notices += shapes.crowded(pictures, job.pictures, rules, subject)
    return tuple(shown), notices


def _pointed(picture: Picture, rules: Rules) -> bool:
    """Whether the network is told what to keep in sight: its previews keep the middle anyway."""
    return rules.pictures.focus and picture.focus != MIDDLE and not is_film(picture.file)


def _shape(first: Media, job: Job) -> float | None:
    """The ratio in which the first picture goes out, where it is known."""
    if first.framing is not None:
        return (first.framing.right - first.framing.left) / (first.framing.bottom - first.framing.top)
    facts = job.pictures.get(first.file)
    return facts.width / facts.height if facts is not None and facts.width and facts.height else None
