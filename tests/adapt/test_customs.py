"""A post's own hashtags above what a network takes, or is used to."""

from scheduler.model.campaign import LinkPlace, Override, Spare
from scheduler.model.notice import Severity
from scheduler.model.variant import Variant
from scheduler.sentences import say
from tests.adapt.make import adapted, campaign, codes, content, notice, picture, texts

WEEK = campaign(hashtags=("#MuseumWeek",))
THREE = ("#Un", "#Deux", "#Trois")


def test_above_the_limit_the_last_go_and_are_named() -> None:
    tags = tuple(f"#Mot{n}" for n in range(33))
    made = adapted("instagram", "Oui.", media=(picture(),), hashtags=tags, given=WEEK)
    said = notice(made, "hashtags-limit")
    assert (said.severity, said.arguments["hashtags"]) == (Severity.WARNING, tags[29:])
    assert made.parts[0].text.endswith(" #Mot28")
    assert "hashtags-over-limit" not in codes(made)


def test_too_many_in_the_text_itself_are_the_authors_to_choose() -> None:
    text = " ".join(f"#Mot{n}" for n in range(31))
    assert "hashtags-over-limit" in codes(adapted("instagram", text, media=(picture(),)))


def test_above_the_custom_they_stay_unless_the_author_says_otherwise() -> None:
    assert texts(adapted("x", "Oui.", hashtags=THREE, given=WEEK)) == ["Oui.\n\n#MuseumWeek #Un #Deux #Trois"]
    made = adapted("x", "Oui.", hashtags=THREE, given=WEEK, spare_hashtags=Spare.DROP)
    assert texts(made) == ["Oui.\n\n#MuseumWeek #Un"]
    assert notice(made, "hashtags-custom").arguments["hashtags"] == ("#Deux", "#Trois")
    assert texts(adapted("mastodon", "Oui.", hashtags=THREE, spare_hashtags=Spare.DROP)) == ["Oui.\n\n#Un #Deux #Trois"]


def test_those_of_campaign_day_and_text_stay_and_count() -> None:
    week = campaign(hashtags=("#MuseumWeek",), spare_hashtags=Spare.DROP)
    made = adapted("x", "Vive le #Louvre.", hashtags=THREE, given=week, day_hashtags=("#CoulissesMW",))
    assert texts(made) == ["Vive le #Louvre.\n\n#MuseumWeek #CoulissesMW"]
    kept = {"x": Override(name="x", content=content(spare_hashtags=Spare.KEEP))}
    assert len(notice_free(adapted("x", "Oui.", hashtags=THREE, given=week, overrides=kept))) == 0


def notice_free(made: Variant) -> list[str]:
    return [one for one in codes(made) if one.startswith("hashtags-")]


def test_where_it_is_the_custom_they_go_into_the_first_comment() -> None:
    tags = tuple(f"#Mot{n}" for n in range(8))
    made = adapted("instagram", "Oui.", media=(picture(),), hashtags=tags, spare_hashtags=Spare.DROP)
    assert texts(made) == ["Oui.\n\n#Mot0 #Mot1 #Mot2 #Mot3 #Mot4", "#Mot5 #Mot6 #Mot7"]
    assert "hashtags-custom-comment" in codes(made)
    facebook = adapted("facebook", "Oui.", hashtags=tags, spare_hashtags=Spare.DROP, link_in=LinkPlace.FIRST_COMMENT)
    assert len(facebook.parts) == 1, "no custom, nothing to drop"


def test_what_went_into_the_comment_is_above_no_custom() -> None:
    tags = tuple(f"#Mot{n}" for n in range(8))
    made = adapted("instagram", "Oui.", media=(picture(),), hashtags=tags, spare_hashtags=Spare.DROP)
    assert "hashtags-over-custom" not in codes(made)
    many = tuple(f"#Mot{n}" for n in range(12))
    more = adapted("instagram", "Oui.", media=(picture(),), hashtags=many, spare_hashtags=Spare.DROP)
    assert (len(more.parts), notice_free(more)) == (2, ["hashtags-custom-comment"])
    kept = adapted("instagram", "Oui.", media=(picture(),), hashtags=tags)
    assert notice(kept, "hashtags-over-custom").arguments["count"] == 8


def test_hashtags_that_end_the_text_stay_in_a_thread_as_listed_ones_do() -> None:
    body = " ".join(["Encore une phrase de taille moyenne pour remplir."] * 6)
    written = adapted("bluesky", f"{body}\n\n#Trois #Quatre", given=WEEK)
    listed = adapted("bluesky", body, hashtags=("#Trois", "#Quatre"), given=WEEK)
    assert texts(written)[-1].endswith("\n\n#Trois #Quatre #MuseumWeek")
    assert texts(listed)[-1].endswith("\n\n#MuseumWeek #Trois #Quatre")
    assert not notice_free(written)


def test_the_campaigns_hashtags_join_a_line_of_them() -> None:
    assert texts(adapted("x", "Oui.\n\n#Un #Deux", given=WEEK)) == ["Oui.\n\n#Un #Deux #MuseumWeek"]
    assert texts(adapted("x", "Oui, #Un", given=WEEK)) == ["Oui, #Un\n\n#MuseumWeek"]
    linked = adapted("x", "Oui.\n\n#Un", link="https://louvre.fr/", given=WEEK)
    assert texts(linked) == ["Oui.\n\n#Un\n\nhttps://louvre.fr/\n\n#MuseumWeek"]


def test_as_many_as_the_custom_all_stay() -> None:
    made = adapted("x", "Oui.", hashtags=("#Un",), given=WEEK, spare_hashtags=Spare.DROP)
    assert texts(made) == ["Oui.\n\n#MuseumWeek #Un"]
    assert not notice_free(made)


def test_above_the_custom_the_author_is_told_once_with_its_source() -> None:
    said = notice(adapted("x", "Oui.", hashtags=THREE), "hashtags-above-custom")
    assert (said.severity, said.arguments["count"], said.arguments["limit"]) == (Severity.WARNING, 3, 2)
    assert "help.x.com" in say(said.code, said.arguments, "fr").text
    assert notice(adapted("threads", "Le #Louvre et la #Tannerie."), "hashtags-above-custom").arguments["count"] == 2
    assert notice_free(adapted("x", "Le #Louvre et la #Tannerie.")) == []
    assert notice_free(adapted("mastodon", "Oui.", hashtags=THREE)) == []


def test_what_campaign_and_day_bring_is_not_the_posts_fault() -> None:
    week = campaign(hashtags=("#MuseumWeek", "#Musée"))
    brought = adapted("x", "Vive la #museumweek.", given=week, day_hashtags=("#CoulissesMW",))
    assert notice(brought, "hashtags-above-custom").severity is Severity.INFO
    own = adapted("x", "Oui.", given=week, hashtags=("#Quai",))
    assert notice(own, "hashtags-above-custom").severity is Severity.WARNING


def test_who_chose_to_keep_them_is_told_nothing() -> None:
    assert notice_free(adapted("x", "Oui.", hashtags=THREE, spare_hashtags=Spare.KEEP)) == []


def test_in_a_thread_each_part_is_a_post() -> None:
    thread = "Le #Louvre et le #Quai.\n---\nLa #Rivière et le #Pont."
    assert notice_free(adapted("x", thread)) == []
    assert notice(adapted("x", f"{thread} Le #Clocher."), "hashtags-above-custom").arguments["count"] == 3
