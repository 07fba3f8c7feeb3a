"""What a person looks at: what changed since a yes, a life, addresses, plans, questions answered, doubts settled."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from textual.widgets import Input

from scheduler.app.agenda import Checked
from scheduler.app.doubting import Doubt
from scheduler.app.outward import safe
from scheduler.app.viewing import Viewing
from scheduler.connector.shown import Shown
from scheduler.flow.beside import Beside, Seen
from scheduler.model.delivery import Delivery, Event, Receipt, State
from scheduler.model.notice import Notice, Severity, Where
from scheduler.networks.rehearsal import Rehearsal
from scheduler.store.together import keep
from scheduler.tui import lists, terminals
from tests.tui import little, week
from tests.tui.screen import SMALL, Player, play

EVIL = "[@click=app.act('leave')]y[/] [/b] \u202eabc"


class Opened:
    """What was given to the browser; `able`: there is one."""

    def __init__(self, *, able: bool = True) -> None:
        self.urls: list[str] = []
        self.able = able

    def __call__(self, url: str) -> bool:
        if self.able:
            self.urls.append(url)
        return self.able


def file_of(config: Path) -> Path:
    """The campaign's file."""
    return config.parent / "petite.yaml"


def found(config: Path, post: str) -> list[Delivery]:
    """A post's deliveries, as another process reads them."""
    with week.opened(config, by="reader") as room:
        return list(room.named(f"petite/{post}/once").deliveries)


def changed_since_a_yes(config: Path) -> str:
    """The press says yes to herbier; then its text becomes another. Returns the code that was read."""
    with week.opened(config, by="l.diallo", now=little.NOW) as room:
        queue = room.scheduler.queue
        code = room.named("petite/herbier/once").code
        queue.approve(["petite/herbier"], role="press", by="l.diallo", how="mail")
        text = file_of(config).read_text(encoding="utf-8")
        file_of(config).write_text(text.replace("Un herbier d''été.", "Un herbier d''hiver, peint."), encoding="utf-8")
        queue.apply(queue.propose((), week.NO_ANSWERS), by="c.lam")
    return code


def happened(config: Path, post: str, *events: Event) -> None:
    """Let a post go through `events`; what is sent has addresses, one of which is none."""
    with week.opened(config, by="l.diallo", now=little.NOW) as room:
        queue, database = room.scheduler.queue, room.scheduler.ground.database
        queue.approve([f"petite/{post}"], role="press", by="l.diallo", how="mail")
        for event in (Event.CLAIMED, Event.ATTEMPTED, *events):
            some = list(room.named(f"petite/{post}/once").deliveries)
            if event is Event.SENT:
                with database.write() as connection:
                    keep(connection, [(one.id, _receipt(one)) for one in some])
            week._all(database, some, event)


def _receipt(one: Delivery) -> Receipt:
    url = "https://facebook.example/8841" if one.network == "facebook" else "javascript:alert(1)"
    return Receipt(part=0, remote_id=f"{one.id}", url=url, at=one.due or little.NOW)


def test_what_changed_since_a_yes_stands_word_for_word(small: Path) -> None:
    code = changed_since_a_yes(small)

    async def story(player: Player) -> None:
        await player.press("right", "down", "c")
        assert player.app.screen.entry.post == "herbier"  # type: ignore[attr-defined]
        assert "[Avant/après]" in player.text
        assert "avant   Un herbier [−d'été.−]" in player.text
        assert "après   Un herbier [+d'hiver, peint.+]" in player.text
        assert "XT FB · texte" in player.text
        assert "Validé en dernier par l.diallo" in player.text
        await player.press("h")
        assert "[Historique]" in player.text
        assert "une validation donnée" in player.text
        await player.press("escape")
        assert "[Avant/après]" in player.text, "one step back: to the face it was opened on"
        await player.press("c", "c")
        assert "[Cartes]" in player.text
        assert "Un herbier d'hiver" in player.text
        await player.press("escape", "escape", "R")
        fields = {one.id: one for one in player.app.screen.query(Input)}
        assert fields["role"].value == "Presse"
        fields["code"].value = code
        fields["how"].value = "papier"
        await player.press("ctrl+s")
        assert f"{code} est le code d’un ancien texte" in player.text, (
            "an older text's code is refused, and what changed shown"
        )
        assert "[+d'hiver, peint.+]" in player.text

    play(small, story, by="l.diallo", size=SMALL)
    assert all(one.missing_roles == ("press",) for one in found(small, "herbier"))


