"""The definitions themselves, in the order in which a report speaks of them. Sentences: `sentences/measuring.py`."""

from scheduler.model.definitions_parts import PARTS
from scheduler.model.metrics import Definition

_EVALUATE = "scheduler.flow.evaluate"
_KAUSHIK = "A. Kaushik, Best Social Media Metrics: conversation, amplification, applause and economic value (2011)"
_LINES = ("days", "categories", "per_network")


def _lines(field: str, formula: str, among: tuple[str, ...] = _LINES) -> dict[str, str]:
    """The same number of a line of each table."""
    return {f"{table}/*/{field}": formula for table in among}


def _figure(metric: str, formula: str, *components: str, function: str = "figure", **also: str) -> Definition:
    return Definition(
        id=metric,
        cells={f"figures/{metric}/value": formula, **also},
        function=f"{_EVALUATE}.verdicts:{function}",
        components=components,
        aged=metric != "posts",
        sources=(_KAUSHIK,) if len(components) == 1 else (),
    )


_MEASURED = Definition(
    id="engagement",
    cells={
        "figures/engagement/value": "engagement / posts",
        "weeks/*/per_post": "engagement / posts",
        **_lines("per_post", "engagement / posts"),
        "per_network/*/figure/value": "engagement / posts",
    },
    function=f"{_EVALUATE}.verdicts:figure",
    components=("reactions", "replies", "shares"),
    others=("engagement-per-post",),
)

KEY = (
    _figure("posts", "posts", **{"weeks/*/posts": "posts"}),
    _figure(
        "engagement-total",
        "engagement",
        *("reactions", "replies", "shares"),
        **{"weeks/*/engagement": "engagement * scale"},
        **_lines("engagement", "engagement"),
    ),
    _MEASURED,
    _figure("conversation", "replies / posts", "replies"),
    _figure("amplification", "shares / posts", "shares"),
    _figure("applause", "reactions / posts", "reactions"),
)
"""The key figures of every report."""

_COUNTS = tuple(
    Definition(
        id=f"sum-of-{name}",
        cells={**_lines(name, name), f"most/*/{name}": name, f"least/*/{name}": name},
        function=f"{_EVALUATE}.tables:total",
        components=(name,),
        of="metric",
    )
    for name in ("reactions", "replies", "shares", "views")
)

_LINE_FIGURES = (
    Definition(
        id="posts-measured",
        cells={
            "figures/*/posts": "posts",
            **_lines("posts", "posts"),
            "per_network/*/figure/posts": "posts",
            "aftermath/*/posts": "posts",
        },
        function=f"{_EVALUATE}.tables:group",
        of="metric",
    ),
    Definition(
        id="contents",
        cells=_lines("contents", "", ("days", "categories")),
        function=f"{_EVALUATE}.tables:group",
        aged=False,
        of="metric",
    ),
    *_COUNTS,
    Definition(
        id="post-engagement",
        cells={
            "most/*/engagement": "reactions + replies + shares",
            "least/*/engagement": "reactions + replies + shares",
        },
        function="scheduler.flow.evaluate.weeks:Study.value",
        components=("reactions", "replies", "shares"),
        of="metric",
    ),
    Definition(
        id="median",
        cells={
            **_lines("median", "", ("days", "categories")),
            "most/*/median": "",
            "least/*/median": "",
            "past_median": "",
        },
        function=f"{_EVALUATE}.verdicts:past_median",
        components=("reactions", "replies", "shares"),
        of="metric",
    ),
    Definition(
        id="shrunk",
        cells={"*/shrunk": ""},
        function=f"{_EVALUATE}.themes:shrunk",
        components=("reactions", "replies", "shares"),
        sources=("B. Efron, C. Morris, Stein's estimation rule and its competitors (1973)",),
        of="metric",
    ),
    Definition(
        id="post-ratio",
        cells={"most/*/ratio": "engagement / median", "least/*/ratio": "engagement / median"},
        function=f"{_EVALUATE}.tables:standouts",
        components=("reactions", "replies", "shares"),
        of="metric",
    ),
)

_BASELINE = (
    Definition(
        id="baseline-mean",
        cells={
            "figures/posts/mean": "baseline_posts / weeks / scale",
            "figures/engagement-total/mean": "baseline_engagement / weeks / scale",
            "figures/engagement/mean": "baseline_engagement / baseline_posts",
            "figures/conversation/mean": "baseline_replies / baseline_posts",
            "figures/amplification/mean": "baseline_shares / baseline_posts",
            "figures/applause/mean": "baseline_reactions / baseline_posts",
            "per_network/*/figure/mean": "baseline_engagement / baseline_posts",
            "decomposition/posts": "baseline_posts / weeks",
            "decomposition/rate": "baseline_engagement / baseline_posts",
        },
        function=f"{_EVALUATE}.verdicts:figure",
        of="metric",
    ),
    Definition(
        id="baseline-ratio",
        cells={
            "figures/*/ratio": "value / mean",
            "per_network/*/figure/ratio": "value / mean",
            "objectives/*/ratio": "value / mean",
        },
        function=f"{_EVALUATE}.verdicts:figure",
        others=("lift",),
        of="metric",
    ),
    Definition(
        id="ordinary-range",
        cells={
            "*/ordinary/low": "max(exp(log_mean - t * log_sd * sqrt(1 + 1 / k)) - plus, 0) / scale",
            "*/ordinary/middle": "(exp(log_mean) - plus) / scale",
            "*/ordinary/high": "(exp(log_mean + t * log_sd * sqrt(1 + 1 / k)) - plus) / scale",
            "*/ordinary/weeks": "k",
        },
        function=f"{_EVALUATE}.intervals:prediction",
        others=("verdict",),
        of="metric",
    ),
    Definition(
        id="placebo-rank",
        cells={"*/rank/place": "", "*/rank/of": ""},
        function=f"{_EVALUATE}.placebo:rank",
        of="metric",
    ),
    Definition(id="p-value", cells={"*/p": ""}, function=f"{_EVALUATE}.verdicts:figure", of="metric"),
    Definition(id="p-adjusted", cells={"*/adjusted": ""}, function=f"{_EVALUATE}.several:holm", of="metric"),
    Definition(
        id="volume-ratio",
        cells={"decomposition/volume": "posts * scale / (baseline_posts / weeks)"},
        function=f"{_EVALUATE}.verdicts:decompose",
        aged=False,
        of="metric",
    ),
    Definition(
        id="per-post-ratio",
        cells={"decomposition/per_post": "(engagement / posts) / (baseline_engagement / baseline_posts)"},
        function=f"{_EVALUATE}.verdicts:decompose",
        components=("reactions", "replies", "shares"),
        of="metric",
    ),
    Definition(
        id="total-ratio",
        cells={"decomposition/total": "volume * per_post"},
        function=f"{_EVALUATE}.verdicts:decompose",
        components=("reactions", "replies", "shares"),
        of="metric",
    ),
)

DEFINITIONS = (*KEY, *_LINE_FIGURES, *_BASELINE, *PARTS)
"""All of them."""
