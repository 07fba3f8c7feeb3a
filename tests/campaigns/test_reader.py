"""A whole file: made into the model, all of its faults at once, and nothing that a file holds makes the reader raise."""

import gc
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from scheduler.campaigns.reader import read
from scheduler.model.campaign import (
    At,
    Baseline,
    Campaign,
    Content,
    Day,
    LinkPlace,
    Moment,
    Objective,
    Override,
    Person,
    Post,
    Reply,
    TooLong,
    Welcome,
)
from scheduler.model.notice import Where, blocking
from scheduler.model.picture import IfNotCleared, Picture, Rights
from scheduler.model.series import Repeat
from tests.campaigns.sample import FILE, HEAD

SAMPLE = Path(__file__).parents[2] / "calendars" / "museumweek" / "campaign.yaml"
WHOLE = """\
version: 1
campaign: museumweek-2027
title: "MuseumWeek : 2027"
language: fr
timezone: Europe/Paris
accounts: [musee-x, musee-facebook]
hashtags: ["#MuseumWeek"]
approvals: [curator]
too_late_after: 90min
if_too_long: shorten
baseline: {campaign: museumweek-2026}
objectives:
  - {name: Conversations, metric: conversation, target: "+30 %", age: 7d}
people:
  louvre: {name: Musée du Louvre, x: "@MuseeLouvre", mastodon: louvre@mastodon.social}
defaults:
  media: {credit: © Musée, rights: {status: cleared}}
  category: sharing-experience
days:
  - date: 2027-06-07
    theme: Coulisses
    hashtags: "#CoulissesMW"
    posts:
      - id: reserves
        at: 9h
        text: |
          Avec {louvre|le Louvre}.

          [[Depuis 1974.]]
        link: https://musee.example/coulisses
        media:
          - file: media/reserves.jpg
            alt: Deux régisseuses, une toile
            rights: {status: asked, needed_by: 2027-05-28, until: 2027-12-31, networks: [x, facebook]}
            if_not_cleared: drop
        minutes: 40
        note: inventaire 1974.12 ?
        networks:
          x: {text: "Les réserves : ouvertes.", media: []}
          musee-facebook: {link_in: first-comment, at: 9h30}
          instagram: {skip: true}
        replies:
          - {id: reponse, at: 18h, text: "Quatorze mètres."}
      - {id: direct, at: manual, between: [14h, 16h], text: on, only: [x]}
posts:
  - {id: annonce, date: 2027-06-01, at: "18:00", text: 10:30, embargo: 2027-06-01 12h, category: interacting}
  - id: fermeture
    repeat: {every: week, day: [mardi, thu], at: 10h, from: 2027-01-05,
             except: [2027-05-11, 2027-08-01..2027-08-31], not_during: [museumweek-2027]}
    rotate:
      - text: Le musée dort.
      - {text: Pas nous., media: [{file: media/atelier.jpg, alt: Un atelier}]}
welcome:
  - {id: bienvenue, account: musee-mastodon, text: "Bienvenue {follower} !"}
"""


def at(line: int, column: int) -> Where:
    return Where(file=FILE, line=line, column=column)


def content(line: int, column: int, text_at: tuple[int, int] | None = None, /, **values: object) -> Content:
    return Content(where=at(line, column), text_where=at(*text_at) if text_at else None, **values)  # type: ignore[arg-type]


