"""`scheduler connect`: what is known of an account so far, and what is still to be asked.

Nothing here asks a network (`app/proving.py` does) or writes anything (`app/entering.py`).
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import TypeAlias
from urllib.parse import urlsplit

from scheduler.app import aim, keeping
from scheduler.app.ground import Ground
from scheduler.config import Config
from scheduler.connector import discover
from scheduler.connector.base import Ability, Connector, Option
from scheduler.errors import Problem
from scheduler.model.account import Account
from scheduler.model.delivery import UNSENT
from scheduler.model.notice import Where
from scheduler.model.spelling import Misspelt, nearest, slug
from scheduler.plain import redact
from scheduler.secrets import is_reference
from scheduler.store import accounts as kept
from scheduler.store import deliveries

Setting: TypeAlias = Option
"""One setting of a network's accounts."""
REHEARSAL, HAND_OFF = "rehearsal", "handoff"


@dataclass(slots=True, kw_only=True)
class Form:
    """What is known of the account so far: from the configuration, from the command line, from what a person answered."""

    account: str
    network: str = ""
    through: str = ""
    """"": still to be asked."""
    base_url: str = ""
    base_url_given: bool = False
    """Whether a person named the server now; one that stands in the file may be anybody's."""
    settings: dict[str, str] = field(default_factory=dict)
    """Secrets as references."""
    given: set[str] = field(default_factory=set)
    """Names of the settings that a person gave now."""
    typed: dict[str, str] = field(default_factory=dict)
    """Secrets in clear, by the name of their setting; they are kept in `store`."""
    store: str = ""
    another: str = ""
    """The remote identity that this account is to become, typed by a person."""
    was: Account | None = None


def begin(config: Config, account: str, *, network: str = "", through: str = "", base_url: str = "") -> Form:
    """The form of an account, new or known. Raises `Problem` for a name or a network that cannot be."""
    _check_name(config, account)
    was = config.accounts.get(account)
    if was and network and was.network != network:
        raise Problem("connect-other-network", where=f"accounts.{account}", account=account, network=was.network)
    form = Form(account=account, network=network or (was.network if was else ""), was=was)
    if was:
        form.base_url, form.settings = was.base_url, dict(was.settings)
        form.through = was.through if was.through != REHEARSAL else ""
    if base_url:
        form.base_url, form.base_url_given = server(base_url), True
    if form.network:
        choose_network(config, form, form.network)
    if through:
        choose_way(config, form, through)
    return form


def _check_name(config: Config, account: str) -> None:
    try:
        slug(account)
    except Misspelt as wrong:
        given = {name: str(value) for name, value in wrong.arguments.items()}
        raise Problem(wrong.code, where=account, **given) from None
    if account in discover.names(config.networks_allowed):
        raise Problem("account-named-as-network", where=account, name=account)


def networks(config: Config) -> Mapping[str, str]:
    """The networks that an account may have, with their titles."""
    allowed = config.networks_allowed
    names = [name for name in discover.names(allowed) if name not in {REHEARSAL, HAND_OFF}]
    return {name: discover.rules(name, allowed).title for name in names}


def choose_network(config: Config, form: Form, network: str) -> None:
    """Take `network`; a new account goes by its own connector, else by hand."""
    known = networks(config)
    if network not in known:
        if meant := nearest(network, known):
            raise Problem("unknown-network-meant", where="--network", name=network, meant=meant)
        raise Problem("unknown-network", where="--network", name=network, known=tuple(known))
    form.network = network
    if form.was is None and not form.through:
        form.through = ways(config, network)[0]


def ways(config: Config, network: str) -> tuple[str, ...]:
    """What may send for an account of `network`, the best first: its connector, a person by hand, the rehearsal."""
    own = (network,) if Ability.PUBLISH in discover.load(network, config.networks_allowed).can else ()
    shipped = discover.names(config.networks_allowed)
    return (*own, *(way for way in (HAND_OFF, REHEARSAL) if way in shipped))


def choose_way(config: Config, form: Form, through: str) -> None:
    """Take what sends. Raises `Problem` for what cannot."""
    known = ways(config, form.network)
    if through not in known:
        meant = nearest(through, known)
        code = "unknown-through-meant" if meant else "unknown-through"
        raise Problem(code, where="--through", name=through, meant=meant, known=known)
    form.through = through


