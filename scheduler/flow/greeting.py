"""A welcome made into a message to one follower: adapted as any post, seen by that person alone. Pure."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from zoneinfo import ZoneInfo

from scheduler.adapt.variant import Job, adapt
from scheduler.flow.prepared import Prepared
from scheduler.model.account import Account
from scheduler.model.campaign import Campaign, Content, Occurrence, Post, TooLong, Welcome
from scheduler.model.condition import Condition, Kind, Then, written
from scheduler.model.greeting import BEGINS, FOR_ALL
from scheduler.model.network import Act, Policy, Rules, Ruling
from scheduler.model.notice import Notice, Severity, Where, blocking, error, warning
from scheduler.model.variant import FacetKind

SAMPLE = "camille.durand-lefevre@mastodon.example"
"""Whom a check greets: a handle as long as most."""
DIRECT = "direct"
FIXED = "welcome"
"""The key of the sample's occurrence: no pseudonym looks like it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """Where greetings are made: an account with its rules."""

    campaign: Campaign
    welcome: Welcome
    account: Account
    rules: Rules
    own_hosts: tuple[str, ...] = ()


def ruling(rules: Rules) -> Policy | None:
    """The network's word on welcomes, also where it allows them."""
    return next((one for one in rules.policies if one.act is Act.WELCOME), None)


def forbidden(rules: Rules) -> bool:
    """Whether no program may greet there."""
    policy = ruling(rules)
    return policy is not None and policy.ruling is Ruling.FORBIDDEN


def by_hand(place: Place) -> bool:
    """Whether each message is a draft that a person sends: where the network wants that, or where nobody else looks at it."""
    policy = ruling(place.rules)
    if policy is not None and policy.ruling is Ruling.BY_PERSON:
        return True
    return place.welcome.approve == "each" and not roles(place)


def roles(place: Place) -> tuple[str, ...]:
    """Who must say yes."""
    return tuple(dict.fromkeys((*place.campaign.approvals, *place.account.approvals)))


def contents(welcome: Welcome) -> tuple[Content, ...]:
    """What it says: also of one that an earlier version applied."""
    if welcome.contents:
        return welcome.contents
    return (
        Content(
            where=welcome.where,
            text=welcome.text,
            visibility=DIRECT,
            hashtags_inherited=False,
            if_too_long=TooLong.REFUSE,
        ),
    )


def texts(welcome: Welcome) -> Iterator[tuple[str, Where]]:
    """Every text that it may say, in every language, with its place."""
    for content in contents(welcome):
        yield from ((one.text, one.where) for one in content.texts or ())
        if content.text:
            yield content.text, content.text_where or content.where


def said_to(welcome: Welcome, pseudonym: str) -> Content:
    """Of several texts the one for this person: the same whenever it is asked."""
    said = contents(welcome)
    return said[int(pseudonym[-8:], 16) % len(said)] if len(said) > 1 and pseudonym.startswith(BEGINS) else said[0]


def greeting(
    place: Place,
    follower: str,
    pseudonym: str,
    content: Content,
    *,
    due: datetime | None = None,
    closes: datetime | None = None,
) -> Prepared:
    """The message to `follower`, adapted. `due` None: a person sends it until `closes`."""
    campaign, welcome = place.campaign, place.welcome
    post = Post(id=welcome.id, content=content, where=content.where)
    occurrence = Occurrence(
        campaign=campaign.slug,
        post=post,
        key=pseudonym,
        content=content,
        account=place.account.name,
        local=due.astimezone(ZoneInfo(campaign.timezone)) if due else None,
        due=due,
        closes=closes,
        follower=follower,
    )
    job = Job(
        campaign=campaign,
        occurrence=occurrence,
        account=place.account,
        rules=place.rules,
        today=date.min,
        own_hosts=place.own_hosts,
    )
    variant = adapt(job)
    faults = _faults(variant.parts[0].facets if variant.parts else (), len(variant.parts), follower, place)
    if not blocking(variant.notices):
        variant = replace(
            variant, notices=(*variant.notices, *(replace(one, where=content.text_where) for one in faults))
        )
    return Prepared(campaign=campaign, occurrence=occurrence, account=place.account, variant=variant, files={})


def sample(place: Place, content: Content) -> Prepared:
    """The same for nobody: what depends on no follower, so that one yes can cover the same words to everybody."""
    return greeting(place, SAMPLE, FIXED, content)


def source(sampled: str, welcome: Welcome) -> str:
    """The source of a message by that of its sample: how it is approved is part of it, for a yes to one is none to all."""
    return f"{FOR_ALL if welcome.approve == 'once' else ''}{sampled}"


def pace(welcome: Welcome) -> str:
    """What keeps messages apart when they would go out, as it lies beside a delivery."""
    one = Condition(then=Then.HOLD, kind=Kind.PACE, span=welcome.spread, most=welcome.a_day, quiet=welcome.not_between)
    return written([one], "")


def _faults(facets: Sequence[object], parts: int, follower: str, place: Place) -> Iterator[Notice]:
    """Why a message would not reach its follower alone: on Mastodon it is for whom it names."""
    if DIRECT not in place.rules.visibilities:
        return
    named = [one.value for one in facets if getattr(one, "kind", None) is FacetKind.MENTION]  # type: ignore[attr-defined]
    if parts != 1:
        yield error("welcome-in-parts", None, "", n=parts, network=place.rules.title)
    elif follower not in named:
        yield error("welcome-without-follower", None, "", network=place.rules.title)
    elif others := [one for one in dict.fromkeys(named) if one != follower]:
        yield error(
            "welcome-names-others", None, "", mentions=tuple(f"@{one}" for one in others), network=place.rules.title
        )


# What a check says of them


def judged(
    campaign: Campaign,
    accounts: Mapping[str, Account],
    rules: Mapping[str, Rules],
    own_hosts: tuple[str, ...],
    others: Sequence[Campaign],
) -> Iterator[Notice]:
    """The welcomes of `campaign`, each text as it would reach a follower; and two for one account."""
    seen: set[str] = set()
    for one in campaign.welcome:
        known, account = rules.get(one.account), accounts.get(one.account)
        if known is None or account is None or forbidden(known):
            continue
        subject = f'welcome "{one.id}"'
        if one.account in seen:
            yield error("welcome-account-twice", one.where, subject, account=one.account)
        elif before := _before(campaign, one.account, others):
            yield warning("welcome-account-elsewhere", one.where, subject, account=one.account, campaign=before)
        seen.add(one.account)
        place = Place(campaign=campaign, welcome=one, account=account, rules=known, own_hosts=own_hosts)
        for content in contents(one):
            found = sample(place, content).variant.notices
            yield from (replace(each, subject=f"{subject} -> {account.name}") for each in found)


def _before(campaign: Campaign, account: str, others: Sequence[Campaign]) -> str:
    """The campaign that greets for `account` in place of this one: of several the first by name."""
    return next(
        (
            one.slug
            for one in sorted(others, key=lambda one: one.slug)
            if one.slug < campaign.slug and any(each.account == account for each in one.welcome)
        ),
        "",
    )


def stopped(campaign: Campaign, notices: Sequence[Notice]) -> set[str]:
    """The welcomes of `campaign` that an error among `notices` speaks of: they are left as they are in the queue."""
    if not campaign.welcome:
        return set()
    subjects = {one.subject.partition(" -> ")[0] for one in notices if one.severity is Severity.ERROR}
    return {one.id for one in campaign.welcome if f'welcome "{one.id}"' in subjects}
