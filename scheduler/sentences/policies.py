"""What each network forbids programs to do, and why."""

from scheduler.sentences.words import Sentence

SENTENCES: dict[str, Sentence] = {
    "policy-x-welcome": Sentence("X calls automated messages to new followers unsolicited, even though they follow."),
    "policy-x-mention": Sentence(
        "X allows programs no unsolicited mentions, and since 23 February 2026 restricts them for self-serve access by a rule that it does not publish."
    ),
    "policy-x-same-text": Sentence("X forbids the same or nearly the same content from several accounts."),
    "policy-x-repeat": Sentence(
        "X refuses a text that repeats a recent one of the account; how long it remembers is not published."
    ),
    "policy-x-reply": Sentence(
        "X lets programs answer only people who spoke to the account first, once each time; answers written by an AI need its approval."
    ),
    "policy-x-follow": Sentence("X forbids automated following and following back."),
    "policy-x-like": Sentence("X forbids automated likes: each must be a person’s own act."),
    "policy-x-repost": Sentence("X allows reposts from a list that a person keeps, but not in bulk."),
    "policy-facebook-welcome": Sentence(
        "A Page may write only to people who wrote to it first, within 24 hours; it is not told who follows it."
    ),
    "policy-facebook-repeat": Sentence("Facebook refuses only a post that repeats the one right before it."),
    "policy-instagram-welcome": Sentence(
        "An account may write only to people who wrote to it or commented first; it is not told who follows it."
    ),
    "policy-instagram-like": Sentence(
        "Instagram offers programs neither likes nor follows, and forbids other ways to automate them."
    ),
    "policy-threads-welcome": Sentence("Threads gives programs neither direct messages nor the list of followers."),
    "policy-linkedin-welcome": Sentence("LinkedIn forbids automated messages, and gives programs none to send."),
    "policy-linkedin-reply": Sentence("LinkedIn forbids programs to comment or to drive engagement otherwise."),
    "policy-linkedin-like": Sentence("LinkedIn forbids programs to like or re-share."),
    "policy-tiktok-welcome": Sentence("TikTok gives programs no messages to followers."),
    "policy-snapchat-welcome": Sentence("Snapchat gives programs no messages to followers."),
    "policy-pinterest-welcome": Sentence("Pinterest gives programs no messages."),
    "policy-tumblr-welcome": Sentence("Tumblr gives programs no private messages."),
    "policy-youtube-welcome": Sentence("YouTube has no messages to subscribers."),
    "policy-telegram-welcome": Sentence("A bot cannot begin a conversation: the person must write to it first."),
    "policy-discord-welcome": Sentence(
        "A webhook speaks in its channel only, and Discord lets programs write only to people who agreed to it."
    ),
    "policy-bluesky-welcome": Sentence(
        "Bluesky counts as spam what a program does by itself and a person is notified of: messages, follows, likes, replies."
    ),
    "policy-bluesky-reply": Sentence("Bluesky wants programs to speak only to people who called them."),
    "policy-mastodon-welcome": Sentence(
        "Each server makes its own rules on messages to new followers; many take automated ones for spam."
    ),
    "policy-welcome-forbidden": Sentence(
        "No program may welcome new followers on {network}. {why} ({source}, read on {read})",
        "Take this entry out. `scheduler new welcome` makes a weekly public post in its place, which every network allows.",
    ),
    "policy-welcome-by-person": Sentence(
        "Each of these messages becomes a draft that a person sends. {why} ({source}, read on {read})"
    ),
    "policy-welcome-each": Sentence(
        "On {network} each of these messages must be looked at and sent by a person. {why} ({source}, read on {read})",
        "Write `approve: each`.",
    ),
    "policy-mention": Sentence(
        "A program would mention {mentions} on {network}. {why} ({source}, read on {read})",
        "Be sure that they expect it, or give {network} a text of its own with the name instead.",
    ),
    "policy-same-text": Sentence(
        "{accounts} would say the same on {network}. {why} ({source}, read on {read})",
        "Give each account its own words under networks, or choose one of them with only.",
    ),
    "policy-near-text": Sentence(
        "{accounts} would say nearly the same on {network}. {why} ({source}, read on {read})",
        "Give each account its own words under networks, or choose one of them with only.",
    ),
    "policy-repeat": Sentence(
        "The same words would go out {n} times within {days} days on {network}, first as {first}. {why} ({source}, read on {read})",
        "Vary them: `rotate` gives a series several contents in turn.",
    ),
    "ruling-allowed": Sentence("allowed"),
    "ruling-by-person": Sentence("by a person"),
    "ruling-forbidden": Sentence("forbidden"),
    "act-welcome": Sentence("welcoming new followers"),
    "act-mention": Sentence("mentioning people"),
    "act-same-text": Sentence("one text from several accounts"),
    "act-repeat": Sentence("one text several times"),
    "act-reply": Sentence("answering by rule"),
    "act-follow": Sentence("following by rule"),
    "act-like": Sentence("liking by rule"),
    "act-repost": Sentence("reposting by rule"),
    "policies-source": Sentence("{source}, read on {read}"),
    "policies-none": Sentence("{network}: no rule of its own on what programs do is known."),
    "help-argument-network": Sentence("One network: all that is known of it."),
    "help-option-policies": Sentence("What each network forbids programs to do, and why."),
}
