"""Approvers: yeses on paper, by mail and signed, questions and their answers, and the page of the week to be validated."""

from scheduler.sentences.words import Plural, Sentence

SENTENCES: dict[str, Sentence] = {
    "role-wants-signature": Sentence(
        "A yes as {role} must be signed.",
        "Print what is to be signed with `scheduler approve CODE --role {role} --statement`, sign it with ssh-keygen, and give the file with --signature (docs/approvals.md).",
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
    "answer-empty": Sentence("The answer is empty.", "Write it after --answer."),
    "nothing-asked": Sentence(
        "Nothing is open on this post: nobody has asked anything.", "`scheduler queue` shows open questions."
    ),
    "ask-needs-text": Sentence(
        "What is the question? “{last}” names a post.",
        'Write the question in quotes after the codes: scheduler ask 7F3K "Is the date right?"',
    ),
    "ask-one-thing": Sentence(
        "A question and an answer at once.", "Give either --question or --answer, or the text of a remark."
    ),
    "approve-nothing": Sentence(
        "No post is named.", "Give codes, as in `scheduler approve 7F3K 9QM2`; with a signature they may be left out."
    ),
    "approve-refused": Sentence(Plural("{n} name was refused:", "{n} names were refused:")),
    "approve-changed": Sentence("Changed since {read} was read:"),
    "approve-changed-yes": Sentence("Changed since the last yes:"),
    "approve-unchanged": Sentence("{tag}: nothing has changed since it was read."),
    "approve-never-read": Sentence("Nobody has said yes to an earlier text of it: all of it is to be read."),
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
    "help-option-answer": Sentence("Answer what was asked about the post; what a question held goes on."),
    "help-option-page": Sentence(
        "Write the week to be validated as one page for mail and paper, instead of opening the review."
    ),
    "help-option-page-week": Sentence("The week of the page, as 2027-W23; left out, the one that waits for somebody."),
    "help-option-until": Sentence(
        "Until when answers are asked for, as 2027-06-04T17:00; left out, until each post’s hour."
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
