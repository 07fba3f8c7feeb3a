"""The scopes: how small the worlds are, and what may befall them. Each is followed to its end, or the bound is said."""

import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from tests.explore.deeds import FAULTS, PEOPLE, TIME, Choice, Deed
from tests.explore.explorer import Explorer, Found
from tests.explore.universe import Scope, Universe
from tests.flow.remote import Blind, Doubtful, Fate, Keyed

ONE = (("fil", "musee", 1),)
THREAD = (("fil", "musee", 2),)
TWO = (("fil", "musee", 2), ("annonce", "autre", 1))
DEATHS: frozenset[Choice] = frozenset({Deed.KILL, Deed.TERM, Deed.DISK_FULL})
WORST: frozenset[Choice] = frozenset(
    {Deed.KILL, Deed.SLOW, Deed.SUSPEND, Deed.BLIND, Deed.STOP, Fate.LOST_AFTER, Fate.LATE}
)

SHARED: frozenset[Choice] = frozenset(
    {Deed.KILL, Deed.GONE, Deed.FREEZE, Deed.SLOW, Deed.SUSPEND, Deed.SWITCH, Deed.BLIND, Fate.LOST_AFTER, Fate.LATE}
)
LATE: frozenset[Choice] = frozenset({Deed.FREEZE, Deed.SWITCH})

KEPT = timedelta(seconds=0.5)

SCOPES = {
    one.name: one
    for one in (
        # Everything that can befall a thread, once.
        Scope(name="a thread, any one thing", posts=THREAD, roles=("press",)),
        # Where the mistakes of tests/mutants/ show.
        Scope(
            name="a post, answers and disks", posts=ONE, deeds=frozenset({Deed.DISK_FULL, Fate.LOST_AFTER, Fate.LATE})
        ),
        Scope(name="a post and its clocks", posts=ONE, deeds=frozenset({Deed.LATE, Deed.SUSPEND})),
        Scope(name="a post, one of the worst", posts=ONE, deeds=frozenset({*WORST, Deed.LATE, Deed.DISK_FULL})),
        # Two accounts at once: their jobs and the dispatcher take turns in any order.
        Scope(name="two accounts, any one thing", posts=TWO),
        # What is worst, two at a time: deaths with lost answers, sleeps, late effects and looks that fail.
        Scope(name="a post, the worst twice", posts=ONE, most=2, each=2, deeds=WORST),
        Scope(name="a post, any two things", posts=ONE, most=2, roles=("press",)),
        Scope(name="a thread, any two things", posts=THREAD, most=2, roles=("press",)),
        Scope(name="a thread, the worst three times", posts=THREAD, most=3, each=3, deeds=WORST),
        Scope(name="a thread where nobody can look", posts=THREAD, kind=Blind, most=2, deeds=WORST),
        Scope(name="a thread where absence proves nothing", posts=THREAD, kind=Doubtful, most=2, deeds=WORST),
        Scope(name="a thread with native keys", posts=THREAD, kind=Keyed, most=2, deeds=WORST),
        # Attempts that are written ahead of the threads that send them.
        Scope(name="two accounts begun ahead", posts=TWO, ahead=True, deeds=frozenset({*WORST, Deed.DISK_FULL})),
        Scope(name="two accounts begun ahead, the worst twice", posts=TWO, ahead=True, most=2, deeds=WORST),
        Scope(name="two workers, begun ahead", posts=TWO, workers=2, ahead=True, deeds=SHARED),
        # Claimed before their hour, and kept until it strikes.
        Scope(name="a post kept for its hour, any one thing", posts=ONE, early=KEPT, roles=("press",)),
        Scope(
            name="two accounts kept for their hour", posts=TWO, early=KEPT, ahead=True, deeds=frozenset({*WORST, *TIME})
        ),
        Scope(name="two workers, kept for its hour", posts=ONE, early=KEPT, workers=2, deeds=SHARED),
        # Two workers that share a database by leases, each on a machine with clocks of its own.
        Scope(name="two workers, one of the worst", posts=ONE, workers=2, deeds=SHARED),
        Scope(name="two workers, the worst twice", posts=ONE, workers=2, deeds=SHARED, most=2),
        Scope(
            name="two workers, one comes late",
            posts=ONE,
            workers=2,
            deeds=LATE,
            most=2,
            each=2,
            at=frozenset({"committed", "the network has it"}),
        ),
        Scope(name="two workers, a thread", posts=THREAD, workers=2, deeds=SHARED),
        Scope(name="people and deaths", posts=THREAD, most=2, roles=("press",), deeds=frozenset({Deed.KILL, *PEOPLE})),
        Scope(name="clocks and deaths", posts=THREAD, most=3, deeds=frozenset({Deed.KILL, *TIME})),
        Scope(name="answers and deaths", posts=THREAD, most=3, deeds=frozenset({Deed.KILL, *FAULTS, Deed.BLIND})),
        Scope(name="full disks and deaths", posts=THREAD, most=3, each=2, deeds=DEATHS),
    )
}

SENDING = "before the network has it"
THE_HOLE = Scope(
    name="the hole", posts=ONE, workers=2, deeds=frozenset({Deed.LATE}), hole=True, at=frozenset({SENDING})
)
"""A process frozen between the last look at its clocks and the send, for longer than its lease: no client can close that."""
KNOWN = {
    **SCOPES,
    "the hole": THE_HOLE,
    "the hole, with native keys": replace(THE_HOLE, name="the hole, with native keys", kind=Keyed),
}


@contextmanager
def universe_of(scope: Scope) -> Iterator[Universe]:
    """A universe of `scope`, its program warm: one history is played through first and forgotten."""
    with tempfile.TemporaryDirectory(prefix="explore-") as place, pytest.MonkeyPatch.context() as patch:
        folder = Path(place)
        with pytest.MonkeyPatch.context() as warming:
            first = Universe(scope=scope, folder=folder, patch=warming)
            while first.step():
                pass
        yield Universe(scope=scope, folder=folder, patch=patch, known=first.memory)


def explored(scope: Scope, *, most: int, until: Callable[[], bool] = lambda: False) -> Found:
    """What an exploration of `scope` comes to."""
    with universe_of(scope) as universe:
        return Explorer(universe, most=most, until=until).explore()
