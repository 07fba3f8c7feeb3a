"""What others wrote, for one calendar: shown with words fetched again, sorted by people; nothing is answered or published."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, time
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

from scheduler.app.ground import Ground
from scheduler.app.listening import campaigns, collect, key_of, purge, stop, waits
from scheduler.connector.base import Connector, SendFailure, Unsupported
from scheduler.connector.heard import PAGE_IDS, Words
from scheduler.errors import Problem, SchedulerError
from scheduler.flow import figures, heard
from scheduler.flow.evaluate.conversations import TAIL
from scheduler.flow.evaluate.question import window
from scheduler.flow.listening import Listened
from scheduler.flow.objections import told
from scheduler.model.mention import Deed, Mark, Mention, Standing, Toward
from scheduler.model.publics import pseudonym
from scheduler.sentences.stored import stored
from scheduler.store import mentions, secret_key
from scheduler.store.mentions import New

JUDGED = frozenset({Deed.ACCEPT, Deed.ASIDE})


@dataclass(frozen=True, slots=True, kw_only=True)
class Message:
    """One message as a person sees it. `words` is None where they were not fetched, or are not there any more."""

    mention: Mention
    standing: Standing
    words: Words | None = None
    address: str = ""
    """Of one that was entered by hand."""
    rows: tuple[Mark, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Inbox:
    """What came in, newest first. `found` counts all that were asked for, `messages` are those shown."""

    messages: tuple[Message, ...]
    found: int
    unsorted: int
    waiting: int
    zone: str
    failed: Mapping[str, str] = field(default_factory=dict)
    """Accounts whose words could not be fetched, with the stored reason."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """Which messages to show."""

    campaign: str = ""
    account: str = ""
    kind: Toward | None = None
    unsorted: bool = False
    waiting: bool = False
    numbers: tuple[int, ...] = ()
    most: int = 20
    fetch: bool = True


class Hearing:
    """All that a command or the daemon does with messages of others."""

    def __init__(
        self, ground: Ground, connectors: Callable[[str], Connector], apps: Callable[[], Mapping[str, str]] = dict
    ) -> None:
        self._ground = ground
        self._connectors = connectors
        self._apps = apps

    def collect(self, *, asked: bool = True) -> Listened:
        """Listen for every account of a campaign as applied, and let go of what has expired."""
        return collect(self._ground, self._connectors, apps=self._apps(), asked=asked)

    def purge(self) -> int:
        """Delete what is older than the calendar keeps; return how many messages that were."""
        return purge(self._ground)

    def stop(self) -> None:
        """Listen no more, until a person asks again; what was heard is kept until it expires."""
        stop(self._ground)

    def forget(self, handle: str) -> int:
        """Empty the words and credits of `handle` in whatever a person wrote of it; return how many messages it concerned."""
        one, bare = self._ground, handle.strip().removeprefix("@")
        key = secret_key.find(one.state, secret_key.MENTIONS)
        known = one.config.accounts.values()
        hosts = {urlsplit(each.base_url).hostname for each in known if each.base_url} if "@" not in bare else set()
        handles = {bare, *(f"{bare}@{host}" for host in hosts)}
        names = {pseudonym(key, each.network, name) for each in known for name in handles} if key else set[str]()
        return mentions.forget(one.database, names | {bare})

    # Showing

    def inbox(self, wanted: Wanted) -> Inbox:
        """What came in. Raises `Problem` for a number or a campaign that is not there."""
        found = self._found(wanted)
        known = dict(heard.told(self._ground.database, found))
        kept = [one for one in found if _is_wanted(one, known[one.number], wanted)]
        newest = sorted(kept, key=lambda one: (one.at, one.number), reverse=True)[: wanted.most]
        failed: dict[str, str] = {}
        words = self._words(newest, failed) if wanted.fetch else {}
        known |= heard.told(self._ground.database, newest)  # one that is gone is known to be by now
        rows = mentions.marks(self._ground.database, [one.number for one in newest])
        places = self._addresses([one for one in newest if one.by_hand])
        return Inbox(
            messages=tuple(
                Message(
                    mention=one,
                    standing=known[one.number],
                    words=words.get(one.number),
                    address=places.get(one.number, ""),
                    rows=tuple(rows.get(one.number, ())),
                )
                for one in newest
            ),
            found=len(kept),
            unsorted=sum(not known[one.number].sorted and not known[one.number].gone for one in kept),
            waiting=sum(waits(known[one.number]) for one in kept),
            zone=self._ground.config.timezone,
            failed=failed,
        )

    def _found(self, wanted: Wanted) -> list[Mention]:
        database = self._ground.database
        if wanted.numbers:
            found = mentions.select(database, numbers=wanted.numbers)
            for number in wanted.numbers:
                if number not in {one.number for one in found}:
                    raise Problem("mention-no-such", where=str(number))
            return found
        accounts = (wanted.account,) if wanted.account else ()
        if not wanted.campaign:
            kept, ours = mentions.select(database, accounts=accounts), self._ground.config.accounts
            if wanted.account and not kept and wanted.account not in ours:  # of one that is gone, messages may be kept
                raise Problem("unknown-account-asked", where="--account", name=wanted.account, known=sorted(ours))
            return kept
        campaign = campaigns(self._ground).get(wanted.campaign)
        days = window(campaign) if campaign else None
        if campaign is None or days is None:
            raise Problem(
                "campaign-not-applied", where=wanted.campaign, meant=", ".join(sorted(campaigns(self._ground))) or "–"
            )
        place = ZoneInfo(campaign.timezone)
        since, until = (datetime.combine(day, time(), place) for day in (days[0], days[1] + TAIL))
        own = [one for one in campaign.accounts if not accounts or one in accounts]
        return mentions.select(database, accounts=own, since=since, until=until)

    def _addresses(self, found: Sequence[Mention]) -> dict[int, str]:
        key = secret_key.find(self._ground.state, secret_key.MENTIONS)
        return mentions.addresses(self._ground.database, key, [one.number for one in found]) if key and found else {}

    def _words(self, found: Sequence[Mention], failed: dict[str, str]) -> dict[int, Words]:
        """What messages say, an account at a time; one that its network does not know any more is noted as gone."""
        given: dict[int, Words] = {}
        accounts: dict[str, list[Mention]] = {}
        for one in found:
            if not one.by_hand:
                accounts.setdefault(one.account, []).append(one)
        for account, several in accounts.items():
            try:
                given |= self._said(account, several)
            except SendFailure as silence:
                failed[account] = told(silence.failure)
            except Unsupported:
                failed[account] = stored("voices-why-cannot")
            except SchedulerError as problem:
                failed[account] = stored(problem.code, **problem.arguments)
        return given

    def _said(self, account: str, found: Sequence[Mention]) -> dict[int, Words]:
        voice, places = self._connectors(account), self._addresses(found)
        numbers, given = {remote_id: number for number, remote_id in places.items()}, dict[int, Words]()
        every = list(numbers)
        for first in range(0, len(every), PAGE_IDS):
            some = every[first : first + PAGE_IDS]
            said = voice.words(some)
            given |= {numbers[one]: words for one, words in said.items()}
            gone: list[tuple[int, Deed, Mapping[str, str | bool]]] = [
                (numbers[one], Deed.GONE, {}) for one in some if one not in said
            ]
            mentions.seen(self._ground.database, gone, at=self._ground.clock.now())
        return given

    # What a person makes of them

    def mark(self, numbers: Sequence[int], deed: Deed, value: Mapping[str, str | bool], *, by: str) -> list[Mark]:
        """Write down what was made of messages; contributors are told apart by pseudonym, where that can be."""
        one, now = self._ground, self._ground.clock.now()
        found = {each.number: each for each in self._found(Wanted(numbers=tuple(numbers)))}
        done = []
        for number in numbers:
            _in_order(found[number], deed, value)
            more = {"contributor": self._contributor(found[number], value)} if deed in JUDGED else {}
            done.append(mentions.mark(one.database, number, deed, {**value, **more}, by=by, at=now))
        return done

    def _contributor(self, one: Mention, value: Mapping[str, str | bool]) -> str:
        key = secret_key.find(self._ground.state, secret_key.MENTIONS)
        said = self._words([one], {}).get(one.number)
        credit = value.get("credit")
        who = said.who if said and said.who else credit.lstrip("@") if isinstance(credit, str) else ""
        return pseudonym(key, one.network, who) if key and who else ""

    def pick(self, number: int, *, wording: str, attribution: str, consent: bool, by: str) -> Mark:
        """Pick words to cite: those given, else all that the message says now. Raises `Problem` where it says nothing."""
        (one,) = self._found(Wanted(numbers=(number,)))
        said = None if wording else self._words([one], {}).get(number)
        words = wording or (said.text if said else "")
        if not words.strip():
            raise Problem("mentions-no-words", where=str(number), n=number)
        value: dict[str, str | bool] = {
            "wording": words.strip(),
            "attribution": attribution.strip(),
            "consent": consent,
        }
        return mentions.mark(self._ground.database, number, Deed.VERBATIM, value, by=by, at=self._ground.clock.now())

    def undo(self, row: int, *, by: str) -> Mark:
        """Take a row back, by another."""
        return mentions.undo(self._ground.database, row, by=by, at=self._ground.clock.now())

    def hour(self, text: str) -> datetime:
        """The instant that a person wrote, by the calendar's clock. Raises `Problem` for what is none, or lies ahead."""
        return figures.instant(text, self._ground.config.timezone, now=self._ground.clock.now())

    def add(self, url: str, *, account: str, kind: Toward, under: str, at: datetime | None, by: str) -> Mention:
        """Enter a message by hand, from where nobody can listen. Raises `Problem` for what is no address, or no account."""
        one, now = self._ground, self._ground.clock.now()
        parts = urlsplit(url)
        if parts.scheme not in {"http", "https"} or not parts.hostname:
            raise Problem("mentions-no-address", where=url)
        known = one.config.accounts.get(account)
        if known is None:
            raise Problem("account-gone", where=f"accounts.{account}", name=account)
        tag = figures.delivery_of(one.database, under).tag if under else ""
        new = New(
            account=account,
            network=known.network,
            toward=Toward.REPLY if tag else kind,
            remote_id=url,
            at=at or now,
            tag=tag,
        )
        key = key_of(self._ground)
        mentions.keep(one.database, key, [new], at=now, by=by)
        number = mentions.numbers(one.database, key, account, [url])[url]
        return mentions.select(one.database, numbers=[number])[0]


def _in_order(one: Mention, deed: Deed, value: Mapping[str, str | bool]) -> None:
    """Raise `Problem` for an answer that is older than what it answers: its delay would be below nothing."""
    at = value.get("at")
    if deed is Deed.ANSWERED and isinstance(at, str) and at and datetime.fromisoformat(at) < one.at:
        raise Problem("mention-answered-early", where=str(one.number), at=one.at)


def _is_wanted(one: Mention, said: Standing, wanted: Wanted) -> bool:
    return (
        (wanted.kind is None or one.toward is wanted.kind)
        and not (wanted.unsorted and (said.sorted or said.gone))
        and not (wanted.waiting and not waits(said))
    )
