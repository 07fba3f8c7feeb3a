"""The review room: views, keys, questions, and what was done."""

from scheduler.sentences.words import Plural, Sentence

SENTENCES: dict[str, Sentence] = {
    "help-review": Sentence(
        "Review the queued week in the terminal: read each post as it will go out, say yes, hold, cancel, settle."
    ),
    "help-option-theme": Sentence("The colours: dark, light, ansi (sixteen) or plain (none)."),
    "setting-review-motion": Sentence("“false”: nothing moves or blinks by itself in the terminal’s review"),
    "setting-review-pictures": Sentence(
        "how the terminal’s review draws pictures: “auto” asks the terminal (not in tmux, not over ssh), “blocks” is half-blocks, “off” the alternative text alone"
    ),
    "review-unknown-theme": Sentence("There are no colours named {name}.", "Choose one of these: {known}."),
    "review-needs-terminal": Sentence(
        "The review needs a terminal to draw on.",
        "Run it in one, or read the same with `scheduler queue` and `scheduler preview`.",
    ),
    "review-title": Sentence("Review"),
    "review-view-week": Sentence("Week"),
    "review-view-day": Sentence("Day"),
    "review-view-month": Sentence("Month"),
    "review-view-todo": Sentence("To do"),
    "review-week-of": Sentence("week {week}"),
    "review-week-short": Sentence("wk"),
    "review-posts": Sentence(Plural("{n} post", "{n} posts")),
    "review-deliveries": Sentence(Plural("{n} delivery", "{n} deliveries")),
    "review-beat-none": Sentence("♥ never"),
    "review-beat-stopped": Sentence("♥ stopped {at}"),
    "review-troubled": Sentence(Plural("{n} to deal with", "{n} to deal with")),
    "review-awaiting": Sentence(Plural("{n} to approve", "{n} to approve")),
    "review-hand": Sentence(Plural("{n} to send by hand", "{n} to send by hand")),
    "review-changes": Sentence(Plural("{n} planned change", "{n} planned changes")),
    "review-checking": Sentence("reading the files…"),
    "review-all-well": Sentence("nothing needs anybody"),
    "review-now": Sentence("now"),
    "review-part-morning": Sentence("a.m."),
    "review-part-noon": Sentence("noon"),
    "review-part-afternoon": Sentence("p.m."),
    "review-part-evening": Sentence("eve."),
    "review-blocked": Sentence("blocked"),
    "review-key-hand": Sentence("p"),
    "review-code": Sentence("code {short}"),
    "review-no-text": Sentence("no text"),
    "review-post-place": Sentence("post {place}"),
    "review-hours": Sentence("not all at the same hour: {hours}"),
    "review-list-awaiting": Sentence("to approve, by date"),
    "review-account-blocked": Sentence(
        Plural(
            "account blocked; {n} delivery in this list waits for it",
            "account blocked; {n} deliveries in this list wait for it",
        )
    ),
    "review-way-failed": Sentence("Open it to read why; x cancels it, p sends it again."),
    "review-way-unknown": Sentence("Did it go out? k settles it."),
    "review-way-missed": Sentence("It stays unpublished if nothing is done; p sends it now, x closes it."),
    "review-way-late": Sentence("p publishes it now all the same."),
    "review-way-partial": Sentence("A part of it is out; p sends the rest, x leaves it there."),
    "review-way-expected": Sentence("A person publishes it; k takes the address in."),
    "review-search-none": Sentence("Nothing was found."),
    "review-filtered": Sentence("only {what}"),
    "review-filter-state": Sentence("state"),
    "review-filter-network": Sentence("network"),
    "review-filter-account": Sentence("account"),
    "review-filter-theme": Sentence("theme"),
    "review-filter-campaign": Sentence("campaign"),
    "review-filter-ask": Sentence("Show only…"),
    "review-filter-none": Sentence("everything"),
    "review-empty": Sentence("Nothing is queued. Three ways to begin:"),
    "review-empty-1": Sentence("see a sample week; nothing is sent, no account is needed"),
    "review-empty-2": Sentence("make a first calendar"),
    "review-empty-3": Sentence("take the campaign files of this folder into the queue"),
    "review-approved": Sentence(Plural("Approved: {what} ({roles}).", "Approved: {n} posts ({roles}).")),
    "review-approved-already": Sentence("Approved before already: {what} ({roles})."),
    "review-held": Sentence(Plural("Held: {what}.", "Held: {n} posts.")),
    "review-unheld": Sentence(Plural("Goes on: {what}.", "Go on: {n} posts.")),
    "review-asked": Sentence(
        Plural("Asked about {what}; it is held until answered.", "Asked about {n} posts; they are held until answered.")
    ),
    "review-cancelled": Sentence(Plural("Cancelled for good: {what}.", "Cancelled for good: {n} posts.")),
    "review-left-out": Sentence(
        Plural("Cancelled, and left out in its file: {what}.", "Cancelled, and left out in their files: {n} posts.")
    ),
    "review-file-kept": Sentence("Nothing was written into the file of {what}:"),
    "leave-file-ahead": Sentence(
        "it has other changes of {post} that are not queued yet.", "a shows them; taken, they would bring it back."
    ),
    "leave-partly-out": Sentence("some of {post} is out, or on its way."),
    "leave-reply-of-series": Sentence("a series answers on all its dates, and a file cannot leave out one answer."),
    "review-sent": Sentence(Plural("Due now: {what}.", "Due now: {n} posts.")),
    "review-confirmed": Sentence("Published: {what} on {account}."),
    "review-absent": Sentence("Not out: {what} on {account}."),
    "review-undone": Sentence("Undone: {what}."),
    "review-undo-hint": Sentence("u undoes it"),
    "review-nothing-to-undo": Sentence(
        "There is nothing left to undo.", "What was sent, cancelled or settled stays so."
    ),
    "review-nothing-to-approve": Sentence(
        "No yes is missing here any more.", "Press F5 to see the queue as it is now."
    ),
    "review-no-undo": Sentence("Nothing to undo."),
    "review-no-post": Sentence("No post is chosen."),
    "review-not-asked": Sentence("This post asks for nobody’s yes."),
    "review-all-said": Sentence("Every yes has been given."),
    "review-past-approving": Sentence("It is past approving."),
    "review-no-role": Sentence(
        "You ({by}) stand for none of the roles that are missing: `scheduler review --by NAME`."
    ),
    "review-nothing-to-hold": Sentence("Nothing of it can be held any more."),
    "review-nothing-to-cancel": Sentence("Nothing of it can be cancelled any more."),
    "review-nothing-to-send": Sentence("Only what is scheduled, refused or missed can be sent now."),
    "review-nothing-to-settle": Sentence("Nothing of it is in question."),
    "review-none-left": Sentence("Nothing here needs anybody."),
    "review-many-none": Sentence("Nothing on the screen can be covered."),
    "review-answer": Sentence("Answer to “{question}”:"),
    "review-cancel-ask": Sentence(
        "Cancel {post} on {networks}? Its file is to say so, too; then u takes it back, else it is for good."
    ),
    "review-answer-leave": Sentence("Leave it as it is"),
    "review-answer-hold": Sentence("Hold it instead"),
    "review-answer-cancel": Sentence("Cancel it"),
    "review-answer-send": Sentence("Send it now"),
    "review-answer-later": Sentence("I do not know yet"),
    "review-send-ask": Sentence("Send {post} on {networks} at once?"),
    "review-send-late": Sentence(
        "{post} was missed or refused: sending it now may publish it late or twice. To confirm, type:"
    ),
    "review-settle-url": Sentence("Its address on {account}:"),
    "review-settle-absent": Sentence(
        "If it did go out on {account}, it may be published twice. To confirm that it did not, type:"
    ),
    "review-typed-hint": Sentence("Enter takes it, Escape leaves everything as it is."),
    "review-typed-other": Sentence("That is not the same. Type it exactly, or press Escape."),
    "review-many-approve": Sentence("Approve how many?"),
    "review-many-hold": Sentence("Hold how many?"),
    "review-many-day": Sentence(Plural("{day}: {n} post", "{day}: {n} posts")),
    "review-many-week": Sentence(Plural("the week as shown: {n} post", "the week as shown: {n} posts")),
    "review-more": Sentence(Plural("and {n} more", "and {n} more")),
    "review-role-ask": Sentence("You ({by}) say yes for:"),
    "review-role-all": Sentence("all of them: {roles}"),
    "review-search-ask": Sentence("Search the whole queue (words, names, codes):"),
    "review-go-ask": Sentence("Go to a date (11/06), a code or a name:"),
    "review-palette": Sentence("What do you want to do?"),
    "review-help-try": Sentence("Press a key to see what it does here. Escape closes."),
    "review-help-nothing": Sentence("does nothing here."),
    "review-key-enter": Sentence("Enter"),
    "review-key-escape": Sentence("Esc"),
    "review-act-open": Sentence("open"),
    "review-does-open": Sentence("Open the post as it will look on each network."),
    "review-act-approve": Sentence("approve"),
    "review-does-approve": Sentence("Say yes to this post, for the role you stand for."),
    "review-act-hold": Sentence("hold"),
    "review-does-hold": Sentence("Hold the post, or let it go on."),
    "review-act-cancel": Sentence("cancel"),
    "review-does-cancel": Sentence("Cancel the post, in its file, too; it asks first."),
    "review-act-ask": Sentence("remark"),
    "review-does-ask": Sentence("Keep a question with the post, never published; it is held until answered."),
    "review-act-send": Sentence("publish"),
    "review-does-send": Sentence("Publish now what waits for a hand, or was missed."),
    "review-act-settle": Sentence("settle"),
    "review-does-settle": Sentence("Say whether it went out, where nobody else can know."),
    "review-act-approve-many": Sentence("approve several"),
    "review-does-approve-many": Sentence("Approve the day or the week, as it is listed first."),
    "review-act-hold-many": Sentence("hold several"),
    "review-does-hold-many": Sentence("Hold the day or the week, as it is listed first."),
    "review-act-undo": Sentence("undo"),
    "review-does-undo": Sentence("Take back the last step that can be."),
    "review-act-next": Sentence("next"),
    "review-does-next": Sentence("Go to the next post that needs a person."),
    "review-act-previous": Sentence("previous"),
    "review-does-previous": Sentence("Go to the post before that needs a person."),
    "review-act-search": Sentence("find"),
    "review-does-search": Sentence("Search the whole queue."),
    "review-act-filter": Sentence("filter"),
    "review-does-filter": Sentence("Show only one network, account, theme or state."),
    "review-act-go": Sentence("go to"),
    "review-does-go": Sentence("Go to a date, a code or a name."),
    "review-act-today": Sentence("today"),
    "review-does-today": Sentence("Go to today."),
    "review-act-week": Sentence("week"),
    "review-does-week": Sentence("Show the week."),
    "review-act-day": Sentence("day"),
    "review-does-day": Sentence("Show the day of the chosen post."),
    "review-act-month": Sentence("month"),
    "review-does-month": Sentence("Show the month."),
    "review-act-todo": Sentence("to do"),
    "review-does-todo": Sentence("List what needs a person."),
    "review-act-reload": Sentence("read again"),
    "review-does-reload": Sentence("Read queue and files again."),
    "review-act-theme": Sentence("colours"),
    "review-does-theme": Sentence("Turn to the next set of colours."),
    "review-act-results": Sentence("results"),
    "review-does-results": Sentence("Show what came back of a campaign that is over: verdicts, weeks, objectives."),
    "review-act-help": Sentence("help"),
    "review-does-help": Sentence("Show every sign and every key."),
    "review-act-commands": Sentence("commands"),
    "review-does-commands": Sentence("List all commands."),
    "review-act-back": Sentence("back"),
    "review-does-back": Sentence("Go one step back; it never leaves."),
    "review-act-leave": Sentence("leave"),
    "review-does-leave": Sentence("Leave the review."),
    "review-rule-past": Sentence("That hour is past."),
    "review-rule-again": Sentence("asks again: {roles}"),
    "review-rule-gap": Sentence(Plural("{network}: {n} minute from {post}", "{network}: {n} minutes from {post}")),
    "review-rule-clock": Sentence("The clocks change in that hour."),
    "review-move-where": Sentence("Where to? A day, an hour, or both (Fri 11h30, 12/06, 9h):"),
    "review-move-no-place": Sentence("“{said}” is no day and no hour."),
    "review-move-hint": Sentence(
        "arrows: an hour, a day · Enter puts it down · Esc leaves it where it was · or type: Fri 11h30"
    ),
    "review-moved": Sentence(Plural("Moved: {what}, {was} → {now}.", "Moved: {n} posts.")),
    "review-copied": Sentence("Copied: {what} → {id}, {now}."),
    "review-saved": Sentence("Saved: {what}."),
    "review-unchanged": Sentence("Nothing was changed in the file of {what}."),
    "review-saved-ahead": Sentence("Other changes of {post} wait to be applied: a shows and takes them."),
    "review-asks-again": Sentence("Asks again: {roles}."),
    "review-kept-as-queued": Sentence(
        Plural(
            "It has an error, so what is queued stays as it was:",
            "It has {n} errors, so what is queued stays as it was; the first:",
        )
    ),
    "review-asked-of-you": Sentence("It is in the file, but not queued: `scheduler apply` asks for an answer first."),
    "review-nothing-to-redo": Sentence("There is nothing to do again.", "Only what was undone can be done again."),
    "review-no-redo": Sentence("Nothing to do again."),
    "review-none-ticked": Sentence("No post is ticked: Space ticks one."),
    "review-ticked": Sentence(Plural("{n} ticked", "{n} ticked")),
    "review-many-ticked": Sentence(Plural("the ticked one", "the {n} ticked ones")),
    "review-cancel-many": Sentence(
        Plural(
            "Cancel this post? What its file can say, u takes back; the rest is for good.",
            "Cancel these {n} posts? What their files can say, u takes back; the rest is for good.",
        )
    ),
    "review-no-copy": Sentence(
        "Only a post with a date can be duplicated here: a series or a reply is copied in its file."
    ),
    "review-key-space": Sentence("Space"),
    "review-no-editor": Sentence("No editor was found: set VISUAL or EDITOR."),
    "review-no-suspend": Sentence(
        "This terminal cannot be handed to an editor: open {file} at line {line} yourself; the room reads it again."
    ),
    "review-editor-failed": Sentence("{command} could not be started: {reason}"),
    "review-applied": Sentence(Plural("Queued: {n} change.", "Queued: {n} changes.")),
    "review-edit-alt": Sentence("alt"),
    "review-edit-common": Sentence("Common"),
    "review-edit-changed": Sentence("changed"),
    "review-edit-hints": Sentence("Ctrl+S save  Ctrl+Z undo  Tab next text  F4 own editor  Esc back"),
    "review-edit-mend": Sentence("“{old}” → “{new}”"),
    "review-no-mend": Sentence("Nothing that is said of this text says word for word what to write."),
    "review-edit-hidden": Sentence(
        "This text holds signs that cannot be seen: they are shown marked, and can be changed in your own editor only (F4)."
    ),
    "review-edit-leave": Sentence("{post} was changed and is not saved."),
    "review-edit-stay": Sentence("Go on editing"),
    "review-edit-save": Sentence("Save it"),
    "review-edit-drop": Sentence("Drop what was changed"),
    "review-edit-first": Sentence("Save what was changed first (Ctrl+S), or leave it (Esc)."),
    "review-edit-again": Sentence("Saving asks again for the yes of"),
    "review-edit-conflict": Sentence(
        "Somebody changed the same words of {post} in {file} meanwhile. Nothing was overwritten."
    ),
    "review-edit-theirs": Sentence("theirs:"),
    "review-edit-mine": Sentence("yours:"),
    "review-edit-take-theirs": Sentence("Keep theirs, and begin again from it"),
    "review-edit-take-mine": Sentence("Put yours in its place (u brings theirs back)"),
    "review-edit-both": Sentence("Both: open the file, yours in the clipboard"),
    "review-act-edit": Sentence("edit"),
    "review-does-edit": Sentence("Edit the post’s texts in place, those of its networks and pictures too."),
    "review-act-editor": Sentence("own editor"),
    "review-does-editor": Sentence("Open the file in $VISUAL or $EDITOR, at the post’s line."),
    "review-act-move": Sentence("move"),
    "review-does-move": Sentence(
        "Take the post up: arrows carry it, Enter puts it down. Shift+arrows move it at once."
    ),
    "review-act-move-many": Sentence("move ticked"),
    "review-does-move-many": Sentence("Take the ticked posts up, all by as much."),
    "review-act-duplicate": Sentence("duplicate"),
    "review-does-duplicate": Sentence("Copy the post to another day, under a new name."),
    "review-act-tick": Sentence("tick"),
    "review-does-tick": Sentence("Tick the post: V, S, X and M are then about the ticked ones."),
    "review-act-cancel-many": Sentence("cancel ticked"),
    "review-does-cancel-many": Sentence("Cancel the ticked posts, in their files, too; it asks first."),
    "review-act-apply": Sentence("take changes"),
    "review-does-apply": Sentence("Show what the files would change, and queue it."),
    "review-act-redo": Sentence("redo"),
    "review-does-redo": Sentence("Do what was undone last once more."),
    "move-series": Sentence(
        "{post} answers on every date of a series and cannot be moved alone here.", "F4 opens its file."
    ),
    "move-welcome": Sentence("A welcome goes to its follower when there is room for it, and cannot be moved."),
    "edit-welcome": Sentence("The words of a welcome are the same for everybody: F4 opens them in their file."),
    "review-list-hand": Sentence("to publish by hand: p sends it"),
    "review-by-hand": Sentence("p publishes it, until {until}; nothing else does."),
    "review-which": Sentence("{post}, {day}: this date alone, or the whole series?"),
    "review-which-date": Sentence("d  this date alone"),
    "review-which-texts": Sentence("s  the whole series: its texts"),
    "review-which-rule": Sentence("s  the whole series: its days and hours, in its file"),
    "review-edit-date": Sentence("{day} alone"),
    "reword-sent": Sentence("{post} is out, or on its way, on {networks}: its words stay as they are on that date."),
    "reword-cancelled": Sentence("{post} does not go out on that date.", "s edits the whole series."),
    "reword-file-ahead": Sentence(
        "The file has other changes of {post} that are not queued yet.", "Press a to see and take them, then edit it."
    ),
    "move-no-hour": Sentence("{post} has no hour that could be moved.", "Press F4 and write its hour in the file."),
    "move-hours-apart": Sentence(
        "{post} would not have all its hours on one day any more.",
        "Move it by less, or change the hours of its networks in the file (F4).",
    ),
    "move-past": Sentence(
        "{post} would stand at an hour that is past.", "Choose a later one, or publish it now with p."
    ),
    "move-sent": Sentence(
        "{post} cannot be moved: it is out, or on its way, on {networks}.", "d makes a copy for another day."
    ),
    "move-cancelled": Sentence("{post} is cancelled: d makes a copy for another day."),
    "move-file-ahead": Sentence(
        "The file has other changes of {post} that are not queued yet.", "Press a to see and take them, then move it."
    ),
    "copy-series": Sentence(
        "{post} is a series; a copy of it would go out as often.", "Copy it in its file (F4), with other days."
    ),
    "copy-reply": Sentence("A reply is copied together with its post.", "Choose the post, then press d."),
    "edit-no-file": Sentence(
        "No file of this calendar that can be read holds the campaign {campaign}.", "Run `scheduler check`."
    ),
    "edit-no-post": Sentence("The post {post} is not in this file any more.", "Press F5."),
    "edit-no-text": Sentence("{post} has no text that can be edited in place.", "F4 opens its file."),
    "edit-nothing": Sentence("Nothing of {post} was changed.", "Press Esc to go back."),
    "edit-conflict": Sentence("Somebody changed the same words of {post} meanwhile.", "Read theirs first."),
    "edit-changed-meanwhile": Sentence(
        "The file was changed in the meantime; nothing was written into it.",
        "Look at it as it is now, and do it again if it is still right.",
    ),
    "edit-unwritable": Sentence("The file cannot be written: {reason}.", "Ask for the right to write into its folder."),
    "writer-unfit": Sentence(
        "This cannot be written into the file without changing something else, so nothing was written.",
        "Press F4 and change it by hand.",
    ),
    "writer-broken-file": Sentence(
        "The file has a fault in its YAML, so nothing is written into it.",
        "Mend it first: 4 lists what is wrong, F4 opens it at the line.",
    ),
    "review-went-out": Sentence(
        "{post} went out on {networks} since then, so its file stays as it is.", "d makes a copy for another day."
    ),
}
