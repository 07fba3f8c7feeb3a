"""A week goes round its approvers by mail and paper, as a community manager types it in: codes, questions, signatures."""

import re
import shutil
import subprocess
from pathlib import Path

import jsonschema
import pytest

from scheduler.render.schemas import SURFACES
from tests.acceptance.calling import Answer, Program
from tests.acceptance.small import calendar, campaign

POSTS = """\
  - {id: caisse, date: 2027-06-07, at: 18h, text: "Le dernier conservateur a laissé un mot."}
  - {id: pari, date: 2027-06-08, at: 9h, text: "Un pari."}
"""


def codes(scheduler: Program, config: Path) -> dict[str, str]:
    answer = scheduler.well("queue", "--json", "--config", config).json
    jsonschema.validate(answer, SURFACES["queue"])
    return {one["tag"].split("/")[1]: one["code"] for one in answer["deliveries"]}


@pytest.mark.long
def test_a_week_goes_round_by_mail(scheduler: Program, tmp_path: Path) -> None:
    file = calendar(tmp_path / "calendar", POSTS)
    config = file.with_name("config.toml")

    def approve(*words: str, by: str = "l.diallo") -> Answer:
        return scheduler(
            "approve", *words, "--role", "press", "--by", by, "--how", "mail", "--json", "--config", config
        )

    scheduler.well("apply", "--yes", "--config", config)
    scheduler.well("review", "--page", tmp_path / "page.html", "--week", "2027-W23", "--config", config)
    late = scheduler("review", "--page", tmp_path / "page.html", "--until", "2020-01-01", "--config", config)
    assert (late.code, "nobody can answer by then" in late.err) == (2, True)
    was = codes(scheduler, config)
    campaign(file.parent, POSTS.replace("Le dernier conservateur", "La dernière personne"))
    scheduler.well("apply", "--yes", "--config", config)
    now = codes(scheduler, config)

    press = ("--role", "press", "--by", "l.diallo", "--config", config)
    assert "must be signed" in scheduler("approve", now["pari"], "--how", "signed", *press).err, "without a signature"
    mixed = scheduler("approve", was["caisse"], f"{now['pari']}, ZZZZ", "--role", "press", "--by", "l.diallo", "--how", "mail",
                      "--config", config)  # fmt: skip
    assert mixed.code == 1
    assert "Approved: 3 deliveries." in mixed.out
    assert "2 names were refused" in mixed.err
    assert f"\n{was['caisse']} is the code of an older text of small/caisse" in mixed.err, "named once"
    assert "[−Le dernier conservateur−][+La dernière personne+] a laissé un mot." in mixed.err
    again = approve(was["caisse"], now["pari"])
    jsonschema.validate(again.json, SURFACES["approve"])
    (refused,) = again.json["refused"]
    assert (refused["code"], refused["changed"][0]["differences"][0]["pieces"][0]) == (
        "code-of-older-text", {"kind": "out", "text": "Le dernier conservateur"},
    )  # fmt: skip
    assert len(again.json["deliveries"]) == 3, "said again by the same mail, it is the same yes"
    assert len(again.json["known"]) == 3
    said = scheduler("approve", now["pari"], "--how", "mail", *press).out
    assert "had this yes already, from l.diallo" in said
    assert "Approved" not in said
    back = scheduler.well("approve", now["pari"], "--take-back", "--why", "doubt", *press)
    assert "Yes taken back: 3 deliveries." in back.out
    told = scheduler.well("history", now["pari"], "--json", "--config", config).json
    jsonschema.validate(told, SURFACES["history"])
    assert (told["tag"], len(told["deliveries"])) == ("", 3), "each network's own life"
    lines = [line for one in told["deliveries"] for line in one["history"] if line["event"] == "yes taken back"]
    assert [(line["by"], line["why"], line["details"]["how"]) for line in lines] == [
        ("l.diallo", "doubt", "terminal")
    ] * 3
    assert scheduler.well("history", now["pari"], "--config", config).out.count("doubt") >= 3
    nothing = scheduler("approve", now["pari"], "--take-back", "--json", *press)
    assert (nothing.code, nothing.json["error"]["code"]) == (1, "no-yes-to-take-back")
    for wrong in (("--take-back", "--show"), ("--statement", "--show"), ("--why", "doubt"), ("--how", "pigeon")):
        assert scheduler("approve", now["pari"], *wrong, *press).code == 2
    for option in (("--theme", "dark"), ("--by", "l.diallo")):
        unfit = scheduler("review", "--page", tmp_path / "page.html", *option, "--config", config)
        assert (unfit.code, option[0] in unfit.err) == (2, True)
    late = scheduler("approve", now["pari"], "--how", "mail", *press)
    assert (late.code, "was taken back on" in late.err) == (0, True), "an older mail looks like a new one: it is said"
    scheduler.well("approve", now["pari"], "--take-back", *press)
    spoken = scheduler.well("approve", now["pari"], "--how", "téléphone", "--json", *press).json["deliveries"]
    assert [one["approvals"][-1]["how"] for one in spoken] == ["voice"] * 3

    campaign(file.parent, POSTS.replace("Le dernier conservateur", "La dernière personne").replace("at: 18h", "at: 9h"))
    scheduler.well("apply", "--yes", "--config", config)
    scheduler.well("review", "--page", tmp_path / "page.html", "--week", "2027-W23", "--config", config)
    campaign(file.parent, POSTS.replace("Le dernier conservateur", "La dernière personne").replace("at: 18h", "at: 8h"))
    scheduler.well("apply", "--yes", "--config", config)
    early = scheduler(
        "approve", now["caisse"], "--role", "press", "--by", "l.diallo", "--how", "mail", "--config", config
    )
    assert early.code == 1
    assert "the page that was read said Monday 7 June 2027 at 09:00" in early.err
    here = scheduler("approve", now["caisse"], "--role", "press", "--by", "l.diallo", "--config", config)
    assert here.code == 0, "who approves at the terminal sees the hour of today"


