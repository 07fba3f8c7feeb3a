"""Connecting an account: steps, secrets, pins, health."""

from scheduler.sentences.words import Plural, Sentence

SENTENCES: dict[str, Sentence] = {
    # The command's help
    "help-connect": Sentence(
        "Connect an account: what to create where, what it costs, and proof that publishing would work."
    ),
    "help-argument-connect": Sentence("The account’s name in config.toml, new or known."),
    "help-option-connect-network": Sentence("Its network: mastodon, bluesky, x, facebook… (see `scheduler networks`)."),
    "help-option-through": Sentence(
        "What sends: the network itself, `handoff` (a person publishes) or `rehearsal` (nothing goes out)."
    ),
    "help-option-base-url": Sentence("The address of the account’s server."),
    "help-option-set": Sentence(
        "NAME=VALUE: one setting; a secret only as env:NAME or cmd:COMMAND. May be given several times."
    ),
    "help-option-store": Sentence(
        "Where typed secrets are kept: keyring or file; or cmd, env where they lie elsewhere."
    ),
    "help-option-secret-from-stdin": Sentence("Read the secret from the pipe: alone, or lines of NAME=SECRET."),
    "help-option-another": Sentence(
        "The remote identity that this account is to become: typed by hand, since posts will go out in its name."
    ),
    # The talk
    "connect-title": Sentence(
        "Connecting the account {account}. Nothing is written before the end; Ctrl-C leaves all as it was."
    ),
    "connect-cost": Sentence("What it costs:"),
    "connect-wait": Sentence("How long it takes:"),
    "connect-signs": Sentence("Who must be asked:"),
    "connect-read": Sentence(
        "The network’s pages were read on {day}. If they look different today, its own help is at {docs}"
    ),
    "connect-networks": Sentence("Networks: {names}."),
    "connect-ask-network": Sentence("Which network is {account} on?"),
    "connect-ask-server": Sentence("Your server’s address (as in mastodon.example):"),
    "connect-ask-origin": Sentence(
        "The file says that this account’s server is {origin}: its secrets would go there. Is that right?"
    ),
    "connect-how": Sentence("What to do on the network’s own pages:"),
    "connect-ask-real": Sentence("So far {account} only rehearses. From now on, publish on {network} for real?"),
    "connect-ask-real-queued": Sentence(
        Plural(
            "So far {account} only rehearses; {n} post waits in its queue. From now on, publish on {network} for real?",
            "So far {account} only rehearses; {n} posts wait in its queue. From now on, publish on {network} for real?",
        )
    ),
    "connect-through": Sentence("Posts for {network} will go through “{through}”: nothing is to be typed."),
    "connect-ask-value": Sentence("{name}:"),
    "connect-ask-again": Sentence("{name} [{now}]:"),
    "connect-ask-store": Sentence("Where should its secrets be kept?"),
    "connect-ask-number": Sentence("Number [{now}]:"),
    "store-keyring": Sentence("this computer’s keyring"),
    "store-file": Sentence("a file that only you can read, beside config.toml (secrets/)"),
    "store-cmd": Sentence("elsewhere: a password manager prints them (pass, 1Password, Bitwarden…)"),
    "store-env": Sentence("elsewhere: environment variables (a service, a container)"),
    "connect-no-keyring": Sentence("This computer has no keyring that answers, as is usual on a server."),
    "connect-goes-to": Sentence(
        "Secrets do not show while you type or paste them; they are sent to {origin} and nowhere else."
    ),
    "connect-keeps": Sentence("Known already ({reference}): Enter keeps it."),
    "connect-optional": Sentence("It is not required: Enter leaves it out."),
    "connect-exchanged": Sentence("{name}: the network gave one that lasts in place of yours; that one is kept."),
    "connect-ask-command": Sentence("Command that prints it (as in pass show museum/mastodon):"),
    "connect-ask-variable": Sentence("Name of the environment variable:"),
    "connect-asking": Sentence("Asking {origin} who answers. Nothing is published."),
    "connect-ask-retype": Sentence("Type them again?"),
    "connect-ask-findings": Sentence(
        "As it is, posts of {account} would not go out or would not be seen. Connect it all the same?"
    ),
    "connect-ask-write": Sentence("Write this into {file}?"),
    # What was found and done
    "connect-answers": Sentence("Answers: {who}."),
    "connect-ends": Sentence("The credentials hold until {at}."),
    "connect-limits": Sentence("Its server takes: {limits}."),
    "connect-handles": Sentence(
        Plural(
            "{n} of {all} person of your campaigns found by their handle.",
            "{n} of {all} people of your campaigns found by their handle.",
        )
    ),
    "connect-handle-unknown": Sentence("@{handle} is not known there: a mention would be plain text."),
    "connect-done-new": Sentence("{account} stands in {file}."),
    "connect-done-real": Sentence("{account} no longer rehearses: from now on it publishes for real."),
    "connect-done-again": Sentence("{account} is connected again, its other settings as they were."),
    "connect-done-secrets": Sentence(Plural("Its secret lies in {places}.", "Its secrets lie in {places}.")),
    "connect-proved": Sentence("Proved without posting: the credentials are taken, and publishing would work."),
    "connect-proved-not": Sentence("The credentials are taken, but publishing would not work yet: see above."),
    "connect-by-hand": Sentence(
        "At each hour a person is told, with the text ready to paste and the pictures in one folder: {address}"
    ),
    "connect-rehearses": Sentence("It rehearses: all goes as it would, and nothing is published anywhere."),
    "connect-next": Sentence("Next:"),
    "connect-next-campaign": Sentence("write {account} under accounts: in a campaign file, then"),
    # What cannot be
    "connect-not-taken": Sentence(
        "The network does not take these credentials.",
        "Check that each was copied whole, without a space, and that they belong to this server.",
    ),
    "connect-refused": Sentence("{account} is not connected, and nothing was written. {why}"),
    "connect-other-network": Sentence(
        "{account} is on {network} already.", "An account keeps its network: choose another name for the new one."
    ),
    "connect-another": Sentence(
        "These credentials are another account’s: {found}, where {account} was {pinned}. Nothing was written.",
        "If its posts are really to go out in that name: `scheduler connect {account} --another {found}`.",
    ),
    "connect-secret-typed": Sentence(
        "{name} is a secret: as an argument, everybody on this computer could read it.",
        "Leave it out and type it when asked, pipe it with `--secret-from-stdin`, or write `--set {name}=env:NAME`. Make a new one if this one was real.",
    ),
    "connect-empty": Sentence("{name} is empty.", "Give it a value."),
    "connect-set-odd": Sentence("What follows `--set` has no equals sign.", "Write `--set NAME=VALUE`."),
    "connect-store-unknown": Sentence("“{name}” keeps no secrets.", "Write one of: {known}."),
    "connect-store-elsewhere": Sentence(
        "With `--store {name}` secrets lie elsewhere: nothing that is typed or piped is kept.",
        "Write `--set NAME={name}:...`, or choose keyring or file.",
    ),
    "connect-stdin-odd": Sentence("The pipe’s lines are not of the form NAME=SECRET.", "Names of secrets: {known}."),
    "connect-stdin-empty": Sentence(
        "Nothing came through the pipe.",
        "Pipe the secret: `pass show museum/mastodon | scheduler connect NAME --secret-from-stdin`.",
    ),
    "connect-layout": Sentence(
        "The account {account} is laid out in a way that cannot be written into without touching the rest.",
        "Give it a table of its own, [accounts.{account}], with network = on a line of its own.",
    ),
    "connect-cannot-write": Sentence(
        "It cannot be written: {reason}.", "Nothing was changed. Check the folder’s rights and the free space."
    ),
    "connect-changed-meanwhile": Sentence(
        "The file was changed while the account was being connected: it was left as it is.",
        "Run the same command again.",
    ),
    "connect-folder-odd": Sentence(
        "This is not a folder of yours: a link, or somebody else’s.",
        "Make it a plain folder that you own, or choose `--store keyring`.",
    ),
    "connect-not-kept": Sentence(
        "The secret did not come back as it was kept.", "Nothing was changed. Choose another place with `--store`."
    ),
    "keyring-cannot-keep": Sentence(
        "The keyring does not keep {name}: {reason}.", "Unlock it, or choose `--store file`."
    ),
    "session-held": Sentence(
        "Another process has been renewing this session for {seconds} seconds.",
        "It is tried again by itself; if it stays so, look for a hanging `scheduler run`.",
    ),
    "handle-unknown": Sentence(
        "@{handle} is not known on the network of {account}: the mention will be plain text.",
        "Check the handle under people; `scheduler connect {account}` looks again.",
    ),
    # Health
    "doctor-expires": Sentence(
        Plural("The credentials end tomorrow or before.", "The credentials end in {n} days ({day})."),
        "Renew them before: `scheduler connect {account}`.",
    ),
    "doctor-expired": Sentence("The credentials have ended: {day}.", "Renew them: `scheduler connect {account}`."),
    "account-expires-today": Sentence("expires today"),
    "account-expires": Sentence(Plural("expires tomorrow", "expires in {n} days ({day})")),
    "account-expired": Sentence("expired on {day}"),
    "account-known-on": Sentence("as of {at}"),
    "account-limits": Sentence("its server takes: {limits}"),
    "limit-max-characters": Sentence(Plural("{n} character", "{n} characters")),
    "limit-max-media-attachments": Sentence(Plural("{n} picture", "{n} pictures")),
    "limit-image-size-limit": Sentence("{n} MB a picture"),
    "limit-description-limit": Sentence("alternative texts of {n} characters"),
    # Mastodon
    "option-mastodon-access-token": Sentence(
        "The access token of the application that you made, on its page under “Your access token”."
    ),
    "mastodon-cost": Sentence("nothing."),
    "mastodon-wait": Sentence("five minutes, nobody has to allow it."),
    "mastodon-signs": Sentence(
        "whoever holds the account’s password; your server’s rules say whether scheduled posts must be marked."
    ),
    "mastodon-step-server": Sentence(
        "Log in on your account’s server with a browser. Its address is what follows the second @ of the account: @museum@mastodon.example lives on mastodon.example."
    ),
    "mastodon-step-application": Sentence(
        "Open Preferences, then Development, then New application (/settings/applications/new behind your server’s address). Give it a name that your followers may see, such as “Museum calendar”; leave the redirect address as it is."
    ),
    "mastodon-step-scopes": Sentence(
        "Of the rights, untick all but these: read:accounts, read:statuses, write:statuses, write:media. Submit."
    ),
    "mastodon-step-token": Sentence(
        "Click on the application’s name in the list: the line “Your access token” is what is asked for here. It does not expire; the same page revokes it."
    ),
    "mastodon-step-automated": Sentence(
        "If your server wants accounts that publish by a program to say so: Preferences, Public profile, “This is an automated account”."
    ),
    "mastodon-scopes-publish": Sentence(
        "The token lacks the right to publish: {scopes}.",
        "Tick it on the application’s page (Preferences, Development), make the token anew there, then connect again.",
    ),
    "mastodon-scopes-read": Sentence(
        "The token may not read back what went out: {scopes}.",
        "Posts whose answer is lost would wait for a person, and no counts are read. Tick it and make the token anew.",
    ),
    "mastodon-suspended": Sentence(
        "The server has suspended this account: nothing that it publishes is seen.", "Write to the server’s moderators."
    ),
    "mastodon-moved": Sentence(
        "The account has moved to another one: its followers are there.", "Connect the new account under a new name."
    ),
    "mastodon-limited": Sentence(
        "The server limits this account: only its followers see its posts.", "Write to the server’s moderators."
    ),
    "mastodon-not-automated": Sentence(
        "The account is not marked as automated.",
        "That is right for posts written by people, unless your server’s rules say otherwise.",
    ),
}
