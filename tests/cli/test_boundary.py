"""However a command ends, the user reads a sentence; scripts get an exit code and, with --json, one object."""

import json
import os
import signal
import subprocess
import sys
from contextlib import suppress
from pathlib import Path

import jsonschema
import pytest

from scheduler.app.schemas import schema_of
from scheduler.cli import main
from scheduler.errors import ExitCode

HOSTILE = "\x1b[2J\x1b]52;c;ZWNobyBoYWNrZWQ=\x07\u202egnp.exe[/b][@click=app.quit]\u200b"


def ended(capsys: pytest.CaptureFixture[str], *words: str) -> tuple[int, str, str]:
    code = main(list(words))
    printed = capsys.readouterr()
    return code, printed.out, printed.err


@pytest.mark.parametrize(
    ("words", "code"),
    [
        (["chek"], ExitCode.USAGE),
        (["check", "--nonsense"], ExitCode.USAGE),
        (["approve"], ExitCode.USAGE),
        (["check", "nowhere"], ExitCode.PROBLEMS),
        (["check", "--config", "nowhere.toml"], ExitCode.PROBLEMS),
        (["count", "--network", "mastodn", "Bonjour"], ExitCode.PROBLEMS),
        (["schema", "campain"], ExitCode.PROBLEMS),
        (["--language", "klingon", "networks"], ExitCode.USAGE),
        (["--help"], ExitCode.DONE),
        (["--version"], ExitCode.DONE),
    ],
)
def test_every_end_has_its_exit_code(
    capsys: pytest.CaptureFixture[str],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    words: list[str],
    code: ExitCode,
) -> None:
    monkeypatch.chdir(tmp_path)
    got, out, err = ended(capsys, *words)
    assert got == code
    assert "Traceback" not in out + err
    if code is not ExitCode.DONE:
        assert err.strip()
        assert out == ""


def test_a_failure_with_json_is_one_object_on_stdout(capsys: pytest.CaptureFixture[str]) -> None:
    code, out, err = ended(capsys, "check", "nowhere", "--json")
    assert (code, err) == (1, "")
    failure = json.loads(out)
    jsonschema.validate(failure, schema_of("error"))
    assert failure["error"]["code"] == "no-such-path"


def test_a_misspelt_word_is_met_by_the_right_one(capsys: pytest.CaptureFixture[str]) -> None:
    assert "“check”" in ended(capsys, "chek")[2]
    assert "mastodon" in ended(capsys, "count", "-n", "mastodn", "Bonjour")[2]
    assert "campaign" in ended(capsys, "schema", "campain")[2]


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ("--language fr chek", "Il n’y a pas de commande « chek » ; peut-être « check » ? « scheduler --help »"),
        ("chek", "Il n’y a pas de commande « chek » ; peut-être « check » ?"),
        ("check --jsn", "Il n’y a pas d’option --jsn ; peut-être --json ?"),
        ("check --zzz", "Il n’y a pas d’option --zzz."),
        ("approve 7F3K", "Il manque l’option --role : Le rôle qui valide. « scheduler approve --help »"),
        ("approve --role press", "Il manque l’argument IDS : Numéros, étiquettes, campagne/publication,"),
        ("apply --cancel", "L’option --cancel attend une valeur."),
        ("apply --cancel beaucoup", "--cancel attend un nombre entier, pas « beaucoup »."),
        ("apply --yes=3", "L’option --yes ne prend pas de valeur."),
        ("doctor un deux", "Il y a des mots de trop : un deux."),
        ("--language fr", "Il manque une commande."),
    ],
)
def test_a_wrong_command_line_is_said_in_french(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, words: str, said: str
) -> None:
    monkeypatch.setenv("SCHEDULER_LANGUAGE", "fr")
    code, _, err = ended(capsys, *words.split())
    assert code == ExitCode.USAGE
    assert said in " ".join(err.replace("\u00a0", " ").replace("\u202f", " ").split())


