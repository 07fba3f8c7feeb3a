"""An account is written into config.toml, and nothing that is the author's changes."""

import tomllib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scheduler.config.writing import Unwritable, with_account

TEXT = """\
# Our calendar. Touch nothing.
[calendar]   # le calendrier
id = "a1b2c3d4"

[accounts.musee]          # the main one
network = "mastodon"      # its rules
through = "rehearsal"     # until June
languages = [
    "fr",   # first
]
limits = {max_characters = 700}   # ours allows more

# The other one, since 2019.
[accounts.autre]
network = 'bluesky'
through = "rehearsal"

[roles.press]
people = ["l.diallo"]
"""


def test_what_stands_outside_the_account_stays_byte_for_byte() -> None:
    changed = with_account(
        TEXT,
        "musee",
        {"network": "mastodon", "through": None, "base_url": "https://a.example", "access_token": "env:A"},
    )
    before, _, rest = TEXT.partition("[accounts.musee]")
    _, mark, after = rest.partition("\n# The other one")
    assert changed.startswith(before)
    assert changed.endswith(mark + after)
    assert changed[len(before) : -len(mark + after)] == (
        "[accounts.musee]          # the main one\n"
        'network = "mastodon"      # its rules\n'
        'base_url = "https://a.example"\n'
        'access_token = "env:A"\n'
        'languages = [\n    "fr",   # first\n]\n'
        "limits = {max_characters = 700}   # ours allows more\n"
    )


def test_a_value_changes_in_its_place_with_its_comment() -> None:
    text = TEXT.replace('through = "rehearsal"     # until June', 'access_token = "env:OLD"     # of 2026')
    changed = with_account(text, "musee", {"access_token": "env:NEW"})
    assert changed == text.replace('"env:OLD"', '"env:NEW"')


def test_a_new_account_stands_at_the_end() -> None:
    changed = with_account(TEXT, "neuf", {"network": "x", "through": None, "consumer_key": 'cmd:pass "x"'})
    assert changed == TEXT + '\n[accounts.neuf]\nnetwork = "x"\nconsumer_key = "cmd:pass \\"x\\""\n'


def test_what_is_the_same_already_changes_nothing() -> None:
    assert with_account(TEXT, "musee", {"network": "mastodon", "through": "rehearsal", "base_url": None}) == TEXT


@pytest.mark.parametrize("name", ["musee", "neuf"])
def test_windows_line_ends_and_a_mark_at_the_start_stay(name: str) -> None:
    text = "\ufeff" + TEXT.replace("\n", "\r\n")
    changed = with_account(text, name, {"network": "mastodon", "access_token": "env:A"})
    assert changed.startswith("\ufeff# Our calendar")
    assert changed.count("\n") == changed.count("\r\n")
    assert 'access_token = "env:A"\r\n' in changed


@pytest.mark.parametrize(
    "text",
    [
        '[accounts]\nmusee = {network = "mastodon"}\n',
        '[accounts]\nmusee.network = "mastodon"\nmusee.through = "rehearsal"\n',
        'accounts.musee.network = "mastodon"\n',
        '[accounts.musee]\nlanguages = ["fr"]\n"network" = "mastodon"\n',
    ],
)
def test_an_odd_layout_is_written_rightly_or_not_at_all(text: str) -> None:
    values = {"network": "mastodon", "through": None, "access_token": "env:A"}
    try:
        changed = with_account(text, "musee", values)
    except Unwritable:
        return
    account = tomllib.loads(changed)["accounts"]["musee"]
    assert account["access_token"] == "env:A"
    assert "through" not in account


@given(st.dictionaries(st.from_regex(r"[a-z_]{1,12}", fullmatch=True), st.text(max_size=40), max_size=4))
def test_any_value_comes_back_as_it_was(values: dict[str, str]) -> None:
    wanted = {"network": "x"} | {name: value for name, value in values.items() if "\r" not in value}
    assert tomllib.loads(with_account(TEXT, "neuf", wanted))["accounts"]["neuf"] == wanted
