"""Where a number of the report comes from: the same study that made it, asked again for that number alone."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from datetime import timedelta
from functools import cache

from scheduler.errors import Problem
from scheduler.flow.evaluate import evaluate, terms
from scheduler.flow.evaluate.evidence import evidence
from scheduler.flow.evaluate.question import Question
from scheduler.flow.evaluate.scopes import Scope, scope
from scheduler.flow.evaluate.weeks import Study, Week
from scheduler.model.addresses import Number, keyed, numbers
from scheduler.model.evidence import Evidence, PostEvidence, standings
from scheduler.model.figure import Metric
from scheduler.model.metrics import Definition
from scheduler.model.rates import sums
from scheduler.model.registry import registry
from scheduler.model.report import Report
from scheduler.model.spelling import nearest
from scheduler.model.why import AccountReading, WeekTerm, Why

POST = "posts/"


def why(question: Question, name: str) -> Why:
    """Why the number called `name` is what it is: an address (`weeks/2027-W23/engagement`), the id of a metric, or a post's tag.

    Raises `Problem` for a name that nothing in this report has.
    """
    return Asked(question).why(name)


class Asked:
    """A report that can be asked for the origin of its numbers, any of them at little cost."""

    def __init__(self, question: Question) -> None:
        self.question = question
        self.report = evaluate(question)
        self.study: Callable[[timedelta], Study] = cache(lambda age: Study(question, age))
        self.evidence: Callable[[timedelta], Evidence] = cache(
            lambda age: evidence(replace(question, age=age), self.study(age))
        )
        self.values = _values(self.report, self.evidence(question.age))

    def why(self, name: str) -> Why:
        """As `why` says."""
        behind = self.evidence(self.question.age)
        tag = name.removeprefix(POST)
        if any(one.tag == tag for one in behind.posts):
            return _of_post(self.report, behind, tag)
        address, definition, formula = _named(name, self.values)
        if not address:
            return _answer(self.report, "", definition, "", None)
        found = scope(self.report, address, self.study)
        if found is not None:
            behind = self.evidence(found.study.age)
        answer = _of_number(self.report, behind, found, (address, definition, formula), self.values)
        if definition.id not in {"followers-gained", "follower-growth"}:
            return answer
        return replace(answer, posts=(), left_out={}, accounts=self._accounts(address.split("/")[1]))

    def _accounts(self, name: str) -> tuple[AccountReading, ...]:
        """The followers of the account or of the network `name`, read on the days before and after the operation's ends."""
        ends = (self.question.first, self.question.last + timedelta(days=1))
        networks = {one.post.account: one.post.network for one in self.study(self.question.age).operation.posts}
        return tuple(
            AccountReading(account=one.account, taken=one.taken, count=one.count, simulated=one.simulated)
            for one in sorted(self.question.followers, key=lambda one: (one.account, one.taken))
            if name in {one.account, networks.get(one.account)}
            and any(abs((one.taken.date() - end).days) <= 1 for end in ends)
        )


def _values(report: Report, behind: Evidence) -> Mapping[str, Number | None]:
    values = {one.address: one.value for one in numbers(report)}
    for network, rates in keyed(behind.rates):
        values |= {one.address: one.value for one in numbers(rates, f"rates/{network}")}
    return values


def _named(name: str, values: Mapping[str, Number | None]) -> tuple[str, Definition, str]:
    """The address that is meant, what it is, and its formula."""
    address = name
    meant = registry().named(name)
    if meant is not None:
        own = [one for one in values if (found := registry().at(one)) and found[0] is meant]
        if not own:
            return "", meant, ""
        address = own[0]
    found = registry().at(address) if address in values else None
    if found is None:
        within = [one for one in values if one.startswith(f"{name.rstrip('/')}/")]
        known = within or [nearest(name, [*values, *registry().names()]) or "figures/engagement/value"]
        raise Problem("why-no-such-number", where=name, known=known[:8])
    return (address, *found)


