"""A role's yes: given to many posts at once, each taken or refused for itself, and taken back the same way."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from zoneinfo import ZoneInfo

from scheduler.errors import Problem
from scheduler.flow import signing
from scheduler.flow.approve import applicable
from scheduler.flow.naming import named_each
from scheduler.flow.roles import may
from scheduler.flow.signing import Statement
from scheduler.model.account import Role
from scheduler.model.delivery import FINAL, UNSENT, Delivery
from scheduler.store import approvals
from scheduler.store.database import Database


@dataclass(frozen=True, slots=True, kw_only=True)
class Refused:
    """A name for which no yes was taken, and why."""

    name: str
    problem: Problem


@dataclass(frozen=True, slots=True, kw_only=True)
class Consent:
    """What came of a yes, or of taking it back: the deliveries that it covers, as they are now, and all that was refused.

    `known` are those of `given` that had this yes before: nothing was written for them. `gone` are those that a yes was taken
    back too late for: they are out, or on their way.
    """

    given: tuple[Delivery, ...]
    refused: tuple[Refused, ...] = ()
    known: tuple[Delivery, ...] = ()
    gone: tuple[Delivery, ...] = ()


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
        problem = against(one) or (_unsigned(database, signed.statement, one) if signed is not None else None)
        if problem is not None:
            wrong.setdefault(names_of.get(one.id, one.tag), problem)
    taken = [one for one in wanted if names_of.get(one.id, one.tag) not in wrong]
    refused += [Refused(name=name, problem=problem) for name, problem in wrong.items()]
    if not taken:
        return Consent(given=(), refused=tuple(refused))
    proof = signing.kept(signed.statement, signed.signature) if signed is not None else ""
    ids = [one.id for one in taken]
    done = approvals.give(database, ids, role=role, by=by, how=how, seen=taken, at=at, proof=proof)
    fresh = {one.id for one in done.fresh}
    known = tuple(one for one in done.deliveries if one.id not in fresh)
    return Consent(given=done.deliveries, refused=tuple(refused), known=known)


def approve(
    database: Database,
    names: Sequence[str],
    *,
    role: str,
    by: str,
    how: str,
    roles: Mapping[str, Role],
    at: datetime,
) -> list[Delivery]:
    """As `consent`, for all of `names` or for none: raises the first refusal. Returns the deliveries that it covers."""
    may(role, by, roles)
    wanted, refused = asked(database, names, role)
    if refused:
        raise refused[0].problem
    given = approvals.give(database, [one.id for one in wanted], role=role, by=by, how=how, seen=wanted, at=at)
    return list(given.deliveries)


def take_back(
    database: Database,
    names: Sequence[str],
    *,
    role: str,
    by: str,
    roles: Mapping[str, Role],
    why: str = "",
    how: str = "",
    at: datetime,
) -> Consent:
    """Take the yes of `role` back for each of `names` that has it, all these in one transaction; what needs it awaits it again.

    What is out stays out, and keeps its yes for the record (`gone`). No signature is wanted: to hold a post back harms less
    than to send it. Raises `Problem` where the person may not speak for the role.
    """
    may(role, by, roles, proved=True)
    wanted: dict[int, Delivery] = {}
    gone: dict[int, Delivery] = {}
    refused = []
    for name in dict.fromkeys(names):
        try:
            mine, past = _having(database, name, role)
            wanted |= {one.id: one for one in mine}
            gone |= {one.id: one for one in past}
        except Problem as problem:
            refused.append(Refused(name=name, problem=problem))
    done = approvals.take_back(database, list(wanted), role=role, by=by, why=why, how=how, at=at) if wanted else ()
    left = wanted.keys() - {one.id for one in done}  # claimed since they were read
    gone |= {one: wanted[one] for one in left}
    return Consent(given=done, refused=tuple(refused), gone=tuple(gone.values()))


def _having(database: Database, name: str, role: str) -> tuple[list[Delivery], list[Delivery]]:
    """What has a yes of `role` that can be taken back, and what had one and is past that."""
    (found,) = named_each(database, [name])
    said = tuple(one for one in found.deliveries if any(yes.role == role for yes in one.approvals))
    if not said:
        raise Problem("no-yes-to-take-back", where=name, role=role)
    mine = applicable([replace(found, deliveries=said)], lambda one: one.state in approvals.REVOCABLE)
    return mine, [one for one in said if one.state not in approvals.REVOCABLE | FINAL]


def _asking(database: Database, name: str, role: str) -> list[Delivery]:
    mine = applicable(named_each(database, [name]), lambda one: one.state in UNSENT)
    wanted = [one for one in mine if role in one.roles]
    if not wanted:
        others = sorted({other for one in mine for other in one.roles})
        raise Problem("role-not-asked" if others else "no-yes-needed", where=name, role=role, roles=others)
    return wanted


def _unsigned(database: Database, given: Statement, one: Delivery) -> Problem | None:
    if back := signing.overtaken(given, database, one):
        at = back.astimezone(ZoneInfo(one.zone))
        return Problem("signature-taken-back", tag=one.tag, code=one.code, role=given.role, at=at)
    return None if signing.covers(given, one) else Problem("signature-of-other-text", tag=one.tag, code=one.code)


def _named(database: Database, name: str) -> tuple[Delivery, ...]:
    try:
        return named_each(database, [name])[0].deliveries
    except Problem:
        return ()
