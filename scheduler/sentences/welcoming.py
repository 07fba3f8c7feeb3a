"""Welcoming new followers: what is wrong with a text, who cannot be read, what the doctor says."""

from scheduler.sentences.words import Plural, Sentence

SENTENCES: dict[str, Sentence] = {
    "field-any-a-day": Sentence("How many messages a day at most: 20"),
    "field-any-spread": Sentence("Between two messages: 10min"),
    "field-any-not-between": Sentence("Quiet hours, in which no message goes out: [22h, 8h]"),
    "field-any-within": Sentence("So long after somebody followed the message may still go out: 7d"),
    "field-welcome-from": Sentence("Whoever followed before this day is not greeted: 2027-01-05"),
    "field-welcome-text": Sentence("What the message says; {{follower}} names the person, and must stand in it"),
    "field-welcome-rotate": Sentence("Several texts, of which each person gets one"),
    "field-welcome-approve": Sentence(
        "each: somebody says yes to every message; once: one yes covers the same words to everybody"
    ),
    "field-welcome-account": Sentence("The account that greets its new followers"),
    "welcome-quiet-unfit": Sentence(
        "Quiet hours are two hours, the first and the last.", "Write `not_between: [22h, 8h]`."
    ),
    "welcome-twice": Sentence(
        "The id “{id}” stands twice in this file.", "Give each welcome and each post its own id."
    ),
    "welcome-account-twice": Sentence(
        "Two welcomes greet for {account}; nobody is greeted twice.",
        "Keep one of them; `rotate` gives it several texts.",
    ),
    "welcome-account-elsewhere": Sentence(
        "The campaign {campaign} greets for {account} already: this welcome stays silent.", "Keep one of them."
    ),
    "welcome-without-follower": Sentence(
        "On {network} a direct message reaches only whom it names, and this text names nobody.",
        "Put {{follower}} into it, outside of [[ ]].",
    ),
    "welcome-names-others": Sentence(
        "On {network} a direct message reaches everybody whom it names, {mentions} too.",
        "Write names instead of handles.",
    ),
    "welcome-in-parts": Sentence(
        "This text makes {n} messages on {network}, and only the first would reach the follower.", "Shorten it to one."
    ),
    "welcome-cannot-list": Sentence(
        "What sends for this account cannot say who follows it.",
        "Connect the network’s own connector, or take the welcome out.",
    ),
    "welcome-key-odd": Sentence(
        "The key of the welcomes is not a file of 32 bytes that you alone may read.",
        "`chmod 600` it, or put it back from a copy. Deleted, it is made anew: then nobody who follows today is greeted.",
    ),
    "welcome-key-elsewhere": Sentence(
        "The key of the welcomes was made on another machine, and without it everybody would be greeted again.",
        "Copy its file to {file}, with mode 600.",
    ),
    "welcome-over": Sentence("Its time was over; whom it was for is not kept."),
    "welcome-same-account": Sentence("It is the same account as {other}, which greets already."),
    "doctor-welcome-unread": Sentence(
        "The followers of {account} cannot be read, so nobody new is greeted: {why}",
        "Mend it; it is tried again every quarter of an hour.",
    ),
    "doctor-welcome-marking": Sentence(
        "Whoever follows {account} today is being marked; new followers are greeted after that."
    ),
    "doctor-welcome": Sentence(
        Plural(
            "{n} new follower of {account} was welcomed, or is about to be; the list was read on {at}.",
            "{n} new followers of {account} were welcomed, or are about to be; the list was read on {at}.",
        )
    ),
    "policy-welcome-allowed": Sentence(
        "Each new follower gets this message once, by {network}. {why} ({source}, read on {read})",
        "Read the rules of your server; where they forbid it, take this entry out and run `scheduler new welcome`.",
    ),
    "policy-welcome-draft": Sentence(
        "For each new follower a draft of this message is made once, and a person sends it on {network}. {why} ({source}, read on {read})",
        "Read the rules of your server; where they forbid it, take this entry out and run `scheduler new welcome`.",
    ),
    "template-welcome": Sentence("welcome"),
}
