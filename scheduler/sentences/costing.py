"""What the week will cost and use, before it begins."""

from scheduler.sentences.words import Plural, Sentence

SENTENCES: dict[str, Sentence] = {
    "cost-line": Sentence("{account}: about {amount} {currency} for what is new ({uses})."),
    "cost-quota": Sentence("{account}: at its fullest {used} of the {most} that may go out within {within} ({item})."),
    "cost-total": Sentence("In all about {amount} {currency}."),
    "cost-post": Sentence(Plural("{n} post at {price}", "{n} posts at {price}")),
    "cost-post-with-link": Sentence(Plural("{n} post with a link at {price}", "{n} posts with a link at {price}")),
    "cost-alt-text": Sentence(Plural("{n} alternative text at {price}", "{n} alternative texts at {price}")),
    "cost-reading": Sentence(Plural("{n} reading of counts at {price}", "{n} readings of counts at {price}")),
    "cost-picture": Sentence(Plural("{n} picture at {price}", "{n} pictures at {price}")),
    "item-post": Sentence("posts"),
    "item-picture": Sentence("pictures"),
    "item-reading": Sentence("readings of counts"),
    "item-alt-text": Sentence("alternative texts"),
    "item-post-with-link": Sentence("posts with a link"),
    "budget-over": Sentence(
        "{account} would cost about {amount} {currency} in {month}: the budget is {budget} {currency}. Dearest: {dearest}.",
        "Leave out what the public would not miss, or raise the budget.",
    ),
    "budget-over-links": Sentence(
        "{account} would cost about {amount} {currency} in {month}: the budget is {budget} {currency}. Links cost most ({n} of them); dearest: {dearest}.",
        "Leave the link out where the picture says enough (`link_in: none`), or give it once a day; in a first comment it costs the same.",
    ),
    "budget-over-all": Sentence(
        "All accounts together would cost about {amount} {currency} in {month}: the budget is {budget} {currency}. Dearest: {dearest}.",
        "Leave out what the public would not miss, or raise the budget.",
    ),
    "budget-over-links-all": Sentence(
        "All accounts together would cost about {amount} {currency} in {month}: the budget is {budget} {currency}. Links cost most ({n} of them); dearest: {dearest}.",
        "Leave the link out where the picture says enough (`link_in: none`), or give it once a day; in a first comment it costs the same.",
    ),
    "prices-old": Sentence(
        "The prices of {network} were read on {read}, {days} days ago.",
        "Look at its page, and write what has changed into a file of your own: `[costs] prices`.",
    ),
    "prices-missing": Sentence(
        "This file of prices cannot be read: {reason}.", "Correct `[costs] prices` in the configuration."
    ),
    "prices-unreadable": Sentence("This is no file of prices: {reason}.", "`scheduler help networks` shows its form."),
    "money-unreadable": Sentence("“{given}” is no amount of money.", "Write a number and a currency: “20 USD”."),
    "setting-costs-prices": Sentence("A file of your own prices, which go before those that come with the program."),
    "setting-costs-budget": Sentence(
        "What all accounts together may cost in a month: “20 USD”. Above it a plan warns."
    ),
    "setting-account-budget": Sentence("What this account may cost in a month: “20 USD”. Above it a plan warns."),
}
