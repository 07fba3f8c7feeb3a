"""Changes written into campaign files: what was meant and nothing else, in files as odd as people write them."""

import unicodedata
from collections import Counter
from typing import Any

import pytest
import yaml
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from scheduler.campaigns import reader, tree, writer
from scheduler.campaigns.writer import Carry, Change, Copy, Put, Take
from scheduler.errors import Problem
from tests.conftest import ROOT

SAMPLE = ROOT / "calendars" / "museumweek" / "campaign.yaml"
WORDS = [
    "Ce lundi",
    "été",
    unicodedata.normalize("NFD", "été"),
    "🐝 abeilles",
    "l'oie",
    'dit "oui"',
    "a: b",
    "x # y",
    "\tonglet",
]
WORDS += [
    "- tiret",
    "{louvre|le Louvre}",
    "[[saute]]",
    "# dièse",
    "@moi",
    "fin\\n",
    "%",
    "«\u00a0oui\u00a0»",
    "1",
    "true",
    "  deux",
]
LINE = st.lists(st.sampled_from(WORDS), min_size=1, max_size=5).map(" ".join)
TEXT = st.lists(LINE | st.just(""), min_size=1, max_size=5).map("\n".join).map(str.strip).filter(bool)
COMMENT = st.sampled_from(["", "", "   # à relire", " # l'heure : 9h ?"])


def _scalar(draw: st.DrawFn, key: str, margin: int, *, flow: bool = False) -> str:
    """`key: value` in one of the ways in which YAML lets it be written, odd ones too."""
    text, pad = draw(TEXT), " " * (margin + draw(st.sampled_from([2, 2, 1, 4])))
    rows = [row.strip(" \t") for row in text.split("\n")]
    way = draw(st.sampled_from(["|", "|-", ">", ">-", '"', "'", "plain", "|2", '"\\n'])) if not flow else '"'
    if way == "|2":
        return f"{key}: |2\n" + "\n".join(f"{' ' * margin}  {row}" if row else "" for row in rows)
    if way[0] in "|>":
        blanks = draw(st.sampled_from(["", "", "\n", "\n" + " " * (margin + 2)]))
        return f"{key}: {way}{draw(COMMENT)}\n" + "\n".join(pad + row if row else "" for row in rows) + blanks
    if way == "'":
        return f"{key}: '" + f"\n{pad}".join(row.replace("'", "''") for row in rows if row) + "'" + draw(COMMENT)
    if way == "plain":
        return f"{key}: mots tout\n{pad}simples" + draw(COMMENT)
    inner = text.replace("\\", "\\\\").replace('"', '\\"').replace("\t", "\\t")
    inner = inner.replace("\n", "\\n" if flow or way == '"\\n' else f"\\n\\\n{pad}").replace(
        "é", draw(st.sampled_from(["é", "\\xe9"]))
    )
    return f'{key}: "{inner}"' + ("" if flow else draw(COMMENT))


def _post(draw: st.DrawFn, name: str, margin: int, *, dated: bool) -> str:
    """One item, its dash at `margin`."""
    if draw(st.integers(0, 5)) == 0:
        date = "date: 2027-06-20, " if dated else ""
        return f"{' ' * margin}- {{id: {name}, {date}at: 9h30, {_scalar(draw, 'text', 0, flow=True)}}}{draw(COMMENT)}"
    inner = margin + draw(st.sampled_from([2, 2, 4]))
    pad = " " * inner
    keys = [f"at: {draw(st.sampled_from(['9h', '09:30', chr(34) + '9h' + chr(34)]))}{draw(COMMENT)}"]
    keys += ["date: 2027-06-20"] if dated else []
    keys.append(_scalar(draw, "text", inner))
    if draw(st.booleans()):
        keys.append("media:\n" + f"{pad}- file: a.jpg{draw(COMMENT)}\n{pad}  {_scalar(draw, 'alt', inner + 2)}")
    if draw(st.booleans()):
        keys.append(f'networks:\n{pad}  x: {{text: "Court, l\'été", at: 10h}}\n{pad}  facebook:\n{pad}    at: 9h30')
    if draw(st.booleans()):
        keys.append(f"{draw(st.sampled_from(['x-inconnu', 'note']))}:   quelque chose  # gardé tel quel")
    keys = draw(st.permutations(keys))
    above = draw(
        st.sampled_from(["", "", f"{' ' * margin}# de la main de C. Lam\n", f"{' ' * margin}# ------ matin\n"])
    )
    dash = " " * margin + "-" + " " * (inner - margin - 1)
    below = draw(st.sampled_from(["", "", f"\n{pad}# vu avec N."]))
    return above + f"{dash}id: {name}" + "".join(f"\n{pad}{key}" for key in keys) + below


