"""Posts to count: French ones as museums write them, and hostile ones made of every piece that means something to a counter.

The same seed gives the same posts.
"""
# ruff: noqa: SIM905 - pieces stand better in a line than in a list

import random
from collections.abc import Sequence

_WHEN = (
    "Ce lundi,|Demain matin,|Dès 9 h,|Cet après-midi,|Ce soir,|À l’heure du déjeuner,|Avant l’ouverture,|Pour la première fois,"
    "|En 1974,|Depuis hier,"
).split("|")
_WHAT = (
    "les réserves ouvrent leurs portes|deux régisseuses déroulent une toile|la conservatrice répond à vos questions"
    "|l’atelier sent la colle et le bois|nos œuvres voyagent|un gardien raconte sa salle préférée"
    "|la façade retrouve ses couleurs|les enfants dessinent l’éléphant|une caisse n’avait pas bougé"
    "|la crue de 1910 revient en photos|le jardin s’éveille"
).split("|")
_END = (
    " : venez voir !| — et ce n’est pas fini…| ; l’entrée est gratuite.|, vous nous suivez ?"
    "| « à pas de loup ».| (8 € seulement)."
    "| 🏺| 🎨👩🏽‍🎨|.| et vous ?"
).split("|")
_TAGS = "#MuseumWeek #CoulissesMW #QuizzMW #LoveMW #ArchiMW #CreaMW #QuestionMW #ImagineMW #musée #été2027".split()
_WHO = "@MuseeLouvre @MuseeOrsay @museumweek @CentrePompidou".split()
_LINKS = (
    "https://musee-saint-aubray.example.org/coulisses/{n}",
    "musee.fr/agenda/{n}",
    "https://www.louvre.fr/expositions?id={n}&utm_source=x",
    "http://bit.ly/{n}",
    "",
)
_PIECES = (
    *"https:// http://t.co/ t.co/a example.com a.b.c.fr /chemin(é) ?q=é&x=1 @who #tag ＃été $ABC 👩🏽‍🎨 🏳️‍🌈 🇫🇷 🇫 1️⃣ © ©️ ™".split(),
    *"é 가 각 日本語 العربية - _ . .. ! « » … — ａ Ⅷ ﬁ İ ß".split(),
    *"𝒳 xn--a пример.рф 例え.テスト みんな mañana.com a-b.co.uk".split(),
    *"foo_bar.com fini.Et ٣ @ # ＠a RT:@b :// www. .museum HTTPS:// École.fr 😀 ❤️ 👨‍👩‍👧 👩‍🚀 🕵️‍♂️ ☝️🏽 ☔️ K ſ ( ) ' ~ & %".split(),
    "x" * 70,
    *("e\u0301", "\u0300", "\u0b95\u0bcd", "\U0001f3f4\U000e0067\U000e0062\U000e007f", "\U000e0067"),
    *(
        "\u200d",
        "\ufe0f",
        "\ufe0e",
        "\u20e3",
        "\u202e",
        "\u200f",
        "\u00a0",
        "\u202f",
        "\u3000",
        "\u2028",
        "\ufeff",
        "\uffff",
    ),
    *("\x1f", "\x7f", "\t", "\r\n", " ", " ", "\n", "\U0001fae9", "\U0001f6d8", "\U0001f3fd"),
)


def french(number: int, seed: int = 2027) -> list[str]:
    """So many different posts, one to five sentences with links, mentions, hashtags and emoji."""
    dice = random.Random(seed)  # noqa: S311 - posts, no secrets
    found: dict[str, None] = {}
    while len(found) < number:
        found[_post(dice)] = None
    return list(found)


def _post(dice: random.Random) -> str:
    number = dice.randrange(10**6)
    text = " ".join(
        f"{dice.choice(_WHEN)} {dice.choice(_WHAT)}{dice.choice(_END)}" for _ in range(dice.randrange(1, 4))
    )
    if dice.random() < 0.5:
        text += f" Avec {dice.choice(_WHO)}, toile n° {number}."
    if dice.random() < 0.3:
        text += f"\n\n{dice.choice(_WHAT).capitalize()}."
    if link := dice.choice(_LINKS).format(n=number):
        text += f" {link}"
    return f"{text} {' '.join(dice.sample(_TAGS, dice.randrange(4)))}".strip()


def hostile(number: int, seed: int = 7, pieces: Sequence[str] = _PIECES) -> list[str]:
    """So many different texts of one to forty of `pieces` in any order."""
    dice = random.Random(seed)  # noqa: S311 - posts, no secrets
    found: dict[str, None] = {}
    while len(found) < number:
        found["".join(dice.choice(pieces) for _ in range(dice.randrange(1, 40)))] = None
    return list(found)
