"""What an edition teaches the next one: things to say beside each part of its file, and targets proposed from what was seen."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from scheduler.model.figure import Finding


@dataclass(frozen=True, slots=True, kw_only=True)
class Aim:
    """An objective: what came of it, and the target to start the next one from ("": keep the old)."""

    target: str
    said: tuple[Finding, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Lessons:
    """Findings by the place where they belong in a campaign file. Days are those of the edition that taught them."""

    campaign: str
    first: date
    head: tuple[Finding, ...]
    objectives: Mapping[str, Aim] = field(default_factory=dict)
    """By the objective's name."""
    days: Mapping[date, tuple[Finding, ...]] = field(default_factory=dict)
    contents: Mapping[str, tuple[Finding, ...]] = field(default_factory=dict)
    """By the post's id."""
    least: tuple[str, ...] = ()
    """The contents that were least followed, the first among them the least."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Notes:
    """The same as lines of comment in one language, and the word that stands where a person must write."""

    head: tuple[str, ...]
    objectives: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    targets: Mapping[str, str] = field(default_factory=dict)
    days: Mapping[date, tuple[str, ...]] = field(default_factory=dict)
    contents: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    blank: str = "À COMPLÉTER"
