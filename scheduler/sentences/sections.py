"""The sections of a report beside its counts: people, voices, surroundings, effort, other editions; and what a PDF says."""

from scheduler.sentences.words import Plural, Sentence

__all__ = ["SENTENCES", "Plural"]

SENTENCES: dict[str, Sentence] = {
    # --- what partners get
    "report-partners-for": Sentence("For partners: indices only"),
    "report-partners-lead": Sentence(
        "Over {span}, total engagement was {total} times that of an average week: {volume} times the posts, each followed {each} times as much."
    ),
    "report-partners-nothing": Sentence("Too little was engaged for anything to be told: {reason}."),
    "report-partners-rule": Sentence(
        "An index says how a week compares with the same institution’s weeks before it. No count, no number of followers, no account, no single post and nobody’s words stand here, and institutions are not ranked."
    ),
    "report-partners-caption": Sentence("Each measure as a multiple of the average ordinary week"),
    "report-partners-weeks": Sentence("Weeks against the average ordinary week, which is 100"),
    "report-partners-networks": Sentence("Engagement per post, each network against its own weeks"),
    "report-partners-after": Sentence("After the operation, per post"),
    "report-partners-after-row": Sentence("Weeks {first} to {last}"),
    "report-section-indices": Sentence("Indices"),
    "report-section-other-baselines": Sentence("By other references"),
    "report-column-role": Sentence("Role"),
    "report-role-baseline": Sentence("reference"),
    "report-role-operation": Sentence("operation"),
    "report-role-after": Sentence("after"),
    "report-role-other": Sentence("another operation"),
    "report-role-empty": Sentence("nothing published"),
    "report-role-earlier": Sentence("earlier"),
    "report-column-total": Sentence("Total"),
    # --- titles and columns
    "report-section-publics": Sentence("Publics"),
    "report-section-conversations": Sentence("Conversations"),
    "report-section-contributions": Sentence("Contributions of the public"),
    "report-section-editions": Sentence("Comparisons"),
    "report-section-lessons": Sentence("Lessons"),
    "report-column-public": Sentence("Public"),
    "report-column-people": Sentence("People"),
    "report-column-share": Sentence("Share"),
    "report-column-shrunk": Sentence("Drawn in"),
    "report-column-account": Sentence("Account"),
    "report-column-rate": Sentence("Growth"),
    "report-column-trend": Sentence("Own trend"),
    "report-column-net": Sentence("Net"),
    "report-column-content": Sentence("Content"),
    "report-column-visits": Sentence("Visits"),
    "report-column-goals": Sentence("Goals"),
    "report-row-no-content": Sentence("Without a content"),
    # --- objectives and several looks
    "report-objective-p": Sentence("{name} {p} ({adjusted})"),
    "report-objectives-p": Sentence(
        "How probable it is that an ordinary week lies as far out, and the same corrected for the number of objectives (Holm): {list}."
    ),
    "report-otherwise": Sentence("The same question, asked in other ways"),
    "report-resampled": Sentence(
        "Weeks and posts drawn again {n} times (seed {seed}): between × {low} and × {high} per post."
    ),
    "report-matched": Sentence(
        Plural(
            "{n} post beside its {each} nearest of its network, kind of day and hour: × {ratio}; {unmatched} without any.",
            "{n} posts, each beside its {each} nearest of its network, kind of day and hour: × {ratio}; {unmatched} without any.",
        )
    ),
    "report-apart": Sentence(
        Plural(
            "The campaign’s {n} post against the {others} others of the same days, each by its own network: × {ratio}, between {low} and {high}. A gap, not an effect.",
            "The campaign’s {n} posts against the {others} others of the same days, each by its own network: × {ratio}, between {low} and {high}. A gap, not an effect.",
        )
    ),
    "report-rank": Sentence(
        Plural(
            "{metric}: {place} of {n} comparable week since {since}.",
            "{metric}: {place} of {n} comparable weeks since {since}.",
        )
    ),
    "report-shrunk-note": Sentence(
        "“Drawn in”: the typical post, drawn towards the week’s the more the fewer posts there are (empirical Bayes). A day rests on a few contents: contents are compared, not themes."
    ),
    # --- what engagement is made of
    "report-mix-week": Sentence("A post of the operation"),
    "report-mix-usual": Sentence("A post of an ordinary week"),
    "report-chart-mix": Sentence("Of a post’s engagement, replies are {now} this week and {usual} in an ordinary week"),
    "report-chart-mix-same": Sentence("Of a post’s engagement, replies are {now}, as in an ordinary week"),
    "report-chart-mix-how": Sentence(
        "Means per post. Hatched: replies (conversation); dots: shares (amplification); plain: reactions (applause)."
    ),
    "report-chart-mix-desc": Sentence("Stacked bars, from 0. {list}."),
    "report-chart-posts": Sentence(
        "The post that was answered most drew {share} of its engagement in replies ({network})"
    ),
    "report-chart-posts-how": Sentence(
        "A bar per post above, as long as its engagement. Hatched: replies (conversation); dots: shares (amplification); plain: reactions (applause)."
    ),
    # --- the age of posts
    "report-chart-age": Sentence(
        "After {day}, posts have {low} to {high} of what they have after {age}, by network: younger posts may not be compared with older ones"
    ),
    "report-chart-age-same": Sentence(
        "After {day}, posts have {low} of what they have after {age}: younger posts may not be compared with older ones"
    ),
    "report-chart-age-plain": Sentence("How engagement gathers until {age}"),
    "report-chart-age-how": Sentence(
        "Median over posts with at least five engagements, the age on a logarithmic scale. {networks}."
    ),
    "report-chart-age-desc": Sentence(
        "One line per network: the share of the engagement at {age} that posts have at each age. {list}."
    ),
    # --- publics
    "report-circle-known": Sentence("known"),
    "report-circle-returning": Sentence("returning"),
    "report-circle-new": Sentence("new"),
    "report-circle-institutions": Sentence("institutions"),
    "report-circle-individuals": Sentence("individuals"),
    "report-circle-people": Sentence("all who engaged"),
    "report-circle-entre-soi": Sentence("done by institutions"),
    "report-circle-retained-4": Sentence("seen again within 4 weeks"),
    "report-circle-retained-8": Sentence("seen again within 8 weeks"),
    "report-circle-new-retained-4": Sentence("new, seen again within 4 weeks"),
    "report-circle-new-retained-8": Sentence("new, seen again within 8 weeks"),
    "report-publics-week": Sentence("{title}, {people} people"),
    "report-publics-usual": Sentence(Plural("{n} week of reference", "{n} weeks of reference")),
    "report-publics-of": Sentence("{people} of {of}"),
    "report-publics-caption": Sentence(
        Plural(
            "The same look-back of {n} day for the week and for each week of reference",
            "The same look-back of {n} days for the week and for each week of reference",
        )
    ),
    "report-publics-rest": Sentence(
        Plural(
            "Networks: {networks}. Seen before: within {days} days. Who engaged is known of {heard} post of {posts}, at {age}. People are counted by pseudonyms made with a key of our own; fewer than five are never shown.",
            "Networks: {networks}. Seen before: within {days} days. Who engaged is known of {heard} posts of {posts}, at {age}. People are counted by pseudonyms made with a key of our own; fewer than five are never shown.",
            by="heard",
        )
    ),
    "report-publics-silent": Sentence("{networks}: who engages is not told there."),
    "report-publics-undeclared": Sentence("No list of known people and institutions was declared."),
    "report-publics-why": Sentence("Who was new is not known: {reason}."),
    "report-chart-publics": Sentence("Of the people who engaged, {share} were new"),
    "report-chart-publics-ordinary": Sentence(
        "{share} of the people who engaged were new, usually {mean}: within the ordinary"
    ),
    "report-chart-publics-more": Sentence(
        "{share} of the people who engaged were new, usually {mean}: more than usual"
    ),
    "report-chart-publics-less": Sentence(
        "{share} of the people who engaged were new, usually {mean}: less than usual"
    ),
    "report-chart-publics-too-little": Sentence(
        "{share} of the people who engaged were new, usually {mean}: too little data to judge"
    ),
    "report-chart-publics-how": Sentence("Plain: known (declared list). Dots: returning. Hatched: new."),
    "report-chart-publics-desc": Sentence("Two bars of 100%, the operation above ordinary weeks. {list}."),
    "report-chart-back": Sentence("{name}: {share}, {verdict}"),
    "report-chart-back-how": Sentence(
        "Hatched: this week’s people. Grey band: where an ordinary week lies, 19 times in 20; line: its middle."
    ),
    "report-chart-back-desc": Sentence("One bar per group, from 0. {list}."),
    # --- conversations and contributions
    "report-voices-why": Sentence("Not known: {reason}."),
    "report-voices-replies": Sentence("replies received"),
    "report-voices-mentions": Sentence("mentions"),
    "report-voices-questions": Sentence("of them questions"),
    "report-voices-answered": Sentence("questions answered"),
    "report-voices-delay": Sentence("median time to answer"),
    "report-voices-row": Sentence("Replies received"),
    "report-voices-usual": Sentence(
        Plural(
            "Beside {n} week that was listened to in the same way",
            "Beside {n} weeks that were listened to in the same way",
        )
    ),
    "report-voices-passing": Sentence("To pass on"),
    "report-voices-subject": Sentence(Plural("{theme}, {n} message", "{theme}, {n} messages")),
    "report-voices-waiting": Sentence(Plural("{n} question still waits.", "{n} questions still wait.")),
    "report-voices-waiting-at": Sentence("With: {list}."),
    "report-voices-unsorted": Sentence(
        Plural(
            "{n} message was looked at by nobody: these numbers are “at least”.",
            "{n} messages were looked at by nobody: these numbers are “at least”.",
        )
    ),
    "report-voices-unconsented": Sentence(
        Plural(
            "{n} verbatim was picked but is not shown, for want of consent.",
            "{n} verbatims were picked but are not shown, for want of consent.",
        )
    ),
    "report-voices-gone": Sentence(
        Plural("{n} message was deleted by its author since.", "{n} messages were deleted by their authors since.")
    ),
    "report-voices-deaf": Sentence("{network}: not listened to ({reason})."),
    "report-voices-heard": Sentence("{network}: all of it read since {since}."),
    "report-voices-by": Sentence("{who}. Cited with consent."),
    "report-voices-aside": Sentence(Plural("{n} set aside ({list}).", "{n} set aside ({list}).")),
    "report-voices-credited": Sentence(
        Plural(
            "{n} of {of} accepted bears its credit, {consented} with the author’s consent recorded.",
            "{n} of {of} accepted bear their credit, {consented} with the author’s consent recorded.",
        )
    ),
    "report-voices-unjudged": Sentence(Plural("{n} was judged by nobody yet.", "{n} were judged by nobody yet.")),
    "report-voices-tags": Sentence("Hashtags: {tags}."),
    "report-voices-seen": Sentence("posts by others"),
    "report-voices-received": Sentence("judged"),
    "report-voices-accepted": Sentence("accepted"),
    "report-voices-contributors": Sentence("contributors"),
    # --- around the counts
    "report-around-caption": Sentence(
        "Counted elsewhere, each source by itself; beside it the days with a number, of those of the operation"
    ),
    "report-around-note": Sentence(
        "These series stand beside the counts: that two move together does not show that one moves the other."
    ),
    "report-around-visits": Sentence("Visits of the site"),
    "report-around-tagged": Sentence("of them from the campaign’s links"),
    "report-around-share": Sentence("{share} of these days’ visits"),
    "report-around-contents": Sentence("Visits by content, by its links ({source})"),
    "report-growth-caption": Sentence(
        "Followers during the operation, beyond each account’s own trend; not deduplicated between networks"
    ),
    "report-platforms": Sentence("What platforms did meanwhile"),
    "report-platform-read": Sentence("Read on {day}: {source}"),
    "report-gap-not-given-short": Sentence("not given by the network"),
    "report-gap-missing-short": Sentence("no reading"),
    "report-gap-not-yet-short": Sentence("still to come"),
    # --- paper
    "report-needs-pdf": Sentence(
        "A PDF needs the packages fpdf2, font-source-sans-pro and font-source-serif-pro, which are not all installed.",
        "Install them with `pip install 'editorial-scheduler[pdf]'`, or print the HTML from a browser.",
    ),
    "report-pdf-lacking": Sentence("□: a sign of a post that the fonts of this document do not have."),
    # --- editions
    "report-column-edition": Sentence("Edition"),
    "report-column-volume": Sentence("Number"),
    "report-editions-together": Sentence(Plural("{n} edition together", "{n} editions together")),
    "report-editions-step": Sentence("{later} over {earlier}"),
    "report-editions-caption": Sentence(
        "Each edition against its own weeks before; between two of them, the ratio of these ratios"
    ),
    "report-editions-note": Sentence(
        "Accounts grow or shrink from one year to the next: only what is brought to each year’s own ordinary weeks can be compared."
    ),
    "report-chart-editions": Sentence(
        Plural("{n} edition, each against its own weeks before", "{n} editions, each against its own weeks before")
    ),
    "report-chart-editions-one": Sentence(
        Plural(
            "{n} edition: engagement per post × {ratio}, between {low} and {high}; no effect cannot be excluded",
            "Over {n} editions engagement per post is × {ratio}, between {low} and {high}; no effect cannot be excluded",
        )
    ),
    "report-chart-editions-off": Sentence(
        Plural(
            "{n} edition: engagement per post × {ratio}, between {low} and {high}",
            "Over {n} editions engagement per post is × {ratio}, between {low} and {high}",
        )
    ),
    "report-chart-editions-how": Sentence(
        "Diamond: the edition’s ratio; line: its 95% interval, with the variance between weeks; circle: all of them together. Logarithmic scale."
    ),
    "report-chart-editions-desc": Sentence("One line per edition, ratio on a logarithmic axis. {list}."),
    # --- lessons
    "report-lessons-again": Sentence("To do again"),
    "report-lessons-change": Sentence("To change"),
    "report-lessons-drop": Sentence("To drop"),
    "report-lessons-aim": Sentence("{name}: begin from a target of {target}."),
    "report-lessons-content": Sentence("{title} – {ratio} the median of its networks"),
    "report-lessons-next": Sentence(
        "`scheduler copy --lessons` prepares the next edition’s file from {campaign} with these lessons; nothing is scheduled by that."
    ),
    "report-chart-days-usual": Sentence("ordinary median: {median}"),
    "report-cost-and": Sentence("Cost and proposals"),
    "report-propose-fewer": Sentence(
        Plural(
            "Next time {left} contents instead of {all}? The least followed one drew {share} of the engagement.",
            "Next time {left} contents instead of {all}? The {n} least followed drew {share} of the engagement.",
        )
    ),
    # --- hours
    "report-chart-hours-people": Sentence("{share} of the time is that of {name} ({time} of {total})"),
    "report-chart-hours-weeks": Sentence("The operation took {now}, an ordinary week {usual}"),
    "report-chart-hours-how": Sentence("Hours as they were written down."),
    "report-chart-hours-desc": Sentence("One bar per line, from 0. {list}."),
    "report-chart-hours-declared": Sentence("declared in the campaign file"),
    "report-chart-hours-now": Sentence("This operation"),
    "report-chart-hours-usual": Sentence("An ordinary week"),
}
