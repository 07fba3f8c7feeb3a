"""Reading who engaged, an account at a time, a page a request; what leaves here is keyed. And the numbers that stay.

A handle is held from the answer to its hash, and no longer: it comes into no table, no log, no reason.
"""

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, field
from datetime import timedelta

from scheduler.clock import Clock
from scheduler.connector import discover
from scheduler.connector.base import Ability, Connector, SendFailure
from scheduler.errors import SchedulerError
from scheduler.flow.budgets import Budgets
from scheduler.flow.objections import told
from scheduler.model.failure import Kind
from scheduler.model.publics import Engager, key_id, pseudonym
from scheduler.sentences.stored import stored
from scheduler.store import accounts, budgets, engagers
from scheduler.store.database import Database
from scheduler.store.engagers import Due, Row

REQUESTS = 60
"""Pages that one pass reads at most for one account: Mastodon allows 300 in five minutes for all that an account reads,
Bluesky 3000. https://docs.joinmastodon.org/api/rate-limits/, https://docs.bsky.app/docs/advanced-guides/rate-limits
(22 November 2026)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Gathered:
    """What one pass did."""

    posts: int = 0
    """Parts read to the end."""
    acts: int = 0
    """Acts that were not known yet."""
    requests: int = 0
    left: int = 0
    """Parts that are due and not read to the end: the next pass goes on where this one ended."""
    failed: Mapping[str, str] = field(default_factory=dict)
    """Accounts that could not be asked, with the stored reason."""
    off: bool = False
    """Whether there was somebody to ask for, and the calendar does not collect who engages."""


@dataclass(slots=True, kw_only=True)
class _Pass:
    """What a pass over one account has come to."""

    posts: int = 0
    acts: int = 0
    requests: int = 0


def gather(
    database: Database,
    connector: Callable[[str], Connector],
    clock: Clock,
    *,
    key: Callable[[], bytes],
    allowed: bool,
    apps: Mapping[str, str] | None = None,
) -> Gathered:
    """Read who engaged with what has come to an age; a simulated audience also where it is not `allowed`.

    `key` gives the key, where anything is to be kept, and may raise `Problem`. Never raises for what a network does; what was
    read is kept a page at a time, so that a pass that is broken off is gone on with.
    """
    waits = Budgets(database, clock, apps or {})
    done, failed, off = _Pass(), dict[str, str](), False
    waiting: dict[str, list[Due]] = {}
    for one in engagers.due(database, clock.now()):
        waiting.setdefault(one.account, []).append(one)
    for account in sorted(waiting):
        try:
            voice = connector(account)
            if not _tells(voice, waiting[account][0].network):
                del waiting[account]
            elif not (allowed or voice.simulated):
                off = True
                del waiting[account]
            elif account not in accounts.blocked(database) and not _rests(database, waits, account, clock):
                _read(database, voice, waiting[account], done, key(), clock)
                waits.after(account, voice)
        except SendFailure as silence:
            waits.met(account, silence.failure)
            failed[account] = told(silence.failure)
        except SchedulerError as problem:
            failed[account] = stored(problem.code, **problem.arguments)
    return Gathered(
        posts=done.posts,
        acts=done.acts,
        requests=done.requests,
        left=sum(map(len, waiting.values())) - done.posts,
        failed=failed,
        off=off,
    )


def _tells(voice: Connector, network: str) -> bool:
    """Whether it is told who engages; a simulated audience tells no more than the network that it stands in for."""
    if Ability.ENGAGERS not in voice.can or not voice.simulated or network == type(voice).rules.network:
        return Ability.ENGAGERS in voice.can
    try:
        return Ability.ENGAGERS in discover.load(network).can
    except SchedulerError:
        return False


def _rests(database: Database, waits: Budgets, account: str, clock: Clock) -> bool:
    """Whether the network has asked to leave the account alone."""
    known, app = budgets.waits(database), waits.app(account)
    found = (known.accounts.get(account), known.apps.get(app) if app else None)
    return any(one is not None and one.until > clock.now() for one in found)


def _read(database: Database, voice: Connector, due: list[Due], done: _Pass, key: bytes, clock: Clock) -> None:
    """Read on in each part, the oldest first, as far as the account's requests go; a part that is refused is passed over."""
    us, last = voice.engager_name(), done.requests + REQUESTS
    if us:
        own = [pseudonym(key, due[0].network, us)]
        engagers.refuse(database, own, why=engagers.OWN, key=key_id(key), day=clock.now().date())
    for one in due:
        try:
            done.posts += _part(database, voice, one, done, key, clock, last)
        except SendFailure as refused:
            if refused.failure.kind is not Kind.REFUSED:
                raise


def _part(database: Database, voice: Connector, one: Due, done: _Pass, key: bytes, clock: Clock, last: int) -> bool:
    """Read on in one part while requests are left; whether it came to the end."""
    cursor = one.cursor
    while done.requests < last or not one.acts:
        # That there is nothing to ask for, by the counts of that age, is an answer too.
        done.requests += bool(one.acts)  # before it is answered: a refusal costs the network as much
        page = voice.engager_page(one.remote_id, one.acts, cursor) if one.acts else None
        found = [_row(key, one.network, each) for each in page.engagers] if page else []
        cursor = page.next if page else ""
        day = clock.now().date()
        done.acts += engagers.keep(
            database, one, found, cursor=cursor, key=key_id(key), day=day, simulated=voice.simulated
        )
        if not cursor:
            return True
    return False


def _row(key: bytes, network: str, one: Engager) -> Row:
    who = pseudonym(key, network, one.who)
    name = pseudonym(key, network, one.handle) if one.handle else ""
    return Row(pseudonym=who, act=one.act, sort=one.sort, name=name if name != who else "")


def hashes(key: bytes, networks: Collection[str], handle: str) -> set[str]:
    """All that `handle` could be kept under: a leading @ and the case of letters say nothing."""
    bare = handle.strip().removeprefix("@")
    return {pseudonym(key, network, bare) for network in networks}


PAUSE = timedelta(minutes=10)
"""Between two passes, where one did not come to the end: the budget of most networks is that of five minutes."""
