"""Every fault of a post and of what stands above the posts, each at its place and in both languages."""

import re
from datetime import date

import pytest

from scheduler.campaigns.reader import Known
from scheduler.model.notice import Severity
from scheduler.sentences import say
from tests.campaigns.sample import BEFORE, HEAD, MARK, TAIL, TOP, plant, said_well

PICTURE = "    text: a\n    media:\n      - file: a.jpg\n"
DROP = "        if_not_cleared: drop\n"
IN_POST = {
    # keys and types
    "key-unknown-meant": [
        "    §texte: Bonjour\n",
        "    text: a\n    §categorie: interacting\n",
        "    text: a\n    §lien: https://a.example\n",
        "    text: a\n    media:\n      - file: a.jpg\n        §légende: Une toile\n",
    ],
    "key-unknown": ["    text: a\n    §zzzz: b\n"],
    "key-missing": [PICTURE + "        alt: Une toile\n        rights: §{until: 2027-12-31}\n"],
    "not-text": ["    text:\n      §a: b\n"],
    "not-a-list": ["    text: a\n    replies: §oui\n"],
    "not-keys": ["    text: a\n    networks: §x\n"],
    "not-keys-like": [PICTURE + "        alt: b\n        rights: §ok\n"],
    "list-without-brackets": ["    text: a\n    only: §x, mastodon\n", "    text: a\n    hashtags: §Un, Deux\n"],
    "empty-item": ["    text: a\n    only:\n      - x\n      -§\n"],
    "word-unfit-meant": [
        "    text: a\n    category: §interagir\n",
        "    text: a\n    link_in: §premier commentaire\n",
        "    text: a\n    if_too_long: §raccourcir\n",
    ],
    "word-unfit": ["    text: a\n    category: §zzz\n"],
    "number-unfit": ["    text: a\n    minutes: §beaucoup\n", "    text: a\n    minutes: §-4\n"],
    "switch-unfit": ["    text: a\n    hashtags_inherited: §peut-être\n"],
    "slug-unfit": ["    text: a\n    only: [§Musée X]\n"],
    "link-schemeless": ["    text: a\n    link: §musee.example/coulisses\n"],
    "link-unfit": ["    text: a\n    link: §voir le site\n", "    text: a\n    link: §ftp://musee.example\n"],
    "hashtag-unfit": ['    text: a\n    hashtags: [§"#Museum Week"]\n', "    text: a\n    hashtags: [§2027]\n"],
    "language-unknown-meant": ["    text: a\n    language: §français\n"],
    "language-unknown": ["    text: a\n    language: §qq\n"],
    "span-unreadable": ["    text: a\n    too_late_after: §deux heures\n"],
    "span-out-of-range": ["    text: a\n    too_late_after: §0h\n"],
    # hours and dates
    "hour-bare": ["    text: a\n    replies:\n      - {id: r, at: §18, text: b}\n"],
    "hour-unreadable": ["    text: a\n    replies:\n      - {id: r, at: §ce soir, text: b}\n"],
    "hour-midnight": ['    text: a\n    replies:\n      - {id: r, at: §"24:00", text: b}\n'],
    "hour-out-of-range": [
        "    text: a\n    networks:\n      x: {at: §25h}\n",
        "    text: a\n    networks:\n      x: {at: §9h75}\n",
    ],
    "date-unreadable": ["    text: a\n    embargo: §7 juin 2027\n"],
    "date-impossible": ["    text: a\n    embargo: §2027-13-01\n", "    text: a\n    embargo: §2027-06-00\n"],
    "date-slashes": ["    text: a\n    embargo: §07.06.2027\n"],
    "between-with-hour": ["    text: a\n    §between: [14h, 16h]\n"],
    "between-unfit": ["    text: a\n    networks:\n      x: {at: manual, §between: [16h, 14h]}\n"],
    "between-without-manual": ["    text: a\n    networks:\n      x: {§between: [14h, 16h]}\n"],
    "manual-without-between": ["    text: a\n    networks:\n      x: {§at: manual}\n"],
    "embargo-after-hour": ["    text: a\n    networks:\n      x: {§at: 8h}\n    embargo: 2027-06-07 9h\n"],
    # the post as a whole
    "reply-twice": [
        "    text: a\n    replies:\n      - {id: r, at: 18h, text: b}\n      - {§id: r, at: 19h, text: c}\n"
    ],
    "reply-before-post": ["    text: a\n    replies:\n      - {id: r, §at: 8h, text: b}\n"],
    "reply-without-hour": ["    text: a\n    replies:\n      - {id: r, §at: slot, text: b}\n"],
    "rotation-without-series": ["    §rotate:\n      - {text: b}\n"],
    # texts
    "text-unfinished": [
        "    text: Bonjour §TODO\n",
        "    text: |\n      Un\n\n      §À COMPLÉTER par la conservation\n",
        "    text: le §xxx juin\n",
        PICTURE + "        alt: §à faire\n".replace("à faire", "À FAIRE"),
    ],
    "brace-alone": ["    text: |\n      Un §{ seul\n"],
    "brace-unfit": ["    text: |\n      Avec §{le Louvre}\n"],
    "person-unknown-meant": ["    text: |\n      Un\n      Avec §{louvres|le Louvre}\n"],
    "person-unknown": ["    text: Avec §{prado}\n"],
    "person-without-words": ["    text: Avec §{louvre|}\n"],
    "follower-elsewhere": ["    text: Bonjour §{follower}\n"],
    "passage-empty": ["    text: a §[[ ]] b\n"],
    "passage-nested": ["    text: a [[ b §[[ c ]]\n"],
    "passage-unclosed": ["    text: a §[[ b\n"],
    "passage-unopened": ["    text: a b §]]\n"],
    "break-without-text": ["    text: |\n      Un\n      §---\n      ---\n      Deux\n"],
    "control-character": ['    text: §"a\\e[31m"\n'],
    # pictures and rights
    "alt-missing": [
        "    text: a\n    media:\n      - §file: a.jpg\n",
        "    text: a\n    media:\n      - {file: a.jpg, §alt: }\n",
    ],
    "rights-refused": [PICTURE + "        alt: b\n        §rights: {status: refused}\n"],
    "rights-expired": [PICTURE + "        alt: b\n        §rights: {status: expired}\n"],
    "rights-end-before": [PICTURE + "        alt: b\n        §rights: {status: cleared, until: 2027-06-06}\n"],
    "rights-begin-after": [PICTURE + "        alt: b\n        §rights: {status: cleared, from: 2027-06-08}\n"],
    "rights-backwards": [
        PICTURE + "        alt: b\n        §rights: {status: cleared, from: 2027-06-07, until: 2027-06-06}\n",
        PICTURE + "        alt: b\n        §rights: {status: cleared, asked_on: 2027-05-08, cleared_on: 2027-05-07}\n",
    ],
    "money-unreadable": [PICTURE + "        alt: b\n        rights: {status: cleared, cost: §beaucoup}\n"],
}
CASES = [(code, body) for code, bodies in IN_POST.items() for body in bodies]


