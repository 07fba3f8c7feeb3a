"""Each sample post as each network would show it, compared with files that a person has read.

`python -m tests.adapt.test_golden` writes them anew; read the difference before committing it.
"""

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from scheduler.model.campaign import Campaign, LinkPlace, Override, Rights, TooLong
from scheduler.model.variant import Variant
from scheduler.plain import visible
from scheduler.sentences import say
from tests.adapt.make import adapted, campaign, content, picture

FOLDER = Path(__file__).parent / "golden"
NETWORKS = ("x", "facebook", "mastodon", "bluesky", "instagram")
WEEK = campaign(hashtags=("#MuseumWeek",))
CREDITED = picture(alt="Deux régisseuses déroulent une toile sur une table de l’atelier", credit="© Musée, L. Ferrand")
POSTS: dict[str, dict[str, Any]] = {
    "reserves": {
        "text": "Ce lundi, les réserves ouvrent leurs portes. Avec {louvre|le Louvre}, nous suivons une toile.\n\n"
        "[[Elle n’avait pas quitté sa caisse depuis 1974.]]",
        "link": "https://musee.fr/coulisses",
        "day_hashtags": ("#CoulissesMW",),
        "media": (CREDITED,),
        "overrides": {
            "x": Override(
                name="x", content=content("Ce lundi, les réserves s’ouvrent. Et si on ouvrait la caisse\u202f?")
            ),
            "facebook": Override(name="facebook", content=content(link_in=LinkPlace.FIRST_COMMENT)),
        },
    },
    "longue": {
        "text": "Le Panorama de l’Orvette mesure quatorze mètres d’un seul tenant. M. Cordier l’a peint en 1912, à la demande "
        "de la tannerie, cf. l’inv. 1974.12 de notre registre.\n\n"
        "On y voit, de gauche à droite\u202f: des collines bleutées, un village et son clocher, une tannerie de brique, un "
        "pont à trois arches, puis la rivière qui s’élargit entre des peupliers. Une barque à voile rouge descend le "
        "courant. Elle coûtait 3,50 francs la journée.\n\n"
        "Venez la voir dès dimanche à 9 h 30. Entrée libre 🧑🏽\u200d🎨❤️",
        "link": "https://musee.fr/panorama#salle-6",
        "media": (CREDITED,),
    },
    "raccourcie": {
        "text": "L’œuvre préférée de ceux qui passent leurs journées avec elles.\n\n"
        "Jeanne, salle 6\u202f: le héron, «\u202fparce qu’il est patient\u202f». Karim, salle 3\u202f: la clé, «\u202f"
        "parce qu’elle ne sert à rien et qu’on l’a gardée\u202f». "
        "Odile, à l’accueil\u202f: le tilleul de la cour. Ce n’est pas une œuvre\u202f? Elle n’est pas d’accord, et l’arbre "
        "non plus. #GensDeMusée",
        "if_too_long": TooLong.SHORTEN,
        "link": "https://musee.fr/gens?mois=juin",
        "media": (CREDITED,),
    },
    "coupee-a-la-main": {
        "text": "Chère Dame au gant bleu, je ne vous ai jamais écrit.\n---\nJ’ai cherché votre nom. Pas vous.\n---\nRestez "
        "sans nom, si cela vous va.",
        "media": (CREDITED,),
    },
    "pieges": {
        "text": "C’est fini.Et après\u202f? Lisez «https://louvre.fr/a» (#Musée), le #2027 et l’#été.",
        "media": (CREDITED,),
    },
    "droits": {
        "text": "La crue de 1910, vue du pont.",
        "media": (
            picture(
                file="media/crue.jpg",
                rights=Rights(status="asked", needed_by=date(2027, 5, 28), networks=("x", "facebook")),
            ),
            picture(file="media/pont.jpg", rights=Rights(status="cleared", until=date(2027, 6, 1))),
        ),
    },
    "avertie": {
        "text": "Restaurer, c’est parfois gratter\u202f: images d’un scalpel au travail.",
        "warning": "Scalpel",
        "media": (CREDITED,),
    },
    "refusee": {"text": "Un mot après l’autre, sans fin. " * 80, "if_too_long": TooLong.REFUSE, "media": (CREDITED,)},
}


def shown(variant: Variant) -> Iterator[str]:
    yield f"==== {variant.network} ===="
    for part in variant.parts:
        yield f"-- {part.role} {part.length}/{part.limit}"
        yield visible(part.text)
        for facet in part.facets:
            yield f"   {facet.kind}: {part.text[facet.start : facet.end]} -> {facet.value}"
        for media in part.media:
            yield f"   picture: {media.file} ({media.alt})"
    for notice in variant.notices:
        yield f"!! {notice.severity} {notice.code}: {say(notice.code, notice.arguments, 'fr')}"
    yield ""


def page(name: str, week: Campaign = WEEK) -> str:
    lines = [line for network in NETWORKS for line in shown(adapted(network, given=week, **POSTS[name]))]
    return "\n".join(lines)


@pytest.mark.parametrize("name", sorted(POSTS))
def test_it_reads_as_a_person_approved_it(name: str) -> None:
    assert page(name) == (FOLDER / f"{name}.txt").read_text(encoding="utf-8")


def test_no_page_is_left_over() -> None:
    assert {path.stem for path in FOLDER.glob("*.txt")} - {"plans"} == set(POSTS)


if __name__ == "__main__":
    for one in POSTS:
        (FOLDER / f"{one}.txt").write_text(page(one), encoding="utf-8")
