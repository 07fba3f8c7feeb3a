"""What people decide: question, hold, cancel, retry, send now, settled. About what, and what then follows.

Names are ids (`12`), tags, `campaign/post`, `campaign/post/occurrence` or a post's short code. A name that means a whole post
covers those of its deliveries for which the decision makes sense; a name that means one delivery is refused where it does not.
Each function does all that it is asked in one transaction, or raises a `Problem` and does nothing. A yes is `flow.consent`.
"""

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from scheduler.errors import NeedsPerson, Problem
from scheduler.flow.hand import published_at
from scheduler.flow.naming import Named, named_each
from scheduler.flow.parts import left_by, missing
from scheduler.flow.proof import receipt_of
from scheduler.flow.reconcile import open_attempt
from scheduler.model.delivery import CANCELLABLE, SENDABLE, STOPPED, UNSENT, Delivery, Event, Receipt, State
from scheduler.sentences.stored import stored, told
from scheduler.store import attempts, decisions, remarks, stops
from scheduler.store.codes import PostKey, post_key
from scheduler.store.database import Database
from scheduler.store.transitions import Columns

DOUBTFUL = frozenset({State.UNKNOWN, State.EXPECTED})


def named(database: Database, names: Sequence[str]) -> list[Delivery]:
    """All deliveries that `names` mean, each once, in the order of the names. Raises `Problem` for one that means none."""
    return _once([one for found in named_each(database, names) for one in found.deliveries])


def ask(
    database: Database, names: Sequence[str], *, question: str, by: str, at: datetime, holds: bool = True
) -> list[Delivery]:
    """Keep a question with a post, never published; `holds`: nothing of it goes out until somebody answers or unholds it.

    What is held for another reason stays held for that one: an answer lets go only of what its question held.
    """
    if not question.strip():
        raise Problem("question-empty", where=names[0])
    wanted = applicable(named_each(database, names), lambda one: not holds or one.state in UNSENT)
    because = remarks.because(by, question) if holds else ""
    holding = [one for one in wanted if holds and (one.state is not State.HELD or _asked(one))]
    remarks.ask(database, wanted, text=question, reason=because, holding=holding, by=by, at=at)
    return remarks.now(database, wanted)


def answer(database: Database, names: Sequence[str], *, answer: str, by: str, at: datetime) -> list[Delivery]:
    """Answer what is open on these posts; what a question held goes on. Raises `Problem` where nothing was asked."""
    if not answer.strip():
        raise Problem("answer-empty", where=names[0])
    about = _whole_posts(database, named(database, names))
    going = [(one, _unheld(one)) for one in about if one.state is State.HELD and _asked(one)]
    if not remarks.answer(database, about, text=answer, by=by, at=at, going=going) and not going:
        raise Problem("nothing-asked", where=names[0])
    return remarks.now(database, about)


def hold(database: Database, names: Sequence[str], *, why: str, by: str, at: datetime) -> list[Delivery]:
    """Hold deliveries back until they are unheld."""
    wanted = applicable(named_each(database, names), lambda one: one.state in UNSENT - {State.HELD})
    because = stored("held-by-person-for" if why else "held-by-person", by=by, why=why)
    moves = [(one, Event.HELD, _columns(reason=because)) for one in wanted]
    return decisions.move(database, moves, by=by, why=why, at=at)


def unhold(database: Database, names: Sequence[str], *, why: str, by: str, at: datetime) -> list[Delivery]:
    """Let held deliveries go on; `why` answers a question that holds their post, and without it they stay (`NeedsPerson`)."""
    wanted = applicable(named_each(database, names), lambda one: one.state is State.HELD)
    questions = _open_questions(database, wanted)
    asked = [one for one in wanted if _asked(one) or post_key(one) in questions]
    if asked and not why.strip():
        first = asked[0]
        about = told(first.reason) if _asked(first) else questions[post_key(first)]
        who, question = about.get("by", "?"), about.get("question", "?")
        raise NeedsPerson("question-unanswered", tag=first.tag, by=who, question=question)
    if asked:
        going = [(one, _unheld(one)) for one in wanted]
        remarks.answer(database, asked, text=why, by=by, at=at, going=going)
        return remarks.now(database, wanted)
    moves = [(one, _unheld(one), _columns()) for one in wanted]
    return decisions.move(database, moves, by=by, why=why, at=at)


