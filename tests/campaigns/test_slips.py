"""Every slip that YAML swallows is named at its place, with its mend, and hides nothing else."""

import re

import pytest

from scheduler.campaigns import layout
from scheduler.campaigns.layout import LINE
from scheduler.campaigns.mends import INDENTED
from scheduler.sentences import say
from tests.campaigns.sample import HEAD, MARK, TAIL, plant, said_well

AFTER_PIPE = {"fr": "après «\u00a0|\u00a0»", "en": "after `|`"}
QUOTED = {"fr": "guillemets droits", "en": "quotes"}

# name: the lines, the code, a word of the advice in each language (None where the file itself is the same in both)
SLIPS = {
    "comment": ("    text: Bonjour à tous §#CoulissesMW\n", "slip-comment", AFTER_PIPE),
    "hashtag as an item": ("    text: a\n    hashtags:\n      - §#Hashtag\n", "slip-comment-empty", QUOTED),
    "hashtag as a value": ("    text: a\n    hashtags: §#Hashtag\n", "slip-comment-empty", QUOTED),
    "hashtags in brackets": ("    text: a\n    hashtags: [§#Un, #Deux]\n", "slip-hash-in-list", QUOTED),
    "exclamation": ("    text: §! Attention, travaux\n", "slip-tag", AFTER_PIPE),
    "exclamation without space": ("    text: §!Attention les yeux\n", "slip-tag", AFTER_PIPE),
    "double key": ("    text: a\n    §text: b\n", "yaml-duplicate-key", {"fr": "N’en gardez qu’un", "en": "Keep one"}),
    "break at the margin": (
        "    text: |\n      Un\n§---\n      Deux\n",
        "yaml-document-break",
        {"fr": "décalez-le", "en": "set it in"},
    ),
    "non-breaking indentation": (
        "§\u00a0\u00a0\u00a0\u00a0text: a\n",
        "slip-nbsp",
        {"fr": "espace ordinaire", "en": "ordinary space"},
    ),
    "narrow non-breaking indentation": (
        "  §\u202f\u202ftext: a\n",
        "slip-nbsp",
        {"fr": "espace ordinaire", "en": "ordinary"},
    ),
    "non-breaking space before the colon": (
        "    §text\u00a0: a\n",
        "slip-nbsp-key",
        {"fr": "«\u00a0text:\u00a0»", "en": "`text:`"},
    ),
    "second colon": ("    text: MuseumWeek §: une semaine\n", "slip-colon", AFTER_PIPE),
    "second colon in braces": (
        "    text: a\n    networks:\n      x: {text: MuseumWeek §: une semaine, at: 9h}\n",
        "slip-colon",
        QUOTED,
    ),
    "quote inside quotes": ('    text: "Il a dit §"oui" hier"\n', "slip-quote-inside", AFTER_PIPE),
    "quote inside quotes in braces": (
        '    text: a\n    networks:\n      x: {text: "Il dit §"oui" à tous", at: 9h}\n',
        "slip-quote-inside",
        AFTER_PIPE,
    ),
    "apostrophe inside quotes": ("    text: 'L§'été arrive'\n", "slip-apostrophe-inside", AFTER_PIPE),
    "quote never closed": ('    text: §"Bonjour\n    link: https://a.example\n', "slip-quote-open", AFTER_PIPE),
    "begins with @": ("    text: §@louvre bonjour\n", "slip-begins", QUOTED),
    "begins with @ in braces": (
        "    text: a\n    networks:\n      x: {text: §@louvre ouvre, at: 9h}\n",
        "slip-begins",
        QUOTED,
    ),
    "begins with *": ("    text: §*gras* bonjour\n", "slip-begins", QUOTED),
    "is an alias": ("    text: §*gras\n", "slip-begins", QUOTED),
    "is an anchor": ("    text: §&co bonjour\n", "slip-begins", QUOTED),
    "begins with {": ("    text: §{louvre} ouvre\n", "slip-begins", QUOTED),
    "is in {}": ("    text: §{louvre}\n", "slip-begins", QUOTED),
    "begins with [": ("    text: §[Nouveau] Une exposition\n", "slip-begins", QUOTED),
    "is in []": ("    text: §[Nouveau]\n", "slip-begins", QUOTED),
    "begins with %": ("    text: §%promo\n", "slip-begins", QUOTED),
    "begins with a backquote": ("    text: §`code`\n", "slip-begins", QUOTED),
    "comma in braces": (
        "    text: a\n    media:\n      - {file: a.jpg, alt: Deux caisses, §claires}\n",
        "slip-comma",
        {"fr": 'alt: "Deux caisses, claires"', "en": "in quotes"},
    ),
    "comma in braces, with a colon behind": (
        "    text: a\n    media:\n      - {file: a.jpg, alt: Deux caisses, §dont une: vide}\n",
        "slip-comma",
        QUOTED,
    ),
    "tab": ("§\ttext: a\n", "slip-tab", {"fr": "espaces", "en": "spaces"}),
    "date with slashes": (
        "    text: a\n    embargo: §07/06/2027\n",
        "date-slashes",
        {"fr": "2027-06-07", "en": "2027-06-07"},
    ),
    "smart quotes": (
        "    text: a\n    too_late_after: §“2h”\n",
        "slip-smart-quotes",
        {"fr": "guillemets droits", "en": "straight"},
    ),
    "guillemets": (
        "    text: a\n    category: §« interacting »\n",
        "slip-smart-quotes",
        {"fr": "guillemets droits", "en": "straight"},
    ),
    "smart quotes around a text": (
        "    text: §“Bonjour à tous”\n",
        "quotes-around-text",
        {"fr": "Retirez", "en": "Remove"},
    ),
    "backslash": ('    text: "C:§\\photos"\n', "slip-backslash", AFTER_PIPE),
    "set in too far": (
        "    text: Bonjour\n      §link: https://a.example\n",
        "slip-indent-deeper",
        {"fr": "Alignez", "en": "Set it in"},
    ),
    "text at the margin": (
        "    text: Bonjour\n§à tous\n    link: https://a.example\n",
        "slip-stray-text",
        {"fr": "«\u00a0|\u00a0»", "en": "`|`"},
    ),
    "text in no column": (
        "    text: |\n      Un\n    §Deux\n",
        "slip-stray-text",
        {"fr": "en retrait", "en": "set it in"},
    ),
    "no space after the colon": (
        "    text: a\n    link§:https://a.example\n",
        "slip-no-space",
        {"fr": "espace après", "en": "space after"},
    ),
    "dash behind a key": ("    text: a\n    only: §- musee-x\n", "slip-dash", {"fr": "[a, b]", "en": "[a, b]"}),
    "bracket never closed": (
        "    text: a\n    only: §[musee-x\n",
        "slip-bracket-open",
        {"fr": "Fermez", "en": "Close"},
    ),
    "crooked": ("    text: a\n   §link: https://a.example\n", "slip-indent", {"fr": "retrait", "en": "Set it in"}),
}