def kind_of(config: Config, form: Form) -> type[Connector]:
    """The connector of the account's network."""
    return discover.load(form.network, config.networks_allowed)


def address(config: Config, form: Form) -> str:
    """Where a person publishes by hand."""
    rules = kind_of(config, form).rules
    return rules.compose_url.partition("?")[0] or kind_of(config, form).docs


def server(written: str) -> str:
    """The address of a server as people write it: a bare host, or one of its pages. Raises `Problem` for none, or plain http."""
    from scheduler.connector.http import origin  # noqa: PLC0415 - loads requests

    text = written.strip()
    parts = urlsplit(text if "://" in text else f"https://{text}")
    return origin(f"{parts.scheme}://{parts.netloc}")


def put(config: Config, form: Form, name: str, value: str) -> None:
    """Take one setting: plain, or a reference to a secret. Raises `Problem` for an unknown one, or a secret in clear."""
    options = {one.name: one for one in kind_of(config, form).options}
    if name not in options:
        meant = nearest(name, options)
        code = "unknown-option-meant" if meant else "unknown-option"
        raise Problem(code, where=f"--set {name}", name=name, meant=meant, known=tuple(options))
    if options[name].secret and not is_reference(value):
        raise Problem("connect-secret-typed", where=f"--set {name}", name=name)
    if not value.strip():
        raise Problem("connect-empty", where=f"--set {name}", name=name)
    # Handles are copied with the sign that mentions begin with; it is no part of them.
    form.settings[name] = value.strip().removeprefix("@") if name == "handle" else value.strip()
    form.given.add(name)
    form.typed.pop(name, None)


def hide(config: Config, form: Form, name: str, value: str) -> None:
    """Take one secret in clear, or a reference to one."""
    redact.remember(value.strip())
    if is_reference(value):
        put(config, form, name, value)
    elif not value.strip():
        raise Problem("connect-empty", where=name, name=name)
    else:
        form.typed[name] = value.strip()
        form.given.add(name)


def read_secrets(config: Config, form: Form, text: str) -> None:
    """Take what a pipe brought: one secret alone, or lines of NAME=SECRET."""
    options = [one.name for one in kind_of(config, form).options if one.secret]
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    required = [one.name for one in kind_of(config, form).options if one.secret and one.required]
    for line in lines:
        redact.remember(line)
        name, sign, value = line.partition("=")
        if sign and name.strip() in options:
            hide(config, form, name.strip(), value)
        elif len(lines) == 1 and len(required) == 1:
            hide(config, form, required[0], line)
        else:
            raise Problem("connect-stdin-odd", where="--secret-from-stdin", known=tuple(options))
    if not lines:
        raise Problem("connect-stdin-empty", where="--secret-from-stdin")


def missing(config: Config, form: Form) -> list[Option]:
    """The settings without which the account cannot publish, and which nobody gave."""
    if form.through != form.network:
        return []
    options = kind_of(config, form).options
    return [one for one in options if one.required and one.name not in form.settings and one.name not in form.typed]


def needs_server(config: Config, form: Form) -> bool:
    """Whether the account must name its server, and does not."""
    return form.through == form.network and kind_of(config, form).base_url == "" and not form.base_url


def target(config: Config, form: Form) -> str:
    """The origin that the secrets would go to."""
    return aim.target(config, account_of(config, form))["origin"]


def doubtful_server(ground: Ground, form: Form) -> str:
    """An origin that stands in the file, that nobody named now, and to which this account was never pinned; "" if none."""
    if form.through != form.network or form.base_url_given or not form.base_url:
        return ""
    pin, now = kept.pinned(ground.database, form.account), target(ground.config, form)
    return "" if pin is not None and pin.origin == now else now


def account_of(config: Config, form: Form) -> Account:
    """The account as it would stand in the configuration."""
    planned = keeping.references(config, form.account, form.store, form.typed)
    was = form.was or Account(name=form.account, network="", through="", where=Where(file=str(config.path)))
    return replace(
        was,
        network=form.network,
        through=form.through,
        base_url=form.base_url,
        settings={**form.settings, **planned} if form.through == form.network else dict(form.settings),
    )


def queued(ground: Ground, account: str) -> int:
    """How many deliveries wait to be published on an account."""
    return len(deliveries.select(ground.database, accounts=[account], states=UNSENT))
