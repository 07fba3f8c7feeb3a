"""Facebook keeps the contract against a strict fake on a real socket, and its own promises beyond it."""

import json
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from scheduler.adapt import measure
from scheduler.connector.base import CannotTell, Found, Outgoing, SendFailure
from scheduler.errors import Problem
from scheduler.model.failure import Kind
from scheduler.model.network import Mention
from scheduler.model.variant import Card, Facet, FacetKind, Role
from scheduler.networks.facebook import Facebook
from scheduler.networks.facebook.rules import RULES
from scheduler.networks.facebook.search import pictures
from scheduler.networks.facebook.tally import METRICS
from scheduler.testing import samples
from scheduler.testing.contract import RemoteContract
from scheduler.testing.fake_facebook import Fault
from scheduler.testing.fake_facebook.state import PAGE_ID
from scheduler.testing.rig import Rig
from tests.networks.facebook_bench import Bench, benched, out


@pytest.fixture
def rig(tmp_path: Path) -> Iterator[Bench]:
    with benched(tmp_path) as bench:
        yield bench


class TestContract(RemoteContract):
    network = "facebook"

    @pytest.fixture
    def rig(self, rig: Bench) -> Rig:
        return rig


def linked(text: str, *addresses: str) -> Outgoing:
    """A part whose text holds links."""
    part = out(text)
    places = [(text.index(one), one) for one in addresses]
    facets = tuple(Facet(kind=FacetKind.LINK, start=at, end=at + len(one), value=one) for at, one in places)
    return replace(part, part=replace(part.part, facets=facets))


def refused(rig: Bench, part: Outgoing) -> tuple[Kind, str]:
    with pytest.raises(SendFailure) as caught:
        rig.connector.publish(part)
    return caught.value.failure.kind, caught.value.failure.code


# Rules


def test_the_tokens_are_secrets_and_the_page_is_not() -> None:
    assert {option.name: (option.secret, option.required) for option in Facebook.options} == {
        "page_id": (False, True),
        "access_token": (True, True),
        "app_secret": (True, False),
        "app_id": (False, False),
        "graph_version": (False, False),
    }


def test_63206_code_points() -> None:
    assert measure.fits("👩\u200d🎨" * 21_068, RULES)
    assert not measure.fits("a" * 63_207, RULES)


def test_what_it_lacks_and_has() -> None:
    assert RULES.mention is Mention.NAME
    assert not RULES.threads
    assert RULES.first_comment


# Publishing


def test_the_posts_own_link_shows_its_card_and_stays_in_the_text(rig: Bench) -> None:
    text = "Avec https://louvre.example/, à lire : https://musee.example/coulisses"
    rig.connector.publish(linked(text, "https://louvre.example/", "https://musee.example/coulisses"))
    (there,) = rig.state.posted
    assert (there.message, there.link) == (text, "https://musee.example/coulisses")


def test_a_link_that_is_not_in_the_text_is_attached(rig: Bench) -> None:
    card = Card(url="https://musee.example/coulisses?utm_source=facebook")
    rig.connector.publish(replace(linked("Avec https://louvre.example/", "https://louvre.example/"), card=card))
    (there,) = rig.state.posted
    assert (there.message, there.link) == ("Avec https://louvre.example/", card.url)


def test_a_post_with_pictures_shows_no_card(rig: Bench) -> None:
    part = linked("https://musee.example", "https://musee.example")
    (media,) = out(pictures=1).part.media
    rig.connector.publish(replace(part, part=replace(part.part, media=(media,)), media=(samples.picture(),)))
    (there,) = rig.state.posted
    assert (there.link, len(there.photos)) == ("", 1)


def test_pictures_cost_one_request_each_and_one_to_read_their_texts(rig: Bench) -> None:
    rig.connector.publish(out(pictures=1))
    page = f"/v26.0/{PAGE_ID}"
    assert rig.state.requests == [("POST", f"{page}/photos"), ("POST", "/v26.0"), ("POST", f"{page}/feed")]


def test_nobody_sees_an_uploaded_picture_before_its_post(rig: Bench) -> None:
    rig.state.faults = [Fault.BAD]
    refused(rig, out(pictures=2))
    assert [one.post for one in rig.state.photos.values()] == ["", ""]
    assert not rig.arrived()


def test_without_its_alternative_text_a_picture_does_not_go_out(rig: Bench) -> None:
    rig.state.alts = "lost"
    assert refused(rig, out(pictures=2)) == (Kind.REFUSED, "send-alt-lost")
    assert not rig.arrived()


