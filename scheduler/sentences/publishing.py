"""Connectors and networks: what a send came to, what a name may be, and the words of the rehearsal's page."""

from scheduler.sentences.words import Plural, Sentence

__all__ = ["SENTENCES", "Plural"]

SENTENCES: dict[str, Sentence] = {
    # Names of networks
    "network-not-allowed": Sentence(
        "The network “{name}” comes from the outside package {package}, which is not allowed.",
        'If you trust it, write allow = ["{name}"] under [networks] in config.toml.',
    ),
    "network-cannot-load": Sentence(
        "The network “{name}” cannot be loaded: {reason}.", "Install what it needs, or remove the account."
    ),
    "network-not-one-connector": Sentence(
        "The module of the network “{name}” holds {found} connectors; it must hold exactly one.",
        "This is a fault of the program: please report it.",
    ),
    "address-insecure": Sentence(
        "{address} is not an https address.", "Write https://…; http is for this machine only."
    ),
    "address-unusable": Sentence("{address} is not the address of a server.", "Write it as https://server.example."),
    # What a send, or a reading back, came to
    "send-not-connected": Sentence(
        "The network could not be reached: nothing was sent.", "It is tried again by itself until it is too late."
    ),
    "send-certificate": Sentence(
        "The server’s certificate was refused: nothing was sent.",
        "Check the address and this machine’s clock; somebody may stand between you and the network.",
    ),
    "send-rate-limited": Sentence(
        "The network asks to wait: it accepts no more for the moment, and nothing was sent.",
        "It is tried again by itself.",
    ),
    "send-unauthorized": Sentence(
        "The network no longer accepts this account’s token: nothing was sent.",
        "Make a new token, then run `scheduler connect` with the account’s name.",
    ),
    "send-forbidden": Sentence(
        "The network does not let this account do that: nothing was sent.",
        "Check the rights of the token and whether the account is limited.",
    ),
    "send-refused": Sentence(
        "The network read it and refused it: nothing was published.", "Mend the post, then apply and retry."
    ),
    "send-media-refused": Sentence(
        "The network refused a picture: nothing was published.", "Mend the picture, then apply and retry."
    ),
    "send-alt-lost": Sentence(
        "The server does not keep the alternative text of a picture: nothing was published.",
        "Try another picture or a shorter text, then apply and retry.",
    ),
    "send-outage": Sentence("The network is out of order: nothing was sent.", "It is tried again by itself."),
    "send-too-slow": Sentence(
        "The pictures took too long to upload: nothing was published.", "It is tried again by itself."
    ),
    "read-senseless": Sentence(
        "The network answered something that means nothing.",
        "Check base_url of the account; a captive portal may stand between.",
    ),
    "send-media-slow": Sentence(
        "The network did not finish preparing a picture in time: nothing was published.", "It is tried again by itself."
    ),
    "send-answer-lost": Sentence(
        "The answer was lost: it may have been published.",
        "It is looked for on the network before anything else is sent.",
    ),
    "send-server-error": Sentence(
        "The network had a fault of its own while it was publishing: it may be out.",
        "It is looked for on the network before anything else is sent.",
    ),
    "send-senseless": Sentence(
        "The network answered something that means nothing: it may have been published.",
        "It is looked for on the network before anything else is sent.",
    ),
    "send-redirected": Sentence(
        "The server points to another address, where no token is sent: nothing was published.",
        "Check base_url of the account.",
    ),
    "send-not-kept": Sentence(
        "The rehearsal could not write its folder: it may have been kept.",
        "Check the room and the rights of the state folder.",
    ),
    "send-not-readable": Sentence(
        "The rehearsal could not read its folder: nothing was kept.", "Check the rights of the state folder."
    ),
    "published-without-alt": Sentence(
        "It was published, but the network shows a picture without its alternative text.",
        "Look at the post on the network and add it by hand.",
    ),
    # The page of the rehearsal
    "rehearsal-banner": Sentence("Rehearsal: nothing was published"),
    "rehearsal-banner-more": Sentence("This is what {network} would show. The public and its answers are simulated."),
    "rehearsal-title": Sentence("{account} on {network}, rehearsal"),
    "rehearsal-posts": Sentence(Plural("{n} message", "{n} messages")),
    "rehearsal-followers": Sentence(Plural("{n} follower", "{n} followers")),
    "rehearsal-simulated": Sentence("simulated"),
    "rehearsal-alt": Sentence("Alternative text"),
    "rehearsal-no-alt": Sentence("No alternative text"),
    "rehearsal-picture-of": Sentence("Picture {number} of {total}"),
    "rehearsal-reactions": Sentence(Plural("{n} reaction", "{n} reactions")),
    "rehearsal-replies": Sentence(Plural("{n} reply", "{n} replies")),
    "rehearsal-shares": Sentence(Plural("{n} share", "{n} shares")),
    "rehearsal-saves": Sentence(Plural("{n} save", "{n} saves")),
    "rehearsal-clicks": Sentence(Plural("{n} click", "{n} clicks")),
    "rehearsal-views": Sentence(Plural("{n} view", "{n} views")),
    "rehearsal-reach": Sentence(Plural("{n} person reached", "{n} people reached")),
    "rehearsal-first-comment": Sentence("First comment"),
    "rehearsal-reply": Sentence("Reply, later"),
    "rehearsal-thread": Sentence("{number} of {total}"),
    "rehearsal-hidden": Sentence("Hidden behind a warning"),
    "rehearsal-week": Sentence(Plural("Week of {day}: {n} message", "Week of {day}: {n} messages")),
    "rehearsal-busiest": Sentence(
        Plural(
            "Go to the fullest week, that of {day}: {n} message", "Go to the fullest week, that of {day}: {n} messages"
        )
    ),
    "rehearsal-empty": Sentence("Nothing has gone out yet."),
    "rehearsal-drawn": Sentence("Page drawn on {at}. Newest first; hours of {zone}."),
    "rehearsal-visibility-unlisted": Sentence("unlisted"),
    "rehearsal-visibility-private": Sentence("followers only"),
    "rehearsal-visibility-direct": Sentence("direct message"),
}
