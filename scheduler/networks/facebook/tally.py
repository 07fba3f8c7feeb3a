"""Counts of posts and comments: what stands on the object, and the insights, so asked that one refusal loses only itself."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from scheduler.model.engagement import Counts
from scheduler.networks.facebook.client import Client
from scheduler.networks.facebook.errors import Refusal

POST = "id,reactions.summary(total_count).limit(0),comments.summary(total_count).limit(0),shares"
COMMENT = "id,reactions.summary(total_count).limit(0),comments.summary(total_count).limit(0)"
METRICS: Mapping[str, str] = {
    "post_media_view": "views",
    "post_total_media_view_unique": "reach",
    "post_clicks": "clicks",
}
"""https://developers.facebook.com/docs/graph-api/reference/insights (22 November 2026). Facebook removes names with a year's
notice, and refuses the whole request that asks for one that it no longer knows."""
INVALID = 100
NO_RIGHT = frozenset({10, *range(200, 300)})


def tally(client: Client, ids: Sequence[str], refused: set[str]) -> dict[str, Counts]:
    """The counts of `ids`; what is gone is left out. Names of metrics that are refused are added to `refused`."""
    answers = client.batch([(one, {"fields": _fields(client, one)}) for one in ids])
    there: dict[str, Mapping[str, Any]] = {}
    for one, answer in zip(ids, answers, strict=True):
        if not isinstance(answer, Refusal):
            there[one] = answer
        elif not answer.gone:
            raise client.failed(answer)
    if ids and not there:
        # Facebook says «gone» also of what may not be seen: if the list of posts may not be either, that is the reason.
        client.get(f"{client.page}/published_posts", fields="id", limit="1")
    posts = [one for one in there if is_post(client, one)]
    seen = insights(client, posts, refused)
    return {one: _counts(answer, seen.get(one, {}), post=one in seen) for one, answer in there.items()}


def is_post(client: Client, remote_id: str) -> bool:
    """Whether an id is a post's (`PAGE_POST`); a comment's is `POST_COMMENT`."""
    return remote_id.startswith(f"{client.page}_")


def _fields(client: Client, remote_id: str) -> str:
    return POST if is_post(client, remote_id) else COMMENT


def _counts(answer: Mapping[str, Any], seen: Mapping[str, int], *, post: bool) -> Counts:
    reactions, comments = (_total(answer.get(name)) for name in ("reactions", "comments"))
    shares = (answer.get("shares") or {}).get("count")
    if shares is None and post and reactions is not None and comments is not None:
        # Facebook leaves `shares` out at none. The same right reads all three, so with the other two given it is a zero
        # that was said; without them nothing was said, and it stays missing.
        shares = 0
    return Counts(reactions=reactions, replies=comments, shares=shares, **seen)


def _total(edge: object) -> int | None:
    summary = edge.get("summary") if isinstance(edge, Mapping) else None
    number = summary.get("total_count") if isinstance(summary, Mapping) else None
    return number if isinstance(number, int) and number >= 0 else None


def insights(client: Client, posts: Sequence[str], refused: set[str]) -> dict[str, dict[str, int]]:
    """What the insights say of each post, by the names of `Counts`; nothing for one that they say nothing of."""
    found = _asked(client, posts, _wanted(refused))
    again = [one for one, answer in found.items() if _bad_name(answer)]
    if again:
        before = len(refused)
        refused |= _learnt(client, again[0], _wanted(refused))
        if len(refused) > before:
            found |= _asked(client, again, _wanted(refused))
    return {one: _values(answer) for one, answer in found.items()}


def _wanted(refused: Iterable[str]) -> list[str]:
    return [name for name in METRICS if name not in refused]


def _asked(client: Client, posts: Sequence[str], names: Sequence[str]) -> dict[str, Mapping[str, Any] | Refusal]:
    if not posts or not names:
        return {one: {} for one in posts}
    answers = client.batch([(f"{one}/insights", {"metric": ",".join(names)}) for one in posts])
    for answer in answers:
        if isinstance(answer, Refusal) and not (answer.code in NO_RIGHT or answer.code == INVALID):
            # A limit or an outage: what is missing for that reason must not look like a post that has no views.
            raise client.failed(answer)
    return dict(zip(posts, answers, strict=True))


def _bad_name(answer: Mapping[str, Any] | Refusal) -> bool:
    return isinstance(answer, Refusal) and answer.code == INVALID and not answer.gone


def _learnt(client: Client, post: str, names: Sequence[str]) -> set[str]:
    """Which of `names` Facebook refuses, each asked on its own."""
    answers = client.batch([(f"{post}/insights", {"metric": name}) for name in names])
    return {name for name, answer in zip(names, answers, strict=True) if _bad_name(answer)}


def _values(answer: Mapping[str, Any] | Refusal) -> dict[str, int]:
    if isinstance(answer, Refusal):
        return {}
    found = {}
    for one in answer.get("data") or ():
        name = METRICS.get(str(one.get("name")))
        value = next((each.get("value") for each in one.get("values") or ()), None)
        if name and isinstance(value, int) and value >= 0:
            found[name] = value
    return found
