"""The command line: help texts, labels, progress, doctor, init, demo."""

from scheduler.sentences.words import Plural, Sentence

__all__ = ["SENTENCES", "Plural"]

SENTENCES: dict[str, Sentence] = {
    "help-program": Sentence(
        "Prepare a themed week once, publish it on every network, and say honestly what it changed."
    ),
    "help-check": Sentence("Say everything that is wrong with the campaign files, all at once, with file and line."),
    "help-preview": Sentence("Show each post as each network would show it."),
    "help-count": Sentence("Say how long a text is on each network; read from standard input without an argument."),
    "help-networks": Sentence("Say what each network can do, what it costs, and what it forbids programs to do."),
    "help-schema": Sentence(
        "Print the JSON Schema of the campaign file, of the configuration, or of what a command prints."
    ),
    "help-plan": Sentence("Show what applying the files would do to the queue, as a diff. Nothing is changed."),
    "help-apply": Sentence("Take the shown changes into the queue, all in one transaction."),
    "help-queue": Sentence("Show the deliveries: what goes out where and when, and what became of it."),
    "help-history": Sentence("Tell a delivery’s life in words."),
    "help-approve": Sentence("Record a role’s yes; one yes covers all networks of a post."),
    "help-ask": Sentence(
        "Keep a question or a remark with a post, never published; --question also holds the post until --answer."
    ),
    "help-hold": Sentence("Hold deliveries back until they are unheld."),
    "help-unhold": Sentence("Let held deliveries go on."),
    "help-cancel": Sentence("Cancel deliveries for good."),
    "help-retry": Sentence("Put a failed, missed or partial delivery back into the queue."),
    "help-send": Sentence("Make deliveries due at this moment: a live post, or one that was missed."),
    "help-confirm": Sentence(
        "Settle what only a person can know: it is out (--url), or it certainly is not (--absent)."
    ),
    "help-run": Sentence("Publish what is due: as a daemon, or one pass with --once (for cron)."),
    "help-pause": Sentence("Pull the brake: nothing is sent until `resume`."),
    "help-resume": Sentence("Let the brake go."),
    "help-collect": Sentence("Read counts back, once, for every post that has reached one of the ages."),
    "help-report": Sentence("Write the report of a campaign: what it changed, and what cannot be said."),
    "help-demo": Sentence(
        "Run the sample week from file to report in less than a minute; nothing is published anywhere."
    ),
    "help-init": Sentence(
        "Make a calendar folder that can be checked, and published to the rehearsal network at once."
    ),
    "help-doctor": Sentence("Say what is wrong with the environment, and what needs a person."),
    "help-accounts": Sentence(
        "List the accounts; with --test, ask each network whether publishing would work, without posting."
    ),
    "help-option-config": Sentence(
        "The configuration file (config.toml); else SCHEDULER_CONFIG, else the nearest one."
    ),
    "help-option-workspace": Sentence("The client whose calendar is meant, by its name on the list of `workspaces`."),
    "help-option-all": Sentence("Every client on the list of `workspaces`."),
    "help-option-language": Sentence("The language of the answer: fr or en."),
    "help-option-json": Sentence("Answer with one JSON object."),
    "help-option-version": Sentence("Print the version and stop."),
    "help-argument-paths": Sentence("Campaign files or folders; none means the whole calendar."),
    "help-argument-ids": Sentence("Ids, tags, campaign/post, or post codes (7F3K)."),
    "help-argument-text": Sentence("The text; standard input without it."),
    "help-argument-schema": Sentence("campaign, config, or the name of a command."),
    "help-argument-campaign": Sentence("The campaign’s slug, as in its file."),
    "help-argument-demo-folder": Sentence("Where the demonstration is played; else the state folder."),
    "help-argument-init-folder": Sentence("The folder to make."),
    "help-option-strict": Sentence("Let warnings fail, too."),
    "help-option-network": Sentence("Only this network."),
    "help-option-account": Sentence("Only this account."),
    "help-option-post": Sentence("Only this post."),
    "help-option-jsonl": Sentence("Read {{network, text}} a line, write {{length, limit, fits}} a line."),
    "help-option-output": Sentence("Write into this file."),
    "help-option-by": Sentence("Who acts; else the name of this computer’s account."),
    "help-option-now": Sentence("Answer: what is already past goes out now."),
    "help-option-again": Sentence("Answer: what nearly equals a recent post goes out all the same."),
    "help-option-prune": Sentence("Cancel what has no file any more."),
    "help-option-cancel": Sentence("Answer: so many cancels are meant."),
    "help-option-readapt": Sentence("Adapt unchanged posts anew by the rules of this version."),
    "help-option-yes": Sentence("Do not ask."),
    "help-option-week": Sentence("Only this ISO week, such as 2027-W23."),
    "help-option-state": Sentence("Only this state; may be given several times."),
    "help-option-why": Sentence("The reason, kept in the history."),
    "help-option-role": Sentence("The role that says yes."),
    "help-option-how": Sentence("How the yes was given: terminal, mail, paper, voice."),
    "help-option-question": Sentence("The question; it holds the post until it is answered."),
    "help-option-send-now": Sentence("Required: it goes out at once."),
    "help-option-url": Sentence("The address where it is online."),
    "help-option-absent": Sentence("It is certainly not online; it will be sent."),
    "help-option-once": Sentence("One pass over what is due, then stop."),
    "help-option-log": Sentence("How the log is written on stderr: text or json."),
    "help-option-format": Sentence("terminal, html, md, json, pdf, xlsx, csv or mail."),
    "help-option-for": Sentence("For whom: direction (one page), cm (all of it) or partners (indices only)."),
    "help-option-seed": Sentence("The seed of the simulated audience."),
    "help-option-test": Sentence("Ask the networks; nothing is posted."),
    "interrupted": Sentence("Interrupted. What was in flight was finished or stays written down."),
    "interrupted-asking": Sentence("Interrupted: nothing was changed."),
    "wrong-usage": Sentence("{problem}", "`{command} --help` says what may stand there."),
    "fault": Sentence(
        "The program has a fault ({kind}). Nothing was lost: what is in the queue stays there.",
        "Send the file {file} with your report; secrets are blanked in it.",
    ),
    "unknown-language": Sentence("There is no language “{name}”.", "Known are: {known}."),
    "unknown-level": Sentence("There are no readers “{name}”.", "Known: {known}."),
    "unknown-format": Sentence("There is no format “{name}”.", "Known: {known}."),
    "no-such-path": Sentence(
        "There is no such file or folder.", "Check the path, or leave it out to read the whole calendar."
    ),
    "no-configuration": Sentence(
        "No config.toml was found from here upward.",
        "Make a calendar with `scheduler init`, or name the file with --config.",
    ),
    "nothing-so-named": Sentence("Nothing here is called “{name}”.", "Did you mean: {meant}?"),
    "count-line": Sentence('This line is not {{"network": …, "text": …}}.', "Write one JSON object a line."),
    "unknown-network": Sentence("There is no network “{name}”.", "Known: {known}."),
    "unknown-network-meant": Sentence("There is no network “{name}”.", "Did you mean {meant}?"),
    "unknown-through": Sentence("“{name}” cannot send for this account.", "Write one of: {known}."),
    "unknown-through-meant": Sentence("“{name}” cannot send for this account.", "Did you mean {meant}?"),
    "unknown-option": Sentence("This network has no setting “{name}”.", "It knows: {known}."),
    "unknown-option-meant": Sentence("This network has no setting “{name}”.", "Did you mean {meant}?"),
    "option-missing": Sentence(
        "The setting “{name}” is missing: without it this account cannot publish.",
        'Write it under the account, or set through = "rehearsal" to try without.',
    ),
    "unknown-account": Sentence("The configuration has no account “{name}”.", "It has: {known}."),
    "unknown-account-meant": Sentence("The configuration has no account “{name}”.", "Did you mean {meant}?"),
    "unknown-account-asked": Sentence("The configuration has no account “{name}”.", "It has: {known}."),
    "unknown-role": Sentence(
        "The configuration has no role “{name}”: nobody could say yes.", "Add [roles.{name}], or write one of: {known}."
    ),
    "unknown-role-meant": Sentence(
        "The configuration has no role “{name}”: nobody could say yes.", "Did you mean {meant}?"
    ),
    "unknown-place": Sentence(
        "“{name}” is neither a network nor an account of this campaign.", "Write one of: {known}."
    ),
    "unknown-place-meant": Sentence(
        "“{name}” is neither a network nor an account of this campaign.", "Did you mean {meant}?"
    ),
    "unknown-baseline": Sentence(
        "The baseline names the campaign “{name}”, which is not among these files.",
        "Check the name, or write baseline: {{weeks: 8}}.",
    ),
    "unknown-campaign": Sentence(
        "The series avoids the campaign “{name}”, which is not among these files.",
        "Check the name, or read the whole calendar.",
    ),
    "post-without-day": Sentence(
        "This post has no day or hour, so it cannot be planned.", "Give it date: and at:, or mark it draft: true."
    ),
    "needs-answer": Sentence("{question}", "Nobody can answer here: repeat the command with {flag}."),
    "not-done": Sentence("Nothing was done.", "Repeat the command, or add {flag}."),
    "yes-no": Sentence("y/n"),
    "confirm-apply": Sentence(Plural("Apply {n} change?", "Apply {n} changes?")),
    "confirm-cancel": Sentence(Plural("Cancel {n} delivery for good?", "Cancel {n} deliveries for good?")),
    "confirm-absent": Sentence("It would be sent. If it is online after all, it goes out twice. Type the tag {tag}:"),
    "send-needs-now": Sentence("Sending at once must be said.", "Repeat the command with --now."),
    "confirm-needs-one": Sentence(
        "One delivery, and --url or --absent, not both.", "For example `scheduler confirm 12 --url https://…`."
    ),
    "not-a-week": Sentence("“{name}” is not an ISO week.", "Write it like 2027-W23."),
    "unknown-state": Sentence("There is no state “{name}”.", "Did you mean: {meant}?"),
    "checked-files": Sentence(Plural("{n} file", "{n} files")),
    "checked-posts": Sentence(Plural("{n} post", "{n} posts")),
    "checked-deliveries": Sentence(Plural("{n} delivery", "{n} deliveries")),
    "checked-well": Sentence("All is well."),
    "checked-passes": Sentence(
        Plural("Nothing prevents publication: {n} warning.", "Nothing prevents publication: {n} warnings.")
    ),
    "checked-errors": Sentence(Plural("{n} error.", "{n} errors.")),
    "checked-warnings": Sentence(Plural("{n} warning.", "{n} warnings.")),
    "checked-infos": Sentence(
        Plural("{n} remark (see `scheduler preview`).", "{n} remarks (see `scheduler preview`).")
    ),
    "too-long-by": Sentence(Plural("{n} too many", "{n} too many")),
    "column-network": Sentence("Network"),
    "column-limit": Sentence("Limit"),
    "column-pictures": Sentence("Pictures"),
    "column-alt": Sentence("Alt text"),
    "column-threads": Sentence("Threads"),
    "column-sends": Sentence("Sends"),
    "column-account": Sentence("Account"),
    "column-through": Sentence("Through"),
    "column-state": Sentence("State"),
    "column-identity": Sentence("Identity"),
    "column-followers": Sentence("Followers"),
    "yes": Sentence("yes"),
    "no": Sentence("no"),
    "sends-later": Sentence("by a person"),
    "day": Sentence("{day}"),
    "instant": Sentence("{at}"),
    "day-by-hand": Sentence("By hand"),
    "by-hand": Sentence("by hand"),
    "nothing-to-show": Sentence("Nothing to show: no post of these files has a date and an account."),
    "first-comment": Sentence("1st comment"),
    "change-add": Sentence(Plural("{n} to add", "{n} to add")),
    "change-move": Sentence(Plural("{n} to move", "{n} to move")),
    "change-replace": Sentence(Plural("{n} to replace", "{n} to replace")),
    "change-cancel": Sentence(Plural("{n} to cancel", "{n} to cancel")),
    "change-keep": Sentence(Plural("{n} kept", "{n} kept")),
    "change-missing": Sentence(Plural("{n} missing", "{n} missing")),
    "change-ask": Sentence(Plural("{n} to answer", "{n} to answer")),
    "plan-summary": Sentence("Planned changes: {changes}."),
    "plan-left-out": Sentence(Plural("{n} post stays out: see ✗ above.", "{n} posts stay out: see ✗ above.")),
    "plan-empty": Sentence("Nothing in these files, and nothing from them in the queue."),
    "applied-nothing": Sentence("Nothing in the queue has changed."),
    "applied": Sentence(Plural("{n} change is in the queue.", "{n} changes are in the queue.")),
    "question-now": Sentence(
        Plural("The hour of {n} delivery is already past.", "The hour of {n} deliveries is already past."),
        "Answer with --now to send at once, or change the hour in the file.",
    ),
    "question-again": Sentence(
        Plural(
            "{n} delivery nearly equals what went out on the same account in the last 30 days.",
            "{n} deliveries nearly equal what went out on the same accounts in the last 30 days.",
        ),
        "Answer with --again if that is meant.",
    ),
    "question-cancel": Sentence("{n} would be cancelled at once.", "If that is meant, answer with --cancel {n}."),
    "new-post": Sentence("New."),
    "unchanged": Sentence("Unchanged."),
    "moved": Sentence("Later or on another day; approvals hold."),
    "moved-earlier": Sentence("Earlier than approved: to be approved again."),
    "patience-changed": Sentence("How late it may go out changed; approvals hold."),
    "text-changed": Sentence("The text or a picture changed: to be approved again on this account."),
    "roles-changed": Sentence("The roles that must say yes changed."),
    "mended": Sentence("Mended: back into the queue."),
    "post-removed": Sentence("No longer in its file."),
    "pruned": Sentence("Its file is gone, and --prune was given."),
    "campaign-missing": Sentence(
        "No file holds the campaign “{campaign}” any more; it stays in the queue.",
        "Bring the file back, or cancel with --prune.",
    ),
    "post-has-faults": Sentence("Its file has faults: left as it is."),
    "hour-is-past": Sentence("Its hour is already past."),
    "alike-went-out": Sentence("Nearly equals {twin}, which went out on this account."),
    "date-went-out": Sentence("This date of the series went out already: {twin}."),
    "date-was-cancelled": Sentence("This date of the series was cancelled: {twin}."),
    "waits-for-cancels": Sentence("Would take the place of a post whose cancelling waits for an answer."),
    "many-cancels": Sentence(Plural("{n} would be cancelled.", "{n} would be cancelled.")),
    "is-awaiting": Sentence("Is awaiting approval."),
    "is-ready": Sentence("Is scheduled."),
    "is-held": Sentence("Is held."),
    "is-claimed": Sentence("Is being sent."),
    "is-sending": Sentence("Is being sent."),
    "is-published": Sentence("Is published."),
    "is-failed": Sentence("Was refused; mend it in the file or `scheduler retry`."),
    "is-missed": Sentence("Was missed; give it a later hour or `scheduler send --now`."),
    "is-unknown": Sentence("Must be looked at: `scheduler confirm`."),
    "is-expected": Sentence("Waits for a person to publish it."),
    "is-partial": Sentence("Is partly out."),
    "is-cancelled": Sentence("Was cancelled by a person."),
    "is-withdrawn": Sentence("Was withdrawn."),
    "state-awaiting": Sentence("to approve"),
    "state-ready": Sentence("scheduled"),
    "state-held": Sentence("held"),
    "state-claimed": Sentence("in progress"),
    "state-sending": Sentence("in progress"),
    "state-published": Sentence("published"),
    "state-failed": Sentence("refused by {network}"),
    "state-unknown": Sentence("to check"),
    "state-expected": Sentence("to publish by hand"),
    "state-partial": Sentence("partly published"),
    "state-missed": Sentence("not published, too late"),
    "state-cancelled": Sentence("cancelled"),
    "state-withdrawn": Sentence("withdrawn"),
    "queue-none": Sentence("No delivery in the queue is like that. `scheduler queue` shows all of them."),
    "queue-empty": Sentence("The queue is empty. `scheduler apply` fills it from the campaign files."),
    "queue-summary": Sentence(Plural("{n} delivery: {states}.", "{n} deliveries: {states}.")),
    "decided-approve": Sentence(Plural("Approved: {n} delivery.", "Approved: {n} deliveries.")),
    "decided-ask": Sentence(Plural("Asked; {n} delivery held.", "Asked; {n} deliveries held.")),
    "decided-hold": Sentence(Plural("Held: {n} delivery.", "Held: {n} deliveries.")),
    "decided-unhold": Sentence(Plural("Goes on: {n} delivery.", "Go on: {n} deliveries.")),
    "decided-cancel": Sentence(Plural("Cancelled: {n} delivery.", "Cancelled: {n} deliveries.")),
    "decided-retry": Sentence(Plural("Back in the queue: {n} delivery.", "Back in the queue: {n} deliveries.")),
    "decided-send": Sentence(
        Plural(
            "Due now: {n} delivery; `scheduler run` sends it.", "Due now: {n} deliveries; `scheduler run` sends them."
        )
    ),
    "decided-confirm": Sentence(Plural("Settled: {n} delivery.", "Settled: {n} deliveries.")),
    "event-planned-approvals-missing": Sentence("planned, to be approved"),
    "event-planned": Sentence("planned"),
    "event-approved": Sentence("approved"),
    "event-changed-to-be-approved-again": Sentence("changed, to be approved again"),
    "event-held": Sentence("held"),
    "event-unheld-approvals-missing": Sentence("unheld, to be approved"),
    "event-unheld": Sentence("unheld"),
    "event-too-late": Sentence("too late"),
    "event-too-late-some-parts-out": Sentence("too late, some parts are out"),
    "event-claimed": Sentence("taken for sending"),
    "event-given-back": Sentence("given back, not sent"),
    "event-attempt-written": Sentence("attempt written down"),
    "event-all-parts-out": Sentence("published"),
    "event-known-not-sent": Sentence("certainly not sent"),
    "event-refused": Sentence("refused"),
    "event-refused-after-some-parts": Sentence("refused after some parts"),
    "event-answer-lost": Sentence("answer lost"),
    "event-handed-to-a-person": Sentence("handed to a person"),
    "event-not-finished-in-time": Sentence("not finished in time"),
    "event-found-on-the-network": Sentence("found on the network"),
    "event-found-parts-remain": Sentence("found, parts remain"),
    "event-proved-absent": Sentence("proved absent"),
    "event-confirmed-by-a-person": Sentence("confirmed by a person"),
    "event-given-up": Sentence("given up"),
    "event-retried-by-a-person": Sentence("put back by a person"),
    "event-settled-by-a-person": Sentence("settled by a person"),
    "event-cancelled": Sentence("cancelled"),
    "event-withdrawn": Sentence("withdrawn"),
    "event-moved": Sentence("moved"),
    "event-replaced": Sentence("replaced"),
    "init-exists": Sentence("There is a calendar here already; nothing was changed.", "Choose another folder."),
    "init-cannot-write": Sentence("The folder cannot be written.", "Check its permissions, or choose another."),
    "campaign-not-applied": Sentence(
        "This campaign is not in the queue.", "Did you mean: {meant}? Else `scheduler apply` first."
    ),
    "campaign-none-applied": Sentence(
        "No campaign is in the queue yet: there is nothing to report on.", "`scheduler apply` takes the files into it."
    ),
    "campaign-without-days": Sentence(
        "This campaign has no day: there is nothing to report on.", "Report on a campaign with dated posts."
    ),
    "names-several": Sentence(
        Plural("This names {n} deliveries, among them {tags}.", "This names {n} deliveries, among them {tags}."),
        "Give one id or the whole tag.",
    ),
    "doctor-configuration": Sentence("Configuration {file}, calendar {id}."),
    "doctor-python": Sentence("Python {version} on {system}."),
    "doctor-no-zones": Sentence("This machine has no time zones.", "Install the package tzdata."),
    "doctor-encoding": Sentence(
        "File names are written as {name}, not UTF-8: accents in them may be lost.", "Set LANG=C.UTF-8."
    ),
    "doctor-zone": Sentence("Zone {name}; there it is {now}."),
    "doctor-machine-zone": Sentence(
        "This machine takes itself to be in another zone ({name}); posts are meant in {zone}, and no hour depends on the machine’s."
    ),
    "doctor-disk": Sentence("Only {n} MB are free: nothing will be sent.", "Make room on this disk."),
    "doctor-no-write": Sentence("This folder cannot be written.", "Check its permissions."),
    "doctor-account-through": Sentence("Sends through {through}: nothing is published on the network."),
    "doctor-database": Sentence("The queue."),
    "doctor-restored": Sentence(
        "The database is older than what this machine has seen (restored or copied): what is due is held.",
        "Look at each held delivery on its network, then `scheduler adopt`; unhold it, or cancel it where it is online already.",
    ),
    "doctor-paused": Sentence(
        "The brake is on: nothing is sent.", "Run `scheduler resume`; a file named STOP is deleted by hand."
    ),
    "doctor-daemon-alive": Sentence("The daemon is alive; last sign {at}."),
    "doctor-daemon-dead": Sentence(
        "Nothing publishes: the daemon gives no sign, and posts are due within a day.",
        "Start `scheduler run`, or have cron call `scheduler run --once`.",
    ),
    "doctor-daemon-off": Sentence("The daemon is not running; nothing is due within a day."),
    "doctor-awaiting": Sentence(
        Plural("{n} delivery awaits approval.", "{n} deliveries await approval."),
        "`scheduler queue --state awaiting`, then `scheduler approve`.",
    ),
    "doctor-held": Sentence(
        Plural("{n} delivery is held.", "{n} deliveries are held."), "`scheduler unhold` or `scheduler cancel`."
    ),
    "doctor-unknown": Sentence(
        Plural("{n} delivery may or may not be online.", "{n} deliveries may or may not be online."),
        "Look on the network, then `scheduler confirm ID --url …` or `--absent`.",
    ),
    "doctor-expected": Sentence(
        Plural("{n} delivery waits to be published by hand.", "{n} deliveries wait to be published by hand."),
        "Publish, then `scheduler confirm ID --url …`.",
    ),
    "doctor-partial": Sentence(
        Plural("{n} delivery is partly online.", "{n} deliveries are partly online."),
        "`scheduler history ID`, then `scheduler retry`.",
    ),
    "doctor-failed": Sentence(
        Plural("{n} delivery was refused.", "{n} deliveries were refused."),
        "Mend the post and `scheduler apply`, or `scheduler retry`.",
    ),
    "doctor-missed": Sentence(
        Plural("{n} delivery was missed.", "{n} deliveries were missed."),
        "Give each a later hour, or `scheduler send ID --now`.",
    ),
    "doctor-blocked": Sentence(
        "The network refuses this account, its deliveries wait: {why}",
        "They go on once `scheduler connect` or `scheduler accounts --test` finds it well.",
    ),
    "doctor-unapplied": Sentence(
        Plural(
            "{n} change in the files is not in the queue yet.", "{n} changes in the files are not in the queue yet."
        ),
        "`scheduler plan` shows them, `scheduler apply` takes them.",
    ),
    "doctor-faulty-files": Sentence(
        Plural("{n} error in the campaign files.", "{n} errors in the campaign files."), "`scheduler check` shows them."
    ),
    "paused": Sentence("The brake is on: nothing is sent until `scheduler resume` ({file})."),
    "resumed": Sentence("The brake is off."),
    "collected": Sentence(Plural("{n} reading kept.", "{n} readings kept.")),
    "initialised": Sentence("A calendar is ready in {folder}:"),
    "review-not-with-page": Sentence(
        "{option} is about the review on the screen, and --page writes a file.", "Leave it out, or leave --page out."
    ),
    "manual-pages": Sentence("The manual, a page each: `scheduler help PAGE`; `scheduler COMMAND --help` for options."),
    "help-help": Sentence("Show a page of the manual, or list them."),
    "help-argument-page": Sentence(
        "The page: approvals, rights, line, files, networks/mastodon…; without it, all are listed."
    ),
    "initialised-next": Sentence("Next:"),
    "examined-well": Sentence("Nothing needs you."),
    "accounts-none": Sentence("The configuration has no account."),
    "account-fine": Sentence("answers"),
    "account-untested": Sentence("not tested"),
    "ran-nothing": Sentence("Nothing was due."),
    "ran-published": Sentence(Plural("{n} published", "{n} published")),
    "ran-failed": Sentence(Plural("{n} refused", "{n} refused")),
    "ran-unknown": Sentence(Plural("{n} to check", "{n} to check")),
    "ran-missed": Sentence(Plural("{n} missed", "{n} missed")),
    "ran-waiting": Sentence(Plural("{n} waiting", "{n} waiting")),
    "ran-partial": Sentence(Plural("{n} partly out", "{n} partly out")),
    "ran-blocked": Sentence(Plural("{n} account blocked", "{n} accounts blocked")),
    "ran-held": Sentence(Plural("{n} held", "{n} held")),
    "ran-expected": Sentence(Plural("{n} by hand", "{n} by hand")),
    "stage-check": Sentence("Reading the sample calendar"),
    "stage-apply": Sentence("Planning and freezing {n} deliveries"),
    "stage-approve": Sentence("Curator and press officer approve"),
    "stage-publish": Sentence(
        "Publishing eight ordinary weeks, the MuseumWeek and the weeks after, on a simulated clock"
    ),
    "stage-report": Sentence("Writing the report and the timelines"),
    "demo-done": Sentence(
        "The week went out in rehearsal: {published} deliveries published on {accounts} accounts, {readings} readings; nothing was published anywhere. The audience is simulated."
    ),
    "demo-report": Sentence("Report"),
    "demo-timeline": Sentence("Timeline"),
    "demo-calendar": Sentence("Calendar"),
    "demo-next": Sentence("Try it:"),
    "run-started": Sentence("Publishing for {file}."),
    "run-standby": Sentence(
        "Process {pid} publishes for this calendar; this one stands by, and takes over when that one ends."
    ),
    "run-stopped": Sentence("Stopped; nothing is in flight."),
    "notify-failed": Sentence("A notification did not go out: {why}"),
    "demo-no-sample": Sentence("The sample calendar is missing from this installation.", "Install the program again."),
    "demo-folder-taken": Sentence(
        "This folder holds something else; it was not touched.", "Name an empty folder, or none."
    ),
    "collected-gone": Sentence("{tag} is no longer on its network."),
    "help-option-repin": Sentence("This account points elsewhere on purpose: pin it anew. May be given several times."),
    "config-not-trusted": Sentence(
        "No secret is read for a configuration that was found by itself: {file}.",
        "If it is yours, name it once: `scheduler accounts --config {file}`.",
    ),
    "account-re-aimed": Sentence(
        "Its secrets would go elsewhere than before ({was}, now {now}): nothing was sent.",
        "If that is meant: `scheduler accounts --repin {account}`.",
    ),
    "help-adopt": Sentence(
        "Take over a restored, copied or moved database: what is held stays held until somebody decides."
    ),
    "confirm-adopt": Sentence("Is no other copy of this database publishing?"),
    "adopted": Sentence(
        "This machine publishes from this database now. Look at each held delivery on its network; unhold it, or cancel it where it is online already."
    ),
    "nothing-to-adopt": Sentence("This database is this machine’s own, and in good order."),
    "run-foreign": Sentence(
        "Another machine publishes from this database; nothing is sent here.",
        "If that machine is gone for good: `scheduler adopt`.",
    ),
    "account-gone": Sentence(
        "The configuration has no account “{name}” any more; its deliveries wait.", "Bring it back, or cancel them."
    ),
    "setting-not-yet": Sentence(
        "The setting “{name}” does nothing yet: it comes with a later version.", "Do not rely on it."
    ),
    "doctor-damaged": Sentence(
        "The database file is damaged: {detail}",
        "Stop `scheduler run`, keep a copy of the file, and bring back a backup from the folder backups beside it.",
    ),
    "doctor-journal": Sentence(
        "The history was altered: line {n} is not as it was written.",
        "Find out who edited the database; approvals in it prove nothing any more.",
    ),
    "still-stopped": Sentence(
        "This file still stops everything.", "It was put there by hand: delete it when posts may go out again."
    ),
    "brake-is-on": Sentence(
        "The brake is on: nothing was sent.", "Run `scheduler resume`; a file named STOP is deleted by hand."
    ),
    "simulated": Sentence("simulated"),
    "cannot-publish-yet": Sentence(
        "This version cannot publish on {name} by itself.",
        'Set through = "rehearsal" to prepare and try without publishing.',
    ),
    "picture-changed": Sentence("Another picture under the same name: to be approved again on this account."),
    "another-picture": Sentence("another picture"),
    "help-heading-usage": Sentence("Usage:"),
    "help-heading-arguments": Sentence("Arguments:"),
    "help-heading-options": Sentence("Options:"),
    "help-heading-commands": Sentence("Commands:"),
    "help-mark-required": Sentence("required"),
    "help-mark-default": Sentence("default:"),
    "help-kind-str": Sentence("text"),
    "help-kind-path": Sentence("path"),
    "help-kind-int": Sentence("number"),
    "help-option-help": Sentence("Show this message and exit."),
    "help-option-install-completion": Sentence("Install completion for the current shell."),
    "help-option-show-completion": Sentence(
        "Show completion for the current shell, to copy it or customize the installation."
    ),
    "no-such-command": Sentence("There is no command “{name}”."),
    "no-such-command-meant": Sentence("There is no command “{name}”; did you mean “{meant}”?"),
    "option-goes-before": Sentence("{name} stands before the command: scheduler --language en queue."),
    "no-such-option": Sentence("There is no option {name}."),
    "no-such-option-meant": Sentence("There is no option {name}; did you mean {meant}?"),
    "words-too-many": Sentence("There are words too many: {words}."),
    "command-missing": Sentence("A command is missing."),
    "option-takes-none": Sentence("The option {name} takes no value."),
    "option-takes-one": Sentence("The option {name} needs a value."),
    "option-required": Sentence("The option {name} is missing: {meant}"),
    "argument-required": Sentence("The argument {name} is missing: {meant}"),
    "value-no-number": Sentence("{name} needs a whole number, not “{given}”."),
    "value-unfit": Sentence("The value of {name} does not fit: {why}"),
    "help-piece-options": Sentence("[OPTIONS]"),
    "help-piece-command": Sentence("COMMAND [ARGS]..."),
    "run-taken": Sentence(
        "Process {pid} publishes for this calendar already: this pass did nothing, and nothing is lost by it."
    ),
    "run-next": Sentence(Plural("Next: {at}, {n} delivery ({tag}).", "Next: {at}, {n} deliveries ({tag}, …).")),
    "run-nothing-next": Sentence(
        Plural(
            "Nothing is scheduled; {n} delivery awaits approval.",
            "Nothing is scheduled; {n} deliveries await approval.",
        )
    ),
    "run-looks": Sentence(
        Plural(
            "{n} delivery is to be checked: it may be out. It is looked for again on {at}.",
            "{n} deliveries are to be checked: they may be out. They are looked for again, the first on {at}.",
        )
    ),
    "run-looks-over": Sentence(
        Plural(
            "{n} delivery is to be checked: it may be out, and the network could not tell.",
            "{n} deliveries are to be checked: they may be out, and the networks could not tell.",
        ),
        "Look there, then use `scheduler confirm`.",
    ),
    "level-warning": Sentence("warning:"),
    "level-error": Sentence("error:"),
    "level-critical": Sentence("error:"),
    "doctor-passes": Sentence(
        "No daemon runs; the last single pass was {at}, and posts are due within a day.",
        "If cron calls `scheduler run --once`, all is well; else start `scheduler run`.",
    ),
    "unknown-account-none": Sentence(
        "There is no account “{name}”: the configuration has none.",
        "Add [accounts.{name}] to config.toml, with its network.",
    ),
    "unknown-role-none": Sentence(
        "There is no role “{name}”: the configuration has none, so nobody could say yes.",
        "Add [roles.{name}] to config.toml, with its people.",
    ),
    "unknown-option-none": Sentence("This network has no settings, so none called “{name}”.", "Remove the line."),
    "unknown-place-none": Sentence(
        "“{name}” is neither a network nor an account of this campaign, which has none.",
        "Name its accounts first: accounts: [...].",
    ),
    "states-awaiting": Sentence(Plural("{n} to approve", "{n} to approve")),
    "states-ready": Sentence(Plural("{n} scheduled", "{n} scheduled")),
    "states-held": Sentence(Plural("{n} held", "{n} held")),
    "states-claimed": Sentence(Plural("{n} in progress", "{n} in progress")),
    "states-published": Sentence(Plural("{n} published", "{n} published")),
    "states-failed": Sentence(Plural("{n} refused", "{n} refused")),
    "states-unknown": Sentence(Plural("{n} to check", "{n} to check")),
    "states-expected": Sentence(Plural("{n} to publish by hand", "{n} to publish by hand")),
    "states-partial": Sentence(Plural("{n} partly published", "{n} partly published")),
    "states-missed": Sentence(Plural("{n} not published, too late", "{n} not published, too late")),
    "states-cancelled": Sentence(Plural("{n} cancelled", "{n} cancelled")),
    "states-withdrawn": Sentence(Plural("{n} withdrawn", "{n} withdrawn")),
    "states-sending": Sentence(Plural("{n} in progress", "{n} in progress")),
    "subject-post": Sentence('post "{id}"'),
    "subject-welcome": Sentence('welcome "{id}"'),
    "subject-account": Sentence("account {id}"),
    "no-campaigns-here": Sentence(
        "There is no campaign file here.",
        "A campaign is a file that ends in .yaml or .yml; name another folder, or none for the whole calendar.",
    ),
    "post-removed-held": Sentence("No longer in its file; it was held."),
    "pruned-held": Sentence("Its file is gone, and --prune was given; it was held."),
    "held-before-removal": Sentence("It was held when it was taken out of its file.", "`scheduler history` says why."),
    "ability-publish": Sentence("posts"),
    "ability-thread": Sentence("threads"),
    "ability-first-comment": Sentence("first comment"),
    "ability-find": Sentence("finds a lost post"),
    "ability-prove-absence": Sentence("proves that one is not there"),
    "ability-native-key": Sentence("cannot double a post"),
    "ability-counts": Sentence("counts"),
    "ability-followers": Sentence("followers"),
    "ability-follower-list": Sentence("who follows"),
    "ability-withdraw": Sentence("withdrawing"),
    "ability-limits": Sentence("the server’s own limits"),
    "ability-resolve": Sentence("handles"),
    "ability-hand-off": Sentence("by a person"),
}
