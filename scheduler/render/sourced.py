"""Where a number comes from, told and for scripts."""

from collections.abc import Iterator
from datetime import timedelta

from scheduler.model.evidence import PostEvidence, Reading
from scheduler.model.metrics import Definition
from scheduler.model.registry import registry
from scheduler.model.report import to_json
from scheduler.model.why import WeekTerm, Why
from scheduler.plain import one_line
from scheduler.render.ink import out
from scheduler.render.report_words import Words
from scheduler.render.surface import Json

HOUR = timedelta(hours=1)


def show(found: Why, language: str, *, posts: int) -> None:
    """Say it, with at most so many of the posts behind it."""
    out("\n".join(lines(found, language, posts=posts)))


def lines(found: Why, language: str, *, posts: int = 10) -> list[str]:
    """The whole answer, a line each."""
    words = Words(language)
    return [
        *_what(found, words),
        *_weeks(found, words),
        *_posts(found, words, posts),
        *_accounts(found, words),
        *_left_out(found, words),
    ]


def _definition(found: Why) -> Definition:
    one = registry().named(found.definition)
    assert one is not None
    return one


def number(value: float | None, words: Words) -> str:
    """A number as it went in: whole where it is, else with four decimals at most."""
    if value is None:
        return words.say("report-unknown")
    sign = "\u2212" if value < 0 else ""
    whole = f"{abs(value):,.4f}".rstrip("0").rstrip(".")
    if words.language == "fr":
        whole = whole.replace(",", "\u202f").replace(".", ",")
    return sign + whole


def _what(found: Why, words: Words) -> Iterator[str]:
    one, age = _definition(found), words.age(found.age)
    name = words.say(one.name)
    if not found.cell:
        yield words.say("why-not-shown", name=name)
    else:
        yield words.say("why-number", name=name, cell=found.cell, value=number(found.value, words))
    if found.simulated:
        yield words.say("why-simulated")
    if found.reason:
        yield words.say("why-reason", reason=_reason(found.reason, words, age))
    yield words.say("why-how", how=words.say(one.how, age=age))
    if found.formula:
        yield words.say("why-formula", formula=found.formula)
    for term, value in found.terms.items():
        yield f"  {term} = {number(value, words)}  {words.say(f'term-{_dashed(term)}')}"
    yield words.say("why-care", care=words.say(one.care, age=age))
    for source in one.sources:
        yield words.say("why-source", source=source)
    if one.aged and found.cell:
        yield words.say("why-age", age=age)


def _dashed(term: str) -> str:
    return term.replace("_", "-")


def _reason(code: str, words: Words, age: str) -> str:
    try:
        return words.say(code, age=age)
    except KeyError:
        return code


def _weeks(found: Why, words: Words) -> Iterator[str]:
    if not found.weeks:
        return
    yield ""
    yield words.say("why-weeks", n=sum(one.role.value == "baseline" for one in found.weeks))
    for one in found.weeks:
        yield f"  {one.label}  {_week(one, words)}"


def _week(one: WeekTerm, words: Words) -> str:
    if one.role.value != "baseline":
        role = words.say(f"week-role-{one.role.value}")
        return words.say("why-week-none", role=role, title=one_line(one.title)) if one.title else role
    total = number(one.sum, words)
    return words.say("why-week", n=one.posts, measured=one.measured, sum=total)


def _posts(found: Why, words: Words, most: int) -> Iterator[str]:
    if not found.posts:
        return
    counted = sum(one.counted for one in found.posts)
    yield ""
    yield words.say("why-posts", n=len(found.posts), counted=counted)
    # Those of the operation first: the reader asked about them; the weeks before stand above as sums.
    ordered = sorted(found.posts, key=lambda one: (one.role.value == "baseline", one.at, one.tag))
    for one in ordered[:most]:
        yield f"  {one.tag}  {words.moment(one.at)}  {_post(one, words)}"
        yield from (f"      {_reading(each, words)}" for each in one.readings if each.used)
    if len(ordered) > most:
        yield words.say("why-more", n=len(ordered) - most, all=len(ordered))


def _post(one: PostEvidence, words: Words) -> str:
    if not one.counted:
        return words.say(f"standing-{one.standing.value}")
    return words.say("why-post", value=number(one.engagement, words))


def _reading(one: Reading, words: Words) -> str:
    counts = ", ".join(f"{_component(name, words)} {getattr(one.counts, name)}" for name in one.counts.given)
    source = words.say(f"reading-source-{one.source.value}")
    return words.say(
        "why-reading",
        when=words.moment(one.taken),
        hours=number(round(one.hours, 1), words),
        counts=counts,
        source=source,
    )


def _component(name: str, words: Words) -> str:
    text = words.say(f"sheet-column-{name}")
    return text[:1].lower() + text[1:]


def _accounts(found: Why, words: Words) -> Iterator[str]:
    if not found.accounts:
        return
    yield ""
    yield words.say("why-accounts")
    for one in found.accounts:
        yield f"  {one.account}  {words.moment(one.taken)}  {number(one.count, words)}"


def _left_out(found: Why, words: Words) -> Iterator[str]:
    if not found.left_out and not found.elsewhere:
        return
    yield ""
    yield words.say("why-left-out")
    for standing, n in found.left_out.items():
        yield f"  {number(n, words)}  {words.say(f'standing-{standing.value}')}"
    for state, n in found.elsewhere.items():
        yield words.say("why-elsewhere", n=n, state=_state(state, words))


def _state(state: str, words: Words) -> str:
    return words.say(f"state-{state}", network="")


def surface(found: Why, language: str) -> Json:
    """As `why --json` shows it: every value, and in words what it is."""
    words, one, age = Words(language), _definition(found), Words(language).age(found.age)
    values = to_json(found)
    assert isinstance(values, dict)
    return {
        **values,
        "left_out": {standing.value: n for standing, n in found.left_out.items()},
        "age_hours": found.age / HOUR,
        "components": list(one.components),
        "sources": list(one.sources),
        "function": one.function,
        "said": {
            "language": words.language,
            "name": words.say(one.name),
            "how": words.say(one.how, age=age),
            "care": words.say(one.care, age=age),
            "reason": _reason(found.reason, words, age) if found.reason else "",
        },
    }
