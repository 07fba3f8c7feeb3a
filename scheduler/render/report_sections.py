"""The order of the report: a first page for the management, then numbered parts, as far as there is something to show."""

from collections.abc import Iterable
from dataclasses import replace

from scheduler.model.report import Kind, Metric, Report, Role, Verdict
from scheduler.plain import one_line
from scheduler.render import report_breakdowns as breakdowns
from scheduler.render import report_change as change
from scheduler.render import report_editions as editions
from scheduler.render import report_effort as effort
from scheduler.render import report_growing as growing
from scheduler.render import report_lessons as lessons
from scheduler.render import report_people as people
from scheduler.render import report_pictures as pictures
from scheduler.render import report_tables as tables
from scheduler.render import report_voices as voices
from scheduler.render.report_page import Block, Bullets, Page, Pair, Paragraph, Section
from scheduler.render.report_tables import aged, note
from scheduler.render.report_words import FIXED, MARKS, Words

BESIDE = ("judged-themes-", "judged-categories-")
"""Reservations that stand beside their tables instead of on the first page."""


def page(report: Report, language: str) -> Page:
    """The report in `language`, ready to be drawn in any format."""
    words = Words(language)
    report = replace(report, titles={name: one_line(title) for name, title in report.titles.items()})
    lead = " ".join(words.finding(one) for one in report.brief)
    title = one_line(report.title)
    return Page(
        language=words.language,
        kicker=words.say("report-kicker"),
        title=words.say("report-page-title", title=title),
        heading=title,
        meta=_meta(words, report),
        banner=_banner(words, report),
        badge=words.say("report-simulated-short") if report.simulated else "",
        description=lead,
        first_title=words.say("report-for-direction"),
        lead=lead,
        first=_first(words, report),
        contents=words.say("report-contents"),
        sections=[one for one in _sections(words, report) if one.blocks],
        closing=words.say("report-privacy"),
    )


def _banner(words: Words, report: Report) -> str:
    if not report.simulated:
        return ""
    if report.simulated_accounts:
        accounts = ", ".join(one_line(one) for one in report.simulated_accounts)
        return words.say("report-simulated-banner-part", accounts=accounts)
    return words.say("report-simulated-banner")


def _meta(words: Words, report: Report) -> str:
    networks = ", ".join(report.titles[name] for name in report.networks)
    closed = words.say("report-closed", made=words.day(report.made.date()))
    return ". ".join(part for part in (words.days(report.first, report.last), networks, closed) if part) + "."


def _first(words: Words, report: Report) -> list[Block]:
    blocks: list[Block] = []
    if report.decomposition:
        blocks.append(pictures.decomposition(words, report.decomposition, _weeks(report)))
    if table := tables.objectives(words, report):
        blocks.append(table)
    known = Bullets(
        items=[words.finding(one) for one in report.reservations if not one.code.startswith(BESIDE)],
        title=words.say("report-before-concluding"),
    )
    spent, proposed = effort.cost(words, report.effort), lessons.proposals(words, report.lessons)
    cost = Bullets(items=[*spent, *proposed], title=words.say("report-cost-and" if proposed else "report-cost"))
    both = [one for one in (known, cost) if one.items]
    if len(both) == 2:
        blocks.append(Pair(left=known, right=cost))
    else:
        blocks += both
    return blocks


def _weeks(report: Report) -> int:
    return sum(row.role is Role.BASELINE for row in report.weeks)


def _sections(words: Words, report: Report) -> Iterable[Section]:
    def section(name: str, blocks: Iterable[Block | None], *, boxed: bool = False) -> Section:
        given = [block for block in blocks if block is not None]
        return Section(title=words.say(f"report-section-{name}"), blocks=given, boxed=boxed)

    yield section("brief", _brief(words))
    yield section("objectives", change.objectives(words, report))
    yield section("figures", change.figures(words, report))
    yield section("parts", change.parts(words, report))
    yield section("weeks", change.over_time(words, report))
    yield section("days", breakdowns.days(words, report))
    yield section("networks", breakdowns.networks(words, report))
    yield section("categories", breakdowns.categories(words, report))
    yield section("posts", breakdowns.posts(words, report))
    yield section("publics", people.publics(words, report))
    yield section("conversations", voices.conversations(words, report))
    yield section("contributions", voices.contributions(words, report))
    yield section("effort", effort.blocks(words, report))
    yield section("editions", editions.editions(words, report.comparison))
    cannot = [*(words.finding(one) for one in report.cannot), *people.cannot(words, report)]
    yield section("cannot", [Bullets(items=cannot, lead=True)], boxed=True)
    yield section("lessons", lessons.lessons(words, report.lessons))
    yield section("definitions", _definitions(words, report))


def _definitions(words: Words, report: Report) -> Iterable[Block | None]:
    yield tables.definitions(words, report)
    yield growing.accumulation(words, report)
    yield note(" ".join(_method(words, report)))


def _brief(words: Words) -> list[Block]:
    signs = ", ".join(f"{MARKS[verdict]}{FIXED}{words.verdict(verdict)}" for verdict in Verdict)
    return [Paragraph(text=f"{words.say('report-brief-see')} {words.say('report-brief-words', words=signs)}")]


def _method(words: Words, report: Report) -> list[str]:
    base = [row for row in report.weeks if row.role is Role.BASELINE]
    found = [words.say("report-method-age", age=aged(words, report))]
    if report.figure(Metric.ENGAGEMENT).ordinary:
        listed = ", ".join(pictures.week_label(words, row) for row in base)
        found.append(words.say("report-method-range", weeks=len(base), list=listed))
    else:
        found.append(words.say("report-method-range-none"))
    if report.effect:
        phi, tau2 = words.number(report.effect.phi, Kind.FINE), words.small(report.effect.tau2)
        found.append(words.say("report-method-effect", phi=phi, tau2=tau2))
    if report.read_from and report.read_until:
        first, last = (words.day(at.date()) for at in (report.read_from, report.read_until))
        found.append(words.say("report-method-read", first=first, last=last, zone=report.zone))
    found.append(words.say("report-method-version", version=report.version, campaign=one_line(report.campaign)))
    found.append(words.say("why-hint", campaign=one_line(report.campaign)))
    if report.simulated:
        found.append(_banner(words, report))
    return found
