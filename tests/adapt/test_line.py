"""The editorial line on one text: whole words, plurals, capitals, elisions, and nothing inside links, handles and hashtags."""

from typing import Any

import pytest
from hypothesis import given

from scheduler.adapt.line import Proof
from scheduler.model.account import Account
from scheduler.model.line import Line, joined
from scheduler.model.line_reading import read
from scheduler.model.notice import Notice, Severity, Where
from scheduler.model.variant import Facet, FacetKind, Media, Options, Part, Role, Variant
from tests.adapt.make import HOSTILE, adapted

HERE = Where(file="config.toml", line=3)
ACCOUNT = Account(name="compte", network="facebook", through="facebook", where=HERE)


def line(**rules: Any) -> Line:
    made, wrong = read(rules, lambda _: HERE)
    assert wrong == ()
    return made


def variant(text: str, **more: Any) -> Variant:
    part = Part(role=Role.POST, text=text, length=len(text), limit=9999, **more)
    return Variant(account="compte", network="facebook", parts=(part,))


def said(text: str | Variant, *, theme: str = "", tags: tuple[str, ...] = (), **rules: Any) -> list[Notice]:
    given_ = text if isinstance(text, Variant) else variant(text)
    return list(Proof(line(**rules), ACCOUNT, "semaine").read(given_, theme=theme, tags=tags))


@pytest.mark.parametrize(
    ("word", "text", "found"),
    [
        ("expo", "L’expo ouvre.", "expo"),
        ("expo", "l'EXPO", "EXPO"),
        ("expo", "Deux expos.", "expos"),
        ("expo", "Cette expo-là.", "expo"),
        ("expo", "Y a-t-il une expo ?", "expo"),
        ("expo", "L’exposition", None),
        ("expo", "Le porte-expo", None),
        ("expo", "L’expo-vente", None),
        ("expo", "https://musee.example/expo", None),
        ("expo", "musee.expo.example", None),
        ("expo", "ecrire@expo.example", None),
        ("expo", "@expo et #expo", None),
        ("expo", "l.expo@musee.example", None),
        ("été", "Cet ETE, à l’heure", "ETE"),
        ("été", "Cet ÉTÉ", "ÉTÉ"),
        ("été", "il a ete", None),
        ("interne", "Il fut interné.", None),
        ("cheval", "des chevaux", "chevaux"),
        ("tableau", "Les tableaux", "tableaux"),
        ("œuvre", "Les oeuvres", "oeuvres"),
        ("aujourd'hui", "Aujourd’hui même", "Aujourd’hui"),
        ("must see", "un must-see absolu", "must-see"),
        ("à couper le souffle", "Une vue à\u00a0couper\nle souffle.", "à couper le souffle"),
        ("belle page", "Elle est belle. Page deux.", None),
        ("story", "Four stories", "stories"),
        ("𝗴𝗿𝗮𝘀", "Un mot 𝗴𝗿𝗮𝘀 ici", "𝗴𝗿𝗮𝘀"),
    ],
)
def test_words_are_found_whole(word: str, text: str, found: str | None) -> None:
    told = said(text, avoid=[word])
    assert [one.arguments["found"] for one in told] == ([found] if found else [])


def test_facets_are_no_prose_and_alternative_texts_are() -> None:
    text = "Voir musee.example/expo"
    link = Facet(kind=FacetKind.LINK, start=5, end=len(text), value="https://musee.example/expo")
    assert said(variant(text, facets=(link,)), avoid=["expo", "musee"]) == []
    pictured = variant("Bonjour", media=(Media(file="a.jpg", alt="L’affiche de l’expo"),))
    assert [one.code for one in said(pictured, avoid=["expo"])] == ["line-avoid"]
    warned = Variant(account="compte", network="x", parts=pictured.parts, options=Options(warning="expo"))
    assert len(said(warned, avoid=["expo"])) == 1


def test_a_scope_limits_where_words_are_asked_for_and_avoided() -> None:
    asked = {"words": ["entrée libre", "gratuit"], "themes": ["Nuit"], "accounts": ["facebook"]}
    assert [one.code for one in said("Venez.", theme="nuit", require=[asked])] == ["line-require-any"]
    assert said("Venez.", theme="Jour", require=[asked]) == []
    assert said("C’est GRATUIT.", theme="nuit", require=[asked]) == []
    assert said("Entrée\u202flibre.", theme="nuit", require=[asked]) == []
    assert len(said("C’est gratuitement.", theme="nuit", require=[asked])) == 1
    assert said("Venez.", theme="nuit", require=[{**asked, "accounts": ["mastodon"]}]) == []
    assert said("Une expo", avoid=[{"words": "expo", "campaigns": ["autre"]}]) == []
    assert said("Venez #MuseumWeek", require=["#MuseumWeek"]) == []
    why = said("Une expo", avoid=[{"words": "expo", "why": "la charte", "severity": "error"}])
    assert (why[0].code, why[0].severity, why[0].arguments["rule"]) == (
        "line-avoid-why",
        Severity.ERROR,
        "config.toml:3",
    )


