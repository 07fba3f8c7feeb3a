"""Cards written into a campaign file: beside their links, with every other byte as it was."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scheduler.campaigns import cards, tree
from scheduler.campaigns.reader import read
from scheduler.errors import Problem

FILE = """\
# Un en-tête gardé tel quel
version: 1
campaign:   essai      # deux espaces de trop
title: "Essai"
language: fr
timezone: Europe/Paris
accounts: [musee-bluesky]

days:
- date: 2027-06-07
  theme: Coulisses
  posts:
  - id: un
    at: 9h


    text: |
      Une ligne.

      Une autre.
    link: https://musee.example/coulisses     # le bon lien
    # un commentaire qui appartient à hashtags
    hashtags: ["#A"]
posts:
    - { id: deux, date: 2027-06-08, at: 9h, text: "À 9 h", link: https://musee.example/b?x=1, only: [musee-bluesky] }
    - id: trois
      date: 2027-06-09
      at: 9h
      text: Trois
      link: 'https://musee.example/c'
      card:
        title: Ancien titre   # relu par A.
        description: >
          Une description
          sur deux lignes.
      replies:
        - {id: r, at: 18h, text: "Oui", link: "https://musee.example/d", card: {}}
      networks:
        bluesky:
          link: https://musee.example/e
"""
CARD = {"title": 'L’été : « 50 % » #plein \\ de "signes"', "description": "Deux. Trois", "image": "media/cards/a-1.jpg"}


def plain(node: tree.Node | None) -> object:
    if isinstance(node, tree.Keyed):
        return {name: plain(value) for name, (_, _, value) in node.entries.items()}
    if isinstance(node, tree.Items):
        return [plain(one) for one in node.items]
    return node.value if node else None


def test_every_link_is_found_with_what_stands_beside_it() -> None:
    found = cards.links(FILE.encode(), "f.yaml")
    assert [(one.link.rpartition("/")[2], one.card) for one in found] == [
        ("coulisses", None),
        ("b?x=1", None),
        ("c", {"title": "Ancien titre", "description": "Une description sur deux lignes."}),
        ("d", {}),
        ("e", None),
    ]
    assert FILE.splitlines()[found[0].line - 1].strip().startswith("link: https://musee.example/coulisses")


def test_only_lines_are_added_where_there_was_no_card() -> None:
    found = cards.links(FILE.encode(), "f.yaml")
    made = cards.written(FILE.encode(), "f.yaml", {found[0].place: CARD}).decode()
    added = [line for line in made.splitlines() if line not in FILE.splitlines()]
    assert [line.strip().partition(":")[0] for line in added] == ["card", "title", "description", "image"]
    assert [line for line in made.splitlines() if line not in added] == FILE.splitlines()
    assert "# le bon lien\n    card:\n      title: " in made


@pytest.mark.parametrize("newline", ["\n", "\r\n"])
@pytest.mark.parametrize("mark", [b"", b"\xef\xbb\xbf"])
def test_all_cards_at_once_and_the_reader_reads_them(newline: str, mark: bytes) -> None:
    data = mark + FILE.replace("\n", newline).encode()
    found = [one for one in cards.links(data, "f.yaml") if one.card != {}]
    made = cards.written(data, "f.yaml", {one.place: CARD for one in found})
    assert made.startswith(mark)
    assert made.count(b"\r\n") == (made.count(b"\n") if newline == "\r\n" else 0)
    text = made.decode("utf-8-sig")
    assert "{ id: deux," in text
    assert "https://musee.example/b?x=1, card: {title:" in text
    assert "# relu par A." in text
    again = {one.link: one.card for one in cards.links(made, "f.yaml")}
    assert again.pop("https://musee.example/d") == {}
    assert all(card == CARD for card in again.values())


def test_what_the_reader_makes_of_it(tmp_path: object) -> None:
    found = cards.links(FILE.encode(), "f.yaml")
    made = cards.written(FILE.encode(), "f.yaml", {found[0].place: CARD})
    from pathlib import Path

    reading = read(Path("f.yaml"), made)
    assert reading.campaign is not None
    card = reading.campaign.posts[0].content.card
    assert card is not None
    assert (card.title, card.link) == (CARD["title"], "https://musee.example/coulisses")
    assert card.image is not None
    assert card.image.file == CARD["image"]


@given(
    title=st.text(st.characters(codec="utf-8", exclude_categories=("Cc", "Cs", "Zl", "Zp", "Cn", "Co"))).map(
        lambda text: " ".join(text.split())
    ),
    which=st.sets(st.integers(0, 4), min_size=1),
)
def test_whatever_a_page_says_the_rest_of_the_file_stays(title: str, which: set[int]) -> None:
    found = cards.links(FILE.encode(), "f.yaml")
    wanted = {found[number].place: {"title": title} for number in which}
    made = cards.written(FILE.encode(), "f.yaml", wanted)
    before, after = plain(tree.build(FILE, "f").root), plain(tree.build(made.decode(), "f").root)
    for place in wanted:
        inner, outer = before, after
        for step in place:
            inner, outer = inner[step], outer[step]  # type: ignore[index]
        assert outer.pop("card")["title"] == title  # type: ignore[attr-defined]
        inner.pop("card", None)  # type: ignore[attr-defined]
    assert before == after


@pytest.mark.parametrize("text", ["a: [", "posts: &x [*x]", "caf\xe9: 1", "posts: !!python/object:os.system {}"])
def test_a_file_that_cannot_be_read_is_left_alone(text: str) -> None:
    with pytest.raises(Problem, match="cards-broken-file"):
        cards.links(text.encode("latin-1"), "f.yaml")


@pytest.mark.parametrize(
    "card",
    [
        "{title: Un, rights: {status: asked, networks: [bluesky]}}",
        "\n    title: Un   # relu\n    rights:\n      status: asked\n      networks:\n      - bluesky   # seul\n\n    # fin",
        "\n    rights: {status: asked, networks: [bluesky]}\n    title: Un",
    ],
)
def test_rights_beside_a_card_stay_when_it_is_read_again(card: str) -> None:
    file = f"""\
posts:
- id: un
  link: https://musee.example/c
  card: {card}
- id: deux
  text: Deux
"""
    (found,) = cards.links(file.encode(), "f.yaml")
    made = cards.written(file.encode(), "f.yaml", {found.place: {"title": "Deux", "image": "a.jpg"}}).decode()
    before, after = plain(tree.build(file, "f").root), plain(tree.build(made, "f").root)
    kept = before["posts"][0]["card"]  # type: ignore[index]
    expected = kept | {"title": "Deux", "image": "a.jpg"}
    assert after["posts"] == [{**before["posts"][0], "card": expected}, before["posts"][1]]  # type: ignore[index]