def test_help_is_french_to_its_headings() -> None:
    with _process("approve", "--help", SCHEDULER_LANGUAGE="fr") as asked:
        out, _ = asked.communicate(timeout=60)
    with _process("--help", SCHEDULER_LANGUAGE="fr") as asked:
        out += asked.communicate(timeout=60)[0]
    for english in (
        "Usage: ",
        "Arguments:",
        "Options:",
        "Commands",
        "Show ",
        "Install ",
        "required",
        "default",
        "OPTIONS",
        "<str>",
        "<path>",
    ):
        assert english not in out, english
    for french in (
        "Usage\u00a0: ",
        "Options\u00a0:",
        "Commandes\u00a0:",
        "[obligatoire]",
        "--by <texte>",
        "--config <chemin>",
        "[par défaut\u00a0: terminal]",
    ):
        assert french in out, french


@pytest.mark.parametrize("words", [["--language", "fr", "approve", "--help"], ["report", "--language=fr", "-h"]])
def test_help_speaks_the_language_that_stands_beside_it(words: list[str]) -> None:
    with _process(*words, SCHEDULER_LANGUAGE="en") as asked:
        assert asked.communicate()[0].startswith("Usage\u00a0: ")


def test_a_fault_of_ours_is_one_sentence_and_a_file_without_secrets(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    from scheduler.plain import redact

    redact.remember("hunter22hunter22")

    def broken(*_: object) -> None:
        raise RuntimeError("the token was hunter22hunter22")

    monkeypatch.setattr("scheduler.app.counting.count", broken)
    code, out, err = ended(capsys, "count", "Bonjour")
    assert code == ExitCode.FAULT
    assert out == ""
    assert "Traceback" not in err
    kept = list((Path(os.environ["XDG_STATE_HOME"]) / "editorial-scheduler" / "faults").iterdir())
    text = kept[0].read_text(encoding="utf-8")
    assert "RuntimeError" in text
    assert "hunter22" not in text


@pytest.mark.parametrize("place", ["path", "network", "name"])
def test_hostile_words_are_shown_harmlessly(capsys: pytest.CaptureFixture[str], place: str) -> None:
    words = {"path": ["check", HOSTILE], "network": ["count", "-n", HOSTILE, "x"], "name": ["schema", HOSTILE]}[place]
    code, out, err = ended(capsys, *words)
    assert code == 1
    assert not set("\x1b\x07\u202e\u200b") & set(out + err)
    assert "␛" in err


def test_sentences_come_in_the_language_asked_for(capsys: pytest.CaptureFixture[str]) -> None:
    assert "n’existe pas" in ended(capsys, "--language", "fr", "check", "nowhere")[2]
    assert "no such file" in ended(capsys, "--language", "en", "check", "nowhere")[2]


def test_the_bare_name_shows_the_help_as_it_is_laid_out(capsys: pytest.CaptureFixture[str]) -> None:
    code, out, err = ended(capsys)
    assert (code, out) == (2, "")
    assert "\n  check " in err


def _process(*words: str, **environment: str) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-m", "scheduler", *words],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        encoding="utf-8",
        env={**os.environ, **environment},
    )


def test_ctrl_c_ends_with_a_sentence() -> None:
    with _process("count", "--jsonl") as asked:
        assert asked.stdin
        assert asked.stdout
        assert asked.stderr
        asked.stdin.write('{"network": "x", "text": "a"}\n')
        asked.stdin.flush()
        assert json.loads(asked.stdout.readline())["length"] == 1
        while asked.poll() is None:  # a signal between two looks at signals waits for the next one
            asked.send_signal(signal.SIGINT)
            with suppress(subprocess.TimeoutExpired):
                asked.wait(timeout=2)
        out, err = asked.communicate(timeout=60)
    assert asked.returncode == 130
    assert "Interrupted" in err
    assert "Traceback" not in out + err


def test_a_closed_pipe_is_no_failure() -> None:
    with _process("networks") as asked:
        assert asked.stdout
        asked.stdout.close()
        asked.wait(timeout=60)
        assert asked.stderr
        assert "Traceback" not in asked.stderr.read()


def test_french_survives_a_cron_job_without_a_locale() -> None:
    with _process("--help", LANG="C", LC_ALL="C", SCHEDULER_LANGUAGE="fr") as asked:
        out, _ = asked.communicate(timeout=60)
    assert "Préparer une semaine à thèmes" in out