RESERVES = Post(
    id="reserves",
    where=at(24, 9),
    theme="Coulisses",
    day=date(2027, 6, 7),
    day_hashtags=("#CoulissesMW",),
    moment=Moment(kind=At.HOUR, hour=time(9)),
    category="sharing-experience",
    minutes=40,
    note="inventaire 1974.12 ?",
    content=content(
        24,
        9,
        (26, 15),
        text="Avec {louvre|le Louvre}.\n\n[[Depuis 1974.]]",
        link="https://musee.example/coulisses",
        media=(
            Picture(
                file="media/reserves.jpg",
                where=at(32, 13),
                alt="Deux régisseuses, une toile",
                credit="© Musée",
                rights=Rights(
                    status="asked", needed_by=date(2027, 5, 28), until=date(2027, 12, 31), networks=("x", "facebook")
                ),
                if_not_cleared=IfNotCleared.DROP,
            ),
        ),
    ),
    overrides={
        "x": Override(name="x", content=content(39, 14, (39, 21), text="Les réserves : ouvertes.", media=())),
        "musee-facebook": Override(
            name="musee-facebook",
            content=content(40, 27, link_in=LinkPlace.FIRST_COMMENT),
            moment=Moment(kind=At.HOUR, hour=time(9, 30)),
        ),
        "instagram": Override(name="instagram", content=content(41, 22), skip=True),
    },
    places={
        "networks.x": at(39, 11),
        "networks.musee-facebook": at(40, 11),
        "networks.instagram": at(41, 11),
    },
    replies=(
        Reply(
            id="reponse",
            moment=Moment(kind=At.HOUR, hour=time(18)),
            content=content(43, 13, (43, 42), text="Quatorze mètres."),
        ),
    ),
)
DIRECT = Post(
    id="direct",
    where=at(44, 9),
    theme="Coulisses",
    day=date(2027, 6, 7),
    day_hashtags=("#CoulissesMW",),
    moment=Moment(kind=At.MANUAL, between=(time(14), time(16))),
    category="sharing-experience",
    content=content(44, 9, (44, 61), text="on"),
    only=("x",),
    places={"only.x": at(44, 72)},
)
ANNONCE = Post(
    id="annonce",
    where=at(46, 5),
    day=date(2027, 6, 1),
    moment=Moment(kind=At.HOUR, hour=time(18)),
    category="interacting",
    content=content(46, 5, (46, 56), text="10:30"),
    embargo=datetime(2027, 6, 1, 10, tzinfo=UTC),
)
FERMETURE = Post(
    id="fermeture",
    where=at(47, 5),
    category="sharing-experience",
    content=content(47, 5),
    repeat=Repeat(
        every="week",
        hour=time(10),
        days=(1, 3),
        first=date(2027, 1, 5),
        excepted=((date(2027, 5, 11), date(2027, 5, 11)), (date(2027, 8, 1), date(2027, 8, 31))),
        not_during=("museumweek-2027",),
        where=at(48, 13),
    ),
    rotate=(
        content(51, 9, (51, 15), text="Le musée dort."),
        content(
            52,
            9,
            (52, 16),
            text="Pas nous.",
            media=(
                Picture(
                    file="media/atelier.jpg",
                    where=at(52, 35),
                    alt="Un atelier",
                    credit="© Musée",
                    rights=Rights(status="cleared"),
                ),
            ),
        ),
    ),
    places={"not_during.museumweek-2027": at(49, 73)},
)


def test_a_whole_file_becomes_the_model() -> None:
    reading = read(Path(FILE), WHOLE.encode())
    assert [(one.code, str(one.where)) for one in reading.notices] == []
    campaign = reading.campaign
    assert campaign is not None
    assert campaign.posts == (RESERVES, DIRECT, ANNONCE, FERMETURE)
    assert campaign == Campaign(
        slug="museumweek-2027",
        title="MuseumWeek : 2027",
        language="fr",
        timezone="Europe/Paris",
        accounts=("musee-x", "musee-facebook"),
        where=at(1, 1),
        hashtags=("#MuseumWeek",),
        approvals=("curator",),
        too_late_after=timedelta(minutes=90),
        if_too_long=TooLong.SHORTEN,
        baseline=Baseline(campaign="museumweek-2026"),
        objectives=(
            Objective(
                name="Conversations", metric="conversation", target="+30%", age=timedelta(days=7), where=at(13, 5)
            ),
        ),
        people={
            "louvre": Person(
                key="louvre",
                name="Musée du Louvre",
                handles={"x": "MuseeLouvre", "mastodon": "louvre@mastodon.social"},
                where=at(15, 3),
            )
        },
        days=(Day(day=date(2027, 6, 7), theme="Coulisses", hashtags=("#CoulissesMW",), where=at(20, 5)),),
        posts=(RESERVES, DIRECT, ANNONCE, FERMETURE),
        welcome=(
            Welcome(
                id="bienvenue",
                account="musee-mastodon",
                text="Bienvenue {follower} !",
                approve="each",
                where=at(54, 5),
                contents=(
                    content(
                        54,
                        5,
                        (54, 52),
                        text="Bienvenue {follower} !",
                        hashtags_inherited=False,
                        visibility="direct",
                        if_too_long=TooLong.REFUSE,
                    ),
                ),
            ),
        ),
        places={
            "accounts.musee-x": at(6, 12),
            "accounts.musee-facebook": at(6, 21),
            "approvals.curator": at(8, 13),
            "baseline.campaign": at(11, 22),
        },
    )


