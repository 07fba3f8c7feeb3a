"""Approvals, decisions, the journal's words and the database."""

from scheduler.sentences.words import Plural, Sentence

__all__ = ["SENTENCES", "Plural"]

SENTENCES: dict[str, Sentence] = {
    "embargo-holds": Sentence(
        "It is under embargo until {until}: nobody may send it before.",
        "Wait, or correct the embargo in its file and apply.",
    ),
    "database-missing": Sentence(
        "There is no database here.",
        "Run `scheduler apply` once, or check [database] url in config.toml.",
    ),
    "database-unreadable": Sentence(
        "The database cannot be opened.",
        "Look whether the file and its folder exist, are no other thing, and are yours.",
    ),
    "database-no-permission": Sentence(
        "You may not read or write the database.",
        "Give your account the right to read and write the file and its folder.",
    ),
    "database-busy": Sentence(
        "Another program has kept the database busy for too long.",
        "Wait until it is done, or look for a program that hangs; nothing was changed.",
    ),
    "database-disk-error": Sentence(
        "The disk failed to read or write the database.",
        "Check the disk; keep a copy of the folder before anything else.",
    ),
    "database-damaged": Sentence(
        "The database is damaged.",
        "Keep the file, and put the newest copy from the folder `backups` in its place; what went out since is then held for you to look at.",
    ),
    "database-not-ours": Sentence(
        "This file is not a database of this program.",
        "Name another file in [database] url, or move this one away.",
    ),
    "database-newer": Sentence(
        "This database was written by a newer version of the program (schema {version}; this one knows {known}).",
        "Install the newer version; nothing was changed.",
    ),
    "database-replaced": Sentence(
        "The database file was replaced or removed while the program had it open.",
        "Stop the program, look which file is the right one, and start again; nothing more is sent from the old one.",
    ),
    "database-vanished": Sentence(
        "The database that was here is gone or empty: its queue would begin anew, and send again.",
        "Put back the newest copy from the folder `backups`; to begin anew all the same, delete {mark}.",
    ),
    "database-on-network": Sentence(
        "The database lies on a network file system ({kind}), where its locks do not hold.",
        "Leave out [database] url: it then lies in your own state folder on this machine.",
    ),
    "database-in-sync-folder": Sentence(
        "The database lies in a folder that a sync program copies ({folder}); it would be damaged.",
        "Leave out [database] url: it then lies in your own state folder; the YAML files may stay synced.",
    ),
    "database-engine-unknown": Sentence(
        "This version keeps its queue in an SQLite file, not in {engine}.",
        "Give a path, or `sqlite:///path/queue.db`, in [database] url.",
    ),
    "disk-full": Sentence(
        "The disk is full.",
        "Free some space; what was under way is undone, and nothing is lost.",
    ),
    "migration-under-daemon": Sentence(
        "The database is of an older version ({version}, needed {needed}), and a daemon is working with it.",
        "Stop `scheduler run` first, then run this command again.",
    ),
    "calendar-id-odd": Sentence(
        "“{id}” cannot be a calendar’s id: letters, digits, `-`, `_` and `.` only.",
        "Give [calendar] id in config.toml as `scheduler init` writes it.",
    ),
    "witness-unreadable": Sentence(
        "The witness beside the database cannot be read: whether this copy is the newest cannot be known.",
        "Give your account the right to read the file.",
    ),
    "restored-older": Sentence(
        "This database is an older copy: posts have gone out that it does not know of. What is due is held.",
        "Look on the networks, then `scheduler adopt`; then, post by post, `scheduler cancel` for what is out, `scheduler unhold` for what is not.",
    ),
    "restored-forked": Sentence(
        "This database is a copy that went its own way: another one has sent since. What is due is held.",
        "Look which of the two is the right one, then on the networks, and unhold post by post.",
    ),
    "restored-unwitnessed": Sentence(
        "The witness of this database is gone, so whether it is the newest copy cannot be known. What is due is held.",
        "Look on the networks, then unhold post by post.",
    ),
    "restored-another": Sentence(
        "Another database lies here than before. What is due is held.",
        "Look which one is the right one, then on the networks, and unhold post by post.",
    ),
    "restarted": Sentence("The program stopped in the middle of it."),
    "blob-missing": Sentence(
        "The frozen picture {digest} is gone.",
        "Put the folder `blobs` back from a copy, or apply the campaign again.",
    ),
    "blob-damaged": Sentence(
        "The frozen picture {digest} is not what was approved any more.",
        "Put the folder `blobs` back from a copy, or apply the campaign again; nothing is sent with it.",
    ),
    "changed-meanwhile": Sentence(
        "{tag} has changed meanwhile; nothing was done.",
        "Look at it again with `scheduler queue` or `scheduler plan`, then decide anew.",
    ),
    "nothing-named": Sentence(
        "Nothing is named.",
        "Give an id, a tag, campaign/post or a post’s code: `scheduler queue` shows them.",
    ),
    "no-such-delivery": Sentence(
        "Nothing in the queue is called {name}.",
        "`scheduler queue` shows ids, tags and codes.",
    ),
    "no-such-delivery-meant": Sentence(
        "Nothing in the queue is called {name}.",
        "Did you mean {meant}?",
    ),
    "code-of-older-text": Sentence(
        "{code} is the code of an older text of {post}: what was read then is not what would go out.",
        "Have the text of today read (its code is {current}), then approve that.",
    ),
    "code-of-several-posts": Sentence(
        "The code {code} belongs to several posts: {posts}.",
        "Name the post instead.",
    ),
    "role-unknown": Sentence(
        "There is no role called {role}.",
        "The roles of config.toml are: {roles}.",
    ),
    "role-unknown-meant": Sentence(
        "There is no role called {role}.",
        "Did you mean {meant}?",
    ),
    "person-not-in-role": Sentence(
        "{person} may not say yes as {role}.",
        "These may: {people}. Give one with --by, or add a name to the role in config.toml.",
    ),
    "person-not-in-role-meant": Sentence(
        "{person} may not say yes as {role}.",
        "Did you mean {meant}?",
    ),
    "role-not-asked": Sentence(
        "The yes of {role} is not needed here.",
        "Needed is: {roles}.",
    ),
    "no-yes-needed": Sentence("Nobody’s yes is needed here."),
    "no-yes-to-take-back": Sentence("{role} has said no yes here that could be taken back."),
    "question-empty": Sentence(
        "The question is empty.",
        "Write it after --question.",
    ),
    "question-open": Sentence("{by} asks: {question}"),
    "held-by-person": Sentence("{by} holds it."),
    "held-by-person-for": Sentence("{by} holds it: {why}"),
    "not-a-post-address": Sentence(
        "{url} is not the address of a post.",
        "Open the post in a browser and copy its whole address, from https:// on.",
    ),
    "not-while-awaiting": Sentence(
        "{tag} still needs a yes: {roles}.",
        "`scheduler approve` first.",
    ),
    "not-while-ready": Sentence("{tag} is scheduled.", "`scheduler hold` or `scheduler cancel` would stop it."),
    "not-while-held": Sentence(
        "{tag} is held.",
        "`scheduler unhold` lets it go on.",
    ),
    "not-while-claimed": Sentence(
        "{tag} is being sent at this moment.",
        "Look again in a minute with `scheduler queue`.",
    ),
    "not-while-sending": Sentence(
        "{tag} is being sent right now.",
        "Look again in a minute with `scheduler queue`.",
    ),
    "not-while-unknown": Sentence(
        "{tag} may be out: the network’s answer was lost.",
        "Look at the account, then `scheduler confirm` with --url, or with --absent.",
    ),
    "not-while-expected": Sentence(
        "{tag} waits for a person to publish it by hand.",
        "Then `scheduler confirm --url`; or give it up with --absent.",
    ),
    "not-while-partial": Sentence(
        "{tag} is out in part.",
        "`scheduler retry` sends the rest, `scheduler confirm --url` settles it as it is.",
    ),
    "not-while-published": Sentence("{tag} is published.", "What is out can only be withdrawn: `scheduler withdraw`."),
    "not-while-failed": Sentence(
        "{tag} was refused by the network.",
        "Mend the file and apply it, or `scheduler retry`.",
    ),
    "not-while-missed": Sentence(
        "{tag} was not published: it was too late.",
        "`scheduler send --now` sends it all the same.",
    ),
    "not-while-cancelled": Sentence(
        "{tag} is cancelled for good.",
        "To publish it after all, give the post another id and apply it.",
    ),
    "not-while-withdrawn": Sentence(
        "{tag} was withdrawn from the network.",
        "To publish it again, give the post another id and apply it.",
    ),
    "event-yes-given": Sentence("a yes given"),
    "event-yes-taken-back": Sentence("a yes taken back"),
    "event-part-out": Sentence("a part out"),
    "event-part-failed": Sentence("a part failed"),
    "event-late-answer": Sentence("an answer came too late"),
    "event-asked": Sentence("a question asked"),
    "event-sent-now": Sentence("to be sent now"),
    "request-may-arrive": Sentence(
        "The last request for {tag} may still arrive, until {until}.",
        "Wait until then, look on the account, and confirm it again.",
    ),
    "role-none": Sentence(
        "There is no role called {role}: config.toml has none.", "Add [roles.{role}] there, with its people."
    ),
    "question-unanswered": Sentence(
        "{tag} waits for an answer; {by} asks: {question}", "Repeat the command with --why and the answer."
    ),
}
