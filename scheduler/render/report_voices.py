"""Sections 11 and 12: conversations, words of the public cited with consent, and what the public contributed."""

from scheduler.model.conversation import Contributions, Conversations, Listened, Subject, Verbatim
from scheduler.model.report import Kind, Report
from scheduler.plain import one_line, visible
from scheduler.render.report_page import Block, Bullets, Cell, Numbers, Paragraph, Quote, Quotes, Table
from scheduler.render.report_tables import columns, note, verdict_cell
from scheduler.render.report_words import Words


def conversations(words: Words, report: Report) -> list[Block]:
    """Section 11; [] where nobody listened and nothing is cited."""
    found, quotes = report.conversations, _quotes(words, report)
    if found is None:
        return quotes
    if found.replies is None:
        return [
            Paragraph(text=words.say("report-voices-why", reason=words.say(found.reason or "report-unknown"))),
            *quotes,
        ]
    blocks: list[Block] = [_numbers(words, found), *quotes]
    if found.usual is not None and found.usual.ordinary is not None:
        blocks.append(_usual(words, found))
    if found.passing:
        blocks.append(
            Bullets(title=words.say("report-voices-passing"), items=[_subject(words, one) for one in found.passing])
        )
    if told := _told(words, found):
        blocks.append(Paragraph(text=" ".join(told)))
    if said := _listened(words, report, found.listened):
        blocks.append(note(said))
    return blocks


def _numbers(words: Words, found: Conversations) -> Numbers:
    given: list[tuple[str, str]] = [(words.say("report-voices-replies"), words.optional(found.replies))]
    if found.mentions is not None:
        given.append((words.say("report-voices-mentions"), words.optional(found.mentions)))
    if found.questions is not None:
        given.append((words.say("report-voices-questions"), words.optional(found.questions)))
        given.append((words.say("report-voices-answered"), words.optional(found.answered)))
    if found.delay is not None:
        given.append((words.say("report-voices-delay"), words.hours(round(found.delay.total_seconds() / 60))))
    return Numbers(items=given)


def _usual(words: Words, found: Conversations) -> Table:
    usual = found.usual
    assert usual is not None
    assert usual.ordinary is not None
    low, high = (words.number(one, Kind.COUNT) for one in (usual.ordinary.low, usual.ordinary.high))
    row = [
        Cell(text=words.say("report-voices-row"), strong=True),
        Cell(text=words.optional(usual.value), strong=True),
        Cell(text=words.optional(usual.mean)),
        Cell(text=words.range(low, high)),
        verdict_cell(words, usual.verdict),
    ]
    names = ("measure", "week", "mean", "range", "verdict")
    caption = words.say("report-voices-usual", n=usual.weeks)
    return Table(caption=caption, columns=columns(words, *names, numbers=("week", "mean", "range")), rows=[row])


def _subject(words: Words, one: Subject) -> str:
    text = words.say("report-voices-subject", theme=visible(one_line(one.theme)), n=one.number)
    return text + (f" ({visible(one_line(one.department))})" if one.department else "")


def _told(words: Words, found: Conversations) -> list[str]:
    told = []
    if found.waiting:
        told.append(words.say("report-voices-waiting", n=found.waiting))
        where = [f"{visible(one_line(one.department))} ({one.number})" for one in found.waiting_at if one.department]
        if where:
            told.append(words.say("report-voices-waiting-at", list=", ".join(where)))
    if found.unsorted:
        told.append(words.say("report-voices-unsorted", n=found.unsorted))
    if found.unconsented:
        told.append(words.say("report-voices-unconsented", n=found.unconsented))
    if found.gone:
        told.append(words.say("report-voices-gone", n=found.gone))
    return told


def _listened(words: Words, report: Report, listened: tuple[Listened, ...]) -> str:
    told = []
    for one in listened:
        name = one_line(report.titles.get(one.network, one.network))
        if one.since is None:
            reason = words.say(one.reason) if one.reason else words.say("report-unknown")
            told.append(words.say("report-voices-deaf", network=name, reason=reason))
        else:
            told.append(words.say("report-voices-heard", network=name, since=words.day(one.since.date())))
    return " ".join(dict.fromkeys(told))


def _quotes(words: Words, report: Report) -> list[Block]:
    if not report.verbatims:
        return []
    return [Quotes(quotes=[_quote(words, report, one) for one in report.verbatims])]


def _quote(words: Words, report: Report, one: Verbatim) -> Quote:
    where = one_line(report.titles.get(one.network, one.network))
    who = visible(one_line(one.attribution))
    parts = [part for part in (who, where, words.day(one.day, year=False)) if part]
    return Quote(text=visible(one.wording), by=words.say("report-voices-by", who=", ".join(parts)))


def contributions(words: Words, report: Report) -> list[Block]:
    """Section 12; [] where none were sought."""
    found = report.contributions
    if found is None:
        return []
    if found.seen is None and not found.received:
        return [Paragraph(text=words.say("report-voices-why", reason=words.say(found.reason or "report-unknown")))]
    blocks: list[Block] = [_counted(words, found)]
    told = []
    if found.aside:
        listed = ", ".join(
            f"{words.number(n, Kind.COUNT)} {words.say(f'aside-{reason}')}" for reason, n in found.aside.items()
        )
        told.append(words.say("report-voices-aside", n=sum(found.aside.values()), list=listed))
    if found.accepted:
        told.append(words.say("report-voices-credited", n=found.credited, of=found.accepted, consented=found.consented))
    if found.unjudged:
        told.append(words.say("report-voices-unjudged", n=found.unjudged))
    if told:
        blocks.append(Paragraph(text=" ".join(told)))
    tags = ", ".join(one_line(tag) for tag in found.hashtags)
    heard = _listened(words, report, found.listened)
    if said := " ".join(one for one in (words.say("report-voices-tags", tags=tags) if tags else "", heard) if one):
        blocks.append(note(said))
    return blocks


def _counted(words: Words, found: Contributions) -> Numbers:
    given = [
        ("report-voices-seen", found.seen),
        ("report-voices-received", found.received),
        ("report-voices-accepted", found.accepted),
        ("report-voices-contributors", found.contributors),
    ]
    return Numbers(items=[(words.say(code), words.optional(value)) for code, value in given if value is not None])
