"""Ways to write a change into the text of a file: a few edits each, the best first. `writer` takes what reads as meant."""

from collections.abc import Callable, Iterator, Sequence
from typing import Any, cast

import yaml

from scheduler.campaigns import writer_items as items
from scheduler.campaigns import writer_scalars as scalars
from scheduler.campaigns.writer_changes import Add, Carry, Change, Copy, Place, Put, Take
from scheduler.campaigns.writer_items import Node
from scheduler.campaigns.writer_scalars import Edit


def ways(text: str, change: Change) -> Iterator[Sequence[Edit]]:
    """Ways to write `change` into `text`, which must have passed the guarded reading of `tree`."""
    node = yaml.compose(text, yaml.CSafeLoader)
    yield from _WAYS[type(change)](text, node, change)


# -- how a value is put


def _put_ways(text: str, root: Node, change: Put) -> Iterator[Sequence[Edit]]:
    known, node = _deepest(root, change.place)
    left = change.place[known:]
    if not left:
        above = _node(root, change.place[:-1])
        assert isinstance(node, yaml.ScalarNode)
        column, flow = _margin(above, node), _in_flow(root, change.place)
        yield from ([one] for one in scalars.instead(text, node, change.value, column, flow=flow))
        return
    if isinstance(node, yaml.ScalarNode) and not node.value and not node.style:
        yield from _put_below(text, root, change, known)  # a key without a value
        return
    assert isinstance(node, yaml.MappingNode)
    flow = bool(node.flow_style) or _in_flow(root, change.place[:known])
    column = node.value[0][0].start_mark.column if node.value else 0
    for lines in _made(left, change.value, column, scalars.newline(text), flow=flow):
        for place in _spots(node, change.behind if len(left) == 1 else ()):
            yield [_pair(text, node, place, lines, column)]


def _put_below(text: str, root: Node, change: Put, known: int) -> Iterator[Sequence[Edit]]:
    above = _node(root, change.place[: known - 1])
    key, value = next(pair for pair in above.value if pair[0].value == change.place[known - 1])
    flow = _in_flow(root, change.place[: known - 1]) or bool(above.flow_style)
    end = scalars.newline(text)
    column = key.start_mark.column + 2
    for lines in _made(change.place[known:], change.value, column, end, flow=flow):
        if flow:
            yield [(value.end_mark.index, value.end_mark.index, f" {{{lines}}}")]
            continue
        stop = items.line_stop(text, value.end_mark.index)
        lead = "" if text[stop - 1 : stop] == "\n" else end
        yield [(stop, stop, f"{lead}{' ' * column}{lines}{end}")]


def _made(left: Place, value: str, column: int, end: str, *, flow: bool) -> Iterator[str]:
    """Ways to write `key: value`, or keys under keys that lead there, the first one at `column`."""
    if any(isinstance(one, int) for one in left):
        return
    if len(left) == 1:
        for way in scalars.fresh(value, column, end, flow=flow):
            yield f"{left[0]}: {way}"
        return
    for inner in _made(left[1:], value, column + 2, end, flow=flow):
        yield f"{left[0]}: {{{inner}}}" if flow else f"{left[0]}:{end}{' ' * (column + 2)}{inner}"


def _spots(node: yaml.MappingNode, behind: Sequence[str]) -> Iterator[int]:
    """Behind which pair of `node` a new one may come: the number of it, the best first."""
    names = [key.value for key, _ in node.value]
    found = [names.index(name) for name in behind if name in names]
    yield from dict.fromkeys([*found[:1], len(names) - 1])


def _pair(text: str, node: yaml.MappingNode, after: int, lines: str, column: int) -> Edit:
    """A pair behind another: on lines of its own, or inside braces."""
    if not node.value:
        place = node.start_mark.index + 1
        return place, place, lines
    value = node.value[after][1]
    if node.flow_style:
        end = items.end_of(value)
        return end, end, f", {lines}"
    end = items.own_end(text, value)
    lead = "" if text[end - 1 : end] == "\n" else scalars.newline(text)
    return end, end, f"{lead}{' ' * column}{lines}{'' if lead else scalars.newline(text)}"


# -- how a key is taken