@pytest.mark.parametrize(("code", "body"), CASES, ids=[f"{code}-{n}" for n, (code, _) in enumerate(CASES)])
def test_a_fault_in_a_post_blocks_that_post_only(code: str, body: str) -> None:
    planted = plant(HEAD + body + TAIL.replace("06-31", "06-30"))
    notice = planted.one(code)
    assert notice.where == planted.where
    assert notice.severity is Severity.ERROR
    assert notice.subject == 'post "un"'
    said_well(notice)
    assert planted.codes == [code]
    campaign = planted.reading.campaign
    assert campaign is not None
    assert campaign.blocked == ("un",)
    assert [post.id for post in campaign.posts] == ["deux"]


WHOLE_POST = {
    "hour-missing": BEFORE.replace("- id", "- §id") + "    text: a\n",
    "date-missing": TOP + "posts:\n  - §id: un\n    at: 9h\n    text: a\n",
    "post-empty": HEAD.replace("- id", "- §id"),
    "date-beyond-month": TOP + "posts:\n  - id: un\n    date: §2027-06-31\n    at: 9h\n    text: a\n",
    "series-has-date": TOP
    + "posts:\n  - id: un\n    §date: 2027-06-07\n    repeat: {every: day, at: 9h}\n    text: a\n",
    "series-has-hour": TOP + "posts:\n  - id: un\n    §at: 9h\n    repeat: {every: day, at: 9h}\n    text: a\n",
    "series-without-day": TOP + "posts:\n  - id: un\n    repeat: {§every: week, at: 9h}\n    text: a\n",
    "series-backwards": TOP
    + "posts:\n  - id: un\n    repeat: {every: day, at: 9h, from: 2027-05-01, §until: 2027-04-01}\n    text: a\n",
    "series-ends-twice": TOP
    + "posts:\n  - id: un\n    repeat: {every: day, at: 9h, from: 2027-05-01, until: 2027-06-01, §count: 3}\n    text: a\n",
    "series-count-without-start": TOP
    + "posts:\n  - id: un\n    repeat: {every: day, at: 9h, §count: 3}\n    text: a\n",
    "range-backwards": TOP
    + "posts:\n  - id: un\n    repeat: {every: day, at: 9h, except: [§2027-05-02..2027-05-01]}\n    text: a\n",
    "text-beside-rotation": TOP
    + "posts:\n  - id: un\n    repeat: {every: day, at: 9h}\n    §text: a\n    rotate:\n      - {text: b}\n",
    "rotation-empty": TOP + "posts:\n  - id: un\n    repeat: {every: day, at: 9h}\n    rotate: §[]\n",
    "date-not-of-its-day": TOP
    + "days:\n  - date: 2027-06-07\n    posts:\n      - id: un\n        §date: 2027-06-08\n        at: 9h\n        text: a\n",
    "series-in-a-day": TOP
    + "days:\n  - date: 2027-06-07\n    posts:\n      - {id: un, text: a, §repeat: {every: day, at: 9h}}\n",
}


