"""What is kept of texts changes nothing: a job gives the same variant whether all of it was seen before or nothing was."""

import inspect
import sys
from functools import _lru_cache_wrapper
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from scheduler.adapt import clusters
from scheduler.adapt.grammar import atproto, fediverse, plain, twitter, words
from scheduler.adapt.variant import adapt
from scheduler.model.campaign import Translation, Typography
from tests.adapt.make import HERE, HOSTILE, adapted, job

NETWORKS = ("x", "mastodon", "bluesky", "linkedin", "threads", "snapchat", "tumblr")
WRITTEN = st.lists(
    st.sampled_from(
        (
            "{louvre}",
            "{louvre|le Louvre}",
            "[[",
            "]]",
            "\n---\n",
            "https://musee.fr/a?b=1 ",
            "#Musée ",
            "M. ",
            "« oui » ! ",
        )
    ),
    max_size=4,
)


def kept() -> list["_lru_cache_wrapper[Any]"]:
    """Every function of the room that remembers what it found."""
    rooms = [module for name, module in sys.modules.items() if name.startswith("scheduler.adapt")]
    return [one for room in rooms for one in vars(room).values() if isinstance(one, _lru_cache_wrapper)]


@given(HOSTILE, WRITTEN, HOSTILE, st.sampled_from(NETWORKS), st.booleans())
def test_cold_and_warm_give_the_same(text: str, more: list[str], other: str, network: str, french: bool) -> None:
    text = f"{text}{''.join(more)}{text}"
    setting = Typography.FRENCH if french else Typography.AS_WRITTEN
    mine = job(network, text, typography=setting, hashtags=("#Musée",), link="https://musee.fr/x")
    for one in kept():
        one.cache_clear()
    cold = adapt(mine)
    for elsewhere in NETWORKS:
        adapted(elsewhere, text, typography=setting)
        adapted(elsewhere, other)
    warm = adapt(mine)
    assert warm == cold
    assert adapt(mine) == cold


def test_each_language_is_kept_apart() -> None:
    texts = tuple(Translation(language=one, text="Avec {louvre|l’œuvre} : oui !", where=HERE) for one in ("fr", "en"))
    for network in NETWORKS:
        cold = []
        for language in ("fr", "en"):
            for one in kept():
                one.cache_clear()
            cold.append(adapted(network, texts=texts, languages=(language,), typography=Typography.FRENCH))
        warm = [
            adapted(network, texts=texts, languages=(language,), typography=Typography.FRENCH)
            for language in ("fr", "en")
        ]
        assert warm == cold


def test_nothing_is_kept_without_a_bound() -> None:
    unbounded = [one for one in kept() if one.cache_parameters()["maxsize"] is None]
    takes = {one.__qualname__: [*inspect.signature(one).parameters] for one in unbounded}
    assert {name: given for name, given in takes.items() if given not in ([], ["sign"])} == {}, (
        "as many as there are signs"
    )


@given(HOSTILE, st.lists(st.sampled_from((" ", "\n", "  ", "\t", "\u2028")), min_size=1, max_size=6))
def test_words_hold_what_their_text_holds(text: str, gaps: list[str]) -> None:
    whole = "".join(f"{text[i::2]}{gap}{text[: i + 3]}" for i, gap in enumerate(gaps))
    for grammar in (fediverse, plain, atproto):
        assert words.facets(whole, grammar._SIGNS, grammar._seen) == words.told(grammar._read(whole)), grammar.__name__
    spaced = f"a {whole}"
    by_words = words.facets(spaced, twitter._SIGN, twitter._seen, before=1)
    assert by_words == words.told(twitter._read(spaced))


@given(HOSTILE, st.integers(min_value=0, max_value=8))
def test_plain_runs_left_out_count_as_many(text: str, times: int) -> None:
    run = "abc def-" * times
    longer = f"{text}{run}{text}"
    assert clusters.count(longer) == len(clusters.split(longer))
