"""A post on one network: its parts, pictures with their alt texts, counters by the network's rule, and what was said of it."""

from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby
from types import MappingProxyType
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from rich.color import Color
from rich.style import Style
from rich.text import Text
from textual.reactive import reactive
from textual.widget import Widget

from scheduler.app.thumbnails import Colour, Picture
from scheduler.model.delivery import Delivery, State
from scheduler.model.notice import Notice, Severity
from scheduler.model.variant import Media, Part, Role
from scheduler.render import conditions, counted
from scheduler.render import preview_words as words
from scheduler.render.days import day_name
from scheduler.sentences import label
from scheduler.tui import signs
from scheduler.tui.cells import cells, fit, paragraphs, width, wrapped
from scheduler.tui.reasons import reason
from scheduler.tui.tokens import palette

if TYPE_CHECKING:
    from textual.geometry import Size

    from scheduler.app.results import Latest
    from scheduler.model.network import Rules

Row = tuple[str | Text, str]
"""A line of the card, without control signs, and its colour's token; a line of a picture has its own colours, and its digest."""


class Card(Widget, can_focus=True):
    """Draws its own frame: heavy when it is the one that Tab chose."""

    heavy = reactive(False)

    def __init__(
        self,
        one: Delivery,
        rules: "Rules | None",
        language: str,
        blocked: Mapping[str, str],
        pictures: Mapping[str, Picture],
        also: Sequence[Notice] = (),
        counts: "Mapping[str, Latest]" = MappingProxyType({}),
    ) -> None:
        super().__init__()
        self._counts = counts
        self._also = also
        self._pictures = pictures
        self.hung: tuple[tuple[int, str, int, int], ...] = ()
        """Where pictures stand in it: the line, the picture, its columns and rows of cells."""
        self.account = one.account
        self._one = one
        self._rules = rules
        self._language = language
        self._blocked = blocked

    @property
    def weight(self) -> int:
        """About how many lines it takes."""
        parts = self._one.variant.parts
        return 4 + sum(2 + len(part.text) // 50 + 3 * len(part.media) for part in parts)

    def on_focus(self) -> None:
        """Draw the heavy frame."""
        self.heavy = True

    def on_blur(self) -> None:
        """Draw the light one."""
        self.heavy = False

    def get_content_height(self, container: "Size", viewport: "Size", width: int) -> int:
        """As many lines as it says, and its frame."""
        return len(list(self._rows(width - 4))) + 2

    def render(self) -> Text:
        """The card."""
        wide, colours = self.size.width, palette(self.app.theme)
        left, right, side = ("┏━", "━┓", "┃") if self.heavy else ("┌─", "─┐", "│")
        frame = colours.style("accent" if self.heavy else "line")
        rule = left[1]
        sign = signs.sign_of(self._one, self._blocked)
        title = f" {signs.mark(self._one.network)} {cells(self.account)} "
        state = f" {sign.glyph} {label(sign.word, self._language, network=self._title)} "
        title = fit(title, max(wide - 4 - width(state), 4)).rstrip() + " " if width(title + state) > wide - 4 else title
        text = Text(no_wrap=True, overflow="crop")
        text.append(left, frame).append(title, colours.style("text", bold=True))
        text.append(rule * max(wide - 4 - width(title + state), 0), frame)
        text.append(state, colours.style(sign.token, bold=True)).append(f"{right}\n", frame)
        rows = list(self._rows(wide - 4))
        self.hung = tuple(_hung(rows))
        for shown, token in rows:
            text.append(f"{side} ", frame)
            if isinstance(shown, Text):
                text.append_text(shown).append(" " * (wide - 4 - shown.cell_len))
            else:
                text.append(fit(shown, wide - 4), colours.style(token))
            text.append(f" {side}\n", frame)
        corners = ("┗", "┛") if self.heavy else ("└", "┘")
        text.append(corners[0] + rule * (wide - 2) + corners[1], frame)
        return text

    @property
    def _title(self) -> str:
        return self._rules.title if self._rules else self._one.network

    def _rows(self, wide: int) -> Iterator[Row]:
        if wide < 8:
            return
        one = self._one
        if one.variant.options.warning:
            yield from ((line, "awaiting") for line in wrapped(f"[CW] {cells(one.variant.options.warning)}", wide))
        for number, (name, part) in enumerate(words.parts_of(one.variant, self._language)):
            if number:
                yield "╌" * wide, "line"
            yield from self._part(name, part, wide)
            card = one.variant.card
            if card is not None and card.part == number:
                yield from (
                    (line, "accent") for line in wrapped(f"▤ {cells(card.title)} · {words.host(card.url)}", wide, 2)
                )
        yield from self._about(wide)

    def _part(self, name: str, part: Part, wide: int) -> Iterator[Row]:
        head = f"↳ {name}" if part.role is Role.COMMENT else name
        count = words.of_limit(part, self._language).replace(" ", "")
        fits = part.length <= part.limit
        counter = f"{count} {'✓' if fits else '✗'}"
        yield fit(head, max(wide - width(counter), 0)) + counter, "muted" if fits else "trouble"
        first = self._rules is not None and words.picture_first(self._rules)
        pictures = [row for media in part.media for row in self._picture(media, wide)]
        yield from pictures if first else ()
        if part.text:
            yield from ((line, "text") for line in paragraphs(part.text, wide))
        yield from () if first else pictures

    def _picture(self, media: Media, wide: int) -> Iterator[Row]:
        size = f" {media.width}×{media.height}" if media.width else ""
        gone = words.cut(media, self._language)
        cut = f" {words.cut_sign(media)} {gone}" if gone else ""
        drawn = () if palette(self.app.theme).ansi else self._pictures.get(media.blob, ())
        yield from ((_cells_of(row, wide), media.blob) for row in drawn)
        yield from (
            (line, "accent") for line in wrapped(f"{'' if drawn else '▒▓█ '} {cells(media.file)}{size}{cut}", wide)
        )
        alt = cells(media.alt)
        told = f"{label('preview-alt', self._language)} {alt} ({len(media.alt)})" if alt else ""
        shown = told or label("preview-no-alt", self._language)
        yield from ((line, "muted" if alt else "trouble") for line in wrapped(shown, wide))

    def _about(self, wide: int) -> Iterator[Row]:
        one, sign = self._one, signs.sign_of(self._one, self._blocked)
        why = self._blocked.get(one.account, "") if sign is signs.BLOCKED else one.reason
        if why:
            yield from (
                (line, sign.token) for line in wrapped(f"{sign.glyph} {cells(reason(why, self._language))}", wide)
            )
        if one.due is None and one.closes and one.state is State.READY:
            at = one.closes.astimezone(ZoneInfo(one.zone))
            until = f"{day_name(at.date(), 'short', self._language)} {at:%H:%M}"
            yield from (
                (line, "accent") for line in wrapped(label("review-by-hand", self._language, until=until), wide)
            )
        if one.content:
            said = label("pool-says", self._language, content=one.content)
            yield from ((line, "muted") for line in wrapped(cells(f"· {said}"), wide))
        for condition in conditions.words(one.conditions, one.zone, self._language):
            yield from ((line, "muted") for line in wrapped(cells(f"· {condition}"), wide))
        for receipt in one.receipts:
            yield from ((line, "published") for line in wrapped(f"✓ {cells(receipt.url or receipt.remote_id)}", wide))
        if one.receipts:
            read = self._counts.get(one.tag)
            back = counted.told(read, self._language) if read else label("viewing-count-none", self._language)
            yield from ((line, "accent" if read else "muted") for line in wrapped(cells(back), wide))
        if one.state is State.EXPECTED and one.handed:
            yield from ((line, "expected") for line in wrapped(f"→ {cells(one.handed.folder)}", wide))
        for severity, text, advice in words.doubtful((*one.variant.notices, *self._also), self._language):
            token = "trouble" if severity is Severity.ERROR else "awaiting"
            yield from ((line, token) for line in wrapped(cells(f"~ {text} {advice}".rstrip()), wide))
        for told in words.done(one.variant.notices, self._language):
            yield from ((line, "muted") for line in wrapped(cells(f"· {told}"), wide))


def _hung(rows: Sequence[Row]) -> Iterator[tuple[int, str, int, int]]:
    for (digest, drawn), group in groupby(enumerate(rows), key=lambda one: (one[1][1], isinstance(one[1][0], Text))):
        lines = [(line, shown) for line, (shown, _token) in group]
        if drawn and isinstance(lines[0][1], Text):
            yield lines[0][0], digest, lines[0][1].cell_len, len(lines)


def _cells_of(row: Sequence[tuple[Colour, Colour]], wide: int) -> Text:
    """A row of a picture: the upper half of each cell in one colour, what is behind it in the other."""
    text = Text()
    for upper, lower in row[:wide]:
        text.append("▀", Style(color=Color.from_rgb(*upper), bgcolor=Color.from_rgb(*lower)))
    return text
