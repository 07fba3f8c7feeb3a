"""What engagement is made of: conversation, amplification and applause as stacked bars, of the week and of single posts."""

from collections.abc import Sequence

from scheduler.model.report import Kind, Metric, PostRow, Report
from scheduler.plain import one_line
from scheduler.render.charts_bars import Stack, stacks
from scheduler.render.drawing import DOTS, HATCH, SLATE, Picture
from scheduler.render.report_page import Chart
from scheduler.render.report_words import Words

PARTS = {"replies": HATCH, "shares": DOTS, "reactions": SLATE}
"""The components in their order, each with its pattern: what asks most of people first."""
METRICS = {"replies": Metric.CONVERSATION, "shares": Metric.AMPLIFICATION, "reactions": Metric.APPLAUSE}
LONGEST = 48
"""Signs of a post's beginning above its bar."""


def of_week(words: Words, report: Report) -> Chart | None:
    """A post of the week and an ordinary one, as means; None unless all three are known of both."""
    figures = {name: report.figure(metric) for name, metric in METRICS.items()}
    now = {name: one.value for name, one in figures.items() if one.value is not None}
    usual = {name: one.mean for name, one in figures.items() if one.mean is not None}
    if len(now) < len(PARTS) or len(usual) < len(PARTS) or not sum(now.values()):
        return None
    rows = [
        Stack(label=words.say("report-mix-week"), parts=_parts(words, now, Kind.FINE), strong=True),
        Stack(label=words.say("report-mix-usual"), parts=_parts(words, usual, Kind.FINE)),
    ]
    shares = [words.number(mix["replies"] / (sum(mix.values()) or 1.0), Kind.SHARE) for mix in (now, usual)]
    code = "report-chart-mix" if shares[0] != shares[1] else "report-chart-mix-same"
    finding = words.say(code, now=shares[0], usual=shares[1])
    description = words.say("report-chart-mix-desc", list=". ".join(_said(row) for row in rows))
    longest = max(sum(now.values()), sum(usual.values()))
    picture = Picture(stacks(rows, longest), "mix", finding, description)
    return Chart(finding=finding, how=words.say("report-chart-mix-how"), picture=picture)


def of_posts(words: Words, report: Report, posts: Sequence[PostRow]) -> Chart | None:
    """The posts that stand out, each by what it drew."""
    whole = [row for row in posts if row.engagement and None not in (row.replies, row.shares, row.reactions)]
    if len(whole) < 2:
        return None
    rows = [
        Stack(
            label=f"{_short(row.title)} · {one_line(report.titles[row.network])}",
            parts=_parts(words, {name: getattr(row, name) for name in PARTS}, Kind.COUNT),
        )
        for row in whole
    ]
    answered = max(whole, key=lambda row: (row.replies or 0) / row.engagement)
    share = words.number((answered.replies or 0) / answered.engagement, Kind.SHARE)
    finding = words.say("report-chart-posts", share=share, network=one_line(report.titles[answered.network]))
    description = words.say("report-chart-mix-desc", list=". ".join(_said(row) for row in rows))
    picture = Picture(stacks(rows, max(row.engagement for row in whole)), "posts", finding, description)
    return Chart(finding=finding, how=words.say("report-chart-posts-how"), picture=picture)


def _parts(words: Words, mix: dict[str, float], kind: Kind) -> list[tuple[str, float, str]]:
    return [
        (fill, mix[name], f"{words.say(f'report-component-{name}')} {words.number(mix[name], kind)}")
        for name, fill in PARTS.items()
    ]


def _said(row: Stack) -> str:
    return f"{row.label}: " + ", ".join(text for _, _, text in row.parts)


def _short(title: str) -> str:
    text = one_line(title)
    return text if len(text) <= LONGEST else text[:LONGEST].rsplit(" ", 1)[0].rstrip(" ,;:.…") + "…"
