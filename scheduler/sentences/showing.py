"""Showing what becomes of a post: previews, the way of one post step by step, and the cards of links."""

from scheduler.sentences.words import Plural, Sentence

__all__ = ["SENTENCES", "Plural"]

SENTENCES: dict[str, Sentence] = {
    "field-any-card": Sentence("The card of the link, where the network lets its sender say so; scheduler cards writes it"),
    "field-card-title": Sentence("Title of the page"),
    "field-card-description": Sentence("What the page is about, in a sentence"),
    "field-card-image": Sentence("Picture of the card; path from the campaign file’s folder"),
    "card-unwritten": Sentence(
        "{network} makes no card of {link} by itself: the link stands alone in the text.",
        "Have one written into the file: scheduler cards.",
    ),
    "card-behind-pictures": Sentence("{network} shows the pictures of the post, not the card of its link."),
    "card-without-link": Sentence("A card stands here without a link.", "Write link: beside it."),
}
