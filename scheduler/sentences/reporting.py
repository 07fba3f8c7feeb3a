"""Counts, evaluation and the report."""

from scheduler.sentences.words import Plural, Sentence

__all__ = ["SENTENCES", "Plural"]

SENTENCES: dict[str, Sentence] = {
    # --- the page: titles, columns, words -------------------------------------------------------------------------
    "report-kicker": Sentence("Campaign report"),
    "report-page-title": Sentence("{title}: the report"),
    "report-span": Sentence("From {first} to {last} ({week})"),
    "report-span-day": Sentence("{first} ({week})"),
    "report-week": Sentence("W{number}"),
    "report-closed": Sentence("As of {made}"),
    "report-simulated-banner": Sentence(
        "Simulated audience: every count on this page was drawn by the rehearsal network. Nobody read, liked or answered these posts; no conclusion about a real public can be drawn."
    ),
    "report-simulated-banner-part": Sentence(
        "Simulated audience on {accounts}: their counts were drawn by the rehearsal network and are mixed here with real ones; no conclusion about a real public can be drawn from sums that hold them."
    ),
    "report-simulated-short": Sentence("simulated figures"),
    "report-for-direction": Sentence("For the management, on one page"),
    "report-contents": Sentence("The whole report"),
    "report-section-brief": Sentence("In brief"),
    "report-section-objectives": Sentence("Objectives fixed before the week"),
    "report-section-figures": Sentence("Key figures"),
    "report-section-parts": Sentence("More posts, or better followed?"),
    "report-section-weeks": Sentence("Before, during, after"),
    "report-section-days": Sentence("By day and theme"),
    "report-section-networks": Sentence("By network"),
    "report-section-categories": Sentence("By category of communication"),
    "report-section-posts": Sentence("The posts that stand out"),
    "report-section-effort": Sentence("Time spent"),
    "report-section-cannot": Sentence("What cannot be said"),
    "report-section-definitions": Sentence("Definitions and sources"),
    "report-before-concluding": Sentence("Before concluding"),
    "report-cost": Sentence("Cost"),
    "report-most": Sentence("Most followed"),
    "report-least": Sentence("Least followed"),
    "report-without-top": Sentence("Without the first one"),
    "report-column-objective": Sentence("Objective"),
    "report-column-target": Sentence("Target"),
    "report-column-observed": Sentence("Observed"),
    "report-column-ordinary-week": Sentence("Ordinary week"),
    "report-column-reached": Sentence("Reached?"),
    "report-column-verdict": Sentence("Finding"),
    "report-column-measure": Sentence("Measure"),
    "report-column-week": Sentence("Week"),
    "report-column-range": Sentence("Ordinary range"),
    "report-column-place": Sentence("Where it lies"),
    "report-column-mean": Sentence("Average week"),
    "report-column-ratio": Sentence("Ratio"),
    "report-column-day": Sentence("Day"),
    "report-column-theme": Sentence("Theme"),
    "report-column-contents": Sentence("Contents"),
    "report-column-posts": Sentence("Posts (n)"),
    "report-column-engagement": Sentence("Engagement"),
    "report-column-per-post": Sentence("Per post"),
    "report-column-median": Sentence("Median"),
    "report-column-reactions": Sentence("Reactions"),
    "report-column-replies": Sentence("Replies"),
    "report-column-shares": Sentence("Shares"),
    "report-column-views": Sentence("Views"),
    "report-column-followers": Sentence("Followers gained"),
    "report-column-network": Sentence("Network"),
    "report-column-category": Sentence("Category"),
    "report-column-formula": Sentence("Formula"),
    "report-column-source": Sentence("Source and reservation"),
    "report-row-week": Sentence("Whole week"),
    "report-row-no-theme": Sentence("Without a theme"),
    "report-row-everyday": Sentence("Outside the campaign"),
    "report-row-no-category": Sentence("Without a category"),
    "report-few": Sentence("too few"),
    "report-unknown": Sentence("n/a"),
    "report-times": Sentence("× {ratio}"),
    "report-range": Sentence("{low} to {high}"),
    "report-reached-yes": Sentence("yes"),
    "report-reached-yes-ordinary": Sentence("yes, but nothing shows that the week caused it"),
    "report-reached-no": Sentence("no"),
    "report-reached-unknown": Sentence("not known"),
    "report-verdict-more": Sentence("more than usual"),
    "report-verdict-ordinary": Sentence("within the ordinary"),
    "report-verdict-less": Sentence("less than usual"),
    "report-verdict-too-little": Sentence("too little data"),
    "report-verdict-choice": Sentence("a choice, not an effect"),
    "report-metric-posts": Sentence("Posts"),
    "report-metric-engagement-total": Sentence("Total engagement"),
    "report-metric-engagement": Sentence("Engagement per post"),
    "report-metric-conversation": Sentence("Replies per post"),
    "report-metric-amplification": Sentence("Shares per post"),
    "report-metric-applause": Sentence("Reactions per post"),
    "report-component-reactions": Sentence("reactions"),
    "report-component-replies": Sentence("replies"),
    "report-component-shares": Sentence("shares"),
    "report-category-sharing-experience": Sentence("Sharing an experience"),
    "report-category-promoting-participation": Sentence("Inviting to take part"),
    "report-category-interacting": Sentence("Talking with the community"),
    "report-category-promoting-informing": Sentence("Informing about the institution"),
    # --- why there is no verdict ----------------------------------------------------------------------------------
    "report-why-no-post": Sentence("no post went out during the operation"),
    "report-why-no-count": Sentence("no post has a reading at this age yet, or its network does not give this count"),
    "report-why-unripe": Sentence("not all days of the operation can be measured yet"),
    "report-why-mixed": Sentence("a network no longer counts the same things as in the weeks before"),
    "report-why-few-weeks": Sentence("under six ordinary weeks to compare with"),
    "report-why-zero-baseline": Sentence("the weeks before have no engagement at all"),
    "report-why-few-posts": Sentence("under five posts measured"),
    "report-why-few-counts": Sentence("under twenty in all"),
    "report-why-no-baseline": Sentence("no ordinary week to compare with"),
    "report-why-unknown-metric": Sentence("this program does not know that metric"),
    "report-why-unknown-target": Sentence("the target could not be read: write +30%, x2 or a number"),
    "report-why-not-yet": Sentence("not yet observable"),
    "report-why-not-yet-on": Sentence("not yet observable: on {on}"),
    # --- in brief -------------------------------------------------------------------------------------------------
    "report-brief-nothing": Sentence("Nothing went out during the operation: there is nothing to evaluate."),
    "report-brief-ahead": Sentence(
        "The operation begins on {on}: there is nothing to evaluate yet. `scheduler forecast` says what it could show."
    ),
    "report-brief-unread": Sentence(
        Plural(
            "{n} post went out; none can be measured yet at the chosen age.",
            "{n} posts went out; none can be measured yet at the chosen age.",
        )
    ),
    "report-brief-less": Sentence("Less than usual, to begin with: {metrics}."),
    "report-brief-happened": Sentence(
        Plural(
            "In {span}, our {n} post drew {total} engagements, {ratio} times an average week ({mean}).",
            "In {span}, our {n} posts drew {total} engagements, {ratio} times an average week ({mean}).",
        )
    ),
    "report-brief-happened-part": Sentence(
        Plural(
            "In {span} {published} posts went out; the {n} that can be measured drew {total} engagements, {ratio} times an average week ({mean}).",
            "In {span} {published} posts went out; the {n} that can be measured drew {total} engagements, {ratio} times an average week ({mean}).",
        )
    ),
    "report-brief-happened-long": Sentence(
        Plural(
            "In {span}, our {n} post drew {total} engagements: brought to seven days, {ratio} times an average week ({mean}).",
            "In {span}, our {n} posts drew {total} engagements: brought to seven days, {ratio} times an average week ({mean}).",
        )
    ),
    "report-brief-happened-part-long": Sentence(
        Plural(
            "In {span} {published} posts went out; the {n} that can be measured drew {total} engagements: brought to seven days, {ratio} times an average week ({mean}).",
            "In {span} {published} posts went out; the {n} that can be measured drew {total} engagements: brought to seven days, {ratio} times an average week ({mean}).",
        )
    ),
    "report-brief-so-far": Sentence(
        Plural(
            "So far {published} posts went out; the {n} that can be measured drew {total} engagements. The whole can be read on {on}.",
            "So far {published} posts went out; the {n} that can be measured drew {total} engagements. The whole can be read on {on}.",
        )
    ),
    "report-brief-each": Sentence("Per post: {value}, usually {low} to {high}; {verdict}."),
    "report-brief-alone": Sentence(
        Plural(
            "In {span}, our {n} post drew {total} engagements; no ordinary week is there to compare with.",
            "In {span}, our {n} posts drew {total} engagements; no ordinary week is there to compare with.",
        )
    ),
    "report-brief-alone-part": Sentence(
        Plural(
            "In {span} {published} posts went out; the {n} that can be measured drew {total} engagements; no ordinary week is there to compare with.",
            "In {span} {published} posts went out; the {n} that can be measured drew {total} engagements; no ordinary week is there to compare with.",
        )
    ),
    "report-brief-too-little": Sentence("Too little data to say more: {reason}."),
    "report-brief-ordinary": Sentence(
        "That stays within the ordinary of weeks, by the number of posts (× {volume}) as by the reception of each (× {each})."
    ),
    "report-brief-volume-ordinary": Sentence(
        "That is mostly their number (× {volume}): each was followed as usual (× {each})."
    ),
    "report-brief-volume-more": Sentence(
        "That is mostly their number (× {volume}), but each was also followed more than usual (× {each})."
    ),
    "report-brief-volume-less": Sentence(
        "That is their number alone (× {volume}): each was followed less than usual (× {each})."
    ),
    "report-brief-reception-ordinary": Sentence(
        "Their number counts for little (× {volume}); each was better followed (× {each}), without leaving the ordinary of weeks."
    ),
    "report-brief-reception-more": Sentence(
        "That is mostly the reception of each (× {each}), more than usual; their number counts for little (× {volume})."
    ),
    "report-brief-both-ordinary": Sentence(
        "Their number (× {volume}) and the reception of each (× {each}) share in it; each remains within the ordinary."
    ),
    "report-brief-both-more": Sentence(
        "Their number (× {volume}) and the reception of each (× {each}), more than usual, share in it."
    ),
    "report-brief-total-more": Sentence(
        "The total leaves the ordinary range; of the reception of each (× {each}) nothing can be said. Number of posts: × {volume}."
    ),
    "report-brief-total-ordinary-more": Sentence(
        "The total stays within the ordinary, with × {volume} posts; each was followed more than usual (× {each})."
    ),
    "report-brief-total-ordinary-less": Sentence(
        "The total stays within the ordinary, with × {volume} posts; each was followed less than usual (× {each})."
    ),
    "report-brief-total-ordinary": Sentence(
        "The total stays within the ordinary of weeks (posts × {volume}, reception of each × {each})."
    ),
    "report-brief-total-less": Sentence(
        "The total is under the ordinary range (posts × {volume}, reception of each × {each})."
    ),
    "report-brief-new-conversation": Sentence(
        "What is really new: the public answered us {ratio} times as much as usual ({value} replies per post, usually {mean})."
    ),
    "report-brief-new-amplification": Sentence(
        "What is really new: posts were shared {ratio} times as much as usual ({value} shares per post, usually {mean})."
    ),
    "report-brief-new-applause": Sentence(
        "What is really new: posts drew {ratio} times as many reactions as usual ({value} per post, usually {mean})."
    ),
    "report-brief-new-none": Sentence(
        "Replies, shares and reactions per post stay within the ordinary, which does not mean “no effect”."
    ),
    "report-brief-new-usual": Sentence("Within the ordinary, which does not mean “no effect”: {metrics}."),
    "report-brief-new-unknown": Sentence("Of replies, shares and reactions taken apart, too little is known."),
    # --- reservations ---------------------------------------------------------------------------------------------
    "report-new-networks": Sentence("{networks}: no ordinary week to compare with, and {share} of the engagement."),
    "report-new-networks-same": Sentence(
        "{networks}: no ordinary week to compare with, and {share} of the engagement. Without it, the total is × {total} and each post × {each}: no finding changes."
    ),
    "report-new-networks-change": Sentence(
        "{networks}: no ordinary week to compare with, and {share} of the engagement. Without it, the total is × {total} and each post × {each}: a finding changes."
    ),
    "report-power": Sentence(
        "One week alone: it took more than {high} engagements per post ({change}) to leave the ordinary range."
    ),
    "report-after-ordinary": Sentence("Weeks {first} to {last} after: per post, × {ratio}, within the ordinary."),
    "report-after-more": Sentence("Weeks {first} to {last} after: per post, × {ratio}, more than usual."),
    "report-after-less": Sentence("Weeks {first} to {last} after: per post, × {ratio}, less than usual."),
    "report-after-too-little": Sentence(
        "Weeks {first} to {last} after: per post, × {ratio}; too little data to judge."
    ),
    "report-after-later": Sentence("Weeks {first} to {last} after: not yet observable; on {on}."),
    "report-no-verdict": Sentence("No verdict on the reception of posts: {reason}."),
    "report-young": Sentence(
        Plural("{n} post is younger than {age}: not counted yet.", "{n} posts are younger than {age}: not counted yet.")
    ),
    "report-missing": Sentence(
        Plural(
            "{n} post has no reading around the compared age: it is left out, not counted as zero.",
            "{n} posts have no reading around the compared age: they are left out, not counted as zero.",
        )
    ),
    # --- what cannot be said --------------------------------------------------------------------------------------
    "report-cannot-real": Sentence("Anything about a real public. The audience of this report is simulated."),
    "report-cannot-visitors": Sentence(
        "That the week brought visitors. Admissions were not compared, and one week would hardly show in them."
    ),
    "report-cannot-visitors-beside": Sentence(
        "That the week brought visitors. What is counted elsewhere stands beside the counts and proves no cause; one week would hardly show in it."
    ),
    "report-cannot-nothing": Sentence(
        "That nothing changed per post. The effect is estimated between × {low} and × {high}; × {detectable} was needed to have four chances in five of seeing it."
    ),
    "report-cannot-suggestive": Sentence(
        "That the week is the cause of the better reception. Post by post the effect is estimated between × {low} and × {high}, but ordinary weeks differ as much from each other: suggestive, not established."
    ),
    "report-cannot-judge": Sentence("Whether posts were better followed than usual: {reason}."),
    "report-cannot-best-day": Sentence(
        Plural(
            "Which theme is the best. Each has {fewest} to {most} post, published on one day only.",
            "Which theme is the best. Each has {fewest} to {most} posts, published on one day only.",
            by="most",
        )
    ),
    "report-cannot-best-day-same": Sentence(
        Plural(
            "Which theme is the best. Each has {fewest} post, published on one day only.",
            "Which theme is the best. Each has {fewest} posts, published on one day only.",
            by="most",
        )
    ),
    "report-cannot-component": Sentence(
        "How many {component} there were on {networks}: not given there. Engagement there is made of the rest, in every week alike."
    ),
    "report-cannot-readers": Sentence("How many people read us. {networks}: no views are given."),
    "report-cannot-add-views": Sentence(
        "How many people read us. Networks count views each in its own way: they are not added up."
    ),
    "report-cannot-other-weeks": Sentence(
        Plural(
            "What an ordinary week without any operation would be: {n} week of {titles} was left out of the reference.",
            "What an ordinary week without any operation would be: {n} weeks of {titles} were left out of the reference.",
        )
    ),
    "report-cannot-baseline-missing": Sentence(
        Plural(
            "All of the weeks before. {n} of their posts has no reading at this age.",
            "All of the weeks before. {n} of their posts have no reading at this age.",
        )
    ),
    "report-cannot-outside": Sentence(
        Plural(
            "What the announcements did. {n} post of the campaign outside its days is neither in the week nor in the reference.",
            "What the announcements did. {n} posts of the campaign outside its days are neither in the week nor in the reference.",
        )
    ),
    "report-cannot-unsent": Sentence(
        Plural(
            "What the whole plan would have done. {n} planned post has not gone out so far.",
            "What the whole plan would have done. {n} planned posts have not gone out so far.",
        )
    ),
    "report-cannot-one-ratio": Sentence(
        "One exact ratio. By the number of reference weeks it goes from × {low} to × {high} per post."
    ),
    "report-cannot-after": Sentence("What will remain of it. Weeks 5 to 8 after can be read on {on}."),
    # --- figures: captions and alternatives -----------------------------------------------------------------------
    "report-chart-parts": Sentence(
        "The total is multiplied by {total}: {volume} by the number of posts, {each} by the reception of each"
    ),
    "report-chart-parts-how": Sentence(
        "Multiplicative scale: the two lengths add up, the two factors multiply. Reference: {weeks} weeks."
    ),
    "report-chart-parts-desc": Sentence(
        "Bars on a logarithmic axis from × {low} to × {high}. Posts × {volume}, each post × {each}, total × {total}."
    ),
    "report-chart-parts-volume": Sentence("number of posts"),
    "report-chart-parts-each": Sentence("each post"),
    "report-chart-parts-total": Sentence("total engagement"),
    "report-strip": Sentence("{metric}: {value}, ordinary range {low} to {high}"),
    "report-key-caption": Sentence(
        "Measured at a post age of {age}, each network’s post counted by itself. The bar is the ordinary range ({weeks} weeks, 19 times in 20), the line its middle; ● inside, ▲ above, ▼ below."
    ),
    "report-key-caption-no-range": Sentence(
        "Measured at a post age of {age}, each network’s post counted by itself. No ordinary range could be drawn."
    ),
    "report-objectives-caption": Sentence("Objectives fixed before the week, each at its own post age"),
    "report-chart-weeks-out": Sentence("The week’s total leaves the ordinary range; engagement per post: {each}"),
    "report-chart-weeks-in": Sentence("The week’s total stays within the ordinary range; engagement per post: {each}"),
    "report-chart-weeks-plain": Sentence("Engagement week by week; there are too few weeks for an ordinary range"),
    "report-chart-weeks-unripe": Sentence("The week’s total cannot be read yet; engagement per post so far: {each}"),
    "report-chart-weeks-how": Sentence(
        "Grey band: ordinary range. Diamond on tinted ground: the operation. Hollow circle: a week left out of the reference."
    ),
    "report-chart-weeks-desc": Sentence(
        "Two lines by week, {first} to {last}. Total: {total} in the operation’s week, ordinary range {low} to {high}. Per post: {rate}, range {rate_low} to {rate_high}."
    ),
    "report-chart-weeks-desc-plain": Sentence(
        "Two lines by week, {first} to {last}. Total: {total} in the operation’s week; per post: {rate}."
    ),
    "report-chart-weeks-total": Sentence("Engagement of the week"),
    "report-chart-weeks-each": Sentence("Engagement per post"),
    "report-chart-weeks-band": Sentence("ordinary range"),
    "report-weeks-caption": Sentence("Week by week"),
    "report-weeks-others": Sentence("* {titles}: left out of the reference."),
    "report-chart-days": Sentence(
        "From one day to the next medians go from {low} to {high}, but each day has only {posts}: differences between themes are not established"
    ),
    "report-chart-days-few": Sentence(
        "Each day has under five posts: the values are shown, nothing is derived from them"
    ),
    "report-chart-days-how": Sentence(
        "One mark per post, logarithmic scale; thick line: the day’s median; dashed: the median of the weeks before. {networks}."
    ),
    "report-chart-days-desc": Sentence(
        "One line per day, one mark per post, logarithmic axis from {low} to {high} engagements."
    ),
    "report-days-caption": Sentence(
        "Under five posts nothing is derived: “too few”. A post is one content on one account."
    ),
    "report-chart-networks": Sentence("Engagement per post, each network against its own weeks: {verdicts}"),
    "report-chart-networks-verdict": Sentence("{network}, {verdict}"),
    "report-chart-networks-how": Sentence(
        "Diamond: this week as a multiple of the network’s average week; band: ordinary range of that network; logarithmic scale."
    ),
    "report-chart-networks-desc": Sentence("One line per network, ratio on a logarithmic axis. {list}."),
    "report-networks-caption": Sentence("Each network beside its own weeks"),
    "report-categories-caption": Sentence("The campaign’s contents by category"),
    "report-networks-all": Sentence("All together"),
    "report-networks-note": Sentence(
        "Engagement is made of {components}. What a network does not give is not counted as zero: “n/a”."
    ),
    "report-networks-components": Sentence("{network}: {components}"),
    "report-parts-text": Sentence(
        "From {before} posts a week to {posts}, and from {rate} engagements per post to {now}: {volume} × {each} = {total}."
    ),
    "report-parts-share": Sentence("The number of posts makes {share} of the way."),
    "report-effect": Sentence(
        "The effect per post, as far as ordinary weeks differ, is estimated at × {ratio}, between {low} and {high}."
    ),
    "report-effect-one": Sentence("That interval contains 1: it cannot be excluded that there is nothing."),
    "report-effect-suggestive": Sentence(
        "Posts taken alone would say × {low} to {high}, without 1; but weeks differ more than posts alone tell: suggestive, not established."
    ),
    "report-effect-detectable": Sentence(
        "With these data × {detectable} was needed to have four chances in five of seeing it."
    ),
    "report-chart-sensitivity": Sentence(
        "By the reference chosen, engagement per post is multiplied by {low} to {high}"
    ),
    "report-chart-sensitivity-how": Sentence(
        "One of these numbers alone would be a choice; their spread is the finding."
    ),
    "report-chart-sensitivity-desc": Sentence("One mark per reference: {list}."),
    "report-by-weeks": Sentence(Plural("{n} week", "{n} weeks")),
    "report-by-weeks-chosen": Sentence(Plural("{n} week (chosen)", "{n} weeks (chosen)")),
    "report-by-without-top": Sentence("without the first post"),
    "report-by-without-new": Sentence("without the networks that are new"),
    "report-by-medians": Sentence("medians instead of means"),
    "report-brief-words": Sentence(
        "Findings have four words only: {words}. “Within the ordinary” does not mean “without effect”: it means that a week without an operation could have given this number."
    ),
    "report-brief-see": Sentence("See the first page."),
    "report-objectives-text": Sentence(
        "“Reached” compares with the target, the finding with ordinary weeks: a target can be reached by an ordinary week."
    ),
    "report-objective-why": Sentence("{name}: {reason}."),
    "report-objectives-none": Sentence(
        "No objective was fixed before the week: add `objectives` to the campaign file next time."
    ),
    "report-posts-note": Sentence(
        "Ranked against the median of their own network, so that networks are not ranked among themselves."
    ),
    "report-post-counts": Sentence(
        Plural(
            "{n} engagement ({list}), × {ratio} the network’s median ({median})",
            "{n} engagements ({list}), × {ratio} the network’s median ({median})",
        )
    ),
    "report-post-counts-plain": Sentence(Plural("{n} engagement ({list})", "{n} engagements ({list})")),
    "report-n-posts": Sentence(Plural("{n} post", "{n} posts")),
    "report-n-posts-between": Sentence(Plural("{fewest} to {n} post", "{fewest} to {n} posts")),
    "report-n-reactions": Sentence(Plural("{n} reaction", "{n} reactions")),
    "report-n-replies": Sentence(Plural("{n} reply", "{n} replies")),
    "report-n-shares": Sentence(Plural("{n} share", "{n} shares")),
    "report-post-place": Sentence("{network}, {when}"),
    "report-top-same": Sentence(
        "It draws {share} of all engagement. Without it the total goes to × {total} and engagement per post to × {each}: no finding changes."
    ),
    "report-top-changes": Sentence(
        "It draws {share} of all engagement. Without it the total goes to × {total} and engagement per post to × {each}: a finding changes, so it rests on one post."
    ),
    "report-top-share": Sentence("It draws {share} of all engagement."),
    "report-effort-caution": Sentence(
        "An engagement per hour is not a visitor per hour: this report compares weeks with each other, not the institution with anything else. The time of ordinary weeks is not known."
    ),
    "report-categories-note": Sentence(
        "Categories given by the author of the campaign before the week (vocabulary of LREC 2016)."
    ),
    "report-coverage": Sentence(
        "Posts: {published} published, {measured} measured, {young} too young, {missing} without a reading."
    ),
    "report-scaled": Sentence(
        "The operation lasts {span}: its posts and its total are as counted, their ordinary range is that of a week brought to {span}. In the chart of weeks, the other way round."
    ),
    "report-nd-note": Sentence("“n/a”: the number is missing, it is not zero."),
    "report-define-posts": Sentence("one content on one account, gone out during the operation"),
    "report-source-posts": Sentence("the queue; a thread counts for one; timed replies are not posts"),
    "report-define-engagement-total": Sentence(
        "reactions + replies + shares, of the components that each network gives"
    ),
    "report-source-engagement-total": Sentence(
        "read at {age}; saves and clicks left out, since few networks give them"
    ),
    "report-define-engagement": Sentence("sum of engagement / number of posts measured"),
    "report-source-engagement": Sentence("a ratio of sums, not a mean of ratios"),
    "report-define-conversation": Sentence("replies or comments / posts"),
    "report-source-conversation": Sentence("our own parts and replies taken off"),
    "report-define-amplification": Sentence("shares and quotes / posts"),
    "report-source-amplification": Sentence("as counted by each network"),
    "report-define-applause": Sentence("reactions / posts"),
    "report-source-applause": Sentence("likes and their equivalents"),
    "report-method-range": Sentence(
        "Ordinary range: where one more ordinary week would fall 19 times in 20, by the {weeks} complete weeks before ({list}), on the logarithm, with Student’s law."
    ),
    "report-method-range-none": Sentence("Ordinary range: none, for want of complete weeks before."),
    "report-method-effect": Sentence(
        "Effect: the value over the ordinary range; dispersion of posts φ = {phi}, variance between weeks τ² = {tau2}."
    ),
    "report-age-exports": Sentence("{age} (exports: on the day of the export)"),
    "report-method-age": Sentence(
        "Counts are compared at the same post age, {age}: read between the two snapshots around it, linear in the logarithm of the age, never extrapolated."
    ),
    "report-method-read": Sentence("Readings from {first} to {last}, {zone} time."),
    "report-method-version": Sentence("Editorial scheduler {version}, campaign “{campaign}”."),
    "report-privacy": Sentence("This document contains neither pseudonyms nor identifiers of members of the public."),
    "report-hours": Sentence("{hours} h {minutes}"),
    "report-days-age": Sentence(Plural("{n} day", "{n} days")),
    "report-hours-age": Sentence(Plural("{n} hour", "{n} hours")),
}