def cancellable(database: Database, names: Sequence[str]) -> list[Delivery]:
    """What `cancel` would cancel: to be asked before a person is asked. Raises `Problem` where it would."""
    return applicable(named_each(database, names), lambda one: one.state in CANCELLABLE)


def cancel(database: Database, names: Sequence[str], *, why: str, by: str, at: datetime) -> list[Delivery]:
    """Cancel deliveries for good. What is out already stays out."""
    wanted = cancellable(database, names)
    return decisions.move(database, [(one, Event.CANCELLED, _columns()) for one in wanted], by=by, why=why, at=at)


def retry(database: Database, names: Sequence[str], *, why: str, by: str, at: datetime) -> list[Delivery]:
    """Put failed, missed or partial deliveries back into the queue, their lateness counted from now.

    Raises `NeedsPerson` where a question that holds their post is still open, and nothing is done.
    """
    wanted = applicable(named_each(database, names), lambda one: one.state in STOPPED)
    _refuse_asked(database, wanted)
    for one in wanted:
        stops.forget(database, one)
    moves = [(one, Event.RETRIED, _afresh(one, at)) for one in wanted]
    return decisions.move(database, moves, by=by, why=why, at=at)


def send_now(database: Database, names: Sequence[str], *, by: str, at: datetime) -> list[Delivery]:
    """Make deliveries due at this moment: a live post, one before its hour, or one that was missed or failed.

    One that was approved for a later hour only awaits its yes again: see its state in the answer. Raises `Problem` under
    an embargo, `NeedsPerson` where a question that holds their post is still open, and nothing is done.
    """
    wanted = applicable(named_each(database, names), lambda one: one.state in SENDABLE)
    _refuse_asked(database, [one for one in wanted if one.state in STOPPED])
    for one in wanted:
        if one.embargo and at < one.embargo:
            raise Problem("embargo-holds", where=one.tag, until=one.embargo.astimezone(ZoneInfo(one.zone)))
    late = [one for one in wanted if one.state in STOPPED]
    for one in late:
        stops.forget(database, one)
    moves: list[tuple[Delivery, Event, Columns]] = [
        (one, Event.RETRIED, _afresh(one, at) | ({} if one.due else {"due": at})) for one in late
    ]
    ready = [one for one in wanted if one.state is State.READY]
    changed = decisions.move(database, moves, by=by, at=at) if moves else []
    return changed + (decisions.bring_forward(database, ready, by=by, at=at) if ready else [])


def confirm(
    database: Database,
    names: Sequence[str],
    *,
    url: str | None,
    remote_id: str = "",
    by: str,
    at: datetime,
    published: datetime | None = None,
    life: timedelta = timedelta(0),
    listed: bool = False,
) -> list[Delivery]:
    """Settle one delivery that only a person can judge: it is out at `url`, or (None) it is certainly not.

    Out: PUBLISHED, or READY for the parts of a thread that remain; what a person was given whole is out whole, since
    `published` where that is given. Not out: an unknown one is READY again, one handed to a person is MISSED. One at a time:
    each is a judgement of its own. Whether the address may stand for it is asked before (`proof.against`), and which post
    it names (`proof.named`): `remote_id`, "" where it does not say. `life` is how long a request may still take effect.
    `listed`: the address is the account's own word.
    """
    one = doubtful(database, names, out=url is not None, at=at, life=life)
    receipts = []
    number = missing(one)
    if url is not None and number is not None:
        by_hand = one.state is State.EXPECTED or (one.state is State.MISSED and one.handed is not None)
        since = published or (published_at(one, at) if by_hand else at)
        make = Receipt if listed else receipt_of  # what the network itself names needs no proof
        receipts.append(make(part=number, at=since, remote_id=remote_id, url=url))
        if by_hand:
            rest = range(number + 1, len(one.variant.parts))
            receipts += [Receipt(part=part, remote_id="", url="", at=since) for part in rest]
    event = _settling(one, url)
    reason = stored("handing-given-up", by=by) if event is Event.GIVEN_UP else ""
    settled = attempts.settle(database, one, event, found=receipts, by=by, why=url or "", at=at, reason=reason)
    if settled is None:
        raise Problem("changed-meanwhile", tag=one.tag)
    return [settled]


