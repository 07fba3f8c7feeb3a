"""Posts whose pictures have limits are found by how a variant is written: on both engines, and whatever its texts say."""

from dataclasses import replace
from datetime import date

from scheduler.model.delivery import State
from scheduler.model.picture import Claim
from scheduler.model.variant import Media, Variant
from scheduler.store.claimed import claimed
from scheduler.store.database import Database
from tests.store.making import add, new

LIMITED = Media(file="a.png", alt="Une toile", claim=Claim(until=date(2027, 12, 31)))
FREE = Media(file="b.png", alt='"claim":[ n\'est que du texte')


def showing(variant: Variant, media: Media) -> Variant:
    return replace(variant, parts=(replace(variant.parts[0], media=(media,)),))


def test_only_those_with_a_limit_are_found_and_only_in_these_states(database: Database) -> None:
    one, two = new("limited"), new("free", text='Il dit "claim":[ et 100 %.')
    add(database, replace(one, variant=showing(one.variant, LIMITED)), replace(two, variant=showing(two.variant, FREE)))
    assert [each.post for each in claimed(database, State)] == ["limited"]
    assert claimed(database, [State.PUBLISHED]) == []
