"""Mentions on X cost money: none is read unless the account says so, and then each page once."""

from dataclasses import replace
from pathlib import Path

import pytest

from scheduler.connector.base import Ability, Unsupported
from scheduler.model.mention import Toward
from scheduler.networks.x import X
from scheduler.testing.fake_x.state import Posted
from tests.networks.x_bench import Bench, benched, out


def paying(rig: Bench, word: str = "paid") -> X:
    site = rig.connector.site
    return X(replace(site, account=replace(site.account, settings={**site.account.settings, "mentions": word})))


def named(rig: Bench, number: int, above: str = "") -> None:
    rig.state.heard += [
        Posted(id=rig.state.next_id(), text=f"@musee Bonjour {n} ?", above=above, media=(), at=rig.clock.now())
        for n in range(number)
    ]


@pytest.mark.parametrize("word", ["", "no", "env:NOT_ASKED_FOR"])
def test_nothing_is_read_for_money_unasked(tmp_path: Path, word: str) -> None:
    with benched(tmp_path) as rig:
        one = paying(rig, word)
        assert (one.hears, one.unheard) == (Ability.NONE, "mentions-paid")
        for ask in (lambda: one.heard_page(Toward.MENTION, "", ""), lambda: one.words(["1"])):
            with pytest.raises(Unsupported):
                ask()
        assert rig.state.seen == []


def test_mentions_are_listed_a_hundred_a_page_and_say_what_they_answer(tmp_path: Path) -> None:
    with benched(tmp_path) as rig:
        post = rig.connector.publish(out("Et vous ?"))
        named(rig, 103)
        named(rig, 1, above=post.remote_id)
        one = paying(rig)
        first = one.heard_page(Toward.MENTION, "", "")
        second = one.heard_page(Toward.MENTION, "", first.next)
        assert (len(first.heard), len(second.heard), second.next) == (100, 4, "")
        assert (first.heard[0].under, first.heard[1].under) == ((post.remote_id,), ())
        assert rig.state.read == {"mentions": 104}, "each is paid for once"
        with pytest.raises(Unsupported):
            one.heard_page(Toward.TAG, "#MuseumWeek", "")
        one.close()


def test_words_are_fetched_those_that_are_gone_are_left_out_and_withheld_ones_say_nothing(tmp_path: Path) -> None:
    with benched(tmp_path) as rig:
        named(rig, 3)
        shown, gone, withheld = [one.id for one in rig.state.heard]
        rig.state.gone.add(gone)
        rig.state.hidden.add(withheld)
        one = paying(rig)
        found = one.words([shown, gone, withheld, "not-an-id"])
        assert {name: each.text for name, each in found.items()} == {shown: "@musee Bonjour 0 ?", withheld: ""}
        assert found[shown].url.endswith(shown)
        one.close()
