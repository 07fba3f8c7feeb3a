"""What makes two moments the same one: the rows, the network, the clocks, and where each actor stands with what in its hands."""

import hashlib
from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from datetime import datetime, timedelta
from typing import Any

from scheduler.flow.dispatch import Dispatcher
from scheduler.model.delivery import Delivery
from tests.explore.universe import Universe

# What a process remembers beside its stack; what decides nothing (counts, news) is left out.
TOLD = {"_tally", "_announced", "_chores", "_own_chores", "_heard"}
PLAIN = (bool, int, float, str, bytes, datetime, timedelta, type(None))


def key(universe: Universe) -> bytes:
    """The same for two moments from which the same can follow."""
    network, clock, memory = universe.network, universe.clock, universe.memory
    parts: list[object] = [
        memory.seen(),
        [(one.tag, one.number, one.text, one.id, one.above) for one in network.log],
        [(at, one.id) for at, one in network.under_way],
        list(network.script),
        clock.now(),
        clock.monotonic(),
        universe.braked,
        universe.blind,
        memory.refuse,
        [(one.delivery, one.part, one.number, one.remote_id) for one in memory.slate],
        sorted(memory.seats),
        # Nothing more can befall it: what did is of no account any more.
        universe.spent or sorted(universe.befallen),
        [(one.machine.wall, one.machine.slept, one.instant, one.rung, one.thaws, one.gone) for one in universe.workers],
    ]
    for actor in universe.stage.actors:
        parts.append((actor.label, actor is universe.current))
        parts.extend(_frame(frame) for frame in universe.stage.frames(actor))
    parts.extend(_remembered(one.dispatcher) for one in universe.workers if one.dispatcher)
    return hashlib.blake2b(repr(parts).encode(), digest_size=16).digest()


def _frame(frame: Any) -> tuple[object, ...]:
    code = frame.f_code
    return code.co_name, frame.f_lasti, [(name, _value(held)) for name, held in frame.f_locals.items()]


def _remembered(dispatcher: Dispatcher) -> list[object]:
    found: list[object] = []
    for one in (dispatcher, *vars(dispatcher).values()):
        if type(one).__module__.startswith("scheduler.") and hasattr(one, "__dict__"):
            found += [(name, _value(held)) for name, held in vars(one).items() if name not in TOLD]
    return found


def _value(held: object) -> object:
    """What a value is, for comparing; objects that act (databases, connectors) are what they stand on, and say nothing."""
    if isinstance(held, PLAIN):
        return held
    if isinstance(held, Delivery):
        return (
            held.id,
            held.state,
            held.token,
            held.attempts,
            held.digest,
            len(held.receipts),
            held.not_before,
            held.due,
        )
    if isinstance(held, Mapping):
        return [(_value(name), _value(one)) for name, one in held.items()]
    if isinstance(held, list | tuple):
        return [_value(one) for one in held]
    if isinstance(held, set | frozenset):
        return sorted(map(str, held))
    if is_dataclass(held) and type(held).__module__.startswith("scheduler.") and type(held).__hash__ is not None:
        return type(held).__name__, [_value(getattr(held, one.name)) for one in fields(held)]
    return ""
