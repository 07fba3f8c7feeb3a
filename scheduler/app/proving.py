"""The proof of `connect`: who answers with these credentials, and whether publishing would work. Nothing is kept or published."""

from collections.abc import Collection, Iterable, Mapping
from contextlib import closing
from dataclasses import dataclass, field

from scheduler.app import aim, facts, keeping, trust
from scheduler.app.connecting import Form, account_of, kind_of
from scheduler.app.ground import Ground
from scheduler.config import Config
from scheduler.connector import discover
from scheduler.connector.base import Ability, Connector, Memory, SendFailure, Site
from scheduler.errors import ExitCode, NeedsPerson, SchedulerError
from scheduler.flow.objections import told
from scheduler.model.account import Account
from scheduler.model.failure import Failure
from scheduler.model.health import Health
from scheduler.plain import redact
from scheduler.secrets import resolve
from scheduler.sentences.stored import stored
from scheduler.store import accounts as kept

REHEARSED = "@rehearsal"
"""How the identity of an account ends that only rehearsed: no real server has that name."""


class Refused(SchedulerError):
    """The network does not take these credentials, or cannot be asked: nothing was written. `why` says what it said."""

    exit = ExitCode.NETWORK

    def __init__(self, account: str, why: str) -> None:
        super().__init__("connect-refused", where=f"accounts.{account}", account=account, why=why)
        self.why = why


@dataclass(frozen=True, slots=True, kw_only=True)
class Proof:
    """What the network said: nothing was published, nothing kept yet."""

    health: Health
    limits: Mapping[str, int] = field(default_factory=dict)
    handles: Mapping[str, str] = field(default_factory=dict)
    session: str | None = None
    exchanged: tuple[str, ...] = ()
    """Settings whose secret the network replaced by one that lasts."""
    asked: bool = True
    """False where there was nobody to ask: a hand-off, a rehearsal."""


def prove(ground: Ground, form: Form) -> Proof:
    """Ask the network who answers and whether publishing would work, with the secrets as given; nothing is kept.

    Where the network has a secret that lasts in place of a given one, the form holds it afterwards. Raises `Refused` where it
    does not answer as it should, `NeedsPerson` where it is another account than the pinned one, or where a known secret would
    go elsewhere than before.
    """
    if form.through != form.network:
        return Proof(health=Health(identity=""), asked=False)
    vault = Memory()
    try:
        with closing(_connector(ground, form, Memory())) as given:
            lasting = given.exchange()
        _take(form, lasting)
        with closing(_connector(ground, form, vault)) as connector:
            health = connector.probe()
            limits = connector.limits() if Ability.LIMITS in connector.can else {}
            handles = resolved(connector, people(ground, form.network))
    except SendFailure as failure:
        raise Refused(form.account, _refusal(failure.failure)) from failure
    _check_identity(ground, form, redact(health.identity))
    lasts = tuple(lasting)
    return Proof(health=health, limits=limits, handles=handles, session=vault.value, exchanged=lasts)


def _connector(ground: Ground, form: Form, vault: Memory) -> Connector:
    """The account's connector as it would be, with nothing on the disk."""
    config, account = ground.config, account_of(ground.config, form)
    site = Site(
        account=account,
        rules=discover.rules(form.network, config.networks_allowed),
        clock=ground.clock,
        secret=lambda reference: _secret(config, form, account, reference),
        folder=facts.folder(config.calendar_id, form.account),
        title=form.account,
        language=ground.language,
        vault=vault,
    )
    return kind_of(config, form)(site)


def _take(form: Form, lasting: Mapping[str, str]) -> None:
    """Keep what the network gave in place of what was given; where that lies elsewhere, here."""
    for name, value in lasting.items():
        redact.remember(value)
        form.typed[name] = value
        form.given.add(name)
    if lasting and form.store not in keeping.OWN:
        form.store = keeping.KEYRING if keeping.keyring_works() else keeping.FILE


def _refusal(failure: Failure) -> str:
    """What the network said, as a stored sentence: a token that was never taken is no token that has ended."""
    if failure.code == "send-unauthorized":
        return stored("connect-not-taken", detail=failure.detail)
    return told(failure)


def _secret(config: Config, form: Form, account: Account, reference: str) -> str:
    """A secret that was typed, as it will be found under its reference; another one where it lies, by the rules of A3."""
    for name, value in form.typed.items():
        if account.settings[name] == reference:
            return value
    if not any(form.settings[name] == reference for name in form.given if name in form.settings):
        trust.must_be_trusted(config, reference)
    aim.must_agree(config, account, reference)
    return resolve(reference, config.path.parent)


def _check_identity(ground: Ground, form: Form, found: str) -> None:
    pin = kept.pinned(ground.database, form.account)
    # Who it was in rehearsal binds nobody.
    if (
        pin is not None
        and pin.identity
        and not pin.identity.endswith(REHEARSED)
        and found not in {pin.identity, form.another}
    ):
        where = f"accounts.{form.account}"
        raise NeedsPerson("connect-another", where=where, account=form.account, found=found, pinned=pin.identity)


def people(ground: Ground, network: str) -> Collection[str]:
    """The handles on `network` of all people that the calendar's campaigns name."""
    campaigns = ground.calendar.week().campaigns
    found = (one.handles.get(network, "").strip().lstrip("@") for each in campaigns for one in each.people.values())
    return sorted({handle for handle in found if handle})


def resolved(connector: Connector, handles: Iterable[str]) -> Mapping[str, str]:
    """Each handle's stable id, "" where the network has no such person; one that it could not say is left out."""
    if Ability.RESOLVE not in connector.can:
        return {}
    known = {}
    for handle in handles:
        try:
            known[handle] = redact(connector.resolve(handle))
        except SendFailure:
            continue
    return known
