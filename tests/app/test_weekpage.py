"""The rights that the page of the week names: those for that account, all of them, and those of cards."""

from datetime import date
from pathlib import Path

from scheduler.app.weekpage import _Claims
from scheduler.campaigns.reader import read
from scheduler.model.picture import Rights
from scheduler.model.variant import Media
from tests.store.making import NOW, add, new, opened

FILE = """\
version: 1
campaign: museumweek-2027
title: Essai
language: fr
timezone: Europe/Paris
accounts: [musee-mastodon, musee-bluesky, musee-x]
posts:
  - id: caisse
    date: 2027-06-08
    at: 9h
    text: "Une caisse."
    link: https://musee.example/c
    card: {title: Une caisse, image: vignette.jpg, rights: {status: asked, needed_by: 2027-06-07}}
    media: [{file: caisse.jpg, alt: Une caisse, rights: {status: cleared, networks: [mastodon, bluesky]}}]
    networks:
      x: {media: [{file: caisse.jpg, alt: Une caisse, rights: {status: cleared, until: 2027-12-31, holder: Roussel}}]}
"""


def test_each_account_has_the_rights_that_are_named_for_it(tmp_path: Path) -> None:
    campaign = read(Path("essai.yaml"), FILE.encode()).campaign
    assert campaign is not None
    claims = _Claims({campaign.slug: campaign})
    database = opened(tmp_path)
    shown, card = Media(file="caisse.jpg", alt=""), Media(file="vignette.jpg", alt="")
    for account, network in (("musee-mastodon", "mastodon"), ("musee-x", "x")):
        (one,) = add(database, new("caisse", account=account, network=network, due=NOW))
        common = Rights(status="cleared", networks=("mastodon", "bluesky"))
        own = Rights(status="cleared", until=date(2027, 12, 31), holder="Roussel")
        assert claims.of(one, shown) == [common if network == "mastodon" else own], "nearest to it"
        assert claims.of(one, card) == [Rights(status="asked", needed_by=date(2027, 6, 7))]
    (other,) = add(database, new("autre", due=NOW))
    assert claims.of(other, shown) == []
    database.close()
