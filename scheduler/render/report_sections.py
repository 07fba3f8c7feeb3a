"""The order of the report: a first page for the management, then numbered parts, as far as there is something to show."""

from collections.abc import Iterable
from dataclasses import replace

from scheduler.model.report import Kind, Metric, Report, Role, Verdict
from scheduler.plain import one_line
from scheduler.render import report_pictures as pictures
from scheduler.render import report_tables as tables
from scheduler.render.report_page import Block, Bullets, Cards, Page, Pair, Paragraph, Section
from scheduler.render.report_tables import note
from scheduler.render.report_words import MARKS, Words

CORE = ("reactions", "replies", "shares")
"""The components of engagement, in the order in which they are named."""


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
    week = words.say("report-week", number=str(report.first.isocalendar().week))
    if report.first == report.last:
        span = words.say("report-span-day", first=words.day(report.first), week=week)
    else:
        first = words.day(report.first, year=report.first.year != report.last.year)
        if (report.first.year, report.first.month) == (report.last.year, report.last.month):
            first = words.weekday(report.first)
        span = words.say("report-span", first=first, last=words.day(report.last), week=week)
    networks = ", ".join(report.titles[name] for name in report.networks)
    closed = words.say("report-closed", made=words.day(report.made.date()))
    return ". ".join(part for part in (span[:1].upper() + span[1:], networks, closed) if part) + "."


def _first(words: Words, report: Report) -> list[Block]:
    blocks: list[Block] = []
    if report.decomposition:
        blocks.append(pictures.decomposition(words, report.decomposition, _weeks(report)))
    if table := tables.objectives(words, report):
        blocks.append(table)
    known = Bullets(
        items=[words.finding(one) for one in report.reservations], title=words.say("report-before-concluding")
    )
    cost = Bullets(items=_cost(words, report), title=words.say("report-cost"))
    both = [one for one in (known, cost) if one.items]
    if len(both) == 2:
        blocks.append(Pair(left=known, right=cost))
    else:
        blocks += both
    return blocks


def _weeks(report: Report) -> int:
    return sum(row.role is Role.BASELINE for row in report.weeks)


def _cost(words: Words, report: Report) -> list[str]:
    effort = report.effort
    if effort is None:
        return []
    found = [
        words.say("report-effort-time", time=words.hours(effort.minutes), n=effort.contents, of=effort.of),
    ]
    if effort.per_hour is not None and effort.posts_per_hour is not None:
        per_hour, posts = (words.number(one, Kind.RATE) for one in (effort.per_hour, effort.posts_per_hour))
        found.append(words.say("report-effort-hour", per_hour=per_hour, posts=posts))
    return found


def _sections(words: Words, report: Report) -> Iterable[Section]:
    def section(name: str, *blocks: Block | None, boxed: bool = False) -> Section:
        given = [block for block in blocks if block is not None]
        return Section(title=words.say(f"report-section-{name}"), blocks=given, boxed=boxed)

    yield section("brief", *_brief(words))
    yield section("objectives", *_objectives(words, report))
    yield section("figures", tables.key_figures(words, report), *_figure_notes(words, report))
    yield section("parts", *_parts(words, report))
    yield section("weeks", *_over_time(words, report))
    if any(group.posts for group in report.days):
        yield section("days", pictures.days(words, report), tables.days(words, report))
    if report.per_network:
        yield section("networks", *_networks(words, report))
    if report.categories:
        yield section("categories", tables.categories(words, report), note(words.say("report-categories-note")))
    if report.most:
        yield section("posts", *_posts(words, report))
    if report.effort:
        lines = " ".join(_cost(words, report))
        yield section("effort", Paragraph(text=lines), note(words.say("report-effort-caution")))
    yield section("cannot", Bullets(items=[words.finding(one) for one in report.cannot], lead=True), boxed=True)
    yield section("definitions", tables.definitions(words, report), note(" ".join(_method(words, report))))


def _brief(words: Words) -> list[Block]:
    signs = ", ".join(f"{MARKS[verdict]} {words.verdict(verdict)}" for verdict in Verdict)
    return [Paragraph(text=f"{words.say('report-brief-see')} {words.say('report-brief-words', words=signs)}")]


def _objectives(words: Words, report: Report) -> list[Block]:
    if not report.objectives:
        return [Paragraph(text=words.say("report-objectives-none"))]
    reasons = [
        words.say("report-objective-why", name=one_line(one.name), reason=words.say(one.reason))
        for one in report.objectives
        if one.reason and one.on is None
    ]
    blocks: list[Block] = [Paragraph(text=words.say("report-objectives-text"))]
    return [*blocks, Bullets(items=reasons)] if reasons else blocks


