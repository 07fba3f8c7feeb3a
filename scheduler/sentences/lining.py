"""The editorial line: what a house wants of its posts, and what a post says otherwise."""

from scheduler.sentences.words import Plural, Sentence

SENTENCES: dict[str, Sentence] = {
    "line-not-rules": Sentence("“{given}” is no editorial line.", "Write its rules below it: {known}."),
    "line-severities": Sentence("“{given}” says no severities.", "Write each rule with error, warning, info or off."),
    "line-unknown": Sentence("“{rule}” is no rule of the editorial line.", "Known here: {known}."),
    "line-unknown-meant": Sentence("“{rule}” is no rule of the editorial line.", "Did you mean “{meant}”?"),
    "line-without-words": Sentence("This entry names no words.", "Write them under `words`."),
    "line-words-unfit": Sentence(
        "“{given}” are no words that can be looked for.", "Write a word or a few, at most 200 signs."
    ),
    "line-prefer-unfit": Sentence(
        "“{given}” does not say what to write instead.", 'Write each word with the better one: `expo = "exposition"`.'
    ),
    "line-dates-unfit": Sentence(
        "“{given}” does not say why a day is sensitive.",
        'Write each day with its reason: `11-13 = "…"`, `2027-11-13 = "…"`.',
    ),
    "line-hours-unfit": Sentence("“{given}” is no span of hours.", "Write both ends: 21h..8h."),
    "line-country-unfit": Sentence(
        "“{given}” is no country.", "Write its two letters, with its part if need be: FR, FR-57."
    ),
    "line-country-unknown": Sentence(
        "No public holidays are known of “{name}”.", "Correct the country’s two letters, or take it out of `holidays`."
    ),
    "line-part-unknown": Sentence(
        "“{name}” is no part of {country} with public holidays of its own.", "Known: {known}."
    ),
    "line-share-unfit": Sentence("“{given}” is no share of the words.", "Write it in percent: 10%."),
    "line-avoid": Sentence("“{found}” is a word that the line avoids ({rule}).", "Write it otherwise."),
    "line-avoid-why": Sentence("“{found}” is a word that the line avoids: {why} ({rule}).", "Write it otherwise."),
    "line-prefer": Sentence("The line has a better word for “{found}” ({rule}).", "Write “{say}”."),
    "line-require": Sentence("“{words}” is missing, and the line asks for it ({rule}).", "Add it."),
    "line-require-any": Sentence(
        "The line asks for one of these, and none is there: {words} ({rule}).", "Add one of them."
    ),
    "line-hashtag": Sentence(
        Plural("{tags} is no hashtag of the line ({rule}).", "{tags} are no hashtags of the line ({rule})."),
        "Take it out, or add it to the hashtags of the line, the campaign or the day.",
    ),
    "line-exclamations": Sentence(
        Plural(
            "The post has {n} exclamation mark, the line allows {most} ({rule}).",
            "The post has {n} exclamation marks, the line allows {most} ({rule}).",
        ),
        "Let the words do it.",
    ),
    "line-capitals": Sentence(
        "{share}% of the words stand in capitals, the line allows {most}%: {words} ({rule}).",
        "Write them in small letters, or name acronyms under `acronyms`.",
    ),
    "line-gap": Sentence(
        Plural(
            "It goes out {minutes} minute beside {other}, the line wants {least} between two posts ({rule}).",
            "It goes out {minutes} minutes beside {other}, the line wants {least} between two posts ({rule}).",
            by="minutes",
        ),
        "Move one of them.",
    ),
    "line-quiet": Sentence(
        "It goes out at {hour}, in the quiet hours from {first} to {last} ({rule}).", "Choose another hour."
    ),
    "line-closed": Sentence(
        "It goes out on a closing day, {day} ({rule}).", "Move it, or be sure that it does not invite anybody that day."
    ),
    "line-sensitive": Sentence(
        "It goes out on a sensitive day, {day}: {why} ({rule}).", "Read it once more with that in mind, or move it."
    ),
    "line-sensitive-bare": Sentence(
        "It goes out on a sensitive day, {day} ({rule}).", "Read it once more with that in mind, or move it."
    ),
    "line-holiday": Sentence(
        "It goes out on a public holiday, {day}: {name} ({rule}).",
        "Be sure that the house is open if it invites, or move it.",
    ),
    "line-repetition": Sentence(
        Plural(
            "It says nearly the same as {other}, {days} day apart on the same account ({rule}).",
            "It says nearly the same as {other}, {days} days apart on the same account ({rule}).",
            by="days",
        ),
        "Give it words of its own.",
    ),
    "line-excused": Sentence("{rule} is not held against it: {reason}"),
    "line-except-unfit": Sentence(
        "`line_except` names rules of the line, each with a reason.",
        'Write it as {{quiet_hours: "the night of museums"}}.',
    ),
    "line-except-reason": Sentence(
        "Why need this post not keep {rule}?", 'Write the reason behind it: {rule}: "the night of museums".'
    ),
    "field-any-line-except": Sentence("Rules of the editorial line that are not held against this post, each with why"),
    "field-campaign-line": Sentence("The campaign’s own editorial line, beside the house’s in the configuration"),
    "line-rule-avoid": Sentence("Words to avoid, alone or with words, why, accounts, campaigns, themes, severity"),
    "line-rule-prefer": Sentence("Words with the better one to write instead"),
    "line-rule-require": Sentence("Phrases that each post must hold; of several words one is enough"),
    "line-rule-hashtags": Sentence("Hashtags that may be used, besides those of the campaign and the day"),
    "line-rule-exclamation-marks": Sentence("Exclamation marks in a post, at most"),
    "line-rule-capitals": Sentence("Share of the words that may stand in capitals: 10%"),
    "line-rule-acronyms": Sentence("Words that stand in capitals by right: UNESCO"),
    "line-rule-gap": Sentence("Time between two posts of one account, at least"),
    "line-rule-quiet-hours": Sentence("Hours in which nothing goes out: 21h..8h"),
    "line-rule-closed-days": Sentence("Weekdays, days and ranges on which the house is closed"),
    "line-rule-sensitive-dates": Sentence(
        "Days with the reason why they are sensitive: 11-13 every year, 2027-11-13, or a range"
    ),
    "line-rule-holidays": Sentence("Countries whose public holidays count: FR, FR-57"),
    "line-rule-repetition": Sentence("Time in which an account says nothing twice: 30d"),
    "line-rule-severity": Sentence("How much each rule matters: error, warning (if nothing is said), info, off"),
}
