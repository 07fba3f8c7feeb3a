"""Sections 6 to 9: the same engagement by day and theme, by network, by category, and the posts that stand out."""

from collections.abc import Sequence

from scheduler.model.report import Group, Kind, Metric, PostRow, Report
from scheduler.plain import one_line
from scheduler.render import report_around as around
from scheduler.render import report_mixes as mixes
from scheduler.render import report_pictures as pictures
from scheduler.render.report_addressed import addressed, lines
from scheduler.render.report_page import Block, Card, Cards, Cell, Pair, Paragraph, Table
from scheduler.render.report_tables import columns, note, ordinary, verdict_cell
from scheduler.render.report_words import Words, decimals

CORE = ("reactions", "replies", "shares")
"""The components of engagement, in the order in which they are named."""
KNOWN = ("sharing-experience", "promoting-participation", "interacting", "promoting-informing")


SHOWN = {
    **{name: name for name in ("contents", "posts", "engagement", "replies", "shares", "median", "shrunk", "views")},
    "per-post": "per_post",
}
"""Which field of a line each column shows."""
OF_NETWORKS = {
    "per-post": "figure/value",
    "mean": "figure/mean",
    "range": "figure/ordinary/high",
    "followers": "gained",
}


def days(words: Words, report: Report) -> list[Block | None]:
    """By day and theme; nothing where no day has a post."""
    if not any(group.posts for group in report.days):
        return []
    return [
        pictures.days(words, report),
        _days(words, report),
        _shrunk(words, report.days),
        _together(words, report, "themes"),
    ]


def _days(words: Words, report: Report) -> Table:
    """In the calendar's order; the sum is the whole week."""
    shrunk = any(group.shrunk is not None for group in report.days)
    names = [
        "theme",
        "day",
        "posts",
        "engagement",
        "replies",
        "shares",
        "per-post",
        "median",
        *(["shrunk"] if shrunk else []),
    ]
    rows = [
        [
            Cell(text=_theme(words, group), strong=True),
            Cell(text=words.day(group.day, year=False) if group.day else "–"),
            *_counts(words, group, shrunk=shrunk),
        ]
        for group in report.days
    ]
    rows.append(_whole(words, report, len(names)))
    named = columns(words, *names, numbers=names[2:])
    table = Table(caption=words.say("report-days-caption"), columns=named, rows=rows, kind="wide", total=True)
    return addressed(table, lines("days", report.days), [SHOWN.get(name, "") for name in names])


def _whole(words: Words, report: Report, width: int) -> list[Cell]:
    each = report.figure(Metric.ENGAGEMENT)
    cells = [
        Cell(text=words.say("report-row-week"), strong=True),
        Cell(text=""),
        Cell(text=words.number(sum(group.posts for group in report.days), Kind.COUNT)),
        *(
            Cell(text=words.optional(_sum([getattr(group, name) for group in report.days])))
            for name in ("engagement", "replies", "shares")
        ),
        Cell(text=words.optional(each.value, decimals(each))),
    ]
    return cells + [Cell(text="")] * (width - len(cells))


def _theme(words: Words, group: Group) -> str:
    if group.key == "*":
        return words.say("report-row-everyday")
    return one_line(group.key) or words.say("report-row-no-theme")


def _counts(words: Words, group: Group, *, shrunk: bool) -> list[Cell]:
    few = words.say("report-few") if group.posts else words.say("report-unknown")
    derived = [group.per_post, group.median, *([group.shrunk] if shrunk else [])]
    return [
        Cell(text=words.number(group.posts, Kind.COUNT)),
        *(Cell(text=words.optional(getattr(group, name))) for name in ("engagement", "replies", "shares")),
        *(Cell(text=few if one is None else words.number(one, Kind.RATE)) for one in derived),
    ]


def _sum(values: Sequence[float | None]) -> float | None:
    known = [value for value in values if value is not None]
    return sum(known) if known else None


def _shrunk(words: Words, groups: Sequence[Group]) -> Paragraph | None:
    return note(words.say("report-shrunk-note")) if any(one.shrunk is not None for one in groups) else None


def _together(words: Words, report: Report, of: str) -> Paragraph | None:
    """What the report found of all groups at once, where its reservations say it; here it stands beside them."""
    codes = tuple(f"judged-{of}-{end}" for end in ("one", "alike", "differ"))
    said = [words.finding(one) for one in report.reservations if one.code in codes]
    return note(" ".join(said)) if said else None