@st.composite
def files(draw: st.DrawFn) -> bytes:
    """A campaign file with two days and some posts outside them, as somebody may have laid it out."""
    gap = draw(st.sampled_from(["\n", "\n\n"]))
    rows = ["version: 1   # la première", "campaign: semaine", "title:   'L''été'", "accounts: [mus-x]", "days:"]
    number = 0
    for day in (7, 8):
        column = draw(st.sampled_from([0, 2]))
        pad = " " * (column + 2)
        rows.append(f"{' ' * column}- date: 2027-06-0{day}\n{pad}theme: Coulisses")
        n = draw(st.integers(0, 3))
        if n:
            at = column + 2 + draw(st.sampled_from([0, 2]))
            posts = [_post(draw, f"p{number + one}", at, dated=False) for one in range(n)]
            rows.append(f"{pad}posts:{draw(COMMENT)}\n" + gap.join(posts))
            number += n
        else:
            rows.append(draw(st.sampled_from([f"{pad}posts: []", f"{pad}hashtags: []", f"{pad}posts:  # à remplir"])))
    if len({len(row) - len(row.lstrip()) for row in rows if row.lstrip().startswith("- date")}) > 1:
        rows = rows[:7]  # days at two margins are no list
    n = draw(st.integers(0, 2))
    if n:
        rows.append("posts:\n" + gap.join(_post(draw, f"q{one}", 2, dated=True) for one in range(n)))
    text = (
        draw(st.sampled_from(["", "# en tête\n"])) + "\n".join(rows) + draw(st.sampled_from(["\n", "", "\n\n# fin\n"]))
    )
    text = text.replace("\n", draw(st.sampled_from(["\n", "\r\n"])))
    return draw(st.sampled_from([b"", b"\xef\xbb\xbf"])) + text.encode()


def _said(data: bytes) -> Any:
    """What another loader reads: PyYAML's own, without guessing types."""
    return yaml.load(data.decode("utf-8-sig"), Loader=yaml.BaseLoader)


def _places(said: Any) -> list[tuple[str | int, ...]]:
    """Where posts stand."""
    found: list[tuple[str | int, ...]] = []
    for day, one in enumerate(said["days"]):
        found += [("days", day, "posts", number) for number in range(len(one.get("posts") or []))]
    return found + [("posts", number) for number in range(len(said.get("posts") or []))]


def _stripped(value: Any) -> Any:
    if isinstance(value, dict):
        return {name: _stripped(one) for name, one in value.items()}
    return [_stripped(one) for one in value] if isinstance(value, list) else str(value or "").strip()


def _comments(data: bytes) -> list[str]:
    """The rows that are comments; what begins with the hash of `WORDS` stands in a text."""
    rows = (row.strip() for row in data.decode("utf-8-sig").split("\n"))
    return sorted(row for row in rows if row.startswith("#") and not row.startswith("# dièse"))


def _differ(before: bytes, after: bytes) -> tuple[bytes, bytes]:
    """What is between the bytes with which both begin and those with which both end."""
    start = next(
        (n for n, (a, b) in enumerate(zip(before, after, strict=False)) if a != b), min(len(before), len(after))
    )
    most = min(len(before), len(after)) - start
    stop = next((n for n in range(most) if before[-1 - n] != after[-1 - n]), most)
    return before[start : len(before) - stop], after[start : len(after) - stop]


