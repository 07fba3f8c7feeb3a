"""The page of the week laid out: what is asked of whom, what has changed, and each post as on each of its networks."""

from collections.abc import Iterator, Mapping, Sequence
from itertools import cycle, groupby

from scheduler.model.delivery import UNSENT, Delivery
from scheduler.plain import harmless, visible
from scheduler.render import week_words as words
from scheduler.render.preview_words import SIGNS
from scheduler.render.week_post import Post
from scheduler.render.week_sheet import sheet
from scheduler.render.week_values import Ask, Asked, Day, Glance, GlanceDay, Line, Sheet, Week, WeekPage
from scheduler.sentences import label

LABELS = (
    *(
        "preview-hour",
        "week-secret",
        "week-asked",
        "week-role",
        "week-to-read",
        "week-answer",
        "week-yes-all",
        "week-yes-one",
    ),
    *("week-glance", "week-post", "week-networks", "week-code", "week-state", "week-internal", "week-approvals"),
    *(
        "week-said",
        "week-when",
        "week-tick-yes",
        "week-tick-no",
        "week-tick-question",
        "week-name-date",
        "week-pictures",
    ),
    *(
        "week-thumbnail",
        "week-picture-about",
        "week-paper",
        "week-yes-to",
        "week-person",
        "week-date",
        "week-signature",
    ),
    *(
        "week-addresses",
        "week-network",
        "week-address",
        "week-footer",
        "week-questions",
        "week-sign-first",
        "week-open",
    ),
    *("week-warning", "week-card", "week-exact", "week-day-none"),
)


def page(week: Week, language: str) -> WeekPage:
    """Lay out the week."""
    posts = [Post(week, some, f"p{number}", language) for number, some in enumerate(week.posts, start=1)]
    asks = [ask for key in week.roles if (ask := _ask(week, key, posts, language)) is not None]
    signs = dict(zip(_networks(week, posts), cycle(SIGNS), strict=False))
    name = harmless(week.title) or words.span(week.monday, language)
    title = label("week-title", language, name=name)
    made = words.moment(week.now, language)
    return WeekPage(
        language=language,
        name=harmless(week.name),
        title=title,
        about=_about(week, language),
        head=_head(week, posts, asks, language),
        explained=label("week-explained-mail" if week.mail else "week-explained", language),
        example=next((post.code for post in posts if post.todo), next((post.code for post in posts), "")),
        asks=asks,
        changes_head=_changes_head(week, language),
        changes=list(_changes(week, posts, language)),
        rest=_rest(week, posts, language),
        glance=list(_glance(posts, signs, language)),
        signs=[(signs[network], title) for network, title in _networks(week, posts).items()],
        days=list(_days(week, [post for post in posts if post.shown], language)),
        links=[link for post in posts if post.shown for link in _links(post)],
        mail=harmless(week.mail),
        zone=label("week-zone", language, zone=str(week.now.tzinfo)),
        say={code: label(code, language) for code in LABELS}
        | {"week-running": label("week-running", language, title=title, made=made)},
    )


def _about(week: Week, language: str) -> str:
    made = words.moment(week.now, language)
    about = [
        f"{words.span(week.monday, language)}.",
        label("week-posts", language, n=len(week.posts)),
        label("week-messages", language, n=sum(map(len, week.posts))),
    ]
    if week.before is None:
        about.append(label("week-made", language, made=made))
    else:
        about.append(label("week-made-again", language, made=made, before=words.moment(week.before, language)))
    return " ".join(about)


def _head(week: Week, posts: Sequence[Post], asks: Sequence[Ask], language: str) -> str:
    """How many answers, on how many posts, until when: the first thing that is read."""
    answers = sum(len(ask.posts) for ask in asks)
    if not answers:
        return label("week-nothing", language)
    wanted = [post for post in posts if post.todo]
    until = week.until or min((one.due for post in wanted for one in post.some if one.due), default=None)
    head = label("week-answers", language, n=answers)
    on = label("week-on-posts", language, n=len(wanted))
    if until is None:
        return f"{head}, {on}"
    local = until.astimezone(week.now.tzinfo)
    return f"{head}, {on}, {label('week-before', language, until=words.moment(local, language))}"