@pytest.mark.parametrize("name", SLIPS)
def test_a_slip_is_named_at_its_place_and_hides_nothing(name: str) -> None:
    body, code, advice = SLIPS[name]
    planted = plant(HEAD + body + TAIL)
    notice = planted.one(code)
    assert notice.where == planted.where
    said_well(notice)
    for language, words in advice.items():
        assert words in say(code, notice.arguments, language).advice
    # the other post's fault is found, and nothing is said of the slip's line twice
    assert planted.one("date-beyond-month").subject == 'post "deux"'
    assert planted.codes.count(code) == 1
    assert len([one for one in planted.reading.notices if one.where and one.where.line == notice.where.line]) == 1  # type: ignore[union-attr]


@pytest.mark.parametrize("name", SLIPS)
def test_the_line_with_the_slip_never_goes_out(name: str) -> None:
    body, code, _ = SLIPS[name]
    planted = plant(HEAD + body + TAIL)
    campaign = planted.reading.campaign
    if code == "quotes-around-text":
        assert campaign is not None
        assert [post.id for post in campaign.posts] == ["un"]
    elif campaign is not None:
        assert "un" in campaign.blocked
        assert not campaign.posts


@pytest.mark.parametrize(
    "body",
    [
        "    text: Bonjour   # l'heure est à revoir\n",
        "    text: |\n      Un texte #MuseumWeek : « oui », {{a}}, 'b', \"c\" et [d] @e\n      ---\n      \u00a0Suite\n",
        "    text: |\n      - #un\n      - deux : trois\n\n      # pas un commentaire\n",
        "    text: >-\n      Un texte\n      qui continue #MuseumWeek\n",
        '    text: "Un texte entre guillemets #MuseumWeek : oui"   # vrai commentaire\n',
        "    text: 'L''été arrive'\n",
        '    text: "Sur deux\n      lignes #MuseumWeek"\n',
        "    text: Musée :deux-points sans espace\n",
        "    text: C'est l'été, n'est-ce pas ?\n",
        "    text: À 9h30 on ouvre\n",
        "    text: Bonjour\n    # un commentaire #MuseumWeek\n",
        "    text:\tBonjour\n",
        "    text: « Une citation », dit-elle\n",
    ],
)
def test_what_is_right_is_left_in_peace(body: str) -> None:
    planted = plant(HEAD + body)
    assert planted.codes == []
    assert planted.reading.campaign is not None
    assert len(planted.reading.campaign.posts) == 1


