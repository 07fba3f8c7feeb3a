"""What a preview says, the same on a terminal and on a page: counters, differences between networks, what was done."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import groupby
from typing import TYPE_CHECKING, Protocol
from urllib.parse import urlsplit

from scheduler.model.line import EXCUSED
from scheduler.model.notice import Notice, Severity
from scheduler.model.variant import FacetKind, Media, Part, Role, Variant
from scheduler.patterns import lazy_pattern
from scheduler.plain import visible
from scheduler.render.surface import Shown
from scheduler.sentences import label, say
from scheduler.sentences.words import written

if TYPE_CHECKING:
    from scheduler.model.network import Rules

SIGNS = "■○▲◇●□△◆▼▽"
"""One a network, in the order in which a preview meets them: colours alone tell nobody apart."""
LINK_SHOWN = 30
_ADDRESS = lazy_pattern(r"https?://\S+")
_SCHEME = lazy_pattern(r"^https?://(?:www\.)?")


class Previewed(Shown, Protocol):
    """One occurrence on one account, with what a reader may ask of it."""

    @property
    def title(self) -> str: ...
    @property
    def rules(self) -> "Rules": ...
    @property
    def own_text(self) -> str: ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Compared:
    """One account beside the others of its post: where its text comes from, how long and how many it is, what was left out.

    It is `alike` where it says what another account says before it.
    """

    account: str
    network: str
    text: str
    alike: bool
    parts: int
    length: str
    pictures: int
    left_out: Sequence[str]


def signs(shown: Sequence[Previewed]) -> Mapping[str, str]:
    """The sign of each network."""
    networks = dict.fromkeys(one.network for one in shown)
    return {name: SIGNS[number % len(SIGNS)] for number, name in enumerate(networks)}


def posts(shown: Sequence[Previewed]) -> Iterator[Sequence[Previewed]]:
    """The variants of one post at a time, in the order given; an hour of its own does not part an account from the others."""
    for _, of_post in groupby(shown, key=lambda one: (one.campaign, one.post, one.occurrence)):
        yield list(of_post)


def counter(part: Part, rules: "Rules", language: str) -> str:
    """The length, what the network counts, and what is too much: «184 / 280 characters (a link counts 23, an emoji 2)»."""
    unit = label(f"unit-{rules.count.value}", language)
    return ", ".join(one for one in (f"{of_limit(part, language)} {unit}", too_much(part, language)) if one)


def of_limit(part: Part, language: str) -> str:
    """The length beside its limit: «184 / 280»."""
    return f"{written(part.length, language)} / {written(part.limit, language)}"


def too_much(part: Part, language: str) -> str:
    """By how much a part is over its limit: «148 too many»; nothing where it is not."""
    over = part.length - part.limit
    return label("too-long-by", language, n=over) if over > 0 else ""


def name_of(part: Part, number: int, total: int, language: str) -> str:
    """What a part is to its post: «2/3», a reply, the first comment; nothing for a post alone."""
    if part.role is Role.POST:
        return f"{number}/{total}" if total > 1 else ""
    return label("first-comment" if part.role is Role.COMMENT else "shown-reply", language)


def parts_of(variant: Variant, language: str) -> Iterator[tuple[str, Part]]:
    """Each part with its name; comments are not counted among the parts of a thread."""
    total = sum(one.role is not Role.COMMENT for one in variant.parts)
    for number, part in enumerate(variant.parts, start=1):
        yield name_of(part, number, total, language), part


def done(notices: Sequence[Notice], language: str) -> list[str]:
    """What adaptation did, in words."""
    return [str(_said(one, language)) for one in notices if one.severity is Severity.INFO and one.code != EXCUSED]


def doubtful(notices: Sequence[Notice], language: str) -> list[tuple[Severity, str, str]]:
    """What somebody should look at: severity, sentence, advice."""
    wanted = [one for one in notices if one.severity is not Severity.INFO or one.code == EXCUSED]
    said = [(one.severity, say(one.code, one.arguments, language)) for one in wanted]
    return [(severity, one.text, one.advice) for severity, one in said]


def _said(notice: Notice, language: str) -> str:
    said = say(notice.code, notice.arguments, language)
    return f"{said.text} {said.advice}".strip()


def compared(of_post: Sequence[Previewed], language: str) -> list[Compared]:
    """The accounts of one post beside each other."""
    first: dict[tuple[str, ...], str] = {}
    rows: list[Compared] = []
    for one in of_post:
        seen = likeness(one.variant)
        if one.own_text:
            text = label("text-own", language, name=one.own_text)
        elif seen in first:
            text = label("text-same", language, account=first[seen])
        else:
            text = label("text-written" if not first else "text-fitted", language)
        first.setdefault(seen, one.account)
        parts = [part for part in one.variant.parts if part.role is not Role.COMMENT]
        left_out = [notice for notice in one.variant.notices if "saved" in notice.arguments]
        rows.append(
            Compared(
                account=one.account,
                network=one.rules.title,
                text=text,
                alike=not one.own_text and first[seen] != one.account,
                parts=len(parts),
                length=" + ".join(written(part.length, language) for part in parts)
                + (f" / {written(parts[0].limit, language)}" if parts else ""),
                pictures=sum(len(part.media) for part in parts),
                left_out=[say(notice.code, notice.arguments, language).text for notice in left_out],
            )
        )
    return rows


def likeness(variant: Variant) -> tuple[str, ...]:
    """What the parts say, whatever address their links have and whatever handle stands for a person."""
    return tuple(_bare(part) for part in variant.parts if part.role is not Role.COMMENT)


def _bare(part: Part) -> str:
    text = part.text
    for facet in sorted(part.facets, key=lambda one: one.start, reverse=True):
        if facet.kind in {FacetKind.LINK, FacetKind.MENTION}:
            text = f"{text[: facet.start]}‹{facet.kind.value}›{text[facet.end :]}"
    return _ADDRESS.sub("‹link›", text)  # one that a network does not see as a link


def cut(media: Media, language: str) -> str:
    """What of a picture will not be seen, or will be added to it; nothing where all of it is shown."""
    framing = media.framing
    if framing is None:
        return ""
    if framing.pads:
        return label("cut-nothing", language)
    sides = zip(("left", "top", "right", "bottom"), framing.cut, strict=True)
    gone = [
        label("cut-side", language, side=label(f"cut-{side}", language), share=round(share * 100))
        for side, share in sides
        if share >= 0.005
    ]
    return label("cut-away", language, sides=gone) if gone else ""


def cut_sign(media: Media) -> str:
    """Scissors where something is cut, a frame where something is added."""
    return "▭" if media.framing is not None and media.framing.pads else "✂"


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """A stretch of a text: plain, or something that the network sees as a link, mention or hashtag."""

    text: str
    kind: str = ""
    address: str = ""
    whole: str = ""
    """The address, where the network shows other words, or a part of it."""


def pieces(part: Part, rules: "Rules") -> Iterator[Piece]:
    """The text cut at its facets, made harmless; only http(s) links have an address, shown as the network shows them."""
    place = 0
    for facet in part.facets:
        if facet.start < place:
            continue
        if facet.start > place:
            yield Piece(text=visible(part.text[place : facet.start]))
        place = facet.end
        shown = visible(part.text[facet.start : facet.end])
        address = facet.value if facet.kind is FacetKind.LINK else ""
        seen = _seen(shown, facet.kind, rules)
        whole = visible(web(address)) if seen != address else ""
        yield Piece(text=seen, kind=facet.kind.value, address=web(address), whole=whole)
    if place < len(part.text):
        yield Piece(text=visible(part.text[place:]))


def picture_first(rules: "Rules") -> bool:
    """Whether a picture stands above the text: where a post is its picture, and where the text is the picture's caption."""
    return rules.pictures.required or rules.max_length_under_media is not None


