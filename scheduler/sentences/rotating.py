"""Slots, and pools of contents that come back."""

from scheduler.sentences.words import Plural, Sentence

SENTENCES: dict[str, Sentence] = {
    "slot-unreadable": Sentence(
        "“{given}” is not a slot.", 'Write weekdays, then hours: "monday 9h", "monday..friday 12h30 18h".'
    ),
    "slot-key-alone": Sentence("`{key}` is for posts that wait for a slot.", "Add `at: slot`, or take this line out."),
    "slot-days-twice": Sentence("The days are named twice: by `{other}` and by `{key}`.", "Keep one of them."),
    "slot-backwards": Sentence(
        "It may take a slot until {last}, which is before {first}.", "Correct `until` or `from`."
    ),
    "slot-no-grid": Sentence(
        "It waits for a slot, but the account {account} has none.",
        'Add slots = ["monday 9h"] under [accounts.{account}] in config.toml, or give the post an hour.',
    ),
    "slot-none-day": Sentence(
        "{account} has no slot left on {day}.",
        "Choose another day, give the post an hour, or add a slot to [accounts.{account}] in config.toml.",
    ),
    "slot-none-between": Sentence(
        "{account} has no slot left between {first} and {last}.",
        "Choose other days, give the post an hour, or add a slot to [accounts.{account}] in config.toml.",
    ),
    "slot-taken-day": Sentence(
        "No slot of {account} is free on {day}: {taken}.",
        "Choose another day, give the post an hour or a lower priority number, or add a slot to [accounts.{account}] in config.toml.",
    ),
    "slot-taken-between": Sentence(
        "No slot of {account} is free between {first} and {last}: {taken}.",
        "Give it a later `until`, an hour or a lower priority number, or add a slot to [accounts.{account}] in config.toml.",
    ),
    "slot-none-more": Sentence(
        "{account} has no slot left until {last}: where it did not go out before, it never will.",
        "If it did not (`scheduler plan` knows), choose other days, give the post an hour, or add a slot to [accounts.{account}] in config.toml.",
    ),
    "slot-over": Sentence("It could take a slot of {account} until {last}, which is over."),
    "slot-series-empty": Sentence(
        Plural(
            "On one day no slot is free ({first}): nothing of the series goes out there then.",
            "On {n} days between {first} and {last} no slot is free: nothing of the series goes out there then.",
        ),
        "Add a slot of those weekdays to {account} in config.toml, or give the series an hour.",
    ),
    "slot-provisional": Sentence(
        "The next free slot is {at}, as far as the files tell.",
        "What lies in the queue may have it already: `scheduler plan` knows.",
    ),
    "slot-first": Sentence("first free slot"),
    "slot-next": Sentence("next free slot"),
    "slot-taken-by": Sentence("taken: {passed}"),
    "slot-too-near": Sentence("too near another post: {passed}"),
    "slot-kept": Sentence("keeps its slot"),
    "slot-kept-free": Sentence("kept free by the editorial line: {passed}"),
    "explain-slot-kept-free": Sentence("Before it, kept free by the editorial line: {passed}."),
    "pool-says": Sentence("content: {content}"),
    "pool-beside": Sentence(
        "A pool’s texts stand in its contents, not beside it.", "Take out `{key}`, or make a content of it."
    ),
    "pool-without-series": Sentence(
        "Only a series has a pool.", "Add `repeat: {{every: week, day: tuesday, at: 9h}}`."
    ),
    "pool-empty": Sentence("The pool has no contents.", "Write them under `contents:`, each with its `id`."),
    "pool-id-twice": Sentence(
        "Another content of this pool is already called {id}.",
        "Give each content an id of its own: by it the queue knows what went out.",
    ),
    "pool-content-over": Sentence(
        "“{content}” has not come since {until}, when it expired.", "Move its `until`, or leave it as a record."
    ),
    "pool-floor-idle": Sentence(
        "A content below the floor would rest for {rest}, no longer than any other ({usual}).",
        "Give the floor a longer `rest`.",
    ),
    "season-unreadable": Sentence(
        "“{given}” is not a season.", "Write the first and the last day: 03-01..06-15 (month-day)."
    ),
    "season-unreadable-meant": Sentence("A season comes back every year, so it names none.", "Write {meant}."),
    "pool-dry-rest": Sentence(
        Plural(
            "On {first} nothing is left in the pool that has rested {rest}: that date stays empty.",
            "From {first} on nothing is left in the pool that has rested {rest}: {n} dates stay empty until {last}.",
        ),
        "Write more contents, shorten `rest`, or let the series come less often.",
    ),
    "pool-dry-near": Sentence(
        Plural(
            "On {first} all that is left in the pool stands too near to the same words on that network: that date stays empty.",
            "From {first} on all that is left in the pool stands too near to the same words on that network: {n} dates stay empty until {last}.",
        ),
        "Write more contents; networks take the same words twice for spam.",
    ),
    "pool-dry-low": Sentence(
        Plural(
            "On {first} all that is left in the pool rests below its floor: that date stays empty.",
            "From {first} on all that is left in the pool rests below its floor: {n} dates stay empty until {last}.",
        ),
        "Write more contents, or lower the floor.",
    ),
    "pool-dry-season": Sentence(
        Plural(
            "On {first} no content of the pool is in season: that date stays empty.",
            "From {first} on no content of the pool is in season: {n} dates stay empty until {last}.",
        ),
        "Write contents for those days, or let `season` and `until` reach further.",
    ),
    "pool-resting": Sentence(
        "“{content}” rests on {account} until {until}: {post} reached {value} ({metric}), and the floor is {under}.",
        "Write it anew under another id, or lower the floor.",
    ),
    "explain-slot": Sentence("Slot: {at}."),
    "explain-slot-taken-by": Sentence("Before it, taken: {passed}."),
    "explain-slot-too-near": Sentence("Before it, too near another post: {passed}."),
    "explain-slot-kept": Sentence("Slot: {at}; it has it in the queue already."),
    "explain-content": Sentence("Of its pool ({n} contents, {rest} of rest) it says “{content}”."),
    "setting-account-slots": Sentence("Hours of the week for posts with `at: slot`"),
    "setting-account-distance": Sentence("Least time between a slot and another post"),
    "field-any-priority": Sentence("1 to 9: among posts that wait for a slot, 1 goes first"),
    "field-post-from": Sentence("First day of a slot"),
    "field-post-until": Sentence("Last day of a slot"),
    "field-any-pool": Sentence("Contents that come back after a rest"),
    "field-pool-rest": Sentence("Least time before a content comes again on an account"),
    "field-any-a-week": Sentence("Most posts of the pool in a week on an account"),
    "field-any-floor": Sentence("What reaches less rests longer"),
    "field-any-contents": Sentence("The contents, each with its id"),
    "field-any-weight": Sentence("1 to 10: how often it is drawn"),
    "field-any-season": Sentence("Days of each year between which it fits"),
    "field-pooled-until": Sentence("Last day on which it fits"),
    "field-any-under": Sentence("A number: below it a content rests"),
    "field-floor-age": Sentence("Age of the post at which it is counted"),
    "field-floor-rest": Sentence("How long it rests then"),
}
