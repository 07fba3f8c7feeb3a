"""When posts were tried, over all that ever went out on the calendar's accounts."""

from collections.abc import Collection
from dataclasses import replace

from scheduler.app.ground import Ground
from scheduler.errors import Problem
from scheduler.flow import gathering
from scheduler.flow.evaluate.ages import take
from scheduler.flow.evaluate.hourly import hourly
from scheduler.flow.evaluate.question import AGE
from scheduler.model.hourly import Hourly
from scheduler.store import readings


def hours(ground: Ground, accounts: Collection[str] = (), network: str = "") -> Hourly:
    """What hours explain on `accounts` (none: on all) of `network` ("": of any). Raises `Problem` for an unknown name."""
    known = ground.config.accounts
    for name in accounts:
        if name not in known:
            raise Problem("unknown-account-asked", where="--account", name=name, known=sorted(known))
    names = [name for name in accounts or known if not network or known[name].network == network]
    if not names:
        there = sorted({one.network for one in known.values()})
        raise Problem("hours-unknown-network", where="--network", network=network, known=there)
    now = max(ground.clock.now(), readings.newest(ground.database) or ground.clock.now())
    posts = gathering.everything(ground.database, names)
    taken = take(posts, readings.Stored(ground.database, names), ages={AGE}, now=now)
    zone = ground.config.timezone
    found = hourly(taken.measured[AGE], zone=zone, age=AGE, simulated=bool(taken.simulated & set(names)))
    return replace(found, titles={rules.network: rules.title for rules in ground.rulebook.rules.values()})
