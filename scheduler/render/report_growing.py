"""How engagement gathers with the age of posts: why they are compared at one age, and at that one."""

from datetime import timedelta

from scheduler.model.report import Kind, Report
from scheduler.plain import one_line
from scheduler.render.charts_bars import Curve, curves
from scheduler.render.drawing import Picture
from scheduler.render.report_page import Chart
from scheduler.render.report_pictures import SIGNS
from scheduler.render.report_words import FIXED, Words

DAY = timedelta(days=1)


def accumulation(words: Words, report: Report) -> Chart | None:
    """One line a network, over the age of posts; None where too few posts were read at every age."""
    found = [one for one in report.accumulation if one.network in report.networks]
    if not found:
        return None
    places = {name: number for number, name in enumerate(report.networks)}
    rows = [
        Curve(
            label=one_line(report.titles[one.network]),
            place=places[one.network],
            points=[(age / timedelta(hours=1), share) for age, share in one.steps],
        )
        for one in found
    ]
    ages = {age / timedelta(hours=1): words.age(age) for age, _ in found[0].steps if age >= timedelta(hours=6)}
    ticks = {share: words.number(share, Kind.SHARE) for share in (0.0, 0.25, 0.5, 0.75, 1.0)}
    after = [share for one in found if (share := one.at(DAY)) is not None]
    given = {"age": words.age(report.age)}
    if after and report.age > DAY:
        low, high = words.number(min(after), Kind.SHARE), words.number(max(after), Kind.SHARE)
        code = "report-chart-age" if low != high else "report-chart-age-same"
        finding = words.say(code, **given, day=words.age(DAY), low=low, high=high)
    else:
        finding = words.say("report-chart-age-plain", **given)
    listed = ". ".join(
        f"{row.label}: " + ", ".join(f"{words.age(age)} {words.number(share, Kind.SHARE)}" for age, share in one.steps)
        for row, one in zip(rows, found, strict=True)
    )
    description = words.say("report-chart-age-desc", list=listed, **given)
    legend = ", ".join(
        f"{SIGNS[row.place % len(SIGNS)]}{FIXED}{row.label} (n{FIXED}={FIXED}{one.posts})"
        for row, one in zip(rows, found, strict=True)
    )
    how = words.say("report-chart-age-how", networks=legend)
    return Chart(finding=finding, how=how, picture=Picture(curves(rows, ages, ticks), "age", finding, description))
