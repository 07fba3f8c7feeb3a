"""The page of the week: one file, nothing from outside, harmless whatever a post says, and it says what is asked of whom."""

import base64
import hashlib
import html
import json
import re
import subprocess
import sys
from datetime import date, time, timedelta
from pathlib import Path
from urllib.parse import parse_qs, unquote, urlsplit

import jsonschema
import pytest

from scheduler.model.picture import Rights
from scheduler.render import week_words as words
from scheduler.render.schemas import SURFACES
from scheduler.render.worded import pieces
from tests.render.test_report_html import Outline
from tests.render.weeks import FIRST, Made, make, opened, written


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Made:
    return make(tmp_path_factory.mktemp("semaine"))


def plain(text: str) -> str:
    """What is read, without elements, on one line."""
    body = text.partition("<body>")[2]
    return " ".join(html.unescape(re.sub(r"<[^>]*>", " ", body)).replace("\u202f", " ").replace("\xa0", " ").split())


def sheet(text: str, code: str) -> str:
    return plain(
        "<body>"
        + next(one for one in text.split("<article")[1:] if f'"code">{code}<' in one).partition("</article>")[0]
    )


@pytest.mark.parametrize("language", ["fr", "en"])
def test_nothing_comes_from_outside_and_nothing_runs(made: Made, language: str) -> None:
    text = made.after[language]
    page = Outline(text)
    assert not page.named("script", "iframe", "object", "embed", "form", "base", "svg")
    assert all("style" not in given and not any(name.startswith("on") for name in given) for _, given in page.elements)
    assert {given["src"].partition(";")[0] for _, given in page.named("img")} == {"data:image/jpeg"}
    assert {given["href"].partition(":")[0].partition("#")[0] for _, given in page.named("a")} == {"mailto", ""}
    (style,) = re.findall(r"<style>(.*?)</style>", text, re.DOTALL)
    digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    (policy,) = [given["content"] for _, given in page.named("meta") if "http-equiv" in given]
    assert (
        policy == f"default-src 'none'; style-src 'sha256-{digest}'; img-src data:; base-uri 'none'; form-action 'none'"
    )
    assert len(style.encode()) < 16_384
    assert not re.search(r"var\(|url\(|@import", style), "mail programs drop variables, and nothing is fetched"
    ids = [given["id"] for _, given in page.elements if "id" in given]
    assert len(ids) == len(set(ids))
    assert {given["href"][1:] for _, given in page.named("a") if given["href"].startswith("#")} <= set(ids)


def test_the_first_lines_say_what_is_asked_of_whom_and_until_when(made: Made) -> None:
    text = plain(made.after["fr"])
    assert "8 réponses attendues, sur 4 contenus, avant lundi 7 juin, 9 h" in text
    assert "Page du mercredi 2 juin, 14 h ; elle remplace celle du vendredi 28 mai, 14 h." in text
    assert "a.martin, suppléance : p.leroy" in text
    assert "Textes non publiés : ne pas diffuser." in text
    assert "8 answers are asked for, on 4 posts, before Monday 7 June, 9:00" in plain(made.after["en"])


def test_what_changed_stands_at_the_head_and_in_its_post(made: Made) -> None:
    text = plain(made.after["fr"])
    assert "Changé depuis le 28 mai" in text
    assert "changé sur X ; à valider." in text
    assert "plus tard ; rien à revalider." in text
    assert "Un contenu neuf : nouveau" in text
    assert "Les 2 autres contenus sont identiques." in text
    post = sheet(made.after["fr"], made.codes["caisse"])
    assert "Changé depuis la page du 28 mai" in post
    assert "Seul X est redemandé : ce qui a été validé pour Facebook et Mastodon reste valable." in post
    assert "<del>Le dernier conservateur</del> <ins>La dernière personne</ins>" in made.after["fr"]
    assert "Conservation, pour X" in post
    assert "oui, a.martin 28 mai, par mail, Facebook et Mastodon" in post
    assert "Nouveau depuis la page du 28 mai" in sheet(made.after["fr"], made.codes["neuf"])
    assert "Changé depuis" not in plain(made.before), "the first page replaces none"


def test_a_post_shows_its_pictures_rights_notes_and_questions(made: Made) -> None:
    post = sheet(made.after["fr"], made.codes["caisse"])
    assert 'Une caisse " onload="alert(3)' in post
    assert "Droits : acquis, jusqu’au 30 juin 2028, pour x, facebook, mastodon" in post
    assert "Note interne, jamais publiée. Inventaire 1974.12 <script>alert(4)</script>" in post
    assert "a.martin, le 2 juin : Le millésime <b>est-il</b> sûr ? Sans réponse pour le moment." in post
    assert "1er commentaire" in post
    assert "9 h 30" in post, "a network's own hour"
    assert re.search(r"Signes : \d+ / 280", post)
    english = sheet(made.after["en"], made.codes["caisse"])
    assert "Internal note, never published." in english
    assert "Rights: cleared, until 30 June 2028" in english


def test_addresses_are_short_in_the_text_and_whole_at_the_end(made: Made) -> None:
    text = made.after["fr"]
    assert "utm_source" not in sheet(text, made.codes["caisse"])
    whole = [html.unescape(one) for one in re.findall(r'<td class="url">(.*?)</td>', text)]
    assert any("utm_content=caisse.once.musee-mastodon" in one for one in whole)
    assert all(one.startswith("https://musee.example.org/coulisses?") for one in whole)


