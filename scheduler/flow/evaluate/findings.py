"""What the report says in sentences: three in brief, and the reservations. Codes with quantities."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from scheduler.model.report import (
    Aftermath,
    Argument,
    Coverage,
    Decomposition,
    Figure,
    Finding,
    Kind,
    Metric,
    Newcomers,
    Quantity,
    Verdict,
)

MAINLY = 0.6
"""The share of the way (in logarithms) from which one factor alone explains a change."""


def count(value: float) -> Quantity:
    """A number of things."""
    return Quantity(float(round(value)), Kind.COUNT)


def ratio(value: float) -> Quantity:
    """A multiple of the baseline."""
    return Quantity(value, Kind.RATIO)


def rate(value: float) -> Quantity:
    """A number per post."""
    return Quantity(value, Kind.RATE)


def fine(value: float) -> Quantity:
    """A small number per post."""
    return Quantity(value, Kind.FINE)


def change(value: float) -> Quantity:
    """A ratio said as a change in per cent."""
    return Quantity(value - 1, Kind.CHANGE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Span:
    """The operation's length in days, what its measured posts drew in all, and when it is ripe."""

    days: int
    total: float
    ripe: date
    ahead: date | None = None
    """Its first day, where that is still to come."""


def brief(
    figures: Sequence[Figure], parts: Decomposition | None, coverage: Coverage, span: Span
) -> tuple[Finding, ...]:
    """What happened, why (number or reception), and what is really new. A bad result is said first."""
    by = {one.metric: one for one in figures}
    whole, each = by[Metric.TOTAL], by[Metric.ENGAGEMENT]
    if span.ahead is not None and not coverage.published:
        return (Finding(code="report-brief-ahead", arguments={"on": span.ahead}),)
    if not coverage.published:
        return (Finding(code="report-brief-nothing"),)
    if not whole.posts:
        return (Finding(code="report-brief-unread", arguments={"n": coverage.published}),)
    if whole.reason == "report-why-unripe":
        return (*_worse(figures), _so_far(coverage, span), _each(each), *_new(figures))
    return (*_worse(figures), _happened(whole, parts, coverage, span), _why(whole, each, parts), *_new(figures))


def _worse(figures: Iterable[Figure]) -> tuple[Finding, ...]:
    less = tuple(one.metric for one in figures if one.verdict is Verdict.LESS and one.metric is not Metric.POSTS)
    return (Finding(code="report-brief-less", labels={"metrics": _labels(less)}),) if less else ()


def _labels(metrics: Iterable[Metric]) -> tuple[str, ...]:
    return tuple(f"report-metric-{metric.value}" for metric in metrics)


def _so_far(coverage: Coverage, span: Span) -> Finding:
    return Finding(
        code="report-brief-so-far",
        arguments={
            "published": coverage.published,
            "n": coverage.measured,
            "total": count(span.total),
            "on": span.ripe,
        },
    )


def _each(each: Figure) -> Finding:
    """How posts were received, while of the total nothing can be said yet."""
    if each.ordinary is None or each.value is None:
        return Finding(code="report-brief-too-little", labels={"reason": (each.reason or "report-why-no-baseline",)})
    low, high = rate(each.ordinary.low), rate(each.ordinary.high)
    arguments = {"value": rate(each.value), "low": low, "high": high}
    return Finding(
        code="report-brief-each", arguments=arguments, labels={"verdict": (f"report-verdict-{each.verdict.value}",)}
    )


def _happened(whole: Figure, parts: Decomposition | None, coverage: Coverage, span: Span) -> Finding:
    arguments: dict[str, Quantity | int] = {
        "n": whole.posts,
        "days": span.days,
        "published": coverage.published,
        "total": count(span.total),
    }
    part = "-part" if whole.posts < coverage.published else ""
    if whole.mean is None or parts is None or whole.ratio is None:
        return Finding(code=f"report-brief-alone{part}", arguments=arguments)
    # Of what was counted, as its two neighbours are: with unread posts the parts speak of more.
    arguments |= {"ratio": rate(whole.ratio) if whole.ratio >= 1 else fine(whole.ratio), "mean": count(whole.mean)}
    long = "" if span.days == 7 else "-long"
    return Finding(code=f"report-brief-happened{part}{long}", arguments=arguments)