def test_a_comment_that_may_be_a_remark_is_only_asked_about() -> None:
    planted = plant(HEAD.replace("at: 9h", f"at: 9h {MARK}#vérifier") + "    text: a\n")
    notice = planted.one("comment-or-hashtag")
    assert notice.where == planted.where
    assert planted.reading.campaign is not None
    assert planted.reading.campaign.posts


def test_several_slips_in_one_file_are_all_named() -> None:
    bodies = [
        "text: MuseumWeek : x",
        "text: @louvre",
        "text: 'L'été'",
        'text: "a "b" c"',
        "text: [Nouveau] b",
        "text: ! c",
    ]
    posts = "".join(f"  - id: p{n}\n    date: 2027-06-07\n    at: 9h\n    {body}\n" for n, body in enumerate(bodies))
    planted = plant(HEAD + "    text: ok\n" + posts + TAIL)
    assert planted.codes == [
        "slip-colon",
        "slip-begins",
        "slip-apostrophe-inside",
        "slip-quote-inside",
        "slip-begins",
        "slip-tag",
        "date-beyond-month",
    ]
    assert planted.reading.campaign is None
    lines = [notice.where.line for notice in planted.reading.notices if notice.where]
    assert lines[:6] == [17 + 4 * n for n in range(6)]


@pytest.mark.parametrize("pattern", [INDENTED, LINE])
def test_every_quantifier_is_possessive(pattern: str) -> None:
    """With one that gives back what it took, a line of 20,000 spaces takes 200 million steps."""
    without = re.sub(r"\[\^?(?:\\.|[^\]])*\]|\(\?(?:P<\w+>|[:=])|#.*|\\.", ".", pattern)
    assert not re.search(r"[*+?}]", re.sub(r"[*+?]\+", "", without)), without


def test_a_line_of_many_spaces_is_read_as_any_other() -> None:
    spaces = " " * 20_000
    assert re.search(INDENTED, f"a\n{spaces}b\n- {spaces}- c\n", re.MULTILINE) is None
    for indented in (f"{spaces}\t", f"  - {spaces}- \u00a0a", "- - \tb", "\u202fc"):
        assert re.search(INDENTED, f"a\n{indented}", re.MULTILINE), indented[-9:]
    told = layout.line(3, f"{spaces}- a{spaces}b{spaces}: c{spaces}d{spaces}")
    assert (told.indent, told.inner, told.key, told.value) == (20_000, 20_002, f"a{spaces}b", f"c{spaces}d")