def _ask(week: Week, key: str, posts: Sequence[Post], language: str) -> Ask | None:
    """What a role is asked, all of it answered by one mail."""
    mine = [post for post in posts if key in post.missing]
    if not mine:
        return None
    role = week.roles[key]
    people = harmless(", ".join(role.people))
    if role.deputies:
        deputies = label("week-deputies", language, n=len(role.deputies), names=", ".join(role.deputies))
        people = f"{people}{', ' if people else ''}{deputies}"
    codes = " ".join(post.code for post in mine)
    titles = [f"{post.code} {post.title}" for post in mine]
    opening, name = label("week-mail-yes", language, codes=codes, role=role.name), label("week-mail-name", language)
    subject = label("week-mail-subject", language, codes=codes)
    yes = words.mailto(week.mail, subject, [opening, "", *titles, "", name])
    if len(yes) > words.LONGEST_LINK:
        yes = words.mailto(week.mail, subject, [opening, "", name])
    return Ask(
        role=harmless(role.name),
        people=people,
        posts=[Asked(code=post.code, anchor=post.anchor, title=post.title, mark=post.mark) for post in mine],
        yes="" if role.signed else yes,
        signed=role.signed,
    )


def _changes_head(week: Week, language: str) -> str:
    if week.before is None:
        return ""
    return label("week-changed-since", language, before=words.day(week.before.date(), language, weekday=False))


def _changes(week: Week, posts: Sequence[Post], language: str) -> Iterator[Line]:
    if week.before is None:
        return
    for post in posts:
        if what := post.changed_how:
            yield Line(anchor=post.anchor if post.shown else "", title=post.title, what=what)
    for name in week.gone:
        yield Line(anchor="", title=harmless(name), what=label("week-line-gone", language))


def _rest(week: Week, posts: Sequence[Post], language: str) -> str:
    same = sum(1 for post in posts if not post.changed_how)
    if week.before is None or not same:
        return ""
    return label("week-same" if same < len(posts) or week.gone else "week-all-same", language, n=same)


def _glance(posts: Sequence[Post], signs: Mapping[str, str], language: str) -> Iterator[GlanceDay]:
    for on, of_day in groupby(posts, key=lambda post: post.day):
        some = list(of_day)
        rows = [
            Glance(
                hour=words.capital(post.hour),
                title=words.cut(post.title, words.SHORT),
                networks=[(signs[one.network], name) for one, name in zip(post.some, post.names, strict=True)],
                code=post.code,
                anchor=post.anchor if post.shown else "",
                todo=post.todo,
                state=words.listed(post.roles_missing, language) if post.todo else post.state,
            )
            for post in some
        ]
        yield GlanceDay(name=words.capital(words.day(on, language)), theme=_theme(some), rows=rows)


def _networks(week: Week, posts: Sequence[Post]) -> dict[str, str]:
    """The networks of the week in the order in which a reader meets them, each with its title."""
    found = (one for post in posts for one in post.some)
    return {one.network: week.rules[one.account].title if one.account in week.rules else one.network for one in found}


def _theme(some: Sequence[Post]) -> str:
    return visible(next((one.theme for post in some for one in post.some if one.theme), ""))


def _days(week: Week, posts: Sequence[Post], language: str) -> Iterator[Day]:
    for number, (on, of_day) in enumerate(groupby(posts, key=lambda post: post.day), start=1):
        some = list(of_day)
        sheets: list[Sheet] = [sheet(post, week, language) for post in some]
        messages = sum(len(post.some) for post in some)
        about = f"{label('week-posts', language, n=len(some))} {label('week-messages', language, n=messages)}"
        name = words.capital(words.day(on, language))
        yield Day(anchor=f"d{number}", name=name, theme=_theme(some), about=about, sheets=sheets)


def _links(post: Post) -> Iterator[tuple[str, str, str]]:
    by_address: dict[str, list[str]] = {}
    for one, name in zip(post.some, post.names, strict=True):
        for address in words.links(one):
            by_address.setdefault(address, []).append(name)
    for address, names in by_address.items():
        yield post.code, ", ".join(names), address


def asked_of(posts: Sequence[Sequence[Delivery]]) -> Mapping[str, Sequence[str]]:
    """The codes that each role is asked for, as `review --page --json` says it."""
    found: dict[str, dict[str, None]] = {}
    for some in posts:
        for one in some:
            for role in one.missing_roles if one.state in UNSENT else ():
                found.setdefault(role, {})[one.code] = None
    return {role: list(codes) for role, codes in found.items()}
