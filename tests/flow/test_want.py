"""What a queued text was made from: settings that a later version brought change no digest where they say nothing."""

from dataclasses import replace
from pathlib import Path
from typing import Any

from scheduler.adapt.variant import adapt
from scheduler.flow.prepared import Prepared
from scheduler.flow.want import source
from scheduler.model.campaign import Bilingual, Campaign, Spare, Surplus, Translation, Typography
from scheduler.model.network import Side
from tests.adapt.make import HERE, campaign, job, picture

FIRST = "c7ea50ab8b1c7a2a7cae13da819de50d195dcbe29ee79a3a76875db5cfef388f"
"""Of the job below, as the program made it before texts had languages, typography and numbers."""


def inputs(given: Campaign | None = None, text: str | None = "L'été avec {louvre} !", **more: Any) -> str:
    asked = job("mastodon", text, given=given, media=(picture(),), **more)
    one = Prepared(
        campaign=asked.campaign,
        occurrence=asked.occurrence,
        account=asked.account,
        variant=adapt(asked),
        files={"media/a.jpg": Path("a.jpg")},
    )
    return source(one, ("musee.fr",), lambda _: "0" * 64).partition(":")[0]


def test_what_was_queued_before_they_came_keeps_its_digest() -> None:
    assert inputs() == FIRST


def test_each_of_them_shows_where_it_is_set() -> None:
    french = Translation(language="fr", text="L'été", where=HERE)
    asked = {
        inputs(),
        inputs(campaign(typography=Typography.FRENCH)),
        inputs(campaign(numbering=True)),
        inputs(campaign(bilingual=Bilingual.FIRST)),
        inputs(typography=Typography.FRENCH),
        inputs(numbering=False),
        inputs(bilingual=Bilingual.JOIN),
        inputs(campaign(surplus=Surplus.THREAD)),
        inputs(campaign(link_part=Side.FIRST)),
        inputs(surplus=Surplus.DROP),
        inputs(link_part=Side.LAST),
        inputs(media_part=Side.LAST),
        inputs(spare_hashtags=Spare.DROP),
        inputs(text=None, texts=(french,)),
        inputs(text=None, texts=(replace(french, language="fr-CA"),)),
    }
    assert len(asked) == 15


def test_a_line_moved_in_the_file_changes_nothing() -> None:
    french = Translation(language="fr", text="L'été", where=HERE)
    moved = replace(french, where=replace(HERE, line=99))
    assert inputs(text=None, texts=(french,)) == inputs(text=None, texts=(moved,))
