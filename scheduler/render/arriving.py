"""History as it arrives and as it stands: what an export brings, what was guessed of it, and which campaign each post has."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from zoneinfo import ZoneInfo

from scheduler.model.arrival import Arriving, Assigned
from scheduler.model.past import Arrival, PastPost
from scheduler.plain import visible
from scheduler.render.carrying import listed as notices
from scheduler.render.ink import out, paint
from scheduler.render.surface import Json, instant, problem
from scheduler.sentences import label, say

MOST = 40
"""Posts that a list shows; the rest is counted."""


def surface(found: Arriving, language: str) -> Json:
    """As `import --json` shows an export."""
    return {
        "source": str(found.source),
        "origin": found.origin,
        "network": found.network,
        "accounts": list(found.accounts),
        "zone": found.zone,
        "collected": instant(found.collected_at),
        "collected_by": found.collected_by,
        "first": instant(found.first) if found.first else None,
        "last": instant(found.last) if found.last else None,
        **{name: getattr(found, name) for name in ("new", "known", "ours", "readings", "unchanged")},
        **{name: getattr(found, name) for name in ("bare", "early", "day_only")},
        "columns": {head: field.value for head, field in found.columns},
        "unread": list(found.unread),
        "left": dict(found.left),
        "guesses": [
            {
                "campaign": one.campaign,
                "theme": one.theme,
                "by": one.by,
                "posts": one.posts,
                "outside": one.outside,
            }
            for one in found.guesses
        ],
        "before": instant(found.before) if found.before else None,
        "kept": found.kept,
        "problems": [problem(one, language) for one in found.notices],
    }


def show(found: Arriving, language: str, zone: str) -> None:
    """What an export would bring, before anything is kept; hours as clocks of `zone` show them."""
    place = ZoneInfo(zone)
    notices(found.notices, language)
    about = {"file": found.source.name, "kind": label(f"arrival-kind-{found.origin}", language)}
    out(paint(label("arrival-read", language, **about, accounts=list(found.accounts)), "strong"))
    if found.first and found.last:
        days = {"first": found.first.astimezone(place).date(), "last": found.last.astimezone(place).date()}
        out(label("arrival-span", language, **days))
    for code in found.notes:
        out(label(code, language))
    _columns(found, language)
    out(label(f"arrival-collected-{found.collected_by}", language, at=found.collected_at.astimezone(place)))
    out(label("arrival-new", language, n=found.new, readings=found.readings))
    for name in ("known", "ours", "unchanged", "bare", "early", "day_only"):
        number = getattr(found, name)
        if number and not (name == "bare" and not found.counts):
            out(label(f"arrival-{name.replace('_', '-')}", language, n=number))
    for why, number in found.left.items():
        out(label(f"arrival-left-{why}", language, n=number))
    if found.before:
        out(label("arrival-before", language, at=found.before.astimezone(place)))
    _guesses(found, language)


def _columns(found: Arriving, language: str) -> None:
    if found.origin == "table" and found.columns:
        pairs = [
            f"{visible(head)} = {label(f'arrival-field-{field.value}', language)}" for head, field in found.columns
        ]
        out(label("arrival-columns", language, columns=pairs))
    if found.origin == "table" and found.unread:
        out(label("arrival-unread", language, columns=list(found.unread)))


def _guesses(found: Arriving, language: str) -> None:
    if not found.new:
        return
    if not found.guesses:
        out(label("arrival-no-guess", language))
        return
    out(label("arrival-guesses", language))
    for one in found.guesses:
        how = label(f"arrival-by-{one.by}", language)
        theme = visible(one.theme) or "–"
        about = {"campaign": one.campaign, "theme": theme, "n": one.posts, "how": how}
        line = label("arrival-guess", language, **about)
        out(f"  {line}" + (f" {label('arrival-outside', language, n=one.outside)}" if one.outside else ""))
    ordinary = found.new - sum(one.posts for one in found.guesses)
    if ordinary:
        out(f"  {label('arrival-ordinary', language, n=ordinary)}")


def ended(found: Arriving, language: str) -> None:
    """What became of it."""
    if found.kept is not None:
        out(str(say("arrival-kept", {"n": found.new, "readings": found.readings, "number": found.kept}, language)))
    elif found.new or found.readings:
        out(str(say("arrival-not-kept", {}, language)))
    else:
        out(label("arrival-nothing-new", language))


def history(posts: Iterable[PastPost], arrivals: Iterable[Arrival]) -> Json:
    """As `past --json` shows it."""
    return {
        "posts": [_post(one) for one in posts],
        "imports": [
            {
                "id": one.id,
                "file": one.file,
                "source": one.source,
                "method": one.method,
                "collected": instant(one.collected_at),
                "imported": instant(one.imported_at),
                "by": one.by,
                "posts": one.posts,
                "readings": one.readings,
            }
            for one in arrivals
        ],
    }


def _post(one: PastPost) -> Json:
    return {
        "tag": one.tag,
        "account": one.account,
        "network": one.network,
        "at": instant(one.at),
        "day_only": one.day_only,
        "title": one.title,
        "url": one.url,
        "campaign": one.campaign,
        "theme": one.theme,
        "category": one.category,
        "parts": one.parts,
        "source": one.source,
    }


def listed(posts: Sequence[PastPost], arrivals: Sequence[Arrival], language: str, zone: str) -> None:
    """The past, newest last, and where it comes from."""
    for arrival in arrivals:
        kind = label(f"arrival-kind-{arrival.source}", language)
        about = {"number": arrival.id, "file": arrival.file, "kind": kind, "n": arrival.posts, "by": arrival.by}
        out(label("past-import", language, **about, at=arrival.collected_at.astimezone(ZoneInfo(zone))))
    if not posts:
        out(str(say("past-none-meant" if arrivals else "past-nothing", {}, language)))
    _lines([(one, one.campaign, one.theme) for one in posts], language, zone)


def assigned(shown: Assigned, language: str, zone: str) -> None:
    """The posts that would change, and what they would be given."""
    changed = [one for one in shown.posts if (one[0].campaign, one[0].theme) != one[1:]]
    _lines(changed, language, zone)


def _lines(posts: Sequence[tuple[PastPost, str, str]], language: str, zone: str) -> None:
    for one, campaign, theme in posts[-MOST:]:
        whole = f"{campaign or '–'} / {theme}" if theme else campaign or "–"
        out(f"{_when(one, zone)}  {one.account}  {visible(whole)}  {visible(one.title)}")
    if len(posts) > MOST:
        out(label("past-more", language, n=len(posts) - MOST))


def _when(one: PastPost, zone: str) -> str:
    local: datetime = one.at.astimezone(ZoneInfo(zone))
    return f"{local:%Y-%m-%d}      " if one.day_only else f"{local:%Y-%m-%d %H:%M}"


def assigned_surface(shown: Assigned) -> Json:
    """As `past --set --json` shows it."""
    return {
        "changes": [
            {
                "tag": post.tag,
                "before": {"campaign": post.campaign, "theme": post.theme},
                "campaign": slug,
                "theme": theme,
            }
            for post, slug, theme in shown.posts
            if (post.campaign, post.theme) != (slug, theme)
        ],
        "kept": shown.kept,
    }


def assigned_end(shown: Assigned, language: str) -> None:
    """What became of it."""
    if shown.kept is not None:
        out(label("past-assigned", language, n=shown.kept))
    elif shown.changes:
        out(str(say("past-not-assigned", {"n": shown.changes}, language)))
    else:
        out(label("past-nothing-changes", language))
