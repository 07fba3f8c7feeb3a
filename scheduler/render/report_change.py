"""Sections 2 to 5: objectives, key figures, what the change is made of, and the weeks before and after."""

from collections.abc import Iterable

from scheduler.model.report import Figure, Kind, Metric, Report, Role
from scheduler.plain import one_line
from scheduler.render import report_around as around
from scheduler.render import report_mixes as mixes
from scheduler.render import report_pictures as pictures
from scheduler.render import report_tables as tables
from scheduler.render.report_page import Block, Bullets, Paragraph
from scheduler.render.report_tables import note
from scheduler.render.report_words import Words


def objectives(words: Words, report: Report) -> list[Block]:
    """What was fixed before the week: the table stands on the first page."""
    if not report.objectives:
        return [Paragraph(text=words.say("report-objectives-none"))]
    told = [
        words.say("report-objective-why", name=one_line(one.name), reason=words.say(one.reason))
        for one in report.objectives
        if one.reason and one.on is None
    ]
    blocks: list[Block] = [Paragraph(text=words.say("report-objectives-text"))]
    if told:
        blocks.append(Bullets(items=told))
    if chances := _chances(words, report):
        blocks.append(note(words.say("report-objectives-p", list=words.listed(chances))))
    return blocks


def _chances(words: Words, report: Report) -> list[str]:
    return [
        words.say(
            "report-objective-p",
            name=one_line(one.name),
            p=words.chance(one.p),
            adjusted=words.chance(one.adjusted if one.adjusted is not None else one.p),
        )
        for one in report.objectives
        if one.p is not None
    ]


def figures(words: Words, report: Report) -> Iterable[Block | None]:
    """Each key figure on its ordinary range, what engagement is made of, and what was counted elsewhere."""
    yield tables.key_figures(words, report)
    given = report.coverage
    numbers = {name: getattr(given, name) for name in ("published", "measured", "young", "missing")}
    yield note(f"{words.say('report-coverage', **numbers)} {words.say('report-nd-note')}")
    if report.scale != 1:
        yield note(words.say("report-scaled", span=words.span((report.last - report.first).days + 1)))
    yield mixes.of_week(words, report)
    yield from around.outside(words, report)


def parts(words: Words, report: Report) -> list[Block | None]:
    """How the total came about, how sure the effect is, and what other references say."""
    split, each = report.decomposition, report.figure(Metric.ENGAGEMENT)
    if split is None or each.value is None:
        return []
    text = words.say(
        "report-parts-text",
        before=words.number(split.posts, Kind.RATE),
        posts=words.number(split.posts * split.volume, Kind.COUNT),
        rate=words.number(split.rate, Kind.RATE),
        now=words.number(each.value, Kind.RATE),
        volume=words.number(split.volume, Kind.RATIO),
        each=words.number(split.per_post, Kind.RATIO),
        total=words.number(split.total, Kind.RATIO),
    )
    if split.share is not None and 0 < split.share < 1:
        text += " " + words.say("report-parts-share", share=words.number(split.share, Kind.SHARE))
    effect = _effect(words, report)
    more = _otherwise(words, report)
    return [
        Paragraph(text=text),
        Paragraph(text=" ".join(effect)) if effect else None,
        pictures.sensitivity(words, report.sensitivity),
        Bullets(items=more, title=words.say("report-otherwise")) if more else None,
    ]


def _effect(words: Words, report: Report) -> list[str]:
    effect = report.effect
    if effect is None:
        return []
    ratio, low, high = (words.number(one, Kind.RATIO) for one in (effect.ratio, effect.low, effect.high))
    found = [words.say("report-effect", ratio=ratio, low=low, high=high)]
    if effect.low <= 1 <= effect.high:
        found.append(words.say("report-effect-one"))
        if not effect.alone_low <= 1 <= effect.alone_high:
            alone = (words.number(one, Kind.RATIO) for one in (effect.alone_low, effect.alone_high))
            found.append(words.say("report-effect-suggestive", **dict(zip(("low", "high"), alone, strict=True))))
    found.append(words.say("report-effect-detectable", detectable=words.number(effect.detectable, Kind.RATIO)))
    return found


def _otherwise(words: Words, report: Report) -> list[str]:
    """The same question asked in other ways: weeks drawn again, like beside like, other posts of the same days."""
    told = []
    if (drawn := report.resampled) is not None:
        low, high = (words.number(one, Kind.RATIO) for one in (drawn.low, drawn.high))
        told.append(words.say("report-resampled", low=low, high=high, n=drawn.draws, seed=str(drawn.seed)))
    if (like := report.matched) is not None:
        ratio = words.number(like.ratio, Kind.RATIO)
        told.append(words.say("report-matched", ratio=ratio, n=like.posts, each=like.each, unmatched=like.unmatched))
    apart = report.apart
    if apart is not None and apart.ratio is not None and apart.low is not None and apart.high is not None:
        given = {name: words.number(getattr(apart, name), Kind.RATIO) for name in ("ratio", "low", "high")}
        told.append(words.say("report-apart", **given, n=apart.posts, others=apart.others))
    return told


def over_time(words: Words, report: Report) -> list[Block | None]:
    """Before, during, after; the place among all past weeks; what platforms did meanwhile."""
    if len(report.weeks) < 2:
        return []
    others = dict.fromkeys(one_line(row.title) for row in report.weeks if row.role is Role.OTHER)
    later = [words.finding(one) for one in report.reservations if one.code.startswith("report-after-")]
    ranks = [said for metric in (Metric.TOTAL, Metric.ENGAGEMENT) if (said := _rank(words, report.figure(metric)))]
    return [
        pictures.weeks(words, report),
        tables.weeks(words, report),
        note(words.say("report-weeks-others", titles=", ".join(others))) if others else None,
        note(" ".join(ranks)) if ranks else None,
        note(" ".join(later)) if later else None,
        around.platforms(words, report),
    ]


def _rank(words: Words, figure: Figure) -> str:
    if figure.rank is None:
        return ""
    return words.say(
        "report-rank",
        metric=words.say(f"report-metric-{figure.metric.value}"),
        place=words.ordinal(figure.rank.place),
        n=figure.rank.of,
        since=words.day(figure.rank.since),
    )
