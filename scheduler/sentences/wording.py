"""Texts in several languages, their typography, and how a name, a hashtag or a link is put into words."""

from scheduler.sentences.words import Plural, Sentence

__all__ = ["SENTENCES", "Plural"]

SENTENCES: dict[str, Sentence] = {
    "field-any-texts": Sentence("The text in several languages, one key a language: {{fr: …, en: …}}"),
    "field-any-bilingual": Sentence("What an account with several languages gets: join, thread or first"),
    "field-any-typography": Sentence("How French texts are set: french or as-written"),
    "field-any-numbering": Sentence("true ends each part of a thread in (1/n)"),
    "texts-not-languages": Sentence(
        "Under texts stand languages, each with its text.",
        "Write them one below the other, set in: fr: | and en: |.",
    ),
    "texts-empty": Sentence("The text in {language} is empty.", "Write it, or take the key out."),
    "text-beside-texts": Sentence(
        "A text stands beside texts: which of the two is meant cannot be known.",
        "Put it under texts, at its language, or take it out.",
    ),
    "language-missing": Sentence(
        "{account} publishes in {wanted}, and this post is written in {given} only.",
        "Add its text under texts, or skip: true for {account} under networks.",
    ),
    "language-left-out": Sentence(
        "{account} publishes in {wanted} too, and this post has no text in it.",
        "Add it under texts, or leave it so.",
    ),
    "languages-threaded": Sentence(
        "On {network} the languages do not fit into one post: it becomes a thread, one language after the other."
    ),
    "typography-set": Sentence(
        "French typography on {network}: {spaces} spaces, {quotes} quotes, {apostrophes} apostrophes, {ellipses} ellipses."
    ),
    "typography-plain-space": Sentence(
        "{network} counts a narrow no-break space twice: an ordinary no-break space stands in its place (saves {saved})."
    ),
    "hashtag-unspoken": Sentence(
        "{hashtag} is read aloud as one long word.",
        "Begin each of its words with a capital letter: {meant}.",
    ),
    "hashtag-unspoken-unknown": Sentence(
        "{hashtag} is read aloud as one long word.",
        "If it is several, begin each of them with a capital letter.",
    ),
    "hashtags-moved": Sentence(
        "On {network} the hashtags of the text stand with the others at its end (saves {saved})."
    ),
    "name-contracted": Sentence(
        "“{found}” is said “{meant}”.",
        "Give the words to use where there is no handle, and write around them.",
    ),
    "link-in-profile": Sentence(
        "On {network} a link in the text cannot be clicked: the text says that it is in the profile.",
        "Put {link} into the profile before the hour.",
    ),
    "link-in-vain": Sentence(
        "On {network} no link can be clicked: {links} stands there in vain.",
        "Say where it is found (link_in: profile), or give {network} a text of its own under networks.",
    ),
    "link-in-profile-words": Sentence("Link in bio."),
}
