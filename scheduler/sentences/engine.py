"""The engine: why a delivery waits, is held or was missed, what the daemon says, and notifications."""

from scheduler.sentences.words import Sentence

SENTENCES: dict[str, Sentence] = {
    "waits-for-approval": Sentence("A yes is missing for this text.", "Ask for it with `scheduler ask`."),
    "waits-for-hour": Sentence("Its hour has not come: the clock was set back."),
    "waits-for-post": Sentence("The post that it answers, {tag}, is not out yet."),
    "waits-for-lost-post": Sentence(
        "The post that it answers, {tag}, did not go out.",
        "It goes out only after that post, and only if not too late.",
    ),
    "missed": Sentence(
        "It was too late: its hour had passed.", "To publish it now all the same, use `scheduler send --now`."
    ),
    "missed-post": Sentence(
        "It was too late: the post that it answers, {tag}, did not go out in time.",
        "Look at that post first.",
    ),
    "thread-unfinished": Sentence(
        "Some parts are out, the others could not follow within 30 minutes.",
        "Look at the network, then use `scheduler retry` for the rest, or delete on the network what is there.",
    ),
    "held-other-bytes": Sentence(
        "What is stored is not what was approved; nothing was sent.", "Apply the campaign again, then approve it."
    ),
    "held-post-without-id": Sentence(
        "The network’s id of the post that it answers, {tag}, is not known.",
        "Publish the answer by hand, then use `scheduler confirm`.",
    ),
    "above-without-id": Sentence(
        "The rest cannot be sent: the address of the part above, {url}, does not spell out which post it is.",
        "Publish the rest under it by hand, then use `scheduler confirm {tag} --url ADDRESS`.",
    ),
    "held-fault": Sentence(
        "A fault of the program stopped it before anything was sent: {fault}.",
        "Please report it; then use `scheduler unhold`.",
    ),
    "connector-cannot": Sentence(
        "The connector of this network cannot send this kind of message.", "Publish it by hand."
    ),
    "connector-broke": Sentence("The connector broke off while it was sending.", "It is being looked for."),
    "receipt-senseless": Sentence("The network answered without naming what it published.", "It is being looked for."),
    "send-interrupted": Sentence("The program was interrupted while it was sending.", "It is being looked for."),
    "account-is-another": Sentence(
        "The account {account} is not the one that was connected: it is {found}, it was {pinned}.",
        "Check its token. If its posts are really to go out in that name: `scheduler connect {account} --another {found}`.",
    ),
    "braked": Sentence("The brake is on: {file}.", "Remove that file, or run `scheduler resume`, to go on."),
    "put-off": Sentence("It was put off right before it was sent: the brake, or a clock that had run on."),
    "proved-absent": Sentence("It was looked for: it is certainly not there."),
    "looked-in-vain": Sentence(
        "It may be out: it was looked for, and the network could not tell.",
        "Look at the account, then run `scheduler confirm` with its tag: it shows what the account published last.",
    ),
    "look-unanswered": Sentence(
        "It may be out: it was looked for, and the network gave no answer.",
        "It is looked for again by itself. Who cannot wait looks at the account, then runs `scheduler confirm` with its tag.",
    ),
    "job-broke": Sentence("A fault of the program ended the work on this message."),
    "chore-broke": Sentence(
        "A fault of the program stopped what it does beside publishing; it is tried again in ten minutes.",
        "Posts go out all the same. Please report it.",
    ),
    "doctor-chore-broke": Sentence(
        "What the daemon does beside publishing broke off ({name}: {fault}). It is tried again every ten minutes.",
        "Posts go out all the same. Please report it.",
    ),
    "answers-owed": Sentence(
        "What the networks answered cannot be written down; it is kept in memory, and nothing new is sent.",
        "Make room on the disk; do not stop the program.",
    ),
    "stopping": Sentence("The daemon was told to stop."),
    "dispatcher-lock-replaced": Sentence(
        "The lock of this database was replaced while the program was running.",
        "Stop every `scheduler run`, check that the state folder was not copied or restored, then start one again.",
    ),
    "delivery-without-parts": Sentence("It has no parts that could be sent."),
}
