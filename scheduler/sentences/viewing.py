"""What is looked at in the review: faces of a post, what is in doubt, remarks, yeses that came, plans; and the same as lines."""

from scheduler.sentences.words import Plural, Sentence

SENTENCES: dict[str, Sentence] = {
    "viewing-face-cards": Sentence("Cards"),
    "viewing-face-before": Sentence("Before/after"),
    "viewing-face-online": Sentence("Online"),
    "viewing-face-history": Sentence("History"),
    "viewing-open": Sentence(Plural("{n} open remark (r)", "{n} open remarks (r)")),
    "viewing-text": Sentence("text"),
    "viewing-before": Sentence("before"),
    "viewing-after": Sentence("after"),
    "viewing-approved": Sentence("Last approved by {by}, {at}."),
    "viewing-changed": Sentence(Plural("Changed since on {networks}.", "Changed since on {networks} ({n} accounts).")),
    "viewing-holding": Sentence("{networks}: the same as approved."),
    "viewing-unread": Sentence("{networks}: nobody has approved anything yet, so there is nothing to compare."),
    "viewing-holds": Sentence("the post waits for the answer"),
    "viewing-reading": Sentence("Reading what {account} shows…"),
    "viewing-doubt": Sentence("Did it go out? Nothing goes again before you have said."),
    "viewing-doubt-address": Sentence("It is out somewhere else: give its address"),
    "viewing-doubt-absent": Sentence("None of these: it is not out"),
    "viewing-doubt-later": Sentence("I do not know yet"),
    "viewing-doubt-keys": Sentence("↑↓ choose  Enter answer  o open in the browser  F5 read again  Esc later"),
    "viewing-settle-which": Sentence("{post} is in doubt on several accounts. Which one?"),
    "viewing-unlike": Sentence("It does not read like our text. If it is ours all the same, type:"),
    "viewing-nothing-out": Sentence("Nothing of it is out, and no folder is ready."),
    "viewing-open-which": Sentence("Open which one?"),
    "viewing-opened": Sentence("Opened: {where}"),
    "viewing-not-opened": Sentence("It cannot be opened from here; copied: {where}"),
    "viewing-plan": Sentence(Plural("The files would change {n} delivery.", "The files would change {n} deliveries.")),
    "viewing-plan-none": Sentence("The files hold nothing that could be queued now."),
    "viewing-plan-take": Sentence(Plural("Queue this change", "Queue these {n} changes")),
    "viewing-page-keys": Sentence("PgUp PgDn read  ↑↓ choose  Enter answer  Esc back"),
    "viewing-remarks": Sentence("{post}: remarks, never published"),
    "viewing-mode-answer": Sentence("answer"),
    "viewing-mode-question": Sentence("question that holds the post"),
    "viewing-mode-remark": Sentence("remark"),
    "viewing-remarks-keys": Sentence("Tab answer or ask  Enter or Ctrl+S keep  PgUp PgDn read  Esc back"),
    "viewing-remarked": Sentence("Remark kept with {what}; never published."),
    "viewing-answered": Sentence("Answered: {what}."),
    "viewing-received": Sentence("A yes that came by mail, on paper or by voice"),
    "viewing-received-code": Sentence("Code of what was read (several: a space between them)"),
    "viewing-received-role": Sentence("Role"),
    "viewing-received-by": Sentence("Said by"),
    "viewing-received-how": Sentence("How it came (mail, paper, telephone)"),
    "viewing-received-keys": Sentence("Enter next field, at the last one take it  Ctrl+S take it  Esc back"),
    "viewing-taken-in": Sentence(
        Plural(
            "Yes of {by} ({role}, {how}) taken in: {what}.",
            "Yes of {by} ({role}, {how}) taken in for {n} posts: {what}.",
        )
    ),
    "viewing-refused": Sentence(Plural("This yes could not be taken", "{n} yeses could not be taken")),
    "viewing-read": Sentence("I have read it"),
    "viewing-small": Sentence(
        "The window is too small: make it larger ({columns} columns, {lines} lines), or use `scheduler queue` or `scheduler review --lines`. The keys still work."
    ),
    "review-act-compare": Sentence("compare"),
    "review-does-compare": Sentence(
        "Turn from the cards to what changed since it was approved, and to what is online."
    ),
    "review-act-history": Sentence("history"),
    "review-does-history": Sentence("Tell what happened to the post on each network."),
    "review-act-browse": Sentence("open outside"),
    "review-does-browse": Sentence("Open what is out in the browser, or the folder of what a person publishes."),
    "review-act-received": Sentence("yes received"),
    "review-does-received": Sentence(
        "Take in a yes that came by mail, on paper or by voice: code, role, by whom, how."
    ),
}