def networks(words: Words, report: Report) -> list[Block | None]:
    """Each network beside its own weeks, and what its followers did."""
    if not report.per_network:
        return []
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
    made_of = note(words.say("report-networks-note", components=words.listed(given))) if given else None
    grown = around.followers(words, report)
    return [pictures.networks(words, report), _networks(words, report, gained=grown is None), made_of, grown]


def _networks(words: Words, report: Report, *, gained: bool) -> Table:
    gained = gained and any(row.gained is not None for row in report.per_network)
    viewed = any(row.views is not None for row in report.per_network)
    names = ["network", "posts", "engagement", "per-post", "mean", "range", "verdict"]
    names += ["views"] * viewed + ["followers"] * gained
    rows = []
    for row in report.per_network:
        kind = decimals(row.figure)
        cells = [
            Cell(text=report.titles[row.network], strong=True),
            Cell(text=words.number(row.posts, Kind.COUNT)),
            Cell(text=words.optional(row.engagement)),
            Cell(text=words.optional(row.figure.value, kind)),
            Cell(text=words.optional(row.figure.mean, kind)),
            Cell(text=ordinary(words, row.figure, kind)),
            verdict_cell(words, row.figure.verdict),
        ]
        cells += [Cell(text=words.optional(row.views))] * viewed + [Cell(text=words.signed(row.gained))] * gained
        rows.append(cells)
    numbers = ("posts", "engagement", "per-post", "mean", "range", "views", "followers")
    caption = words.say("report-networks-caption")
    table = Table(caption=caption, columns=columns(words, *names, numbers=numbers), rows=rows, kind="wide")
    fields = [OF_NETWORKS.get(name, SHOWN.get(name, "")) for name in names]
    return addressed(table, lines("per_network", report.per_network), fields)


def categories(words: Words, report: Report) -> list[Block | None]:
    """By the category that the author gave."""
    if not report.categories:
        return []
    shrunk = any(group.shrunk is not None for group in report.categories)
    names = ["category", "contents", "posts", "engagement", "replies", "shares", "per-post", "median"]
    names += ["shrunk"] * shrunk
    rows = [
        [
            Cell(text=_category(words, group.key), strong=True),
            Cell(text=words.number(group.contents, Kind.COUNT)),
            *_counts(words, group, shrunk=shrunk),
        ]
        for group in report.categories
    ]
    named = columns(words, *names, numbers=names[1:])
    table = addressed(
        Table(caption=words.say("report-categories-caption"), columns=named, rows=rows, kind="wide"),
        lines("categories", report.categories),
        [SHOWN.get(name, "") for name in names],
    )
    return [table, note(words.say("report-categories-note")), _together(words, report, "categories")]


def _category(words: Words, key: str) -> str:
    if key in KNOWN:
        return words.say(f"report-category-{key}")
    return one_line(key) or words.say("report-row-no-category")


def posts(words: Words, report: Report) -> list[Block | None]:
    """Those that stand out, ranked within their own network, and what the first alone weighs."""
    if not report.most:
        return []
    most = Cards(title=words.say("report-most"), cards=[_card(words, report, row) for row in report.most])
    least = Cards(
        title=words.say("report-least") if report.least else "",
        cards=[_card(words, report, row) for row in report.least],
        after_title=words.say("report-without-top"),
        after=_top(words, report),
    )
    intro = Paragraph(text=words.say("report-posts-note"))
    shown = Pair(left=most, right=least) if least.cards or least.after else most
    return [intro, shown, mixes.of_posts(words, report, (*report.most, *report.least))]


def _card(words: Words, report: Report, row: PostRow) -> Card:
    counts = [
        words.say(f"report-n-{name}", n=round(value))
        for name, value in (("reactions", row.reactions), ("replies", row.replies), ("shares", row.shares))
        if value is not None
    ]
    given = {"n": round(row.engagement), "list": ", ".join(counts)}
    if row.ratio is None:
        text = words.say("report-post-counts-plain", **given)
    else:
        ratio, middle = words.number(row.ratio, Kind.RATE), words.number(row.median, Kind.RATE)
        text = words.say("report-post-counts", **given, ratio=ratio, median=middle)
    return Card(
        title=one_line(row.title),
        place=words.say("report-post-place", network=report.titles[row.network], when=words.moment(row.at)),
        counts=text,
        url=row.url if row.url.startswith(("https://", "http://")) else "",
    )


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
