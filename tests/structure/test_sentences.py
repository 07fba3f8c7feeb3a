"""Every sentence can be said in both languages, and every code that is used has a sentence."""

import ast
import re
import string
from collections.abc import Iterator
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog, Message
from babel.messages.pofile import read_po

from scheduler.sentences import LOCALE, TRADES, Plural, sentences
from scheduler.sentences.__main__ import compiled
from tests.structure.source import calls, modules, name, tree

SAYING = {"Problem", "Usage", "NeedsPerson", "Fault", "say", "label"}


def catalogue(trade: str) -> Catalog:
    with (LOCALE / "fr" / f"{trade}.po").open("rb") as file:
        return read_po(file, locale="fr")


def texts(trade: str) -> dict[str, Plural | str]:
    """Each translatable text of a trade by its msgid."""
    return {
        text.one if isinstance(text, Plural) else text: text
        for owner, sentence in sentences().values()
        if owner == trade
        for text in (sentence.text, sentence.advice)
        if text
    }


def written(text: Plural | str) -> tuple[str, ...]:
    return (text.one, text.many) if isinstance(text, Plural) else (text,)


def fields(text: str) -> set[str]:
    """The arguments that a text names."""
    return {field.partition(".")[0] for _, field, _, _ in string.Formatter().parse(text) if field}


def translations(message: Message) -> list[str]:
    return [message.string] if isinstance(message.string, str) else list(message.string or ())


@pytest.mark.parametrize("trade", TRADES)
def test_every_sentence_has_its_french(trade: str) -> None:
    known = catalogue(trade)
    missing = []
    for msgid, text in texts(trade).items():
        found = known.get(msgid)
        plural = isinstance(text, Plural)
        if found is None or not all(translations(found)) or bool(found.pluralizable) != plural:
            missing.append(msgid)
    assert not missing, f"fr/{trade}.po lacks: {missing}"


@pytest.mark.parametrize("trade", TRADES)
def test_no_translation_is_doubtful_or_left_over(trade: str) -> None:
    known, wanted = catalogue(trade), texts(trade)
    messages = [message for message in known if message.id]
    assert not [message.id for message in messages if message.fuzzy]
    assert not known.obsolete
    ids = [message.id[0] if isinstance(message.id, tuple | list) else message.id for message in messages]
    assert not [one for one in ids if one not in wanted], "no sentence has these texts any more"


@pytest.mark.parametrize("trade", TRADES)
def test_both_languages_name_the_same_arguments(trade: str) -> None:
    for message in catalogue(trade):
        if not message.id:
            continue
        english = set().union(*map(fields, [message.id] if isinstance(message.id, str) else message.id))
        for french in translations(message):
            assert fields(french) <= english, french
        assert set().union(*map(fields, translations(message))) == english, message.id


@pytest.mark.parametrize("trade", TRADES)
def test_the_compiled_catalogue_is_the_written_one(trade: str) -> None:
    po = LOCALE / "fr" / f"{trade}.po"
    assert po.with_suffix(".mo").read_bytes() == compiled(po), "run `make catalogues`"


def test_codes_are_kebab_case() -> None:
    assert not [code for code in sentences() if not re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", code)]


def codes_said(path: Path) -> Iterator[tuple[int, str]]:
    """Each literal code that a file says or raises: its line and the code."""
    for call, called in calls(path):
        before, _, last = called.rpartition(".")
        if last == "label" and before and not before.startswith("scheduler"):
            continue  # a column's label
        given = [*call.args[:1]] if last in SAYING else []
        given += [word.value for word in call.keywords if word.arg == "code" and last == "Notice"]
        for value in given:
            if isinstance(value, ast.Constant) and isinstance(value.value, str):
                yield call.lineno, value.value


def test_every_code_that_is_said_has_a_sentence() -> None:
    unknown = [
        f"{name(path)}:{line} {code}"
        for path in modules()
        for line, code in codes_said(path)
        if code not in sentences()
    ]
    assert not unknown, f"no sentence for: {unknown}"


def patterns_and_words(path: Path) -> Iterator[str]:
    """What might name a code in a file: each string, and each f-string as a pattern."""
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            # A log line begins with its code.
            yield from {re.escape(node.value), re.escape(node.value.partition(" ")[0])}
        elif isinstance(node, ast.JoinedStr):
            yield "".join(
                re.escape(str(part.value)) if isinstance(part, ast.Constant) else "[a-z0-9-]+" for part in node.values
            )


def test_every_sentence_is_said_somewhere() -> None:
    said = {
        word
        for path in modules()
        if not (path.parent.name == "sentences" and path.stem in TRADES)
        for word in patterns_and_words(path)
        # A pattern without a word of its own would match any code.
        if "[a-z0-9-]+" not in word or re.search("[a-z]{2}", word.replace("[a-z0-9-]+", ""))
    }
    plain = {word for word in said if "[a-z0-9-]+" not in word}
    shapes = [re.compile(word) for word in said - plain]
    silent = [
        code for code in sentences() if re.escape(code) not in plain and not any(s.fullmatch(code) for s in shapes)
    ]
    assert not silent, f"nobody says these: {silent}"


@pytest.mark.parametrize("trade", TRADES)
def test_french_is_set_as_french_printers_do(trade: str) -> None:
    odd = re.compile(r"« (?! )|(?<!«)[ \u202f]»|[ \u00a0][;!?]|[ \u202f]:(?!\w)|\w'\w|[`“”]")
    found = [text for message in catalogue(trade) if message.id for text in translations(message) if odd.search(text)]
    assert not found, "no-break inside « » and before :, narrow before ; ! ?, ’ and no other quotes"


@pytest.mark.parametrize("trade", TRADES)
def test_english_quotes_what_is_typed_in_backquotes_and_what_is_named_in_curly_ones(trade: str) -> None:
    odd = re.compile(r"[«»]|\w'\w|“scheduler ")
    found = [one for text in texts(trade).values() for one in written(text) if odd.search(one)]
    assert not found, "`scheduler run`, “{name}”, ’"
