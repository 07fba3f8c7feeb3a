"""What networks forbid programs to do, held against what the files plan. The rulings are data of each network's rules."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from scheduler.flow.likeness import alike
from scheduler.flow.prepared import Prepared
from scheduler.flow.stock import Shy
from scheduler.model.account import Account
from scheduler.model.campaign import Campaign
from scheduler.model.network import Act, Policy, Rules, Ruling
from scheduler.model.notice import Notice, Severity, error, info, warning
from scheduler.model.variant import FacetKind, Part
from scheduler.sentences.words import Phrase

REPEAT_DAYS = 30
"""Within so many days the same words count as repeated. No network publishes its own figure; planning asks at the same."""
BY_HAND = "handoff"
"""What stands in `through` where a person publishes: rules on programs do not hold there."""
BEGINNING = 16
Key = tuple[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Judged:
    """What there is to say of a week, and the posts (campaign, id) that may not go out as they are."""

    notices: tuple[Notice, ...]
    blocked: frozenset[Key]


def ruled(rules: Rules, act: Act) -> Policy | None:
    """The network's word on `act`, where it has one that is not «allowed»."""
    return next((one for one in rules.policies if one.act is act and one.ruling is not Ruling.ALLOWED), None)


def shy(accounts: Mapping[str, Account], rules: Mapping[str, Rules]) -> dict[str, Shy]:
    """How near nearly the same words may come on each network: planning asks at the same distance, whatever the network says."""
    found: dict[str, Shy] = {}
    for name, account in accounts.items():
        everywhere = ruled(rules[name], Act.SAME_TEXT) is not None
        itself = everywhere or ruled(rules[name], Act.REPEAT) is not None
        found[account.network] = Shy(days=REPEAT_DAYS, everywhere=everywhere, itself=itself)
    return found


def welcomes(campaign: Campaign, accounts: Mapping[str, Account], rules: Mapping[str, Rules]) -> Iterator[Notice]:
    """Each welcome of `campaign` judged: forbidden ones are errors, others go out, or become drafts that a person sends."""
    for one in campaign.welcome:
        known = rules.get(one.account)
        policy = next((each for each in known.policies if each.act is Act.WELCOME), None) if known else None
        if known is None or policy is None or one.account not in accounts:
            continue
        subject = f'welcome "{one.id}"'
        given = _reasons(known, policy)
        if policy.ruling is Ruling.FORBIDDEN:
            yield error("policy-welcome-forbidden", one.where, subject, **given)
        elif policy.ruling is Ruling.ALLOWED:
            asked = one.approve == "once" or campaign.approvals or accounts[one.account].approvals
            yield info("policy-welcome-allowed" if asked else "policy-welcome-draft", one.where, subject, **given)
        elif one.approve == "each":
            yield info("policy-welcome-by-person", one.where, subject, **given)
        else:
            yield error("policy-welcome-each", one.where, subject, **given)


def judged(items: Sequence[Prepared], rules: Mapping[str, Rules]) -> Judged:
    """What the networks' rulings say to all that is planned together."""
    several, single = _watched(items, rules, Act.SAME_TEXT), _watched(items, rules, Act.REPEAT)
    if len({one.account.name for one in several}) < 2:
        several = []
    notices = [*_mentions(items, rules), *_same(several, rules), *_near(several, rules), *_repeated(single, rules)]
    faulty = {(one.where, one.subject) for one in notices if one.severity is Severity.ERROR}
    blocked = {_key(one) for one in items if faulty and (one.occurrence.post.where, _subject(one)) in faulty}
    return Judged(notices=tuple(notices), blocked=frozenset(blocked))


def _watched(items: Iterable[Prepared], rules: Mapping[str, Rules], act: Act) -> list[Prepared]:
    """Those of accounts whose network rules on `act`."""
    names = {name for name, one in rules.items() if ruled(one, act)}
    return [one for one in items if one.account.name in names]


def _mentions(items: Iterable[Prepared], rules: Mapping[str, Rules]) -> Iterator[Notice]:
    """Posts by which a program, not a person, would name somebody. A rehearsal names nobody."""
    for one in _watched(items, rules, Act.MENTION):
        mine = rules[one.account.name]
        policy = ruled(mine, Act.MENTION)
        if policy is None or one.account.through != one.account.network:
            continue
        found = [
            f"@{facet.value}" for part in one.variant.parts for facet in part.facets if facet.kind is FacetKind.MENTION
        ]
        if found:
            say = error if policy.ruling is Ruling.FORBIDDEN else warning
            named = tuple(dict.fromkeys(found))
            yield say(
                "policy-mention", one.occurrence.post.where, _subject(one), mentions=named, **_reasons(mine, policy)
            )