def _examples(n: int) -> settings:
    return settings(
        max_examples=n, deadline=None, suppress_health_check=list(HealthCheck), derandomize=n < 100, database=None
    )


def _puts(data: bytes, text: str, pick: int) -> None:
    """New words in a text: that text says them, all else says what it said, and stays as it was written."""
    said = _said(data)
    places = _places(said)
    if not places:
        return
    place = places[pick % len(places)]
    after = writer.written(data, "f.yaml", [Put(place=(*place, "text"), value=text)])
    meant = _said(data)
    writer.part(meant, place)["text"] = text
    assert _stripped(_said(after)) == _stripped(meant)
    assert list(writer.part(_said(after), place)) == list(writer.part(said, place)), "the order of keys stays"
    assert _around(data, place) == _around(after, place), "nothing but the value changed"
    again = writer.written(after, "f.yaml", [Put(place=(*place, "text"), value=text)])
    assert again == after, "what is so already is not written anew"


def _around(data: bytes, place: tuple[str | int, ...]) -> tuple[str, str]:
    """The text before and behind the text of the post at `place`."""
    text = data.decode("utf-8-sig")
    node: Any = yaml.compose(text, yaml.CSafeLoader)
    for step in (*place, "text"):
        pairs = node.value
        node = pairs[step] if isinstance(step, int) else next(value for key, value in pairs if key.value == step)
    behind = text[node.end_mark.index :]
    if node.style not in {"|", ">"}:
        behind = behind.partition("\n")[2]
    return text[: node.start_mark.index], behind.lstrip("\r\n ")


@_examples(12)
@given(data=files(), text=TEXT, pick=st.integers(0, 9))
def test_new_words_change_one_text_and_no_other_byte(data: bytes, text: str, pick: int) -> None:
    _puts(data, text, pick)


@pytest.mark.long
@_examples(120)
@given(data=files(), text=TEXT, pick=st.integers(0, 9))
def test_new_words_change_one_text_and_no_other_byte_at_length(data: bytes, text: str, pick: int) -> None:
    _puts(data, text, pick)


def _carries(data: bytes, pick: int, to: int) -> None:
    """A post goes to another list: it says what it said, and so does everything else; no comment is lost."""
    said = _said(data)
    places = _places(said)
    if not places:
        return
    place = places[pick % len(places)]
    lists: list[tuple[str | int, ...]] = [("posts",), *(("days", day, "posts") for day in range(len(said["days"])))]
    lists = [one for one in lists if one != place[:-1]]
    target = lists[to % len(lists)]
    number = min(to % 3, len(writer.part(said, target[:-1]).get(target[-1]) or []))
    meant = _said(data)
    item = writer.part(meant, place[:-1]).pop(place[-1])
    above = writer.part(meant, target[:-1])
    above[target[-1]] = [*(above.get(target[-1]) or [])[:number], item, *(above.get(target[-1]) or [])[number:]]
    try:
        after = writer.written(data, "f.yaml", [Carry(place=place, to=target, number=number)])
    except Problem:
        return  # an odd layout that nobody would write by hand: then nothing is written
    assert _stripped(_said(after)) == _stripped(meant)
    assert _comments(after) == _comments(data)
    assert after.startswith(b"\xef\xbb\xbf") == data.startswith(b"\xef\xbb\xbf")
    assert (b"\r\n" in after) == (b"\r\n" in data)
    assert after.replace(b"\r\n", b"").count(b"\n") == data.replace(b"\r\n", b"").count(b"\n") or b"\r" not in data


@_examples(12)
@given(data=files(), pick=st.integers(0, 9), to=st.integers(0, 9))
def test_a_post_goes_to_another_day_with_its_own_lines(data: bytes, pick: int, to: int) -> None:
    _carries(data, pick, to)


@pytest.mark.long
@_examples(120)
@given(data=files(), pick=st.integers(0, 9), to=st.integers(0, 9))
def test_a_post_goes_to_another_day_with_its_own_lines_at_length(data: bytes, pick: int, to: int) -> None:
    _carries(data, pick, to)