@pytest.mark.long
def test_the_curator_is_answered_and_her_yes_taken_in(small: Path) -> None:
    with week.opened(small, by="a.martin", now=little.NOW) as room:
        room.scheduler.approving.remark(["petite/abeilles"], f"Quel âge ? {EVIL}", by="a.martin", holds=True)
        code = room.named("petite/abeilles/once").code

    async def story(player: Player) -> None:
        await player.press("g")
        await player.type(code)
        await player.press("enter")
        assert "? 1 remarque ouverte (r)" in player.text
        await player.press("r")
        assert "Quel âge ? [@click=app.act('leave')]y[/] [/b]" in player.text
        assert "\u202e" not in player.text
        assert "[répondre]" in player.text
        player.app.screen.query_one(Input).value = "Trois ans, dit N. Belkacem"
        await player.press("ctrl+s")
        assert "Répondu : abeilles" in player.said
        assert "remarque ouverte" not in player.text
        await player.press("r")
        assert "↳ c.lam" in player.text
        assert "Trois ans, dit N. Belkacem" in player.text
        await player.press("tab")
        player.app.screen.query_one(Input).value = "Belle photo"
        await player.press("enter")
        assert "Remarque gardée avec abeilles" in player.said
        await player.press("R")
        assert player.app.screen.query_one("#code", Input).value == code
        player.app.screen.query_one("#how", Input).value = "courriel"
        await player.press("ctrl+s")
        assert "Accord de l.diallo (Presse, courriel) enregistré : abeilles" in player.said
        await player.press("R")
        player.app.screen.query_one("#role", Input).value = "presse"
        player.app.screen.query_one("#by", Input).value = "l.diallo"
        player.app.screen.query_one("#how", Input).value = "courriel"
        await player.press("ctrl+s")
        assert "abeilles : déjà validé (presse) ; rien de nouveau" in player.said
        await player.press("escape", "4")
        line = next(line for line in player.text.splitlines() if " abeilles " in line)
        assert "? 1 remarque ouverte" in line, "a question is open, though every yes is given"

    play(small, story, by="c.lam")
    assert {one.state for one in found(small, "abeilles")} == {State.READY}
    with week.opened(small, by="reader") as room:
        said = Viewing(room).remarks(room.named("petite/abeilles/once"))
    assert [(one.text[:8], one.open, one.holds) for one in said] == [
        ("Quel âge", False, True),
        ("Belle ph", True, False),
    ]


def test_only_addresses_of_the_web_go_to_a_browser(small: Path) -> None:
    happened(small, "herbier", Event.SENT)

    async def story(player: Player) -> None:
        opened = Opened()
        player.app.show_address = opened
        await player.press("right", "down", "o")
        assert opened.urls == ["https://facebook.example/8841"]
        await player.press("c", "c")
        assert "[En ligne]" in player.text
        assert "javascript:alert(1)" in player.text, "it is said, and never opened"
        await player.press("o")
        assert opened.urls == ["https://facebook.example/8841"] * 2
        player.app.show_address = Opened(able=False)
        await player.press("o")
        assert "copié : https://facebook.example/8841" in player.said
        await player.press("escape", "escape", "down", "o")
        assert "Rien n’en est sorti" in player.said

    play(small, story, by="c.lam", size=SMALL)
    wrong = (
        "javascript:alert(1)",
        "file:///etc/passwd",
        "https://",
        "http://a b",
        "https://x.example/\x1b]",
        "at://did",
        "",
    )
    assert not any(map(safe, wrong))
    assert safe("https://x.example/1?a=b")


