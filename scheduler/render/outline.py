"""An export as Markdown: the week by days and posts, each text once where networks say the same, to print or to mail."""

from collections.abc import Iterator, Sequence
from itertools import groupby

from scheduler.patterns import lazy_pattern
from scheduler.plain import harmless, visible
from scheduler.render.entries import GONE, Entry, by_post, unpublished
from scheduler.sentences import label
from scheduler.sentences.words import colon, written

_SIGNS = lazy_pattern(r"[\\`*\[\]<>|~]|(?<!\w)_|_(?!\w)|&(?=#?\w+;)")
_FIRST = lazy_pattern(r"^(\s*)([#+\-=]|\d+(?=[.)]))")
_ADDRESS = lazy_pattern(r"(https?://[^\s<>]+)")


def markdown(entries: Sequence[Entry], *, name: str, language: str) -> str:
    """The page."""
    lines = [f"# {_inline(name)}", ""]
    if waiting := unpublished(entries):
        lines += [f"**{label('export-unpublished', language, n=waiting)}**", ""]
    for day, of_day in groupby(entries, key=_day):
        some = list(of_day)
        heading = written(day, language) if day else label("day-by-hand", language)
        theme = next((one.theme for one in some if one.theme), "")
        lines += [f"## {heading[:1].upper()}{heading[1:]}{f'{colon(language)}{_inline(theme)}' if theme else ''}", ""]
        for of_post in by_post(some):
            lines += _post(of_post, language)
    return "\n".join(lines).rstrip() + "\n"


def _day(one: Entry) -> object:
    local = one.local or one.opens
    return local.date() if local else None


def _post(of_post: Sequence[Entry], language: str) -> Iterator[str]:
    first = of_post[0]
    hour = written(first.local.time(), language) if first.local and first.due else label("by-hand", language)
    code = f" ({first.code})" if first.code else ""
    yield f"### {hour}, {_inline(first.post)}{code}"
    yield ""
    for alike in _alike(of_post):
        for one in alike:
            yield f"- {_inline(one.network_title)} ({_inline(one.account)}){colon(language)}{_standing(one, language)}"
        yield ""
        if alike[0].state not in GONE:
            yield from _content(alike[0], language)


def _alike(of_post: Sequence[Entry]) -> Iterator[list[Entry]]:
    """Those that say the same, together."""
    found: dict[object, list[Entry]] = {}
    for one in of_post:
        pictures = tuple((picture.file, picture.alt) for picture in one.pictures)
        found.setdefault((one.text, one.comment, pictures, one.state in GONE), []).append(one)
    yield from found.values()


def _standing(one: Entry, language: str) -> str:
    state = (
        label(f"state-{one.state.value}", language, network=one.network_title)
        if one.state
        else label("state-file", language)
    )
    missing = label("export-missing-roles", language, roles=one.missing_roles) if one.missing_roles else ""
    return ", ".join([state, *([missing] if missing else []), *(f"<{harmless(url)}>" for url in one.urls)])


def _content(one: Entry, language: str) -> Iterator[str]:
    yield from _quoted(one.text)
    if one.comment:
        yield f"{label('sheet-comment', language)}{colon(language).rstrip()}"
        yield ""
        yield from _quoted(one.comment)
    for picture in one.pictures:
        credit = f" ({_inline(picture.credit)})" if picture.credit else ""
        yield f"- {_inline(picture.file)}{credit}{colon(language)}{_inline(picture.alt)}"
    if one.pictures:
        yield ""


def _quoted(text: str) -> Iterator[str]:
    """A text as a quotation, its lines and signs as they are."""
    lines = visible(text).split("\n")
    for line, after in zip(lines, [*lines[1:], ""], strict=True):
        # Two spaces keep the end of a line where the paragraph goes on.
        yield f"> {_escaped(line)}  " if line and after else f"> {_escaped(line)}".rstrip()
    yield ""


def _inline(text: str) -> str:
    return _escaped(harmless(text))


def _escaped(text: str) -> str:
    """`text` so that Markdown shows its signs; addresses are left, so that they can be clicked."""
    pieces = _ADDRESS.split(text)
    plain = [piece if number % 2 else _SIGNS.sub(r"\\\g<0>", piece) for number, piece in enumerate(pieces)]
    return _FIRST.sub(r"\1\\\2", "".join(plain)) if not text.startswith("http") else "".join(plain)
