"""What is read back from X: a post whose answer was lost, counts by the cheaper way, and how the account is."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from scheduler.connector.base import CannotTell, Found, SendFailure
from scheduler.model.failure import Kind
from scheduler.model.notice import Severity
from scheduler.networks.x.posts import bare, expanded, made_at, seen, unescaped
from scheduler.networks.x.reading import _gone, _posts, goes_on, page_size, readable
from scheduler.sentences import LANGUAGES, say
from scheduler.testing import samples
from scheduler.testing.fake_x import Fault
from scheduler.testing.fake_x.text import shown
from tests.networks.x_bench import Bench, benched, out


@pytest.fixture
def rig(tmp_path: Path) -> Iterator[Bench]:
    with benched(tmp_path) as bench:
        yield bench


# Looking for a post

HARD = (
    "Avec @louvre : « l’atelier » & <lui> &amp; 100 % ?\n\nhttps://musee.museum/a?utm_source=x&b=1#c, puis "
    "museumweek.org/2027 et https://musee.fr/ ! #MuseumWeek 🏺"
)


@pytest.mark.parametrize("vocabulary", ["tweet", "post"])
@pytest.mark.parametrize("pictures", [0, 2])
def test_it_is_found_through_short_links_and_escapes(rig: Bench, vocabulary: str, pictures: int) -> None:
    rig.state.vocabulary = vocabulary
    receipt = rig.connector.publish(out(HARD, pictures=pictures))
    rig.clock.advance(timedelta(minutes=1))
    found = rig.connector.find(out(HARD, pictures=pictures))
    assert isinstance(found, Found)
    assert found.receipt.remote_id == receipt.remote_id
    assert found.receipt.at == samples.MONDAY


@pytest.mark.parametrize("vocabulary", ["tweet", "post"])
def test_a_long_post_is_found_by_its_whole_text(rig: Bench, vocabulary: str) -> None:
    rig.state.longest, rig.state.vocabulary = 4000, vocabulary
    text = "Une très longue histoire, & <d’autres>. " * 20 + "Fin : https://musee.museum/fin"
    receipt = rig.connector.publish(out(text, pictures=1))
    rig.connector.publish(out(text + " Ou presque.", key="other"))
    found = rig.connector.find(out(text, pictures=1))
    assert isinstance(found, Found)
    assert found.receipt.remote_id == receipt.remote_id


def test_the_same_words_elsewhere_or_with_other_pictures_are_another_post(rig: Bench) -> None:
    top = rig.connector.publish(out("Un", pictures=1))
    for sought in (out("Un"), out("Un", pictures=2), out("Un", pictures=1, number=1, above=top.remote_id)):
        answer = rig.connector.find(sought)
        assert isinstance(answer, CannotTell)
        assert answer.recent == (f"https://x.com/i/web/status/{top.remote_id}",)


def test_a_post_with_another_alternative_text_is_for_a_person(rig: Bench) -> None:
    receipt = rig.connector.publish(out("Un", pictures=1))
    for one in rig.state.media.values():
        one.alt = "something else"
    answer = rig.connector.find(out("Un", pictures=1))
    assert isinstance(answer, CannotTell)
    assert answer.recent[0].endswith(receipt.remote_id)


def test_a_picture_without_a_word_is_ours_only_where_x_says_its_text(rig: Bench) -> None:
    """The answer to ours was lost; a colleague's picture without a word must not pass for it."""
    receipt = rig.connector.publish(out("", pictures=1))
    assert isinstance(rig.connector.find(out("", pictures=1)), Found)
    for one in rig.state.media.values():
        one.alt = None
    answer = rig.connector.find(out("", pictures=1))
    assert isinstance(answer, CannotTell)
    assert answer.recent[0].endswith(receipt.remote_id)


def test_the_first_of_two_is_the_one(rig: Bench) -> None:
    """What a person sent after ours was lost is another post."""
    first = rig.connector.publish(out("Un"))
    rig.clock.advance(timedelta(minutes=5))
    again = rig.connector.publish(out("Autre", key="again"))
    posted = rig.state.posted
    posted[-1] = replace(posted[-1], text="Un")
    found = rig.connector.find(out("Un"))
    assert isinstance(found, Found)
    assert (found.receipt.remote_id, again.remote_id) == (first.remote_id, posted[-1].id)


def test_it_is_found_pages_back_and_not_without_end(rig: Bench) -> None:
    first = rig.connector.publish(out("Celui-ci"))
    for n in range(290):
        rig.connector.publish(out(f"Autre {n}", key=f"k{n}"))
    found = rig.connector.find(out("Celui-ci"))
    assert isinstance(found, Found)
    assert found.receipt.remote_id == first.remote_id
    for n in range(20):
        rig.connector.publish(out(f"Encore {n}", key=f"e{n}"))
    assert isinstance(rig.connector.find(out("Celui-ci")), CannotTell)


