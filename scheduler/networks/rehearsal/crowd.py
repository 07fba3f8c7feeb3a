"""Who the simulated audience is: people that nobody is, some of whom come back. Invented, from a seed, and said to be.

A third of what is done comes from a few hundred regulars, the most faithful first; some of them are other institutions. The
rest comes from passers-by. The same arguments give the same people, and a post keeps those that it had.
"""

import hashlib
from collections.abc import Iterator

from scheduler.model.engagement import Counts
from scheduler.model.publics import Act, Engager, Sort

PAGE = 80
REGULARS = 260
PASSERS_BY = 6000
FAITHFUL = 0.55
"""Of all acts, those by regulars."""
INSTITUTIONS = 5
"""One regular in so many is an institution."""
HOST = "public.example"


def engagers(remote_id: str, counts: Counts, *, account: str, seed: int) -> Iterator[Engager]:
    """One act after the other, as many as `counts` says of each kind, nobody twice in a kind."""
    numbers = ((Act.REACTION, counts.reactions), (Act.SHARE, counts.shares), (Act.REPLY, counts.replies))
    for act, number in numbers:
        seen: set[str] = set()
        for turn in range(number or 0):
            one = next(one for one in _tries(remote_id, act, turn, account, seed) if one.who not in seen)
            seen.add(one.who)
            yield one


def _tries(remote_id: str, act: Act, turn: int, account: str, seed: int) -> Iterator[Engager]:
    again = 0
    while True:
        kind, which = _draws("\n".join([str(seed), account, remote_id, act.value, str(turn), str(again)]))
        # Whoever is not there yet is found at last, however many there are: the passers-by grow with each try.
        regular = kind < FAITHFUL and again < REGULARS
        number = int(which**2 * REGULARS) if regular else int(which * PASSERS_BY * (1 + again))
        sort = Sort.INSTITUTION if regular and number % INSTITUTIONS == 0 else Sort.INDIVIDUAL
        name = f"{'habituee' if regular else 'passante'}-{number}@{HOST}"
        yield Engager(who=name, handle=name, act=act, sort=sort)
        again += 1


def _draws(name: str) -> tuple[float, float]:
    digest = hashlib.sha256(name.encode()).digest()
    return int.from_bytes(digest[:6], "big") / 2**48, int.from_bytes(digest[6:12], "big") / 2**48