def test_an_alternative_text_without_its_line_ends_is_the_same(rig: Bench) -> None:
    rig.state.alts = "trimmed"
    part = out(pictures=1)
    told = replace(part.part, media=tuple(replace(one, alt="Une caisse,\n de face ") for one in part.part.media))
    rig.connector.publish(replace(part, part=told))
    assert len(rig.arrived()) == 1


@pytest.mark.parametrize("number", [0, 1, 2])
def test_when_one_upload_of_three_fails_nothing_goes_out(rig: Bench, number: int) -> None:
    rig.state.upload_faults = [*[Fault.NONE] * number, Fault.DROP]
    assert refused(rig, out(pictures=3)) == (Kind.NOT_SENT, "send-outage")
    assert not rig.arrived()


def test_a_post_that_lost_a_picture_is_said(rig: Bench) -> None:
    rig.state.loses_photo = True
    part = out(pictures=3)
    assert refused(rig, part) == (Kind.UNKNOWN, "facebook-pictures-missing")
    answer = rig.connector.find(part)
    assert isinstance(answer, CannotTell), "a person must look at it"
    assert answer.recent


def test_a_reading_that_fails_after_the_post_keeps_the_receipt(rig: Bench) -> None:
    rig.state.other_faults = [Fault.NONE, Fault.DOWN]
    assert rig.connector.publish(out(pictures=2)).remote_id == rig.arrived()[0].id


def test_a_picture_that_facebook_cannot_read_is_named_as_such(rig: Bench) -> None:
    part = out(pictures=1)
    (media,) = part.part.media
    odd = replace(part, part=replace(part.part, media=(replace(media, mime="image/jpeg"),)))
    assert refused(rig, odd) == (Kind.REFUSED, "send-media-refused")
    big = replace(part, media=(samples.picture() + b"\0" * 4_000_000,))
    assert refused(rig, big) == (Kind.REFUSED, "facebook-picture-too-large")


def test_a_reply_is_a_comment_with_one_picture_at_most(rig: Bench) -> None:
    post = rig.connector.publish(out("Question ?"))
    reply = out("Réponse", pictures=1, key="reply", role=Role.REPLY, above=post.remote_id)
    rig.connector.publish(reply)
    assert [(one.text, one.above, one.alts) for one in rig.arrived()[1:]] == [("Réponse", post.remote_id, ("Texte 0",))]
    more = out("Encore", pictures=2, key="more", role=Role.REPLY, above=post.remote_id)
    assert refused(rig, more) == (Kind.REFUSED, "facebook-comment-pictures")


def test_a_comment_under_a_post_that_is_gone_is_refused(rig: Bench) -> None:
    post = rig.connector.publish(out())
    rig.connector.withdraw(post.remote_id)
    under = out("https://musee.example", key="under", role=Role.COMMENT, above=post.remote_id)
    assert refused(rig, under) == (Kind.REFUSED, "facebook-gone")


def test_the_same_text_again_is_looked_for_and_not_sent(rig: Bench) -> None:
    receipt = rig.connector.publish(out())
    assert refused(rig, out()) == (Kind.UNKNOWN, "facebook-duplicate")
    found = rig.connector.find(out())
    assert isinstance(found, Found)
    assert found.receipt.remote_id == receipt.remote_id


def test_another_version_of_the_api_can_be_asked_for(tmp_path: Path) -> None:
    with benched(tmp_path, graph_version="25.0") as bench:
        with pytest.raises(SendFailure):
            bench.connector.followers()
        assert bench.state.requests[0][1].startswith("/v25.0/")


# Looking for a post


def test_it_is_found_behind_an_empty_page_and_pages_back(rig: Bench) -> None:
    first = rig.connector.publish(out("Celui-ci"))
    for n in range(120):
        rig.connector.publish(out(f"Autre {n}", key=f"k{n}"))
    rig.state.empty_pages = 1
    found = rig.connector.find(out("Celui-ci"))
    assert isinstance(found, Found)
    assert found.receipt.remote_id == first.remote_id


def test_what_the_ranked_list_leaves_out_is_not_called_absent(rig: Bench) -> None:
    receipt = rig.connector.publish(out())
    rig.connector.publish(out("Plus récent", key="newer"))
    rig.state.lost_from_list.add(receipt.remote_id)
    assert isinstance(rig.connector.find(out()), CannotTell)


def test_the_first_of_two_is_the_one(rig: Bench) -> None:
    first = rig.connector.publish(out())
    rig.connector.publish(out("Entre deux", key="between"))
    rig.clock.advance(timedelta(minutes=1))
    rig.connector.publish(out())
    found = rig.connector.find(out())
    assert isinstance(found, Found)
    assert found.receipt.remote_id == first.remote_id