@pytest.mark.long
def test_an_unknown_is_settled_beside_what_the_network_shows(small: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    happened(small, "herbier", Event.LOST)
    at = datetime(2027, 6, 11, 14, 1, tzinfo=UTC)
    shown = [
        Shown(remote_id="7", url="https://x.example/7", text=f"Autre chose {EVIL}", at=at),
        Shown(remote_id="8", url="https://x.example/8", text="Un herbier d'été.", at=at),
    ]
    monkeypatch.setattr(Rehearsal, "newest", lambda *_: shown)

    async def story(player: Player) -> None:
        opened = Opened()
        player.app.show_address = opened
        await player.press("4", "home", "enter", "down", "enter")
        assert "│ Un herbier d'été." in player.text
        assert "▌100 %" in player.text, "the best match is chosen"
        assert "[@click=app.act('leave')]y[/]" in player.text
        assert "\u202e" not in player.text
        await player.press("o", "escape")
        assert opened.urls == ["https://x.example/8"]
        assert {one.state for one in found(small, "herbier")} == {State.UNKNOWN}
        await player.press("k", "down", "enter", "down", "enter")
        assert "Cela ne ressemble pas" in player.text, "what does not read like ours is typed"
        await player.press("escape", "k", "down", "enter", "enter")
        assert "Publié : herbier" in player.said

    play(small, story, by="l.diallo", size=SMALL)
    assert sorted((one.state, [each.url for each in one.receipts]) for one in found(small, "herbier")) == [
        (State.PUBLISHED, ["https://x.example/8"]),
        (State.UNKNOWN, []),
    ]


def test_the_plan_is_shown_as_the_command_shows_it_before_it_is_taken(small: Path) -> None:
    text = file_of(small).read_text(encoding="utf-8")
    gone = text.index("  - date: 2027-06-12"), text.index("\nposts:")
    file_of(small).write_text(text[: gone[0]] + text[gone[1] :].replace("En direct.", "En direct !"), encoding="utf-8")

    async def story(player: Player) -> None:
        await player.press("a")
        assert (
            "Les fichiers changeraient 1 envoi." in player.text or "Les fichiers changeraient 3 envois." in player.text
        )
        assert "- En direct." in player.text
        assert "+ En direct !" in player.text
        await player.press("enter")
        assert room_text(small, "annonce") == "En direct."
        await player.press("a", "down", "enter")
        assert room_text(small, "annonce") == "En direct !"

    play(small, story, by="c.lam")


def room_text(config: Path, post: str) -> str:
    """What the queue has."""
    return found(config, post)[0].variant.parts[0].text


def test_a_narrow_window_reads_the_days_and_a_tiny_one_says_what_it_needs(small: Path) -> None:
    async def story(player: Player) -> None:
        assert "ve 11" in player.text.splitlines()[2]
        assert "▌je 10" in player.text
        await player.press("right")
        assert "▌ve 11" in player.text
        assert player.chosen == "abeilles"
        assert player.app.sub_title.startswith("abeilles")
        at = player.app.cursor_position
        assert player.text.splitlines()[at.y].startswith("▌"), "the terminal's cursor stands at the choice"
        await player.press("escape", "3", "escape")
        assert player.app.room.view == "day"
        await player.pilot.resize_terminal(59, 24)
        await player.calm()
        assert "60 colonnes, 20 lignes" in " ".join(player.text.split())
        assert "▃" not in player.text
        await player.press("v")
        assert "Validé" in player.said, "its keys still work"
        await player.pilot.resize_terminal(100, 30)
        await player.calm()
        assert player.app.room.view == "week"
        line = player.text.splitlines()[player.app.cursor_position.y]
        assert line[player.app.cursor_position.x :].startswith("▌")

    play(small, story, by="l.diallo", size=(70, 22))


def test_a_window_is_named_and_nothing_ends_its_name() -> None:
    assert terminals.title("abeilles\x07\x1b]52;c;eA==\x07\n, à valider").count("\x07") == 1
    assert terminals.title("abeilles\x1b[2J").startswith("\x1b]2;abeilles")
    assert "\x1b" not in terminals.title("abeilles\x1b[2J")[1:]


@pytest.mark.parametrize(
    ("environ", "charset"),
    [
        ({"LANG": "fr_FR.UTF-8"}, ""),
        ({"LANG": "fr_FR.utf8", "LC_ALL": ""}, ""),
        ({}, ""),
        ({"LANG": "fr_FR.UTF-8", "LC_ALL": "C"}, "ascii"),
        ({"LC_CTYPE": "fr_FR.ISO-8859-1"}, "ISO-8859-1"),
        ({"LANG": "fr_FR@euro"}, "iso8859-15"),
        ({"LANG": "fr_FR.nonsense"}, "ascii"),
    ],
)
def test_a_terminal_without_utf_8_is_known_by_its_locale(environ: dict[str, str], charset: str) -> None:
    assert terminals.spoken(environ) == charset


def test_every_sign_has_a_letter_as_wide_as_itself() -> None:
    drawn = "✗?!∅◐→○‖»●✓–↶ │┃─━┼┿╌ ┏┓┗┛┌┐└┘ ▌█■▁▃▆ ◂▸♥±…’«»"
    assert terminals.lettered(drawn, "ascii").isascii()
    assert "?" not in terminals.lettered(drawn.replace("?", ""), "ascii").replace("?!", "!")
    assert terminals.lettered("✓ éteint ○ œuvre 🐝 !", "ascii") == "* eteint v ?uvre ?? !"
    assert terminals.lettered("✓ éteint", "iso8859-1") == "* éteint"
    assert terminals.lettered("\x1b[1;2H●", "ascii") == "\x1b[1;2HP"


def test_a_page_is_folded_between_words_and_keeps_every_one() -> None:
    from scheduler.tui.pages import folded

    lines = folded([("un deux ", "text", False), ("trois-quatre-cinq six", "muted", True)], 10, hang=2)
    assert ["".join(piece[0] for piece in line) for line in lines] == [
        "un deux ",
        "  trois-qu",
        "  atre-cin",
        "  q six",
    ]
    assert all(piece[1] == "muted" for line in lines[1:] for piece in line if piece[0].strip())


def test_no_line_of_a_doubt_is_wider_than_it_may_be_read(small: Path) -> None:
    from scheduler.tui.pages import doubt, likeliest

    one = found(small, "herbier")[0]
    seen = [Seen(url="https://x.example/8", remote_id="8", text="Un herbier", at=None, likeness=0.6, tag=one.tag)]
    made = Doubt(delivery=one, beside=Beside(part=0, seen=seen))
    assert likeliest(made) == "later", "what is another delivery's own is no match"
    texts = [
        "".join(piece[0] for piece in line)
        for each in doubt(made, "mus-x", "en", week.PARIS, 70)
        for line in each.lines
    ]
    assert any(one.tag in text for text in texts)
    silent = Doubt(delivery=one, beside=Beside(part=0, why="confirm-cannot"))
    words = " ".join(
        piece[0] for each in doubt(silent, "mus-x", "en", week.PARIS, 70) for line in each.lines for piece in line
    )
    assert "this network cannot list them" in words


def test_rights_and_the_line_stand_in_the_list_before_they_stop_anything(small: Path) -> None:
    def about(account: str, code: str, **given: object) -> Notice:
        where = Where(file=str(file_of(small)), line=29, column=1)
        subject = f'post "herbier" -> {account}'
        return Notice(severity=Severity.WARNING, code=code, arguments=given, where=where, subject=subject)

    words = {"found": f"ados {EVIL}", "rule": "config.toml:20"}
    notices = (*(about(name, "line-avoid", **words) for name in ("mus-x", "mus-fb")), about("mus-x", "no-alt"))
    checked = Checked(changes=0, notices=notices)
    with week.opened(small, by="l.diallo", now=little.NOW) as room:
        agenda = room.week(little.NOW.date() - timedelta(days=2))
        items = lists.todo((), agenda, checked, "fr", room.role_name, 80)
    lines = ["".join(piece[0] for piece in line) for one in items for line in one.lines]
    assert lines[0].startswith("── à surveiller, d’après les fichiers")
    assert len([one for one in items if one.key]) == 1, (
        "what two accounts share stands once, and nothing but these two kinds"
    )
    assert lines[1].startswith("~ herbier ")
    assert "[@click=app.act('leave')]y[/]" in " ".join(lines)
    assert "\u202e" not in "".join(lines)
