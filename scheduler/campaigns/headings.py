"""Which column holds what: by the headings that people write in French and English, or by the form of another tool's file.

Buffer's bulk file has the headings `Text, Image URL, Tags, Posting Time` and, for Pinterest, `Board Name`
(https://support.buffer.com/article/926-how-to-upload-posts-in-bulk-to-buffer). Hootsuite's has none: a date with an hour, the
message, and a link that may be missing; it takes both orders of day and month. Both read 2026-11-22.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from scheduler.campaigns import handwriting
from scheduler.campaigns.grids import Grid, Row
from scheduler.campaigns.handwriting import Order
from scheduler.model.spelling import Misspelt, folded
from scheduler.patterns import lazy_pattern


class Origin(StrEnum):
    """Who laid out the table."""

    PERSON = "person"
    HOOTSUITE = "hootsuite"
    BUFFER = "buffer"


@dataclass(frozen=True, slots=True)
class Column:
    """One column that is known: its field, and the network or account whose own it is (`texte facebook`)."""

    place: int
    field: str
    heading: str
    own: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """A sheet understood: its columns, those that nobody knows (place and heading), and the rows below them."""

    grid: Grid
    origin: Origin
    columns: tuple[Column, ...]
    unknown: tuple[tuple[int, str], ...]
    rows: tuple[Row, ...]
    heading_row: int
    bare: tuple[int, ...] = ()
    """Places that hold something below, and no heading."""


FIELDS: Mapping[str, str] = {
    "date": "date, jour, day, le, date de publication, publish date, publication date, date et heure, date/heure, date heure, "
    "datetime, date and time, posting time, scheduled date, scheduled time, date/time, scheduled at, schedule",
    "hour": "heure, hour, time, horaire, à, at, heure de publication, publish time",
    "theme": "thème, theme, thème du jour, theme of the day, rubrique, journée",
    "day_hashtags": "hashtags du jour, hashtag du jour, hashtags of the day, day hashtags, mots-dièse du jour",
    "text": "texte, text, message, contenu, content, texte du post, texte de la publication, post text, caption, légende, copy, "
    "rédactionnel, tweet, texte commun",
    "hashtags": "hashtags, hashtag, mots-dièse, mot-dièse, dièses, tags",
    "link": "lien, link, url, adresse du lien, liens",
    "images": "image, images, photo, photos, visuel, visuels, média, médias, media, picture, pictures, fichier, fichiers, file, "
    "files, nom de l'image, nom du fichier, filename, image name, illustration",
    "addresses": "image url, image urls, image link, url de l'image, adresse de l'image, picture url, video url",
    "alt": "alt, texte alternatif, texte de remplacement, alternative text, alt text, alternative, description de l'image, "
    "image description, texte alt, alts",
    "credit": "crédit, crédits, credit, credits, crédit photo, copyright",
    "rights": "droits, rights, droits image, droits de l'image, image rights, statut des droits",
    "account": "compte, comptes, account, accounts",
    "network": "réseau, réseaux, network, networks, réseau social, réseaux sociaux, canal, canaux, channel, channels, "
    "plateforme, plateformes, platform, platforms",
    "id": "id, identifiant, publication, post, post id, nom court, slug",
    "note": "note, notes, remarque, remarques, commentaire interne, commentaires, comment, comments, board name",
    "category": "catégorie, category",
    "minutes": "minutes, temps passé, time spent",
    "draft": "brouillon, draft",
    "warning": "avertissement, content warning, cw",
}
PASSED = (
    "état, state, statut, status, campagne, campaign, publié, published, adresse, address, code, étiquette, tag, échéance (utc), "
    "due (utc), commentaire dessous, comment below, semaine, week, n°, no, #, auteur, author, responsable, owner"
)
"""Headings that are understood, and say nothing that a campaign file holds: those of our own export among them."""
MANY = frozenset({"images", "alt", "addresses", "note", "network", "account"})
_SPLIT = lazy_pattern(r"[_\s]+")
_NUMBER = lazy_pattern(r"_?\(?n?°?_?\d+\)?$")
_FOR = ("pour_", "for_", "sur_", "on_", "(")


def plain(heading: object) -> str:
    """A heading for comparing: small letters, no accents, no signs around it."""
    return _SPLIT.sub("_", folded(str(heading).strip().strip("*:?. "))).replace("’", "'")


_KNOWN = {plain(word): field for field, words in FIELDS.items() for word in words.split(", ")}
_PASSED = frozenset(plain(word) for word in PASSED.split(", "))


def understood(grid: Grid, names: Collection[str]) -> Table | None:
    """The table in `grid`; None where no headings are found, and no tool's form. `names`: networks, accounts."""
    for number, row in enumerate(grid.rows[:10]):
        columns, unknown = _columns(row, names)
        fields = {one.field for one in columns}
        if len(fields) >= 2 and fields & {"text", "date", "theme"}:
            headings = {plain(cell) for cell in row.cells if cell is not None}
            buffer = {"text", "posting_time"} <= headings
            if buffer:  # its tags are for its own filters, no hashtags
                columns = [_as_note(one) if one.field == "hashtags" else one for one in columns]
            return Table(
                grid=grid,
                origin=Origin.BUFFER if buffer else Origin.PERSON,
                columns=tuple(columns),
                unknown=tuple(unknown),
                rows=grid.rows[number + 1 :],
                heading_row=row.number,
                bare=_bare(row, grid.rows[number + 1 :]),
            )
    return _hootsuite(grid)