def doubtful(
    database: Database, names: Sequence[str], *, out: bool, at: datetime, life: timedelta = timedelta(0)
) -> Delivery:
    """The one delivery that `confirm` would settle as out, or as absent. Raises `Problem` where there is nothing to settle.

    Nobody can know that it is absent before `life` has passed since its request last left: until then `NeedsPerson`.
    """
    found = named(database, names)
    if len(found) != 1:
        raise Problem("names-several", where=names[0], n=len(found), tags=[one.tag for one in found[:4]])
    if found[0].state not in DOUBTFUL | (STOPPED if out else frozenset()):
        raise _not_now(found[0])
    one = found[0]
    attempt = None if out else open_attempt(one, attempts.of(database, one.id))
    if attempt is not None and one.state is State.UNKNOWN and at < (until := left_by(attempt) + life):
        raise NeedsPerson("request-may-arrive", tag=one.tag, until=until.astimezone(ZoneInfo(one.zone)))
    return one


def _settling(one: Delivery, url: str | None) -> Event:
    if one.state is State.EXPECTED:
        return Event.CONFIRMED if url else Event.GIVEN_UP
    if one.state in STOPPED:
        return Event.SETTLED
    if url is None:
        return Event.ABSENT
    remaining = len(one.variant.parts) - len(one.receipts) - 1
    return Event.FOUND_PARTLY if remaining > 0 else Event.CONFIRMED


def _asked(one: Delivery) -> bool:
    return one.reason.startswith(f"{remarks.QUESTION} ")


def _refuse_asked(database: Database, wanted: Sequence[Delivery]) -> None:
    """What was missed while a question held it does not go out before somebody has answered."""
    questions = _open_questions(database, wanted)
    for one in wanted:
        if post_key(one) in questions:
            about = questions[post_key(one)]
            raise NeedsPerson("question-first", tag=one.tag, by=about["by"], question=about["question"])


def _open_questions(database: Database, some: Sequence[Delivery]) -> dict[PostKey, Mapping[str, object]]:
    """The posts that wait for an answer whatever else holds them, with who asked what."""
    found = remarks.of_posts(database, {post_key(one) for one in some})
    still = {key: [one for one in said if one.open and one.holds] for key, said in found.items()}
    return {key: {"by": said[0].by, "question": said[0].text} for key, said in still.items() if said}


def _unheld(one: Delivery) -> Event:
    return Event.UNHELD_AWAITING if one.missing_roles else Event.UNHELD_READY


def _whole_posts(database: Database, some: Sequence[Delivery]) -> list[Delivery]:
    """Every delivery of the posts that `some` belong to: what is asked of a post is asked of all its networks."""
    posts = dict.fromkeys(f"{one.campaign}/{one.post}/{one.occurrence}" for one in some)
    return named(database, list(posts))


def applicable(found: Sequence[Named], fits: Callable[[Delivery], bool]) -> list[Delivery]:
    """The deliveries that a decision may touch: of a whole post those that fit, of a single one it or a `Problem`."""
    wanted: list[Delivery] = []
    for one in found:
        fitting = [delivery for delivery in one.deliveries if fits(delivery)]
        if not fitting or (one.single and len(fitting) < len(one.deliveries)):
            raise _not_now(next(delivery for delivery in one.deliveries if not fits(delivery)))
        wanted += fitting
    return _once(wanted)


def _not_now(one: Delivery) -> Problem:
    """The refusal; its sentence names the tag."""
    return Problem(f"not-while-{one.state.value}", tag=one.tag, roles=one.missing_roles)


def _afresh(one: Delivery, at: datetime) -> dict[str, datetime | str | None]:
    """The limits of a new round: as patient as the author was, counted from now; a live moment's window is over."""
    patience: timedelta = decisions.PATIENCE
    if one.too_late_at and one.due:
        patience = one.too_late_at - one.due
    start = max(at, one.due) if one.due else at
    return {"too_late_at": start + patience if one.due else None, "closes": None}


def _columns(**columns: datetime | str | None) -> Columns:
    return columns


def _once(found: Sequence[Delivery]) -> list[Delivery]:
    return list({one.id: one for one in found}.values())