def test_the_same_words_before_the_attempt_are_for_a_person(rig: Bench) -> None:
    rig.connector.publish(out())
    rig.clock.advance(timedelta(hours=2))
    answer = rig.connector.find(replace(out(), since=rig.clock.now(), latest=rig.clock.now()))
    assert isinstance(answer, CannotTell)
    assert answer.recent == ("https://www.facebook.com/musee/posts/122000000000001",)


def test_a_clock_that_is_wrong_here_is_set_right_by_the_servers(rig: Bench) -> None:
    ahead = samples.clock()
    ahead.jump(timedelta(minutes=40))
    connector = Facebook(replace(rig.connector.site, clock=ahead))
    part = replace(out(), since=ahead.now())
    receipt = connector.publish(part)
    found = connector.find(part)
    connector.close()
    assert isinstance(found, Found)
    assert found.receipt.remote_id == receipt.remote_id


def test_a_comment_is_found_among_the_comments(rig: Bench) -> None:
    post = rig.connector.publish(out("Question ?"))
    part = out("Réponse", key="reply", role=Role.REPLY, above=post.remote_id)
    receipt = rig.connector.publish(part)
    found = rig.connector.find(part)
    assert isinstance(found, Found)
    assert found.receipt.remote_id == receipt.remote_id
    assert isinstance(rig.connector.find(replace(part, part=out("Autre").part)), CannotTell)


def test_a_comment_whose_writer_is_not_named_may_be_anybodys(rig: Bench) -> None:
    post = rig.connector.publish(out("Question ?"))
    part = out("Réponse", key="reply", role=Role.REPLY, above=post.remote_id)
    receipt = rig.connector.publish(part)
    rig.state.writer = None
    answer = rig.connector.find(part)
    assert isinstance(answer, CannotTell)
    assert receipt.remote_id.rpartition("_")[2] in answer.recent[0], "a person is shown it"


def test_the_same_comment_by_somebody_else_is_not_ours(rig: Bench) -> None:
    post = rig.connector.publish(out("Question ?"))
    part = out("Réponse", key="reply", role=Role.REPLY, above=post.remote_id)
    rig.connector.publish(part)
    rig.state.writer = "77"
    assert isinstance(rig.connector.find(part), CannotTell)


def test_a_picture_without_a_word_may_be_a_colleagues(rig: Bench) -> None:
    part = out("", pictures=1)
    receipt = rig.connector.publish(part)
    answer = rig.connector.find(part)
    assert isinstance(answer, CannotTell)
    assert receipt.remote_id.rpartition("_")[2] in answer.recent[0], "a person is shown it"


def test_the_picture_of_a_links_card_is_no_picture() -> None:
    assert pictures({"attachments": {"data": [{"media_type": "link"}]}}) == 0
    assert pictures({"attachments": {"data": [{"media_type": "photo"}]}}) == 1
    assert pictures({}) == 0


# Taking back


def test_what_may_not_be_deleted_is_not_called_gone(rig: Bench) -> None:
    """Facebook says «does not exist» also of what the token may not touch."""
    post = rig.connector.publish(out()).remote_id
    rig.state.hides = True
    with pytest.raises(SendFailure) as caught:
        rig.connector.withdraw(post)
    assert (caught.value.failure.kind, caught.value.failure.code) == (Kind.REFUSED, "facebook-permission")
    rig.state.gone.add(post)
    rig.connector.withdraw(post)
    rig.state.scopes = ("pages_manage_posts",)
    with pytest.raises(SendFailure) as caught:
        rig.connector.withdraw(post)
    assert caught.value.failure.code == "facebook-permission"


def test_a_deletion_is_believed_by_its_word_alone(rig: Bench, monkeypatch: pytest.MonkeyPatch) -> None:
    post = rig.connector.publish(out()).remote_id
    client = rig.connector._client
    answers: tuple[object, ...] = ({"success": False}, {}, [])
    for answer in answers:
        monkeypatch.setattr(client.api, "request", lambda *_, answer=answer, **__: answer)
        with pytest.raises(SendFailure) as caught:
            rig.connector.withdraw(post)
        assert caught.value.failure.code == "read-senseless"


# Counts


def test_counts_come_in_batches(rig: Bench) -> None:
    ids = [rig.connector.publish(out(f"M{n}", key=f"k{n}")).remote_id for n in range(60)]
    rig.state.counts[ids[0]] = {"reactions": 12, "comments": 4, "shares": 3, "post_media_view": 900} | {
        "post_total_media_view_unique": 700,
        "post_clicks": 20,
    }
    before = len(rig.state.requests)
    counts = rig.connector.counts(ids)
    assert len(rig.state.requests) - before == 4, "two batches of objects, two of insights"
    one = counts[ids[0]]
    assert (one.reactions, one.replies, one.shares) == (12, 4, 3)
    assert (one.views, one.reach, one.clicks) == (900, 700, 20)
    assert one.saves is None


