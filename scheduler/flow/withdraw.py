"""Taking back what went out: the last part first, each deletion written down before the next; nothing is claimed that is not so.

A delivery is WITHDRAWN once every part of it is gone. Until then it stays as it is, so that a second call goes on where the
first one ended: deleting what is gone already does no harm. Receipts and journal stay: they prove what was shown, and how long.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum

from scheduler.clock import Clock
from scheduler.connector.base import Ability, Connector, SendFailure, Unsupported
from scheduler.errors import Problem, SchedulerError
from scheduler.flow.naming import named_each
from scheduler.flow.objections import told
from scheduler.flow.voices import Mute, Voices
from scheduler.model.delivery import UNSENT, Delivery, Event, Receipt, State
from scheduler.model.failure import Kind
from scheduler.sentences.stored import stored
from scheduler.store import deliveries, stops
from scheduler.store.database import Database

GOING = UNSENT | {State.CLAIMED, State.SENDING}
OUT = frozenset({State.PUBLISHED, State.PARTIAL})
DOUBTFUL = frozenset({State.UNKNOWN, State.EXPECTED})
LOOKS = 60
"""How often to look whether a call in flight has ended, a second apart: about as long as a request lives."""


class Way(StrEnum):
    """What becomes of one part."""

    DELETE = "delete"
    """The network deletes it for us."""
    BY_HAND = "by hand"
    """Only a person can."""
    GONE = "gone"
    """It is not there any more."""
    FAILED = "failed"
    """It was to be deleted, and as far as we know it is still there."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """One part that is or was out. `why` is a stored sentence, `until` when it was found gone."""

    delivery: Delivery
    receipt: Receipt
    way: Way
    why: str = ""
    until: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Withdrawal:
    """What a withdrawal would do, or did: its pieces in the order of their deletion."""

    deliveries: tuple[Delivery, ...]
    pieces: tuple[Piece, ...]
    stopped: tuple[Delivery, ...] = ()
    """Deliveries of which nothing more goes out, and nothing was out."""
    doubtful: tuple[Delivery, ...] = ()
    """Deliveries that may be out, or that a person may have published: somebody must look."""
    flying: tuple[Delivery, ...] = ()
    """Deliveries of which a part was still on its way at the end."""

    def pieces_of(self, *ways: Way) -> tuple[Piece, ...]:
        """The pieces that went one of `ways`."""
        return tuple(one for one in self.pieces if one.way in ways)


class Withdrawer:
    """Withdraws what names mean. `pause` waits a second while a call in flight ends; the brake does not stop this."""

    def __init__(
        self,
        database: Database,
        connectors: Callable[[str], Connector],
        clock: Clock,
        *,
        by: str,
        pause: Callable[[float], None],
    ) -> None:
        self._database = database
        self._connectors = connectors
        self._voices = Voices(database, connectors, clock, by=by)
        self._clock = clock
        self._by = by
        self._pause = pause

    def look(self, names: Sequence[str]) -> Withdrawal:
        """What withdrawing `names` would do; nothing is asked of a network, and nothing changed.

        A name that means one delivery of which nothing is out, or nobody knows, is refused with what to do instead.
        """
        found: dict[int, Delivery] = {}
        for name in named_each(self._database, names):
            fitting = [one for one in name.deliveries if _is_out(one)]
            if not fitting:
                raise _refused(next(iter(_by_need(name.deliveries))))
            found |= {one.id: one for one in name.deliveries}
        return self._seen(self._with_replies(found.values()))

    def withdraw(self, seen: Withdrawal, *, by_hand: bool = False) -> Withdrawal:
        """Do what `look` showed; `by_hand`: a person has deleted by hand what only a person can.

        First nothing more goes out, then the parts go, the last one first. What the network refuses is FAILED in the answer,
        and its delivery stays as it is.
        """
        for one in seen.deliveries:
            self._stopped(one)
        done: list[Piece] = []
        silent: dict[str, str] = {}
        now = self._seen(self._anew(seen.deliveries))
        flying = [one for one in now.deliveries if one.state in GOING]
        for piece in now.pieces:
            if piece.delivery.state in OUT:
                done.append(self._deleted(piece, silent, by_hand=by_hand))
            else:  # on its way still, or nobody knows: its other parts stay until that is settled
                code = "withdraw-doubtful" if piece.delivery.state in DOUBTFUL else "withdraw-in-flight"
                done.append(replace(piece, way=Way.FAILED, why=stored(code)))
        for one in now.deliveries:
            self._settle(one, [piece for piece in done if piece.delivery.id == one.id])
        after = self._anew(seen.deliveries)
        cancelled = tuple(one for one in after if one.state is State.CANCELLED and not one.receipts)
        return replace(now, deliveries=tuple(after), pieces=tuple(done), stopped=cancelled, flying=tuple(flying))

    # -- looking

    def _with_replies(self, named: Iterable[Delivery]) -> list[Delivery]:
        """The deliveries with what stands under them, in the order of deletion: replies before their post."""
        posts = sorted(named, key=lambda one: one.id)
        under = {
            one.id: one
            for post in posts
            for one in deliveries.select(self._database, campaigns=[post.campaign], accounts=[post.account])
            if one.under == post.tag
        }
        replies = sorted(under.values(), key=_first_out, reverse=True)
        return [*replies, *(post for post in posts if post.id not in under)]

    def _seen(self, found: Sequence[Delivery]) -> Withdrawal:
        living = [one for one in found if _is_out(one) or one.state in GOING | DOUBTFUL]
        return Withdrawal(
            deliveries=tuple(living),
            pieces=tuple(piece for one in living for piece in self._pieces(one)),
            stopped=tuple(one for one in living if one.state in GOING and not one.receipts),
            doubtful=tuple(one for one in living if one.state in DOUBTFUL),
        )

    def _pieces(self, one: Delivery) -> list[Piece]:
        ends, typed = stops.ends(self._database, one.id), stops.typed(self._database, one.id)
        why = self._cannot(one.account)
        pieces = []
        for receipt in sorted(one.receipts, key=lambda each: each.part, reverse=True):
            if end := ends.get(receipt.part):
                pieces.append(Piece(delivery=one, receipt=receipt, way=Way.GONE, until=end.at))
            elif reason := why or (stored("withdraw-typed") if receipt.part in typed else ""):
                pieces.append(Piece(delivery=one, receipt=receipt, way=Way.BY_HAND, why=reason))
            else:
                pieces.append(Piece(delivery=one, receipt=receipt, way=Way.DELETE))
        return pieces

    def _cannot(self, account: str) -> str:
        """Why nothing of `account` can be deleted by us; "" where its network can."""
        try:
            able = Ability.WITHDRAW in self._connectors(account).can
        except SchedulerError as problem:
            return stored(problem.code, **problem.arguments)
        return "" if able else stored("withdraw-unable")

    def _anew(self, found: Iterable[Delivery]) -> list[Delivery]:
        fresh = {one.id: one for one in deliveries.select(self._database, ids=[one.id for one in found])}
        return [fresh[one.id] for one in found if one.id in fresh]

    # -- doing

    def _stopped(self, one: Delivery) -> None:
        """Let nothing more of `one` go out, and wait a while for a call in flight."""
        for _ in range(LOOKS):
            now = stops.stop(self._database, one, by=self._by, at=self._clock.now())
            if now is not None and now.state is State.UNKNOWN:
                return  # what was asked holds: proved absent it would be sent again
            if now is None or now.state not in GOING:
                stops.forget(self._database, one)
                return
            self._pause(1.0)

    def _deleted(self, piece: Piece, silent: dict[str, str], *, by_hand: bool) -> Piece:
        """Delete one piece and write down that it is gone; `silent` are the accounts that need not be asked again."""
        if piece.way is Way.GONE or (piece.way is Way.BY_HAND and not by_hand):
            return piece
        if piece.way is Way.DELETE:
            why = silent.get(piece.delivery.account) or self._asked(piece, silent)
            if why:
                return replace(piece, way=Way.FAILED, why=why)
        at = self._clock.now()
        hand = piece.way is Way.BY_HAND
        stops.gone(self._database, piece.delivery, piece.receipt, by=self._by, at=at, by_hand=hand)
        return replace(piece, way=Way.GONE, until=at)

    def _asked(self, piece: Piece, silent: dict[str, str]) -> str:
        """Ask the network to delete one piece; why it may still be there, "" once it is gone."""
        account = piece.delivery.account
        try:
            self._voices.of(account).withdraw(piece.receipt.remote_id)
        except Mute as mute:
            silent[account] = mute.objection.why
        except SendFailure as failed:
            if failed.failure.kind is Kind.BLOCKED:
                silent[account] = told(failed.failure)
            return told(failed.failure)
        except Unsupported:
            return stored("withdraw-unable")
        except Exception as fault:  # noqa: BLE001 - wherever a connector breaks, the rest is still to be deleted
            return stored("withdraw-broke", fault=f"{type(fault).__name__}: {fault}")
        return silent.get(account, "")

    def _settle(self, one: Delivery, pieces: Sequence[Piece]) -> None:
        """WITHDRAWN, once all that was out is gone."""
        if one.state in OUT and pieces and all(piece.way is Way.GONE for piece in pieces):
            why = stored("withdrawn-by", by=self._by)
            deliveries.move(
                self._database, one, Event.WITHDRAWN, by=self._by, at=self._clock.now(), why=why, reason=why
            )


def title(seen: Withdrawal) -> str:
    """What a person types to confirm: the tag of a single delivery, else the post (or what all of them have in common)."""
    named = [one for one in seen.deliveries if not any(one.under == post.tag for post in seen.deliveries)]
    tags = [one.tag.split("/") for one in named or seen.deliveries]
    if len(tags) == 1:
        return "/".join(tags[0])
    common = [pieces[0] for pieces in zip(*tags, strict=True) if len(set(pieces)) == 1]
    return "/".join(common) or tags[0][0]


def _is_out(one: Delivery) -> bool:
    return one.state in OUT or (one.state in GOING and bool(one.receipts or one.state not in UNSENT))


def _by_need(found: Sequence[Delivery]) -> list[Delivery]:
    """What a person should be told of first: a delivery in doubt."""
    return sorted(found, key=lambda one: one.state not in DOUBTFUL)


def _refused(one: Delivery) -> Problem:
    if one.state is State.CANCELLED and one.receipts:
        places = [each.url or each.remote_id for each in one.receipts]
        return Problem("withdraw-cancelled", tag=one.tag, places=places)
    return Problem(f"not-while-{one.state.value}", tag=one.tag, roles=one.missing_roles)


def _first_out(one: Delivery) -> tuple[bool, datetime | None, int]:
    first = min((receipt.at for receipt in one.receipts), default=None)
    return (first is None, first, one.id)