@pytest.mark.parametrize("code", WHOLE_POST)
def test_what_a_post_lacks_or_contradicts(code: str) -> None:
    planted = plant(WHOLE_POST[code])
    notice = planted.one(code)
    assert notice.where == planted.where
    assert notice.subject == 'post "un"'
    said_well(notice)
    assert planted.codes == [code]
    assert planted.reading.campaign is not None
    assert planted.reading.campaign.blocked == ("un",)


POST = "posts:\n  - {id: un, date: 2027-06-07, at: 9h, text: a}\n"
ABOVE = {
    "version-newer": TOP.replace("version: 1", "version: §2") + POST,
    "version-unknown": TOP.replace("version: 1", "version: §un") + POST,
    "key-missing": TOP.replace("version: 1\n", "").replace("campaign", "§campaign", 1) + POST,
    "key-unknown-meant": TOP.replace("title", "§titre") + POST,
    "zone-unknown-meant": TOP.replace("Europe/Paris", "§Europe/Pari") + POST,
    "zone-unknown": TOP.replace("Europe/Paris", "§Qqqq/Zzzz") + POST,
    "slug-unfit": TOP.replace("essai", "§Essai 2027") + POST,
    "slug-long": TOP.replace("essai", "§" + "a" * 81) + POST,
    "person-reserved": TOP + "  §follower: {name: Abonné}\n" + POST,
    "handle-unfit": TOP.replace("x: MuseeLouvre", "x: §Musée du Louvre") + POST,
    "target-unfit": TOP + "objectives:\n  - {name: a, metric: engagement, target: §beaucoup}\n" + POST,
    "word-unfit": TOP
    + 'objectives:\n  - {name: a, metric: engagement, target: "+3%", age: §3d1}\n'.replace("3d1", "5d")
    + POST,
    "word-unfit-meant": TOP + 'objectives:\n  - {name: a, metric: §partages, target: "+3%"}\n' + POST,
}