KEYS = st.sampled_from(
    [("at",), ("note",), ("media", 0, "alt"), ("networks", "x", "text"), ("networks", "mus-x", "at"), ("id",)]
)


def _any_key(data: bytes, key: tuple[str | int, ...], text: str, pick: int) -> None:
    """A value that was there or not, in an item in braces or in lines: it is there, and everything else is as it was."""
    said = _said(data)
    places = _places(said)
    if not places:
        return
    place = (*places[pick % len(places)], *key)
    meant = _said(data)
    try:
        above = meant
        for step in place[:-1]:
            above = above.setdefault(step, {}) if isinstance(step, str) else above[step]
        above[place[-1]] = text
    except (KeyError, IndexError, TypeError, AttributeError):
        return
    after = writer.written(data, "f.yaml", [Put(place=place, value=text, behind=("id", "file"))])
    assert _stripped(_said(after)) == _stripped(meant)
    assert not Counter(_comments(data)) - Counter(_comments(after)), "a comment was lost"


@_examples(8)
@given(data=files(), key=KEYS, text=TEXT, pick=st.integers(0, 9))
def test_any_key_is_put_and_nothing_else(data: bytes, key: tuple[str | int, ...], text: str, pick: int) -> None:
    _any_key(data, key, text, pick)


@pytest.mark.long
@_examples(120)
@given(data=files(), key=KEYS, text=TEXT, pick=st.integers(0, 9))
def test_any_key_is_put_and_nothing_else_at_length(
    data: bytes, key: tuple[str | int, ...], text: str, pick: int
) -> None:
    _any_key(data, key, text, pick)


