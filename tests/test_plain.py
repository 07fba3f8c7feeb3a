"""Outside text in a line of ours: it cannot hide, break the line or show a secret."""

import pytest

from scheduler.plain import REDACTED, Redactor, harmless, one_line, redact, visible
from scheduler.sentences import say


@pytest.mark.parametrize(
    ("given", "shown"),
    [
        ("Musée 🏺 ❤\ufe0f שלום", "Musée 🏺 ❤\ufe0f שלום"),
        ("👩🏽\u200d🎨", "👩🏽\u200d🎨"),
        ("a\x1b[2Jb", "a␛[2Jb"),
        ("a\u202eb\u200b", "a⟨U+202E⟩b⟨U+200B⟩"),
        ("ab\u200dc", "ab⟨U+200D⟩c"),
        ("🏴\U000e0067\U000e0062\U000e007f", "🏴\U000e0067\U000e0062\U000e007f"),
        ("x\U000e0067", "x⟨U+E0067⟩"),
        ("a\nb\tc", "a\nb\tc"),
    ],
)
def test_what_hides_is_drawn_and_what_is_text_stays(given: str, shown: str) -> None:
    assert visible(given) == shown


def test_a_line_break_from_outside_begins_no_line_of_ours() -> None:
    assert harmless("a\nb.yaml:1:1: All is well.") == "a␊b.yaml:1:1: All is well."
    assert one_line("a\n  b") == "a b"
    said = say("key-unknown", {"key": "posts\nb.yaml:1:1: fine", "known": ["a\nb"]}, "en")
    assert "\n" not in f"{said.text}{said.advice}"


def test_a_secret_is_found_before_anything_is_drawn_over_it() -> None:
    redact.remember("geheim\x07wort")
    assert harmless("token=geheim\x07wort!") == f"token={REDACTED}!"


@pytest.mark.parametrize(
    "leaked",
    [
        'p@ss "w" é',
        "p%40ss%20%22w%22%20%C3%A9",
        "p%40ss+%22w%22+%C3%A9",
        'p@ss \\"w\\" \\u00e9',
        'p@ss \\"w\\" é',
        "cEBzcyAidyIgw6k=",
    ],
)
def test_a_secret_is_found_in_the_forms_in_which_it_leaks(leaked: str) -> None:
    own = Redactor()
    own.remember('p@ss "w" é')
    assert own(f"<{leaked}>") == f"<{REDACTED}>"


@pytest.mark.parametrize(
    "leaked",
    [
        "a&lt;b&gt;&amp;c&quot;d'e",
        "a&lt;b&gt;&amp;c&quot;d&#x27;e",
        "a&lt;b&gt;&amp;c&#34;d&#39;e",
        "a&lt;b&gt;&amp;c\"d'e",
    ],
)
def test_a_secret_is_found_in_the_page_of_an_error(leaked: str) -> None:
    own = Redactor()
    own.remember("a<b>&c\"d'e")
    assert own(f"<p>{leaked}</p>") == f"<p>{REDACTED}</p>"


def test_what_is_too_short_to_be_a_secret_is_no_secret() -> None:
    own = Redactor()
    own.remember("abc")
    assert own("abc") == "abc"
