"""The rehearsal's page: self-contained, harmless, complete, in both languages."""

import base64
import hashlib
import re
from dataclasses import replace
from datetime import timedelta
from html import unescape
from pathlib import Path

import pytest

from scheduler.connector.base import Outgoing
from scheduler.connector.discover import rules
from scheduler.model.network import Rules
from scheduler.model.variant import Card, Facet, FacetKind, Options, Role
from scheduler.networks.rehearsal import Rehearsal
from scheduler.networks.rehearsal.timeline import initials, short, skin, talks
from scheduler.testing import samples

MASTODON = rules("mastodon")
HOSTILE = (
    '<script>alert(1)</script> "><img src=x onerror=alert(2)> {{ 7 * 7 }} \x1b[2J \u202egauche javascript:alert(3)'
)


def drawn(
    folder: Path, *parts: Outgoing, standing_for: Rules = MASTODON, language: str = "fr", zone: str = "Europe/Paris"
) -> str:
    clock = samples.clock()
    connector = Rehearsal(
        replace(samples.site(standing_for, folder, through="rehearsal", now=clock), language=language)
    )
    for part in parts:
        connector.publish(part)
        clock.advance(timedelta(hours=1))
    clock.advance(timedelta(days=28))
    path = connector.page(zone)
    assert path is not None
    assert path.parent == folder
    return path.read_text(encoding="utf-8")


def test_the_page_is_whole_in_itself(tmp_path: Path) -> None:
    page = drawn(tmp_path, samples.outgoing("Bonjour", MASTODON, pictures=[("Une caisse", samples.picture())]))
    (style,) = re.findall(r"<style>(.*?)</style>", page, re.DOTALL)
    digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    (policy,) = re.findall(r'http-equiv="Content-Security-Policy" content="([^"]+)"', page)
    assert unescape(policy).startswith(f"default-src 'none'; style-src 'sha256-{digest}'; img-src data:;")
    assert "<script" not in page
    assert not re.search(r"\sstyle=|\son\w+=|<link|@import|url\(", page)
    assert all(source.startswith("data:") for source in re.findall(r'src="([^"]*)"', page))


def test_no_text_of_a_post_becomes_markup(tmp_path: Path) -> None:
    part = samples.outgoing(
        HOSTILE, MASTODON, pictures=[(HOSTILE, samples.picture())], options=Options(language="fr", warning=HOSTILE)
    )
    bad = Facet(kind=FacetKind.LINK, start=0, end=8, value="javascript:alert(4)")
    page = drawn(
        tmp_path,
        replace(part, part=replace(part.part, facets=(bad,)), card=Card(url="javascript:alert(5)", title=HOSTILE)),
    )
    assert "<script" not in page
    assert "<img src=x" not in page
    assert "{{ 7 * 7 }}" in unescape(page)
    assert not re.search(r'href="javascript', page)
    assert "\x1b" not in page
    assert "\u202e" not in page


def test_alternative_texts_are_there_to_read_and_a_missing_one_is_said(tmp_path: Path) -> None:
    page = drawn(
        tmp_path,
        samples.outgoing(
            "x", MASTODON, pictures=[("Une « caisse »", samples.picture()), ("", samples.picture("gold"))]
        ),
    )
    assert page.count("Une « caisse »") == 2  # on the picture and in the list
    assert "Pas de texte alternatif" in page
    assert "Image 2 sur 2" in page


@pytest.mark.parametrize(
    ("language", "banner", "day"),
    [("fr", "Répétition", "lundi 7 juin 2027"), ("en", "Rehearsal", "Monday 7 June 2027")],
)
def test_it_says_that_nothing_was_published(tmp_path: Path, language: str, banner: str, day: str) -> None:
    page = drawn(tmp_path, samples.outgoing("Bonjour", MASTODON), language=language)
    assert banner in page
    assert day in page
    assert f'<html lang="{language}">' in page


def test_days_and_hours_are_those_of_the_zone(tmp_path: Path) -> None:
    page = drawn(tmp_path, samples.outgoing("Bonjour", MASTODON), zone="Pacific/Auckland")
    assert ">19:00</time>" in page


def test_the_receipts_address_leads_to_the_post(tmp_path: Path) -> None:
    connector = Rehearsal(samples.site(MASTODON, tmp_path))
    receipt = connector.publish(samples.outgoing("Bonjour", MASTODON))
    path = connector.page("Europe/Paris")
    assert path is not None
    address, _, anchor = receipt.url.partition("#")
    assert address == path.as_uri()
    assert f'id="{anchor}"' in path.read_text(encoding="utf-8")


def test_threads_are_joined_and_replies_stand_under(tmp_path: Path) -> None:
    connector = Rehearsal(samples.site(MASTODON, tmp_path))
    first = connector.publish(samples.outgoing("Un", MASTODON, key="a"))
    answer = samples.outgoing("Réponse", MASTODON, key="r", role=Role.REPLY, above=first.remote_id)
    connector.publish(answer)
    connector.publish(samples.outgoing("Deux", MASTODON, key="b", number=1, above=first.remote_id))
    connector.publish(samples.outgoing("Autre", MASTODON, key="c"))
    found = talks(connector._ledger.entries())
    assert [[entry.text for entry in talk] for talk in found] == [["Un", "Deux", "Réponse"], ["Autre"]]


def test_addresses_of_invented_hosts_are_links_too(tmp_path: Path) -> None:
    page = drawn(tmp_path, samples.outgoing("Voir https://musee.example/a?b=1&c=2, puis : rien.", MASTODON))
    assert '<a href="https://musee.example/a?b=1&amp;c=2"' in page
    assert ">musee.example/a?b=1&amp;c=2</a>, puis" in page


def test_the_fullest_week_can_be_reached(tmp_path: Path) -> None:
    clock = samples.clock()
    connector = Rehearsal(replace(samples.site(MASTODON, tmp_path, now=clock), language="fr"))
    for week, number in enumerate((1, 3, 2)):
        for n in range(number):
            connector.publish(samples.outgoing("Bonjour", MASTODON, key=f"{week}-{n}"))
        clock.advance(timedelta(days=7))
    path = connector.page("Europe/Paris")
    assert path is not None
    page = path.read_text(encoding="utf-8")
    assert '<a href="#w2027-24">Aller à la semaine la plus remplie, celle du lundi 14 juin 2027' in page
    assert len(re.findall(r"<section id=\"w2027-2[345]\">", page)) == 3


def test_an_empty_page_says_so(tmp_path: Path) -> None:
    assert "Rien n’est encore parti." in drawn(tmp_path)


def test_each_network_is_set_in_its_own_way() -> None:
    assert skin(MASTODON) == "stream"
    assert skin(replace(MASTODON, threads=False, first_comment=True)) == "cards"
    assert skin(replace(MASTODON, pictures=replace(MASTODON.pictures, required=True))) == "pictures"


@pytest.mark.parametrize(
    ("name", "letters"), [("musee-mastodon", "MM"), ("Musée de Saint-Aubray", "MD"), ("x", "X"), ("«»", "")]
)
def test_initials(name: str, letters: str) -> None:
    assert initials(name) == letters


def test_links_are_shown_short() -> None:
    assert short("https://www.musee.example/a") == "musee.example/a"
    assert short("https://musee.example/" + "a" * 40) == "musee.example/" + "a" * 16 + "…"
