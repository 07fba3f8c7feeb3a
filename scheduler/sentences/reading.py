"""Reading campaign and configuration files: slips, unknown keys, dates, rights, pictures, secrets."""

from scheduler.sentences.words import Plural, Sentence

__all__ = ["SENTENCES", "Plural"]

SENTENCES: dict[str, Sentence] = {
    "file-too-big": Sentence(
        "The file is larger than {most} MB.",
        "Split it into several campaigns; a campaign file holds text, its pictures lie beside it.",
    ),
    "file-binary": Sentence(
        "This is not a text file.",
        "A campaign is plain text in UTF-8: if it was written in Word or a spreadsheet, copy its text into a plain file with the ending .yaml.",
    ),
    "file-utf16": Sentence(
        "The file is stored as UTF-16 (“Unicode” in Windows Notepad).", "Save it again with the encoding UTF-8."
    ),
    "file-cp1252": Sentence(
        "The file is stored in the old Windows encoding (cp1252, “ANSI”): “{word}” would come out garbled.",
        "Save it again with the encoding UTF-8.",
    ),
    "file-bom": Sentence("The file begins with a byte order mark; it is passed over."),
    "file-empty": Sentence(
        "The file is empty.", "Start with `scheduler init`, which writes a first campaign, or remove the file."
    ),
    "file-not-keys": Sentence(
        "The file is a list or a single text, not a campaign.",
        "A campaign begins with lines like `version: 1` and `campaign: museumweek-2027`.",
    ),
    "file-unreadable": Sentence(
        "The file cannot be read ({reason}).", "Check that it exists and that you may read it."
    ),
    "path-missing": Sentence(
        "There is no such file or folder.", "Check the path; folders are searched for .yaml and .yml."
    ),
    "sync-conflict": Sentence(
        "This is a second copy that a sync service or an editor made of “{original}”; a folder’s copies are not read.",
        "Compare the two, keep one, and remove this copy.",
    ),
    "campaign-twice": Sentence(
        "Two files have the campaign name “{slug}”: this one and {other}. Neither is used.",
        "Give one of them another name; a name that was used once is never used again.",
    ),
    "control-character": Sentence(
        "A control character ({character}) stands here.",
        "Delete it: it came along with a copied text and cannot be published.",
    ),
    "hidden-break": Sentence(
        "A line break that editors do not show ({character}) stands here.", "Delete it and press Enter in its place."
    ),
    "hidden-character": Sentence(
        "An invisible character ({character}, {name}) stands here; it would be published.",
        "Delete it, unless you know what it is for.",
    ),
    "yaml-too-deep": Sentence(
        "Brackets or lists are nested more than {most} deep here.",
        "No part of a campaign needs that; remove the surplus brackets.",
    ),
    "yaml-too-many": Sentence("The file holds more than {most} values.", "Split it into several campaigns."),
    "yaml-alias": Sentence(
        "`*{name}` repeats another place of the file; that is not taken here.",
        "Write the value out, or put what all posts share under `defaults`.",
    ),
    "yaml-anchor": Sentence(
        "`&{name}` marks a place to be repeated; that is not taken here.",
        "Remove it, and put what all posts share under `defaults`.",
    ),
    "yaml-tag": Sentence(
        "“{tag}” forces a type of value; that is not taken here.",
        "Remove it; if it belongs to a text, put the text after `|` on the next line.",
    ),
    "yaml-duplicate-key": Sentence(
        "“{key}” stands here for the second time; the first is in line {first}.", "Keep one of the two."
    ),
    "yaml-key-not-text": Sentence(
        "A bracket or brace stands where a key should be.",
        "Put a text that begins with a bracket or brace in quotes, or after `|` on the next line.",
    ),
    "yaml-document-break": Sentence(
        "`---` at the margin cuts the file in two; what follows would not be read.",
        "Inside a text, set it in as far as the lines around it; elsewhere remove it.",
    ),
    "yaml-unreadable": Sentence(
        "The structure of the file cannot be understood from this line on.",
        "Compare the indentation, colons and quotes with the lines above; a text is safest after `|` on the next line.",
    ),
    "slip-comment": Sentence(
        "“{lost}” is lost: behind a space, # begins a comment.",
        "Put the text after `|` on the next line, or in quotes.",
    ),
    "slip-comment-empty": Sentence("Nothing is left here: “{lost}” is a comment.", 'Put the hashtag in quotes: "#…".'),
    "comment-or-hashtag": Sentence(
        "“{lost}” is read as a comment.",
        "If it is one, put a space after the #; if it belongs to the text, put the text in quotes.",
    ),
    "slip-hash-in-list": Sentence(
        "“{given}” makes a comment of the rest of the line, and the list is never closed.",
        'Put each hashtag in quotes: ["#MuseumWeek", "#CoulissesMW"].',
    ),
    "slip-tag": Sentence(
        "A text that begins with “{sign}” loses its first word.",
        "Put the text in quotes, or after `|` on the next line.",
    ),
    "slip-begins": Sentence(
        "A text cannot begin with “{sign}” here: the sign has a meaning of its own.",
        "Put the text in quotes, or after `|` on the next line.",
    ),
    "slip-colon": Sentence(
        "A second colon stands in the line of “{key}”.",
        "Put the value in quotes, or a text after `|` on the next line.",
    ),
    "slip-quote-inside": Sentence(
        "A quote stands inside quotes and ends the text too early.",
        "Put the text after `|` on the next line, or use “ ” inside it.",
    ),
    "slip-apostrophe-inside": Sentence(
        "An apostrophe stands inside single quotes and ends the text too early.",
        "Use double quotes around the text, or put it after `|` on the next line.",
    ),
    "slip-quote-open": Sentence(
        "The quote ({sign}) that opens here is never closed.",
        "Close it at the end of the text, or put the text after `|` on the next line.",
    ),
    "slip-bracket-open": Sentence(
        "The bracket “{sign}” that opens here is never closed.", "Close it at the end of the line."
    ),
    "slip-backslash": Sentence(
        "A backslash inside double quotes has a meaning of its own.",
        "Use single quotes or / instead, or put the text after `|` on the next line.",
    ),
    "slip-comma": Sentence(
        "“{lost}” was cut off by a comma: inside {{ }} a comma begins the next key.",
        'Put the text in quotes: alt: "Two crates, pale".',
    ),
    "slip-tab": Sentence(
        "A tab stands in the indentation.", "Replace it by spaces; in your editor, set tabs to two spaces."
    ),
    "slip-nbsp": Sentence(
        "A non-breaking space stands in the indentation.",
        "Replace it by an ordinary space; it came along with a copied text.",
    ),
    "slip-nbsp-key": Sentence(
        "A non-breaking space stands beside the key “{key}”, so it is not recognised.",
        "Write `{key}:` without any space before the colon.",
    ),
    "slip-no-space": Sentence("A space is missing after `{key}:`.", "Write a space after the colon."),
    "slip-dash": Sentence(
        "A list cannot begin in the line of “{key}”.", "Put each item on a line of its own below, or write [a, b]."
    ),
    "slip-indent": Sentence(
        "This line stands in no column that is open here.",
        "Set it in exactly as far as the key or dash that it belongs to.",
    ),
    "slip-indent-deeper": Sentence(
        "“{key}” is set in further than line {above}, whose value has begun already.",
        "Set it in as far as that line’s key.",
    ),
    "slip-stray-text": Sentence(
        "“{given}” is neither a key nor an item of a list.",
        "If it belongs to the text above, set it in further than its key and begin the text with `|`.",
    ),
    "slip-smart-quotes": Sentence(
        "“{given}” stands in typographic quotes, which count as part of the value.",
        'Remove them, or use straight ones (").',
    ),
    "quotes-around-text": Sentence(
        "The whole text stands in typographic quotes; they will be published.",
        "Remove them if they were only meant to enclose the text.",
    ),
    "key-unknown": Sentence("“{key}” is not a key that stands here.", "Known here: {known}."),
    "key-unknown-meant": Sentence("“{key}” is not a key that stands here.", "Did you mean “{meant}”?"),
    "key-missing": Sentence("“{key}” is missing.", "Add a line `{key}: …`."),
    "not-text": Sentence("A list or keys stand where a text should be.", "Put the text after `|` on the next line."),
    "not-a-list": Sentence("A list should stand here.", "Write [a, b], or each item on a line of its own after `- `."),
    "not-keys": Sentence("Keys with values should stand here.", "Write `key: value` lines, set in below."),
    "empty-item": Sentence("This item of the list is empty.", "Fill it in or remove the line."),
    "word-unfit": Sentence("“{given}” is not possible here.", "Choose one of: {choices}."),
    "word-unfit-meant": Sentence("“{given}” is not possible here.", "Did you mean “{meant}”?"),
    "number-unfit": Sentence(
        "“{given}” is not a whole number from {least} to {most}.", "Write such a number, in figures."
    ),
    "switch-unfit": Sentence("“{given}” is neither true nor false.", "Write true or false."),
    "slug-unfit": Sentence(
        "“{given}” cannot stand in links and commands.",
        "Write small letters without accents, figures and hyphens: “{meant}”.",
    ),
    "slug-long": Sentence("“{given}…” is longer than 80 characters.", "Shorten it."),
    "version-newer": Sentence(
        "The file is of version {given}; this program reads version 1.", "Install a newer version of the program."
    ),
    "version-unknown": Sentence("“{given}” is not a version of campaign files.", "Write `version: 1`."),
    "zone-unknown": Sentence("“{given}” is not a time zone.", "Write its name in the IANA list, such as Europe/Paris."),
    "zone-unknown-meant": Sentence("“{given}” is not a time zone.", "Did you mean {meant}?"),
    "language-unknown": Sentence("“{given}” is not a language tag.", "Write one such as fr, en or pt-BR."),
    "language-unknown-meant": Sentence("“{given}” is not a language tag.", "Write {meant}."),
    "link-schemeless": Sentence("“{given}” is not a whole address.", "Write {meant}."),
    "link-unfit": Sentence(
        "“{given}” is not the address of a page.", "Write one that begins with https:// and has no spaces."
    ),
    "hashtag-unfit": Sentence(
        "“{given}” is not one hashtag.", "Write letters, figures and _ without spaces: “{meant}”."
    ),
    "handle-unfit": Sentence("“{given}” is not a handle.", "Write it without spaces, with or without @."),
    "target-unfit": Sentence("“{given}” is not a target.", 'Write a change such as "+30%" or a number such as 1200.'),
    "hour-bare": Sentence("“{given}” is not an hour.", "Write {meant}."),
    "hour-unreadable": Sentence("“{given}” is not an hour.", 'Write 9h, 9h30 or "09:30".'),
    "hour-midnight": Sentence("“{given}” belongs to the next day.", "Write 0h, with the next day’s date."),
    "hour-out-of-range": Sentence("“{given}” does not exist on a clock.", "Hours go from 0h to 23h59."),
    "hour-missing": Sentence("The hour is missing.", "Add `at: 9h`, or `at: manual` with `between`, or `draft: true`."),
    "hour-in-gap": Sentence(
        "On {day} the clocks go forward and {hour} does not exist; it goes out at {instead}.",
        "Choose another hour to be sure.",
    ),
    "hour-in-fold": Sentence(
        "On {day} the clocks go back and {hour} comes twice; it goes out the first time.",
        "Choose another hour to be sure.",
    ),
    "date-slashes": Sentence("“{given}” can be read in two ways.", "Write the year first: {meant}."),
    "date-unreadable": Sentence("“{given}” is not a date.", "Write year, month and day: 2027-06-07."),
    "date-impossible": Sentence(
        "The date {given} does not exist.", "Write year, month and day in this order: 2027-06-07."
    ),
    "date-beyond-month": Sentence("The date {given} does not exist.", "The month ends on {last}."),
    "date-missing": Sentence(
        "The date is missing.", "Add `date: 2027-06-07`, move the post below its day, or write `draft: true`."
    ),
    "date-not-of-its-day": Sentence(
        "The post says {given}, but stands below {day}.", "Remove its date, or move the post."
    ),
    "day-twice": Sentence(
        "{day} stands here for the second time; the first is in line {first}.", "Put all posts of a day together."
    ),
    "days-out-of-order": Sentence("{day} stands after {before}.", "Put the days in order, or correct the date."),
    "span-unreadable": Sentence("“{given}” is not a length of time.", "Write 30min, 2h or 7d."),
    "span-out-of-range": Sentence(
        "“{given}” is no usable length of time.", "Write more than zero and less than ten years."
    ),
    "range-backwards": Sentence(
        "“{given}” ends before it begins.", "Write the earlier day first: 2027-08-01..2027-08-31."
    ),
    "between-unfit": Sentence("`between` takes two hours, the earlier one first.", "Write [14h, 16h]."),
    "between-with-hour": Sentence("`between` has no meaning beside an hour.", "Remove it, or write `at: manual`."),
    "between-without-manual": Sentence(
        "`between` stands here without `at: manual`.", "Add `at: manual`, or remove it."
    ),
    "manual-without-between": Sentence(
        "`at: manual` needs the hours between which it may be sent.",
        "Add `between: [14h, 16h]`: after that it counts as missed.",
    ),
    "embargo-after-hour": Sentence(
        "It would go out before its embargo ends ({embargo}).", "Move the hour, or correct the embargo."
    ),
    "id-offered": Sentence(
        "A post needs an id that stays the same when its text changes.", "For example `id: {meant}`."
    ),
    "post-twice": Sentence(
        "The id “{id}” is already taken by the post in line {first}; neither is used.",
        "Give each post its own id; one that already went out keeps it.",
    ),
    "reply-twice": Sentence(
        "The id “{id}” is already taken by another reply of this post.", "Give each reply its own id."
    ),
    "reply-before-post": Sentence(
        "The reply ({hour}) would go out before its post ({post}).", "Give it a later hour, or a later `date`."
    ),
    "reply-without-hour": Sentence("A reply needs an hour.", "Write `at: 18h`."),
    "post-empty": Sentence(
        "There is neither a text nor a picture.", "Add `text`, or `draft: true` while you are writing."
    ),
    "text-unfinished": Sentence("“{word}” says that the text is not finished.", "Finish it, or write `draft: true`."),
    "text-beside-rotation": Sentence(
        "`text` stands beside `rotate`: only the contents in turn go out.",
        "Move the text into the list below `rotate`.",
    ),
    "rotation-empty": Sentence("`rotate` holds no content.", "Add `- text: …` below it, or remove it."),
    "rotation-without-series": Sentence(
        "`rotate` works in a series only.", "Add `repeat`, or write the content into the post."
    ),
    "series-has-date": Sentence("A series has no date of its own.", "Write it as `from` below `repeat`."),
    "series-has-hour": Sentence("The hour of a series stands below `repeat`.", "Move `at` there."),
    "series-in-a-day": Sentence("A series cannot stand below one day.", "Move the post to the list `posts`."),
    "series-without-day": Sentence("A weekly series needs its weekday.", "Add `day: tuesday`."),
    "series-backwards": Sentence(
        "The series ends ({last}) before it begins ({first}).", "Exchange or correct the dates."
    ),
    "series-ends-twice": Sentence("`count` and `until` both end the series.", "Keep one of them."),
    "series-count-without-start": Sentence("`count` needs a first day to count from.", "Add `from: 2027-01-05`."),
    "exception-outside": Sentence(
        "The exception from {first} to {last} lies outside the series.", "Correct it or remove it."
    ),
    "nothing-to-publish": Sentence("The file holds no post.", "Add `days` or `posts`."),
    "brace-alone": Sentence(
        "A “{brace}” stands alone.", "Write {{{{ and }}}} for braces that are meant as such, {{name}} for a person."
    ),
    "brace-unfit": Sentence(
        "“{given}” names nobody.",
        "Write the key of a person of `people`: {{louvre}} or {{louvre|the Louvre}}; {{{{ and }}}} for real braces.",
    ),
    "person-unknown": Sentence(
        "“{name}” is not among `people`.",
        "Add the person to `people`, or write {{{{{name}}}}} if the braces are meant.",
    ),
    "person-unknown-meant": Sentence("“{name}” is not among `people`.", "Did you mean “{meant}”?"),
    "person-without-words": Sentence(
        "Nothing stands after the bar in {{{name}|}}.",
        "Write the words that stand where there is no handle, or {{{name}}} alone.",
    ),
    "person-reserved": Sentence(
        "“{name}” is a value that the program fills in; no person can bear that name.", "Choose another key."
    ),
    "follower-elsewhere": Sentence("{{{name}}} works in a welcome text only.", "Write the text without it."),
    "value-elsewhere": Sentence("{{{name}}} has no value in a welcome text.", "Write the text without this value."),
    "passage-empty": Sentence("The optional passage [[ ]] is empty.", "Fill it in or remove it."),
    "passage-nested": Sentence("An optional passage [[ begins inside another.", "Close the first with ]] before."),
    "passage-unclosed": Sentence("The optional passage [[ is never closed.", "Add ]] at its end."),
    "passage-unopened": Sentence(
        "]] closes an optional passage that was never opened.", "Add [[ at its beginning, or remove ]]."
    ),
    "break-without-text": Sentence(
        "There is no text between this manual break (---) and the next one or the end.",
        "Remove the break, or write a text.",
    ),
    "alt-missing": Sentence(
        "The picture {file} has no alternative text.", "Add `alt`: what you would say to somebody who does not see it."
    ),
    "rights-missing": Sentence(
        "The picture {file} declares no rights, and this calendar asks for them.",
        "Add `rights: {{status: cleared}}`, or put it under `defaults`.",
    ),
    "rights-refused": Sentence(
        "The rights of {file} were refused.",
        "Replace the picture, or write `if_not_cleared: drop` to publish without it.",
    ),
    "rights-expired": Sentence(
        "The rights of {file} have expired.",
        "Replace the picture, or write `if_not_cleared: drop` to publish without it.",
    ),
    "rights-end-before": Sentence(
        "The rights of {file} end on {until}, before {day}.",
        "Renew them, replace the picture, or write `if_not_cleared: drop`.",
    ),
    "rights-overdue": Sentence(
        "The rights of {file} were needed by {needed_by} and are still only asked for.",
        "Ask again, and set `status: cleared` when the answer is there.",
    ),
    "rights-needed-late": Sentence(
        "The rights of {file} are expected by {needed_by}, after {day}.", "Correct `needed_by`, or move the post."
    ),
    "picture-missing": Sentence(
        "There is no picture {file} in {folder}.",
        "Check the name, or copy the picture there; paths start at the campaign file’s folder.",
    ),
    "picture-missing-meant": Sentence("There is no picture {file}.", "Did you mean {meant}?"),
    "picture-outside": Sentence(
        "The picture {file} lies outside the calendar.",
        "Copy it into the campaign’s folder, or add its folder to [media] roots in config.toml.",
    ),
    "picture-link-outside": Sentence(
        "{file} is a link to a place outside the calendar.",
        "Copy the picture itself, or add its folder to [media] roots in config.toml.",
    ),
    "picture-is-folder": Sentence("{file} is a folder.", "Name one picture in it."),
    "picture-unreadable": Sentence("The picture {file} cannot be read ({reason}).", "Check that you may read it."),
    "picture-empty": Sentence("The file of the picture {file} is empty.", "Copy it again."),
    "picture-heavy": Sentence(
        "The file of the picture {file} is larger than {most} MB.", "Export it smaller; no network takes that much."
    ),
    "picture-giant": Sentence(
        "The picture {file} is too large to be opened safely ({width} x {height}, at most {most} megapixels).",
        "Export it smaller; 4096 pixels on the long side are plenty.",
    ),
    "picture-format": Sentence("{file} is no picture that networks take.", "Export it as one of: {formats}."),
    "picture-damaged": Sentence("The picture {file} is damaged, or not whole.", "Copy or export it again."),
    "picture-name-composed": Sentence(
        "The name of {file} is written with accents composed in another way than on the disk.",
        "It works here; rename the file without accents to be safe on other machines.",
    ),
    "config-missing": Sentence(
        "There is no configuration file here.", "Run `scheduler init`, or name the file with --config."
    ),
    "config-encoding": Sentence(
        "The configuration is not stored as UTF-8.", "Save the configuration again with the encoding UTF-8."
    ),
    "toml-twice": Sentence("The same table or key stands here for the second time.", "Keep one of them only."),
    "toml-value": Sentence("The value after = cannot be read.", 'Put texts in double quotes: name = "Conservation".'),
    "toml-backslash": Sentence(
        "A backslash inside double quotes has a meaning of its own in this file.", "Write / in paths, or single quotes."
    ),
    "toml-statement": Sentence(
        "“{written}” is neither a table nor a key.", 'Write [table] or key = "value"; this file uses =, not a colon.'
    ),
    "toml-unclosed": Sentence(
        "A quote or bracket is not closed, or something stands behind the value.",
        "Close it in the same line; put a comment after #.",
    ),
    "toml-broken": Sentence(
        "The configuration cannot be understood from here on.", "Compare with config.example.toml."
    ),
    "setting-not-text": Sentence("“{given}” should be a text in quotes.", 'Write "…" around it.'),
    "setting-not-texts": Sentence("“{given}” should be a list of texts.", 'Write ["a", "b"].'),
    "setting-not-table": Sentence(
        "“{given}” should be a table.", "Write [its.name] on a line of its own, with keys below it."
    ),
    "calendar-id-unfit": Sentence(
        "“{given}” is not an id for a calendar.", "Write 4 to 40 letters and figures; `scheduler init` makes one."
    ),
    "folder-missing": Sentence(
        "There is no folder {folder}.",
        "Create it, or correct [calendar] folder; relative paths start at the configuration’s folder.",
    ),
    "host-unfit": Sentence(
        "“{given}” is not the name of a host.", "Write the name alone, such as musee.example. {meant}"
    ),
    "address-unfit": Sentence("“{given}” is not an address.", "Write one such as https://mastodon.example."),
    "address-not-https": Sentence("“{given}” would send secrets unprotected.", "Write {meant}."),
    "database-unfit": Sentence(
        "“{given}” is not the address of a database.",
        "Write sqlite:///file.db, or postgresql+psycopg://USER@HOST:5432/NAME for a server (`scheduler help scaling`); or remove the line: the database then lies in your own state folder.",
    ),
    "secret-in-clear": Sentence(
        "A secret stands here in clear.",
        'Put it elsewhere and write where: "env:NAME", "keyring:NAME", "file:secrets/NAME" or "cmd:pass show NAME". Then renew the secret: this file may have been shared.',
    ),
    "role-empty": Sentence("Nobody may say yes for the role “{role}”.", 'Add people = ["…"].'),
    "account-role-unknown": Sentence("The role “{role}” is not among [roles].", "Known: {known}."),
    "account-role-unknown-meant": Sentence("The role “{role}” is not among [roles].", "Did you mean “{meant}”?"),
    "account-named-as-network": Sentence(
        "The account “{name}” bears the name of a network.", "Give it a name of its own, such as musee-{name}."
    ),
    "secret-not-a-reference": Sentence(
        "This is not a reference to a secret.",
        'Write "env:NAME", "keyring:NAME", "file:secrets/NAME" or "cmd:pass show NAME".',
    ),
    "secret-is-empty": Sentence("The secret is empty.", "Fill it in where the reference points."),
    "secret-env-missing": Sentence(
        "The environment variable {name} is not set.",
        "Set it for this program, or use keyring:, file: or cmd: instead.",
    ),
    "secret-keyring-missing": Sentence(
        "The keyring has no entry “{name}” for {service}.", "Store it with `keyring set {service} {name}`."
    ),
    "secret-keyring-unavailable": Sentence(
        "This machine offers no keyring for “{name}”.",
        "Without a desktop use file:secrets/NAME, systemd’s LoadCredential, or cmd: with a password manager.",
    ),
    "secret-command-slow": Sentence(
        "The command {command} did not answer within {seconds} seconds.", "Unlock the password manager, then try again."
    ),
    "secret-command-missing": Sentence(
        "The command {command} cannot be run.", "Check its name and that it is installed; no shell is used."
    ),
    "secret-command-failed": Sentence("The command {command} failed (status {status}).", "Run it by hand to see why."),
    "secret-file-elsewhere": Sentence(
        "The file {file} is not in a place from which secrets are read.",
        "Put it into the folder secrets/ beside the configuration, or hand it over by systemd’s LoadCredential.",
    ),
    "secret-file-missing": Sentence(
        "There is no file {file}.", "Create it with the secret as its only line, mode 0600."
    ),
    "secret-file-link": Sentence(
        "The file {file} is a link, or lies behind one; links are not followed.", "Put the file itself there."
    ),
    "secret-file-unreadable": Sentence(
        "The file {file} cannot be read.", "Check that it is an ordinary file and that you may read it."
    ),
    "secret-file-owner": Sentence(
        "The file {file} belongs to somebody else.", "Make it yours: whoever owns it can change the secret."
    ),
    "secret-file-open": Sentence(
        "Others may read the file {file} (mode {mode}).",
        "Run `chmod 600` on it, then renew the secret if the machine is shared.",
    ),
    "config-invalid": Sentence(
        Plural("The configuration has {n} problem.", "The configuration has {n} problems.", "n"),
        "Correct it first; nothing was done.",
    ),
    "field-campaign": Sentence("Campaign file"),
    "field-any-version": Sentence("Version of the file’s form: 1"),
    "field-any-campaign": Sentence("Short name of the campaign, unique and never used again"),
    "field-baseline-campaign": Sentence("An earlier campaign to compare with"),
    "field-any-title": Sentence("Title, as people read it"),
    "field-any-language": Sentence("Language of the texts (BCP 47)"),
    "field-any-timezone": Sentence("IANA time zone of all hours"),
    "field-any-accounts": Sentence("Accounts of config.toml to publish on"),
    "field-any-hashtags": Sentence("Hashtags, in quotes"),
    "field-any-approvals": Sentence("Roles that must say yes; a campaign can only add"),
    "field-any-too-late-after": Sentence("Later than this after its hour a post is missed, never sent late"),
    "field-any-if-too-long": Sentence("What to do with a text too long for a network"),
    "field-any-baseline": Sentence("What the week is compared with"),
    "field-any-weeks": Sentence("Complete weeks before the campaign"),
    "field-any-objectives": Sentence("What the week should change, fixed before it"),
    "field-any-people": Sentence("Persons and institutions that posts mention"),
    "field-any-defaults": Sentence("What holds for every post that says nothing else"),
    "field-any-days": Sentence("The themed days"),
    "field-any-posts": Sentence("The posts, in order"),
    "field-any-welcome": Sentence("Messages for new followers"),
    "field-any-note": Sentence("For colleagues, never published"),
    "field-any-date": Sentence("Day: 2027-06-07"),
    "field-reply-date": Sentence("Day of the reply, where it is not the post’s"),
    "field-any-theme": Sentence("Theme of the day"),
    "field-any-id": Sentence("Short name that never changes; unique in the campaign"),
    "field-any-at": Sentence("Hour (9h, 9h30), manual, or slot"),
    "field-repeat-at": Sentence("Hour of each occurrence"),
    "field-any-between": Sentence("Two hours between which a manual post may be sent"),
    "field-any-text": Sentence("The text, best after |; {{name}} mentions a person, [[ ]] may be left out"),
    "field-any-link": Sentence("Address of a page, with https://"),
    "field-any-link-in": Sentence("Where the link goes: text, first-comment, profile, none"),
    "field-any-hashtags-inherited": Sentence("false drops the hashtags of the campaign and the day"),
    "field-any-media": Sentence("Pictures, in order"),
    "field-any-file": Sentence("Path from the campaign file’s folder"),
    "field-any-alt": Sentence("What you would say to somebody who does not see the picture"),
    "field-any-credit": Sentence("Credit of the picture"),
    "field-any-rights": Sentence("The claim to show the picture"),
    "field-any-status": Sentence("cleared, asked, refused or expired"),
    "field-any-needed-by": Sentence("Day by which the answer is needed"),
    "field-rights-until": Sentence("Last day on which the picture may be shown"),
    "field-rights-networks": Sentence("Networks that the rights cover; none named: all"),
    "field-any-if-not-cleared": Sentence("drop the picture, or block the post"),
    "field-any-warning": Sentence("Content warning, where a network has one"),
    "field-any-visibility": Sentence("public, unlisted or private"),
    "field-any-networks": Sentence("What single networks or accounts get instead"),
    "field-any-skip": Sentence("true: not on this network"),
    "field-any-replies": Sentence("Posts under this one, later"),
    "field-any-repeat": Sentence("The rule of a series"),
    "field-any-rotate": Sentence("Contents in turn"),
    "field-any-category": Sentence("What the post is for"),
    "field-any-minutes": Sentence("Time it took, for the report"),
    "field-any-only": Sentence("Networks or accounts that get this post"),
    "field-any-draft": Sentence("true: not published yet"),
    "field-any-embargo": Sentence("Not before: 2027-06-01 12h"),
    "field-any-from": Sentence("First day of the series"),
    "field-any-until": Sentence("Last day of the series"),
    "field-any-count": Sentence("How many times"),
    "field-any-except": Sentence("Days or ranges without it"),
    "field-any-not-during": Sentence("Campaigns during which it pauses"),
    "field-any-name": Sentence("Name, as people read it"),
    "field-any-metric": Sentence("What is counted"),
    "field-any-target": Sentence('What is aimed at: "+30%" or 1200'),
    "field-any-age": Sentence("Age of the posts when they are judged"),
    "field-any-account": Sentence("Account of config.toml"),
    "field-any-approve": Sentence("each: every message is looked at; once: the text is"),
    "setting-calendar-id": Sentence("Ties this calendar to its database; written by init"),
    "setting-calendar-folder": Sentence("Searched for campaign files, with its subfolders"),
    "setting-calendar-timezone": Sentence("Default time zone of campaigns"),
    "setting-calendar-language": Sentence("Language of the interface"),
    "setting-database-url": Sentence("Database; by default SQLite in the user’s state folder"),
    "setting-links-own-hosts": Sentence("Hosts whose links carry the tag"),
    "setting-queue-horizon": Sentence("How far ahead series are laid out"),
    "setting-publishing-threads": Sentence("Posts sent at the same time, at most"),
    "setting-publishing-workers": Sentence("one, or many (needs PostgreSQL)"),
    "setting-media-roots": Sentence("Folders of pictures besides the calendar’s own"),
    "setting-media-rights": Sentence("required: a picture without rights blocks its post"),
    "setting-notify-urls": Sentence("References to Apprise addresses"),
    "setting-notify-heartbeat-url": Sentence("An outside watch that notices silence"),
    "setting-networks-allow": Sentence("Networks of other packages that may be loaded"),
    "setting-role-name": Sentence("Name of the role"),
    "setting-role-people": Sentence("Who may say yes"),
    "setting-role-deputies": Sentence("Who may say yes in their place"),
    "setting-account-network": Sentence("Whose rules hold"),
    "setting-account-through": Sentence("What sends: the network, rehearsal or handoff"),
    "setting-account-base-url": Sentence("Address of the server, https only"),
    "setting-account-approvals": Sentence("Roles that no campaign can leave out"),
    "setting-account-languages": Sentence("Languages of the account"),
    "setting-account-limits": Sentence("What this account may do, where it differs"),
    "list-without-brackets": Sentence("“{given}” is one value to YAML, not a list.", "Write [{given}]."),
    "not-keys-like": Sentence(
        "“{given}” does not suffice here: keys with values should stand here.", "Write for example {like}."
    ),
    "slip-dash-glued": Sentence("The dash of this item clings to its key.", "Write a space behind it: `- id: …`."),
}
