"""Handles that stand in a text by hand: each network knows its own, and one text goes to many."""

import re
from collections.abc import Collection, Iterator, Mapping, Sequence

from scheduler.adapt.job import Job
from scheduler.model.campaign import Person
from scheduler.model.network import Mention, Rules
from scheduler.model.notice import Notice, info, warning
from scheduler.model.variant import FacetKind, Part
from scheduler.patterns import lazy_pattern

_HANDLE = lazy_pattern(r"@(?<![\w@/.+-]@)(\w[\w.-]*(?:@[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+)?)")
_HOUR = lazy_pattern(r"\d+(?:[h:]\d*)?")
"""«rdv @19h» names nobody, and is meant to."""


def by_hand(job: Job, parts: Sequence[Part], mentioned: Collection[str], rules: Rules) -> Iterator[Notice]:
    """One notice at most: the handles in `parts` that mention nobody or somebody else here, else those that only fit here.

    `mentioned` are the mentions that persons were written as. A text that is written for this place alone is trusted where the
    network sees the whole handle.
    """
    signed = [part for part in parts if "@" in part.text and _strange(part.text, mentioned)]
    found = {name: whole for part in signed for name, whole in _written(part) if f"@{name}" not in mentioned}
    if not found:
        return
    known = _known(job.campaign.people)
    trusted = _alone(job, rules)
    astray, here = list[str](), list[str]()
    for name, whole in found.items():
        person = known.get(name.casefold())
        right = person is not None and name.casefold() == _handle(person, rules)
        if not (whole and _mentions(name, rules)) or (person is not None and not right and not trusted):
            astray.append(name)
        elif not right and not trusted:
            here.append(name)
    names = astray or here
    about = {"n": len(names), "handles": tuple(f"@{one}" for one in names), "network": rules.title}
    persons = [known[one.casefold()] for one in names if one.casefold() in known]
    if astray and len(persons) == len(astray):
        meant = tuple(dict.fromkeys(f"{{{one.key}}}" for one in persons))
        yield warning("handle-astray-known", meant=meant, **about)
    elif astray:
        yield warning("handle-astray", **about)
    elif here:
        yield info("handle-by-hand", **about)


def _strange(text: str, mentioned: Collection[str]) -> bool:
    """Whether there are handles in `text` besides those that persons were written as."""
    return any(f"@{_name(match)}" not in mentioned for match in _HANDLE.finditer(text))


def _name(match: re.Match[str]) -> str:
    return match[1].rstrip(".-")


def _written(part: Part) -> Iterator[tuple[str, bool]]:
    """Each handle of a part, and whether the network sees all of it as a mention."""
    seen = {one.start: one.value for one in part.facets if one.kind is FacetKind.MENTION}
    links = [one for one in part.facets if one.kind is FacetKind.LINK]
    for match in _HANDLE.finditer(part.text):
        name, start = _name(match), match.start()
        if _HOUR.fullmatch(name) or any(one.start <= start < one.end for one in links):
            continue
        yield name, seen.get(start) == name


def _mentions(name: str, rules: Rules) -> bool:
    """Whether a handle of this shape can be that of somebody in particular on the network."""
    return rules.mention is Mention.HANDLE or (rules.mention is Mention.HANDLE_AT_HOST and "@" in name)


def _known(people: Mapping[str, Person]) -> Mapping[str, Person]:
    """Everybody by each of their handles."""
    return {_bare(handle): person for person in people.values() for handle in person.handles.values()}


def _handle(person: Person, rules: Rules) -> str:
    return _bare(person.handles.get(rules.network, ""))


def _bare(handle: str) -> str:
    return handle.strip().lstrip("@").casefold()


def _alone(job: Job, rules: Rules) -> bool:
    """Whether this text goes to this network or account and nowhere else."""
    occurrence = job.occurrence
    if len(occurrence.post.only or job.campaign.accounts) == 1:
        return True
    overrides = (occurrence.reply or occurrence.post).overrides
    own = [overrides[one].content for one in (rules.network, occurrence.account) if one in overrides]
    return any(one.text is not None or one.texts is not None for one in own)
