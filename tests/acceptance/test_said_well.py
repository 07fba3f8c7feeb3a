"""What a user types and reads, in French as in English: states by their names, plurals, places, the next command."""

from pathlib import Path

import pytest

from scheduler.cli.context import program
from tests.acceptance.calling import Program
from tests.acceptance.small import calendar

pytestmark = pytest.mark.usefixtures("before_the_week")
POSTS = "  - {id: one, date: 2027-06-07, at: 9h, text: Good morning.}\n"


@pytest.fixture
def folder(scheduler: Program, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    calendar(tmp_path, POSTS)
    monkeypatch.chdir(tmp_path)
    scheduler.well("apply", "--yes")
    monkeypatch.setenv("SCHEDULER_LANGUAGE", "fr")
    return tmp_path


@pytest.mark.parametrize("name", ["awaiting", "à valider", "À Valider", "to approve"])
def test_a_state_is_named_as_one_reads_it(scheduler: Program, folder: Path, name: str) -> None:
    assert len(scheduler.well("queue", "--json", "--state", name).json["deliveries"]) == 3
    assert scheduler.well("queue", "--json", "--state", "programmés").json["deliveries"] == []


def test_a_word_that_is_no_state_or_week_is_wrong_usage(scheduler: Program, folder: Path) -> None:
    refused = scheduler("queue", "--state", "programé")
    assert (refused.code, "programmé" in refused.err) == (2, True)
    assert scheduler("queue", "--week", "semaine 23").code == 2


def test_several_are_counted_in_the_plural(scheduler: Program, folder: Path) -> None:
    scheduler.well("approve", "small/one", "--role", "press", "--by", "l.diallo")
    assert "3 programmés" in scheduler.well("queue").out


def test_a_problem_names_its_post_in_the_language_of_its_reader(scheduler: Program, folder: Path) -> None:
    calendar(folder, POSTS.replace("Good morning.", "Good morning., media: [{file: gone.png, alt: A crate}]"))
    assert "publication «\u00a0one\u00a0»:" in scheduler("check").out
    assert scheduler("check", "--json").json["problems"][0]["where"] == 'post "one"'


def test_a_folder_without_campaigns_is_not_the_whole_calendar(scheduler: Program, folder: Path) -> None:
    (folder / "pictures").mkdir()
    answer = scheduler("check", "pictures")
    assert answer.code == 1
    assert "pas de fichier de campagne" in answer.err


def test_markdown_may_be_called_by_its_name(scheduler: Program, folder: Path) -> None:
    assert scheduler.well("report", "small", "--format", "markdown").out.startswith("#")


def test_a_report_has_its_readers_and_a_file_of_bytes_goes_into_a_file(scheduler: Program, folder: Path) -> None:
    assert "indices seulement" in scheduler.well("report", "small", "--for", "partners", "--format", "md").out
    wrong = scheduler("report", "small", "--for", "everybody")
    assert wrong.code == 2
    assert "direction" in wrong.err
    pytest.importorskip("font_source_serif_pro")
    scheduler.well("report", "small", "--for", "direction", "--format", "pdf", "--output", folder / "bilan.pdf")
    assert (folder / "bilan.pdf").read_bytes().startswith(b"%PDF-")


def test_a_command_to_type_is_one_that_the_shell_finds(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.chdir(tmp_path)
    script = tmp_path / ".venv" / "bin" / "scheduler"
    script.parent.mkdir(parents=True)
    script.touch(mode=0o755)
    monkeypatch.setattr("sys.argv", [str(script)])
    monkeypatch.setenv("PATH", "")
    assert program() == str(Path(".venv") / "bin" / "scheduler")
    monkeypatch.setenv("PATH", str(script.parent))
    assert program() == "scheduler"


def test_a_network_called_otherwise_is_known(scheduler: Program, folder: Path) -> None:
    config = (folder / "config.toml").read_text(encoding="utf-8")
    (folder / "config.toml").write_text(config.replace('network = "facebook"', 'network = "twitter"'), encoding="utf-8")
    (wrong,) = [one for one in scheduler("check", "--json").json["problems"] if one["code"] == "unknown-network-meant"]
    assert "dire x" in wrong["advice"]


def test_an_account_called_by_its_network_is_named(scheduler: Program, folder: Path) -> None:
    file = folder / "small.yaml"
    text = file.read_text(encoding="utf-8")
    file.write_text(text.replace("musee-facebook,", "facebook,"), encoding="utf-8")
    (wrong,) = [one for one in scheduler("check", "--json").json["problems"] if one["severity"] == "error"]
    assert (wrong["code"], wrong["line"]) == ("unknown-account-meant", 6)
    assert "musee-facebook" in wrong["advice"]


def test_what_networks_can_do_is_said_in_french(scheduler: Program, folder: Path) -> None:
    shown = " ".join(scheduler.well("networks").out.split())
    assert "premier commentaire" in shown
    listed = scheduler.well("networks", "--json").json["networks"]
    for ability in {one for row in listed for one in row["abilities"] if "-" in one}:
        assert ability not in shown


def test_a_life_says_nothing_twice(scheduler: Program, folder: Path) -> None:
    scheduler.well("approve", "small/one", "--role", "press", "--by", "l.diallo")
    scheduler.well("run", "--once")
    scheduler.well("cancel", "small/one", "--yes")
    told = scheduler.well("history", "1").out
    assert "validé → programmé" in told
    assert "annulé → annulé" not in told


def test_what_fails_is_said_in_the_calendar_s_language_too(
    scheduler: Program, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("SCHEDULER_LANGUAGE")
    monkeypatch.setenv("LANG", "C")
    config = folder / "config.toml"
    for language, word in (("fr", "Rien dans la file"), ("en", "Nothing in the queue")):
        text = config.read_text(encoding="utf-8").replace('language = "en"', f'language = "{language}"')
        named = folder / f"{language}.toml"
        named.write_text(text, encoding="utf-8")
        assert word in scheduler("withdraw", "nowhere", "--config", named).err


def test_a_queue_of_which_nothing_is_asked_for_is_not_called_empty(scheduler: Program, folder: Path) -> None:
    assert "ne correspond" in scheduler.well("queue", "--state", "missed").out
    assert "Rien n’a changé" in scheduler.well("apply", "--yes").out
    names_all = scheduler("figures", "small/one", "--reactions", "1").err
    assert "dont small/one/once" in names_all
    assert "…" not in names_all


def test_a_refusal_names_its_delivery_once(scheduler: Program, folder: Path) -> None:
    tag = "small/one/once/musee-mastodon"
    refused = scheduler("withdraw", tag)
    assert (refused.code, refused.err.split("Des publications")[0].count(tag)) == (1, 1)


def test_the_language_is_asked_for_before_the_command(scheduler: Program, folder: Path) -> None:
    refused = scheduler("queue", "--language", "fr")
    assert (refused.code, "avant la commande" in refused.err) == (2, True)


def test_nobody_who_ever_published_has_no_last_sign_of_life(scheduler: Program, folder: Path) -> None:
    sick = scheduler("doctor", "--health")
    assert (sick.code, "Aucun programme ne publie." in sick.out, "n. d." in sick.out) == (1, True, False)
