"""Conversations, contributions and verbatims: what counts, what is None for want of a reader, what is compared with what."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from scheduler.flow.evaluate import Published, Question, evaluate
from scheduler.flow.evaluate.voices import Spoken, Voices
from scheduler.model.conversation import Conversations, Listened, Subject
from scheduler.model.figure import Verdict
from scheduler.model.mention import Mention, Standing, Toward
from scheduler.model.report import Report
from tests.flow.evaluation_data import FIRST, LAST, NOW, post

LONG_AGO = datetime(2026, 1, 1, tzinfo=UTC)
MONDAYS = [FIRST - timedelta(weeks=n) for n in range(9)]
POSTS = [post(day + timedelta(days=n)) for day in MONDAYS for n in range(3)]
"""Three a week, in the operation's week and the eight before it."""
HEARD = tuple(
    Listened(account="musee-mastodon", network="mastodon", what=what, since=LONG_AGO)
    for what in ("replies", "mentions", "tags")
)


def of(monday: date) -> list[Published]:
    return [one for one in POSTS if monday <= one.at.date() < monday + timedelta(days=7)]


class Talk:
    """Messages with numbers of their own."""

    def __init__(self) -> None:
        self.found: list[Spoken] = []

    def add(self, at: datetime, toward: Toward = Toward.MENTION, **other: object) -> Standing:
        fields = {name: other.pop(name) for name in ("tag", "hashtag", "account", "simulated") if name in other}
        mention = Mention(
            number=len(self.found) + 1,
            network="mastodon",
            toward=toward,
            at=at,
            **{"account": "musee-mastodon", **fields},  # type: ignore[arg-type]
        )
        standing = Standing(**other)  # type: ignore[arg-type]
        self.found.append(Spoken(mention=mention, standing=standing))
        return standing

    def reply(self, under: Published, after: timedelta = timedelta(hours=1), /, **other: object) -> None:
        self.add(under.at + after, Toward.REPLY, tag=under.tag, **other)

    def asked(self, **other: object) -> Question:
        values = {"voices": Voices(messages=self.found, listened=HEARD, hashtags=("#GestesMW",))} | other
        return Question(
            campaign="museumweek-2027",
            title="MuseumWeek",
            zone="Europe/Paris",
            first=FIRST,
            last=LAST,
            **{"now": NOW, "posts": POSTS, "snapshots": [], **values},  # type: ignore[arg-type]
        )

    def report(self, **other: object) -> Report:
        return evaluate(self.asked(**other))

    def talk(self, **other: object) -> Conversations:
        found = self.report(**other).conversations
        assert found is not None
        return found


def heard(*accounts: tuple[str, datetime | None, str]) -> tuple[Listened, ...]:
    return tuple(
        Listened(account=name, network="mastodon", what="replies", since=since, reason=why)
        for name, since, why in accounts
    )


def test_where_nobody_ever_listened_the_report_says_nothing_of_it() -> None:
    found = Talk().report(voices=None)
    assert (found.conversations, found.contributions, found.verbatims) == (None, None, ())


def test_where_nobody_could_listen_there_is_a_reason_and_no_zero() -> None:
    deaf = heard(("musee-mastodon", None, "voices-why-cannot"))
    found = Talk().talk(voices=Voices(listened=deaf))
    assert (found.replies, found.mentions, found.questions, found.waiting) == (None,) * 4
    assert (found.reason, found.usual) == ("voices-why-unheard", None)
    said = [one.code for one in Talk().report(voices=Voices(listened=deaf)).cannot]
    assert "voices-cannot-unheard" in said


def test_where_one_listened_and_nothing_came_it_is_a_zero() -> None:
    found = Talk().talk()
    assert (found.replies, found.mentions, found.questions, found.delay, found.reason) == (0, 0, 0, None, "")


