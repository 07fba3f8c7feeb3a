"""Several looks at one week: what corrections, places, draws and like-with-like leave of a finding; and the forecast."""

from scheduler.sentences.words import Plural, Sentence

SENTENCES: dict[str, Sentence] = {
    "judged-looks": Sentence(
        Plural(
            "{n} measure was looked at; corrected for their number (Holm), this could be chance: {metrics}.",
            "{n} measures were looked at; corrected for their number (Holm), this could be chance: {metrics}.",
        )
    ),
    "judged-thin": Sentence(
        Plural(
            "{n} post is compared with weeks of {usual}: so few scatter more than those weeks, and leave the ordinary by chance about one time in eight instead of twenty.",
            "{n} posts are compared with weeks of {usual}: so few scatter more than those weeks, and leave the ordinary by chance about one time in eight instead of twenty.",
        )
    ),
    "judged-goals-lost": Sentence(
        Plural(
            "Of {n} objective, corrected for their number (Holm), this no longer leaves the ordinary: {names}.",
            "Of {n} objectives, corrected for their number (Holm), these no longer leave the ordinary: {names}.",
        )
    ),
    "judged-goals-kept": Sentence(
        Plural(
            "Corrected for {n} objective (Holm), what leaves the ordinary still does: {names}.",
            "Corrected for {n} objectives (Holm), what leaves the ordinary still does: {names}.",
        )
    ),
    "judged-themes-one": Sentence(
        "Each theme rests on one content: themes cannot be told from contents, and none is better than another."
    ),
    "judged-themes-alike": Sentence(
        Plural(
            "Differences between themes are not established: handed out by lot, the same {n} content gives as much in {p} of the draws.",
            "Differences between themes are not established: handed out by lot, the same {n} contents give as much in {p} of the draws.",
        )
    ),
    "judged-themes-differ": Sentence(
        Plural(
            "Themes differ more than lot would have it (p = {p}, {n} content), and explain {share} of the differences between contents; which one is better is not said by that.",
            "Themes differ more than lot would have it (p = {p}, {n} contents), and explain {share} of the differences between contents; which one is better is not said by that.",
        )
    ),
    "judged-categories-one": Sentence(
        "Each category rests on one content: categories cannot be told from contents, and none is better than another."
    ),
    "judged-categories-alike": Sentence(
        Plural(
            "Differences between categories are not established: handed out by lot, the same {n} content gives as much in {p} of the draws.",
            "Differences between categories are not established: handed out by lot, the same {n} contents give as much in {p} of the draws.",
        )
    ),
    "judged-categories-differ": Sentence(
        Plural(
            "Categories differ more than lot would have it (p = {p}, {n} content), and explain {share} of the differences between contents; which one is better is not said by that.",
            "Categories differ more than lot would have it (p = {p}, {n} contents), and explain {share} of the differences between contents; which one is better is not said by that.",
        )
    ),
    "judged-why-overlap": Sentence("another operation of the same accounts touches these days"),
    "judged-why-unread": Sentence("more than one post in ten has no reading: the sum of the others is not the whole"),
    "judged-why-one-content": Sentence("one content for each"),
    "report-by-last-year": Sentence("the same week last year, alone"),
    "report-by-year-on-year": Sentence("this year’s ratio over last year’s"),
    "report-by-matched": Sentence("like with like (network, day, hour)"),
    # --- the forecast, before the week ----------------------------------------------------------------------------
    "help-forecast": Sentence(
        "Say before its week what a campaign could show, and whether its objectives are within reach."
    ),
    "forecast-title": Sentence("{title}: what could be seen, before the week"),
    "forecast-span": Sentence("From {first} to {last}"),
    "forecast-simulated": Sentence(
        "Simulated audience: the weeks behind were drawn by the rehearsal network; a real public varies in its own way."
    ),
    "forecast-weeks": Sentence(
        Plural(
            "Compared with {n} ordinary week, {first} to {last}.",
            "Compared with {n} ordinary weeks, {first} to {last}.",
        )
    ),
    "forecast-drafts": Sentence(
        Plural(
            "{n} content is a draft or has no day: it is not counted.",
            "{n} contents are drafts or have no day: they are not counted.",
        )
    ),
    "forecast-few-posts": Sentence(
        Plural(
            "{n} post is planned: under {least} there will be no verdict.",
            "{n} posts are planned: under {least} there will be no verdict.",
        )
    ),
    "forecast-planned": Sentence(Plural("{n} post is planned.", "{n} posts are planned.")),
    "forecast-volume": Sentence(
        Plural(
            "{n} post is planned, × {ratio} of an ordinary week.",
            "{n} posts are planned, × {ratio} of an ordinary week.",
        )
    ),
    "forecast-total-by-number": Sentence(
        "Received as usual, so many posts bring the total to × {ratio} by their number alone: a total out of the ordinary would say nothing of the public. Look at engagement per post."
    ),
    "forecast-seen": Sentence(
        "An ordinary week lies between {low} and {high} engagements per post. To be seen four times in five, the week must be truly × {ratio} as well received."
    ),
    "forecast-ordinary": Sentence(
        "Under × {ratio}, “within the ordinary” will be the likely finding even if something changed: it will not mean “without effect”."
    ),
    "forecast-blind": Sentence(
        "How posts are received could not be judged: {reason}. Collect or import more past weeks first."
    ),
    "forecast-heading-figures": Sentence("What leaves the ordinary"),
    "forecast-figure": Sentence(
        "ordinarily {low} to {high}; seen four times in five from {seen} (× {ratio} of the mean)"
    ),
    "forecast-heading-aims": Sentence("The objectives"),
    "forecast-no-aim": Sentence("none is fixed: write `objectives` in the campaign file before the week, not after it"),
    "forecast-aim-inside": Sentence(
        "{value} (× {ratio}): within the ordinary, so that reaching it would prove nothing."
    ),
    "forecast-aim-outside": Sentence(
        "{value} (× {ratio}): out of the ordinary; a week truly that good would be seen, but less than four times in five."
    ),
    "forecast-aim-surely": Sentence(
        "{value} (× {ratio}): out of the ordinary; a week truly that good would be seen four times in five."
    ),
    "forecast-aim-met": Sentence(
        Plural(
            "Of {of} past weeks, {n} reached it by itself.",
            "Of {of} past weeks, {n} reached it by themselves.",
        )
    ),
    "forecast-aim-never": Sentence("Of {of} past weeks, none ever reached it."),
    "forecast-aim-each": Sentence("With the posts planned, it takes × {ratio} of an ordinary post each."),
    "forecast-heading-remedies": Sentence("What would show smaller changes, per post"),
    "forecast-by-now": Sentence(
        Plural("as planned, {n} post: from × {ratio}", "as planned, {n} posts: from × {ratio}")
    ),
    "forecast-by-weeks": Sentence(
        Plural("a baseline of {n} week: from × {ratio}", "a baseline of {n} weeks: from × {ratio}")
    ),
    "forecast-by-posts": Sentence(
        Plural("twice the posts, {n}: from × {ratio}", "twice the posts, {n}: from × {ratio}")
    ),
    "forecast-by-editions": Sentence(
        Plural(
            "{n} edition judged together: from × {ratio}",
            "{n} editions judged together, yours or those of like institutions: from × {ratio}",
        )
    ),
    "forecast-why-elsewhere": Sentence("not counted on posts: it is judged after the week, and not foreseen"),
    "forecast-unknown": Sentence(
        "No campaign of that name stands in the files or in the queue.", "Did you mean: {meant}?"
    ),
    "forecast-broken": Sentence("Its file has errors and cannot be used.", "See them: `scheduler check`."),
    "forecast-over": Sentence("Its last day, {last}, is over.", "Ask for its report: `scheduler report`."),
}
