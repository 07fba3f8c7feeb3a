"""Editions beside each other, good hours, and what is shared between institutions."""

from scheduler.sentences.words import Plural, Sentence

SENTENCES: dict[str, Sentence] = {
    "help-compare": Sentence(
        "Compare editions of an operation: each against its own ordinary weeks, then one against the other."
    ),
    "help-argument-campaigns-compared": Sentence("Two campaigns or more, by their names"),
    "compare-too-few": Sentence(
        "Nothing to compare with.", "Name two campaigns or more, e.g. `scheduler compare {one} OTHER`."
    ),
    "compare-same": Sentence("{name} is named twice.", "Name each campaign once."),
    "compare-kicker": Sentence("Editions compared"),
    "compare-meta": Sentence("Measured {age} after publication"),
    "compare-lead": Sentence(
        "Each edition is held against its own ordinary weeks first: an account that has grown is louder in any week."
    ),
    "compare-heading-editions": Sentence("Each edition against its own ordinary weeks"),
    "compare-heading-steps": Sentence("One beside the other"),
    "compare-column-edition": Sentence("Edition"),
    "compare-column-posts": Sentence("Posts"),
    "compare-column-engagement": Sentence("Engagement"),
    "compare-column-per-post": Sentence("Per post"),
    "compare-column-volume": Sentence("Number"),
    "compare-column-each": Sentence("Each"),
    "compare-column-total": Sentence("Total"),
    "compare-column-verdict": Sentence("Per post, finding"),
    "compare-raw": Sentence(
        "From {earlier} to {later}, as counted: engagement × {total}, per post × {per_post}. The accounts themselves have changed between the two."
    ),
    "compare-net-even": Sentence(
        "Against its own ordinary weeks, {later} got {net} times per post what {earlier} got (between {low} and {high}): nothing says that one took better than the other."
    ),
    "compare-net-more": Sentence(
        "Against its own ordinary weeks, {later} took better than {earlier}: × {net} per post (between {low} and {high})."
    ),
    "compare-net-less": Sentence(
        "Against its own ordinary weeks, {later} took less well than {earlier}: × {net} per post (between {low} and {high})."
    ),
    "compare-net-alone": Sentence(
        "Against its own ordinary weeks, {later} got {net} times per post what {earlier} got; how far chance reaches can not be said."
    ),
    "compare-open": Sentence("{earlier} and {later} can not be compared: {reason}."),
    "compare-pooled": Sentence(
        Plural(
            "{n} edition together: × {ratio} per post, between {low} and {high}: ordinary weeks would do that, too, and nothing is established.",
            "{n} editions together: × {ratio} per post, between {low} and {high}: ordinary weeks would do that, too, and nothing is established.",
        )
    ),
    "compare-pooled-out": Sentence(
        Plural(
            "{n} edition together: × {ratio} per post, between {low} and {high}: it leaves the ordinary.",
            "{n} editions together: × {ratio} per post, between {low} and {high}: they leave the ordinary.",
        )
    ),
    "compare-accounts": Sentence(
        Plural(
            "Not the same accounts published: {accounts} is not in every edition.",
            "Not the same accounts published: {accounts} are not in every edition.",
        )
    ),
    "compare-simulated": Sentence("Invented by the simulated audience: the numbers of {titles}."),
    "compare-why-components": Sentence("their engagement is not made of the same counts"),
    "compare-why-ages": Sentence("they were not measured at the same age"),
    "help-hours": Sentence(
        "Show when posts were tried and what came of it: hours, days, and how much the hour explains."
    ),
    "help-option-hours-account": Sentence("Only these accounts."),
    "help-option-hours-network": Sentence("Only this network."),
    "hours-kicker": Sentence("Hours"),
    "hours-heading": Sentence("When it was tried, and what came of it"),
    "hours-meta": Sentence(
        Plural(
            "{n} post, measured {age} after publication; hours: {zone}; {networks}",
            "{n} posts, measured {age} after publication; hours: {zone}; {networks}",
        )
    ),
    "hours-first": Sentence("What the hour explains"),
    "hours-alike": Sentence(
        Plural(
            "Nothing says that the hour counts here: it explains {share} of the differences between posts, and chance alone does as much (p = {p}, {n} post).",
            "Nothing says that the hour counts here: it explains {share} of the differences between posts, and chance alone does as much (p = {p}, {n} posts).",
        )
    ),
    "hours-little": Sentence(
        Plural(
            "The hour counts for little here: hours differ more than chance would have it (p = {p}, {n} post), but explain only {share} of the differences between posts.",
            "The hour counts for little here: hours differ more than chance would have it (p = {p}, {n} posts), but explain only {share} of the differences between posts.",
        )
    ),
    "hours-counts": Sentence(
        Plural(
            "Hours differ more than chance would have it (p = {p}, {n} post), and explain {share} of the differences between posts.",
            "Hours differ more than chance would have it (p = {p}, {n} posts), and explain {share} of the differences between posts.",
        )
    ),
    "hours-untried": Sentence(
        Plural(
            "{n} of {of} boxes was never tried, {few} too seldom: nothing is known of them, neither good nor bad.",
            "{n} of {of} boxes were never tried, {few} too seldom: nothing is known of them, neither good nor bad.",
        )
    ),
    "hours-selection": Sentence(
        "Which posts went at which hour was a choice: a good hour may only be the hour of your good posts. To know, try the same kind of post at another hour."
    ),
    "hours-why-few": Sentence(
        Plural(
            "{n} measured post is too little to say anything of hours: at least {fewest} are needed.",
            "{n} measured posts are too few to say anything of hours: at least {fewest} are needed.",
        )
    ),
    "hours-why-one": Sentence("All {n} posts went out in the same hours: there is nothing to compare."),
    "hours-column-hours": Sentence("Hours"),
    "hours-days-weekdays": Sentence("Monday to Friday"),
    "hours-days-saturday": Sentence("Saturday"),
    "hours-days-sunday": Sentence("Sunday"),
    "hours-caption": Sentence(
        "A typical post of the box over a typical post of all, drawn towards 1 (empirical Bayes); n posts"
    ),
    "hours-cell": Sentence("{ratio} (n {n})"),
    "hours-cell-few": Sentence("too few (n {n})"),
    "hours-cell-never": Sentence("never tried"),
    "hours-band": Sentence("{first} to {last} h"),
    "hours-unknown-network": Sentence("No account of yours is on “{network}”.", "There is: {known}."),
    "effort-time": Sentence(
        Plural("{time} of work known, for {n} content of {of}.", "{time} of work known, for {n} contents of {of}.")
    ),
    "effort-usual": Sentence(
        Plural("An ordinary week: {time} (from {n} week).", "An ordinary week: {time} (from {n} weeks).")
    ),
    "effort-hour": Sentence("Per hour: {value} engagements."),
    "effort-hour-usual": Sentence("Per hour: {value} engagements, {usual} in an ordinary week."),
    "effort-new": Sentence("New people per hour: {value}."),
    "effort-rights": Sentence(Plural("{n} picture or film.", "{n} pictures and films.")),
    "effort-rights-paid": Sentence(Plural("{n} was paid for: {amounts}.", "{n} were paid for: {amounts}.")),
    "effort-rights-days": Sentence(
        Plural(
            "Days until the answer: {median}.",
            "Days until the answers: from {least} to {most}, {median} in the middle (median of {n}).",
        )
    ),
    "effort-amount": Sentence("{amount} {currency}"),
    "effort-column-who": Sentence("Who"),
    "effort-column-time": Sentence("Time"),
    "effort-unnamed": Sentence("Declared in the campaign file"),
    "effort-everybody": Sentence("Together"),
    "effort-people": Sentence("Hours as each wrote them down"),
    "effort-dearest": Sentence("To think over next time: much time, little engagement"),
    "effort-spent": Sentence(
        Plural(
            "{title}: {time}, {n} post, {engagement} engagements.",
            "{title}: {time}, {n} posts, {engagement} engagements.",
        )
    ),
    "effort-caution": Sentence(
        "An engagement per hour is not a visitor per hour: this report compares weeks with each other, not the institution with anything else. Much time may have been well spent on what no network counts."
    ),
    "help-contribute": Sentence(
        "Share an operation with other institutions: ratios to your own weeks in a file, shown before it is written."
    ),
    "help-option-contribute-to": Sentence("Where to write it; never over a file that is there."),
    "help-option-contribute-operation": Sentence("The operation’s name among institutions; else the campaign’s."),
    "help-option-contribute-country": Sentence("Your country by its two letters, if it may be said."),
    "help-option-contribute-kind": Sentence(
        "What your institution is, in a word (museum, library), if it may be said."
    ),
    "help-option-contribute-yes": Sentence("Write it without asking."),
    "contribute-heading": Sentence("What would be shared of {operation}, {week}"),
    "contribute-entry": Sentence(
        "{network}: per post × {ratio} of your ordinary weeks (between {low} and {high}), × {volume} posts; {size}."
    ),
    "contribute-size": Sentence("size band: {size} followers"),
    "contribute-size-unknown": Sentence("size band: not known"),
    "contribute-refused": Sentence("{network}: left out ({reason})."),
    "contribute-never": Sentence(
        "No count, no number of followers, no handle, no single post and no day of one is in it. Nothing is sent: you give the file to whom you like."
    ),
    "contribute-file": Sentence("The file, to the letter"),
    "contribute-sure": Sentence("Write it to {file}?"),
    "contribute-kept": Sentence("Written: {file}. It was sent nowhere."),
    "contribute-why-no-spread": Sentence("its posts never vary, so that no error can be given"),
    "contribute-simulated": Sentence(
        "The numbers of this campaign were invented by the simulated audience: there is nothing to share.",
        "Share an operation that was read back from real accounts.",
    ),
    "contribute-nothing": Sentence(
        "Nothing of this campaign may be shared: {why}.",
        "`scheduler report` says what is lacking.",
    ),
    "contribute-country": Sentence("“{given}” is no country.", "Write its two letters, e.g. FR."),
    "contribute-there": Sentence("A file is there already.", "Name another with --to, or move it away."),
    "contribute-unwritable": Sentence("It can not be written here: {why}.", "Name another place with --to."),
}
