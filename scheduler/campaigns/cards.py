"""Link cards written into a campaign file: each beside its link, and not one other byte changed.

A round trip through a YAML library keeps comments, but not every layout; here the new lines are put into the text as it is.
What comes out is read again and compared: it must say what was said before, and the cards, and nothing else.
"""

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, TypeAlias

import yaml

from scheduler.campaigns import source, tree
from scheduler.errors import Problem

Place: TypeAlias = tuple[str | int, ...]
"""Keys and numbers that lead from the whole file to one part of it."""
KEYS = ("title", "description", "image")
_BREAK = "\n"
_LISTS = ("days", "posts", "replies", "rotate")


@dataclass(frozen=True, slots=True, kw_only=True)
class Linked:
    """One `link:` of a file. `card` is what stands beside it already, None where nothing does; {}: no card is wanted."""

    place: Place
    line: int
    link: str
    card: Mapping[str, str] | None


def links(data: bytes, file: str) -> tuple[Linked, ...]:
    """Every link of a post, reply, rotation or override, in the order of the file. Raises `Problem` for a broken file."""
    root = _nodes(_text(data, file), file)
    return tuple(_linked(place, node) for place, node in _contents(root, ()))


def written(data: bytes, file: str, cards: Mapping[Place, Mapping[str, str]]) -> bytes:
    """The file with `cards` at their links; a card that stands there gets the new words, its other keys stay.

    Raises `Problem` where the file is broken, or where the cards could not be put in without changing anything else.
    """
    text = _text(data, file)
    found = dict(_contents(_nodes(text, file), ()))
    edits = [edit for place, card in cards.items() for edit in _edits(text, found[place], card)]
    made = text
    for start, end, new in sorted(edits, reverse=True):
        made = f"{made[:start]}{new}{made[end:]}"
    expected = _plain(tree.build(text, file).root)
    for place, card in cards.items():
        _put(expected, place, card)
    try:
        same = _plain(tree.build(made, file).root) == expected
    except tree.Broken:
        same = False
    if not same:
        raise Problem("cards-unfit", where=file)
    return _bom(data) + made.encode()


def _bom(data: bytes) -> bytes:
    return b"\xef\xbb\xbf" if data.startswith(b"\xef\xbb\xbf") else b""


def _text(data: bytes, file: str) -> str:
    """The text of a file that can be read and written back as it is."""
    if source.decode(data, file).text is None:
        raise Problem("cards-broken-file", where=file)
    try:
        return data.removeprefix(_bom(data)).decode()
    except UnicodeDecodeError:
        raise Problem("cards-broken-file", where=file) from None


def _nodes(text: str, file: str) -> yaml.Node:
    """The file with the place of each part. What could make a parser explode was refused by the guarded pass before."""
    try:
        built = tree.build(text, file)
        if built.root is not None and not built.notices:
            node = yaml.compose(text, yaml.CSafeLoader)
            if isinstance(node, yaml.Node):
                return node
    except (tree.Broken, yaml.YAMLError):
        pass
    raise Problem("cards-broken-file", where=file)


def _contents(node: yaml.Node, place: Place) -> Iterator[tuple[Place, yaml.MappingNode]]:
    """Every part under `node` that holds a link."""
    if not isinstance(node, yaml.MappingNode):
        return
    for key, value in node.value:
        name = key.value
        if name == "link" and place and isinstance(value, yaml.ScalarNode) and value.value.strip():
            yield place, node
        elif name in _LISTS and isinstance(value, yaml.SequenceNode):
            for number, item in enumerate(value.value):
                yield from _contents(item, (*place, name, number))
        elif name == "networks" and isinstance(value, yaml.MappingNode):
            for inner, item in value.value:
                yield from _contents(item, (*place, name, inner.value))


