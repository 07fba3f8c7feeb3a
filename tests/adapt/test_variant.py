"""The whole of adaptation: options, notices with their place, limits over all parts."""

from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from typing import Any
from unicodedata import normalize

from scheduler.model.campaign import At, LinkCard, LinkPlace, Moment, Override, Person, Reply, TooLong
from scheduler.model.notice import Severity, blocking
from scheduler.model.variant import Role
from scheduler.sentences import say
from tests.adapt.make import HERE, adapted, campaign, codes, content, notice, picture, rules, texts


def test_the_language_is_the_posts_or_the_campaigns() -> None:
    assert adapted("mastodon", "Oui.").options.language == "fr"
    assert adapted("mastodon", "Yes.", language="en").options.language == "en"


def test_a_visibility_that_the_network_does_not_know_blocks() -> None:
    assert adapted("mastodon", "Oui.", visibility="unlisted").options.visibility == "unlisted"
    said = notice(adapted("x", "Oui.", visibility="private"), "visibility-unknown")
    assert said.severity is Severity.ERROR
    own = {"mastodon": Override(name="mastodon", content=content(visibility="private"))}
    assert codes(adapted("x", "Oui.", overrides=own)) == []
    assert adapted("mastodon", "Oui.", overrides=own).options.visibility == "private"


def test_every_notice_has_its_place_and_subject_and_words_in_both_languages() -> None:
    long = "Un texte qui n’en finit pas, #2027 et fini.Et encore. " * 90
    made = adapted(
        "instagram", long, link="https://louvre.fr", visibility="private", warning="W", media=(picture(alt=""),)
    )
    assert len(made.notices) >= 5
    for one in made.notices:
        assert one.where == HERE
        assert one.subject == 'post "reserves" -> compte'
        for language in ("fr", "en"):
            assert say(one.code, one.arguments, language).text
    assert blocking(made.notices)


def test_a_notice_is_said_once_for_a_thread() -> None:
    made = adapted("x", "Le #2027 est là. " + "Un texte qui continue, mot après mot. " * 20 + "Le #2027 encore.")
    assert len(made.parts) > 2
    assert codes(made).count("hashtag-not-seen") == 1


def test_media_stand_on_the_first_part() -> None:
    made = adapted("x", "Un texte qui continue, mot après mot. " * 20, media=(picture(),))
    assert [len(part.media) for part in made.parts] == [1] + [0] * (len(made.parts) - 1)


def test_a_picture_alone_is_a_post_and_nothing_is_none() -> None:
    alone = adapted("mastodon", None, media=(picture(),))
    assert texts(alone) == [""]
    assert alone.parts[0].role is Role.POST
    assert alone.notices == ()
    assert codes(adapted("mastodon", " \n ")) == ["empty-post"]


def test_too_many_hashtags_and_mentions_for_instagram() -> None:
    tags = campaign(hashtags=tuple(f"#Mot{n}" for n in range(31)))
    assert codes(adapted("instagram", "Oui.", given=tags, media=(picture(),))) == ["hashtags-over-limit"]
    some = campaign(hashtags=tuple(f"#Mot{n}" for n in range(6)))
    said = notice(adapted("instagram", "Oui.", given=some, media=(picture(),)), "hashtags-over-custom")
    assert said.severity is Severity.WARNING
    people = " ".join(f"@musee_{n}" for n in range(21))
    assert codes(adapted("instagram", people, media=(picture(),))) == ["mentions-over-limit"]


def test_a_character_that_x_refuses_blocks() -> None:
    made = adapted("x", "Bon\ufeffjour")
    assert codes(made) == ["characters-refused"]
    assert blocking(made.notices)


def test_too_many_bytes_is_not_called_too_many_signs() -> None:
    made = adapted("bluesky", "👨\u200d👩\u200d👧\u200d👧" * 130, if_too_long=TooLong.REFUSE)
    assert notice(made, "too-heavy").arguments["bytes"] == 3250


def test_an_accounts_own_limits_hold() -> None:
    text = "Un texte qui continue, mot après mot. " * 20
    assert len(adapted("mastodon", text).parts) == 2
    assert len(adapted("mastodon", text, limits={"max_characters": 1000}).parts) == 1


def test_the_same_job_gives_the_same_digest() -> None:
    first, second = (adapted("bluesky", "Voir https://musee.fr/a 🏺", media=(picture(),)) for _ in range(2))
    assert first.digest == second.digest
    assert first.digest != adapted("bluesky", "Voir https://musee.fr/b 🏺", media=(picture(),)).digest


def test_as_many_links_as_a_network_takes_and_one_of_them_twice() -> None:
    five = " ".join(f"https://louvre.fr/{n}" for n in range(5))
    assert "links-over-limit" not in codes(adapted("threads", f"{five} https://louvre.fr/0"))
    assert notice(adapted("threads", f"{five} https://louvre.fr/5"), "links-over-limit").arguments["count"] == 6


def test_a_reply_needs_no_picture_of_its_own() -> None:
    answer = Reply(id="reponse", moment=Moment(kind=At.HOUR), content=content("Oui."))
    assert "picture-needed" not in codes(adapted("instagram", "Oui.", reply=answer))
    assert "picture-needed" in codes(adapted("instagram", "Oui."))


def test_where_hash_words_are_plain_text_they_are_no_facets() -> None:
    assert [one.kind for one in adapted("discord", "Oui #Art https://louvre.fr/a").parts[0].facets] == ["link"]


def test_a_comment_is_held_against_its_own_limit() -> None:
    known = rules("facebook", max_comment=20)
    place = {"link": "https://louvre.fr/une/longue/adresse", "link_in": LinkPlace.FIRST_COMMENT}
    made = adapted("facebook", "Oui.", declared=known, **place)
    assert notice(made, "too-long").arguments["limit"] == made.parts[1].limit == 20


def test_a_handle_is_seen_whatever_its_capitals() -> None:
    assert "mention-not-seen" not in codes(adapted("x", "Avec {louvre} et {louvre}."))


def strings(value: object) -> Iterator[str]:
    """Every string in a value, however deep."""
    if isinstance(value, str):
        yield value
    elif is_dataclass(value) and not isinstance(value, type):
        yield from (one for field in fields(value) for one in strings(getattr(value, field.name)))
    elif isinstance(value, tuple):
        yield from (one for inner in value for one in strings(inner))


def test_all_that_goes_out_is_in_nfc() -> None:
    apart = "cafe\u0301"
    link = f"https://ailleurs.fr/{apart}"
    card = LinkCard(where=HERE, title=apart, description=apart, link=link)
    person = Person(key="p", name=apart, handles={}, where=HERE)
    week = campaign(hashtags=(f"#a{apart}",), people={"p": person})
    shown = (picture(alt=apart, credit=apart), picture(file="media/b.jpg", alt="", alts=(("fr", apart),)))
    more: dict[str, Any] = {"given": week, "link": link, "warning": apart, "hashtags": (f"#{apart}",)}
    for network in ("x", "mastodon", "bluesky", "instagram"):
        for made in (
            adapted(network, f"{apart} {{p}}", media=shown, **more),
            adapted(network, f"{apart} {{p}}", card=card, link_in=LinkPlace.FIRST_COMMENT, **more),
        ):
            said = [made.parts, made.options, made.card]
            assert any("café" in one for value in said for one in strings(value))
            assert [one for value in said for one in strings(value) if one != normalize("NFC", one)] == []
    written_twice = adapted("mastodon", f"Voir https://ailleurs.fr/{normalize('NFC', apart)}.", link=link)
    assert texts(written_twice)[0].count("ailleurs.fr") == 1
