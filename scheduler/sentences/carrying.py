"""What leaves the calendar as a file, and what comes into it as one: export, import, new, copy."""

from scheduler.sentences.words import Plural, Sentence

SENTENCES: dict[str, Sentence] = {
    # Helps
    "help-export": Sentence(
        "Write what is queued as a calendar (ics), a table (csv, xlsx) or a page of the week (md, html)."
    ),
    "help-import": Sentence(
        "Make a campaign file of a spreadsheet that a colleague filled, or of Hootsuite’s or Buffer’s bulk file."
    ),
    "help-new": Sentence("Begin a campaign from a template: week, opening, rendez-vous or crisis."),
    "help-copy": Sentence(
        "Copy a campaign to another week: weekdays and hours kept, picture rights to be asked again."
    ),
    "help-argument-export": Sentence("ics, csv, xlsx, md or html."),
    "help-option-export-campaign": Sentence("Only this campaign, by its short name."),
    "help-option-files": Sentence("From the campaign files, applied or not, instead of from the queue."),
    "help-argument-import": Sentence("The spreadsheet: .xlsx or .csv."),
    "help-option-import-to": Sentence("The campaign file to write; it must not be there yet."),
    "help-option-import-account": Sentence("Publish to this account (repeatable), where the spreadsheet names none."),
    "help-option-import-dates": Sentence(
        "How 06/07/2027 is meant where the file leaves it open: day-first or month-first."
    ),
    "help-argument-template": Sentence("week, opening, rendez-vous or crisis."),
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
    "export-written": Sentence(Plural("{file} written: {n} post.", "{file} written: {n} posts.")),
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
            "{n} post has no hour yet, and no place in a calendar.",
            "{n} posts have no hour yet, and no place in a calendar.",
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
}
