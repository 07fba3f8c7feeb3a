"""What is explained of a text before it is fitted is what goes out where it fits."""

import pytest

from scheduler.adapt.compose import compose
from scheduler.app import composing
from tests.adapt.make import adapted, campaign, job, rules, texts


@pytest.mark.parametrize("text", ["Oui.", "Oui.\n\n#Un #Deux", "#Un", "Oui, #Un"])
@pytest.mark.parametrize("link", [None, "https://louvre.fr/a"])
def test_the_whole_is_what_goes_out_where_it_fits(text: str, link: str | None) -> None:
    week = campaign(hashtags=("#MuseumWeek",))
    made = compose(job("mastodon", text, given=week, link=link), rules("mastodon"))
    assert [composing.whole(made)] == texts(adapted("mastodon", text, given=week, link=link))
