"""Messages of others: what came in, what was made of it, and why something was not heard."""

from scheduler.sentences.words import Plural, Sentence

SENTENCES: dict[str, Sentence] = {
    "help-mentions": Sentence(
        "What others wrote to you: replies, mentions, posts with your hashtags; sort it, answer on the network."
    ),
    "help-argument-mentions": Sentence(
        "Nothing lists; `collect`; `show 12`; `question 12`, `answered`, `pass`, `passed`, `accept`, `aside`, `verbatim`, `consent`, `withdraw`, `nothing`; `undo ROW`; `add URL`; `stop`; `purge`."
    ),
    "help-option-mentions-campaign": Sentence("Only what belongs to that campaign’s days."),
    "help-option-mentions-new": Sentence("Only those that nobody has sorted yet."),
    "help-option-mentions-waiting": Sentence("Only questions that wait for an answer."),
    "help-option-mentions-kind": Sentence("Only `reply`, `mention` or `tag`; with `add`, what the message is."),
    "help-option-mentions-most": Sentence("How many to show at most, the newest."),
    "help-option-mentions-offline": Sentence("Do not fetch their words from the networks."),
    "help-option-mentions-theme": Sentence("With `pass`: what it is about."),
    "help-option-mentions-department": Sentence("With `pass`: whom it concerns. With `passed`: who was told."),
    "help-option-mentions-reason": Sentence(
        "With `aside`: off-topic, no-consent, rights, quality, duplicate or other."
    ),
    "help-option-mentions-credit": Sentence("With `accept`: the credit, as the author wants it."),
    "help-option-mentions-consent": Sentence("With `accept` or `verbatim`: the author agrees."),
    "help-option-mentions-wording": Sentence("With `verbatim`: the words to cite; else the whole message."),
    "help-option-mentions-attribution": Sentence("With `verbatim`: whose words they are (A visitor)."),
    "help-option-mentions-at": Sentence(
        "With `answered` or `add`: when it was (2027-06-07T14:10), by the calendar’s clock."
    ),
    "help-option-mentions-account": Sentence("Only that account; with `add`, whose message it is."),
    "help-option-mentions-under": Sentence("With `add`: the post of yours that it answers (code, id or tag)."),
    "mention-no-such": Sentence("There is no message of that number.", "`scheduler mentions` shows the numbers."),
    "mention-answered-early": Sentence(
        "This message was written on {at}: its answer cannot be older.", "Give the hour of the answer with --at."
    ),
    "mention-no-such-row": Sentence(
        "There is no such row, or it takes another one back.",
        "`scheduler mentions show 12` shows the rows of a message.",
    ),
    "mention-undone-already": Sentence("This row was taken back already."),
    "mention-withdrawn": Sentence(
        "The consent was withdrawn: its words are not kept any more, and the row cannot be taken back.",
        "Ask the author again, then `consent` and `verbatim`.",
    ),
    "mentions-words": Sentence(
        "This cannot be done to messages.",
        "`scheduler mentions`, `scheduler mentions collect`, or an act and the numbers of messages: `scheduler mentions question 12 14`.",
    ),
    "mentions-needs": Sentence("`{act}` needs {option}."),
    "mentions-no-reason": Sentence("“{name}” is no reason to set aside.", "One of: {known}."),
    "mentions-no-kind": Sentence("“{name}” is no kind of message.", "One of: reply, mention, tag."),
    "mentions-no-hour": Sentence("“{name}” is no date with an hour.", "Write 2027-06-07T14:10."),
    "mentions-no-words": Sentence("The words of message {n} cannot be fetched now.", "Give them with --wording."),
    "mentions-no-address": Sentence("This is no web address.", "Give the address of the message: https://…"),
    "ability-replies": Sentence("replies"),
    "ability-mentions": Sentence("mentions"),
    "ability-tagged": Sentence("posts with a hashtag"),
    "mentions-key-odd": Sentence(
        "The key of the messages is not a file of 32 bytes that you alone may read.",
        "`chmod 600` it, or put it back from a copy. Deleted, it is made anew: then older messages cannot be shown again.",
    ),
    "mentions-key-elsewhere": Sentence(
        "Messages were kept with a key that is not on this machine: they cannot be found again.",
        "Copy its file to {file}, with mode 600.",
    ),
    "mastodon-no-notifications": Sentence(
        "The token may not read notifications: replies under your posts are read all the same, other mentions are not.",
        "To have them too, make a token with the right read:notifications and `scheduler connect` it.",
    ),
    "mentions-paid": Sentence(
        "On X each message that is read costs money, so none is listened for.",
        'Write `mentions = "paid"` into the account to have mentions read all the same, or enter what counts with `scheduler mentions add URL`.',
    ),
    "option-x-mentions": Sentence(
        "`paid` to read mentions for money (0.001 USD each, 0.005 to show one); empty: none is read"
    ),
    "voices-why-cannot": Sentence("the network does not tell this program"),
    "voices-why-never": Sentence("not listened to yet"),
    "voices-why-backlog": Sentence("older messages are still being read"),
    "voices-why-failed": Sentence("the network refused at the last try"),
    "voices-why-unheard": Sentence("no account could be listened to"),
    "voices-why-unsorted": Sentence("nobody has read the messages yet"),
    "voices-why-not-collected": Sentence("too few of the weeks before were listened to in the same way"),
    "voices-cannot-unheard": Sentence("What was said on {networks}. Messages there were not collected."),
    "voices-cannot-unsorted": Sentence(
        Plural(
            "How many questions were asked in all. {n} message was read by nobody yet.",
            "How many questions were asked in all. {n} messages were read by nobody yet.",
        )
    ),
    "voices-cannot-unconsented": Sentence(
        Plural(
            "What everybody said. {n} verbatim is left out, for want of a consent.",
            "What everybody said. {n} verbatims are left out, for want of a consent.",
        )
    ),
    "voices-cannot-unjudged": Sentence(
        Plural(
            "How many contributions there were. {n} post with the hashtags was judged by nobody yet.",
            "How many contributions there were. {n} posts with the hashtags were judged by nobody yet.",
        )
    ),
    "aside-off-topic": Sentence("off topic"),
    "aside-no-consent": Sentence("no consent"),
    "aside-rights": Sentence("rights unclear"),
    "aside-quality": Sentence("quality"),
    "aside-duplicate": Sentence("duplicate"),
    "aside-other": Sentence("other reason"),
    "mentions-none": Sentence("No message to show.", "`scheduler mentions collect` reads what came in."),
    "mentions-count": Sentence(Plural("{n} message.", "{n} messages.")),
    "mentions-unsorted": Sentence(Plural("{n} is not sorted yet.", "{n} are not sorted yet.")),
    "mentions-waiting": Sentence(Plural("{n} question waits for an answer.", "{n} questions wait for an answer.")),
    "mentions-simulated": Sentence("Simulated: these people do not exist."),
    "mentions-failed": Sentence("{account}: {why}"),
    "mentions-collected": Sentence(Plural("{n} new message.", "{n} new messages.")),
    "mentions-answers-found": Sentence(Plural("{n} answer of yours was found.", "{n} answers of yours were found.")),
    "mentions-left": Sentence("Older messages are still to be read.", "`scheduler mentions collect` goes on."),
    "mentions-stopped": Sentence(
        "Nobody listens any more. What was heard is kept until it expires.",
        "`scheduler mentions collect` begins again.",
    ),
    "mentions-forgotten": Sentence(
        Plural(
            "{n} message keeps no word and no credit of this person any more.",
            "{n} messages keep no word and no credit of this person any more.",
        )
    ),
    "mentions-purged": Sentence(
        Plural(
            "{n} message deleted, with all that was made of it.",
            "{n} messages deleted, with all that was made of them.",
        )
    ),
    "mentions-written": Sentence("Row {row}: message {n}, {deed}.", "`scheduler mentions undo {row}` takes it back."),
    "mentions-withdrawn": Sentence("Row {row}: message {n}, {deed}. Its words and credit are deleted here."),
    "mentions-added": Sentence("Message {n}."),
    "mentions-unprinted": Sentence(
        "Without consent it will not be printed.", "`scheduler mentions consent {n}` once the author agrees."
    ),
    "mentions-withheld": Sentence("words not fetched"),
    "mentions-picture": Sentence("picture: {alt}"),
    "mentions-picture-bare": Sentence("picture without description"),
    "mentions-row": Sentence("{row}  {at}  {deed}  {by}"),
    "mention-toward-reply": Sentence("reply"),
    "mention-toward-mention": Sentence("mention"),
    "mention-toward-tag": Sentence("hashtag"),
    "mention-is-new": Sentence("to sort"),
    "mention-is-question": Sentence("question, waiting"),
    "mention-is-answered": Sentence("answered"),
    "mention-is-answered-after": Sentence("answered after {span}"),
    "mention-is-pass": Sentence("to pass on: {theme}"),
    "mention-is-pass-to": Sentence("to pass on: {theme} ({department})"),
    "mention-is-passed": Sentence("passed on: {theme}"),
    "mention-is-accepted": Sentence("contribution accepted"),
    "mention-is-aside": Sentence("set aside: {reason}"),
    "mention-is-verbatim": Sentence("verbatim"),
    "mention-is-verbatim-without": Sentence("verbatim without consent"),
    "mention-is-nothing": Sentence("nothing to do"),
    "mention-is-gone": Sentence("deleted by its author"),
    "mention-by-hand": Sentence("entered by {by}"),
    "deed-question": Sentence("a question"),
    "deed-answered": Sentence("answered"),
    "deed-pass-on": Sentence("to pass on"),
    "deed-passed": Sentence("passed on"),
    "deed-accept": Sentence("contribution accepted"),
    "deed-aside": Sentence("set aside"),
    "deed-verbatim": Sentence("verbatim"),
    "deed-consent": Sentence("consent"),
    "deed-withdraw": Sentence("consent withdrawn"),
    "deed-nothing": Sentence("nothing to do"),
    "deed-gone": Sentence("deleted by its author"),
    "deed-undo": Sentence("taken back"),
}
