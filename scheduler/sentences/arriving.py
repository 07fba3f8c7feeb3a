"""What arrives from the past: exports read, compared, kept; and the history that they make."""

from scheduler.sentences.words import Plural, Sentence

SENTENCES: dict[str, Sentence] = {
    # Helps
    "help-import": Sentence(
        "Make a campaign file of a spreadsheet, or history of an export: X, Facebook, Instagram, LinkedIn, Mastodon, Bluesky, or a table."
    ),
    "help-argument-import": Sentence(
        "The spreadsheet (.xlsx, .xls, .csv), or an export: a file, a ZIP, a .tar.gz or the folder of one."
    ),
    "help-option-import-to": Sentence("The campaign file to write; it must not be there yet."),
    "help-option-import-account": Sentence(
        "The account that it is about (repeatable where a campaign file is written)."
    ),
    "help-option-import-dates": Sentence(
        "How 06/07/2027 is meant where the file leaves it open: day-first or month-first."
    ),
    "help-option-import-past": Sentence(
        "The table holds posts that went out already, with their counts: keep them as history."
    ),
    "help-option-import-map": Sentence(
        "What a column holds, as “COLUMN=FIELD” (repeatable): date, hour, zone, id, url, text, account, campaign, theme, hashtags, reactions, replies, shares, saves, clicks, views, reach or ignore."
    ),
    "help-option-import-zone": Sentence(
        "The zone of hours that name none, such as Europe/Paris; else the export’s own, or the calendar’s."
    ),
    "help-option-import-read-on": Sentence(
        "When the counts were taken, such as 2026-11-22; else the export’s own date, or the file’s."
    ),
    "help-option-import-campaign": Sentence("The posts of this campaign’s days belong to it, whatever their hashtags."),
    "help-option-import-yes": Sentence("Keep it without asking."),
    "help-past": Sentence(
        "List the posts of the past that were imported; give them a campaign (--set) or take it from them (--unset)."
    ),
    "help-argument-past": Sentence("Only those of this campaign; “-”: those of none."),
    "help-option-past-set": Sentence("The campaign that they belong to, by its short name."),
    "help-option-past-unset": Sentence("They belong to no campaign."),
    "help-option-past-from": Sentence("Only those from this day on, such as 2026-06-01."),
    "help-option-past-until": Sentence("Only those up to this day."),
    "help-option-past-hashtag": Sentence("Only those whose title bears this hashtag."),
    "help-option-past-tag": Sentence("Only the one with this tag (repeatable)."),
    # Wrong usage
    "import-one-of-two": Sentence(
        "A spreadsheet becomes a campaign file (--to) or history (--past), not both.", "Give one of the two."
    ),
    "import-one-account": Sentence("History is of one account.", "Give --account once."),
    "past-one-of-two": Sentence(
        "A campaign is given (--set) or taken away (--unset), not both.", "Give one of the two."
    ),
    "past-which": Sentence(
        "Nothing says which posts are meant.", "Give a campaign, --from and --until, --hashtag or --tag."
    ),
    "arrival-map-unfit": Sentence(
        "“{given}” says of no column what it holds.", 'Write `--map "COLUMN=FIELD"`, the field one of: {known}.'
    ),
    # Exports as a whole
    "arrival-too-big": Sentence("This file is over {most} MB.", "Export a shorter time."),
    "arrival-bomb": Sentence(
        "This file unpacks to far more than any export holds; it was not opened.",
        "Download the export again from the network itself.",
    ),
    "arrival-broken": Sentence(
        "This export is damaged, or is none.", "Download it again, and do not open and save it before it is imported."
    ),
    "arrival-locked": Sentence("This file has a password.", "Unpack it, and import the folder."),
    "arrival-too-many-files": Sentence(
        "Over {most} files: that is no export.", "Name the export itself, not a folder above it."
    ),
    "arrival-nothing-known": Sentence(
        "Nothing in it is an export that is known, and no table.",
        "Known are: the archives of X and Mastodon, the repository of Bluesky (.car), the tables of X, Meta and LinkedIn, CSV, XLSX and XLS.",
    ),
    "arrival-no-counts-in-information": Sentence(
        "“Download your information” holds no counts, so nothing could be evaluated from it.",
        "Export the table instead: Meta Business Suite, Insights, Content, Export data.",
    ),
    "arrival-several-networks": Sentence("Tables of several networks in one: {networks}.", "Import each by itself."),
    "arrival-records-differ": Sentence(
        "It says that it holds {published} records, and holds {found}.",
        "Download it again if some should be there; nothing was mended.",
    ),
    "arrival-memory-broken": Sentence(
        "What was said of columns before cannot be read.", "Mend the file, or delete it: then it is asked again."
    ),
    # Whose it is
    "arrival-no-account": Sentence(
        "This calendar has no account of {network}.",
        '`scheduler connect` adds one; `through = "handoff"` needs nothing of the network.',
    ),
    "arrival-which-account": Sentence("Several accounts may be meant: {known}.", "Say which: {flag} NAME"),
    "arrival-account-unknown": Sentence(
        "“{given}” is no account of this calendar: {known}.", "Name an account in the file, or give {flag}."
    ),
    "arrival-other-network": Sentence(
        "{name} is an account of {network}, and this is an export of {other}.", "Give an account of {other}."
    ),
    "arrival-campaign-unknown": Sentence(
        "No campaign file with days is called “{given}”.",
        "One of: {meant}. A campaign of the past needs a file with its days, and no posts.",
    ),
    "arrival-dates-two-ways": Sentence(
        "Its dates can be two days, the day first or the month first, and nothing in the file tells which.",
        "Give {flag} day-first or {flag} month-first.",
    ),
    "arrival-columns-needed": Sentence(
        "No heading says where the date stands, or which post a row is. The columns: {headings}.",
        'Say it: {flag} "COLUMN=date" {flag} "COLUMN=text"',
    ),
    # Cells
    "arrival-count-unreadable": Sentence(
        "“{given}” is no count; it is kept as missing.", "Mend the cell if the count is known."
    ),
    "arrival-count-rounded": Sentence("“{given}” was rounded; it is kept as missing.", "Write the whole number."),
    "arrival-id-lost": Sentence(
        "“{given}” has lost its last digits in a spreadsheet: the post is known by its address only.",
        "Import the file as it was downloaded.",
    ),
    "arrival-more-faults": Sentence(
        Plural("And {n} more cell of that kind ({code}).", "And {n} more cells of that kind ({code}).")
    ),
    "arrival-total-differs": Sentence(
        "The file says {published} in all, and its rows add up to {found} (rows without a count: {missing}). Both are left as they are.",
        "Ask whoever made the file which is right.",
    ),
    "arrival-shares-differ": Sentence(
        "The shares are said to make {published} %, and make {found} %. They are left as they are.",
        "Ask whoever made the file.",
    ),
    "arrival-rows-differ": Sentence(
        Plural(
            "{n} row adds up reactions, replies and shares to another number than they make.",
            "{n} rows add up reactions, replies and shares to other numbers than they make.",
        )
    ),
    # What it is
    "arrival-kind-x-archive": Sentence("archive of X"),
    "arrival-kind-x-analytics": Sentence("analytics of X"),
    "arrival-kind-twitter-analytics": Sentence("analytics of Twitter, before 2024"),
    "arrival-kind-facebook-insights": Sentence("Meta Business Suite, Facebook"),
    "arrival-kind-instagram-insights": Sentence("Meta Business Suite, Instagram"),
    "arrival-kind-linkedin-analytics": Sentence("analytics of a LinkedIn page"),
    "arrival-kind-mastodon-archive": Sentence("archive of Mastodon"),
    "arrival-kind-bluesky-repository": Sentence("repository of Bluesky"),
    "arrival-kind-table": Sentence("table"),
    "arrival-note-x-archive": Sentence("It counts likes and reposts; replies and quotes are not in it."),
    "arrival-note-x-analytics": Sentence(
        "Its “Shares” are not read: they count links passed on by message, and reposts stand beside them. The hour comes from each post’s number."
    ),
    "arrival-note-meta": Sentence("Its hours are those of whoever exported it: --zone says another zone."),
    "arrival-note-linkedin": Sentence("Its days have no hour: it comes from the number in each link."),
    "arrival-note-mastodon-archive": Sentence(
        "It says how many favourites and boosts there were since version 4.4 of the server, and never how many replies."
    ),
    "arrival-note-bluesky": Sentence("It holds posts and no counts."),
    "arrival-read": Sentence("{file}: {kind}, for {accounts}"),
    "arrival-span": Sentence("From {first} to {last}."),
    "arrival-columns": Sentence("Columns: {columns}."),
    "arrival-unread": Sentence("Not read: {columns}."),
    "arrival-collected-asked": Sentence("Counts as of {at}, as you say."),
    "arrival-collected-archive": Sentence("Counts as of {at}, as the export says."),
    "arrival-collected-file": Sentence("Counts as of {at}, the date of the file: --read-on gives another."),
    "arrival-new": Sentence(
        Plural("{n} post is new; readings of counts: {readings}.", "{n} posts are new; readings of counts: {readings}.")
    ),
    "arrival-known": Sentence(Plural("{n} post was imported before.", "{n} posts were imported before.")),
    "arrival-ours": Sentence(
        Plural(
            "{n} post was sent from here: it only gets a reading.",
            "{n} posts were sent from here: they only get a reading.",
        )
    ),
    "arrival-unchanged": Sentence(Plural("{n} reading says nothing new.", "{n} readings say nothing new.")),
    "arrival-bare": Sentence(Plural("{n} post has no count.", "{n} posts have no count.")),
    "arrival-early": Sentence(
        Plural(
            "{n} post went out after the counts were taken, as the dates have it: they are left out. --read-on mends it.",
            "{n} posts went out after the counts were taken, as the dates have it: they are left out. --read-on mends it.",
        )
    ),
    "arrival-day-only": Sentence(
        Plural("{n} post has a day and no hour: noon is meant.", "{n} posts have a day and no hour: noon is meant.")
    ),
    "arrival-left-reply": Sentence(Plural("{n} answer to others is left out.", "{n} answers to others are left out.")),
    "arrival-left-repost": Sentence(
        Plural("{n} post of others, passed on, is left out.", "{n} posts of others, passed on, are left out.")
    ),
    "arrival-left-private": Sentence(
        Plural("{n} message that is not public is left out.", "{n} messages that are not public are left out.")
    ),
    "arrival-left-twice": Sentence(Plural("{n} row is there twice.", "{n} rows are there twice.")),
    "arrival-left-undated": Sentence(
        Plural("{n} row has no date that can be read.", "{n} rows have no date that can be read.")
    ),
    "arrival-left-period": Sentence(
        Plural(
            "{n} row counts one day only: export “Lifetime” instead.",
            "{n} rows count one day only: export “Lifetime” instead.",
        )
    ),
    "arrival-left-part": Sentence(
        Plural(
            "{n} post goes on another that is known as a single one.",
            "{n} posts go on others that are known as single ones.",
        )
    ),
    "arrival-before": Sentence("This very file was imported on {at}."),
    "arrival-guesses": Sentence("Campaigns, as guessed by hashtags near their days:"),
    "arrival-guess": Sentence(
        Plural("{campaign} / {theme}: {n} post ({how})", "{campaign} / {theme}: {n} posts ({how})")
    ),
    "arrival-outside": Sentence(Plural("[{n} beside its days]", "[{n} beside its days]")),
    "arrival-by-hashtag": Sentence("by its hashtag"),
    "arrival-by-day-hashtag": Sentence("by the hashtag of the day"),
    "arrival-by-column": Sentence("by a column of the file"),
    "arrival-by-asked": Sentence("as you say"),
    "arrival-ordinary": Sentence(Plural("no campaign: {n} post", "no campaign: {n} posts")),
    "arrival-no-guess": Sentence("No post bears the hashtag of a campaign near its days: all are ordinary ones."),
    "arrival-confirm": Sentence(
        Plural(
            "Keep {n} post and {readings} readings, with these campaigns?",
            "Keep {n} posts and {readings} readings, with these campaigns?",
        )
    ),
    "arrival-kept": Sentence(
        Plural(
            "Kept as import {number}: {n} post, {readings} readings.",
            "Kept as import {number}: {n} posts, {readings} readings.",
        ),
        "`scheduler past` lists them, and changes their campaign.",
    ),
    "arrival-not-kept": Sentence("Nothing is kept yet.", "Add --yes to keep it."),
    "arrival-nothing-new": Sentence("Nothing in it is new."),
    "arrival-memory-comment": Sentence(
        "What columns of imported tables hold: written by `scheduler import`, and read by it the next time."
    ),
    "arrival-progress-open": Sentence("Opening …"),
    "arrival-progress-read": Sentence(Plural("{n} row read …", "{n} rows read …")),
    "arrival-progress-compare": Sentence(Plural("{n} post compared …", "{n} posts compared …")),
    "arrival-progress-keep": Sentence(Plural("{n} row written …", "{n} rows written …")),
    "arrival-ask-columns": Sentence("No heading says enough. The columns:"),
    "arrival-ask-date": Sentence("Which is the date? (number)"),
    "arrival-ask-text": Sentence("Which is the text? (number; Enter: none)"),
    "arrival-ask-url": Sentence("Which is the address of the post?"),
    "arrival-ask-reactions": Sentence("Which counts reactions (likes)?"),
    "arrival-ask-replies": Sentence("Which counts replies (comments)?"),
    "arrival-ask-shares": Sentence("Which counts shares (reposts)?"),
    "arrival-ask-views": Sentence("Which counts views (impressions)?"),
    "arrival-field-date": Sentence("date"),
    "arrival-field-hour": Sentence("hour"),
    "arrival-field-zone": Sentence("time zone"),
    "arrival-field-id": Sentence("number of the post"),
    "arrival-field-owner": Sentence("number of the page"),
    "arrival-field-url": Sentence("address"),
    "arrival-field-text": Sentence("text"),
    "arrival-field-account": Sentence("account"),
    "arrival-field-network": Sentence("network"),
    "arrival-field-campaign": Sentence("campaign"),
    "arrival-field-post": Sentence("short name"),
    "arrival-field-theme": Sentence("theme"),
    "arrival-field-category": Sentence("category"),
    "arrival-field-hashtags": Sentence("hashtags"),
    "arrival-field-kind": Sentence("kind"),
    "arrival-field-period": Sentence("period"),
    "arrival-field-reactions": Sentence("reactions"),
    "arrival-field-replies": Sentence("replies"),
    "arrival-field-shares": Sentence("shares"),
    "arrival-field-saves": Sentence("saves"),
    "arrival-field-clicks": Sentence("clicks"),
    "arrival-field-views": Sentence("views"),
    "arrival-field-reach": Sentence("reach"),
    "arrival-field-total": Sentence("total (only compared)"),
    "arrival-field-ignore": Sentence("not read"),
    # The past, listed
    "past-import": Sentence(
        Plural(
            "Import {number}: {file}, {kind}, counts as of {at}, {n} post ({by})",
            "Import {number}: {file}, {kind}, counts as of {at}, {n} posts ({by})",
        )
    ),
    "past-nothing": Sentence("No post of the past is known.", "`scheduler import` brings those of an export."),
    "past-none-meant": Sentence(
        "None of the imported posts is meant by this.",
        "`scheduler past` alone lists them all; `--set CAMPAIGN` with `--hashtag` or `--from` gives them a campaign.",
    ),
    "past-more": Sentence(Plural("And {n} earlier one.", "And {n} earlier ones.")),
    "past-confirm": Sentence(Plural("Change {n} post?", "Change {n} posts?")),
    "past-assigned": Sentence(Plural("{n} post changed.", "{n} posts changed.")),
    "past-not-assigned": Sentence(
        Plural("{n} post would change; nothing is written yet.", "{n} posts would change; nothing is written yet."),
        "Add --yes.",
    ),
    "days-without-posts": Sentence(
        "It holds days and no post: nothing is published from it.",
        "Of an operation of the past, `scheduler import` brings the posts.",
    ),
    "past-nothing-changes": Sentence("Nothing would change."),
    # What a report says of counts from exports
    "at-export-why": Sentence("counts of different ages: exports on one side"),
    "at-export-all": Sentence(
        "All counts come from exports, made long after the posts: both the days and their reference are counted as they stood then, not at {age}."
    ),
    "at-export-reference": Sentence(
        Plural(
            "The reference rests on {n} post counted by an export long after, the days on counts at {age}: what came later is in the one and not in the other. “More than usual” stands all the more; “less” could come from that.",
            "The reference rests on {n} posts counted by an export long after, the days on counts at {age}: what came later is in the one and not in the other. “More than usual” stands all the more; “less” could come from that.",
        )
    ),
    "at-export-days": Sentence(
        Plural(
            "{n} post of these days is counted by an export long after, the reference at {age}: “more than usual” could come from that.",
            "{n} posts of these days are counted by an export long after, the reference at {age}: “more than usual” could come from that.",
        )
    ),
}
