"""Generated posts and readings for the tests of evaluation and of the report: seeded, invented, on four networks."""

import math
import random
from collections.abc import Iterable, Sequence
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from scheduler.flow.evaluate import Published, Question
from scheduler.model.campaign import Objective
from scheduler.model.engagement import AGES, Counts, Snapshot
from scheduler.model.notice import Where

ZONE = "Europe/Paris"
FIRST, LAST = date(2027, 6, 7), date(2027, 6, 13)
THEMES = ("Coulisses", "Quizz", "Love", "Imagine", "Question", "Archi", "Crea")
NETWORKS = ("x", "facebook", "mastodon", "bluesky")
CATEGORIES = ("sharing-experience", "promoting-informing", "interacting", "promoting-participation")
NOW = datetime(2027, 7, 19, 8, tzinfo=UTC)


def post(
    day: date, number: int = 0, *, network: str = "mastodon", campaign: str = "daily", hour: int = 9, **other: object
) -> Published:
    """One post at `hour` of `day`, Paris time."""
    at = datetime.combine(day, time(hour, number % 60), tzinfo=ZoneInfo(ZONE))
    name = f"p{day:%m%d}-{hour}-{number}"
    values = {"post": name, "title": f"Publication {name}", "url": f"https://{network}.example/{name}"} | other
    return Published(
        tag=f"{campaign}/{name}/once/musee-{network}",
        campaign=campaign,
        network=network,
        account=f"musee-{network}",
        at=at.astimezone(UTC),
        **values,  # type: ignore[arg-type]
    )


def reading(
    of: Published, age: timedelta, counts: Counts, *, part: int = 1, late: timedelta = timedelta(0)
) -> Snapshot:
    """What was read of a post at an age."""
    return Snapshot(tag=of.tag, part=part, age=age, taken=of.at + age + late, counts=counts)


def flat(posts: Iterable[Published], reactions: int, replies: int = 0, shares: int = 0) -> list[Snapshot]:
    """The same final counts for each post, read at 24 hours, 7 and 28 days."""
    counts = Counts(reactions=reactions, replies=replies, shares=shares)
    return [reading(one, age, counts) for one in posts for age in (AGES[2], AGES[4], AGES[5])]


def grown(rng: random.Random, of: Published, mean: float, *, simulated: bool) -> list[Snapshot]:
    """Counts that grow with age, scattered from post to post."""
    level = rng.gammavariate(1 / 0.6, mean * 0.6)
    final = {"reactions": level * 0.62, "replies": level * 0.14, "shares": level * 0.24}
    views = {"views": level * 60} if of.network in {"x", "facebook"} else {}
    found = []
    for age in AGES:
        share = 1 - math.exp(-(age / timedelta(hours=18)))
        counts = {name: round(value * share) for name, value in (final | views).items()}
        taken = of.at + age + timedelta(minutes=rng.randrange(20))
        found.append(Snapshot(tag=of.tag, part=1, age=age, taken=taken, counts=Counts(**counts), simulated=simulated))
    return found


def museum_week(
    *, simulated: bool = False, now: datetime = NOW, seed: int = 2, weeks: int = 14, **other: object
) -> Question:
    """Ordinary weeks before and after, and a MuseumWeek of six contents a day on four networks."""
    rng = random.Random(seed)
    posts: list[Published] = []
    snapshots: list[Snapshot] = []

    def add(one: Published, mean: float) -> None:
        if one.at <= now:
            posts.append(one)
            snapshots.extend(s for s in grown(rng, one, mean, simulated=simulated) if s.taken <= now)

    monday = FIRST - timedelta(weeks=weeks)
    while monday <= FIRST + timedelta(weeks=5):
        liking = math.exp(rng.gauss(0, 0.16))
        if monday != FIRST:
            for number in range(rng.randint(3, 5)):
                for network in NETWORKS:
                    add(post(monday + timedelta(days=number), number, network=network), 11 * liking)
        else:
            _operation(rng, add)
        monday += timedelta(days=7)
    values: dict[str, object] = {
        "campaign": "museumweek-2027",
        "title": "MuseumWeek 2027",
        "zone": ZONE,
        "first": FIRST,
        "last": LAST,
        "now": now,
        "posts": posts,
        "snapshots": snapshots,
        "days": {FIRST + timedelta(days=n): theme for n, theme in enumerate(THEMES)},
        "objectives": objectives(),
        "version": "0.1.0",
    }
    return Question(**(values | other))  # type: ignore[arg-type]


def _operation(rng: random.Random, add: object) -> None:
    assert callable(add)
    for number, theme in enumerate(THEMES):
        for turn, hour in enumerate((9, 13, 18)):
            for network in NETWORKS if turn < 2 else NETWORKS[:2]:
                one = post(
                    FIRST + timedelta(days=number),
                    network=network,
                    campaign="museumweek-2027",
                    hour=hour,
                    theme=theme,
                    category=CATEGORIES[(number + turn) % 4],
                    minutes=40 - 10 * turn,
                )
                add(one, 13.5)


def objectives() -> Sequence[Objective]:
    """Three, as the sample calendar has them."""
    where = Where(file="campaign.yaml", line=20)
    week = timedelta(days=7)
    return (
        Objective(name="Conversations", metric="conversation", target="+30%", age=week, where=where),
        Objective(name="Engagement par publication", metric="engagement", target="+15%", age=week, where=where),
        Objective(name="Relais", metric="amplification", target="+10%", age=timedelta(days=28), where=where),
    )
