"""Counting and reading posts, beside the networks' own packages over the same texts, in turn: lengths and entities for X beside
`twitter-text` on Node, facets beside the Python SDK of Bluesky, clusters beside `regex` alone.

Speed that costs a length is no gain: every length and every facet is compared first, and a difference is a failure.
"""

import gc
import json
import statistics
import sys
import time
from collections.abc import Callable, Iterator, Sequence

import regex

from benchmarks import official, texts
from benchmarks.measure import Result, report
from scheduler.adapt import clusters, measure
from scheduler.adapt.entities import byte_offsets
from scheduler.adapt.grammar import atproto, emoji, twitter

POSTS = 20_000
OLD = "\U0001f600"
"""An emoji that every table has."""


def in_turn(
    what: str,
    ours: Callable[[], object],
    against: str,
    reference: Callable[[], float],
    *,
    bound: float,
    rounds: int = 9,
) -> Result:
    """Both in turn after one round that warms the caches; `reference` says itself how many seconds its work took."""
    gc.collect()
    gc.freeze()  # what the benchmark itself keeps is no garbage of ours
    pairs = [(timed(ours), reference()) for _ in range(rounds + 1)]
    mine, its = zip(*pairs[1:], strict=True)
    return Result(
        what=what,
        against=against,
        ours=statistics.median(mine),
        reference=statistics.median(its),
        bound=bound,
        rounds=rounds,
    )


def timed(work: Callable[[], object]) -> float:
    """The seconds that `work` takes."""
    began = time.perf_counter()
    work()
    return time.perf_counter() - began


def newer(node: official.Official, posts: Sequence[str]) -> int:
    """How many of `posts` have another length there than here. Raises where emoji newer than its table do not explain it.

    X documents 2 for every emoji sequence; the package's table is of 2018. With those emoji replaced by one that it has, all
    lengths must be equal.
    """
    there = node.ask("weigh", posts)
    differing = [post for post, length in zip(posts, there, strict=True) if measure.weighted(post) != length]
    found = sorted({one for post in differing for one in emoji.EMOJI.findall(post)})
    unknown = {one for one, length in zip(found, node.ask("weigh", found), strict=True) if length != 2}
    replaced = [emoji.EMOJI.sub(lambda one: OLD if one[0] in unknown else one[0], post) for post in differing]
    for post, length in zip(replaced, node.ask("weigh", replaced), strict=True):
        if measure.weighted(post) != length:
            raise RuntimeError(f"{length} there, {measure.weighted(post)} here: {post!a}")
    return len(differing)


def beside_twitter(node: official.Official) -> Iterator[Result]:
    """Lengths and entities as X's own package finds them."""
    for name, posts, least in (("French", texts.french(POSTS), 1.0), ("hostile", texts.hostile(POSTS), 0.6)):
        different = newer(node, posts)
        yield in_turn(
            f"weighing {POSTS} {name} posts for X ({different} with emoji newer than the package, all others of equal length)",
            lambda posts=posts: [measure.weighted(post) for post in posts],  # type: ignore[misc]
            "parseTweet of twitter-text on Node",
            lambda posts=posts: node.seconds("weigh", posts),  # type: ignore[misc]
            bound=round(1 / least, 2),
        )
        yield in_turn(
            f"finding what stands in {POSTS} {name} posts for X",
            lambda posts=posts: [twitter.find(post) for post in posts],  # type: ignore[misc]
            "extractEntitiesWithIndices of twitter-text on Node",
            lambda posts=posts: node.seconds("entities", posts),  # type: ignore[misc]
            bound=round(1 / least, 2),
        )


def beside_sdk() -> Iterator[Result]:
    """Facets with their places in bytes, beside the Python SDK's detector."""
    try:
        from atproto_client.utils import detect_facets, detect_mentions  # noqa: PLC0415 - of the servers extra
    except ImportError:
        print("facets: atproto is not installed (make test-servers installs it): skipped")
        return
    posts = texts.french(POSTS // 10)

    def ours() -> None:
        for post in posts:
            byte_offsets(post, atproto.find(post))

    yield in_turn(
        f"finding facets in {len(posts)} posts for Bluesky",
        ours,
        "detect_facets and detect_mentions of the atproto SDK",
        lambda: timed(lambda: [(detect_facets(post), detect_mentions(post)) for post in posts]),
        bound=0.2,
        rounds=5,
    )


def beside_regex() -> Iterator[Result]:
    r"""Clusters, beside `regex` finding each by `\X`."""
    every = regex.compile(r"\X").findall
    french = texts.french(POSTS)
    ascii_only = [json.dumps(post) for post in french]
    for name, posts, bound in (
        ("ASCII", ascii_only, 0.5),
        ("French", french, 0.6),
        ("hostile", texts.hostile(POSTS), 1.0),
    ):
        if any(clusters.count(post) != len(every(post)) for post in posts):
            raise RuntimeError(f"clusters of {name} texts differ")
        yield in_turn(
            f"clusters of {POSTS} {name} texts",
            lambda posts=posts: [clusters.count(post) for post in posts],  # type: ignore[misc]
            r"len(regex.findall(r'\X', text))",
            lambda posts=posts: timed(lambda: [len(every(post)) for post in posts]),  # type: ignore[misc]
            bound=bound,
        )


def main() -> int:
    """Measure; 0 where all promises are kept."""
    threshold = gc.get_threshold()
    gc.set_threshold(100_000)  # as the program does
    try:
        results = [*beside_regex(), *beside_sdk()]
        if official.missing():
            print(f"X: {official.missing()}: skipped")
        else:
            with official.running() as node:
                results += beside_twitter(node)
    finally:
        gc.set_threshold(*threshold)
        gc.unfreeze()
    return report(*results)


if __name__ == "__main__":
    sys.exit(main())
