"""The guard: small files that would blow up memory or the stack are stopped in the one pass over the events."""

import threading
import tracemalloc

import pytest

from scheduler.campaigns import tree
from scheduler.campaigns.tree import Items, Keyed, Text, build


def codes(source: str) -> list[str]:
    return [notice.code for notice in build(source, "f.yaml").notices]


@pytest.mark.parametrize("source", ["[" * 30_000, "{a: " * 30_000, "- " * 30_000, "? " * 30_000])
def test_deep_nesting_is_stopped_also_on_a_small_stack(source: str) -> None:
    found: list[str] = []

    def work() -> None:
        found.append(codes(source)[-1])

    before = threading.stack_size(128 * 1024)
    try:
        thread = threading.Thread(target=work)
        thread.start()
        thread.join()
    finally:
        threading.stack_size(before)
    assert found == ["yaml-too-deep"]


def test_forty_levels_are_read_and_one_more_is_not() -> None:
    assert codes("[" * 40 + "]" * 40) == []
    grown = build("[" * 41 + "]" * 41, "f.yaml")
    assert grown.root is None
    assert [str(one.where) for one in grown.notices] == ["f.yaml:1:41"]


def test_aliases_never_multiply() -> None:
    bomb = "a: &a [x, x, x, x, x, x, x, x, x]\n" + "".join(
        f"{new}: &{new} [{', '.join([f'*{old}'] * 9)}]\n" for old, new in zip("abcdefg", "bcdefgh", strict=True)
    )
    tracemalloc.start()
    try:
        grown = build(bomb, "f.yaml")
        _, most = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert most < 1_000_000
    assert [one.code for one in grown.notices].count("yaml-alias") == 63
    assert codes("&a [*a]") == ["yaml-anchor", "yaml-alias"]


def test_the_number_of_values_is_limited(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tree, "MAX_NODES", 1000)
    grown = build("[" + "a," * 2000 + "]", "f.yaml")
    assert [one.code for one in grown.notices] == ["yaml-too-many"]
    assert grown.root is None


def test_scalars_stay_as_written() -> None:
    root = build('a: on\nb: 10:30\nc: 2027-06-07\nd: 0o17\ne: ~\nf: "on"\ng: |\n  x\nh:\n', "f.yaml").root
    assert isinstance(root, Keyed)
    told = {key: (node.value, node.style) for key, (_, _, node) in root.entries.items() if isinstance(node, Text)}
    assert told == {
        "a": ("on", ""),
        "b": ("10:30", ""),
        "c": ("2027-06-07", ""),
        "d": ("0o17", ""),
        "e": ("~", ""),
        "f": ("on", '"'),
        "g": ("x\n", "|"),
        "h": ("", ""),
    }
    assert tree.absent(root.entries["h"][2])
    assert not tree.absent(root.entries["e"][2])


def test_each_node_keeps_its_place() -> None:
    root = build("é: [a,\n  {b: c}]\n", "f.yaml").root
    assert isinstance(root, Keyed)
    line, column, inner = root.entries["é"]
    assert (line, column) == (0, 0)
    assert isinstance(inner, Items)
    assert (inner.line, inner.column, inner.flow, inner.end) == (0, 3, True, 1)
    last = inner.items[1]
    assert isinstance(last, Keyed)
    assert (last.line, last.column) == (1, 2)
    assert last.entries["b"][:2] == (1, 3)


def test_the_first_of_two_keys_counts_and_the_second_is_named() -> None:
    grown = build("a: 1\nb: 2\na: [3]\na: 4\n", "f.yaml")
    assert [(one.code, str(one.where), dict(one.arguments)) for one in grown.notices] == [
        ("yaml-duplicate-key", "f.yaml:3:1", {"key": "a", "first": 1}),
        ("yaml-duplicate-key", "f.yaml:4:1", {"key": "a", "first": 1}),
    ]
    assert isinstance(grown.root, Keyed)
    assert isinstance(grown.root.entries["a"][2], Text)


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("{a: b}: c\n", ["yaml-key-not-text"]),
        ("? [a]\n: b\n", ["yaml-key-not-text"]),
        ("a: !!python/object:os.system x\n", ["yaml-tag"]),
        ("a: !!str x\n", ["yaml-tag"]),
        ("--- !x\na: b\n", ["yaml-tag"]),
        ("a: b\n---\nc: d\n", ["yaml-document-break"]),
        ("---\na: b\n...\n", []),
    ],
)
def test_what_a_campaign_never_needs_is_refused(source: str, expected: list[str]) -> None:
    assert codes(source) == expected


def test_broken_yaml_tells_where_it_broke() -> None:
    with pytest.raises(tree.Broken) as caught:
        build('a: b\nc: "d\n', "f.yaml")
    assert (caught.value.begun, caught.value.begun_column) == (1, 3)
