"""Names that only the configuration and the installed networks can judge: accounts, networks, roles, other campaigns."""

from collections.abc import Iterable, Iterator, Mapping, Sequence

from scheduler.config import Config
from scheduler.connector import discover
from scheduler.connector.base import Ability
from scheduler.errors import SchedulerError
from scheduler.flow import recur, seasons
from scheduler.model.account import Account
from scheduler.model.campaign import Campaign, Post
from scheduler.model.network import Act, Ruling
from scheduler.model.notice import Notice, Severity, Where, error, warning
from scheduler.model.spelling import nearest

COMMON = {
    "twitter": "x",
    "insta": "instagram",
    "ig": "instagram",
    "fb": "facebook",
    "bsky": "bluesky",
    "masto": "mastodon",
}
"""What people call networks."""
BY_HAND = "handoff"
OWN = ("rehearsal", BY_HAND)
"""What may stand in `through` besides the account's own network."""


def unknown(code: str, where: Where, subject: str, name: str, known: Sequence[str]) -> Notice:
    """The error for an unknown name: with what was meant where it can be guessed, else with all that is known."""
    meant = nearest(name, known, {wrong: right for wrong, right in COMMON.items() if right in known})
    if meant:
        return error(f"{code}-meant", where, subject, name=name, meant=meant)
    if not known:
        return error(f"{code}-none", where, subject, name=name)
    return error(code, where, subject, name=name, known=sorted(known))


def of_config(config: Config) -> Iterator[Notice]:
    """Accounts whose network is not installed, or whose options their network does not know."""
    allowed = config.networks_allowed
    networks = [name for name in discover.names(allowed) if name not in OWN]
    if config.workers != "one":
        yield warning("setting-not-yet", Where(file=str(config.path)), "", name="workers")
    for account in config.accounts.values():
        subject = f"accounts.{account.name}"
        if account.network not in networks:
            yield unknown("unknown-network", account.where, subject, account.network, networks)
            continue
        ways = (account.network, *(way for way in OWN if way in discover.names(allowed)))
        if account.through not in ways:
            yield unknown("unknown-through", account.where, subject, account.through, ways)
        yield from _options(account, subject, allowed)


def _options(account: Account, subject: str, allowed: Sequence[str]) -> Iterator[Notice]:
    kind = discover.load(account.network, allowed)
    options = {option.name: option for option in kind.options}
    if account.through in OWN and set(account.settings) - set(options):
        # Its own settings count too, beside the network's, which may stand there for later.
        options |= {option.name: option for option in discover.load(account.through, allowed).options}
    for name in account.settings:
        if name not in options:
            yield unknown("unknown-option", account.where, subject, name, list(options))
    if account.through != account.network:
        return
    for option in options.values():
        if option.required and option.name not in account.settings:
            yield error("option-missing", account.where, subject, name=option.name)
    if kind.base_url == "" and not account.base_url:  # each account of such a network names its own server
        yield error("option-missing", account.where, subject, name="base_url")


def of_campaign(campaign: Campaign, config: Config, others: Sequence[Campaign]) -> Iterator[Notice]:
    """Names in a campaign that its configuration or the other campaigns do not know."""
    accounts = list(config.accounts)
    for name in campaign.accounts:
        if name not in config.accounts:
            of_network = [one.name for one in config.accounts.values() if one.network == COMMON.get(name, name)]
            where = _at(campaign, f"accounts.{name}")
            if of_network:
                yield error("unknown-account-meant", where, "", name=name, meant=of_network[0])
            else:
                yield unknown("unknown-account", where, "", name, accounts)
    for role in campaign.approvals:
        if role not in config.roles:
            yield unknown("unknown-role", _at(campaign, f"approvals.{role}"), "", role, list(config.roles))
    for welcome in campaign.welcome:
        if welcome.account not in config.accounts:
            subject = f'welcome "{welcome.id}"'
            yield unknown("unknown-account", welcome.where, subject, welcome.account, accounts)
        elif not _lists(config.accounts[welcome.account], config):
            yield error("welcome-cannot-list", welcome.where, f'welcome "{welcome.id}"')
    slugs = [one.slug for one in others]
    if campaign.baseline and campaign.baseline.campaign and campaign.baseline.campaign not in slugs:
        yield warning("unknown-baseline", _at(campaign, "baseline.campaign"), "", name=campaign.baseline.campaign)
    mine = [
        *campaign.accounts,
        *(config.accounts[name].network for name in campaign.accounts if name in config.accounts),
    ]
    known = sorted({*mine, *discover.names(config.networks_allowed)} - set(OWN))
    for post in campaign.posts:
        yield from _of_post(post, config, known, slugs)
        if post.repeat and post.repeat.choosy:
            yield from seasons.unknown(post, {one.slug: recur.days_of(one) for one in others})


def _lists(account: Account, config: Config) -> bool:
    """Whether what sends for an account can say who follows it; not asked where that is forbidden, or it cannot be loaded."""
    try:
        kind = discover.load(account.through, config.networks_allowed)
        rules = discover.rules(account.network, config.networks_allowed)
    except SchedulerError:
        return True
    refused = any(one.act is Act.WELCOME and one.ruling is Ruling.FORBIDDEN for one in rules.policies)
    return refused or Ability.FOLLOWER_LIST in kind.can


def of_people(campaign: Campaign, config: Config, handles: Mapping[str, Mapping[str, str]]) -> Iterator[Notice]:
    """People whose handle a network said that it does not know, by account, when the account was connected."""
    for account in (config.accounts[name] for name in campaign.accounts if name in config.accounts):
        for key, person in campaign.people.items():
            handle = person.handles.get(account.network, "").strip().lstrip("@")
            if handle and handles.get(account.name, {}).get(handle) == "":
                where = _at(campaign, f"people.{key}")
                yield warning("handle-unknown", where, f"people.{key}", handle=handle, account=account.name)


def _of_post(post: Post, config: Config, known: Sequence[str], slugs: Sequence[str]) -> Iterator[Notice]:
    named = [("only", name) for name in post.only] + [("networks", name) for name in post.overrides]
    named += [("networks", name) for reply in post.replies for name in reply.overrides]
    for key, name in dict.fromkeys(named):
        if name not in known and name not in config.accounts:
            where = post.places.get(f"{key}.{name}", post.where)
            yield unknown("unknown-place", where, f'post "{post.id}"', name, known)
    if post.repeat:
        for slug in post.repeat.not_during:
            if slug not in slugs:
                where = post.places.get(f"not_during.{slug}", post.repeat.where)
                yield warning("unknown-campaign", where, f'post "{post.id}"', name=slug)


def posts_of(campaign: Campaign, notices: Iterable[Notice]) -> set[str]:
    """The posts that an error among `notices` speaks of: all of them for one above the posts."""
    subjects = {notice.subject for notice in notices if notice.severity is Severity.ERROR}
    if "" in subjects:
        return {post.id for post in campaign.posts}
    return {post.id for post in campaign.posts if f'post "{post.id}"' in subjects}


def _at(campaign: Campaign, place: str) -> Where:
    return campaign.places.get(place, campaign.where)