def test_nothing_older_than_the_attempt_is_paid_for(rig: Bench) -> None:
    for n in range(30):
        rig.connector.publish(out(f"Ancien {n}", key=f"k{n}"))
    rig.clock.advance(timedelta(days=1))
    part = replace(out("Nouveau"), since=rig.clock.now())
    rig.connector.publish(part)
    assert isinstance(rig.connector.find(part), Found)
    assert rig.state.read == {"own": 1}


@pytest.mark.parametrize("minutes", [40, -40])
def test_a_clock_that_is_wrong_here_is_set_right_by_the_servers(rig: Bench, minutes: int) -> None:
    wrong = samples.clock()
    wrong.jump(timedelta(minutes=minutes))
    rig.connector.site = replace(rig.connector.site, clock=wrong)
    rig.connector._client._site = rig.connector.site
    part = replace(out(), since=wrong.now())
    receipt = rig.connector.publish(part)
    found = rig.connector.find(part)
    assert isinstance(found, Found)
    assert found.receipt.remote_id == receipt.remote_id


@pytest.mark.parametrize("text", ["a\n\nb\nc", "« é » & <b> &lt;", HARD])
def test_words_survive_the_way_through_x(text: str) -> None:
    said, links = shown(text, lambda link: f"https://t.co/{len(link):04}")
    assert bare(expanded(unescaped(said), links, "expanded_url")) == bare(text)


def test_where_a_link_ends_counts_too() -> None:
    entity = {
        "url": "https://t.co/a",
        "expanded_url": "https://court.example/x",
        "unwound_url": "https://musee.example/y",
    }
    one = seen({"id": "20", "text": "Voir https://t.co/a", "entities": {"urls": [entity]}}, {})
    assert one.texts == ("Voir https://court.example/x", "Voir https://musee.example/y")
    assert one.at == made_at("20"), "without its hour, a post is as old as its id"


def test_a_deletion_may_be_answered_by_nothing_at_all(rig: Bench) -> None:
    receipt = rig.connector.publish(out())
    rig.state.bare_deletions = True
    rig.connector.withdraw(receipt.remote_id)
    assert not rig.state.there()


def test_an_id_says_when_it_was_made() -> None:
    assert made_at("1212092628029698048").date().isoformat() == "2019-12-31"


# Counts


def published(rig: Bench, number: int, start: int = 0) -> list[str]:
    return [rig.connector.publish(out(f"M{n}", key=f"k{n}")).remote_id for n in range(start, start + number)]


@pytest.mark.parametrize("vocabulary", ["tweet", "post"])
def test_counts_are_named_as_ours(rig: Bench, vocabulary: str) -> None:
    rig.state.vocabulary = vocabulary
    (one,) = published(rig, 1)
    rig.state.counts[one] = {
        "like_count": 12,
        "repost_count" if vocabulary == "post" else "retweet_count": 3,
        "quote_count": 2,
        "reply_count": 4,
        "bookmark_count": 5,
        "impression_count": 1500,
    }
    counts = rig.connector.counts([one])[one]
    assert (counts.reactions, counts.shares, counts.replies, counts.saves, counts.views) == (12, 5, 4, 5, 1500)
    assert counts.clicks is None
    assert counts.reach is None


@pytest.mark.parametrize("missing", ["retweet_count", "quote_count"])
def test_a_sum_of_which_a_part_was_not_said_is_missing(rig: Bench, missing: str) -> None:
    (one,) = published(rig, 1)
    rig.state.counts[one] = {missing: None}
    counts = rig.connector.counts([one])[one]
    assert (counts.shares, counts.reactions) == (None, 0)


def test_posts_that_stand_together_are_read_by_pages(rig: Bench) -> None:
    ids = published(rig, 120)
    rig.state.read.clear()
    assert set(rig.connector.counts(ids)) == set(ids)
    assert rig.state.read == {"own": 120}


def test_posts_that_stand_far_apart_are_read_by_their_ids(rig: Bench) -> None:
    old = published(rig, 1)
    published(rig, 150, start=1)
    new = published(rig, 1, start=151)
    rig.state.read.clear()
    assert set(rig.connector.counts([*old, *new])) == {*old, *new}
    assert rig.state.read == {"own": 10, "ids": 1}


def test_what_is_gone_is_left_out_and_what_cannot_be_given_is_silent(rig: Bench) -> None:
    there, gone, hidden = published(rig, 3)
    rig.connector.withdraw(gone)
    rig.state.hidden.add(hidden)
    counts = rig.connector.counts([there, gone, hidden, "not-an-id", "123456789"])
    assert set(counts) == {there, hidden}
    assert counts[there].given
    assert not counts[hidden].given


