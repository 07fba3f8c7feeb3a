"""Several looks at one week: what corrections, places, draws and like-with-like leave of a finding; and the forecast."""

from scheduler.sentences.words import Plural, Sentence

SENTENCES: dict[str, Sentence] = {
    "judged-looks": Sentence(
        Plural(
            "{n} measure was looked at; corrected for their number (Holm), this could be chance: {metrics}.",
            "{n} measures were looked at; corrected for their number (Holm), this could be chance: {metrics}.",
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
            "Differences between themes are not established: handed out by lot, the same {n} content gives as much in {p} of the draws (1 being all).",
            "Differences between themes are not established: handed out by lot, the same {n} contents give as much in {p} of the draws (1 being all).",
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
            "Differences between categories are not established: handed out by lot, the same {n} content gives as much in {p} of the draws (1 being all).",
            "Differences between categories are not established: handed out by lot, the same {n} contents give as much in {p} of the draws (1 being all).",
        )
    ),
    "judged-categories-differ": Sentence(
        Plural(
            "Categories differ more than lot would have it (p = {p}, {n} content), and explain {share} of the differences between contents; which one is better is not said by that.",
            "Categories differ more than lot would have it (p = {p}, {n} contents), and explain {share} of the differences between contents; which one is better is not said by that.",
        )
    ),
    "judged-why-one-content": Sentence("one content for each"),
    "report-by-last-year": Sentence("the same week last year, alone"),
    "report-by-year-on-year": Sentence("this year's ratio over last year's"),
    "report-by-matched": Sentence("like with like (network, day, hour)"),
}
