"""Showing what becomes of a post: previews, the way of one post step by step, and the cards of links."""

from scheduler.sentences.words import Plural, Sentence

__all__ = ["SENTENCES", "Plural"]

SENTENCES: dict[str, Sentence] = {
    "field-any-card": Sentence(
        "The card of the link, where the network lets its sender say so; scheduler cards writes it"
    ),
    "field-card-title": Sentence("Title of the page"),
    "field-card-description": Sentence("What the page is about, in a sentence"),
    "field-card-image": Sentence("Picture of the card; path from the campaign file’s folder"),
    "card-unwritten": Sentence(
        "{network} makes no card of {link} by itself: the link stands alone in the text.",
        "Have one written into the file: scheduler cards.",
    ),
    "card-behind-pictures": Sentence("{network} shows the pictures of the post, not the card of its link."),
    "card-without-link": Sentence("A card stands here without a link.", "Write link: beside it."),
    "help-option-html": Sentence("Write one page with all variants into this file, to look at, print or send."),
    "preview-written": Sentence(Plural("{n} variant, in {file}.", "{n} variants, in {file}.")),
    "not-writable": Sentence("The file cannot be written: {reason}.", "Choose another place."),
    "unit-x-weighted": Sentence("characters (a link counts 23, an emoji 2)"),
    "unit-mastodon": Sentence("characters (a link counts 23)"),
    "unit-graphemes": Sentence("characters (an emoji counts 1)"),
    "unit-code-points": Sentence("characters"),
    "unit-utf-16": Sentence("characters (most emoji count 2)"),
    "unit-bytes": Sentence("bytes (é counts 2)"),
    "unit-emoji-bytes": Sentence("characters (an emoji counts 4 or more)"),
    "unit-escaped": Sentence("characters (brackets, #, @, _ and their like count 2)"),
    "unit-longest-block": Sentence("characters in the longest paragraph"),
    "shown-reply": Sentence("Reply"),
    "text-own": Sentence("a text of its own (networks.{name})"),
    "text-same": Sentence("as on {account}"),
    "text-written": Sentence("the text of the post"),
    "text-fitted": Sentence("the text of the post, fitted otherwise"),
    "cut-away": Sentence("Cut away: {sides}."),
    "cut-side": Sentence("{share}% {side}"),
    "cut-nothing": Sentence("Nothing is cut; a margin is added."),
    "cut-left": Sentence("at the left"),
    "cut-top": Sentence("at the top"),
    "cut-right": Sentence("at the right"),
    "cut-bottom": Sentence("at the bottom"),
    "kilobytes": Sentence("{n} kB"),
    "preview-campaigns": Sentence(Plural("{n} campaign", "{n} campaigns")),
    "preview-meta": Sentence("Posts: {posts}; variants: {messages}; networks: {networks}. Drawn on {at}."),
    "preview-parts": Sentence(Plural("{n} part", "{n} parts")),
    "preview-kicker": Sentence("Preview"),
    "preview-secret": Sentence("Not published yet: do not pass on."),
    "preview-glance": Sentence("At a glance"),
    "preview-missing": Sentence("To be mended first"),
    "preview-missing-more": Sentence("A post with an error stays out of the queue, on all its networks."),
    "preview-held": Sentence("held back"),
    "preview-blocked": Sentence("Held back: it goes out nowhere until this is mended."),
    "preview-leads-to": Sentence("leads to"),
    "preview-fold": Sentence("… more (about here {network} folds it)"),
    "preview-top": Sentence("Back to the list"),
    "preview-code": Sentence("Code"),
    "preview-hour": Sentence("Hour"),
    "preview-post": Sentence("Post"),
    "preview-networks": Sentence("Networks"),
    "preview-look": Sentence("Somebody should look"),
    "preview-done": Sentence("What was done"),
    "preview-alike": Sentence("The same words on every network."),
    "preview-legend": Sentence(
        "△: somebody should look; ✗: held back by an error. The code means these texts and pictures, exactly: if they change, it changes. Pictures are drawn smaller here than they are sent."
    ),
    "preview-compare": Sentence("From one network to another"),
    "preview-warning": Sentence("Content warning:"),
    "compare-network": Sentence("Network"),
    "compare-text": Sentence("Text"),
    "compare-parts": Sentence("Parts"),
    "compare-length": Sentence("Length"),
    "compare-pictures": Sentence("Pictures"),
    "compare-left-out": Sentence("Left out"),
    "preview-alt": Sentence("Alt:"),
    "preview-no-alt": Sentence("none"),
    "preview-whole": Sentence("The whole picture, and the frame of what is shown"),
    "help-cards": Sentence("Read the pages behind the posts’ links, and write their cards into the files."),
    "help-option-refresh": Sentence("Read pages again whose card is in the file already."),
    "help-option-from-this-machine": Sentence("Pages of this very machine may be read, too."),
    "cards-write": Sentence(Plural("Write this into {n} file?", "Write this into {n} files?")),
    "cards-no-links": Sentence("No post of these files has a link."),
    "cards-state-new": Sentence("a new card"),
    "cards-state-changed": Sentence("another card than in the file"),
    "cards-state-same": Sentence("the card is up to date"),
    "cards-state-kept": Sentence("the card in the file is kept"),
    "cards-state-unread": Sentence("no card"),
    "cards-unfit": Sentence(
        "The cards cannot be written into this file without changing something else.",
        "Write them by hand, beside link:.",
    ),
    "cards-broken-file": Sentence(
        "This file cannot be read as it is, so nothing is written into it.", "Mend it first: scheduler check."
    ),
    "cards-changed-meanwhile": Sentence(
        "The file was changed in the meantime; nothing was written into it.", "Call scheduler cards again."
    ),
    "cards-folder-outside": Sentence("This folder leads outside the campaign’s.", "Make it a folder of its own."),
    "card-page-silent": Sentence("The page says nothing of itself: it has no title.", "Write the card by hand."),
    "card-picture-unusable": Sentence(
        "The picture of the page is none that can be used (JPEG, PNG, WebP or GIF, whole, at most 50 megapixels).",
        "Choose one yourself, under image.",
    ),
    "fetch-address": Sentence("This is no address of the web that can be read."),
    "fetch-failed": Sentence("The server could not be reached, or hung up."),
    "fetch-slow": Sentence("The server was too slow."),
    "fetch-no-host": Sentence("There is no host called {host}."),
    "fetch-not-global": Sentence(
        "{host} is not on the open web: only pages that everybody can read are read.",
        "Where it is meant, on this machine: --from-this-machine.",
    ),
    "fetch-round": Sentence("The server sends on and on to other addresses."),
    "fetch-status": Sentence("The server answers {status}."),
    "fetch-kind": Sentence("What lies there is something else than was looked for ({kind})."),
    "fetch-heavy": Sentence("It is heavier than {most} MB."),
    "help-explain": Sentence("Tell the way of one post step by step: what it is made of, and what was done to it."),
    "help-argument-explain": Sentence("A tag, campaign/post, campaign/post/account, or a post’s code (7F3K)."),
    "explain-text": Sentence("The text is the post’s own."),
    "explain-text-own": Sentence("The text is one of its own, written under networks.{name}."),
    "explain-text-reply": Sentence("The text is the reply’s own."),
    "explain-mentions": Sentence("Persons are mentioned as {mentions}."),
    "explain-hashtags-inherited": Sentence("Hashtags of the campaign and the day: {hashtags}."),
    "explain-hashtags-own": Sentence("Hashtags of the post: {hashtags}."),
    "explain-link": Sentence("The link stands as {link}."),
    "explain-label": Sentence("“{label}” leads to {address}."),
    "explain-comment": Sentence("Into the first comment: {text}"),
    "explain-credit": Sentence("Credit of the pictures: {credit}"),
    "explain-composed": Sentence("All of it together, where {network} takes {limit}:"),
    "explain-fits": Sentence("It fits {network} as it is written: nothing had to be left out."),
    "explain-over-thread": Sentence(
        Plural(
            "That is {n} too many for {network}: first what stands between [[ ]] goes, then surplus hashtags; what is still too long becomes a thread (if_too_long: thread).",
            "That is {n} too many for {network}: first what stands between [[ ]] goes, then surplus hashtags; what is still too long becomes a thread (if_too_long: thread).",
        )
    ),
    "explain-over-shorten": Sentence(
        Plural(
            "That is {n} too many for {network}: first what stands between [[ ]] goes, then surplus hashtags; what is still too long ends earlier, with … (if_too_long: shorten).",
            "That is {n} too many for {network}: first what stands between [[ ]] goes, then surplus hashtags; what is still too long ends earlier, with … (if_too_long: shorten).",
        )
    ),
    "explain-over-refuse": Sentence(
        Plural(
            "That is {n} too many for {network}: first what stands between [[ ]] goes, then surplus hashtags; what is still too long is refused (if_too_long: refuse).",
            "That is {n} too many for {network}: first what stands between [[ ]] goes, then surplus hashtags; what is still too long is refused (if_too_long: refuse).",
        )
    ),
    "explain-part": Sentence("Part {number} of {total}, within {limit}:"),
    "explain-picture": Sentence("{file} is a {format} of {width} × {height}, {size} kB."),
    "explain-picture-as-it-is": Sentence(
        "{file} goes out as it is, {width} × {height}, {size} kB: not one pixel changes, only private data are taken out (place, camera)."
    ),
    "explain-picture-sent": Sentence("So it goes out at {width} × {height}, {size} kB."),
    "explain-picture-lighter": Sentence("So it goes out at {width} × {height}, {size} kB: {share}% lighter."),
    "explain-picture-unfit": Sentence("{file} cannot go out as it is."),
    "explain-film": Sentence("The video {file} goes out as it is, {size} kB."),
    "explain-alt": Sentence("Who cannot see it is told: “{alt}”"),
    "step-still": Sentence("Only its first frame is taken."),
    "step-orient": Sentence("It is turned upright, as the camera meant it."),
    "step-crop": Sentence("It is cut to {width} × {height}, around its focus."),
    "step-pad-white": Sentence("A white margin brings it to {width} × {height}: nothing of it is cut."),
    "step-pad-black": Sentence("A black margin brings it to {width} × {height}: nothing of it is cut."),
    "step-pad": Sentence("A margin ({color}) brings it to {width} × {height}: nothing of it is cut."),
    "step-srgb": Sentence("Its colours are brought to sRGB, which every screen shows alike."),
    "step-resize": Sentence("It is made smaller: {width} × {height}."),
    "step-quality": Sentence("It is written as {format}, quality {quality} of 100."),
    "step-format": Sentence("It is written as {format}, without loss."),
    "step-strip": Sentence("Private data are taken out (place, camera)."),
    "explain-others": Sentence(
        Plural(
            "It comes {n} more time; to be told that one: scheduler explain {name}",
            "It comes {n} more times; to be told the next: scheduler explain {name}",
        )
    ),
    "explain-section-made": Sentence("What it is made of"),
    "explain-section-done": Sentence("What was done to the text, and why"),
    "explain-section-pictures": Sentence("The pictures"),
    "explain-section-out": Sentence("What goes out"),
    "explain-section-unsent": Sentence("What would go out"),
    "explain-section-queue": Sentence("Where it stands"),
    "explain-blocked": Sentence(
        "An error holds this post back, on all its networks.", "Mend it, then: scheduler check."
    ),
    "explain-card": Sentence("The card of the link shows “{title}”."),
    "explain-digest": Sentence("Digest {digest}…, code {code}: what is approved."),
    "explain-not-queued": Sentence("It is not in the queue yet.", "Put it there: `scheduler apply`."),
    "explain-welcome-each": Sentence(
        "Each new follower gets this once, after a yes to that very message.",
        "At most {n} a day, {spread} apart, and none later than {within} after somebody followed. {sample} is a sample.",
    ),
    "explain-welcome-once": Sentence(
        "Each new follower gets this once; one yes covers the same words to everybody.",
        "At most {n} a day, {spread} apart, and none later than {within} after somebody followed. {sample} is a sample.",
    ),
    "explain-welcome-hand": Sentence(
        "Each new follower gets this once, as a draft that a person sends.",
        "None later than {within} after somebody followed. {sample} is a sample.",
    ),
    "explain-welcome-alone": Sentence(
        "Each new follower gets this once; nobody is asked.",
        "At most {n} a day, {spread} apart, and none later than {within} after somebody followed. {sample} is a sample.",
    ),
    "explain-frozen": Sentence("In the queue since {at}, frozen as {digest}…"),
    "explain-frozen-same": Sentence("What is frozen is what the files make now."),
    "explain-frozen-rules": Sentence(
        "Its source is unchanged, so it stays frozen as it was; the rules of this version would make another one.",
        "To take them: scheduler apply --readapt.",
    ),
    "explain-frozen-differs": Sentence(
        "The files were changed since: they make another one now.", "To take it: scheduler apply."
    ),
}