def test_each_answer_is_one_mail_and_no_text_adds_a_field_to_it(made: Made) -> None:
    links = [given["href"] for _, given in Outline(made.after["fr"]).named("a") if "?subject" in given["href"]]
    assert len(links) == 2 + 2 * 8, "one for all of a role, and a yes and a question for each post and role"
    for one in links:
        parts = urlsplit(one)
        assert (parts.scheme, unquote(parts.path)) == ("mailto", "semaine@musee.example")
        fields = parse_qs(parts.query, strict_parsing=True)
        assert set(fields) == {"subject", "body"}
        assert "\n" not in fields["subject"][0]
        assert all(code in made.codes.values() for code in re.findall(r"\b[0-9A-Z]{4}\b", fields["subject"][0]))
        assert not any(line.startswith("Bcc") for line in fields["body"][0].splitlines())
    everything = parse_qs(urlsplit(links[0]).query)
    assert everything["subject"][0].startswith("Oui ")
    assert "au titre de Conservation" in everything["body"][0]


def test_only_what_is_asked_may_be_laid_out_and_the_table_has_the_week(made: Made) -> None:
    assert made.asked.count("<article") == 4
    assert made.after["fr"].count("<article") == 5
    assert made.codes["pari"] in made.asked


def test_a_page_that_is_made_again_still_says_what_changed(made: Made, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whoever looks at it once more before sending it must not find «nothing changed» in it; nor does a draft count."""
    monkeypatch.setenv("XDG_STATE_HOME", str(made.config.parent / "state"))
    with opened(made.config, FIRST + timedelta(days=6)) as one:
        again = written(one, "again.html", draft=True)
    assert "Changé depuis le 28 mai" in plain(again)
    assert "<del>Le dernier conservateur</del>" in again


def test_without_an_address_there_is_no_link_and_the_codes_stand_there(
    made: Made, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_STATE_HOME", str(made.config.parent / "state"))
    text = made.config.read_text(encoding="utf-8")
    bare = made.config.with_name("bare.toml")
    signed = 'people = ["l.diallo"]\nproof = "signed"\nallowed_signers = "signers"'
    bare.write_text(re.sub(r"(?m)^mail = .*$", "", text).replace('people = ["l.diallo"]', signed), encoding="utf-8")
    with opened(bare, FIRST) as one:
        page = written(one, "bare.html", draft=True)
    assert "mailto:" not in page
    assert "Répondez par mail en donnant les codes" in page
    assert page.count("à signer") == 1 + 4, "a role that wants signatures has no link for yes"


@pytest.mark.long
def test_its_command_needs_no_terminal_and_loads_no_textual(made: Made, tmp_path: Path) -> None:
    page = tmp_path / "semaine.html"
    script = (
        "import sys; from scheduler.cli import main; "
        f"code = main(['--language', 'en', 'review', '--page', {str(page)!r}, '--week', '2027-W23', '--draft', '--json', "
        f"'--config', {str(made.config)!r}]); assert 'textual' not in sys.modules; sys.exit(code)"
    )
    state = str(made.config.parent / "state")
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=False,
                          env={"XDG_STATE_HOME": state, "PATH": "/usr/bin:/bin"})  # fmt: skip
    assert done.returncode == 0, done.stderr
    said = json.loads(done.stdout)
    jsonschema.validate(said, SURFACES["review"])
    assert [one["role"] for one in said["asked"]] == ["curator", "press"]
    assert [one["text"] for one in said["remarks"]] == ["Le millésime <b>est-il</b> sûr ?"]
    assert page.stat().st_mode & 0o077 == 0, "unpublished texts are their owner's"


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [
        ("un deux trois", "un deux trois", [("same", "un deux trois")]),
        ("un deux trois", "un 2 trois", [("same", "un "), ("out", "deux"), ("in", "2"), ("same", " trois")]),
        ("", "neuf", [("in", "neuf")]),
        ("le dernier conservateur dit", "la dernière personne dit",
         [("out", "le dernier conservateur"), ("in", "la dernière personne"), ("same", " dit")]),
    ],
)  # fmt: skip
def test_a_change_is_shown_by_words(before: str, after: str, expected: list[tuple[str, str]]) -> None:
    assert [
        (one.kind, one.text.strip() if one.kind != "same" else one.text) for one in pieces(before, after)
    ] == expected


def test_long_stretches_that_stay_are_cut_around_a_change() -> None:
    long = " ".join(f"mot{n}" for n in range(60))
    found = pieces(f"{long} un {long}", f"{long} deux {long}")
    assert [one.kind for one in found] == ["same", "out", "in", "same"]
    assert found[0].text.startswith("… ")
    assert found[-1].text.endswith(" …")
    assert all(len(one.text) < len(long) for one in found)


def test_hours_days_and_rights_are_written_as_people_write_them() -> None:
    assert [words.hour(time(9), "fr"), words.hour(time(9, 5), "fr"), words.hour(time(9), "en")] == [
        "9\xa0h",
        "9\xa0h\xa005",
        "9:00",
    ]
    assert words.span(date(2027, 6, 28), "fr") == "Lundi 28 juin au dimanche 4 juillet 2027"
    assert words.day(date(2027, 6, 1), "fr") == "mardi 1er juin"
    assert words.span(date(2027, 6, 7), "en") == "Monday 7 to Sunday 13 June 2027"
    asked = Rights(status="asked", needed_by=date(2027, 6, 5))
    cleared = Rights(status="cleared", networks=("x",))
    both, doubtful = words.rights({cleared: ["X"], asked: ["Facebook", "Mastodon"]}, 3, "fr")
    assert doubtful, "one of them is"
    assert both.startswith("X\xa0: ")
    assert "Facebook et Mastodon\xa0: " in both
    assert words.rights({asked: ["X"]}, 1, "en") == (
        "Rights: asked for, no answer yet, needed by 5 June, all networks", True,
    )  # fmt: skip
    assert words.rights({}, 1, "fr") == ("Droits\xa0: non précisés", False)
    assert words.mailto("", "a", ["b"]) == ""