def _bare(heads: Row, rows: Sequence[Row]) -> tuple[int, ...]:
    headed = {place for place, cell in enumerate(heads.cells) if cell is not None}
    filled = {place for row in rows for place, cell in enumerate(row.cells) if cell is not None}
    return tuple(sorted(filled - headed))


def _as_note(one: Column) -> Column:
    return Column(one.place, "note", one.heading)


def _columns(row: Row, names: Collection[str]) -> tuple[list[Column], list[tuple[int, str]]]:
    found: list[Column] = []
    unknown: list[tuple[int, str]] = []
    for place, cell in enumerate(row.cells):
        if not isinstance(cell, str):
            continue
        field, own = _field(cell, names)
        taken = any(one.field == field and one.own == own for one in found) and field not in MANY
        if field and not taken:
            found.append(Column(place, field, " ".join(cell.split()), own))
        elif plain(cell) not in _PASSED:
            unknown.append((place, " ".join(cell.split())))
    return found, unknown


def _field(heading: str, names: Collection[str]) -> tuple[str, str]:
    word = plain(heading)
    if word in _KNOWN:
        return _KNOWN[word], ""
    bare = _NUMBER.sub("", word)
    if _KNOWN.get(bare) in MANY:
        return _KNOWN[bare], ""
    for known, field in _KNOWN.items():
        if field in {"text", "hour"} and word.startswith(f"{known}_"):
            rest = word[len(known) + 1 :]
            for start in _FOR:
                rest = rest.removeprefix(start)
            own = next((name for name in names if folded(name) == rest.rstrip(")")), "")
            if own or rest == "twitter":
                return field, own or "x"
    return "", ""


def _hootsuite(grid: Grid) -> Table | None:
    """Rows of a date with an hour, a message, and perhaps a link: as many as there are."""
    rows = grid.rows
    if not rows or any(not 2 <= len(row.cells) <= 4 or not isinstance(row.cells[1], str) for row in rows):
        return None
    dated = 0
    for row in rows:
        try:
            dated += handwriting.moment(row.cells[0], Order.DAY)[1] is not None
        except Misspelt:
            continue
    if not dated or dated * 2 < len(rows):
        return None
    fields = ("date", "text", "link", "addresses")[: max(len(row.cells) for row in rows)]
    columns = tuple(Column(place, field, field) for place, field in enumerate(fields))
    return Table(grid=grid, origin=Origin.HOOTSUITE, columns=columns, unknown=(), rows=rows, heading_row=0)


def order_of(tables: Sequence[Table], asked: Order | None, language: str) -> Order | None:
    """How the dates of a file are meant: as asked, else as its own dates prove, else as its language writes them.

    None: nothing tells. Files of other tools are written by machines of any country, so their language tells nothing.
    """
    if asked is not None:
        return asked
    pairs = [
        pair
        for table in tables
        for column in table.columns
        if column.field == "date"
        for row in table.rows
        if column.place < len(row.cells) and (pair := handwriting.numbers(row.cells[column.place]))
    ]
    if any(first > 12 for first, _ in pairs) != any(second > 12 for _, second in pairs):
        return Order.DAY if any(first > 12 for first, _ in pairs) else Order.MONTH
    by_person = all(table.origin is Origin.PERSON for table in tables)
    return Order.DAY if by_person and language == "fr" else None
