"""News for people who are not at the screen."""

from scheduler.sentences.words import Plural, Sentence

SENTENCES: dict[str, Sentence] = {
    "news-title": Sentence(
        Plural(
            "Editorial calendar {calendar}: {n} thing to look at",
            "Editorial calendar {calendar}: {n} things to look at",
        )
    ),
    "news-more": Sentence(Plural("… and {n} other", "… and {n} others")),
    "news-post": Sentence("- {hour}: {subject}"),
    "news-post-by-hand": Sentence("- {subject}"),
    "news-failed": Sentence(
        Plural(
            "{n} post did not go out, refused by its network ({accounts}).",
            "{n} posts did not go out, refused by their network ({accounts}).",
        ),
        "Correct it in the file and apply it, or `scheduler retry`. `scheduler queue --state failed` shows it.",
    ),
    "news-partial": Sentence(
        Plural("{n} post is out in part only ({accounts}).", "{n} posts are out in part only ({accounts})."),
        "Look at the account, then `scheduler retry` for the rest, or `scheduler withdraw` for what is out.",
    ),
    "news-unknown": Sentence(
        Plural("{n} post may or may not be out ({accounts}).", "{n} posts may or may not be out ({accounts})."),
        "Until somebody has looked, it is not sent again by itself.",
    ),
    "news-missed": Sentence(
        Plural("{n} post did not go out: too late ({accounts}).", "{n} posts did not go out: too late ({accounts})."),
        "To publish all the same: `scheduler send --now`.",
    ),
    "news-held": Sentence(
        Plural("{n} post is held ({accounts}).", "{n} posts are held ({accounts})."),
        "When the cause is gone: `scheduler unhold`.",
    ),
    "news-late": Sentence(
        Plural("{n} post has not gone out yet ({accounts}).", "{n} posts have not gone out yet ({accounts})."),
        "It is tried again by itself until it is too late. If the network stays away: publish by hand, then `scheduler confirm`.",
    ),
    "news-blocked": Sentence(
        Plural(
            "Nothing goes out any more on {subject}: the account is blocked, {n} post of the next 24 hours waits.",
            "Nothing goes out any more on {subject}: the account is blocked, {n} posts of the next 24 hours wait.",
        ),
        "Once `scheduler connect` or `scheduler accounts --test` finds it well, what is not too late goes out by itself.",
    ),
    "news-back": Sentence("{subject} is no longer blocked: its posts go out again."),
    "news-expires": Sentence(
        Plural(
            "The credentials of {subject} end in {n} day: {hour}.",
            "The credentials of {subject} end in {n} days: {hour}.",
        ),
        "Renew them before, then `scheduler accounts --test`.",
    ),
    "news-expired": Sentence(
        "The credentials of {subject} have ended: {hour}.", "Renew them, then `scheduler accounts --test`."
    ),
    "news-doubt": Sentence(
        "There is a doubt about the database: nothing goes out.",
        "Look with `scheduler doctor`, then `scheduler adopt`.",
    ),
    "news-standby": Sentence(
        "A second `scheduler run` waits behind the first.", "If only one is meant to run, stop the other."
    ),
    "notify-test-title": Sentence("Editorial calendar {calendar}: a test"),
    "notify-test": Sentence(
        "This is a test message. What needs somebody will be told here, without the text of any post."
    ),
    "notify-taken": Sentence("{place}: taken"),
    "notify-not-taken": Sentence(
        "{place}: NOT taken. {why}",
        "Check the address in its variable, and whether its service can be reached from here.",
    ),
    "notify-no-address": Sentence(
        "No address to notify stands in config.toml.",
        'Under [notify], write urls = ["env:NOTIFY_URL"], and put an Apprise address into that variable.',
    ),
    "notify-listed": Sentence(
        Plural("{n} address is told of what needs somebody.", "{n} addresses are told of what needs somebody."),
        "`scheduler notify --test` sends a message to each.",
    ),
    "notify-how": Sentence(
        "To be told of trouble by mail or chat, give `scheduler init` --notify env:NAME, or write it under [notify] later."
    ),
    "heartbeat-silent": Sentence("The outside watch could not be reached. {why}"),
    "help-notify": Sentence("Show who is told of trouble; with --test, send each a message and say who took it."),
    "help-option-notify-test": Sentence("Send a test message now."),
    "help-option-notify-digest": Sentence("Send the morning’s digest instead of the test message."),
    "help-option-init-notify": Sentence("Where to send news of trouble: a reference to an Apprise address, env:NAME."),
    "setting-notify-digest": Sentence("The hour of a morning message about the day, 8h30; none unless set"),
    "digest-title": Sentence("Editorial calendar {calendar}: {day}"),
    "digest-today": Sentence(Plural("{n} post is to go out today:", "{n} posts are to go out today:")),
    "digest-nothing": Sentence("Nothing is to go out today."),
    "digest-post": Sentence("- {hour}: {subject} ({state})"),
    "digest-waiting": Sentence(
        Plural("{n} post of the next 7 days needs a yes:", "{n} posts of the next 7 days need a yes:"),
        "`scheduler approve`",
    ),
    "digest-person": Sentence(Plural("{n} post needs somebody:", "{n} posts need somebody:"), "`scheduler doctor`"),
    "digest-blocked": Sentence("Blocked: {accounts}.", "`scheduler accounts --test`"),
    "digest-ends": Sentence("The credentials of {subject} end on {hour}."),
}
