"""The shape of what a campaign file says of pictures and videos, as data."""

from scheduler.campaigns import words
from scheduler.campaigns.fields import Choice, Field, Record, Spelt, Spot
from scheduler.campaigns.kinds import DAY, NAMES, TEXT, WORDS
from scheduler.campaigns.tongues import Tongues
from scheduler.model.picture import AltTooLong, Fit, IfNotCleared

RIGHTS = Record(
    "rights",
    (
        Field(
            name="status",
            kind=Choice(
                words.STATUSES,
                mistaken={
                    "ok": "cleared",
                    "accordé": "cleared",
                    "demandé": "asked",
                    "refusé": "refused",
                    "expiré": "expired",
                },
            ),
            required=True,
            mistaken=("statut", "état"),
        ),
        Field(name="needed_by", kind=DAY, mistaken=("avant", "avant_le", "needed")),
        Field(name="from", kind=DAY, mistaken=("du", "depuis", "à_partir_du", "since", "début")),
        Field(name="until", kind=DAY, mistaken=("jusqu_au", "jusqu'au", "fin")),
        Field(name="networks", kind=NAMES, mistaken=("réseaux", "network")),
        Field(name="holder", kind=WORDS, mistaken=("titulaire", "ayant_droit", "détenteur", "owner", "rights_holder")),
        Field(name="licence", kind=WORDS, mistaken=("license",)),
        Field(name="contract", kind=WORDS, mistaken=("contrat", "référence", "reference", "convention")),
        Field(
            name="cost",
            kind=Spelt(words.money, r"^\d{1,9}([.,]\d{1,2})? ?([A-Za-z]{3}|[€£$])$", ("90 EUR", "90,50 €")),
            mistaken=("coût", "prix", "price", "montant", "amount", "fee"),
        ),
        Field(name="asked_on", kind=DAY, mistaken=("demandé_le", "asked", "requested_on")),
        Field(
            name="cleared_on",
            kind=DAY,
            mistaken=("répondu_le", "accordé_le", "obtenu_le", "answered_on", "cleared", "refused_on"),
        ),
    ),
    like="{status: cleared}",
)
ANY_PICTURE = (
    Field(name="credit", kind=WORDS, mistaken=("crédit", "credits", "auteur", "copyright")),
    Field(name="rights", kind=RIGHTS, mistaken=("droits",)),
    Field(
        name="if_not_cleared",
        kind=Choice(tuple(IfNotCleared), IfNotCleared, {"retirer": "drop", "enlever": "drop", "bloquer": "block"}),
        mistaken=("sinon",),
    ),
    Field(
        name="fit",
        kind=Choice(
            tuple(Fit),
            Fit,
            {
                "recadrer": "crop",
                "couper": "crop",
                "rogner": "crop",
                "marges": "pad",
                "bandes": "pad",
                "refuser": "refuse",
            },
        ),
        mistaken=("cadrage", "recadrage", "adapter"),
    ),
    Field(
        name="pad_color",
        kind=Spelt(words.color, r"^(white|black|#[0-9A-Fa-f]{6})$", ("white", "black", "#f4efe6")),
        mistaken=("pad_colour", "couleur", "couleur_marges"),
    ),
    Field(
        name="alt_if_too_long",
        kind=Choice(tuple(AltTooLong), AltTooLong, {"raccourcir": "shorten", "couper": "shorten", "refuser": "refuse"}),
        mistaken=("alt_si_trop_long",),
    ),
)
PICTURE = Record(
    "picture",
    (
        Field(name="file", kind=TEXT, required=True, mistaken=("fichier", "image", "path", "photo")),
        # Its absence is noted where the post is known: a draft may still lack it.
        Field(
            name="alt", kind=WORDS, mistaken=("légende", "description", "texte_alternatif", "alternative", "caption")
        ),
        Field(name="alts", kind=Tongues("alts-not-languages"), mistaken=("légendes", "descriptions", "alternatives")),
        Field(name="focus", kind=Spot(), mistaken=("point", "centre", "center", "point_focal")),
        *ANY_PICTURE,
    ),
)