def _linked(place: Place, node: yaml.MappingNode) -> Linked:
    link, card = _under(node, "link"), _under(node, "card")
    given: dict[str, str] | None = None
    if card is not None:
        pairs = card.value if isinstance(card, yaml.MappingNode) else ()
        given = {key.value: " ".join(value.value.split()) for key, value in pairs if isinstance(value, yaml.ScalarNode)}
    assert link is not None
    return Linked(place=place, line=link.start_mark.line + 1, link=link.value.strip(), card=given)


def _under(node: yaml.MappingNode, name: str) -> Any:
    return next((value for key, value in node.value if key.value == name), None)


Edit = tuple[int, int, str]


def _edits(text: str, node: yaml.MappingNode, card: Mapping[str, str]) -> Iterator[Edit]:
    """What to put where: a new card behind its link, or new words into the card that is there."""
    known = _under(node, "card")
    if known is None:
        key, link = next(pair for pair in node.value if pair[0].value == "link")
        if node.flow_style:
            yield link.end_mark.index, link.end_mark.index, f", card: {_flow(card)}"
        else:
            yield _line(text, link, key.start_mark.column, ("card:", *(f"  {one}" for one in _pairs(card))))
        return
    if not isinstance(known, yaml.MappingNode) or known.flow_style:
        start, end = known.start_mark.index, known.end_mark.index
        yield start, end, f"{'' if text[start - 1 : start].isspace() else ' '}{_braced(text, known, card)}"
        return
    for name, words in card.items():
        value = _under(known, name)
        if value is None:
            key, last = known.value[-1]
            yield _line(text, _last(last), key.start_mark.column, _pairs({name: words}))
        elif value.value.strip() != words:
            start, end = value.start_mark.index, value.end_mark.index
            yield start, end, f"{_quoted(words)}{_newline(text) if text[end - 1] == _BREAK else ''}"


def _braced(text: str, known: yaml.Node, card: Mapping[str, str]) -> str:
    """A card between braces with its new words; what else stands in it stays as it is written."""
    there = known.value if isinstance(known, yaml.MappingNode) else ()
    kept = {key.value: text[key.start_mark.index : value.end_mark.index] for key, value in there}
    return f"{{{', '.join((kept | dict(zip(card, _pairs(card), strict=True))).values())}}}"


def _last(node: yaml.Node) -> yaml.Node:
    """Where a value ends: of one over several lines, at its last scalar; its own end lies behind the comments that follow."""
    while isinstance(node, yaml.CollectionNode) and not node.flow_style and node.value:
        node = node.value[-1][1] if isinstance(node, yaml.MappingNode) else node.value[-1]
    return node


def _line(text: str, after: yaml.Node, column: int, lines: Sequence[str]) -> Edit:
    """Lines of their own below the last line of `after`, a comment beside it left where it is."""
    end = after.end_mark.index
    if text[end - 1 : end] != "\n":
        end = text.find("\n", end) + 1 or len(text)
    newline = _newline(text)
    whole = "".join(f"{' ' * column}{one}{newline}" for one in lines)
    return end, end, whole if text[end - 1 : end] == "\n" else f"{newline}{whole}"


def _newline(text: str) -> str:
    return "\r\n" if "\r\n" in text else _BREAK


def _pairs(card: Mapping[str, str]) -> tuple[str, ...]:
    return tuple(f"{name}: {_quoted(words)}" for name, words in card.items())


def _flow(card: Mapping[str, str]) -> str:
    return f"{{{', '.join(_pairs(card))}}}"


def _quoted(words: str) -> str:
    """Between double quotes, as YAML and JSON both read it."""
    return json.dumps(words, ensure_ascii=False)


def _plain(node: tree.Node | None) -> Any:
    if isinstance(node, tree.Keyed):
        return {name: _plain(value) for name, (_, _, value) in node.entries.items()}
    if isinstance(node, tree.Items):
        return [_plain(item) for item in node.items]
    return node.value if node is not None else None


def _put(whole: Any, place: Place, card: Mapping[str, str]) -> None:
    for step in place:
        whole = whole[step]
    known = whole.get("card")
    whole["card"] = {**(known if isinstance(known, dict) else {}), **card}
