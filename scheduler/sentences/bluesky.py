"""What Bluesky says, and how to come by its credentials."""

from scheduler.sentences.words import Sentence

SENTENCES: dict[str, Sentence] = {
    # Settings and how to come by them
    "option-bluesky-handle": Sentence("The account’s handle, without @: musee.bsky.social, or a domain of your own."),
    "option-bluesky-app-password": Sentence(
        "An app password, four groups of four signs: Settings, Privacy and security, App passwords."
    ),
    "bluesky-guide-account": Sentence(
        "Sign in at bsky.app as the institution, or create the account there; confirm its e-mail address."
    ),
    "bluesky-guide-handle": Sentence(
        "Settings, Account, Handle: note the handle, or change it for a domain of your own.",
        "Change it before you connect the account: mentions by others follow the account, not its name.",
    ),
    "bluesky-guide-password": Sentence(
        "Settings, Privacy and security, App passwords, Add App Password: give it the name of this program, and leave the access to direct messages unticked.",
        "It is shown once. Never give the password that you sign in with.",
    ),
    "bluesky-guide-server": Sentence(
        "An account that is not hosted by bsky.social: write the address of its server as base_url.",
        "Whoever runs that server knows it.",
    ),
    "bluesky-guide-cost": Sentence("Nothing: neither an account nor its use by a program is paid for."),
    "bluesky-guide-wait": Sentence("Nothing to wait for: an app password works at once."),
    "bluesky-guide-signs": Sentence(
        "Nobody signs anything; tell those who hold the account that an app password exists.",
        "They can revoke it on the same page at any time.",
    ),
    # What became of a send, or of a reading
    "bluesky-password-refused": Sentence(
        "Bluesky does not accept this handle with this app password: nothing was sent.",
        "Make a new app password (Settings, Privacy and security), then run `scheduler accounts --test`.",
    ),
    "bluesky-second-factor": Sentence(
        "Bluesky asks for a code by e-mail: this is the account’s own password, not an app password. Nothing was sent.",
        "Make an app password (Settings, Privacy and security), and give that.",
    ),
    "bluesky-taken-down": Sentence(
        "Bluesky has taken this account down, or suspended it: nothing can be published.",
        "Sign in at bsky.app to read why, and to appeal.",
    ),
    "bluesky-deactivated": Sentence(
        "This account is deactivated: nothing can be published.", "Sign in at bsky.app and reactivate it."
    ),
    "bluesky-session-refused": Sentence(
        "Bluesky refuses the session that it has just given: nothing was sent.",
        "Run `scheduler accounts --test`; if it says the same, make a new app password.",
    ),
    "bluesky-no-session": Sentence(
        "The server opens no session for this account: nothing was sent.",
        "Check base_url and handle of the account; if they are right, make a new app password.",
    ),
    "bluesky-session-not-kept": Sentence(
        "The session with Bluesky could not be kept on this machine: nothing was sent.",
        "Check the room and the rights of the state folder. It is tried again by itself.",
    ),
    "bluesky-picture-gone": Sentence(
        "Bluesky no longer had a picture that was just uploaded: nothing was published.",
        "It is uploaded again by itself.",
    ),
    "bluesky-picture-too-large": Sentence(
        "The account’s server does not take so large a picture: nothing was published.",
        "Make the picture smaller, then apply and retry.",
    ),
    "bluesky-picture-altered": Sentence(
        "The account’s server keeps other bytes than those of the picture: nothing was published.",
        "Try again; if it stays so, ask who runs the server.",
    ),
    "bluesky-thumb-too-large": Sentence(
        "The picture of the link’s card is over 1,000,000 bytes: nothing was published.",
        "Make that picture smaller, then apply and retry.",
    ),
    "bluesky-key-taken": Sentence(
        "Something else stands where this post would be: nothing was published.",
        "Look at the address in the detail; delete that post, or cancel this one and plan it under another id.",
    ),
    "bluesky-handle-unknown": Sentence(
        "A handle that is mentioned leads to no account on Bluesky: nothing was published.",
        "Correct it under `people`, or write the name instead, then apply and retry.",
    ),
    "bluesky-above-gone": Sentence(
        "The post under which this one would stand is gone: nothing was published.",
        "Cancel it, or publish it on its own.",
    ),
    "bluesky-not-ours": Sentence(
        "This is not the address of a post of this account: nothing was changed.", "Check which account it belongs to."
    ),
    "bluesky-upstream": Sentence(
        "Bluesky’s server waited in vain for the one behind it: nothing was sent.", "It is tried again by itself."
    ),
    # What a look at the account finds
    "bluesky-handle-of-another": Sentence(
        "The handle {handle} leads to another account ({found}) than the one that answers ({did}).",
        "Correct `handle` of the account in config.toml, then connect it again.",
    ),
    "bluesky-handle-lost": Sentence(
        "The handle {handle} leads to no account any more, though its session still works.",
        "Correct `handle` of the account in config.toml before the session ends.",
    ),
    "bluesky-main-password": Sentence(
        "This is the password of the account itself, which may change everything in it.",
        "Make an app password (Settings, Privacy and security), and give that instead.",
    ),
    "bluesky-reads-messages": Sentence(
        "This app password also opens the account’s direct messages, which the program does not need.",
        "A narrower one can be made in its place.",
    ),
    "bluesky-address-unconfirmed": Sentence(
        "The account’s e-mail address is not confirmed.",
        "Confirm it under Settings, Account: Bluesky asks for it before it takes videos.",
    ),
}
