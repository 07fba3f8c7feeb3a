"""A preview as a page of values that a template only has to lay out: days, posts, and each post's networks side by side."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from itertools import groupby

from scheduler.model.notice import Notice, Severity
from scheduler.model.variant import Card, Media, Part, Role
from scheduler.plain import harmless, visible
from scheduler.render import preview_words as words
from scheduler.render.preview_words import Compared, Piece, Previewed
from scheduler.render.terminal import line
from scheduler.sentences import label
from scheduler.sentences.words import written


@dataclass(frozen=True, slots=True, kw_only=True)
class Inline:
    """A picture inside the page: a `data:` address and its size there. Without data there was nothing to show."""

    data: str = ""
    width: int = 0
    height: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Looks:
    """Where a page's pictures come from: `sent` as they go out, `whole` before anything was cut, by the post's tag."""

    sent: Callable[[str, Media], Inline]
    whole: Callable[[str, Media], Inline]


@dataclass(frozen=True, slots=True, kw_only=True)
class Shot:
    """One picture: as it goes out, its words, and what of it is cut (`frame`: left, top, width, height on `whole`)."""

    sent: Inline
    alt: str
    credit: str
    about: str
    cut: str = ""
    whole: Inline | None = None
    frame: tuple[int, int, int, int] = (0, 0, 0, 0)


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """A link's card; `part` is the place of the message that it stands below."""

    part: int
    address: str
    host: str
    title: str
    description: str
    picture: Inline | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Message:
    """One part: what is read, its counter and how full it is, in hundredths.

    `title` is the first line where that is one; `whole_links` are the addresses that are shown shortened. `language` is that
    of the text, for who has it read aloud.
    """

    name: str
    language: str
    comment: bool
    title: str
    pieces: Sequence[Piece]
    whole_links: Sequence[str]
    counter: str
    unit: str
    excess: str
    full: int
    shots: Sequence[Shot]


@dataclass(frozen=True, slots=True, kw_only=True)
class Face:
    """One account's variant, as its network would show it."""

    sign: str
    network: str
    account: str
    title: str
    initial: str
    hour: str
    warning: str
    messages: Sequence[Message]
    card: Link | None
    picture_first: bool
    doubts: Sequence[tuple[str, str, str]]
    done: Sequence[str]
    tag: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """One post with its networks."""

    anchor: str
    name: str
    opening: str
    hour: str
    code: str
    faces: Sequence[Face]
    compared: Sequence[Compared]
    alike: bool
    worst: str
    blocked: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class DayPage:
    """One day and its posts."""

    name: str
    theme: str
    sheets: Sequence[Sheet]


@dataclass(frozen=True, slots=True, kw_only=True)
class PreviewPage:
    """The whole page. `missing` are the problems for which posts stay out of the queue, `signs` those of the networks."""

    language: str
    title: str
    meta: str
    days: Sequence[DayPage]
    signs: Sequence[tuple[str, str]]
    missing: Sequence[str]
    say: Mapping[str, str]


LABELS = (
    *("preview-kicker", "preview-secret", "preview-glance", "preview-missing", "preview-missing-more", "preview-code"),
    *(
        "preview-hour",
        "preview-post",
        "preview-networks",
        "preview-look",
        "preview-done",
        "preview-alike",
        "preview-legend",
    ),
    *("preview-compare", "compare-network", "compare-text", "compare-parts", "compare-length", "compare-pictures"),
    *("compare-left-out", "preview-no-alt", "preview-alt", "preview-whole", "nothing-to-show", "preview-warning"),
    *("preview-blocked", "preview-leads-to", "preview-top"),
)


def page(
    shown: Sequence[Previewed], problems: Sequence[Notice], looks: Looks, language: str, *, drawn: datetime
) -> PreviewPage:
    """Lay out what `preview` shows; `problems` are all that was said of the files."""
    titles = list(dict.fromkeys(one.title for one in shown))
    signs = words.signs(shown)
    days: list[DayPage] = []
    number = 0
    for day, of_day in groupby(shown, key=lambda one: one.local.date() if one.local else None):
        some = list(of_day)
        sheets = []
        for of_post in words.posts(some):
            number += 1
            sheets.append(_sheet(of_post, f"p{number}", signs, looks, language))
        name = written(day, language) if day else label("day-by-hand", language)
        theme = next((one.theme for one in some if one.theme), "")
        days.append(DayPage(name=name[:1].upper() + name[1:], theme=visible(theme), sheets=sheets))
    return PreviewPage(
        language=language,
        title=harmless(titles[0]) if len(titles) == 1 else label("preview-campaigns", language, n=len(titles)),
        meta=label("preview-meta", language, posts=number, messages=len(shown), networks=len(signs), at=drawn),
        days=days,
        signs=[(signs[name], title) for name, title in {one.network: one.rules.title for one in shown}.items()],
        missing=[line(one, language) for one in problems if one.severity is Severity.ERROR],
        say={code: label(code, language) for code in LABELS},
    )


