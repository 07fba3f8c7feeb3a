"""What people do to a queue under way (the brake, settling what is unknown), and what it does by itself and they read of it."""

from scheduler.sentences.words import Plural, Sentence

SENTENCES: dict[str, Sentence] = {
    # Limits of networks
    "waits-for-app": Sentence(
        "The network accepts no more from the app {app} for the moment: all its accounts wait, and nothing was sent.",
        "They go out one after the other once it accepts again, if not too late.",
    ),
    "waits-for-account": Sentence(
        "The network accepts no more from {account} for the moment, and nothing was sent.",
        "It goes out once the network accepts again, if not too late.",
    ),
    "account-forbidden-twice": Sentence(
        "The network forbade two posts one after the other: the account is stopped before a third is lost.",
        "Check its rights and whether it is limited, then run `scheduler accounts --test`; `scheduler retry` for the two posts.",
    ),
    # What stands on an account already
    "held-stranger": Sentence(
        "Something nearly the same already stands on {account}: {url}. Nothing was sent.",
        "If a colleague published it: `scheduler cancel {tag}`. To publish ours beside it: `scheduler unhold {tag}`.",
    ),
    "account-shows-unsent": Sentence(
        "{account} shows what this database has never sent: {url} ({tag}). Another copy of it publishes, or somebody posted it by hand.",
        "Stop the other `scheduler run`, or ask who published it; then `scheduler accounts --test` lets the account go on.",
    ),
    "newest-unread": Sentence("The newest posts could not be read; what is due is sent without that look."),
    "ability-newest": Sentence("lists its newest posts"),
    # The brake
    "paused-all": Sentence("Everything is paused, by {by} ({why}).", "`scheduler resume`"),
    "paused-account": Sentence("The account {name} is paused, by {by} ({why}).", "`scheduler resume --account {name}`"),
    "paused-campaign": Sentence(
        "The campaign {name} is paused, by {by} ({why}).", "`scheduler resume --campaign {name}`"
    ),
    "paused-no-reason": Sentence("no reason given"),
    "paused-nowhere": Sentence(
        "No campaign in the queue is called “{name}”; there are: {known}.",
        "If that was a slip, give `scheduler resume --campaign {name}` and pause the right one.",
    ),
    "paused-since": Sentence("since {at}"),
    "event-paused": Sentence("paused"),
    "event-resumed": Sentence("resumed"),
    "paused-now": Sentence("Paused: nothing more goes out until `scheduler resume`."),
    "paused-now-account": Sentence(
        "Paused: nothing more goes out on {name} until `scheduler resume --account {name}`."
    ),
    "paused-now-campaign": Sentence(
        "Paused: nothing more of the campaign {name} goes out until `scheduler resume --campaign {name}`."
    ),
    "paused-stops-nothing": Sentence("Nothing is due within the next 24 hours."),
    "paused-stops": Sentence(
        Plural("Stopped, of the next 24 hours: {n} delivery.", "Stopped, of the next 24 hours: {n} deliveries.")
    ),
    "paused-flying": Sentence(
        Plural(
            "On its way this moment, and not to be stopped: {n} delivery.",
            "On their way this moment, and not to be stopped: {n} deliveries.",
        )
    ),
    "paused-untold": Sentence(
        "The database could not be told, so that what is stopped cannot be listed; on this machine nothing goes out. {why}",
        "Other machines that share the queue go on: pause there, too, or run `scheduler pause` again.",
    ),
    "pause-one-scope": Sentence("A pause is for one account or for one campaign.", "Give two commands."),
    "resume-ask": Sentence(
        "{tag}, {hour}: s = send it now, m = leave it as missed, h = hold it", "Answer s, m or h, or give --late."
    ),
    "resume-ask-missed": Sentence(
        "{tag}, {hour}, is missed, too late. To send it all the same type its tag; anything else leaves it."
    ),
    "resume-needs-late": Sentence(
        Plural(
            "{n} post came due while it was paused: somebody must say what becomes of it. It is still paused.",
            "{n} posts came due while it was paused: somebody must say what becomes of them. It is still paused.",
        ),
        "Run `scheduler resume` at a terminal to be asked one by one, or give --late send, --late missed or --late hold.",
    ),
    "resume-others": Sentence("Still paused:"),
    "resume-not-this": Sentence(
        "Not everything is paused: only what follows. Say which to resume.", "--account NAME or --campaign NAME"
    ),
    "resume-nothing": Sentence("It was not paused."),
    "resumed-account": Sentence("Resumed: {name}."),
    "resumed-campaign": Sentence("Resumed: the campaign {name}."),
    "unknown-late": Sentence("“{name}” is no answer.", "Give --late send, --late missed or --late hold."),
    "missed-paused": Sentence(
        "{by} left it as missed when the pause ended.", "To publish it all the same: `scheduler send --now`."
    ),
    "held-after-pause": Sentence("{by} held it when the pause ended.", "To let it go on: `scheduler unhold`."),
    "late-row": Sentence("{tag}  {hour}  {state}"),
    "help-option-pause-account": Sentence("Only this account."),
    "help-option-pause-campaign": Sentence("Only this campaign, by its short name."),
    "help-option-pause-reason": Sentence("Why, for those who find it stopped."),
    "help-option-late": Sentence(
        "What becomes of what came due meanwhile: send, missed or hold; without it you are asked one by one."
    ),
    # Settling what is unknown
    "confirm-ours": Sentence("What should have gone out on {account}, {hour}:"),
    "confirm-beside": Sentence("The newest posts on {account}, the likeliest first:"),
    "confirm-none": Sentence("{account} shows no posts."),
    "confirm-row": Sentence("{number}. {share} %  {at}  {text}"),
    "confirm-known": Sentence("that is {tag}"),
    "confirm-unread": Sentence(
        "The newest posts on {account} cannot be shown: {why}", "Look at the account with your own eyes: {address}"
    ),
    "confirm-cannot": Sentence("this network cannot list them"),
    "confirm-waits": Sentence(
        "Its request may still arrive until {until}: before that nobody can know that it is absent."
    ),
    "confirm-which": Sentence(
        "Which one is it? Its number, an address, a = it is certainly not there, empty = leave it as it is"
    ),
    "confirm-no-such-number": Sentence("There is no number {given}.", "Nothing was changed."),
    "confirm-needs-person": Sentence(
        "Only a person can tell whether {tag} is out; nothing was changed.",
        "Run it at a terminal, or give --url ADDRESS, or --absent.",
    ),
    "confirm-unlike": Sentence("It does not read like our text. If it is ours all the same, type the tag {tag}:"),
    "confirm-left": Sentence("{tag} is left as it is."),
    # Settings
    "setting-publishing-look-before-sending": Sentence(
        "Whether an account’s newest posts are read before one of ours goes out: cheap (where it costs nothing), always, never"
    ),
    "setting-account-app": Sentence(
        "The app that several accounts share, and with it its limits; known by itself on X and Facebook"
    ),
    # A line of a delivery's life
    "history-by": Sentence("by {by}"),
    "history-by-program": Sentence("by the program"),
    "history-part": Sentence("part {part} of {parts}"),
    "history-try": Sentence("try {number}"),
    "history-due": Sentence("for {due}"),
    "history-due-by-hand": Sentence("by hand, at no hour"),
    "history-role": Sentence("role {role}"),
    "history-token": Sentence("token {token}"),
    # Whether the history is as it was written
    "help-argument-history": Sentence("An id, a tag, campaign/post, or a post code (7F3K); not needed with --verify."),
    "help-option-verify": Sentence("Follow the whole history of the queue: has anybody altered it?"),
    "history-of-what": Sentence(
        "Whose history is not said.", "Give an id or a tag, or --verify to look through all of it."
    ),
    "history-whole": Sentence(
        Plural(
            "The history is whole: each of its {lines} lines is as it was written, and the delivery is what they lead to.",
            "The history is whole: each of its {lines} lines is as it was written, and all {n} deliveries are what they lead to.",
        )
    ),
    "history-broken": Sentence(
        "The history was altered: line {n} is not as it was written, or is missing.",
        "What follows it proves nothing. Compare with a backup of before.",
    ),
    "history-unlike": Sentence(
        Plural(
            "{n} delivery is not what its history leads to: {tags}. Somebody has altered the queue by hand.",
            "{n} deliveries are not what their history leads to: {tags}. Somebody has altered the queue by hand.",
        ),
        "Look at the account before anything else is sent, and compare with a backup.",
    ),
    "history-doubted": Sentence(
        "What is kept outside the database does not agree with it: it is another copy, or its history was written anew.",
        "`scheduler doctor` says more.",
    ),
    "history-head": Sentence("Its end, to be noted and compared later: line {n}, {head}"),
}