@pytest.mark.parametrize("code", ABOVE)
def test_a_fault_above_the_posts_blocks_the_file(code: str) -> None:
    planted = plant(ABOVE[code])
    notice = planted.one(code)
    assert notice.where == planted.where
    assert notice.subject == ""
    said_well(notice)
    assert planted.codes == [code]
    assert planted.reading.campaign is None


WARNED = {
    "day-twice": TOP + "days:\n  - {date: 2027-06-07}\n  - {§date: 2027-06-07}\n" + POST,
    "days-out-of-order": TOP + "days:\n  - {date: 2027-06-08}\n  - {§date: 2027-06-07}\n" + POST,
    "hour-in-gap": TOP + "posts:\n  - {id: un, date: 2027-03-28, §at: 2h30, text: a}\n",
    "hour-in-fold": TOP + "posts:\n  - {id: un, date: 2027-10-31, §at: 2h30, text: a}\n",
    "rights-overdue": HEAD + PICTURE + "        alt: b\n        §rights: {status: asked, needed_by: 2027-01-14}\n",
    "rights-needed-late": HEAD + PICTURE + "        alt: b\n        §rights: {status: asked, needed_by: 2027-06-08}\n",
    "exception-outside": TOP
    + "posts:\n  - {id: un, text: a, repeat: {every: day, at: 9h, from: 2027-05-01, §except: [2027-04-01]}}\n",
    "nothing-to-publish": "§" + TOP,
    "hidden-character": HEAD + "    text: Bon§\u200bjour\n",
}


@pytest.mark.parametrize("code", WARNED)
def test_what_is_only_worth_a_look_blocks_nothing(code: str) -> None:
    planted = plant(WARNED[code])
    notice = planted.one(code)
    assert notice.where == planted.where
    assert notice.severity is Severity.WARNING
    said_well(notice)
    assert planted.codes == [code]
    assert planted.reading.campaign is not None
    assert not planted.reading.campaign.blocked


def test_a_clock_change_is_told_with_the_hour_that_holds() -> None:
    told = say("hour-in-gap", plant(WARNED["hour-in-gap"]).one("hour-in-gap").arguments, "fr").text
    assert "dimanche 28 mars 2027" in told
    assert "02:30" in told
    assert "03:30" in told


def test_two_posts_with_one_id_are_both_left_out() -> None:
    planted = plant(
        HEAD + "    text: a\n  - §id: un\n    date: 2027-06-08\n    at: 9h\n    text: b\n" + TAIL.replace("31", "30")
    )
    notice = planted.one("post-twice")
    assert notice.where == planted.where
    assert notice.arguments["first"] == 10
    said_well(notice)
    assert planted.reading.campaign is not None
    assert [post.id for post in planted.reading.campaign.posts] == ["deux"]
    assert planted.reading.campaign.blocked == ("un",)


def test_a_post_without_an_id_may_be_any_post() -> None:
    planted = plant(TOP + "posts:\n  - date: 2027-06-07\n    at: 9h\n    text: Les réserves ouvrent leurs portes\n")
    assert planted.codes == ["key-missing", "id-offered"]
    assert planted.one("id-offered").arguments["meant"] == "les-reserves-ouvrent"
    said_well(planted.one("id-offered"))
    assert planted.reading.campaign is not None
    assert planted.reading.campaign.blocked == ("*",)


def test_a_draft_may_be_unfinished_but_not_misspelt() -> None:
    unfinished = plant(
        TOP + "posts:\n  - {id: un, draft: true, text: TODO}\n  - {id: deux, draft: yes, media: [{file: a.jpg}]}\n"
    )
    assert unfinished.codes == []
    assert unfinished.reading.campaign is not None
    assert [post.draft for post in unfinished.reading.campaign.posts] == [True, True]
    assert plant(TOP + "posts:\n  - {id: un, draft: true, §texte: b}\n").codes == ["key-unknown-meant"]