def _figure_notes(words: Words, report: Report) -> Iterable[Paragraph]:
    given = report.coverage
    numbers = {name: getattr(given, name) for name in ("published", "measured", "young", "missing")}
    yield note(f"{words.say('report-coverage', **numbers)} {words.say('report-nd-note')}")
    if report.scale != 1:
        yield note(words.say("report-scaled", span=words.span((report.last - report.first).days + 1)))


def _parts(words: Words, report: Report) -> list[Block]:
    parts, each = report.decomposition, report.figure(Metric.ENGAGEMENT)
    if parts is None or each.value is None:
        return []
    text = words.say(
        "report-parts-text",
        before=words.number(parts.posts, Kind.RATE),
        posts=words.number(parts.posts * parts.volume, Kind.COUNT),
        rate=words.number(parts.rate, Kind.RATE),
        now=words.number(each.value, Kind.RATE),
        volume=words.number(parts.volume, Kind.RATIO),
        each=words.number(parts.per_post, Kind.RATIO),
        total=words.number(parts.total, Kind.RATIO),
    )
    if parts.share is not None and 0 < parts.share < 1:
        text += " " + words.say("report-parts-share", share=words.number(parts.share, Kind.SHARE))
    blocks: list[Block] = [Paragraph(text=text)]
    if report.effect:
        blocks.append(Paragraph(text=" ".join(_effect(words, report))))
    chart = pictures.sensitivity(words, report.sensitivity)
    return [*blocks, chart] if chart else blocks


def _effect(words: Words, report: Report) -> list[str]:
    effect = report.effect
    if effect is None:
        return []
    ratio, low, high = (words.number(one, Kind.RATIO) for one in (effect.ratio, effect.low, effect.high))
    found = [words.say("report-effect", ratio=ratio, low=low, high=high)]
    if effect.low <= 1 <= effect.high:
        found.append(words.say("report-effect-one"))
    elif report.figure(Metric.ENGAGEMENT).verdict is Verdict.ORDINARY:
        found.append(words.say("report-effect-suggestive"))
    found.append(words.say("report-effect-detectable", detectable=words.number(effect.detectable, Kind.RATIO)))
    return found


def _over_time(words: Words, report: Report) -> list[Block]:
    if len(report.weeks) < 2:
        return []
    chart = pictures.weeks(words, report)
    blocks: list[Block] = [chart] if chart else []
    blocks.append(tables.weeks(words, report))
    others = dict.fromkeys(one_line(row.title) for row in report.weeks if row.role is Role.OTHER)
    if others:
        blocks.append(note(words.say("report-weeks-others", titles=", ".join(others))))
    later = [words.finding(one) for one in report.reservations if one.code.startswith("report-after-")]
    return [*blocks, note(" ".join(later))] if later else blocks


def _networks(words: Words, report: Report) -> list[Block]:
    made = {
        report.titles[row.network]: " + ".join(
            words.say(f"report-component-{name}") for name in CORE if name in row.components
        )
        for row in report.per_network
        if row.components
    }
    given = sorted(set(made.values()))
    if len(given) > 1:
        given = [words.say("report-networks-components", network=name, components=one) for name, one in made.items()]
    chart = pictures.networks(words, report)
    blocks: list[Block] = [chart] if chart else []
    separator = " ; " if words.language == "fr" else "; "
    made_of = (
        [note(words.typeset(words.say("report-networks-note", components=separator.join(given))))] if given else []
    )
    return [*blocks, tables.networks(words, report), *made_of]


def _posts(words: Words, report: Report) -> list[Block]:
    most = Cards(title=words.say("report-most"), cards=[tables.card(words, report, row) for row in report.most])
    least = Cards(
        title=words.say("report-least") if report.least else "",
        cards=[tables.card(words, report, row) for row in report.least],
        after_title=words.say("report-without-top"),
        after=_top(words, report),
    )
    intro = Paragraph(text=words.say("report-posts-note"))
    return [intro, Pair(left=most, right=least)] if least.cards or least.after else [intro, most]


def _top(words: Words, report: Report) -> list[Paragraph]:
    top = report.top
    if top is None:
        return []
    share = words.number(top.share, Kind.SHARE)
    if top.total is None or top.per_post is None:
        return [note(words.say("report-top-share", share=share))]
    total, each = words.number(top.total, Kind.RATIO), words.number(top.per_post, Kind.RATIO)
    code = "report-top-changes" if top.changes else "report-top-same"
    return [note(words.say(code, share=share, total=total, each=each))]


def _method(words: Words, report: Report) -> list[str]:
    base = [row for row in report.weeks if row.role is Role.BASELINE]
    found = [words.say("report-method-age", age=words.age(report.age))]
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
    if report.simulated:
        found.append(_banner(words, report))
    return found
