"""The strip below the week that reads the chosen post: whole enough to say yes to, without opening it."""

from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING

from scheduler.render.days import day_name
from scheduler.sentences import label
from scheduler.tui import signs
from scheduler.tui.cells import cells, wrapped
from scheduler.tui.pen import Line
from scheduler.tui.widgets.drawn import Drawn

if TYPE_CHECKING:
    from scheduler.app.agenda import Entry
    from scheduler.app.results import Latest
    from scheduler.model.delivery import Approval, Delivery


def state_word(sign: signs.Sign, one: "Entry", language: str) -> str:
    """The word of a standing: «refusé par X» names the first network that stands so."""
    network = next((each.network for each in one.deliveries if signs.sign_of(each) is sign), "")
    return label(sign.word, language, network=network.capitalize())


def last_yes(one: "Entry", role: str) -> "Approval | None":
    """The newest yes of a role to a post: an earlier one may be of another text, or came another way."""
    given = (yes for each in one.deliveries for yes in each.approvals if yes.role == role)
    return max(given, key=lambda yes: yes.at, default=None)


class PostStrip(Drawn):
    """Seven lines where there is room, three where there is not."""

    entry: "Entry | None" = None
    sign: signs.Sign = signs.READY
    blocked: Mapping[str, str] = {}
    counts: "Mapping[str, Latest]" = {}  # noqa: RUF012 - replaced, never changed
    told: Sequence[tuple[str, str]] = ()
    """Lines that stand there instead: a colour's token and a sentence each."""

    def __init__(self, language: str, role_name: Callable[[str], str], *, id: str | None = None) -> None:  # noqa: A002
        super().__init__(language, id=id)
        self._role_name = role_name

    def show(
        self, entry: "Entry | None", sign: signs.Sign, blocked: Mapping[str, str], counts: "Mapping[str, Latest]"
    ) -> None:
        """Read this post; `counts` are those that came back, by tag."""
        self.entry, self.sign, self.blocked, self.counts, self.told = entry, sign, blocked, counts, ()
        self.refresh()

    def tell(self, lines: Sequence[tuple[str, str]]) -> None:
        """Say these lines instead of reading a post."""
        self.told = lines
        self.refresh()

    def draw(self, line: Line, y: int) -> None:
        """One of its lines."""
        if self.told:
            token, words = self.told[y] if y < len(self.told) else ("text", "")
            line.add(" ").add(words, token, bold=y == 0)
            return
        one = self.entry
        if one is None:
            return
        line.add(" ")
        if y == 0:
            self._heading(line, one)
            return
        below = [self._networks, *self._came_back(one), *(self._said(each) for each in self._warnings(one))]
        if not self._beside(one):
            below.insert(0, self._roles)
        room = max(self.size.height - 1 - len(below), 2 if self.size.height > 4 else 1)
        text = wrapped(cells(one.text), max(self.size.width - 2, 10), room)
        if y <= len(text):
            line.add(text[y - 1])
        elif y - len(text) - 1 < len(below):
            below[y - len(text) - 1](line, one)

    def _heading(self, line: Line, one: "Entry") -> None:
        beside = self._beside(one)
        # Where there is no line for the yeses alone, the theme, the code and who said them give them their room.
        brief = next((n for n in range(3) if self._whole(one, n).length <= self.size.width), 3) if beside else 0
        self._title(line, one, brief)
        if beside:
            self._roles(line.add("   " if brief < 3 else " "), one, named=brief < 3)

    def _beside(self, one: "Entry") -> bool:
        """Whether who said yes stands behind the heading; where there are lines enough, it has one of its own if it must."""
        return self.size.height <= 4 or self._whole(one, 0).length <= self.size.width

    def _whole(self, one: "Entry", brief: int) -> Line:
        whole = Line(self.palette)
        self._title(whole.add(" "), one, brief)
        self._roles(whole.add("   "), one)
        return whole

    def _title(self, line: Line, one: "Entry", brief: int) -> None:
        """Which post, when, how it stands; without its theme where it is to be `brief`, nor its code where very much so."""
        hour = f" {one.hour:%H:%M}" if one.hour else ""
        line.add(f"{self.sign.glyph} ", self.sign.token, bold=True)
        line.add(cells(f"{one.post} ↳ {one.reply}" if one.reply else one.post), bold=True)
        about = [f"{day_name(one.day, 'short', self.language)}{hour}"]
        about += [cells(one.theme)] if brief < 1 else []
        about += [label("review-code", self.language, short=one.code)] if one.code and brief < 2 else []
        line.add("   " + " · ".join(each for each in about if each) + " · ", "muted")
        line.add(state_word(self.sign, one, self.language), self.sign.token, bold=True)

    def _roles(self, line: Line, one: "Entry", *, named: bool = True) -> None:
        """Each role, and who said its yes last; closer together where they are not `named`."""
        for place, role in enumerate(dict.fromkeys(role for each in one.deliveries for role in each.roles)):
            yes = last_yes(one, role)
            missing = role in one.missing
            who = "" if missing or yes is None or not named else f" {cells(yes.by)}"
            apart = ("   " if named else " ") if place else ""
            line.add(f"{apart}{cells(self._role_name(role))} ", "muted")
            line.add("○" if missing else f"✓{who}", "awaiting" if missing else "published")

    def _came_back(self, one: "Entry") -> "Sequence[Callable[[Line, Entry], None]]":
        read = [(signs.mark(each.network), self.counts[each.tag]) for each in one.deliveries if each.tag in self.counts]
        if not read:
            return ()
        from scheduler.render.counted import engagement  # noqa: PLC0415 - as below

        return (self._said(("published", cells(engagement(read, self.language)))),)

    def _networks(self, line: Line, one: "Entry") -> None:
        for place, each in enumerate(one.deliveries):
            if place:
                line.add(" · ", "muted")
            line.add(signs.mark(each.network), bold=True)
            sign = signs.sign_of(each, self.blocked)
            if sign is not self.sign:
                line.add(sign.glyph, sign.token, bold=True)
            line.add(f" {self._counted(each)}", "muted")

    def _counted(self, one: "Delivery") -> str:
        parts = one.variant.parts
        if not parts:
            return label("review-no-text", self.language)
        from scheduler.render.preview_words import of_limit  # noqa: PLC0415 - the first frame shows no post

        longest = max(parts, key=lambda part: part.length / max(part.limit, 1))
        length = of_limit(longest, self.language).replace(" ", "")
        posts = label("preview-parts", self.language, n=len(parts)) + " " if len(parts) > 1 else ""
        pictures = sum(len(part.media) for part in parts)
        return f"{posts}{length}" + (f" ▣{pictures}" if pictures else "")

    def _warnings(self, one: "Entry") -> Sequence[tuple[str, str]]:
        """What stands in the way, once for all the networks on which it does."""
        from scheduler.model.notice import Severity  # noqa: PLC0415 - as above
        from scheduler.render.preview_words import doubtful  # noqa: PLC0415 - as above
        from scheduler.tui.reasons import reason  # noqa: PLC0415 - as above

        found: dict[tuple[str, str, str], list[str]] = {}
        for each in one.deliveries:
            if signs.sign_of(each, self.blocked) is signs.BLOCKED:
                told = [("trouble", "!", reason(self.blocked[each.account], self.language))]
            elif each.reason:
                sign = signs.sign_of(each)
                told = [(sign.token, sign.glyph, cells(reason(each.reason, self.language)))]
            else:
                told = []
            for severity, text, advice in doubtful(each.variant.notices, self.language):
                token = "trouble" if severity is Severity.ERROR else "awaiting"
                told.append((token, "~", f"{text} {advice}".rstrip()))
            for key in dict.fromkeys(told):
                found.setdefault(key, []).append(signs.mark(each.network))
        return [
            (token, f"{glyph} {label('viewing-of', self.language, what=' '.join(marks), told=text)}")
            for (token, glyph, text), marks in found.items()
        ]

    def _said(self, given: tuple[str, str]) -> "Callable[[Line, Entry], None]":
        def draw(line: Line, _: "Entry") -> None:
            line.add(given[1], given[0])

        return draw
