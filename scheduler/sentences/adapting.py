"""Adapting a post to a network: lengths, entities, optional passages, alt text, media."""

from scheduler.sentences.words import Plural, Sentence

__all__ = ["SENTENCES", "Plural"]

SENTENCES: dict[str, Sentence] = {
    "link-without-scheme": Sentence(
        "{network} makes a link of “{text}”.",
        "If it is none, put a space after the full stop; if it is one, write it with https://.",
    ),
    "link-swallows": Sentence(
        "On {network} the link “{text}” takes the sign {sign} along and will not open.",
        "Put a space between the link and {sign}.",
    ),
    "link-not-seen": Sentence(
        "{network} does not see that “{text}” is a link.",
        "Put a space before it, and check its domain.",
    ),
    "link-bare": Sentence(
        "{network} makes no link of “{text}”.",
        "Write it with https:// before it.",
    ),
    "hashtag-not-seen": Sentence(
        "{network} does not see {hashtag} as a hashtag.",
        "Put a space before it, and a letter in it.",
    ),
    "hashtag-cut": Sentence(
        "Of {hashtag}, {network} takes only {seen} as the hashtag.",
        "Write it in one word of letters and digits.",
    ),
    "hashtag-digit": Sentence(
        "{hashtag} begins with a digit: {network} takes it, other places do not.",
        "Begin it with a letter.",
    ),
    "several-cashtags": Sentence(
        "{network} takes one cashtag a post, not {cashtags}.",
        "Keep one.",
    ),
    "link-not-clickable": Sentence(
        "On {network} a link in the text cannot be clicked: {link} is left out.",
        "Put it in the profile, and say so in the text.",
    ),
    "no-first-comment": Sentence("{network} has no first comment: the link stands in the text."),
    "credit-left-out": Sentence(
        "There is no room on {network} for the picture’s credit: it is kept for the record (saves {saved})."
    ),
    "optional-left-out": Sentence("Left out on {network}: “{passage}” (saves {saved})."),
    "hashtags-left-out": Sentence("Hashtags left out on {network} for want of room: {hashtags} (saves {saved})."),
    "hashtags-in-comment": Sentence("On {network} {hashtags} go into the first comment (saves {saved})."),
    "threaded": Sentence("On {network} it becomes a thread of {parts} parts."),
    "shortened": Sentence(
        "Cut short on {network}: {length} of {limit} was too long.",
        "Read it again, or write a text of its own under networks.",
    ),
    "too-long": Sentence(
        "Too long for {network}: {length} of {limit}, {over} too many.",
        "Shorten it, mark a passage with [[ ]], or choose if_too_long: thread or shorten.",
    ),
    "breaks-joined": Sentence("{network} has no threads: the parts stand one below the other in one post."),
    "picture-over-count": Sentence(
        Plural(
            "Of these pictures {network} takes {most}: {files} is left out.",
            "Of these pictures {network} takes {most}: {n} are left out ({files}).",
        ),
        "Put the most important first, or give {network} its own list under networks.",
    ),
    "rights-pending": Sentence("The rights of {file} are asked for, and needed by {needed_by}."),
    "rights-late": Sentence(
        "The rights of {file} were needed by {needed_by} and are not cleared.",
        "Clear them, replace the picture, or write if_not_cleared: drop.",
    ),
    "rights-not-here": Sentence(
        "The rights of {file} hold for {networks}, not for {network}.",
        "Choose another picture for {network} under networks, or write if_not_cleared: drop.",
    ),
    "rights-over": Sentence(
        "The rights of {file} end on {until}, before it goes out.",
        "Have them prolonged, replace the picture, or write if_not_cleared: drop.",
    ),
    "rights-denied": Sentence(
        "The rights of {file} are {status}.",
        "Replace the picture, or write if_not_cleared: drop.",
    ),
    "picture-dropped": Sentence("{file} is left out here, as if_not_cleared says."),
    "picture-without-alt": Sentence(
        "{file} has no alternative text: who cannot see it gets nothing.",
        "Add alt: and say in a sentence what can be seen.",
    ),
    "picture-alt-long": Sentence(
        "The alternative text of {file} has {length} signs, {network} takes {limit}.",
        "Shorten it, or give {network} its own under networks.",
    ),
    "picture-ratio": Sentence(
        "{file} is {width} by {height}: {network} takes ratios from {low} to {high}.",
        "Choose fit: crop or pad for it, or crop it yourself: nothing is cut unseen.",
    ),
    "picture-still": Sentence("{network} shows no animation here: the first picture of {file} goes out."),
    "warning-in-text": Sentence("{network} has no content warning: “{shown}” stands in the text."),
    "warning-words": Sentence("Content warning:"),
    "visibility-unknown": Sentence(
        "{network} does not know the visibility {visibility}, only: {known}.",
        "Write it under networks, for the network that has it.",
    ),
    "empty-post": Sentence(
        "Nothing is left to publish on {network}.",
        "Give it a text or a picture, or skip: true under networks.",
    ),
    "picture-needed": Sentence(
        "{network} publishes nothing without a picture.",
        "Add one under media, or skip: true under networks.",
    ),
    "hashtags-over-limit": Sentence(
        "{count} hashtags, and {network} takes {limit}.",
        "Keep fewer.",
    ),
    "hashtags-over-custom": Sentence(
        "{count} hashtags: above {limit}, {network} shows a post less.",
        "Keep the ones that people look for.",
    ),
    "hashtags-above-custom": Sentence(
        "{count} hashtags: the custom on {network} is {limit} a post at most ({source}).",
        "Keep the ones that people look for, or let the others go there: spare_hashtags: drop.",
    ),
    "mentions-over-limit": Sentence(
        "{count} mentions, and {network} takes {limit}.",
        "Keep fewer, or write plain names.",
    ),
    "characters-refused": Sentence(
        "{network} refuses characters that cannot be seen: {characters}.",
        "Type the passage again instead of pasting it.",
    ),
    "mention-not-seen": Sentence(
        "{network} does not see {mention} as a mention.",
        "Put a space or a sign before it, and check the handle under people.",
    ),
    "handle-astray": Sentence(
        Plural(
            "On {network}, {handles} mentions nobody, or somebody else.",
            "On {network}, {handles} mention nobody, or others.",
        ),
        "Put whom you mean under people, with a handle for each network, and write {{name}} in the text.",
    ),
    "handle-astray-known": Sentence(
        Plural(
            "On {network}, {handles} mentions nobody, or somebody else.",
            "On {network}, {handles} mention nobody, or others.",
        ),
        "Write {meant}: each network gets its own handle, or the name.",
    ),
    "handle-by-hand": Sentence(
        Plural(
            "{handles} is written by hand: on {network} it mentions whoever is called so there.",
            "{handles} are written by hand: on {network} they mention whoever is called so there.",
        ),
        "Put whom you mean under people, with a handle for each network, and write {{name}} in the text.",
    ),
    "fit-giant": Sentence(
        "The picture has more than {most} pixels.",
        "Make it smaller before adding it.",
    ),
    "fit-broken": Sentence(
        "The picture cannot be read.",
        "Export it again as JPEG or PNG.",
    ),
    "fit-heavy": Sentence(
        "The picture cannot be made lighter than {limit} bytes.",
        "Export it smaller.",
    ),
    "link-odd": Sentence(
        "“{link}” is no address of the web.",
        "Write it whole, as the browser shows it: https://…",
    ),
    "begins-with-mention": Sentence(
        "{network} takes a post that begins with {mention} for an answer, and shows it to few.",
        "Put a word before the mention.",
    ),
    "too-heavy": Sentence(
        "Too heavy for {network}: {bytes} bytes of {limit}; emoji and some scripts weigh several.",
        "Shorten it, or use fewer emoji.",
    ),
    "links-over-limit": Sentence("{count} different links; {network} takes {limit} in one post.", "Leave some out."),
    "title-long": Sentence(
        "On {network} the first line is the title: it has {length} signs, {over} more than the {limit} that fit.",
        "Give {network} a text of its own under networks, with a short first line.",
    ),
    "picture-alt-kept": Sentence(
        Plural(
            "{network} takes no alternative texts: that of {files} is kept for the record.",
            "{network} takes no alternative texts: those of {n} pictures are kept for the record ({files}).",
        ),
        Plural("Say in the post what the picture shows.", "Say in the post what the pictures show."),
    ),
}
