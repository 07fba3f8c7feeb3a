"""Many things that happened, said in one message: the urgent first, what has one cause together; never a post's text."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from scheduler.plain import redact
from scheduler.sentences import say
from scheduler.sentences.stored import said

MOST = 20
"""Groups in one message; more are counted. A week that failed at once is one message, not fifty."""
NAMED = 5
"""Posts that a group names; more are counted."""
URGENT_FIRST = (
    *("doubt", "clock", "disk", "standby", "blocked", "expired"),
    *("unknown", "failed", "partial", "unapproved-soon", "missed", "late", "held", "unapproved"),
    *("expected", "expected-still", "rezoned", "expires", "back"),
)
ALONE = frozenset({"expected", "expected-still", "expires", "expired", "unapproved", "unapproved-soon"})
"""States whose reason is each post's own: they are not put together."""
OF_ACCOUNTS = frozenset({"blocked", "back", "expires", "expired", "doubt", "standby", "clock", "disk"})
"""States whose subject is an account or the calendar itself, not a post."""


@dataclass(frozen=True, slots=True, kw_only=True)
class News:
    """Something that a person should know of: a delivery's tag (or an account) and the word of its state; `why` as stored."""

    subject: str
    state: str
    why: str = ""
    account: str = ""
    network: str = ""
    hour: datetime | None = None
    """Of a post: its hour by its author's clock. Of credentials: when they end."""
    n: int = 0
    """Of an account: how many posts wait for it."""

    @property
    def cause(self) -> tuple[str, str, str]:
        """What it has in common with others of one cause."""
        if self.state in ALONE:
            return self.state, self.why, self.subject
        return self.state, self.why.partition(" ")[0], self.network


def grouped(news: Sequence[News]) -> list[list[News]]:
    """`news` by cause, the most urgent group first; what was told first stands first among equals."""
    groups: dict[tuple[str, str, str], list[News]] = {}
    for one in news:
        group = groups.setdefault(one.cause, [])
        if not any((each.subject, each.state) == (one.subject, one.state) for each in group):
            group.append(one)
    return sorted(groups.values(), key=lambda group: _urgency(group[0]))


def message(news: Sequence[News], language: str, calendar: str = "") -> tuple[str, str]:
    """Title and body of one message about `news`: what, why and what to do of each group, in plain words."""
    groups = grouped(news)
    n = sum(map(len, groups))
    title = say("news-title", {"n": n, "calendar": calendar}, language).text
    blocks = ["\n".join(_block(group, language)) for group in groups[:MOST]]
    if left := sum(map(len, groups[MOST:])):
        blocks.append(say("news-more", {"n": left}, language).text)
    return redact(title), redact("\n\n".join(blocks))


def _urgency(one: News) -> int:
    return URGENT_FIRST.index(one.state) if one.state in URGENT_FIRST else len(URGENT_FIRST)


def _block(group: Sequence[News], language: str) -> Iterator[str]:
    first = group[0]
    accounts = list(dict.fromkeys(one.account or one.subject for one in group))
    about = first.state in OF_ACCOUNTS
    sentence = say(
        f"news-{first.state}",
        {
            "subject": accounts if about else [one.subject for one in group[:NAMED]],
            "accounts": accounts[:NAMED],
            "n": sum(one.n for one in group) if about else len(group),
            "hour": first.hour,
        },
        language,
    )
    yield sentence.text
    if first.why:
        yield said(first.why, language)
    if not about:
        yield from _posts(group, language)
    if sentence.advice:
        yield "→ " + sentence.advice


def _posts(group: Sequence[News], language: str) -> Iterator[str]:
    for one in group[:NAMED]:
        code = "news-post" if one.hour else "news-post-by-hand"
        yield say(code, {"subject": one.subject, "hour": one.hour}, language).text
    if len(group) > NAMED:
        yield say("news-more", {"n": len(group) - NAMED}, language).text


def days_left(ends: datetime, now: datetime) -> int:
    """Days until `ends`, a begun one counted; 0 once it is over."""
    return max(0, -((now - ends) // timedelta(days=1)))
