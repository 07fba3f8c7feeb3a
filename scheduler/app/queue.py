"""The queue as a person meets it: what the files would change, changing it, looking at it, deciding about it."""

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from functools import partial
from pathlib import Path
from zoneinfo import ZoneInfo

from scheduler.app import applied, handing, lying, welcoming
from scheduler.app.calendar import Week, with_queue
from scheduler.app.connectors import Connectors
from scheduler.app.costing import reckoned
from scheduler.app.doubting import Doubt, doubt
from scheduler.app.fitting import completed, frozen, tell_broken, without_broken
from scheduler.app.ground import Ground
from scheduler.errors import Problem, Usage
from scheduler.flow import approve as deciding
from scheduler.flow import consent as consenting
from scheduler.flow.beside import Seen
from scheduler.flow.fit import Freezer
from scheduler.flow.plan import Planned, Scope, Step, plan
from scheduler.flow.prepared import Prepared
from scheduler.flow.want import want
from scheduler.model.change import Answers, Change, ChangeKind, Question
from scheduler.model.cost import Cost
from scheduler.model.delivery import Delivery, State
from scheduler.model.notice import Notice, Severity
from scheduler.model.spelling import nearest
from scheduler.sentences import LANGUAGES, label
from scheduler.store import deliveries, documents, history
from scheduler.store.changes import Add, Cancel, New, apply
from scheduler.store.present import of_interest


@dataclass(frozen=True, slots=True, kw_only=True)
class Proposal:
    """What applying would do: every change, the steps that do them, and what the files have to say."""

    planned: tuple[Planned, ...]
    costs: tuple[Cost, ...]
    notices: tuple[Notice, ...]
    left_out: int
    """How many posts an error keeps out."""
    campaigns: Mapping[str, str]
    forgotten: tuple[str, ...]
    """Campaigns that are pruned: nothing is laid out from them."""
    prepared: Mapping[str, Prepared]
    digests: Mapping[Path, str]
    """SHA-256 of each picture as it was read for this proposal: another one by now is not frozen unseen."""

    @property
    def changes(self) -> tuple[Change, ...]:
        """In order of due instant, then tag."""
        return tuple(one.change for one in self.planned)

    @property
    def steps(self) -> tuple[Step, ...]:
        """What `apply` would do."""
        return tuple(one.step for one in self.planned if one.step is not None)

    @property
    def asked(self) -> int:
        """How many changes wait for an answer."""
        return sum(1 for one in self.planned if one.change.kind is ChangeKind.ASK)

    @property
    def faulty(self) -> bool:
        """Whether any file has an error: its post was left as it is."""
        return any(one.severity is Severity.ERROR for one in self.notices)