def test_a_picture_that_may_be_dropped_does_not_block_its_post() -> None:
    planted = plant(HEAD + PICTURE + "        alt: b\n        rights: {status: refused}\n" + DROP)
    assert planted.codes == []
    assert planted.reading.campaign is not None
    assert planted.reading.campaign.posts[0].content.media


@pytest.mark.parametrize(
    "line",
    [
        "title: §“Essai”",
        'title: §"Es\\u202Esai"',
        'people: {louvre: {name: §"Musée\\u2066 du Louvre", x: MuseeLouvre}}',
    ],
)
def test_what_would_be_printed_without_being_meant_is_named(line: str) -> None:
    key = line.partition(":")[0]
    head = re.sub(rf"^{key}:.*\n(?:  .*\n)*", lambda _: line + "\n", TOP, flags=re.MULTILINE)
    planted = plant(head + POST)
    (notice,) = planted.reading.notices
    assert notice.code in {"quotes-around-text", "hidden-character"}
    assert notice.where == planted.where
    said_well(notice)


def test_french_quotes_around_a_title_are_part_of_it() -> None:
    assert plant(TOP.replace("title: Essai", "title: « Essai »") + POST).codes == []


def test_a_dash_that_clings_to_its_key_hides_nothing_else() -> None:
    planted = plant(TOP + "posts:\n  §-id: un\n   date: 2027-06-07\n   at: 9h\n   text: Bonjour\n" + TAIL)
    assert planted.codes == ["slip-dash-glued", "date-beyond-month"]
    assert planted.one("slip-dash-glued").where == planted.where
    said_well(planted.one("slip-dash-glued"))
    inside = TOP + "posts:\n  - id: un\n    date: 2027-06-07\n    at: 9h\n    text: |\n      Un\n      -id: deux\n"
    assert plant(inside).codes == [], "in a text it is the author's"


def test_rights_are_asked_for_only_where_the_calendar_says_so() -> None:
    body = HEAD + PICTURE.replace("- file", "- §file") + "        alt: b\n"
    assert plant(body).codes == []
    strict = plant(body, known=Known(rights_required=True))
    assert strict.one("rights-missing").where == strict.where
    said_well(strict.one("rights-missing"))
    covered = TOP + "defaults:\n  media: {rights: {status: cleared}}\n" + body.removeprefix(TOP).replace(MARK, "")
    assert plant(covered, known=Known(rights_required=True)).codes == []


def test_needed_by_is_judged_by_the_day_that_was_given() -> None:
    text = WARNED["rights-overdue"]
    assert plant(text, known=Known(today=date(2027, 1, 14))).codes == []
    assert plant(text, known=Known()).codes == []


def test_welcome_texts_alone_may_name_their_follower() -> None:
    planted = plant(
        TOP + "welcome:\n  - {id: b, account: musee-mastodon, text: 'Bienvenue {follower} !', approve: each}\n"
    )
    assert planted.codes == []
    assert planted.reading.campaign is not None
    assert planted.reading.campaign.welcome[0].text == "Bienvenue {follower} !"
    assert plant(TOP + "welcome:\n  - {id: b, account: m, text: 'Bienvenue {§n}'}\n".replace("{§n}", "§{n}")).codes == [
        "value-elsewhere"
    ]


def test_missing_zone_and_language_come_from_the_configuration() -> None:
    bare = TOP.replace("timezone: Europe/Paris\n", "").replace("language: fr\n", "") + POST
    assert plant(bare).codes == ["key-missing"]
    read = plant(bare, known=Known(timezone="America/Montreal", language="fr")).reading.campaign
    assert read is not None
    assert (read.timezone, read.language) == ("America/Montreal", "fr")


def test_a_post_for_the_next_free_slot_needs_no_date() -> None:
    planted = plant(TOP + "posts:\n  - {id: un, at: slot, text: a}\n")
    assert planted.codes == []
    assert planted.reading.campaign is not None
    assert planted.reading.campaign.posts[0].day is None
