"""What must hold whatever happened, judged from the server's own log and from the journal, never from the engine's word."""

from collections import Counter

from scheduler.model.delivery import Delivery, State
from scheduler.store import attempts, deliveries, history
from scheduler.store.database import Database
from tests.flow.remote import Network


def never_twice(network: Network) -> None:
    """Each part of each delivery arrived at most once, in order, and never under anything but the part before."""
    counted = Counter((one.tag, one.number) for one in network.log)
    assert not [what for what, times in counted.items() if times > 1], "arrived twice"
    last: dict[str, tuple[int, str]] = {}
    for one in network.log:
        number, above = last.get(one.tag, (-1, ""))
        assert one.number == number + 1, f"{one.tag}: part {one.number} after part {number}"
        if one.number:
            assert one.above == above, f"{one.tag}: part {one.number} is not under the part before it"
        last[one.tag] = (one.number, one.id)


def never_lost(database: Database) -> None:
    """Each delivery is the one row that its journal leads to (state, token, hour), and the journal is whole."""
    assert history.verify(database) is None
    for one in deliveries.select(database):
        told = history.replayed(history.of(database, one.id))
        assert told == history.Replayed(state=one.state, token=one.token, due=one.due), one.tag


def receipts_are_true(database: Database, network: Network) -> None:
    """A receipt names what is there, byte for byte what was approved; PUBLISHED has one for each part."""
    there = {(one.account, one.id): one for one in network.log}
    for delivery in deliveries.select(database):
        for receipt in delivery.receipts:
            found = there[delivery.account, receipt.remote_id]
            part = delivery.variant.parts[receipt.part]
            assert found.text == part.text
            assert found.alts == tuple(media.alt for media in part.media)
        if delivery.state is State.PUBLISHED:
            assert [receipt.part for receipt in delivery.receipts] == list(range(len(delivery.variant.parts)))


def nothing_without_intent(database: Database, network: Network) -> None:
    """Whatever reached the network was written down before, and not before its hour."""
    by_tag: dict[str, list[Delivery]] = {}
    for delivery in deliveries.select(database):
        by_tag.setdefault(delivery.tag, []).append(delivery)
    for one in network.log:
        tried = [attempt for delivery in by_tag[one.tag] for attempt in attempts.of(database, delivery.id)]
        mine = [attempt for attempt in tried if attempt.part == one.number and attempt.key == one.key]
        assert mine, f"{one.tag} part {one.number} was sent without an attempt"
        assert min(attempt.started for attempt in mine) <= one.at


def all_is_well(database: Database, network: Network) -> None:
    """All of the above."""
    never_twice(network)
    never_lost(database)
    receipts_are_true(database, network)
    nothing_without_intent(database, network)
