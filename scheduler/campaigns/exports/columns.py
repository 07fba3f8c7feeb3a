"""Which column of an export holds what: by a network's own headings, by those that people and tools write in French and English,
or as a person has said. Nothing is guessed: a date that no heading names is asked for.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from scheduler.campaigns.exports.sheets import Sheet
from scheduler.campaigns.grids import Value
from scheduler.campaigns.headings import plain
from scheduler.model.cells import letters
from scheduler.model.past import COUNTED, Field, Layout

HEADINGS: Mapping[Field, str] = {
    Field.DATE: "date, jour, day, le, date de publication, publication date, publish date, publish time, published, "
    "published at, posted at, date et heure, date/heure, datetime, date and time, created, created at, created date, "
    "date de création, time, heure de publication, publié le, timestamp",
    Field.HOUR: "heure, hour, horaire",
    Field.ZONE: "fuseau, fuseau horaire, timezone, time zone",
    Field.ID: "id, identifiant, post id, tweet id, status id, identifiant de la publication, id de la publication, "
    "remote id, uri",
    Field.URL: "url, lien, link, permalink, permalien, adresse, address, post link, post url, lien de la publication, "
    "lien du post, tweet permalink",
    Field.TEXT: "texte, text, message, contenu, content, légende, caption, description, post text, tweet, tweet text, "
    "texte du post, texte de la publication, titre, title, post title, titre de la publication, publication",
    Field.ACCOUNT: "compte, account, page, profil, profile",
    Field.NETWORK: "réseau, network, plateforme, platform, canal, channel, réseau social, social network",
    Field.CAMPAIGN: "campagne, campaign, opération, operation",
    Field.POST: "post, nom court, slug",
    Field.THEME: "thème, theme, rubrique",
    Field.CATEGORY: "catégorie, category",
    Field.HASHTAGS: "hashtags, hashtag, mots-dièse, tags",
    Field.REACTIONS: "réactions, reactions, likes, like, j'aime, mentions j'aime, favoris, favourites, favorites, "
    "favorites_count, likes_count, like count, nombre de likes, reaction count",
    Field.REPLIES: "commentaires, comments, réponses, replies, comment, reply count, comment count, "
    "nombre de commentaires",
    Field.SHARES: "partages, shares, reposts, retweets, republications, repartages, boosts, reblogs, share, share count, "
    "repost count, retweet count, nombre de partages",
    Field.SAVES: "enregistrements, saves, saved, signets, bookmarks",
    Field.CLICKS: "clics, clicks, clics sur le lien, link clicks, url clicks, total clicks, total des clics",
    Field.VIEWS: "vues, views, impressions",
    Field.REACH: "couverture, reach, portée, total reach",
    Field.TOTAL: "interactions, engagements, engagement, engagement total, total engagement",
}
"""By field, the headings in the order in which they win where several stand in one table."""
_KNOWN = {plain(word): field for field, words in HEADINGS.items() for word in words.split(", ")}


def of_counts(heading: str) -> bool:
    """Whether a heading is one of counts, which posts have that went out already."""
    return _KNOWN.get(plain(heading)) in COUNTED


@dataclass(frozen=True, slots=True)
class Column:
    """One column: its place, its heading as it is written, what it holds."""

    place: int
    heading: str
    field: Field


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """A sheet understood as far as its headings go. `network` and `layout` are set where a network's own export is known."""

    sheet: Sheet
    row: int
    headings: tuple[str, ...]
    columns: tuple[Column, ...]
    network: str = ""
    layout: Layout | None = None

    def place(self, field: Field) -> int:
        """Where `field` stands; -1 where no column holds it."""
        return next((one.place for one in self.columns if one.field is field), -1)

    @property
    def unknown(self) -> tuple[tuple[int, str], ...]:
        """The columns that nobody knows: (place, heading)."""
        known = {one.place for one in self.columns}
        return tuple((place, head) for place, head in enumerate(self.headings) if head and place not in known)

    @property
    def whole(self) -> bool:
        """Whether it can be read: a date, and what tells one post from another."""
        fields = {one.field for one in self.columns}
        return Field.DATE in fields and bool(fields & {Field.TEXT, Field.URL, Field.ID})


def understood(sheet: Sheet, layouts: Sequence[tuple[str, Layout]], said: Mapping[str, Field]) -> Table | None:
    """The table in `sheet`; None where it has no row of headings.

    `said` is what a person said of columns, by heading or letter.
    """
    best: Table | None = None
    for number, cells in sheet.head():
        heads = tuple(" ".join(str(cell or "").lstrip("\ufeff").split()) for cell in cells)
        if sum(bool(one) for one in heads) < 2 or not all(isinstance(cell, str) or cell is None for cell in cells):
            continue
        found = _layout(heads, layouts)
        columns = _columns(heads, found[1] if found else None, said)
        table = Table(
            sheet=sheet,
            row=number,
            headings=heads,
            columns=columns,
            network=found[0] if found else "",
            layout=found[1] if found else None,
        )
        if table.layout or table.whole:
            return table
        if best is None or len(columns) > len(best.columns):
            best = table
    return best


def _layout(heads: Sequence[str], layouts: Sequence[tuple[str, Layout]]) -> tuple[str, Layout] | None:
    """The export that has all the headings that it needs; of several the one that needs most."""
    there = {plain(one) for one in heads}
    fitting = [
        (len(need), place)
        for place, (_, layout) in enumerate(layouts)
        for need in layout.needs
        if {plain(one) for one in need} <= there
    ]
    return layouts[max(fitting, key=lambda one: (one[0], -one[1]))[1]] if fitting else None


def _columns(heads: Sequence[str], layout: Layout | None, said: Mapping[str, Field]) -> tuple[Column, ...]:
    by_hand = {plain(column): field for column, field in said.items()}
    found: dict[int, Field] = {}
    for place, head in enumerate(heads):
        field = by_hand.get(plain(head)) if head else None
        field = field or by_hand.get(letters(place + 1).lower())
        if field:
            found[place] = field
    taken: set[Field] = {*found.values()} - {Field.IGNORE}
    if layout:
        known = [(plain(word), field) for field, words in layout.headings.items() for word in words]
    else:
        known = list(_KNOWN.items())
    places = {plain(head): place for place, head in reversed([*enumerate(heads)]) if head}
    for word, field in known:  # in order: the heading that says most stands first
        place = places.get(word, -1)
        if place >= 0 and place not in found and field not in taken:
            found[place] = field
            taken.add(field)
    return tuple(Column(place, heads[place], field) for place, field in sorted(found.items()))


def filled(table: Table) -> Sequence[tuple[int, Sequence[Value]]]:
    """The first rows below the headings: to show a person what a column holds."""
    return [(number, cells) for number, cells in table.sheet.head() if number > table.row]