class Queue:
    """The queue of one calendar."""

    def __init__(self, ground: Ground) -> None:
        self._ground = ground

    # -- planning

    def propose(self, paths: Sequence[Path], answers: Answers) -> Proposal:
        """Read the files and compare them with the queue. Nothing is changed."""
        one = self._ground
        week = one.calendar.week(paths, look=partial(lying.queued, one))
        slugs = {each.slug for each in week.campaigns} | week.broken
        present = of_interest(one.database, campaigns=slugs, now=one.clock.now())
        week, greetings = welcoming.beside(one, with_queue(one.calendar, week, present), present)
        prepared = {item.tag: item for item in week.items}
        wanted, digests = self._wanted(week, greetings)
        week, steps = self._whole(week, wanted, present, answers)
        scope = _scope(week, one.clock.now())
        planned = tuple(completed(self._freezer, one.calendar, each, prepared) for each in steps)
        money = reckoned(one, planned, present)
        return Proposal(
            planned=planned,
            forgotten=self._pruned(planned, scope) if answers.prune else (),
            costs=money.costs,
            notices=(*week.notices, *money.notices),
            left_out=len(week.blocked),
            campaigns={campaign.slug: applied.written(campaign) for campaign in week.campaigns},
            prepared=prepared,
            digests=digests,
        )

    def _whole(
        self, week: Week, wanted: Sequence[New], present: Sequence[Delivery], answers: Answers
    ) -> tuple[Week, Sequence[Planned]]:
        """`week` without the posts whose pictures cannot be fitted, and what applying it would do."""
        planned = plan(wanted, present, _scope(week, self._now), answers)
        whole = without_broken(week, self._freezer, [each.step for each in planned], self._ground.calendar)
        if whole is week:
            return week, planned
        left = {item.tag for item in whole.items}
        return whole, plan([each for each in wanted if each.tag in left], present, _scope(whole, self._now), answers)

    def apply(self, proposal: Proposal, *, by: str) -> None:
        """Do the steps of `proposal`, all in one transaction; pictures are fitted and frozen first."""
        one = self._ground
        steps = self._frozen(proposal.steps, proposal.prepared, proposal.digests)
        apply(one.database, steps, by=by, at=self._now, campaigns=proposal.campaigns, forget=proposal.forgotten)

    def lay_out(self) -> int:
        """Add what the horizon now shows of the series, from the campaigns as they were applied; returns how many.

        Nothing that is or was in the queue is touched or comes again, what was cancelled neither: that is for a person who
        applies a file. No file that was not applied is read (but the pictures it names).
        """
        one = self._ground
        campaigns = [applied.read(text) for text in documents.applied(one.database).values()]
        week = one.calendar.series(campaigns, look=partial(lying.queued, one))
        lying.tell(week, one.language)
        wanted, digests = self._wanted(week)
        if not wanted:
            return 0
        # Of the campaigns that have a series, no others: a daemon never reads its whole queue.
        present = deliveries.select(one.database, campaigns={each.campaign for each in wanted})
        whole, planned = self._whole(week, wanted, present, Answers())
        tell_broken(week, whole)
        known = {old.tag for old in present}
        steps = [each.step for each in planned if isinstance(each.step, Add) and each.step.new.tag not in known]
        made = self._frozen(steps, {item.tag: item for item in week.items}, digests)
        if made:
            apply(one.database, made, by="horizon", at=one.clock.now(), campaigns={})
        return len(made)

    def _pruned(self, planned: Sequence[Planned], scope: Scope) -> tuple[str, ...]:
        """The applied campaigns without a file, of which something is cancelled now or would be laid out some day.

        What is over and has no series stays, so that it can still be reported on. None while the cancels wait for an answer.
        """
        if not scope.complete or any(one.change.question is Question.CANCELS for one in planned):
            return ()
        cancelled = {one.change.tag.partition("/")[0] for one in planned if isinstance(one.step, Cancel)}
        gone = {
            slug: applied.read(text)
            for slug, text in documents.applied(self._ground.database).items()
            if slug not in scope.campaigns | scope.broken
        }
        return tuple(
            slug
            for slug, one in gone.items()
            if slug in cancelled or any(post.repeat is not None for post in one.posts)
        )

    def _wanted(self, week: Week, known: Mapping[str, New] | None = None) -> tuple[list[New], Mapping[Path, str]]:
        """What the files ask for, and the SHA-256 of each picture as it lay there while they were read; `known` is made."""
        digests: dict[Path, str] = {}

        def digest_of(path: Path) -> str:
            if path not in digests:
                with path.open("rb") as file:  # a piece at a time: it may be a video
                    digests[path] = hashlib.file_digest(file, "sha256").hexdigest()
            return digests[path]

        hosts = self._ground.config.own_hosts
        made = known or {}
        return [made.get(item.tag) or want(item, hosts, digest_of) for item in week.items], digests

    def _frozen(
        self, steps: Sequence[Step], prepared: Mapping[str, Prepared], digests: Mapping[Path, str]
    ) -> list[Step]:
        freezer = self._freezer
        return [frozen(freezer, each, prepared, self._ground.calendar, digests) for each in steps]

    @property
    def _freezer(self) -> Freezer:
        return Freezer(self._ground.blobs, self._ground.folder / "fitted")

    # -- looking

    def deliveries(
        self, *, week: str | None = None, states: Sequence[str] = (), account: str | None = None
    ) -> list[Delivery]:
        """The deliveries of a week (`2027-W23`), in some states, of one account; all of them without filters."""
        one = self._ground
        wanted = [state for name in states for state in _states(name)]
        if account is not None and account not in one.config.accounts:
            raise Problem("unknown-account-asked", where="--account", name=account, known=sorted(one.config.accounts))
        first, last = week_of(week, one.config.timezone) if week else (None, None)
        accounts = [account] if account else ()
        return deliveries.select(one.database, states=wanted, accounts=accounts, due_from=first, due_until=last)

    def named(self, ids: Sequence[str]) -> list[Delivery]:
        """The deliveries that ids, tags, `campaign/post` or post codes name. Raises `Problem` for one that names nothing."""
        return deciding.named(self._ground.database, ids)

    def histories(self, name: str) -> list[tuple[Delivery, Sequence[history.Entry]]]:
        """Every delivery that `name` means, and its life."""
        return [(one, history.of(self._ground.database, one.id)) for one in self.named([name])]

    def history(self, name: str) -> tuple[Delivery, Sequence[history.Entry]]:
        """One delivery, and its life. Raises `Problem` for a name that means several."""
        found = self.histories(name)
        if len(found) > 1:
            raise Problem("names-several", where=name, n=len(found), tags=[one.tag for one, _ in found[:4]])
        return found[0]

    # -- deciding

    def approve(self, ids: Sequence[str], *, role: str, by: str, how: str) -> list[Delivery]:
        """Record a role's yes for what `ids` name, all networks of a post together."""
        one = self._ground
        roles = one.config.roles
        return consenting.approve(one.database, ids, role=role, by=by, how=how, roles=roles, at=one.clock.now())

    def ask(self, ids: Sequence[str], *, question: str, by: str) -> list[Delivery]:
        """Keep a question with the post, and hold it until it is answered."""
        return deciding.ask(self._ground.database, ids, question=question, by=by, at=self._now)

    def hold(self, ids: Sequence[str], *, why: str, by: str) -> list[Delivery]:
        """Hold deliveries back."""
        return deciding.hold(self._ground.database, ids, why=why, by=by, at=self._now)

    def unhold(self, ids: Sequence[str], *, why: str, by: str) -> list[Delivery]:
        """Let held deliveries go on."""
        return deciding.unhold(self._ground.database, ids, why=why, by=by, at=self._now)

    def cancel(self, ids: Sequence[str], *, why: str, by: str) -> list[Delivery]:
        """Cancel deliveries for good."""
        return deciding.cancel(self._ground.database, ids, why=why, by=by, at=self._now)

    def cancellable(self, ids: Sequence[str]) -> list[Delivery]:
        """What `cancel` would cancel. Raises `Problem` where it would."""
        return deciding.cancellable(self._ground.database, ids)

    def absent(self, name: str) -> Delivery:
        """The one delivery that `confirm` would settle as certainly absent. Raises as that would."""
        return handing.absent(self._ground, self.named([name]), name)

    def doubt(self, name: str, connectors: Connectors) -> Doubt:
        """What `confirm` would settle, beside the account's newest posts."""
        return doubt(self._ground, connectors, self.named([name]), name)

    def choose(self, doubt: Doubt, chosen: Seen, *, by: str) -> list[Delivery]:
        """Settle what is in question as out: it is the post `chosen` that its network listed."""
        return handing.choose(self._ground, doubt.delivery, chosen, by=by)

    def retry(self, ids: Sequence[str], *, why: str, by: str) -> list[Delivery]:
        """Put failed, missed or partial deliveries back into the queue."""
        return deciding.retry(self._ground.database, ids, why=why, by=by, at=self._now)

    def send_now(self, ids: Sequence[str], *, by: str) -> list[Delivery]:
        """Make deliveries due at this moment."""
        return deciding.send_now(self._ground.database, ids, by=by, at=self._now)

    def confirm(
        self, name: str, *, url: str | None, by: str, published: str | None = None, anyway: bool = False
    ) -> list[Delivery]:
        """Settle an unknown or handed-off delivery: out at `url`, or (None) certainly absent.

        `published` is when it went out, by the wall clock of its campaign. Raises `NeedsPerson` where the address does not
        look like this post's and `anyway` does not say that it is.
        """
        found = self.named([name])
        return handing.confirm(self._ground, found, name, url=url, by=by, published=published, anyway=anyway)

    @property
    def _now(self) -> datetime:
        return self._ground.clock.now()


