"""Conversations, contributions and verbatims of an operation: pure functions of messages and of what a person made of them.

To the operation belong the replies under its posts, whenever they came; the mentions of its accounts on its days; and the
posts with its hashtags from its first day to two weeks after its last. Numbers that rest on a person's reading are None
until somebody has read.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property
from statistics import fmean, median

from scheduler.flow.evaluate.judging import FEWEST_WEEKS, Spread, judged
from scheduler.flow.evaluate.voices import Spoken, Voices
from scheduler.flow.evaluate.weeks import Study, Week
from scheduler.model.conversation import Contributions, Conversations, Listened, Subject, Usual, Verbatim
from scheduler.model.figure import Finding, Range, Verdict
from scheduler.model.mention import Toward

TAIL = timedelta(days=14)
"""So long after the operation its hashtags are still its own."""
UNHEARD = "voices-why-unheard"
UNSORTED = "voices-why-unsorted"
NOT_COLLECTED = "voices-why-not-collected"
UNRIPE = "report-why-unripe"
FEW_WEEKS = "report-why-few-weeks"


@dataclass(frozen=True)
class Heard:
    """The messages of one operation, sorted out."""

    study: Study
    voices: Voices

    @cached_property
    def posts(self) -> frozenset[str]:
        """The tags of the operation's posts, announcements included."""
        return frozenset(one.post.tag for one in (*self.study.operation.posts, *self.study.outside))

    def day(self, one: Spoken) -> date:
        """The local day of a message, in the campaign's zone."""
        return self.study.local(one.mention.at).date()

    @cached_property
    def known(self) -> Sequence[Spoken]:
        """Those that had come when the question was asked."""
        return [one for one in self.voices.messages if one.mention.at <= self.study.question.now]

    @cached_property
    def replies(self) -> Sequence[Spoken]:
        """Under the operation's posts."""
        return [one for one in self.known if one.mention.toward is Toward.REPLY and one.mention.tag in self.posts]

    @cached_property
    def mentions(self) -> Sequence[Spoken]:
        """Of the accounts, on the operation's days."""
        first, last = self.study.question.first, self.study.question.last
        named = (one for one in self.known if one.mention.toward is Toward.MENTION)
        return [one for one in named if first <= self.day(one) <= last]

    @cached_property
    def tagged(self) -> Sequence[Spoken]:
        """With the operation's hashtags, from its first day to two weeks after its last."""
        first, last = self.study.question.first, self.study.question.last + TAIL
        wanted = {one.casefold() for one in self.voices.hashtags}
        bearing = (one for one in self.known if one.mention.hashtag.casefold() in wanted)
        return [one for one in bearing if first <= self.day(one) <= last]

    @cached_property
    def talk(self) -> Sequence[Spoken]:
        """Replies and mentions: what a conversation is made of."""
        return [*self.replies, *self.mentions]

    @cached_property
    def every(self) -> Sequence[Spoken]:
        """All of them, each once, the oldest first."""
        found = {one.mention.number: one for one in (*self.talk, *self.tagged)}
        return sorted(found.values(), key=lambda one: (one.mention.at, one.mention.number))

    def listened(self, *what: str) -> tuple[Listened, ...]:
        """How far the accounts were listened to."""
        return tuple(one for one in self.voices.listened if one.what in what)


