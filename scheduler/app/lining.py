"""The editorial line at work: the rules of the house and of each campaign brought to the texts, the calendar and the queue."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from scheduler.adapt.line import Proof
from scheduler.flow.greeting import texts
from scheduler.flow.line import days, pairs
from scheduler.flow.line.slots import Finding, of_files, of_queue
from scheduler.flow.prepared import Prepared
from scheduler.model.account import Account
from scheduler.model.campaign import Campaign, Occurrence
from scheduler.model.delivery import UNSENT, Delivery
from scheduler.model.greeting import is_greeting
from scheduler.model.line import EXCUSED, Excuse, Line, joined
from scheduler.model.notice import Notice, Severity, Where, info
from scheduler.model.variant import Variant

Read = Callable[[Occurrence, Account, Variant], Variant]
Key = tuple[str, str]
NOTHING = Line()
OURS = "line-"
"""How the codes of the line's notices begin."""
RULE_OF = {
    "line-avoid": "avoid",
    "line-avoid-why": "avoid",
    "line-prefer": "prefer",
    "line-require": "require",
    "line-require-any": "require",
    "line-hashtag": "hashtags",
    "line-exclamations": "exclamation_marks",
    "line-capitals": "capitals",
}
"""Of which rule a text's notices speak."""
REACH = 80
"""Lines below the beginning of a text in which its words are looked for."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Judged:
    """What the line says of a calendar, and the posts (campaign, id) that it keeps from going out."""

    notices: tuple[Notice, ...] = ()
    blocked: frozenset[Key] = frozenset()


class Lining:
    """The house's line, and that of each campaign beside it. Without a rule nothing is looked at."""

    def __init__(self, house: Line | None) -> None:
        self._house = house

    def of(self, campaign: Campaign | None) -> Line | None:
        """The line that holds for a campaign."""
        return joined(self._house, campaign.line if campaign else None)

    def reader(self, campaign: Campaign) -> Read | None:
        """What adds to each variant of `campaign` what the line says of its text; None where there is nothing to look at."""
        line = self.of(campaign)
        if line is None or not (line.texts or any(post.excuses for post in campaign.posts)):
            return None
        proofs: dict[str, Proof] = {}

        def read(one: Occurrence, account: Account, variant: Variant) -> Variant:
            proof = proofs.get(account.name)
            if proof is None:
                proof = proofs[account.name] = Proof(line, account, campaign.slug)
            tags = (*campaign.hashtags, *one.post.day_hashtags)
            found = proof.read(variant, theme=one.post.theme, tags=tags)
            if one.post.excuses:
                found = excused(found, one.post.excuses, line)
            if not found:
                return variant
            where, subject = _text_where(one, account), _subject(one)
            said = (replace(each, where=each.where or where, subject=f"{subject} -> {account.name}") for each in found)
            return replace(variant, notices=(*variant.notices, *said))

        return read

    def unread(self, seen: Campaign, usable: Campaign | None, known: Mapping[str, Account]) -> Iterator[Notice]:
        """The words of posts that a fault keeps from being adapted: all that is wrong is said at once."""
        line = self.of(seen)
        account = next((known[name] for name in seen.accounts if name in known), None)
        if line is None or account is None or not (line.avoid or line.prefer):
            return
        done = {one.id for one in usable.posts} if usable else set()
        proof = Proof(line, account, seen.slug)
        for post in (one for one in seen.posts if one.id not in done):
            for content in (*post.contents, *(one.content for one in post.replies)):
                for said in excused(proof.glance(content.text or ""), post.excuses, line):
                    where = content.text_where or content.where
                    yield _told_at(replace(said, where=where, subject=f'post "{post.id}"'), {})

    def welcomes(self, campaign: Campaign, known: Mapping[str, Account]) -> Iterator[Notice]:
        """What the line says of the messages to new followers."""
        line = self.of(campaign)
        if line is None or not line.texts:
            return
        for one in campaign.welcome:
            if (account := known.get(one.account)) is None:
                continue
            for text, where in texts(one):
                for said in Proof(line, account, campaign.slug).greeting(text, campaign.hashtags):
                    subject = f'welcome "{one.id}" -> {one.account}'
                    yield _told_at(replace(said, where=where, subject=subject), {})

    def judged(self, items: Sequence[Prepared], campaigns: Iterable[Campaign]) -> Judged:
        """What the line says of hours, days and neighbours among the posts of the files."""
        lines = self._lines(campaigns)
        if not lines:
            return Judged()
        slots = [of_files(one, lines.get(one.campaign.slug, NOTHING)) for one in items]
        wrong = days.unknown(country for line in lines.values() for country in line.holidays)
        return _judged([*days.judged(slots), *pairs.near(slots), *pairs.repeated(slots)], wrong)

    def beside(self, items: Sequence[Prepared], present: Iterable[Delivery], campaigns: Sequence[Campaign]) -> Judged:
        """What the line says of the same posts once the queue stands beside them; what the files alone show is left out."""
        from scheduler.flow.plan import OUT  # noqa: PLC0415 - brings the database, which checking does without

        lines = self._lines(campaigns)
        if not any(line.pairs for line in lines.values()):
            return Judged()
        by_slug = {one.slug: one for one in campaigns}
        mine = {one.tag for one in items}
        slots = [of_files(one, lines.get(one.campaign.slug, NOTHING)) for one in items]
        others = [
            of_queue(one, lambda slug: self.of(by_slug.get(slug)) or NOTHING)
            for one in present
            if one.tag not in mine and one.state in UNSENT | OUT and not is_greeting(one.occurrence)
        ]
        tags = {one.name for one in others}
        found = [*pairs.near([*slots, *others]), *pairs.repeated([*slots, *others])]
        return _judged([one for one in found if one.notice.arguments["other"] in tags], ())

    def _lines(self, campaigns: Iterable[Campaign]) -> Mapping[str, Line]:
        lines = {one.slug: line for one in campaigns if (line := self.of(one)) is not None}
        return {slug: line for slug, line in lines.items() if line.dates or line.pairs}


