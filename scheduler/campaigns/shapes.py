"""The shape of a campaign file, as data: every key of every part. Changing the file's form means changing this page."""

from scheduler.campaigns import words
from scheduler.campaigns.condition_fields import CONDITION, CONDITIONS
from scheduler.campaigns.fields import (
    Choice,
    Field,
    ListOf,
    Nodes,
    Number,
    Placed,
    Record,
    Spelt,
    Switch,
)
from scheduler.campaigns.kinds import (
    AT,
    DAY,
    HASHTAGS,
    HOUR,
    LANGUAGE,
    LINK,
    MOMENT,
    NAMES,
    PLACES,
    SLUG,
    SPAN,
    TEXT,
    WORDS,
    ZONE,
)
from scheduler.campaigns.lines import Excusing, Lined
from scheduler.campaigns.picture_fields import ANY_PICTURE, PICTURE, RIGHTS
from scheduler.campaigns.pool_fields import ENTRY, FLOOR, WAITING, pool
from scheduler.campaigns.series_fields import APART, REPEAT
from scheduler.campaigns.tongues import Tongues
from scheduler.campaigns.tree import Items, Keyed
from scheduler.campaigns.welcome_fields import GREETING, WELCOME
from scheduler.model.campaign import Bilingual, LinkPlace, Spare, Surplus, TooLong, Typography
from scheduler.model.network import Side

LONG = Choice(
    tuple(TooLong),
    TooLong,
    {"fil": "thread", "enfiler": "thread", "raccourcir": "shorten", "couper": "shorten", "refuser": "refuse"},
)
_SIDE = Choice(tuple(Side), Side, {"première": "first", "début": "first", "dernière": "last", "fin": "last"})
MANNER = (
    Field(
        name="bilingual",
        kind=Choice(
            tuple(Bilingual), Bilingual, {"fil": "thread", "ensemble": "join", "joint": "join", "première": "first"}
        ),
        mistaken=("bilingue",),
    ),
    Field(
        name="typography",
        kind=Choice(tuple(Typography), Typography, {"française": "french", "fr": "french", "none": "as-written"}),
        mistaken=("typographie",),
    ),
    Field(name="numbering", kind=Switch(), mistaken=("numérotation", "numéroter", "numbered")),
    Field(
        name="surplus",
        kind=Choice(tuple(Surplus), Surplus, {"fil": "thread", "retirer": "drop", "enlever": "drop", "couper": "drop"}),
        mistaken=("surplus_images", "extra_media", "en_trop", "overflow"),
    ),
    Field(
        name="spare_hashtags",
        kind=Choice(tuple(Spare), Spare, {"garder": "keep", "retirer": "drop", "enlever": "drop"}),
        mistaken=("surplus_hashtags", "hashtags_en_trop", "extra_hashtags"),
    ),
    Field(name="link_part", kind=_SIDE, mistaken=("partie_lien", "link_at", "lien_partie")),
    Field(name="media_part", kind=_SIDE, mistaken=("partie_images", "media_at", "images_partie")),
)
"""How texts are set, for the campaign, its posts, and single networks and accounts."""

MEDIA = ListOf(Placed(PICTURE))
CARD = Record(
    "card",
    (
        Field(name="title", kind=WORDS, mistaken=("titre", "name")),
        Field(name="description", kind=WORDS, mistaken=("texte", "text", "summary", "résumé")),
        Field(name="image", kind=TEXT, mistaken=("picture", "file", "media", "vignette", "thumb", "photo")),
        # The picture's, which is somebody's like any other; what `defaults` say of the house's own pictures is not said of it.
        *(one for one in ANY_PICTURE if one.name in {"rights", "if_not_cleared"}),
    ),
    like="{title: ..., description: ...}",
)

