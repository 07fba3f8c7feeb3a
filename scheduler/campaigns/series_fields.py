"""The keys of a series, as data: its rule, and the single dates that differ from it."""

from scheduler.campaigns import rhythm
from scheduler.campaigns.fields import Choice, Field, ListOf, Number, Record, Spelt, Switch
from scheduler.campaigns.kinds import DAY, HOUR, NAMES
from scheduler.model import spelling
from scheduler.model.rrule import rrule
from scheduler.model.series import Order

_CONDITIONS = ListOf(
    Spelt(
        rhythm.daily, "", ("public-holidays", "closing-days", "quiet-periods", "2027-05-01..2027-05-09", "12-20..01-05")
    ),
    lone=True,
)
REPEAT = Record(
    "repeat",
    (
        Field(
            name="every",
            kind=Spelt(
                rhythm.every, r"^([0-9]{1,4} *)?(day|week|month|year)s?$", ("day", "week", "2 weeks", "month", "year")
            ),
            mistaken=("chaque", "tous_les", "toutes_les", "rythme"),
        ),
        Field(
            name="day",
            kind=ListOf(
                Spelt(
                    rhythm.named, "", ("tuesday", "mardi", "monday..friday", "15", "last", "2nd tuesday", "06-21"), True
                ),
                lone=True,
            ),
            mistaken=("jour", "days", "jours", "on", "le"),
        ),
        Field(
            name="rrule",
            kind=Spelt(lambda text: (text.strip(), rrule(text)), "", ("FREQ=MONTHLY;BYDAY=2TU",)),
            mistaken=("règle", "rule", "ical"),
        ),
        Field(
            name="at",
            kind=Spelt(rhythm.at, r"^(slot|\d{1,2} ?[hH:] ?(\d{2})?(:00)?)$", ("9h", "9h30", "09:30", "slot")),
            mistaken=("heure", "hour", "time", "à"),
        ),
        Field(name="between", kind=ListOf(HOUR), mistaken=("entre", "window", "fenêtre")),
        Field(name="from", kind=DAY, mistaken=("du", "à_partir_du", "depuis", "start", "first", "dtstart")),
        Field(name="until", kind=DAY, mistaken=("au", "jusqu_au", "end", "last", "to")),
        Field(name="count", kind=Number(1, 10_000), mistaken=("fois", "nombre", "times")),
        Field(
            name="except",
            kind=ListOf(Spelt(spelling.days, "", ("2027-05-11", "2027-08-01..2027-08-31")), lone=True),
            mistaken=("sauf", "excepté", "exdate"),
        ),
        Field(name="not_during", kind=NAMES, mistaken=("pas_pendant", "hors")),
        Field(
            name="only_when", kind=_CONDITIONS, mistaken=("seulement_quand", "seulement_si", "quand", "when", "only_if")
        ),
        Field(name="not_when", kind=_CONDITIONS, mistaken=("pas_quand", "sauf_si", "sauf_quand", "unless", "not_if")),
        Field(
            name="order",
            kind=Choice(
                tuple(Order),
                Order,
                {
                    "shuffle": "shuffled",
                    "random": "shuffled",
                    "mélangé": "shuffled",
                    "hasard": "shuffled",
                    "aléatoire": "shuffled",
                    "turn": "in-turn",
                    "tour": "in-turn",
                    "dans l'ordre": "in-turn",
                },
            ),
            mistaken=("ordre", "shuffle", "mélanger"),
        ),
    ),
)
APART = (
    Field(name="date", kind=DAY, required=True, mistaken=("jour", "day", "le")),
    Field(name="skip", kind=Switch(), mistaken=("sauter", "ignorer", "cancel", "annuler")),
    Field(name="to", kind=DAY, mistaken=("vers", "au", "move_to", "déplacer", "move")),
    Field(name="at", kind=HOUR, mistaken=("heure", "hour", "time", "à", "horaire")),
)
"""What may differ on one date, beside what it says."""