CAUSES = {
    ("volume", Verdict.ORDINARY): "report-brief-volume-ordinary",
    ("volume", Verdict.MORE): "report-brief-volume-more",
    ("volume", Verdict.LESS): "report-brief-volume-less",
    ("reception", Verdict.ORDINARY): "report-brief-reception-ordinary",
    ("reception", Verdict.MORE): "report-brief-reception-more",
    ("both", Verdict.ORDINARY): "report-brief-both-ordinary",
    ("both", Verdict.MORE): "report-brief-both-more",
}
"""Why a total that left the ordinary range did so: what drove it, and how each post was received."""
INSIDE = {
    Verdict.MORE: "report-brief-total-ordinary-more",
    Verdict.LESS: "report-brief-total-ordinary-less",
    Verdict.ORDINARY: "report-brief-ordinary",
    Verdict.TOO_LITTLE: "report-brief-total-ordinary",
}


def _why(whole: Figure, each: Figure, parts: Decomposition | None) -> Finding:
    if whole.reason or parts is None:
        return Finding(code="report-brief-too-little", labels={"reason": (whole.reason or "report-why-no-baseline",)})
    if whole.verdict is Verdict.MORE:
        code = CAUSES.get((_cause(parts), each.verdict), "report-brief-total-more")
    else:
        code = INSIDE[each.verdict] if whole.verdict is Verdict.ORDINARY else "report-brief-total-less"
    return Finding(code=code, arguments={"volume": ratio(parts.volume), "each": ratio(parts.per_post)})


def _cause(parts: Decomposition) -> str:
    """Whether the number of posts explains most of the way, or their reception, or both."""
    share = parts.share
    if share is None or 1 - MAINLY < share < MAINLY:
        return "both"
    return "volume" if share >= MAINLY else "reception"


def _new(figures: Iterable[Figure]) -> tuple[Finding, ...]:
    """What is out of the ordinary beside engagement as a whole, or which of its parts are not."""
    details = [one for one in figures if one.metric in {Metric.CONVERSATION, Metric.AMPLIFICATION, Metric.APPLAUSE}]
    more = [one for one in details if one.verdict is Verdict.MORE and one.ratio is not None]
    if more:
        best = max(more, key=lambda one: one.ratio or 0)
        arguments = {"ratio": ratio(best.ratio or 0), "value": fine(best.value or 0), "mean": fine(best.mean or 0)}
        return (Finding(code=f"report-brief-new-{best.metric.value}", arguments=arguments),)
    usual = [one.metric for one in details if one.verdict is Verdict.ORDINARY]
    if len(usual) == len(details):
        return (Finding(code="report-brief-new-none"),)
    if usual:
        return (Finding(code="report-brief-new-usual", labels={"metrics": _labels(usual)}),)
    less = any(one.verdict is Verdict.LESS for one in details)
    return () if less else (Finding(code="report-brief-new-unknown"),)


def fresh(found: Newcomers | None, titles: Mapping[str, str]) -> tuple[Finding, ...]:
    """That a network without an ordinary week shifts the mix: the first thing to know before concluding."""
    if found is None:
        return ()
    arguments: dict[str, Argument] = {
        "networks": tuple(titles[name] for name in found.networks),
        "share": Quantity(found.share, Kind.SHARE),
    }
    if found.per_post is None or found.total is None:
        return (Finding(code="report-new-networks", arguments=arguments),)
    arguments |= {"each": ratio(found.per_post), "total": ratio(found.total)}
    code = "report-new-networks-change" if found.changes else "report-new-networks-same"
    return (Finding(code=code, arguments=arguments),)


def reservations(
    each: Figure, parts: Decomposition | None, after: Sequence[Aftermath], coverage: Coverage, age: timedelta
) -> tuple[Finding, ...]:
    """What to know before concluding: the power of the verdict, what followed, what is missing."""
    found = []
    if each.verdict is Verdict.ORDINARY and each.ordinary and each.mean:
        high = each.ordinary.high
        found.append(Finding(code="report-power", arguments={"high": rate(high), "change": change(high / each.mean)}))
    for one in after:
        weeks = {"first": one.first, "last": one.last}
        if one.on:
            found.append(Finding(code="report-after-later", arguments={**weeks, "on": one.on}))
        elif one.per_post is not None:
            code = f"report-after-{one.verdict.value}"
            found.append(Finding(code=code, arguments={**weeks, "ratio": ratio(one.per_post)}))
    if parts and each.verdict is Verdict.TOO_LITTLE:
        found.append(Finding(code="report-no-verdict", labels={"reason": (each.reason,)}))
    if coverage.young:
        found.append(Finding(code="report-young", arguments={"n": coverage.young, "age": age}))
    if coverage.missing:
        found.append(Finding(code="report-missing", arguments={"n": coverage.missing}))
    return tuple(found)