def conversations(study: Study) -> Conversations | None:
    """Section 11; None where the question says nothing of messages at all."""
    if study.question.voices is None:
        return None
    heard = Heard(study, study.question.voices)
    listened = heard.listened("replies", "mentions")
    replies = _number(heard.replies, heard.listened("replies"))
    mentions = _number(heard.mentions, heard.listened("mentions"))
    talk = heard.talk
    read = sum(one.standing.sorted for one in talk)
    nothing = replies is None and mentions is None
    reason = UNHEARD if nothing else UNSORTED if talk and not read else ""
    questions = [one for one in talk if one.standing.question]
    delays = list(_delays(questions))
    waiting = [one for one in questions if not one.standing.answered and not one.standing.gone]
    return Conversations(
        replies=replies,
        mentions=mentions,
        sorted=read,
        unsorted=sum(not one.standing.sorted and not one.standing.gone for one in talk),
        questions=None if reason else len(questions),
        answered=None if reason else sum(one.standing.answered for one in questions),
        timed=len(delays),
        delay=_middle(delays),
        waiting=None if reason else len(waiting),
        waiting_at=_departments(waiting),
        passing=_passing(heard.every),
        usual=_usual(heard) if replies is not None else None,
        unconsented=sum(bool(one.standing.picked) and not _citable(one) for one in heard.every),
        gone=sum(one.standing.gone for one in talk),
        listened=listened,
        simulated=any(one.mention.simulated for one in talk),
        reason=reason,
    )


def contributions(study: Study) -> Contributions | None:
    """Section 12; None where the operation has no hashtag and received nothing."""
    if study.question.voices is None:
        return None
    heard = Heard(study, study.question.voices)
    accepted = [one for one in heard.every if one.standing.accepted]
    aside = [one for one in heard.every if one.standing.aside]
    hashtags = heard.voices.hashtags
    if not hashtags and not accepted and not aside:
        return None
    seen = _number(heard.tagged, heard.listened("tags"))
    reasons = Counter(one.standing.aside for one in aside)
    return Contributions(
        hashtags=hashtags,
        seen=seen,
        received=len(accepted) + len(aside),
        accepted=len(accepted),
        aside=dict(sorted(reasons.items(), key=lambda one: (-one[1], one[0]))),
        unjudged=sum(not one.standing.sorted and not one.standing.gone for one in heard.tagged),
        contributors=_people([*accepted, *aside]),
        accepted_contributors=_people(accepted),
        credited=sum(bool(one.standing.credit) for one in accepted),
        consented=sum(one.standing.consent for one in accepted),
        listened=heard.listened("tags"),
        simulated=any(one.mention.simulated for one in (*heard.tagged, *accepted, *aside)),
        reason=UNHEARD if seen is None else "",
    )


def verbatims(study: Study) -> tuple[Verbatim, ...]:
    """What a person picked and may be cited, in the order of picking. Without a consent that holds there is none."""
    if study.question.voices is None:
        return ()
    heard = Heard(study, study.question.voices)
    picked = sorted((one for one in heard.every if _citable(one)), key=lambda one: one.standing.picked)
    return tuple(
        Verbatim(
            wording=one.standing.wording,
            attribution=one.standing.attribution,
            network=one.mention.network,
            day=heard.day(one),
            simulated=one.mention.simulated,
        )
        for one in picked
    )


def unsaid(study: Study, titles: Mapping[str, str]) -> Iterator[Finding]:
    """What these numbers do not carry."""
    found, given = conversations(study), contributions(study)
    if found is not None:
        unheard = {titles.get(one.network, one.network): None for one in found.listened if one.since is None}
        if unheard:
            yield Finding(code="voices-cannot-unheard", arguments={"networks": tuple(unheard)})
        if found.unsorted:
            yield Finding(code="voices-cannot-unsorted", arguments={"n": found.unsorted})
        if found.unconsented:
            yield Finding(code="voices-cannot-unconsented", arguments={"n": found.unconsented})
    if given is not None and given.unjudged:
        yield Finding(code="voices-cannot-unjudged", arguments={"n": given.unjudged})


def _citable(one: Spoken) -> bool:
    return bool(one.standing.picked and one.standing.wording) and one.standing.consent


def _number(found: Sequence[Spoken], listened: Sequence[Listened]) -> int | None:
    """How many there are; None where nobody could listen and nobody entered one by hand."""
    return len(found) if found or any(one.since is not None for one in listened) else None


