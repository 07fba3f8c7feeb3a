"""Definitions of the report's further parts: the effect, other baselines, what came after, effort, publics, rates, coverage."""

from collections.abc import Mapping, Sequence

from scheduler.model.metrics import Definition

_EVALUATE = "scheduler.flow.evaluate"
_RATES = "scheduler.model.rates"
_ALL = ("reactions", "replies", "shares")
_HOOTSUITE = "Hootsuite, How to calculate engagement rate (reach, impressions, followers, daily)"
_QUASI = "P. McCullagh, J. Nelder, Generalized Linear Models (1989): quasi-Poisson"
_PLAIN = "(engagement / posts) / (baseline_engagement / baseline_posts)"
_LAIRD = "R. DerSimonian, N. Laird, Meta-analysis in clinical trials (1986), the variance never below 0"


def _part(
    name: str,
    function: str,
    cells: Mapping[str, str] | Sequence[str],
    *,
    aged: bool = True,
    others: tuple[str, ...] = (),
    sources: tuple[str, ...] = (),
    components: tuple[str, ...] = (),
) -> Definition:
    return Definition(
        id=name,
        cells=cells if isinstance(cells, Mapping) else dict.fromkeys(cells, ""),
        function=function if function.startswith("scheduler") else f"{_EVALUATE}.{function}",
        components=components,
        aged=aged,
        sources=sources,
        others=others,
        of="metric",
    )


EFFECT = (
    _part(
        "effect",
        "verdicts:effect",
        {
            "effect/ratio": "value / range_middle",
            "effect/low": "value / range_high",
            "effect/high": "value / range_low",
        },
        components=_ALL,
    ),
    _part("detectable", "intervals:leaves", ("effect/detectable",), components=_ALL),
    _part("dispersion", "intervals:dispersion", {"effect/phi": "chi / free"}, components=_ALL, sources=(_QUASI,)),
    _part("between-weeks", "intervals:between_weeks", ("effect/tau2",), components=_ALL, sources=(_LAIRD,)),
    _part(
        "standard-error",
        "intervals:between_weeks",
        {"effect/error": "sqrt(phi / engagement + tau2 + 1 / weight)"},
        components=_ALL,
        sources=(_LAIRD,),
    ),
    _part(
        "posts-alone",
        "intervals:quasi_poisson",
        {
            "effect/alone_low": f"{_PLAIN} * exp(-1.959963984540054 * sqrt(phi * (1 / engagement + 1 / baseline_engagement)))",
            "effect/alone_high": f"{_PLAIN} * exp(1.959963984540054 * sqrt(phi * (1 / engagement + 1 / baseline_engagement)))",
        },
        components=_ALL,
        sources=(_QUASI,),
    ),
    _part(
        "sensitivity",
        "sensitivity:sensitivity",
        ("sensitivity/*/per_post", "sensitivity/*/total", "sensitivity/*/weeks"),
        components=_ALL,
    ),
    _part(
        "after",
        "verdicts:aftermath",
        {"aftermath/*/per_post": "(engagement / posts) / (baseline_engagement / baseline_posts)"},
        components=_ALL,
        others=("after-effect",),
    ),
    _part(
        "concentration",
        "verdicts:top",
        {"top/share": "most / engagement", "top/per_post": "", "top/total": ""},
        components=_ALL,
        others=("top-post",),
    ),
    _part(
        "new-networks",
        "verdicts:newcomers",
        ("newcomers/share", "newcomers/per_post", "newcomers/total"),
        components=_ALL,
    ),
    _part(
        "together",
        "themes:together",
        ("together/*/p", "together/*/explained", "together/*/groups", "together/*/contents"),
        components=_ALL,
    ),
    _part(
        "resampled",
        "resampling:resampled",
        ("resampled/low", "resampled/high", "resampled/draws", "resampled/seed"),
        components=_ALL,
    ),
    _part(
        "matched",
        "resampling:matched",
        ("matched/ratio", "matched/posts", "matched/unmatched", "matched/each"),
        components=_ALL,
    ),
    _part(
        "apart",
        "resampling:apart",
        ("apart/ratio", "apart/low", "apart/high", "apart/posts", "apart/others"),
        components=_ALL,
        sources=("difference in differences",),
    ),
    _part("objective", "objectives:judge", ("objectives/*/value", "objectives/*/aim")),
)