def folded(given: Sequence[Piece], rules: "Rules", language: str) -> list[Piece]:
    """The pieces with a mark where the network folds a long text away, about; between words, and never inside of a link."""
    if rules.folds_after is None or sum(len(one.text) for one in given) <= rules.folds_after:
        return list(given)
    mark = Piece(text=f" {label('preview-fold', language, network=rules.title)} ", kind="fold")
    left = rules.folds_after
    for place, one in enumerate(given):
        if len(one.text) > left:
            space = one.text.rfind(" ", 0, left + 1) if not one.kind else 0
            head, rest = one.text[: max(space, 0)], one.text[max(space, 0) :].removeprefix(" ")
            before = [replace(one, text=head)] if head else []
            return [*given[:place], *before, mark, replace(one, text=rest), *given[place + 1 :]]
        left -= len(one.text)
    return list(given)


def _seen(shown: str, kind: FacetKind, rules: "Rules") -> str:
    """A link where each counts the same is shown without its scheme and cut: after 30 signs on Mastodon, near there on X.

    https://github.com/mastodon/mastodon/blob/main/app/lib/text_formatter.rb, read 2026-11-22.
    """
    if kind is not FacetKind.LINK or rules.url_length is None:
        return shown
    bare = _SCHEME.sub("", shown)
    return bare if len(bare) <= LINK_SHOWN else f"{bare[:LINK_SHOWN]}…"


def web(address: str) -> str:
    """`address` where a page may link to it, else nothing."""
    try:
        return address if urlsplit(address).scheme.lower() in {"http", "https"} else ""
    except ValueError:
        return ""


def host(address: str) -> str:
    """The host of an address as people read it."""
    try:
        return visible(urlsplit(address).netloc.removeprefix("www."))
    except ValueError:
        return ""
