"""A role's yes as it comes back on paper or by mail: many codes at once, each taken or refused for itself."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from scheduler.errors import Problem
from scheduler.flow import signing
from scheduler.flow.approve import applicable
from scheduler.flow.naming import named_each
from scheduler.flow.roles import may
from scheduler.flow.signing import Statement
from scheduler.model.account import Role
from scheduler.model.delivery import UNSENT, Delivery
from scheduler.store import approvals
from scheduler.store.database import Database


@dataclass(frozen=True, slots=True, kw_only=True)
class Refused:
    """A name for which no yes was taken, and why."""

    name: str
    problem: Problem


@dataclass(frozen=True, slots=True, kw_only=True)
class Consent:
    """What came of a yes: the deliveries that it covers, as they are now, and all that was refused."""

    given: tuple[Delivery, ...]
    refused: tuple[Refused, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Signed:
    """What a person signed, the signature, and the calendar that it must be of."""

    statement: Statement
    signature: str
    calendar: str


def asked(database: Database, names: Sequence[str], role: str) -> tuple[list[Delivery], list[Refused]]:
    """The unsent deliveries of `names` that ask for `role`, and the names that have none, each with why."""
    found: dict[int, Delivery] = {}
    refused = []
    for name in dict.fromkeys(names):
        try:
            found |= {one.id: one for one in _asking(database, name, role)}
        except Problem as problem:
            refused.append(Refused(name=name, problem=problem))
    return list(found.values()), refused


def consent(
    database: Database,
    names: Sequence[str],
    *,
    role: str,
    by: str,
    how: str,
    roles: Mapping[str, Role],
    at: datetime,
    against: Callable[[Delivery], Problem | None] = lambda _: None,
    signed: Signed | None = None,
) -> Consent:
    """Take the yes of `role` for each of `names` that it can be taken for, all these in one transaction.

    `against` says what else speaks against a delivery. A post of which one delivery is refused is refused whole. Raises
    `Problem` where the person may not speak for the role, where the signature is none, or what was read has just changed.
    """
    standing = may(role, by, roles, proved=signed is not None)
    if signed is not None:
        given, signature = signed.statement, signed.signature
        signing.verify(given, signature, role=standing, by=by, calendar=signed.calendar, at=at)
    wanted, refused = asked(database, names, role)
    names_of = {one.id: name for name in dict.fromkeys(names) for one in _named(database, name)}
    wrong: dict[str, Problem] = {}
    for one in wanted:
        problem = against(one) or (_unsigned(signed.statement, one) if signed is not None else None)
        if problem is not None:
            wrong.setdefault(names_of.get(one.id, one.tag), problem)
    taken = [one for one in wanted if names_of.get(one.id, one.tag) not in wrong]
    refused += [Refused(name=name, problem=problem) for name, problem in wrong.items()]
    if not taken:
        return Consent(given=(), refused=tuple(refused))
    proof = signing.kept(signed.statement, signed.signature) if signed is not None else ""
    ids = [one.id for one in taken]
    done = approvals.give(database, ids, role=role, by=by, how=how, seen=taken, at=at, proof=proof)
    return Consent(given=done.deliveries, refused=tuple(refused))


def _asking(database: Database, name: str, role: str) -> list[Delivery]:
    mine = applicable(named_each(database, [name]), lambda one: one.state in UNSENT)
    wanted = [one for one in mine if role in one.roles]
    if not wanted:
        others = sorted({other for one in mine for other in one.roles})
        raise Problem("role-not-asked" if others else "no-yes-needed", where=name, role=role, roles=others)
    return wanted


def _unsigned(given: Statement, one: Delivery) -> Problem | None:
    return None if signing.covers(given, one) else Problem("signature-of-other-text", tag=one.tag, code=one.code)


def _named(database: Database, name: str) -> tuple[Delivery, ...]:
    try:
        return named_each(database, [name])[0].deliveries
    except Problem:
        return ()
