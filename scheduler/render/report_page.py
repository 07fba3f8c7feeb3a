"""The report as a page of blocks (paragraphs, lists, tables, charts, cards, quotes), the same in every format.

A block holds text that is ready to be read, never markup; each format draws the blocks in its own way.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field

from scheduler.model.report import Verdict
from scheduler.render.drawing import Picture


@dataclass(frozen=True, slots=True, kw_only=True)
class Paragraph:
    """Sentences. `small`: a note under something."""

    text: str
    small: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Bullets:
    """A list; `lead` makes the first sentence of each stand out."""

    items: Sequence[str]
    title: str = ""
    lead: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Cell:
    """One cell: its text, what follows it more quietly, a verdict's sign before it, a picture instead of it on paper."""

    text: str
    more: str = ""
    strong: bool = False
    verdict: Verdict | None = None
    picture: Picture | None = None
    strip: tuple[float, float, float, float] | None = None
    """The same picture in numbers: value, low, middle and high of the ordinary range."""
    note: str = ""
    """The id of the definition that this row rests on."""
    at: str = ""
    """The address of its number, as `scheduler why` takes it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """One column: its title, and whether it holds numbers."""

    title: str
    number: bool = False
    short: str = ""
    drawn: bool = False
    """Holds pictures: left out where none can be drawn. `short` is what a phone writes before a value."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """Rows of cells; the first cell of each names it. `total`: the last row sums the others."""

    caption: str
    columns: Sequence[Column]
    rows: Sequence[Sequence[Cell]]
    kind: str = "stack"
    """`stack` (blocks on a phone), `key` (the key figures), `wide` (scrolls on a phone)."""
    total: bool = False
    ids: Sequence[str] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Chart:
    """A picture whose title is its finding; `how` says how to read it. Where nothing is drawn the finding stands alone."""

    finding: str
    how: str
    picture: Picture

    @property
    def svg(self) -> str:
        """As inline SVG."""
        return self.picture.svg


@dataclass(frozen=True, slots=True, kw_only=True)
class Card:
    """One post: its text as it went out, where and when, and its counts."""

    title: str
    place: str
    counts: str
    url: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Cards:
    """Posts under a heading."""

    title: str
    cards: Sequence[Card]
    after: Sequence[Paragraph] = ()
    after_title: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Pair:
    """Two blocks beside each other where there is room."""

    left: "Block"
    right: "Block"


@dataclass(frozen=True, slots=True, kw_only=True)
class Numbers:
    """A few numbers that need no table: (what it counts, the number)."""

    items: Sequence[tuple[str, str]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Quote:
    """Somebody's words as they were said, and who said them, without a name."""

    text: str
    by: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Quotes:
    """Words of the public, each cited with consent."""

    quotes: Sequence[Quote]


@dataclass(frozen=True, slots=True, kw_only=True)
class Columns:
    """Lists beside each other where there is room."""

    blocks: Sequence[Bullets]


Block = Paragraph | Bullets | Table | Chart | Cards | Pair | Numbers | Quotes | Columns


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """A numbered part of the page. `boxed` stands apart: what cannot be said."""

    title: str
    blocks: Sequence[Block]
    boxed: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """The whole: a first page for the management, then the sections."""

    language: str
    kicker: str
    title: str
    heading: str
    meta: str
    banner: str
    badge: str
    """Beside the headline, where the numbers are simulated."""
    description: str
    first_title: str
    lead: str
    first: Sequence[Block]
    contents: str
    sections: Sequence[Section] = field(default=())
    closing: str = ""
