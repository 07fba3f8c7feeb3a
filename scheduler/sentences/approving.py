"""Approvers: yeses on paper, by mail and signed, questions and their answers, and the page of the week to be validated."""

from scheduler.sentences.words import Plural, Sentence

SENTENCES: dict[str, Sentence] = {
    "role-wants-signature": Sentence(
        "A yes as {role} must be signed.",
        "Print what is to be signed with `scheduler approve CODE --role {role} --statement`, sign it with ssh-keygen, and give the file with --signature (`scheduler help approvals`).",
    ),
    "role-signers-missing": Sentence(
        "[roles.{role}] wants signatures and names no keys.",
        'Add allowed_signers = "FILE": one line a person, the name and the public key.',
    ),
    "mail-unfit": Sentence("“{given}” is no address of mail.", "Write one address, as in semaine@musee.example."),
    "statement-unreadable": Sentence(
        "This is no statement that `scheduler approve --statement` printed.",
        "Print it anew, keep it unchanged, and sign that.",
    ),
    "signature-unreadable": Sentence(
        "The signature cannot be read with the text that it signs.",
        "Keep both side by side: {statement} and its signature, as ssh-keygen wrote it.",
    ),
    "signature-none": Sentence(
        "This folder holds no signature (*.sig).",
        "Sign what `scheduler approve CODE --role {role} --statement` prints.",
    ),
    "signature-bad": Sentence(
        "This is no signature of {person} with a key that is allowed for {role}.",
        "Sign with `ssh-keygen -Y sign -n approval@scheduler`, and look whether the key stands in allowed_signers, and has not expired.",
    ),
    "signature-of-other-calendar": Sentence(
        "This was signed for another calendar.",
        "Sign what `scheduler approve CODE --role {role} --statement` prints here.",
    ),
    "signature-of-other-role": Sentence(
        "This was signed as {other}, not as {role}.", "Give --role {other}, or have the statement of {role} signed."
    ),
    "signature-of-other-text": Sentence(
        "{tag}: what was signed is not what would go out.",
        "Have the text of today signed: `scheduler approve {code} --statement`.",
    ),
    "signature-taken-back": Sentence(
        "{tag}: this was signed before the yes of {role} was taken back ({at}).",
        "Have the text signed anew: `scheduler approve {code} --role {role} --statement`.",
    ),
    "signature-expired": Sentence(
        "What was signed for {role} held until {until}.", "Print the statement anew and have it signed."
    ),
    "ssh-keygen-missing": Sentence(
        "The role {role} wants signatures, and ssh-keygen is not installed here: none can be verified.",
        "Install OpenSSH’s client (Debian: openssh-client).",
    ),
    "ssh-keygen-failed": Sentence(
        "ssh-keygen could not verify the signature for {role} ({why}).",
        "Look whether it runs on this machine: `ssh-keygen -Y verify`.",
    ),
    "signers-missing": Sentence(
        "The file of the keys that are allowed for {role} is not there.",
        "Put it back, or correct allowed_signers in config.toml.",
    ),
    "held-unsigned": Sentence(
        "held: the yes of {role} must be signed, and no signature of it is there",
        "Have it signed (`scheduler approve --statement`), then `scheduler unhold`.",
    ),
    "held-signature": Sentence(
        "held: the signature of {by} for {role} is not valid any more ({fault})",
        "Have it signed anew (`scheduler approve --statement`), then `scheduler unhold`.",
    ),
    "hour-earlier-than-shown": Sentence(
        "{tag}: the page that was read said {was}; now it would go out earlier, {now}.",
        "Have the hour of today read: `scheduler review --page FILE` makes the page anew.",
    ),
    "question-first": Sentence(
        "{tag}: nobody has answered {by} yet: {question}",
        'Answer first: `scheduler ask {tag} --answer "…"`.',
    ),
    "answer-empty": Sentence("The answer is empty.", "Write it after --answer."),
    "nothing-asked": Sentence(
        "Nothing is open on this post: nobody has asked anything.", "`scheduler queue` shows open questions."
    ),
    "ask-needs-text": Sentence(
        "What is the question? A single word, such as “{last}”, is read as the name of a post.",
        'Write the question in quotes after the codes: scheduler ask 7F3K "Is the date right?"',
    ),
    "ask-one-thing": Sentence(
        "A question and an answer at once.", "Give either --question or --answer, or the text of a remark."
    ),
    "approve-one-thing": Sentence("Only one of these goes at a time: {options}.", "Give one, then the other."),
    "approve-unknown-way": Sentence("“{given}” is no way in which a yes comes.", "Write one of: {known}."),
    "approve-why-alone": Sentence("--why belongs to --take-back.", "Keep a remark with `scheduler ask` instead."),
    "approve-known": Sentence(
        Plural(
            "{n} delivery had this yes already, from {by}, {at}; nothing new was written:",
            "{n} deliveries had this yes already, from {by}, {at}; nothing new was written:",
        )
    ),
    "approve-after-back": Sentence(
        "A yes of {role} to this was taken back on {at}: a mail or a page from before that is no yes any more. If it was such a one, take it back: --take-back."
    ),
    "decided-take-back": Sentence(Plural("Yes taken back: {n} delivery.", "Yes taken back: {n} deliveries.")),
    "approve-refused": Sentence(Plural("{n} name was refused:", "{n} names were refused:")),
    "approve-changed": Sentence("Changed since {read} was read:"),
    "approve-changed-yes": Sentence("Changed since the last yes:"),
    "approve-unchanged": Sentence("{tag}: nothing has changed since it was read."),
    "approve-never-read": Sentence("{tag}: nobody has said yes to an earlier text of it, all of it is to be read."),
    "changed-hour": Sentence("hour"),
    "changed-part": Sentence("message {part} of {parts}"),
    "changed-picture": Sentence("picture"),
    "changed-link": Sentence("link"),
    "changed-card": Sentence("link card"),
    "changed-option": Sentence("setting"),
    "decided-remark": Sentence(
        Plural("Kept with {n} delivery; nothing is held.", "Kept with {n} deliveries; nothing is held.")
    ),
    "decided-answer": Sentence(Plural("Answered, for {n} delivery.", "Answered, for {n} deliveries.")),
    "remark-open": Sentence("? {by}: {text}"),
    "event-answered": Sentence("answered"),
    "help-option-signature": Sentence(
        "A yes that is signed: the file that ssh-keygen wrote beside the statement, or a folder of such files."
    ),
    "help-option-statement": Sentence("Print what is to be signed, and record nothing."),
    "help-option-show": Sentence("Show what has changed since the last yes, and record nothing."),
    "help-option-take-back": Sentence(
        "Take the role’s yes back: what needs it is not sent before it is given again. What is out stays out."
    ),
    "help-option-why-back": Sentence("Why the yes is taken back, kept in the history."),
    "help-option-answer": Sentence("Answer what was asked about the post; what a question held goes on."),
    "help-option-page": Sentence(
        "Write the week to be validated as one page for mail and paper, instead of opening the review."
    ),
    "help-option-page-week": Sentence("The week of the page, as 2027-W23; left out, the one that waits for somebody."),
    "help-option-until": Sentence(
        "Until when answers are asked for, as 2027-06-04T17:00; left out, until each post’s hour."
    ),
    "help-option-asked": Sentence(
        "Lay out only the posts of which something is asked; the others stand in the table alone."
    ),
    "help-option-draft": Sentence("Only to look at: what the next page calls changed stays the same."),
    "setting-review-name": Sentence("whose week it is, at the head of the page to be validated"),
    "setting-review-mail": Sentence(
        "where the answers to the page of the week go: its links for yes and question write to it"
    ),
    "setting-role-proof": Sentence(
        "“record” (the default): who said yes, when and how is noted; “signed”: the yes is signed with an SSH key, and verified again before sending"
    ),
    "setting-role-allowed-signers": Sentence("the file of the keys that may sign, as ssh-keygen reads it"),
    "week-title": Sentence("{name}: the week to validate"),
    "week-running": Sentence("{title}, page of {made}. Not published."),
    "week-span": Sentence("{first} to {last}"),
    "week-and": Sentence("{first} and {last}"),
    "week-posts": Sentence(Plural("{n} post,", "{n} posts,")),
    "week-messages": Sentence(Plural("{n} publication.", "{n} publications.")),
    "week-made": Sentence("Page of {made}."),
    "week-made-again": Sentence("Page of {made}; it replaces that of {before}."),
    "week-secret": Sentence("Unpublished texts: do not pass on."),
    "week-nothing": Sentence("Nothing is to be validated"),
    "week-answers": Sentence(Plural("{n} answer is asked for", "{n} answers are asked for")),
    "week-on-posts": Sentence(Plural("on {n} post", "on {n} posts")),
    "week-before": Sentence("before {until}"),
    "week-explained": Sentence(
        "One yes holds for all networks of a post. Without it, the post is not sent. Answer by mail with the codes, or tick on paper and give it back."
    ),
    "week-explained-mail": Sentence(
        "One yes holds for all networks of a post. Without it, the post is not sent. Answer by mail with the links, or tick on paper and give it back."
    ),
    "week-asked": Sentence("What is asked of whom"),
    "week-role": Sentence("Role"),
    "week-to-read": Sentence("Posts to read"),
    "week-answer": Sentence("Reply"),
    "week-yes-all": Sentence("Yes to all"),
    "week-yes-one": Sentence("Yes"),
    "week-deputies": Sentence(Plural("deputy: {names}", "deputies: {names}")),
    "week-sign-first": Sentence("to be signed: the community manager sends the text"),
    "week-exact": Sentence(
        "The code stands for this text and these pictures, exactly. If they change, so does the code, and the old one is refused. Your answer is noted with your name, the date and the way it came."
    ),
    "week-changed-since": Sentence("Changed since {before}"),
    "week-line-new": Sentence("new"),
    "week-line-gone": Sentence("not on this page any more"),
    "week-line-text": Sentence("changed on {networks}"),
    "week-line-later": Sentence("later"),
    "week-line-earlier": Sentence("earlier"),
    "week-line-again": Sentence("; to be validated"),
    "week-line-nothing": Sentence("; nothing to validate again"),
    "week-same": Sentence(Plural("{n} other post is the same.", "The {n} other posts are the same.")),
    "week-all-same": Sentence(Plural("The {n} post is the same.", "All {n} posts are the same.")),
    "week-mark-new": Sentence("new"),
    "week-mark-changed": Sentence("changed"),
    "week-glance": Sentence("The week at a glance"),
    "week-post": Sentence("Post"),
    "week-networks": Sentence("Networks"),
    "week-network": Sentence("Network"),
    "week-code": Sentence("Code"),
    "week-state": Sentence("State"),
    "week-todo": Sentence("To validate: {roles}"),
    "week-todo-for": Sentence("To validate on {networks}: {roles}"),
    "week-approved": Sentence("Validated"),
    "week-free": Sentence("Asks for no validation"),
    "week-published": Sentence("Published"),
    "week-box-new": Sentence("New since the page of {before}"),
    "week-box-read-all": Sentence("The whole text is to be read."),
    "week-box-changed": Sentence("Changed since the page of {before}"),
    "week-box-changed-yes": Sentence("Changed since it was validated"),
    "week-box-nothing": Sentence("Nothing is asked again."),
    "week-box-only": Sentence(
        Plural(
            "Only {networks} is asked for: what was validated on {kept} holds.",
            "Only {networks} are asked for: what was validated on {kept} holds.",
        )
    ),
    "week-parts": Sentence(Plural("one message", "thread of {n}")),
    "week-alike": Sentence("same text"),
    "week-signs": Sentence("Characters: {counts}"),
    "week-warning": Sentence("Content warning:"),
    "week-card": Sentence("Link card:"),
    "week-pictures": Sentence("Pictures: alternative text, credit, rights"),
    "week-thumbnail": Sentence("Picture"),
    "week-picture-about": Sentence("Alternative text, credit, rights"),
    "week-picture": Sentence("picture"),
    "week-video": Sentence("video"),
    "week-picture-on": Sentence("On {networks} only"),
    "week-rights-none": Sentence("Rights: not stated"),
    "week-rights-cleared": Sentence("Rights: cleared"),
    "week-rights-asked": Sentence("Rights: asked for, no answer yet"),
    "week-rights-refused": Sentence("Rights: refused"),
    "week-rights-expired": Sentence("Rights: expired"),
    "week-rights-for": Sentence("{networks}: {rights}"),
    "week-card-picture": Sentence("Picture of the link card"),
    "week-rights-until": Sentence("until {until}"),
    "week-rights-needed": Sentence("needed by {by}"),
    "week-rights-networks": Sentence("on {networks}"),
    "week-rights-all": Sentence("all networks"),
    "week-internal": Sentence("Internal note, never published."),
    "week-open": Sentence("No answer yet."),
    "week-remark-by": Sentence("{by}, {day}:"),
    "week-remark-answer": Sentence("{by} answers: {text}"),
    "week-approvals": Sentence("Validation"),
    "week-said": Sentence("Answer"),
    "week-when": Sentence("By mail, or date"),
    "week-tick-yes": Sentence("yes"),
    "week-tick-no": Sentence("no"),
    "week-tick-question": Sentence("question"),
    "week-name-date": Sentence("Name, date:"),
    "week-role-for": Sentence("{role}, for {networks}"),
    "week-said-yes": Sentence("yes, {by}"),
    "week-how-mail": Sentence("by mail"),
    "week-how-paper": Sentence("on paper"),
    "week-how-voice": Sentence("by voice"),
    "week-how-terminal": Sentence("at the terminal"),
    "week-how-review": Sentence("in the review"),
    "week-how-signed": Sentence("signed"),
    "week-paper": Sentence("For paper"),
    "week-yes-to": Sentence("Yes to these codes"),
    "week-person": Sentence("Name"),
    "week-date": Sentence("Date"),
    "week-signature": Sentence("Signature"),
    "week-addresses": Sentence("Complete addresses, tags included"),
    "week-address": Sentence("Address"),
    "week-zone": Sentence("Time zone: {zone}."),
    "week-footer": Sentence("The networks have their own layouts; the words, the pictures and their order are these."),
    "week-questions": Sentence("Questions:"),
    "week-day-none": Sentence("Nothing is planned this week."),
    "week-mail-subject": Sentence("Yes {codes}"),
    "week-mail-yes": Sentence("Yes to {codes}, as {role}."),
    "week-mail-name": Sentence("Name: "),
    "week-mail-question-subject": Sentence("Question {named}"),
    "week-mail-about": Sentence("About {named}, {title} ({when})."),
    "week-mail-question": Sentence("My question: "),
    "week-written": Sentence(
        Plural("{file}: the week from {week}, {n} post.", "{file}: the week from {week}, {n} posts.")
    ),
    "week-written-asked": Sentence("{role}: {codes}"),
    "week-written-no-mail": Sentence(
        "No address: the page has no links to answer by.", "Give one as [review] mail in config.toml."
    ),
    "review-page-alone": Sentence("{option} belongs to --page.", "Give it with --page FILE, or leave it out."),
    "until-past": Sentence("{at} is past: nobody can answer by then.", "Give an hour to come."),
    "until-unfit": Sentence("“{given}” is no day and hour.", "Write it as 2027-06-04T17:00."),
    "news-unapproved": Sentence(
        "{subject} is due within a day, and not all have said yes to it; without that it is not sent.",
        "Ask those whose yes is missing, or send them the page: `scheduler review --page FILE`.",
    ),
    "news-unapproved-soon": Sentence(
        "{subject} is due within two hours, and not all have said yes to it; without that it is not sent.",
        "Call those whose yes is missing; `scheduler hold` keeps it for later.",
    ),
    "unapproved-roles": Sentence("Missing: {roles}. Code {code}."),
}