def test_replies_belong_to_their_post_mentions_and_hashtags_to_their_days() -> None:
    talk, (first, *_), before = Talk(), of(FIRST), of(MONDAYS[1])[0]
    talk.reply(first)
    talk.reply(first, timedelta(days=20))
    talk.reply(before, timedelta(days=8))
    midnight = datetime(2027, 6, 6, 22, tzinfo=UTC)
    talk.add(midnight)
    talk.add(midnight - timedelta(seconds=1))
    for days, hashtag in ((0, "#gestesmw"), (20, "#GestesMW"), (22, "#GestesMW"), (0, "#Autre")):
        talk.add(midnight + timedelta(days=days), Toward.TAG, hashtag=hashtag)
    talk.add(NOW + timedelta(minutes=1))
    found = talk.report()
    assert found.conversations is not None
    assert found.contributions is not None
    assert (found.conversations.replies, found.conversations.mentions, found.contributions.seen) == (2, 1, 2)


def test_what_rests_on_a_reader_is_none_until_somebody_has_read() -> None:
    talk = Talk()
    talk.reply(POSTS[0])
    found = talk.talk()
    assert (found.replies, found.unsorted, found.questions, found.answered) == (1, 1, None, None)
    assert found.reason == "voices-why-unsorted"
    talk.reply(POSTS[0], sorted=True)
    again = talk.talk()
    assert (again.questions, again.sorted, again.unsorted, again.reason) == (0, 1, 1, "")
    assert "voices-cannot-unsorted" in [one.code for one in talk.report().cannot]


def test_the_median_delay_is_that_of_the_answers_whose_hour_is_known() -> None:
    talk, under = Talk(), POSTS[0]
    at = under.at + timedelta(hours=1)
    for hours in (1, 2, 30):
        talk.reply(under, sorted=True, question=True, answered=True, answered_at=at + timedelta(hours=hours))
    talk.reply(under, sorted=True, question=True, answered=True)
    talk.reply(under, sorted=True, question=True, answered=True, answered_at=at - timedelta(hours=1))
    talk.reply(under, sorted=True, question=True, department="conservation")
    talk.reply(under, sorted=True, question=True, gone=True)
    found = talk.talk()
    assert (found.questions, found.answered, found.timed, found.delay) == (7, 5, 3, timedelta(hours=2))
    assert (found.waiting, found.gone) == (1, 1)
    assert found.waiting_at == (Subject(theme="", department="conservation", number=1),)


def test_what_is_to_be_passed_on_stands_by_theme_and_department_the_most_frequent_first() -> None:
    talk = Talk()
    for theme, department in (
        ("Horaires", "com"),
        ("Entrée nord", "accueil"),
        ("entrée nord ", "Accueil"),
        ("Horaires", ""),
    ):
        talk.reply(POSTS[0], sorted=True, pass_on=True, theme=theme, department=department)
    assert talk.talk().passing == (
        Subject(theme="Entrée nord", department="accueil", number=2),
        Subject(theme="Horaires", department="", number=1),
        Subject(theme="Horaires", department="com", number=1),
    )


def test_verbatims_stand_in_the_order_of_picking_and_never_without_consent() -> None:
    talk, said = Talk(), {"sorted": True, "attribution": "Une visiteuse"}
    hour = timedelta(hours=1)
    talk.reply(POSTS[0], hour, **said, wording="deux", picked=9, consent=True)
    talk.add(POSTS[0].at, Toward.TAG, hashtag="#GestesMW", **said, wording="un", picked=4, consent=True)
    talk.reply(POSTS[0], hour, **said, wording="jamais", picked=5)
    talk.reply(POSTS[0], hour, **said, wording="", picked=6, consent=True)
    found = talk.report()
    assert [(one.wording, one.day) for one in found.verbatims] == [("un", FIRST), ("deux", FIRST)]
    assert found.conversations is not None
    assert found.conversations.unconsented == 2
    assert "jamais" not in repr(found)


def test_contributions_are_those_that_a_person_judged() -> None:
    talk, at = Talk(), POSTS[0].at
    bear = {"toward": Toward.TAG, "hashtag": "#GestesMW"}
    for who in ("a", "a", "b"):
        talk.add(at, **bear, sorted=True, accepted=True, credit=who, consent=True, contributor=who)  # type: ignore[arg-type]
    talk.reply(POSTS[0], sorted=True, accepted=True, contributor="c")
    for why in ("rights", "off-topic", "off-topic"):
        talk.add(at, **bear, sorted=True, aside=why, contributor="d")  # type: ignore[arg-type]
    talk.add(at, **bear)  # type: ignore[arg-type]
    talk.add(at, **bear, gone=True)  # type: ignore[arg-type]
    found = talk.report().contributions
    assert found is not None
    assert (found.seen, found.received, found.accepted, found.unjudged) == (8, 7, 4, 1)
    assert list(found.aside.items()) == [("off-topic", 2), ("rights", 1)]
    assert found.received == found.accepted + sum(found.aside.values())
    assert (found.contributors, found.accepted_contributors) == (4, 3)
    assert (found.credited, found.consented) == (3, 3)
    talk.add(at, **bear, sorted=True, aside="other")  # type: ignore[arg-type]
    again = talk.report().contributions
    assert again is not None
    assert (again.contributors, again.accepted_contributors) == (None, 3), "one cannot be told from the others"