@pytest.mark.parametrize(
    ("text", "shouted"),
    [
        ("VENEZ TOUS", ("VENEZ", "TOUS")),
        ("L’UNESCO et Louis XIV au XVIIIe", ()),
        ("DIX toiles", ("DIX",)),
        ("Il a 12 ANS", ("ANS",)),
        ("À bientôt", ()),
        ("#MUSEUMWEEK @MUSEE https://A.EXAMPLE/B", ()),
    ],
)
def test_capitals_are_those_of_prose(text: str, shouted: tuple[str, ...]) -> None:
    told = said(text, capitals="0%", acronyms=["UNESCO"])
    assert [one.arguments["words"] for one in told] == ([shouted] if shouted else [])
    assert said(text, capitals=100) == []


def test_hashtags_marks_and_shares() -> None:
    assert [one.arguments["tags"] for one in said("#MuseumWeek #Autre", hashtags=["museumweek"])] == [("#Autre",)]
    assert said("#Coulisses", hashtags=["#MuseumWeek"], tags=("#coulisses",)) == []
    assert [one.arguments["n"] for one in said("Oh ! Ah !", exclamation_marks=1)] == [2]
    assert said("https://a.example/!! Oh !", exclamation_marks=1) == []
    assert said("Oh !", exclamation_marks="1") == []


def test_a_campaign_adds_replaces_and_turns_off() -> None:
    house = line(avoid=["a1", {"words": "b2", "severity": "info"}], gap="2h", capitals="10%", severity={"gap": "error"})
    own = line(avoid=["c3"], gap="20min", severity={"capitals": "off", "avoid": "error"})
    whole = joined(house, own)
    assert whole is not None
    assert [(one.words, one.severity.value) for one in whole.avoid] == [
        (("a1",), "error"),
        (("b2",), "info"),
        (("c3",), "error"),
    ]
    assert whole.gap is not None
    assert (whole.gap.length.seconds, whole.gap.severity) == (1200, Severity.ERROR)
    assert whole.capitals is None
    assert line(gap="2h", severity={"gap": "off"}).gap is None
    assert joined(None, None) is None
    assert joined(house, None) is house


def test_everything_that_is_wrong_is_said_at_once() -> None:
    given_: dict[str, Any] = {
        "avoids": ["x"],
        "avoid": ["!", {"why": "sans mots"}, {"mots": "x"}],
        "prefer": ["expo"],
        "hashtags": ["#deux mots"],
        "exclamation_marks": -1,
        "capitals": "110%",
        "gap": "peu",
        "quiet_hours": ["21h", "25h..8h"],
        "closed_days": ["mercredit", "2027-02-30"],
        "sensitive_dates": {"13-45": "x"},
        "holidays": ["France"],
        "severity": {"gap": "fort", "silence": "info"},
    }
    _, wrong = read(given_, lambda _: HERE)
    assert sorted(one.code for one in wrong) == sorted(
        [
            *(
                "line-unknown-meant",
                "line-words-unfit",
                "line-without-words",
                "line-unknown-meant",
                "line-without-words",
            ),
            *("line-prefer-unfit", "hashtag-unfit", "number-unfit", "line-share-unfit", "span-unreadable"),
            *("line-hours-unfit", "hour-out-of-range", "word-unfit-meant", "date-beyond-month", "date-impossible"),
            *("line-country-unfit", "word-unfit", "line-unknown-meant"),
        ]
    )
    assert [one.code for one in read("avoid", lambda _: HERE)[1]] == ["line-not-rules"]


@given(HOSTILE)
def test_no_text_breaks_it_and_what_is_found_stands_in_it(text: str) -> None:
    rules: dict[str, Any] = {"avoid": ["a", "é", "com"], "prefer": {"b": "c"}, "require": ["zz"], "capitals": 0}
    made = adapted("mastodon", text)
    for one in said(made, hashtags=["#x"], exclamation_marks=0, **rules):
        if one.code == "line-avoid":
            words = " ".join(" ".join(part.text for part in made.parts).split())
            assert str(one.arguments["found"]) in words


def test_a_long_hostile_text_takes_no_time_worth_speaking_of() -> None:
    """Each of these made a search by patterns go through the text once for every sign of it."""
    for text in ("a" * 40_000, "a@" * 20_000, "#" * 40_000, "a-" * 20_000, "." * 40_000, "http://" * 6_000):
        assert said(text, avoid=["expo", "a b c"], exclamation_marks=1, capitals="10%", hashtags=["#x"]) is not None
