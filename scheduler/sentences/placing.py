"""Where a post's pictures, its link and its languages go, and what a server's own limits refuse."""

from scheduler.sentences.words import Plural, Sentence

SENTENCES: dict[str, Sentence] = {
    "limit-video-size-limit": Sentence(
        "{n} MB a video",
    ),
    "film-dimensions": Sentence(
        "The video {file} is {width} by {height}: {network} refuses more than {limit} pixels.",
        "Export it smaller.",
    ),
    "link-cut": Sentence(
        "{network} ends the link at “{text}”: “{rest}” stays text, and the link leads elsewhere.",
        "Write it {meant}, or put a space behind the link.",
    ),
    "field-any-surplus": Sentence(
        "Pictures above a network’s count: drop them, or thread them into the following parts",
    ),
    "field-any-link-part": Sentence(
        "Which part of a thread holds the link: first or last; without it, where the network shows it best",
    ),
    "field-any-media-part": Sentence(
        "Which part of a thread holds the pictures: first or last; without it, where the network shows them best",
    ),
    "link-in-card": Sentence(
        "On {network} the link stands in its card, and no longer in the text (saves {saved}).",
    ),
    "pictures-threaded": Sentence(
        Plural(
            "Above the {most} that {network} takes in one post, {files} goes with the next part of the thread.",
            "Above the {most} that {network} takes in one post, {files} go with the next parts of the thread.",
        ),
        "Look at it in the preview: a part without words of its own shows pictures alone.",
    ),
    "field-any-spare-hashtags": Sentence(
        "The post’s own hashtags above a network’s custom: keep them, or drop them (into the first comment where that is the custom)",
    ),
    "hashtags-limit": Sentence(
        "{network} takes {limit} hashtags: {hashtags} are left out.",
        "Put the most important first, or give {network} its own under networks.",
    ),
    "hashtags-custom": Sentence(
        "Hashtags left out on {network}, where the custom is {limit} at most: {hashtags}.",
    ),
    "hashtags-custom-comment": Sentence(
        "On {network}, where the custom is {limit} hashtags at most, these go into the first comment: {hashtags}.",
    ),
    "field-any-alts": Sentence(
        "The alternative text in several languages, one key a language: {{fr: …, en: …}}",
    ),
    "alts-not-languages": Sentence(
        "Under alts stand languages, each with its alternative text.",
        "Write {{fr: …, en: …}}, or alt: where there is one language.",
    ),
    "alt-language-missing": Sentence(
        "{file} has no alternative text in {wanted}, only in {given}: the first goes out.",
        "Add it under alts: who hears it hears another language than the text’s.",
    ),
}
