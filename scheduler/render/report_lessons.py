"""Section 16: what to do again, what to change and what to drop, as the edition's own figures suggest it."""

from scheduler.model.figure import Finding
from scheduler.model.lessons import Lessons
from scheduler.plain import one_line
from scheduler.render.report_page import Block, Bullets, Columns
from scheduler.render.report_tables import note
from scheduler.render.report_words import Words

MOST = 4
"""Contents that are named under one heading."""
CHANGES = ("lesson-fewer", "lesson-fewer-minutes", "lesson-detectable")


def lessons(words: Words, found: Lessons | None) -> list[Block]:
    """Nothing where no content could be compared."""
    if found is None:
        return []
    again = _contents(words, found, "lesson-content-much")
    drop = _contents(words, found, "lesson-content-least")
    change = [words.finding(one) for one in found.head if one.code in CHANGES]
    change += [
        words.say("report-lessons-aim", name=one_line(name), target=words.target(aim.target))
        for name, aim in found.objectives.items()
        if aim.target
    ]
    lists = [
        Bullets(items=items, title=words.say(f"report-lessons-{name}"))
        for name, items in (("again", again), ("change", change), ("drop", drop))
        if items
    ]
    if not lists:
        return []
    caution = words.finding(Finding(code="lesson-caution"))
    return [Columns(blocks=lists), note(f"{caution} {words.say('report-lessons-next', campaign=found.campaign)}")]


def proposals(words: Words, found: Lessons | None) -> list[str]:
    """What the management is asked to think of for the next edition: fewer contents, where some were little followed."""
    if found is None:
        return []
    fewer = [one for one in found.head if one.code.startswith("lesson-fewer")]
    return [words.finding(Finding(code="report-propose-fewer", arguments=one.arguments)) for one in fewer]


def _contents(words: Words, found: Lessons, code: str) -> list[str]:
    """Those of one kind, the farthest from the median of their networks first."""
    kept = [one for said in found.contents.values() for one in said if one.code == code]

    def ratio(one: Finding) -> float:
        value = getattr(one.arguments.get("ratio"), "value", 1.0)
        return float(value)

    kept.sort(key=ratio, reverse=code.endswith("much"))
    return [
        words.say("report-lessons-content", title=one.arguments.get("title"), ratio=words.times(ratio(one)))
        for one in kept[:MOST]
    ]