def excused(found: Sequence[Notice], excuses: Sequence[Excuse], line: Line) -> tuple[Notice, ...]:
    """`found` without what a post is excused of, and what says so: of every rule that is set, kept or not."""
    rules = {one.rule for one in excuses}
    left = [one for one in found if RULE_OF.get(one.code, "") not in rules]
    said = [info(EXCUSED, one.where, rule=one.rule, reason=one.reason) for one in excuses if getattr(line, one.rule)]
    return (*left, *said)


def _judged(found: Sequence[Finding], wrong: Iterable[Notice]) -> Judged:
    blocked = {one.slot.key for one in found if one.notice.severity is Severity.ERROR}
    return Judged(notices=(*(one.notice for one in found), *wrong), blocked=frozenset(blocked))


def _subject(one: Occurrence) -> str:
    reply = f"+{one.reply.id}" if one.reply else ""
    return f'post "{one.post.id}{reply}"'


def _text_where(one: Occurrence, account: Account) -> Where:
    """Where the text stands that this account is given."""
    overrides = (one.reply or one.post).overrides
    for name in (account.name, account.network):
        said = overrides[name].content if name in overrides else None
        if said and (said.text is not None or said.texts is not None):
            return said.text_where or said.where
    return one.content.text_where or one.content.where


def told(notices: Sequence[Notice]) -> list[Notice]:
    """The notices as a check tells them: what the line says of a post on several accounts once, at the very words."""
    ours = [one for one in notices if one.code.startswith(OURS) and " -> " in one.subject]
    if not ours:
        return list(notices)
    groups: dict[tuple[object, ...], list[Notice]] = {}
    for one in ours:
        key = (one.code, one.where, one.severity, one.subject.partition(" -> ")[0], str(one.arguments))
        groups.setdefault(key, []).append(one)
    lines: dict[str, Sequence[str]] = {}
    mine = {id(one) for one in ours}
    return [*(one for one in notices if id(one) not in mine), *_joined(groups.values(), lines)]


def _joined(groups: Iterable[Sequence[Notice]], lines: dict[str, Sequence[str]]) -> Iterator[Notice]:
    for group in groups:
        first = group[0]
        post, _, _ = first.subject.partition(" -> ")
        accounts = dict.fromkeys(one.subject.partition(" -> ")[2] for one in group)
        where = _at_words(first, lines) if first.where else None
        yield replace(first, subject=f"{post} -> {', '.join(accounts)}", where=where)


def _told_at(one: Notice, lines: dict[str, Sequence[str]]) -> Notice:
    return replace(one, where=_at_words(one, lines))


def _at_words(one: Notice, lines: dict[str, Sequence[str]]) -> Where | None:
    """The place of the words that a notice names, as they are written in the file; else where the text begins."""
    found, where = one.arguments.get("found"), one.where
    if not isinstance(found, str) or where is None or not where.line:
        return where
    if where.file not in lines:
        try:
            lines[where.file] = Path(where.file).read_text(encoding="utf-8-sig", errors="replace").splitlines()
        except OSError:
            lines[where.file] = ()
    words = found.split()
    for number, text in enumerate(lines[where.file][where.line - 1 : where.line - 1 + REACH]):
        for end in range(len(words), 0, -1):
            column = text.find(" ".join(words[:end]))
            whole = end == len(words) or text.rstrip().endswith(" ".join(words[:end]))  # they go on in the next line
            if column >= 0 and whole and (number or column >= where.column - 1):
                return Where(file=where.file, line=where.line + number, column=column + 1)
    return where