CONTENT = (
    Field(name="text", kind=TEXT, mistaken=("texte", "message", "contenu", "content")),
    Field(name="texts", kind=Tongues(), mistaken=("textes", "traductions", "translations")),
    Field(name="link", kind=LINK, mistaken=("lien", "url", "links")),
    Field(
        name="link_in",
        kind=Choice(
            tuple(LinkPlace),
            LinkPlace,
            {
                "premier commentaire": "first-comment",
                "comment": "first-comment",
                "texte": "text",
                "aucun": "none",
                "bio": "profile",
                "profil": "profile",
            },
        ),
        mistaken=("lien_dans",),
    ),
    Field(name="card", kind=Placed(CARD), mistaken=("carte", "aperçu", "link_card")),
    Field(name="hashtags", kind=HASHTAGS, mistaken=("tags", "mots_dièse", "mots-dièse", "dièses", "hashtag")),
    Field(name="hashtags_inherited", kind=Switch()),
    Field(name="media", kind=MEDIA, mistaken=("images", "image", "photos", "médias", "pictures", "visuels")),
    Field(name="if_too_long", kind=LONG, mistaken=("si_trop_long",)),
    Field(name="warning", kind=TEXT, mistaken=("avertissement", "spoiler_text", "content_warning", "cw")),
    Field(
        name="visibility",
        kind=Choice(
            ("public", "unlisted", "private"),
            mistaken={"publique": "public", "non listé": "unlisted", "privé": "private"},
        ),
        mistaken=("visibilité",),
    ),
    Field(name="language", kind=LANGUAGE, mistaken=("langue", "lang")),
    *MANNER,
)
_WHEN = (
    Field(name="at", kind=AT, mistaken=("heure", "hour", "time", "à", "horaire")),
    Field(name="between", kind=ListOf(HOUR), mistaken=("entre",)),
)
OVERRIDE = Record("override", (*CONTENT, *_WHEN, Field(name="skip", kind=Switch(), mistaken=("sauter", "ignorer"))))
ROTATION = Record("rotation", (*CONTENT, *CONDITIONS))
POOLED = Record("pooled", (*ENTRY, *ROTATION.fields))
POOL = pool(POOLED)
_NETWORKS = Field(name="networks", kind=Nodes(Keyed, OVERRIDE), mistaken=("réseaux", "network", "accounts"))
_ID = Field(name="id", kind=SLUG, required=True, mistaken=("identifiant", "nom", "name"))
_DATE = Field(name="date", kind=DAY, mistaken=("jour", "day", "le"))
REPLY = Record("reply", (_ID, _DATE, *CONTENT, *_WHEN, _NETWORKS))
OCCURRENCE = Record("occurrence", (*APART, *CONTENT, _NETWORKS))
_POST = (
    Field(name="category", kind=Choice(words.CATEGORIES), mistaken=("catégorie",)),
    Field(name="minutes", kind=Number(0, 100_000), mistaken=("durée", "temps")),
    Field(name="note", kind=TEXT, mistaken=("notes", "commentaire", "comment", "remarque")),
    Field(name="only", kind=PLACES, mistaken=("seulement", "uniquement", "accounts", "comptes")),
    Field(name="too_late_after", kind=SPAN, mistaken=("trop_tard_après",)),
)
POST = Record(
    "post",
    (
        _ID,
        _DATE,
        *_WHEN,
        *CONTENT,
        *_POST,
        Field(name="draft", kind=Switch(), mistaken=("brouillon",)),
        Field(name="embargo", kind=MOMENT),
        Field(
            name="line_except",
            kind=Excusing(),
            mistaken=("sauf_ligne", "ligne_sauf", "hors_ligne", "except_line", "exempt", "line_exempt"),
        ),
        *CONDITIONS,
        _NETWORKS,
        Field(name="replies", kind=Nodes(Items, REPLY), mistaken=("réponses", "reply")),
        Field(name="repeat", kind=Placed(REPEAT), mistaken=("répéter", "répétition", "recurrence")),
        Field(name="rotate", kind=Nodes(Items, ROTATION), mistaken=("rotation", "alterner")),
        Field(name="pool", kind=Placed(POOL), mistaken=("réserve", "evergreen", "vivier", "intemporels", "bassin")),
        *WAITING,
        Field(name="occurrences", kind=Nodes(Items, OCCURRENCE), mistaken=("occurrence", "dates", "exceptions")),
        Field(name="countdown", kind=DAY, mistaken=("compte_à_rebours", "rebours", "décompte", "count_down")),
    ),
)
DAYS = Record(
    "day",
    (
        Field(name="date", kind=DAY, required=True, mistaken=("jour", "day")),
        Field(name="theme", kind=WORDS, mistaken=("thème", "titre", "title")),
        Field(name="hashtags", kind=HASHTAGS, mistaken=("hashtag", "tags", "mots_dièse")),
        Field(name="note", kind=TEXT),
        Field(name="posts", kind=Nodes(Items, POST), mistaken=("publications", "billets", "post")),
    ),
)
DEFAULT_PICTURE = Record("default_picture", ANY_PICTURE)
DEFAULTS = Record(
    "defaults",
    (
        Field(name="media", kind=DEFAULT_PICTURE, mistaken=("images", "image")),
        *(one for one in CONTENT if one.name in {"link_in", "if_too_long", "warning", "visibility", "language"}),
        *(one for one in _POST if one.name in {"category", "only", "too_late_after"}),
    ),
)
PERSON = Record(
    "person",
    (Field(name="name", kind=WORDS, required=True, mistaken=("nom",)), Field(name="note", kind=TEXT)),
    Spelt(words.handle, "", ("MuseeLouvre", "louvre@mastodon.social")),
)
OBJECTIVE = Record(
    "objective",
    (
        Field(name="name", kind=WORDS, required=True, mistaken=("nom",)),
        Field(
            name="metric",
            kind=Choice(
                words.METRICS,
                mistaken={
                    "conversations": "conversation",
                    "partages": "shares",
                    "réponses": "replies",
                    "vues": "views",
                    "clics": "clicks",
                    "j'aime": "reactions",
                    "likes": "reactions",
                    "abonnés": "followers",
                    "portée": "reach",
                    "comments": "replies",
                    "commentaires": "replies",
                    "impressions": "views",
                    "part de nouveaux": "new-share",
                    "nouveaux": "new-share",
                    "personnes": "people",
                },
            ),
            required=True,
            mistaken=("mesure", "indicateur", "métrique"),
        ),
        Field(
            name="target",
            kind=Spelt(words.target, "", ("+30%", "1200"), whole=True),
            required=True,
            mistaken=("cible", "but"),
        ),
        Field(name="age", kind=Spelt(words.age, "", tuple(words.AGES)), mistaken=("âge",)),
    ),
)
BASELINE = Record(
    "baseline",
    (
        Field(name="weeks", kind=Number(1, 104), mistaken=("semaines",)),
        Field(name="campaign", kind=SLUG, mistaken=("campagne",)),
    ),
)
CAMPAIGN = Record(
    "campaign",
    (
        Field(name="version", kind=Spelt(words.version, "", ("1",), whole=True), required=True),
        Field(name="campaign", kind=SLUG, required=True, mistaken=("campagne", "slug", "id")),
        Field(name="title", kind=WORDS, mistaken=("titre", "name", "nom")),
        Field(name="language", kind=LANGUAGE, mistaken=("langue", "lang")),
        Field(name="timezone", kind=ZONE, mistaken=("fuseau", "fuseau_horaire", "zone")),
        Field(name="accounts", kind=PLACES, mistaken=("comptes", "account")),
        Field(name="hashtags", kind=HASHTAGS, mistaken=("hashtag", "tags", "mots_dièse")),
        Field(name="approvals", kind=NAMES, mistaken=("validations", "valideurs", "approval", "approbations")),
        Field(name="too_late_after", kind=SPAN, mistaken=("trop_tard_après",)),
        Field(name="if_too_long", kind=LONG, mistaken=("si_trop_long",)),
        *MANNER,
        Field(name="baseline", kind=Placed(BASELINE), mistaken=("référence",)),
        Field(name="objectives", kind=Nodes(Items, OBJECTIVE), mistaken=("objectifs",)),
        Field(name="people", kind=Nodes(Keyed, PERSON), mistaken=("personnes", "gens", "mentions")),
        Field(name="line", kind=Lined(), mistaken=("ligne", "ligne_éditoriale", "editorial", "rules", "règles")),
        Field(name="defaults", kind=DEFAULTS, mistaken=("défauts", "par_défaut")),
        Field(name="note", kind=TEXT, mistaken=("notes",)),
        Field(name="days", kind=Nodes(Items, DAYS), mistaken=("jours", "day")),
        Field(name="posts", kind=Nodes(Items, POST), mistaken=("publications", "billets", "post")),
        Field(name="welcome", kind=Nodes(Items, WELCOME), mistaken=("bienvenue",)),
    ),
)
RECORDS = (
    CAMPAIGN,
    DAYS,
    POST,
    REPLY,
    OVERRIDE,
    ROTATION,
    POOL,
    POOLED,
    FLOOR,
    REPEAT,
    OCCURRENCE,
    CONDITION,
    PICTURE,
    CARD,
    RIGHTS,
    DEFAULTS,
    DEFAULT_PICTURE,
    PERSON,
    OBJECTIVE,
    BASELINE,
    WELCOME,
    GREETING,
)
"""Every part of the file, the whole first."""
