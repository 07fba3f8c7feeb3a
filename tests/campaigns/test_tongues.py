"""Texts in several languages and how texts are set: read with their places, and each fault named at its own."""

import pytest

from scheduler.model.campaign import Bilingual, LinkPlace, Typography
from scheduler.model.notice import Severity
from tests.campaigns.sample import FILE, HEAD, TAIL, TOP, plant, said_well

TWO = "    texts:\n      fr: |\n        Bonjour {louvre}.\n      en: Hello.\n"
OTHER = TAIL.replace("06-31", "06-30")
FAULTS = {
    "texts-not-languages": ["    texts: §Bonjour\n", "    texts: §{}\n", "    texts: §[Bonjour]\n"],
    "texts-empty": ["    texts:\n      §fr: ''\n", "    texts:\n      fr: a\n      §en:\n"],
    "text-beside-texts": ["    §text: a\n    texts: {fr: b}\n"],
    "language-unknown": ["    texts:\n      §qq: a\n"],
    "language-unknown-meant": ["    texts:\n      §français: a\n"],
    "not-text": ["    texts:\n      fr:\n        §a: b\n"],
    "person-unknown-meant": ["    texts:\n      fr: a\n      en: Hello §{louvres|Louvre}\n"],
    "passage-unclosed": ["    texts:\n      fr: |\n        Un\n        §[[ deux\n"],
    "text-unfinished": ["    texts:\n      fr: a\n      en: §TODO\n"],
    "word-unfit-meant": [
        "    text: a\n    bilingual: §fil\n",
        "    text: a\n    typography: §française\n",
        "    text: a\n    link_in: §bio\n",
    ],
    "word-unfit": ["    text: a\n    typography: §zzz\n"],
    "switch-unfit": ["    text: a\n    numbering: §peut-être\n"],
    "key-unknown-meant": ["    §textes: {fr: a}\n    text: a\n", "    text: a\n    §numérotation: true\n"],
}
CASES = [(code, body) for code, bodies in FAULTS.items() for body in bodies]


@pytest.mark.parametrize(("code", "body"), CASES, ids=[f"{code}-{n}" for n, (code, _) in enumerate(CASES)])
def test_a_fault_is_named_at_its_place(code: str, body: str) -> None:
    planted = plant(HEAD + body + OTHER)
    notice = planted.one(code)
    assert notice.where == planted.where
    assert notice.severity is Severity.ERROR
    assert notice.subject == 'post "un"'
    said_well(notice)
    assert planted.codes == [code]
    assert planted.reading.campaign is not None
    assert planted.reading.campaign.blocked == ("un",)


def test_each_text_keeps_its_language_and_its_place() -> None:
    campaign = plant(HEAD + TWO + OTHER).reading.campaign
    assert campaign is not None
    first, second = campaign.posts
    assert [(one.language, one.text) for one in first.content.texts or ()] == [
        ("fr", "Bonjour {louvre}."),
        ("en", "Hello."),
    ]
    assert [str(one.where) for one in first.content.texts or ()] == [f"{FILE}:14:11", f"{FILE}:16:11"]
    assert first.content.text is None
    assert second.content.texts is None


def test_networks_replies_and_rotations_may_be_written_in_several_languages_too() -> None:
    more = (
        "    networks:\n      x: {texts: {en: Short.}, bilingual: first, numbering: true, typography: french}\n"
        "    replies:\n      - {id: r, at: 18h, texts: {fr: Un, en: One}}\n"
    )
    series = "  - id: trois\n    repeat: {every: day, at: 9h}\n    rotate: [{texts: {fr: Un}}, {texts: {fr: Deux}}]\n"
    planted = plant(HEAD + TWO + more + series)
    assert planted.codes == []
    campaign = planted.reading.campaign
    assert campaign is not None
    changed = campaign.posts[0].overrides["x"].content
    assert [one.text for one in changed.texts or ()] == ["Short."]
    assert (changed.bilingual, changed.numbering, changed.typography) == (Bilingual.FIRST, True, Typography.FRENCH)
    assert [one.text for one in campaign.posts[0].replies[0].content.texts or ()] == ["Un", "One"]
    assert [one.texts[0].text for one in campaign.posts[1].rotate if one.texts] == ["Un", "Deux"]


def test_the_campaign_says_once_how_its_texts_are_set() -> None:
    top = TOP + "bilingual: thread\ntypography: french\nnumbering: oui\ndefaults: {link_in: profile}\n"
    campaign = plant(top + "posts:\n" + OTHER).reading.campaign
    assert campaign is not None
    assert (campaign.bilingual, campaign.typography, campaign.numbering) == (Bilingual.THREAD, Typography.FRENCH, True)
    assert campaign.posts[0].content.link_in is LinkPlace.PROFILE
    plain = plant(TOP + "posts:\n" + OTHER).reading.campaign
    assert plain is not None
    assert (plain.bilingual, plain.typography, plain.numbering) == (Bilingual.JOIN, Typography.AS_WRITTEN, False)


def test_a_text_beside_a_rotation_is_refused_in_whatever_language() -> None:
    body = "posts:\n  - id: un\n    repeat: {every: day, at: 9h}\n    §texts: {fr: a}\n    rotate:\n      - {text: b}\n"
    planted = plant(TOP + body)
    assert planted.one("text-beside-rotation").where == planted.where


@pytest.mark.parametrize(("sign", "name"), [("\\u202e", "right-to-left override"), ("\\u200b", "zero width space")])
def test_what_cannot_be_seen_is_named_also_where_it_was_written_as_an_escape(sign: str, name: str) -> None:
    for body in (f'    text: §"Bon{sign}jour"\n', f'    texts:\n      fr: §"Bon{sign}jour"\n'):
        planted = plant(HEAD + body + OTHER)
        notice = planted.one("hidden-character")
        assert notice.where == planted.where
        assert notice.severity is Severity.WARNING
        assert notice.arguments["name"] == name
        said_well(notice)
