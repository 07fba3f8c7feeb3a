"""Publics: who engaged, as numbers; what is kept of people, for how long, and how it is let go."""

from scheduler.sentences.words import Sentence

SENTENCES: dict[str, Sentence] = {
    "ability-engagers": Sentence("who engages"),
    "engagers-comments-only": Sentence("This network names only those who comment; no names are collected there."),
    "engagers-costly": Sentence("This network asks money for each name; no names are collected there."),
    "report-metric-new-share": Sentence("Part of newcomers"),
    "report-metric-people": Sentence("People engaged"),
    "publics-new": Sentence(
        "{n} of the {of} people who engaged were new ({share}); in an ordinary week {low} to {high}: {verdict}."
    ),
    "publics-new-alone": Sentence(
        "{n} of the {of} people who engaged were new ({share}); no ordinary range to compare with."
    ),
    "publics-back": Sentence(
        "{n} of the {of} newcomers came back within {weeks} weeks ({share}); ordinarily {low} to {high}: {verdict}."
    ),
    "publics-back-alone": Sentence(
        "{n} of the {of} newcomers came back within {weeks} weeks ({share}); no ordinary range to compare with."
    ),
    "publics-inside": Sentence(
        "Among ourselves: institutions did {n} of {of} things done with the posts ({share}); ordinarily {low} to {high}: {verdict}."
    ),
    "publics-inside-alone": Sentence(
        "Among ourselves: institutions did {n} of {of} things done with the posts ({share})."
    ),
    "publics-not-yet": Sentence("Who engaged can be read from {on} on."),
    "publics-late": Sentence("{networks}: known for too short a time to say who is new; left out here."),
    "publics-unread": Sentence("Of {n} of the {of} posts it is not known who engaged."),
    "publics-cannot-off": Sentence(
        "Who engaged: the calendar does not collect it.",
        "A `[publics]` table in config.toml begins it; `scheduler publics register` writes what that asks for.",
    ),
    "publics-cannot-silent": Sentence("Who is new on {networks}: it is not told there, or not asked for, who engages."),
    "publics-cannot-short": Sentence(
        "Who is new: people are known since {since} only, and {days} days before each compared week are needed. From {on} on it can be said."
    ),
    "publics-cannot-new": Sentence("Who is new: {reason}."),
    "publics-why-off": Sentence("who engages is not collected"),
    "publics-why-short": Sentence("people are known for too short a time before the compared weeks"),
    "publics-why-gaps": Sentence("of too many earlier posts it is not known who engaged"),
    "publics-why-not-yet": Sentence("not to be observed yet"),
    "publics-why-unread": Sentence("of too many posts it is not known who engaged"),
    "publics-why-small": Sentence("fewer than 5 people, or it would tell of so few"),
    "publics-why-few-people": Sentence("fewer than 20 people engaged"),
    "publics-why-length": Sentence("the operation is no week, and people do not add up over weeks"),
    "publics-why-nobody": Sentence("it is not known who engaged"),
    "publics-why-undeclared": Sentence("no list is declared"),
}
