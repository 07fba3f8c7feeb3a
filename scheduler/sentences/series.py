"""What is wrong in a series, and its keys for the editor."""

from scheduler.sentences.words import Sentence

SENTENCES: dict[str, Sentence] = {
    "every-weekday": Sentence("“{given}” names a weekday, not a rhythm.", "Write `every: week, day: {day}`."),
    "series-by-hand": Sentence(
        "A series cannot wait for a person’s key.", "Give it an hour, `between`, or `slot`; or write single posts."
    ),
    "series-two-rules": Sentence(
        "`rrule` and `{key}` both say on which days.", "Keep `rrule`, or `every` with `day`, not both."
    ),
    "series-hour-twice": Sentence(
        "`at` and `between` both say the hour.", "Keep `at` for a fixed hour, `between` for a drawn one."
    ),
    "series-interval-without-start": Sentence(
        "Every so many of them: counted from which day?",
        "Add `from: 2027-01-05`, so that today never changes the dates.",
    ),
    "series-rrule-without-start": Sentence(
        "This rule is counted from its first day, which is not there.", "Add `from: 2027-01-05`."
    ),
    "series-without-month-day": Sentence(
        "A monthly series needs its day.", "Add `day: 15`, `day: last`, or `day: 2nd tuesday`."
    ),
    "series-without-date": Sentence("A yearly series needs its date.", "Add `day: 06-21` (month and day)."),
    "series-day-of-day": Sentence(
        "“{given}” is no day of an `every: day`, which takes weekdays only.", "Write for example `every: {like}`."
    ),
    "series-day-of-week": Sentence(
        "“{given}” is no weekday, and the series is weekly.", "Write for example `every: {like}`, or `every: month`."
    ),
    "series-day-of-month": Sentence(
        "“{given}” is no day of a month.", "Write `day: 15`, `day: last`, or which of them: `day: {day}`."
    ),
    "series-day-of-year": Sentence(
        "“{given}” is no date of a year.", "Write month and day, for example `every: {like}`."
    ),
    "series-days-mixed": Sentence(
        "“{given}” and “{other}” name days in two ways.", "Keep one way, or write two posts."
    ),
    "series-day-rare": Sentence(
        "“{given}” does not exist in every month; there the series pauses.",
        "Write `last`, or `last` before the weekday, for the end of each month.",
    ),
    "series-over": Sentence(
        "The series is over: its last date was {last}.", "Correct the end if it is mistyped, or take the post out."
    ),
    "series-without-dates": Sentence(
        "The series has no date: none of its days lies before its end.",
        "Correct its days or its end, or look at `except` and `occurrences`.",
    ),
    "series-leap-day": Sentence("The 29th of February exists in leap years only: 2028, 2032, and so on."),
    "rrule-without-freq": Sentence(
        "“{given}” is no recurrence rule: FREQ is missing.", "Write for example `FREQ=MONTHLY;BYDAY=2TU`."
    ),
    "rrule-often": Sentence(
        "FREQ={given} is more often than once a day.", "Write one post for each hour of the day, or `between`."
    ),
    "rrule-part": Sentence(
        "The part “{given}” of the rule cannot be read.", "Correct it after RFC 5545, or take it out."
    ),
    "rrule-part-meant": Sentence("The part “{given}” of the rule cannot be read.", "Did you mean {meant}?"),
    "rrule-part-twice": Sentence("{part} stands twice in the rule.", "Keep one of them."),
    "rrule-elsewhere": Sentence("{part} has no place in the rule.", "Take it out, and write `{key}` beside `rrule`."),
    "rrule-ends-twice": Sentence("COUNT and UNTIL both end the rule.", "Keep one of them."),
    "rrule-nth": Sentence(
        "“{given}” counts weekdays, which only months and years have several of.",
        "Write FREQ=MONTHLY, or the weekday without its number.",
    ),
    "rrule-positions": Sentence(
        "BYSETPOS chooses among days that no other part names.", "Add for example BYDAY=MO,TU,WE,TH,FR."
    ),
    "rrule-until-hour": Sentence(
        "“{given}” ends the rule at an hour; here it ends with a day.", "Write {meant}: that day is the last one."
    ),
    "condition-country": Sentence(
        "“{given}” names no country.", "Write `public-holidays FR`, or with its part `public-holidays FR-57`."
    ),
    "condition-country-none": Sentence(
        "`public-holidays`: of which country?", "Write `public-holidays FR`, or set `holidays` in the editorial line."
    ),
    "condition-country-unknown": Sentence(
        "No public holidays are known of “{name}”.",
        "Write the country’s two letters, with a part after a hyphen: `FR-57`.",
    ),
    "condition-without-days": Sentence(
        "The editorial line names no day for `{name}`, so this condition never holds.",
        "Set it in the line (`{rule}`), or take the condition out.",
    ),
    "condition-campaign-unknown": Sentence(
        "“{name}” is neither a condition nor a campaign of this calendar.",
        "Write one of: {known}; a weekday, dates, or the short name of a campaign.",
    ),
    "condition-campaign-dateless": Sentence(
        "The campaign “{name}” has neither themed days nor dated posts, so this condition never holds.",
        "Write the dates themselves: `2027-05-10..2027-05-15`.",
    ),
    "condition-campaign-meant": Sentence("There is no campaign “{name}”.", "Did you mean {meant}?"),
    "occurrences-without-series": Sentence(
        "`occurrences` holds the single dates of a series, and there is none.", "Add `repeat`, or remove it."
    ),
    "occurrence-unknown": Sentence("The series has no date on {day}.", "Correct the date, or remove it."),
    "occurrence-unknown-meant": Sentence(
        "The series has no date on {day}.", "The nearest is {meant}: write `date: {written}`."
    ),
    "occurrence-excepted": Sentence(
        "{day} is one of the exceptions of the series.", "Take it out of `except`, or remove it here."
    ),
    "occurrence-twice": Sentence("{day} stands twice below `occurrences`.", "Write all that differs on it once."),
    "occurrence-empty": Sentence(
        "Nothing differs on this date.", "Add `skip: true`, `at: 14h`, `to: 2027-05-12`, or `text`; or remove it."
    ),
    "occurrence-skipped-and": Sentence(
        "The date is left out, and yet something else is said of it.", "Keep `skip: true` alone, or remove it."
    ),
    "occurrence-of-none": Sentence("The post {post} is no series: it has one date.", "Change the post itself."),
    "occurrence-not-there": Sentence(
        "The series {post} has no {day} any more: its rule was changed meanwhile.", "Look at `repeat` in its file."
    ),
    "countdown-missing": Sentence(
        "{{days}} counts the days until nothing: neither the series nor its campaign names a day.",
        "Add `countdown: 2027-06-07` to the post.",
    ),
    "countdown-over": Sentence(
        "The countdown is over ({day}) before the post goes out ({first}).", "Correct `countdown`, or the date."
    ),
    "countdown-within-series": Sentence(
        "The series would go on until {last}, but its countdown ends on {day}: nothing is laid out after it.",
        "Correct one of the two, or remove `until`.",
    ),
    "countdown-zero": Sentence(
        "On {day} the countdown says 0.",
        "Give that day its own words: `occurrences: [{{date: {written}, text: …}}]`, or leave it out with `skip: true`.",
    ),
    "rotation-of-one": Sentence("`order` has nothing to put in order: the series has one content.", "Add `rotate`."),
    "field-any-every": Sentence("day, week, month, year, or a number of them: 2 weeks"),
    "field-any-day": Sentence(
        "Weekdays (tuesday), days of the month (15, last, 2nd tuesday), or dates of the year (06-21)"
    ),
    "field-any-rrule": Sentence("An RFC 5545 rule in place of every and day: FREQ=MONTHLY;BYDAY=2TU"),
    "field-repeat-between": Sentence("Two hours; the minute between them is drawn, and stays for its date"),
    "field-any-only-when": Sentence(
        "Only on such days: public-holidays, closing-days, quiet-periods, weekdays, dates, a campaign"
    ),
    "field-any-not-when": Sentence(
        "Not on such days: public-holidays, closing-days, quiet-periods, weekdays, dates, a campaign"
    ),
    "field-any-order": Sentence("in-turn, or shuffled: in another order each round"),
    "field-any-occurrences": Sentence("Single dates that differ from the series"),
    "field-any-countdown": Sentence("The day that {{days}} counts down to; a series ends on it"),
    "field-occurrence-date": Sentence("The date as the series has it"),
    "field-occurrence-skip": Sentence("true: not on this date"),
    "field-any-to": Sentence("The day on which it goes out instead"),
    "field-occurrence-at": Sentence("The hour at which it goes out instead"),
}
