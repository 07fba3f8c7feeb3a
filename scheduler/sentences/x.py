"""What X says, and how to come by its credentials."""

from scheduler.sentences.words import Sentence

SENTENCES: dict[str, Sentence] = {
    # What a send, or a reading back, came to
    "x-no-credits": Sentence(
        "The X developer account has no credits left, or has reached its spending limit: nothing was sent.",
        "Buy credits or raise the limit at console.x.com, then run `scheduler accounts --test`.",
    ),
    "x-read-only": Sentence(
        "X lets these keys read but not write: nothing was sent.",
        "Give the app “Read and write” at console.x.com, then make the access token anew: an old one keeps its old rights.",
    ),
    "x-app-not-enrolled": Sentence(
        "X does not serve the app of these keys: nothing was sent.",
        "Look at the app at console.x.com: it must be active and stand under pay per use.",
    ),
    "x-suspended": Sentence(
        "X has suspended this account or its app: nothing was sent.",
        "Sign in at x.com, read what X says, and appeal there; nothing more is tried until `scheduler accounts --test` succeeds.",
    ),
    "x-locked": Sentence(
        "X has locked this account until a person unlocks it: nothing was sent.",
        "Sign in at x.com, answer what X asks, then run `scheduler accounts --test`.",
    ),
    "x-duplicate": Sentence(
        "X says that this account already has a post with these words: it may be ours, from an attempt whose answer was lost.",
        "It is looked for on the network; if it is not ours, change the words.",
    ),
    "x-not-visible-yet": Sentence(
        "X does not show the post above yet: the reply was not sent.", "It is tried again by itself."
    ),
    "x-too-long": Sentence("The text is too long for X: nothing was published.", "Shorten it, then apply and retry."),
    "x-cashtags": Sentence(
        "X takes one cashtag ($NAME) in a post: nothing was published.", "Keep one, then apply and retry."
    ),
    "x-reply-restricted": Sentence(
        "X does not let a program reply there: nothing was published.",
        "By program, reply only to your own posts and to people who named you; send this one by hand.",
    ),
    "x-mention-restricted": Sentence(
        "X does not let a program name those people: nothing was published.",
        "Write the names without @, or send this one by hand.",
    ),
    "x-not-permitted": Sentence(
        "X does not permit it and does not say why: nothing was published.",
        "Most often the text is too long for this account, or a picture is wrong; else check the rights of the app.",
    ),
    "x-challenged": Sentence(
        "X’s guard answered instead of X: nothing was sent.",
        "It is tried again by itself; if it lasts, this machine’s address may be under suspicion.",
    ),
    "x-no-media": Sentence(
        "X does not let these keys upload pictures: nothing was published, since no picture goes out without its alternative text.",
        "Check the app’s rights at console.x.com and make the access token anew, or take the pictures out.",
    ),
    "x-usage-capped": Sentence(
        "The use that X allows this developer account is spent: nothing was sent.",
        "See at console.x.com when the cycle ends, or raise the limit there; then run `scheduler accounts --test`.",
    ),
    "x-daily-limit": Sentence(
        "The posts that X allows in 24 hours are spent: nothing was sent.",
        "It is tried again by itself once X allows it.",
    ),
    "x-clock": Sentence(
        "X refuses the signature because this machine’s clock is wrong: nothing was sent.",
        "Set the clock, then run `scheduler accounts --test`.",
    ),
    # What asking the account showed
    "x-found-read-only": Sentence(
        "These keys may read but not write.",
        "Give the app “Read and write” at console.x.com, then make the access token anew.",
    ),
    "x-found-no-media": Sentence(
        "These keys may not upload pictures: posts with pictures will be refused before anything goes out.",
        "Check the app’s rights at console.x.com and make the access token anew.",
    ),
    "x-found-protected": Sentence(
        "This account is protected: only its followers see its posts.", "At x.com: Settings, Privacy and safety."
    ),
    # How to come by the keys
    "x-step-sign-up": Sentence(
        "Sign in at console.x.com with the X account that will publish, and accept the developer agreement."
    ),
    "x-step-credits": Sentence("Buy credits there and set a spending limit; without credits X answers nothing."),
    "x-step-app": Sentence("Create an app (“New App”): a name and what it is for. X shows its keys once."),
    "x-step-permissions": Sentence(
        "In the app’s user authentication settings choose “Read and write” BEFORE you make the access token: a token keeps the rights of its first day."
    ),
    "x-step-consumer-key": Sentence("Under “Keys and tokens”, copy the API Key."),
    "x-step-consumer-secret": Sentence("Copy the API Key Secret, shown once beside it."),
    "x-step-access-token": Sentence(
        "Generate the access token of your own account (OAuth 1.0a) and copy it: it begins with the account’s number."
    ),
    "x-step-access-token-secret": Sentence("Copy the Access Token Secret, shown once beside it."),
    "x-step-label": Sentence(
        "If the account mostly publishes by itself, give it X’s “Automated” label and name the person who answers for it."
    ),
    "x-cost": Sentence(
        "Paid by use, in advance (USD): 0.015 a post, 0.200 a post with a link, 0.005 an alternative text, 0.001 for each of your own posts read back."
    ),
    "x-wait": Sentence("No waiting: the keys work at once."),
    "x-signs": Sentence("Whoever holds the account accepts X’s developer agreement, and somebody pays by card."),
    "option-x-consumer-key": Sentence("API Key of the app", "console.x.com, your app, “Keys and tokens”."),
    "option-x-consumer-secret": Sentence("API Key Secret of the app", "console.x.com, your app, “Keys and tokens”."),
    "option-x-access-token": Sentence(
        "Access Token of the account, made with “Read and write”", "console.x.com, your app, “Keys and tokens”."
    ),
    "option-x-access-token-secret": Sentence(
        "Access Token Secret of the account", "console.x.com, your app, “Keys and tokens”."
    ),
}
