"""`scheduler help`: what a sentence names can be read where it is said, also where nothing but the package is installed."""

import re

import jsonschema

from scheduler.app import manual
from scheduler.render.schemas import SURFACES
from scheduler.sentences import LOCALE, Plural, sentences
from tests.acceptance.calling import Program
from tests.structure.source import ROOT


def test_the_manual_is_listed_and_read(scheduler: Program) -> None:
    listed = scheduler.well("help").out
    assert re.search(r"^  approvals +Approvals$", listed, re.MULTILINE)
    assert "architecture" not in listed, "for who works on the program"
    assert scheduler.well("help", "approvals").out.strip() == (ROOT / "docs/approvals.md").read_text().strip()
    assert scheduler.well("help", "docs/networks/handoff.md").out.startswith("# ")
    assert "scheduler approve" in scheduler.well("help", "approve").out, "a command stands on the page of commands"
    told = scheduler.well("help", "rights", "--json").json
    jsonschema.validate(told, SURFACES["help"])
    assert told["name"] == "rights"
    wrong = scheduler("help", "aprovals")
    assert (wrong.code, "approvals" in wrong.err) == (1, True)


def test_every_page_that_a_sentence_names_is_there() -> None:
    texts = [one.read_text(encoding="utf-8") for one in LOCALE.glob("*/*.po")]
    for _, sentence in sentences().values():
        told = (sentence.text, sentence.advice)
        texts += [word for one in told for word in ((one.one, one.many) if isinstance(one, Plural) else (one,))]
    named = {name for text in texts for name in re.findall(r"scheduler help ([a-z/-]+)", text)}
    assert len(named) > 4
    for name in named:
        assert manual.page(name).text
    assert not [text for text in texts if re.search(r"\bdocs/[a-z/-]+\.md", text)], (
        "a page that an isolated install lacks"
    )
