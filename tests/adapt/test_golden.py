"""Each sample post as each network would show it, compared with files that a person has read.

`python -m tests.adapt.test_golden` writes them anew; read the difference before committing it.
"""

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from scheduler.model.campaign import (
    Campaign,
    LinkCard,
    LinkPlace,
    Override,
    Spare,
    Surplus,
    TooLong,
    Translation,
    Typography,
)
from scheduler.model.network import Side
from scheduler.model.picture import Rights
from scheduler.model.variant import Variant
from scheduler.plain import visible
from scheduler.sentences import say
from tests.adapt.make import HERE, adapted, campaign, content, picture

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
    "bilingue": {
        "languages": ("fr", "en"),
        "texts": (
            Translation(
                language="fr",
                where=HERE,
                text="La toile du Panorama sort ce matin de sa caisse, sous les yeux de {louvre|nos voisins du Louvre}. Elle "
                "n’avait pas vu le jour depuis 1974 : cinquante-trois ans roulée, la peinture vers l’extérieur.\n\n"
                "[[On la déroule dix centimètres à la fois.]]",
            ),
            Translation(
                language="en",
                where=HERE,
                text="This morning the Panorama comes out of its case, watched by {louvre|our neighbours of the Louvre}. It "
                "had not seen daylight since 1974: fifty-three years rolled up, paint outwards.",
            ),
        ),
        "link": "https://musee.fr/panorama",
        "media": (CREDITED,),
    },
    "numerotee": {
        "text": "Comment déroule-t-on une toile de 14 m ? D’abord, on attend. M. Cordier, qui l’a peinte, comptait un jour par "
        "mètre ; nous en comptons deux, cf. l’art. 5 de notre charte. À 9 h 30, huit mains se posent sur le rouleau.\n\n"
        "On tourne. Dix centimètres, puis on s’arrête, on regarde, on photographie, on note. Le papier de soie s’en va dans "
        "une boîte, n° 12, avec son étiquette. Rien ne se jette ici. À midi, un ciel entier est là, et la table est pleine : "
        "il faut déplacer la lampe, l’échelle et le thermos.\n\nDemain, la rivière.",
        "numbering": True,
        "link": "https://musee.fr/panorama",
        "link_in": LinkPlace.PROFILE,
        "media": (CREDITED,),
    },
    "composee": {
        "text": "Vous avez dit \"panorama\" ? Oui : c'est le mot d'époque... «Une toile qui fait le tour», écrivait-on en 1912 "
        "! Rendez-vous à 10:30 avec {voisin|l'ami d'à côté}; entrée 8 €, -20 % le mardi. Tout est là : "
        "https://musee.fr/tarifs?d'été=1;a:b #L_Été #museumweek",
        "typography": Typography.FRENCH,
        "media": (CREDITED,),
    },
    "album": {
        "languages": ("en", "fr"),
        "texts": (
            Translation(
                language="fr",
                where=HERE,
                text="Sept cartes postales de 1912, retrouvées derrière la toile : la tannerie, le pont, le clocher, et quatre "
                "fois la rivière.\n\nQui reconnaît le quai ? Nous cherchons sa rue depuis lundi, et personne au musée ne sait "
                "dire si elle existe encore.",
            ),
            Translation(
                language="en",
                where=HERE,
                text="Seven postcards of 1912, found behind the canvas: the tannery, the bridge, the steeple, and the river four "
                "times.\n\nWho knows this quay? We have been looking for its street since Monday, and nobody at the museum "
                "can say whether it still exists.",
            ),
        ),
        "link": "https://musee.fr/cartes",
        "card": LinkCard(where=HERE, title="Sept cartes postales", link="https://musee.fr/cartes"),
        "hashtags": ("#CartePostale", "#Panorama", "#Orvette", "#1912EnImages"),
        "spare_hashtags": Spare.DROP,
        "surplus": Surplus.THREAD,
        "numbering": True,
        "media": tuple(
            picture(
                file=f"media/carte-{n}.jpg", alt="", alts=(("fr", f"Carte {n}"), ("en", f"Card {n}")), focus=(0.5, 0.3)
            )
            for n in range(1, 8)
        ),
    },
    "carte": {
        "text": "Le Panorama de l’Orvette mesure quatorze mètres d’un seul tenant. On y voit, de gauche à droite : des collines "
        "bleutées, un village et son clocher, une tannerie de brique, un pont à trois arches, puis la rivière qui s’élargit "
        "entre des peupliers. Une barque à voile rouge descend tout le courant.",
        "link": "https://musee.fr/panorama",
        "link_part": Side.FIRST,
        "card": LinkCard(
            where=HERE, title="Le Panorama", description="Quatorze mètres de toile.", link="https://musee.fr/panorama"
        ),
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
            focus = f", {media.focus[0]:g} {media.focus[1]:g} in sight" if media.focus else ""
            yield f"   picture: {media.file} ({media.alt}{focus})"
        if part.languages:
            yield f"   languages: {', '.join(part.languages)}"
        if variant.card and part is variant.parts[variant.card.part]:
            yield f"   card: {variant.card.title} -> {variant.card.url}"
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
