"""Several clients: workspaces, their supervisor, the minutes that they take, handing one over."""

from scheduler.sentences.words import Plural, Sentence

SENTENCES: dict[str, Sentence] = {
    # The command line
    "help-workspaces": Sentence("List the clients; `add NAME FOLDER` and `remove NAME` change the list."),
    "help-week": Sentence("Show the coming seven days by day; with --all, of every client in one table."),
    "help-time": Sentence(
        "Show the minutes of the period against what was agreed; `add 25`, `start` and `stop` write them down."
    ),
    "help-argument-workspaces": Sentence("Nothing lists; `add NAME FOLDER`; `remove NAME`."),
    "help-option-budget": Sentence("Minutes that a period may take."),
    "help-option-period": Sentence("What the budget is for: month, week or year."),
    "help-option-week-from": Sentence("The first day (2027-06-07); else today."),
    "help-argument-time": Sentence("Nothing lists; `add 25` (or 1h30), `start`, `stop`, `undo ID`."),
    "help-option-time-post": Sentence("What it was for: a post’s code, id or name, or a campaign."),
    "help-option-time-note": Sentence("A few words, for yourself."),
    "help-option-time-on": Sentence("The day on which it was (2027-06-07); else today."),
    "help-option-time-month": Sentence("The month to show (2027-06); else the period of today."),
    "help-option-handover": Sentence(
        "Write everything that another person needs to go on into this zip file: no secret is in it."
    ),
    # Which client
    "workspaces-none": Sentence(
        "There are no workspaces yet: {file} is not there.", "`scheduler workspaces add {name} FOLDER`"
    ),
    "workspaces-empty": Sentence("There are no workspaces yet.", "`scheduler workspaces add NAME FOLDER`"),
    "workspaces-words": Sentence(
        "This cannot be done to the list of workspaces.",
        "`scheduler workspaces`, `scheduler workspaces add NAME FOLDER` or `scheduler workspaces remove NAME`.",
    ),
    "workspaces-file": Sentence("This list: {file}"),
    "workspace-unknown": Sentence("No workspace is called “{name}”.", "There are: {known}."),
    "workspace-unknown-meant": Sentence(
        "No workspace is called “{name}”; did you mean “{meant}”?", "There are: {known}."
    ),
    "workspace-added": Sentence(
        "“{name}” is on the list: {folder}. The secrets named in its configuration may be read from now on.",
        "`scheduler --workspace {name} check`",
    ),
    "workspace-removed": Sentence(
        "“{name}” is off the list. Its folder, its queue and its secrets stay where they are: {folder}."
    ),
    "workspace-name-taken": Sentence(
        "“{name}” is another folder already: {folder}.",
        "Choose another name, or give `scheduler workspaces remove {name}` first.",
    ),
    "workspace-same-folder": Sentence(
        "“{name}” and “{other}” are the same folder: one client under two names.", "Keep one of them."
    ),
    "workspace-same-id": Sentence(
        "“{name}” and “{other}” have the same [calendar] id: they would share one queue, and one client’s posts would go out for the other.",
        "Give this one an id of its own, which nothing else bears ({file} has it). If it was copied, `scheduler init` makes a fresh one.",
    ),
    "workspace-same-database": Sentence(
        "“{name}” and “{other}” name the same database: they would share one queue.",
        "Give this one a database of its own under [database] url ({file} has this one).",
    ),
    "workspace-secret-shared": Sentence(
        "{reference} is also named by: {others}. What one client’s account may do, the other’s may.",
        "Right if both use one app; else give each a secret of its own.",
    ),
    "config-and-workspace": Sentence("--config and --workspace both say which calendar is meant.", "Give one of them."),
    "two-in-environment": Sentence(
        "SCHEDULER_CONFIG and SCHEDULER_WORKSPACE both say which calendar is meant.",
        "Unset one of them, or give --config or --workspace.",
    ),
    "all-and-one": Sentence("--all means every client, and one is named as well.", "Give one or the other."),
    "all-and-paths": Sentence("--all means every client’s whole calendar; it takes no paths.", "Leave them out."),
    # How each stands
    "workspace-daemon-alive": Sentence("publishing (last sign of life {at})"),
    "workspace-daemon-passes": Sentence("publishing in passes (last one {at})"),
    "workspace-daemon-stale": Sentence("nobody publishes since {at}"),
    "workspace-daemon-none": Sentence("nobody publishes"),
    "workspace-next": Sentence("next: {at}, {post} on {account}"),
    "workspace-next-none": Sentence("nothing is to come"),
    "workspace-nothing-queued": Sentence("calendar {id}: nothing was ever queued"),
    "workspace-awaiting": Sentence(Plural("{n} post awaits a yes", "{n} posts await a yes")),
    "workspace-needs": Sentence(Plural("{n} post needs a person", "{n} posts need a person")),
    # The coming week
    "coming-none": Sentence("Nothing is queued from {first} to {last}."),
    "coming-yes-from": Sentence("needs a yes from: {roles}"),
    "coming-by-hand": Sentence("by hand, between {first} and {last}"),
    "coming-by-hand-until": Sentence("by hand, until {until}"),
    "coming-beside": Sentence("you are wanted at the same time for: {names}"),
    "coming-posts": Sentence(Plural("{n} post", "{n} posts")),
    "coming-asked": Sentence(Plural("{n} needs a yes", "{n} need a yes")),
    "coming-clashes": Sentence(Plural("{n} wants you while another does", "{n} want you while another does")),
    "coming-zone": Sentence("Hours are those of {zone}; a client’s own hour stands behind it where it differs."),
    # The supervisor
    "run-all-died": Sentence("Its daemon ended ({how}); it is started again in {seconds} s. The others go on."),
    "run-all-refused": Sentence(
        "Its daemon cannot run as things are; the others go on.",
        "It is tried again as soon as {file} changes, and every few minutes without a word.",
    ),
    "run-all-hangs": Sentence("Its daemon has given no sign of life for five minutes: it is ended and started again."),
    "day-odd": Sentence("“{given}” is no day.", "Write it as 2027-06-07."),
    # Handing a client over
    "export-one-of-two": Sentence(
        "An export has a format, or it is a handover.",
        "`scheduler export csv`, or `scheduler export --handover FILE.zip`.",
    ),
    "handover-needs-zip": Sentence("A handover is a zip file.", "Give it a name that ends in .zip."),
    "handover-written": Sentence("{file}: {n} files, {kb} kB. No secret is in it."),
    "handover-title": Sentence("The calendar {calendar}: how to go on with it"),
    "handover-made": Sentence("Made on {at}."),
    "handover-head-steps": Sentence("How to go on"),
    "handover-head-files": Sentence("What is in this package"),
    "handover-head-secrets": Sentence("Secrets to be put in again"),
    "handover-head-campaigns": Sentence("Campaigns"),
    "handover-head-left": Sentence("What is not in it"),
    "handover-step-stop": Sentence(
        Plural(
            "{n} post is still queued where this package was made, and goes out there unless it is stopped.",
            "{n} posts are still queued where this package was made, and go out there unless they are stopped.",
        ),
        "Before you publish: there `scheduler pause`, then end `scheduler run`. Two that publish would publish twice.",
    ),
    "handover-step-install": Sentence(
        "Install the program (`pip install editorial-scheduler`) and unpack this file; the folder “calendar” is the calendar."
    ),
    "handover-step-secrets": Sentence(
        Plural(
            "{n} secret is named in config.toml and is not here.",
            "{n} secrets are named in config.toml and are not here.",
        ),
        "In that folder `scheduler connect` puts them in again, one account after the other.",
    ),
    "handover-step-check": Sentence(
        "`scheduler check` says whether everything is there, `scheduler plan` what would be queued."
    ),
    "handover-step-apply": Sentence(
        "`scheduler apply` queues it, and asks for every yes again: no approval goes from one queue to another. Then `scheduler run` publishes."
    ),
    "handover-file-config": Sentence("accounts, roles and rules, each secret only by its name"),
    "handover-file-calendar": Sentence("the campaign files with their pictures"),
    "handover-file-queue": Sentence("what was still queued, for any calendar program"),
    "handover-file-history": Sentence(
        "every delivery with its text, and every line of the journal, for programs (JSON lines) and spreadsheets (CSV)"
    ),
    "handover-file-reports": Sentence("the reports of finished campaigns, with the figures behind them"),
    "handover-file-people": Sentence("who may say yes"),
    "handover-file-manifest": Sentence("the SHA-256 of each file"),
    "handover-left-always": Sentence(
        "Secrets, sessions and the key of pseudonyms; comments of config.toml; the address of the database; minutes and budget."
    ),
    "handover-left-private": Sentence(
        Plural(
            "{n} message to one person is not in it, nor who it was for.",
            "{n} messages to single persons are not in it, nor who they were for.",
        )
    ),
    "handover-left-unreadable": Sentence("The file {file} could not be read."),
    "handover-left-picture": Sentence("The picture {file} of the campaign {campaign} is not where its file says."),
    "handover-left-report": Sentence("The report of the campaign {campaign} could not be made ({why})."),
    # Minutes
    "duration": Sentence("{lasting}"),
    "period-month": Sentence("month"),
    "period-week": Sentence("week"),
    "period-year": Sentence("year"),
    "hours-unwritten": Sentence("no minutes written down this {period}"),
    "hours-unwritten-of": Sentence("no minutes written down this {period} (budget {budget})"),
    "hours-spent": Sentence("{spent} this {period}, no budget"),
    "hours-left": Sentence("{spent} of {budget} this {period}, {left} left"),
    "hours-over": Sentence("{spent} of {budget} this {period}: {over} over"),
    "unknown-period": Sentence("There is no period “{name}”.", "Known: {known}."),
    "hours-planned": Sentence("The files plan {planned} for the posts of this period."),
    "hours-span": Sentence("From {first} to {last}."),
    "hours-added": Sentence("{spent} written down for {day} (no. {id})."),
    "hours-added-about": Sentence("{spent} written down for {day}, for {about} (no. {id})."),
    "hours-taken-back": Sentence("No. {was} is taken back: {spent} less on {day} (no. {id})."),
    "hours-all": Sentence("All together: {spent}, written down for {n} of {of} clients."),
    "hours-all-over": Sentence(Plural("{n} client is over its budget.", "{n} clients are over their budget.")),
    "timer-started": Sentence("The timer runs since {began}.", "`scheduler time stop` ends it and writes it down."),
    "timer-running": Sentence("A timer runs since {began}."),
    "timer-runs": Sentence(
        "The timer runs already, since {began}.", "`scheduler time stop` ends it and writes it down."
    ),
    "timer-stands": Sentence(
        "No timer runs.", "`scheduler time start` begins one, `scheduler time add 25` needs none."
    ),
    "timer-forgotten": Sentence(
        "The timer runs since {began}: it was forgotten, and how long it was nobody but you knows.",
        "`scheduler time stop 45` writes down 45 minutes and ends it.",
    ),
    "minutes-unfit": Sentence("“{given}” is no time up to a day.", "Write minutes or hours: 25, 25m, 1h, 1h30."),
    "minutes-ahead": Sentence("{day} has not come yet.", "Give the day on which it was."),
    "minutes-no-such": Sentence(
        "No entry bears this number, or it takes another back itself.",
        "`scheduler time` lists them with their numbers.",
    ),
    "minutes-undone-already": Sentence("This entry was taken back already."),
    "month-odd": Sentence("“{given}” is no month.", "Write it as 2027-06."),
    "time-words": Sentence(
        "This cannot be done to the minutes.",
        "`scheduler time`, `scheduler time add 25`, `scheduler time start`, `scheduler time stop` or `scheduler time undo 3`.",
    ),
    "time-all-lists": Sentence(
        "--all shows every client’s minutes; one entry belongs to one client.", "Name it with --workspace."
    ),
}