def test_shares_that_are_left_out_are_none_at_all_where_the_rest_was_given(rig: Bench) -> None:
    post = rig.connector.publish(out()).remote_id
    comment = rig.connector.publish(out("Dessous", key="under", above=post)).remote_id
    counts = rig.connector.counts([post, comment])
    assert counts[post].shares == 0
    assert counts[comment].shares is None, "a comment has none to be left out"
    assert counts[post].replies == 1
    assert counts[comment].views is None


def test_one_refused_metric_loses_only_itself_and_is_not_asked_again(rig: Bench) -> None:
    ids = [rig.connector.publish(out(f"M{n}", key=f"k{n}")).remote_id for n in range(3)]
    for one in ids:
        rig.state.counts[one] = {"post_media_view": 9, "post_total_media_view_unique": 7, "post_clicks": 2}
    rig.state.bad_metrics = {"post_media_view"}
    counts = rig.connector.counts(ids)
    assert [(one.views, one.reach, one.clicks) for one in counts.values()] == [(None, 7, 2)] * 3
    before = len(rig.state.requests)
    assert rig.connector.counts(ids) == counts
    assert len(rig.state.requests) - before == 2


def test_without_the_right_to_insights_the_rest_is_counted(rig: Bench) -> None:
    post = rig.connector.publish(out()).remote_id
    rig.state.scopes = tuple(one for one in rig.state.scopes if one != "read_insights")
    counts = rig.connector.counts([post])[post]
    assert (counts.reactions, counts.views) == (0, None)


def test_posts_that_may_not_be_seen_are_not_called_gone(rig: Bench) -> None:
    post = rig.connector.publish(out()).remote_id
    rig.state.gone.add(post)
    rig.state.scopes = ("pages_manage_posts",)
    with pytest.raises(SendFailure) as caught:
        rig.connector.counts([post])
    assert caught.value.failure.code == "facebook-permission"


def test_an_outage_in_the_midst_of_a_batch_is_no_missing_post(rig: Bench, monkeypatch: pytest.MonkeyPatch) -> None:
    ids = [rig.connector.publish(out(f"M{n}", key=f"k{n}")).remote_id for n in range(3)]
    client = rig.connector._client
    rig.connector._refused = set(METRICS)  # so that the objects are all that is asked
    for broken in (None, {"code": 500, "body": '{"error": {"code": 2, "message": "x"}}'}, {"code": 200, "body": "<p>"}):
        answers = [{"code": 200, "body": json.dumps({"id": ids[0]})}, broken, {"code": 200, "body": '{"id": "1"}'}]
        monkeypatch.setattr(client.api, "request", lambda *_, answers=answers, **__: answers)
        client.session.last = None
        with pytest.raises(SendFailure) as caught:
            rig.connector.counts(ids)
        assert caught.value.failure.kind is Kind.NOT_SENT


def test_what_a_batch_left_unanswered_is_asked_again(rig: Bench) -> None:
    ids = [rig.connector.publish(out(f"M{n}", key=f"k{n}")).remote_id for n in range(30)]
    rig.state.in_a_batch = 8
    assert set(rig.connector.counts(ids)) == set(ids)
    rig.state.in_a_batch = 0
    with pytest.raises(SendFailure) as caught:
        rig.connector.counts(ids)
    assert caught.value.failure.kind is Kind.NOT_SENT


def test_no_posts_no_requests(rig: Bench) -> None:
    assert rig.connector.counts([]) == {}
    assert rig.state.requests == []


# Origins


@pytest.mark.parametrize("address", ["http://graph.example", "graph.example", "https://graph.example/v26.0"])
def test_no_secret_is_even_read_for_an_unsafe_address(tmp_path: Path, address: str) -> None:
    settings = {"page_id": "1", "access_token": "env:T"}
    with pytest.raises(Problem):
        Facebook(samples.site(RULES, tmp_path, base_url=address, settings=settings)).followers()


def test_two_pages_on_two_servers_do_not_disturb_each_other(tmp_path: Path) -> None:
    import facebook

    with benched(tmp_path) as one, benched(tmp_path) as two:
        one.connector.publish(out("Un"))
        two.connector.publish(out("Deux"))
        assert [[each.text for each in rig.arrived()] for rig in (one, two)] == [["Un"], ["Deux"]]
    assert facebook.FACEBOOK_GRAPH_URL == "https://graph.facebook.com/"