def _take_ways(text: str, root: Node, change: Take) -> Iterator[Sequence[Edit]]:
    node = _node(root, change.place[:-1])
    if isinstance(node, yaml.SequenceNode):
        yield [_item_gone(text, node, cast("int", change.place[-1]))]
        return
    number = next(n for n, (key, _) in enumerate(node.value) if key.value == change.place[-1])
    key, value = node.value[number]
    begin, end = key.start_mark.index, items.end_of(value)
    if node.flow_style:
        if number:
            yield [(items.end_of(node.value[number - 1][1]), end, "")]
        elif len(node.value) > 1:
            yield [(begin, node.value[1][0].start_mark.index, "")]
        else:
            yield [(begin, end, "")]
        return
    line = items.line_start(text, begin)
    if text[line:begin].strip():  # the first key of an item: the next one takes its place
        yield [(begin, node.value[1][0].start_mark.index, "")]
    else:
        yield [(line, items.own_end(text, value), "")]
        yield [(line, items.line_stop(text, max(end - 1, 0)), "")]


def _item_gone(text: str, listed: yaml.SequenceNode, number: int) -> Edit:
    if listed.flow_style:
        return items.flow_without(listed, number)
    return items.without(text, items.item_lines(text, listed, number), first=number == 0)


# -- how an item goes elsewhere


def _carry_ways(text: str, root: Node, change: Carry) -> Iterator[Sequence[Edit]]:
    listed = cast("yaml.SequenceNode", _node(root, change.place[:-1]))
    number = cast("int", change.place[-1])
    block = ""
    lines = None
    if not listed.flow_style:
        lines = items.with_comments(text, items.item_lines(text, listed, number), listed.start_mark.column)
        block = items.whole_lines(text, lines)
    item = listed.value[number]
    flat = text[item.start_mark.index : item.end_mark.index] if getattr(item, "flow_style", False) else ""
    taken = items.flow_without(listed, number) if lines is None else items.without(text, lines, first=number == 0)
    gone = [taken] if lines is None or len(listed.value) > 1 else [taken, _emptied(text, root, change.place[:-1])]
    for start, stop, new in _arrival(text, root, change, listed, block, flat):
        inside = start == stop and taken[0] <= start < taken[1]  # behind what goes, where that is the last of its list
        yield [*gone, (taken[1], taken[1], new) if inside else (start, stop, new)]


def _arrival(text: str, root: Node, change: Carry, listed: yaml.SequenceNode, block: str, flat: str) -> Iterator[Edit]:
    known, node = _deepest(root, change.to)
    end = scalars.newline(text)
    column = listed.start_mark.column
    if known == len(change.to) and isinstance(node, yaml.SequenceNode) and node.value:
        if node.flow_style:
            yield from [items.flow_put(node, change.number, flat)] if flat else []
            return
        spaced = items.spaced(text, node)
        blank = bool(items.spaced(text, listed) if spaced is None else spaced)
        mine = node.start_mark.column
        made = items.set_in(block, mine - column) if block else f"{' ' * mine}- {flat}{end}"
        yield items.put(text, node, change.number, made, blank=blank)
        return
    inner = 2 if listed.flow_style else max(column - _key_column(root, change.place[:-1]), 0)
    if known == len(change.to):  # a list without items, or a key without a value
        above = _node(root, change.to[:-1])
        key, value = next(pair for pair in above.value if pair[0].value == change.to[-1])
        mine = key.start_mark.column + inner
        made = items.set_in(block, mine - column) if block else f"{' ' * mine}- {flat}{end}"
        yield from _below_key(text, value, made)
        return
    assert isinstance(node, yaml.MappingNode)
    if known + 1 != len(change.to) or node.flow_style:
        return
    mine = node.value[0][0].start_mark.column
    made = items.set_in(block, mine + inner - column) if block else f"{' ' * (mine + inner)}- {flat}{end}"
    stop = items.own_end(text, node)
    lead = "" if text[stop - 1 : stop] == "\n" else end
    yield stop, stop, f"{lead}{' ' * mine}{change.to[-1]}:{end}{made}"


def _below_key(text: str, value: Node, block: str) -> Iterator[Edit]:
    """Lines under a key whose list is empty: the brackets go, a comment behind them stays."""
    start, stop = value.start_mark.index, value.end_mark.index
    if isinstance(value, yaml.ScalarNode) and value.value:
        return
    last = items.line_stop(text, stop)
    rest = text[stop:last].rstrip("\r\n")
    end = scalars.newline(text)
    begin = start - 1 if start and text[start - 1] == " " and stop > start else start
    yield begin, last, f"{rest}{end}{block}"


