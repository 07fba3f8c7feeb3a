"""Taking back what went out."""

from scheduler.sentences.words import Plural, Sentence

SENTENCES: dict[str, Sentence] = {
    "help-withdraw": Sentence(
        "Delete what went out where its network can, stop the rest, and list what a person must delete by hand."
    ),
    "help-option-withdraw-confirm": Sentence("The tag (or the post) typed again: the answer to the second question."),
    "help-option-withdraw-by-hand": Sentence(
        "What only a person can delete has been deleted by hand: write that down too."
    ),
    "confirm-withdraw": Sentence(
        Plural("Delete {n} published message of {tag}?", "Delete {n} published messages of {tag}?")
    ),
    "confirm-withdraw-typed": Sentence("It cannot be undone. To delete, type {tag}:"),
    "withdraw-other-tag": Sentence("{given} is not what would be withdrawn: {tag}.", "Nothing was deleted. Type that."),
    "withdraw-will-delete": Sentence("to be deleted: {url} (published {since})"),
    "withdraw-by-hand": Sentence("to be deleted by hand: {url} (published {since})."),
    "withdraw-was-by-hand": Sentence("deleted by hand, as you say: {url}"),
    "withdraw-gone": Sentence("deleted: {url} (was there from {since} to {until})"),
    "withdraw-failed": Sentence("NOT deleted: {url} (published {since})."),
    "withdrawn-parts": Sentence(Plural("{n} message is gone.", "{n} messages are gone.")),
    "withdraw-hands-needed": Sentence(
        Plural("{n} message must be deleted by hand.", "{n} messages must be deleted by hand."),
        "Then call `scheduler withdraw` again with --by-hand.",
    ),
    "withdraw-some-left": Sentence(
        Plural("{n} message may still be there.", "{n} messages may still be there."),
        "Call `scheduler withdraw` again: it goes on where it stopped. If it is urgent, delete them by hand.",
    ),
    "withdraw-stopped": Sentence("nothing of {tag} goes out any more"),
    "withdraw-in-doubt": Sentence(
        "{tag} may be there: nobody knows.",
        "Look at the account, settle it with `scheduler confirm`, then withdraw it.",
    ),
    "withdraw-flying": Sentence(
        "{tag} is being sent at this moment; nothing follows it.", "Withdraw it again in a minute."
    ),
    "stopped-to-withdraw": Sentence("{by} stopped it, to withdraw it."),
    "withdrawn-by": Sentence("{by} withdrew it."),
    "withdraw-cancelled": Sentence(
        "{tag} was cancelled when a part of it was out already: what is over is not touched again.",
        "Delete by hand: {places}",
    ),
    "withdraw-in-flight": Sentence("Something of it is being sent at this moment.", "Try again in a minute."),
    "withdraw-doubtful": Sentence(
        "Whether the rest of it is out is not known.", "Settle that first with `scheduler confirm`."
    ),
    "withdraw-typed": Sentence("Its address was given by a person, so the program does not delete it."),
    "withdraw-unable": Sentence("The program cannot delete there."),
    "withdraw-broke": Sentence("A fault of the program ended the deletion: {fault}.", "Please report it."),
    "report-cannot-withdrawn": Sentence(
        Plural(
            "What {n} withdrawn post did while it was there: it counts nowhere.",
            "What {n} withdrawn posts did while they were there: they count nowhere.",
        )
    ),
    "event-stopped-by-a-person": Sentence("stopped by a person"),
    "event-stop-asked-for": Sentence("a stop asked for"),
    "event-part-withdrawn": Sentence("a part deleted"),
    "event-part-deleted-by-hand": Sentence("a part deleted by hand"),
}
