"""The report's part on hours and rights: what the operation cost, who gave it, and what came of an hour."""

from scheduler.model.effort import Effort, Rights
from scheduler.model.report import Kind, Report
from scheduler.plain import one_line
from scheduler.render.report_page import Block, Bullets, Cell, Column, Paragraph, Table
from scheduler.render.report_spent import hours
from scheduler.render.report_tables import note
from scheduler.render.report_words import Words


def cost(words: Words, effort: Effort | None) -> list[str]:
    """The lines of the first page: time beside an ordinary week's, rights, and what an hour brought."""
    if effort is None:
        return []
    return [one for one in (_time(words, effort), _hour(words, effort), _rights(words, effort.rights)) if one]


def blocks(words: Words, report: Report) -> list[Block]:
    """The whole section."""
    effort = report.effort
    if effort is None:
        return []
    found: list[Block] = [Paragraph(text=" ".join(cost(words, effort)))]
    if (chart := hours(words, effort)) is not None:
        found.append(chart)
    if effort.people:
        found.append(_people(words, effort))
    if effort.dearest:
        found.append(
            Bullets(
                items=[_spent(words, effort, place) for place in range(len(effort.dearest))],
                title=words.say("effort-dearest"),
            )
        )
    found.append(note(words.say("effort-caution" if effort.weeks else "report-effort-caution")))
    return found


def _time(words: Words, effort: Effort) -> str:
    if not effort.minutes:
        return ""
    said = words.say("effort-time", time=words.hours(effort.minutes), n=effort.contents, of=effort.of)
    if effort.usual is None:
        return said
    usual = words.say("effort-usual", n=effort.weeks, time=words.hours(round(effort.usual)))
    return f"{said} {usual}"


def _hour(words: Words, effort: Effort) -> str:
    if effort.per_hour is None:
        return ""
    value = words.number(effort.per_hour, Kind.RATE)
    if effort.usual_per_hour is None:
        said = words.say("effort-hour", value=value)
    else:
        said = words.say("effort-hour-usual", value=value, usual=words.number(effort.usual_per_hour, Kind.RATE))
    if effort.new_per_hour is None:
        return said
    return f"{said} {words.say('effort-new', value=words.number(effort.new_per_hour, Kind.RATE))}"


def _rights(words: Words, rights: Rights | None) -> str:
    if rights is None:
        return ""
    amounts = words.listed(
        [words.say("effort-amount", amount=_amount(words, sum_), currency=code) for code, sum_ in rights.amounts]
    )
    said = words.say("effort-rights", n=rights.pictures)
    if rights.paid:
        said += " " + words.say("effort-rights-paid", n=rights.paid, amounts=amounts)
    if rights.median is not None:
        middle = words.number(rights.median, Kind.COUNT if float(rights.median).is_integer() else Kind.RATE)
        days = {"median": middle, "least": rights.least, "most": rights.most}
        said += " " + words.say("effort-rights-days", n=rights.answered, **days)
    return said


def _amount(words: Words, written: str) -> str:
    value = float(written)
    return words.number(value, Kind.COUNT if value.is_integer() else Kind.FINE)


def _people(words: Words, effort: Effort) -> Table:
    columns = [Column(title=words.say("effort-column-who")), Column(title=words.say("effort-column-time"), number=True)]
    rows = [
        [Cell(text=one_line(one.name) or words.say("effort-unnamed")), Cell(text=words.hours(one.minutes))]
        for one in effort.people
    ]
    rows.append([Cell(text=words.say("effort-everybody")), Cell(text=words.hours(effort.minutes))])
    return Table(caption=words.say("effort-people"), columns=columns, rows=rows, total=True)


def _spent(words: Words, effort: Effort, place: int) -> str:
    one = effort.dearest[place]
    return words.say(
        "effort-spent",
        title=one_line(one.title),
        time=words.hours(one.minutes),
        n=one.posts,
        engagement=words.number(one.engagement, Kind.COUNT),
    )
