"""Handles written by hand into a text that goes to many networks."""

from dataclasses import replace

import pytest

from scheduler.adapt.variant import adapt
from scheduler.model.campaign import At, Moment, Override, Reply, Translation
from scheduler.model.notice import Severity
from scheduler.model.variant import Variant
from scheduler.sentences import LANGUAGES, say
from tests.adapt.make import HERE, LOUVRE, adapted, campaign, codes, content, job, notice

WEEK = campaign(accounts=("compte", "autre"))


def said(made: Variant) -> list[str]:
    return [one for one in codes(made) if one.startswith("handle-")]


@pytest.mark.parametrize(
    ("network", "handle", "wanted"),
    [
        ("x", "@Voisin_75", ["handle-by-hand"]),
        ("instagram", "@Voisin_75", ["handle-by-hand"]),
        ("facebook", "@Voisin_75", ["handle-astray"]),
        ("linkedin", "@Voisin_75", ["handle-astray"]),
        ("mastodon", "@Voisin_75", ["handle-astray"]),
        ("bluesky", "@Voisin_75", ["handle-astray"]),
        ("x", "@voisin.fr", ["handle-astray"]),
        ("bluesky", "@voisin.fr", ["handle-by-hand"]),
        ("mastodon", "@voisin.fr", ["handle-astray"]),
        ("x", "@voisin@social.museum", ["handle-astray"]),
        ("bluesky", "@voisin@social.museum", ["handle-astray"]),
        ("mastodon", "@voisin@social.museum", ["handle-by-hand"]),
        ("bluesky", "moi@voisin.fr", []),
        ("facebook", "rdv @19h", []),
        ("facebook", "https://social.museum/@voisin", []),
        ("facebook", "https://social.museum/?u=@voisin", []),
        ("facebook", "un prix @ 9 €", []),
    ],
)
def test_each_network_knows_its_own_handles(network: str, handle: str, wanted: list[str]) -> None:
    assert said(adapted(network, f"Avec {handle}, lundi.", given=WEEK)) == wanted


def test_one_notice_names_them_all_in_both_languages() -> None:
    made = adapted("facebook", "Avec @un, @deux.fr et @un.\n---\n@trois aussi.", given=WEEK)
    told = notice(made, "handle-astray")
    assert (told.severity, told.arguments["handles"]) == (Severity.WARNING, ("@un", "@deux.fr", "@trois"))
    for language in LANGUAGES:
        assert "@un, @deux.fr, @trois" in say(told.code, told.arguments, language).text
    assert notice(adapted("x", "Avec @un.", given=WEEK), "handle-by-hand").severity is Severity.INFO


def test_who_stands_under_people_is_named_in_the_advice() -> None:
    told = notice(adapted("bluesky", "Avec @museelouvre.", given=WEEK), "handle-astray-known")
    assert told.arguments["meant"] == ("{louvre}",)
    assert "{louvre}" in say(told.code, told.arguments, "fr").advice
    assert said(adapted("instagram", "Avec @MuseeLouvre.", given=WEEK)) == ["handle-astray-known"], (
        "seen, and another's"
    )
    assert said(adapted("bluesky", "Avec @MuseeLouvre et @voisin.", given=WEEK)) == ["handle-astray"]


def test_a_handle_that_is_right_here_needs_no_word() -> None:
    assert said(adapted("x", "Avec @MuseeLouvre.", given=WEEK)) == []
    assert said(adapted("mastodon", "Avec @louvre@social.museum.", given=WEEK)) == []
    assert said(adapted("facebook", "Avec @louvre.", given=WEEK)) == ["handle-astray-known"], (
        "Facebook mentions no one by text"
    )
    at_home = replace(LOUVRE, handles={"mastodon": "louvre"})
    assert said(adapted("mastodon", "Avec {louvre}.", given=campaign(people={"louvre": at_home}))) == []
    for network in ("x", "mastodon", "bluesky", "facebook"):
        assert said(adapted(network, "Avec {louvre}.", given=WEEK)) == []


def test_a_text_for_one_place_is_trusted_as_far_as_the_network_sees_the_handle() -> None:
    own = {"x": Override(name="x", content=content("Avec @Voisin_75."))}
    assert said(adapted("x", "Avec le voisin.", overrides=own, given=WEEK)) == []
    assert said(adapted("x", "Avec @Voisin_75.")) == [], "one account only"
    here = job("x", "Avec @Voisin_75.", given=WEEK)
    only = replace(here.occurrence.post, only=("compte",))
    assert said(adapt(replace(here, occurrence=replace(here.occurrence, post=only)))) == []
    assert said(adapted("bluesky", "Avec @Voisin_75.")) == ["handle-astray"]
    assert said(adapted("instagram", "Avec @MuseeLouvre.")) == [], "a person's name elsewhere, and one account only"
    account = {"compte": Override(name="compte", content=content("Avec @Voisin_75."))}
    assert said(adapted("x", "Avec le voisin.", overrides=account, given=WEEK)) == []
    french = Translation(language="fr", text="Avec @Voisin_75.", where=HERE)
    tongues = {"x": Override(name="x", content=content(texts=(french,)))}
    assert said(adapted("x", None, texts=(replace(french, text="Oui."),), overrides=tongues, given=WEEK)) == []
    reply = Reply(id="r", moment=Moment(kind=At.HOUR), content=content("Oui."), overrides=own)
    assert said(adapted("x", "Oui.", reply=reply, given=WEEK)) == []
    hashtags = {"x": Override(name="x", content=content(hashtags=("#Un",)))}
    assert said(adapted("x", "Avec @Voisin_75.", overrides=hashtags, given=WEEK)) == ["handle-by-hand"]
    assert notice(adapted("bluesky", "Avec @Voisin_75."), "handle-astray").where == HERE
