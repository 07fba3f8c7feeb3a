"""The shape of what a campaign file says of a pool and of slots, as data."""

import re

from scheduler.campaigns import words
from scheduler.campaigns.fields import Choice, Field, Nodes, Number, Placed, Record, Spelt
from scheduler.campaigns.kinds import DAY, SLUG, SPAN
from scheduler.campaigns.tree import Items
from scheduler.model.engagement import COMPONENTS, SUMS
from scheduler.model.pool import MonthDay
from scheduler.model.spelling import Misspelt, day
from scheduler.patterns import lazy_pattern

_SEASON = lazy_pattern(r"(\d{1,2}-\d{1,2})\s*\.\.\s*(\d{1,2}-\d{1,2})")


def season(text: str) -> tuple[MonthDay, MonthDay]:
    """Read «03-01..06-15» as days of any year; the last may lie in the next one."""
    found = _SEASON.fullmatch(text.strip())
    if not found:
        dated = re.fullmatch(r"\d{4}-(\d{1,2}-\d{1,2})\s*\.\.\s*\d{4}-(\d{1,2}-\d{1,2})", text.strip())
        meant = f"{dated[1]}..{dated[2]}" if dated else ""
        raise Misspelt("season-unreadable-meant" if meant else "season-unreadable", given=text, meant=meant)
    first, last = (day(f"2028-{one}") for one in found.groups())  # a leap year has all days that any year has
    return (first.month, first.day), (last.month, last.day)


WAITING = (
    Field(name="priority", kind=Number(1, 9), mistaken=("priorité", "prio", "importance")),
    Field(name="from", kind=DAY, mistaken=("à_partir_du", "dès_le", "not_before", "after")),
    Field(name="until", kind=DAY, mistaken=("jusqu_au", "avant_le", "before", "deadline")),
)
"""Of a post that waits for a slot."""
ENTRY = (
    Field(name="id", kind=SLUG, required=True, mistaken=("identifiant", "nom", "name")),
    Field(name="weight", kind=Number(1, 10), mistaken=("poids", "chances")),
    Field(
        name="season",
        kind=Spelt(season, r"^\d{1,2}-\d{1,2}\.\.\d{1,2}-\d{1,2}$", ("03-01..06-15",)),
        mistaken=("saison", "période"),
    ),
    Field(name="until", kind=DAY, mistaken=("jusqu_au", "expires", "expiry", "périmé_le", "fin")),
)
"""What stands beside a content of a pool."""
_METRICS = {
    "partages": "shares",
    "réponses": "replies",
    "commentaires": "replies",
    "comments": "replies",
    "vues": "views",
    "impressions": "views",
    "clics": "clicks",
    "j'aime": "reactions",
    "likes": "reactions",
    "portée": "reach",
    "enregistrements": "saves",
    "conversations": "conversation",
}
FLOOR = Record(
    "floor",
    (
        Field(
            name="metric",
            kind=Choice((*SUMS, *COMPONENTS), mistaken=_METRICS),
            required=True,
            mistaken=("mesure", "indicateur", "métrique"),
        ),
        Field(
            name="under",
            kind=Number(1, 100_000_000),
            required=True,
            mistaken=("sous", "moins_de", "min", "least", "below"),
        ),
        Field(name="age", kind=Spelt(words.age, "", tuple(words.AGES)), mistaken=("âge",)),
        Field(name="rest", kind=SPAN, mistaken=("repos", "pause")),
    ),
    like="{metric: engagement, under: 5}",
)


def pool(entry: Record) -> Record:
    """The pool of contents that `entry` describes."""
    return Record(
        "pool",
        (
            Field(name="rest", kind=SPAN, mistaken=("repos", "pause", "cooldown", "minimum_rest")),
            Field(name="a_week", kind=Number(1, 70), mistaken=("par_semaine", "per_week", "weekly", "semaine")),
            Field(name="floor", kind=Placed(FLOOR), mistaken=("plancher", "seuil", "threshold")),
            Field(
                name="contents",
                kind=Nodes(Items, entry),
                required=True,
                mistaken=("contenus", "entries", "posts", "textes", "content"),
            ),
        ),
        like="{rest: 60d, contents: [...]}",
    )
