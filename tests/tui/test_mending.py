"""What F8 puts in place of what a notice finds fault with, and that it does nothing where no notice says it word for word."""

from pathlib import Path

from textual.widgets import TextArea

from scheduler.model.notice import Notice, Severity
from scheduler.tui.mending import Mend, proposed
from scheduler.tui.screens.editor import Editor
from tests.tui.screen import Player, play


def notice(code: str, **given: object) -> Notice:
    return Notice(severity=Severity.WARNING, code=code, arguments=given)


def test_the_word_of_the_line_comes_with_the_capital_of_the_other() -> None:
    better = notice("line-prefer", found="Expo", say="exposition", rule="config.toml:3")
    assert proposed([better], ["Exposées. Expo du jour"], 0) == Mend(text=0, at=10, old="Expo", new="Exposition")
    assert proposed([better], ["rien", "Expo"], 0) == Mend(text=1, at=0, old="Expo", new="Exposition")
    assert proposed([better], ["Expositions"], 0) is None


def test_a_handle_becomes_the_person_where_it_is_one_only() -> None:
    one = notice("handle-astray-known", handles=("@MuseeLouvre",), meant=("{louvre}",))
    assert proposed([one], ["Avec @MuseeLouvre."], 0) == Mend(text=0, at=5, old="@MuseeLouvre", new="{louvre}")
    two = notice("handle-astray-known", handles=("@a", "@b"), meant=("{a}", "{b}"))
    assert proposed([two, notice("hashtag-cut", hashtag="#a")], ["@a et @b #a"], 0) is None


def test_f8_mends_and_ctrl_z_takes_it_back(small: Path) -> None:
    words = small.read_text(encoding="utf-8") + '\n[line]\nprefer = {herbier = "album"}\n\n[review]\nmotion = false\n'
    small.write_text(words, encoding="utf-8")

    async def story(player: Player) -> None:
        assert player.app.animation_level == "none", "[review] motion = false"
        await player.press("right", "down", "e")
        editor = player.app.screen
        assert isinstance(editor, Editor)
        area = editor.query_one(TextArea)
        assert not area.cursor_blink
        assert "F8 « herbier » → « album »" in player.text
        await player.press("f8")
        assert area.text == "Un album d'été."
        editor.try_out()
        await player.calm()
        assert "F8 «" not in player.text
        await player.press("f8")
        assert "mot pour mot" in player.said
        await player.press("ctrl+z")
        assert area.text == "Un herbier d'été."

    play(small, story, by="l.diallo")