def weekly(numbers: Sequence[int]) -> Talk:
    """So many replies a week, the operation's first, each within a day of its post."""
    talk = Talk()
    for monday, number in zip(MONDAYS, numbers, strict=False):
        for n in range(number):
            talk.reply(of(monday)[n % 3], timedelta(minutes=n))
    return talk


def test_replies_are_compared_with_weeks_that_were_listened_to_in_the_same_way() -> None:
    talk = weekly([40, 9, 11, 10, 8, 12, 10, 9, 11])
    talk.reply(of(FIRST)[0], timedelta(days=8))
    usual = talk.talk().usual
    assert usual is not None
    assert (usual.value, usual.mean, usual.weeks, usual.verdict) == (40, 10, 8, Verdict.MORE), (
        "a late one is not counted"
    )
    assert usual.ratio == pytest.approx(4)
    assert usual.ordinary is not None
    assert usual.ordinary.low < 10 < usual.ordinary.high < 40


@pytest.mark.parametrize(
    ("since", "weeks", "reason"),
    [
        (datetime(2027, 4, 26, tzinfo=UTC), 6, ""),
        (datetime(2027, 5, 3, tzinfo=UTC), 5, "voices-why-not-collected"),
        (datetime(2027, 6, 9, tzinfo=UTC), 0, "voices-why-not-collected"),
    ],
)
def test_weeks_from_before_one_listened_are_no_reference(since: datetime, weeks: int, reason: str) -> None:
    talk = weekly([12, 9, 11, 10, 8, 12, 10, 9, 11])
    listened = heard(("musee-mastodon", since, ""))
    usual = talk.talk(voices=Voices(messages=talk.found, listened=listened)).usual
    assert usual is not None
    assert (usual.weeks, usual.reason, usual.ordinary is None) == (weeks, reason, bool(reason))
    assert (usual.verdict is Verdict.TOO_LITTLE) is bool(reason)


def test_an_account_that_was_not_listened_to_is_left_out_of_both_sides() -> None:
    talk = weekly([12, 9, 11, 10, 8, 12, 10, 9, 11])
    other = [replace(one, tag=f"{one.tag}-b", account="musee-x") for one in POSTS]
    talk.found = [
        *talk.found,
        *(
            replace(one, mention=replace(one.mention, number=n + 1000, tag=f"{one.mention.tag}-b", account="musee-x"))
            for n, one in enumerate(talk.found)
        ),
    ]
    listened = (*heard(("musee-mastodon", LONG_AGO, "")), *heard(("musee-x", None, "voices-why-cannot")))
    usual = talk.talk(posts=[*POSTS, *other], voices=Voices(messages=talk.found, listened=listened)).usual
    assert usual is not None
    assert (usual.value, usual.mean) == (12, 10)


def test_before_every_post_has_come_to_the_age_nothing_is_judged() -> None:
    now = datetime(2027, 6, 15, tzinfo=UTC)
    usual = weekly([12, 9, 11, 10, 8, 12, 10, 9, 11]).talk(now=now).usual
    assert usual is not None
    assert (usual.reason, usual.verdict, usual.ordinary) == ("report-why-unripe", Verdict.TOO_LITTLE, None)


def test_ten_thousand_replies_are_counted_each_once_in_any_order() -> None:
    talk = Talk()
    for n in range(10_000):
        talk.reply(POSTS[n % 3], timedelta(seconds=n), sorted=True, question=n % 4 == 0)
    found = talk.talk()
    assert (found.replies, found.questions, found.waiting) == (10_000, 2_500, 2_500)
    talk.found.reverse()
    assert talk.talk() == found
