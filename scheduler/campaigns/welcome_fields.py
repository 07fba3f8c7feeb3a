"""What may stand under `welcome`, as data."""

from scheduler.campaigns.fields import Choice, Field, ListOf, Nodes, Number, Record
from scheduler.campaigns.kinds import DAY, HOUR, LANGUAGE, SLUG, SPAN, TEXT
from scheduler.campaigns.tongues import Tongues
from scheduler.campaigns.tree import Items

_SAID = (
    Field(name="text", kind=TEXT, mistaken=("texte", "message")),
    Field(name="texts", kind=Tongues(), mistaken=("textes", "traductions", "translations")),
    Field(name="language", kind=LANGUAGE, mistaken=("langue", "lang")),
)
GREETING = Record("greeting", _SAID, like="{text: ...}")
WELCOME = Record(
    "welcome",
    (
        Field(name="id", kind=SLUG, required=True, mistaken=("identifiant", "nom", "name")),
        Field(name="account", kind=SLUG, required=True, mistaken=("compte",)),
        *_SAID,
        Field(name="rotate", kind=Nodes(Items, GREETING), mistaken=("rotation", "alterner")),
        Field(
            name="approve",
            kind=Choice(("each", "once"), mistaken={"chaque": "each", "une fois": "once", "chacun": "each"}),
            mistaken=("valider", "validation"),
        ),
        Field(name="a_day", kind=Number(1, 500), mistaken=("par_jour", "per_day", "max_a_day", "limite", "limit")),
        Field(name="spread", kind=SPAN, mistaken=("écart", "espacement", "every", "étaler", "distance")),
        Field(
            name="not_between", kind=ListOf(HOUR), mistaken=("pas_entre", "quiet", "silence", "heures_calmes", "nuit")
        ),
        Field(name="from", kind=DAY, mistaken=("du", "à_partir_du", "depuis", "start", "since")),
        Field(name="within", kind=SPAN, mistaken=("pendant", "dans", "délai", "too_late_after", "expires")),
    ),
)
