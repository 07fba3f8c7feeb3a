"""Publics: who engaged, as numbers; what is kept of people, for how long, and how it is let go."""

from scheduler.sentences.words import Plural, Sentence

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
    "publics-why-key": Sentence("the key of who engaged is lost, or is another"),
    "publics-key-odd": Sentence(
        "The key of who engaged is not a file of 32 bytes that you alone may read.",
        "`chmod 600` it, or put it back from a copy; without it, `scheduler publics rotate` begins anew, and the history is lost.",
    ),
    "publics-key-lost": Sentence(
        "The key of who engaged is not there any more: nobody can say whose the kept pseudonyms are.",
        "Put the file back from a copy; without it, `scheduler publics rotate` begins anew, and the history is lost.",
    ),
    "publics-key-other": Sentence(
        "The pseudonyms were made with another key than this one: on another machine, or before it was replaced.",
        "Copy the first file here, with mode 600; or `scheduler publics rotate` begins anew, and the history is lost.",
    ),
    "publics-list-unreadable": Sentence(
        "The list of handles cannot be read.", "It is a text file in UTF-8, a handle on each line."
    ),
    "months-unfit": Sentence("“{given}” is no number of months from 1 to {most}.", "Write “25 months”."),
    "forget-nobody": Sentence("Nobody is named.", "Write the handle: `scheduler forget @name@server`."),
    "publics-words": Sentence("It is `purge`, `rotate` or `register`, or nothing to see what is kept."),
    "help-publics": Sentence("Show what is kept of who engaged; `purge`, `rotate` the key, write the `register` sheet"),
    "help-forget": Sentence("Let go of all that is kept of one person, on every network"),
    "help-argument-publics": Sentence("purge, rotate or register; nothing: show"),
    "help-argument-forget": Sentence(
        "The person’s handle, with or without @, or a DID; - reads it from standard input"
    ),
    "help-option-publics-before": Sentence(
        "with purge: let go of what was seen before this day, instead of what has expired: 2027-01-01"
    ),
    "help-option-publics-lost": Sentence("with purge: let go of what was kept under a key that is lost"),
    "help-option-publics-format": Sentence("with register: md or html"),
    "help-option-publics-output": Sentence("with register: the file to write"),
    "publics-rotate-sure": Sentence(
        "A new key: all {n} kept acts of people are let go, and whoever comes next is new. Requests to be forgotten must be made again. The numbers of weeks stay. Go on?"
    ),
    "publics-off": Sentence("Who engages is not collected.", "A `[publics]` table in config.toml begins it."),
    "publics-kept": Sentence(
        Plural(
            "Kept: {n} act of {people} people with {posts} posts.",
            "Kept: {n} acts of {people} people with {posts} posts.",
        )
    ),
    "publics-kept-simulated": Sentence("Of these, {n} are of the simulated audience: nobody’s."),
    "publics-kept-since": Sentence("The oldest was seen on {oldest}, the newest on {newest}."),
    "publics-kept-for": Sentence("Kept for {months} months: today, whatever was seen before {expires} is let go."),
    "publics-kept-lost": Sentence(
        "{n} acts are under a key that is lost: nobody can be found among them.",
        "`scheduler publics purge --lost` lets go of them.",
    ),
    "publics-kept-refused": Sentence(
        Plural(
            "{n} pseudonym is of somebody who asked to be forgotten: nothing more is kept of it.",
            "{n} pseudonyms are of people who asked to be forgotten: nothing more is kept of them.",
        )
    ),
    "publics-kept-weeks": Sentence(
        Plural(
            "The numbers of {n} week stay, without anybody in them.",
            "The numbers of {n} weeks stay, without anybody in them.",
        )
    ),
    "publics-key-there": Sentence(
        "The key lies in {path}; lost, the history is lost. It is in no copy of the database."
    ),
    "publics-key-none": Sentence("There is no key yet: nobody was kept."),
    "publics-purged": Sentence(
        Plural(
            "{n} act was let go; the numbers of its week stay.",
            "{n} acts were let go; the numbers of their weeks stay.",
        )
    ),
    "publics-rotated": Sentence(Plural("A new key; {n} act was let go.", "A new key; {n} acts were let go.")),
    "publics-written": Sentence("Written: {path}"),
    "forgotten": Sentence(
        Plural(
            "{n} act was let go; nothing more is kept of this person.",
            "{n} acts were let go; nothing more is kept of this person.",
        ),
        "Older copies of the database still hold them: delete those, or let them expire.",
    ),
    "register-title": Sentence("Register of processing: who engages with our posts"),
    "register-unfilled": Sentence("(to be filled in)"),
    "register-controller": Sentence("Controller"),
    "register-contact": Sentence("Contact"),
    "register-purpose": Sentence("Purpose"),
    "register-purpose-text": Sentence(
        "To know, in numbers, whether our posts on social networks reach new people or those who know us already, whether they come back, and how much of it stays among institutions. No profile of anybody, no message to anybody, no decision."
    ),
    "register-basis": Sentence("Legal basis"),
    "register-basis-public-interest": Sentence("A task carried out in the public interest (GDPR, article 6(1)(e))."),
    "register-basis-legitimate-interest": Sentence(
        "Legitimate interest: to measure our own public work (GDPR, article 6(1)(f))."
    ),
    "register-basis-choose": Sentence(
        "To be chosen: a task carried out in the public interest (article 6(1)(e)), or legitimate interest (article 6(1)(f))."
    ),
    "register-people": Sentence("People concerned"),
    "register-people-text": Sentence("Whoever reacts to our public posts, shares them or replies to them."),
    "register-data": Sentence("Data"),
    "register-data-kept": Sentence(
        "Of each act: a pseudonym (HMAC-SHA-256 with a secret key, 128 bits), the post, the kind of act, the day on which it was read, and whether the network calls the account a group or a bot. Where a network names accounts by number, the keyed hash of the handle, so that a handle can be forgotten. Of whoever objects: the pseudonym alone, so that nothing is kept again."
    ),
    "register-data-not": Sentence(
        "Not kept: handles, names, pictures, profiles, texts, private messages. A pseudonym is still personal data."
    ),
    "register-source": Sentence("Source"),
    "register-source-on": Sentence("Read on: {networks}."),
    "register-source-off": Sentence("Not read on: {networks}."),
    "register-source-stopped": Sentence("At present nothing is collected."),
    "register-retention": Sentence("Retention"),
    "register-retention-text": Sentence(
        "{months} months from the day of reading, then erased by the program every day. Numbers of people by week stay; none under {fewest}."
    ),
    "register-recipients": Sentence("Recipients"),
    "register-recipients-text": Sentence(
        "Of the figures: {recipients}. Of the pseudonyms: nobody; they leave in no report and no export. No transfer."
    ),
    "register-rights": Sentence("Rights"),
    "register-rights-text": Sentence(
        "Access, erasure and objection: whoever gives a handle to {contact} is found by it, erased on every network, and not kept again (`scheduler forget`). The handle is written nowhere. A complaint goes to the supervisory authority."
    ),
    "register-security": Sentence("Security"),
    "register-security-key": Sentence(
        "The key: 32 random bytes in a file of this user alone, outside the database, its copies and every export; changed, all pseudonyms are erased."
    ),
    "register-security-file": Sentence(
        "The database lies in a folder of this user alone. Erased rows are overwritten."
    ),
    "register-security-server": Sentence(
        "The database lies on a server: who may enter it, and how long its copies are kept, is to be added here."
    ),
    "register-informing": Sentence("Informing people"),
    "register-informing-text": Sentence(
        "On the page of legal notices, linked from the accounts: “We count who engages with our posts, under pseudonyms kept for {months} months. To be left out: {contact}.”"
    ),
    "register-made": Sentence("Made on {on} from the configuration, by version {version}."),
    "doctor-publics-key": Sentence(
        "Who engages cannot be collected: the key is lost, or is another.",
        "`scheduler publics` says where it was; put it back from a copy.",
    ),
    "collected-people": Sentence(
        Plural("{n} new act of people with {posts} posts.", "{n} new acts of people with {posts} posts.")
    ),
    "collected-people-left": Sentence(
        Plural(
            "Of {n} post it is not read to the end who engaged: that goes on at the next pass.",
            "Of {n} posts it is not read to the end who engaged: that goes on at the next pass.",
        )
    ),
    "help-option-forget-count": Sentence("only say how many acts are kept of this person; erase nothing"),
    "forget-counted": Sentence(Plural("{n} act is kept of this person.", "{n} acts are kept of this person.")),
    "register-unwritten": Sentence("The sheet cannot be written: {reason}"),
    "setting-publics-collect": Sentence(
        "whether it is collected who engages (pseudonyms); without this table it is not"
    ),
    "setting-publics-keep": Sentence("for how many months pseudonyms are kept: 25 months"),
    "setting-publics-look-back": Sentence("who did not engage for so long is new: 180 days"),
    "setting-publics-known": Sentence("a file of handles, one a line: people who are known"),
    "setting-publics-institutions": Sentence("a file of handles, one a line: institutions"),
    "setting-publics-controller": Sentence("who answers for it, in the register"),
    "setting-publics-contact": Sentence("whom people may write to, in the register"),
    "setting-publics-basis": Sentence("the legal basis, in the register: public-interest or legitimate-interest"),
    "setting-publics-recipients": Sentence("who sees the figures, in the register"),
}
