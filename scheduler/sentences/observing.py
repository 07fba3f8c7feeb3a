"""What surrounds the counts: site visits, series from outside, growth, what platforms did, and why a number is missing."""

from scheduler.sentences.words import Plural, Sentence

SENTENCES: dict[str, Sentence] = {
    "help-visits": Sentence(
        "Keep the visits of your site, of each day: asked of Matomo or Plausible, or from a CSV file."
    ),
    "help-series": Sentence(
        "Other numbers of days beside the counts (admissions, calls): list them, or add a CSV file."
    ),
    "help-argument-series": Sentence("Nothing lists; `add NAME FILE` adds a CSV file with a day and a number a line."),
    "help-option-visits-from": Sentence(
        "The first day that is asked for (2027-05-01); thirteen weeks back unless it is said."
    ),
    "help-option-visits-until": Sentence("The last day that is asked for; yesterday unless it is said."),
    "help-option-visits-import": Sentence(
        "A CSV file instead: date, visits, and where there are any campaign, content, `goal: NAME`."
    ),
    "help-option-observed-source": Sentence(
        "Where the file comes from, as the report names it; its name unless it is said."
    ),
    "setting-visits-matomo": Sentence(
        "The address of your Matomo, the folder included (https://stats.musee.example/matomo)."
    ),
    "setting-visits-matomo-site": Sentence("The number of your site in Matomo."),
    "setting-visits-matomo-token": Sentence(
        "A reference to a token of Matomo that may view that site (env:MATOMO_TOKEN)."
    ),
    "setting-visits-plausible": Sentence("The address of your Plausible (https://plausible.io)."),
    "setting-visits-plausible-site": Sentence("Your site as Plausible calls it (musee.example)."),
    "setting-visits-plausible-token": Sentence("A reference to a key for Plausible’s Stats API (keyring:plausible)."),
    "setting-event-first": Sentence("The first day of what a platform did to its figures (2027-03-12)."),
    "setting-event-last": Sentence("Its last day, where it took several."),
    "setting-event-what": Sentence("What it did, in your words: the report shows them."),
    "setting-event-sort": Sentence(
        "purge, removed, renamed, delayed or other: a week with a purge is no reference for followers."
    ),
    "setting-event-networks": Sentence("The networks that it touches; all unless some are named."),
    "setting-event-accounts": Sentence("Only these accounts; all unless some are named."),
    "setting-event-metrics": Sentence("The figures that it touches."),
    "setting-event-source": Sentence("The address of a page that tells of it."),
    "event-day-unreadable": Sentence("“{given}” is no day.", "Write it as 2027-06-07."),
    "event-ends-before": Sentence("It ends on {last}, before its first day {first}.", "Exchange `first` and `last`."),
    "visits-address-unfit": Sentence(
        "“{given}” is no address of a counter.", "Write https:// and the address, without a question mark or a name."
    ),
    "visits-no-counter": Sentence(
        "no counter of visits is configured.",
        "Add `matomo` or `plausible` under [visits], or read a file with --import.",
    ),
    "visits-no-day": Sentence("there is no whole day from {first} to {last}.", "Today is counted tomorrow."),
    "visits-unreachable": Sentence(
        "it could not be reached ({detail}).", "Look at the address under [visits], and try again."
    ),
    "visits-refused": Sentence("it refused ({said}).", "Look at the site and the token under [visits]."),
    "visits-senseless": Sentence(
        "its answer makes no sense.", "Look at the address under [visits]: does it answer there?"
    ),
    "series-name-unfit": Sentence(
        "“{name}” is no name for a series.", "Choose another: visits and goals come from `scheduler visits`."
    ),
    "series-usage": Sentence("series is used alone, or as `series add NAME FILE`."),
    "tabled-unreadable": Sentence(
        Plural(
            "one cell cannot be read, so nothing was taken.", "{n} cells cannot be read, so nothing was taken.", by="n"
        ),
        "Mend them, and read the file again.",
    ),
    "tabled-number": Sentence(
        "in column “{column}”, “{given}” is no sure number.",
        "Write digits, with one decimal mark and no thousands mark.",
    ),
    "tabled-day": Sentence("in column “{column}”, “{given}” is no day.", "Write it as 2027-06-07, or as 7/6/2027."),
    "tabled-twice": Sentence("in column “{column}”, “{given}” stands there twice.", "Keep one line a day."),
    "tabled-no-column": Sentence(
        "no column is called “{wanted}”.", "Its first line must name the columns; it says: {given}."
    ),
    "tabled-empty": Sentence("no day has a number.", "Fill the file, and read it again."),
    "observed-kept": Sentence(
        Plural(
            "{source}: {n} new number, from {first} to {last}.",
            "{source}: {n} new numbers, from {first} to {last}.",
            by="n",
        )
    ),
    "observed-none": Sentence("No visits and no series are kept yet."),
    "observed-series": Sentence(
        Plural(
            "{name} ({source}): {n} day, from {first} to {last}",
            "{name} ({source}): {n} days, from {first} to {last}",
            by="n",
        )
    ),
    "report-metric-visits": Sentence("Visits of the site"),
    "report-metric-outside": Sentence("Series from outside"),
    "report-gap-not-given": Sentence("the network does not give it"),
    "report-gap-missing": Sentence("it was to be had, and was not read in time"),
    "report-gap-not-yet": Sentence("still to come"),
    "growth-why-unread": Sentence("followers were not counted around both ends of these days"),
    "growth-why-none": Sentence("there was no follower at the beginning"),
    "growth-why-purge": Sentence("the platform removed accounts in these days: a fall says nothing of the public"),
    "visits-why-unmeasured": Sentence("some of these days have no number"),
    "visits-why-no-source": Sentence("no visits are kept: `scheduler visits` asks for them"),
    "platform-purge": Sentence(
        "{network} removed inactive or locked accounts: followers fell without anybody leaving."
    ),
    "platform-purge-announced": Sentence(
        "{network} announced that it removes inactive accounts: followers may have fallen without anybody leaving."
    ),
    "platform-removed": Sentence("{network} gives these figures no more: {metrics}."),
    "platform-renamed": Sentence(
        "{network} replaced {before} by {after}, which counts something else: the two cannot be compared."
    ),
    "platform-own": Sentence("{text}"),
}