def _delays(questions: Iterable[Spoken]) -> Iterator[timedelta]:
    for one in questions:
        at = one.standing.answered_at
        if one.standing.answered and at is not None and at >= one.mention.at:
            yield at - one.mention.at


def _middle(delays: Sequence[timedelta]) -> timedelta | None:
    return timedelta(seconds=median(one.total_seconds() for one in delays)) if delays else None


def _passing(found: Iterable[Spoken]) -> tuple[Subject, ...]:
    """By theme and department, whatever their capitals; the most frequent first. The first spelling is shown."""
    names: dict[tuple[str, str], tuple[str, str]] = {}
    numbers: Counter[tuple[str, str]] = Counter()
    for one in found:
        if one.standing.pass_on:
            said = (one.standing.theme.strip(), one.standing.department.strip())
            key = (said[0].casefold(), said[1].casefold())
            names.setdefault(key, said)
            numbers[key] += 1
    ranked = sorted(numbers.items(), key=lambda one: (-one[1], one[0]))
    return tuple(Subject(theme=names[key][0], department=names[key][1], number=number) for key, number in ranked)


def _departments(waiting: Iterable[Spoken]) -> tuple[Subject, ...]:
    numbers = Counter(one.standing.department.strip() for one in waiting)
    ranked = sorted(numbers.items(), key=lambda one: (-one[1], one[0]))
    return tuple(Subject(theme="", department=name, number=number) for name, number in ranked)


def _people(found: Sequence[Spoken]) -> int | None:
    """Distinct people; None where one of them cannot be told from the others."""
    names = {one.standing.contributor for one in found}
    return None if "" in names else len(names)


def _usual(heard: Heard) -> Usual:
    """Replies at the compared age, beside the baseline weeks in which the same accounts were listened to."""
    study = heard.study
    question, now = study.question, study.operation
    since = {one.account: one.since for one in heard.listened("replies") if one.since is not None}
    own = {name for name, start in since.items() if study.local(start).date() <= question.first}
    counted = _Counted(heard, own)
    value = counted.of(now) if own else None
    whole = [
        week
        for week in study.baseline(question.weeks)
        if own and all(study.local(since[name]).date() <= week.first for name in own)
    ]
    past = [float(counted.of(week)) for week in whole]
    scale = now.scale
    found = judged(None if value is None else value * scale, past, spread=Spread.TOTAL)
    reason = found.reason
    if study.today < study.ripe:
        reason = UNRIPE
    elif len(past) < FEWEST_WEEKS:
        reason = NOT_COLLECTED if len(past) < len(study.baseline(question.weeks)) else FEW_WEEKS
    mean = fmean(past) / scale if past else None
    return Usual(
        value=value,
        mean=mean,
        ratio=value / mean if value is not None and mean and not reason else None,
        ordinary=_brought(found.ordinary, scale) if not reason else None,
        verdict=found.verdict if not reason else Verdict.TOO_LITTLE,
        weeks=len(past),
        reason=reason,
    )


def _brought(ordinary: Range | None, scale: float) -> Range | None:
    if ordinary is None:
        return None
    low, middle, high = (one / scale for one in (ordinary.low, ordinary.middle, ordinary.high))
    return Range(low=low, middle=middle, high=high, weeks=ordinary.weeks)


class _Counted:
    """Replies by post, at the compared age and on the accounts `own` alone."""

    def __init__(self, heard: Heard, own: set[str]) -> None:
        age = heard.study.age
        posts = {one.post.tag: one.post for one in heard.study.measured if one.post.account in own}
        self._numbers: Counter[str] = Counter(
            one.mention.tag
            for one in heard.known
            if one.mention.toward is Toward.REPLY
            and (post := posts.get(one.mention.tag)) is not None
            and one.mention.at <= post.at + age
        )

    def of(self, week: Week) -> int:
        """The replies to the posts of a week."""
        return sum(self._numbers[one.post.tag] for one in week.posts)