def test_the_sample_week_is_without_fault() -> None:
    reading = read(SAMPLE)
    assert reading.notices == ()
    assert reading.campaign is not None
    assert len(reading.campaign.days) == 7
    assert all(sum(post.day == day.day for post in reading.campaign.posts) >= 5 for day in reading.campaign.days)


TEN = [
    ("        at: 9h\n", "        at: 25h\n", "hour-out-of-range"),
    ("        minutes: 15\n        note: Relever", "        durée: 15\n        note: Relever", "key-unknown-meant"),
    ("      - id: deroule\n", "      - id: caisse\n", "post-twice"),
    ("            alt: Une salle de musée vide", "            légende: Une salle de musée vide", "key-unknown-meant"),
    ("Dans la trousse de {caradec|", "Dans la trousse de {caradek|", "person-unknown-meant"),
    ("  - date: 2027-06-08\n", "  - date: 2027-06-31\n", "date-beyond-month"),
    ("        at: 11h\n", "        at: 11h\n        at: 12h\n", "yaml-duplicate-key"),
    ("Ce bleu attendait", "À COMPLÉTER Ce bleu attendait", "text-unfinished"),
    ("        rights: {status: cleared, until: 2032", "        rights: {status: cleared, until: 2026", "rights-end-before"),
    ("    embargo: 2027-06-01 12h\n", "    embargo: 07/06/2027\n", "date-slashes"),
]  # fmt: skip


def test_ten_planted_faults_are_all_shown_at_once() -> None:
    text = SAMPLE.read_text(encoding="utf-8")
    for good, bad, _ in TEN:
        assert good in text, good
        text = text.replace(good, bad, 1)
    lines = text.split("\n")
    expected = []
    for good, bad, code in TEN:
        place = text.rindex(bad) + next(n for n in range(len(bad)) if bad[: n + 1] != good[: n + 1])
        expected.append((text.count("\n", 0, place) + 1, code))
    reading = read(SAMPLE, text.encode())
    errors = sorted((one.where.line, one.code) for one in reading.notices if one.where)
    # the picture whose alt text was misnamed is told once: as the misnamed key
    assert errors == sorted(expected)
    assert reading.campaign is None  # a day without its date stands above the posts
    assert all(lines[line - 1].strip() for line, _ in expected)


def test_faults_of_single_posts_leave_the_others() -> None:
    text = SAMPLE.read_text(encoding="utf-8")
    for good, bad, code in TEN:
        if code != "date-beyond-month":
            text = text.replace(good, bad, 1)
    campaign = read(SAMPLE, text.encode()).campaign
    assert campaign is not None
    assert set(campaign.blocked) == {
        "caisse",
        "caisse-pari",
        "salle-6",
        "trousse",
        "quizz-cle",
        "quizz-bleu",
        "plan",
        "annonce",
    }
    # `deroule` took the id `caisse`, so both are out
    assert len(campaign.posts) == 41 - 9


ALPHABET = list("abct:- \n\t#'\"{}[]|>&*!%@`,?.019éà\u00a0\u202f“”«»\\\u2028\x85\ufeff~=")


@settings(max_examples=400, deadline=None)
@given(st.text(alphabet=st.sampled_from(ALPHABET), max_size=120))
def test_no_text_makes_the_reader_raise(text: str) -> None:
    for whole in (text, HEAD + "    text: " + text, HEAD + text):
        reading = read(Path(FILE), whole.encode())
        assert reading.campaign is not None or reading.notices
        lines = whole.count("\n") + whole.count("\r") + 2
        assert all(one.where is None or 0 <= one.where.line <= lines for one in reading.notices)


@settings(max_examples=300, deadline=None)
@given(st.binary(max_size=300))
def test_no_bytes_make_the_reader_raise(data: bytes) -> None:
    reading = read(Path(FILE), data)
    assert reading.campaign is not None or reading.notices


@settings(max_examples=120, deadline=None)
@given(st.data())
def test_a_damaged_week_is_read_as_far_as_possible(data: st.DataObject) -> None:
    text = list(SAMPLE.read_text(encoding="utf-8")[:7000])
    for _ in range(data.draw(st.integers(1, 4))):
        text[data.draw(st.integers(0, len(text) - 1))] = data.draw(st.sampled_from(ALPHABET))
    reading = read(Path(FILE), "".join(text).encode())
    assert (reading.campaign is not None and reading.campaign.posts) or blocking(reading.notices)


def test_the_reader_leaves_the_collector_as_it_was() -> None:
    assert gc.isenabled()
    read(Path(FILE), WHOLE.encode())
    assert gc.isenabled()
