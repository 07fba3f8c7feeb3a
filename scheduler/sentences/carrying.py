"""What leaves the calendar as a file, and what comes into it as one: export, import, new, copy."""

from scheduler.sentences.words import Plural, Sentence

SENTENCES: dict[str, Sentence] = {
    # Helps
    "help-export": Sentence(
        "Write what is queued as a calendar (ics), a table (csv, xlsx) or a page of the week (md, html)."
    ),
    "help-new": Sentence("Begin a campaign from a template: week, opening, rendez-vous, evergreen, welcome or crisis."),
    "help-copy": Sentence(
        "Copy a campaign to another week: weekdays and hours kept, picture rights to be asked again."
    ),
    "help-argument-export": Sentence("ics, csv, xlsx, md or html."),
    "help-option-export-campaign": Sentence("Only this campaign, by its short name."),
    "help-option-files": Sentence("From the campaign files, applied or not, instead of from the queue."),
    "help-argument-template": Sentence("week, opening, rendez-vous, evergreen, welcome or crisis."),
    "help-option-new-to": Sentence(
        "The campaign file to write; else in the calendar’s folder, by its template and date."
    ),
    "help-option-new-date": Sentence("Its first day, such as 2027-06-07; else the Monday after next."),
    "help-argument-copy-old": Sentence("The campaign file to copy, or the campaign’s short name."),
    "help-argument-copy-new": Sentence("The short name of the copy, or its file."),
    "help-option-copy-to": Sentence("A day of the week in which the copy begins, such as 2028-06-05."),
    # Export
    "export-unknown-format": Sentence("“{name}” is no format of an export.", "Choose one of: {known}."),
    "export-needs-file": Sentence("An export as {kind} is not for a terminal.", "Say where it goes: -o FILE.{kind}"),
    "export-needs-openpyxl": Sentence(
        "Workbooks need the package openpyxl, which is not installed.",
        "Install it with `pip install 'editorial-scheduler[xlsx]'`, or use csv.",
    ),
    "export-written": Sentence(Plural("{file} written: {n} delivery.", "{file} written: {n} deliveries.")),
    "new-in-the-past": Sentence(
        "It begins on {first}, which is past: what stands before today never goes out.",
        "Begin it later, or move its dates.",
    ),
    "file-outside-calendar": Sentence(
        "It lies outside of {folder}: no command finds it unless it is named.",
        "Move it there, or name it: `scheduler check {file}`.",
    ),
    "export-empty": Sentence(
        "Nothing to export.", "`scheduler apply` queues what the files say; --files exports them as they are."
    ),
    "export-unpublished": Sentence(
        Plural(
            "Not to be passed on: {n} text in it is not published yet.",
            "Not to be passed on: {n} texts in it are not published yet.",
        )
    ),
    "export-without-hour": Sentence(
        Plural(
            "{n} delivery has no hour yet, and no place in a calendar.",
            "{n} deliveries have no hour yet, and no place in a calendar.",
        ),
        "csv and md show it all.",
    ),
    "export-name": Sentence("Editorial calendar"),
    "export-sheet": Sentence("Week"),
    "export-secret": Sentence("NOT PUBLISHED YET: do not pass on"),
    "export-missing-roles": Sentence("still to approve: {roles}"),
    "state-file": Sentence("in the file, not scheduled"),
    # The table's headings, which import knows, too
    "sheet-date": Sentence("Date"),
    "sheet-hour": Sentence("Hour"),
    "sheet-theme": Sentence("Theme"),
    "sheet-account": Sentence("Account"),
    "sheet-network": Sentence("Network"),
    "sheet-state": Sentence("State"),
    "sheet-text": Sentence("Text"),
    "sheet-comment": Sentence("Comment below"),
    "sheet-images": Sentence("Images"),
    "sheet-alt": Sentence("Alt text"),
    "sheet-post": Sentence("Post"),
    "sheet-campaign": Sentence("Campaign"),
    "sheet-published": Sentence("Published"),
    "sheet-address": Sentence("Address"),
    "sheet-code": Sentence("Code"),
    "sheet-tag": Sentence("Tag"),
    "sheet-due": Sentence("Due (UTC)"),
    # Import
    "import-exists": Sentence(
        "There is a file of that name already, and it is left as it is.", "Choose another name: --to OTHER.yaml"
    ),
    "no-folder-to-write": Sentence("There is no such folder to write into.", "Make it first, or give another one."),
    "import-to-yaml": Sentence("A campaign file ends in .yaml.", "Write for example `--to calendars/campaign.yaml`."),
    "import-no-account": Sentence(
        "This calendar has no account yet, so no post could go anywhere.",
        '`scheduler connect` adds one; `through = "rehearsal"` needs no real one.',
    ),
    "import-unknown-order": Sentence("“{name}” is no order of dates.", "Choose one of: {known}."),
    "import-nothing": Sentence(
        "Nothing to publish was found below the headings.", "Fill one row a post: date, hour, text."
    ),
    "import-not-written": Sentence(
        Plural("Nothing was written: {n} cell to mend first.", "Nothing was written: {n} cells to mend first."),
        "Mend the spreadsheet, and import it again as {file}.",
    ),
    "import-written": Sentence(
        Plural("{file} written: {n} post. Themed days: {days}.", "{file} written: {n} posts. Themed days: {days}."),
        "See it with `scheduler preview {file}`, then `scheduler apply`.",
    ),
    "import-drafts": Sentence(
        Plural("{n} post is a draft and will not go out.", "{n} posts are drafts and will not go out."),
        "Finish them in the file and take `draft: true` out.",
    ),
    "import-origin-hootsuite": Sentence("Read as a bulk file of Hootsuite."),
    "import-origin-buffer": Sentence("Read as a bulk file of Buffer."),
    "import-comment": Sentence(
        Plural("Made by `scheduler import` of {file}: {n} post.", "Made by `scheduler import` of {file}: {n} posts.")
    ),
    "import-comment-next": Sentence("From here on this file counts, not the spreadsheet."),
    # Spreadsheets as a whole
    "sheet-too-big": Sentence("This spreadsheet is over {most} MB.", "Export only the table, without pictures in it."),
    "sheet-bomb": Sentence(
        "This workbook unpacks to far more than a table holds, or carries what no table needs; it was not opened.",
        "Save it anew as .xlsx or as CSV UTF-8 from a program that you trust.",
    ),
    "sheet-locked": Sentence("This workbook has a password.", "Save it as .xlsx, without a password."),
    "sheet-needs-xlrd": Sentence(
        "Workbooks of before 2007 (.xls) need the package xlrd, which is not installed.",
        "Install it with `pip install 'editorial-scheduler[xlsx]'`, or save the table as .xlsx or as CSV UTF-8.",
    ),
    "sheet-too-many-cells": Sentence(
        "Over {most} million cells, the empty ones counted.", "Save only the table, as .xlsx or as CSV UTF-8."
    ),
    "sheet-other-kind": Sentence(
        "This is no Excel workbook.", "Save the table as .xlsx or as CSV UTF-8 (LibreOffice and Google Sheets can)."
    ),
    "sheet-broken-workbook": Sentence(
        "This workbook is damaged and cannot be read.",
        "Open it in Excel or LibreOffice and save it under another name.",
    ),
    "sheet-broken": Sentence(
        "The table breaks off at row {row}: a quote is not closed, or a cell is endless.",
        "Save it as .xlsx, or look at the quotes of that row.",
    ),
    "sheet-not-text": Sentence(
        "This is neither a workbook nor a table as text.", "Save the table as .xlsx or as CSV UTF-8."
    ),
    "sheet-too-many-rows": Sentence(
        "Over {most} rows: that is no calendar that people fill.",
        "Split the table, and delete the empty rows below it.",
    ),
    "sheet-too-many-columns": Sentence("Over {most} columns.", "Delete the columns that hold nothing for a post."),
    "sheet-empty": Sentence("The spreadsheet is empty.", "Fill one row a post: date, hour, text."),
    "sheet-no-headings": Sentence(
        "No row of headings was found.",
        "Put headings in the first row: date, hour, theme, text, image, alt text, link, hashtags, networks, note.",
    ),
    "sheet-cp1252": Sentence(
        "Read as Windows-1252, the encoding of Excel’s plain CSV.",
        "If an accent came out wrong, save it as “CSV UTF-8”.",
    ),
    # Cells
    "column-unknown": Sentence(
        "The column “{heading}” is not known, and left out.",
        "Name it like one of: date, hour, theme, text, image, alt text, credit, rights, link, hashtags, networks, accounts, note, draft.",
    ),
    "column-of-counts": Sentence(
        "The column “{heading}” holds counts, which no campaign file has: it is left out.",
        "If these posts went out already, keep them as history: `scheduler import --past`.",
    ),
    "column-without-heading": Sentence(
        "This column has no heading, so what stands in it is left out.", "Give it a heading, or empty it."
    ),
    "cell-date-unreadable": Sentence("“{given}” is no date.", "Write 7/6/2027, 7 June 2027 or 2027-06-07."),
    "cell-date-without-year": Sentence("“{given}” says no year.", "Add it: {given} 2027"),
    "cell-date-two-ways": Sentence(
        "“{given}” can be two days, the day first or the month first, and nothing in the file tells which.",
        "Give --dates day-first or --dates month-first.",
    ),
    "cell-weekday-differs": Sentence("“{given}” is not that weekday: it is {day}.", "Mend the weekday or the date."),
    "cell-date-missing": Sentence("No date.", "Fill it, or write “yes” in a column “draft”."),
    "cell-hour-missing": Sentence("No hour.", "Write 9h30, or “by hand” for what a person sends."),
    "cell-text-missing": Sentence("The row has neither text nor link nor picture.", "Fill the text, or empty the row."),
    "cell-theme-without-day": Sentence("A theme without its day.", "Fill the date of this row."),
    "cell-theme-differs": Sentence(
        "The theme “{given}” is not the one of row {first}, “{other}”, on the same {day}.",
        "One theme a day: keep one of them.",
    ),
    "cell-account-unknown": Sentence(
        "“{given}” is neither a network nor an account of this calendar.", "Did you mean: {meant}?"
    ),
    "cell-picture-missing": Sentence(
        "No picture is called “{given}” in the calendar’s folder.",
        "Put it there (in media/, for example), or mend the name.",
    ),
    "cell-picture-missing-meant": Sentence(
        "No picture is called “{given}” in the calendar’s folder.", "Did you mean: {meant}?"
    ),
    "cell-picture-several": Sentence("Several pictures are called “{given}”: {files}.", "Write its folder, too."),
    "cell-picture-elsewhere": Sentence(
        "The picture {given} lies on the web, and nothing is fetched: the post is made a draft.",
        "Put it into media/ and name it in the file, with its alt text.",
    ),
    "cell-alt-missing": Sentence(
        "The picture {file} has no alternative text.",
        "Say in a column “alt text” what somebody who cannot see it should know.",
    ),
    "cell-alts-differ": Sentence(
        "{pictures} pictures and {alts} alternative texts.", "One a picture, each on a line of its own in the cell."
    ),
    "cell-rights-unknown": Sentence("“{given}” is no state of rights.", "Write cleared, asked, refused or expired."),
    "cell-category-unknown": Sentence("“{given}” is no category.", "One of: {known}."),
    "cell-control": Sentence("An invisible control character ({given}) stands in the text.", "Type the cell anew."),
    "cell-formula-failed": Sentence("The formula gives {given} instead of a value.", "Put the value in its place."),
    "cell-id-twice": Sentence(
        "“{given}” is the name of row {other} already, and the two are not one post for different accounts.",
        "Give this row another name, or empty the cell.",
    ),
    "cell-rights-missing": Sentence(
        "The picture {file} declares no rights, and this calendar asks for them.",
        "Add a column “rights”: cleared, asked, refused or expired.",
    ),
    "cell-needs-picture": Sentence(
        "{network} publishes nothing without a picture.",
        "Add one in a column “image”, or name the other networks in a column “networks”.",
    ),
    "cell-hour-by-hand": Sentence(
        "Sent by hand, but between which hours?", "Write 14h-16h: after that it counts as missed."
    ),
    "cell-window-unfit": Sentence("“{given}” ends before it begins.", "Write 14h-16h."),
    # New and copy
    "template-week": Sentence("week"),
    "template-opening": Sentence("opening"),
    "template-rendez-vous": Sentence("rendez-vous"),
    "template-evergreen": Sentence("evergreen"),
    "template-crisis": Sentence("crisis"),
    "new-written": Sentence(
        Plural(
            "{file} written, from {first}: {n} text to write. All of it is a draft.",
            "{file} written, from {first}: {n} texts to write. All of it is a draft.",
        ),
        "Write each text, take its line `draft: true` out, then `scheduler check {file}`.",
    ),
    "copy-written": Sentence(
        Plural(
            "{file} written, from {first}: {n} right to be asked again.",
            "{file} written, from {first}: {n} rights to be asked again.",
        ),
        "Weekdays and hours are those of the old one. See it with `scheduler check {file}`.",
    ),
    "copy-begins": Sentence("It begins on {first}, not on {asked}: weekdays are kept."),
    "copy-right-asked": Sentence(
        "The right to show {picture} is to be asked again: it was given for the old week.",
        "Set `status: cleared` again once you have the answer.",
    ),
    "copy-rights-asked": Sentence(
        "The rights of all pictures without their own are to be asked again: they were given for the old week.",
        "Set `status: cleared` again once you have the answers.",
    ),
    "copy-old-year": Sentence(
        Plural("{n} line still names the old year: {lines}.", "{n} lines still name the old year: {lines}."),
        "Look whether the text, the hashtag or the link is meant for the new one.",
    ),
    "copy-minutes-left-out": Sentence(
        Plural(
            "{n} time of work was left out: it belongs to the old report.",
            "{n} times of work were left out: they belong to the old report.",
        )
    ),
    "copy-no-date": Sentence(
        "Nothing in this file has a date, so there is nothing to move.",
        "Copy the file itself, and give it another short name.",
    ),
    "copy-same-week": Sentence(
        "That is the week of the old one, which begins on {day}.", "Give a day of another week."
    ),
    "copy-name-taken": Sentence(
        "There is a campaign “{name}” already, and a short name is never used twice.", "Choose another one."
    ),
    "copy-broken-file": Sentence("This file cannot be copied: its YAML has faults.", "`scheduler check` names them."),
    "copy-unfit": Sentence(
        "This file could not be copied without changing anything else, so nothing was written.",
        "Copy it by hand, and tell the program’s makers.",
    ),
    "copy-away-from-pictures": Sentence(
        "The copy would stand away from its pictures, whose paths begin in {folder}.", "Put it into the same folder."
    ),
}