@pytest.mark.long
@_examples(120)
@given(data=files(), cut=st.integers(0, 400), put=st.binary(max_size=6), text=TEXT)
def test_a_file_that_was_damaged_is_written_as_meant_or_not_at_all(
    data: bytes, cut: int, put: bytes, text: str
) -> None:
    broken = data[: cut % len(data)] + put + data[cut % len(data) + len(put) // 2 :]
    try:
        after = writer.written(broken, "f.yaml", [Put(place=("title",), value=text)])
    except Problem:
        return
    assert str(writer.values(after, "f.yaml")["title"]).strip() == text
    assert _differ(broken, after)[0] in broken


HERE = ("days", 0, "posts", 0)
ONE = """\
campaign: c
days:
  - date: 2027-06-07
    posts:
      - id: p   # le premier
        text: {}
        at: 9h  # tôt
  - date: 2027-06-08
"""


def _with(text: str) -> bytes:
    return ONE.format(text).encode()


@pytest.mark.parametrize(
    ("before", "words", "after"),
    [
        ("|\n          a b\n\n          c\n", "a x\n\nc", "|\n          a x\n\n          c\n"),
        ("|- # c\n          a\n  \n          c", "a\n\nd\nc", "|- # c\n          a\n  \n          d\n          c"),
        (">\n         a\n         b\n\n         c", "a b\nd", ">\n         a\n         b\n\n         d"),
        ('"l\\u2019été \\xe9 a"', "l\u2019été é b", '"l\\u2019été \\xe9 b"'),
        ('"a\n           b c"', "a b d", '"a\n           b d"'),
        ("'l''un et l''autre'  # oui", "l'un ou l'autre", "'l''un ou l''autre'  # oui"),
        ("simple  # oui", "simple encore", "simple encore  # oui"),
        ("simple  # oui", "a: b", '"a: b"  # oui'),
        ("simple  # oui", "a\nb", "|  # oui\n          a\n          b"),
        ("'un'", "a\n- b", "|\n          a\n          - b"),
    ],
)
def test_words_are_written_in_the_manner_of_the_old_ones(before: str, words: str, after: str) -> None:
    assert writer.written(_with(before), "f", [Put(place=(*HERE, "text"), value=words)]) == _with(after)


def test_what_is_said_already_is_not_touched() -> None:
    odd = b"a:  [ 1,2 ,3]\ncampaign:   c\r\ntext: >-\n   a\n   b\n"
    assert writer.written(odd, "f", [Put(place=("text",), value="a b"), Put(place=("campaign",), value="c")]) == odd


def test_keys_are_made_where_there_are_none() -> None:
    data = _with("a\n        media: [{file: a.jpg}, {file: b.jpg, alt: b}]\n        networks:\n          x: {at: 9h}")
    made = writer.written(
        data,
        "f",
        [
            Put(place=(*HERE, "media", 0, "alt"), value="Deux caisses, claires"),
            Put(place=(*HERE, "networks", "x", "text"), value="court"),
            Put(place=(*HERE, "networks", "facebook", "text"), value="long :\nici"),
            Put(place=(*HERE, "date"), value="2027-06-07", behind=("id",)),
            Take(place=(*HERE, "at")),
        ],
    )
    assert made.decode() == ONE.format(
        'a\n        media: [{file: a.jpg, alt: "Deux caisses, claires"}, {file: b.jpg, alt: b}]\n'
        "        networks:\n          x: {at: 9h, text: court}\n          facebook:\n            text: |\n"
        "              long :\n              ici"
    ).replace("        at: 9h  # tôt\n", "").replace("# le premier\n", "# le premier\n        date: 2027-06-07\n")


def test_a_copy_stands_behind_its_post_and_goes_to_a_day_without_posts() -> None:
    changes: list[Change] = [Copy(place=HERE), Put(place=(*HERE[:3], 1, "id"), value="p-2")]
    made = writer.written(_with("a"), "f", [*changes, Carry(place=(*HERE[:3], 1), to=("days", 1, "posts"), number=0)])
    copied = "    posts:\n      - id: p-2   # le premier\n        text: a\n        at: 9h  # tôt\n"
    assert made == _with("a") + copied.encode()
    back = writer.written(made, "f", [Carry(place=("days", 1, "posts", 0), to=HERE[:3], number=0)])
    assert back.decode().endswith("  - date: 2027-06-08\n    posts: []\n")


@pytest.mark.parametrize(
    "data",
    [
        b"a: &x 1\nb: *x\n",
        b"a: " + b"[" * 60 + b"]" * 60,
        b"a: 1\na: 2\n",
        b"a: !!python/object:os.system 1\n",
        b"a: caf\xe9\n",
        b"a: 'open\n",
        b"- a\n",
        b"\xff\xfea\x00",
    ],
)
def test_what_the_reader_refuses_is_not_written_either(data: bytes) -> None:
    with pytest.raises(Problem, match="writer-broken-file"):
        writer.written(data, "f", [Put(place=("a",), value="x")])


def test_more_parts_than_the_reader_takes_are_not_handed_to_another_parser(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tree, "MAX_NODES", 50)
    monkeypatch.setattr(yaml, "compose", lambda *_: pytest.fail("the unguarded parser was asked"))
    with pytest.raises(Problem, match="writer-broken-file"):
        writer.written(b"a: [" + b"1," * 100 + b"]\n", "f", [Put(place=("b",), value="x")])


@pytest.mark.parametrize("change", [Take(place=("b",)), Put(place=("a", "b"), value="x"), Copy(place=("a", 0))])
def test_nonsense_is_refused(change: writer.Change) -> None:
    with pytest.raises(Problem, match="writer-unfit"):
        writer.written(b"a: 1\n", "f", [change])


def test_the_reader_finds_the_sample_changed_in_that_one_thing() -> None:
    data = SAMPLE.read_bytes()
    before = reader.read(SAMPLE, data).campaign
    after = reader.read(SAMPLE, writer.written(data, "f", [Put(place=(*HERE, "at"), value="10h30")])).campaign
    assert before is not None
    assert after is not None
    changed = [(old, new) for old, new in zip(before.posts, after.posts, strict=True) if old != new]
    assert [(old.id, str(new.moment.hour)) for old, new in changed if new.moment] == [("caisse", "10:30:00")]
    assert (before.people, before.days, before.objectives) == (after.people, after.days, after.objectives)