def test_what_is_asked_stays_with_the_post(scheduler: Program, tmp_path: Path) -> None:
    config = calendar(tmp_path / "calendar", POSTS).with_name("config.toml")
    scheduler.well("apply", "--yes", "--config", config)
    code = codes(scheduler, config)["caisse"]
    kept = scheduler.well("ask", code, "Is the date right?", "--by", "l.diallo", "--json", "--config", config).json
    jsonschema.validate(kept, SURFACES["ask"])
    assert {one["state"] for one in kept["deliveries"]} == {"awaiting"}
    assert [one["text"] for one in kept["deliveries"][0]["remarks"]] == ["Is the date right?"]
    assert f"{code} ? l.diallo: Is the date right?" in scheduler.well("queue", "--config", config).out
    for words in ((code,), (code, "pari"), (code, "x", "--question", "a", "--answer", "b")):
        assert scheduler("ask", *words, "--config", config).code == 2
    scheduler.well("ask", code, "--answer", "Yes, in the register.", "--by", "cm", "--config", config)
    assert "Is the date right?" not in scheduler.well("queue", "--config", config).out
    life = scheduler.well("history", "small/caisse/once/musee-mastodon", "--config", config).out
    assert re.search(r"a question asked.*?Is the date right\?.*answered.*?Yes, in the register\.", life, re.DOTALL)
    assert scheduler("ask", code, "--answer", "Again.", "--config", config).code == 1


@pytest.mark.skipif(shutil.which("ssh-keygen") is None, reason="no ssh-keygen on this machine (openssh-client)")
def test_a_yes_is_signed(scheduler: Program, tmp_path: Path) -> None:
    file = calendar(tmp_path / "calendar", POSTS)
    config = file.with_name("config.toml")
    text = config.read_text(encoding="utf-8")
    config.write_text(
        text.replace('people = ["l.diallo"]', 'people = ["l.diallo"]\nproof = "signed"'), encoding="utf-8"
    )
    assert "wants signatures and names no keys" in scheduler("check", "--config", config).err
    signed = 'people = ["l.diallo"]\nproof = "signed"\nallowed_signers = "signers"'
    config.write_text(text.replace('people = ["l.diallo"]', signed), encoding="utf-8")
    key = tmp_path / "key"
    subprocess.run(["ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-f", str(key)], check=True)
    (file.parent / "signers").write_text(
        f"l.diallo {key.with_suffix('.pub').read_text(encoding='utf-8')}", encoding="utf-8"
    )
    scheduler.well("apply", "--yes", "--config", config)
    now = codes(scheduler, config)
    to = ("--role", "press", "--by", "l.diallo", "--config", config)
    assert "must be signed" in scheduler("approve", now["caisse"], *to).err
    folder = tmp_path / "yes"
    folder.mkdir()
    statement = folder / "yes.txt"
    statement.write_text(
        scheduler.well("approve", now["caisse"], now["pari"], "--statement", *to).out, encoding="utf-8"
    )
    assert now["pari"] in statement.read_text(encoding="utf-8")
    subprocess.run(
        ["ssh-keygen", "-Y", "sign", "-q", "-n", "approval@scheduler", "-f", str(key), str(statement)], check=True
    )
    assert scheduler("approve", now["caisse"], "--signature", tmp_path / "nowhere.sig", *to).code == 1
    spoilt = folder / "zz.txt"
    spoilt.write_bytes(statement.read_bytes())
    spoilt.with_suffix(".txt.sig").write_text("no signature", encoding="utf-8")
    refused = scheduler("approve", now["caisse"], now["pari"], "--signature", folder, *to)
    assert refused.code == 1
    assert "zz.txt.sig" in refused.err
    queue = scheduler.well("queue", "--json", "--config", config).json["deliveries"]
    assert {one["state"] for one in queue if one["code"] in now.values()} == {"awaiting"}, "of a folder all or nothing"
    spoilt.with_suffix(".txt.sig").unlink()
    done = scheduler.well("approve", now["caisse"], now["pari"], "--signature", folder, "--json", *to).json
    assert {one["state"] for one in done["deliveries"]} == {"ready"}
    assert {yes["how"] for one in done["deliveries"] for yes in one["approvals"]} == {"signed"}
