"""Conditions that an author sets: what cancels a post or holds it when it would go out."""

from scheduler.sentences.words import Sentence

SENTENCES: dict[str, Sentence] = {
    "field-any-cancel-if": Sentence(
        "What cancels it when it would go out: {{passed: 2027-06-13}}, {{not_out: announcement}}, {{younger_than: 90min}}; one of them is enough"
    ),
    "field-any-hold-if": Sentence(
        "What holds it when it would go out, with the keys of cancel_if; younger_than only makes it wait"
    ),
    "field-any-passed": Sentence(
        "A moment that has passed, in the campaign’s zone: 2027-06-13 12h; a date alone when its day is over"
    ),
    "field-any-not-out": Sentence("Another post that did not go out by then: its id, or campaign/id"),
    "field-any-younger-than": Sentence("The account’s last post is younger than this: 90min, 2h"),
    "proviso-empty": Sentence(
        "This condition asks nothing.", "Write for example `{{not_out: announcement}}`, or take the key out."
    ),
    "proviso-post-unknown": Sentence(
        "There is no post called {name} to go by.", "Write the id of a post of this campaign, or campaign/id."
    ),
    "proviso-post-unknown-meant": Sentence("There is no post called {name} to go by.", "Did you mean {meant}?"),
    "proviso-campaign-unknown": Sentence(
        "There is no campaign called {name}.", "Write campaign/id as the files name them."
    ),
    "proviso-campaign-unknown-meant": Sentence("There is no campaign called {name}.", "Did you mean {meant}?"),
    "proviso-names-itself": Sentence("It names itself: before it goes out it is never out.", "Name another post."),
    "proviso-post-later": Sentence(
        "{name} goes out later than this one, so it will never be out by then.", "Put it before, or name another post."
    ),
    "proviso-cancelled-passed": Sentence("Cancelled by its own condition: {at} has passed."),
    "proviso-held-passed": Sentence("Held by its own condition: {at} has passed.", "`scheduler unhold` lets it go on."),
    "proviso-cancelled-younger": Sentence(
        "Cancelled by its own condition: the account’s last post is younger than {n} minutes."
    ),
    "proviso-waits-younger": Sentence("It waits until {at}: the account’s last post is younger than {n} minutes."),
    "proviso-waits-post": Sentence("It waits to know whether {tag} goes out."),
    "proviso-waits-pace": Sentence(
        "It waits: messages to single people keep their distance, their number a day and the quiet hours."
    ),
    "proviso-cancelled-not-out-awaiting": Sentence("Cancelled by its own condition: {tag} has not been approved."),
    "proviso-held-not-out-awaiting": Sentence(
        "Held by its own condition: {tag} has not been approved.", "`scheduler unhold` lets it go on."
    ),
    "proviso-cancelled-not-out-ready": Sentence("Cancelled by its own condition: {tag} goes out later."),
    "proviso-held-not-out-ready": Sentence(
        "Held by its own condition: {tag} goes out later.", "`scheduler unhold` lets it go on."
    ),
    "proviso-cancelled-not-out-held": Sentence("Cancelled by its own condition: {tag} is held."),
    "proviso-held-not-out-held": Sentence(
        "Held by its own condition: {tag} is held.", "`scheduler unhold` lets it go on."
    ),
    "proviso-cancelled-not-out-failed": Sentence("Cancelled by its own condition: {tag} was refused by its network."),
    "proviso-held-not-out-failed": Sentence(
        "Held by its own condition: {tag} was refused by its network.", "`scheduler unhold` lets it go on."
    ),
    "proviso-cancelled-not-out-missed": Sentence("Cancelled by its own condition: {tag} was missed."),
    "proviso-held-not-out-missed": Sentence(
        "Held by its own condition: {tag} was missed.", "`scheduler unhold` lets it go on."
    ),
    "proviso-cancelled-not-out-cancelled": Sentence("Cancelled by its own condition: {tag} was cancelled."),
    "proviso-held-not-out-cancelled": Sentence(
        "Held by its own condition: {tag} was cancelled.", "`scheduler unhold` lets it go on."
    ),
    "proviso-cancelled-not-out-withdrawn": Sentence("Cancelled by its own condition: {tag} was withdrawn."),
    "proviso-held-not-out-withdrawn": Sentence(
        "Held by its own condition: {tag} was withdrawn.", "`scheduler unhold` lets it go on."
    ),
    "proviso-cancelled-not-out-absent": Sentence("Cancelled by its own condition: {tag} is not in the queue."),
    "proviso-held-not-out-absent": Sentence(
        "Held by its own condition: {tag} is not in the queue.", "`scheduler unhold` lets it go on."
    ),
    "proviso-if-cancel-passed": Sentence("cancelled from {at} on"),
    "proviso-if-hold-passed": Sentence("held from {at} on"),
    "proviso-if-cancel-not-out": Sentence("cancelled if {tag} did not go out"),
    "proviso-if-hold-not-out": Sentence("held if {tag} did not go out"),
    "proviso-if-cancel-younger": Sentence("cancelled if the account’s last post is younger than {span}"),
    "proviso-if-hold-younger": Sentence("waits until the account’s last post is {span} old"),
    "proviso-if-hold-pace": Sentence("{span} between two, {n} a day at most"),
    "conditions-changed": Sentence("Other conditions."),
    "explain-condition": Sentence("When it would go out: {condition}."),
}
