"""Keeping the daemon and its data well: copies, health, clocks, outages, what the system starts."""

from scheduler.sentences.words import Plural, Sentence

SENTENCES: dict[str, Sentence] = {
    "help-backup": Sentence("Copy the live database to a new file, and look the copy through."),
    "help-argument-backup": Sentence("The file to write, or a folder; without it, the backups of the state folder."),
    "backup-made": Sentence(
        Plural(
            "Copied to {file}: {n} delivery, {kb} kB; the copy was checked, and its journal followed to line {lines}.",
            "Copied to {file}: {n} deliveries, {kb} kB; the copy was checked, and its journal followed to line {lines}.",
        ),
        "Keep it on another disk. To come back from it: `scheduler help where-it-runs`.",
    ),
    "backup-pictures": Sentence("The pictures that posts still need lie in {folder}: keep both."),
    "backup-exists": Sentence("There is a file of that name already; nothing was copied.", "Give another name."),
    "backup-damaged": Sentence(
        "The copy is not whole, so it was thrown away: the database itself may be damaged.",
        "Run `scheduler doctor`, and keep the copies that you have.",
    ),
    "backup-nowhere": Sentence(
        "This folder does not exist, so nothing was copied.",
        "Mount the disk that is meant, or make the folder, and repeat the command.",
    ),
    "backup-journal": Sentence(
        "The journal of the copy does not hold at line {n}, so the copy was thrown away.",
        "Run `scheduler doctor`, and keep the copies that you have.",
    ),
    "backup-elsewhere": Sentence(
        "This queue lies on a PostgreSQL server, which copies it itself; nothing was copied.",
        "Run `{command}`; it asks for the password, or reads it from ~/.pgpass.",
    ),
    "store-rests": Sentence(
        "The database cannot be written for now: another program holds it, or the disk is full. Nothing is lost; it is tried again every two seconds.",
        "Close what has the file open, or make room.",
    ),
    "store-is-back": Sentence("The database can be written again."),
    "disk-low": Sentence(
        "Less than 50 MB are free on the disk of the queue: nothing more is sent until there is room.",
        "Make room on it.",
    ),
    "receipt-owed": Sentence(
        "It is out, and the database could not take its receipt, which is kept beside it until it can.",
        "Make room on the disk.",
    ),
    "receipt-owed-here-only": Sentence(
        "It is out, and its receipt could be written nowhere: it is in memory, and in this line.",
        "Make room on the disk, and do not stop the program; keep this line.",
    ),
    "receipt-brought-back": Sentence("It was out already: its receipt was kept beside the database."),
    "help-option-health": Sentence(
        "Only whether posts go out, for machines: 0 yes, 1 no. No network, no file of the calendar is read."
    ),
    "health-well": Sentence("Posts go out."),
    "health-nobody": Sentence("No daemon publishes.", "Start `scheduler run`."),
    "health-silent": Sentence("No daemon publishes; its last sign of life: {at}.", "Start `scheduler run`."),
    "health-braked": Sentence(
        "The brake is on: nothing goes out.", "Run `scheduler resume`; a file named STOP is deleted by hand."
    ),
    "health-overdue": Sentence(
        Plural(
            "{n} post is more than ten minutes past its hour and has not gone out: {tags}.",
            "{n} posts are more than ten minutes past their hour and have not gone out: {tags}.",
        ),
        "`scheduler doctor` says more; `scheduler queue --state ready` shows why.",
    ),
    "heartbeat-withheld": Sentence("Posts do not go out, so the outside watch is not called: it will warn. {why}"),
    "clock-off": Sentence(
        "This machine’s clock differs by {seconds} seconds from that of {origin}: nothing is sent, and nothing becomes missed, until it is right again.",
        "Set the clock of this machine; its posts go on by themselves then.",
    ),
    "clock-jumped": Sentence(
        "This machine’s clock has jumped by {seconds} seconds, and no network has said yet which time is right: nothing is sent until one has.",
        "Check the clock and the connection of this machine.",
    ),
    "clock-behind": Sentence(
        "This machine’s clock is behind {known}, when the last line of the journal was written, and no network has said yet which time is right.",
        "Check the clock and the connection of this machine.",
    ),
    "doctor-clock": Sentence("{why}"),
    "news-clock": Sentence(
        "The clock of this machine cannot be trusted: nothing goes out until it is right.",
        "Set the clock of the machine that publishes; posts go on by themselves then.",
    ),
    "news-disk": Sentence(
        "The disk of the machine that publishes is nearly full: nothing goes out.",
        "Make room on it; posts go on by themselves then.",
    ),
    "run-missed": Sentence(
        Plural(
            "{campaign}: {n} post was missed while nothing could be published (due {first}): {tags}.",
            "{campaign}: {n} posts were missed while nothing could be published (due from {first} to {last}): {tags}.",
        ),
        "Nothing of it is sent by itself; `scheduler send --now TAG` sends one late.",
    ),
    "run-missed-at-once": Sentence(
        "{campaign}: {n} posts were missed while nothing could be published (due {first}): {tags}.",
        "Nothing of it is sent by itself; `scheduler send --now TAG` sends one late.",
    ),
    "run-missed-by-hand": Sentence(
        Plural(
            "{campaign}: {n} post to be sent by hand was not: {tags}.",
            "{campaign}: {n} posts to be sent by hand were not: {tags}.",
        ),
        "`scheduler send --now TAG` sends one late.",
    ),
    "zone-rules-changed": Sentence("the rules of its time zone have changed"),
    "news-rezoned": Sentence(
        Plural(
            "{n} post goes out at another instant: the rules of its time zone have changed, the hour on its clocks has not ({accounts}).",
            "{n} posts go out at other instants: the rules of their time zone have changed, the hours on its clocks have not ({accounts}).",
        ),
        "What would go out earlier than it was approved for needs its yes again: `scheduler queue --state awaiting`.",
    ),
    "doctor-rezoned": Sentence(
        Plural(
            "{n} post was moved within a week, because the rules of its time zone have changed.",
            "{n} posts were moved within a week, because the rules of their time zone have changed.",
        ),
        "`scheduler history TAG` shows from when to when.",
    ),
    "warn-nobody": Sentence("Posts fall due within a day, and no daemon publishes here.", "Start `scheduler run`."),
    "warn-silent": Sentence(
        "Posts fall due within a day, and no daemon publishes here; its last sign of life: {at}.",
        "Start `scheduler run`.",
    ),
    "warn-unapplied": Sentence(
        "The files were edited since they were last applied.",
        "`scheduler plan` shows what would change, `scheduler apply` takes it over.",
    ),
    "warn-away": Sentence(
        Plural(
            "In the last two weeks {n} post fell due while nothing published here, from {begin} to {end}: this machine slept, was off, or the program was stopped.",
            "In the last two weeks {n} posts fell due while nothing published here, the last time from {begin} to {end}: this machine slept, was off, or the program was stopped.",
        ),
        "A machine that must stay awake, or one that is always on: `scheduler help where-it-runs`.",
    ),
    "digest-out": Sentence(
        Plural("{n} post went out since yesterday morning.", "{n} posts went out since yesterday morning.")
    ),
    "digest-until": Sentence("; before {until}"),
    "digest-can-wait": Sentence("; it can wait"),
    "doctor-owed": Sentence(
        Plural(
            "{n} post is out, and its receipt waits beside the database until that can take it: {tags}.",
            "{n} posts are out, and their receipts wait beside the database until that can take them: {tags}.",
        ),
        "Make room on the disk; if no `scheduler run` lives, start one.",
    ),
}