@pytest.mark.parametrize("data", ["words", {"id": "20"}, [{"text": "without an id"}], [3], [{"id": "x", "text": ""}]])
def test_what_is_no_list_of_posts_is_said_to_be_senseless(data: object) -> None:
    with pytest.raises(SendFailure) as caught:
        _posts({"data": data})
    assert (caught.value.failure.kind, caught.value.failure.code) == (Kind.NOT_SENT, "read-senseless")
    assert _gone({"errors": data}) == set()


def test_nothing_is_asked_for_no_ids(rig: Bench) -> None:
    assert rig.connector.counts([]) == {}
    assert rig.connector.counts(["https://x.com/1"]) == {}
    assert not rig.state.requests


@pytest.mark.parametrize(("missing", "size"), [(1, 5), (3, 15), (20, 100), (500, 100)])
def test_a_page_never_costs_more_than_the_ids(missing: int, size: int) -> None:
    assert page_size(missing) == size
    assert page_size(missing) * 0.001 <= missing * 0.005


@pytest.mark.parametrize(
    ("found", "read", "more"), [(20, 100, True), (19, 100, False), (1, 5, True), (0, 5, False), (0, 0, False)]
)
def test_pages_are_read_on_while_they_pay(found: int, read: int, more: bool) -> None:
    assert goes_on(found, read) is more


def test_only_what_can_be_an_id_is_asked_for() -> None:
    assert readable(["1", "a", "", "1" * 20, "٣"]) == ["1"]


@pytest.mark.parametrize("vocabulary", ["tweet", "post"])
def test_either_vocabulary_is_learned_once(rig: Bench, vocabulary: str) -> None:
    rig.state.vocabulary = vocabulary
    ids = published(rig, 2)
    rig.connector.counts(ids)
    before = len(rig.state.requests)
    rig.connector.counts(ids)
    assert len(rig.state.requests) - before == 1


# The account


def test_the_identity_is_the_users_id(rig: Bench) -> None:
    assert rig.connector.identity() == "2244994945"
    assert rig.connector.followers() == 412


def test_a_healthy_account_has_no_findings_and_nothing_is_written(rig: Bench) -> None:
    health = rig.connector.probe()
    assert (health.identity, health.name, health.url) == ("2244994945", "@musee", "https://x.com/musee")
    assert health.findings == ()
    assert health.works
    assert health.expires_at is None
    assert {method for method, _ in rig.state.requests} == {"GET"}


@pytest.mark.parametrize(
    ("setting", "value", "code", "severity"),
    [
        ("credits", False, "x-no-credits", Severity.ERROR),
        ("suspended", True, "x-suspended", Severity.ERROR),
        ("locked", True, "x-locked", Severity.ERROR),
        ("access", "read", "x-found-read-only", Severity.ERROR),
        ("media_scope", False, "x-found-no-media", Severity.WARNING),
        ("protected", True, "x-found-protected", Severity.WARNING),
    ],
)
def test_what_stands_against_publishing_is_found_without_posting(
    rig: Bench, setting: str, value: Any, code: str, severity: Severity
) -> None:
    setattr(rig.state, setting, value)
    health = rig.connector.probe()
    assert [(one.code, one.severity) for one in health.findings] == [(code, severity)]
    assert health.works is (severity is Severity.WARNING)
    assert health.identity == "2244994945"
    for language in LANGUAGES:
        assert say(code, {}, language).text


def test_a_dead_token_is_raised(rig: Bench) -> None:
    rig.state.other_faults = [Fault.REVOKED]
    with pytest.raises(SendFailure) as caught:
        rig.connector.probe()
    assert caught.value.failure.code == "send-unauthorized"


@pytest.mark.parametrize("fault", [Fault.HTML, Fault.NO_ID])
def test_a_senseless_account_is_no_identity(rig: Bench, fault: Fault) -> None:
    rig.state.other_faults = [fault]
    with pytest.raises(SendFailure) as caught:
        rig.connector.identity()
    assert caught.value.failure.code == "read-senseless"


@pytest.mark.parametrize("fault", [Fault.ERROR, Fault.DROP, Fault.NO_ID, Fault.HTML])
def test_a_deletion_without_an_answer_may_be_repeated(rig: Bench, fault: Fault) -> None:
    receipt = rig.connector.publish(out())
    rig.state.other_faults = [fault]
    with pytest.raises(SendFailure) as caught:
        rig.connector.withdraw(receipt.remote_id)
    assert caught.value.failure.kind is Kind.NOT_SENT
    rig.connector.withdraw(receipt.remote_id)
    assert receipt.remote_id not in rig.state.there()
