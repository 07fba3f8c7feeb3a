"""Counts of a post in words: each that its network gives, «n. d.» for one that it lacks, when they were read, and by whom."""

from collections.abc import Iterable
from datetime import timedelta
from typing import Protocol

from scheduler.model.engagement import SUMS, Counts, reached
from scheduler.model.figure import Kind
from scheduler.render.report_words import Words
from scheduler.sentences import label

ALWAYS = SUMS["engagement"]
"""What engagement is made of: named also where it is missing."""


class Reading(Protocol):
    """The newest reading of a delivery."""

    @property
    def age(self) -> timedelta: ...
    @property
    def counts(self) -> Counts: ...
    @property
    def simulated(self) -> bool: ...
    @property
    def by(self) -> str: ...


def told(one: Reading, language: str) -> str:
    """«12 réactions · 3 réponses · partages n. d. · à 24 h · simulé»."""
    words = Words(language)
    pieces = [_counted(words, name, getattr(one.counts, name)) for name in one.counts.given]
    lacking = [label(f"report-component-{name}", language) for name in ALWAYS if name not in one.counts.given]
    pieces += [label("viewing-count-missing", language, component=name) for name in lacking]
    pieces.append(label("viewing-count-at", language, age=words.age(one.age)))
    pieces += [label("viewing-count-typed", language, by=one.by)] if one.by else []
    pieces += [label("viewing-count-simulated", language)] if one.simulated else []
    return " · ".join(pieces)


def _counted(words: Words, name: str, n: int) -> str:
    """A count with its name, in groups of three digits as the report writes it."""
    return label(f"rehearsal-{name}", words.language, n=n).replace(str(n), words.number(n, Kind.COUNT), 1)


def engagement(found: Iterable[tuple[str, Reading]], language: str) -> str:
    """One line for all networks of a post: «engagement à 24 h : XT 20 · FB n. d. · simulé»; nothing where nothing was read."""
    words, some = Words(language), list(found)
    if not some:
        return ""
    ages = {one.age for _, one in some}
    pieces = []
    for mark, one in some:
        apart = "" if len(ages) == 1 else f" ({words.age(one.age)})"
        pieces.append(f"{mark} {words.optional(reached(one.counts, 'engagement'))}{apart}")
    if any(one.simulated for _, one in some):
        pieces.append(label("viewing-count-simulated", language))
    counts = " · ".join(pieces)
    if len(ages) > 1:
        return label("viewing-engagement-apart", language, counts=counts)
    at = label("viewing-count-at", language, age=words.age(min(ages)))
    return label("viewing-engagement", language, at=at, counts=counts)
