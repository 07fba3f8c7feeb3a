"""The lessons of an edition in words: the comments of the next one's file."""

from collections.abc import Iterable

from scheduler.model.figure import Finding
from scheduler.model.lessons import Lessons, Notes
from scheduler.plain import redact, visible
from scheduler.render.report_words import Words


def notes(found: Lessons, language: str) -> Notes:
    """Every finding as a line of comment, in the campaign's language."""
    words = Words(language)

    def said(findings: Iterable[Finding]) -> tuple[str, ...]:
        return tuple(visible(redact(words.finding(one))) for one in findings)

    return Notes(
        head=said(found.head),
        objectives={name: said(aim.said) for name, aim in found.objectives.items()},
        targets={name: aim.target for name, aim in found.objectives.items() if aim.target},
        days={day: said(one) for day, one in found.days.items()},
        contents={name: said(one) for name, one in found.contents.items()},
        blank=words.say("lesson-blank"),
    )