def _of_number(
    report: Report,
    behind: Evidence,
    found: Scope | None,
    number: tuple[str, Definition, str],
    values: Mapping[str, Number | None],
) -> Why:
    address, definition, formula = number
    line = address.rpartition("/")[0]
    around = {one.removeprefix(f"{line}/"): value for one, value in values.items() if one.startswith(f"{line}/")}
    if definition.id == "post-engagement":
        formula = " + ".join(one for one in definition.components if around.get(one) is not None)
    value = values[address]
    given = terms.terms(formula, found, report, around) if value is not None else {}
    answer = _answer(report, address, definition, formula, value)
    if address.startswith("rates/") and found is not None and formula:
        top, bottom = terms.named(formula)
        given = dict(sums(_seen(behind, found), top, bottom))
    if any(term is None for term in given.values()):  # of a part that is not made of these posts: words must do
        answer, given = replace(answer, formula=""), {}
    if found is None:
        return replace(answer, terms=given, reason=_reason(report, address, value))
    weeks = found.looked if definition.id != "posts-measured" else ()
    tags = {one.post.tag for one in found.posts} | {one.post.tag for week in weeks for one in week.posts}
    posts = tuple(one for one in behind.posts if one.tag in tags)
    return replace(
        answer,
        terms=given,
        age=found.study.age,
        weeks=tuple(_week(found, week) for week in weeks),
        posts=posts,
        left_out=standings(posts),
        reason=_reason(report, address, value),
    )


def _seen(behind: Evidence, found: Scope) -> list[PostEvidence]:
    tags = {one.post.tag for one in found.posts}
    return [one for one in behind.posts if one.tag in tags and one.counted]


def _answer(report: Report, address: str, definition: Definition, formula: str, value: Number | None) -> Why:
    gone = {"withdrawn": report.coverage.withdrawn} if report.coverage.withdrawn else {}
    return Why(
        campaign=report.campaign,
        cell=address,
        definition=definition.id,
        formula=formula,
        value=value,
        age=report.age,
        elsewhere={**gone, **report.coverage.unsent},
        simulated=report.simulated,
    )


def _of_post(report: Report, behind: Evidence, tag: str) -> Why:
    post = next(one for one in behind.posts if one.tag == tag)
    definition = registry().named("post-engagement")
    assert definition is not None
    given: dict[str, Number | None] = {name: getattr(post, name) for name in definition.components}
    known = {name: value for name, value in given.items() if value is not None}
    formula = " + ".join(known) if post.engagement is not None else ""
    answer = _answer(report, f"{POST}{tag}/engagement", definition, formula, post.engagement)
    reason = "" if post.counted else f"standing-{post.standing.value}"
    return replace(answer, terms=known, posts=(post,), left_out=standings([post]), reason=reason)


def _reason(report: Report, address: str, value: Number | None) -> str:
    """Why there is no number, or what keeps it from a verdict, as its line says."""
    table, _, rest = address.partition("/")
    line = rest.partition("/")[0]
    part = getattr(report, table, None)
    lines: Iterable[tuple[str, object]] = keyed(part) if isinstance(part, tuple) else ()
    found = next((one for name, one in lines if name == line), part)
    inner = getattr(found, "figure", found)
    said = str(getattr(inner, "reason", "") or "")
    if said or value is not None:
        return said
    if gap := getattr(found, "gap", None):
        return f"report-gap-{gap}"
    return "report-few" if getattr(found, "few", False) else "report-unknown"


def _week(found: Scope, week: Week) -> WeekTerm:
    metric = found.metric if found.metric not in {Metric.POSTS, Metric.TOTAL} else Metric.ENGAGEMENT
    measured, total = found.study.tally(week.posts, metric)
    return WeekTerm(
        label=week.label,
        first=week.first,
        last=week.last,
        role=week.role,
        posts=len(week.posts),
        measured=measured,
        sum=total if measured else None,
        title=week.title,
    )