def _same(items: Iterable[Prepared], rules: Mapping[str, Rules]) -> Iterator[Notice]:
    """The same words from several accounts of a network: an error where programs would send two of them."""
    groups: dict[tuple[str, str], list[Prepared]] = {}
    for one in items:
        if words := _words(one):
            groups.setdefault((one.account.network, words), []).append(one)
    for group in groups.values():
        accounts = sorted({one.account.name for one in group})
        if len(accounts) > 1:
            sent = {one.account.name for one in group if one.account.through != BY_HAND}
            yield from _accused("policy-same-text", group, accounts, rules, blocks=len(sent) > 1)


def _near(items: Iterable[Prepared], rules: Mapping[str, Rules]) -> Iterator[Notice]:
    """One post in nearly the same words on several accounts of a network: how alike is too alike nobody says."""
    groups: dict[tuple[str, str, str, str], list[Prepared]] = {}
    for one in items:
        occurrence = one.occurrence
        key = (one.account.network, one.campaign.slug, occurrence.post.id, occurrence.key)
        groups.setdefault(key, []).append(one)
    for group in groups.values():
        for n, one in enumerate(group):
            for other in group[n + 1 :]:
                if _words(one) != _words(other) and alike(one.variant, other.variant):
                    accounts = sorted({one.account.name, other.account.name})
                    yield from _accused("policy-near-text", [one], accounts, rules, blocks=False)


def _accused(
    code: str, group: Iterable[Prepared], accounts: Sequence[str], rules: Mapping[str, Rules], *, blocks: bool
) -> Iterator[Notice]:
    for one in group:
        mine = rules[one.account.name]
        policy = ruled(mine, Act.SAME_TEXT)
        assert policy is not None
        say = error if blocks and policy.ruling is Ruling.FORBIDDEN else warning
        yield say(code, one.occurrence.post.where, _subject(one), accounts=tuple(accounts), **_reasons(mine, policy))


def _repeated(items: Iterable[Prepared], rules: Mapping[str, Rules]) -> Iterator[Notice]:
    """The same words again from one account within the window; contents in rotation are meant to come back."""
    groups: dict[tuple[str, str], list[tuple[datetime, Prepared]]] = {}
    for one in _begun_alike(one for one in items if not one.occurrence.post.rotate):
        if one.occurrence.due:
            groups.setdefault((one.account.name, _words(one)), []).append((one.occurrence.due, one))
    for (name, words), found in groups.items():
        if len(found) == 1:
            continue
        found.sort(key=lambda pair: (pair[0], pair[1].tag))
        number = max(_within(found)) if words else 1
        if number < 2:
            continue
        policy = ruled(rules[name], Act.REPEAT)
        assert policy is not None
        for _, last in {pair[1].occurrence.post.id: pair for pair in found[1:]}.values():
            given = _reasons(rules[name], policy)
            where, subject = last.occurrence.post.where, _subject(last)
            yield warning("policy-repeat", where, subject, n=number, days=REPEAT_DAYS, first=found[0][1].tag, **given)


def _begun_alike(items: Iterable[Prepared]) -> Iterator[Prepared]:
    """Those whose first signs another one of their account has: most posts are set aside without being read whole."""
    groups: dict[tuple[str, str], list[Prepared]] = {}
    for one in items:
        if one.variant.parts:
            groups.setdefault((one.account.name, one.variant.parts[0].text[:BEGINNING].casefold()), []).append(one)
    for group in groups.values():
        if len(group) > 1:
            yield from group


def _within(found: Sequence[tuple[datetime, Prepared]]) -> Iterator[int]:
    """For each posting, how many up to it fall into the window."""
    first = 0
    for n, (moment, _) in enumerate(found):
        while found[first][0] < moment - timedelta(days=REPEAT_DAYS):
            first += 1
        yield n - first + 1


def _words(one: Prepared) -> str:
    """What a post says, without its links: these carry each account's own tag."""
    return " ".join(_bare(part) for part in one.variant.parts).casefold().strip()


def _bare(part: Part) -> str:
    text = part.text
    links = [one for one in part.facets if one.kind is FacetKind.LINK]
    for facet in sorted(links, key=lambda each: each.start, reverse=True):
        text = text[: facet.start] + text[facet.end :]
    return " ".join(text.split())


def _subject(one: Prepared) -> str:
    return f'post "{one.occurrence.post.id}" -> {one.account.name}'


def _key(one: Prepared) -> Key:
    return (one.campaign.slug, one.occurrence.post.id)


def _reasons(rules: Rules, policy: Policy) -> dict[str, object]:
    source = policy.source
    return {"network": rules.title, "why": Phrase(policy.why), "source": source.url, "read": source.read}
