"""The rights of pictures: what they allow, what they cost, and what stands against a post."""

from scheduler.sentences.words import Plural, Sentence

SENTENCES: dict[str, Sentence] = {
    "rights-backwards": Sentence(
        "The rights have `{last}` ({other}) before `{first}` ({day}).", "Correct one of the two days."
    ),
    "rights-begin-after": Sentence(
        "The rights of {file} begin on {since}, after {day}.",
        "Move the post, replace the picture, or write `if_not_cleared: drop`.",
    ),
    "rights-not-yet": Sentence(
        "The rights of {file} begin on {since}, after it goes out.",
        "Move the post, replace the picture, or write `if_not_cleared: drop`.",
    ),
    "rights-near": Sentence(
        "The rights of {file} are needed by {needed_by}, and are still only asked for.",
        "Ask again: without an answer the post waits at its hour.",
    ),
    "held-rights-over": Sentence(
        "The rights of {file} are over.",
        "Have them prolonged, correct `until`, `scheduler apply`, then `scheduler unhold`; or replace the picture.",
    ),
    "held-rights-not-yet": Sentence(
        "The rights of {file} have not begun.",
        "Let it go out later, or correct `from`, `scheduler apply`, then `scheduler unhold`.",
    ),
    "held-rights-not-cleared": Sentence(
        "The rights of {file} are not cleared.",
        "Once they are, write `status: cleared`, `scheduler apply`, then `scheduler unhold`; or replace the picture.",
    ),
    "rights-changed": Sentence("The rights of its pictures changed. What is seen did not, so a yes stays."),
    "field-rights-from": Sentence("First day on which the picture may be shown"),
    "field-rights-holder": Sentence("Who grants the rights"),
    "field-rights-licence": Sentence("Under which licence: CC BY 4.0, assignment, one use"),
    "field-rights-contract": Sentence("Where the agreement can be found: its number, its file"),
    "field-rights-cost": Sentence("What it costs, with its currency: 90 EUR"),
    "field-rights-asked-on": Sentence("Day on which they were asked for"),
    "field-rights-cleared-on": Sentence("Day of the answer"),
    "help-rights": Sentence("What picture rights block, what ends while posts can be seen, what they cost."),
    "help-option-rights-campaign": Sentence("Only this campaign, by its short name."),
    "help-option-rights-week": Sentence("Only what goes out in this week: 2027-W23."),
    "rights-blocking": Sentence("Not cleared for what is to go out"),
    "rights-all-clear": Sentence("Nothing that is to go out lacks its rights."),
    "rights-leaves-out": Sentence("it goes out without this picture"),
    "rights-would-leave-out": Sentence("without an answer it goes out without this picture"),
    "rights-none-stops": Sentence("None of this stops a post now."),
    "rights-ending": Sentence("Rights that end while posts can be seen"),
    "rights-end-line": Sentence("{day}, {file}: {tags}"),
    "rights-ended-line": Sentence("{day} (over), {file}: still to be seen in {tags}"),
    "rights-end-advice": Sentence(
        "Have them prolonged and correct `until` in the file, or take the post back: `scheduler withdraw`."
    ),
    "rights-later": Sentence(
        Plural(
            "{n} more picture has rights that end later than {days} days from now.",
            "{n} more pictures have rights that end later than {days} days from now.",
        )
    ),
    "rights-costs": Sentence("What rights cost"),
    "rights-cost-line": Sentence(
        Plural(
            "{campaign}: {amount} {currency}, {holder} ({n} picture)",
            "{campaign}: {amount} {currency}, {holder} ({n} pictures)",
        )
    ),
    "rights-cost-sum": Sentence("Together: {amount} {currency}"),
    "rights-answers": Sentence("How long answers took"),
    "rights-answered": Sentence(
        Plural(
            "{holder}: {n} answer, {median} days at the middle, {longest} at most",
            "{holder}: {n} answers, {median} days at the middle, {longest} at most",
        )
    ),
    "rights-waiting": Sentence(
        Plural(
            "{holder}: {n} picture asked for, for {longest} days at most, without an answer",
            "{holder}: {n} pictures asked for, for {longest} days at most, without an answer",
        )
    ),
    "rights-nobody": Sentence("no holder named"),
    "rights-none": Sentence("No picture of these campaigns declares rights."),
    "doctor-rights-over": Sentence(
        Plural(
            "The rights of a picture that can still be seen are over: {files} ({tags}).",
            "The rights of {n} pictures that can still be seen are over: {files} ({tags}).",
        ),
        "`scheduler rights` lists them: prolong them, or `scheduler withdraw`.",
    ),
    "doctor-rights-end": Sentence(
        Plural(
            "The rights of a picture that can be seen end on {day}: {files} ({tags}).",
            "The rights of {n} pictures that can be seen end soon, first on {day}: {files} ({tags}).",
        ),
        "`scheduler rights` lists them.",
    ),
    "digest-rights-end": Sentence("Rights end on {day}: {file} ({tags})"),
    "digest-rights-over": Sentence("Rights ended on {day}, still to be seen: {file} ({tags})"),
}
