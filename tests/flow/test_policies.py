"""What networks forbid programs to do, held against what is planned: which findings, how grave, and what they stop."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest

from scheduler.adapt.variant import adapt
from scheduler.connector import discover
from scheduler.flow import greeting, policies
from scheduler.flow.prepared import Prepared
from scheduler.model.account import Account
from scheduler.model.campaign import Campaign, Content, Welcome
from scheduler.model.network import Act, Policy, Ruling, Source
from scheduler.model.notice import Notice, Severity, Where
from scheduler.sentences import LANGUAGES, say
from tests.adapt.make import HERE, campaign, content, job

NETWORKS = [name for name in discover.names() if name not in {"rehearsal", "handoff"}]
NOON = datetime(2027, 6, 7, 10, tzinfo=UTC)


def account(name: str, network: str = "x", through: str = "") -> Account:
    return Account(name=name, network=network, through=through or network, where=HERE)


def planned(
    text: str,
    to: Account,
    *,
    post: str = "reserves",
    due: datetime = NOON,
    rotate: tuple[Content, ...] = (),
    **more: Any,
) -> Prepared:
    one = job(to.network, text, **more)
    at = Where(file="week.yaml", line=10 + len(post))
    occurrence = replace(
        one.occurrence,
        account=to.name,
        key=f"{due:%Y-%m-%dT%H:%M}",
        due=due,
        local=due,
        post=replace(one.occurrence.post, id=post, where=at, rotate=rotate),
    )
    ready = replace(one, account=to, occurrence=occurrence)
    return Prepared(campaign=one.campaign, occurrence=occurrence, account=to, variant=adapt(ready), files={})


def judged(*items: Prepared) -> policies.Judged:
    return policies.judged(items, {one.account.name: discover.rules(one.account.network) for one in items})


def found(*items: Prepared) -> list[tuple[str, Severity]]:
    return [(one.code, one.severity) for one in judged(*items).notices]


def welcomed(network: str, approve: str = "each", through: str = "") -> list[Notice]:
    to = account("compte", network, through)
    given: Campaign = campaign(
        welcome=(Welcome(id="bonjour", account="compte", text="Bonjour {follower}", approve=approve, where=HERE),)
    )
    return list(policies.welcomes(given, {"compte": to}, {"compte": discover.rules(network)}))


@pytest.mark.parametrize("network", NETWORKS)
@pytest.mark.parametrize("through", ["", "rehearsal", "handoff"])
def test_a_welcome_is_refused_or_told_of_on_every_network(network: str, through: str) -> None:
    policy = greeting.ruling(discover.rules(network))
    assert policy is not None
    (notice,) = welcomed(network, through=through)
    forbidden = policy.ruling is Ruling.FORBIDDEN
    assert notice.severity is (Severity.ERROR if forbidden else Severity.INFO)
    assert (notice.where, notice.subject) == (HERE, 'welcome "bonjour"')
    for language in LANGUAGES:
        words = str(say(notice.code, notice.arguments, language))
        assert policy.source.url in words
        assert say(policy.why, {}, language).text in words
        assert "2026" in words


FORBIDDEN = {
    *("x", "bluesky", "facebook", "instagram", "threads", "linkedin", "tiktok", "snapchat", "pinterest", "tumblr"),
    *("youtube", "telegram", "discord"),
}


@pytest.mark.parametrize("network", NETWORKS)
def test_each_network_s_word_on_welcomes_and_the_way_out(network: str) -> None:
    (notice,) = welcomed(network)
    if network in FORBIDDEN:
        assert (notice.code, notice.severity) == ("policy-welcome-forbidden", Severity.ERROR)
    else:
        assert (network, notice.code) == ("mastodon", "policy-welcome-draft")
        assert [one.code for one in welcomed(network, approve="once")] == ["policy-welcome-allowed"]
    for language, command in (("en", "scheduler new welcome"), ("fr", "scheduler new bienvenue")):
        assert command in say(notice.code, notice.arguments, language).advice


def test_where_a_person_must_send_them_each_is_looked_at() -> None:
    rules = discover.rules("mastodon")
    source = Source(url="https://server.example/rules", read=date(2026, 11, 22))
    policy = Policy(act=Act.WELCOME, ruling=Ruling.BY_PERSON, why="policy-mastodon-welcome", source=source)
    here = replace(rules, policies=(policy,))
    given: Campaign = campaign(
        welcome=(Welcome(id="bonjour", account="compte", text="Bonjour {follower}", approve="once", where=HERE),)
    )
    (notice,) = policies.welcomes(given, {"compte": account("compte", "mastodon")}, {"compte": here})
    assert (notice.code, notice.severity) == ("policy-welcome-each", Severity.ERROR)
    place = greeting.Place(campaign=given, welcome=given.welcome[0], account=account("compte", "mastodon"), rules=here)
    assert greeting.by_hand(place)


def test_a_program_s_mention_on_x_is_said_and_stops_nothing() -> None:
    mine = planned("Avec {louvre}.", account("musee-x"))
    (notice,) = judged(mine).notices
    assert (notice.code, notice.severity) == ("policy-mention", Severity.WARNING)
    assert notice.arguments["mentions"] == ("@MuseeLouvre",)
    assert judged(mine).blocked == frozenset()


@pytest.mark.parametrize(("network", "through"), [("x", "handoff"), ("x", "rehearsal"), ("mastodon", "")])
def test_a_mention_by_a_person_or_where_nobody_minds_is_none_of_it(network: str, through: str) -> None:
    assert found(planned("Avec {louvre}.", account("compte", network, through))) == []


def test_the_same_words_from_two_accounts_on_x_stop_the_post() -> None:
    pair = [planned("Les réserves ouvrent.", account(name), link="https://musee.fr/a") for name in ("musee-x", "ami-x")]
    judgement = judged(*pair)
    assert [(one.code, one.severity) for one in judgement.notices] == [("policy-same-text", Severity.ERROR)] * 2
    assert judgement.notices[0].arguments["accounts"] == ("ami-x", "musee-x")
    assert judgement.blocked == {("semaine-2027", "reserves")}


def test_also_in_two_posts_and_whatever_their_capitals_and_tags_of_links() -> None:
    one = planned("Les réserves ouvrent.", account("musee-x"), link="https://musee.fr/a")
    other = planned("LES RÉSERVES  ouvrent.", account("ami-x"), post="echo", due=NOON + timedelta(days=9))
    assert judged(one, other).blocked == {("semaine-2027", "reserves"), ("semaine-2027", "echo")}


def test_by_hand_it_is_a_warning() -> None:
    pair = [planned("Ouvert.", account("musee-x")), planned("Ouvert.", account("ami-x", "x", "handoff"))]
    assert found(*pair) == [("policy-same-text", Severity.WARNING)] * 2


def test_other_networks_and_other_words_are_free() -> None:
    for network in ("mastodon", "facebook", "bluesky"):
        assert found(*(planned("Ouvert.", account(name, network)) for name in ("un", "deux"))) == []
    assert found(planned("Ouvert.", account("musee-x")), planned("La nuit tombe.", account("ami-x"))) == []
    assert found(planned("Ouvert.", account("musee-x")), planned("Ouvert.", account("musee", "mastodon"))) == []


def test_nearly_the_same_words_in_one_post_are_a_warning() -> None:
    text = "Les réserves ouvrent leurs portes ce lundi matin à neuf heures"
    pair = [planned(f"{text}, venez.", account("musee-x")), planned(f"{text}, viens.", account("ami-x"))]
    assert found(*pair) == [("policy-near-text", Severity.WARNING)]


def test_a_series_that_repeats_its_words_on_x_is_said_once() -> None:
    weekly = [planned("Fermé le mardi.", account("musee-x"), due=NOON + timedelta(weeks=n)) for n in range(6)]
    judgement = judged(*weekly)
    (notice,) = judgement.notices
    assert (notice.code, notice.severity) == ("policy-repeat", Severity.WARNING)
    assert (notice.arguments["n"], notice.arguments["days"]) == (5, 30), "0, 7, 14, 21 and 28 days"
    assert notice.arguments["first"] == weekly[0].tag
    assert judgement.blocked == frozenset()


def test_contents_in_rotation_rare_repeats_and_free_networks_are_not() -> None:
    x, facebook = account("musee-x"), account("musee-facebook", "facebook")
    turn = (content("Fermé le mardi."), content("Le musée dort."))
    assert found(*(planned("Fermé.", x, due=NOON + timedelta(weeks=n), rotate=turn) for n in range(6))) == []
    assert found(*(planned("Fermé.", x, due=NOON + timedelta(days=31 * n)) for n in range(6))) == []
    assert found(*(planned("Fermé.", facebook, due=NOON + timedelta(weeks=n)) for n in range(6))) == []


def test_every_finding_can_be_said() -> None:
    text = "Avec {louvre}, les réserves ouvrent leurs portes ce lundi matin à neuf heures"
    notices = judged(
        planned(text, account("musee-x")),
        planned(f"{text} !", account("ami-x")),
        planned(text, account("ami-x"), post="autre"),
        planned(text, account("ami-x"), post="encore", due=NOON + timedelta(days=1)),
    ).notices
    assert {one.code for one in notices} == {"policy-mention", "policy-same-text", "policy-near-text", "policy-repeat"}
    for one in notices:
        for language in LANGUAGES:
            assert "docs.x.com" in str(say(one.code, one.arguments, language))