def _sheet(of_post: Sequence[Previewed], anchor: str, signs: Mapping[str, str], looks: Looks, language: str) -> Sheet:
    first = of_post[0]
    opening = next((part.text for one in of_post for part in one.variant.parts if part.text), "")
    severities = {notice.severity for one in of_post for notice in one.variant.notices}
    rows = words.compared(of_post, language)
    return Sheet(
        anchor=anchor,
        name=visible(first.post),
        opening=_opening(opening),
        hour=_hour(first, language),
        code=first.code,
        faces=[_face(one, signs[one.network], first, looks, language) for one in of_post],
        compared=rows if len(rows) > 1 else (),
        alike=len({words.likeness(one.variant) for one in of_post}) == 1 and len(of_post) > 1,
        blocked=any(one.blocked for one in of_post),
        worst=next((one.value for one in (Severity.ERROR, Severity.WARNING) if one in severities), ""),
    )


def _opening(text: str, most: int = 88) -> str:
    head = visible(" ".join(text.split()))
    return head if len(head) <= most else f"{head[:most].rsplit(' ', 1)[0].rstrip('…,;:.')}…"


def _hour(one: Previewed, language: str) -> str:
    return written(one.local.time(), language) if one.local and one.due else label("by-hand", language)


def _face(one: Previewed, sign: str, first: Previewed, looks: Looks, language: str) -> Face:
    variant = one.variant
    parts = list(words.parts_of(variant, language))
    return Face(
        sign=sign,
        network=one.rules.title,
        account=visible(one.account),
        title=visible(one.account),
        initial=(visible(one.account)[:1] or "·").upper(),
        hour=_hour(one, language) if one.local != first.local else "",
        warning=visible(variant.options.warning),
        messages=[_message(one, name, part, looks, language) for name, part in parts],
        card=_card(one, variant.card, looks) if variant.card else None,
        picture_first=words.picture_first(one.rules),
        doubts=[(severity.value, text, advice) for severity, text, advice in words.doubtful(variant.notices, language)],
        done=words.done(variant.notices, language),
        tag=visible(one.tag),
    )


def _message(one: Previewed, name: str, part: Part, looks: Looks, language: str) -> Message:
    pieces = list(words.pieces(part, one.rules))
    title, pieces = _titled(pieces) if one.rules.max_title and part.role is Role.POST else ("", pieces)
    return Message(
        name=name,
        language=part.languages[0] if part.languages else one.variant.options.language,
        comment=part.role is not Role.POST,
        title=title,
        pieces=words.folded(pieces, one.rules, language) if part.role is Role.POST else pieces,
        whole_links=list(dict.fromkeys(piece.whole for piece in pieces if piece.whole)),
        counter=words.of_limit(part, language),
        unit=label(f"unit-{one.rules.count.value}", language),
        excess=words.too_much(part, language),
        full=min(round(100 * part.length / part.limit) if part.limit else 100, 100),
        shots=[_shot(one, media, looks, language) for media in part.media],
    )


def _titled(pieces: list[Piece]) -> tuple[str, list[Piece]]:
    """The first line as a title, and what stands below it."""
    first, _, rest = pieces[0].text.partition("\n") if pieces else ("", "", "")
    return first, [replace(pieces[0], text=rest.lstrip("\n")), *pieces[1:]] if pieces else []


def _shot(one: Previewed, media: Media, looks: Looks, language: str) -> Shot:
    size = (
        f"{media.width} × {media.height}, {label('kilobytes', language, n=-(-media.size // 1000))}"
        if media.size
        else ""
    )
    gone = words.cut(media, language)
    whole = looks.whole(one.tag, media) if gone else None
    frame = (0, 0, 0, 0)
    if whole is not None and media.framing is not None and not media.framing.pads:
        left, top, right, bottom = media.framing.cut
        across, down = round(whole.width * (1 - left - right)), round(whole.height * (1 - top - bottom))
        frame = (round(whole.width * left), round(whole.height * top), across, down)
    return Shot(
        sent=looks.sent(one.tag, media),
        alt=visible(media.alt),
        credit=visible(media.credit),
        about=", ".join(piece for piece in (visible(media.file), size) if piece),
        cut=f"{words.cut_sign(media)} {gone}" if gone else "",
        whole=whole if frame[2] else None,
        frame=frame,
    )


def _card(one: Previewed, card: Card, looks: Looks) -> Link:
    return Link(
        part=card.part,
        address=words.web(card.url),
        host=words.host(card.url),
        title=visible(card.title) or words.host(card.url),
        description=visible(card.description),
        picture=looks.sent(one.tag, card.image) if card.image else None,
    )