AROUND = (
    _part("accumulation", "accumulation:accumulation", ("accumulation/*",), components=_ALL),
    _part("followers-gained", "tables:gained", ("per_network/*/gained",), aged=False),
    _part(
        "follower-growth",
        "surroundings:growth",
        {
            "growth/*/start": "",
            "growth/*/end": "",
            "growth/*/gained": "end - start",
            "growth/*/rate": "gained / start",
            "growth/*/trend": "",
            "growth/*/net": "rate - trend",
            "growth/*/low": "",
            "growth/*/high": "",
            "growth/*/weeks": "",
            "growth/*/others/*": "",
        },
        aged=False,
    ),
    _part("visits", "judging:figure", {"visits/*/site/ratio": "value / mean", "visits/*": ""}, aged=False),
    _part("outside", "judging:figure", {"outside/*/figure/ratio": "value / mean", "outside/*": ""}, aged=False),
)

PEOPLE = (
    _part(
        "publics",
        "publics:publics",
        {"publics/rows/*/share": "people / of", "publics/*": ""},
        others=("new-engagers", "retained", "entre-soi"),
        sources=("Wilson, Probable inference (1927)",),
    ),
    _part(
        "conversations",
        "conversations:conversations",
        {"conversations/usual/ratio": "value / mean", "conversations/*": ""},
        others=("reply-rate", "reply-delay"),
        aged=False,
    ),
    _part(
        "contributions",
        "conversations:contributions",
        ("contributions/*",),
        others=("participation", "ugc"),
        aged=False,
    ),
)

EDITIONS = (_part("comparison", "editions:compare", ("comparison/*",), components=_ALL),)

COST = (
    _part("time-spent", "effort:effort", ("effort/minutes", "effort/contents", "effort/of"), aged=False),
    _part(
        "per-hour",
        "effort:effort",
        {"effort/per_hour": "engagement * 60 / minutes", "effort/posts_per_hour": "posts * 60 / minutes"},
        components=_ALL,
    ),
    _part("effort", "effort:effort", ("effort/*",), aged=False),
)


RATES = (
    _part(
        "rate-by-reach",
        f"{_RATES}:ratio_of_sums",
        {"rates/*/by_reach": "engagement / reach", "rates/*/by_reach_posts": ""},
        components=(*_ALL, "reach"),
        others=("err",),
        sources=(_HOOTSUITE,),
    ),
    _part(
        "rate-by-reach-mean",
        f"{_RATES}:mean_of_ratios",
        ("rates/*/by_reach_mean",),
        components=(*_ALL, "reach"),
        sources=(_HOOTSUITE,),
    ),
    _part(
        "rate-by-views",
        f"{_RATES}:ratio_of_sums",
        {"rates/*/by_views": "engagement / views", "rates/*/by_views_posts": ""},
        components=(*_ALL, "views"),
        sources=(_HOOTSUITE,),
    ),
    _part(
        "rate-by-views-mean",
        f"{_RATES}:mean_of_ratios",
        ("rates/*/by_views_mean",),
        components=(*_ALL, "views"),
        sources=(_HOOTSUITE,),
    ),
    _part(
        "rate-by-followers",
        f"{_RATES}:mean_of_ratios",
        {"rates/*/by_followers_mean": "", "rates/*/by_followers_posts": ""},
        components=_ALL,
        sources=("NapoleonCat: engagement of a post over the followers of the day it was published",),
    ),
    _part(
        "virality",
        f"{_RATES}:ratio_of_sums",
        {"rates/*/virality": "shares / views", "rates/*/virality_posts": ""},
        components=("shares", "views"),
    ),
)

COVER = (
    _part(
        "coverage",
        "ages:measure",
        {
            "coverage/published": "measured + young + missing",
            "coverage/measured": "measured",
            "coverage/young": "young",
            "coverage/missing": "missing",
            "coverage/baseline_missing": "",
            "coverage/outside": "",
            "coverage/withdrawn": "",
            "coverage/unsent/*": "",
        },
    ),
    _part(
        "parameter",
        "question:Question",
        {"scale": "7 / days", "age": "", "objectives/*/age": "", "aftermath/*/first": "", "aftermath/*/last": ""},
        aged=False,
    ),
)

PARTS = (*EFFECT, *AROUND, *PEOPLE, *EDITIONS, *RATES, *COST, *COVER)