def week_of(text: str, zone: str) -> tuple[datetime, datetime]:
    """The first instant of an ISO week (`2027-W23`) in `zone`, and that of the next. Raises `Usage` for anything else."""
    year, _, number = text.upper().partition("-W")
    try:
        monday = date.fromisocalendar(int(year), int(number), 1)
    except ValueError:
        raise Usage("not-a-week", where="--week", name=text) from None
    first, last = (datetime.combine(day, time(), ZoneInfo(zone)) for day in (monday, monday + timedelta(days=7)))
    return first, last


def _states(name: str) -> list[State]:
    """The states that a person calls `name`: by code, or by its word in either language. Raises `Usage` for anything else."""
    words: dict[str, list[State]] = {state.value: [state] for state in State}
    for language in LANGUAGES:
        for state in State:
            for n in (1, 2):  # «programmé» and «programmés»
                word = label(f"states-{state.value}", language, n=n).partition(" ")[2].casefold()
                if state not in words.setdefault(word, []):
                    words[word].append(state)
    asked = " ".join(name.casefold().replace("_", " ").replace("-", " ").split())
    if asked in words:
        return words[asked]
    codes = [state.value for state in State]
    raise Usage("unknown-state", where="--state", name=name, meant=nearest(asked, words) or ", ".join(codes))


def _scope(week: Week, now: datetime) -> Scope:
    slugs = frozenset(one.slug for one in week.campaigns)
    return Scope(
        now=now, campaigns=slugs, blocked=week.blocked, broken=week.broken, complete=week.complete, faulty=week.faulty
    )