def _emptied(text: str, root: Node, place: Place) -> Edit:
    """Brackets behind the key whose last item goes: a list that is empty, as the reader takes it."""
    key = next(one for one, _ in _node(root, place[:-1]).value if one.value == place[-1])
    colon = text.index(":", key.end_mark.index) + 1
    return colon, colon, " []"


def _copy_ways(text: str, root: Node, change: Copy) -> Iterator[Sequence[Edit]]:
    listed = cast("yaml.SequenceNode", _node(root, change.place[:-1]))
    number = cast("int", change.place[-1])
    item = listed.value[number]
    if listed.flow_style:
        written_ = text[item.start_mark.index : item.end_mark.index]
        yield [items.flow_put(listed, number + 1, written_)]
        return
    block = items.whole_lines(text, items.item_lines(text, listed, number))
    lines = items.item_lines(text, listed, number)
    end = scalars.newline(text)
    lead = "" if text[lines.stop - 1 : lines.stop] == "\n" else end
    yield [(lines.stop, lines.stop, lead + (end if items.spaced(text, listed) else "") + block)]


# -- how an item is added


def _add_ways(text: str, root: Node, change: Add) -> Iterator[Sequence[Edit]]:
    known, node = _deepest(root, change.place)
    end, pair = scalars.newline(text), f"{change.key}: {change.value}"
    forms = (f"{{{pair}}}", pair) if change.flat else (pair, f"{{{pair}}}")
    if known == len(change.place) and isinstance(node, yaml.SequenceNode) and node.value:
        if node.flow_style:
            yield [items.flow_put(node, change.number, f"{{{pair}}}")]
            return
        mine = " " * node.start_mark.column
        yield from ([items.put(text, node, change.number, f"{mine}- {one}{end}", blank=False)] for one in forms)
    elif known == len(change.place):  # a list without items, or a key without a value
        if not _in_flow(root, change.place[:-1]):
            mine = " " * (_key_column(root, change.place) + 2)
            for one in forms:
                yield from ([edit] for edit in _below_key(text, node, f"{mine}- {one}{end}"))
        elif isinstance(node, yaml.SequenceNode):
            yield [items.flow_put(node, 0, f"{{{pair}}}")]
    elif known + 1 == len(change.place) and isinstance(node, yaml.MappingNode):
        column = node.value[0][0].start_mark.column
        flow = bool(node.flow_style) or _in_flow(root, change.place[:known])
        made = [f" [{{{pair}}}]"] if flow else [f"{end}{' ' * (column + 2)}- {one}" for one in forms]
        for lines in made:
            for spot in _spots(node, change.behind):
                yield [_pair(text, node, spot, f"{change.place[-1]}:{lines}", column)]


_WAYS: dict[type[Change], Callable[[str, Any, Any], Iterator[Sequence[Edit]]]] = {
    Put: _put_ways,
    Take: _take_ways,
    Carry: _carry_ways,
    Copy: _copy_ways,
    Add: _add_ways,
}


# -- finding one's way


def _deepest(root: Node, place: Place) -> tuple[int, Node]:
    """How much of `place` is there, and what stands at its end."""
    node = root
    for number, step in enumerate(place):
        found = _under(node, step)
        if found is None:
            return number, node
        node = found
    return len(place), node


def _node(root: Node, place: Place) -> Any:
    known, node = _deepest(root, place)
    if known < len(place):
        raise LookupError(place)
    return node


def _under(node: Node, step: str | int) -> Node | None:
    if isinstance(node, yaml.MappingNode):
        return next((value for key, value in node.value if key.value == step), None)
    if isinstance(node, yaml.SequenceNode) and isinstance(step, int) and step < len(node.value):
        return cast("Node", node.value[step])
    return None


def _margin(above: Any, node: Node) -> int:
    """The column of the key above a value; of an item, that of its list."""
    if isinstance(above, yaml.MappingNode):
        key = next(one for one, value in above.value if value is node)
        return int(key.start_mark.column)
    return int(above.start_mark.column)


def _key_column(root: Node, place: Place) -> int:
    return _margin(_node(root, place[:-1]), _node(root, place))


def _in_flow(root: Node, place: Place) -> bool:
    """Whether anything above `place` stands in brackets."""
    return any(getattr(_node(root, place[:n]), "flow_style", False) for n in range(len(place)))
