"""Rows that a colleague typed, made into posts: every cell that cannot be used is named, all at once, and nothing is guessed."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date, time
from typing import Any

from scheduler.campaigns import handwriting, words
from scheduler.campaigns.drafts import Draft, Made, Terms, Theme, place
from scheduler.campaigns.exports.columns import of_counts
from scheduler.campaigns.grids import Faulty, Row, Value
from scheduler.campaigns.headings import Column, Table
from scheduler.model.notice import Severity
from scheduler.model.spelling import Misspelt, folded, nearest, slug, slugged
from scheduler.patterns import lazy_pattern

_LINES = lazy_pattern(r"[\n;|]+|,(?=\s*\S+\.(?:jpe?g|png|webp|gif|mp4|mov)\b)")
_ALTS = lazy_pattern(r"\n+|\s\|\s")
_NAMES = lazy_pattern(r"[,;/+&\n]+|\s(?:et|and)\s")
_TAGS = lazy_pattern(r"[\s,;]+")
_CONTROL = lazy_pattern("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufffe\uffff]")
_BREAKS = lazy_pattern("\x85|\u2028|\u2029|\x0b|\x0c")
EVERYWHERE = frozenset(
    {"tous", "toutes", "tout", "all", "tous_les_reseaux", "tous_les_comptes", "everywhere", "partout"}
)
CALLED = {
    "twitter": "x",
    "x_(twitter)": "x",
    "fb": "facebook",
    "insta": "instagram",
    "ig": "instagram",
    "bsky": "bluesky",
}


def read(made: Made, table: Table, terms: Terms) -> None:
    """Read every row of `table` into `made`."""
    for column, heading in table.unknown:
        place(
            made,
            table,
            table.heading_row,
            Column(column, "", heading),
            "column-of-counts" if of_counts(heading) else "column-unknown",
            Severity.WARNING,
            heading=heading,
        )
    for number in table.bare:
        bare = Column(number, "", "…")
        place(made, table, table.heading_row, bare, "column-without-heading", Severity.WARNING)
    for row in table.rows:
        _Reader(made, table, terms, row).read()


class _Reader:
    """Reads one row."""

    def __init__(self, made: Made, table: Table, terms: Terms, row: Row) -> None:
        self.made, self.table, self.terms, self.row = made, table, terms, row
        self.places = {one.field: one for one in reversed(table.columns) if not one.own}
        self.wrong = False
        self.told: set[Column | None] = set()

    def fault(self, code: str, field: str, column: Column | None = None, /, **arguments: object) -> None:
        self.wrong = True
        found = column or self.places.get(field)
        self.told.add(found)
        place(self.made, self.table, self.row.number, found, code, Severity.ERROR, **arguments)

    def value(self, column: Column) -> Value:
        cell = self.row.cells[column.place] if column.place < len(self.row.cells) else None
        if isinstance(cell, Faulty):
            self.fault("cell-formula-failed", column.field, column, given=str(cell))
            return None
        if isinstance(cell, str):
            text = _BREAKS.sub("\n", cell).replace("\u200b", "").replace("\ufeff", "")
            if found := _CONTROL.search(text):
                self.fault("cell-control", column.field, column, given=f"U+{ord(found.group()):04X}")
                return None
            return text.strip() or None
        return cell

    def cells(self, field: str) -> Iterator[tuple[Column, Value]]:
        """Every cell of a field that is not empty."""
        for column in self.table.columns:
            if column.field == field and not column.own and (cell := self.value(column)) is not None:
                yield column, cell

    def text(self, field: str) -> str:
        return "\n".join(_written(cell) for _, cell in self.cells(field))

    def as_read(self, field: str, spell: Callable[[Any], Any], otherwise: Any) -> Any:
        """The value of a field's first cell, or `otherwise` where it is empty or wrong."""
        for column, cell in self.cells(field):
            try:
                return spell(cell)
            except Misspelt as wrong:
                self.fault(wrong.code, field, column, **wrong.arguments)
            break
        return otherwise

    def read(self) -> None:
        text, own = self.text("text"), self.own()
        when = self.as_read("date", lambda cell: handwriting.moment(cell, self.terms.order), None)
        day = when[0] if when else None
        theme = self.theme(day)
        link = self.as_read("link", lambda cell: words.link(str(cell).strip()), "")
        pictures, left = self.pictures()
        if not text and not own and not link and not pictures and not self.wrong:
            if not theme:
                self.fault("cell-text-missing", "text")
            return
        draft = self.as_read("draft", handwriting.switch, otherwise=False) or bool(left)
        hour, between = self.hour(when[1] if when else None, draft=draft)
        if day is None and not draft and not self.blamed("date"):
            self.fault("cell-date-missing", "date")
        note = "\n".join(one for one in (self.text("note"), *left) if one)
        made = Draft(
            row=self.row.number,
            sheet=self.table.grid.name,
            places=self.places,
            day=day,
            hour=hour,
            between=between,
            id=self.as_read("id", lambda cell: slug(_slug(cell)), ""),
            given_id=bool(self.text("id")),
            text=text,
            link=link,
            hashtags=self.hashtags("hashtags"),
            pictures=pictures,
            credit=" ".join(self.text("credit").split()),
            rights=self.as_read("rights", handwriting.status, ""),
            only=self.only(),
            own=own,
            note=note,
            category=self.as_read("category", _category, ""),
            minutes=self.as_read("minutes", _minutes, None),
            warning=" ".join(self.text("warning").split()),
            draft=draft,
        )
        if not self.wrong:
            self.made.posts.append(made)

    def blamed(self, field: str) -> bool:
        return field in self.places and self.places[field] in self.told

    def theme(self, day: date | None) -> bool:
        """Keep what the row says of its day; whether it says anything."""
        name, tags = " ".join(self.text("theme").split()), self.hashtags("day_hashtags")
        if not name and not tags:
            return False
        if day is None:
            if not self.blamed("date"):
                self.fault("cell-theme-without-day", "theme")
            return True
        known = self.made.days.get(day, Theme())
        if name and known.name and folded(name) != folded(known.name):
            self.fault("cell-theme-differs", "theme", given=name, other=known.name, first=known.row, day=day)
        joined = tuple(dict.fromkeys((*known.hashtags, *tags)))
        self.made.days[day] = Theme(name=known.name or name, hashtags=joined, row=known.row or self.row.number)
        return True

    def hour(self, beside: time | None, *, draft: bool) -> tuple[time | None, tuple[time, time] | None]:
        """When on its day: an hour, or the two between which a person sends it."""
        found: Any = self.as_read("hour", lambda cell: (handwriting.window(cell), cell), None)
        if found and found[0]:
            return None, found[0]
        found = self.as_read("hour", lambda cell: (handwriting.clock(cell),), None) if found else None
        if found and found[0] is None and not draft:
            self.fault("cell-hour-by-hand", "hour")
        if found:
            return found[0], None
        column = "hour" if "hour" in self.places else "date"
        if beside is None and not draft and not self.blamed(column):
            self.fault("cell-hour-missing", column)
        return beside, None

    def hashtags(self, field: str) -> tuple[str, ...]:
        found = []
        for column, cell in self.cells(field):
            for word in filter(None, _TAGS.split(str(cell).replace("#", " #"))):
                try:
                    found.append(words.hashtag(word))
                except Misspelt as wrong:
                    self.fault(wrong.code, field, column, **wrong.arguments)
        return tuple(dict.fromkeys(found))

    def pictures(self) -> tuple[tuple[tuple[str, str], ...], tuple[str, ...]]:
        """Pictures with their words, and the addresses of those that are not here: nothing is fetched."""
        names = [
            (column, one.strip())
            for column, cell in self.cells("images")
            for one in _LINES.split(str(cell))
            if one.strip()
        ]
        alts = [" ".join(one.split()) for _, cell in self.cells("alt") for one in _ALTS.split(str(cell)) if one.strip()]
        links = [(c, one) for c, cell in self.cells("addresses") for one in str(cell).split()]
        links += [(column, one) for column, one in names if "://" in one]
        for column, one in links:
            place(self.made, self.table, self.row.number, column, "cell-picture-elsewhere", Severity.WARNING, given=one)
        files: list[str] = []
        told = len(self.made.notices)
        for column, one in names:
            if "://" in one:
                continue
            try:
                files.append(self.terms.picture(one))
            except Misspelt as wrong:
                self.fault(wrong.code, "images", column, **wrong.arguments)
        if files and len(alts) != len(files) and len(self.made.notices) == told:
            if len(files) == 1 and alts:
                alts = [" ".join(alts)]
            else:
                code = "cell-alts-differ" if alts else "cell-alt-missing"
                self.fault(
                    code,
                    "alt" if "alt" in self.places else "images",
                    pictures=len(files),
                    alts=len(alts),
                    file=files[0],
                )
        return tuple(zip(files, alts, strict=False)), tuple(one for _, one in links)

    def only(self) -> tuple[str, ...]:
        """The accounts or networks that the row names; a column of accounts says more than one of networks."""
        found: list[str] = []
        for one in ("account", "network"):
            for column, cell in self.cells(one):
                for word in filter(None, map(str.strip, _NAMES.split(str(cell)))):
                    found += self.named(word, one, column)
            if found:
                break
        return tuple(dict.fromkeys(found)) if set(found) != set(self.terms.networks) else ()

    def named(self, word: str, field: str, column: Column) -> Sequence[str]:
        known = {folded(one): one for one in (*self.terms.networks.values(), *self.terms.networks)}
        simple = folded(word.removeprefix("@"))
        simple = CALLED.get(simple, simple)
        if simple in known:
            return [known[simple]]
        if simple in EVERYWHERE:
            return list(self.terms.networks)
        choices = sorted(set(self.terms.networks.values()))
        self.fault(
            "cell-account-unknown", field, column, given=word, meant=nearest(word, choices) or ", ".join(choices)
        )
        return []

    def own(self) -> Mapping[str, Mapping[str, Any]]:
        """What the columns of one network or account alone say (`texte facebook`)."""
        found: dict[str, dict[str, Any]] = {}
        for column in self.table.columns:
            if not column.own or (cell := self.value(column)) is None:
                continue
            if column.field == "text":
                found.setdefault(column.own, {})["text"] = _written(cell)
                continue
            try:
                if (hour := handwriting.clock(cell)) is not None:
                    found.setdefault(column.own, {})["at"] = hour
            except Misspelt as wrong:
                self.fault(wrong.code, column.field, column, **wrong.arguments)
        return found


def _written(cell: Value) -> str:
    return f"{cell:g}" if isinstance(cell, float) else str(cell)


def _slug(cell: Value) -> str:
    """What is nearly a short name is made one; what is far from it is refused by `slug`."""
    text = str(cell).strip()
    return slugged(text, 60) or text


def _category(cell: Value) -> str:
    word = folded(str(cell)).replace("_", "-")
    if word in words.CATEGORIES:
        return word
    raise Misspelt("cell-category-unknown", given=str(cell), known=words.CATEGORIES)


def _minutes(cell: Value) -> int:
    text = _written(cell).removesuffix("min").strip()
    if text.isascii() and text.isdigit() and len(text) <= 5:
        return int(text)
    raise Misspelt("number-unfit", given=text, least=0, most=99_999)
