"""Posts that a person publishes: what they are given, when they are reminded, what they tell back."""

from scheduler.sentences.words import Plural, Sentence

__all__ = ["SENTENCES", "Plural"]

SENTENCES: dict[str, Sentence] = {
    "option-handoff-folder": Sentence(
        "The folder that texts and pictures are laid out in for a person: a shared or synchronised one. Left out, the state folder."
    ),
    "handed-off": Sentence("Everything is ready in {folder}; open {page}."),
    "handed-off-at": Sentence("Everything is ready in {folder}; open {page}. The network: {address}"),
    "handing-not-written": Sentence(
        "What a person is to publish could not be laid out.",
        "Check the room and the rights of the folder; it is tried again by itself.",
    ),
    "handing-folder-missing": Sentence(
        "The folder for hand-offs is not there.",
        "Connect the share, or correct `folder` under the account; it is tried again by itself.",
    ),
    "handing-broke": Sentence(
        "What a person is to publish could not be laid out: a fault of the program.",
        "It is tried again by itself; please report it.",
    ),
    "handing-interrupted": Sentence(
        "The program was interrupted while it was laid out for a person.", "It is laid out again by itself."
    ),
    "news-expected": Sentence("{subject} is to be published by hand.", "Then `scheduler confirm {subject} --url`."),
    "news-expected-still": Sentence(
        "{subject} still waits to be published by hand, or to be confirmed.",
        "`scheduler confirm {subject}` with --url, or with --absent.",
    ),
    "event-reminded": Sentence("the person reminded"),
    "event-laid-out-again": Sentence("laid out again for the person"),
    "handing-again": Sentence("{tag}: its folder was gone; it is laid out again in {what}."),
    "handing-not-again": Sentence("{tag}: its folder is gone. {what}"),
    "handing-file-text": Sentence("text"),
    "handing-file-picture": Sentence("image"),
    "handing-file-alt": Sentence("alt"),
    "handing-file-readme": Sentence("README"),
    "handing-title": Sentence("To publish by hand on {network}"),
    "handing-account": Sentence("Account {account}"),
    "handing-account-hour": Sentence("Account {account}, {hour}"),
    "handing-not-public": Sentence("This text is not public yet: keep it to yourself until it is out."),
    "handing-open": Sentence("Open {network} with the account {account}."),
    "handing-save": Sentence("On a phone, hold a picture to save it."),
    "handing-given-up": Sentence("It was not published by hand: {by} gave it up."),
    "handing-under-at": Sentence("Go to the post that this one answers: {url}"),
    "handing-under": Sentence(
        "Go to the post that this one answers, “{post}”, which you were given earlier. If it is not out, leave this one too."
    ),
    "handing-part-post": Sentence("The post"),
    "handing-part-thread": Sentence("Continuation, part {number}"),
    "handing-part-comment": Sentence("First comment"),
    "handing-part-reply": Sentence("The answer"),
    "handing-paste-post": Sentence("Begin a new post and paste the text ({file})."),
    "handing-paste-thread": Sentence("Once that is out, paste the text ({file}) into a reply of yours under it."),
    "handing-paste-comment": Sentence("Once that is out, paste the text ({file}) into a first comment of your own."),
    "handing-paste-reply": Sentence("Paste the text ({file}) into a reply."),
    "handing-title-line": Sentence("The first line is the title, the rest goes below it."),
    "handing-pictures": Sentence(Plural("Add the picture {files}.", "Add the {n} pictures in this order: {files}.")),
    "handing-alts": Sentence(
        Plural("Give it its alternative text, that of {files}.", "Give each its alternative text: {files}.")
    ),
    "handing-rights-end": Sentence(
        Plural(
            "The rights of {files} end on {until}: it must be taken down by then.",
            "The rights of {files} end on {until}: they must be taken down by then.",
        )
    ),
    "handing-card": Sentence("Attach the link {url}"),
    "handing-link": Sentence("Check that the link leads to the whole address: {url}"),
    "handing-warning": Sentence("Put it behind the warning “{warning}”."),
    "handing-visibility": Sentence("Choose who sees it: {visibility}."),
    "handing-confirm": Sentence("Once it is out, say where it is: `scheduler confirm {tag} --url ADDRESS`"),
    "handing-give-up": Sentence("If it will not be published: `scheduler confirm {tag} --absent`"),
    "handing-button-open": Sentence("Open {network}"),
    "handing-button-copy": Sentence("Copy"),
    "handing-copied": Sentence("Copied"),
    "handing-alt-title": Sentence("Alternative text"),
    "handing-afterwards": Sentence("Afterwards"),
    "handing-picture": Sentence("Picture {number} of {total}"),
    "handing-reduced": Sentence("Shown smaller here: take {file} from the folder."),
    "url-of-other-host": Sentence(
        "{url} is not an address of {network}.",
        "Copy the address of the post itself; if it is the right one all the same, add --anyway.",
    ),
    "url-of-other-account": Sentence(
        "{url} belongs to another account than the one that was connected, {identity}.",
        "Copy the address of the account’s own post; if it is the right one all the same, add --anyway.",
    ),
    "url-of-other-post": Sentence(
        "{url} already stands for {tag}.",
        "Copy the address of this post; if both are the same all the same, add --anyway.",
    ),
    "url-names-no-post": Sentence(
        "{url} does not spell out which post of {network} it is, so that the rest of the thread cannot be sent under it.",
        "Open the post by its date and copy that address; or add --anyway, and publish the rest yourself.",
    ),
    "published-in-future": Sentence(
        "It cannot have been published at {at}: that lies ahead.",
        "Write --at as the wall clock showed, such as 2027-06-08T10:00.",
    ),
    "not-an-instant": Sentence("“{given}” is no day and hour.", "Write it as 2027-06-08T10:00."),
    "help-option-anyway": Sentence("Take the address although it does not look like this account’s."),
    "help-option-published-at": Sentence(
        "When it went out, by the wall clock of its campaign, such as 2027-06-08T10:00."
    ),
    "help-figures": Sentence(
        "Keep the figures that a person read on the network: for posts that were published by hand."
    ),
    "help-option-read-at": Sentence(
        "When they were read, by the wall clock of the campaign, such as 2027-06-08T10:00; else now."
    ),
    "help-argument-one": Sentence("The delivery: its id or its tag."),
    "help-figure-reactions": Sentence("Likes, favourites, reactions together."),
    "help-figure-replies": Sentence("Replies or comments, as the network shows them."),
    "help-figure-shares": Sentence("Reposts and quotes together."),
    "help-figure-saves": Sentence("Saved by how many."),
    "help-figure-clicks": Sentence("Clicks on the link."),
    "help-figure-views": Sentence("Views or impressions."),
    "help-figure-reach": Sentence("People reached."),
    "figures-none": Sentence(
        "No figure was given.",
        "Give those that the network shows: --reactions, --replies, --shares, --saves, --clicks, --views, --reach. What it does not show stays out.",
    ),
    "figures-not-out": Sentence(
        "{tag} is not out: it has no figures.", "Confirm it first: `scheduler confirm {tag} --url`."
    ),
    "figures-before": Sentence("At {at} it was not out yet: it came out on {published}.", "Correct --at."),
    "figure-not-a-number": Sentence(
        "“{given}” is no figure.", "Write a whole number, or nothing where the network shows none."
    ),
    "figures-ask": Sentence("The figures of {tag}, as the network shows them. An empty line: not shown."),
    "figures-kept": Sentence("Kept for {tag}, {hours} hours after it came out: {figures}."),
    "figures-known": Sentence("These figures of {tag} were known already."),
    "collected-to-type": Sentence(
        "{tag} came out {hours} hours ago: read its figures on the network, then `scheduler figures {tag}`."
    ),
    "doctor-account-by-hand": Sentence("A person publishes for it: they are told at the hour."),
    "doctor-by-key": Sentence(
        Plural(
            "{n} delivery waits for a person’s key, until {until}.",
            "{n} deliveries wait for a person’s key, the first until {until}.",
        ),
        "Send them from `scheduler review`, or with `scheduler send --now`.",
    ),
    "doctor-to-publish": Sentence(
        "To publish by hand, or to confirm: {folder}",
        "Open {page}, publish, then `scheduler confirm {tag}` with --url, or with --absent.",
    ),
    "doctor-to-publish-gone": Sentence(
        "To publish by hand, or to confirm; its folder is not there any more: {folder}",
        "`scheduler run`, or `scheduler run --once`, lays it out again. If it is out: `scheduler confirm {tag}` with --url.",
    ),
}
